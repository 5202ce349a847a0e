"""Checking numbers, cells, picks and code: compared with the engine's, diagnosed by what the lesson lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from inspect import signature
from itertools import chain

import numpy as np

from engine import Layer, Verdict
from engine.formula.translate import OWN
from lessons import reading
from lessons.drawing import draw, exact
from lessons.exercises import Exercise, Mutant
from lessons.prose import plain
from lessons.reading import Unread

SAID = tuple[Verdict, str]
Labels = tuple[tuple[str, ...], ...]
CASES = 5
CLOSE = 1e-9

SEEN = (
    ("wrong-sign", lambda right: -right, "Every number is right but for its sign."),
    (None, lambda right: right[::-1], "These are the right numbers in reverse order."),
    (
        "off-by-one",
        lambda right: np.roll(right, 1),
        "The right numbers, all but one of them one place too far; the last stands at the beginning.",
    ),
    (
        "off-by-one",
        lambda right: np.roll(right, -1),
        "The right numbers, all but one of them one place too early; the first stands at the end.",
    ),
)
"""What can be said of wrong cells without knowing the question: misconception, what they are, in words."""


def number(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Compare one number."""
    given = reading.number(answer)
    drawn = draw(exercise, seed)
    right = exact(drawn.right)
    if given.value == right:
        return Verdict("correct", "That is the number."), ""
    if given.stands_for(right):
        words = "This is the right number, rounded. Write it exactly, as a fraction such as 5/2."
        return Verdict("unfinished", words), ""
    for mistake, result in drawn.wrong:
        if given.stands_for(exact(result)):
            return Verdict("wrong", "", mistake.misconception), mistake.says
    if given.stands_for(-right):
        return Verdict("wrong", "The size is right, the sign is not.", "wrong-sign"), ""
    return Verdict("wrong", "That is not the number, and it is no mistake I know. A hint may help."), ""


