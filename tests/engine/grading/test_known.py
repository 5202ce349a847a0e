"""Known mistakes are looked for among those that depend on the same inputs: nothing is lost by that."""

import pytest

from engine.calculus.plain import plain
from engine.grading.diagnosis import MOST_MUTANTS, Diagnoses
from engine.grading.fingerprints import Fingerprints
from engine.grading.known import Known, inputs
from engine.grading.limits import within
from engine.grading.question import Question
from tests.engine.layers import LAYERS

ASKED = (
    ("plain", "dL/dx[k]"),
    ("two convolutions", "dL/dx[k]"),
    ("channels and bias", "dL/dx[c,p,q]"),
    ("max pooling", "dL/dx[k]"),
)


@pytest.mark.parametrize(("name", "wanted"), ASKED)
def test_equal_values_depend_on_the_same_inputs(name, wanted):
    """Of all mutants by one rule, those that are worth the same, and not 0, read the same inputs."""
    question = Question(LAYERS[name], wanted)
    diagnoses = Diagnoses(question, question.numbers(question.right))
    prints = Fingerprints(question, *diagnoses.cases[0])
    seen = {}
    for mutant in within(diagnoses.mutants(), MOST_MUTANTS):
        written = plain(question.layer, mutant.formula, question.free)
        values = prints.values_of_plain(written)
        if values is not None and values.any():
            seen.setdefault(prints.key(values), set()).add(inputs(question.layer, written))
    assert len(seen) > 20
    assert [each for each in seen.values() if len(each) > 1] == []


def test_definitions_are_put_in():
    """An entry that the layer defines depends on what it is made of; a derivative on what is left of it."""
    layer = LAYERS["two convolutions"]
    question = Question(layer, "dL/dx[k]")
    found = [inputs(layer, layer.plain(layer.wanted(each), ("k",))) for each in ("dL/dx[k]", "y[k]", "dy[i]/dx[k]")]
    assert found == [inputs(layer, question.right), {"x", "v"}, {"v"}]


def test_only_those_that_could_match_are_evaluated():
    """A mutant without the kernel is found among those that depend on the upstream gradient alone."""
    question = Question(LAYERS["plain"], "dL/dx[k]")
    diagnoses = Diagnoses(question, question.numbers(question.right))
    known = Known(question, diagnoses.cases[:1], diagnoses.mutants())
    alone = {name for found in known.by_key(frozenset({"delta"})).values() for each in found for name in each.mistakes}
    assert "missing-factor" in alone
    assert "no-flip" not in alone
    both = {
        name for found in known.by_key(frozenset({"delta", "w"})).values() for each in found for name in each.mistakes
    }
    assert "no-flip" in both
    assert known.by_key(frozenset({"no such array"})) == {}
