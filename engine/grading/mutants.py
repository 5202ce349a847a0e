"""Wrong formulas made by rules: what a learner who makes one known mistake would have written.

Each rule changes a tree in one way and names the mistake. Applied to the right formula a rule makes a mutant; applied
to a wrong answer it may undo the mistake. The rules about indices are in `index_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.calculus.reach import explained, tidy
from engine.formula.tree import (
    ONE,
    Add,
    Apply,
    Bracket,
    Formula,
    Mul,
    Number,
    Operation,
    Read,
    Sum,
    Symbol,
    add,
    mul,
    neg,
    sub,
)
from engine.formula.walk import bound_indices, free_symbols, fresh_index, nodes, substitute
from engine.grading.index_rules import flips, mirrors, misplaced_steps, shifts, steps_ignored
from engine.grading.variants import value_variants

if TYPE_CHECKING:
    from engine.layer import Layer


@dataclass(frozen=True)
class Mutant:
    """A changed formula.

    mistakes   what was done wrong if a right formula was changed into this one, the most specific first
    undone     what had been done wrong if a wrong answer was changed into this one and is right now; None where
               that has no name
    """

    formula: Formula
    mistakes: tuple[str, ...]
    undone: str | None = None


@dataclass(frozen=True)
class Setting:
    """What the rules need to know of a question: the layer, the free indices and the lengths of their axes."""

    layer: Layer
    free: tuple[str, ...]
    lengths: tuple[Formula, ...]


def mutants(formula: Formula, setting: Setting) -> Iterator[Mutant]:
    """Every formula that one rule makes of a formula; the same one may come more than once."""
    for rule in RULES:
        for name, changed in rule(formula, setting):
            yield Mutant(changed, (name,), UNDONE.get(name, name))
    for name, undone, changed in other_operations(formula, setting):
        yield Mutant(changed, (name,), undone)


def removing_mutants(formula: Formula, setting: Setting) -> Iterator[Mutant]:
    """The mutants that leave something out, which no rule applied to the answer can put back."""
    for rule in REMOVING:
        for name, changed in rule(formula, setting):
            yield Mutant(changed, (name,))


def other_arrays(formula: Formula, setting: Setting):
    """x for w, x for delta, z for a: another array with as many axes."""
    layer = setting.layer
    names = sorted(layer.all_shapes)

    def change(node):
        if isinstance(node, Read):
            for name in names:
                if name != node.array and layer.rank(name) == len(node.indices):
                    yield Read(name, node.indices)

    for changed in value_variants(formula, change):
        yield "wrong-array", changed


def missing_factors(formula: Formula, setting: Setting):
    """A factor left out: the upstream gradient (no chain rule) or another one."""
    layer = setting.layer

    def lost(factor) -> str | None:
        if isinstance(factor, Read):
            return "no-chain-rule" if factor.array in layer.given else "missing-factor"
        return "missing-factor" if isinstance(factor, (Apply, Bracket)) else None

    found: list[tuple[str, Formula]] = []

    def change(node):
        if isinstance(node, Mul):
            for place, factor in enumerate(node.factors):
                name = lost(factor)
                if name:
                    rest = mul(*node.factors[:place], *node.factors[place + 1 :])
                    found.append((name, rest))
                    yield rest
        elif isinstance(node, Read) and node.array in layer.given:
            found.append(("no-chain-rule", ONE))
            yield ONE

    for place, changed in enumerate(value_variants(formula, change)):
        name = found[place][0]
        yield name, changed
        limited = _with_limits(changed, formula, setting)
        if limited != changed:
            yield name, limited


def _with_limits(changed: Formula, original: Formula, setting: Setting) -> Formula:
    """The sums of a changed formula, limited as the arrays limited them in the original."""
    limits = {}
    for each in nodes(original):
        if isinstance(each, Sum):
            found = explained(each, setting.layer)
            if found:
                limits[each.index] = (found.low, found.high)

    def visit(node):
        match node:
            case Sum(index, None, None, body) if index in limits:
                return Sum(index, *limits[index], visit(body))
            case Sum(index, low, high, body):
                return Sum(index, low, high, visit(body))
        return node

    return visit(changed)


def missing_terms(formula: Formula, setting: Setting):
    """One of several terms left out: half of the product rule, the bias."""

    def change(node):
        if isinstance(node, Add):
            for place in range(len(node.terms)):
                yield add(*node.terms[:place], *node.terms[place + 1 :])

    for changed in value_variants(formula, change):
        yield "missing-term", changed


def wrong_signs(formula: Formula, setting: Setting):
    """The whole, or one term, negated."""
    yield "wrong-sign", neg(formula)

    def change(node):
        if isinstance(node, Add):
            for place, term in enumerate(node.terms):
                yield add(*node.terms[:place], neg(term), *node.terms[place + 1 :])

    for changed in value_variants(formula, change):
        yield "wrong-sign", changed


def wrong_scales(formula: Formula, setting: Setting):
    """A number among the factors left out, or one term counted twice."""

    def change(node):
        match node:
            case Mul(factors):
                for place, factor in enumerate(factors):
                    if isinstance(factor, Number):
                        yield mul(*factors[:place], *factors[place + 1 :])
            case Add(terms):
                for place, term in enumerate(terms):
                    yield add(*terms[:place], mul(Number(2), term), *terms[place + 1 :])

    for changed in value_variants(formula, change):
        yield "wrong-scale", changed


def swapped_axes(formula: Formula, setting: Setting):
    """Two indices of one array exchanged."""

    def change(node):
        if isinstance(node, Read):
            for one in range(len(node.indices)):
                for two in range(one + 1, len(node.indices)):
                    order = list(node.indices)
                    order[one], order[two] = order[two], order[one]
                    yield Read(node.array, tuple(order))

    for changed in value_variants(formula, change):
        yield "swapped-axes", changed


def missing_sums(formula: Formula, setting: Setting):
    """A sum left out: its index held at the first place, or at another index."""
    first = Number(setting.layer.first)

    def change(node):
        if isinstance(node, Sum):
            yield substitute(node.body, {node.index: first})
            for name in setting.free:
                yield substitute(node.body, {node.index: Symbol(name)})

    for changed in value_variants(formula, change):
        yield "missing-sum", changed


def extra_sums(formula: Formula, setting: Setting):
    """A sum over an index that is asked for."""
    first = Number(setting.layer.first)
    for name, length in zip(setting.free, setting.lengths, strict=True):
        fresh = fresh_index(set(setting.free) | bound_indices(formula) | free_symbols(formula))
        last = sub(add(length, first), ONE) if setting.layer.first == 0 else length
        yield "extra-sum", Sum(fresh, first, tidy(last), substitute(formula, {name: Symbol(fresh)}))


def wrong_ranges(formula: Formula, setting: Setting):
    """A sum that stops short, starts late, or runs to another array's length."""
    layer = setting.layer
    first = Number(layer.first)
    lasts = list(dict.fromkeys(tidy(sub(add(each, first), ONE)) for shape in layer.shapes.values() for each in shape))

    def change(node):
        if not isinstance(node, Sum):
            return
        if node.low is not None and node.high is not None:
            low, high = node.low, node.high
        else:
            found = explained(node, layer)
            if found is None:
                return
            low, high = found.low, found.high
        yield Sum(node.index, low, tidy(sub(high, ONE)), node.body)
        yield Sum(node.index, tidy(add(low, ONE)), high, node.body)
        yield Sum(node.index, low, tidy(add(high, ONE)), node.body)
        yield Sum(node.index, tidy(sub(low, ONE)), high, node.body)
        yield Sum(node.index, tidy(add(low, ONE)), tidy(sub(high, ONE)), node.body)
        for last in lasts:
            if last != high:
                yield Sum(node.index, first, last, node.body)

    for changed in value_variants(formula, change):
        yield "wrong-range", changed


