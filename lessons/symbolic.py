"""Checking formulas and derivations: the engine decides, the lesson finds the better words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from engine import Layer, Verdict
from engine.formula.problems import Unreadable
from engine.formula.translate import read_line
from engine.formula.tree import Formula, Partial
from engine.formula.walk import contains
from engine.grading.derivation import grade_derivation
from engine.grading.grade import grade
from engine.grading.question import Question
from lessons.exercises import Exercise, Mistake
from lessons.reading import formula_text

SAID = tuple[Verdict, str]


def formula(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a formula; a listed mistake written the same way has the first word, then one of the same value."""
    question = exercise.layer.question(exercise.wanted, exercise.form)
    verdict = grade(question, formula_text(answer), notation)
    if verdict.verdict != "wrong":
        return verdict, ""
    trees = [(mistake, _tree(exercise.layer, exercise.wanted, mistake.answer)) for mistake in exercise.mistakes]
    written = [mistake for mistake, tree in trees if tree == verdict.formula]
    for mistake in written or [mistake for mistake, tree in trees if _same_value(exercise, verdict.formula, tree)]:
        return _named(verdict, mistake), mistake.says or exercise.feedback.get(mistake.misconception, "")
    return verdict, exercise.feedback.get(verdict.misconception, "")


def derivation(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a derivation; the first line that fails is held against the lines that fail in the listed mistakes."""
    lines = [str(line) for line in answer] if isinstance(answer, list | tuple) else formula_text(answer).splitlines()
    question = exercise.layer.question(exercise.wanted)
    verdict = grade_derivation(question, lines, notation)
    if verdict.verdict == "correct":
        missing = _left_out(exercise, question, lines, notation)
        return (replace(verdict, verdict="unfinished", message=missing) if missing else verdict), ""
    if verdict.verdict != "wrong":
        return verdict, ""
    failed = _failing(verdict)
    for mistake in exercise.mistakes:
        listed = _failing(_listed_derivation(exercise.layer, exercise.wanted, mistake.answer))
        if failed is not None and listed is not None and _same_value(exercise, failed, listed):
            return _named(verdict, mistake), mistake.says or exercise.feedback.get(mistake.misconception, "")
    return verdict, exercise.feedback.get(verdict.misconception, "")


def _named(verdict: Verdict, mistake: Mistake) -> Verdict:
    """The verdict with the misconception that the lesson knows; a lesson that names none leaves it to the engine."""
    return replace(verdict, misconception=mistake.misconception or verdict.misconception)


@lru_cache(maxsize=1024)
def _tree(layer: Layer, wanted: str, answer: str) -> Formula:
    return layer.check(wanted, answer).formula


@lru_cache(maxsize=256)
def _listed_derivation(layer: Layer, wanted: str, answer: str) -> Verdict:
    return layer.check_derivation(wanted, answer.splitlines())


def _left_out(exercise: Exercise, question: Question, lines: list[str], notation: str) -> str:
    """What a derivation that reaches its end has left out of the way there; "" where nothing."""
    steps, letters = {}, None
    for line in filter(str.strip, lines):
        for step in read_line(line, question.scope, question.wanted, notation, question.layer, letters):
            steps[step.tree], letters = step, step.letters
    steps.pop(question.wanted, None)
    if not any(contains(tree, Partial) for tree in steps):
        return "The result is right. The way to it is what is asked for here: begin with the chain rule."
    if len(steps) < exercise.steps:
        return "Right so far, but too much happens at once: put the definition in, and say one thing a line."
    return ""


def _failing(verdict: Verdict) -> Formula | None:
    if verdict.line is None or verdict.line >= len(verdict.lines):
        return None
    return verdict.lines[verdict.line].formula


def _same_value(exercise: Exercise, one: Formula, other: Formula) -> bool:
    """Whether two formulas have the same value on the cases that the question is decided on."""
    question = exercise.layer.question(exercise.wanted)
    for sizes in question.sizes:
        case, _ = question.case(sizes, question.numbers(one))
        try:
            left, right = question.values(one, case), question.values(other, case)
        except Unreadable:
            return False
        if not np.allclose(left, right) if left.dtype.kind == "f" else not np.array_equal(left, right):
            return False
    return True
