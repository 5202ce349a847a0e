"""Products of named entries written small, for the cells of a table: σ'(z[0])·w[1] in a few short lines."""

import re
import textwrap

import altair as alt

from lessons.figures.parts import Columns
from lessons.figures.style import INK, across, down, drawn

SMALLEST = 8
"""The smallest letters, in pixels."""

SLIM, BROAD = frozenset("()[]'·,.: ijlt|"), frozenset("mwMWV@σω")
"""Letters that are clearly slimmer and broader than the others."""

LEADING = 13
"""Pixels from one line of a cell to the next."""

IS_NARROW = "width < 480"
"""An expression: is the figure as narrow as on a phone?"""

FILLED = 0.85
"""How much of a column the broadest line may fill."""

MIDDLE = 0.58
"""Where the middle of the lines stands, in heights of a cell: below the sign in its corner."""

WRAP = 40
"""The longest line of words, in letters, within an exercise on a phone."""

LINES = 3
"""The most lines of a cell."""

BREAKS = (r"(?= [+−] )", r"(?=·)", r"(?=\()", r"(?=\[)")
"""Before what a line is broken: before a term, if that is not enough before a factor, and so on."""

GREEK = {"delta": "δ", "omega": "ω", "sigma": "σ"}


def in_letters(text: str) -> str:
    """A product as figures write it.

    >>> in_letters("-2*sigma'(z[0])*w[1]")
    "−2·σ'(z[0])·w[1]"
    """
    text = re.sub(rf"\b({'|'.join(GREEK)})\b", lambda match: GREEK[match[0]], text)
    return text.replace("*", "·").replace("-", "−")


def breadth(text: str) -> float:
    """How wide a text is, in heights of its letters, with the page's font.

    >>> round(breadth("w[1]"), 2)
    2.02
    """
    return sum(0.34 if letter in SLIM else 0.78 if letter in BROAD else 0.56 for letter in text)


def broken(text: str, most: float) -> list[str]:
    """The text in lines no broader than this, where it can be broken so; what is beyond a few lines is left out.

    >>> broken("σ'(z[0])·w[1]", 4)
    ["σ'(z[0])", '·w[1]']
    >>> broken("w[0] + w[1] + w[2] + w[3]", 3)
    ['w[0]', '+ w[1]', '+ …']
    """
    lines = _lines(text, most, BREAKS)
    if len(lines) <= LINES:
        return lines
    return [*lines[: LINES - 1], "+ …" if lines[LINES - 1].startswith(("+", "−")) else "…"]


def _lines(text: str, most: float, breaks: tuple[str, ...]) -> list[str]:
    if breadth(text) <= most or not breaks:
        return [text]
    parts = [part.strip() for part in re.split(breaks[0], text)]
    return [line for part in parts if part for line in _lines(part, most, breaks[1:])]


def wrapped(text: str) -> str:
    """The text in lines that an exercise has room for on a phone, broken between words, never within an entry.

    >>> wrapped("yours " + " + ".join(f"w[0, {j}]·x[{j}]" for j in range(4))).splitlines()
    ['yours w[0, 0]·x[0] + w[0, 1]·x[1]', '+ w[0, 2]·x[2] + w[0, 3]·x[3]']
    """
    whole = re.sub(r"(?<=[+−]) |(?<=,) (?=[^\[]*\])", "\u00a0", text)
    lines = textwrap.wrap(whole, WRAP, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace("\u00a0", " ")


def written(columns: Columns, height: int, high: int, wide: float, narrow: float) -> dict:
    """What stands in the cells, in the middle of each; a narrow figure shows `narrow` instead of `value`.

    high           the height of a cell in pixels
    wide, narrow   the breadth of the broadest line of either
    """
    room = f"{FILLED} * cell / ({IS_NARROW} ? {narrow} : {wide})"
    letters = f"max({SMALLEST}, min(datum.above ? {LEADING} : 18, cell * 0.40, {room}))"
    return drawn(
        alt.Chart(alt.NamedData("cells"))
        .transform_calculate(
            shown=f"{IS_NARROW} ? datum.narrow : datum.value",
            middle="datum.left + 0.5",
            above="length(split(datum.shown, '\\n')) - 1",
        )
        .mark_text(
            lineBreak="\n",
            baseline="middle",
            lineHeight=LEADING,
            dy=alt.expr(f"{round(MIDDLE * high)} - datum.above * {LEADING} / 2"),
            fontSize=alt.expr(letters),
            color=INK,
        )
        .encode(x=across("middle", columns), y=down("top", height), text="shown:N")
    )
