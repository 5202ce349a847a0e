"""One form for formulas that differ only in how a product is written: equal normal forms have equal values.

Sums stand outside of products, an index that a bracket of truth settles is put in, what is multiplied or added stands
in one order, and bound indices are called by how deep they stand. Formulas of different normal forms may be equal all
the same: that shows where they are evaluated.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.calculus.collapse import collapsed
from engine.formula.facts import free_symbols
from engine.formula.parts import BINDERS, rebuild
from engine.formula.text import text
from engine.formula.tree import ONE, Add, Formula, Mul, Neg, Quotient, Sum, Symbol, add, mul, neg

PRODUCTS = (Sum, Mul, Neg, Quotient)


def normal(plain: Formula, parameters: frozenset[str]) -> Formula:
    """The normal form of a plain formula, in which each bound index has a name of its own.

    parameters   the names that are positive integers wherever they stand

    >>> from engine.formula.parser import parse
    >>> from engine.formula.scope import Scope
    >>> scope = Scope(arrays={"w": 1, "x": 1}, free=("k",), symbols=frozenset())
    >>> one, other = (parse(line, scope).tree for line in ("sum(i, x[i]*sum(j, w[j]*[i == k]))", "sum(r, w[r]*x[k])"))
    >>> normal(one, frozenset()) == normal(other, frozenset())
    True
    """
    return _ordered(_called(_flat(plain, parameters), {}))


def _flat(node: Formula, parameters: frozenset[str]) -> Formula:
    """The formula with sums outside of products, and no sum whose index a bracket settles."""
    if not isinstance(node, PRODUCTS):
        return rebuild(node, lambda child: _flat(child, parameters))
    sums, factors, is_negative = _opened(node, parameters)
    body = mul(*factors)
    kept: list[Sum] = []
    for place in reversed(range(len(sums))):
        each = sums[place]
        tied = any(each.index in _in_limits(other) for other in (*sums[:place], *kept))
        found = Sum(each.index, each.low, each.high, body)
        settled = found if tied else collapsed(found, parameters)
        if isinstance(settled, Sum) and settled.index == each.index:
            kept.insert(0, each)
        else:
            body = settled
    for each in reversed(kept):
        body = Sum(each.index, each.low, each.high, body)
    return neg(body) if is_negative else body


def _opened(node: Formula, parameters: frozenset[str]) -> tuple[list[Sum], list[Formula], bool]:
    """The sums of a product, what is multiplied below all of them, and whether it is taken away."""
    match node:
        case Sum(_, _, _, body):
            sums, factors, is_negative = _opened(body, parameters)
            return [node, *sums], factors, is_negative
        case Mul(parts):
            opened = [_opened(each, parameters) for each in parts]
            sums, factors = ([each for one in opened for each in one[place]] for place in (0, 1))
            return sums, factors, sum(one[2] for one in opened) % 2 == 1
        case Neg(body):
            sums, factors, is_negative = _opened(body, parameters)
            return sums, factors, not is_negative
        case Quotient(top, bottom) if top != ONE:
            sums, factors, is_negative = _opened(top, parameters)
            return sums, [*factors, Quotient(ONE, _flat(bottom, parameters))], is_negative
    return [], [rebuild(node, lambda child: _flat(child, parameters))], False


def _in_limits(node: Sum) -> Collection[str]:
    return frozenset().union(*(free_symbols(limit) for limit in (node.low, node.high) if limit is not None))


def _called(node: Formula, names: Mapping[str, Symbol]) -> Formula:
    """The formula with each bound index called by how many stand around it."""
    if isinstance(node, Symbol):
        return names.get(node.name, node)
    if isinstance(node, BINDERS):
        low, high = (limit and _called(limit, names) for limit in (node.low, node.high))
        name = f"~{len(names)}"
        return type(node)(name, low, high, _called(node.body, {**names, node.index: Symbol(name)}))
    return rebuild(node, lambda child: _called(child, names))


def _ordered(node: Formula) -> Formula:
    node = rebuild(node, _ordered)
    match node:
        case Mul(factors):
            return mul(*sorted(factors, key=text))
        case Add(terms):
            return add(*sorted(terms, key=text))
    return node
