"""Index expressions as polynomials in names: s*i + d*j - p, with the sizes and parameters still names.

A bracket [s*i + d*j - p == k] is solved for i here, and what comes out, (k + p - d*j)/s, is written as a textbook
would write it: what is added first, then what is taken away, a number last. The algebra is exact over the rationals,
so s*((k - j)/s) is k - j.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import lcm

from engine.formula.facts import free_symbols
from engine.formula.tree import (
    ONE,
    Add,
    Formula,
    Mul,
    Neg,
    Number,
    Power,
    Quotient,
    Symbol,
    add,
    mul,
    neg,
)

Atom = str | Formula  # a name, or an expression such as a floor that is taken as one thing
Monomial = tuple[tuple[Atom, int], ...]  # parameters before indices; exponents may be negative
Polynomial = dict[Monomial, int | Fraction]
HIGHEST = 4
WHOLE: tuple[Monomial, int] = ((), 1)  # divided by nothing


def polynomial(formula: Formula, parameters: Collection[str]) -> Polynomial:
    """The polynomial of an index expression; what is none (a floor) is taken as one thing.

    >>> j, d = Symbol("j"), Symbol("d")
    >>> polynomial(neg(mul(j, d)), {"d"})
    {(('d', 1), ('j', 1)): -1}
    """
    match formula:
        case Number(value):
            return {(): value} if value else {}
        case Symbol(name):
            return {((name, 1),): 1}
        case Add(terms):
            total: Polynomial = {}
            for term in terms:
                total = plus(total, polynomial(term, parameters))
            return total
        case Neg(body):
            return plus({}, polynomial(body, parameters), -1)
        case Mul(factors):
            product: Polynomial = {(): 1}
            for factor in factors:
                product = times(product, polynomial(factor, parameters), parameters)
            return product
        case Quotient(top, bottom):
            below = polynomial(bottom, parameters)
            if len(below) == 1:
                return times(polynomial(top, parameters), _inverse(below), parameters)
            return times(polynomial(top, parameters), {((Power(bottom, -1), 1),): 1}, parameters)
        case Power(base, exponent) if 0 <= exponent <= HIGHEST:
            product = {(): 1}
            for _ in range(exponent):
                product = times(product, polynomial(base, parameters), parameters)
            return product
    return {((formula, 1),): 1}


def plus(one: Polynomial, two: Polynomial, factor: int | Fraction = 1) -> Polynomial:
    """one + factor·two."""
    total = dict(one)
    for monomial, value in two.items():
        total[monomial] = total.get(monomial, 0) + factor * value
    return {monomial: value for monomial, value in total.items() if value}


def times(one: Polynomial, two: Polynomial, parameters: Collection[str]) -> Polynomial:
    """one·two."""
    total: Polynomial = {}
    for left, a in one.items():
        for right, b in two.items():
            monomial = _joined(left, right, parameters) if left and right else left or right
            total[monomial] = total.get(monomial, 0) + a * b
    return {monomial: value for monomial, value in total.items() if value}


def solved(left: Formula, right: Formula, index: str, parameters: Collection[str]) -> Polynomial | None:
    """What `index` is when left == right; None where the equation is not linear in it.

    >>> from engine.formula.tree import sub
    >>> i, j, k = map(Symbol, "ijk")
    >>> written(solved(add(i, j), k, "i", ())) == sub(k, j)
    True
    """
    sides = [polynomial(left, parameters), polynomial(right, parameters)]
    own = plus(sides[0], sides[1], -1)
    holding = [monomial for monomial in own if _holds(monomial, index)]
    if len(holding) != 1:
        return None
    factors = [pair for pair in holding[0] if pair[0] != index]
    if (index, 1) not in holding[0] or not all(isinstance(atom, str) and atom in parameters for atom, _ in factors):
        return None
    factor = {tuple(factors): own[holding[0]]}
    other = 1 if holding[0] in sides[0] else 0
    rest = plus({}, sides[other], 1 if other else -1)
    rest = plus(rest, sides[1 - other], -1 if other else 1)
    rest.pop(holding[0], None)
    return times(plus({}, rest), _inverse(factor), parameters)


def put(expression: Polynomial, index: str, value: Polynomial, parameters: Collection[str]) -> Polynomial:
    """The polynomial with `value` for an index, which stands in no floor."""
    total: Polynomial = {}
    for monomial, number in expression.items():
        product: Polynomial = {tuple(pair for pair in monomial if pair[0] != index): number}
        for _ in range(dict(monomial).get(index, 0)):
            product = times(product, value, parameters)
        total = plus(total, product)
    return total


def integral(expression: Polynomial) -> bool:
    """Whether the value is an integer whenever every index and size is one."""
    return all(
        Fraction(number).denominator == 1
        and all(exponent > 0 and not isinstance(atom, Power) for atom, exponent in monomial)
        for monomial, number in expression.items()
    )


def written(expression: Polynomial) -> Formula:
    """The expression as it is written: (k + p - d*j)/s."""
    groups: dict[tuple[Monomial, int], Polynomial] = {}
    for monomial, number in expression.items():
        below = tuple((atom, -exponent) for atom, exponent in monomial if exponent < 0)
        groups.setdefault((below, Fraction(number).denominator), {})[monomial] = number
    divided = [group for group in groups if group != WHOLE]
    if len(divided) > 1:
        common = (_common([below for below, _ in divided]), lcm(*(divisor for _, divisor in divided)))
        together = {monomial: number for group in divided for monomial, number in groups.pop(group).items()}
        groups[common] = together
        divided = [common]
    if divided and WHOLE in groups and all(number < 0 for number in groups[divided[0]].values()):
        groups = {divided[0]: {**groups[WHOLE], **groups[divided[0]]}}
    parts = []
    for (below, divisor), part in sorted(groups.items(), key=lambda pair: pair[0] == WHOLE):
        top = _sum({_raised(monomial, below): int(number * divisor) for monomial, number in part.items()})
        bottom = _monomial(below, divisor)
        parts.append(top if bottom == ONE else Quotient(top, bottom))
    return add(*parts)


def _common(below: Iterable[Monomial]) -> Monomial:
    """The least monomial that each of these divides."""
    exponents: dict[Atom, int] = {}
    for each in below:
        for atom, exponent in each:
            exponents[atom] = max(exponent, exponents.get(atom, 0))
    return tuple(exponents.items())


def _raised(monomial: Monomial, below: Monomial) -> Monomial:
    """The monomial times another one, whose names come first."""
    exponents = dict(below)
    for atom, exponent in monomial:
        exponents[atom] = exponents.get(atom, 0) + exponent
    return tuple((atom, exponent) for atom, exponent in exponents.items() if exponent)


def _sum(part: Mapping[Monomial, int]) -> Formula:
    def place(pair: tuple[Monomial, int]) -> int:
        return 3 if not pair[0] else 2 if pair[1] < 0 else int(len(pair[0]) < 2)

    ordered = sorted(part.items(), key=place)
    if len(ordered) > 1 and ordered[0][1] < 0 < ordered[-1][1]:
        ordered.insert(0, ordered.pop())
    return add(*(_monomial(monomial, number) for monomial, number in ordered))


def _monomial(monomial: Monomial, number: int) -> Formula:
    factors = [_power(atom, exponent) for atom, exponent in monomial]
    if abs(number) != 1 or not factors:
        factors.insert(0, Number(abs(number)))
    return mul(*factors) if number > 0 else neg(mul(*factors))


def _power(atom: Atom, exponent: int) -> Formula:
    base = Symbol(atom) if isinstance(atom, str) else atom
    return base if exponent == 1 else Power(base, exponent)


def _joined(left: Monomial, right: Monomial, parameters: Collection[str]) -> Monomial:
    exponents = dict(left)
    for atom, exponent in right:
        exponents[atom] = exponents.get(atom, 0) + exponent

    def place(pair: tuple[Atom, int]) -> tuple[bool, bool, str]:
        return not isinstance(pair[0], str), pair[0] not in parameters, str(pair[0])

    return tuple(sorted(((atom, exponent) for atom, exponent in exponents.items() if exponent), key=place))


def _inverse(single: Polynomial) -> Polynomial:
    ((monomial, number),) = single.items()
    return {
        tuple((atom, -exponent) for atom, exponent in monomial): 1 / Fraction(number) if abs(number) != 1 else number
    }


def _holds(monomial: Monomial, index: str) -> bool:
    return any(atom == index or (not isinstance(atom, str) and index in free_symbols(atom)) for atom, _ in monomial)
