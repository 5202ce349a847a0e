"""The colour of every array: one table for formulas, figures, tables and feedback alike.

x, w, z and delta keep their colours wherever they are seen. An array's gradient has the array's own colour, since it
has its shape and its place. A colour comes three times: `light` and `dark` colour letters on a light and on a dark
page (contrast 4.5 and more), `mark` colours lines and areas of a figure and serves on both (contrast 3 and more), so
that a figure needs not know the theme. They stay apart for eyes without the red, the green or the blue cones as well;
no meaning is said by colour alone.

    >>> COLOURS["dx"] == COLOURS["x"]
    True
"""

from typing import NamedTuple


class Colour(NamedTuple):
    """One array's colour, as #rrggbb: letters on a light page, letters on a dark page, marks on either."""

    light: str
    dark: str
    mark: str


_INPUT = Colour("#0b3382", "#7ba3f5", "#2b6cc4")
_KERNEL = Colour("#783f00", "#e09a5b", "#c0750b")
_OUTPUT = Colour("#257254", "#7be8ac", "#159a80")
_UPSTREAM = Colour("#a82bb0", "#f5b5ee", "#9d4a98")

COLOURS = {
    "x": _INPUT,
    "dx": _INPUT,
    "w": _KERNEL,
    "dw": _KERNEL,
    "z": _OUTPUT,
    "dz": _UPSTREAM,
    "delta": _UPSTREAM,
}
