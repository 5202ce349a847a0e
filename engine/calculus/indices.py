"""Index expressions at many places at once: exact fractions, so that (k - j)/s is an index only where s divides."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.calculus.integers import bounded_product, with_positive_denominator
from engine.calculus.refusals import refused
from engine.formula.facts import contains
from engine.formula.tree import Add, Floor, Formula, Mul, Neg, Number, Power, Quotient, Read, Symbol

Ratio = tuple[np.ndarray | int, np.ndarray | int]


def ratio(node: Formula, places: Mapping[str, np.ndarray], sizes: Mapping[str, int]) -> Ratio:
    """An index expression as numerator and denominator (positive).

    places   the values of the indices in scope
    sizes    those of the sizes and parameters

    Raises Unreadable where it is made of anything else, or divides by zero.

    >>> ratio(Quotient(Symbol("k"), Symbol("s")), {"k": np.arange(3)}, {"s": 2})
    (array([0, 1, 2]), 2)
    """
    match node:
        case Symbol(name):
            if name in places:
                return places[name], 1
            if name in sizes:
                return sizes[name], 1
            raise refused(f"The index `{name}` is neither summed nor asked for here")
        case Number(value):
            return (value, 1) if isinstance(value, int) else (value.numerator, value.denominator)
        case Add(terms):
            top, bottom = ratio(terms[0], places, sizes)
            for term in terms[1:]:
                more, below = ratio(term, places, sizes)
                if bottom is below or (isinstance(bottom, int) and isinstance(below, int) and bottom == below):
                    top = top + more
                else:
                    top = bounded_product(top, below) + bounded_product(more, bottom)
                    bottom = bounded_product(bottom, below)
            return top, bottom
        case Neg(body):
            top, bottom = ratio(body, places, sizes)
            return -top, bottom
        case Mul(factors):
            top, bottom = 1, 1
            for factor in factors:
                more, below = ratio(factor, places, sizes)
                top, bottom = bounded_product(top, more), bounded_product(bottom, below)
            return top, bottom
        case Quotient(left, right):
            top, below = ratio(left, places, sizes)
            bottom, above = ratio(right, places, sizes)
            return with_positive_denominator(bounded_product(top, above), bounded_product(below, bottom))
        case Floor(left, right):
            top, below = ratio(left, places, sizes)
            bottom, above = ratio(right, places, sizes)
            top, bottom = with_positive_denominator(bounded_product(top, above), bounded_product(below, bottom))
            return top // bottom, 1
        case Power(base, exponent):
            top, bottom = ratio(base, places, sizes)
            if exponent < 0:
                top, bottom = with_positive_denominator(bottom, top)
            result = (1, 1)
            for _ in range(abs(exponent)):
                result = (bounded_product(result[0], top), bounded_product(result[1], bottom))
            return result
    what = "an entry of an array" if contains(node, Read) else "a maximum, a minimum or a function"
    raise refused(f"An index is made of indices, sizes and numbers; {what} cannot stand in it")
