"""Counting from another first index: where every array starts one later, so does every letter that runs over it.

With i = i' - 1 for every index and each place one later, x[i+j] becomes x[i'+j'-1]. Sizes stay as they are; limits
shift with their index.
"""

from __future__ import annotations

from dataclasses import replace

from engine.formula.parts import rebuild
from engine.formula.tree import Entry, Formula, Max, Neg, Number, Read, Sum, Symbol, add


def shifted(node: Formula, by: int, symbols: frozenset[str], bound: frozenset[str] = frozenset()) -> Formula:
    """The formula with every index counted from `by` later; `symbols` are sizes and parameters, which stay.

    >>> from engine.formula.tidy import tidy
    >>> from engine.formula.text import text
    >>> i, j = Symbol("i"), Symbol("j")
    >>> text(tidy(shifted(Read("x", (add(i, j),)), 1, frozenset())))
    'x[i+j-1]'
    """

    def moved(child: Formula) -> Formula:
        return shifted(child, by, symbols, bound)

    def later(place: Formula) -> Formula:
        return add(moved(place), _number(by))

    match node:
        case Symbol(name) if name in bound or name not in symbols:
            return add(node, _number(-by))
        case Read(array, indices):
            return Read(array, tuple(map(later, indices)))
        case Entry(whole, indices):
            return Entry(moved(whole), tuple(map(later, indices)))
        case Sum() | Max():
            low, high = (None if limit is None else later(limit) for limit in (node.low, node.high))
            return replace(node, low=low, high=high, body=shifted(node.body, by, symbols, bound | {node.index}))
    return rebuild(node, moved)


def _number(value: int) -> Formula:
    return Number(value) if value >= 0 else Neg(Number(-value))
