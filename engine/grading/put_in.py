"""A definition put in for an array without the array's range, which the sum over it then runs past.

Outside its range z is 0, but `sum(j, w[j]*x[i+j])` is not: what ran along z because z was read has to say so now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.formula.tree import Formula, Sum
from engine.formula.walk import nodes, transform
from engine.grading.edges import agree_on
from engine.grading.setting import setting_of

if TYPE_CHECKING:
    from engine.grading.question import Question

MOST = 4


def runs_past_an_array(question: Question, formula: Formula, right: Formula) -> bool:
    """Whether a formula equals the right one once sums without limits run along an array that the layer defines."""
    layer = question.layer
    if len(layer.definitions) == 1:
        return False
    setting = setting_of(layer, question.free, question.lengths_of_free)
    endless = [each.index for each in nodes(formula) if isinstance(each, Sum) and each.low is each.high is None][:MOST]
    for shape in dict.fromkeys(layer.shapes_aside[name] for name in layer.definitions):
        for start in range(len(endless) - len(shape) + 1 if shape else 0):
            lasts = dict(zip(endless[start:], map(setting.last, shape), strict=False))

            def along(node: Formula, lasts=lasts) -> Formula:
                if isinstance(node, Sum) and node.index in lasts and node.low is node.high is None:
                    return replace(node, low=setting.first, high=lasts[node.index])
                return node

            if agree_on(question, transform(formula, along), right, question.sizes):
                return True
    return False
