"""Whether the right answer has fewer terms near the ends: only there can terms at the border be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.arithmetic import Floating
from engine.calculus.case import Case
from engine.formula.problems import Unreadable

if TYPE_CHECKING:
    from engine.grading.question import Question


def has_borders(question: Question) -> bool:
    """Whether the right answer differs from place to place where every entry that is given is 1.

    >>> from engine.grading.question import Question
    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> [has_borders(Question(layer, wanted)) for wanted in ("dL/dx[k]", "dL/dw[j]")]
    [True, False]
    """
    layer = question.layer
    case = Case(layer, question.sizes[0], Floating())
    for name in (*layer.inputs, *layer.given):
        case.put(name, np.ones((*case.lengths[name], 1)))
    try:
        values = question.values(question.right, case)
    except Unreadable:
        return True
    return not np.allclose(values, values.flat[0])
