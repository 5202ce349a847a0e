"""The tidy form of index expressions: constants merged and last, like terms together, what cancels gone.

Shifting the first index and reversing a kernel put small sums into the places of letters; tidied,
`(k - 1) + (j - 1) + 1` is `k+j-1` again. A number is multiplied out, `2*(i - 1)` is `2*i-2`; other products are not:
`s*(i - 1)` stays as it is, so that undoing a shift restores `s*i`.
"""

from __future__ import annotations

from fractions import Fraction

from engine.formula.parts import children, rebuild
from engine.formula.text import text
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
    Power,
    Quotient,
    Symbol,
    add,
    mul,
    neg,
)

ARITHMETIC = (Number, Symbol, Add, Mul, Neg, Quotient, Floor, Power)


def tidy(node: Formula) -> Formula:
    """The formula with every index expression tidied; the order of terms stays, constants go last.

    >>> j, m = Symbol("j"), Symbol("m")
    >>> text(tidy(add(m, neg(add(m, neg(j), neg(ONE))), neg(ONE))))
    'j'
    """
    node = rebuild(node, tidy)
    match node:
        case Add(terms):
            return _gathered(terms)
        case Mul() | Neg() if is_index(node):
            return _gathered((node,))
        case Bracket(left, relation, right) if is_index(left) and is_index(right):
            return _balanced(left, relation, right)
    return node


def canonical(node: Formula, free: tuple[str, ...] = ()) -> Formula:
    """The form in which two trees that mean the same place are equal.

    Two formulas are *the same* here when their canonical forms are equal: index expressions are tidied and their terms
    put in one order, the constant of a bracket of truth stands on one side, an array flipped twice is the array, and
    the result of an operation on whole arrays that is read at exactly the free indices is the operation itself. All
    else (the order of factors, the letters of sums, the written terms) must be equal as it stands.

    >>> i, j = Symbol("i"), Symbol("j")
    >>> canonical(add(j, ONE, i)) == canonical(add(i, j, ONE))
    True
    """
    return _ordered(tidy(node), tuple(map(Symbol, free)))


def is_index(node: Formula) -> bool:
    """Whether a formula is made of numbers and symbols alone, as what stands in an index."""
    return isinstance(node, ARITHMETIC) and all(map(is_index, children(node)))


def _ordered(node: Formula, free: tuple[Formula, ...]) -> Formula:
    node = rebuild(node, lambda child: _ordered(child, free))
    match node:
        case Entry(whole, indices) if indices == free:
            return whole
        case Operation("flip", (Operation("flip", (inner,)),)):
            return inner
        case Add(terms):
            numbers = [term for term in terms if _constant(term) is not None]
            symbols = sorted((t for t in terms if is_index(t) and _constant(t) is None), key=text)
            return add(*symbols, *numbers, *(term for term in terms if not is_index(term)))
    return node


def _gathered(terms: tuple[Formula, ...]) -> Formula:
    """The sum of the terms, with constants and like index terms merged."""
    flat = [part for term in terms for part in _spread(term)]
    amounts: dict[object, int | Fraction] = {}
    for place, term in enumerate(flat):
        amount, rest = _split(term) if is_index(term) else (1, (place, term))
        amounts[rest] = amounts.get(rest, 0) + amount
    if all(map(is_index, flat)) and ONE in amounts:
        amounts[ONE] = amounts.pop(ONE)
    merged = [_times(amount, rest) for rest, amount in amounts.items() if amount]
    if any(map(_is_sum, merged)):
        return _gathered(tuple(part for term in merged for part in _spread(term)))
    return add(*merged)


def _is_sum(term: Formula) -> bool:
    return is_index(term) and isinstance(_split(term)[1], Add)


def _spread(term: Formula) -> tuple[Formula, ...]:
    """The terms of a sum, those of its negative and of a number of times it; any other term is alone."""
    if isinstance(term, Add):
        return term.terms
    if not _is_sum(term):
        return (term,)
    amount, inner = _split(term)
    return tuple(_times(amount * each, rest) for each, rest in map(_split, inner.terms))


def _split(term: Formula) -> tuple[int | Fraction, Formula]:
    """An index term as its leading number and the rest; a number alone is that many ones."""
    match term:
        case Number(value):
            return value, ONE
        case Neg(body):
            amount, rest = _split(body)
            return -amount, rest
        case Mul((Number(value), *others)):
            amount, rest = _split(mul(*others))
            return value * amount, rest
    return 1, term


def _times(amount: int | Fraction, rest: object) -> Formula:
    if isinstance(rest, tuple):
        return rest[1]
    size = abs(amount)
    term = Number(size) if rest == ONE else rest if size == 1 else mul(Number(size), rest)
    return term if amount > 0 else neg(term)


def _constant(term: Formula) -> int | Fraction | None:
    amount, rest = _split(term)
    return amount if rest == ONE else None


def _balanced(left: Formula, relation: str, right: Formula) -> Bracket:
    """The bracket with its constants on one side: the left, unless the right has nothing else."""
    (left_terms, low), (right_terms, high) = map(_apart, (left, right))
    constant = _number(low - high)
    if not right_terms:
        return Bracket(add(*left_terms), relation, _number(high - low))
    if constant == ZERO:
        return Bracket(add(*left_terms), relation, add(*right_terms))
    return Bracket(add(*left_terms, constant), relation, add(*right_terms))


def _apart(side: Formula) -> tuple[list[Formula], int | Fraction]:
    terms = side.terms if isinstance(side, Add) else (side,)
    numbers = [amount for amount in map(_constant, terms) if amount is not None]
    return [term for term in terms if _constant(term) is None], sum(numbers)


def _number(value: int | Fraction) -> Formula:
    return Number(value) if value >= 0 else neg(Number(-value))
