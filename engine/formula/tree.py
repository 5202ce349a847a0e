"""The tree of a formula in index notation: the one thing that is parsed, evaluated, differentiated and printed.

A node is frozen and holds its children, nothing else (what `facts` has found of them is only kept there); each
meaning (values, derivative, text, LaTeX) is a module of its own with one case per node. The small constructors `add`,
`mul` and `neg` keep trees in one normal form (no sum directly inside a sum, no product directly inside a product), so
that printing a tree and reading it again gives the same tree.

    Symbol    an integer: an index (i, j, k), a size (n, m) or a parameter (s, d, p)
    Read      an entry of an array: w[j], x[i + j]; a scalar is a read with no index
    Sum, Max  over one bound index; without limits the index runs over all integers
    Bracket   a bracket of truth (Iverson): 1 where the relation holds, else 0
    Partial   a partial derivative by an entry; `of` None is the loss L
    Apply     a function of one argument, differentiated `order` times
    Whole     an array as a whole, inside an Operation on whole arrays
    Entry     an entry of the result of an Operation
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


class Formula:
    """A node of the tree; what is found of it once is kept in it (a class attribute is quicker to miss than a slot)."""

    _facts = None
    _free = None
    _degrees = None
    _hash = None


def node(kind: type) -> type:
    """A kind of node: frozen, equal where its parts are; its hash is found once, because formulas are looked up often.

    >>> hash(Symbol("k")) == hash(Symbol("k"))
    True
    """
    made = dataclass(frozen=True, slots=True)(kind)
    of_parts = made.__hash__

    def __hash__(self) -> int:
        found = self._hash
        if found is None:
            found = of_parts(self)
            object.__setattr__(self, "_hash", found)
        return found

    made.__hash__ = __hash__
    return made


@node
class Number(Formula):
    """A literal that is not negative: 2, or 1/2 written as 0.5."""

    value: int | Fraction


@node
class Symbol(Formula):
    """An integer with a name: an index, a size or a parameter."""

    name: str


@node
class Read(Formula):
    """An entry of an array; 0 wherever the array is not defined."""

    array: str
    indices: tuple[Formula, ...] = ()


@node
class Add(Formula):
    """A sum of two or more terms."""

    terms: tuple[Formula, ...]


@node
class Mul(Formula):
    """A product of two or more factors."""

    factors: tuple[Formula, ...]


@node
class Neg(Formula):
    """The negative of a formula."""

    body: Formula


@node
class Quotient(Formula):
    """numerator / denominator."""

    numerator: Formula
    denominator: Formula


@node
class Floor(Formula):
    """The floor of numerator / denominator, written `//`."""

    numerator: Formula
    denominator: Formula


@node
class Power(Formula):
    """An integer power."""

    base: Formula
    exponent: int


@node
class Sum(Formula):
    """The sum of `body` over `index` from `low` to `high`, both included; None and None: over all integers."""

    index: str
    low: Formula | None
    high: Formula | None
    body: Formula


@node
class Max(Formula):
    """The maximum of `body` over `index` from `low` to `high`, both included."""

    index: str
    low: Formula | None
    high: Formula | None
    body: Formula


RELATIONS = ("==", "!=", "<", "<=", ">", ">=")


@node
class Bracket(Formula):
    """1 where `left relation right` holds, else 0."""

    left: Formula
    relation: str
    right: Formula


@node
class Partial(Formula):
    """The partial derivative of `of` (None: the loss) by the entry `by`."""

    of: Formula | None
    by: Read


@node
class Apply(Formula):
    """A function of one argument, differentiated `order` times: sigma'(z[i]) is Apply("sigma", 1, z[i])."""

    function: str
    order: int
    argument: Formula


@node
class Whole(Formula):
    """An array as a whole."""

    array: str


@node
class Operation(Formula):
    """An operation on whole arrays: conv, corr, flip, rot180, pad, dilate, T, matmul.

    `operands` are the arrays (Whole, Operation, or an elementwise formula of such), `amount` is the p of `pad`
    or the s of `dilate`, `mode` is full, same or valid for conv and corr.
    """

    name: str
    operands: tuple[Formula, ...]
    mode: str | None = None
    amount: Formula | None = None


@node
class Entry(Formula):
    """An entry of the result of an operation on whole arrays: conv(delta, w, full)[k]."""

    whole: Formula
    indices: tuple[Formula, ...]


ZERO = Number(0)
ONE = Number(1)


def add(*terms: Formula) -> Formula:
    """The sum of the terms, flat; 0 for none.

    >>> add(Symbol("i"), add(Symbol("j"), ONE)) == Add((Symbol("i"), Symbol("j"), ONE))
    True
    """
    flat: list[Formula] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, Add) else (term,))
    if len(flat) < 2:
        return flat[0] if flat else ZERO
    return Add(tuple(flat))


def mul(*factors: Formula) -> Formula:
    """The product of the factors, flat; 1 for none.

    >>> mul(Symbol("s"), Symbol("i"))
    Mul(factors=(Symbol(name='s'), Symbol(name='i')))
    """
    flat: list[Formula] = []
    for factor in factors:
        flat.extend(factor.factors if isinstance(factor, Mul) else (factor,))
    if len(flat) < 2:
        return flat[0] if flat else ONE
    return Mul(tuple(flat))


def neg(body: Formula) -> Formula:
    """The negative of a formula; a double one is none.

    >>> neg(neg(Symbol("i")))
    Symbol(name='i')
    """
    return body.body if isinstance(body, Neg) else Neg(body)


def sub(left: Formula, right: Formula) -> Formula:
    """left - right."""
    return add(left, neg(right))
