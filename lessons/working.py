"""Numbers written out the way one would by hand, for hints and solutions: 2·1 + 1·3 = 5."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lessons.drawing import exact, show


def dot(left: Iterable[int], right: Iterable[int]) -> str:
    """The products of two rows, added; a negative factor is bracketed.

    >>> dot((2, -1), (1, 3))
    '2·1 + (−1)·3 = −1'
    """
    pairs = [(exact(one), exact(other)) for one, other in zip(left, right, strict=True)]
    if not pairs:
        return "0"
    written = products([one for one, _ in pairs], [other for _, other in pairs])
    return f"{written} = {show(sum(one * other for one, other in pairs))}"


def products(left: Iterable[int], right: Iterable[int]) -> str:
    """The products of two rows, not yet added.

    >>> products((2, -1), (1, 3))
    '2·1 + (−1)·3'
    """
    return " + ".join(f"{factor(exact(one))}·{factor(exact(other))}" for one, other in zip(left, right, strict=True))


def factor(value: object) -> str:
    """A number inside a product: 3, (−1)."""
    return show(value) if value >= 0 else f"({show(value)})"


def lines(array: str, rows: Sequence[str], first: int = 0) -> str:
    """A Markdown list with one line per entry of an array.

    >>> print(lines("z", ["2·1 = 2"]))
    * [[z[0]]]: 2·1 = 2
    """
    return "\n".join(f"* [[{array}[{place}]]]: {row}" for place, row in enumerate(rows, start=first))


def sliding(x: Sequence[int], w: Sequence[int], array: str = "z") -> str:
    """Every output of a kernel laid down as it is: one line each.

    >>> print(sliding((1, 3, 2), (2, 1)))
    * [[z[0]]]: 2·1 + 1·3 = 5
    * [[z[1]]]: 2·3 + 1·2 = 8
    """
    return lines(array, [dot(w, x[i : i + len(w)]) for i in range(len(x) - len(w) + 1)])


def collecting(delta: Sequence[int], w: Sequence[int], array: str = "dx") -> str:
    """Every entry of the gradient of the input: what the outputs that read it send back, one line each.

    >>> print(collecting((1, 3), (2, 1)))
    * [[dx[0]]]: 2·1 = 2
    * [[dx[1]]]: 2·3 + 1·1 = 7
    * [[dx[2]]]: 1·3 = 3
    """
    rows = []
    for k in range(len(delta) + len(w) - 1):
        inside = [j for j in range(len(w)) if 0 <= k - j < len(delta)]
        rows.append(dot([w[j] for j in inside], [delta[k - j] for j in inside]))
    return lines(array, rows)
