"""Checking formulas, derivations and sizes: the engine decides, the lesson finds the better words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

import numpy as np

from engine import Layer, Verdict
from engine.calculus.sizes import size
from engine.formula.notations import NOTATIONS
from engine.formula.problems import Unreadable
from engine.formula.translate import OWN, Translation, read, read_line
from engine.formula.tree import Formula, Number, Partial, sub
from engine.formula.walk import contains
from engine.grading.derivation import grade_derivation
from engine.grading.grade import grade
from engine.grading.question import Question
from lessons.exercises import Exercise, Mistake
from lessons.prose import counted_later
from lessons.reading import LONGEST, Unread

SAID = tuple[Verdict, str]


def formula(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a formula; a listed mistake written the same way has the first word, then one of the same value."""
    question = exercise.layer.question(exercise.wanted, exercise.form)
    verdict = grade(question, _text(answer), notation)
    if verdict.verdict != "wrong":
        return verdict, ""
    trees = [(mistake, _tree(exercise.layer, exercise.wanted, mistake.answer)) for mistake in exercise.mistakes]
    written = [mistake for mistake, tree in trees if tree == verdict.formula]
    for mistake in written or [mistake for mistake, tree in trees if _same_value(exercise, verdict.formula, tree)]:
        return _named(verdict, mistake), mistake.says or exercise.feedback.get(mistake.misconception, "")
    return verdict, exercise.feedback.get(verdict.misconception, "")


def derivation(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a derivation; the first line that fails is held against the lines that fail in the listed mistakes."""
    lines = [str(line) for line in answer] if isinstance(answer, list | tuple) else _text(answer).splitlines()
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


def shape(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a size: tried on all the values that the exercise lists, against what the engine measures."""
    given = _sizes(exercise, _text(answer), notation)
    for values, right in _measured(exercise):
        found = tuple(size(each, values) for each in given)
        if found != right:
            break
    else:
        return Verdict("correct", "It is right in every case."), ""
    for mistake in exercise.mistakes:
        wrong = _sizes(exercise, mistake.answer)
        if all(_evaluate(given, values) == _evaluate(wrong, values) for values, _ in _measured(exercise)):
            return Verdict("wrong", "", mistake.misconception), mistake.says
    names, later = _letters(exercise, notation), _later(exercise, notation)
    case = ", ".join(f"{names[name]} = {value + later}" for name, value in values.items())
    gives, should = (_listed([each + later for each in numbers]) for numbers in (found, right))
    return Verdict("wrong", f"For {case} your formula gives {gives}; it is {should}."), ""


def _text(answer: object) -> str:
    if not isinstance(answer, str):
        raise Unread("Write the answer as text.")
    return answer


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


def _sizes(exercise: Exercise, answer: str, notation: str = OWN) -> tuple[Formula, ...]:
    """The formulas of integers that were typed, in Flipside's letters; an index is counted as Flipside counts it."""
    if not answer.strip():
        raise Unread("There is no answer yet.")
    if len(answer) > LONGEST:
        raise Unread("This is too long for an answer.")
    layer = exercise.layer
    scope = replace(layer.scope(), symbols=frozenset(exercise.sizes))
    later = _later(exercise, notation)
    try:
        trees = tuple(sub(read(part, scope, notation, layer).tree, Number(later)) for part in _right_sides(answer))
        _evaluate(trees, next(iter(_measured(exercise)))[0])
    except Unreadable as refusal:
        raise Unread(refusal.problem.message) from None
    except ValueError as refusal:
        raise Unread(f"This is no formula of {', '.join(_letters(exercise, notation).values())}: {refusal}.") from None
    return trees


def _letters(exercise: Exercise, notation: str) -> dict[str, str]:
    """The names that the answer may use -> what they are called in a notation."""
    words = {} if notation == OWN else Translation(NOTATIONS[notation], exercise.layer).words
    return {name: words.get(name, name) for name in exercise.sizes}


def _later(exercise: Exercise, notation: str) -> int:
    """By how much a notation's places are larger than Flipside's; sizes are the same in all."""
    return 0 if set(exercise.sizes) <= exercise.layer.symbols else counted_later(notation, exercise.layer)


def _right_sides(answer: str) -> list[str]:
    """The formulas of an answer, each without a left side that only names it, as in i = k - j."""
    return [re.sub(r"^\s*\w+\s*=(?!=)", "", part) for part in answer.split(",")]


def _evaluate(trees: tuple[Formula, ...], values: dict[str, int]) -> tuple[int, ...]:
    return tuple(size(tree, values) for tree in trees)


def _measured(exercise: Exercise) -> list[tuple[dict[str, int], tuple[int, ...]]]:
    cases = [dict(zip(exercise.sizes, values, strict=True)) for values in product(*exercise.sizes.values())]
    measured = [(values, exercise.measure(**values)) for values in cases]
    return [(values, tuple(map(int, right))) for values, right in measured if right is not None]


def _listed(values: Sequence[int]) -> str:
    return ", ".join(map(str, values))
