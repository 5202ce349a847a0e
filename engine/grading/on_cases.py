"""What formulas are worth on the cases of a question, found when it is asked for: most mistakes show on the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from engine.formula.tree import Formula

if TYPE_CHECKING:
    from engine.grading.question import Question

T = TypeVar("T")


class OnCases(Sequence[T]):
    """Something for each of so many cases; `find` gives it for the place of a case.

    >>> [found for found in OnCases(3, lambda place: place * place)]
    [0, 1, 4]
    """

    def __init__(self, count: int, find: Callable[[int], T]) -> None:
        self._count = count
        self._find = find

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: int) -> T:
        if not 0 <= place < self._count:
            raise IndexError(f"there is no case {place} of {self._count}")
        return self._find(place)


def values_on(question: Question, formula: Formula, numbers: type, sizes: tuple[tuple[str, int], ...]) -> np.ndarray:
    """What a formula is worth on sizes, kept: each line of a derivation is held against the one above."""
    return _values_of_plain(question, question.layer.plain(formula, question.free), numbers, sizes)


@lru_cache(maxsize=256)
def _values_of_plain(
    question: Question, plain: Formula, numbers: type, sizes: tuple[tuple[str, int], ...]
) -> np.ndarray:
    case = question.entries(dict(sizes), numbers)
    return case.values(plain, question.free, question.lengths(case))


def values_on_case(question: Question, formula: Formula, numbers: type, place: int) -> np.ndarray:
    """What a formula is worth on a case of the question. Raises ValueError where the right answer has none there."""
    sizes = question.sizes[place]
    question.case(sizes, numbers)
    return values_on(question, formula, numbers, tuple(sizes.items()))


def values_on_cases(question: Question, formula: Formula, numbers: type) -> OnCases[np.ndarray]:
    """What a formula is worth on each case of the question, found when it is asked for."""
    return OnCases(len(question.sizes), lambda place: values_on_case(question, formula, numbers, place))
