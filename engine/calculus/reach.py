"""The range of a sum as a reader sees it: "j runs from 0 to m-1, because of w[j]".

An array read at the bound index alone (give or take a constant) tells its range in words; that is the range shown in
the preview and used for the unrolled line, where a product that reads outside another array is struck out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.calculus.affine import Linear, linear
from engine.calculus.sizes import size
from engine.formula.facts import free_symbols
from engine.formula.parts import children
from engine.formula.tree import ONE, Formula, Max, Mul, Number, Read, Sum, Symbol, add, mul, neg, sub

if TYPE_CHECKING:
    from engine.layer import Layer


@dataclass(frozen=True)
class Reach:
    """The range of an index, from `low` to `high`, and the entry that limits it."""

    index: str
    low: Formula
    high: Formula
    because: Read


@lru_cache(maxsize=2048)
def explained(node: Sum, layer: Layer, inside: frozenset[str]) -> Reach | None:
    """The range of a sum without limits, and the entry it comes from; None where no single entry tells it.

    inside   the indices that hide a size of the same name here: those asked for, and those bound further out
    """
    sizes = layer.symbols - inside
    if node.low is not None or node.high is not None:
        return None
    for read in _factors(node.body):
        for axis, index in enumerate(read.indices):
            names = free_symbols(index)
            if node.index not in names or names - {node.index} - sizes or read.array not in layer.all_shapes:
                continue
            form = linear(index, {}, names)
            if form is None or abs(form.coefficients.get(node.index, 0)) != 1:
                continue
            rest = Linear({k: v for k, v in form.coefficients.items() if k != node.index}, form.constant)
            length = layer.all_shapes[read.array][axis]
            first = Number(layer.first)
            last = sub(add(length, first), ONE)
            if form.coefficients[node.index] == 1:
                low, high = sub(first, _formula(rest)), sub(last, _formula(rest))
            else:
                low, high = sub(_formula(rest), last), sub(_formula(rest), first)
            return Reach(node.index, tidy(low), tidy(high), read)
    return None


def reach(node: Sum, layer: Layer, sizes: Mapping[str, int], inside: frozenset[str]) -> tuple[int, int] | None:
    """The explained range in numbers."""
    found = explained(node, layer, inside) if isinstance(node, Sum) else None
    return None if found is None else (size(found.low, sizes), size(found.high, sizes))


def tidy(formula: Formula) -> Formula:
    """A linear size with its like terms gathered: n - m + 1 - 1 is n - m; any other formula as it is.

    >>> from engine.formula.text import text
    >>> text(tidy(sub(add(sub(Symbol("n"), Symbol("m")), ONE), ONE)))
    'n - m'
    """
    form = linear(formula, {}, free_symbols(formula))
    return formula if form is None else _formula(form)


def _formula(form: Linear) -> Formula:
    terms = [_term(factor, name) for name, factor in form.coefficients.items()]
    if form.constant or not terms:
        terms.append(_signed(form.constant))
    return add(*terms)


def _term(factor: Fraction | int, name: str) -> Formula:
    if abs(factor) == 1:
        return Symbol(name) if factor == 1 else neg(Symbol(name))
    return mul(Number(factor), Symbol(name)) if factor > 0 else neg(mul(Number(-factor), Symbol(name)))


def _signed(value: Fraction | int) -> Formula:
    value = int(value) if value == int(value) else value
    return Number(value) if value >= 0 else neg(Number(-value))


def _factors(body: Formula) -> list[Read]:
    """The entries that every product of the body reads."""
    match body:
        case Read():
            return [body]
        case Mul(factors):
            return [read for factor in factors for read in _factors(factor)]
        case Sum(_, _, _, inner):
            return _factors(inner)
    return []


def sums_of(node: Formula, inside: frozenset[str]) -> Iterator[tuple[Sum, frozenset[str]]]:
    """Every sum of a formula, the outermost first, with the indices that are bound further out or asked for."""
    if isinstance(node, Sum):
        yield node, inside
    if isinstance(node, (Sum, Max)):
        inside |= {node.index}
    for child in children(node):
        yield from sums_of(child, inside)
