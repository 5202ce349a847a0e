"""Which integers a bound index runs over when nobody says: the finite support, found from the arrays.

An array is zero outside its range, so `w[j]` keeps j within 0..m-1 and `delta[k - j]` keeps j within a window of k.
Each factor of a product gives linear constraints; the range is what satisfies them all, each term of a sum has its own,
and their hull is taken. The range found may be too wide (it then adds zeros), never too narrow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain, product
from math import ceil, floor, inf

from engine.calculus.affine import Linear, linear
from engine.calculus.constraints import Constraint, Interval, constraint, propagated
from engine.calculus.intervals import enclosed
from engine.formula.facts import bound_indices, contains
from engine.formula.tree import (
    Add,
    Bracket,
    Formula,
    Mul,
    Neg,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
)

ALTERNATIVES = 32
KEPT = 400
WIDEST = 2**40
NOWHERE = (0, -1)


class Memo:
    """What was found on one choice of sizes, whatever the arithmetic: constraints of indices, ranges of sums."""

    def __init__(self) -> None:
        self.forms: dict[tuple, list[Constraint]] = {}
        self.spans: dict[tuple, dict[str, Interval | None]] = {}

    def limit(self) -> None:
        """Forget all where it has become much."""
        for each in (self.forms, self.spans):
            if len(each) > KEPT:
                each.clear()


class Ranges:
    """Finds ranges for one choice of sizes.

    sizes    values of the sizes and parameters
    shapes   array -> its lengths, in numbers
    first    the first index of every array
    memo     what was found on these sizes before, to be added to
    """

    def __init__(
        self,
        sizes: Mapping[str, int],
        shapes: Mapping[str, tuple[int, ...]],
        first: int = 0,
        memo: Memo | None = None,
    ) -> None:
        self.sizes = sizes
        self.shapes = shapes
        self.first = first
        self._memo = Memo() if memo is None else memo
        self._found: dict[tuple, tuple[Formula, list[list[Constraint]]]] = {}

    def of(self, sums: Sequence[Sum], known: Mapping[str, Interval]) -> dict[str, Interval | None]:
        """The range of each index of sums directly inside each other; None for one that nothing bounds.

        Outside of its range the body is zero, or the index breaks a limit of its sum. low > high: zero everywhere.
        sums    the outermost first
        known   the ranges of the indices that are already bound or asked for
        """
        indices = [each.index for each in sums]
        names = frozenset((*known, *indices)) | bound_indices(sums[-1].body)
        found: dict[str, Interval | None] = {}
        for constraints in self._alternatives(sums[0], names):
            spans = propagated(constraints, indices, known)
            for index, (low, high) in zip(indices, spans, strict=True) if spans else ():
                before = found.get(index, (inf, -inf))
                widest = None if before is None else (min(low, before[0]), max(high, before[1]))
                found[index] = None if widest is None or widest[0] < -WIDEST or widest[1] > WIDEST else widest
        return found or dict.fromkeys(indices, NOWHERE)

    def covering(self, sums: Sequence[Sum], known: Mapping[str, Interval]) -> dict[str, Interval | None]:
        """As `of`, but found at once, and perhaps wider, where a factor reads an array at each index alone."""
        key = (sums[0], self.first, *known.items())
        found = self._memo.spans.get(key)
        if found is None:
            found = self._memo.spans[key] = self._covering(sums, known)
        return found

    def _covering(self, sums: Sequence[Sum], known: Mapping[str, Interval]) -> dict[str, Interval | None]:
        body = sums[-1].body
        alone: dict[str, Interval] = {}
        for factor in body.factors if isinstance(body, Mul) else (body,):
            if isinstance(factor, Read):
                for index, length in zip(factor.indices, self.shapes[factor.array], strict=True):
                    if isinstance(index, Symbol):
                        alone[index.name] = (self.first, self.first + length - 1)
        if all(each.index in alone for each in sums):
            found = {each.index: self._limited(each, alone[each.index], known) for each in sums}
            if None not in found.values():
                return found
        return self._as_written(sums, known, self.of(sums, known))

    def _as_written(
        self, sums: Sequence[Sum], known: Mapping[str, Interval], found: dict[str, Interval | None]
    ) -> dict[str, Interval | None]:
        """The ranges found, with those that only the limits of the sums themselves tell."""
        for each in sums:
            if found[each.index] is None and each.low is not None and each.high is not None:
                inside = {**known, **{name: span for name, span in found.items() if span is not None}}
                low, high = self.value(each.low, inside), self.value(each.high, inside)
                if low is not None and high is not None:
                    found[each.index] = (low[0], high[1])
        return found

    def _limited(self, node: Sum, span: Interval, known: Mapping[str, Interval]) -> Interval | None:
        """A span, cut to the limits of a sum; None where they are not known at once."""
        low, high = span
        if node.low is not None:
            limit = self.value(node.low, known)
            if limit is None:
                return None
            low = max(low, limit[0])
        if node.high is not None:
            limit = self.value(node.high, known)
            if limit is None:
                return None
            high = min(high, limit[1])
        return low, high

    def value(self, limit: Formula, known: Mapping[str, Interval]) -> Interval | None:
        """The least and the greatest value of a limit, or values beyond them where it is no linear form; else None."""
        form = linear(limit, self.sizes, known.keys())
        if form is None:
            ends = enclosed(limit, self.sizes, known)
            return None if ends is None else (ceil(ends[0]), floor(ends[1]))
        low = high = Fraction(form.constant)
        for name, factor in form.coefficients.items():
            ends = (factor * known[name][0], factor * known[name][1])
            low, high = low + min(ends), high + max(ends)
        return ceil(low), floor(high)

    def _alternatives(self, node: Formula, names: frozenset[str]) -> list[list[Constraint]]:
        """One list of constraints for each term that may be other than zero; kept, since nested sums ask again."""
        key = (id(node), names)
        if key not in self._found:
            self._found[key] = (node, self._each_term(node, names))
        return self._found[key][1]

    def _each_term(self, node: Formula, names: frozenset[str]) -> list[list[Constraint]]:
        match node:
            case Read(array, indices):
                return [self._inside(array, indices, names)]
            case Mul(factors):
                parts = [self._alternatives(factor, names) for factor in factors]
                return [list(chain(*choice)) for choice in product(*_few(parts))]
            case Add(terms):
                return [each for term in terms for each in self._alternatives(term, names)]
            case Neg(body) | Quotient(body, _):
                return self._alternatives(body, names)
            case Power(base, exponent) if exponent > 0:
                return self._alternatives(base, names)
            case Sum(index, low, high, body):
                limits = []
                place = Linear({index: 1}, 0)
                for limit, sign in ((low, 1), (high, -1)):
                    form = None if limit is None else linear(limit, self.sizes, names)
                    if form is not None:
                        limits.append(constraint(place.plus(form, -1).times(sign)))
                return [limits + each for each in self._alternatives(body, names)]
            case Bracket(left, relation, right):
                return [self._holds(left, relation, right, names)]
        return [[]]

    def _inside(self, array: str, indices: tuple[Formula, ...], names: frozenset[str]) -> list[Constraint]:
        constraints = []
        for index, length in zip(indices, self.shapes[array], strict=True):
            key = (index, length, self.first, names)
            found = self._memo.forms.get(key)
            if found is None:
                found = self._memo.forms[key] = self._within(index, length, names)
            constraints += found
        return constraints

    def _within(self, index: Formula, length: int, names: frozenset[str]) -> list[Constraint]:
        form = linear(index, self.sizes, names)
        if form is None:
            return []
        low = Linear(form.coefficients, form.constant - self.first)
        return [constraint(low), constraint(Linear({}, length - 1).plus(low, -1))]

    def _holds(self, left: Formula, relation: str, right: Formula, names: frozenset[str]) -> list[Constraint]:
        if contains(left, Read) or contains(right, Read):
            return []
        one, two = linear(left, self.sizes, names), linear(right, self.sizes, names)
        if one is None or two is None:
            return []
        difference = constraint(two.plus(one, -1))
        turned = Constraint(tuple((name, -factor) for name, factor in difference.terms), -difference.constant)
        match relation:
            case "==":
                return [difference, turned]
            case "<" | "<=":
                return [difference]
            case ">" | ">=":
                return [turned]
        return []


def _few(parts: list[list]) -> list[list]:
    """As many of the factors' alternatives as combine to few enough, those with the fewest first."""
    kept, count = [], 1
    for part in sorted(parts, key=len):
        count *= len(part)
        if count > ALTERNATIVES:
            break
        kept.append(part)
    return kept
