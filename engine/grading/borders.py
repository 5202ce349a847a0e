"""How the right answer differs from place to place.

Only where it has fewer terms near the ends can terms at the border be missing, and only an index along which it differs
is missed in an answer.
"""

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


def differs_along(question: Question) -> set[str]:
    """The indices that are asked for along which the right answer differs.

    >>> from engine.grading.question import Question
    >>> from engine.layer import Layer
    >>> layer = Layer("s = sum(i, x[i])*sum(j, w[j]^2)", x="n", w="m", s="", given={})
    >>> differs_along(Question(layer, "ds/dw[j]")), differs_along(Question(layer, "ds/dx[i]"))
    ({'j'}, set())
    """
    case, values = question.case(question.sizes[0], question.numbers(question.trusted))
    scale = 0.0 if case.numbers.exact else np.abs(values)

    def differs(axis: int) -> bool:
        return not case.numbers.same(values, values.take([0], axis), scale).all()

    return {name for axis, name in enumerate(question.free) if differs(axis)}
