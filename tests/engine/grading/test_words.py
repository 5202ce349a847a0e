"""What is said of a wrong answer is true of what was typed: the thing that it is is named, and no guess is made."""

import re

import pytest

from engine import Layer
from engine.grading.derivation import grade_derivation
from engine.grading.grade import grade
from engine.grading.misconceptions import (
    BEFORE_ONE,
    EARLIER,
    MISCONCEPTIONS,
    NAMELESS,
    ONE_PLACE_LEFT,
    OTHER_PLACES,
    SAME_ALONG,
    SAME_EVERYWHERE,
    SAME_FOR_ALL,
    SIGN_TURNED,
    UNKNOWN,
    UNNAMED,
)
from engine.grading.misconceptions import TURNED as LIES_TURNED
from engine.grading.question import Question

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
STRIDED = Layer("z[i] = sum(j, w[j]*x[2*i+j])", x="n", w="m", z="(n-m)//2+1")
TURNED = Layer("v[j] = w[m-1-j]", w="m", v="m")
CONVOLVING = Layer("z[i] = sum(j, w[j]*x[i-j])", x="n", w="m", z="n+m-1")
OF_ITSELF = Layer("z[i] = sum(j, x[j]*x[i+j])", x="n", z="n")
RING = Layer("z[i] = sum(j, w[j]*x[(i+j)%n])", x="n", w="m", z="n")
ACTIVE = Layer(["z[i] = sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1")
TOTAL = Layer("s = sum(k, j, y[k-j]*w[j])", y="n", w="m", s="")
SOFTMAX = Layer("p[i] = exp(x[i])/sum(j=0..n-1, exp(x[j]))", x="n", p="n")
NORMED = Layer(
    ["u = sum(i=0..n-1, x[i])/n", "v = sum(i=0..n-1, (x[i]-u)^2)/n", "y[i] = (x[i]-u)/v"], x="n", u="", v="", y="n"
)
DX = "dL/dx[k]"
TOO_LOW = "A function stands where its derivative belongs."
TOO_HIGH = "A function is differentiated once too often."

ROWS = [
    # the other thing is named
    (PLAIN, DX, "w[k]", "wrong-operation", "This is the kernel itself; the gradient of the input is asked for."),
    (
        PLAIN,
        DX,
        "sum(i, delta[i]*x[i+k])",
        "wrong-operation",
        "This is the gradient of the kernel; the gradient of the input is asked for.",
    ),
    (
        PLAIN,
        DX,
        "delta[k]",
        "wrong-operation",
        "This is the gradient of the output, which is given; the gradient of the input is asked for.",
    ),
    (PLAIN, DX, "z[k]", "wrong-operation", "This is the output itself; the gradient of the input is asked for."),
    # nobody counts from 1 who writes no index
    (CONVOLVING, DX, "corr(pad(delta,1), w, valid)", "off-by-one", MISCONCEPTIONS["off-by-one"]),
    (PLAIN, "z[i]", "x[i]", "wrong-operation", "This is the input itself; the output itself is asked for."),
    # of two mistakes neither is a wrong array where the right arrays are read
    (
        TURNED,
        "v[j]",
        "w[j-1]",
        "no-flip",
        f"Two things at once. {LIES_TURNED} And: {MISCONCEPTIONS['off-by-one']}",
    ),
    (TURNED, "v[j]", "w[j]", "no-flip", LIES_TURNED),
    # which way an index runs is said where the typed one shows it: the same way, or against another one
    (PLAIN, DX, "sum(j, delta[k+j]*w[j])", "no-flip", MISCONCEPTIONS["no-flip"] + EARLIER),
    (PLAIN, DX, "sum(j, delta[k-j]*w[m-1-j])", "no-flip", MISCONCEPTIONS["no-flip"] + EARLIER),
    (PLAIN, DX, "sum(j, delta[j-k]*w[j])", "no-flip", MISCONCEPTIONS["no-flip"] + EARLIER),
    (OF_ITSELF, DX, "2*sum(i, delta[i]*x[k+i])", "no-flip", MISCONCEPTIONS["no-flip"]),
    (PLAIN, "z[i]", "sum(j, w[j]*x[i-j])", "needless-flip", MISCONCEPTIONS["needless-flip"]),
    (PLAIN, "z[i]", "sum(j, w[j]*x[j-i])", "needless-flip", SIGN_TURNED),
    (PLAIN, "dL/dw[j]", "sum(i, delta[i]*x[i-j])", "needless-flip", SIGN_TURNED),
    (PLAIN, "dz[i]/dx[k]", "w[i-k]", "no-flip", LIES_TURNED),
    (PLAIN, "dz[i]/dw[j]", "x[i+m-1-j]", "needless-flip", LIES_TURNED),
    (CONVOLVING, "z[i]", "sum(j, w[j]*x[i+j])", "no-flip", MISCONCEPTIONS["no-flip"]),
    (CONVOLVING, "dL/dw[j]", "sum(i, delta[i]*x[i+j])", "needless-flip", SIGN_TURNED),
    # in a ring the remainder tells nothing of the direction
    (RING, DX, "sum(j, delta[(k+j)%n]*w[j])", "no-flip", MISCONCEPTIONS["no-flip"] + EARLIER),
    (RING, "z[i]", "sum(j, w[j]*x[(i-j)%n])", "needless-flip", MISCONCEPTIONS["needless-flip"]),
    (RING, "dL/dw[j]", "sum(i, delta[i]*x[(i-j)%n])", "needless-flip", SIGN_TURNED),
    # no sum is left out where as many indices are summed
    (PLAIN, DX, "sum(i=k..k+m-1, delta[i]*w[k-i])", "missing-sum", ONE_PLACE_LEFT),
    (PLAIN, DX, "sum(i=0..k, delta[i]*w[i-k])", "missing-sum", ONE_PLACE_LEFT),
    (PLAIN, DX, "delta[k]*w[0]", "missing-sum", MISCONCEPTIONS["missing-sum"]),
    (
        ACTIVE,
        "dL/dw[j]",
        "delta[j]*sigma'(sum(k, w[k]*x[j+k]))*x[j+j]",
        "missing-sum",
        MISCONCEPTIONS["missing-sum"],
    ),
    (PLAIN, DX, "sum(j, delta[k]*w[-j])", None, UNKNOWN),
    (PLAIN, "z[i]", "sum(j, w[-j]*x[i+2*j])", None, UNKNOWN),
    # a call has no index that could be turned
    (PLAIN, "dL/dw[j]", "flip(corr(x, delta))", "needless-flip", LIES_TURNED),
    # what is 0 everywhere is not told a mistake that is 0 at the border
    (PLAIN, "z[i]", "sum(j=m-1..0, w[j]*x[i+j])", None, NAMELESS["counts-down"]),
    (PLAIN, "dL/dw[j]", "sum(i=n-m..0, delta[i]*x[i+j])", None, NAMELESS["counts-down"]),
    (PLAIN, "z[i]", "w[-1]*x[i]", None, NAMELESS["counts-from-end"]),
    (PLAIN, "z[i]", "sum(w[-1-j]*x[i+j] for j in range(m))", None, NAMELESS["counts-from-end"]),
    (ACTIVE, "dL/dw[j]", "sum(i, delta[i]*sigma'(z[i])*x[-j-1])", None, NAMELESS["counts-from-end"]),
    (ACTIVE, "dL/dw[j]", "sum(i, delta[i]*sigma'(z[i])*x[i+n])", None, NAMELESS["reads-outside"]),
    (ACTIVE, "dL/dw[j]", "sum(i, delta[i]*sigma'(z[i])*x[i+j]*0)", None, UNKNOWN),
    (ACTIVE, DX, "sum(i, delta[i]*d(z[i], a[i])*w[i-k])", None, NAMELESS["independent"]),
    # nor that it is 0 everywhere, where it is not so on other sizes
    (PLAIN, DX, "sum(j, delta[j+n-1]*w[j])", None, SAME_EVERYWHERE),
    (PLAIN, "dz[i]/dx[k]", "w[i+n-1]", None, SAME_ALONG),
    (PLAIN, "dz[i]/dx[k]", "1", None, SAME_FOR_ALL),
    # no index is missed along which the right answer doesn't differ
    (TOTAL, "ds/dw[j]", "m*n", None, UNKNOWN),
    # nothing is missing at a border where the mode is too wide, and no sum has a range where none was typed
    (PLAIN, "dL/dw[j]", "corr(x, delta, same)", "wrong-range", OTHER_PLACES),
    (PLAIN, "dL/dw[j]", "corr(x, delta, full)", "wrong-range", OTHER_PLACES),
    (ACTIVE, "dL/dw[j]", "corr(x, delta*sigma'(z), same)", "wrong-range", OTHER_PLACES),
    # what starts at 1 on the cases only does not start at 1
    (PLAIN, "z[i]", "sum(j, w[j]*x[i+j-(m-1)//2])", "off-by-one", MISCONCEPTIONS["off-by-one"]),
    # a wrong condition is no factor that is missing, another number of zeros no factor that is too much
    (PLAIN, "dz[i]/dx[k]", "sum(j, w[j]*[j==k])", None, SAME_ALONG),
    (PLAIN, DX, "conv(pad(delta, 2*(m-1)), w, valid)", "off-by-one", MISCONCEPTIONS["off-by-one"]),
    # a condition too much is no sum and no factor
    (PLAIN, "dz[i]/dx[k]", "w[k-i]*[k>i]", None, NAMELESS["extra-condition"]),
    (PLAIN, "dL/dw[j]", "sum(i, delta[i]*x[i+j])*[j>=m-1]", None, NAMELESS["extra-condition"]),
    (PLAIN, "dL/dw[j]", "sum(i, delta[i]*x[i+j])*[j>=1]*[j<=m-2]", None, NAMELESS["extra-condition"]),
    (PLAIN, "dz[i]/dx[k]", "w[k-i]*[k==i+1]", None, NAMELESS["extra-condition"]),
    (PLAIN, "z[i]", "sum(j, w[j]*x[i+j])*[i==1]", None, NAMELESS["extra-condition"]),
    (PLAIN, "z[i]", "sum(w[j]*x[i+j] for j in range(m) if j % 2 == 0)", None, NAMELESS["extra-condition"]),
    (PLAIN, "z[i]", "sum(j, w[j]*x[i+j])*[m>1]", None, NAMELESS["extra-condition"]),
    (PLAIN, "z[i]", "sum(j, w[j]*x[i+j]*[j>0])", "wrong-range", MISCONCEPTIONS["wrong-range"]),
    (ACTIVE, "dL/dz[i]", "delta[i]*sigma'(z[i])*[i>0]", None, NAMELESS["extra-condition"]),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j])*[k>=m-1]*[k<=n-m]", "valid-not-full", MISCONCEPTIONS["valid-not-full"]),
    (PLAIN, "z[i]", "x[i] - x[i]", None, UNKNOWN),
    # a condition left out is no sum, where it ties no index that is summed, and neither is one that compares otherwise
    (SOFTMAX, "dp[i]/dx[k]", "p[i] - p[i]*p[k]", None, NAMELESS["missing-condition"]),
    (SOFTMAX, "dp[i]/dx[k]", "p[i]*(1 - p[k])", None, NAMELESS["missing-condition"]),
    (SOFTMAX, "dp[i]/dx[k]", "p[i]*([i<=k] - p[k])", None, NAMELESS["wrong-condition"]),
    (PLAIN, DX, "sum(i, j, delta[i]*w[j])", "extra-sum", MISCONCEPTIONS["extra-sum"]),
    # nothing from above is missing where each term has it
    (NORMED, DX, "delta[k]/v - sum(i, delta[i])/(n*v)", "missing-term", MISCONCEPTIONS["missing-term"]),
    (NORMED, DX, "delta[k]/v", None, UNKNOWN),
    # the axes of arrays with one index can't be exchanged
    (STRIDED, "dz[i]/dx[k]", "w[2*k-i]", None, UNKNOWN),
    # a function and its derivative, in the direction that is the case
    (ACTIVE, DX, "sum(j, delta[k-j]*sigma(z[k-j])*w[j])", None, TOO_LOW),
    (ACTIVE, DX, "sum(j, delta[k-j]*sigma''(z[k-j])*w[j])", None, TOO_HIGH),
    (ACTIVE, "a[i]", "sigma'(z[i])", None, TOO_HIGH),
]


