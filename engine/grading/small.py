"""Small sizes of a layer, the smallest first: the case that is shown for a wrong answer is looked for among them."""

from __future__ import annotations

from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.sizes import size

if TYPE_CHECKING:
    from engine.layer import Layer

EXHAUSTIVE = 3
CHOICES = 1000
LONGEST = 8
DRAWN = 6000
MOSTLY_ONE = (1, 1, 1, 1, 2, 2, 3, 4)
TELLING = 3
DULL = 4
SEED = 7


def small_sizes(layer: Layer, most: int) -> tuple[dict[str, int], ...]:
    """At most `most` choices of the layer's sizes, by their sum, then by what is written last.

    Of up to three sizes all choices are gone through, where these are not too many; else many small ones are drawn
    (always the same), and those come later in which fewer than three different lengths are more than 1: a window has no
    room to move there.
    """
    names = list(layer.names)
    if not names:
        return ({},)
    ranges = [layer.scalars.get(name, range(1, LONGEST + 1)) for name in names]
    exhaustive = len(names) <= EXHAUSTIVE and prod(map(len, ranges)) <= CHOICES
    if exhaustive:
        choices = np.array(sorted(product(*ranges), key=lambda choice: (sum(choice), choice[::-1])))
    else:
        rng = np.random.default_rng(SEED)
        columns = [rng.choice(layer.scalars.get(name, MOSTLY_ONE), size=DRAWN) for name in names]
        choices = _in_order(np.stack(columns, axis=1))
    columns = dict(zip(names, choices.T, strict=True))
    formulas = dict.fromkeys(each for shape in layer.shapes.values() for each in shape)
    lengths = [np.broadcast_to(size(each, columns), len(choices)) for each in formulas]
    possible = np.all([each >= 1 for each in lengths], axis=0)
    kept = choices[possible]
    if not exhaustive:
        different = np.sort(np.stack(lengths)[:, possible], axis=0)
        room = ((different[1:] != different[:-1]) & (different[1:] > 1)).sum(axis=0) + (different[0] > 1)
        kept = kept[np.argsort(kept.sum(axis=1) + DULL * (room < TELLING), kind="stable")]
    return tuple(dict(zip(names, map(int, choice), strict=True)) for choice in islice(kept, most))


def _in_order(rows: np.ndarray) -> np.ndarray:
    """The rows in their order, each once: as np.unique finds them, which is far slower for rows."""
    rows = rows[np.lexsort(rows.T[::-1])]
    return rows[np.append(True, (rows[1:] != rows[:-1]).any(axis=1))]
