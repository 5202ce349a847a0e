"""The exact value of a formula of numbers and sizes: what is typed where a number or a size is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from engine.calculus.refusals import not_a_number
from engine.formula.tree import Add, Apply, Floor, Formula, Mul, Neg, Number, Power, Quotient, Symbol
from engine.formula.walk import nodes

MOST_BITS = 200
KINDS = (Symbol, Number, Add, Neg, Mul, Floor, Quotient, Power)


def is_arithmetic(formula: Formula) -> bool:
    """Whether a formula is made of names, numbers, + - * / // and powers alone."""
    return all(isinstance(each, KINDS) for each in nodes(formula))


def is_size(formula: Formula) -> bool:
    """Whether a formula is made of these and of the larger or smaller of two, which are read with a relu."""
    apart = [each for each in nodes(formula) if not isinstance(each, KINDS)]
    return all(isinstance(each, Apply) and (each.function, each.order) == ("relu", 0) for each in apart)


def value(formula: Formula, sizes: Mapping[str, int]) -> Fraction:
    """The value of such a formula where its names have these values.

    Raises ZeroDivisionError; Unreadable where a power grows too large.

    >>> value(Quotient(Symbol("n"), Number(2)), {"n": 7})
    Fraction(7, 2)
    """
    match formula:
        case Symbol(name):
            return Fraction(sizes[name])
        case Add(terms):
            return sum((value(term, sizes) for term in terms), Fraction(0))
        case Neg(body):
            return -value(body, sizes)
        case Mul(factors):
            return prod((value(factor, sizes) for factor in factors), start=Fraction(1))
        case Floor(top, bottom):
            return Fraction(value(top, sizes) // value(bottom, sizes))
        case Quotient(top, bottom):
            return value(top, sizes) / value(bottom, sizes)
        case Power(base, exponent):
            below = value(base, sizes)
            if abs(exponent) * max(below.numerator, below.denominator, key=abs).bit_length() > MOST_BITS:
                raise not_a_number()
            return below**exponent
        case Apply("relu", 0, argument):
            return max(Fraction(0), value(argument, sizes))
    return Fraction(formula.value)
