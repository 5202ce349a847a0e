"""Two Jacobians side by side, the learner's and the true one; every entry that differs is marked by shape, colour and
word.

J[i, k] = ∂z[i]/∂x[k]          one row for each output, one column for each input
"""

from collections.abc import Sequence
from functools import lru_cache

from lessons.figures.parts import cells, focus, marks, names, touch, words
from lessons.figures.records import headings
from lessons.figures.style import LINE, number, stage
from lessons.model import Figure

TOP, HIGH, PITCH, BETWEEN = 46, 40, 43, 0.7
"""Where the rows begin, the height of a cell, from row to row (in pixels); the space between the two (in columns)."""


def jacobian_compare(
    yours: Sequence[Sequence[float]],
    right: Sequence[Sequence[float]],
    of: str = "z",
    by: str = "x",
    id: str = "jacobian",
    heads: tuple[str, str] = ("yours", "right"),
) -> Figure:
    """The learner's Jacobian beside the true one.

    yours, right: rows of numbers, both of the same shape; of, by: the arrays whose entries the rows and the columns
    are; heads: what the two are called. ValueError when the shapes differ or a table is none.

    >>> jacobian_compare([[1, 2], [0, 1]], [[1, 2], [2, 1]]).caption
    '1 of 4 entries is wrong, marked by ✗: ∂z[1]/∂x[0] is 2, not 0.'
    """
    mine, true = ((len(table), sorted({len(row) for row in table})) for table in (yours, right))
    if mine != true or len(mine[1]) != 1:
        raise ValueError(
            f"yours has {mine[0]} rows of {mine[1]} and right has {true[0]} rows of {true[1]}: "
            "give two tables of one shape, not empty"
        )
    rows, (columns,) = mine
    places = [(i, k) for i in range(rows) for k in range(columns)]
    wrong = [(i, k) for i, k in places if yours[i][k] != right[i][k]]
    start = places.index(wrong[0]) if wrong else 0
    sides = {0: yours, columns + BETWEEN: right}
    return Figure(
        id=id,
        spec=_spec(rows, columns, start),
        data={
            "cells": tuple(
                {
                    "array": "wrong" if (i, k) in wrong and table is yours else "none",
                    "index": i * columns + k,
                    "name": "",
                    "value": number(table[i][k]),
                    "left": left + k,
                    "top": TOP + i * PITCH,
                    "mark": "✗" if (i, k) in wrong and table is yours else "",
                }
                for left, table in sides.items()
                for i, k in places
            ),
            "names": headings(
                (heads[0], columns / 2, 12),
                (heads[1], columns + BETWEEN + columns / 2, 12),
                *((str(k), left + k + 0.5, TOP - 12) for left in sides for k in range(columns)),
                *((f"{of}[{i}]", -0.6, TOP + i * PITCH + HIGH / 2) for i in range(rows)),
                (f"{by}:", -0.6, TOP - 12),
            ),
            "words": tuple(
                {
                    "array": "none",
                    "index": i * columns + k,
                    "text": _compared(f"∂{of}[{i}]/∂{by}[{k}]", yours[i][k], right[i][k], heads),
                }
                for i, k in places
            ),
        },
        caption=_summary(wrong, len(places), yours, right, of, by),
        alt=f"Two tables with {rows} rows, one for each entry of {of}, and {columns} columns, one for each entry of "
        f"{by}. {heads[0].capitalize()}: {_table(yours)}. {heads[1].capitalize()}: {_table(right)}. "
        + _summary(wrong, len(places), yours, right, of, by),
    )


def _compared(entry: str, yours: float, right: float, heads: tuple[str, str]) -> str:
    if yours == right:
        return f"{entry} = {number(right)} in both"
    return f"{entry}: {heads[0]} {number(yours)}, {heads[1]} {number(right)}"


def _summary(wrong: list[tuple[int, int]], count: int, yours: Sequence, right: Sequence, of: str, by: str) -> str:
    if not wrong:
        return f"All {count} entries agree."
    (i, k), *others = wrong
    number_of = f"{len(wrong)} of {count} entries {'are' if others else 'is'} wrong, marked by ✗"
    first = "first," if others else ""
    return " ".join(
        f"{number_of}: {first} ∂{of}[{i}]/∂{by}[{k}] is {number(right[i][k])}, not {number(yours[i][k])}.".split()
    )


def _table(rows: Sequence[Sequence[float]]) -> str:
    return "; ".join(" ".join(number(value) for value in row) for row in rows)


@lru_cache(maxsize=64)
def _spec(rows: int, columns: int, start: int) -> dict:
    ends = (-1.2, 2 * columns + BETWEEN)
    text = TOP + rows * PITCH + 10
    height = text + LINE
    slider, seen, at = focus("none", rows * columns, "Step through the entries, row by row: ", start)
    return stage(
        [
            cells("cells", ends, height, "datum.index === at", high=HIGH),
            marks(ends, height, "datum.mark !== ''"),
            names(ends, height),
            words(ends, height, text, when="datum.index === at"),
            touch("cells", ends, height, high=PITCH),
        ],
        [slider, seen, at],
        ends,
        height,
    )
