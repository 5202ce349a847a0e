"""A verdict's small cases and ranges in another notation: its names, its first index, its kernel.

Grading speaks Flipside's notation throughout; what it says is translated here, when it is shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.calculus.reach import Reach
from engine.formula.entries import show_case, show_entries
from engine.formula.notations import NOTATIONS
from engine.formula.text import text
from engine.formula.translate import OWN, Translation
from engine.formula.tree import Formula, Sum
from engine.grading.verdict import Counterexample, Unrolled

if TYPE_CHECKING:
    from engine.layer import Layer


def case(found: Counterexample, notation: str, layer: Layer, wanted: Formula) -> Counterexample:
    """The smallest case in a notation; `wanted` is what was asked for."""
    sizes, at = show_case(found.sizes, found.at, notation, layer, wanted)

    def told(words: str) -> str:
        return show_entries(words, notation, layer, found.sizes)

    return Counterexample(
        sizes,
        at,
        told(found.yours),
        told(found.right),
        *(tuple(map(told, each)) for each in (found.missing, found.extra, found.because)),
    )


def unrolled(one: Unrolled, notation: str, layer: Layer, wanted: Formula) -> Unrolled:
    """The line written out, in a notation."""
    sizes, at = show_case(one.sizes, one.at, notation, layer, wanted)
    products = ((show_entries(words, notation, layer, one.sizes), counts) for words, counts in one.products)
    return Unrolled(sizes, at, tuple(products))


def range_of(found: Reach, notation: str = OWN, layer: Layer | None = None, wanted: Formula | None = None) -> str:
    """The range of a sum as a sentence, in a notation.

    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> question = layer.wanted("z[i]")
    >>> from engine.calculus.reach import explained
    >>> found = explained(layer.definitions["z"].body, layer, frozenset("i"))
    >>> range_of(found)
    'j runs from 0 to m - 1, because of w[j]'
    >>> range_of(found, "goodfellow", layer, question)
    'm runs from 1 to M, because of K[m]'
    >>> range_of(found, "larochelle", layer, question)
    'p runs from 0 to r - 1, because of k[r-p-1]'
    """
    if notation != OWN:
        told = Translation(NOTATIONS[notation], layer).there(
            Sum(found.index, found.low, found.high, found.because), wanted
        )
        found = replace(found, index=told.index, low=told.low, high=told.high, because=told.body)
    return f"{found.index} runs from {text(found.low)} to {text(found.high)}, because of {text(found.because)}"
