"""How small and how large a formula of integers can get, where it is no linear form: (m-1-k%s)//s, say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from operator import floordiv, mul, truediv

from engine.formula.tree import Add, Floor, Formula, Mul, Neg, Number, Quotient, Symbol

Ends = tuple[Fraction, Fraction]


def enclosed(node: Formula, sizes: Mapping[str, int], known: Mapping[str, tuple[int, int]]) -> Ends | None:
    """The ends of an interval that holds every value of a formula; None where none is found.

    sizes   the values of the sizes and parameters
    known   the least and the greatest value of each index

    >>> enclosed(Floor(Symbol("k"), Symbol("s")), {"s": 2}, {"k": (0, 5)})
    (Fraction(0, 1), Fraction(2, 1))
    """
    match node:
        case Number(value):
            return Fraction(value), Fraction(value)
        case Symbol(name):
            span = known.get(name) or (sizes.get(name),) * 2
            return None if None in span else (Fraction(span[0]), Fraction(span[1]))
        case Neg(body):
            inside = enclosed(body, sizes, known)
            return inside and (-inside[1], -inside[0])
        case Add(terms):
            parts = [enclosed(term, sizes, known) for term in terms]
            return None if None in parts else (sum(low for low, _ in parts), sum(high for _, high in parts))
        case Mul(factors):
            parts = [enclosed(factor, sizes, known) for factor in factors]
            return None if None in parts else _corners(parts, mul)
        case Quotient(top, bottom) | Floor(top, bottom):
            parts = [enclosed(top, sizes, known), enclosed(bottom, sizes, known)]
            if None in parts or parts[1][0] <= 0 <= parts[1][1]:
                return None
            return _corners(parts, truediv if isinstance(node, Quotient) else floordiv)
    return None


def _corners(parts: list[Ends], operation: Callable) -> Ends:
    """The least and the greatest value of an operation on intervals, which it takes at their ends."""
    total = parts[0]
    for part in parts[1:]:
        ends = [Fraction(operation(one, two)) for one, two in product(total, part)]
        total = (min(ends), max(ends))
    return total
