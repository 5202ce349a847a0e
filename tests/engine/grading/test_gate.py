"""The gate of every question of the matrix: what is accepted, and what is rejected and named."""

import pytest

from engine import Question
from engine.grading.misconceptions import MISCONCEPTIONS
from tests.engine.grading.gate import HEAD, Count, Gate
from tests.engine.layers import LAYERS, ROWS

NAMED_OF_TWO = 0.9
LARGE = ("batch, stride, padding", "three dimensions", "two convolutions")


@pytest.mark.parametrize(("name", "wanted"), ROWS)
def test_gate(name, wanted, record_property):
    """Every rewriting is accepted, and every mutant by one rule is rejected and named."""
    count = Gate(Question(LAYERS[name], wanted)).run(each=1, twice=1 if name in LARGE else 3)
    record_property("table: the gate", (HEAD, count.row(name, wanted)))
    assert count.failures == []
    assert count.accepted >= 11


def test_two_rules_at_once():
    """Of the formulas that two rules make wrong nine in ten are named with one of the two names."""
    count = Count()
    for name, wanted in ROWS:
        if name not in LARGE:
            Gate(Question(LAYERS[name], wanted), seed=1).doubly(20, count)
    assert count.failures == []
    assert count.double_named >= NAMED_OF_TWO * count.double, "\n".join(count.unnamed)


def test_every_name_can_be_given():
    """Some mutant of some question has each name of the vocabulary, but for the one that is found without mutants."""
    found = {"counts-from-one"}
    for name, wanted in (("padding", "dL/dx[k]"), ("two dimensions", "z[i,j]"), ("autocorrelation", "dL/dx[k]")):
        found |= Gate(Question(LAYERS[name], wanted)).singles.keys()
    assert found == MISCONCEPTIONS.keys()
