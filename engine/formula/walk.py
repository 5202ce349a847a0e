"""Going through a tree: its children, the names that are free in it, and substitution that captures nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
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
    Number,
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

BINDERS = (Sum, Max)
INDEX_LETTERS = "ijkabcdefghlmnopqrstuvwxyz"


def children(node: Formula) -> tuple[Formula, ...]:
    """The nodes directly below a node, in reading order.

    >>> from engine.formula.tree import Number
    >>> children(Neg(Number(2)))
    (Number(value=2),)
    """
    match node:
        case Symbol() | Number():
            return ()
        case Add(parts) | Mul(parts) | Read(_, parts):
            return parts
        case Neg(body) | Power(body, _) | Apply(_, _, body):
            return (body,)
        case Quotient(left, right) | Floor(left, right) | Bracket(left, _, right):
            return (left, right)
        case Sum(_, low, high, body) | Max(_, low, high, body):
            return tuple(part for part in (low, high, body) if part is not None)
        case Partial(of, by):
            return (by,) if of is None else (of, by)
        case Operation(_, operands, _, amount):
            return operands if amount is None else (*operands, amount)
        case Entry(whole, indices):
            return (whole, *indices)
    return ()


def rebuild(node: Formula, change: Callable[[Formula], Formula]) -> Formula:
    """The node with `change` applied to each of its children; add, mul and neg keep the normal form."""

    def maybe(part: Formula | None) -> Formula | None:
        return None if part is None else change(part)

    match node:
        case Symbol() | Number():
            return node
        case Add(parts):
            return add(*map(change, parts))
        case Mul(parts):
            return mul(*map(change, parts))
        case Read(array, parts):
            return Read(array, tuple(map(change, parts)))
        case Neg(body):
            return neg(change(body))
        case Power(base, exponent):
            return Power(change(base), exponent)
        case Apply(function, order, argument):
            return Apply(function, order, change(argument))
        case Quotient(left, right):
            return Quotient(change(left), change(right))
        case Floor(left, right):
            return Floor(change(left), change(right))
        case Bracket(left, relation, right):
            return Bracket(change(left), relation, change(right))
        case Sum() | Max():
            return replace(node, low=maybe(node.low), high=maybe(node.high), body=change(node.body))
        case Partial(of, by):
            return Partial(maybe(of), change(by))
        case Operation(name, operands, mode, amount):
            return Operation(name, tuple(map(change, operands)), mode, maybe(amount))
        case Entry(whole, indices):
            return Entry(change(whole), tuple(map(change, indices)))
    return node


def nodes(node: Formula) -> Iterator[Formula]:
    """Every node of the tree, the node itself first, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


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
    match node:
        case Symbol(name):
            return frozenset((name,))
        case Sum(index, low, high, body) | Max(index, low, high, body):
            limits = [free_symbols(limit) for limit in (low, high) if limit is not None]
            return frozenset().union(*limits) | (free_symbols(body) - {index})
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
    match node:
        case Symbol(name):
            return values.get(name, node)
        case Sum() | Max():
            inside = {name: value for name, value in values.items() if name != node.index}
            if not inside:
                return rebuild_limits(node, values)
            captured = frozenset().union(*(free_symbols(value) for value in inside.values()))
            if node.index in captured:
                taken = captured | free_symbols(node.body) | bound_indices(node.body) | set(inside)
                fresh = fresh_index(taken)
                node = replace(node, index=fresh, body=substitute(node.body, {node.index: Symbol(fresh)}))
            return replace(rebuild_limits(node, values), body=substitute(node.body, inside))
    return rebuild(node, lambda child: substitute(child, values))


def rebuild_limits(node: Sum | Max, values: Mapping[str, Formula]) -> Sum | Max:
    """A sum or maximum with symbols replaced in its limits only, where its own index is not bound yet."""
    return replace(
        node,
        low=None if node.low is None else substitute(node.low, values),
        high=None if node.high is None else substitute(node.high, values),
    )


def transform(node: Formula, change: Callable[[Formula], Formula]) -> Formula:
    """The tree with `change` applied to every node, the deepest first."""
    return change(rebuild(node, lambda child: transform(child, change)))
