"""Products of a smallest case that are one number, only written otherwise: delta[0]*s/(s^2) is delta[0]/s."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.arithmetic import Gates, ManyGates
from engine.calculus.products import Terms, product_text
from engine.formula.parser import parse
from engine.formula.problems import Unreadable
from engine.grading.notes import Key

if TYPE_CHECKING:
    from engine.grading.question import Question

MOST = 400
ENTRY = re.compile(r"\w+(?:\[[-\d, ]+\])?")


def told_apart(question: Question, sizes: Mapping[str, int], missing: Terms, extra: Terms) -> tuple[Terms, Terms]:
    """The missing and the extra products without those that stand on both sides under two spellings.

    They are compared by value, on all entries of the case. Unchanged where nothing would be left.
    """
    if not 0 < len(missing) * len(extra) <= MOST or not _may_be_spelled_otherwise(question, missing, extra):
        return missing, extra
    try:
        pairs = _equal(question, sizes, missing, extra)
    except Unreadable:
        return missing, extra
    left = {key: value for key, value in missing.items() if key not in pairs}
    right = {key: value for key, value in extra.items() if key not in pairs.values()}
    return (left, right) if left or right else (missing, extra)


def _may_be_spelled_otherwise(question: Question, missing: Terms, extra: Terms) -> bool:
    """Whether there are factors other than entries, or arrays that are made of others."""
    factors = (factor for key in (*missing, *extra) for factor in key)
    return len(question.layer.definitions) > 1 or not all(map(ENTRY.fullmatch, factors))


def _equal(question: Question, sizes: Mapping[str, int], missing: Terms, extra: Terms) -> dict[Key, Key]:
    """Missing products -> the extra ones that are worth the same in every arithmetic in which equal formulas are.

    One product is one number a draw, so where values are compared it takes many draws to tell two of them apart.
    """
    texts = [product_text(*each) for side in (missing, extra) for each in side.items()]
    trees = [question.layer.plain(parse(text, question.scope).tree, ()) for text in texts]
    alike = np.ones((len(missing), len(extra)), dtype=bool)
    harder = (ManyGates if numbers is Gates else numbers for numbers in question.harder(*trees))
    for numbers in (question.numbers(*trees), *harder):
        case = question.entries(dict(sizes), numbers)
        values = [case.values(each, (), ()) for each in trees]
        for row, column in np.argwhere(alike):
            one, two = values[row], values[len(missing) + column]
            scale = 0.0 if numbers.exact else np.abs(two)
            alike[row, column] = case.numbers.same(one, two, scale).all()
    pairs: dict[Key, Key] = {}
    for one, row in zip(missing, alike, strict=True):
        free = (two for two, same in zip(extra, row, strict=True) if same and two not in pairs.values())
        found = next(free, None)
        if found is not None:
            pairs[one] = found
    return pairs
