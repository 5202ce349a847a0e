"""Checking an answer: a table from the kind of exercise to its checker; each gives the engine's Verdict.

The engine decides about formulas and derivations; the lesson's own words replace the engine's where it has better ones.
All other kinds are compared with what the engine computed from the same numbers, and diagnosed by the wrong procedures
that the lesson lists, then by what can be seen without knowing the question (negated, reversed, shifted).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from engine import Verdict
from lessons import numeric, places, symbolic
from lessons.drawing import draw
from lessons.exercises import Exercise, Mutant
from lessons.prose import plain
from lessons.reading import Unread, chosen, settings


@dataclass(frozen=True, repr=False)
class Checked(Verdict):
    """A verdict in a lesson's words.

    markdown   the message as prose with [[formulas]] still to be typeset; "" where the words are the engine's
    """

    markdown: str = ""


def check(exercise: Exercise, answer: object, seed: int = 0, notation: str = "flipside") -> Verdict:
    """What is said of an answer to an exercise, with the numbers of a seed, typed in a notation; never raises for it.

    answer   formula: text · derivation: text of several lines, or a list of lines · number: text or a number ·
             cells: text, or a list (of lists) · pick: text, or a list of cells · choice, spot-the-flip: an option's id,
             or its number from 1 · shape: text · mutants: text, or name -> value · code: a function
    """
    try:
        verdict, words = CHECKERS[exercise.kind](exercise, answer, seed, notation)
    except Unread as refusal:
        return Verdict("unreadable", str(refusal))
    if not words:
        return verdict
    parts = {each.name: getattr(verdict, each.name) for each in fields(Verdict)}
    return Checked(**{**parts, "message": plain(words, exercise.layer, notation, exercise.asked)}, markdown=words)


def _choice(exercise: Exercise, answer: object, seed: int, notation: str) -> tuple[Verdict, str]:
    option = chosen(answer, draw(exercise, seed).options)
    if option.right:
        return Verdict("correct", "That is the one."), option.says
    return Verdict("wrong", "That is not the one.", option.misconception), option.says


def _mutants(exercise: Exercise, answer: object, seed: int, notation: str) -> tuple[Verdict, str]:
    dials = settings(answer, exercise.dials)
    case = exercise.case(**dials)
    if case is None:
        raise Unread("There is no such test case: the kernel doesn't fit on the padded input. Set the dials anew.")
    alive = [mutant for mutant in exercise.mutants if numeric.survives(exercise, mutant, case)]
    entries, total = exercise.entries(**case), len(exercise.mutants)
    if alive:
        return Verdict("wrong", ""), _survivors(alive, total, entries)
    if entries > exercise.smallest:
        return (
            Verdict("unfinished", ""),
            f"All {total} wrong gradients are caught, with {entries} numbers. There is a smaller test case that "
            f"catches them all: it takes {exercise.smallest}.",
        )
    return (
        Verdict("correct", ""),
        f"All {total} wrong gradients are caught, with {entries} numbers. "
        "Of the test cases on offer here, none smaller catches them all.",
    )


def _survivors(alive: list[Mutant], total: int, entries: int) -> str:
    """The wrong gradients that pass, and what the first of them needs; all their needs would be the whole case."""
    passes, them = ("passes", "it") if len(alive) == 1 else ("pass", "the first of them")
    names = "\n".join(f"* {mutant.name}" for mutant in alive)
    return (
        f"{len(alive)} of {total} wrong gradients {passes} your test, which takes {entries} numbers:\n\n{names}\n\n"
        f"To catch {them}, a test case needs {alive[0].needs}."
    )


Checker = Callable[[Exercise, object, int, str], tuple[Verdict, str]]
"""Gives the verdict, and the lesson's own words for it ("" where the verdict's are to stay)."""

CHECKERS: dict[str, Checker] = {
    "formula": symbolic.formula,
    "derivation": symbolic.derivation,
    "shape": places.shape,
    "number": numeric.number,
    "cells": numeric.cells,
    "pick": numeric.pick,
    "code": numeric.code,
    "choice": _choice,
    "spot-the-flip": _choice,
    "mutants": _mutants,
}
