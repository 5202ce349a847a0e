"""Going through a tree: its children, the names that are free in it, and substitution that captures nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count

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
    add,
    mul,
    neg,
)

Change = Callable[[Formula], Formula]
BINDERS = (Sum, Max)
INDEX_LETTERS = "ijkabcdefghlmnopqrstuvwxyz"


def _limited(node: Sum | Max) -> tuple[Formula, ...]:
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


def _maybe(part: Formula | None, change: Change) -> Formula | None:
    return None if part is None else change(part)


REBUILT: Mapping[type, Callable[..., Formula]] = {
    Add: lambda node, change: add(*map(change, node.terms)),
    Mul: lambda node, change: mul(*map(change, node.factors)),
    Read: lambda node, change: Read(node.array, tuple(map(change, node.indices))),
    Neg: lambda node, change: neg(change(node.body)),
    Power: lambda node, change: Power(change(node.base), node.exponent),
    Apply: lambda node, change: Apply(node.function, node.order, change(node.argument)),
    Quotient: lambda node, change: Quotient(change(node.numerator), change(node.denominator)),
    Floor: lambda node, change: Floor(change(node.numerator), change(node.denominator)),
    Bracket: lambda node, change: Bracket(change(node.left), node.relation, change(node.right)),
    Sum: lambda node, change: Sum(node.index, _maybe(node.low, change), _maybe(node.high, change), change(node.body)),
    Max: lambda node, change: Max(node.index, _maybe(node.low, change), _maybe(node.high, change), change(node.body)),
    Partial: lambda node, change: Partial(_maybe(node.of, change), change(node.by)),
    Operation: lambda node, change: Operation(
        node.name, tuple(map(change, node.operands)), node.mode, _maybe(node.amount, change)
    ),
    Entry: lambda node, change: Entry(change(node.whole), tuple(map(change, node.indices))),
}


def rebuild(node: Formula, change: Change) -> Formula:
    """The node with `change` applied to each of its children; add, mul and neg keep the normal form."""
    rebuilt = REBUILT.get(type(node))
    return rebuilt(node, change) if rebuilt else node


def nodes(node: Formula) -> Iterator[Formula]:
    """Every node of the tree, the node itself first, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        below = CHILDREN.get(type(node))
        if below:
            waiting.extend(below(node)[::-1])


def contains(node: Formula, kinds: type | tuple[type, ...]) -> bool:
    """Whether a node of one of these kinds stands anywhere in the tree."""
    return any(isinstance(each, kinds) for each in nodes(node))


def arrays_read(node: Formula) -> frozenset[str]:
    """The names of the arrays whose entries the tree reads one by one."""
    return frozenset(each.array for each in nodes(node) if isinstance(each, Read))


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
    return frozenset(each.index for each in nodes(node) if isinstance(each, BINDERS))


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
    if not values:
        return node
    kind = type(node)
    if kind is Symbol:
        return values.get(node.name, node)
    if kind in BINDERS:
        index, body = node.index, node.body
        low, high = (limit and substitute(limit, values) for limit in (node.low, node.high))
        inside = {name: value for name, value in values.items() if name != index}
        captured = frozenset().union(*map(free_symbols, inside.values()))
        if index in captured:
            taken = captured | free_symbols(body) | bound_indices(body) | set(inside)
            index = fresh_index(taken)
            body = substitute(body, {node.index: Symbol(index)})
        return kind(index, low, high, substitute(body, inside))
    return rebuild(node, lambda child: substitute(child, values))


def transform(node: Formula, change: Change) -> Formula:
    """The tree with `change` applied to every node, the deepest first."""
    return change(rebuild(node, lambda child: transform(child, change)))
