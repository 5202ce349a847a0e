"""The kernel of a source whose forward pass flips: k[j] = w[m-1-j], so that corr(x, w) is the convolution x * k.

A layer that is a cross-correlation with w is a convolution with k, the same numbers in the opposite order. A formula
about w is right about k when every read of w becomes a read of k from the other end, and every correlation with w a
convolution with k. Doing it twice gives the formula back, up to tidying.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.formula.facts import bound_indices, free_symbols
from engine.formula.parts import rebuild
from engine.formula.tidy import is_index, tidy
from engine.formula.tree import (
    Add,
    Entry,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Operation,
    Partial,
    Read,
    Sum,
    Symbol,
    Whole,
    add,
    neg,
)
from engine.formula.walk import fresh_index, nodes, substitute

if TYPE_CHECKING:
    from engine.layer import Layer

WEIGHTS = "weights of "
OPPOSITE = {"conv": "corr", "corr": "conv"}


def reversed_axes(layer: Layer, kernels: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The axes along which the layer slides each of these kernels forwards, and a convolution would read backwards.

    An axis counts when its index is added inside an index of another array, x[i+j]; where it is subtracted, x[i-j],
    the layer is a convolution already, and where it stands alone, x[c,...] or W[i,j]*x[j], nothing slides.
    """
    found: dict[str, tuple[int, ...]] = {}
    for kernel in kernels:
        axes: set[int] = set()
        for made in layer.definitions.values():
            reads = [node for node in nodes(made.body) if isinstance(node, Read)]
            slides = {
                index.name
                for read in reads
                if read.array != kernel
                for place in read.indices
                for index in _added(place)
            }
            for read in reads:
                if read.array == kernel:
                    axes |= {
                        a for a, index in enumerate(read.indices) if isinstance(index, Symbol) and index.name in slides
                    }
        if axes:
            found[kernel] = tuple(sorted(axes))
    return found


def reversed_kernels(node: Formula, layer: Layer, axes: Mapping[str, tuple[int, ...]]) -> Formula:
    """The formula in terms of the reversed kernels (still under the same names); its own inverse, but for tidying."""
    whole = frozenset(name for name, places in axes.items() if len(places) == layer.rank(name))
    sizes = frozenset().union(*(free_symbols(layer.shapes[name][axis]) for name in axes for axis in axes[name]))

    def turn(node: Formula, inside: bool = False) -> Formula:
        """The node turned; `inside` an operation an array may stand alone, elsewhere only its entries may."""
        match node:
            case Sum() | Max() if node.index in sizes:
                return turn(_relettered(node, sizes | layer.symbols | set(layer.all_shapes)))
            case Operation("conv" | "corr" as name, (first, second), mode) if _kernel(second) in whole:
                return Operation(OPPOSITE[name], (turn(first, True), second), mode)
            case Operation("flip", (Whole(array),)) if array in whole and inside:
                return Whole(array)
            case Whole(array) if array in whole:
                return Operation("flip", (node,))
            case Whole(array) if array in axes:
                return Whole(WEIGHTS + array)
            case Read(array, indices) if array in axes and len(indices) == layer.rank(array):
                turned = (
                    opposite(turn(index), layer, array, axis) if axis in axes[array] else turn(index)
                    for axis, index in enumerate(indices)
                )
                return Read(array, tuple(turned))
            case Entry(result, indices):
                return Entry(turn(result), tuple(map(turn, indices)))
        deeper = inside or isinstance(node, Operation)
        return rebuild(node, lambda child: turn(child, deeper))

    return tidy(turn(node))


def reversed_answer(node: Formula, layer: Layer, wanted: Formula, axes: Mapping[str, tuple[int, ...]]) -> Formula:
    """An answer to "the derivative by w[j]" as one to "by k[j]": the free index counts from the other end."""
    if not isinstance(wanted, Partial) or wanted.by.array not in axes:
        return node
    by = wanted.by
    ends = {
        index.name: opposite(index, layer, by.array, axis)
        for axis, index in enumerate(by.indices)
        if axis in axes[by.array] and isinstance(index, Symbol)
    }
    of = wanted.of.indices if isinstance(wanted.of, Read) else ()
    return tidy(substitute(indexed(node, (*of, *by.indices)), ends))


def indexed(node: Formula, free: tuple[Formula, ...]) -> Formula:
    """The formula with every operation on whole arrays in the place of a number read at the free indices."""
    match node:
        case Operation():
            return Entry(node, free)
        case Entry():
            return node
    return rebuild(node, lambda child: indexed(child, free))


def opposite(index: Formula, layer: Layer, array: str, axis: int) -> Formula:
    """The index counted from the other end of an axis: m-1-j, or m+1-j where indices start at 1."""
    return add(layer.shapes[array][axis], neg(index), Number(1) if layer.first else Neg(Number(1)))


def _relettered(node: Sum | Max, taken: frozenset[str] | set[str]) -> Sum | Max:
    """The sum over another letter, so that a size of its index's name can be spoken of inside."""
    fresh = fresh_index(taken | free_symbols(node.body) | bound_indices(node.body))
    return replace(node, index=fresh, body=substitute(node.body, {node.index: Symbol(fresh)}))


def _kernel(operand: Formula) -> str | None:
    match operand:
        case Whole(array) | Operation("flip", (Whole(array),)):
            return array
    return None


def _added(place: Formula) -> Iterable[Symbol]:
    """The symbols that stand in a sum of several terms with a plus."""
    if not isinstance(place, Add) or not is_index(place):
        return
    for term in place.terms:
        match term:
            case Symbol():
                yield term
            case Mul(factors):
                yield from (factor for factor in factors if isinstance(factor, Symbol))
