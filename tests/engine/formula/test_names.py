"""A name that means nothing is answered with what was likely meant, and never led astray."""

import pytest

from engine import Layer
from engine.grading.grade import grade

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
GIVEN = Layer(
    ["z[i] = sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1", given={"g": "a"}
)
DENSE = Layer("z[i] = sum(k, W[i,k]*x[k])", x="n", W="m,n", z="m")
PRODUCT = "A product of a matrix and a row of values has `@` in it: `T(A) @ b`."
ASKED = (
    "`i` is asked for, so it can't be summed as well. Sum over another letter; an index is either asked for or summed."
)
WAYS = "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)`."
PREFIX = "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)` without a prefix."


@pytest.mark.parametrize(
    ("layer", "typed", "message"),
    [
        (PLAIN, "F.conv1d(x, w)", "`F` is not known here. Write `corr(a, b)` or `conv(a, b)`.\nF.conv1d(x, w)\n^"),
        (PLAIN, "nn.Conv1d(w)", f"`nn` is not known here. {PREFIX}\nnn.Conv1d(w)\n^^"),
        (PLAIN, "np.convolve(x, w)", f"NumPy is not known here. {PREFIX}\nnp.convolve(x, w)\n^^"),
        (
            PLAIN,
            "conv_transpose1d(x, w)",
            "There is no `conv_transpose1d` here. Write `conv(a, b)` or `corr(a, b)`.\n"
            "conv_transpose1d(x, w)\n^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "sum(j, w_j * x_i+j)",
            "`j` stands outside the index here; did you mean `x_{i+j}`?\nsum(j, w_j * x_i+j)\n                 ^",
        ),
        (
            PLAIN,
            "sum(j, x_i+j w_j)",
            "`j` stands outside the index here; did you mean `x_{i+j}`?\nsum(j, x_i+j w_j)\n           ^",
        ),
        (PLAIN, "sum(i=0..m-1, w[i]*x[i])", f"{ASKED}\nsum(i=0..m-1, w[i]*x[i])\n    ^"),
        (PLAIN, "sum(w[i] for i in range(m))", f"{ASKED}\nsum(w[i] for i in range(m))\n             ^"),
        (PLAIN, r"\sum_{i=0}^{m-1} w_i", f"{ASKED}\n\\sum_{{i=0}}^{{m-1}} w_i\n      ^"),
        (PLAIN, r"\sum^{m-1}_{i=0} w_i", f"{ASKED}\n\\sum^{{m-1}}_{{i=0}} w_i\n            ^"),
        (
            PLAIN,
            "sum(j, k, w[j-k]*x[i])",
            "Nothing bounds the sum over j. In every term an entry has to tell how far it runs.\n"
            "sum(j, k, w[j-k]*x[i])\n^^^^^^^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "sum(j=0..m-1)",
            "What this sum is taken of is missing. It stands behind a comma in the brackets, or behind them.\n"
            "sum(j=0..m-1)\n^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "sum(j, w[j])*sum(j, exp(x[j]))",
            "Nothing bounds the sum over j. What is added need not be 0 where an array ends; give its first and last "
            "`j`, as in `sum(j=0..2, ...)`.",
        ),
        (
            PLAIN,
            "x[i]/sum(j, exp(x[j]))",
            "Nothing bounds the sum over j. What is added need not be 0 where an array ends; give its first and last "
            "`j`, as in `sum(j=0..2, ...)`.\nx[i]/sum(j, exp(x[j]))\n     ^^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "sum(k, j, x[i+j]*w[j])",
            "Nothing bounds the sum over k. What is added does not hold `k`: put it in, or take this sum away.\n"
            "sum(k, j, x[i+j]*w[j])\n^^^^^^^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            r"\sum_k \delta_{ki} x_{k+j}",
            "`delta` has 1 index; here it has 2. It is the upstream gradient; 1 where two indices are equal and else 0 "
            "is written `[i == j]`.\n" + r"\sum_k \delta_{ki} x_{k+j}" + "\n       ^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "torch.where(x>0, x, 0)",
            "PyTorch is not known here. A condition is a factor in brackets: `[i == j]` is 1 where it holds and 0 "
            "elsewhere.\ntorch.where(x>0, x, 0)\n^^^^^",
        ),
        (PLAIN, "A @ x", f"There is no matrix `A` here. {WAYS}\nA @ x\n^"),
        (GIVEN, "A.T @ g", f"There is no matrix `A` here. {WAYS}\nA.T @ g\n^"),
        (GIVEN, "T(A) @ g", f"There is no matrix `A` here. {WAYS}\nT(A) @ g\n  ^"),
        (DENSE, "W^T x", f"`x` has 1 index; here it has none. {PRODUCT}\nW^T x\n    ^"),
        (DENSE, r"(W^\top x)_i", f"`x` has 1 index; here it has none. {PRODUCT}\n(W^\\top x)_i\n        ^"),
        (
            PLAIN,
            "sum(j, w[j+i%2])",
            "Nothing bounds the sum over j. A quotient that is rounded down hides how far it runs; give its first and "
            "last `j`, as in `sum(j=0..2, ...)`.\nsum(j, w[j+i%2])\n^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "x[max(i,0)]",
            "An index is made of indices, sizes and numbers; a maximum, a minimum or a function cannot stand in it.",
        ),
        (GIVEN, "A[i]", "`A`: the activation is called `a`.\nA[i]\n^"),
        (
            PLAIN,
            "max(j, w[j]*x[i+j])",
            "Nothing bounds the maximum over j. What lies outside the arrays counts 0 in it; give its first and last "
            "`j`, as in `max(j=0..2, ...)`.\nmax(j, w[j]*x[i+j])\n^^^^^^^^^^^^^^^^^^^",
        ),
        (
            GIVEN,
            "delta[i]",
            "There is no `delta` here. What comes from above is `g`, the gradient of `a`.\ndelta[i]\n^^^^^",
        ),
    ],
)
def test_a_name_that_means_nothing_here(layer, typed, message):
    verdict = layer.check("z[i]", typed)
    assert (verdict.verdict, verdict.message) == ("unreadable", message)


@pytest.mark.parametrize(
    ("typed", "notation", "letter"),
    [
        ("sum(m, G[k])", "goodfellow", "m"),
        ("sum(p, delta[j])", "larochelle", "p"),
        ("sum(a, delta[k])", "gibiansky", "a"),
        ("dL/dx[i] = sum(k, delta[i])", "flipside", "k"),
        ("dJ/dV[j] = sum(k, G[j])", "goodfellow", "k"),
    ],
)
def test_a_sum_that_nothing_bounds_is_called_by_the_letter_that_was_typed(typed, notation, letter):
    verdict = grade(PLAIN.question("dL/dx[k]"), typed, notation)
    assert verdict.verdict == "unreadable"
    assert verdict.message.startswith(
        f"Nothing bounds the sum over {letter}. What is added does not hold `{letter}`: put it in, or take this sum "
        "away.\n"
    )


@pytest.mark.parametrize(
    ("typed", "notation"),
    [
        ("delta[i] = g[i]*sigma'(z[i])", "flipside"),
        ("delta = g[i]*sigma'(z[i])", "flipside"),
        (r"\delta_q = g_q \sigma'(z_q)", "flipside"),
        ("grad_output[i] = g[i]*sigma'(out[i])", "pytorch"),
        ("G[j] = g[j]*sigma'(Z[j])", "goodfellow"),
    ],
)
def test_the_gradient_that_is_asked_for_may_stand_on_the_left_by_its_name(typed, notation):
    assert grade(GIVEN.question("dL/dz[i]"), typed, notation).verdict == "correct"


@pytest.mark.parametrize(
    ("typed", "notation", "sentence"),
    [
        ("grad_output[i]*sigma'(out[i])", "pytorch", "There is no `grad_output` here. What comes from above is `g`, "),
        ("G[j]*sigma'(Z[j])", "goodfellow", "There is no `G` here. What comes from above is `g`, "),
    ],
)
def test_the_name_of_a_gradient_that_is_not_given_is_told_what_is(typed, notation, sentence):
    verdict = grade(GIVEN.question("dL/dz[i]"), typed, notation)
    assert (verdict.verdict, verdict.message[: len(sentence)]) == ("unreadable", sentence)


@pytest.mark.parametrize(
    ("wanted", "typed", "sentence"),
    [
        ("dL/dx[k]", "g[k]*w[0]", "There is no `g` here; did you mean `delta`?"),
        ("dL/dx[k]", "d[k]*w[0]", "There is no `d` here; did you mean `delta`?"),
        ("z[i]", "g[i]*w[0]", "There is no `g` here. The names here are `x`, `w`, `z`, `delta`, `i`, `m` and `n`."),
        ("z[k]", "d[k]*w[0]", "There is no `d` here. The names here are `x`, `w`, `z`, `delta`, `k`, `m` and `n`."),
        ("dz[i]/dw[j]", "g*x[i+j]", "There is no `g` here. The names here are `x`, `w`, `z`, `delta`, `i`, "),
        ("z[i]", "grad[i]", "There is no `grad` here; did you mean `delta`?"),
    ],
)
def test_a_letter_is_taken_for_what_comes_from_above_only_where_a_gradient_is_asked_for(wanted, typed, sentence):
    found = PLAIN.check(wanted, typed)
    assert (found.verdict, found.message[: len(sentence)]) == ("unreadable", sentence)


def test_elsewhere_that_name_is_no_left_side():
    verdict = GIVEN.check("dL/dx[k]", "delta[k] = g[k]")
    assert (verdict.verdict, verdict.message.splitlines()[0]) == (
        "unreadable",
        "There is no `delta` here. What comes from above is `g`, the gradient of `a`.",
    )
