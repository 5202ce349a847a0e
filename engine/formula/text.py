"""A formula as plain text, in the one canonical form: reading the text again gives the same tree.

The insight is that only one thing has to be decided at each node: whether a child needs brackets. The ladder of
`precedence` decides it, and the parser climbs the same ladder. Index expressions are written tight (`x[i+j]`),
everything else with spaces around + and -.
"""

from __future__ import annotations

from fractions import Fraction

from engine.formula.precedence import ATOM, NEGATIVE, POWER, PRODUCT, binding
from engine.formula.scope import LOSS
from engine.formula.tree import (
    Add,
    Apply,
    Bracket,
    Entry,
    Floor,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Operation,
    Partial,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
    Whole,
)


def text(node: Formula, loss: str = LOSS) -> str:
    """The formula as canonical ASCII text; `loss` is the letter of the loss.

    >>> from engine.formula.tree import add, mul, neg
    >>> j, k = Symbol("j"), Symbol("k")
    >>> text(Sum("j", None, None, mul(Read("delta", (add(k, neg(j)),)), Read("w", (j,)))))
    'sum(j, delta[k-j]*w[j])'
    """
    return _write(node, False, loss)


def _write(node: Formula, tight: bool, loss: str) -> str:
    match node:
        case Number(value):
            return number(value)
        case Symbol(name) | Whole(name):
            return name
        case Read(array, ()):
            return array
        case Read(array, indices):
            return f"{array}[{_index_list(indices, loss)}]"
        case Add(terms):
            return _terms(terms, tight, loss)
        case Neg(body):
            written = _at_least(PRODUCT, body, tight, loss)
            return f"-({written})" if isinstance(_leading(body), Floor) else f"-{written}"
        case Mul(factors):
            return "*".join(_factor(factor, place, tight, loss) for place, factor in enumerate(factors))
        case Quotient(numerator, denominator):
            return f"{_factor(numerator, 0, tight, loss)}/{_at_least(POWER, denominator, tight, loss)}"
        case Floor(numerator, denominator):
            return f"{_factor(numerator, 0, True, loss)}//{_at_least(POWER, denominator, True, loss)}"
        case Power(base, exponent):
            raised = str(exponent) if exponent >= 0 else f"({exponent})"
            return f"{_at_least(ATOM, base, tight, loss)}^{raised}"
        case Sum():
            ranges, body = joined(node)
            return f"sum({', '.join(_range(each, loss) for each in ranges)}, {_write(body, tight, loss)})"
        case Max(_, _, _, body):
            return f"max({_range(node, loss)}, {_write(body, tight, loss)})"
        case Bracket(left, relation, right):
            return f"[{_write(left, True, loss)} {relation} {_write(right, True, loss)}]"
        case Partial(None, by):
            return f"d{loss}/d{_write(by, tight, loss)}"
        case Partial(of, by):
            return f"d({_write(of, tight, loss)}, {_write(by, tight, loss)})"
        case Apply(function, order, argument):
            return function + "'" * order + f"({_write(argument, tight, loss)})"
        case Operation("matmul", (left, right)):
            return f"{_at_least(POWER, left, tight, loss)} @ {_at_least(POWER, right, tight, loss)}"
        case Operation(name, operands, mode, amount):
            parts = [_write(operand, False, loss) for operand in operands]
            parts += [] if amount is None else [_write(amount, True, loss)]
            parts += [] if mode is None else [mode]
            return f"{name}({', '.join(parts)})"
        case Entry(whole, indices):
            return f"{_at_least(ATOM, whole, tight, loss)}[{_index_list(indices, loss)}]"
    raise TypeError(f"text() has no rule for {type(node).__name__}")


def number(value: int | Fraction) -> str:
    """A literal as its digits.

    >>> number(12), number(Fraction(1, 8)), number(Fraction(1, 3))
    ('12', '0.125', '(1/3)')
    """
    places = next((p for p in range(31) if 10**p % value.denominator == 0), None)
    if places is None:
        return f"({value.numerator}/{value.denominator})"
    if places == 0:
        return str(value)
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def joined(node: Sum) -> tuple[list[Sum], Formula]:
    """Directly nested sums, the outer one first, and the body of the innermost.

    >>> [each.index for each in joined(Sum("i", None, None, Sum("j", None, None, Symbol("k"))))[0]]
    ['i', 'j']
    """
    sums = [node]
    while isinstance(sums[-1].body, Sum):
        sums.append(sums[-1].body)
    return sums, sums[-1].body


def _terms(terms: tuple[Formula, ...], tight: bool, loss: str) -> str:
    plus, minus = ("+", "-") if tight else (" + ", " - ")
    written = _at_least(NEGATIVE, terms[0], tight, loss)
    for term in terms[1:]:
        if isinstance(term, Neg):
            written += minus + _at_least(PRODUCT, term.body, tight, loss)
        else:
            written += plus + _at_least(NEGATIVE, term, tight, loss)
    return written


def _leading(node: Formula) -> Formula:
    """What a product or a quotient begins with: a sign in front of `a//b` would belong to a."""
    while isinstance(node, (Mul, Quotient)):
        node = node.factors[0] if isinstance(node, Mul) else node.numerator
    return node


def _factor(factor: Formula, place: int, tight: bool, loss: str) -> str:
    """A factor; only the first may be a quotient without brackets, since a/b*c is read from the left."""
    bare = place == 0 and not isinstance(factor, Operation)
    return _at_least(PRODUCT if bare else POWER, factor, tight, loss)


def _at_least(rung: int, node: Formula, tight: bool, loss: str) -> str:
    written = _write(node, tight, loss)
    loose = binding(node) < rung or (rung == ATOM and isinstance(node, Partial) and node.of is None)
    return f"({written})" if loose else written


def _index_list(indices: tuple[Formula, ...], loss: str) -> str:
    return ",".join(_write(index, True, loss) for index in indices)


def _range(node: Sum | Max, loss: str) -> str:
    if node.low is None:
        return node.index
    return f"{node.index}={_write(node.low, True, loss)}..{_write(node.high, True, loss)}"
