"""Products of named entries written small, for the cells of a table: σ'(z[0])·w[1] in a few short lines."""

import re
import textwrap

import altair as alt

from lessons.figures.parts import Columns
from lessons.figures.style import INK, WRAP, across, down, drawn

SMALLEST = 9
"""The smallest letters, in pixels."""

WIDE = 0.56
"""How wide a letter is, in heights; measured on the page's font, digits and brackets included."""

LEADING = 12
"""Pixels from one line of a cell to the next."""

IS_NARROW = "width < 480"
"""An expression: is the figure as narrow as on a phone?"""

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


def letters(width: float) -> int:
    """How many of the smallest letters a line of a cell of this width (in pixels) has room for."""
    return max(3, int(0.9 * width / (SMALLEST * WIDE)))


def broken(text: str, most: int, breaks: tuple[str, ...] = BREAKS) -> list[str]:
    """The text in lines of at most so many letters, if it can be broken so, and what is beyond a few lines left out.

    >>> broken("σ'(z[0])·w[1]", 8)
    ["σ'(z[0])", '·w[1]']
    >>> broken("w[0] + w[1] + w[2] + w[3]", 6)
    ['w[0]', '+ w[1]', '+ …']
    """
    lines = _lines(text, most, breaks)
    if len(lines) <= LINES:
        return lines
    return [*lines[: LINES - 1], "+ …" if lines[LINES - 1].startswith(("+", "−")) else "…"]


def _lines(text: str, most: int, breaks: tuple[str, ...]) -> list[str]:
    if len(text) <= most or not breaks:
        return [text]
    parts = [part.strip() for part in re.split(breaks[0], text)]
    return [line for part in parts if part for line in _lines(part, most, breaks[1:])]


def wrapped(text: str) -> str:
    """The text in lines that a phone shows, broken before an operator or between words, never within an entry.

    >>> wrapped("yours " + " + ".join(f"w[0, {j}]*x[{j}]" for j in range(5))).splitlines()
    ['yours w[0, 0]*x[0] + w[0, 1]*x[1] + w[0, 2]*x[2]', '+ w[0, 3]*x[3] + w[0, 4]*x[4]']
    """
    whole = re.sub(r"(?<=[+−]) |(?<=,) (?=[^\[]*\])", "\u00a0", text)
    lines = textwrap.wrap(whole, WRAP, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace("\u00a0", " ")


def written(columns: Columns, height: int, lit: str, high: int, wide: int, narrow: int) -> dict:
    """What stands in the cells, in the middle of each; a narrow figure shows `narrow` instead of `value`.

    lit            an expression: is the cell looked at?
    high           the height of a cell in pixels
    wide, narrow   the letters of the longest line of either
    """
    room = f"0.9 * cell / ({WIDE} * ({IS_NARROW} ? {narrow} : {wide}))"
    letters_high = f"max({SMALLEST}, min(20, cell * 0.40, {room}))"
    return drawn(
        alt.Chart(alt.NamedData("cells"))
        .transform_calculate(
            shown=f"{IS_NARROW} ? datum.narrow : datum.value",
            middle="datum.left + 0.5",
            lit=lit,
            above="length(split(datum.shown, '\\n')) - 1",
        )
        .mark_text(
            lineBreak="\n",
            baseline="middle",
            lineHeight=LEADING,
            dy=alt.expr(f"{high / 2 + 1} - datum.above * {LEADING} / 2"),
            fontSize=alt.expr(letters_high),
            fontWeight=alt.expr("datum.lit ? 'bold' : 'normal'"),
            color=INK,
        )
        .encode(x=across("middle", columns), y=down("top", height), text="shown:N")
    )
