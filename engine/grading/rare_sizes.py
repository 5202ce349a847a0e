"""What makes a formula differ on few sizes, or on very large ones alone, where nothing is tried.

An equation of sizes such as [n == 30] holds on few of them, and so do two orders together, [n >= 30]*[n <= 30]. A
number as in [n > 1000], n//1000 or x[k+1000] says something of long arrays only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.calculus.literals import largest_factor
from engine.calculus.plain import with_names_apart
from engine.calculus.polynomial import polynomial, written
from engine.formula.facts import contains, free_symbols
from engine.formula.tree import ONE, Apply, Bracket, Floor, Formula, Max, Read, Sum
from engine.formula.walk import nodes, transform

if TYPE_CHECKING:
    from engine.grading.question import Question

EQUATIONS = ("==", "!=")


def of_sizes(question: Question, formula: Formula) -> list[Bracket]:
    """The conditions of a formula on sizes alone."""
    if not contains(formula, Bracket):
        return []
    sizes = question.layer.symbols - set(question.free)
    brackets = [node for node in nodes(_apart(question, formula)) if isinstance(node, Bracket)]
    of_indices = [each for each in brackets if not contains(each, (Read, Apply))]
    return [each for each in of_indices if free_symbols(each) and free_symbols(each) <= sizes]


def held(question: Question, formula: Formula, condition: Bracket) -> Formula:
    """The formula where a condition on sizes always holds."""
    return transform(_apart(question, formula), lambda node: ONE if node == condition else node)


def far_away(formula: Formula, furthest: int) -> Formula | None:
    """What speaks of places further away than that; how far a range reaches past the arrays may be any number."""
    return next((each for each in _places(formula) if largest_factor(each) > furthest), None)


def _apart(question: Question, formula: Formula) -> Formula:
    return with_names_apart(question.layer, formula, question.free)


def _places(formula: Formula) -> Iterator[Formula]:
    """The indices, limits, rounded quotients and sides of conditions on indices."""
    for node in nodes(formula):
        match node:
            case Read(_, indices):
                yield from indices
            case Bracket(left, _, right) if not contains(node, (Read, Apply)):
                yield from (left, right)
            case Sum(_, low, high) | Max(_, low, high):
                yield from (_without_reach(limit, out) for limit, out in ((low, -1), (high, 1)) if limit)
            case Floor():
                yield node.numerator
                yield node.denominator


def _without_reach(limit: Formula, out: int) -> Formula:
    """A limit without the number by which it reaches further out, where only zeros are."""
    terms = polynomial(limit, ())
    return limit if terms.get((), 0) * out <= 0 else written({key: value for key, value in terms.items() if key})
