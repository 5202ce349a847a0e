"""The marks that figures are made of: rows of cells, lines between them, what is said under them, and what the
pointer touches.

What is looked at is one cell: the one under the pointer (or tapped last), else the one where the slider stands. Every
figure knows it as two parameters, `seen` (the array) and `at` (the index), and all that lights up is computed from
these.

A cell is a record with array, index, name, value, left (in columns) and top (in pixels); its layer says when it is
`lit`.
"""

import altair as alt

from lessons.figures.style import FAINT, INK, LINE, LIT, across, colour, down, size

HIGH = 46
"""The height of a cell in pixels."""

GAP = 0.05
"""The space at each side of a cell, in columns."""

Columns = tuple[float, float]


def focus(array: str, count: int, label: str) -> list[alt.Parameter]:
    """The slider along an array of `count` cells, and what is looked at: its cell, or the one under the pointer."""
    slider = alt.param(name="place", value=0, bind=alt.binding_range(min=0, max=count - 1, step=1, name=label))
    seen = alt.param(name="seen", expr=f"hover.array ? hover.array[0] : '{array}'")
    at = alt.param(name="at", expr="hover.array ? hover.index[0] : place")
    return [slider, seen, at]


def touch(data: str, columns: Columns, height: int, when: str = "true") -> alt.Chart:
    """What the pointer feels: the cells without gaps between them.

    The events are the mouse's, which a tap sends as well; a tap elsewhere lets go, and so does any slider of the
    page, since on a phone the finger that moves it never left the cell.
    """
    hover = alt.selection_point(
        name="hover", fields=["array", "index"], on="mouseover", clear="mouseout, window:input", empty=False
    )
    return (
        alt.Chart(alt.NamedData(data), name="touch")
        .transform_filter(when)
        .transform_calculate(right="datum.left + 1", bottom=f"datum.top + {HIGH}")
        .mark_rect(opacity=0, tooltip=None, cursor="pointer")
        .encode(x=across("left", columns), x2="right", y=down("top", height), y2="bottom")
        .add_params(hover)
    )


def cells(
    data: str, columns: Columns, height: int, lit: str, left: str = "datum.left", when: str = "true"
) -> alt.LayerChart:
    """Cells with their number and their name.

    lit    an expression: does the cell take part in what is looked at?
    left   an expression: the column where it stands, for cells that move
    when   an expression: is it there at all?
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
    weight = alt.expr("datum.lit ? 'bold' : 'normal'")
    value = source.mark_text(dy=17, fontSize=size("number"), fontWeight=weight, color=INK).encode(
        x=x, y=y, text="value:N"
    )
    name = source.mark_text(dy=35, fontSize=size("name"), color=INK).encode(x=x, y=y, text="name:N")
    return (
        alt.layer(box, value, name)
        .transform_filter(when)
        .transform_calculate(place=left, lit=lit)
        .transform_calculate(
            **{"from": f"datum.place + {GAP}", "to": f"datum.place + {1 - GAP}"},
            middle="datum.place + 0.5",
            bottom=f"datum.top + {HIGH}",
        )
    )


def titles(data: str, columns: Columns, height: int) -> alt.Chart:
    """The name of each row, in the gutter before it."""
    return (
        alt.Chart(alt.NamedData(data))
        .mark_text(align="center", fontWeight="bold", fontSize=size("title"))
        .encode(x=across("middle", columns), y=down("top", height), text="title:N", color=colour())
    )


def links(data: str, columns: Columns, height: int, when: str, **ends: str) -> alt.Chart:
    """Straight lines; `ends` are the expressions of x1, y1, x2 and y2."""
    return (
        alt.Chart(alt.NamedData(data))
        .transform_filter(when)
        .transform_calculate(**ends)
        .mark_rule(strokeWidth=2, opacity=0.8)
        .encode(x=across("x1", columns), y=down("y1", height), x2="x2", y2="y2", color=colour())
    )


def words(data: str, columns: Columns, height: int, top: int) -> alt.Chart:
    """What is written out for the cell that is looked at; a record has array, index and text."""
    return (
        alt.Chart(alt.NamedData(data))
        .transform_filter("datum.array === seen && datum.index === at")
        .mark_text(
            align="left", baseline="top", lineBreak="\n", lineHeight=LINE, fontSize=size("words"), color=INK, clip=True
        )
        .encode(
            x=across("left", columns),
            y=down("top", height),
            text="text:N",
        )
        .transform_calculate(left=str(columns[0] + 0.2), top=str(top))
    )
