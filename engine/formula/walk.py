"""Going through a tree: its nodes in reading order, changes of every node, and substitution that captures nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from engine.formula.facts import bound_indices, free_symbols
from engine.formula.parts import BINDERS, CHILDREN, Change, children, rebuild
from engine.formula.tree import Entry, Floor, Formula, Number, Operation, Symbol, Whole

INDEX_LETTERS = "ijkuvqrabcdefghlmnopstwxyz"


def nodes(node: Formula) -> Iterator[Formula]:
    """Every node of the tree, the node itself first, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        below = CHILDREN.get(type(node))
        if below:
            waiting.extend(below(node)[::-1])


def largest_number(formulas: Iterable[Formula]) -> int:
    """The largest number that is written in some formulas, rounded down; 0 where there is none.

    Those by which is divided again and again count as their product.

    >>> largest_number((Symbol("n"), Number(7), Floor(Floor(Symbol("i"), Number(4)), Number(4))))
    16
    """
    largest = 0
    waiting = [(node, 1) for node in formulas]
    while waiting:
        node, divided = waiting.pop()
        if isinstance(node, Floor) and isinstance(node.denominator, Number):
            divided *= max(1, int(node.denominator.value))
            largest = max(largest, divided)
        elif isinstance(node, Number):
            largest = max(largest, int(node.value))
        waiting += [(child, divided) for child in children(node)]
    return largest


def has_limits(node: Formula) -> bool:
    """Whether a sum or a maximum of the tree has a limit that is written."""
    return any(isinstance(each, BINDERS) and (each.low or each.high) for each in nodes(node))


def outside_entries(node: Formula) -> Iterator[Formula]:
    """Every node that is not below an Entry."""
    if not isinstance(node, Entry):
        yield node
        for child in children(node):
            yield from outside_entries(child)


def is_whole(node: Formula) -> bool:
    """Whether the value is a whole array, not one entry.

    >>> from engine.formula.tree import Mul, Number
    >>> is_whole(Mul((Number(2), Whole("w")))), is_whole(Entry(Operation("flip", (Whole("w"),)), (Symbol("k"),)))
    (True, False)
    """
    return any(isinstance(each, Whole | Operation) for each in outside_entries(node))


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

    >>> from engine.formula.tree import Read, Sum, add
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
