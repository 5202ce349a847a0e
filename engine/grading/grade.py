"""Grading one formula: what was understood, whether it is right, whether its form is reached, and why it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.calculus.products import Ledger, product_text
from engine.calculus.ranges import Ranges
from engine.calculus.reach import Reach, explained, sums_of
from engine.calculus.refusals import Unbounded
from engine.formula.facts import free_symbols
from engine.formula.latex import latex
from engine.formula.parser import Parsed
from engine.formula.parts import children
from engine.formula.problems import Problem, Unreadable
from engine.formula.translate import OWN, read_line
from engine.formula.tree import Formula, Max, Sum
from engine.formula.walk import largest_number, nodes
from engine.grading.array_lengths import of_another_length
from engine.grading.diagnosis import Diagnoses, Diagnosis
from engine.grading.edges import FURTHEST, differing_edge
from engine.grading.needless import at_an_edge, limited
from engine.grading.on_cases import values_on_cases
from engine.grading.smallest_case import smallest_case
from engine.grading.told import said_in, told
from engine.grading.unfinished import unfinished_reason
from engine.grading.verdict import Unrolled, Verdict
from engine.grading.written_out import written_out

if TYPE_CHECKING:
    from engine.grading.question import Question
    from engine.layer import Layer


RIGHT = "This is right: every entry agrees, for all lengths that could show a difference."
SHOWN = 24


class Difference(NamedTuple):
    """That a formula differs from the right one.

    numbers   the arithmetic in which it does
    place     the first case on which it does; None where that is none of the usual ones
    values    what it is worth on each of them
    edge      the sizes on which it does, where these are none of the usual ones
    """

    numbers: type
    place: int | None
    values: Sequence[np.ndarray]
    edge: dict[str, int] | None = None


def grade(question: Question, answer: str, notation: str = OWN) -> Verdict:
    """The verdict on one typed formula. Never raises for what is typed.

    question   what is asked, of which layer
    answer     the text as it was typed
    notation   the notation that it was typed in
    """
    try:
        steps = read_line(answer, question.scope, question.wanted, notation, question.layer)
    except Unreadable as refusal:
        return unreadable(refusal.problem)
    if len(steps) > 1 and steps[-1].tree == question.wanted:
        steps = steps[:-1]
    for step in steps:
        verdict = grade_parsed(question, step)
        if verdict.verdict in ("wrong", "unreadable"):
            break
    return said_in(verdict, notation, question.layer)


def unreadable(problem: Problem) -> Verdict:
    """The verdict on what can't be read or decided."""
    return Verdict("unreadable", problem.message, misconception=problem.misconception)


def grade_parsed(question: Question, parsed: Parsed) -> Verdict:
    """The verdict on a formula that was read."""
    return or_unreadable(parsed, lambda: _judged(question, parsed.tree))


def or_unreadable(parsed: Parsed, judge: Callable[[], Verdict]) -> Verdict:
    """What a check of a formula gives; where it raises Unreadable, since the formula has no value, that."""
    try:
        return judge()
    except Unbounded as refusal:
        alone = sum(isinstance(each, Sum | Max) and each.index == refusal.index for each in nodes(parsed.tree)) == 1
        start, end = parsed.sums.get(refusal.index, (None, None)) if alone else (None, None)
        said = refusal.called(parsed.typed.get(refusal.index, refusal.index)).problem
        return unreadable(replace(said, text=parsed.text, start=start, end=end))
    except Unreadable as refusal:
        return unreadable(refusal.problem)


def _judged(question: Question, formula: Formula) -> Verdict:
    """The verdict on a tree. Raises Unreadable where it has no value."""
    question.check_valid_modes(formula)
    differs = None if formula == question.wanted else _difference(question, formula)
    seen = understood(question, formula)
    return _finished(question, formula, seen) if differs is None else _wrong(question, formula, seen, differs)


def understood(question: Question, formula: Formula) -> Verdict:
    """What was understood of a formula, before anything is said of it."""
    return Verdict(
        "correct",
        RIGHT,
        formula=formula,
        latex=latex(formula),
        unrolled=unrolled(question, formula),
        ranges=ranges(question, formula),
    )


def is_right(question: Question, formula: Formula) -> bool:
    """Whether a formula has the right value, in whatever form."""
    try:
        return _difference(question, formula) is None
    except Unreadable:
        return False


def _difference(question: Question, formula: Formula) -> Difference | None:
    """Where the formula differs from the right one; None where it agrees on every case and at the edges."""
    for numbers in (question.numbers(formula), *question.harder(formula)):
        found = _differs_in(question, formula, numbers)
        if found is not None:
            return found
    edge = differing_edge(question, formula)
    return None if edge is None else Difference(question.numbers(formula), None, (), edge)


