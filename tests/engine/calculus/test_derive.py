"""Every gradient ends in the textbook's form, and every line on the way has the same value, by two witnesses."""

import random
from functools import cache

import numpy as np
import pytest

from engine.calculus.arithmetic import Floating, Modular, Ordered
from engine.calculus.case import Case
from engine.calculus.derive import alternatives, closed_form, derive
from engine.formula.parser import parse
from engine.formula.text import text
from engine.formula.tree import Apply, Max, Partial, Read
from engine.formula.walk import nodes
from engine.grading.derivation import grade_derivation
from engine.grading.question import Question
from engine.layer import Layer, free_of
from tests.engine.calculus.rows import ALTERNATIVES, CLOSED, LARGE, LAYERS
from tests.engine.calculus.witness import Witness


@cache
def sizes_of(layer, count, most=6, work=1500):
    """Small sizes, most of them above 1, for which every array has an entry."""
    rng = random.Random(3)
    found = []
    for _ in range(500):
        sizes = {name: rng.randint(1, most) for name in sorted(layer.symbols)}
        lengths = layer.lengths(sizes)
        entries = [int(np.prod(each)) for each in lengths.values()]
        if min(entries) > 0 and all(each > 0 for shape in lengths.values() for each in shape):
            ones = sum(each == 1 for shape in lengths.values() for each in shape) + list(sizes.values()).count(1)
            if max(entries) ** 2 <= work:
                found.append((ones, rng.random(), sizes))
    found.sort(key=lambda each: each[:2])
    return [sizes for _, _, sizes in found[: count - 1]] + [found[len(found) // 2][2]]


def numbers_for(layer):
    """The arithmetic that the layer's functions need."""
    for made in layer.definitions.values():
        for node in nodes(made.body):
            if isinstance(node, Max) or (isinstance(node, Apply) and node.function == "relu"):
                return Ordered()
            if isinstance(node, Apply) and node.function in ("exp", "log", "tanh"):
                return Floating()
    return Modular()


def values(case, wanted, formula):
    free = free_of(wanted)
    lengths = tuple(length for each in nodes(wanted) if isinstance(each, Read) for length in case.lengths[each.array])
    return case.values(case.layer.plain(formula, free), free, lengths)


def assert_equal(layer, wanted, formulas, count=2):
    """Every formula has the value of what is wanted, which is evaluated from the definitions alone."""
    for sizes in sizes_of(layer, count):
        case = Case(layer, sizes, numbers_for(layer))
        right = values(case, wanted, wanted)
        for formula in formulas:
            same = case.numbers.same(values(case, wanted, formula), right, np.abs(right))
            assert same.all(), f"{text(formula)} differs from {text(wanted)} for {sizes}"


@pytest.mark.parametrize(("name", "asked", "closed"), CLOSED)
def test_the_closed_form_is_the_textbooks(name, asked, closed):
    layer = LAYERS[name]
    wanted = layer.wanted(asked)
    assert text(closed_form(layer, wanted)) == closed
    assert parse(closed, layer.scope(free_of(wanted))).tree == closed_form(layer, wanted)


@pytest.mark.parametrize(("name", "asked", "closed"), CLOSED)
def test_every_line_has_the_value_of_what_is_wanted(name, asked, closed):
    layer = LAYERS[name]
    wanted = layer.wanted(asked)
    lines = [step.formula for step in derive(layer, wanted)]
    right = closed_form(layer, wanted)
    assert_equal(layer, wanted, [*lines, right, *alternatives(layer, wanted, right)])
    assert (lines or [wanted])[-1] == right
    for above, below in zip([wanted, *lines], lines, strict=False):
        assert above != below


@pytest.mark.parametrize(("name", "asked", "closed"), CLOSED)
def test_the_gradient_is_the_central_difference(name, asked, closed):
    layer = LAYERS[name]
    wanted = layer.wanted(asked)
    if not isinstance(wanted, Partial) or name in ("space", "whole") or wanted.by.array not in layer.inputs:
        return
    (sizes,) = sizes_of(layer, 1, most=5, work=500)
    witness = Witness(layer, sizes)
    formula = parse(closed, layer.scope(free_of(wanted))).tree
    rng = random.Random(11)
    for _ in range(2):
        place = rng.choice(witness.places(wanted.by.array))
        if wanted.of is None:
            at = dict(zip(free_of(wanted), place, strict=True))
            slope = witness.slope(witness.loss, wanted.by.array, place)
        else:
            output = rng.choice(witness.places(wanted.of.array))
            at = dict(zip(free_of(wanted), (*output, *place), strict=True))
            slope = witness.slope(lambda output=output: witness.read(wanted.of.array, output), wanted.by.array, place)
        assert witness.value(formula, at) == slope, f"{closed} at {at} for {sizes}"


@pytest.mark.parametrize(("name", "asked", "closed"), CLOSED)
def test_the_engines_own_derivation_passes_its_own_check(name, asked, closed):
    layer = LAYERS[name]
    wanted = layer.wanted(asked)
    lines = [text(step.formula) for step in derive(layer, wanted)] or [closed]
    verdict = grade_derivation(Question(layer, wanted), lines)
    assert (verdict.verdict, verdict.line) == ("correct", None), verdict.message


@pytest.mark.parametrize(("layer", "asked"), [(layer, each) for layer, wanted in LARGE.values() for each in wanted])
def test_the_derivation_of_a_large_layer_passes_its_own_check(layer, asked):
    lines = [text(step.formula) for step in derive(layer, layer.wanted(asked))]
    verdict = grade_derivation(Question(layer, asked), lines)
    assert (verdict.verdict, verdict.line) == ("correct", None), verdict.message


@pytest.mark.parametrize(("name", "asked", "others"), ALTERNATIVES)
def test_the_same_sum_over_another_index(name, asked, others):
    layer = LAYERS[name]
    wanted = layer.wanted(asked)
    assert [text(each) for each in alternatives(layer, wanted, closed_form(layer, wanted))] == others


SLOW = ("max", "plane max", "space")


@pytest.mark.parametrize(("name", "asked", "closed"), [row for row in CLOSED if row[0] not in SLOW])
def test_from_any_line_on_it_ends_in_the_same_form(name, asked, closed):
    layer = LAYERS[name]
    wanted = layer.wanted(asked)
    steps = derive(layer, wanted)
    ends = set()
    for place, step in enumerate(steps):
        rest = derive(layer, wanted, step.formula)
        assert len(rest) < len(steps) - place
        ends.add(rest[-1].formula if rest else step.formula)
    assert closed_form(layer, wanted) in ends | {wanted}
    assert_equal(layer, wanted, ends, count=1)
    lengths = {len(text(end)) for end in ends}
    assert len(lengths) < 2 or name == "transposed, divided", [text(end) for end in ends]


LEARNERS = [
    ("plain", "dL/dx[k]", "dL/dx[k]", "chain rule", "sum(j, delta[k-j]*w[j])"),
    ("plain", "dL/dx[k]", "sum(i, d(z[i], x[k])*delta[i])", "the definition of z put in", "sum(j, delta[k-j]*w[j])"),
    ("plain", "dL/dx[k]", "sum(q, dL/dz[q]*d(z[q], x[k]))", "the definition of z put in", "sum(j, delta[k-j]*w[j])"),
    ("plain", "dL/dx[k]", "sum(a, b, w[b]*delta[a]*[k == a+b])", "the bracket removes the sum over a",
     "sum(b, delta[k-b]*w[b])"),
    ("plain", "dL/dx[k]", "sum(j, w[j]*sum(i, delta[i]*kron(i+j, k)))", "sums outward", "sum(j, delta[k-j]*w[j])"),
    ("plain", "dL/dx[k]", "sum(i=0..n-m, j=0..m-1, delta[i]*w[j]*[i+j == k])", "the bracket removes the sum over i",
     "sum(j=0..m-1, delta[k-j]*w[j])"),
    ("plain", "dL/dx[k]", "sum(m, delta[k-m]*w[m])", None, "sum(m, delta[k-m]*w[m])"),
    ("plain", "dL/dx[k]", "conv(delta, w, full)", None, "conv(delta, w, full)"),
    ("plain", "dL/dx[k]", "sum(i, delta[i]*w[k-i])", None, "sum(i, delta[i]*w[k-i])"),
    ("plain", "dL/dx[k]", "2*sum(i, delta[i]*d(z[i], x[k])) - sum(i, delta[i]*d(z[i], x[k]))",
     "the definition of z put in", "sum(j, delta[k-j]*w[j])"),
    ("plain", "dL/dx[k]", "conv(delta, w, full)[k] + 0*dL/dx[k]", "written out", None),
    ("padding", "dL/dx[k]", "sum(i, j, delta[i]*w[j]*[s*i == k+p-d*j])", "the bracket removes the sum over i",
     "sum(j, delta[(k+p-d*j)/s]*w[j])"),
    ("activation", "dL/dx[k]", "sum(i, dL/dz[i]*d(z[i], x[k]))", "chain rule",
     "sum(j, delta[k-j]*sigma'(z[k-j])*w[j])"),
    ("activation", "dL/dx[k]", "sum(i, delta[i]*sigma'(z[i])*d(z[i], x[k]))", "the definition of z put in",
     "sum(j, delta[k-j]*sigma'(z[k-j])*w[j])"),
    ("square", "dL/dx[k]", "sum(i, delta[i]*w[0]*2*x[i]*[i == k])", "the bracket removes the sum over i",
     "2*delta[k]*w[0]*x[k]"),
    ("autocorrelation", "dL/dx[k]", "sum(i, j, delta[i]*([j == k]*x[i+j] + x[j]*[i+j == k]))", "multiplied out",
     "sum(i, delta[i]*x[i+k]) + sum(j, delta[k-j]*x[j])"),
    ("plane", "dL/dx[c,p,q]", "sum(o, i, j, delta[o,i,j]*d(z[o,i,j], x[c,p,q]))", "the definition of z put in",
     "sum(o, u, v, delta[o,p-u,q-v]*w[o,c,u,v])"),
    ("two, padded", "dL/dx[k]", "sum(i, dL/dy[i]*d(y[i], x[k]))", "chain rule", None),
    ("two", "dL/dx[k]", "sum(t, sum(i, delta[i]*d(z[i], y[t]))*d(y[t], x[k]))",
     "the definition of z and y put in", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "line", "rule", "end"), LEARNERS)
def test_what_to_do_next_from_a_learners_line(name, asked, line, rule, end):
    layer = LAYERS[name]
    wanted = layer.wanted(asked)
    start = parse(line, layer.scope(free_of(wanted))).tree
    steps = derive(layer, wanted, start)
    assert (steps[0].rule if steps else None) == rule
    assert_equal(layer, wanted, [start, *(step.formula for step in steps)])
    final = closed_form(layer, wanted, start)
    assert final == (steps[-1].formula if steps else start)
    assert end is None or text(final) == end


def test_a_rule_and_a_reason_a_line():
    layer = LAYERS["stride"]
    said = [(step.rule, step.because) for step in derive(layer, layer.wanted("dL/dx[k]"))]
    assert said == [
        ("chain rule", "The loss depends on x[k] through every entry of z."),
        ("the definition of z put in", "z[i] is defined as sum(j, w[j]*x[s*i+j])."),
        (
            "linearity",
            "A sum is differentiated term by term, and a factor that does not depend on x is a constant.",
        ),
        (
            "the derivative of an entry is a bracket",
            "x[s*i+j] is x[k] where s*i+j = k: the derivative is 1 there, and 0 elsewhere.",
        ),
        ("sums outward", "A factor that does not depend on an index may stand inside the sum over it."),
        (
            "the bracket removes the sum over i",
            "[s*i+j == k] is 1 only where i = (k-j)/s. Where that is no integer, an array is read there "
            "that is 0, and so is the product.",
        ),
    ]


RULES = [
    ("square", "dL/dx[k]", "product rule",
     "More than one factor depends on x: each is differentiated in turn, the others stay."),
    ("square", "dL/dx[k]", "multiplied out", "A factor goes to each term of a sum."),
    ("square", "dL/dx[k]", "equal terms", "Equal terms are added, and brackets that always hold are left out."),
    ("power", "dL/dx[k]", "power rule", "The derivative of a power f^n is n*f^(n-1)*f'."),
    ("activation", "dL/dz[i]", "chain rule for a function",
     "The slope of sigma(z[k]) at z[k], times the derivative of z[k]."),
    ("max", "dL/dx[k]", "the derivative of a maximum",
     "Only the largest entry moves the maximum; [x[s*i+j] == z[i]] picks it."),
    ("autocorrelation", "dL/dx[k]", "the brackets remove the sums over j and i",
     "[j == k] is 1 only where j = k. [i+j == k] is 1 only where i = k-j."),
    ("nearest", "dL/dx[k]", "the bracket removes the sum over i",
     "[i//s == k] holds where i = s*k+j, with [0 <= j] and [j <= s-1]."),
    ("transposed, divided", "dL/dw[j]", "another index",
     "The same sum over the index at which the other array is read."),
    ("bias", "dL/db", "the derivative of an entry is a bracket", "The derivative of b by itself is 1."),
    ("two, transposed", "dL/dx[k]", "the definition of y put in",
     "y[(i-j)/s] may be any entry of y, and each is reached by its own path."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "rule", "because"), RULES)
def test_the_sentence_of_each_rule(name, asked, rule, because):
    layer = LAYERS[name]
    said = {step.rule: step.because for step in reversed(derive(layer, layer.wanted(asked)))}
    assert said[rule] == because


def test_functions_with_a_derivative_that_everybody_knows():
    layer = Layer(["s = sum(j=0..n-1, exp(x[j]))", "a[i] = exp(x[i])/s"], x="n", s="", a="n")
    wanted = layer.wanted("dL/dx[k]")
    assert text(closed_form(layer, wanted)) == ("delta[k]*exp(x[k])/s - exp(x[k])*sum(i, delta[i]*exp(x[i]))/s^2")
    assert_equal(layer, wanted, [step.formula for step in derive(layer, wanted)])
    layer = Layer("a[i] = tanh(x[i]) + log(x[i])", x="n", a="n")
    wanted = layer.wanted("dL/dx[k]")
    assert text(closed_form(layer, wanted)) == "delta[k]*(1 - tanh(x[k])^2) + delta[k]/x[k]"
    assert_equal(layer, wanted, [step.formula for step in derive(layer, wanted)])


def test_an_array_that_the_loss_does_not_reach_has_gradient_0():
    layer = Layer(["y[i] = x[i]*u[i]", "z[i] = x[i]"], x="n", u="n", y="n", z="n")
    assert text(closed_form(layer, layer.wanted("dL/du[k]"))) == "0"
    (step,) = derive(layer, layer.wanted("dL/du[k]"))
    assert (step.rule, step.because) == ("chain rule", "The loss does not depend on u.")


def test_a_size_that_an_index_hides_is_kept_apart():
    layer = Layer("z[i] = sum(o, w[o]*x[i+o])/o", x="n", w="o", z="n-o+1")
    wanted = layer.wanted("dL/dx[k]")
    assert text(closed_form(layer, wanted)) == "sum(i, delta[k-i]*w[i])/o"
    assert_equal(layer, wanted, [step.formula for step in derive(layer, wanted)])


def test_a_size_that_an_index_asked_for_hides_is_an_authors_mistake():
    layer = Layer("z[i] = x[i]/n", x="n", z="n")
    sentence = "wanted: `n` is an index here and a size in the answer; ask for another letter"
    for ask in (closed_form, derive):
        with pytest.raises(ValueError) as refusal:
            ask(layer, layer.wanted("dL/dx[n]"))
        assert str(refusal.value) == sentence


def test_the_reasons_speak_the_readers_notation():
    layer = LAYERS["plain"]
    steps = derive(layer, layer.wanted("dL/dx[k]"), show=lambda node: text(node).replace("delta", "g"))
    assert steps[1].because == "z[i] is defined as sum(j, w[j]*x[i+j])."
    steps = derive(layer, layer.wanted("dL/dz[i]"), parse("dL/dz[i]", layer.scope(("i",))).tree, show=str)
    assert steps == ()
