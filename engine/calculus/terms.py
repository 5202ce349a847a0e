"""A formula as a sum of terms, each a number times factors under sums: what brackets are removed from.

A product is opened only where a bracket [i + j == k] stands inside it; anything else, such as (1 - a[i]) or a sum that
holds no bracket, is left as the learner or the layer wrote it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

from engine.calculus.setting import Setting
from engine.formula.facts import bound_indices, contains, free_symbols
from engine.formula.parts import BINDERS
from engine.formula.tree import (
    ONE,
    Add,
    Apply,
    Bracket,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
    add,
    mul,
    neg,
)
from engine.formula.walk import nodes, substitute

MOST = 200
VALUES = (Read, Apply, Max, *BINDERS)


@dataclass(frozen=True, slots=True)
class Limits:
    """A bound index and its limits, None and None for all integers."""

    index: str
    low: Formula | None
    high: Formula | None

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The limits that are said."""
        return tuple(limit for limit in (self.low, self.high) if limit is not None)


@dataclass(frozen=True, slots=True)
class Term:
    """number · the sum over `sums` of the factors above, divided by those below."""

    sums: tuple[Limits, ...] = ()
    number: Fraction = Fraction(1)
    above: tuple[Formula, ...] = ()
    below: tuple[Formula, ...] = ()

    def times(self, other: Term) -> Term:
        """The product of two terms that share no bound index."""
        return Term(
            self.sums + other.sums, self.number * other.number, self.above + other.above, self.below + other.below
        )

    @property
    def bound(self) -> frozenset[str]:
        """The bound indices."""
        return frozenset(each.index for each in self.sums)


def is_index_bracket(node: Formula) -> bool:
    """Whether this is [i + j == k]: an equation between indices, not between values."""
    return isinstance(node, Bracket) and node.relation == "==" and not contains(node, VALUES)


def is_open(node: Formula) -> bool:
    """Whether an equation between indices stands in the formula."""
    return any(is_index_bracket(each) for each in nodes(node))


def terms(node: Formula, setting: Setting) -> list[Term]:
    """The terms of a formula without derivatives.

    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> [len(term.above) for term in terms(layer.definitions["z"].body, Setting(layer, layer.wanted("z[i]")))]
    [2]
    """
    match node:
        case Add(parts):
            return [each for part in parts for each in terms(part, setting)]
        case Neg(body):
            return [replace(each, number=-each.number) for each in terms(body, setting)]
        case Number(value):
            return [Term(number=Fraction(value))] if value else []
        case Sum(index, low, high, body):
            limits = Limits(index, low, high)
            return [replace(each, sums=(limits, *each.sums)) for each in terms(body, setting)]
        case Mul(factors):
            result = [Term()]
            for factor in factors:
                parts = _factor(factor, setting)
                if len(result) * len(parts) > MOST:
                    parts = [Term(above=(factor,))]
                result = [_product(one, two, setting) for one in result for two in parts]
            return result
        case Quotient(top, bottom):
            return [each.times(_below(bottom)) for each in terms(top, setting)]
        case Power(base, exponent) if exponent > 0 and not isinstance(base, Add):
            return [Term(above=(base,) * exponent)]
    return [Term(above=(node,))]


def formula(all_terms: list[Term], setting: Setting) -> Formula:
    """The terms as one formula: numbers first, then what the sums do not reach, then the sums; delta leads."""
    return add(*(_written(term, setting) for term in all_terms))


def _factor(factor: Formula, setting: Setting) -> list[Term]:
    """A factor's terms; a sum of terms or a sum over an index is opened only for a bracket inside."""
    if isinstance(factor, Add | Sum) and not is_open(factor):
        return [Term(above=(factor,))]
    return terms(factor, setting)


def _product(one: Term, two: Term, setting: Setting) -> Term:
    clash = one.bound & two.bound
    if not clash:
        return one.times(two)
    taken = one.bound | two.bound | free_symbols(mul(*one.above, *two.above, *one.below, *two.below))
    for index in clash:
        fresh = setting.letter(index, taken)
        taken |= {fresh}
        two = _renamed(two, index, fresh)
    return one.times(two)


def _renamed(term: Term, index: str, fresh: str) -> Term:
    values = {index: Symbol(fresh)}
    return Term(
        tuple(
            Limits(
                fresh if each.index == index else each.index,
                *(limit and substitute(limit, values) for limit in (each.low, each.high)),
            )
            for each in term.sums
        ),
        term.number,
        tuple(substitute(factor, values) for factor in term.above),
        tuple(substitute(factor, values) for factor in term.below),
    )


def _below(bottom: Formula) -> Term:
    number, factors = Fraction(1), []
    for factor in bottom.factors if isinstance(bottom, Mul) else (bottom,):
        if isinstance(factor, Number) and factor.value:
            number /= Fraction(factor.value)
        else:
            factors.append(factor)
    return Term(number=number, below=tuple(factors))


def _written(term: Term, setting: Setting) -> Formula:
    bound = term.bound
    above, below = list(term.above), list(term.below)
    for factor in term.above:
        if isinstance(factor, Symbol) and factor in below and factor.name in setting.parameters:
            above.remove(factor)
            below.remove(factor)
    above = _powers(sorted(above, key=lambda factor: _place(factor, setting)))
    inside = [factor for factor in above if free_symbols(factor) & bound] if bound else []
    under = [factor for factor in below if free_symbols(factor) & bound] if bound else []
    outside = [factor for factor in above if factor not in inside]
    result: list[Formula] = [factor for factor in outside if not isinstance(factor, Bracket)]
    number = abs(term.number)
    if number.numerator != 1:
        result.insert(0, Number(number.numerator))
    if bound:
        body = mul(*inside)
        body = Quotient(body, mul(*under)) if under else body
        taken = bound | free_symbols(body)
        if bound_indices(body) & taken:
            body = setting.relabelled(body, taken)
        for each in reversed(term.sums):
            body = Sum(each.index, each.low, each.high, body)
        result.append(body)
    result += [factor for factor in outside if isinstance(factor, Bracket)]
    divisors = [factor for factor in below if factor not in under]
    if number.denominator != 1:
        divisors.insert(0, Number(number.denominator))
    whole = mul(*result)
    if divisors:
        whole = Quotient(whole, mul(*divisors))
    return neg(whole) if term.number < 0 else whole


def _place(factor: Formula, setting: Setting) -> int:
    match factor:
        case Symbol(name) if name in setting.parameters:
            return 0
        case Read(array, _) if array in setting.given:
            return 1
        case Sum():
            return 3
        case Bracket():
            return 4 if factor.relation == "==" and not is_index_bracket(factor) else 5
    return 2


def _powers(factors: list[Formula]) -> list[Formula]:
    """Equal factors as a power; equal brackets as one."""
    counted = Counter(factors)
    return [
        factor if count == 1 or isinstance(factor, Bracket) else Power(factor, count)
        for factor, count in counted.items()
        if factor != ONE
    ]
