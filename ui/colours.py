"""The colours of the arrays on the screen, from the one table of the course; light or dark is the browser's affair.

Formulas are printed in the light page's colours. On a dark page the browser replaces them, so that no formula is
printed twice and nothing waits for the server when the reader changes the theme.
"""

from __future__ import annotations

from lessons.colours import COLOURS

LETTERS = {array: colour.light for array, colour in COLOURS.items()}
"""What a formula's arrays are printed in: array -> #rrggbb."""

MARKS = {
    "right": ("#1c6b3c", "#7fd6a0"),
    "missing": ("#8a4b00", "#f0b45c"),
    "extra": ("#a8263a", "#ff9a9f"),
}
"""What is right, missing and too much in a smallest case: on a light page, on a dark page."""


def css() -> str:
    """The rules that give arrays and marks their colours on light and on dark pages."""
    rules = []
    for array, colour in COLOURS.items():
        pair = f"light-dark({colour.light}, {colour.dark})"
        rules.append(f'.katex [style*="{_rgb(colour.light)}"] {{ color: {pair} !important; }}')
        rules.append(f".array-{array} {{ color: {pair}; }}")
        rules.append(f'svg text[fill="{colour.mark}"] {{ fill: {pair}; }}')
    for mark, (light, dark) in MARKS.items():
        pair = f"light-dark({light}, {dark})"
        rules.append(f'.katex [style*="{_rgb(light)}"] {{ color: {pair} !important; }}')
        rules.append(f".mark-{mark} {{ color: {pair}; }}")
    return "\n".join(dict.fromkeys(rules))


def _rgb(colour: str) -> str:
    """The colour as a browser writes it into a style.

    >>> _rgb("#0d3b8c")
    'color: rgb(13, 59, 140)'
    """
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"color: rgb({red}, {green}, {blue})"
