"""The marks that figures are made of: rows of cells, lines between them, what is said under them, and what the
pointer touches.

What is looked at is one cell: the one under the pointer (or tapped last), else the one where the slider stands. Every
figure knows it as two parameters, `seen` (the array) and `at` (the index), and all that lights up is computed from
these.

A cell is a record with array, index, name, value, left (in columns) and top (in pixels); its layer says when it is
`lit`.
"""

import altair as alt

from lessons.figures.style import FAINT, INK, LINE, LIT, SHADES, SIZES, across, colour, down, drawn, size

HIGH = 46
"""The height of a cell in pixels."""

GAP = 0.05
"""The space at each side of a cell, in columns."""

FITS = "1.6 * cell / length(datum.name)"
"""An expression: the size of letters at which a cell's name keeps clear of its sides."""

SPOKEN_OF = "datum.array === seen && datum.index === at"
"""Is this record about the cell that is looked at?"""

Columns = tuple[float, float]


def focus(array: str, count: int, label: str, start: int = 0) -> list[dict]:
    """The slider along an array of `count` cells, and what is looked at: its cell, or the one under the pointer."""
    slider = alt.param(name="place", value=start, bind=alt.binding_range(min=0, max=count - 1, step=1, name=label))
    seen = alt.param(name="seen", expr=f"hover.array ? hover.array[0] : '{array}'")
    at = alt.param(name="at", expr="hover.array ? hover.index[0] : place")
    return [each.param.to_dict() for each in (slider, seen, at)]


HOVER = alt.selection_point(name="hover", fields=["array", "index"], on="mouseover", clear="mouseout, window:input")
"""The cell under the pointer.

The events are the mouse's, which a tap sends as well; a tap elsewhere lets go, and so does any slider of the page,
since a finger that moves it never told the mouse to leave the cell.
"""


def touch(data: str, columns: Columns, height: int, high: int = HIGH, selection: alt.Parameter = HOVER) -> dict:
    """What the pointer feels: the cells without gaps between them."""
    return drawn(
        alt.Chart(alt.NamedData(data), name="touch")
        .transform_calculate(right="datum.left + 1", bottom=f"datum.top + {high}")
        .mark_rect(opacity=0, tooltip=None, cursor="pointer")
        .encode(x=across("left", columns), x2="right", y=down("top", height), y2="bottom")
        .add_params(selection)
    )


def cells(
    data: str,
    columns: Columns,
    height: int,
    lit: str,
    left: str = "datum.left",
    when: str = "true",
    value: str = "datum.value",
    high: int = HIGH,
    letters: str = "number",
) -> dict:
    """Cells with their number and their name.

    lit      an expression: does the cell take part in what is looked at?
    left     an expression: the column where it stands, for cells that move
    when     an expression: is it there at all?
    value    an expression: what it shows, for cells that fill
    high     its height in pixels
    letters  the size of what it shows
    """
    source = alt.Chart(alt.NamedData(data))
    x, y = across("middle", columns), down("top", height)
    box = source.mark_rect(cornerRadius=5).encode(
        x=across("from", columns),
        x2="to",
        y=y,
        y2="bottom",
        color=colour(),
        stroke=colour(),
        fillOpacity=alt.when("datum.lit").then(alt.value(LIT)).otherwise(alt.value(FAINT)),
        strokeOpacity=alt.when("datum.lit").then(alt.value(1)).otherwise(alt.value(0.7)),
        strokeWidth=alt.when("datum.lit").then(alt.value(3)).otherwise(alt.value(1)),
    )
    middle = alt.expr(f"datum.name ? {round(high * 0.38)} : {round(high * 0.53)}")
    weight = alt.expr("datum.lit ? 'bold' : 'normal'")
    shown = source.mark_text(dy=middle, fontSize=size(letters), fontWeight=weight, color=INK)
    name = source.mark_text(dy=round(high * 0.76), fontSize=size(f"min({SIZES['name']}, {FITS})"), color=INK)
    fields = {
        "place": left,
        "lit": lit,
        "shown": value,
        "from": f"datum.place + {GAP}",
        "to": f"datum.place + {1 - GAP}",
        "middle": "datum.place + 0.5",
        "bottom": f"datum.top + {high}",
    }
    return {
        "data": {"name": data},
        "transform": [{"filter": when}, *({"calculate": how, "as": field} for field, how in fields.items())],
        "layer": [
            drawn(box, "data"),
            drawn(shown.encode(x=x, y=y, text="shown:N"), "data"),
            drawn(name.encode(x=x, y=y, text="name:N"), "data"),
        ],
    }


def names_of_rows(columns: Columns, height: int, high: int = HIGH) -> dict:
    """The array of each row, in the gutter before it."""
    return drawn(
        alt.Chart(alt.NamedData("titles"))
        .transform_calculate(middle_line=f"datum.top + {high / 2}")
        .mark_text(fontWeight="bold", fontSize=size("title"))
        .encode(x=across("middle", columns), y=down("middle_line", height), text="title:N", color=colour())
    )


def links(columns: Columns, height: int, when: str, opacity: float = 0.9, data: str = "links", **ends: str) -> dict:
    """Straight lines, the ways of the weights; `ends` are the expressions of x1, y1, x2 and y2."""
    return drawn(
        alt.Chart(alt.NamedData(data))
        .transform_filter(when)
        .transform_calculate(**ends)
        .mark_rule(strokeWidth=2, opacity=opacity, color=SHADES["w"])
        .encode(x=across("x1", columns), y=down("y1", height), x2="x2", y2="y2")
    )


def words(columns: Columns, height: int, top: int, data: str = "words", when: str = SPOKEN_OF) -> dict:
    """What is written out for the cell that is looked at; a record has array, index and text."""
    return drawn(
        alt.Chart(alt.NamedData(data))
        .transform_filter(when)
        .transform_calculate(left=str(columns[0] + 0.05), top=str(top))
        .mark_text(
            align="left", baseline="top", lineBreak="\n", lineHeight=LINE, fontSize=size("words"), color=INK, clip=True
        )
        .encode(x=across("left", columns), y=down("top", height), text="text:N")
    )


def weights(columns: Columns, height: int, when: str, x: str, y: str) -> dict:
    """The names of lines; `x` and `y` are the expressions of their places."""
    return drawn(
        alt.Chart(alt.NamedData("links"))
        .transform_filter(when)
        .transform_calculate(x1=x, y1=y)
        .mark_text(align="left", dx=4, fontSize=size("name"), fontWeight="bold", color=INK)
        .encode(x=across("x1", columns), y=down("y1", height), text="name:N")
    )


def names(columns: Columns, height: int, what: str = "head", align: str = "center") -> dict:
    """Names over columns, before rows or over parts; a record has title, middle (in columns), top (in pixels) and the
    array whose colour it has, if any."""
    return drawn(
        alt.Chart(alt.NamedData("names"))
        .mark_text(fontSize=size(what), fontWeight="bold", align=align, color=INK)
        .encode(
            x=across("middle", columns),
            y=down("top", height),
            text="title:N",
            color=alt.when("datum.array").then(colour()).otherwise(alt.value(INK)),
        )
    )


def marks(columns: Columns, height: int, when: str) -> dict:
    """A sign in the corner of every cell that has one, its `mark`."""
    return drawn(
        alt.Chart(alt.NamedData("cells"))
        .transform_filter(when)
        .transform_calculate(corner=f"datum.left + {1 - GAP}")
        .mark_text(align="right", baseline="top", dx=-3, dy=3, fontSize=size("head"), fontWeight="bold", color=INK)
        .encode(x=across("corner", columns), y=down("top", height), text="mark:N")
    )
