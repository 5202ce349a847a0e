"""The right answer to an exercise as a learner might give it: what `lint` and the tests expect to be accepted."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from engine.formula.text import text
from lessons.drawing import draw, exact
from lessons.exercises import Exercise
from lessons.numeric import survives
from lessons.prose import formulas


def formula(exercise: Exercise, seed: int) -> list[object]:
    """The engine's own closed form; where it must be written as a convolution, the lesson's."""
    if exercise.form == "convolution":
        return [written for written in formulas(exercise.solution) if written.startswith(("conv(", "corr("))]
    return [text(exercise.layer.question(exercise.wanted).right)]


def derivation(exercise: Exercise, seed: int) -> list[object]:
    """The derivation that the engine writes, and the one that the lesson shows."""
    written = exercise.layer.derive(exercise.wanted)
    return ["\n".join(text(step.formula) for step in written.steps), "\n".join(formulas(exercise.solution))]


def shape(exercise: Exercise, seed: int) -> list[object]:
    """The formula that the solution shows."""
    return [exercise.right]


def number(exercise: Exercise, seed: int) -> list[object]:
    """The number itself, and typed."""
    right = draw(exercise, seed).right
    return [right, str(exact(right)), f" {exact(right)} ".replace("-", "−")]


def cells(exercise: Exercise, seed: int) -> list[object]:
    """The cells as an array, in one long row, and typed."""
    right = draw(exercise, seed).right
    rows = right.reshape(-1, right.shape[-1])
    typed = "; ".join(", ".join(str(exact(value)) for value in row) for row in rows)
    return [right, tuple(str(exact(value)) for value in right.ravel()), typed]


def pick(exercise: Exercise, seed: int) -> list[object]:
    """The cells as a list, and typed."""
    right = draw(exercise, seed).right
    return [list(right), "; ".join(right)]


def choice(exercise: Exercise, seed: int) -> list[object]:
    """The right option by its name and by its number."""
    options = draw(exercise, seed).options
    return [answer for place, option in enumerate(options, 1) if option.right for answer in (option.id, str(place))]


def mutants(exercise: Exercise, seed: int) -> list[object]:
    """The smallest test case that kills them all, found by trying all."""
    cases = []
    for values in product(*exercise.dials.values()):
        dials = dict(zip(exercise.dials, values, strict=True))
        case = exercise.case(**dials)
        if case is not None:
            cases.append((exercise.entries(**case), dials, case))
    for _, dials, case in sorted(cases, key=lambda each: each[0]):
        if not any(survives(exercise, mutant, case) for mutant in exercise.mutants):
            return [dials, ", ".join(f"{name}={value}" for name, value in dials.items())]
    return []


def code(exercise: Exercise, seed: int) -> list[object]:
    """The engine's own function."""
    return [exercise.right]


Reference = Callable[[Exercise, int], list[object]]

REFERENCES: dict[str, Reference] = {
    "formula": formula,
    "derivation": derivation,
    "shape": shape,
    "number": number,
    "cells": cells,
    "pick": pick,
    "choice": choice,
    "spot-the-flip": choice,
    "mutants": mutants,
    "code": code,
}
