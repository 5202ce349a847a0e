"""The values of a formula for one choice of sizes: every component at once, on random entries.

Each index in scope is an axis: the indices asked for come first, each sum puts its own in front, and the draws are
the last axis of all. Reading an array outside its range, or at an index that is not an integer, gives 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.constraints import Interval
from engine.calculus.contract import contracted, multiplied
from engine.calculus.indices import Ratio, ratio
from engine.calculus.integers import bounded_product
from engine.calculus.ranges import Ranges
from engine.calculus.refusals import not_a_number, refused, too_large, unbounded
from engine.formula.facts import contains
from engine.formula.tree import (
    Add,
    Apply,
    Bracket,
    Floor,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
)

if TYPE_CHECKING:
    from engine.calculus.case import Case

BOX = 600_000
WORK = 5_000_000
MANY = 4000
Axis = tuple[int, int, int]
"""Of an axis of an array: its length, how many entries lie between two places on it, and where the zero lies."""
COMPARE = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def chain_of(node: Sum) -> tuple[Sum, ...]:
    """A sum and the sums directly inside it, the outermost first."""
    return (node, *chain_of(node.body)) if isinstance(node.body, Sum) else (node,)


class Evaluation:
    """One evaluation of a plain formula (no operation on whole arrays, no derivative left) on one case."""

    def __init__(self, case: Case, magnitude: bool = False, first: int | None = None) -> None:
        self.case = case
        self.numbers = case.numbers
        self.first = case.first if first is None else first
        self.ranges = Ranges(case.sizes, case.lengths, self.first, case.memo)
        self.magnitude = magnitude
        self.work = 0

    def over(self, formula: Formula, free: tuple[str, ...], lengths: tuple[int, ...]) -> np.ndarray:
        """The values at all places of the free indices: shape (*lengths, draws).

        Raises Unreadable where a sum is unbounded or too large, or where something is divided by zero.
        """
        first = self.first
        if prod(lengths) > BOX:
            raise too_large()
        places: dict[str, np.ndarray] = {}
        known: dict[str, Interval] = {}
        for axis, (name, length) in enumerate(zip(free, lengths, strict=True)):
            trailing = (1,) * (len(free) - axis - 1)
            places[name] = np.arange(first, first + length).reshape(length, *trailing)
            known[name] = (first, first + length - 1)
        value = self.at(formula, places, known, prod(lengths))
        shape = (*lengths, value.shape[-1])
        return value if value.shape == shape else np.broadcast_to(value, shape)

    def at(
        self, formula: Formula, places: Mapping[str, np.ndarray], known: Mapping[str, Interval], count: int
    ) -> np.ndarray:
        """The values at these places of the free indices, so many of them, which lie within `known`."""
        self.box = count
        with np.errstate(all="ignore"):
            value = self.value(formula, places, known)
        if not (self.numbers.exact or self.numbers.lenient or np.isfinite(value).all()):
            raise not_a_number()
        return value

    def value(self, node: Formula, places: Mapping[str, np.ndarray], known: Mapping[str, Interval]) -> np.ndarray:
        """The value of a node, one axis an index in scope, the draws last."""
        numbers = self.numbers
        match node:
            case Read(array, indices):
                return self._read(array, indices, places, known)
            case Mul(factors):
                return multiplied(self._times, [self.value(factor, places, known) for factor in factors])
            case Sum():
                return self._sum(node, places, known)
            case Add(terms):
                result = self.value(terms[0], places, known)
                for term in terms[1:]:
                    result = self._counted(numbers.add(result, self.value(term, places, known)))
                return result
            case Neg(body):
                value = self.value(body, places, known)
                return value if self.magnitude else numbers.neg(value)
            case Number(value):
                return numbers.number(value)
            case Symbol():
                top, bottom = self.index(node, places)
                return self._integers(top, bottom)
            case Bracket(left, relation, right):
                return numbers.number(self._holds(left, relation, right, places, known).astype(np.int64))
            case Quotient(top, bottom):
                below = self.value(bottom, places, known)
                return self._times(self.value(top, places, known), numbers.power(below, -1))
            case Power(base, exponent):
                return numbers.power(self.value(base, places, known), exponent)
            case Apply(function, order, argument):
                if self.magnitude:
                    plain = Evaluation(self.case, first=self.first)
                    plain.box = self.box
                    return np.abs(numbers.apply(function, order, plain.value(argument, places, known)))
                return numbers.apply(function, order, self.value(argument, places, known))
            case Floor():
                top, bottom = self.index(node, places)
                return self._integers(top, bottom)
            case Max():
                return self._max(node, places, known)
        raise TypeError(f"{type(node).__name__} has no value of its own")

    def index(self, node: Formula, places: Mapping[str, np.ndarray]) -> Ratio:
        """An index expression as numerator and denominator (positive), exact."""
        return ratio(node, places, self.case.sizes)

    def _read(self, array: str, indices: tuple[Formula, ...], places, known: Mapping[str, Interval]) -> np.ndarray:
        entries, lengths = self.array(array)
        if not indices:
            return np.abs(entries[0:1])[0] if self.magnitude else entries[0]
        zero = step = len(entries) - 1
        flat = 0
        for index, length in zip(indices, lengths, strict=True):
            step //= length
            flat = flat + self.along(index, (length, step, zero), places, known)
        values = entries.take(flat, axis=0, mode="clip")
        return np.abs(values) if self.magnitude else values

    def array(self, name: str) -> tuple[np.ndarray, tuple[int, ...]]:
        """The entries of an array, flat, with a zero behind them; and its lengths."""
        return self.case.array(name)

    def along(self, index: Formula, axis: Axis, places, known: Mapping[str, Interval]) -> np.ndarray | int:
        """How many entries an index leads on along an axis; to the zero, or beyond it, where the index lies outside."""
        length, step, zero = axis
        if isinstance(index, Symbol) and index.name in known:
            low, high = known[index.name]
            if self.first <= low and high < self.first + length:
                return (places[index.name] - self.first) * step
        top, bottom = self.index(index, places)
        divided = not (isinstance(bottom, int) and bottom == 1)
        place = top // bottom if divided else top
        if self.first:
            place = place - self.first
        inside = (place >= 0) & (place < length)
        if divided:
            inside = inside & (top % bottom == 0)
        if isinstance(inside, np.ndarray):
            return np.where(inside, place * step, zero)
        return place * step if inside else zero

    def _sum(self, node: Sum, places: Mapping[str, np.ndarray], known: Mapping[str, Interval]) -> np.ndarray:
        """Sums directly inside each other, at once: each index has an axis of its own in front."""
        sums = chain_of(node)
        spans = self.ranges.covering(sums, known)
        for each in sums:
            if spans[each.index] is None:
                raise unbounded(each)
        if any(low > high for low, high in spans.values()):
            return self.numbers.number(0)
        body = sums[-1].body
        parts = body.factors if isinstance(body, Mul) and self._reaches(spans) else (body,)
        factors, inside = self._along(sums, spans, parts, places, known)
        if inside is not None:
            factors.append(self.numbers.number(inside[..., None].astype(np.int64)))
        depth = len(places) + len(sums) + 1
        factors = [each.reshape(*(1,) * (depth - each.ndim), *each.shape) for each in factors]
        lengths = [high - low + 1 for low, high in (spans[each.index] for each in reversed(sums))]
        return contracted(self.numbers, self._times, factors, lengths)

    def _times(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return self._counted(self.numbers.mul(one, other))

    def _reaches(self, spans: Mapping[str, Interval]) -> bool:
        """Whether so many places come together along these indices that the order of multiplication matters."""
        return self.box * prod(high - low + 1 for low, high in spans.values()) >= MANY

    def _max(self, node: Max, places: Mapping[str, np.ndarray], known: Mapping[str, Interval]) -> np.ndarray:
        limits = [None if limit is None else self.ranges.value(limit, known) for limit in (node.low, node.high)]
        if None in limits:
            raise unbounded(node)
        span = (limits[0][0], limits[1][1])
        if span[0] > span[1]:
            raise refused("This takes a maximum over nothing for some of the sizes")
        (values,), inside = self._along((node,), {node.index: span}, (node.body,), places, known)
        if inside is not None and not inside.any(axis=0).all():
            raise refused("This takes a maximum over nothing for some of the sizes")
        if values.ndim < len(places) + 2:
            return values
        if inside is not None:
            values = np.where(inside[..., None], values, values.min() - 1)
        return values.max(axis=0)

    def _along(
        self, binders: Sequence[Sum | Max], spans: Mapping[str, Interval], parts: Sequence[Formula], places, known
    ):
        """Parts of the body along the bound indices: their values, and where limits that depend on others hold."""
        box = self.box
        places, known = dict(places), {**known, **spans}
        for each in binders:
            low, high = spans[each.index]
            self.box *= high - low + 1
            if self.box > BOX:
                raise too_large()
            places[each.index] = np.arange(low, high + 1).reshape(-1, *(1,) * len(places))
        values = [self.value(each, places, known) for each in parts]
        self.box = box
        inside = None
        for each in binders:
            for limit, side in ((each.low, np.greater_equal), (each.high, np.less_equal)):
                if limit is not None and not isinstance(limit, Number):
                    top, bottom = self.index(limit, places)
                    if isinstance(top, np.ndarray) or isinstance(bottom, np.ndarray):
                        holds = side(places[each.index] * bottom, top)
                        inside = holds if inside is None else inside & holds
        return values, inside

    def _holds(self, left: Formula, relation: str, right: Formula, places, known) -> np.ndarray:
        if contains(left, (Read, Apply, Max, Sum)) or contains(right, (Read, Apply, Max, Sum)):
            one, two = self.value(left, places, known), self.value(right, places, known)
            if not self.numbers.exact:
                near = np.abs(one - two) <= self.numbers.tolerance * np.maximum(np.abs(one), np.abs(two))
                two = np.where(near, one, two)
            return np.asarray(COMPARE[relation](one, two)).astype(bool)
        top, bottom = self.index(left, places)
        other, below = self.index(right, places)
        return np.asarray(COMPARE[relation](bounded_product(top, below), bounded_product(other, bottom)))[..., None]

    def _integers(self, top, bottom) -> np.ndarray:
        if isinstance(bottom, int) and bottom == 1:
            return self.numbers.number(top[..., None] if isinstance(top, np.ndarray) else top)
        if isinstance(top, np.ndarray) or isinstance(bottom, np.ndarray):
            above = self.numbers.number(np.asarray(top)[..., None])
            return self.numbers.mul(above, self.numbers.power(self.numbers.number(np.asarray(bottom)[..., None]), -1))
        return self.numbers.number(Fraction(top, bottom))

    def _counted(self, values: np.ndarray) -> np.ndarray:
        self.work += values.size
        if self.work > WORK:
            raise too_large()
        return values
