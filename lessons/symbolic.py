"""Checking formulas, derivations and sizes: the engine decides, the lesson finds the better words."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import numpy as np

from engine import Layer, Question, Verdict
from engine.calculus.sizes import size
from engine.formula.parser import parse
from engine.formula.problems import Unreadable
from engine.formula.scope import Scope
from engine.formula.tree import Formula
from lessons.exercises import Exercise
from lessons.reading import LONGEST, Unread

SAID = tuple[Verdict, str]


def formula(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a formula; a listed mistake of the same value has the first word."""
    verdict = _question(exercise.layer, exercise.wanted, exercise.form).check(_text(answer), notation=notation)
    if verdict.verdict != "wrong":
        return verdict, ""
    for mistake in exercise.mistakes:
        if _same_value(exercise, verdict.formula, _tree(exercise.layer, exercise.wanted, mistake.answer)):
            return verdict, mistake.says or exercise.feedback.get(mistake.misconception, "")
    return verdict, exercise.feedback.get(verdict.misconception, "")


def derivation(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a derivation; the first line that fails is held against the lines that fail in the listed mistakes."""
    lines = answer if isinstance(answer, list | tuple) else _text(answer).splitlines()
    lines = [str(line) for line in lines if str(line).strip()]
    verdict = exercise.layer.check_derivation(exercise.wanted, lines, notation=notation)
    if verdict.verdict != "wrong":
        return verdict, ""
    failed = _failing(verdict)
    for mistake in exercise.mistakes:
        listed = _failing(_listed_derivation(exercise.layer, exercise.wanted, mistake.answer))
        if failed is not None and listed is not None and _same_value(exercise, failed, listed):
            return verdict, mistake.says or exercise.feedback.get(mistake.misconception, "")
    return verdict, exercise.feedback.get(verdict.misconception, "")


def shape(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a size: tried on all the values that the exercise lists, against what the engine measures."""
    given = _sizes(exercise, _text(answer))
    for values, right in _measured(exercise):
        found = tuple(size(each, values) for each in given)
        if found != right:
            break
    else:
        return Verdict("correct", "It gives the right size in every case."), ""
    for mistake in exercise.mistakes:
        wrong = _sizes(exercise, mistake.answer)
        if all(_evaluate(given, values) == _evaluate(wrong, values) for values, _ in _measured(exercise)):
            return Verdict("wrong", "", mistake.misconception), mistake.says
    case = ", ".join(f"{name} = {value}" for name, value in values.items())
    return Verdict("wrong", f"For {case} your formula gives {_listed(found)}; it is {_listed(right)}."), ""


def _text(answer: object) -> str:
    if not isinstance(answer, str):
        raise Unread("Write the answer as text.")
    return answer


@lru_cache(maxsize=256)
def _question(layer: Layer, wanted: str, form: str) -> Question:
    return Question(layer, wanted, form)


@lru_cache(maxsize=1024)
def _tree(layer: Layer, wanted: str, text: str) -> Formula:
    return _question(layer, wanted, "closed").check(text).formula


@lru_cache(maxsize=256)
def _listed_derivation(layer: Layer, wanted: str, text: str) -> Verdict:
    return layer.check_derivation(wanted, text.splitlines())


def _failing(verdict: Verdict) -> Formula | None:
    if verdict.line is None or verdict.line >= len(verdict.lines):
        return None
    return verdict.lines[verdict.line].formula


def _same_value(exercise: Exercise, one: Formula, other: Formula) -> bool:
    """Whether two formulas have the same value on the cases that the question is decided on."""
    question = _question(exercise.layer, exercise.wanted, "closed")
    for sizes in question.sizes:
        case, _ = question.case(sizes, question.numbers(one))
        try:
            left, right = question.values(one, case), question.values(other, case)
        except Unreadable:
            return False
        if not np.allclose(left, right) if left.dtype.kind == "f" else not np.array_equal(left, right):
            return False
    return True


def _sizes(exercise: Exercise, text: str) -> tuple[Formula, ...]:
    if not text.strip():
        raise Unread("There is no answer yet.")
    if len(text) > LONGEST:
        raise Unread("This is too long for an answer.")
    scope = Scope(arrays={}, symbols=frozenset(exercise.sizes))
    try:
        trees = tuple(parse(part, scope).tree for part in text.split(","))
        _evaluate(trees, next(iter(_measured(exercise)))[0])
    except Unreadable as refusal:
        raise Unread(refusal.problem.message) from None
    except ValueError as refusal:
        raise Unread(f"This is no formula of {', '.join(exercise.sizes)}: {refusal}.") from None
    return trees


def _evaluate(trees: tuple[Formula, ...], values: dict[str, int]) -> tuple[int, ...]:
    return tuple(size(tree, values) for tree in trees)


def _measured(exercise: Exercise) -> list[tuple[dict[str, int], tuple[int, ...]]]:
    cases = [dict(zip(exercise.sizes, values, strict=True)) for values in product(*exercise.sizes.values())]
    measured = [(values, exercise.measure(**values)) for values in cases]
    return [(values, tuple(map(int, right))) for values, right in measured if right is not None]


def _listed(values: tuple[int, ...]) -> str:
    return ", ".join(map(str, values))
