"""The window that slides: an output reads a few inputs, each by one weight, and the other way round an input is read.

    x   the input, n cells          w   the kernel, m cells          z   the output, n − m + 1 cells

The kernel stands between the two rows, each weight on its way from an input to an output. While an output is looked
at, the weights stand under the inputs that it reads; while an input is looked at, they stand over the outputs that
read it.
"""

from collections.abc import Sequence
from functools import cache

from lessons.figures.parts import HIGH, cells, focus, links, names_of_rows, touch, words
from lessons.figures.records import correlation, letter, room, row, said, sum_of_products, titles
from lessons.figures.style import LINE, lines, stage
from lessons.model import Figure

X, W, Z, TEXT = 2, 84, 166, 232
"""Where the rows begin, in pixels from the top."""


def sliding_window(x: Sequence[float], w: Sequence[float], id: str = "sliding-window") -> Figure:
    """A filter, z[i] = sum(j, w[j]*x[i+j]): input, kernel and output, and a window that the reader moves.

    x: (n,) numbers and w: (m,) numbers, 1 ≤ m ≤ n. ValueError when w does not fit into x.

    >>> sliding_window([1, 2, 0, 3], [2, 1]).data["words"][1]["text"]
    'z[1] = w[0]·x[1] + w[1]·x[2]\\n= 2·2 + 1·0 = 4'
    """
    n, m = len(x), len(w)
    z = correlation(x, w)
    shift = (m - 1) / 2
    texts = [
        sum_of_products(("z", i), [(("w", j), ("x", i + j)) for j in range(m)], {"w": w, "x": x}) for i in range(len(z))
    ]
    texts += [_read_by(k, n, m) for k in range(n)]
    return Figure(
        id=id,
        spec=_spec(n, m, room(texts)),
        data={
            "cells": (*row("x", x, top=X), *row("z", z, top=Z, left=shift)),
            "kernel": row("w", w, top=W),
            "links": tuple({"i": i, "j": j} for i in range(len(z)) for j in range(m)),
            "titles": titles(("x", "x", X), ("w", "w", W), ("z", "z", Z)),
            "words": tuple(texts),
        },
        caption="Move the window, or point at a cell (on a phone, tap it): an output shows what it reads, "
        "an input shows who reads it.",
        alt=f"An input row x of {n} cells ({said(x)}), a kernel w of {m} ({said(w)}) "
        f"and an output row z of {len(z)} ({said(z)}). "
        f"Each output z[i] reads the {m} inputs from x[i] on: w[0] times x[i], w[1] times the next, and so on. "
        "A slider moves this window; the products of the output are written under it.",
    )


def _read_by(k: int, n: int, m: int) -> dict:
    """Which outputs read x[k], and by which weight."""
    readers = [f"{letter('z', k - j)} with {letter('w', j)}" for j in range(m) if 0 <= k - j <= n - m]
    return {"array": "x", "index": k, "text": f"{letter('x', k)} is read by\n{lines(readers, ', ')}"}


@cache
def _spec(n: int, m: int, count: int) -> dict:
    columns, height = (-0.9, n), TEXT + count * LINE
    shift = (m - 1) / 2
    apart = "(seen === 'z' ? datum.index - at : at - datum.index)"
    lit = f"datum.array === seen ? datum.index === at : {apart} >= 0 && {apart} < {m}"
    on_its_way = f"(seen === 'z' ? datum.i + datum.j : datum.i + {shift}) + 0.5"
    looked_at = "at === (seen === 'z' ? datum.i : datum.i + datum.j)"
    return stage(
        [
            links(
                columns,
                height,
                looked_at,
                x1="datum.i + datum.j + 0.5",
                y1=str(X + HIGH),
                x2=on_its_way,
                y2=str(W),
            ),
            links(
                columns,
                height,
                looked_at,
                x1=on_its_way,
                y1=str(W + HIGH),
                x2=f"datum.i + {shift} + 0.5",
                y2=str(Z),
            ),
            cells("cells", columns, height, lit),
            cells(
                "kernel",
                columns,
                height,
                lit="true",
                left=f"seen === 'z' ? at + datum.index : at - datum.index + {shift}",
                when=f"seen === 'z' || at >= datum.index && at - datum.index <= {n - m}",
            ),
            names_of_rows(columns, height),
            words(columns, height, TEXT),
            touch("cells", columns, height),
        ],
        focus("z", n - m + 1, "The window stands at i = "),
        columns,
        height,
    )
