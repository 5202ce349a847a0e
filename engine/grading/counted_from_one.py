"""An answer of somebody who counts from 1 where indices start at 0."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from engine.calculus.evaluate import Evaluation
from engine.formula.facts import contains
from engine.formula.problems import Unreadable
from engine.formula.tree import Entry, Formula, Read
from engine.grading.edges import edges

if TYPE_CHECKING:
    import numpy as np

    from engine.calculus.case import Case
    from engine.grading.question import Question


def counts_from_one(question: Question, formula: Formula, numbers: type, place: int) -> bool:
    """Whether an answer is right when every index that is written in it starts at 1.

    numbers   the arithmetic in which it is compared
    place     the case that is looked at first
    """
    if question.layer.first == 1 or not contains(formula, (Read, Entry)):
        return False
    plain = question.layer.plain(formula, question.free)
    cases = (question.case(sizes, numbers) for sizes in (question.sizes[place], *question.sizes))
    try:
        for case, right in chain(cases, _edges(question, formula, numbers)):
            lengths = question.lengths(case)
            values = Evaluation(case, first=1).over(plain, question.free, lengths)
            scale = 0.0 if numbers.exact else case.magnitudes(plain, question.free, lengths)
            if not case.numbers.same(values, right, scale).all():
                return False
    except Unreadable:
        return False
    return True


def _edges(question: Question, formula: Formula, numbers: type) -> Iterator[tuple[Case, np.ndarray]]:
    for sizes in edges(question, formula, question.trusted):
        with suppress(ValueError):
            yield question.case(sizes, numbers)
