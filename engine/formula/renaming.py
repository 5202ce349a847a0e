"""The names of a notation for one layer: a permutation of all names, so that nothing is captured and all can be undone.

A source's letters overlap with Flipside's (Gibiansky's x is Flipside's z). A name that is displaced takes the place
that became free at the other end of its chain; two names therefore never become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.formula.facts import bound_indices
from engine.formula.notations import Notation
from engine.formula.parts import rebuild
from engine.formula.reversal import WEIGHTS
from engine.formula.scope import FUNCTIONS, LOSS, Scope
from engine.formula.tree import Formula, Max, Read, Sum, Symbol, Whole

if TYPE_CHECKING:
    from engine.layer import Layer


def names(notation: Notation, layer: Layer, kernels: Iterable[str] = ()) -> dict[str, str]:
    """Flipside's name -> the notation's, for every name that changes; `kernels` are those that the notation reverses.

    The arrays of the layer come first, then its sizes and parameters, then the index letters.
    """
    arrays, symbols = layer.all_shapes, layer.symbols
    plane = any("u" in bound_indices(made.body) for made in layer.definitions.values())
    letters = notation.plane if plane else notation.line
    given: dict[str, str] = {name: notation.arrays[name] for name in arrays if name in notation.arrays}
    given |= {
        WEIGHTS + kernel: notation.weights[kernel] for kernel in kernels if notation.weights[kernel] not in arrays
    }
    taken = {*given.values(), *FUNCTIONS, LOSS, *(name for name in arrays if name not in given)}
    for name in sorted(symbols):
        word = notation.sizes.get(name, name)
        if word not in taken:
            given[name] = word
            taken.add(word)
    for name, alternatives in letters.items():
        word = next((letter for letter in alternatives if letter not in taken), None)
        if word and name not in arrays and name not in symbols:
            given[name] = word
            taken.add(word)
    return {name: word for name, word in closed(given).items() if name != word}


def closed(given: Mapping[str, str]) -> dict[str, str]:
    """The smallest permutation that holds these replacements.

    >>> closed({"x": "y", "z": "x"})
    {'x': 'y', 'z': 'x', 'y': 'z'}
    """
    back = {word: name for name, word in given.items()}
    whole = dict(given)
    for word in given.values():
        if word not in given:
            start = word
            while start in back:
                start = back[start]
            whole[word] = start
    return whole


def renamed(node: Formula, words: Mapping[str, str]) -> Formula:
    """The formula with every name replaced, of arrays, symbols and the indices of sums alike.

    >>> renamed(Sum("j", None, None, Read("w", (Symbol("j"),))), {"w": "K", "j": "m"})
    Sum(index='m', low=None, high=None, body=Read(array='K', indices=(Symbol(name='m'),)))
    """
    node = rebuild(node, lambda child: renamed(child, words))
    match node:
        case Symbol(name):
            return Symbol(words.get(name, name))
        case Read(array, indices):
            return Read(words.get(array, array), indices)
        case Whole(array):
            return Whole(words.get(array, array))
        case Sum() | Max():
            return replace(node, index=words.get(node.index, node.index))
    return node


def renamed_scope(scope: Scope, notation: Notation, words: Mapping[str, str], kernels: Iterable[str] = ()) -> Scope:
    """The scope in the notation's names; the weights of a reversed kernel may be read under their own name as well."""

    def word(name: str) -> str:
        return words.get(name, name)

    arrays = {word(name): axes for name, axes in scope.arrays.items()}
    weights = (name for name in kernels if WEIGHTS + name in words and name in scope.arrays)
    arrays |= {words[WEIGHTS + name]: scope.arrays[name] for name in weights}
    letters = {words[letter] for letter in (*notation.line, *notation.plane) if letter in words}
    return replace(
        scope,
        arrays=arrays,
        symbols=frozenset(map(word, scope.symbols)),
        running=letters.union(map(word, scope.running)),
        free=tuple(map(word, scope.free)),
        upstream={word(array): word(gradient) for array, gradient in scope.upstream.items()},
        roles={word(name): role for name, role in scope.roles.items()},
        gradient=notation.arrays.get(scope.gradient, scope.gradient),
    )
