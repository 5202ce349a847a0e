"""What a derivation knows of its layer: what depends on what, what bounds an index, which letters may be used."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from engine.calculus.bounds import Bounds
from engine.calculus.polynomial import polynomial, written
from engine.calculus.view import letters_of, view_of
from engine.formula.facts import bound_indices, free_symbols
from engine.formula.parts import BINDERS, children, rebuild
from engine.formula.scope import FUNCTIONS, LOSS
from engine.formula.tree import (
    Add,
    Apply,
    Bracket,
    Formula,
    Mul,
    Neg,
    Number,
    Partial,
    Power,
    Quotient,
    Read,
    Symbol,
    sub,
)
from engine.formula.walk import fresh_index, nodes, substitute

if TYPE_CHECKING:
    from engine.layer import Layer

LETTERS = "abcfghijklpqrtuv"
USUAL = "ijklrt"
PARTNERS = {"u": "rt", "v": "tr"}


class Setting:
    """A layer, and what is wanted of it.

    layer   the forward pass
    wanted  Partial(None, x[k]), Partial(z[i], x[k]) or z[i]; its indices lie within its arrays
    start   a line that is equal to it
    """

    def __init__(self, layer: Layer, wanted: Formula, start: Formula | None = None) -> None:
        self.wanted = wanted
        self.asked = [each for each in nodes(wanted) if isinstance(each, Read)]
        self.free = tuple(index.name for read in self.asked for index in read.indices)
        self.letters = letters_of(layer)
        bound = frozenset() if start is None else bound_indices(start)
        self.view = view_of(layer, layer.symbols & (self.letters | {*self.free} | bound))
        self.parameters = self.view.parameters
        self.symbols = layer.symbols
        self.names = self.parameters | layer.all_shapes.keys() | {*FUNCTIONS, LOSS}
        self.given = layer.given
        self.folds: dict[Formula, Read] = {}

    def shown(self, node: Formula) -> Formula | None:
        """The formula in the layer's own names; None where it needs a size that an index asked for hides."""
        hidden = self.view.back.keys() & {f"{name}#" for name in self.free}
        return None if hidden and hidden & free_symbols(node) else self.view.shown(node)

    def depends(self, node: Formula, array: str) -> bool:
        """Whether the derivative of a formula by an entry of the array may be other than 0."""
        match node:
            case Bracket():
                return False
            case Read(name, _):
                return name == array or name in self.view.influenced(array)
            case Partial():
                raise ValueError("a derivative of a derivative is not part of the language")
        return any(self.depends(child, array) for child in _parts(node))

    def bounds(self, around: Iterable[Formula]) -> Bounds:
        """What is known where these factors stand."""
        known = Bounds(self.view)
        for read in self.asked:
            known.reads(read)
        for factor in around:
            _tell(known, factor)
        return known

    def outside(self, read: Read, around: Collection[Formula]) -> list[Bracket]:
        """The brackets of order that keep an entry's indices within its array, where nothing around it does."""
        shape = self.view.shapes[read.array]
        first = Number(self.view.first)
        known: Bounds | None = None
        needed = []
        for axis, (index, length) in enumerate(zip(read.indices, shape, strict=True)):
            if self._alongside(index, length, around) or any(
                each.array == read.array and each.indices[axis] == index for each in self.asked
            ):
                continue
            known = known or self.bounds(around)
            last = written(polynomial(sub(length, Number(1 - self.view.first)), self.parameters))
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
                for other, size in zip(factor.indices, self.view.shapes.get(factor.array, ()), strict=False)
            )
            for factor in around
        )

    def letter(self, like: str, taken: Collection[str]) -> str:
        """An index letter: the one named, or the next one in the alphabet that means nothing else."""
        taken = {*taken} | self.names
        if like not in taken:
            return like
        taken |= self.symbols
        place = next((at for at, letter in enumerate(LETTERS) if letter > like[0]), 0)
        ordered = PARTNERS.get(like, "") + LETTERS[place:] + USUAL + LETTERS[:place]
        unused = taken | self.letters
        return next((each for each in ordered if each not in unused), None) or fresh_index(taken, ordered)

    def relabelled(self, node: Formula, taken: Collection[str]) -> Formula:
        """The formula with every bound index that is taken, or bound twice within itself, under another letter."""
        if not isinstance(node, BINDERS):
            return rebuild(node, lambda child: self.relabelled(child, taken)) if _parts(node) else node
        index, body = node.index, node.body
        if index in taken or index in self.names:
            index = self.letter(index, {*taken} | bound_indices(body) | free_symbols(body))
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
        case Quotient(body, _) | Neg(body):
            _tell(known, body)
        case Add(terms):
            told = [Bounds(known.view) for _ in terms]
            for each, term in zip(told, terms, strict=True):
                _tell(each, term)
            known.one_of(told)
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
