"""Limits and conditions that shut out what counts: without them the answer would be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.formula.facts import bound_indices, free_symbols
from engine.formula.problems import Unreadable
from engine.formula.tree import ONE, Bracket, Formula, Sum
from engine.formula.walk import nodes, transform
from engine.grading.diagnosis import Diagnosis
from engine.grading.edges import agree_on, differing_edge
from engine.grading.misconceptions import DIRECTIONS
from engine.grading.put_in import runs_past_an_array
from engine.grading.shows import is_condition

if TYPE_CHECKING:
    from engine.grading.question import Question

ORDERS = ("<", "<=", ">", ">=")
MOST = 4
VAGUE = ("extra-sum", "wrong-scale")
ZERO = ("counts-down", "independent", "reads-outside", "counts-from-end")


def at_an_edge(question: Question, formula: Formula, right: Formula) -> str:
    """What is wrong with a formula that equals the right one, or another one, on the cases but not on other sizes."""
    name = _condition(question, formula, right)
    if name:
        return name
    without = _right_without_limits(question, formula, right)
    return "some-lengths" if without is None or _wrong_at_an_edge(question, without, right) else "wrong-range"


def limited(question: Question, formula: Formula, right: Formula, found: Diagnosis | None) -> Diagnosis | None:
    """What was found of a wrong formula; where its conditions or limits are all that is wrong with it, that."""
    mistake = found and found.mistakes[0]
    if mistake in ZERO or (mistake == "valid-not-full" and _cut(formula)):
        return found
    name = _condition(question, formula, right)
    if not name and (found is None or found.together or mistake in VAGUE):
        name = _right_without_limits(question, formula, right) and "wrong-range"
    if not name and (found is None or mistake in DIRECTIONS) and runs_past_an_array(question, formula, right):
        name = "wrong-range"
    return Diagnosis((name,)) if name else found


def _condition(question: Question, formula: Formula, right: Formula) -> str | None:
    """The name of a condition too much, where without it (or without them all) a formula equals the right one.

    "wrong-range" where it limits a sum, else "extra-condition".
    """
    for bare, conditions in _without_conditions(formula):
        if agree_on(question, bare, right, question.sizes) and not _wrong_at_an_edge(question, bare, right):
            bound = bound_indices(formula)
            limits = all(each.relation in ORDERS and free_symbols(each) & bound for each in conditions)
            return "wrong-range" if limits else "extra-condition"
    return None


def _without_conditions(formula: Formula) -> Iterator[tuple[Formula, tuple[Bracket, ...]]]:
    """The formula without its conditions on indices, all of them or one, and those that are left out."""
    conditions = tuple(dict.fromkeys(each for each in nodes(formula) if is_condition(each)))[:MOST]
    alone = [(each,) for each in conditions] if len(conditions) > 1 else []
    for left_out in (conditions, *alone) if conditions else ():
        yield transform(formula, lambda node, left_out=left_out: ONE if node in left_out else node), left_out


def _cut(formula: Formula) -> bool:
    """Whether its conditions on indices are borders, if it has any."""
    return all(each.relation in ORDERS for each in nodes(formula) if is_condition(each))


def _right_without_limits(question: Question, formula: Formula, right: Formula) -> Formula | None:
    """The formula without the limits of its sums, where it has some and equals the right one without them."""
    without = transform(formula, _unlimited)
    return without if without != formula and agree_on(question, without, right, question.sizes) else None


def _unlimited(node: Formula) -> Formula:
    return replace(node, low=None, high=None) if isinstance(node, Sum) else node


def _wrong_at_an_edge(question: Question, formula: Formula, right: Formula) -> bool:
    try:
        return differing_edge(question, formula, right) is not None
    except Unreadable:
        return True
