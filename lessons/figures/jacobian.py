"""Two Jacobians side by side, the learner's and the true one; every entry that differs is marked by shape, colour and
word.

J[i, k] = ∂z[i]/∂x[k]          one row for each output, one column for each input
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import product

from lessons.figures.entries import FILLED, MIDDLE, SMALLEST, breadth, broken, in_letters, wrapped, written
from lessons.figures.parts import cells, focus, marks, names, touch, words
from lessons.figures.records import headings, room
from lessons.figures.style import CELL, LINE, number, stage
from lessons.model import Figure

TOP, HIGH, PITCH, BETWEEN, GUTTER = 46, 48, 51, 0.7, 1.2
"""Where the rows begin, the height of a cell, from row to row (in pixels); the space between the two tables and the
one before them, for the names of the rows (in columns)."""

PAGE, PHONE = (640, 12), (280, SMALLEST)
"""How wide the figure is within an exercise, and the size of its letters, both in pixels: on a page and on a phone."""

Place = tuple[int, int]
Table = Sequence[Sequence[str]]


def jacobian_compare(
    yours: Sequence[Sequence[float]],
    right: Sequence[Sequence[float]],
    of: str = "z",
    by: str = "x",
    id: str = "jacobian",
    heads: tuple[str, str] = ("yours", "right"),
) -> Figure:
    """The learner's Jacobian beside the true one, in numbers.

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
    outputs, inputs = ([f"{array}[{place}]" for place in range(count)] for array, count in ((of, rows), (by, columns)))
    wrong = [(i, k) for i, k in product(range(rows), range(columns)) if yours[i][k] != right[i][k]]
    numbers = ([[number(value) for value in row] for row in table] for table in (yours, right))
    return _side_by_side(*numbers, wrong, outputs, inputs, id, heads, (of, by))


def jacobian_written_out(
    yours: Table,
    right: Table,
    wrong: Collection[Place],
    rows: Sequence[str],
    columns: Sequence[str],
    id: str = "jacobian",
    heads: tuple[str, str] = ("yours", "right"),
) -> Figure:
    """The learner's Jacobian beside the true one, in products of named entries.

    yours, right: rows of texts such as "w[1]" or "2*x[0] + x[1]"; wrong: the places (row, column) that differ in value;
    rows, columns: the entries that these stand for, by name; heads: what the two are called.

    >>> jacobian_written_out([["w[1]", "0"]], [["w[0]", "0"]], {(0, 0)}, ["z[0]"], ["x[0]", "x[1]"]).caption
    '1 of 2 entries is wrong, marked by ✗: ∂z[0]/∂x[0] is w[0], not w[1].'
    """
    mine, true = ([[in_letters(text) for text in row] for row in table] for table in (yours, right))
    return _side_by_side(mine, true, wrong, *(list(map(in_letters, each)) for each in (rows, columns)), id, heads)


