"""Axes that are cut into blocks: the channels q*g + c of a layer in groups of q.

Two letters meet in such an index as they do where a window slides, but nothing slides: while the one runs through a
block, the other says which block it is. So it is no axis of space, and not one of two that could be flipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.formula.tree import Add, Floor, Formula, Mul, Read, Symbol, mul
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.formula.parser import Definition
    from engine.layer import Layer


@lru_cache(maxsize=64)
def blocks(layer: Layer) -> frozenset[Formula]:
    """How long the blocks are that the layer cuts its axes into.

    >>> from engine.layer import Layer
    >>> blocks(Layer("z[g,i] = sum(c, w[g,c]*x[q*g+c,i])", x="q*h, n", w="h, q", z="h, n"))
    frozenset({Symbol(name='q')})
    >>> blocks(Layer("z[o,i] = w[o]*x[o//2,i]", x="h, n", w="2*h", z="2*h, n"))
    frozenset({Number(value=2)})
    """
    return frozenset(length for made in layer.definitions.values() for length in _of_definition(layer, made))


def _of_definition(layer: Layer, made: Definition) -> Iterator[Formula]:
    reads = [node for node in nodes(made.body) if isinstance(node, Read)]
    lengths = {(read.indices[axis], size) for read in reads for axis, size in enumerate(layer.shapes[read.array])}
    for index in (index for read in reads for index in read.indices):
        match index:
            case Add((Mul((*factors, Symbol())), Symbol() as within)) if (within, mul(*factors)) in lengths:
                yield mul(*factors)
            case Add((Symbol() as within, Mul((*factors, Symbol())))) if (within, mul(*factors)) in lengths:
                yield mul(*factors)
            case Floor(Symbol(), length):
                yield length
