"""How large the numbers of a formula can be together, so that none passes for another one modulo a prime."""

from __future__ import annotations

from math import prod

from engine.formula.parts import children
from engine.formula.tree import Add, Formula, Number, Power, Read

LARGEST = 2.0**64


def largest_factor(node: Formula) -> float:
    """At most how large a number is by which the formula multiplies an entry, or divides it.

    >>> from engine.formula.tree import mul
    >>> largest_factor(mul(Number(65536), Number(32768), Read("b")))
    2147483648.0
    """
    match node:
        case Number(value):
            found = max(abs(value.numerator), value.denominator)
        case Read():
            found = 1
        case Add(terms):
            found = sum(map(largest_factor, terms))
        case Power(base, exponent):
            found = min(largest_factor(base), 2.0**20) ** min(abs(exponent), 40)
        case _:
            found = prod(map(largest_factor, children(node)))
    return float(min(found, LARGEST))
