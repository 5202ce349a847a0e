"""Sizes beyond the cases: far from the middle, of a certain length, or long enough for a number that is said."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.sizes import size
from engine.formula.facts import contains, free_symbols
from engine.formula.tree import Formula, Max, Symbol
from engine.formula.walk import largest_number
from engine.grading.cases import (
    ENOUGH_WORK,
    LARGEST_WORK,
    MOST_WORK,
    SEED,
    choices_at,
    distinct_lengths,
    nonempty,
    parameters,
    window_names,
)
from engine.grading.work import terms

if TYPE_CHECKING:
    from engine.layer import Layer

ROOMY_WORK = 1000
FAR_WORK = 60_000
MANY = 8000
EVEN = 3000
SELDOM = 0.25
STRETCHED = (1, 1, 2, 2, 3, 5)
PLENTY = 8
FEW = 5
MOST_OUTER = 12
SHORT = (1, 1, 2, 2, 3, 4)


@lru_cache(maxsize=256)
def outer_sizes(layer: Layer, large: int) -> tuple[dict[str, int], ...]:
    """Sizes far from the middle: each length and parameter is so large on some, others being as small as they can be.

    On one all are as large as the work allows, on another the lengths and windows alone, on a third the lengths without
    the windows: what needs several long arrays at once shows there. Of several choices the one with the least work is
    taken, none where that is much; under a maximum in a row one with more, so that each place of a window wins
    somewhere. To them come a few of any kind. () where all sizes are numbers.
    """
    if not layer.names:
        return ()
    drawn = _far_and_even(layer, large)
    lengths, work = distinct_lengths(layer, drawn), terms(layer, drawn)
    possible = nonempty(lengths) & (work <= FAR_WORK)
    effort = np.abs(work - ROOMY_WORK) if takes_maximum(layer, axes=1) else work
    steps = parameters(layer, list(drawn))
    varying = [np.minimum(values, large) for formula, values in lengths.items() if free_symbols(formula)]
    windows = [np.minimum(drawn[name], large) for name in steps if name in window_names(layer)]
    counts = [*varying, *(np.minimum(drawn[name], large) for name in steps)]
    groups = [each for each in ([*varying, *windows], counts) if each]
    together = [np.where(work <= ENOUGH_WORK, np.min(each, axis=0), 0) for each in groups]
    pairs = [one - two for one, two in permutations(counts, 2)]
    if varying and windows:
        apart = np.min(varying, axis=0) - np.max(windows, axis=0)
        pairs.append(np.where(work <= ENOUGH_WORK, apart, 0))
    chosen: list[int] = []
    for gain in (*together, *counts, *pairs):
        best = int(np.argmax(np.where(possible, gain - effort / (2 * FAR_WORK), -np.inf)))
        if possible[best] and len(chosen) < MOST_OUTER and (not chosen or gain[best] > gain[chosen].max()):
            chosen.append(best)
    return choices_at(drawn, (*chosen, *np.flatnonzero(possible & (work <= LARGEST_WORK))[:FEW]))


def _far_and_even(layer: Layer, large: int) -> dict[str, np.ndarray]:
    """Choices in which few sizes are long, and behind them some in which all may be."""
    rng = np.random.default_rng(SEED)
    drawn = {}
    for name in layer.names:
        long = large * rng.choice(STRETCHED, size=MANY) + rng.integers(0, 2, size=MANY)
        either = np.where(rng.random(MANY) < SELDOM, long, rng.choice(SHORT, size=MANY))
        drawn[name] = rng.choice(np.array(layer.scalars[name]), size=MANY) if name in layer.scalars else either
    short = set(parameters(layer, list(drawn))) - window_names(layer)
    spread = rng.integers(2, 2 * large + 2, size=EVEN)
    for name, values in drawn.items():
        even = values[:EVEN]
        if name not in layer.scalars:
            even = rng.choice(SHORT, size=EVEN) if name in short else 1 + rng.integers(0, spread)
        drawn[name] = np.concatenate((values, even))
    return drawn


def takes_maximum(layer: Layer, axes: int) -> bool:
    """Whether a definition takes a maximum, of which each draw shows one place only, and arrays have so few axes."""
    return max(map(len, layer.shapes.values())) <= axes and any(
        contains(made.body, Max) for made in layer.definitions.values()
    )


@lru_cache(maxsize=256)
def sizes_with(layer: Layer, length: Formula, value: int) -> tuple[dict[str, int], ...]:
    """Sizes on which a length has this value and the others are shorter or longer; () where all sizes are numbers."""
    names = list(layer.names)
    if not names:
        return ()
    rng = np.random.default_rng(SEED)
    steps = set(parameters(layer, names))
    drawn = {}
    for name in names:
        numbers = rng.choice(np.array(layer.scalars.get(name, (1, 2))), size=MANY)
        drawn[name] = numbers if name in steps else rng.integers(1, 2 * value + 3, size=MANY)
    lengths = distinct_lengths(layer, drawn)
    possible = nonempty(lengths)
    possible &= (lengths[length] == value) & (terms(layer, drawn) <= FAR_WORK)
    return choices_at(drawn, np.flatnonzero(possible)[:PLENTY])


@lru_cache(maxsize=256)
def sizes_reaching(layer: Layer, needed: frozenset[tuple[Formula, Formula]]) -> tuple[dict[str, int], ...]:
    """Sizes on which each of these places lies within its length, those with the least work; () where none are found.

    needed   a length, and an index that is made of sizes and numbers
    """
    names = list(layer.names)
    if not names or not needed:
        return ()
    rng = np.random.default_rng(SEED)
    steps = set(parameters(layer, names))
    furthest = largest_number(index for _, index in needed) + 1
    spread = rng.integers(1, 4 * furthest + 8, size=MANY)
    drawn = {}
    for name in names:
        least = 1 + largest_number(index for length, index in needed if length == Symbol(name)) - layer.first
        numbers = rng.choice(np.array(layer.scalars.get(name, (1, 2))), size=MANY)
        drawn[name] = numbers if name in steps or name in layer.scalars else max(1, least) + rng.integers(0, spread)
    lengths = distinct_lengths(layer, drawn)
    work = terms(layer, drawn)
    possible = nonempty(lengths) & (work <= MOST_WORK)
    possible &= np.all([lengths[length] > size(index, drawn) - layer.first for length, index in needed], axis=0)
    best = int(np.argmin(np.where(possible, work, np.inf)))
    return choices_at(drawn, (best,) if possible[best] else ())
