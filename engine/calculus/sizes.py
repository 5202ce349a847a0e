"""The value of a size such as (n - d*(m - 1) - 1)//s + 1, for one choice of its symbols or for many at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.formula.facts import free_symbols
from engine.formula.tree import Add, Floor, Formula, Mul, Neg, Number, Power, Quotient, Symbol
from engine.formula.walk import substitute


def aside(name: str) -> str:
    """The other name of a size, which no index can hide because nobody can type it."""
    return f"{name}#"


def put_aside(formula: Formula) -> Formula:
    """A size with every name in it replaced by its other name.

    >>> put_aside(Symbol("n"))
    Symbol(name='n#')
    """
    return substitute(formula, {name: Symbol(aside(name)) for name in free_symbols(formula)})


def with_other_names(sizes: Mapping[str, int]) -> dict[str, int]:
    """The sizes under their own names and under the other ones."""
    return {**sizes, **{aside(name): value for name, value in sizes.items()}}


def size(formula: Formula, values: Mapping[str, int | np.ndarray]) -> int | np.ndarray:
    """The value of a size; where a division leaves a remainder it is -1, which no array can have.

    values   every symbol -> an integer, or an integer array of choices

    >>> size(Floor(Symbol("n"), Number(2)), {"n": 7})
    3
    """
    match formula:
        case Number(value):
            return value
        case Symbol(name):
            return values[name]
        case Add(terms):
            return sum(size(term, values) for term in terms)
        case Neg(body):
            return -size(body, values)
        case Mul(factors):
            result = 1
            for factor in factors:
                result = result * size(factor, values)
            return result
        case Floor(top, bottom):
            below = size(bottom, values)
            return (
                size(top, values) // np.maximum(below, 1)
                if isinstance(below, np.ndarray)
                else _floor(top, below, values)
            )
        case Quotient(top, bottom):
            above, below = size(top, values), size(bottom, values)
            if isinstance(above, np.ndarray) or isinstance(below, np.ndarray):
                return np.where((below > 0) & (above % np.maximum(below, 1) == 0), above // np.maximum(below, 1), -1)
            return above // below if below > 0 and above % below == 0 else -1
        case Power(base, exponent) if exponent >= 0:
            return size(base, values) ** exponent
    raise ValueError("a size is made of names, whole numbers, + - * // and powers")


def _floor(top: Formula, below: int, values: Mapping[str, int | np.ndarray]) -> int:
    return size(top, values) // below if below > 0 else -1
