"""Small sizes of a layer, the smallest first: the case that is shown for a wrong answer is looked for among them."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.sizes import size

if TYPE_CHECKING:
    from engine.layer import Layer

EXHAUSTIVE = 3
DRAWN = 4000
SEED = 7


def small_sizes(layer: Layer, most: int) -> tuple[dict[str, int], ...]:
    """At most `most` choices of the layer's sizes, by their sum, then by what is written last.

    Up to three sizes all choices are gone through; for more, many small ones are drawn (always the same).
    """
    names = list(layer.names)
    if not names:
        return ({},)
    if len(names) <= EXHAUSTIVE:
        ranges = [layer.scalars.get(name, range(1, 9)) for name in names]
        choices = np.array(sorted(product(*ranges), key=lambda choice: (sum(choice), choice[::-1])))
    else:
        rng = np.random.default_rng(SEED)
        columns = [
            rng.choice(layer.scalars.get(name, (1, 1, 2, 2, 3, 3, 4, 5)), size=DRAWN)
            for name in names
        ]
        drawn = np.unique(np.stack(columns, axis=1), axis=0)
        choices = drawn[np.argsort(drawn.sum(axis=1), kind="stable")]
    columns = dict(zip(names, choices.T, strict=True))
    possible = np.ones(len(choices), dtype=bool)
    for shape in layer.shapes.values():
        for each in shape:
            possible &= np.asarray(size(each, columns)) >= 1
    kept = choices[possible]
    if len(names) > EXHAUSTIVE:
        kept = kept[:: max(1, min(len(kept) // most, 8))]
    return tuple(dict(zip(names, map(int, choice), strict=True)) for choice in islice(kept, most))
