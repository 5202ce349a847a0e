"""The numbers of a figure as records, and its words: everything is computed from the caller's arrays, nothing is
typed twice.

A product is written twice, first with names, then with numbers:  z[1] = w[0]·x[1] + w[1]·x[2]  = 2·2 + 1·0 = 4
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod

from lessons.figures.style import factor, lines, number

Entry = tuple[str, int]
"""An entry of an array: ("x", 3) is x[3]."""


def correlation(x: Sequence[float], w: Sequence[float]) -> list[float]:
    """The outputs of a filter: z[i] = sum(j, w[j]*x[i+j]). ValueError where w does not fit into x.

    >>> correlation([1, 2, 0, 3], [2, 1])
    [4, 4, 3]
    """
    if not 1 <= len(w) <= len(x):
        raise ValueError(
            f"w is {len(w)} long and x is {len(x)}: give an x that is at least as long as w, which is not empty"
        )
    return [sum(w[j] * x[i + j] for j in range(len(w))) for i in range(len(x) - len(w) + 1)]


def spread(delta: Sequence[float], w: Sequence[float]) -> list[float]:
    """The gradient of the inputs: every delta[i] adds w[j]*delta[i] to dx[i+j]. ValueError where one is empty.

    >>> spread([1, 3], [2, 1])
    [2, 7, 3]
    """
    if not (len(delta) and len(w)):
        raise ValueError(f"delta is {len(delta)} long and w is {len(w)}: give at least one of each")
    dx = [0] * (len(delta) + len(w) - 1)
    for i, one in enumerate(delta):
        for j, weight in enumerate(w):
            dx[i + j] += weight * one
    return dx


def letter(array: str, index: int | None = None) -> str:
    """An array, or one of its entries, as figures write it: x, x[3], δ[3]."""
    name = "δ" if array == "delta" else array
    return name if index is None else f"{name}[{index}]"


def row(array: str, values: Iterable[float], top: float, left: float = 0) -> tuple[dict, ...]:
    """A row of cells from column `left` on, each with its number and its name."""
    return tuple(
        {
            "array": array,
            "index": index,
            "name": letter(array, index),
            "value": number(value),
            "left": left + index,
            "top": top,
        }
        for index, value in enumerate(values)
    )


def zeros(places: Iterable[float], top: float) -> tuple[dict, ...]:
    """Cells outside of an array, where it counts as zero."""
    return tuple({"array": "none", "index": -1, "name": "", "value": "0", "left": left, "top": top} for left in places)


def titles(*rows: tuple[str, str, float], middle: float = -0.4) -> tuple[dict, ...]:
    """What stands before a row: (array, title, top of the row)."""
    return tuple({"array": array, "title": title, "middle": middle, "top": top} for array, title, top in rows)


def headings(*places: tuple[str, float, float], array: str = "") -> tuple[dict, ...]:
    """What stands over columns, before rows or over parts: (title, column, pixels from the top); `array` colours it."""
    return tuple({"array": array, "title": title, "middle": middle, "top": top} for title, middle, top in places)


def room(words: Iterable[Mapping[str, object]]) -> int:
    """How many lines the longest of these words takes."""
    return max(str(one["text"]).count("\n") + 1 for one in words)


def sum_of_products(of: Entry, products: Sequence[Sequence[Entry]], values: Mapping[str, Sequence[float]]) -> dict:
    """An entry written out as the sum of its products, with names and then with numbers."""
    named = ["·".join(letter(*entry) for entry in product) for product in products]
    numbers = [[values[array][index] for array, index in product] for product in products]
    counted = ["·".join(factor(value) for value in product) for product in numbers]
    total = number(sum(prod(product) for product in numbers))
    first, second = (
        lines([f"{letter(*of)} = {named[0]}", *named[1:]], " + "),
        lines([f"= {counted[0]}", *counted[1:]], " + "),
    )
    return {"array": of[0], "index": of[1], "text": f"{first}\n{second} = {total}"}


def said(values: Sequence[float]) -> str:
    """A row of numbers for the words that stand for a picture: 1, 2, −3."""
    return ", ".join(number(value) for value in values)
