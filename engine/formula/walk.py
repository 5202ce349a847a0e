"""Going through a tree: its children, the names that are free in it, and substitution that captures nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from operator import is_

from engine.formula.tree import (
    Add,
    Apply,
    Bracket,
    Entry,
    Floor,
    Formula,
    Max,
    Mul,
    Neg,
    Operation,
    Partial,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
    Whole,
    add,
    mul,
    neg,
)

Change = Callable[[Formula], Formula]
BINDERS = (Sum, Max)
INDEX_LETTERS = "ijkabcdefghlmnopqrstuvwxyz"


def _limited(node: Sum | Max) -> tuple[Formula, ...]:
    if node.low is None and node.high is None:
        return (node.body,)
    return tuple(part for part in (node.low, node.high, node.body) if part is not None)


CHILDREN: Mapping[type, Callable[..., tuple[Formula, ...]]] = {
    Add: lambda node: node.terms,
    Mul: lambda node: node.factors,
    Read: lambda node: node.indices,
    Neg: lambda node: (node.body,),
    Power: lambda node: (node.base,),
    Apply: lambda node: (node.argument,),
    Quotient: lambda node: (node.numerator, node.denominator),
    Floor: lambda node: (node.numerator, node.denominator),
    Bracket: lambda node: (node.left, node.right),
    Sum: _limited,
    Max: _limited,
    Partial: lambda node: (node.by,) if node.of is None else (node.of, node.by),
    Operation: lambda node: node.operands if node.amount is None else (*node.operands, node.amount),
    Entry: lambda node: (node.whole, *node.indices),
}


def children(node: Formula) -> tuple[Formula, ...]:
    """The nodes directly below a node, in reading order.

    >>> from engine.formula.tree import Number
    >>> children(Neg(Number(2)))
    (Number(value=2),)
    """
    below = CHILDREN.get(type(node))
    return below(node) if below else ()


def _binder(node: Sum | Max, parts: list[Formula]) -> Formula:
    low = None if node.low is None else parts[0]
    high = None if node.high is None else parts[-2]
    return type(node)(node.index, low, high, parts[-1])


def _operation(node: Operation, parts: list[Formula]) -> Formula:
    count = len(node.operands)
    return Operation(node.name, tuple(parts[:count]), node.mode, None if node.amount is None else parts[count])


REBUILT: Mapping[type, Callable[..., Formula]] = {
    Add: lambda node, parts: add(*parts),
    Mul: lambda node, parts: mul(*parts),
    Read: lambda node, parts: Read(node.array, tuple(parts)),
    Neg: lambda node, parts: neg(parts[0]),
    Power: lambda node, parts: Power(parts[0], node.exponent),
    Apply: lambda node, parts: Apply(node.function, node.order, parts[0]),
    Quotient: lambda node, parts: Quotient(*parts),
    Floor: lambda node, parts: Floor(*parts),
    Bracket: lambda node, parts: Bracket(parts[0], node.relation, parts[1]),
    Sum: _binder,
    Max: _binder,
    Partial: lambda node, parts: Partial(None if node.of is None else parts[0], parts[-1]),
    Operation: _operation,
    Entry: lambda node, parts: Entry(parts[0], tuple(parts[1:])),
}


def rebuild(node: Formula, change: Change) -> Formula:
    """The node with `change` applied to each of its children; add, mul and neg keep the normal form.

    Where no child changes it is the node itself, so that formulas share what they have in common.
    """
    below = CHILDREN.get(type(node))
    if below is None:
        return node
    parts = below(node)
    changed = [change(part) for part in parts]
    return node if all(map(is_, parts, changed)) else REBUILT[type(node)](node, changed)


def nodes(node: Formula) -> Iterator[Formula]:
    """Every node of the tree, the node itself first, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        below = CHILDREN.get(type(node))
        if below:
            waiting.extend(below(node)[::-1])


def all_nodes(node: Formula) -> list[Formula]:
    """Every node of the tree, level by level: what is to be had fastest."""
    found = [node]
    for each in found:
        below = CHILDREN.get(type(each))
        if below:
            found.extend(below(each))
    return found


