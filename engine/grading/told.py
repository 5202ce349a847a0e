"""What is said of a wrong formula: the plain explanation of its mistakes, true of the formula as it was typed.

A mistake is known by its values, and different formulas have the same ones. Which way an index runs is said only of a
formula in which it does; of another one, that it is worth what an index run the wrong way gives.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.formula.facts import arrays_read, contains, free_symbols
from engine.formula.notations import NOTATIONS
from engine.formula.translate import OWN, turns_kernels
from engine.formula.tree import Formula, Operation, Partial
from engine.formula.walk import nodes
from engine.grading.borders import differs_along
from engine.grading.direction_rules import running, signs_of_free
from engine.grading.misconceptions import (
    BEFORE_ONE,
    DIRECTIONS,
    EARLIER,
    MISCONCEPTIONS,
    NAMELESS,
    ONE_PLACE_LEFT,
    OTHER_PLACES,
    SAME_ALONG,
    SAME_EVERYWHERE,
    SAME_FOR_ALL,
    SIGN_TURNED,
    TURNED,
    UNKNOWN,
)
from engine.grading.on_offer import named
from engine.grading.shows import summed

if TYPE_CHECKING:
    from engine.grading.diagnosis import Diagnosis
    from engine.grading.question import Question
    from engine.grading.verdict import Verdict
    from engine.layer import Layer

AND = " And: "
RUNNING = (
    MISCONCEPTIONS["no-flip"] + EARLIER,
    MISCONCEPTIONS["no-flip"],
    MISCONCEPTIONS["needless-flip"],
    SIGN_TURNED,
)
"""What is said of the way in which indices run, the longer sentence first."""


def told(question: Question, formula: Formula, found: Diagnosis | None, right: Formula | None = None) -> str:
    """What is said of a formula that should be worth what the right one is, or the line above it in a derivation."""
    if found is None:
        return _without_index(question, formula) or UNKNOWN
    if found.mistakes == ("wrong-operation",) and (other := named(question, formula)):
        return other
    sentences = [_sentence(question, formula, right, name) for name in found.mistakes]
    if len(sentences) == 1:
        return sentences[0]
    return f"{'Two' if len(sentences) == 2 else 'Several'} things at once. " + AND.join(sentences)


def _sentence(question: Question, formula: Formula, right: Formula | None, name: str) -> str:
    """What is said of one mistake."""
    if name in DIRECTIONS:
        return _direction(question, formula, question.right if right is None else right, name)
    if name == "missing-sum" and summed(formula) >= max(1, summed(question.right)):
        return ONE_PLACE_LEFT
    if name == "wrong-range" and not summed(formula) and _slides(formula):
        return OTHER_PLACES
    return {**MISCONCEPTIONS, **NAMELESS}[name]


def _slides(formula: Formula) -> bool:
    """Whether a row slides over another one in it."""
    return any(isinstance(each, Operation) and each.name in ("conv", "corr") for each in nodes(formula))


def _without_index(question: Question, formula: Formula) -> str:
    """What is said of a formula without an index that the right answer differs along; "" where there is none."""
    missing = differs_along(question) - free_symbols(question.layer.plain(formula, question.free))
    if not missing:
        return ""
    if len(question.free) == 1:
        return SAME_EVERYWHERE
    return SAME_FOR_ALL if missing == set(question.free) else SAME_ALONG


def said_in(verdict: Verdict, notation: str, layer: Layer) -> Verdict:
    """The verdict on a formula that was typed in a notation, with nothing said that is false there.

    Where indices start at 1, nobody counts from 1 by mistake, and one out of range may be 0. Where the kernel is kept
    turned round, an index that runs with another one here runs against it as it is typed.
    """
    if notation == OWN:
        return verdict
    lines = tuple(said_in(each, notation, layer) for each in verdict.lines)
    if verdict.misconception == "counts-from-one" and NOTATIONS[notation].first == 1:
        message = verdict.message.replace(MISCONCEPTIONS["counts-from-one"], MISCONCEPTIONS["off-by-one"])
        return replace(verdict, misconception="off-by-one", message=message, lines=lines)
    message = verdict.message
    if NOTATIONS[notation].first == 1:
        message = message.replace(NAMELESS["counts-from-end"], BEFORE_ONE)
    for sentence in RUNNING:
        if sentence in message and turns_kernels(notation, layer):
            message = message.replace(sentence, TURNED)
    return replace(verdict, message=message, lines=lines)


def _direction(question: Question, formula: Formula, right: Formula, name: str) -> str:
    """What is said of a formula that is worth what it would be with an index run the other way."""
    free = question.free
    if contains(right, Partial):
        right = question.right
    typed, wanted = (question.layer.plain(each, free) for each in (formula, right))
    ways = running(typed, free), running(wanted, free)
    if ways == DIRECTIONS[name]:
        gradient = isinstance(question.wanted, Partial) and question.wanted.of is None
        weights = gradient and arrays_read(question.right) - {question.wanted.by.array, *question.layer.given}
        return MISCONCEPTIONS[name] + (EARLIER if name == "no-flip" and weights else "")
    turned = ways[0] and ways[0] == ways[1] and signs_of_free(typed, free) != signs_of_free(wanted, free)
    if turned and not contains(formula, Operation):
        return SIGN_TURNED
    return TURNED