def _differs_in(question: Question, formula: Formula, numbers: type) -> Difference | None:
    """Where it differs in one arithmetic."""
    plain = question.layer.plain(formula, question.free)
    values = values_on_cases(question, formula, numbers)
    for place, sizes in enumerate(question.sizes):
        case, right = question.case(sizes, numbers)
        yours = values[place]
        scale = 0.0 if numbers.exact else case.magnitudes(plain, question.free, question.lengths(case))
        if not case.numbers.same(yours, right, scale).all():
            return Difference(numbers, place, values)
    return None


def _finished(question: Question, formula: Formula, seen: Verdict) -> Verdict:
    """The verdict on a right value: whether the form that was asked for is reached."""
    missing = unfinished_reason(question, formula)
    if missing:
        return replace(seen, verdict="unfinished", message=missing)
    remark = of_another_length(question, formula) or _remark(question, formula)
    return replace(seen, message=f"{RIGHT} {remark}") if remark else seen


def _remark(question: Question, formula: Formula) -> str:
    """A sentence where a range reaches past the arrays."""
    layer = question.layer
    sizes = question.sizes[0]
    plain = layer.plain(formula, question.free)
    finder = Ranges(sizes, layer.lengths(sizes), layer.first)
    start = layer.first
    lengths = question.lengths_at(layer.lengths(sizes))
    known = {name: (start, start + length - 1) for name, length in zip(question.free, lengths, strict=True)}

    def reaches_past(node: Formula, known: dict) -> bool:
        if isinstance(node, Sum):
            found = finder.of((replace(node, low=None, high=None),), known)[node.index]
            said = [None if limit is None else finder.value(limit, known) for limit in (node.low, node.high)]
            if found is not None and found[0] <= found[1]:
                if (said[0] is not None and said[0][0] < found[0]) or (said[1] is not None and said[1][1] > found[1]):
                    return True
                known = {**known, node.index: found}
            return reaches_past(node.body, known)
        return any(reaches_past(part, known) for part in children(node))

    if not reaches_past(plain, known):
        return ""
    number = _last_said(layer, formula)
    if number > FURTHEST:
        return f"It holds while no array is longer than {number}: write the length there, and it holds for all."
    return "The range reaches past the arrays; what lies outside counts 0, so it adds only zeros."


def _last_said(layer: Layer, formula: Formula) -> int:
    """The largest number by which a sum's end is said without a size: no array may be longer."""
    sums = [node for node in nodes(formula) if isinstance(node, Sum)]
    ends = (*(node.high for node in sums), *(node.low for node in sums if node.low and free_symbols(node.low)))
    return largest_number(limit for limit in ends if limit and not free_symbols(limit) & layer.symbols)


def _wrong(question: Question, formula: Formula, seen: Verdict, differs: Difference) -> Verdict:
    fixed = written_out(question, formula)
    if fixed:
        found = None
    elif differs.place is None:
        found = Diagnosis((at_an_edge(question, formula, question.trusted),))
    else:
        found = diagnoses_of(question, differs.numbers, differs.place).of(formula, differs.values)
        found = limited(question, formula, question.trusted, found)
    return replace(
        seen,
        verdict="wrong",
        message=fixed or told(question, formula, found),
        misconception=None if found is None else found.misconception,
        together=found is not None and found.together,
        counterexample=smallest_case(question, formula, edge=differs.edge),
    )


@lru_cache(maxsize=64)
def diagnoses_of(question: Question, numbers: type, place: int = 0) -> Diagnoses:
    """The known mistakes of a question on one of its cases, found once."""
    return Diagnoses(question, numbers, place)


def unrolled(question: Question, formula: Formula) -> tuple[Unrolled, ...]:
    """The formula written out at one place of one small case; () where it has too many products to show."""
    layer = question.layer
    sizes = question.preview_sizes
    lengths = question.lengths_at(layer.lengths(sizes))
    at = {name: layer.first + min(1, length - 1) for name, length in zip(question.free, lengths, strict=True)}
    try:
        products = Ledger(layer, sizes).products(layer.plain(formula, question.free), at)
    except Unreadable:
        return ()
    if len(products) > SHOWN:
        return ()
    shown = tuple((product_text(each.factors, each.coefficient), each.inside) for each in products)
    return (Unrolled(sizes, at, shown or (("0", True),)),)


def ranges(question: Question, formula: Formula) -> tuple[Reach, ...]:
    """For each sum without limits: where its index runs, and because of which entry."""
    free = frozenset(question.free)
    found = (explained(each, question.layer, inside) for each, inside in sums_of(formula, free))
    return tuple(each for each in found if each is not None)
