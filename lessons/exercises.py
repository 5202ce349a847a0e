"""The exercise kinds, and what a lesson says about the wrong answers to each.

An exercise never says what is right: the engine computes that from the layer or from the drawn numbers. A mistake is a
wrong formula or a wrong procedure run on the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from engine import Layer
    from engine.formula.tree import Formula as Tree

Procedure = Callable[..., object]
"""A function of the drawn numbers, called by their names: lambda x, w: engine.correlate(x, w)."""


@dataclass(frozen=True)
class Entries:
    """A row or a grid of integers: `first` for seed 0, for any other seed as many drawn from low to high."""

    first: tuple
    low: int = -3
    high: int = 6


@dataclass(frozen=True)
class Integer:
    """One integer: `first` for seed 0, for any other seed drawn from low to high."""

    first: int
    low: int
    high: int


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners really give.

    answer          the wrong formula or derivation (text), or the wrong procedure run on the same numbers
    says            what was done, why it is tempting, what to look at; "" leaves it to the exercise's `feedback`
    misconception   its name in the engine's vocabulary, where one fits
    """

    answer: str | Procedure
    says: str = ""
    misconception: str | None = None


@dataclass(frozen=True)
class Option:
    """One of the answers on offer.

    id              what is typed to choose it outside the app
    text            what it says (Markdown)
    right           whether it is the right one
    says            for a wrong one: why it is not; for the right one: why it is
    misconception   for a wrong one: its name in the engine's vocabulary, where one fits
    """

    id: str
    text: str
    right: bool = False
    says: str = ""
    misconception: str | None = None


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What all exercises have in common.

    id         "lesson/exercise", unique in the course
    prompt     what is asked
    hints      graded: each says a little more than the one before
    solution   worked from the beginning; shown after honest tries
    proves     what has just been proved and where it will be used; shown when the exercise is solved
    layer      the layer that the question is about; None: the lesson's
    mistakes   real wrong answers, each with its own words
    feedback   misconception -> words that fit this exercise better than the engine's
    numbers    what is drawn from the seed, by name
    where      the drawn numbers are kept only where this holds
    shown      further {name}s for the prose, computed from the drawn numbers
    """

    kind: ClassVar[str]

    id: str
    prompt: str
    hints: tuple[str, ...]
    solution: str
    proves: str
    layer: Layer | None = None
    mistakes: tuple[Mistake, ...] = ()
    feedback: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Entries | Integer] = field(default_factory=dict)
    where: Procedure | None = None
    shown: Mapping[str, Procedure] = field(default_factory=dict)

    @property
    def seeded(self) -> bool:
        """Whether another seed asks another question."""
        return bool(self.numbers)

    @property
    def asked(self) -> Tree | None:
        """What its answer is a formula of: dL/dw[j]; None where no formula of a layer is asked for."""
        return None


@dataclass(frozen=True, kw_only=True)
class Symbolic(Exercise):
    """What is answered in symbols, about the layer.

    wanted    what is asked for: "dL/dx[k]", "z[i]"; its letters are the free indices of the answer
    """

    wanted: str

    @cached_property
    def asked(self) -> Tree:
        """What is asked for, read."""
        return self.layer.wanted(self.wanted)


@dataclass(frozen=True, kw_only=True)
class Formula(Symbolic):
    """Write a formula; right is whatever has the value that the engine derives from the layer.

    form      "closed", or "convolution" where it must be written with conv or corr
    """

    kind: ClassVar[str] = "formula"

    form: str = "closed"


@dataclass(frozen=True, kw_only=True)
class Derivation(Symbolic):
    """Derive a formula line by line; a line is right when it equals the one above it."""

    kind: ClassVar[str] = "derivation"


@dataclass(frozen=True, kw_only=True)
class Number(Exercise):
    """Give one number, computed from the drawn ones by `right`."""

    kind: ClassVar[str] = "number"

    right: Procedure


@dataclass(frozen=True, kw_only=True)
class Cells(Exercise):
    """Fill a row or a grid; `right` gives all its cells.

    array   the name of what is filled in: a cell is labelled z[0], z[1], ... or A[0,0], A[0,1], ...
    names   the labels of cells that are no entries of one array, row by row; then there is no `array`
    """

    kind: ClassVar[str] = "cells"

    right: Procedure
    array: str = ""
    names: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pick(Exercise):
    """Click the cells that belong.

    cells     a procedure that gives the grid: rows of different cells, each a text
    right     a procedure that gives those to be picked
    because   called with `cell` and the numbers: why this cell belongs or doesn't, in a sentence
    typeset   whether a cell is canonical text of the language ("z[2]") or code ("numpy.convolve(x, w)")
    """

    kind: ClassVar[str] = "pick"

    cells: Procedure
    right: Procedure
    because: Procedure
    typeset: bool = True


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """Choose one of several answers.

    options    in the order they are shown
    computed   a procedure without arguments that finds the id of the right one by computing; None where the
               question is about words
    """

    kind: ClassVar[str] = "choice"

    options: tuple[Option, ...]
    computed: Procedure | None = None


@dataclass(frozen=True, kw_only=True)
class Shape(Exercise):
    """Give a size or a place as a formula of integers: n - m + 1, or several separated by commas.

    sizes     the names that the answer may use -> the values that it is tried on, all of them with all
    measure   called with one value for each name: the integers that the engine really finds; None where there are none
    right     the formula, as the solution shows it; `lint` proves it by measuring
    """

    kind: ClassVar[str] = "shape"

    sizes: Mapping[str, tuple[int, ...]]
    measure: Procedure
    right: str


@dataclass(frozen=True, kw_only=True)
class SpotTheFlip(Exercise):
    """Choose, again and again: the seed counts the rounds, and they get harder.

    rounds    one function a level, each (random.Random, the turn in its level) -> Round; three rounds of each, and the
              last one's for ever after
    """

    kind: ClassVar[str] = "spot-the-flip"

    rounds: tuple[Callable[..., Round], ...]

    @property
    def seeded(self) -> bool:
        """Each seed is a round."""
        return True


@dataclass(frozen=True)
class Round:
    """One round of SpotTheFlip: a question of its own, with its options and the reason of the right one."""

    prompt: str
    options: tuple[Option, ...]
    solution: str


@dataclass(frozen=True, kw_only=True)
class Mutants(Exercise):
    """Choose a test case; every wrong gradient that passes on it is alive.

    dials      name -> the values on offer, the first one set at the beginning
    case       called with the dials by name: the test case's arrays and options; None where there is no such case
    entries    called with the test case: how many numbers it takes
    right      called with the test case: the right gradients, by name
    mutants    the wrong ones
    smallest   how many numbers the smallest test case takes that kills them all
    """

    kind: ClassVar[str] = "mutants"

    dials: Mapping[str, tuple]
    case: Procedure
    entries: Procedure
    right: Procedure
    mutants: tuple[Mutant, ...]
    smallest: int


@dataclass(frozen=True)
class Mutant:
    """A wrong gradient that a test should notice.

    name        what it does wrong
    procedure   called with the test case: the gradients that it gets wrong, by name
    needs       what a test case needs to notice it: the end of the sentence “a test case needs ...”
    """

    name: str
    procedure: Procedure
    needs: str


@dataclass(frozen=True, kw_only=True)
class Code(Exercise):
    """Write a function; in a notebook or a terminal only, never on a server.

    signature   the first line of what is to be written
    right       the engine's function
    cases       a function of a seed that gives the arguments of one call, by name
    """

    kind: ClassVar[str] = "code"

    signature: str
    right: Procedure
    cases: Callable[[int], Mapping[str, object]]


KINDS = (Formula, Derivation, Number, Cells, Pick, Choice, Shape, SpotTheFlip, Mutants, Code)
