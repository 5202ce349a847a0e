"""Checking a derivation line by line: each line must equal the one above it, and the first one the goal.

The first line that does not is named and diagnosed; the later ones are still checked, each against the one above it.
There is no theory of how big a step may be. A line that can't be read is passed over by the ones below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.plain import with_names_apart
from engine.formula.facts import contains, facts
from engine.formula.latex import latex
from engine.formula.line_marks import before_last_equals, without_marks
from engine.formula.parser import Parsed
from engine.formula.problems import Problem, Unreadable
from engine.formula.tokens import is_blank
from engine.formula.translate import OWN, read_line
from engine.formula.tree import Formula, Partial
from engine.formula.walk import transform
from engine.grading.agreement import Agreement, TooMuch
from engine.grading.diagnosis import Diagnosis
from engine.grading.fingerprints import Fingerprints
from engine.grading.grade import diagnoses_of, is_right, or_unreadable, unreadable
from engine.grading.idle import without_idle_conditions
from engine.grading.known import kind_of
from engine.grading.limits import within
from engine.grading.mutants import mutants
from engine.grading.needless import at_an_edge, limited
from engine.grading.on_cases import values_on_case, values_on_cases
from engine.grading.setting import setting_of
from engine.grading.smallest_case import smallest_case
from engine.grading.told import said_in, told
from engine.grading.unfinished import unfinished_reason
from engine.grading.verdict import Verdict
from engine.grading.written_out import written_out

if TYPE_CHECKING:
    from engine.grading.question import Question

LINES = 40
STEPS = 60
MOST_WRITTEN = 1500
DIAGNOSED = 2
MOST_OF_A_LINE = 100
DIAGNOSIS = 60
"""How many evaluations finding a known mistake takes."""
NOT_CHECKED = "This was not checked: all lines are too much at once. Leave out some that are right further up."
FOLLOWS = "This follows from the line above."
STARTS = "This equals what is wanted."
UNCHANGED = "Nothing changed here."
DOES_NOT_FOLLOW = "This does not follow from the line above."
RIGHT_BUT = "This is right in itself, but it does not follow from the line above: the mistake is further up."
REPEATS = "This repeats the question; go on from here."
Steps = tuple[Parsed, ...]


def grade_derivation(question: Question, lines: Sequence[str], notation: str = OWN) -> Verdict:
    """The verdict on a derivation, with one verdict a line in `lines`. Never raises for what is typed.

    question   what is derived, from which layer
    lines      the lines as they were typed; blank ones are passed over, the marks of a list are taken off, and a line
               without a left side is read in the letters of the last one
    notation   the notation that they were typed in

    The first two lines that fail get a reason and a case, where the second does not come after too many.
    """
    if len(lines) > LINES:
        return Verdict("unreadable", f"A derivation has at most {LINES} lines; this one has {len(lines)}.")
    read: list[Steps | Problem] = []
    count = written = 0
    for each in read_lines(question, lines, notation):
        read.append(each)
        if not isinstance(each, Problem):
            count += len(each)
            written += sum(facts(step.tree).count for step in each)
        if count > STEPS:
            return Verdict("unreadable", f"A derivation has at most {STEPS} steps; this one has more.")
        if written > MOST_WRITTEN:
            return Verdict("unreadable", "This derivation is too long to be checked at once: check fewer lines of it.")
    return said_in(_whole(question, _verdicts(question, read)), notation, question.layer)


def _verdicts(question: Question, read: Sequence[Steps | Problem]) -> tuple[Verdict, ...]:
    """The verdict on each line; from where they are too much at once, that."""
    lines = Agreement(question)
    above: Formula = question.wanted
    failed = 0
    verdicts: list[Verdict] = []
    for each in read:
        if isinstance(each, Problem):
            verdicts.append(unreadable(each))
        elif not each:
            verdicts.append(Verdict("correct", ""))
        else:
            try:
                verdict, above = _line(lines, each, above, failed == 0 or (failed < DIAGNOSED and lines.is_fresh))
            except TooMuch:
                verdict = Verdict("unreadable", NOT_CHECKED)
            failed += verdict.verdict == "wrong"
            verdicts.append(verdict)
    return tuple(verdicts)


def read_lines(question: Question, lines: Sequence[str], notation: str = OWN) -> Iterator[Steps | Problem]:
    """For each line its steps, none for a blank one, or why it can't be read; an `=` at its end leads to the next."""
    letters: tuple[str, ...] | None = None
    bare_lines = without_marks(lines)
    last = max((place for place, bare in enumerate(bare_lines) if not is_blank(bare)), default=None)
    for place, (text, bare) in enumerate(zip(lines, bare_lines, strict=True)):
        if is_blank(bare):
            yield ()
            continue
        try:
            steps = _steps(question, "" if place == last else before_last_equals(bare), bare, notation, letters)
        except Unreadable as refusal:
            yield replace(refusal.problem, text=text)
            continue
        letters = steps[-1].letters
        yield tuple(replace(step, text=text) for step in steps)


