"""Where a formula that is right on the cases may still go wrong: on the shortest arrays, and on long ones.

A limit such as n-2 or 2*m, a condition such as [m > 1] and a number that stands for a length are right on some sizes
only. A limit is linear in the sizes, and so is the one that is needed; so where it is too short on any sizes, it is too
short on the smallest ones, or where one length alone is long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.literals import largest_factor
from engine.calculus.refusals import DividedByZero, refused
from engine.formula.facts import bound_indices, contains, free_symbols
from engine.formula.parts import children
from engine.formula.problems import Unreadable
from engine.formula.text import text
from engine.formula.tree import Add, Bracket, Floor, Formula, Max, Number, Power, Quotient, Read, Sum
from engine.formula.walk import has_limits, largest_number, nodes, substitute
from engine.grading.cases import layer_number
from engine.grading.far_sizes import outer_sizes, sizes_reaching, takes_maximum
from engine.grading.on_cases import values_on
from engine.grading.rare_sizes import EQUATIONS, far_away, held, of_sizes

if TYPE_CHECKING:
    from engine.grading.question import Question

LARGE = 12
SPREAD = 8
FURTHEST = 64
APART = 4
FINEST = 10**6
AXES = 3
"""How many axes an array has at most where a maximum is taken on many draws of far sizes."""


def differing_edge(question: Question, formula: Formula, right: Formula | None = None) -> dict[str, int] | None:
    """Other sizes on which a formula differs from the right one, or another one, that it equals on the cases.

    Raises Unreadable where it divides by zero on one of these, and where it speaks of sizes that are not tried.
    """
    right = question.trusted if right is None else right
    tried = edges(question, formula, right)
    for sizes in tried:
        try:
            if not agrees(question, formula, right, sizes) and _is_asked(question, sizes):
                return sizes
        except DividedByZero:
            if _is_asked(question, sizes):
                raise
        except Unreadable:
            continue
    _refuse_untried(question, formula, right, tried)
    return None


def _refuse_untried(question: Question, formula: Formula, right: Formula, tried: Sequence[dict[str, int]]) -> None:
    """Refuse a condition that may hold on few sizes only, and numbers that are too large or too fine to be tried."""
    known = of_sizes(question, right)
    for each in of_sizes(question, formula):
        singles_out = each.relation in EQUATIONS or not agree_on(question, held(question, formula, each), right, tried)
        if each not in known and singles_out:
            raise refused(f"`{text(each)}` can't be checked: it singles out sizes, and not all are tried")
    far = far_away(formula, max(FURTHEST, layer_number(question.layer))) if question.layer.names else None
    if far is not None and far_away(right, FURTHEST) is None:
        raise refused(f"`{text(far)}` can't be checked: no array that is tried is so long")
    if not question.numbers(formula, right).exact and largest_factor(formula) > FINEST >= largest_factor(right):
        raise refused("Numbers so large or so small can't be checked here: functions are compared to nine digits")


def _is_asked(question: Question, sizes: dict[str, int]) -> bool:
    """Whether the right answer has values on these sizes, and whatever the layer defines."""
    try:
        case, _ = question.case(sizes, question.numbers(question.trusted))
        for name in question.layer.definitions:
            case.array(name)
    except (ValueError, Unreadable):
        return False
    return True


def edges(question: Question, formula: Formula, right: Formula) -> tuple[dict[str, int], ...]:
    """The sizes on which a formula could differ from another one that equals it on the cases."""
    if not question.layer.names:
        return ()
    of_above = right is not question.trusted and _speaks_of_lengths(question, right, formula)
    if not of_above and not _speaks_of_lengths(question, formula, right):
        return ()
    furthest = max(each for each in (0, reach(formula), reach(right)) if each <= FURTHEST)
    large = max(LARGE, -(-(furthest + 2) // APART) * APART)
    found = (*near_edges(question), *outer_sizes(question.layer, large), *_further(question, formula, right))
    return tuple({tuple(sizes.items()): sizes for sizes in found}.values())


def near_edges(question: Question) -> tuple[dict[str, int], ...]:
    """Small sizes of all kinds, and those at which windows have the least room."""
    return (*question.small[:: max(1, len(question.small) // SPREAD)], *question.edges)


def _further(question: Question, formula: Formula, right: Formula) -> Iterator[dict[str, int]]:
    """Sizes on which all that a formula reads, and the right one does not, lies within its array, or one after another.

    A term that is read at w[5] or delta[2*s*d] is 0 where no array is so long.
    """
    needed = _reached(question, formula) - _reached(question, right)
    together = sizes_reaching(question.layer, needed)
    yield from together
    for each in () if together else sorted(needed, key=repr)[:APART]:
        yield from sizes_reaching(question.layer, frozenset((each,)))


def _reached(question: Question, formula: Formula) -> frozenset[tuple[Formula, Formula]]:
    """Each length, and a place along it at which a formula reads while every index is at its first place."""
    layer = question.layer
    indices = bound_indices(formula) | set(question.free)
    first = dict.fromkeys(indices, Number(layer.first))
    return frozenset(
        (length, substitute(index, first))
        for node in nodes(formula)
        if isinstance(node, Read) and node.array in layer.all_shapes
        for index, length in zip(node.indices, layer.all_shapes[node.array], strict=True)
        if free_symbols(index) <= layer.symbols | indices
        and (layer.first < largest_number((index,)) <= FURTHEST or free_symbols(index) - indices)
    )


def agree_on(question: Question, formula: Formula, right: Formula, many: Iterable[dict[str, int]]) -> bool:
    """Whether two formulas have values on all of these sizes, and the same ones."""
    try:
        return all(agrees(question, formula, right, sizes) for sizes in many)
    except Unreadable:
        return False


def agrees(question: Question, formula: Formula, right: Formula, sizes: dict[str, int]) -> bool:
    """Whether two formulas have the same values on sizes; under a maximum that is cheap to take on many draws."""
    axes = AXES if max(sizes.values(), default=0) >= LARGE else 1
    more = question.harder(formula, right) if takes_maximum(question.layer, axes) else ()
    return all(_agrees_in(question, formula, right, sizes, each) for each in (question.numbers(formula, right), *more))


def _agrees_in(question: Question, formula: Formula, right: Formula, sizes: dict[str, int], numbers: type) -> bool:
    places = tuple(sizes.items())
    yours, theirs = (values_on(question, each, numbers, places) for each in (formula, right))
    return bool(numbers().same(yours, theirs, 0.0 if numbers.exact else np.abs(theirs)).all())


def _speaks_of_lengths(question: Question, formula: Formula, right: Formula) -> bool:
    """Whether it has a limit, a condition, a size or a number that the other has not, or lacks a size of its.

    A further term may be 0 on all cases but not beyond them, and so may what a quotient of sizes takes away.
    """
    if contains(formula, (Bracket, Floor)) or has_limits(formula):
        return True
    sizes = (free_symbols(formula) ^ free_symbols(right)) - set(question.free)
    if sizes or reach(formula) > reach(right):
        return True
    return _summands(formula) > _summands(right) or _divides(formula) > _divides(right)


def _summands(formula: Formula) -> int:
    """How many terms are added outside of indices."""
    return sum(len(node.terms) - 1 for node in _outside_indices(formula) if isinstance(node, Add))


def _divides(formula: Formula) -> int:
    """How often something is divided outside of indices."""
    found = _outside_indices(formula)
    return sum(isinstance(node, Quotient) or (isinstance(node, Power) and node.exponent < 0) for node in found)


def _outside_indices(node: Formula) -> Iterator[Formula]:
    yield node
    if not isinstance(node, (Read, Bracket)):
        for child in children(node):
            yield from _outside_indices(child)


def reach(formula: Formula) -> int:
    """The largest number in an index, a limit, a bracket or a quotient that is rounded down."""
    limits = (limit for node in nodes(formula) if isinstance(node, (Sum, Max)) for limit in (node.low, node.high))
    places = (node for node in nodes(formula) if isinstance(node, (Read, Bracket, Floor)))
    return largest_number(place for place in (*limits, *places) if place)
