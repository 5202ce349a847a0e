"""Which arrays the terms of a formula multiply, and how often: equal polynomials have equal multidegrees."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.formula.facts import contains
from engine.formula.tree import ZERO, Add, Apply, Formula, Mul, Neg, Power, Quotient, Read, Sum

if TYPE_CHECKING:
    from engine.layer import Layer

MOST = 40
UNKNOWN = "sigma"
Multidegree = tuple[str, ...]
"""The factors of a term that are no numbers, each as often as it is a factor, in alphabetical order."""
Multidegrees = frozenset[Multidegree]
NOTHING: Multidegrees = frozenset()
NUMBER: Multidegrees = frozenset({()})
OTHER: Multidegrees = frozenset({("?",)})


def multidegrees(layer: Layer, plain: Formula) -> Multidegrees:
    """The multidegrees of the terms of a plain formula, once the layer's definitions are put in.

    `OTHER` where it is no polynomial in entries and unknown functions of them, or has very many multidegrees.

    >>> from engine.layer import Layer
    >>> from engine.formula.tree import ONE
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> sorted(multidegrees(layer, Add((layer.wanted("z[i]"), ONE))))
    [(), ('w', 'x')]
    """
    return _put_in(layer, _written(plain))


@lru_cache(maxsize=1024)
def _put_in(layer: Layer, found: Multidegrees) -> Multidegrees:
    return _sum(_product(_of_array(layer, name) for name in each) for each in found)


def _of_array(layer: Layer, name: str) -> Multidegrees:
    made = layer.definition(name)
    return frozenset({(name,)}) if made is None else multidegrees(layer, layer.plain(made.body, made.indices))


def _written(node: Formula) -> Multidegrees:
    """The multidegrees as they are written, kept in the node."""
    found = node._degrees
    if found is None:
        found = _found(node)
        object.__setattr__(node, "_degrees", found)
    return found


def _found(node: Formula) -> Multidegrees:
    if not contains(node, (Read, Apply)):
        return NOTHING if node == ZERO else NUMBER
    match node:
        case Read(array):
            return frozenset({(array,)})
        case Mul(factors):
            return _product(map(_written, factors))
        case Add(terms):
            return _sum(map(_written, terms))
        case Sum(_, _, _, body) | Neg(body):
            return _written(body)
        case Power(base, exponent) if exponent > 0:
            return _product([_written(base)] * exponent)
        case Quotient(top, bottom) if not contains(bottom, (Read, Apply)):
            return _written(top)
        case Apply(function, order) if function == UNKNOWN:
            return frozenset({(function + "'" * order,)})
    return OTHER


def _product(factors: Iterable[Multidegrees]) -> Multidegrees:
    total = NUMBER
    for each in factors:
        if OTHER in (total, each) or len(total) * len(each) > MOST:
            return OTHER
        total = frozenset(tuple(sorted(one + two)) for one in total for two in each)
    return total


def _sum(terms: Iterable[Multidegrees]) -> Multidegrees:
    total = NOTHING.union(*terms)
    return OTHER if len(total) > MOST or total >= OTHER else total
