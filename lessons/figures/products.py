"""Correlation and convolution of the same two arrays: one reads the kernel forwards, the other backwards.

x   the input, n cells       w   the kernel, m cells       i   the place of the window, 0 to n − m

corr[i] = sum(j, w[j]*x[i+j])            conv[i] = sum(j, w[j]*x[i+m-1-j])     both only where the kernel fits
"""

from collections.abc import Sequence
from functools import cache

from lessons.figures.parts import cells, focus, names_of_rows, touch, words
from lessons.figures.records import correlation, room, row, said, sum_of_products, titles
from lessons.figures.style import LINE, stage
from lessons.model import Figure

CORR, FORWARDS, X, BACKWARDS, CONV, TEXT = 2, 60, 118, 176, 234, 294
"""Where the rows and the words begin, in pixels from the top."""


def correlation_and_convolution(x: Sequence[float], w: Sequence[float], id: str = "corr-and-conv") -> Figure:
    """The correlation above the input and the convolution below it, filled step by step by one slider.

    x: (n,) numbers and w: (m,) numbers, 1 ≤ m ≤ n. ValueError when w does not fit into x.

    >>> correlation_and_convolution([1, 2, 0], [2, 1]).data["said below"][0]["text"]
    'conv[0] = w[1]·x[0] + w[0]·x[1]\\n= 1·1 + 2·2 = 5'
    """
    n, m = len(x), len(w)
    corr, conv = correlation(x, w), correlation(x, w[::-1])
    above = [_written("corr", i, range(m), x, w) for i in range(len(corr))]
    below = [_written("conv", i, range(m - 1, -1, -1), x, w) for i in range(len(conv))]
    shift = (m - 1) / 2
    return Figure(
        id=id,
        spec=_spec(n, m, room(above), room(below)),
        data={
            "cells": (*row("corr", corr, top=CORR, left=shift), *row("conv", conv, top=CONV, left=shift)),
            "input": row("x", x, top=X),
            "kernel": (
                *(cell | {"column": cell["index"]} for cell in row("w", w, top=FORWARDS)),
                *(cell | {"column": m - 1 - cell["index"]} for cell in row("w", w, top=BACKWARDS)),
            ),
            "titles": titles(
                ("z", "corr", CORR), ("w", "w", FORWARDS), ("x", "x", X), ("w", "w", BACKWARDS), ("z", "conv", CONV)
            ),
            "said above": tuple(above),
            "said below": tuple(below),
        },
        caption="One slider moves both: the kernel as it is above, turned round below.",
        alt=f"The input x ({said(x)}) in the middle. Above it lies the kernel w ({said(w)}) in its order, and the "
        f"correlation {said(corr)}. Below it lies the kernel in the opposite order, and the convolution {said(conv)}. "
        "A slider moves both kernels; the results fill up to its place, and both sums of products are written out.",
    )


def _written(name: str, i: int, order: Sequence[int], x: Sequence[float], w: Sequence[float]) -> dict:
    """One result as a sum of products, the weights in the order in which they lie over the input."""
    products = [(("w", j), ("x", i + place)) for place, j in enumerate(order)]
    return sum_of_products((name, i), products, {"w": w, "x": x})


@cache
def _spec(n: int, m: int, above: int, below: int) -> dict:
    columns = (-0.9, n)
    second = TEXT + above * LINE + 10
    height = second + below * LINE
    step = "datum.index === at"
    return stage(
        [
            cells("cells", columns, height, step, value="datum.index > at ? '' : datum.value"),
            cells("input", columns, height, f"datum.index >= at && datum.index < at + {m}"),
            cells("kernel", columns, height, "true", left="at + datum.column"),
            names_of_rows(columns, height),
            words(columns, height, TEXT, data="said above", when=step),
            words(columns, height, second, data="said below", when=step),
            touch("cells", columns, height),
        ],
        focus("corr", n - m + 1, "Both windows stand at i = "),
        columns,
        height,
    )
