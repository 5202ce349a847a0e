"""What all figures share: one stage, on which everything stands at a fixed place.

A figure is a single chart with layers. Across, its unit is a column, as wide as fits and at most `CELL` pixels; down,
its unit is a pixel. So a figure fills any width, keeps its height, and needs no axis. Letters take the page's own
colour ("currentColor") and areas a colour of lessons/colours.py that serves on light and dark pages, so a figure
knows no theme.

All that moves is computed in the browser from a few parameters: `hover`, the cell under the pointer or the last one
tapped, and `place`, where the slider stands. The caller's numbers are in the data alone, so a specification is made
once for each size of the arrays.
"""

from collections.abc import Sequence

import altair as alt

from lessons.colours import COLOURS

CELL = 64
"""The widest a column gets, in pixels."""

INK = "currentColor"
"""The colour of letters: the page's own, whatever its theme."""

FAINT, LIT = 0.10, 0.38
"""How strongly a cell is filled: as one of many, and when it takes part."""

SIZES = {
    "number": "max(11, min(20, cell * 0.40))",
    "name": "max(9, min(13, cell * 0.25))",
    "head": "max(11, min(13, cell * 0.25))",
    "title": "max(14, min(20, cell * 0.40))",
    "words": "width < 480 ? 14 : 16",
}
"""Sizes of letters, by the width of a column or of the whole figure."""

SHADES = {array: colour.mark for array, colour in COLOURS.items()} | {
    "corr": COLOURS["z"].mark,
    "conv": COLOURS["z"].mark,
    "none": "#80807c",
    "wrong": "#cf4038",
}
"""The colours of areas and lines; "none" is what belongs to no array, such as a zero outside of one."""

WRAP = 52
"""The longest line of words, in letters, that a phone shows."""

LINE = 20
"""Pixels from one line of words to the next."""


def across(field: str, columns: tuple[float, float]) -> alt.X:
    """A position in columns; `columns` are the left and the right end of the stage."""
    left, right = columns
    scale = alt.Scale(
        domain=[left, right],
        domainMax=alt.expr(f"{left} + width / cell"),
        nice=False,
        zero=False,
    )
    return alt.X(field, type="quantitative", scale=scale, axis=None)


def down(field: str, height: float) -> alt.Y:
    """A position in pixels from the top of a stage of that height."""
    scale = alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False)
    return alt.Y(field, type="quantitative", scale=scale, axis=None)


def colour(field: str = "array") -> alt.Color:
    """The colour of the array that the field names."""
    scale = alt.Scale(domain=list(SHADES), range=list(SHADES.values()))
    return alt.Color(field, type="nominal", scale=scale, legend=None)


def size(what: str) -> alt.ExprRef:
    """A size of letters, by its name or by an expression, that follows the width of the figure."""
    return alt.ExprRef(SIZES.get(what, what))


def drawn(chart: alt.Chart, *without: str) -> dict:
    """The specification of one mark, to be put on a stage, without the parts that it has from there."""
    spec = chart.to_dict(validate=False)
    return {key: part for key, part in spec.items() if key not in ("$schema", "config", *without)}


def stage(
    layers: Sequence[dict],
    params: Sequence[dict],
    columns: tuple[float, float],
    height: int,
    widest: int = CELL,
) -> dict:
    """The finished specification, without data: all layers on one stage that is as wide as its place on the page.

    The parameter `cell` is the width of a column in pixels, at most `widest`. The layers are joined as dictionaries:
    Altair copies and checks every layer each time that it is put into another, which takes half a second for a figure.
    """
    left, right = columns
    return {
        "$schema": alt.SCHEMA_URL,
        "width": "container",
        "height": height,
        "autosize": {"type": "none"},
        "padding": {"bottom": 0},
        "params": [{"name": "cell", "expr": f"min({widest}, width / {right - left})"}, *params],
        "layer": list(layers),
        "config": {"background": "transparent", "view": {"stroke": None}, "mark": {"aria": False}},
        "usermeta": {"embedOptions": {"renderer": "svg", "actions": False}},
    }


def number(value: float) -> str:
    """A number as it is written in a figure: 3, −2, 0.5."""
    return f"{float(value):g}".replace("-", "−")


def factor(value: float) -> str:
    """A number as it is written behind a sign: 3, (−2)."""
    return number(value) if value >= 0 else f"({number(value)})"


def lines(parts: Sequence[str], joint: str) -> str:
    """The parts, joined, and broken into lines that a phone can show: behind a comma, before an operator.

    >>> lines(["a" * 30, "b" * 30], " + ").split("\\n") == ["a" * 30, "+ " + "b" * 30]
    True
    >>> lines(["a" * 30, "b" * 30], ", ").split("\\n") == ["a" * 30 + ",", "b" * 30]
    True
    """
    behind, before = ("", joint.lstrip()) if joint.startswith(" ") else (joint.rstrip(), "")
    done, line = [], parts[0]
    for part in parts[1:]:
        longer = f"{line}{joint}{part}"
        if len(longer) > WRAP:
            done.append(line + behind)
            longer = before + part
        line = longer
    return "\n".join([*done, line])
