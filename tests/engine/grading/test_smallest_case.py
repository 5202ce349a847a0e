"""The smallest case: what is missing and what is too much add up to the difference of the two values."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from engine import Layer, Question
from engine.formula.parser import Parsed
from engine.formula.text import text
from engine.grading.diagnosis import Diagnoses
from engine.grading.grade import grade_parsed
from tests.engine.layers import LAYERS

POLYNOMIAL = (
    ("plain", "dL/dx[k]"),
    ("plain", "dL/dw[j]"),
    ("plain", "z[i]"),
    ("plain, indices from 1", "dL/dx[k]"),
    ("stride and dilation", "dL/dx[k]"),
    ("padding", "dL/dw[j]"),
    ("square", "dL/dx[k]"),
    ("two dimensions", "dL/dx[p,q]"),
    ("groups", "dL/dw[g,o,c,j]"),
    ("dense", "dL/dW[i,k]"),
    ("autocorrelation", "dL/dx[k]"),
    ("mean pooling", "dL/dx[k]"),
)
EACH = 12


def products(total: str) -> Counter:
    """A sum of products as the smallest case writes it: sorted factors -> coefficient."""
    found: Counter = Counter()
    for part in total.replace(" - ", " + -").split(" + "):
        sign, part = (-1, part[1:]) if part.startswith("-") else (1, part)
        coefficient, factors = Fraction(sign), []
        for factor in part.split("*"):
            base, _, power = factor.partition("^")
            if base.replace("/", "").isdigit():
                coefficient *= Fraction(base) ** int(power or 1)
            else:
                factors += [base] * int(power or 1)
        found[tuple(sorted(factors))] += coefficient
    return Counter({key: value for key, value in found.items() if value})


@pytest.mark.parametrize(("name", "wanted"), POLYNOMIAL)
def test_the_difference_is_what_is_extra_less_what_is_missing(name, wanted):
    question = Question(LAYERS[name], wanted)
    mutants = list(Diagnoses(question, question.numbers(question.right)).mutants())
    for mutant in random.Random(3).sample(mutants, min(EACH, len(mutants))):
        found = grade_parsed(question, Parsed(mutant.formula, text(mutant.formula), {}))
        case = found.counterexample
        if case is None:
            continue
        gap = products(case.yours)
        gap.subtract(products(case.right))
        told: Counter = Counter()
        for each in case.extra:
            told.update(products(each))
        for each in case.missing:
            told.subtract(products(each))
        assert {k: v for k, v in gap.items() if v} == {k: v for k, v in told.items() if v}, str(found)
        assert case.missing or case.extra
        assert case.sizes.keys() == question.layer.symbols
        assert tuple(case.at) == question.free


def test_the_case_of_the_design():
    layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    case = layer.check("dL/dx[k]", "sum(j, delta[k+j]*w[j])").counterexample
    assert case.to_json() == {
        "sizes": {"n": 4, "m": 2},
        "at": {"k": 1},
        "yours": "delta[1]*w[0] + delta[2]*w[1]",
        "right": "delta[1]*w[0] + delta[0]*w[1]",
        "missing": ["delta[0]*w[1]"],
        "extra": ["delta[2]*w[1]"],
    }
    assert case.because == (
        "because z[0] = w[0]*x[0] + w[1]*x[1] reads x[1] with w[1]",
        "because z[2] = w[0]*x[2] + w[1]*x[3] never reads x[1]",
    )
    assert case.place == "n = 4, m = 2, at k = 1"


def test_a_large_layer_still_has_a_telling_case():
    layer = Layer("z[o,i,j] = sum(c,u,v, w[o,c,u,v]*x[c,i+u,j+v])", x="c, h, l", w="o, c, m, r", z="o, h-m+1, l-r+1")
    case = layer.check("dL/dx[c,p,q]", "sum(o,u,v, delta[o,p+u,q+v]*w[o,c,u,v])").counterexample
    assert case.sizes == {"c": 1, "h": 1, "l": 4, "o": 1, "m": 1, "r": 2}
    assert case.missing == ("delta[0, 0, 0]*w[0, 0, 0, 1]",)
    assert case.extra == ("delta[0, 0, 2]*w[0, 0, 0, 1]",)


BATCH = Layer("z[b,o,i] = sum(c,j, w[o,c,j]*x[b,c,i+j])", x="b, c, n", w="o, c, m", z="b, o, n-m+1")
DEPTHWISE = Layer("z[c,i] = sum(j, w[c,j]*x[c,i+j])", x="c, n", w="c, m", z="c, n-m+1")


@pytest.mark.parametrize(
    ("layer", "wanted", "answer", "sizes"),
    [
        (BATCH, "dL/dx[b,c,k]", "sum(o,j, delta[b,o,k-j]*w[c,o,j])", {"b": 1, "c": 2, "n": 1, "o": 2, "m": 1}),
        (BATCH, "dL/dw[o,c,j]", "sum(b,i, delta[b,c,i]*x[b,o,i+j])", {"b": 1, "c": 2, "n": 1, "o": 2, "m": 1}),
        (DEPTHWISE, "dL/dx[c,k]", "sum(j, delta[c,k+j]*w[c,j])", {"c": 1, "n": 4, "m": 2}),
    ],
)
def test_a_case_a_little_larger_tells_more_than_one_in_which_something_is_only_missing(layer, wanted, answer, sizes):
    case = layer.check(wanted, answer).counterexample
    assert case.sizes == sizes
    assert case.missing
    assert case.extra


def test_functions_are_written_out_where_only_one_side_does():
    layer = Layer(["z[i] = w*x[i]", "a[i] = exp(z[i])"], x="n", w="", z="n", a="n")
    case = layer.check("dL/dx[i]", "delta[i]*w").counterexample
    assert (case.yours, case.right) == ("delta[0]*w", "delta[0]*w*exp(z[0])")
    assert (case.missing, case.extra) == (("delta[0]*w*exp(z[0])",), ("delta[0]*w",))


@pytest.mark.parametrize("step", ["[z[k+j] > 0]", "[0 < z[k+j]]", "relu'(z[k+j])"])
def test_a_step_is_the_slope_of_relu_however_it_is_written(step):
    layer = Layer(["z[i] = sum(j, w[j]*x[i+j])", "a[i] = relu(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1")
    case = layer.check("dL/dx[k]", f"sum(j, delta[k+j]*{step}*w[j])").counterexample
    assert case.missing == ("delta[0]*w[1]*relu'(z[0])",)
    assert len(case.extra) == 1
    assert case.extra[0].startswith("delta[2]*")


NORMED = Layer(["s = sum(j, x[j])", "z[i] = x[i]/s"], x="n", s="", z="n")
ACTIVE = Layer(["z[i] = sum(j, w[j]*x[i+j])", "a[i] = relu(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1")
SOFTMAX = Layer(["e[i] = exp(x[i])", "s = sum(j, e[j])", "y[i] = e[i]/s"], x="n", e="n", s="", y="n")


@pytest.mark.parametrize(
    ("layer", "wanted", "answer", "missing", "extra"),
    [
        (NORMED, "dL/dx[k]", "(s*delta[k] - sum(i, delta[i]*x[i]))/s^2 + x[k]", (), ("x[0]",)),
        (SOFTMAX, "dy[i]/dx[k]", "y[i]*(1-y[k])", (), ("y[0]",)),
        (
            ACTIVE,
            "dL/dx[k]",
            "sum(j=1..m-1, delta[k-j]*[a[k-j] > 0]*w[j])",
            ("delta[1]*w[0]*relu'(z[1])",),
            (),
        ),
        (
            ACTIVE,
            "dL/dx[k]",
            "sum(j, delta[k-j]*w[j])",
            ("delta[0]*w[0]*relu'(z[0])",),
            ("delta[0]*w[0]",),
        ),
    ],
)
def test_a_product_under_another_spelling_is_neither_missing_nor_too_much(layer, wanted, answer, missing, extra):
    case = layer.check(wanted, answer).counterexample
    assert (case.missing, case.extra) == (missing, extra)
    assert len(case.because) == len(missing) + len(extra)


def test_products_that_seldom_differ_are_no_spellings_of_one():
    layer = Layer(
        ["y[i] = relu(sum(j, v[j]*x[i+j]))", "z[i] = max(j=0..m-1, y[s*i+j])"],
        {"x": "n", "v": "r", "y": "n-r+1", "z": "(n-r+1-m)//s+1"},
    )
    case = layer.check("dL/dv[j]", "sum(i=0..m-1, delta[i]*d(max(k=0..2*m-1, y[s*i+k]), v[j]))").counterexample
    assert [each for each in case.missing if each.startswith("delta[0]")] == [
        "delta[0]*[y[0] == z[0]]*x[0]*relu'(v[0]*x[0] + v[1]*x[1])"
    ]
