"""A sum that a bracket of truth removes, before anything is evaluated: sum(j, f(j)*[i + j == k]) is f(k - i).

Over all integers the bracket leaves one term. Where the index has a factor d, the term is there only if d divides the
rest: f(e//d)*[d*(e//d) == e]. Nothing else is rewritten; it keeps the boxes of derivatives small.
"""

from __future__ import annotations

from engine.formula.facts import free_symbols
from engine.formula.parts import rebuild
from engine.formula.tree import Add, Bracket, Floor, Formula, Mul, Neg, Number, Read, Sum, Symbol, add, mul, neg
from engine.formula.walk import nodes, substitute

WITHOUT_SUMS = (Read, Symbol, Number)


def collapsed(node: Formula, parameters: frozenset[str]) -> Formula:
    """The formula with every such sum removed, the innermost first; each index must have a name of its own.

    parameters   the names that are positive integers wherever they stand
    """
    if type(node) in WITHOUT_SUMS:
        return node
    node = rebuild(node, lambda child: collapsed(child, parameters))
    if not isinstance(node, Sum):
        return node
    factors = node.body.factors if isinstance(node.body, Mul) else (node.body,)
    for place, factor in enumerate(factors):
        found = _solved(factor, node.index, parameters)
        if found is None:
            continue
        times, rest = found
        value = rest if times == Number(1) else Floor(rest, times)
        kept = [*factors[:place], *factors[place + 1 :]]
        if times != Number(1):
            kept.append(Bracket(mul(times, Symbol(node.index)), "==", rest))
        if node.low is not None:
            kept.append(Bracket(node.low, "<=", Symbol(node.index)))
        if node.high is not None:
            kept.append(Bracket(Symbol(node.index), "<=", node.high))
        return substitute(mul(*kept), {node.index: value})
    return node


def _solved(factor: Formula, index: str, parameters: frozenset[str]) -> tuple[Formula, Formula] | None:
    """What the bracket says of the index, as times·index == rest; None where it is no such bracket."""
    if not isinstance(factor, Bracket) or factor.relation != "==":
        return None
    terms = [*_terms(factor.left, 1), *_terms(factor.right, -1)]
    held = [each for each in terms if index in free_symbols(each[1])]
    if len(held) != 1:
        return None
    sign, term = held[0]
    factors = term.factors if isinstance(term, Mul) else (term,)
    others = [each for each in factors if each != Symbol(index)]
    if len(others) != len(factors) - 1 or not all(_positive(each, parameters) for each in others):
        return None
    rest = add(*(neg(each) if turn == sign else each for turn, each in terms if each is not term))
    return (mul(*others), rest) if all(map(_whole, nodes(rest))) else None


def _whole(node: Formula) -> bool:
    """Whether a node keeps an index expression an integer."""
    whole = isinstance(node.value, int) if isinstance(node, Number) else True
    return whole and isinstance(node, (Number, Symbol, Add, Neg, Mul, Floor))


def _positive(factor: Formula, parameters: frozenset[str]) -> bool:
    match factor:
        case Symbol(name):
            return name in parameters
        case Number(value):
            return isinstance(value, int) and value > 0
    return False


def _terms(node: Formula, sign: int) -> list[tuple[int, Formula]]:
    match node:
        case Add(terms):
            return [each for term in terms for each in _terms(term, sign)]
        case Neg(body):
            return _terms(body, -sign)
    return [(sign, node)]
