"""Products of named entries, such as the smallest case shows them, in another notation: delta[0]*w[1] is G[1]*K[2].

An entry has a number for each index, so the translation is arithmetic: the name is replaced, each number counts from
the notation's first index, and a kernel that the notation reverses is counted from its other end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.formula.notations import NOTATIONS
from engine.formula.translate import OWN, Translation
from engine.formula.tree import Formula, Partial, Read

if TYPE_CHECKING:
    from engine.layer import Layer

ENTRY = re.compile(r"(?<![\w.])([A-Za-z]\w*)(?:\[(-?\d+(?:, -?\d+)*)\])?(?![\w(\[])")


def show_entries(text: str, notation: str, layer: Layer, sizes: Mapping[str, int]) -> str:
    """Text with entries of the layer's arrays in it, in a notation; `sizes` are the case's.

    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> show_entries("delta[0]*w[1] + 2*delta[1]*w[0]", "goodfellow", layer, {"n": 4, "m": 2})
    'G[1]*K[2] + 2*G[2]*K[1]'
    >>> show_entries("delta[0]*w[1]", "larochelle", layer, {"n": 4, "m": 2})
    'delta[0]*k[0]'
    """
    if notation == OWN:
        return text
    translation = Translation(NOTATIONS[notation], layer)
    lengths = layer.lengths(sizes)

    def entry(match: re.Match) -> str:
        name, places = match[1], match[2]
        if name not in lengths or (places is None) != (not lengths[name]):
            return match[0]
        word = translation.words.get(name, name)
        if places is None:
            return word
        numbers = [int(place) for place in places.split(",")]
        return f"{word}[{', '.join(map(str, _counted(numbers, name, lengths[name], translation)))}]"

    return ENTRY.sub(entry, text)


def show_case(
    sizes: Mapping[str, int], at: Mapping[str, int], notation: str, layer: Layer, wanted: Formula
) -> tuple[dict[str, int], dict[str, int]]:
    """The sizes of a case and the place in it, under the notation's names and counted from its first index.

    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> show_case({"n": 4, "m": 2}, {"j": 1}, "goodfellow", layer, layer.wanted("dL/dw[j]"))
    ({'N': 4, 'M': 2}, {'m': 2})
    """
    if notation == OWN:
        return dict(sizes), dict(at)
    translation = Translation(NOTATIONS[notation], layer)
    lengths = layer.lengths(sizes)
    places = {}
    for read in _asked(wanted):
        names = [index.name for index in read.indices]
        numbers = _counted([at[name] for name in names], read.array, lengths[read.array], translation)
        places |= {translation.words.get(name, name): number for name, number in zip(names, numbers, strict=True)}
    return {translation.words.get(name, name): value for name, value in sizes.items()}, places


def _counted(numbers: list[int], array: str, lengths: tuple[int, ...], translation: Translation) -> list[int]:
    """The numbers of an entry's indices as the notation counts them."""
    first = translation.layer.first
    turned = translation.axes.get(array, ())
    return [
        (2 * first + length - 1 - number if axis in turned else number) + translation.by
        for axis, (number, length) in enumerate(zip(numbers, lengths, strict=True))
    ]


def _asked(wanted: Formula) -> tuple[Read, ...]:
    match wanted:
        case Partial(None, by):
            return (by,)
        case Partial(of, by):
            return (of, by)
    return (wanted,)
