"""A layer whose sizes are out of the way of index letters.

Sizes and indices often share a name: `w` has the sizes "o, c, m, r" and is read at w[o,c,u,v]. Inside a sum over o the
letter means the index. So wherever a formula is worked on, such a size goes by another name (`o#`, which nobody can
type) until the formula is shown.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.polynomial import polynomial, written
from engine.calculus.sizes import size
from engine.calculus.wholes import Wholes
from engine.formula.facts import bound_indices, contains, free_symbols
from engine.formula.parts import BINDERS
from engine.formula.tree import Bracket, Entry, Formula, Operation, Read, Symbol, Whole
from engine.formula.walk import nodes, substitute, transform

if TYPE_CHECKING:
    from engine.formula.parser import Definition
    from engine.layer import Layer

DRAWN = 1000
KEPT = 60
SEED = 7


class View:
    """A layer with some of its sizes under another name.

    layer   the forward pass
    hidden  names of sizes that are index letters too
    """

    def __init__(self, layer: Layer, hidden: frozenset[str]) -> None:
        self.layer = layer
        self.first = layer.first
        self.aside = {name: Symbol(f"{name}#") for name in sorted(hidden)}
        self.back = {symbol.name: Symbol(name) for name, symbol in self.aside.items()}
        self.parameters = (layer.symbols - hidden) | self.back.keys()
        self.shapes = {
            name: tuple(substitute(each, self.aside) for each in shape) for name, shape in layer.all_shapes.items()
        }
        self.upstream = {array: name for name, array in layer.given.items()}
        self._influenced: dict[str, frozenset[str]] = {}

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """The definitions, with operations on whole arrays written out."""
        return {name: self._definition(name) for name in self.layer.definitions}

    @cached_property
    def sizes(self) -> dict[str, np.ndarray]:
        """Many choices of the sizes and parameters for which every array has an entry, always the same ones."""
        rng = np.random.default_rng(SEED)
        drawn = {}
        for name in sorted(self.layer.symbols):
            if name in self.layer.scalars:
                drawn[name] = rng.choice(np.array(self.layer.scalars[name]), size=DRAWN)
            else:
                drawn[name] = np.floor(2 ** rng.uniform(0, 5, size=DRAWN)).astype(np.int64)
        possible = np.ones(DRAWN, dtype=bool)
        for shape in self.layer.shapes.values():
            for each in shape:
                possible &= np.broadcast_to(np.asarray(size(each, drawn)) >= 1, DRAWN)
        kept = np.flatnonzero(possible)[:KEPT]
        return {self.aside.get(name, Symbol(name)).name: values[kept] for name, values in drawn.items()}

    def influenced(self, array: str) -> frozenset[str]:
        """The defined arrays whose entries depend on this array, directly or through others."""
        if array not in self._influenced:
            found = {array}
            for name, made in self.layer.definitions.items():
                if any(isinstance(each, Read | Whole) and each.array in found for each in nodes(made.body)):
                    found.add(name)
            self._influenced[array] = frozenset(found - {array})
        return self._influenced[array]

    def written_out(self, formula: Formula, free: tuple[str, ...]) -> Formula:
        """The formula with operations on whole arrays in index notation, and index expressions without + 0."""
        if not contains(formula, (Operation, Entry)):
            return formula

        def tidy(node: Formula) -> Formula:
            if isinstance(node, Read):
                return Read(node.array, tuple(written(polynomial(each, self.parameters)) for each in node.indices))
            if isinstance(node, Bracket) and not contains(node, (Read, *BINDERS)):
                sides = (written(polynomial(each, self.parameters)) for each in (node.left, node.right))
                return Bracket(next(sides), node.relation, next(sides))
            return node

        return transform(Wholes(self.shapes, free, self.first).written_out(formula), tidy)

    def taken_in(self, formula: Formula, free: tuple[str, ...]) -> Formula:
        """A learner's formula in the names used here."""
        return substitute(formula, {name: symbol for name, symbol in self.aside.items() if name not in free})

    def shown(self, formula: Formula) -> Formula:
        """The formula in the layer's own names; a bound index gives way to a size of its name."""
        named = free_symbols(formula) & self.back.keys() if self.back else ()
        return substitute(formula, {name: self.back[name] for name in named})

    def _definition(self, name: str) -> Definition:
        made = self.layer.definitions[name]
        body = substitute(made.body, {old: new for old, new in self.aside.items() if old not in made.indices})
        plain = self.written_out(body, made.indices)
        return type(made)(name, made.indices, plain)


@lru_cache(maxsize=64)
def view_of(layer: Layer, hidden: frozenset[str]) -> View:
    """The view of a layer with these sizes put aside, made once."""
    return View(layer, hidden)


@lru_cache(maxsize=64)
def letters_of(layer: Layer) -> frozenset[str]:
    """Every index letter of the layer's definitions."""
    return frozenset().union(*({*made.indices} | bound_indices(made.body) for made in layer.definitions.values()))
