"""The matrix of a filter: the same few weights in every row, each time one column further, and zeros everywhere else.

w   the kernel, m weights          n   the inputs, one column each          n − m + 1 outputs, one row each
"""

from collections.abc import Sequence
from functools import cache

from lessons.figures.parts import cells, focus, names, touch, words
from lessons.figures.records import headings, letter, room, said
from lessons.figures.style import LINE, number, stage
from lessons.model import Figure

TOP, PITCH, HIGH = 26, 44, 42
"""Where the first row begins, from row to row, and the height of a cell, in pixels."""


def toeplitz(w: Sequence[float], n: int, id: str = "toeplitz") -> Figure:
    """The matrix A of z = A @ x, A[i, k] = w[k-i], in which every weight is a diagonal that lights up as one.

    w: (m,) numbers, n: the number of inputs, 1 ≤ m ≤ n. ValueError when w does not fit into n inputs.

    >>> toeplitz([2, 1], 4).data["words"][1]["text"]
    'w[1] = 1: 3 places, one weight.\\nRow i holds it in column i + 1.'
    """
    m = len(w)
    if not 1 <= m <= n:
        raise ValueError(f"w is {m} long and n is {n}: give an n that is at least as long as w, which is not empty")
    rows = n - m + 1
    texts = [_weight(j, w, rows) for j in range(m)]
    texts += [_zero(i, k, n, m) for i in range(rows) for k in range(n) if not 0 <= k - i < m]
    return Figure(
        id=id,
        spec=_spec(n, m, room(texts)),
        data={
            "cells": tuple(_entry(i, k, w, n) for i in range(rows) for k in range(n)),
            "names": (
                *headings(*((letter("x", k), k + 0.5, TOP - 12) for k in range(n)), array="x"),
                *headings(*((letter("z", i), -0.5, TOP + i * PITCH + HIGH / 2) for i in range(rows)), array="z"),
            ),
            "words": tuple(texts),
        },
        caption="Choose a weight, or point at one: it stands in every row. A zero says which output does not read "
        "which input.",
        alt=f"A matrix with {rows} rows, one for each output, and {n} columns, one for each input. "
        f"Row i holds the kernel ({said(w)}) from column i on and zeros elsewhere, so each of the {m} weights is a "
        "diagonal. The chosen weight's diagonal is lit, and a sentence says where it stands.",
    )


def _entry(i: int, k: int, w: Sequence[float], n: int) -> dict:
    j = k - i
    inside = 0 <= j < len(w)
    return {
        "array": "w" if inside else "none",
        "index": j if inside else i * n + k,
        "name": letter("w", j) if inside else "",
        "value": number(w[j]) if inside else "0",
        "left": k,
        "top": TOP + i * PITCH,
    }


def _weight(j: int, w: Sequence[float], rows: int) -> dict:
    places = "1 place" if rows == 1 else f"{rows} places"
    column = f"i + {j}" if j else "i"
    text = f"{letter('w', j)} = {number(w[j])}: {places}, one weight.\nRow i holds it in column {column}."
    return {"array": "w", "index": j, "text": text}


def _zero(i: int, k: int, n: int, m: int) -> dict:
    first, last = letter("x", i), letter("x", i + m - 1)
    text = f"0, since {letter('z', i)} does not read {letter('x', k)}:\nit reads {first} to {last}."
    return {"array": "none", "index": i * n + k, "text": text}


@cache
def _spec(n: int, m: int, count: int) -> dict:
    text = TOP + (n - m + 1) * PITCH + 12
    columns, height = (-1, n), text + count * LINE
    return stage(
        [
            cells("cells", columns, height, "datum.array === seen && datum.index === at", high=HIGH),
            names(columns, height),
            words(columns, height, text),
            touch("cells", columns, height, high=PITCH),
        ],
        focus("w", m, "Choose the weight w[j], j = "),
        columns,
        height,
    )
