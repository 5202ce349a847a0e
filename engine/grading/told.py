"""What is said of a wrong formula: the plain explanation of its mistakes, true of the formula as it was typed.

A mistake is known by its values, and different formulas have the same ones. Which way an index runs is said only of a
formula in which it does; of another one, that it is worth what an index run the wrong way gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula.facts import contains
from engine.formula.tree import Formula, Partial
from engine.grading.direction_rules import running, signs_of_free
from engine.grading.misconceptions import DIRECTIONS, EARLIER, MISCONCEPTIONS, NAMELESS, SIGN_TURNED, TURNED, UNKNOWN
from engine.grading.on_offer import named

if TYPE_CHECKING:
    from engine.grading.diagnosis import Diagnosis
    from engine.grading.question import Question
AND = " And: "


def told(question: Question, formula: Formula, found: Diagnosis | None, right: Formula | None = None) -> str:
    """What is said of a formula that should be worth what the right one is, or the line above it in a derivation."""
    if found is None:
        return UNKNOWN
    if found.mistakes == ("wrong-operation",) and (other := named(question, formula)):
        return other
    sentences = [
        _direction(question, formula, question.right if right is None else right, name)
        if name in DIRECTIONS
        else {**MISCONCEPTIONS, **NAMELESS}[name]
        for name in found.mistakes
    ]
    if len(sentences) == 1:
        return sentences[0]
    return f"{'Two' if len(sentences) == 2 else 'Several'} things at once. " + AND.join(sentences)


def _direction(question: Question, formula: Formula, right: Formula, name: str) -> str:
    """What is said of a formula that is worth what it would be with an index run the other way."""
    free = question.free
    if contains(right, Partial):
        right = question.right
    typed, wanted = (question.layer.plain(each, free) for each in (formula, right))
    ways = running(typed, free), running(wanted, free)
    if ways == DIRECTIONS[name]:
        gradient = isinstance(question.wanted, Partial) and question.wanted.of is None
        return MISCONCEPTIONS[name] + (EARLIER if name == "no-flip" and gradient else "")
    if ways[0] and ways[0] == ways[1] and signs_of_free(typed, free) != signs_of_free(wanted, free):
        return SIGN_TURNED
    return TURNED
