"""Whether a whole array that is right at every place asked for is as long as what is asked for.

What is given as an array is compared at the places that are asked for; it may have more of them than that. Where a
stride leaves rows over, no call of conv gives the length exactly, and nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.calculus.sizes import size
from engine.calculus.wholes import Wholes
from engine.formula.facts import contains
from engine.formula.tree import Floor, Formula, Quotient
from engine.formula.walk import is_whole

if TYPE_CHECKING:
    from engine.grading.question import Question

ROUNDED = (Floor, Quotient)
ANOTHER_LENGTH = "As a whole array it has another length than what is asked for; the entries that are asked for agree."


def of_another_length(question: Question, formula: Formula) -> str:
    """A sentence where a whole array has on no case the length of what is asked for; "" elsewhere."""
    layer = question.layer
    if not is_whole(formula) or any(contains(each, ROUNDED) for shape in layer.shapes.values() for each in shape):
        return ""
    shape = Wholes(layer.all_shapes, question.free, layer.first).shape(formula)
    for sizes in question.sizes:
        if [size(each, sizes) for each in shape] == [size(each, sizes) for each in question.lengths_of_free]:
            return ""
    return ANOTHER_LENGTH
