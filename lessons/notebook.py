"""An exercise in a notebook: it shows itself, checks, and gives its hints one by one."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral

from engine import Verdict
from lessons.checking import check
from lessons.course import EXERCISES
from lessons.drawing import draw
from lessons.exercises import Code, Exercise, Mutants
from lessons.prose import plain, typeset


class Markdown(str):
    """Text that a notebook typesets."""

    def _repr_markdown_(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Task:
    """An exercise with the numbers of one seed."""

    exercise: Exercise
    seed: int = 0

    def check(self, answer: object) -> Verdict:
        """What is said of an answer: a text, numbers, or (for `code`) a function of your own."""
        return check(self.exercise, answer, self.seed)

    def again(self, seed: int) -> Task:
        """The same exercise with other numbers."""
        return Task(self.exercise, _seed(seed))

    def hint(self, number: int = 1) -> Markdown:
        """A hint; each says a little more than the one before.

        Raises ValueError where there is none of this number.
        """
        hints = draw(self.exercise, self.seed).hints
        if number is True or number not in range(1, len(hints) + 1):
            raise ValueError(f"{self.exercise.id} has {len(hints)} hints, counted from 1; there is no hint {number!r}")
        return Markdown(typeset(hints[int(number) - 1], self.exercise.layer))

    @property
    def solution(self) -> Markdown:
        """The worked solution, and what it proves."""
        drawn = draw(self.exercise, self.seed)
        return Markdown(typeset(f"{drawn.solution}\n\n{drawn.proves}", self.exercise.layer))

    def __repr__(self) -> str:
        cells = "\n".join(" · ".join(row) for row in draw(self.exercise, self.seed).cells)
        return self._shown(f"{self.exercise.id}\n{plain(self._asked(), self.exercise.layer)}", cells)

    def _repr_markdown_(self) -> str:
        cells = "  \n".join(" · ".join(f"`{cell}`" for cell in row) for row in draw(self.exercise, self.seed).cells)
        return self._shown(f"**{self.exercise.id}**\n\n{typeset(self._asked(), self.exercise.layer)}", cells)

    def _asked(self) -> str:
        drawn = draw(self.exercise, self.seed)
        choices = [*(f"`{option.id}`: {option.text}" for option in drawn.options), *dials(self.exercise)]
        offered = "\n".join(f"* {each}" for each in choices)
        return "\n\n".join(part for part in (drawn.prompt, offered) if part)

    def _shown(self, asked: str, cells: str) -> str:
        """What is asked, and what an answer is made of: the names of cells, just as they are typed, or a signature."""
        code = f"`{self.exercise.signature}`" if isinstance(self.exercise, Code) else ""
        return "\n\n".join(part for part in (asked, cells, code) if part)


def dials(exercise: Exercise) -> list[str]:
    """What a test case is chosen from, a line for each dial; none where no test case is asked for."""
    offered = exercise.dials.items() if isinstance(exercise, Mutants) else ()
    return [f"{name}: {', '.join(map(str, values))}" for name, values in offered]


def exercise(name: str, seed: int = 0) -> Task:
    """The exercise of this name, "backward-inputs/dx", with the numbers of a seed.

    Raises ValueError, with the nearest names, where there is none; TypeError for a seed that is no whole number.
    """
    if not isinstance(name, str) or name not in EXERCISES:
        raise ValueError(unknown(name))
    return Task(EXERCISES[name], _seed(seed))


def unknown(name: object) -> str:
    """The sentence that says that there is no such exercise, with the nearest names."""
    from difflib import get_close_matches

    near = get_close_matches(str(name), EXERCISES, n=3, cutoff=0.4)
    where = f"near it are: {', '.join(near)}" if near else "`python -m lessons list` names them all"
    return f"there is no exercise {name!r}; {where}"


def _seed(seed: object) -> int:
    if isinstance(seed, bool) or not isinstance(seed, Integral):
        raise TypeError(f"the seed is {seed!r}; it needs a whole number")
    return int(seed)
