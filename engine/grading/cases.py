"""The cases that leave no mistake hidden: which sizes an answer is checked on.

All sizes two or more and pairwise different, steps and paddings other than 1 and different from each other, a row that
no window reaches where a stride leaves one, and every two sizes of the layer in both orders where the layer allows:
a kernel shorter than the output and one that is longer. Many choices of sizes are drawn at once (always the same ones),
rated, and a few taken that cover each other's blind spots.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.sizes import size
from engine.formula.tree import Floor, Formula
from engine.formula.walk import free_symbols, nodes

if TYPE_CHECKING:
    from engine.layer import Layer

DRAWN = 3000
CASES = 4
LARGEST_CASE = 60_000
SEED = 20261


def choose_sizes(layer: Layer) -> tuple[dict[str, int], ...]:
    """Up to four choices of every size and parameter of the layer, the most telling one first.

    Raises ValueError where no choice leaves every array at least one entry.
    """
    names = sorted(layer.symbols)
    if not names:
        _refuse_empty(layer, {})
        return ({},)
    drawn = _draw(layer, names)
    lengths = _distinct_lengths(layer, drawn)
    total = len(next(iter(drawn.values())))
    lengths = {formula: np.broadcast_to(values, (total,)) for formula, values in lengths.items()}
    possible = np.all([values >= 1 for values in lengths.values()], axis=0)
    if not possible.any():
        _refuse_empty(layer, drawn)
    rating = _rate(layer, drawn, lengths)
    rating[~possible] = -np.inf
    chosen = _cover(rating, list(lengths.values()), [drawn[name] for name in _parameters(layer, names)])
    return tuple({name: int(drawn[name][place]) for name in names} for place in chosen)


def _draw(layer: Layer, names: list[str]) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(SEED)
    steps = set(_parameters(layer, names))
    drawn = {}
    spread = rng.integers(3, 12, size=DRAWN)
    for name in names:
        if name in layer.scalars:
            drawn[name] = rng.choice(np.array(layer.scalars[name]), size=DRAWN)
        else:
            drawn[name] = 1 + rng.integers(0, 3 if name in steps else spread, size=DRAWN)
    return drawn


def _parameters(layer: Layer, names: list[str]) -> list[str]:
    """The names that are no length of any array by themselves: strides, dilations, paddings."""
    lengths = {
        name
        for shape in layer.shapes.values()
        for each in shape
        if len(free_symbols(each)) == 1
        for name in free_symbols(each)
    }
    return [name for name in names if name not in lengths]


def _distinct_lengths(layer: Layer, drawn: dict[str, np.ndarray]) -> dict[Formula, np.ndarray]:
    formulas = dict.fromkeys(each for shape in layer.shapes.values() for each in shape)
    return {formula: np.asarray(size(formula, drawn)) for formula in formulas}


def _rate(layer: Layer, drawn: dict[str, np.ndarray], lengths: dict[Formula, np.ndarray]) -> np.ndarray:
    names = list(drawn)
    steps = _parameters(layer, names)
    rating = np.zeros(DRAWN)
    varying = [values for formula, values in lengths.items() if free_symbols(formula)]
    for values in varying:
        rating -= 30 * (values < 2)
        rating -= 0.35 * values
    for one, two in combinations(varying, 2):
        rating -= 8 * (one == two)
    for one, two in combinations([drawn[name] for name in steps], 2):
        rating -= 6 * (one == two)
    for name in steps:
        rating -= 6 * (drawn[name] == 1)
    for formula in lengths:
        for part in nodes(formula):
            if isinstance(part, Floor):
                below = np.maximum(size(part.denominator, drawn), 1)
                rating += 3 * (np.asarray(size(part.numerator, drawn)) % below != 0)
    rating -= 40 * (_work(layer, drawn) > LARGEST_CASE)
    return rating


def _work(layer: Layer, drawn: dict[str, np.ndarray]) -> np.ndarray:
    """The entries of the largest array of derivatives that a case needs."""
    entries = [np.prod([np.broadcast_to(size(each, drawn), (DRAWN,)) for each in shape], axis=0, dtype=float)
               for shape in layer.shapes.values()]
    return np.max([one * two for one in entries for two in entries], axis=0)


def _cover(rating: np.ndarray, lengths: list[np.ndarray], steps: list[np.ndarray]) -> list[int]:
    """The best rated choice, then those that show an order of two lengths that no earlier one showed."""
    orders = [np.sign(one - two) for one, two in combinations([*lengths], 2)]
    chosen: list[int] = []
    seen: set[tuple[int, int]] = set()
    for _ in range(CASES):
        new = np.zeros(len(rating))
        for pair, order in enumerate(orders):
            for sign in (-1, 1):
                if (pair, sign) not in seen:
                    new += order == sign
        gain = np.where(np.isfinite(rating), rating, -np.inf) + 6 * np.minimum(new, 4) * bool(chosen)
        gain[chosen] = -np.inf
        best = int(np.argmax(gain))
        if not np.isfinite(gain[best]) or (chosen and rating[best] < rating[chosen[0]] - 29 and len(chosen) > 1):
            break
        if len(chosen) > 1 and not new[best]:
            break
        chosen.append(best)
        seen |= {(pair, int(order[best])) for pair, order in enumerate(orders)}
    return chosen


def _refuse_empty(layer: Layer, drawn: dict) -> None:
    for name, shape in layer.shapes.items():
        lengths = [np.asarray(size(each, drawn)) for each in shape]
        if any((length < 1).all() for length in lengths):
            raise ValueError(f"shapes: `{name}` has no entry, whatever the sizes; every array needs at least one")
    if drawn:
        raise ValueError("shapes: no choice of sizes leaves every array at least one entry")