def borders_dropped(formula: Formula, setting: Setting):
    """Only the places that every window reaches, on one side or on both."""
    layer = setting.layer
    insides: list[Bracket] = []
    for name in setting.free:
        for each in nodes(formula):
            if not isinstance(each, Sum):
                continue
            found = explained(each, layer)
            if found is None:
                continue
            for read in (part for part in nodes(each.body) if isinstance(part, Read)):
                for axis, index in enumerate(read.indices):
                    if name in free_symbols(index) and each.index in free_symbols(index):
                        last = tidy(sub(add(layer.all_shapes[read.array][axis], Number(layer.first)), ONE))
                        lowest, highest = (substitute(index, {each.index: end}) for end in (found.low, found.high))
                        insides.append(mul(*(Bracket(Number(layer.first), "<=", end) for end in (lowest, highest))))
                        insides.append(mul(*(Bracket(end, "<=", last) for end in (lowest, highest))))
    insides = list(dict.fromkeys(insides))
    if len(insides) > 1:
        insides.insert(0, mul(*insides))
    for inside in insides[:7]:
        yield "valid-not-full", mul(formula, inside)


def other_operations(formula: Formula, setting: Setting):
    """An operation on whole arrays in another mode, corr for conv, an operand flipped or not, the operands exchanged."""
    for change in (_other_modes, _other_directions):
        labels: list[tuple[str, str]] = []

        def unlabelled(node, change=change, labels=labels):
            if isinstance(node, Operation) and node.name in ("conv", "corr"):
                for label, changed in change(node):
                    labels.append(label)
                    yield changed

        for place, changed in enumerate(value_variants(formula, unlabelled)):
            yield *labels[place], changed


def _other_modes(node: Operation):
    for mode in ("full", "same", "valid"):
        if mode != node.mode:
            short, long = ("valid-not-full", "wrong-range"), ("wrong-range", "valid-not-full")
            yield short if node.mode == "full" else long, Operation(node.name, node.operands, mode)


def _other_directions(node: Operation):
    label = ("no-flip", "needless-flip") if node.name == "conv" else ("needless-flip", "no-flip")
    other = "corr" if node.name == "conv" else "conv"
    for mode in ("full", "same", "valid"):
        yield label, Operation(other, node.operands, mode)
    a, b = node.operands
    yield label, Operation(node.name, (b, a), node.mode)
    for operands in ((_flip(a), b), (a, _flip(b))):
        yield label, Operation(node.name, operands, node.mode)


def _flip(operand: Formula) -> Formula:
    if isinstance(operand, Operation) and operand.name in ("flip", "rot180"):
        return operand.operands[0]
    return Operation("flip", (operand,))


RULES = (
    flips,
    mirrors,
    shifts,
    steps_ignored,
    misplaced_steps,
    other_arrays,
    missing_factors,
    missing_terms,
    wrong_signs,
    wrong_scales,
    swapped_axes,
    missing_sums,
    extra_sums,
    wrong_ranges,
    borders_dropped,
)
UNDONE = {
    "no-flip": "needless-flip",
    "needless-flip": "no-flip",
    "missing-sum": "extra-sum",
    "extra-sum": "missing-sum",
    "stride-ignored": "misplaced-step",
    "dilation-ignored": "misplaced-step",
    "padding-ignored": "misplaced-step",
    "no-chain-rule": None,
    "missing-factor": None,
    "missing-term": None,
    "valid-not-full": None,
}
REMOVING = (missing_factors, missing_terms, missing_sums, steps_ignored, extra_sums)