@pytest.mark.parametrize(
    ("layer", "wanted", "answer", "misconception", "message"), ROWS, ids=lambda each: str(each)[:60]
)
def test_said(layer, wanted, answer, misconception, message):
    found = layer.check(wanted, answer)
    assert (found.verdict, found.misconception, found.message) == ("wrong", misconception, message)


@pytest.mark.parametrize(
    ("notation", "answer", "misconception", "message"),
    [
        # indices start at 1 here, so nobody counts from 1 by mistake
        ("goodfellow", "sum(m, G[k-m+2]*K[m])", "off-by-one", MISCONCEPTIONS["off-by-one"]),
        ("flipside", "sum(j, delta[k-j+1]*w[j])", "counts-from-one", MISCONCEPTIONS["counts-from-one"]),
        # an index of 0 is not below 0
        ("goodfellow", "sum(m, G[k-m+1]*K[0])", None, BEFORE_ONE),
        ("pytorch", "sum(j, grad_output[k-j]*weight[-1])", None, NAMELESS["counts-from-end"]),
        # the kernel is kept turned round: the two indices run against each other as they are typed
        ("larochelle", "sum(p, delta[j-p]*k[p])", "no-flip", LIES_TURNED),
        ("flipside", "sum(j, delta[k+j]*w[j])", "no-flip", MISCONCEPTIONS["no-flip"] + EARLIER),
    ],
)
def test_said_in_a_notation(notation, answer, misconception, message):
    found = grade(Question(PLAIN, DX), answer, notation)
    assert (found.verdict, found.misconception, found.message) == ("wrong", misconception, message)
    derived = grade_derivation(Question(PLAIN, DX), [answer], notation)
    assert (derived.misconception, derived.message) == (misconception, f"Line 1: {message}")
    assert (derived.lines[0].misconception, derived.lines[0].message) == (misconception, message)


@pytest.mark.parametrize("sentence", [*MISCONCEPTIONS.values(), *NAMELESS.values(), *UNNAMED])
def test_what_is_said_in_every_notation_names_no_array_of_one(sentence):
    assert not re.search(r"\b(x|w|z|delta)\[", sentence)


@pytest.mark.parametrize("put_in", ["sum(i, delta[i]*sum(j, w[j]*x[i+j]))", "sum(i, delta[i]*z[i])"])
def test_a_definition_that_was_put_in_and_not_differentiated(put_in):
    found = PLAIN.check_derivation(DX, ["sum(i, delta[i]*d(z[i], x[k]))", put_in])
    assert (found.verdict, found.line, found.misconception) == ("wrong", 1, None)
    assert found.message.startswith("Line 2: What is to be differentiated was put in itself, not its derivative.")
