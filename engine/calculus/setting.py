"""What a derivation knows of its layer: which arrays depend on which, what is upstream, which letters are free to use."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.calculus.bounds import Bounds
from engine.calculus.wholes import Wholes
from engine.formula.scope import FUNCTIONS, LOSS
from engine.formula.tree import (
    Apply,
    Bracket,
    Formula,
    Mul,
    Number,
    Partial,
    Power,
    Quotient,
    Read,
    Symbol,
    Whole,
    sub,
)
from engine.formula.walk import BINDERS, bound_indices, children, fresh_index, nodes, rebuild, substitute

if TYPE_CHECKING:
    from engine.formula.parser import Definition
    from engine.layer import Layer

LETTERS = "abcfghijklpqrtuv"
USUAL = "ijklrt"


class Setting:
    """A layer, and what is wanted of it.

    layer   the forward pass
    wanted  Partial(None, x[k]), Partial(z[i], x[k]) or z[i]; its indices lie within its arrays
    """

    def __init__(self, layer: Layer, wanted: Formula) -> None:
        self.layer = layer
        self.wanted = wanted
        self.parameters = layer.symbols
        self.names = layer.symbols | layer.all_shapes.keys() | {*FUNCTIONS, LOSS}
        self.asked = [each for each in nodes(wanted) if isinstance(each, Read)]
        self.upstream = layer.scope().upstream
        self.letters = frozenset().union(
            *({*made.indices} | bound_indices(made.body) for made in layer.definitions.values())
        )
        self.folds: dict[Formula, Read] = {}
        self._influenced: dict[str, frozenset[str]] = {}

    def influenced(self, array: str) -> frozenset[str]:
        """The defined arrays whose entries depend on this array, directly or through others."""
        if array not in self._influenced:
            self._influenced[array] = _influenced(self.layer, array)
        return self._influenced[array]

    def depends(self, node: Formula, array: str) -> bool:
        """Whether the derivative of a formula by an entry of the array may be other than 0."""
        match node:
            case Bracket():
                return False
            case Read(name, _):
                return name == array or name in self.influenced(array)
            case Partial():
                raise ValueError("a derivative of a derivative is not part of the language")
        return any(self.depends(child, array) for child in _parts(node))

    def definition(self, name: str) -> Definition:
        """The definition of an array, with operations on whole arrays written out."""
        return _definition(self.layer, name)

    def bounds(self, around: Iterable[Formula]) -> Bounds:
        """What is known where these factors stand."""
        known = Bounds(self.layer)
        for read in self.asked:
            known.reads(read)
        for factor in around:
            _tell(known, factor)
        return known

    def outside(self, read: Read, around: Collection[Formula]) -> list[Bracket]:
        """The brackets of order that an entry's indices need to stay within its array, where `around` gives no reason."""
        shape = self.layer.all_shapes[read.array]
        first = Number(self.layer.first)
        known: Bounds | None = None
        needed = []
        for axis, (index, length) in enumerate(zip(read.indices, shape, strict=True)):
            if self._alongside(index, length, around) or any(
                each.array == read.array and each.indices[axis] == index for each in self.asked
            ):
                continue
            known = known or self.bounds(around)
            last = sub(length, Number(1)) if first == Number(0) else length
            needed += [
                Bracket(low, "<=", high) for low, high in ((first, index), (index, last)) if not known.imply(low, high)
            ]
        return needed

    def _alongside(self, index: Formula, length: Formula, around: Collection[Formula]) -> bool:
        """Whether an array of the same length is read at the same index."""
        return any(
            isinstance(factor, Read)
            and any(
                other == index and size == length
                for other, size in zip(factor.indices, self.layer.all_shapes.get(factor.array, ()), strict=False)
            )
            for factor in around
        )

    def letter(self, like: str, taken: Collection[str]) -> str:
        """An index letter: the one named, or the next one in the alphabet that means nothing else."""
        taken = {*taken} | self.names
        if like not in taken:
            return like
        place = next((at for at, letter in enumerate(LETTERS) if letter > like[0]), 0)
        ordered = LETTERS[place:] + USUAL + LETTERS[:place]
        return next((each for each in ordered if each not in taken | self.letters), None) or fresh_index(taken, ordered)

    def relabelled(self, node: Formula, taken: Collection[str]) -> Formula:
        """The formula with every bound index that is taken, or bound twice within itself, under another letter."""
        if not isinstance(node, BINDERS):
            return rebuild(node, lambda child: self.relabelled(child, taken)) if _parts(node) else node
        index, body = node.index, node.body
        if index in taken or index in self.names:
            index = self.letter(index, {*taken} | bound_indices(body))
            body = substitute(body, {node.index: Symbol(index)})
        return type(node)(index, node.low, node.high, self.relabelled(body, {*taken, index}))


def _tell(known: Bounds, factor: Formula) -> None:
    match factor:
        case Read():
            known.reads(factor)
        case Bracket():
            known.holds(factor)
        case Mul(factors):
            for each in factors:
                _tell(known, each)
        case Quotient(body, _):
            _tell(known, body)
        case Power(base, exponent) if exponent > 0:
            _tell(known, base)


def _parts(node: Formula) -> tuple[Formula, ...]:
    """The parts of a node that its value depends on smoothly: not its indices."""
    match node:
        case Read() | Symbol() | Number():
            return ()
        case Apply(_, _, argument):
            return (argument,)
    return children(node)


@lru_cache(maxsize=256)
def _influenced(layer: Layer, array: str) -> frozenset[str]:
    found = {array}
    for name, made in layer.definitions.items():
        if any(isinstance(each, Read | Whole) and each.array in found for each in nodes(made.body)):
            found.add(name)
    return frozenset(found - {array})


@lru_cache(maxsize=256)
def _definition(layer: Layer, name: str) -> Definition:
    made = layer.definitions[name]
    body = Wholes(layer.all_shapes, made.indices, layer.first).written_out(made.body)
    return type(made)(name, made.indices, body)
