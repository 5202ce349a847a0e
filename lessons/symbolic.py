"""Checking formulas and derivations: the engine decides, the lesson finds the better words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from engine import Layer, Verdict
from engine.formula.tree import Formula
from engine.formula.walk import has_limits
from engine.grading.derivation import grade_derivation, of_line
from engine.grading.edges import agree_on
from engine.grading.grade import grade
from engine.grading.misconceptions import MISCONCEPTIONS, UNNAMED
from engine.grading.question import Question
from engine.grading.told import AND
from lessons.activations import right_for_one
from lessons.alike import Reading, reading, with_slopes
from lessons.exercises import Exercise, Mistake
from lessons.reading import formula_text
from lessons.whole_way import left_out

SAID = tuple[Verdict, str]
ALL_ELSE_RIGHT = ("valid-not-full", "wrong-range")
APART = (MISCONCEPTIONS["missing-factor"], MISCONCEPTIONS["wrong-array"])


def formula(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a formula; a listed mistake that is written the same way has the first word, then one written alike."""
    question = exercise.layer.question(exercise.wanted, exercise.form)
    verdict = grade(question, formula_text(answer), notation)
    if verdict.verdict != "wrong":
        return verdict, ""
    trees = [(mistake, _tree(exercise.layer, exercise.wanted, mistake.answer)) for mistake in exercise.mistakes]
    typed = with_slopes(verdict.formula)
    written = [(mistake, tree) for mistake, tree in trees if tree == typed]
    return _said(exercise, question, verdict, typed, written or trees)


def derivation(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check a derivation; the first line that fails is held against the lines that fail in the listed mistakes."""
    lines = [str(line) for line in answer] if isinstance(answer, list | tuple) else formula_text(answer).splitlines()
    question = exercise.layer.question(exercise.wanted)
    verdict = grade_derivation(question, lines, notation)
    if verdict.verdict == "correct":
        missing = left_out(question, lines, notation)
        return (replace(verdict, verdict="unfinished") if missing else verdict), missing
    if verdict.verdict != "wrong":
        return verdict, ""
    listed = [
        (each, _failing(_listed_derivation(exercise.layer, exercise.wanted, each.answer))) for each in exercise.mistakes
    ]
    verdict, words = _said(
        exercise, question, verdict, _failing(verdict), [each for each in listed if None not in each]
    )
    return verdict, of_line(verdict.line, words) if words else ""


def _said(
    exercise: Exercise,
    question: Question,
    verdict: Verdict,
    formula: Formula | None,
    listed: list[tuple[Mistake, Formula]],
) -> SAID:
    """The words for a wrong formula: a listed mistake's own where it is written alike, else those for its name.

    A formula that is right for relu, say, where any activation is meant is told so.

    A mistake of the same value that is written otherwise lends its name where the engine knows none; what the lesson
    says of it may be untrue of what was typed. What it says of a range or a mode takes all else for right, and is not
    said where there is another mistake.
    """
    if formula is not None:
        for mistake, tree in _alike(formula, listed, question.free):
            if _same_value(question, formula, tree):
                verdict = replace(verdict, misconception=mistake.misconception or verdict.misconception)
                return verdict, mistake.says or exercise.feedback.get(mistake.misconception, "")
        if words := right_for_one(question, formula):
            return replace(verdict, misconception=None), words
        unnamed = next((each for each in UNNAMED if each in verdict.message), None)
        if unnamed and (name := _name(question, formula, listed)):
            message = verdict.message.replace(unnamed, MISCONCEPTIONS[name])
            verdict = replace(verdict, misconception=name, message=message)
    words = exercise.feedback.get(verdict.misconception, "")
    if verdict.together and words:
        words = "" if verdict.misconception in ALL_ELSE_RIGHT else _together(words, verdict.message)
    return verdict, words


def _alike(
    formula: Formula, listed: list[tuple[Mistake, Formula]], free: tuple[str, ...]
) -> list[tuple[Mistake, Formula]]:
    """The listed mistakes that are written like a formula."""
    read = reading(formula, free)
    return [(mistake, tree) for mistake, tree in listed if _listed_reading(tree, free) == read]


def _name(question: Question, formula: Formula, listed: list[tuple[Mistake, Formula]]) -> str | None:
    """The name of the first mistake of the same value whose name may be said of a formula."""
    fit = (each for each in listed if _fits(each[0].misconception, formula))
    return next((mistake.misconception for mistake, tree in fit if _same_value(question, formula, tree)), None)


def _together(words: str, message: str) -> str:
    """The lesson's words for the first of some mistakes; what is said of a factor or an array goes with any of them.

    >>> _together("Turn the kernel.", f"Two things at once. It is turned. And: {MISCONCEPTIONS['missing-factor']}")
    'Turn the kernel. And: A factor is left out: along a path every link of the chain multiplies.'
    """
    return AND.join((words, *(each for each in message.split(AND)[1:] if each in APART)))


def _fits(name: str | None, formula: Formula) -> bool:
    """Whether a mistake of this name may be said of a formula: of a range only where one was typed."""
    return bool(name) and (name != "wrong-range" or has_limits(formula))


@lru_cache(maxsize=2048)
def _listed_reading(tree: Formula, free: tuple[str, ...]) -> Reading:
    return reading(tree, free)


@lru_cache(maxsize=2048)
def _tree(layer: Layer, wanted: str, answer: str) -> Formula:
    return layer.check(wanted, answer).formula


@lru_cache(maxsize=256)
def _listed_derivation(layer: Layer, wanted: str, answer: str) -> Verdict:
    return layer.check_derivation(wanted, answer.splitlines())


def _failing(verdict: Verdict) -> Formula | None:
    """What was typed on the line that fails, its slopes in one way; None where there is none, or it can't be read."""
    failing = None if verdict.line is None or verdict.line >= len(verdict.lines) else verdict.lines[verdict.line]
    return failing and failing.formula and with_slopes(failing.formula)


def _same_value(question: Question, one: Formula, other: Formula) -> bool:
    """Whether two formulas have the same value on the cases that the question is decided on."""
    return agree_on(question, one, other, question.sizes)
