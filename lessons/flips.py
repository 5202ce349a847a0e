"""The rounds of “Spot the flip”: functions of a random.Random and a turn, so that a seed always asks the same round.

What is asked goes round in an order that was shuffled once: of three rounds in a row none is asked twice, and not all
have one answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import product
from random import Random

import numpy as np

from engine import convolve, correlate
from lessons.drawing import show
from lessons.model import Option, Round

BARS = " ▁▂▃▄▅▆▇█"

FORMULAS = (
    ("sum(j, w[j]*x[i+j])", "corr", "Both indices go up with [[j]]."),
    ("sum(j, w[j]*x[i-j])", "conv", "As [[j]] goes up, the index of [[x[i-j]]] goes down."),
    ("sum(k, w[k-i]*x[k])", "corr", "As [[k]] goes up, so does the index of [[v[k-i]]]."),
    ("sum(k, w[i-k]*x[k])", "conv", "As [[k]] goes up, the index of [[v[i-k]]] goes down."),
    (
        "sum(j, w[m-1-j]*x[i+j])",
        "conv",
        "As [[j]] goes up, the index of [[v[m-1-j]]] goes down: the kernel is read backwards.",
    ),
    ("sum(j, w[m-1-j]*x[i+m-1-j])", "corr", "Both indices go down together: the rows run the same way."),
    ("sum(j, w[j]*x[i+m-1-j])", "conv", "As [[j]] goes up, the index of [[x[i+m-1-j]]] goes down."),
    ("sum(k, x[k+i]*w[k])", "corr", "Both indices go up with [[k]]."),
)

CALLS = (
    ("numpy.convolve(x, w, 'valid')", "conv", "`numpy.convolve` turns the kernel round."),
    ("numpy.correlate(x, w, 'valid')", "corr", "`numpy.correlate` lays it down as it is."),
    ("numpy.convolve(x, w[::-1], 'valid')", "corr", "Turned round by hand, and once more by the call: as it was."),
    ("numpy.correlate(x, w[::-1], 'valid')", "conv", "The call turns nothing round, but `[::-1]` did."),
    ("scipy.signal.convolve(x, w, 'valid')", "conv", "SciPy's `convolve` turns the kernel round, as NumPy's does."),
    ("torch.nn.functional.conv1d(x, w)", "corr", "PyTorch's layer lays the kernel down as it is."),
    ("torch.nn.functional.conv1d(x, w.flip(-1))", "conv", "The layer turns nothing round, but `flip` did."),
    ("conv(x, w, 'valid')   % MATLAB", "conv", "MATLAB's `conv` is the convolution of mathematics."),
)

TURNED = (
    ("numpy.convolve({}, {}, 'valid')", np.convolve, "[::-1]", True),
    ("numpy.correlate({}, {}, 'valid')", np.correlate, "[::-1]", True),
    ("torch.nn.functional.conv1d({}, {})", np.correlate, ".flip(-1)", False),
)
"""A call, what it computes, how a row is turned round in its library, and whether its rows may change places."""

MACHINES = ("corr", "conv", "both")
NAMES = {"corr": "correlation: the kernel as it is", "conv": "convolution: the kernel turned round"}


def numbers(random: Random, turn: int) -> Round:
    """Two short rows and a result; one time in three a kernel with which nobody can tell."""
    right = MACHINES[_place("numbers", MACHINES, turn)]
    while True:
        x = np.array([random.randint(0, 5) for _ in range(4)])
        w = np.array([random.randint(1, 4), random.randint(1, 4)])
        if _agree(x, w) == (right == "both"):
            return _compared(x, w, right, lambda row: f"`{show(row)}`")


def pictures(random: Random, turn: int) -> Round:
    """The same with longer rows, drawn as bars."""
    right = MACHINES[_place("pictures", MACHINES, turn)]
    while True:
        x = np.zeros(9, int)
        x[random.randint(2, 3)] = random.randint(1, 2)
        x[6] = random.choice((0, 1))
        w = np.array(random.choice(((1, 2, 4), (4, 2, 1), (3, 1, 0), (0, 1, 3), (1, 4, 2), (1, 3, 1))))
        if _agree(x, w) == (right == "both"):
            return _compared(x, w, right, lambda row: f"`▕{''.join(BARS[min(8, value)] * 2 for value in row)}▏`")


def formulas(random: Random, turn: int) -> Round:
    """A formula of a row and a kernel: the directions of its indices tell.

    The kernel is called v, a name that no notation keeps turned round.
    """
    text, right, why = FORMULAS[_place("formulas", tuple(machine for _, machine, _ in FORMULAS), turn)]
    return Round(
        prompt=f"What does this formula compute of a row [[x]] and a kernel [[v]]?\n\n[[{text.replace('w', 'v')}]]",
        options=_options(("corr", "conv"), right, why),
        solution=why,
    )


def calls(random: Random, turn: int) -> Round:
    """A call of a library."""
    text, right, why = CALLS[_place("calls", tuple(machine for _, machine, _ in CALLS), turn)]
    return Round(
        prompt=f"What does this call compute?\n\n```\n{text}\n```",
        options=_options(("corr", "conv"), right, why),
        solution=why,
    )


def turned(random: Random, turn: int) -> Round:
    """A call in which more is turned round or exchanged than the kernel; what a single 1 becomes tells which it is."""
    rounds = _all_turned()
    written, right, why = rounds[_place("turned", tuple(machine for _, machine, _ in rounds), turn)]
    return Round(
        prompt=f"What does this call compute?\n\n```\n{written}\n```",
        options=_options(("corr", "conv"), right, why),
        solution=why,
    )


@lru_cache(maxsize=1)
def _all_turned() -> tuple[tuple[str, str, str], ...]:
    """Every call in which the row is turned round or the two are exchanged: rows as in CALLS."""
    yes_or_no = (False, True)
    return tuple(
        _turned(call, compute, reverse, kernel, row, swapped)
        for (call, compute, reverse, may_swap), kernel, row, swapped in product(TURNED, *[yes_or_no] * 3)
        if (row or swapped) and (may_swap or not swapped)
    )


def _turned(
    call: str, compute: Callable[..., np.ndarray], reverse: str, kernel: bool, row: bool, swapped: bool
) -> tuple[str, str, str]:
    """A call, its machine and why; the result is turned round where it would come out from back to front otherwise."""
    result = row != (swapped and compute is np.correlate)
    x, w = np.eye(1, 5, 2, dtype=int)[0], np.array([1, 2, 3])
    rows = (("x", x, row), ("w", w, kernel))[:: -1 if swapped else 1]
    written = call.format(*(name + reverse * turns for name, _, turns in rows)) + reverse * result
    made = compute(*(each[::-1] if turns else each for _, each, turns in rows), "valid")[:: -1 if result else 1]
    right = "conv" if (made == w).all() else "corr"
    end = {
        "conv": "the kernel as it is, so on the way it was turned round",
        "corr": "the kernel in reverse, so it was laid down as it is",
    }[right]
    return written, right, f"With `x` = {show(x)} and `w` = {show(w)} the call gives {show(made)}: {end}."


@lru_cache(maxsize=8)
def _order(level: str, answers: tuple[str, ...]) -> tuple[int, ...]:
    """The places of these answers, shuffled until no three in a row, the first following on the last, are the same."""
    random, places = Random(level), list(range(len(answers)))
    while True:
        random.shuffle(places)
        row = [answers[place] for place in places]
        if all(len({row[at - 2], row[at - 1], row[at]}) > 1 for at in range(len(row))):
            return tuple(places)


def _place(level: str, answers: tuple[str, ...], turn: int) -> int:
    """Which of these answers has its turn."""
    return _order(level, answers)[turn % len(answers)]


def _results(x: np.ndarray, w: np.ndarray) -> dict[str, np.ndarray]:
    return {"corr": correlate(x, w).astype(int), "conv": convolve(x, w, "valid").astype(int)}


def _agree(x: np.ndarray, w: np.ndarray) -> bool:
    return np.array_equal(*_results(x, w).values())


def _compared(x: np.ndarray, w: np.ndarray, right: str, drawn: Callable[[np.ndarray], str]) -> Round:
    results = _results(x, w)
    why = {
        "both": "Here both give the same, so nobody can tell.",
        "corr": "Laid down as it is, the kernel gives this; turned round, it would give {conv}.",
        "conv": "Turned round, the kernel gives this; laid down as it is, it would give {corr}.",
    }[right].format(**{name: drawn(row) for name, row in results.items()})
    made = results["corr" if right == "both" else right]
    return Round(
        prompt=f"[[x]] {drawn(x)}, [[w]] {drawn(w)}, result {drawn(made)}. Which machine made it?",
        options=_options(("corr", "conv", "both"), right, why),
        solution=why,
    )


def _options(names: tuple[str, ...], right: str, why: str) -> tuple[Option, ...]:
    texts = {**NAMES, "both": "nobody can tell: both give this"}
    wrong = {"corr": "no-flip", "conv": "needless-flip", "both": None}
    return tuple(
        Option(name, texts[name], name == right, why, None if name == right else wrong[name]) for name in names
    )
