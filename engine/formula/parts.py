"""What a node is directly made of, and the same node made of other parts: one row a kind in each table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    add,
    mul,
    neg,
)

Change = Callable[[Formula], Formula]
BINDERS = (Sum, Max)


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
