"""What the cases suggest of two formulas, held against more of them where the cases show little.

They show little of what is 0 on all of them, of what a condition leaves, and under a maximum, of which a draw shows one
place only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.formula.problems import Unreadable
from engine.formula.tree import Formula
from engine.grading.edges import AXES, LARGE, agree_on, agrees
from engine.grading.far_sizes import outer_sizes, takes_maximum
from engine.grading.on_cases import values_on
from engine.grading.shows import has_conditions
from engine.grading.transforms import constant

if TYPE_CHECKING:
    from engine.grading.question import Question

OUTER = 2
SPREAD = 4


def alike(question: Question, one: Formula, two: Formula, is_zero: bool = False) -> bool:
    """Whether two formulas that agree on the cases, perhaps by being 0 there, do so on more."""
    further = (*(small(question) if is_zero else ()), *_further(question, one))
    if not all(_alike_on(question, one, two, sizes) for sizes in further):
        return False
    return not _takes_maximum(question) or agree_on(question, one, two, question.sizes)


def is_multiple(question: Question, one: Formula, two: Formula) -> bool:
    """Whether a formula that is a multiple of another one on the cases is one on more."""
    more = [(question.numbers(one, two), sizes) for sizes in _further(question, one)]
    if _takes_maximum(question):
        more += [(numbers, sizes) for numbers in question.harder(one, two) for sizes in question.sizes]
    return all(_is_multiple_on(question, one, two, *each) for each in more)


def small(question: Question) -> Sequence[dict[str, int]]:
    """Some of the small sizes of a question."""
    return question.small[::SPREAD]


def _further(question: Question, formula: Formula) -> Sequence[dict[str, int]]:
    """Sizes on which a condition of a formula may say something else than on the cases; () where it has none."""
    return (*question.edges, *outer_sizes(question.layer, LARGE)[:OUTER]) if has_conditions(formula) else ()


def _takes_maximum(question: Question) -> bool:
    return takes_maximum(question.layer, AXES)


def _alike_on(question: Question, one: Formula, two: Formula, sizes: dict[str, int]) -> bool:
    """Whether two formulas agree on sizes, or have no value there."""
    try:
        return agrees(question, one, two, sizes)
    except Unreadable:
        return True


def _is_multiple_on(question: Question, one: Formula, two: Formula, numbers: type, sizes: dict[str, int]) -> bool:
    """Whether a formula is a multiple of another one on sizes, or both are 0 there, or have no value."""
    try:
        yours, theirs = (values_on(question, each, numbers, tuple(sizes.items())) for each in (one, two))
    except Unreadable:
        return True
    return constant(numbers(), yours, theirs) is not None or not (yours.any() or theirs.any())
