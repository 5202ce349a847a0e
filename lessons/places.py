"""Checking sizes and places: formulas of integers, tried on all the values that an exercise lists, exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import product

from engine import Verdict
from engine.calculus.refusals import division_by_zero
from engine.formula.notations import NOTATIONS
from engine.formula.problems import Unreadable
from engine.formula.translate import OWN, Translation, read
from engine.formula.tree import Formula, Number, Read, sub
from lessons.arithmetic import is_size, value
from lessons.exercises import Exercise
from lessons.lists import parts, unprinted, without_list
from lessons.prose import counted_later
from lessons.reading import LONGEST, Unread, are, formula_text

SAID = tuple[Verdict, str]
NAME = re.compile(r"^\s*\w+\s*=(?!=)|(?<![=<>!])=\s*[a-zA-Z]\w*\s*$")


def shape(exercise: Exercise, answer: object, seed: int, notation: str) -> SAID:
    """Check sizes or places: tried on all the values that the exercise lists, against what the engine measures."""
    given = _sizes(exercise, formula_text(answer), notation)
    wanted = len(next(right for _, right in _measured(exercise)))
    if len(given) != wanted:
        raise Unread(f"There {are(wanted, ' formula')} to give, and here {are(len(given))}.")
    for values, right in _measured(exercise):
        found = _evaluate(given, values)
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
    whole = "" if all(each.denominator == 1 for each in found) else ", which is no whole number"
    return Verdict("wrong", f"For {case} your formula gives {gives}{whole}; it is {should}."), ""


def _sizes(exercise: Exercise, answer: str, notation: str = OWN) -> tuple[Formula, ...]:
    """The formulas of integers that were typed, in Flipside's letters; an index is counted as Flipside counts it."""
    if not answer.strip():
        raise Unread("There is no answer yet.")
    if len(answer) > LONGEST:
        raise Unread("This is too long for an answer.")
    later = _later(exercise, notation)
    typed = [_read(exercise, part, notation) for part in _unnamed(answer)]
    names = ", ".join(_letters(exercise, notation).values())
    for tree in typed:
        if not is_size(tree):
            raise Unread(f"This is no formula of {names}: it is made of these, whole numbers, + - * // and powers.")
    trees = tuple(sub(tree, Number(later)) for tree in typed)
    for values, _ in _measured(exercise):
        _evaluate(trees, values)
    return trees


def _read(exercise: Exercise, answer: str, notation: str) -> Formula:
    """One formula of integers; there are no arrays in it, and an entry of one is told so."""
    scope = replace(exercise.layer.scope(), symbols=frozenset(exercise.sizes))
    try:
        return read(answer, replace(scope, arrays={}), notation, exercise.layer).tree
    except Unreadable as refusal:
        problem = refusal.problem
    with suppress(Unreadable):
        if isinstance(read(answer, scope, notation, exercise.layer).tree, Read):
            raise Unread("Give the index alone: what stands in the brackets.")
    raise Unread(problem.message)


def _letters(exercise: Exercise, notation: str) -> dict[str, str]:
    """The names that the answer may use -> what they are called in a notation."""
    words = {} if notation == OWN else Translation(NOTATIONS[notation], exercise.layer).words
    return {name: words.get(name, name) for name in exercise.sizes}


def _later(exercise: Exercise, notation: str) -> int:
    """By how much a notation's places are larger than Flipside's; sizes are the same in all."""
    return 0 if set(exercise.sizes) <= exercise.layer.symbols else counted_later(notation, exercise.layer)


def _unnamed(answer: str) -> list[str]:
    """The formulas of an answer, each without a side that only names it, as in i = k - j and in k - j = i.

    >>> _unnamed("(n-m+1,)"), _unnamed("i = k - j, max(k, 0)"), _unnamed("k-j =i")
    (['n-m+1'], ['k - j', ' max(k, 0)'], ['k-j'])
    """
    whole = NAME.sub("", answer, count=1)
    bare = without_list(whole)
    return [NAME.sub("", part, count=1) for part in parts(bare if "," in bare else unprinted(whole))]


def _evaluate(trees: tuple[Formula, ...], values: dict[str, int]) -> tuple[Fraction, ...]:
    try:
        return tuple(value(tree, values) for tree in trees)
    except ZeroDivisionError:
        raise Unread(division_by_zero().problem.message) from None
    except Unreadable as refusal:
        raise Unread(refusal.problem.message) from None


def _measured(exercise: Exercise) -> list[tuple[dict[str, int], tuple[int, ...]]]:
    cases = [dict(zip(exercise.sizes, values, strict=True)) for values in product(*exercise.sizes.values())]
    measured = [(values, exercise.measure(**values)) for values in cases]
    return [(values, tuple(map(int, right))) for values, right in measured if right is not None]


def _listed(values: Sequence[Fraction]) -> str:
    return ", ".join(map(str, values))
