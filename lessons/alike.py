"""Whether two formulas are written alike: what a listed mistake's own words may be said of.

Two formulas may have one value and say different things: in sum(j, w[i]*x[i+j]) the input has both letters, in
sum(j, w[i]*x[j]) it has one. Alike are those that multiply the same entries, whatever the order, the letters of the
sums, the number that these start at, the side on which something stands in a bracket of truth, the name of flip, and
whether a convolution is called so or is a correlation with the flipped row: where a kernel is kept turned round, its
flip is the kernel as it lies.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from engine.formula.facts import free_symbols
from engine.formula.text import text
from engine.formula.tidy import canonical
from engine.formula.tree import (
    ONE,
    Add,
    Apply,
    Bracket,
    Formula,
    Mul,
    Neg,
    Operation,
    Partial,
    Quotient,
    Read,
    Sum,
    Symbol,
    add,
    neg,
    sub,
)
from engine.formula.walk import nodes, substitute, transform

MOST_LETTERS = 4
APART = "#"
EITHER_WAY = ("==", "!=")
TURNED = {">": "<", ">=": "<="}
Reading = tuple[tuple[str, ...], ...]


def reading(formula: Formula, free: tuple[str, ...]) -> Reading:
    """What a formula multiplies and adds, the same for all that are written alike; the limits of sums are left out.

    free   the indices that are asked for

    >>> from engine.formula.walk import substitute
    >>> i, j, k = map(Symbol, "ijk")
    >>> one = Sum("j", None, None, Mul((Read("w", (j,)), Read("x", (add(i, j),)))))
    >>> other = Sum("k", None, None, Mul((Read("x", (add(k, i, ONE),)), Read("w", (add(k, ONE),)))))
    >>> reading(one, ("i",)) == reading(other, ("i",))
    True
    >>> reading(one, ("i",)) == reading(substitute(one, {"i": neg(i)}), ("i",))
    False
    """
    node = transform(canonical(transform(with_slopes(formula), _flipped), free), _convolved)
    return tuple(sorted(_term(term, free) for term in (node.terms if isinstance(node, Add) else (node,))))


def with_slopes(formula: Formula) -> Formula:
    """The formula with the slope of a function where its derivative by what it is taken of stands.

    >>> z = Read("z", (Symbol("i"),))
    >>> with_slopes(Partial(Apply("sigma", 0, z), z)) == Apply("sigma", 1, z)
    True
    """
    return transform(formula, _sloped)


def _sloped(node: Formula) -> Formula:
    match node:
        case Partial(Apply(function, order, argument), by) if argument == by:
            return Apply(function, order + 1, argument)
    return node


def _flipped(node: Formula) -> Formula:
    """rot180 by its other name: of a row, and the course has rows, it is flip."""
    return replace(node, name="flip") if isinstance(node, Operation) and node.name == "rot180" else node


def _convolved(node: Formula) -> Formula:
    """A correlation with a flipped row by its other name: corr(a, flip(b)) is conv(a, b), of every mode.

    Not the reverse: of conv(a, flip(b)) it may be said that the two undo each other, and in corr(a, b) nothing does.
    """
    match node:
        case Operation("corr", (slid_over, Operation("flip", (row,)))):
            return replace(node, name="conv", operands=(slid_over, row))
    return node


def _term(term: Formula, free: tuple[str, ...]) -> tuple[str, ...]:
    """The factors of one term, in order; of the ways to call the letters of its sums the first in order."""
    letters: list[str] = []
    factors = _opened(term, letters)
    orders = permutations(letters) if len(letters) <= MOST_LETTERS else (tuple(letters),)
    return min(_called(factors, letters, order, free) for order in orders)


def _opened(node: Formula, letters: list[str]) -> list[Formula]:
    """The factors below sums and products; each sum gets a letter of its own."""
    match node:
        case Sum(index, _, _, body):
            letters.append(f"{APART}{len(letters)}")
            return _opened(substitute(body, {index: Symbol(letters[-1])}), letters)
        case Mul(factors):
            return [each for factor in factors for each in _opened(factor, letters)]
        case Neg(body):
            return [neg(ONE), *_opened(body, letters)]
        case Quotient(top, bottom) if top != ONE:
            return [*_opened(top, letters), Quotient(ONE, bottom)]
    return [node]


def _called(factors: list[Formula], letters: list[str], order: tuple[str, ...], free: tuple[str, ...]) -> tuple:
    names = {letter: Symbol(name) for letter, name in zip(letters, order, strict=True)}
    called = [substitute(factor, names) for factor in factors]
    for letter in sorted(order):
        moved = {letter: _start(called, letter, {*free, *order})}
        called = [canonical(substitute(factor, moved), free) for factor in called]
    return tuple(sorted(text(transform(factor, _ordered)) for factor in called))


def _ordered(node: Formula) -> Formula:
    """A product inside a factor, or a bracket of truth, in the one of its ways that counts.

    conv(z*g, w) is conv(g*z, w), [k == i] is [i == k], and [z[i] > 0] is [0 < z[i]].

    >>> i, k = Symbol("i"), Symbol("k")
    >>> _ordered(Bracket(k, "==", i)) == Bracket(i, "==", k), _ordered(Bracket(k, ">", i)) == Bracket(i, "<", k)
    (True, True)
    >>> _ordered(Mul((k, i))) == Mul((i, k))
    True
    """
    match node:
        case Mul(factors):
            return Mul(tuple(sorted(factors, key=text)))
        case Bracket(left, relation, right) if relation in TURNED:
            return Bracket(right, TURNED[relation], left)
        case Bracket(left, relation, right) if relation in EITHER_WAY:
            first, second = sorted((left, right), key=text)
            return Bracket(first, relation, second)
    return node


def _start(factors: list[Formula], letter: str, indices: set[str]) -> Formula:
    """What a letter has to be replaced by, so that the first entry that holds it in an index has no constant there."""
    reads = sorted({node for factor in factors for node in nodes(factor) if isinstance(node, Read)}, key=text)
    for index in (index for read in reads for index in read.indices):
        terms = index.terms if isinstance(index, Add) else (index,)
        if Symbol(letter) in terms or neg(Symbol(letter)) in terms:
            constant = add(*(term for term in terms if not free_symbols(term) & indices))
            return sub(Symbol(letter), constant) if Symbol(letter) in terms else add(Symbol(letter), constant)
    return Symbol(letter)
