"""The rules about what is summed over: a shift, a range too short or too long, the border left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.calculus.reach import tidy
from engine.formula.facts import free_symbols
from engine.formula.tree import (
    ONE,
    ZERO,
    Bracket,
    Entry,
    Formula,
    Number,
    Quotient,
    Read,
    Sum,
    Symbol,
    add,
    mul,
    neg,
    sub,
)
from engine.formula.walk import nodes, substitute, transform
from engine.grading.direction_rules import windows_of
from engine.grading.setting import Setting
from engine.grading.step_rules import PADDING, inside, steps
from engine.grading.variants import value_variants

MOST_BORDERS = 7
ENDS = ((ZERO, neg(ONE)), (ONE, ZERO), (ZERO, ONE), (neg(ONE), ZERO), (ONE, neg(ONE)))


def shifts_of_windows(formula: Formula, setting: Setting):
    """A window off by one on every axis that it moves along, where there are several."""

    def change(node):
        if isinstance(node, Read):
            moving = {axis for axis, index in enumerate(node.indices) if len(free_symbols(index)) > 1}
            for amount in (ONE, neg(ONE)) if len(moving) > 1 else ():
                yield Read(node.array, _plus(node.indices, moving, amount))

    for changed in value_variants(formula, change):
        yield "off-by-one", changed


def shifts(formula: Formula, setting: Setting):
    """An index off by one on one axis, above the line of a quotient or behind it."""

    def change(node):
        if isinstance(node, (Read, Entry)):
            yield from _shifted(node, (ONE, neg(ONE)))
            for axis, index in enumerate(node.indices):
                for amount in (ONE, neg(ONE)) if isinstance(index, Quotient) else ():
                    yield _with(node, (*node.indices[:axis], add(index, amount), *node.indices[axis + 1 :]))

    for changed in value_variants(formula, change):
        yield "off-by-one", changed


def wider_shifts(formula: Formula, setting: Setting):
    """An index off by two, or by a kernel's length less one, on one axis."""
    amounts = [Number(2), neg(Number(2))]
    amounts += [each for length in _kernel_lengths(setting) for each in (length, neg(length))]

    def change(node):
        if isinstance(node, (Read, Entry)):
            yield from _shifted(node, amounts)

    for changed in value_variants(formula, change):
        yield "off-by-one", changed


def _shifted(node: Read | Entry, amounts: Iterable[Formula]) -> Iterator[Formula]:
    """The entry with each of the amounts added to each of its indices that moves."""
    for axis, index in enumerate(node.indices):
        for amount in amounts if free_symbols(index) or isinstance(node, Entry) else ():
            yield _with(node, _plus(node.indices, {axis}, amount))


def _with(node: Read | Entry, indices: tuple[Formula, ...]) -> Formula:
    return Read(node.array, indices) if isinstance(node, Read) else Entry(node.whole, indices)


def shifts_by_a_step(formula: Formula, setting: Setting):
    """A letter off by one where a stride or a dilation multiplies it, on one axis or on every one: s*(i + 1) + d*j."""
    wide = [name for name, mistake in steps(setting).items() if mistake != PADDING]

    def change(node):
        for name in wide if isinstance(node, Read) else ():
            held = {axis for axis, index in enumerate(node.indices) if name in free_symbols(index)}
            for axes in (*([held] if len(held) > 1 else []), *({axis} for axis in sorted(held))):
                for amount in (Symbol(name), neg(Symbol(name))):
                    yield Read(node.array, _plus(node.indices, axes, amount))

    for changed in value_variants(formula, change):
        yield "off-by-one", changed


def _kernel_lengths(setting: Setting) -> list[Formula]:
    """The length less one of each axis that the layer reads at the place in a window alone."""
    found = []
    for made in setting.layer.definitions.values():
        windows = windows_of(made.body, made.indices)
        for read in (node for node in nodes(made.body) if isinstance(node, Read)):
            for axis, index in enumerate(read.indices):
                if isinstance(index, Symbol) and index.name in windows:
                    found.append(tidy(sub(setting.shapes[read.array][axis], ONE)))
    return list(dict.fromkeys(found))


def _plus(indices: tuple[Formula, ...], axes: set[int], amount: Formula) -> tuple[Formula, ...]:
    return tuple(inside(index, amount) if axis in axes else index for axis, index in enumerate(indices))


def ranges_of_windows(formula: Formula, setting: Setting):
    """Every sum of a window that stops short, starts late or has no end, where there are several."""
    windows = windows_of(formula, setting.free)
    sums = [node for node in nodes(formula) if isinstance(node, Sum) and node.index in windows]
    limits = {node.index: found for node in sums if (found := setting.limits(node, formula))}
    if len(limits) > 1:
        for before, after in ENDS:

            def together(node, before=before, after=after):
                if isinstance(node, Sum) and node.index in limits:
                    return _moved(node, limits[node.index], before, after)
                return node

            yield "wrong-range", transform(formula, together)
        yield "wrong-range", transform(formula, _endless)


def wrong_ranges(formula: Formula, setting: Setting):
    """A sum that stops short, starts late, runs to another array's length, or has no end."""
    lasts = list(dict.fromkeys(setting.last(each) for shape in setting.shapes.values() for each in shape))

    def change(node):
        limits = setting.limits(node, formula) if isinstance(node, Sum) else None
        if limits is None:
            return
        for before, after in ENDS:
            yield _moved(node, limits, before, after)
        for last in lasts:
            if last != limits[1]:
                yield Sum(node.index, setting.first, last, node.body)
        if (node.low, node.high) == limits:
            yield _endless(node)

    for changed in value_variants(formula, change):
        yield "wrong-range", changed


def _endless(node: Formula) -> Formula:
    return replace(node, low=None, high=None) if isinstance(node, Sum) else node


def _moved(node: Sum, limits: tuple[Formula, Formula], before: Formula, after: Formula) -> Sum:
    low, high = limits
    return Sum(node.index, tidy(add(low, before)), tidy(add(high, after)), node.body)


def borders_dropped(formula: Formula, setting: Setting):
    """Only the places that every window reaches, on one side or on both."""
    insides: list[Formula] = []
    for each in (node for node in nodes(formula) if isinstance(node, Sum)):
        limits = setting.limits(each, formula)
        for read in (part for part in nodes(each.body) if isinstance(part, Read) and limits):
            for axis, index in enumerate(read.indices):
                names = free_symbols(index)
                if each.index in names and names & set(setting.free):
                    last = setting.last(setting.shapes[read.array][axis])
                    ends = [substitute(index, {each.index: end}) for end in limits]
                    insides.append(mul(*(Bracket(setting.first, "<=", end) for end in ends)))
                    insides.append(mul(*(Bracket(end, "<=", last) for end in ends)))
    insides = list(dict.fromkeys(insides))
    if len(insides) > 1:
        insides.insert(0, mul(*insides))
    for bracket in insides[:MOST_BORDERS]:
        yield "valid-not-full", mul(formula, bracket)
