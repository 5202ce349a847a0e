"""Why a right value is not the end of the way yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from engine.calculus.polynomial import Polynomial, plus, polynomial
from engine.formula.facts import bound_indices, contains, free_symbols
from engine.formula.tree import (
    ONE,
    ZERO,
    Add,
    Bracket,
    Entry,
    Floor,
    Formula,
    Mul,
    Neg,
    Number,
    Operation,
    Partial,
    Read,
    Whole,
)
from engine.formula.walk import nodes, transform
from engine.grading.edges import agree_on

if TYPE_CHECKING:
    from engine.grading.question import Question

AT_MOST = {"<=": (1, 0), "<": (1, 1), ">=": (-1, 0), ">": (-1, 1)}


def unfinished_reason(question: Question, formula: Formula) -> str:
    """Why a right value is not the end of the way; "" where it is."""
    if _repeats(question, formula):
        return "The value is right, but this repeats the question: write it with what the layer is made of."
    if contains(formula, Partial):
        return "The value is right so far, but a derivative is left: carry it out."
    if not _removable(question.right):
        if _removable(formula):
            return "The value is right so far, but a condition with == is left that removes a sum: carry it out."
        if any(_picks_one(each, formula) for each in nodes(formula)):
            return "The value is right so far, but conditions are left that leave a sum one term: carry them out."
    if question.form == "convolution" and not _needs_a_call(question, formula):
        return "The value is right; now say it as an operation on whole arrays, with conv(...) or corr(...)."
    return ""


def _needs_a_call(question: Question, formula: Formula) -> bool:
    """Whether conv or corr stands in it, and without them it would not be right."""
    bare = transform(formula, _silenced)
    return bare != formula and not agree_on(question, bare, question.trusted, question.sizes)


def _silenced(node: Formula) -> Formula:
    """0 for a call of conv or corr, for its entry, and for what else is done with it alone."""
    match node:
        case Operation("conv" | "corr") | Entry(whole=Number(0)):
            return ZERO
        case Operation(_, operands) if ZERO in operands:
            return ZERO
    return node


def _repeats(question: Question, formula: Formula) -> bool:
    """Whether what is wanted is still read; the gradient that is given is its own answer."""
    wanted = question.wanted
    if not isinstance(wanted, Read):
        return formula == wanted
    return wanted.array not in question.layer.given and any(
        isinstance(each, (Read, Whole)) and each.array == wanted.array for each in nodes(formula)
    )


def _removable(formula: Formula) -> bool:
    """Whether a bracket of equal indices is left that a sum could remove; one of remainders picks places, like `<`."""
    return any(each.relation == "==" and _removes(each, formula) for each in _brackets(nodes(formula)))


def _picks_one(node: Formula, formula: Formula) -> bool:
    """Whether factors say of an index that it is at most and at least one place, or one less a term that it is not."""
    if isinstance(node, Mul):
        orders = [each for each in _brackets(node.factors) if each.relation in AT_MOST and _removes(each, formula)]
        return any(not plus(_room(one), _room(two)) for one, two in combinations(orders, 2))
    if isinstance(node, Add) and ONE in node.terms:
        denied = _brackets(each.body for each in node.terms if isinstance(each, Neg))
        return any(each.relation == "!=" and _removes(each, formula) for each in denied)
    return False


def _brackets(found) -> Iterator[Bracket]:
    return (each for each in found if isinstance(each, Bracket))


def _removes(bracket: Bracket, formula: Formula) -> bool:
    """Whether a bracket speaks of an index that a sum of the formula runs over, and of no entry."""
    return not contains(bracket, Read) and bool(bound_indices(formula) & (free_symbols(bracket) - _rounded(bracket)))


def _room(bracket: Bracket) -> Polynomial:
    """What is at least 0 where the bracket holds."""
    sign, strict = AT_MOST[bracket.relation]
    gap = plus(polynomial(bracket.right, ()), polynomial(bracket.left, ()), -1)
    return plus(plus({}, gap, sign), {(): strict}, -1)


def _rounded(formula: Formula) -> set[str]:
    """The letters that stand in a quotient that is rounded down."""
    return set().union(*(free_symbols(each) for each in nodes(formula) if isinstance(each, Floor)))
