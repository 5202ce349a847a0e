"""Who reads whom: two rows and a line for every product, to be followed in either direction.

    x      the input, n cells                 z    the output, n − m + 1 cells           w   the kernel, m cells
    delta  the gradient of the output         dx   the gradient of the input

The same lines carry the numbers forwards, from x to z, and the gradient backwards, from delta to dx. Along an output
the weights come in their order; along an input they come backwards, since i = k − j.
"""

from collections.abc import Sequence
from functools import cache

from lessons.figures.parts import HIGH, cells, focus, links, names_of_rows, touch, weights, words
from lessons.figures.records import correlation, letter, room, row, said, spread, sum_of_products, titles
from lessons.figures.style import LINE, lines, stage
from lessons.model import Figure

ABOVE, BELOW, TEXT = 2, 178, 236
"""Where the rows and the words begin, in pixels from the top."""

BAND = 22
"""How far a line goes straight on from its cell; the name of its weight stands beside that piece."""


def who_reads_whom(x: Sequence[float], w: Sequence[float], id: str = "who-reads-whom") -> Figure:
    """The input above and the output below, z[i] = sum(j, w[j]*x[i+j]), with a line wherever an output reads an input.

    x: (n,) numbers and w: (m,) numbers, 1 ≤ m ≤ n. ValueError when w does not fit into x.

    >>> who_reads_whom([1, 2, 0, 3], [2, 1]).data["words"][1]["text"]
    'x[1] is read by\\nz[1] with w[0], z[0] with w[1]'
    """
    z = correlation(x, w)
    n, m = len(x), len(w)
    products = [[(("w", j), ("x", i + j)) for j in range(m)] for i in range(len(z))]
    texts = [told(k, "x", "is read by", "z", n, m) for k in range(n)]
    texts += [sum_of_products(("z", i), products[i], {"w": w, "x": x}) for i in range(len(z))]
    return Figure(
        id=id,
        spec=_spec("x", "z", n, m, room(texts)),
        data=_data("x", x, "z", z, w, texts),
        caption="Move along the inputs, or point at any cell: the lines lead to whom it reads, or who reads it, "
        "and say by which weight.",
        alt=f"The input x ({said(x)}) above, the output z ({said(z)}) below, and a line from x[k] to z[i] for each of "
        f"the {m * len(z)} products. The kernel w is {said(w)}. For the chosen input, the lines to the outputs that "
        "read it carry the names of the weights, and a sentence lists them.",
    )


def who_sends_back(delta: Sequence[float], w: Sequence[float], id: str = "who-sends-back") -> Figure:
    """The gradient of the input above and delta below: dx[k] = sum(j, delta[k-j]*w[j]), along the same lines.

    delta: (n − m + 1,) numbers and w: (m,) numbers, both at least one. ValueError when one is empty.

    >>> who_sends_back([3, 1, -2], [2, 1]).data["words"][1]["text"]
    'dx[1] = w[0]·δ[1] + w[1]·δ[0]\\n= 2·1 + 1·3 = 5'
    """
    dx = spread(delta, w)
    n, m = len(dx), len(w)
    collected = [[(("w", j), ("delta", k - j)) for j in range(m) if 0 <= k - j <= n - m] for k in range(n)]
    texts = [sum_of_products(("dx", k), collected[k], {"w": w, "delta": delta}) for k in range(n)]
    texts += [told(i, "delta", "goes to", "dx", n, m) for i in range(len(delta))]
    return Figure(
        id=id,
        spec=_spec("dx", "delta", n, m, room(texts)),
        data=_data("dx", dx, "delta", delta, w, texts),
        caption="The same lines, walked back: move along dx = ∂L/∂x, or point at any cell, and read off the weights.",
        alt=f"The gradient of the input dx ({said(dx)}) above, the gradient of the output delta ({said(delta)}) below, "
        f"and a line from delta[i] to dx[k] for each of the {m * len(delta)} products. The kernel w is {said(w)}. For "
        "the chosen dx[k], the lines to the deltas that it collects carry the names of the weights, and the sum is "
        "written out.",
    )


def told(index: int, array: str, verb: str, other: str, n: int, m: int) -> dict:
    """One cell and the cells it is tied to, each with its weight: along x or z, as k = i + j says."""
    above = array in ("x", "dx")
    ends = [(index - j if above else index + j, j) for j in range(m)]
    tied = [f"{letter(other, end)} with {letter('w', j)}" for end, j in ends if not above or 0 <= end <= n - m]
    return {"array": array, "index": index, "text": f"{letter(array, index)} {verb}\n{lines(tied, ', ')}"}


def _data(above: str, upper: Sequence, below: str, lower: Sequence, w: Sequence, texts: list[dict]) -> dict:
    shift = (len(w) - 1) / 2
    return {
        "cells": (*row(above, upper, top=ABOVE), *row(below, lower, top=BELOW, left=shift)),
        "links": tuple({"i": i, "j": j, "name": letter("w", j)} for i in range(len(lower)) for j in range(len(w))),
        "titles": titles((above, letter(above), ABOVE), (below, letter(below), BELOW)),
        "words": tuple(texts),
    }


@cache
def _spec(above: str, below: str, n: int, m: int, count: int) -> dict:
    columns, height = (-0.9, n), TEXT + count * LINE
    shift = (m - 1) / 2
    apart = f"(seen === '{below}' ? datum.index - at : at - datum.index)"
    lit = f"datum.array === seen ? datum.index === at : {apart} >= 0 && {apart} < {m}"
    looked_at = f"at === (seen === '{below}' ? datum.i : datum.i + datum.j)"
    upper, lower = "datum.i + datum.j + 0.5", f"datum.i + {shift} + 0.5"
    ends = {"x1": upper, "y1": str(ABOVE + HIGH + BAND), "x2": lower, "y2": str(BELOW - BAND)}
    is_above = f"datum.array === '{above}'"
    stubs = {
        "x1": "datum.left + 0.5",
        "x2": "datum.left + 0.5",
        "y1": f"{is_above} ? {ABOVE + HIGH} : {BELOW}",
        "y2": f"{is_above} ? {ABOVE + HIGH + BAND} : {BELOW - BAND}",
    }
    return stage(
        [
            links(columns, height, f"!({looked_at})", opacity=0.25, **ends),
            links(columns, height, f"!({lit})", opacity=0.25, data="cells", **stubs),
            links(columns, height, looked_at, **ends),
            links(columns, height, lit, data="cells", **stubs),
            weights(
                columns,
                height,
                looked_at,
                x=f"seen === '{below}' ? {upper} : {lower}",
                y=f"seen === '{below}' ? {ABOVE + HIGH + BAND / 2} : {BELOW - BAND / 2}",
            ),
            cells("cells", columns, height, lit),
            names_of_rows(columns, height),
            words(columns, height, TEXT),
            touch("cells", columns, height),
        ],
        focus(above, n, f"Follow {above}[k] along the row, k = "),
        columns,
        height,
    )
