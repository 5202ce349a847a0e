"""From a formula as it is written to a plain one that can be evaluated: index notation without derivatives.

Operations on whole arrays are written out; a derivative of an entry that the layer defines becomes a read of the array
of all such derivatives (`∂z/∂x`), which has a definition of its own; every bound index gets a name of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.calculus.collapse import collapsed
from engine.calculus.differentiate import differentiate
from engine.calculus.refusals import APART, HIGHEST, no_loss, too_high, too_large
from engine.calculus.wholes import Wholes
from engine.formula.facts import arrays_read, bound_indices, contains, facts, free_symbols
from engine.formula.parser import Definition
from engine.formula.parts import BINDERS, children, rebuild
from engine.formula.tree import Bracket, Entry, Formula, Operation, Partial, Power, Read, Sum, Symbol, add, mul
from engine.formula.walk import fresh_index

if TYPE_CHECKING:
    from engine.layer import Layer

NESTED = 5
MOST_NODES = 1500
MOST_SUMS = 32


def plain(layer: Layer, formula: Formula, free: tuple[str, ...]) -> Formula:
    """The formula without operations on whole arrays, derivatives, sums that a bracket removes; bound names apart.

    Raises Unreadable where it becomes too long.
    """
    kinds = facts(formula).kinds
    if Power in kinds and _highest(formula) > HIGHEST:
        raise too_high()
    if not kinds.isdisjoint((Operation, Entry)):
        if _nested(formula) > NESTED:
            raise too_large()
        formula = Wholes(layer.shapes_aside, free, layer.first).written_out(formula)
    if Partial in kinds:
        formula = _without_partials(layer, formula)
    taken, found = {*free, *layer.symbols}, facts(formula)
    alone = len(found.bound) == found.binders and taken.isdisjoint(found.bound)
    apart = formula if alone else _apart(formula, taken, {}, _numbered)
    found = facts(apart)
    if found.count > MOST_NODES or found.binders > MOST_SUMS:
        raise too_large()
    if kinds.isdisjoint((Bracket, Operation, Entry, Partial)):
        return apart
    return collapsed(apart, layer.symbols_aside - set(free))


def with_names_apart(layer: Layer, formula: Formula, free: tuple[str, ...]) -> Formula:
    """The formula with letters for its bound indices that nothing else in it has, nor the layer: j, then i, k, ..."""
    return _apart(formula, {*free, *layer.symbols, *layer.all_shapes}, {}, _lettered)


def _nested(node: Formula) -> int:
    """How many operations on two arrays stand inside each other: each sums over all axes once more."""
    inside = max(map(_nested, children(node)), default=0)
    return inside + (isinstance(node, Operation) and len(node.operands) == 2)


def _highest(node: Formula) -> int:
    """The greatest product of powers inside each other."""
    inside = max(map(_highest, children(node)), default=1)
    return inside * max(abs(node.exponent), 1) if isinstance(node, Power) else inside


def _without_partials(layer: Layer, node: Formula) -> Formula:
    if not contains(node, Partial):
        return node
    match node:
        case Partial(None, _) if not layer.given:
            raise no_loss()
        case Partial(None, by):
            upstream = layer.scope().upstream.get(by.array)
            return Read(upstream, by.indices) if upstream else Read(f"∂L/∂{by.array}", by.indices)
        case Partial(Read(array, indices), by) if array in layer.definitions and array != by.array:
            return Read(f"∂{array}/∂{by.array}", (*indices, *by.indices))
        case Partial(of, by):
            return _without_partials(layer, differentiate(of, by, layer.definitions))
    return rebuild(node, lambda child: _without_partials(layer, child))


def _numbered(index: str, taken: set[str]) -> str:
    return f"{index}{APART}{len(taken)}"


def _lettered(index: str, taken: set[str]) -> str:
    return fresh_index(taken)


def _apart(
    node: Formula, taken: set[str], names: dict[str, Symbol], renamed: Callable[[str, set[str]], str]
) -> Formula:
    """Every bound index under a name that nothing else in the formula has: j, then j~1, j~2, ..."""
    kind = type(node)
    if kind is Symbol:
        return names.get(node.name, node)
    if kind in BINDERS:
        low, high = (limit and _apart(limit, taken, names, renamed) for limit in (node.low, node.high))
        fresh = node.index if node.index not in taken else renamed(node.index, taken)
        taken.add(fresh)
        return kind(fresh, low, high, _apart(node.body, taken, {**names, node.index: Symbol(fresh)}, renamed))
    return rebuild(node, lambda child: _apart(child, taken, names, renamed))


def derived_definition(layer: Layer, name: str) -> Definition | None:
    """The definition of an array that only derivatives speak of: `∂z/∂x` or `∂L/∂z`; None for any other name."""
    if not name.startswith("∂"):
        return None
    of, by = name[1:].split("/∂")
    taken = {"L"} | layer.symbols
    if of == "L":
        places = _letters(layer.rank(by), taken)
        total = []
        for upstream, array in layer.given.items():
            paths = _letters(layer.rank(array), taken | set(places))
            there = tuple(map(Symbol, paths))
            slope = Partial(Read(array, there), Read(by, tuple(map(Symbol, places))))
            body = mul(Read(upstream, there), slope)
            for letter in reversed(paths):
                body = Sum(letter, None, None, body)
            total.append(body)
        return Definition(name, places, add(*total))
    made = layer.definitions[of]
    taken |= set(made.indices) | free_symbols(made.body) | bound_indices(made.body)
    places = _letters(layer.rank(by), taken)
    written = Wholes(layer.shapes_aside, made.indices, layer.first).written_out(made.body)
    slope = differentiate(written, Read(by, tuple(map(Symbol, places))), layer.definitions)
    return Definition(name, (*made.indices, *places), slope)


def made_of(layer: Layer, arrays: frozenset[str]) -> frozenset[str]:
    """These arrays and all that they are made of, down to the inputs.

    >>> from engine.layer import Layer
    >>> layer = Layer(["z[i] = sum(j, w[j]*x[i+j])", "a[i] = relu(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1")
    >>> sorted(made_of(layer, frozenset("z")))
    ['w', 'x', 'z']
    """
    found, waiting = frozenset(), arrays
    while waiting:
        found |= waiting
        made = filter(None, map(layer.definition, waiting))
        bodies = (layer.plain(each.body, each.indices) for each in made)
        waiting = frozenset().union(*map(arrays_read, bodies)) - found
    return found


def _letters(count: int, taken: set[str] | frozenset[str]) -> tuple[str, ...]:
    letters: list[str] = []
    for _ in range(count):
        letters.append(fresh_index(set(taken) | set(letters), "kpqrtuv"))
    return tuple(letters)
