"""Changing one node of a tree at a time: what the rules that make wrong formulas are built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.formula.parts import children, rebuild
from engine.formula.tree import Bracket, Entry, Formula, Max, Operation, Partial, Read, Sum

Change = Callable[[Formula], Iterable[Formula]]


def value_variants(node: Formula, change: Change) -> Iterator[Formula]:
    """Every tree in which one node that is a value (no part of an index, a limit, a bracket, an amount) is changed.

    change   a node -> what it may become; none for a node that stays
    """
    yield from change(node)
    if isinstance(node, (Read, Bracket)):
        return
    parts = _values_in(node)
    kept = [part for part in (node.low, node.high) if part is not None] if isinstance(node, (Sum, Max)) else []
    for place, part in enumerate(parts):
        if place >= len(kept):
            differentiated_by = isinstance(node, Partial) and part is node.by
            for changed in value_variants(part, change):
                if isinstance(changed, Read) or not differentiated_by:
                    yield with_child(node, place, changed)


def _values_in(node: Formula) -> tuple[Formula, ...]:
    """The node's children, but for an amount and an index, which stand behind those that are values."""
    match node:
        case Operation():
            return node.operands
        case Entry():
            return (node.whole,)
    return children(node)


def with_child(node: Formula, place: int, new: Formula) -> Formula:
    """The node with one of its children replaced.

    >>> from engine.formula.tree import Symbol, add
    >>> with_child(add(Symbol("i"), Symbol("j")), 1, Symbol("k")) == add(Symbol("i"), Symbol("k"))
    True
    """
    parts = iter(enumerate(children(node)))

    def swap(part: Formula) -> Formula:
        return new if next(parts)[0] == place else part

    return rebuild(node, swap)