def contains(node: Formula, kinds: type | tuple[type, ...]) -> bool:
    """Whether a node of one of these kinds stands anywhere in the tree."""
    return any(isinstance(each, kinds) for each in all_nodes(node))


def outside_entries(node: Formula) -> Iterator[Formula]:
    """Every node that is not below an Entry."""
    if not isinstance(node, Entry):
        yield node
        for child in children(node):
            yield from outside_entries(child)


def is_whole(node: Formula) -> bool:
    """Whether the value is a whole array, not one entry.

    >>> from engine.formula.tree import Number, Whole
    >>> is_whole(Mul((Number(2), Whole("w")))), is_whole(Entry(Operation("flip", (Whole("w"),)), (Symbol("k"),)))
    (True, False)
    """
    return any(isinstance(each, Whole | Operation) for each in outside_entries(node))


def arrays_read(node: Formula) -> frozenset[str]:
    """The names of the arrays whose entries the tree reads one by one."""
    return frozenset(each.array for each in all_nodes(node) if type(each) is Read)


@lru_cache(maxsize=8192)
def free_symbols(node: Formula) -> frozenset[str]:
    """The names of the symbols that no sum or maximum of the tree binds.

    >>> sorted(free_symbols(Sum("j", None, None, Read("x", (add(Symbol("i"), Symbol("j")),)))))
    ['i']
    """
    kind = type(node)
    if kind is Symbol:
        return frozenset((node.name,))
    if kind in BINDERS:
        limits = [free_symbols(limit) for limit in (node.low, node.high) if limit is not None]
        return frozenset().union(*limits) | (free_symbols(node.body) - {node.index})
    return frozenset().union(*map(free_symbols, children(node)))


def bound_indices(node: Formula) -> frozenset[str]:
    """The names that a sum or maximum of the tree binds."""
    return frozenset(each.index for each in all_nodes(node) if type(each) in BINDERS)


def fresh_index(taken: frozenset[str] | set[str], prefer: str = INDEX_LETTERS) -> str:
    """An index letter that is not taken: one of `prefer` in its order, then i1, i2, ...

    >>> fresh_index({"i", "j"})
    'k'
    """
    for letter in (*prefer, *INDEX_LETTERS):
        if letter not in taken:
            return letter
    return next(name for name in (f"i{number}" for number in count(1)) if name not in taken)


def substitute(node: Formula, values: Mapping[str, Formula]) -> Formula:
    """The tree with free symbols replaced; a bound index that a value would be captured by is renamed.

    >>> inner = Sum("j", None, None, Read("x", (add(Symbol("i"), Symbol("j")),)))
    >>> substitute(inner, {"i": Symbol("j")}).index
    'k'
    """
    return _substituted(node, values, frozenset().union(*map(free_symbols, values.values())))


def _substituted(node: Formula, values: Mapping[str, Formula], captured: frozenset[str]) -> Formula:
    """As `substitute`; `captured` are the names that stand free in the values."""
    kind = type(node)
    if kind is Symbol:
        return values.get(node.name, node)
    if kind not in BINDERS:
        return rebuild(node, lambda child: _substituted(child, values, captured))
    index, body = node.index, node.body
    if index not in captured and free_symbols(node).isdisjoint(values):
        return node
    low, high = (limit and _substituted(limit, values, captured) for limit in (node.low, node.high))
    if index in values:
        values = {name: value for name, value in values.items() if name != index}
        captured = frozenset().union(*map(free_symbols, values.values()))
    if index in captured:
        index = fresh_index(captured | free_symbols(body) | bound_indices(body) | set(values))
        body = substitute(body, {node.index: Symbol(index)})
    return kind(index, low, high, _substituted(body, values, captured))


def transform(node: Formula, change: Change) -> Formula:
    """The tree with `change` applied to every node, the deepest first."""
    return change(rebuild(node, lambda child: transform(child, change)))
