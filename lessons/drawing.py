"""Numbers from a seed: the same seed asks the same question for ever, another one asks it anew.

Numbers are kept only where every listed mistake gives a result of its own, so that no wrong procedure can be lucky
and no two can be taken for each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np

from lessons.model import Cells, Choice, Drawn, Entries, Exercise, Integer, Number, Pick, SpotTheFlip

ATTEMPTS = 2000
ROUNDS_PER_LEVEL = 3


class Unsound(ValueError):
    """An author's mistake: what is wrong in which lesson and field, and the remedy."""


def draw(exercise: Exercise, seed: int = 0) -> Drawn:
    """The exercise with the numbers of this seed; raises Unsound where the lesson's own numbers hide a mistake."""
    if isinstance(exercise, SpotTheFlip):
        return _draw_round(exercise, seed)
    clash = ""
    for attempt in range(1 if seed == 0 else ATTEMPTS):
        numbers = _numbers(exercise, seed, attempt)
        if exercise.where is not None and not exercise.where(**numbers):
            clash = "`where` does not hold"
            continue
        drawn = _evaluate(exercise, seed, numbers)
        clash = _clash(drawn)
        if not clash:
            return drawn
    raise Unsound(f"{exercise.id}, numbers, seed {seed}: {clash}; choose other numbers or wider limits")


def show(value: object) -> str:
    """A number or a row as prose: 3, −2, (1, 0, −2).

    >>> show(np.array([1, -2]))
    '(1, −2)'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, np.ndarray | tuple | list):
        return "(" + ", ".join(show(each) for each in value) + ")"
    return str(exact(value)).replace("-", "−")


def exact(value: object) -> Fraction:
    """A number as a fraction: 0.5 is 1/2."""
    return Fraction(value.item() if isinstance(value, np.generic) else value)


def same(one: object, other: object) -> bool:
    """Whether two results are the same number, array or set of cells."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    left, right = np.asarray(one), np.asarray(other)
    return left.shape == right.shape and bool(np.all(left == right))


def fill(markdown: str, values: Mapping[str, object]) -> str:
    """The prose with its {name}s replaced by the values; other braces (of LaTeX) stay.

    >>> fill("x = {x}", {"x": np.array([1, 2])})
    'x = (1, 2)'
    """

    def value(match: re.Match[str]) -> str:
        return show(values[match[1]]) if match[1] in values else match[0]

    return re.sub(r"\{(\w+)\}", value, markdown)


def _numbers(exercise: Exercise, seed: int, attempt: int) -> dict[str, object]:
    random = Random(f"{exercise.id} {seed} {attempt}")
    numbers: dict[str, object] = {}
    for name, kind in exercise.numbers.items():
        match kind:
            case Integer(first, low, high):
                numbers[name] = first if seed == 0 else random.randint(low, high)
            case Entries(first, low, high):
                array = np.array(first)
                if seed != 0:
                    array = np.array([random.randint(low, high) for _ in range(array.size)]).reshape(array.shape)
                numbers[name] = array
    return numbers


def _evaluate(exercise: Exercise, seed: int, numbers: dict[str, object]) -> Drawn:
    values = {**numbers, **{name: procedure(**numbers) for name, procedure in exercise.shown.items()}}
    right, wrong, cells, options = None, (), (), ()
    if isinstance(exercise, Number | Cells | Pick):
        right = exercise.right(**numbers)
        wrong = tuple(
            (replace(mistake, says=fill(mistake.says, values)), mistake.answer(**numbers))
            for mistake in exercise.mistakes
        )
    if isinstance(exercise, Cells):
        right = np.asarray(right)
        cells = exercise.names or labels(exercise.array, right.shape)
    if isinstance(exercise, Pick):
        right = tuple(right)
        wrong = tuple((mistake, tuple(result)) for mistake, result in wrong)
        cells = tuple(map(tuple, exercise.cells(**numbers)))
    if isinstance(exercise, Choice):
        options = tuple(
            replace(option, text=fill(option.text, values), says=fill(option.says, values))
            for option in exercise.options
        )
    if isinstance(exercise, Number | Cells):
        values["right"] = right
    return Drawn(
        seed=seed,
        numbers=numbers,
        prompt=fill(exercise.prompt, values),
        hints=tuple(fill(hint, values) for hint in exercise.hints),
        solution=fill(exercise.solution, values),
        proves=fill(exercise.proves, values),
        right=right,
        wrong=wrong,
        cells=cells,
        options=options,
    )


def labels(array: str, shape: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    """The label of every cell of a row or a grid, row by row.

    >>> labels("z", (2,))
    (('z[0]', 'z[1]'),)
    """
    if len(shape) == 1:
        return (tuple(f"{array}[{column}]" for column in range(shape[0])),)
    return tuple(tuple(f"{array}[{row},{column}]" for column in range(shape[1])) for row in range(shape[0]))


def _clash(drawn: Drawn) -> str:
    results = [("the right answer", drawn.right)]
    results += [(f"mistake {number}", result) for number, (_, result) in enumerate(drawn.wrong)]
    for place, (name, result) in enumerate(results):
        for other, earlier in results[:place]:
            if same(result, earlier):
                return f"{name} gives the same as {other}"
    return ""


def _draw_round(exercise: SpotTheFlip, seed: int) -> Drawn:
    random = Random(f"{exercise.id} {seed}")
    level = min(seed // ROUNDS_PER_LEVEL, len(exercise.rounds) - 1)
    game = exercise.rounds[level](random, seed - level * ROUNDS_PER_LEVEL)
    return Drawn(
        seed=seed,
        numbers={},
        prompt=f"{exercise.prompt}\n\n{game.prompt}",
        hints=exercise.hints,
        solution=game.solution,
        proves=exercise.proves,
        options=game.options,
    )
