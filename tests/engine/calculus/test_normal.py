"""One normal form for what is written in another order alone; whatever is taken together has one value."""

import numpy as np
import pytest

from engine.calculus.case import Case
from engine.calculus.derive import derive
from engine.calculus.normal import normal
from engine.formula.parser import parse
from engine.formula.text import text
from engine.grading.question import Question
from tests.engine.calculus.rows import CLOSED, LAYERS
from tests.engine.calculus.test_derive import numbers_for, sizes_of
from tests.engine.calculus.test_drawn_layers import drawn

PLAIN = LAYERS["plain"]
ALIKE = [
    ("sum(j, delta[k-j]*w[j])", "sum(r, w[r]*delta[k-r])", "another letter, another order"),
    ("sum(i, delta[i]*sum(j, w[j]*[i+j == k]))", "sum(i, j, delta[i]*w[j]*[i+j == k])", "a sum out of a product"),
    ("sum(i, j, delta[i]*w[j]*[i+j == k])", "sum(i, delta[i]*w[k-i])", "the inner sum is settled"),
    ("sum(i, delta[i]*sum(j, w[j]*[i == k]))", "delta[k]*sum(j, w[j])", "the outer sum is settled from within"),
    ("sum(i, delta[i]*[i == k])*sum(j=0..m-1, w[j])", "sum(j=0..m-1, w[j]*delta[k])", "limits stay"),
    ("-sum(j, delta[k-j]*w[j])", "sum(j, delta[k-j]*(-w[j]))", "a minus"),
    ("sum(j, w[j]/2)", "sum(j, w[j])/2", "a divisor"),
    ("delta[k] + w[k]", "w[k] + delta[k]", "terms"),
]
APART = [
    ("sum(j, delta[k-j]*w[j])", "sum(j, delta[k+j]*w[j])"),
    ("sum(i, j, delta[i]*w[j]*[i+j == k])", "sum(i, j, delta[i]*w[j]*[i-j == k])"),
    ("sum(j, w[j])*sum(i, delta[i])", "sum(j, w[j]*delta[j])"),
    ("sum(j=0..1, w[j])", "sum(j=0..2, w[j])"),
    ("delta[k]/w[k]", "delta[k]*w[k]"),
    ("-delta[k]", "delta[k]"),
]
TIED = ["sum(i=0..2, sum(j=0..i, w[j]*[i == k]))", "sum(i=0..2, sum(j=0..i, w[j]*[i+j == k]))"]


def form(typed, layer=PLAIN, free=("k",)):
    return normal(layer.plain(parse(typed, layer.scope(free)).tree, free), layer.symbols_aside - set(free))


@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_what_is_written_in_another_order_has_one_form(one, other, why):
    assert form(one) == form(other), why


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_differs_has_two(one, other):
    assert form(one) != form(other)


def assert_same_values(question, lines):
    """Lines have the values of their normal forms."""
    layer, free = question.layer, question.free
    for sizes in sizes_of(layer, 2):
        case = Case(layer, sizes, numbers_for(layer))
        lengths = question.lengths(case)
        for line in lines:
            plain = layer.plain(line, free)
            theirs = case.values(plain, free, lengths)
            of_form = case.values(normal(plain, layer.symbols_aside - set(free)), free, lengths)
            assert case.numbers.same(of_form, theirs, np.abs(theirs)).all(), f"{text(line)} for {sizes}"


def lines_of(question):
    return [*(step.formula for step in derive(question.layer, question.wanted)), question.right]


@pytest.mark.parametrize("typed", [*TIED, *(one for one, _, _ in ALIKE)])
def test_a_formula_has_the_values_of_its_normal_form(typed):
    question = Question(PLAIN, "dL/dx[k]")
    assert_same_values(question, [parse(typed, PLAIN.scope(question.free)).tree])


@pytest.mark.parametrize(("name", "asked", "closed"), CLOSED)
def test_a_line_has_the_values_of_its_normal_form(name, asked, closed):
    question = Question(LAYERS[name], asked)
    assert_same_values(question, lines_of(question))


@pytest.mark.parametrize("seed", range(28))
def test_a_line_of_a_drawn_layer_has_the_values_of_its_normal_form(seed):
    layer, asked = drawn(seed)
    for each in asked:
        question = Question(layer, each)
        assert_same_values(question, lines_of(question))
