"""Linear constraints on whole numbers, and the interval that they leave each index.

Every index is held against every constraint until nothing moves; where one stays unbounded, sums of two constraints
that cancel another one are tried as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, lcm

from engine.calculus.affine import Linear

Interval = tuple[int, int]
ROUNDS = 12
PAIRED = 24


@dataclass(frozen=True, slots=True)
class Constraint:
    """The sum of factor·index over `terms`, plus `constant`, is 0 or more; all are integers."""

    terms: tuple[tuple[str, int], ...]
    constant: int


def constraint(form: Linear) -> Constraint:
    """form >= 0 with the denominators multiplied out."""
    below = lcm(form.constant.denominator, *(factor.denominator for factor in form.coefficients.values()))
    terms = tuple((name, int(factor * below)) for name, factor in form.coefficients.items())
    return Constraint(terms, int(form.constant * below))


def propagated(
    constraints: list[Constraint], wanted: Sequence[str], known: Mapping[str, Interval]
) -> list[tuple[float, float]] | None:
    """The intervals of the wanted indices; None where the constraints leave no place at all."""
    if any(not each.terms and each.constant < 0 for each in constraints):
        return None
    constraints = [each for each in constraints if each.terms]
    spans = _tightened(constraints, known)
    if spans is not None and any(inf in map(abs, spans.get(name, (inf, inf))) for name in wanted):
        spans = _tightened(constraints + _pairs(constraints, known), known)
    return None if spans is None else [spans.get(name, (-inf, inf)) for name in wanted]


def _tightened(constraints: list[Constraint], known: Mapping[str, Interval]) -> dict[str, tuple[float, float]] | None:
    """Every index held against every constraint until nothing moves; None where no place is left for one."""
    spans: dict[str, tuple[float, float]] = dict(known)
    for _ in range(ROUNDS):
        moved = False
        for constraint in constraints:
            for name, factor in constraint.terms:
                rest = _most(constraint, name, spans)
                if rest is None:
                    continue
                low, high = spans.get(name, (-inf, inf))
                if factor > 0 and -(rest // factor) > low:
                    low, moved = -(rest // factor), True
                elif factor < 0 and rest // -factor < high:
                    high, moved = rest // -factor, True
                if low > high:
                    return None
                spans[name] = (low, high)
        if not moved:
            break
    return spans


def _most(constraint: Constraint, name: str, spans: Mapping[str, tuple[float, float]]) -> int | None:
    """The most that a constraint can be without one of its indices; None where another index is not bounded."""
    rest = constraint.constant
    for other, times in constraint.terms:
        if other != name:
            low, high = spans.get(other, (-inf, inf))
            end = high if times > 0 else low
            if end in (inf, -inf):
                return None
            rest += times * end
    return rest


def _pairs(constraints: list[Constraint], known: Mapping[str, Interval]) -> list[Constraint]:
    """Sums of two constraints that cancel an index neither known nor bounded alone: i + j and i - j bound i."""
    unknown = {name for each in constraints for name, _ in each.terms if name not in known}
    if len(unknown) < 2 or len(constraints) > PAIRED:
        return []
    found = []
    for place, one in enumerate(constraints):
        for two in constraints[place + 1 :]:
            first, second = dict(one.terms), dict(two.terms)
            for name in unknown & first.keys() & second.keys():
                a, b = first[name], second[name]
                if a * b < 0:
                    terms = {
                        each: first.get(each, 0) * abs(b) + second.get(each, 0) * abs(a)
                        for each in first | second
                        if each != name
                    }
                    left = tuple((each, factor) for each, factor in terms.items() if factor)
                    found.append(Constraint(left, one.constant * abs(b) + two.constant * abs(a)))
    return [each for each in found if each.terms]
