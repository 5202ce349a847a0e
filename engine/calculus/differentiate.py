"""Derivatives of a formula by an entry of an array: the rules of calculus, one row a node.

The derivative of an entry by an entry is a bracket of truth: x[i + j] by x[k] is [i + j == k]. An entry of an array
that the layer defines is left as a `Partial`, for the chain rule to expand.

`rules` has the same calculus as steps for a reader, one named rule a line. The two share no code, so that `Question`
can hold the closed form, which comes from those steps, against values that come from here.
"""

from __future__ import annotations

from collections.abc import Collection

from engine.formula.facts import bound_indices, free_symbols
from engine.formula.tree import (
    ONE,
    ZERO,
    Add,
    Apply,
    Bracket,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Partial,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
    add,
    mul,
    neg,
)
from engine.formula.walk import fresh_index, substitute


def differentiate(formula: Formula, by: Read, defined: Collection[str] = ()) -> Formula:
    """The partial derivative of a formula by one entry.

    formula   any tree without operations on whole arrays
    by        the entry, such as x[k]; its indices are not bound inside the formula
    defined   names of the arrays that are themselves defined by the layer: their entries are left as Partial

    >>> from engine.formula.tree import Symbol
    >>> x = lambda name: Read("x", (Symbol(name),))
    >>> differentiate(x("i"), x("k"))
    Bracket(left=Symbol(name='i'), relation='==', right=Symbol(name='k'))
    >>> differentiate(Read("w", (Symbol("j"),)), x("k"))
    Number(value=0)
    """
    clash = free_symbols(by)

    def partial(node: Formula) -> Formula:
        match node:
            case Read(array, indices):
                if array == by.array:
                    pairs = zip(indices, by.indices, strict=True)
                    return mul(*(Bracket(left, "==", right) for left, right in pairs))
                return Partial(node, by) if array in defined else ZERO
            case Add(terms):
                return _sum(map(partial, terms))
            case Neg(body):
                slope = partial(body)
                return ZERO if slope == ZERO else neg(slope)
            case Mul(factors):
                return _sum(
                    _product((*factors[:place], partial(factor), *factors[place + 1 :]))
                    for place, factor in enumerate(factors)
                )
            case Quotient(top, bottom):
                first = partial(top)
                second = partial(bottom)
                by_top = ZERO if first == ZERO else Quotient(first, bottom)
                by_bottom = ZERO if second == ZERO else neg(Quotient(mul(top, second), Power(bottom, 2)))
                return _sum((by_top, by_bottom))
            case Power(base, exponent):
                lower = ONE if exponent == 1 else base if exponent == 2 else Power(base, exponent - 1)
                return _product((_integer(exponent), lower, partial(base)))
            case Sum(index, low, high, body):
                index, body = _apart(index, body)
                slope = partial(body)
                return ZERO if slope == ZERO else Sum(index, low, high, slope)
            case Max():
                return _of_largest(node)
            case Apply(function, order, argument):
                return _product((Apply(function, order + 1, argument), partial(argument)))
            case Partial():
                raise ValueError("a derivative of a derivative is not part of the language")
        return ZERO

    def _of_largest(largest: Max) -> Formula:
        ranges = []
        body: Formula = largest
        while isinstance(body, Max):
            low, high = body.low, body.high
            index, body = _apart(body.index, body.body)
            ranges.append((index, low, high))
        slope = partial(body)
        if slope == ZERO:
            return ZERO
        found = mul(Bracket(body, "==", largest), slope)
        for index, low, high in reversed(ranges):
            found = Sum(index, low, high, found)
        return found

    def _apart(index: str, body: Formula) -> tuple[str, Formula]:
        if index not in clash:
            return index, body
        fresh = fresh_index(clash | free_symbols(body) | bound_indices(body))
        return fresh, substitute(body, {index: Symbol(fresh)})

    return partial(formula)


def _sum(terms) -> Formula:
    return add(*(term for term in terms if term != ZERO))


def _product(factors) -> Formula:
    factors = tuple(factors)
    if ZERO in factors:
        return ZERO
    return mul(*(factor for factor in factors if factor != ONE))


def _integer(value: int) -> Formula:
    return Number(value) if value >= 0 else neg(Number(-value))
