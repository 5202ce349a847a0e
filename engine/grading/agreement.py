"""Which lines of a derivation agree: those of one normal form without a look, the others by their values.

A line is evaluated once, in whatever order its factors come back later; and only so many lines are, by how much each
of them takes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.normal import normal
from engine.formula.facts import contains
from engine.formula.tree import Bracket, Floor, Formula
from engine.formula.walk import has_limits
from engine.grading.edges import differing_edge, near_edges
from engine.grading.on_cases import values_on_case
from engine.grading.work import evaluations

if TYPE_CHECKING:
    from engine.grading.question import Question

MOST_EFFORT = 300


class TooMuch(Exception):
    """More lines have to be evaluated than can be at once."""


class Agreement:
    """Which formulas agree, for the lines of one derivation.

    question   what is derived

    `effort` is about how many evaluations on small sizes the lines took so far.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.effort = 0.0
        self._normal: dict[Formula, Formula] = {}
        self._stood: dict[Formula, Formula] = {}
        self._tried: set[Formula] = set()
        self._on_cases, self._at_edges = _evaluations(question)

    @property
    def is_fresh(self) -> bool:
        """Whether less than half of what can be evaluated at once has been."""
        return self.effort < MOST_EFFORT / 2

    def stands(self, formula: Formula) -> None:
        """A formula was evaluated as it is: others of its normal form have its values."""
        self._stood.setdefault(self._normal_form(formula), formula)

    def agree(self, formula: Formula, above: Formula) -> bool:
        """Whether two formulas have the same values, on the cases and at the edges.

        Raises Unreadable where one has none, and TooMuch.
        """
        one, other = self._as_it_stood(formula), self._as_it_stood(above)
        if one == other:
            return True
        return self.difference(one, other) is None and differing_edge(self.question, one, other) is None

    def difference(self, formula: Formula, above: Formula) -> tuple[type, int] | None:
        """The arithmetic and the first case in which two formulas differ; None where they agree on every one."""
        question = self.question
        self._spend(formula)
        for numbers in (question.numbers(formula, above), *question.harder(formula, above)):
            for place in range(len(question.sizes)):
                yours, theirs = (values_on_case(question, each, numbers, place) for each in (formula, above))
                scale = 0.0 if numbers.exact else np.abs(theirs)
                if not numbers().same(yours, theirs, scale).all():
                    return numbers, place
        return None

    def _as_it_stood(self, formula: Formula) -> Formula:
        return self._stood.get(self._normal_form(formula), formula)

    def _normal_form(self, formula: Formula) -> Formula:
        found = self._normal.get(formula)
        if found is None:
            question = self.question
            plain = question.layer.plain(formula, question.free)
            found = self._normal[formula] = normal(plain, question.layer.symbols_aside - set(question.free))
        return found

    def _spend(self, formula: Formula) -> None:
        """Count what evaluating a formula takes, once. Raises TooMuch."""
        if formula in self._tried:
            return
        self._tried.add(formula)
        has_edges = has_limits(formula) or contains(formula, (Bracket, Floor))
        tries = self._on_cases + self._at_edges * has_edges
        self.effort += tries * (1 + len(self.question.harder(formula)))
        if self.effort > MOST_EFFORT:
            raise TooMuch


@lru_cache(maxsize=64)
def _evaluations(question: Question) -> tuple[float, float]:
    """How many evaluations on small sizes a line takes on the cases, and at the edges."""
    layer = question.layer
    return evaluations(layer, question.sizes), evaluations(layer, near_edges(question))
