"""Cells to click: the figure of an exercise that asks which cells belong.

The screen shows it with on_select="rerun". What is clicked stands in the selection `picked`: a list of records, each
with the one field `cell`, the canonical text of a clicked cell: state.selection.picked == [{"cell": "z[2]"}, {"cell":
"z[3]"}]. A click on a picked cell lets it go. A selection can't be reached by keyboard or set from outside, so the
screen has a list of the same cells beside it.
"""

from collections.abc import Sequence
from functools import cache

import altair as alt

from lessons.figures.parts import cells as boxes
from lessons.figures.parts import marks, touch
from lessons.figures.style import CELL, SHADES, stage
from lessons.model import Figure

SELECTION, FIELD = "picked", "cell"
"""The names of the selection and of its one field."""

HIGH, PITCH = 44, 52
"""The height of a cell, and from row to row, in pixels."""


def pick_grid(cells: Sequence[Sequence[str]], id: str = "pick") -> Figure:
    """A grid of cells that are picked by clicking.

    cells: rows of different texts of the formula language ("z[2]", "delta[1]*w[0]"); a row may be shorter than the
    others. ValueError when a cell comes twice or there is none.

    >>> [cell["value"] for cell in pick_grid([["z[0]", "delta[1]*w[0]"]]).data["cells"]]
    ['z[0]', 'δ[1]·w[0]']
    """
    every = [cell for row in cells for cell in row]
    if not every or len(set(every)) < len(every):
        raise ValueError(f"the cells are {every}: give at least one, each once")
    records = tuple(
        {
            "array": _array(cell),
            "cell": cell,
            "name": "",
            "value": cell.replace("delta", "δ").replace("*", "·"),
            "mark": "✓",
            "left": k,
            "top": i * PITCH + 2,
        }
        for i, row in enumerate(cells)
        for k, cell in enumerate(row)
    )
    return Figure(
        id=id,
        spec=_spec(len(cells), max(len(row) for row in cells), max(len(record["value"]) for record in records)),
        data={"cells": records},
        caption="Click the cells that belong; a second click takes one back.",
        alt=f"A grid of cells to choose from: {'; '.join(', '.join(row) for row in cells)}. "
        "The list beside it offers the same cells to the keyboard.",
    )


def _array(cell: str) -> str:
    """The array that the cell's text begins with, for its colour."""
    name = cell.split("[")[0]
    return name if name in SHADES else "none"


@cache
def _spec(rows: int, widest: int, letters: int) -> dict:
    columns, height = (0, widest), rows * PITCH
    wide = max(CELL, 10 * letters + 24)
    lit = f"{SELECTION}.{FIELD} && indexof({SELECTION}.{FIELD}, datum.{FIELD}) >= 0"
    picked = alt.selection_point(name=SELECTION, fields=[FIELD], on="click", clear=False, toggle="true")
    return stage(
        [
            boxes("cells", columns, height, lit, high=HIGH, letters=f"max(10, 18 * cell / {wide})"),
            marks(columns, height, lit),
            touch("cells", columns, height, high=PITCH, selection=picked),
        ],
        [],
        columns,
        height,
        wide,
    )
