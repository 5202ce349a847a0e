"""What a formula shows as it is written: its conditions, how many sums its terms have, what each of them reads.

A mistake is known by its values, and others may have the same ones. What is said of an answer has to be true of it.
"""

from __future__ import annotations

from collections.abc import Collection

from engine.formula.facts import contains
from engine.formula.tree import Add, Apply, Bracket, Formula, Max, Mul, Neg, Power, Quotient, Read, Sum, Whole
from engine.formula.walk import nodes


def summed(node: Formula) -> int:
    """Over how many indices a formula is summed in the term that is summed over most.

    Sums inside of functions, maxima, conditions and denominators are not counted: they add no terms.

    >>> from engine.formula.parser import parse
    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> scope = layer.scope(("k",))
    >>> summed(parse("sum(i, delta[i])*sum(i, w[i]) + sum(j, w[j])", scope).tree)
    2
    """
    match node:
        case Sum():
            return 1 + summed(node.body)
        case Mul(factors):
            return sum(map(summed, factors))
        case Add(terms):
            return max(map(summed, terms))
        case Neg(body) | Power(body) | Quotient(body):
            return summed(body)
    return 0


def has_in_each_term(node: Formula, arrays: Collection[str]) -> bool:
    """Whether each term of a formula has an entry of one of these arrays as a factor.

    >>> from engine.formula.parser import parse
    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> scope = layer.scope(("k",))
    >>> typed = ("w[0]*sum(i, delta[i])", "delta[k]*w[0] - w[1]")
    >>> [has_in_each_term(parse(each, scope).tree, ("delta",)) for each in typed]
    [True, False]
    """
    match node:
        case Read(array):
            return array in arrays
        case Mul(factors):
            return any(has_in_each_term(each, arrays) for each in factors)
        case Add(terms):
            return all(has_in_each_term(each, arrays) for each in terms)
        case Neg(body) | Power(body) | Quotient(body):
            return has_in_each_term(body, arrays)
        case Sum():
            return has_in_each_term(node.body, arrays)
    return False


def is_condition(node: Formula) -> bool:
    """Whether a node is a bracket that compares indices."""
    return isinstance(node, Bracket) and not contains(node, (Read, Apply, Max, Whole))


def has_conditions(formula: Formula) -> bool:
    """Whether a bracket that compares indices stands in a formula."""
    return contains(formula, Bracket) and any(map(is_condition, nodes(formula)))