def _side_by_side(
    yours: Table,
    right: Table,
    wrong: Collection[Place],
    rows: Sequence[str],
    columns: Sequence[str],
    id: str,
    heads: tuple[str, str],
    arrays: tuple[str, str] = ("", ""),
) -> Figure:
    """The figure; `arrays` are those whose colours the names of the rows and of the columns have, if any."""
    places = list(product(range(len(rows)), range(len(columns))))
    first = min(wrong, default=(0, 0))
    sides = {0: yours, len(columns) + BETWEEN: right}
    entries = tuple(
        {
            "array": "wrong" if (i, k) in wrong and table is yours else "none",
            "index": i * len(columns) + k,
            "name": "",
            "value": "\n".join(broken(table[i][k], _room(len(columns), *PAGE))),
            "narrow": "\n".join(broken(table[i][k], _room(len(columns), *PHONE))),
            "left": left + k,
            "top": TOP + i * PITCH,
            "mark": "✗" if (i, k) in wrong and table is yours else "",
        }
        for left, table in sides.items()
        for i, k in places
    )
    said = tuple(
        {
            "array": "none",
            "index": i * len(columns) + k,
            "text": _compared(f"∂{rows[i]}/∂{columns[k]}", yours[i][k], right[i][k], (i, k) in wrong, heads),
        }
        for i, k in places
    )
    summary = _summary(wrong, yours, right, rows, columns)
    lines = ([line for each in entries for line in each[text].split("\n")] for text in ("value", "narrow"))
    broadest = [round(max(map(breadth, each)), 2) for each in lines]
    return Figure(
        id=id,
        spec=_spec(len(rows), len(columns), places.index(first), room(said), *broadest),
        data={
            "cells": entries,
            "names": headings(
                (heads[0], len(columns) / 2, 12),
                (heads[1], len(columns) + BETWEEN + len(columns) / 2, 12),
            )
            + headings(
                *((_index(name), left + k + 0.5, TOP - 12) for left in sides for k, name in enumerate(columns)),
                (f"{_array(columns[0])}:", -GUTTER / 2, TOP - 12),
                array=arrays[1],
            )
            + headings(
                *((name, -GUTTER / 2, TOP + i * PITCH + round(MIDDLE * HIGH)) for i, name in enumerate(rows)),
                array=arrays[0],
            ),
            "words": said,
        },
        caption=summary,
        alt=f"Two tables with {len(rows)} rows, one for each entry of {_array(rows[0])}, and {len(columns)} columns, "
        f"one for each entry of {_array(columns[0])}. {heads[0].capitalize()}: {_table(yours)}. "
        f"{heads[1].capitalize()}: {_table(right)}. {summary}",
    )


def _array(entry: str) -> str:
    return entry.partition("[")[0]


def _index(entry: str) -> str:
    return entry.partition("[")[2].rstrip("]")


def _room(columns: int, width: int, letters: float) -> float:
    """How broad a line of a cell may be, in a figure of this width with letters of this size."""
    return FILLED * min(CELL, width / (GUTTER + 2 * columns + BETWEEN)) / letters


def _compared(entry: str, yours: str, right: str, wrong: bool, heads: tuple[str, str]) -> str:
    if not wrong:
        return wrapped(f"{entry} = {right} in both")
    whole = f"{entry}: {heads[0]} {yours}, {heads[1]} {right}"
    lines = wrapped(whole)
    return (
        lines
        if lines == whole
        else f"{entry}\n"
        + "\n".join(wrapped(f"{head}: {text}") for head, text in zip(heads, (yours, right), strict=True))
    )


def _summary(wrong: Collection[Place], yours: Table, right: Table, rows: Sequence[str], columns: Sequence[str]) -> str:
    count = len(rows) * len(columns)
    if not wrong:
        return f"All {count} entries agree."
    i, k = min(wrong)
    number_of = f"{len(wrong)} of {count} entries {'are' if len(wrong) > 1 else 'is'} wrong, marked by ✗"
    first = "first, " if len(wrong) > 1 else ""
    return f"{number_of}: {first}∂{rows[i]}/∂{columns[k]} is {right[i][k]}, not {yours[i][k]}."


def _table(rows: Table) -> str:
    return "; ".join(", ".join(row) for row in rows)


@lru_cache(maxsize=256)
def _spec(rows: int, columns: int, start: int, lines: int, *broadest: float) -> dict:
    """The specification; `start` is the cell that is looked at first, `lines` the most that the words take."""
    layers, ends, height = _layers(rows, columns, lines, *broadest)
    return stage(layers, focus("none", rows * columns, "Step through the entries, row by row: ", start), ends, height)


@lru_cache(maxsize=256)
def _layers(
    rows: int, columns: int, lines: int, wide: float, narrow: float
) -> tuple[list[dict], tuple[float, float], int]:
    """The layers, the ends of the stage and its height; `wide`, `narrow`: the breadth of a cell's broadest line."""
    ends = (-GUTTER, 2 * columns + BETWEEN)
    text = TOP + rows * PITCH + 10
    height = text + lines * LINE
    lit = "datum.index === at"
    layers = [
        cells("cells", ends, height, lit, value="''", high=HIGH),
        written(ends, height, HIGH, wide, narrow),
        marks(ends, height, "datum.mark !== ''"),
        names(ends, height),
        words(ends, height, text, when=lit),
        touch("cells", ends, height, high=PITCH),
    ]
    return layers, ends, height
