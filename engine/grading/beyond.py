"""Numbers that stand for a length: such an answer is right only as long as no array goes on beyond them.

w[0]*x[i] + w[1]*x[i+1] and sum(j=0..1, w[j]*x[i+j]) are right for two weights. They are held against sizes on which
every array is longer than the numbers reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.sizes import size
from engine.formula.facts import arrays_read, contains, free_symbols
from engine.formula.problems import Unreadable
from engine.formula.tree import Add, Bracket, Formula, Max, Number, Operation, Read, Sum
from engine.formula.walk import nodes
from engine.grading.cases import longer_sizes

if TYPE_CHECKING:
    from engine.grading.question import Question

FURTHEST = 64
PLENTY = 8
ENTRIES = {"w": "weights", "v": "weights", "x": "inputs", "z": "outputs", "a": "outputs"}
WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


def beyond(question: Question, formula: Formula, right: Formula | None = None) -> bool:
    """Whether a formula that is right on the cases is wrong on sizes that its numbers don't reach."""
    right = question.trusted if right is None else right
    try:
        return not all(agrees(question, formula, right, sizes) for sizes in longer(question, formula))
    except Unreadable:
        return False


def longer(question: Question, formula: Formula) -> tuple[dict[str, int], ...]:
    """Sizes on which the arrays are longer than the numbers of a formula reach; () where the cases are such ones."""
    furthest = _reach(formula)
    if not question.layer.names or furthest <= _reach(question.right) or furthest > FURTHEST:
        return ()
    least = furthest + 2
    varying = {each for shape in question.layer.shapes.values() for each in shape if free_symbols(each)}
    if any(all(size(each, sizes) >= least for each in varying) for sizes in question.sizes):
        return ()
    return longer_sizes(question.layer, least)


def written_out(question: Question, formula: Formula) -> str:
    """What to say of an answer that is right for as many entries as it has terms; "" where it isn't such a one."""
    terms = formula.terms if isinstance(formula, Add) else ()
    if not terms or contains(formula, (Sum, Max, Operation)):
        return ""
    for array in sorted(arrays_read(formula)):
        shape = question.layer.all_shapes[array]
        if len(shape) == 1 and _right_where(question, formula, shape[0], len(terms)):
            array = question.layer.given.get(array, array)
            count = WORDS.get(len(terms), str(len(terms)))
            return (
                f"This is right for {count} {ENTRIES.get(array, 'terms')}. Write it so that it holds for any number of "
                "them: add over an index."
            )
    return ""


def _right_where(question: Question, formula: Formula, length: Formula, count: int) -> bool:
    """Whether a formula is right on all small sizes that give a length this value, and on some."""
    fitting = [sizes for sizes in question.small if free_symbols(length) and size(length, sizes) == count][:PLENTY]
    try:
        return bool(fitting) and all(agrees(question, formula, question.trusted, sizes) for sizes in fitting)
    except Unreadable:
        return False


def agrees(question: Question, formula: Formula, right: Formula, sizes: dict[str, int]) -> bool:
    """Whether two formulas have the same values on sizes."""
    numbers = question.numbers(formula, right)
    case, _ = question.case(sizes, numbers)
    yours, theirs = question.values(formula, case), question.values(right, case)
    return bool(case.numbers.same(yours, theirs, 0.0 if numbers.exact else np.abs(theirs)).all())


def _reach(formula: Formula) -> int:
    """The largest number in an index, a limit or a bracket."""
    limits = (limit for node in nodes(formula) if isinstance(node, (Sum, Max)) for limit in (node.low, node.high))
    places = (node for node in nodes(formula) if isinstance(node, (Read, Bracket)))
    numbers = (node.value for place in (*limits, *places) if place for node in nodes(place) if isinstance(node, Number))
    return max((int(value) for value in numbers), default=0)
