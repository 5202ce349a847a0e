"""Rules about what is multiplied, added, summed and compared: another array, a term left out, a sum too much."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from engine.formula.facts import arrays_read, bound_indices, contains, free_symbols
from engine.formula.tree import (
    ONE,
    Add,
    Apply,
    Bracket,
    Formula,
    Mul,
    Number,
    Quotient,
    Read,
    Sum,
    Symbol,
    Whole,
    add,
    mul,
    neg,
)
from engine.formula.walk import fresh_index, nodes, substitute, transform
from engine.grading.setting import Setting
from engine.grading.variants import value_variants

RELATIONS = ("==", "<=", "<", ">=", ">", "!=")


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
    given = setting.layer.given
    bound = bound_indices(formula)
    names: list[str] = []

    def change(node):
        if isinstance(node, Mul):
            for place, factor in enumerate(node.factors):
                if not isinstance(factor, Number):
                    names.append(_lost(factor, given, bound))
                    yield mul(*node.factors[:place], *node.factors[place + 1 :])
        elif isinstance(node, Quotient) and not isinstance(node.numerator, (Mul, Number)):
            names.append(_lost(node.numerator, given, bound))
            yield Quotient(ONE, node.denominator)
        elif isinstance(node, Read) and node.array in given:
            names.append("no-chain-rule")
            yield ONE

    for place, changed in enumerate(value_variants(formula, change)):
        yield names[place], changed
        limited = _with_limits(changed, formula, setting)
        if limited != changed:
            yield names[place], limited


def _lost(factor: Formula, given: Mapping[str, str], bound: frozenset[str]) -> str:
    """What it is called when a factor is left out."""
    if isinstance(factor, Bracket) and not contains(factor, (Read, Whole)):
        if not free_symbols(factor) & bound:
            return "missing-condition"
        return "extra-sum" if factor.relation == "==" else "wrong-range"
    return "no-chain-rule" if arrays_read(factor) & given.keys() else "missing-factor"


def _with_limits(changed: Formula, original: Formula, setting: Setting) -> Formula:
    """The sums of a changed formula, limited as the arrays limited them in the original."""
    sums = [each for each in nodes(original) if isinstance(each, Sum)]
    limits = {each.index: found for each in sums if (found := setting.limits(each, original))}

    def limited(node: Formula) -> Formula:
        match node:
            case Sum(index, None, None, body) if index in limits:
                return Sum(index, *limits[index], body)
        return node

    return transform(changed, limited)


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
    """A number other than 0 among the factors left out, or one term counted twice."""

    def change(node):
        match node:
            case Mul(factors):
                for place, factor in enumerate(factors):
                    if isinstance(factor, Number) and factor.value:
                        yield mul(*factors[:place], *factors[place + 1 :])
            case Add(terms):
                for place, term in enumerate(terms):
                    yield add(*terms[:place], mul(Number(2), term), *terms[place + 1 :])

    for changed in value_variants(formula, change):
        yield "wrong-scale", changed


def swapped_axes(formula: Formula, setting: Setting):
    """Two indices of one array exchanged, in one place or wherever they stand."""

    def change(node):
        if isinstance(node, Read):
            for one, two in combinations(range(len(node.indices)), 2):
                order = list(node.indices)
                order[one], order[two] = order[two], order[one]
                yield Read(node.array, tuple(order))

    for changed in value_variants(formula, change):
        yield "swapped-axes", changed
    if max(map(len, setting.shapes.values())) < 2:
        return
    for one, two in combinations(setting.free, 2):
        yield "swapped-axes", substitute(formula, {one: Symbol(two), two: Symbol(one)})


def missing_sums(formula: Formula, setting: Setting):
    """A sum left out: its index held at the first place, or at another index."""

    def change(node):
        if isinstance(node, Sum):
            yield substitute(node.body, {node.index: setting.first})
            for name in setting.free:
                yield substitute(node.body, {node.index: Symbol(name)})

    for changed in value_variants(formula, change):
        yield "missing-sum", changed


def extra_sums(formula: Formula, setting: Setting):
    """A sum over an index that is asked for: in the whole, or in one factor alone."""
    taken = set(setting.free) | bound_indices(formula) | free_symbols(formula)
    fresh = fresh_index(taken)
    for name, length in zip(setting.free, setting.lengths, strict=True):
        renamed = {name: Symbol(fresh)}
        yield "extra-sum", Sum(fresh, setting.first, setting.last(length), substitute(formula, renamed))

        def change(node, name=name, renamed=renamed):
            if isinstance(node, Read) and len(node.indices) > 1 and Symbol(name) in node.indices:
                axis = node.indices.index(Symbol(name))
                last = setting.last(setting.shapes[node.array][axis])
                yield Sum(fresh, setting.first, last, substitute(node, renamed))

        for changed in value_variants(formula, change):
            yield "extra-sum", changed


def other_orders(formula: Formula, setting: Setting):
    """A function where its derivative belongs, or the other way round."""
    for name, step in (("order-too-high", 1), ("order-too-low", -1)):

        def change(node, step=step):
            if isinstance(node, Apply) and node.order + step >= 0:
                yield Apply(node.function, node.order + step, node.argument)

        for changed in value_variants(formula, change):
            yield name, changed


def other_relations(formula: Formula, setting: Setting):
    """An order or an inequality of indices that compares otherwise: [i + j <= k] for [i + j == k]."""
    bound = bound_indices(formula)
    names: list[str] = []

    def change(node):
        if isinstance(node, Bracket) and node.relation != "==" and not contains(node, (Read, Apply, Whole)):
            for relation in RELATIONS:
                if relation != node.relation:
                    names.append("wrong-range" if free_symbols(node) & bound else "wrong-condition")
                    yield Bracket(node.left, relation, node.right)

    for place, changed in enumerate(value_variants(formula, change)):
        yield names[place], changed
