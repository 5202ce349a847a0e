"""One choice of sizes with random entries, on which formulas of a layer are evaluated.

Arrays that the layer defines are evaluated from their definitions. So are the arrays that only derivatives speak of:
`∂z/∂x` holds the derivative of every entry of z by every entry of x, `∂L/∂z` the gradient of the loss by z; each is
found from the definitions alone, by the rules of calculus, and read like any other array (zero outside).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.arithmetic import Floating, Modular, Ordered
from engine.calculus.evaluate import Evaluation
from engine.calculus.ranges import Memo
from engine.calculus.refusals import too_large
from engine.calculus.sizes import with_other_names
from engine.formula.tree import Formula

if TYPE_CHECKING:
    from engine.layer import Layer

Numbers = Modular | Ordered | Floating
ENTRIES = 400_000


class Case:
    """A layer with numbers for its sizes.

    layer    the forward pass
    sizes    every size and parameter -> a positive integer
    numbers  the arithmetic of the entries

    `work` is how many numbers were computed so far.
    """

    def __init__(self, layer: Layer, sizes: Mapping[str, int], numbers: Numbers, memo: Memo | None = None) -> None:
        self.layer = layer
        self.sizes = with_other_names(sizes)
        self.numbers = numbers
        self.first = layer.first
        self.lengths = layer.lengths(sizes)
        self.memo = Memo() if memo is None else memo
        self.work = 0
        self._entries: dict[str, np.ndarray] = {}

    def array(self, name: str) -> tuple[np.ndarray, tuple[int, ...]]:
        """The entries of an array, flat, with a zero behind them for what lies outside; and its lengths."""
        if name not in self._entries:
            lengths = self.lengths[name]
            if prod(lengths) > ENTRIES:
                raise too_large()
            made = self.layer.definition(name)
            if made is None:
                values = self.numbers.entries(name, lengths)
            else:
                plain = self.layer.plain(made.body, made.indices)
                values = self._over(plain, made.indices, lengths)
            draws = values.shape[-1]
            flat = np.zeros((prod(lengths) + 1, draws), dtype=self.numbers.dtype)
            flat[:-1] = values.reshape(-1, draws)
            self._entries[name] = flat
        return self._entries[name], self.lengths[name]

    @cached_property
    def _alive(self) -> np.ndarray:
        """On which draws all that the layer defines has a value."""
        return np.all([np.isfinite(self.array(name)[0]).all(axis=0) for name in self.layer.definitions], axis=0)

    def put(self, name: str, entries: np.ndarray) -> None:
        """Give an input or an upstream gradient these entries: shape (*lengths, draws)."""
        draws = entries.shape[-1]
        self._entries[name] = np.zeros((prod(self.lengths[name]) + 1, draws), dtype=self.numbers.dtype)
        self._entries[name][:-1] = entries.reshape(-1, draws)

    def values(self, plain: Formula, free: tuple[str, ...], lengths: tuple[int, ...]) -> np.ndarray:
        """The values of a plain formula at every place: shape (*lengths, draws)."""
        self.memo.limit()
        values = self._over(plain, free, lengths)
        return np.where(self._alive, values, np.nan) if self.numbers.lenient else values

    def _over(self, plain: Formula, free: tuple[str, ...], lengths: tuple[int, ...]) -> np.ndarray:
        evaluation = Evaluation(self)
        try:
            return evaluation.over(plain, free, lengths)
        finally:
            self.work += evaluation.work

    def magnitudes(self, plain: Formula, free: tuple[str, ...], lengths: tuple[int, ...]) -> np.ndarray:
        """The sum of the magnitudes of the terms at every place: what a tolerance is measured against."""
        return Evaluation(self, magnitude=True).over(plain, free, lengths)
