"""About how much work it takes to check an answer to a layer, for many choices of its sizes at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.sizes import size
from engine.formula.facts import free_symbols
from engine.formula.parts import children
from engine.formula.tree import Formula, Max, Read, Sum, Symbol
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.layer import Layer

TERMS = 40_000
"""How many terms take as long as beginning to evaluate."""
Drawn = Mapping[str, np.ndarray]
"""Every size and parameter of the layer -> one value a choice."""


def products(layer: Layer, drawn: Drawn) -> np.ndarray:
    """The entries of the largest two arrays, multiplied: how many terms an answer to a layer of one sum has in all."""
    entries = np.sort([_entries(shape, drawn) for shape in layer.shapes.values()], axis=0)
    return np.maximum(np.prod(entries[-2:], axis=0), 1)


def terms(layer: Layer, drawn: Drawn) -> np.ndarray:
    """About how many terms a line of the chain rule has in all.

    The sums of definitions that are put into each other are gone through for each product; ranges that are written, as
    the windows of pooling, for each entry.
    """
    bodies = [made.body for made in layer.definitions.values()]
    added = [_added(layer, body, drawn, written=False) for body in bodies]
    ranges = math.prod(_added(layer, body, drawn, written=True) for body in bodies)
    largest = reduce(np.maximum, (_entries(shape, drawn) for shape in layer.shapes.values()))
    return np.maximum(products(layer, drawn) * math.prod(added) / reduce(np.maximum, added), largest * ranges)


def evaluations(layer: Layer, many: Sequence[Mapping[str, int]]) -> float:
    """How many evaluations on small sizes take as long as one on each of these sizes.

    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> round(evaluations(layer, [{"n": 3, "m": 2}, {"n": 4, "m": 2}]))
    2
    """
    if not layer.names:
        return len(many)
    drawn = {name: np.array([sizes[name] for sizes in many]) for name in layer.names}
    return float(np.sum(1 + terms(layer, drawn) / TERMS))


def _entries(shape: tuple[Formula, ...], drawn: Drawn) -> np.ndarray:
    """How many entries an array of this shape has."""
    return math.prod((size(each, drawn) for each in shape), start=np.ones(len(next(iter(drawn.values())))))


def _added(layer: Layer, node: Formula, drawn: Drawn, written: bool) -> np.ndarray | int:
    """How many terms the sums and maxima in a formula have together, of several side by side the most.

    written   count only those whose ranges are written
    """
    within = reduce(np.maximum, (_added(layer, part, drawn, written) for part in children(node)), 1)
    if not isinstance(node, (Sum, Max)):
        return within
    if None not in (node.low, node.high):
        if free_symbols(node.low) | free_symbols(node.high) <= drawn.keys():
            return within * np.maximum(size(node.high, drawn) - size(node.low, drawn) + 1, 1)
        return within
    along = () if written else [size(length, drawn) for length in _along(layer, node)]
    return within * reduce(np.minimum, along) if along else within


def _along(layer: Layer, node: Sum | Max) -> Iterator[Formula]:
    """The lengths of the axes that the index of a sum runs along."""
    for read in nodes(node.body):
        if isinstance(read, Read):
            for index, length in zip(read.indices, layer.all_shapes[read.array], strict=True):
                if index == Symbol(node.index):
                    yield length
