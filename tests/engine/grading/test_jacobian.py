"""The two tables of derivatives, against central differences of the loops, for the layers that a course may hold."""

import re
from fractions import Fraction
from functools import partial
from itertools import product

import pytest

from engine import Question
from engine.calculus.sizes import with_other_names
from engine.grading.grade import grade
from engine.grading.jacobian import COLUMNS, ROWS, jacobians
from tests.engine.calculus.witness import Witness
from tests.engine.grading.hostile import ANSWERS
from tests.engine.layers import LAYERS

NAMED = re.compile(r"(sigma|relu)'|([A-Za-z]\w*)(?:\[([\d, ]+)\])?")
DX, DW = "dL/dx[k]", "dL/dw[j]"
WRONG = [
    ("plain", DX, "sum(j, delta[k+j]*w[j])"),
    ("plain", DX, "delta[k]*sum(j, w[j])"),
    ("plain", DX, "sum(j, delta[k-j]*w[j])/m"),
    ("plain", DX, "corr(delta, w, full)"),
    ("plain", DX, "0"),
    ("plain", DW, "sum(i, delta[i]*x[j])"),
    ("plain", DW, "-sum(i, delta[i]*x[i+j])"),
    ("plain, indices from 1", DX, "sum(j, delta[k-j]*w[j])"),
    ("stride and dilation", DW, "sum(i, delta[i]*x[i+d*j])"),
    ("square", DX, "delta[k]*x[k]*w[0]"),
    ("autocorrelation", DX, "sum(j, delta[k-j]*x[k-j])"),
    ("mean pooling", DX, "sum(i, delta[i])"),
    ("transposed", "dL/dx[i]", "sum(k, delta[k]*w[k-i])"),
    ("true convolution", DX, "sum(j, delta[k-j]*w[j])"),
    ("bias and activation", "dL/db", "sum(i, delta[i])"),
    ("bias and activation", DX, "sum(j, delta[k-j]*w[j]*sigma'(z[k]))"),
    ("relu", DW, "sum(i, delta[i]*x[i+j])"),
    ("two dimensions", "dL/dw[u,v]", "sum(i,j, delta[i,j]*x[i+u,j])"),
    ("two dimensions", "dL/dx[p,q]", "sum(u,v, delta[p+u,q+v]*w[u,v])"),
    ("dense", "dL/dW[i,k]", "delta[i]*x[i]"),
]
NONE = [
    ("plain", DX, "sum(j, w[j])"),
    ("plain", DX, "sum(j, delta[k-j]^2*w[j])"),
    ("plain", DX, "sum(j, delta[k-j]*w[j]) + 1"),
    ("plain", DX, "relu(delta[k])"),
    ("plain", DX, "w[0]/delta[0]"),
    ("plain", DX, "delta[k]*sum(i, delta[i])"),
    ("plain", DX, "[delta[k] == delta[k+1]]*w[k]"),
    ("plain", "z[i]", "sum(j, w[j]*x[i-j])"),
    ("plain", "dz[i]/dx[k]", "w[i-k]"),
]

SEEDS = range(8)
PLAIN = Question(LAYERS["plain"], DX)


def tables(name, wanted, answer):
    """The question, the formula and its tables."""
    question = Question(LAYERS[name], wanted)
    verdict = grade(question, answer)
    assert verdict.verdict == "wrong"
    return question, verdict.formula, jacobians(question, verdict.formula, verdict.counterexample.sizes)


def entry(name):
    """An entry's array and place."""
    array, _, places = name.partition("[")
    return array, tuple(int(each) for each in places.rstrip("]").split(",")) if places else ()


def worth(cell, witness):
    """The value of a cell's text; sigma(t) is t^2 here, as it is for the witness."""
    python = NAMED.sub(lambda found: "slope_of_" + found[1] if found[1] else f"read({found[0]!r})", cell)
    python = re.sub(r"(?<![\w\[])(\d+)(?![\w\]'])", r"Fraction(\1)", python.replace("^", "**"))
    names = {
        "read": lambda text: Fraction(witness.read(*entry(text))),
        "slope_of_sigma": lambda value: 2 * value,
        "slope_of_relu": lambda value: Fraction(value > 0),
        "Fraction": Fraction,
    }
    return eval(python, names)


@pytest.mark.parametrize(("name", "wanted", "answer"), WRONG)
def test_both_tables_are_those_of_the_loops(name, wanted, answer):
    question, formula, found = tables(name, wanted, answer)
    layer = question.layer
    ((upstream, _),) = layer.given.items()
    plain, differing = layer.plain(formula, question.free), set()
    for seed, row, column in product(SEEDS, range(len(found.rows)), range(len(found.columns))):
        witness = Witness(layer, with_other_names(found.sizes), seed)
        output, asked = entry(found.rows[row]), entry(found.columns[column])
        place = dict(zip(question.free, asked[1], strict=True))
        yours = witness.slope(partial(witness.value, plain, place), upstream, output[1])
        right = witness.slope(partial(witness.read, *output), *asked)
        assert worth(found.yours[row][column], witness) == yours
        assert worth(found.right[row][column], witness) == right
        if yours != right:
            differing.add((row, column))
    assert found.wrong == differing


@pytest.mark.parametrize(("name", "wanted", "answer"), WRONG)
def test_a_table_has_room_and_shows_a_difference(name, wanted, answer):
    _, _, found = tables(name, wanted, answer)
    assert 1 <= len(found.rows) <= ROWS
    assert 1 <= len(found.columns) <= COLUMNS
    assert found.wrong
    for table in (found.yours, found.right):
        assert [len(row) for row in table] == [len(found.columns)] * len(found.rows)


@pytest.mark.parametrize(("name", "wanted", "answer"), NONE)
def test_what_is_no_such_table_has_none(name, wanted, answer):
    assert tables(name, wanted, answer)[2] is None


def test_a_case_with_one_of_something_gives_way_to_one_with_room():
    question, _, found = tables("plain", DX, "2*sum(j, delta[k-j]*w[j])")
    assert grade(question, "2*sum(j, delta[k-j]*w[j])").counterexample.sizes == {"n": 1, "m": 1}
    assert found.sizes == {"n": 4, "m": 2}


def test_what_is_only_written_differently_is_not_marked():
    _, _, found = tables("bias and activation", "dL/dz[i]", "delta[i]*sigma'(b + sum(j, w[j]*x[i+j])) + delta[0]")
    assert found.yours[1][1] != found.right[1][1]
    assert (1, 1) not in found.wrong


@pytest.mark.parametrize("answer", ANSWERS)
def test_no_answer_raises(answer):
    verdict = grade(PLAIN, answer)
    if verdict.counterexample is not None:
        jacobians(PLAIN, verdict.formula, verdict.counterexample.sizes)
