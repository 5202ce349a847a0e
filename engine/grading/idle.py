"""Conditions that always hold by their own writing, such as [j == j] and [0 <= 1]: who writes one changes nothing."""

from __future__ import annotations

from engine.calculus.polynomial import plus, polynomial
from engine.formula.facts import contains
from engine.formula.tree import ONE, Apply, Bracket, Formula, Max, Mul, Operation, Read, Whole, mul
from engine.formula.walk import transform

VALUES = (Read, Apply, Max, Whole, Operation)


def without_idle_conditions(formula: Formula) -> Formula:
    """The formula without its conditions on indices that hold whatever these are.

    >>> from engine.formula.parser import parse
    >>> from engine.formula.text import text
    >>> from engine.layer import Layer
    >>> scope = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1").scope(("k",))
    >>> text(without_idle_conditions(parse("sum(j, w[j]*delta[k-j]*[j == j]*[j <= k])", scope).tree))
    'sum(j, w[j]*delta[k-j]*[j <= k])'
    """
    return transform(formula, _without) if contains(formula, Bracket) else formula


def _without(node: Formula) -> Formula:
    if isinstance(node, Mul):
        return mul(*(factor for factor in node.factors if factor != ONE)) if ONE in node.factors else node
    return ONE if isinstance(node, Bracket) and _always_holds(node) else node


def _always_holds(bracket: Bracket) -> bool:
    if contains(bracket, VALUES):
        return False
    gap = plus(polynomial(bracket.right, ()), polynomial(bracket.left, ()), -1)
    value = gap.get((), 0)
    holds = {"==": value == 0, "<=": value >= 0, "<": value > 0, ">=": value <= 0, ">": value < 0, "!=": value != 0}
    return not gap.keys() - {()} and holds[bracket.relation]
