"""What many formulas are worth at a few places of one case, as keys of a dictionary: equal formulas have equal keys.

Different formulas seldom do, so a formula that is found by its key is compared with everything afterwards.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.arithmetic import PRIME, Floating, Modular
from engine.calculus.case import Case
from engine.calculus.sample import Sample
from engine.formula.problems import Unreadable
from engine.formula.tree import Formula

if TYPE_CHECKING:
    from engine.grading.question import Question

DIGITS = 6
MOST_LOST = 3
MOST_WORK = 1_000_000
Key = bytes


class Fingerprints:
    """The fingerprints of formulas on a case of a question; `right` are the right values on it."""

    def __init__(self, question: Question, case: Case, right: np.ndarray) -> None:
        self.question = question
        self.numbers = case.numbers
        self.sample = Sample(case, question.free, right)
        self.right = self.sample.of(right)

    def exhausted(self) -> bool:
        """Whether so much was evaluated that no more should be."""
        return self.sample.work > MOST_WORK

    def values(self, plain: Formula) -> np.ndarray | None:
        """The values of a plain formula at the places of the sample; None where it has none."""
        try:
            return self.sample.values(plain)
        except Unreadable:
            return None

    def is_right(self, values: np.ndarray | None) -> bool:
        """Whether these are the right values."""
        if values is None or self.numbers.exact:
            return values is not None and np.array_equal(values, self.right)
        return bool(self.numbers.same(values, self.right, 1.0).all())

    def tells(self, values: np.ndarray) -> bool:
        """Whether the values are not 0 nearly everywhere: too many formulas are."""
        return np.count_nonzero(values) * MOST_LOST > np.count_nonzero(self.right)

    def key(self, values: np.ndarray) -> Key:
        """The key of these values."""
        if isinstance(self.numbers, Floating):
            return np.round(values, DIGITS).tobytes()
        return values.tobytes() if isinstance(self.numbers, Modular) else repr(values.tolist()).encode()

    def scaled_key(self, values: np.ndarray) -> Key | None:
        """The key of all constant multiples of these values; None where they are 0."""
        flat = values.ravel()
        nonzero = np.flatnonzero(flat)
        if not len(nonzero):
            return None
        first = flat[nonzero[0]]
        if isinstance(self.numbers, Floating):
            return b"scaled" + np.round(values / first, DIGITS).tobytes()
        if isinstance(self.numbers, Modular):
            return b"scaled" + (values * pow(int(first), -1, PRIME) % PRIME).tobytes()
        return b"scaled" + repr((values * (Fraction(1) / first)).tolist()).encode()
