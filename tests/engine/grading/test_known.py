"""Known mistakes are looked for among those of the answer's own kind: nothing is lost by that."""

import pytest

from engine.calculus.degrees import OTHER
from engine.formula.parser import parse
from engine.formula.problems import Unreadable
from engine.grading.diagnosis import MOST_MUTANTS, Diagnoses
from engine.grading.fingerprints import Fingerprints
from engine.grading.known import Known, kind_of
from engine.grading.limits import within
from engine.grading.question import Question
from engine.layer import Layer
from tests.engine.layers import LAYERS, WANTED

ASKED = [(name, wanted) for name in LAYERS for wanted in WANTED.get(name, ("dL/dx[k]",))]


@pytest.mark.parametrize(("name", "wanted"), ASKED)
def test_equal_values_are_of_one_kind(name, wanted):
    """Of all mutants by one rule, those that are worth the same on every case, and not 0, are of one kind."""
    question = Question(LAYERS[name], wanted)
    diagnoses = Diagnoses(question, question.numbers(question.right))
    cases = [Fingerprints(question, *case) for case in diagnoses.cases]
    seen = {}
    for mutant in within(diagnoses.mutants(), MOST_MUTANTS):
        try:
            of_kind, written = kind_of(question, mutant.formula)
        except Unreadable:
            continue
        values = [prints.values(written) for prints in cases]
        if all(each is not None and each.any() for each in values):
            key = tuple(prints.key(each) for prints, each in zip(cases, values, strict=True))
            seen.setdefault(key, set()).add(of_kind)
    assert len(seen) > 5
    assert [each for each in seen.values() if len(each) > 1] == []


def test_definitions_are_put_in():
    """An entry that the layer defines is of the kind of what it is made of; a derivative, of what is left of it."""
    question = Question(LAYERS["two convolutions"], "dL/dx[k]")
    asked = [kind_of(question, question.layer.wanted(each))[0] for each in ("dL/dx[k]", "y[k]", "dy[i]/dx[k]")]
    assert asked == [
        kind_of(question, question.right)[0],
        ({"x", "v"}, {("v", "x")}),
        ({"v"}, {("v",)}),
    ]


DEGREES = [
    ("delta[k]*w[0]+5", {("delta", "w"), ()}),
    ("n*w[0]-w[0]", {("w",)}),
    ("sum(j, w[j]*x[k+j])^2", {("w", "w", "x", "x")}),
    ("(w[0]+x[k])*(w[0]+x[k])/n", {("w", "w"), ("w", "x"), ("x", "x")}),
    ("0*w[0]", set()),
    ("w[0]/x[k]", OTHER),
    ("x[k]*[x[k] > 0]", OTHER),
    ("relu(x[k])", OTHER),
    ("sigma'(x[k])*delta[k]", {("delta", "sigma'")}),
    ("z[k]*w[0]", {("w", "w", "x")}),
    ("*".join(f"(w[{place}]+x[{place}]+delta[{place}])" for place in range(9)), OTHER),
]


@pytest.mark.parametrize(("typed", "degrees"), DEGREES)
def test_the_multidegrees_of_a_formula(typed, degrees):
    layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    question = Question(layer, "dL/dx[k]")
    formula = parse(typed, question.scope).tree
    assert kind_of(question, formula)[0][1] == degrees


def test_only_those_that_could_match_are_evaluated():
    """A mutant without the kernel is found among those that depend on the upstream gradient alone."""
    question = Question(LAYERS["plain"], "dL/dx[k]")
    diagnoses = Diagnoses(question, question.numbers(question.right))
    known = Known(question, [diagnoses.cases[0]], diagnoses.mutants())

    def named(inputs, degrees):
        found = known.by_key((frozenset(inputs), frozenset(degrees))).values()
        return {name for mutants in found for each in mutants for name in each.mistakes}

    alone = named({"delta"}, {("delta",)})
    assert "missing-factor" in alone
    assert "no-flip" not in alone
    assert "no-flip" in named({"delta", "w"}, {("delta", "w")})
    assert named({"delta", "w"}, {("delta", "w"), ()}) == set()
    assert named({"no such array"}, set()) == set()
