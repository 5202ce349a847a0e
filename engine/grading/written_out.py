"""Terms written one by one: such an answer is right for as many entries as it has terms, and for no other number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula.facts import arrays_read, contains
from engine.formula.tree import Add, Formula, Max, Operation, Sum
from engine.grading.edges import agree_on
from engine.grading.far_sizes import sizes_with

if TYPE_CHECKING:
    from engine.grading.question import Question

ENTRIES = {"w": "weights", "v": "weights", "x": "inputs", "z": "outputs", "a": "outputs"}
WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


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
    """Whether a formula is right wherever a length has this value."""
    fitting = sizes_with(question.layer, length, count)
    return bool(fitting) and agree_on(question, formula, question.trusted, fitting)
