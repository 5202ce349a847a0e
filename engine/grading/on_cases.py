"""What is known of each case of a question, found when it is asked for: most mistakes show on the first case alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

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
