"""The values of a formula at a few places of a case: enough to tell formulas apart, for a fraction of the work.

Mutants of one formula are evaluated one after the other, and most of what they read is the same: it is kept.
The places are the corners, where borders go wrong, and some between them, always the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.arithmetic import Modular
from engine.calculus.constraints import Interval
from engine.calculus.evaluate import Axis, Evaluation
from engine.formula.tree import Apply, Formula, Max, Power, Quotient, Read, Sum

if TYPE_CHECKING:
    from engine.calculus.case import Case

PLACES = 16
CORNERS = 8
TELLING = 5
LARGEST = 4096
KEPT = 256
MANY = 20_000
LOOKED_UP = {Read, Sum, Max, Apply, Power, Quotient}
SEED = 5


def chosen_places(values: np.ndarray) -> np.ndarray:
    """The places of some values, of shape (*lengths, draws), one a row: all of them where they are few.

    Else the corners, some places that are not 0, and some others.

    >>> chosen_places(np.ones((2, 2, 1))).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    lengths = values.shape[:-1]
    count = prod(lengths)
    if count <= PLACES:
        return np.argwhere(np.ones(lengths, dtype=bool))
    rng = np.random.default_rng(SEED)
    corners = [*islice(product(*((0, length - 1) for length in lengths)), CORNERS - 1), np.subtract(lengths, 1)]
    telling = np.flatnonzero(values.any(axis=-1))
    drawn = (_some(telling, TELLING, rng), _some(np.arange(count), PLACES - CORNERS - TELLING, rng))
    return np.concatenate((np.array(corners), *(np.stack(np.unravel_index(each, lengths), axis=1) for each in drawn)))


def _some(places: np.ndarray, most: int, rng: np.random.Generator) -> np.ndarray:
    """Some of the places, drawn at random; of very many no order is drawn, which takes long."""
    if len(places) > MANY:
        return places[rng.integers(len(places), size=most)]
    return rng.permutation(places)[:most]


class Sample:
    """A few places of a case, on one draw where any draw tells formulas apart, else on all.

    case      the sizes and the entries
    free      the indices asked for
    right     the right values at all places: shape (*lengths, draws)
    """

    def __init__(self, case: Case, free: tuple[str, ...], right: np.ndarray) -> None:
        self.case = case
        self.draws = 1 if isinstance(case.numbers, Modular) else right.shape[-1]
        self.chosen = chosen_places(right)
        self._arrays: dict[str, tuple] = {}
        along = (self.chosen[:, axis] + case.first for axis in range(len(free)))
        self._places = {
            name: places.reshape(-1, *(1,) * (len(free) - 1)) for name, places in zip(free, along, strict=True)
        }
        self._known = {name: (int(places.min()), int(places.max())) for name, places in self._places.items()}
        self._evaluation = _Kept(self)

    @property
    def work(self) -> int:
        """How many numbers were computed so far."""
        return self._evaluation.work

    def of(self, values: np.ndarray) -> np.ndarray:
        """What values over all places, of shape (*lengths, draws), are at the chosen ones: shape (places, draws)."""
        values = values[..., : self.draws]
        return values[tuple(self.chosen.T)].reshape(len(self.chosen), values.shape[-1])

    def values(self, plain: Formula) -> np.ndarray:
        """The values of a plain formula at the chosen places: shape (places, draws).

        Raises Unreadable where it has none.
        """
        value = self._evaluation.at(plain, self._places, self._known, len(self.chosen))
        value = value.reshape(-1, value.shape[-1])
        shape = (len(self.chosen), self.draws)
        return value if value.shape == shape else np.broadcast_to(value, shape)

    def array(self, name: str) -> tuple[np.ndarray, tuple[int, ...]]:
        """The entries of an array on the draws that are looked at."""
        if name not in self._arrays:
            entries, lengths = self.case.array(name)
            self._arrays[name] = (np.ascontiguousarray(entries[:, : self.draws]), lengths)
        return self._arrays[name]


class _Kept(Evaluation):
    """An evaluation of many formulas that looks up what was found before along the same indices."""

    def __init__(self, sample: Sample) -> None:
        super().__init__(sample.case)
        self.array = sample.array
        self.kept: dict[tuple, np.ndarray] = {}
        self.axes: dict[tuple, np.ndarray | int] = {}
        self.scopes: dict[tuple, int] = {}
        self.known: Mapping[str, Interval] | None = None
        self.number = 0

    def value(self, node: Formula, places: Mapping[str, np.ndarray], known: Mapping[str, Interval]) -> np.ndarray:
        if type(node) not in LOOKED_UP:
            return super().value(node, places, known)
        key = (node, self._scope(known))
        found = self.kept.get(key)
        if found is None:
            found = super().value(node, places, known)
            if type(node) is Read:
                self._counted(found)
            self._keep(self.kept, key, found)
        return found

    def along(self, index: Formula, axis: Axis, places, known: Mapping[str, Interval]) -> np.ndarray | int:
        key = (index, axis, self._scope(known))
        found = self.axes.get(key)
        if found is None:
            found = super().along(index, axis, places, known)
            self._keep(self.axes, key, found)
        return found

    def _scope(self, known: Mapping[str, Interval]) -> int:
        """A number for the indices that are bound, and how far each runs."""
        if known is not self.known:
            self.known, self.number = known, self.scopes.setdefault(tuple(known.items()), len(self.scopes))
        return self.number

    def _keep(self, before: dict, key: tuple, found) -> None:
        if self.box <= LARGEST:
            if len(before) >= KEPT:
                before.clear()
            before[key] = found
