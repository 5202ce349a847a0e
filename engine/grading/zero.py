"""Why an answer is 0 everywhere: its sum counts down, or each of its products reads outside an array."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.calculus.sizes import size
from engine.formula.facts import contains, free_symbols
from engine.formula.tree import Apply, Bracket, Formula, Max, Number, Read, Sum
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.grading.question import Question


def why_zero(question: Question, formula: Formula) -> str | None:
    """The name of what makes a formula 0 that is 0 on every case; None where it is none of these.

    "counts-down"    a sum begins behind its end, and a sum counts up
    "reads-outside"  in each product an entry lies outside its array
    """
    if any(isinstance(each, Sum) and _counts_down(each, question) for each in nodes(formula)):
        return "counts-down"
    plain = question.layer.plain(formula, question.free)
    otherwise = contains(plain, (Bracket, Apply, Max)) or Number(0) in nodes(plain)
    if otherwise or not contains(plain, Read) or _cancels(question, plain):
        return None
    return "reads-outside"


def _counts_down(node: Sum, question: Question) -> bool:
    if node.low is None or node.high is None:
        return False
    if not free_symbols(node.low) | free_symbols(node.high) <= question.layer.symbols:
        return False
    return all(size(node.low, sizes) > size(node.high, sizes) for sizes in question.sizes)


def _cancels(question: Question, plain: Formula) -> bool:
    """Whether there are terms that are not 0, and only add up to it."""
    cases = (question.case(sizes, question.numbers(plain))[0] for sizes in question.sizes)
    return any(case.magnitudes(plain, question.free, question.lengths(case)).any() for case in cases)
