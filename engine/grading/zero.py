"""Why an answer is 0 everywhere: its sum counts down, a derivative is 0, or each product reads outside an array."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from engine.calculus.affine import linear
from engine.calculus.plain import made_of
from engine.calculus.sizes import size
from engine.formula.facts import contains, free_symbols
from engine.formula.parts import children
from engine.formula.problems import Unreadable
from engine.formula.tree import Apply, Bracket, Formula, Max, Number, Partial, Read, Sum
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.grading.question import Question


def why_zero(question: Question, formula: Formula) -> str | None:
    """The name of what makes a formula 0 that is 0 on every case; None where it is none of these.

    "counts-down"      a sum begins behind its end, and a sum counts up
    "independent"      an array is differentiated by one that it is not made of
    "counts-from-end"  an index is below 0, as Python counts from the end
    "reads-outside"    in each product an entry lies outside its array
    """
    if any(isinstance(each, Sum) and _counts_down(each, question) for each in nodes(formula)):
        return "counts-down"
    if any(isinstance(each, Partial) and _is_independent(each, question) for each in nodes(formula)):
        return "independent"
    plain = question.layer.plain(formula, question.free)
    factors = list(_values(plain))
    otherwise = any(_may_be_zero(each) for each in factors)
    if otherwise or not contains(plain, Read) or _has_terms(question, plain):
        return None
    below = any(_below_zero(index, question) for each in factors if isinstance(each, Read) for index in each.indices)
    return "counts-from-end" if below else "reads-outside"


def _counts_down(node: Sum, question: Question) -> bool:
    if node.low is None or node.high is None:
        return False
    if not free_symbols(node.low) | free_symbols(node.high) <= question.layer.symbols:
        return False
    return all(size(node.low, sizes) > size(node.high, sizes) for sizes in question.sizes)


def _is_independent(node: Partial, question: Question) -> bool:
    return isinstance(node.of, Read) and node.by.array not in made_of(question.layer, frozenset((node.of.array,)))


def _values(node: Formula) -> Iterator[Formula]:
    """The nodes that are values: no limit of a sum, no part of an index."""
    yield node
    if not isinstance(node, Read):
        for child in (node.body,) if isinstance(node, Sum) else children(node):
            yield from _values(child)


def _may_be_zero(node: Formula) -> bool:
    """Whether a value may be 0 although it reads nothing outside."""
    relu = isinstance(node, Apply) and node.function == "relu"
    return relu or isinstance(node, (Bracket, Max)) or node == Number(0)


def _below_zero(index: Formula, question: Question) -> bool:
    """Whether an index starts below 0 and only falls, such as -1-j."""
    form = linear(index, question.sizes[0], free_symbols(index) - question.layer.symbols_aside)
    return form is not None and form.constant < 0 and all(factor < 0 for factor in form.coefficients.values())


def _has_terms(question: Question, plain: Formula) -> bool:
    """Whether there are terms that are not 0: they only add up to it, or the lengths of the cases hide them."""
    numbers = question.numbers(plain)
    for sizes in (*question.sizes, *question.small):
        with suppress(Unreadable, ValueError):
            case, _ = question.case(sizes, numbers)
            if case.magnitudes(plain, question.free, question.lengths(case)).any():
                return True
    return False
