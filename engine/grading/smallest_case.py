"""The smallest case that shows a wrong answer to be wrong, with what is missing and what is too much.

Small sizes are gone through in order to the first place that differs; where nothing is missing there, or nothing too
much, a place with both is looked for on sizes that are a little larger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.normal import normal
from engine.calculus.products import Ledger, Terms, product_text, text_of
from engine.calculus.sizes import aside
from engine.formula.facts import arrays_read
from engine.formula.problems import Unreadable
from engine.formula.tidy import tidy
from engine.formula.tree import Formula, Number
from engine.formula.walk import substitute
from engine.grading.cases import parameters
from engine.grading.edges import edges
from engine.grading.equal_products import told_apart
from engine.grading.notes import Notes
from engine.grading.verdict import Counterexample

if TYPE_CHECKING:
    from engine.grading.question import Question

PLACES = 4
FURTHER = 5
UNWRITTEN = 3
STEPS = 1000
REASONS = 60
STEP = re.compile(r"\[(?:(.+) > 0|0 < (.+))\]")


class TooLong(Exception):
    """Two formulas that differ at a place have too many products to be written out there."""

    def __init__(self, sizes: Mapping[str, int], at: Mapping[str, int]) -> None:
        super().__init__()
        self.case = Counterexample(dict(sizes), dict(at), "another value", "the right value")


@dataclass(frozen=True)
class Place:
    """Where two formulas differ, and by which products."""

    sizes: dict[str, int]
    at: Mapping[str, int]
    yours: Terms
    right: Terms
    missing: Terms
    extra: Terms

    @property
    def tells(self) -> bool:
        """Whether something is missing and something is too much."""
        return bool(self.missing and self.extra)


def smallest_case(
    question: Question, formula: Formula, right: Formula | None = None, edge: dict[str, int] | None = None
) -> Counterexample:
    """The smallest case in which a formula differs from the right one (or from another formula, as in a derivation).

    edge   sizes on which they were found to differ, where they agree on the usual ones; smaller ones are not looked for
           where values are compared, which is slow
    """
    try:
        return _shown(question, _Search(question, formula, question.right if right is None else right).found(edge))
    except TooLong as unwritten:
        return unwritten.case


class _Search:
    """The search for a case that tells a formula from the right one, given up where it takes too many steps."""

    def __init__(self, question: Question, formula: Formula, right: Formula) -> None:
        self.question = question
        self.formula = formula
        self.right = right
        self.arithmetics = (question.numbers(formula, right), *question.harder(formula, right))
        self.steps = 0
        self._steps = [
            name for name in parameters(question.layer, list(question.layer.names)) if name not in question.free
        ]
        self._alike: dict[tuple[int, ...], bool] = {}

    def found(self, edge: dict[str, int] | None) -> Place:
        """The most telling place. Raises TooLong where none can be written out."""
        question = self.question
        unwritten: list[TooLong] = []
        is_slow = edge is not None and edge not in question.small and len(self.arithmetics) > 1
        first = self._first(() if is_slow else question.small, unwritten)
        if first is not None:
            return first if first.tells else self._telling(first, unwritten)
        others = (*question.sizes, *edges(question, self.formula, self.right)) if edge is None else (edge,)
        first = None if unwritten else self._first(others, unwritten)
        if first is not None:
            return first
        start = question.layer.first
        raise next(iter(unwritten), TooLong(question.sizes[0], dict.fromkeys(question.free, start)))

    def _first(self, many: Iterable[dict[str, int]], unwritten: list[TooLong]) -> Place | None:
        """The most telling place for the first of these sizes on which there is one that can be written out."""
        for sizes in many:
            if len(unwritten) == UNWRITTEN or self.steps > STEPS:
                break
            try:
                found = self._among(sizes)
            except TooLong as refusal:
                unwritten.append(refusal)
                continue
            if found is not None:
                return found
        return None

    def _telling(self, first: Place, unwritten: list[TooLong]) -> Place:
        """A place where something is missing and something is too much for sizes a little larger; else the first."""
        larger = [each for each in self.question.small if each != first.sizes and _is_within(first.sizes, each)]
        for sizes in sorted(larger, key=lambda sizes: sum(sizes.values()))[:FURTHER]:
            found = self._first((sizes,), unwritten)
            if found is not None and found.tells:
                return found
        return first

    def _among(self, sizes: dict[str, int]) -> Place | None:
        """The most telling place for these sizes; None where nothing differs, or the layer has no value there.

        Raises TooLong where something does, but at no place can it be written out.
        """
        try:
            differing = [] if self._are_alike(sizes) else self._differing(sizes)
        except (Unreadable, ValueError):
            return None
        first: Place | None = None
        for at in differing:
            try:
                found = self._at(sizes, at)
            except Unreadable:
                if first is None:
                    raise TooLong(sizes, at) from None
                return first
            if found.tells:
                return found
            first = first or found
            if self.steps > STEPS:
                break
        return first

    def _are_alike(self, sizes: dict[str, int]) -> bool:
        """Whether the two are written alike with these strides and dilations put in, as s*i and i are at 1."""
        layer, free = self.question.layer, self.question.free
        key = tuple(sizes[name] for name in self._steps)
        if key not in self._alike:
            values = {each: Number(sizes[name]) for name in self._steps for each in (name, aside(name))}
            one, other = (
                normal(tidy(substitute(layer.plain(each, free), values)), layer.symbols_aside - set(free))
                for each in (self.formula, self.right)
            )
            self._alike[key] = one == other
        return self._alike[key]

    def _differing(self, sizes: dict[str, int]) -> list[dict[str, int]]:
        """The first places at which they differ."""
        question, formula, right = self.question, self.formula, self.right
        for numbers in self.arithmetics:
            case, values = question.case(sizes, numbers)
            if right is not question.right:
                values = question.values(right, case)
            yours = question.values(formula, case)
            scale = np.abs(values).astype(float) if not numbers.exact else 0
            differs = ~np.all(case.numbers.same(yours, values, scale), axis=-1)
            if differs.any():
                break
        start = question.layer.first
        return [
            dict(zip(question.free, (int(place) + start for place in places), strict=True))
            for places in np.argwhere(differs)[:PLACES]
        ]

    def _at(self, sizes: dict[str, int], at: Mapping[str, int]) -> Place:
        """What differs at one place, definitions put in only where fewer products differ then."""
        layer = self.question.layer
        ledger = Ledger(layer, sizes)
        found = []
        try:
            for expand in ((), layer.definitions) if _speak_of_others(layer, self.formula, self.right) else ((),):
                ledger.expand = frozenset(expand)
                sides = [ledger.terms(layer.plain(each, self.question.free), at) for each in (self.formula, self.right)]
                found.append(Place(sizes, at, *sides, *_difference(*sides)))
        finally:
            self.steps += ledger.steps
        return min(found, key=lambda place: len(place.missing) + len(place.extra))


def _is_within(sizes: dict[str, int], others: dict[str, int]) -> bool:
    """Whether none of the other sizes is smaller."""
    return all(others[name] >= size for name, size in sizes.items())


def _shown(question: Question, place: Place) -> Counterexample:
    """The case as it is shown, with a reason for each of not too many products, where one is soon found."""
    layer = question.layer
    ledger = Ledger(layer, place.sizes)
    notes = Notes(question, ledger, place.at)
    missing, extra = told_apart(question, place.sizes, place.missing, place.extra)
    said = [
        *(partial(notes.missing, each) for each in missing),
        *(partial(notes.extra, each) for each in extra),
    ]
    return Counterexample(
        sizes=dict(place.sizes),
        at=dict(place.at),
        yours=arranged_text(place.yours, layer),
        right=arranged_text(place.right, layer),
        missing=tuple(product_text(_arranged(key, layer), value) for key, value in missing.items()),
        extra=tuple(product_text(_arranged(key, layer), value) for key, value in extra.items()),
        because=tuple(note() if len(said) <= REASONS and ledger.steps < STEPS else "" for note in said),
    )


def _difference(mine: Terms, right: Terms) -> tuple[Terms, Terms]:
    mine = _as_called_in(right, mine)
    missing, extra = {}, {}
    for key in dict.fromkeys((*right, *mine)):
        gap = right.get(key, 0) - mine.get(key, 0)
        if not gap:
            continue
        if key in right and key in mine and abs(mine[key]) > abs(right[key]) and mine[key] * right[key] > 0:
            extra[key] = -gap
        elif key in right and key in mine and mine[key] * right[key] > 0:
            missing[key] = gap
        else:
            if key in right:
                missing[key] = right[key]
            if key in mine:
                extra[key] = mine[key]
    return missing, extra


def _as_called_in(right: Terms, mine: Terms) -> Terms:
    """The products of an answer, each as the right one calls it where it is the same but for the name of a step."""
    names = {_with_slopes(key): key for key in right}
    found: Terms = {}
    for key, value in mine.items():
        name = names.get(_with_slopes(key), key)
        found[name] = found.get(name, 0) + value
    return found


def _with_slopes(factors: tuple[str, ...]) -> tuple[str, ...]:
    """The factors in order, where `[z[0] > 0]` and `[0 < z[0]]` are called relu'(z[0]), which is the same."""
    steps = ((STEP.fullmatch(factor), factor) for factor in factors)
    return tuple(sorted(f"relu'({found[1] or found[2]})" if found else factor for found, factor in steps))


def _speak_of_others(layer, formula: Formula, right: Formula) -> bool:
    """Whether one side reads an array that the layer defines, and the other does not."""
    defined = frozenset(layer.definitions)
    return arrays_read(formula) & defined != arrays_read(right) & defined


def _arranged(factors: tuple[str, ...], layer) -> tuple[str, ...]:
    """The entries of a product in the order of the field: the upstream gradient first, functions last."""
    return tuple(sorted(factors, key=lambda factor: (_name(factor) not in layer.given, "(" in factor, factor)))


def arranged_text(total: Terms, layer) -> str:
    return text_of({_arranged(key, layer): value for key, value in total.items()})


def _name(factor: str) -> str:
    return factor.partition("[")[0]
