"""The same gradient computed twice at once: scattered by the outputs, and gathered by the inputs.

    delta  the gradient of the output, N cells                  w  the kernel, m cells
    dx     the gradient of the input, N + m − 1 cells

    scatter   for i: for j: dx[i+j] += w[j]*delta[i]      one delta throws the kernel, w[0] first
    gather    for k: dx[k] = sum(j, w[j]*delta[k-j])      one dx collects by the kernel, w[0] last

One slider is the step of both loops. The kernel lies forwards in one and backwards in the other, and both end with
the same row.
"""

from collections.abc import Sequence
from functools import cache

from lessons.figures.parts import cells, focus, names, names_of_rows, touch, words
from lessons.figures.records import headings, letter, room, row, said, spread, sum_of_products, titles, zeros
from lessons.figures.style import LINE, lines, number, stage
from lessons.model import Figure

HIGH, PITCH = 40, 44
"""The height of a cell, and from row to row, in pixels."""

TOP = 30
"""The height of a part's heading."""


def scatter_gather(delta: Sequence[float], w: Sequence[float], id: str = "scatter-gather") -> Figure:
    """The gradient of the input, by scattering above and by gathering below, step by step with one slider.

    delta: (N,) numbers and w: (m,) numbers, both at least one. ValueError when one is empty.

    >>> scatter_gather([3, 1], [2, 1]).data["thrown"][1]["text"]
    'δ[1] adds w[0]·δ[1] to dx[1], w[1]·δ[1] to dx[2]'
    """
    dx = spread(delta, w)
    count, m, n = len(delta), len(w), len(dx)
    thrown = [_throw(step, count, m) for step in range(n)]
    collected = [
        sum_of_products(
            ("dx", k),
            [(("w", j), ("delta", k - j)) for j in range(m) if 0 <= k - j < count],
            {"w": w, "delta": delta},
        )
        for k in range(n)
    ]
    tops = _tops(count, room(thrown))
    return Figure(
        id=id,
        spec=_spec(count, m, room(thrown), room(collected)),
        data={
            "cells": (
                *(cell | {"left": -1, "top": TOP + i * PITCH} for i, cell in enumerate(row("delta", delta, top=0))),
                *row("dx", dx, top=tops["dx"]),
            ),
            "products": tuple(
                {
                    "array": "w",
                    "index": i,
                    "name": f"{letter('w', j)}·{letter('delta')}",
                    "value": number(weight * one),
                    "left": i + j,
                    "top": TOP + i * PITCH,
                }
                for i, one in enumerate(delta)
                for j, weight in enumerate(w)
            ),
            "totals": tuple(
                cell | {"step": step}
                for step in range(n)
                for cell in row("dx", _so_far(delta, w, step), top=tops["totals"])
            ),
            "read": (
                *row("delta", delta, top=tops["delta"]),
                *zeros(range(1 - m, 0), top=tops["delta"]),
                *zeros(range(count, n), top=tops["delta"]),
            ),
            "kernel": row("w", w, top=tops["w"]),
            "names": headings(
                ("Scatter: δ[i] throws", -_gutter(m) + 0.05, 14),
                ("Gather: dx[k] collects", -_gutter(m) + 0.05, tops["gather"]),
            ),
            "titles": titles(
                ("dx", "dx", tops["totals"]),
                ("delta", "δ", tops["delta"]),
                ("w", "w", tops["w"]),
                ("dx", "dx", tops["dx"]),
                middle=0.45 - _gutter(m),
            ),
            "thrown": tuple(thrown),
            "collected": tuple(collected),
        },
        caption="One slider moves both: above, δ[i] adds its products to several dx; below, dx[k] is computed in "
        "one go. Compare the order of the weights.",
        alt=f"Above, scatter: each of the {count} deltas ({said(delta)}) has a row with its products by the kernel w "
        f"({said(w)}), shifted by one column from row to row, and the columns add up to dx. Below, gather: the row "
        "delta with zeros around it, the kernel under it in the opposite order, w[0] under the last delta that is "
        f"read, and dx filling from left to right. Both end with dx = {said(dx)}.",
    )


def _throw(step: int, count: int, m: int) -> dict:
    """What one step of the scattering loop adds."""
    if step >= count:
        return {"array": "delta", "index": step, "text": f"All {count} have thrown: dx is complete."}
    name = letter("delta", step)
    adds = [f"{letter('w', j)}·{name} to {letter('dx', step + j)}" for j in range(m)]
    return {"array": "delta", "index": step, "text": lines([f"{name} adds {adds[0]}", *adds[1:]], ", ")}


def _so_far(delta: Sequence[float], w: Sequence[float], step: int) -> list[float]:
    """The sums after the deltas up to this step have thrown."""
    return spread([one if i <= step else 0 for i, one in enumerate(delta)], w)


def _gutter(m: int) -> float:
    """Columns left of dx[0]: for the zeros before delta[0], at least for the deltas that throw, and for the titles."""
    return max(m - 1, 1) + 0.9


def _tops(count: int, thrown: int) -> dict[str, int]:
    """Where the rows of both parts and the words begin, in pixels from the top."""
    totals = TOP + count * PITCH + 6
    first = totals + HIGH + 10
    gather = first + thrown * LINE + 30
    delta = gather + 16
    return {
        "totals": totals,
        "thrown": first,
        "gather": gather,
        "delta": delta,
        "w": delta + PITCH,
        "dx": delta + 2 * PITCH,
        "collected": delta + 2 * PITCH + HIGH + 10,
    }


@cache
def _spec(count: int, m: int, thrown: int, collected: int) -> dict:
    tops = _tops(count, thrown)
    columns, height = (-_gutter(m), count + m - 1), tops["collected"] + collected * LINE
    reached = f"at < {count} && datum.index >= at && datum.index < at + {m}"
    step = "datum.index === at"
    return stage(
        [
            cells(
                "cells",
                columns,
                height,
                step,
                value="datum.array === 'dx' && datum.index > at ? '' : datum.value",
                high=HIGH,
            ),
            cells("products", columns, height, step, when="datum.index <= at", high=HIGH),
            cells("totals", columns, height, reached, when="datum.step === at", high=HIGH),
            cells("read", columns, height, f"datum.left <= at && datum.left > at - {m}", high=HIGH),
            cells("kernel", columns, height, "true", left="at - datum.index", high=HIGH),
            names(columns, height, what="words", align="left"),
            names_of_rows(columns, height, high=HIGH),
            words(columns, height, tops["thrown"], data="thrown", when=step),
            words(columns, height, tops["collected"], data="collected", when=step),
            touch("cells", columns, height, high=HIGH),
        ],
        focus("dx", count + m - 1, "Step of both loops, i = k = "),
        columns,
        height,
    )
