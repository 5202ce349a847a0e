"""A Question: a layer and what is wanted of it. It keeps the cases and what the right answer is worth on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.arithmetic import Floating, Gates, Modular, Ordered, Tied
from engine.calculus.case import Case
from engine.calculus.derive import alternatives, closed_form
from engine.calculus.ranges import Memo
from engine.calculus.refusals import refused
from engine.calculus.sizes import size
from engine.calculus.wholes import Wholes, valid_pairs
from engine.formula.facts import free_symbols
from engine.formula.problems import Unreadable
from engine.formula.tree import Formula, Partial, Read, Symbol
from engine.formula.walk import fresh_index, substitute, transform
from engine.grading.arithmetics import arithmetic, harder
from engine.grading.cases import choose_sizes
from engine.grading.far_sizes import outer_sizes
from engine.grading.small import small_sizes
from engine.layer import free_of

if TYPE_CHECKING:
    from engine.layer import Layer

SMALL = 60
WITNESSES = 6
WITNESSED = 50_000
EDGES = 5
LONGER = (12, 40)
SHOWN = 2
KEPT = 500


class Question:
    """What is asked of a layer, with the cases on which answers are checked.

    layer    the forward pass
    wanted   "dL/dx[k]", "dz[i]/dx[k]" or "z[i]"; its letters are the free indices of the answer
    form     "closed", or "convolution": the value must be written with conv or corr

    Raises ValueError where the layer has no such array, or where no sizes leave every array an entry.
    """

    def __init__(self, layer: Layer, wanted: str | Formula, form: str = "closed") -> None:
        if form not in ("closed", "convolution"):
            raise ValueError(f"form: {form!r} is neither 'closed' nor 'convolution'")
        self.layer = layer
        self.wanted = wanted if isinstance(wanted, Formula) else layer.wanted(wanted)
        self.form = form
        self.free = free_of(self.wanted)
        self.scope = replace(layer.scope(self.free), backward=isinstance(self.wanted, Partial) and not self.wanted.of)
        self.lengths_of_free = tuple(size for read in self._reads() for size in layer.all_shapes[read.array])
        self._entries: dict[tuple, Case] = {}
        self._memo: dict[tuple, Memo] = {}
        self._right_values: dict[tuple, np.ndarray] = {}
        self._numbers: dict[tuple[Formula, ...], type[Modular | Ordered | Floating]] = {}

    @cached_property
    def right(self) -> Formula:
        """The engine's own answer, as a good textbook would print it.

        Raises ValueError where it needs a parameter that a letter of what is wanted hides.
        """
        hidden = set(self.free) & self.layer.symbols
        if not hidden:
            return closed_form(self.layer, self.wanted)
        taken = set(self.free) | self.layer.symbols
        apart: dict[str, Formula] = {}
        for name in hidden:
            letter = fresh_index(taken)
            taken.add(letter)
            apart[name] = Symbol(letter)
        found = closed_form(self.layer, substitute(self.wanted, apart))
        clash = sorted(hidden & free_symbols(found))
        if clash:
            raise ValueError(
                f"wanted: the index `{clash[0]}` hides the parameter `{clash[0]}` of the layer, "
                "which the answer needs; ask with another letter"
            )
        return substitute(found, {letter.name: Symbol(name) for name, letter in apart.items()})

    @cached_property
    def trusted(self) -> Formula:
        """The formula whose values are the right ones: the closed form, once it has agreed with the chain rule itself.

        The closed form is quick to evaluate; what is asked for, by its definition, is held against it on small sizes,
        as long as these are small enough for that.
        """
        if isinstance(self.wanted, Read):
            return self.right
        numbers = self.numbers(self.wanted)
        work = 0
        for sizes in self.small[:: max(1, len(self.small) // WITNESSES)]:
            if work > WITNESSED:
                break
            case = Case(self.layer, sizes, numbers())
            try:
                by_definition = self.values(self.wanted, case)
            except Unreadable:
                continue
            finally:
                work += case.work
            closed = self.values(self.right, case)
            if not case.numbers.same(by_definition, closed, np.abs(by_definition)).all():
                return self.wanted
        return self.right

    @cached_property
    def right_forms(self) -> tuple[Formula, ...]:
        """The engine's answer, and other forms of it that learners write; in the last, definitions are put in."""
        forms = (self.right, *alternatives(self.layer, self.wanted, self.right))
        return tuple(dict.fromkeys((*forms, self._put_in(self.right))))

    def _put_in(self, formula: Formula) -> Formula:
        """The formula with every array that the layer defines replaced by its definition."""

        def change(node: Formula) -> Formula:
            made = self.layer.definitions.get(node.array) if isinstance(node, Read) else None
            if made is None:
                return node
            return self._put_in(substitute(made.body, dict(zip(made.indices, node.indices, strict=True))))

        return transform(formula, change)

    @cached_property
    def sizes(self) -> tuple[dict[str, int], ...]:
        """The sizes on which answers are checked: also longer ones, where the right answer is 0 on the usual ones."""
        if any(self._shows(sizes) is not False for sizes in self._usual):
            return self._usual
        longer = (sizes for large in LONGER for sizes in outer_sizes(self.layer, large) if self._shows(sizes))
        return (*islice(longer, SHOWN), *self._usual)

    @cached_property
    def _usual(self) -> tuple[dict[str, int], ...]:
        return choose_sizes(self.layer)

    def _shows(self, sizes: dict[str, int]) -> bool | None:
        """Whether the right answer has values on these sizes that are not all 0; None where it has no values."""
        try:
            return bool(self.case(sizes, self.numbers(self.trusted))[1].any())
        except (ValueError, Unreadable):
            return None

    @cached_property
    def small(self) -> tuple[dict[str, int], ...]:
        """Small sizes, the smallest first: where the case to show is looked for."""
        return small_sizes(self.layer, SMALL) or self._usual

    @cached_property
    def edges(self) -> tuple[dict[str, int], ...]:
        """Sizes at which windows have the least room: where a limit that is nearly right goes wrong."""

        made = {each for name in self.layer.definitions for each in self.layer.shapes[name]}

        def room(place: int) -> tuple[int, int]:
            shortest = min((lengths[place] for each, lengths in self._small_lengths.items() if each in made), default=1)
            return shortest, -sum(self.small[place].values())

        return tuple(self.small[place] for place in sorted(range(len(self.small)), key=room)[:EDGES])

    @cached_property
    def preview_sizes(self) -> dict[str, int]:
        """The small sizes for the unrolled line: two or more of everything, and few lengths alike."""

        def lack(place: int) -> int:
            lengths = {each[place] for each in self._small_lengths.values()}
            return 10 * (min(lengths, default=2) < 2) - len(lengths)

        return self.small[min(range(len(self.small)), key=lack)]

    @cached_property
    def _small_lengths(self) -> dict[Formula, list[int]]:
        """Each length of the layer -> what it is on each of the small sizes."""
        columns = {name: np.array([sizes[name] for sizes in self.small]) for name in self.layer.names}
        formulas = dict.fromkeys(each for shape in self.layer.shapes.values() for each in shape)
        count = len(self.small)
        return {each: np.broadcast_to(size(each, columns), (count,)).tolist() for each in formulas}

    def numbers(self, *formulas: Formula) -> type[Modular | Ordered | Floating]:
        """The arithmetic in which formulas of this layer all have values."""
        found = self._numbers.get(formulas)
        if found is None:
            if len(self._numbers) >= KEPT:
                self._numbers.clear()
            found = self._numbers[formulas] = arithmetic((*formulas, *self._bodies))
        return found

    def harder(self, *formulas: Formula) -> tuple[type[Ordered | Gates | Tied], ...]:
        """The arithmetics in which formulas of this layer that agree must agree as well.

        Raises Unreadable where a value is compared with a number that no entry ever is.
        """
        return harder(self.numbers(*formulas), formulas, self._bodies)

    @property
    def _bodies(self) -> tuple[Formula, ...]:
        return tuple(made.body for made in self.layer.definitions.values())

    def entries(self, sizes: dict[str, int], numbers: type) -> Case:
        """The case of these sizes, whether or not the right answer has values on it."""
        key = (numbers, *sizes.items())
        if key not in self._entries:
            memo = self._memo.setdefault(key[1:], Memo())
            self._entries[key] = Case(self.layer, sizes, numbers(), memo)
        return self._entries[key]

    def case(self, sizes: dict[str, int], numbers: type) -> tuple[Case, np.ndarray]:
        """The case of these sizes, and the right values on it: shape (*lengths, draws).

        Raises ValueError where the layer's own answer has no values.
        """
        key = (numbers, *sizes.items())
        case = self.entries(sizes, numbers)
        if key not in self._right_values:
            try:
                self._right_values[key] = self.values(self.trusted, case)
            except Unreadable as refusal:
                raise ValueError(f"layer: what is wanted of it has no value. {refusal.problem.message}") from None
        return case, self._right_values[key]

    def values(self, formula: Formula, case: Case) -> np.ndarray:
        """The values of a formula at every place that is asked for.

        Raises Unreadable where it has none.
        """
        return case.values(self.layer.plain(formula, self.free), self.free, self.lengths(case))

    def lengths(self, case: Case) -> tuple[int, ...]:
        """The lengths of the free indices on a case."""
        return self.lengths_at(case.lengths)

    def lengths_at(self, lengths: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
        """The lengths of the free indices, where every array has these."""
        return tuple(length for read in self._reads() for length in lengths[read.array])

    def check_valid_modes(self, formula: Formula) -> None:
        """Raises Unreadable where a mode `valid` has a first array that is never longer than the second."""
        for first, second in valid_pairs(formula):
            shapes = Wholes(self.layer.all_shapes, self.free, self.layer.first)
            pairs = list(zip(shapes.shape(first), shapes.shape(second), strict=False))
            if not any(_longer(pairs, sizes) for sizes in (*self.small, *self.sizes)):
                raise refused(
                    "In mode `valid` the second array slides over the first, and here the first is never longer: write "
                    "the longer first"
                )

    def _reads(self) -> tuple[Read, ...]:
        match self.wanted:
            case Partial(None, by):
                return (by,)
            case Partial(of, by):
                return (of, by)
        return (self.wanted,)


@lru_cache(maxsize=64)
def cached_question(layer: Layer, wanted: str, form: str) -> Question:
    """The question of these parts, made once."""
    return Question(layer, wanted, form)


def _longer(pairs: list[tuple[Formula, Formula]], sizes: Mapping[str, int]) -> bool:
    """Whether the first length of each pair is no less than the second, and one of them is more."""
    gaps = [size(one, sizes) - size(two, sizes) for one, two in pairs]
    return min(gaps) >= 0 and (max(gaps) > 0 or not any(free_symbols(each) for pair in pairs for each in pair))