def _steps(question: Question, left: str, bare: str, notation: str, letters: tuple[str, ...] | None) -> Steps:
    """The steps of a line, or of what stands before an `=` at its end; a left side alone is read in its own letters."""
    is_whole = not left or "=" in left
    line = (left or bare) if is_whole else f"{left} = {left}"
    steps = read_line(line, question.scope, question.wanted, notation, question.layer, letters)
    return steps if is_whole else steps[:1]


def of_line(place: int, words: str) -> str:
    """What is said of a line, with the number that a reader gives it.

    >>> of_line(1, "The sign is the wrong way round.")
    'Line 2: The sign is the wrong way round.'
    """
    return f"Line {place + 1}: {words}"


def _whole(question: Question, verdicts: tuple[Verdict, ...]) -> Verdict:
    last = max((place for place, each in enumerate(verdicts) if each.message), default=None)
    if last is None:
        return Verdict("unreadable", "Nothing is typed yet.", line=0, lines=verdicts)
    for place, each in enumerate(verdicts):
        if each.verdict in ("wrong", "unreadable"):
            return replace(each, message=of_line(place, each.message), line=place, lines=verdicts)
    end = verdicts[last]
    missing = unfinished_reason(question, end.formula)
    if missing:
        end = replace(end, verdict="unfinished", message=missing)
        return replace(end, line=last, lines=(*verdicts[:last], end, *verdicts[last + 1 :]))
    message = "Every line follows from the one above, and the last one is the answer."
    return replace(end, message=message, lines=verdicts)


def _line(lines: Agreement, steps: Steps, above: Formula, diagnosed: bool) -> tuple[Verdict, Formula]:
    """The verdict on the steps of one line, and the formula that the next line is held against."""
    verdict = None
    for step in steps:
        found = _step(lines, step, above, diagnosed and (verdict is None or verdict.verdict == "correct"))
        if found.verdict == "unreadable":
            return found, above
        if verdict is None or verdict.verdict == "correct":
            verdict = found
        above = step.tree
    return verdict, above


def _step(lines: Agreement, parsed: Parsed, above: Formula, diagnosed: bool) -> Verdict:
    return or_unreadable(parsed, lambda: _judged(lines, parsed.tree, above, diagnosed))


def _judged(lines: Agreement, formula: Formula, above: Formula, diagnosed: bool) -> Verdict:
    """The verdict on a step below a formula. Raises Unreadable where it has no value, and TooMuch."""
    question = lines.question
    question.check_valid_modes(formula)
    same = lines.agree(formula, above)
    lines.stands(formula)
    seen = Verdict("correct", FOLLOWS, formula=formula, latex=latex(formula))
    if same:
        starts = above == question.wanted
        unchanged = without_idle_conditions(formula) == without_idle_conditions(above)
        words = (REPEATS if starts else UNCHANGED) if unchanged else STARTS if starts else FOLLOWS
        return replace(seen, message=words)
    if not diagnosed:
        return replace(seen, verdict="wrong", message=DOES_NOT_FOLLOW)
    case = smallest_case(question, formula, above)
    if is_right(question, formula):
        silent = replace(case, because=("",) * len(case.because))
        return replace(seen, verdict="wrong", message=RIGHT_BUT, counterexample=silent)
    fixed = written_out(question, formula)
    found = None if fixed else _why(lines, formula, above)
    return replace(
        seen,
        verdict="wrong",
        message=fixed or told(question, formula, found, above),
        misconception=None if found is None else found.misconception,
        together=found is not None and found.together,
        counterexample=case,
    )


def _why(lines: Agreement, formula: Formula, above: Formula) -> Diagnosis | None:
    """The mistake of a line: a known one of the question where the line above was right, else one of the line above."""
    question = lines.question
    lines.effort += DIAGNOSIS
    differs = lines.difference(formula, above)
    if differs is None:
        return Diagnosis((at_an_edge(question, formula, above),))
    with suppress(Unreadable):
        if contains(above, Partial) and lines.agree(formula, transform(above, _undone)):
            return Diagnosis(("not-differentiated",))
    return limited(question, formula, above, _known(lines, formula, above, *differs))


def _known(lines: Agreement, formula: Formula, above: Formula, numbers: type, place: int) -> Diagnosis | None:
    """The mistake that a formula is known to show, on the first case where it differs from the line above."""
    question = lines.question
    case, _ = question.case(question.sizes[place], numbers)
    if lines.agree(above, question.trusted):
        return diagnoses_of(question, numbers, place).of(formula, values_on_cases(question, formula, numbers))
    prints = Fingerprints(question, case, values_on_case(question, above, numbers, place))
    values = prints.sample.of(values_on_case(question, formula, numbers, place))
    wanted_kind, _ = kind_of(question, formula)
    setting = setting_of(question.layer, question.free, question.lengths_of_free)
    for mutant in within(mutants(with_names_apart(question.layer, above, question.free), setting), MOST_OF_A_LINE):
        if prints.exhausted():
            break
        with suppress(Unreadable):
            of_kind, written = kind_of(question, mutant.formula)
            found = prints.values(written) if of_kind == wanted_kind else None
            if found is not None and np.array_equal(found, values) and lines.agree(formula, mutant.formula):
                return Diagnosis(mutant.mistakes)
    return None


def _undone(node: Formula) -> Formula:
    """What is differentiated, in place of its derivative."""
    return node.of if isinstance(node, Partial) and node.of is not None else node
