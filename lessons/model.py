"""What a lesson is made of: frozen, typed data that reads like the page it becomes.

A lesson file says what is asked and what learners get wrong; it never says what is right: the engine computes that
from the same numbers and the same layer, so that changing a number cannot leave a stale answer behind.

All prose is Markdown. In it

    [[formula]]   is canonical text of the formula language, read in the scope of the layer and printed in the notation
                  that the reader chose; alone on its line it is displayed, else it stands in the line; an equation
                  ([[i = k - j]], [[z[0] = w[0]*x[0]]]) is allowed
    [[typed formula]]   is the same as `code`, the way it is typed in that notation
    {name}        is a number or row that was drawn, or one of the exercise's `shown`
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lessons.exercises import (
    KINDS,
    Cells,
    Choice,
    Code,
    Derivation,
    Entries,
    Exercise,
    Formula,
    Integer,
    Mistake,
    Mutant,
    Mutants,
    Number,
    Option,
    Pick,
    Procedure,
    Round,
    Shape,
    SpotTheFlip,
)

__all__ = [
    "KINDS",
    "Cells",
    "Choice",
    "Code",
    "Derivation",
    "Drawn",
    "Entries",
    "Exercise",
    "Figure",
    "Formula",
    "Integer",
    "Lesson",
    "Mistake",
    "Mutant",
    "Mutants",
    "Number",
    "Option",
    "Pick",
    "Procedure",
    "Round",
    "Shape",
    "SpotTheFlip",
    "Step",
    "Text",
]

if TYPE_CHECKING:
    from engine import Layer


@dataclass(frozen=True)
class Text:
    """Prose.

    layer      the layer whose names its formulas use; None: the lesson's
    notation   the only notation in which it is said; None: in all
    """

    markdown: str
    layer: Layer | None = None
    notation: str | None = None


@dataclass(frozen=True)
class Figure:
    """A picture that is alive in the browser; made by a function of lessons/figures.

    id        unique in its lesson
    spec      the Vega-Lite specification, made once, without its data
    data      the datasets by name, each a tuple of records
    caption   one sentence under the figure: what to do with it and what to see
    alt       the same in words for somebody who doesn't see it
    """

    id: str
    spec: Mapping[str, object]
    data: Mapping[str, object]
    caption: str
    alt: str


Step = Text | Figure | Exercise


@dataclass(frozen=True)
class Lesson:
    """One page of the course.

    id         its address: /backward-inputs
    title      what the course map calls it
    question   the one question at the top
    answer     the one sentence at the bottom
    minutes    how long it takes
    layer      the layer that its formulas and exercises are about, unless they name another
    steps      text, figures and exercises in the order the learner meets them
    sources    where what it says can be read, with address
    """

    id: str
    title: str
    question: str
    answer: str
    minutes: int
    layer: Layer
    steps: tuple[Step, ...]
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Give every step the lesson's layer where it names none of its own."""
        steps = tuple(
            step if isinstance(step, Figure) or step.layer is not None else replace(step, layer=self.layer)
            for step in self.steps
        )
        object.__setattr__(self, "steps", steps)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises, in their order."""
        return tuple(step for step in self.steps if isinstance(step, Exercise))


@dataclass(frozen=True)
class Drawn:
    """An exercise with its numbers: everything the page shows and the checker compares.

    seed       0 is the lesson's own numbers
    numbers    name -> integer or NumPy array
    prompt, hints, solution, proves    the prose with its {name}s filled in; [[formulas]] still to be typeset
    right      the right number, array (Cells) or tuple of cells (Pick); None for the other kinds
    wrong      the listed mistakes with their results on these numbers
    cells      Pick: the grid; Cells: the label of every cell, row by row
    options    Choice and SpotTheFlip: what is on offer
    """

    seed: int
    numbers: Mapping[str, object]
    prompt: str
    hints: tuple[str, ...]
    solution: str
    proves: str
    right: object = None
    wrong: tuple[tuple[Mistake, object], ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    options: tuple[Option, ...] = ()
