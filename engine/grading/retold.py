"""A verdict's small cases, tables and ranges in another notation: its names, its first index, its kernel.

Grading speaks Flipside's notation throughout; what it says is translated here, when it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.calculus.reach import Reach
from engine.formula.entries import show_case, show_entries
from engine.formula.notations import NOTATIONS
from engine.formula.text import text
from engine.formula.translate import OWN, Translation
from engine.formula.tree import Formula, Sum
from engine.grading.jacobian import Jacobians
from engine.grading.verdict import Counterexample, Unrolled
from engine.layer import free_of

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


def jacobians(found: Jacobians, notation: str, layer: Layer, wanted: Formula) -> Jacobians:
    """The two tables in a notation, rows and columns in the order in which it counts them.

    >>> from engine import Layer
    >>> from engine.grading.jacobian import jacobians as tables
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> verdict = layer.check("dL/dw[j]", "sum(i, delta[i]*x[i])")
    >>> found = tables(layer.question("dL/dw[j]"), verdict.formula, {"n": 3, "m": 2})
    >>> found.columns, found.right[0]
    (('w[0]', 'w[1]'), ('x[0]', 'x[1]'))
    >>> told = jacobians(found, "larochelle", layer, layer.wanted("dL/dw[j]"))
    >>> told.columns, told.right[0]
    (('k[0]', 'k[1]'), ('x[1]', 'x[0]'))
    """
    at = dict.fromkeys(free_of(wanted), layer.first)
    sizes, _ = show_case(found.sizes, at, notation, layer, wanted)

    def told(words: str) -> str:
        return show_entries(words, notation, layer, found.sizes)

    (rows, down), (columns, across) = (_counted(map(told, names)) for names in (found.rows, found.columns))
    yours, right = (
        tuple(tuple(told(table[row][column]) for column in across) for row in down)
        for table in (found.yours, found.right)
    )
    wrong = frozenset((down.index(row), across.index(column)) for row, column in found.wrong)
    return Jacobians(sizes, rows, columns, yours, right, wrong)


def _counted(names: Iterable[str]) -> tuple[tuple[str, ...], list[int]]:
    """Entries in the order of their indices, and where each of them stood."""

    def index(pair: tuple[int, str]) -> list[int]:
        return list(map(int, re.findall(r"\d+", pair[1].partition("[")[2])))

    ordered = sorted(enumerate(names), key=index)
    return tuple(name for _, name in ordered), [place for place, _ in ordered]


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
