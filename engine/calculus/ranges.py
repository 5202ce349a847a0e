"""Which integers a bound index runs over when nobody says: the finite support, found from the arrays.

An array is zero outside its range, so `w[j]` keeps j within 0..m-1 and `delta[k - j]` keeps j within a window of k.
Each factor of a product gives linear constraints; the range is what satisfies them all, each term of a sum has its own,
and their hull is taken. The range found may be too wide (it then adds zeros), never too narrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import ceil, floor, inf

from engine.calculus.affine import Linear, linear
from engine.formula.tree import (
    Add,
    Bracket,
    Formula,
    Max,
    Mul,
    Neg,
    Power,
    Quotient,
    Read,
    Sum,
)
from engine.formula.walk import contains, nodes

Interval = tuple[int, int]
Constraint = Linear  # read as: the form is >= 0
ALTERNATIVES = 32
ROUNDS = 12


class Ranges:
    """Finds ranges for one choice of sizes.

    sizes    values of the sizes and parameters
    shapes   array -> its lengths, in numbers
    first    the first index of every array
    """

    def __init__(self, sizes: Mapping[str, int], shapes: Mapping[str, tuple[int, ...]], first: int = 0) -> None:
        self.sizes = sizes
        self.shapes = shapes
        self.first = first

    def of(self, index: str, body: Formula, known: Mapping[str, Interval]) -> Interval | None:
        """The range of an index outside of which the body is zero; None where nothing bounds it.

        known   the ranges of the indices that are already bound or asked for
        Returns low > high where the body is zero everywhere.
        """
        names = frozenset(known) | {index} | {each.index for each in nodes(body) if isinstance(each, (Sum, Max))}
        low, high = inf, -inf
        for constraints in self._alternatives(body, names):
            found = _propagate(constraints, index, known)
            if found is None:
                return None
            if found[0] <= found[1]:
                low, high = min(low, found[0]), max(high, found[1])
        return (0, -1) if low > high else (int(low), int(high))

    def value(self, limit: Formula, known: Mapping[str, Interval]) -> Interval | None:
        """The least and the greatest value of a limit; None where it is no linear form."""
        form = linear(limit, self.sizes, frozenset(known))
        if form is None:
            return None
        low = high = Fraction(form.constant)
        for name, factor in form.coefficients.items():
            ends = (factor * known[name][0], factor * known[name][1])
            low, high = low + min(ends), high + max(ends)
        return ceil(low), floor(high)

    def _alternatives(self, node: Formula, names: frozenset[str]) -> list[list[Constraint]]:
        """One list of constraints for each term that may be other than zero."""
        match node:
            case Read(array, indices):
                return [self._inside(array, indices, names)]
            case Mul(factors):
                parts = [self._alternatives(factor, names) for factor in factors]
                count = 1
                for part in parts:
                    count *= len(part)
                if count > ALTERNATIVES:
                    parts = [part for part in parts if len(part) == 1] or parts[:1]
                return [sum(choice, []) for choice in product(*parts)]
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
                        limits.append(place.plus(form, -1).times(sign))
                return [limits + each for each in self._alternatives(body, names)]
            case Bracket(left, relation, right):
                return [self._holds(left, relation, right, names)]
        return [[]]

    def _inside(self, array: str, indices: tuple[Formula, ...], names: frozenset[str]) -> list[Constraint]:
        constraints = []
        for index, length in zip(indices, self.shapes[array], strict=True):
            form = linear(index, self.sizes, names)
            if form is not None:
                constraints.append(form.plus(Linear({}, self.first), -1))
                constraints.append(Linear({}, length - 1 + self.first).plus(form, -1))
        return constraints

    def _holds(self, left: Formula, relation: str, right: Formula, names: frozenset[str]) -> list[Constraint]:
        if contains(left, Read) or contains(right, Read):
            return []
        one, two = linear(left, self.sizes, names), linear(right, self.sizes, names)
        if one is None or two is None:
            return []
        difference = two.plus(one, -1)
        match relation:
            case "==":
                return [difference, difference.times(-1)]
            case "<" | "<=":
                return [difference]
            case ">" | ">=":
                return [difference.times(-1)]
        return []


def _propagate(constraints: list[Constraint], wanted: str, known: Mapping[str, Interval]) -> Interval | None:
    """The interval of `wanted`, by tightening every index against every constraint until nothing moves."""
    spans: dict[str, tuple[float, float]] = {name: (low, high) for name, (low, high) in known.items()}
    constraints = [each for each in constraints if each.coefficients] + _pairs(constraints, known)
    for _ in range(ROUNDS):
        moved = False
        for constraint in constraints:
            for name, factor in constraint.coefficients.items():
                rest = constraint.constant
                for other, times in constraint.coefficients.items():
                    if other != name:
                        low, high = spans.get(other, (-inf, inf))
                        rest += times * (high if times > 0 else low)
                        if rest in (inf, -inf):
                            break
                if rest in (inf, -inf):
                    continue
                limit = Fraction(-rest) / Fraction(factor)
                low, high = spans.get(name, (-inf, inf))
                if factor > 0 and ceil(limit) > low:
                    spans[name], moved = (ceil(limit), high), True
                elif factor < 0 and floor(limit) < high:
                    spans[name], moved = (low, floor(limit)), True
                low, high = spans.get(name, (-inf, inf))
                if low > high:
                    return (0, -1)
        if not moved:
            break
    low, high = spans.get(wanted, (-inf, inf))
    return None if -inf in (low, high) or inf in (low, high) else (int(low), int(high))


def _pairs(constraints: list[Constraint], known: Mapping[str, Interval]) -> list[Constraint]:
    """Sums of two constraints that cancel an index neither known nor bounded alone: i + j and i - j bound i."""
    unknown = {name for each in constraints for name in each.coefficients if name not in known}
    if len(unknown) < 2 or len(constraints) > 24:
        return []
    found = []
    for place, one in enumerate(constraints):
        for two in constraints[place + 1 :]:
            for name in unknown & one.coefficients.keys() & two.coefficients.keys():
                a, b = one.coefficients[name], two.coefficients[name]
                if a * b < 0:
                    combined = one.times(abs(b)).plus(two, abs(a))
                    if combined.coefficients:
                        found.append(combined)
    return found