def cells(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Compare every cell of a row or a grid."""
    drawn = draw(exercise, seed)
    labels = drawn.cells if exercise.names else _called(drawn.cells, exercise.layer, notation)
    given = np.array(reading.grid(answer, labels)).reshape(drawn.right.shape)
    right = _fractions(drawn.right)
    differs = np.array([typed.value for typed in given.flat]).reshape(right.shape) != right
    if not differs.any():
        return Verdict("correct", "Every cell is right."), ""
    if _stand_for(given, right):
        words = "These are the right numbers, rounded. Write them exactly: a fraction, such as 5/2, is a number too."
        return Verdict("unfinished", words), ""
    for mistake, result in drawn.wrong:
        if _stand_for(given, _fractions(result)):
            return Verdict("wrong", "", mistake.misconception), mistake.says
    for misconception, change, words in SEEN:
        if _stand_for(given, change(right)):
            return Verdict("wrong", words, misconception), ""
    wrong = np.array(drawn.cells).reshape(right.shape)[differs]
    names = [name if exercise.names else f"[[{name}]]" for name in wrong]
    if len(names) == right.size:
        return Verdict("wrong", "None of the cells is right yet. A hint may help."), ""
    listed = f"{', '.join(names[:-1])} and {names[-1]} are" if len(names) > 1 else f"{names[0]} is"
    return Verdict("wrong", ""), f"{listed} not right yet; the rest is."


def pick(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Compare the cells that were picked; name one that is too much and one that is missing, and why.

    Where nothing is too much and there are hints, those that are missing are counted only: one named with every check
    would be the whole answer after a few. A text names cells as the notation does; a list has their own names.
    """
    drawn = draw(exercise, seed)
    typed = exercise.typeset and isinstance(answer, str)
    labels = _called(drawn.cells, exercise.layer, notation) if typed else drawn.cells
    cells = dict(zip(chain(*labels), chain(*drawn.cells), strict=True))
    given = frozenset(cells[label] for label in reading.picked(answer, labels))
    right = frozenset(drawn.right)
    if given == right:
        return Verdict("correct", "These, and no others."), ""
    for mistake, result in drawn.wrong:
        if given == frozenset(result):
            return Verdict("wrong", "", mistake.misconception), mistake.says
    order = [cell for row in drawn.cells for cell in row]
    missing = [cell for cell in order if cell in right - given]
    extra = [cell for cell in order if cell in given - right]
    if exercise.hints and not extra:
        left = "One is" if len(missing) == 1 else f"{len(missing)} are"
        words = f"Right so far: {len(given)} of {len(right)}, and none too many. {left} still missing."
        return Verdict("wrong", f"{words} A hint may help."), ""
    words = []
    for cells_left, what in ((extra, "doesn't belong"), (missing, "is missing")):
        if cells_left:
            name = f"[[{cells_left[0]}]]" if exercise.typeset else f"`{cells_left[0]}`"
            words.append(f"{name} {what}: {exercise.because(cell=cells_left[0], **drawn.numbers)}.")
    kept = len(given & right)
    words.append(f"Right so far: {kept} of {len(right)}." if kept else "None of these belongs yet.")
    return Verdict("wrong", ""), " ".join(words)


def code(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Run a learner's function on several cases and compare every component; for a notebook, never for a server."""
    if not callable(answer):
        raise Unread("Give the function itself, without calling it: check(forward).")
    cases = [exercise.cases(number) for number in range(CASES)]
    given = [_result(answer, case) for case in cases]
    right = [np.asarray(exercise.right(**case), float) for case in cases]
    if all(map(_close, given, right)):
        return Verdict("correct", f"Every component agrees with the engine's, in {CASES} cases."), ""
    for mistake in exercise.mistakes:
        wrong = [np.asarray(mistake.answer(**case), float) for case in cases]
        if all(map(_close, given, wrong)):
            return Verdict("wrong", "", mistake.misconception), mistake.says
    return Verdict("wrong", _first_difference(cases, given, right)), ""


def survives(exercise: Exercise, mutant: Mutant, case: Mapping[str, object]) -> bool:
    """Whether a wrong gradient gives the right numbers on a test case."""
    right = exercise.right(**case)
    return all(_close(result, right[name]) for name, result in mutant.procedure(**case).items())


def _called(cells: Labels, layer: Layer, notation: str) -> Labels:
    """What cells are called in a notation."""
    if notation == OWN:
        return cells
    return tuple(tuple(plain(f"[[{cell}]]", layer, notation) for cell in row) for row in cells)


def _result(function: Callable[..., object], case: Mapping[str, object]) -> np.ndarray:
    arguments = {name: np.array(value) if isinstance(value, np.ndarray) else value for name, value in case.items()}
    try:
        by_name = _takes_names(function, arguments)
        result = function(**arguments) if by_name else function(*arguments.values())
        numbers = None if result is None or np.iscomplexobj(result) else np.asarray(result, float)
    except Exception as error:
        raise Unread(f"With {_shown(case)} your function gave no numbers: {type(error).__name__}: {error}") from None
    if result is None:
        raise Unread("Your function returns nothing. Does it end with `return`?")
    if numbers is None:
        raise Unread("Your function returns complex numbers, as an FFT does. Take the real parts: `.real`.")
    return numbers


def _takes_names(function: Callable[..., object], arguments: Mapping[str, object]) -> bool:
    """Whether a function can be called with the arguments by their names; one with names of its own can't."""
    try:
        signature(function).bind(**arguments)
    except (TypeError, ValueError):
        return False
    return True


def _first_difference(cases: list, given: list[np.ndarray], right: list[np.ndarray]) -> str:
    for case, yours, theirs in zip(cases, given, right, strict=True):
        if not _close(yours, theirs):
            shown = _shown(case)
            if yours.shape != theirs.shape:
                return f"With {shown} your result has the shape {yours.shape}; it needs {theirs.shape}."
            place = tuple(int(axis[0]) for axis in np.nonzero(~np.isclose(yours, theirs, rtol=CLOSE, atol=CLOSE)))
            where = ", ".join(map(str, place))
            return f"With {shown} your entry [{where}] is {yours[place]:g}; it should be {theirs[place]:g}."
    raise AssertionError("some case differs")


def _shown(case: Mapping[str, object]) -> str:
    """The numbers of a case; a function has no numbers to show."""
    return ", ".join(f"{name}={np.asarray(value).tolist()}" for name, value in case.items() if not callable(value))


def _close(one: object, other: object) -> bool:
    left, right = np.asarray(one, float), np.asarray(other, float)
    return left.shape == right.shape and bool(np.allclose(left, right, rtol=CLOSE, atol=CLOSE))


def _stand_for(given: np.ndarray, numbers: np.ndarray) -> bool:
    return all(typed.stands_for(number) for typed, number in zip(given.flat, numbers.flat, strict=True))


def _fractions(values: object) -> np.ndarray:
    array = np.array(values, dtype=object)
    return np.frompyfunc(lambda value: Fraction(exact(value)), 1, 1)(array)
