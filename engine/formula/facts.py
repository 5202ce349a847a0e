"""What is asked of a tree again and again, found once for each of its nodes and kept there.

A changed formula shares with the one it was made from all that did not change, and what was found of that.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.formula.parts import BINDERS, children
from engine.formula.tree import Formula, Read, Symbol

NOTHING: frozenset[str] = frozenset()


class Facts(NamedTuple):
    """What stands in a tree.

    kinds     the kinds of its nodes
    arrays    the names of the arrays whose entries are read one by one
    bound     the names that a sum or maximum binds
    binders   how many sums and maxima there are
    count     how many nodes
    """

    kinds: frozenset[type]
    arrays: frozenset[str]
    bound: frozenset[str]
    binders: int
    count: int


def facts(node: Formula) -> Facts:
    """What stands in the tree of a node.

    >>> found = facts(Read("x", (Symbol("i"),)))
    >>> sorted(found.arrays), found.count
    (['x'], 2)
    """
    found = node._facts
    if found is None:
        found = _found(node)
        object.__setattr__(node, "_facts", found)
    return found


def _found(node: Formula) -> Facts:
    kind = type(node)
    kinds, arrays, bound, binders, count = frozenset((kind,)), NOTHING, NOTHING, 0, 1
    for child in children(node):
        below = facts(child)
        kinds |= below.kinds
        if below.arrays:
            arrays |= below.arrays
        if below.bound:
            bound |= below.bound
        binders += below.binders
        count += below.count
    if kind is Read:
        arrays |= {node.array}
    elif kind in BINDERS:
        bound |= {node.index}
        binders += 1
    return Facts(kinds, arrays, bound, binders, count)


def contains(node: Formula, kinds: type | tuple[type, ...]) -> bool:
    """Whether a node of one of these kinds stands anywhere in the tree."""
    found = facts(node).kinds
    return kinds in found if isinstance(kinds, type) else not found.isdisjoint(kinds)


def arrays_read(node: Formula) -> frozenset[str]:
    """The names of the arrays whose entries the tree reads one by one."""
    return facts(node).arrays


def bound_indices(node: Formula) -> frozenset[str]:
    """The names that a sum or maximum of the tree binds."""
    return facts(node).bound


def free_symbols(node: Formula) -> frozenset[str]:
    """The names of the symbols that no sum or maximum of the tree binds.

    >>> from engine.formula.tree import Sum, add
    >>> sorted(free_symbols(Sum("j", None, None, Read("x", (add(Symbol("i"), Symbol("j")),)))))
    ['i']
    """
    found = node._free
    if found is None:
        found = _free(node)
        object.__setattr__(node, "_free", found)
    return found


def _free(node: Formula) -> frozenset[str]:
    kind = type(node)
    if kind is Symbol:
        return frozenset((node.name,))
    if kind in BINDERS:
        limits = [free_symbols(limit) for limit in (node.low, node.high) if limit is not None]
        return NOTHING.union(*limits) | (free_symbols(node.body) - {node.index})
    return NOTHING.union(*map(free_symbols, children(node)))
