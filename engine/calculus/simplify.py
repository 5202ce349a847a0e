"""Terms made as short as a textbook prints them: brackets that say nothing, equal terms, sums of a constant."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from engine.calculus.polynomial import plus, polynomial, written
from engine.calculus.setting import Setting
from engine.calculus.terms import VALUES, Term
from engine.formula.facts import contains, free_symbols
from engine.formula.tree import ONE, Bracket, Formula, Read, Symbol, add, sub
from engine.formula.walk import substitute, transform


def simplified(all_terms: list[Term], setting: Setting) -> list[Term]:
    """The terms with trivial brackets gone, those that are 0 left out, and equal ones added."""
    kept = (_unsummed(term, setting) for term in (without_trivial(term, setting) for term in all_terms) if term)
    return gathered([term for term in kept if term.number])


def gathered(all_terms: list[Term]) -> list[Term]:
    """Equal terms added: a + a is 2*a."""
    if len(all_terms) < 2:
        return [term for term in all_terms if term.number]
    total: dict[tuple, Term] = {}
    for term in all_terms:
        key = _key(term)
        if key in total:
            term = replace(total[key], number=total[key].number + term.number)
        total[key] = term
    return [term for term in total.values() if term.number]


def _key(term: Term) -> tuple:
    """What two equal terms share, however their bound indices are called and the terms of an index are arranged."""
    names = {each.index: Symbol(f"bound {place}") for place, each in enumerate(term.sums)}

    def plain(node: Formula | None) -> Formula | None:
        return node and transform(substitute(node, names), _arranged)

    return (
        tuple((plain(each.low), plain(each.high)) for each in term.sums),
        _counted(term.above, plain),
        _counted(term.below, plain),
    )


def _arranged(node: Formula) -> Formula:
    """An entry with the terms of its indices in one order: x[n-1-k] and x[n-k-1] are one entry."""
    if not isinstance(node, Read):
        return node
    indices = (dict(sorted(polynomial(index, ()).items(), key=repr)) for index in node.indices)
    return Read(node.array, tuple(map(written, indices)))


def _counted(factors: tuple[Formula, ...], plain) -> frozenset:
    renamed = [plain(factor) for factor in factors]
    return frozenset((factor, renamed.count(factor)) for factor in renamed)


def without_trivial(term: Term, setting: Setting) -> Term | None:
    """The term without brackets that always hold; None where one never does."""
    if not any(isinstance(factor, Bracket) for factor in term.above):
        return term
    above: list[Formula] = []
    for place, factor in enumerate(term.above):
        if isinstance(factor, Bracket) and not contains(factor, VALUES):
            held = _decided(factor, setting)
            if held is False:
                return None
            others = (*above, *term.above[place + 1 :])
            if held or factor in above or _implied(factor, term, others, setting):
                continue
        above.append(factor)
    return replace(term, above=tuple(above))


def _decided(bracket: Bracket, setting: Setting) -> bool | None:
    """Whether a bracket holds or fails whatever the indices and sizes are; None where that depends."""
    parameters = setting.parameters
    difference = plus(polynomial(bracket.right, parameters), polynomial(bracket.left, parameters), -1)
    if difference.keys() - {()}:
        return None
    value = Fraction(difference.get((), 0))
    return {
        "==": value == 0,
        "!=": value != 0,
        "<": value > 0,
        "<=": value >= 0,
        ">": value < 0,
        ">=": value <= 0,
    }[bracket.relation]


def _implied(bracket: Bracket, term: Term, others: tuple[Formula, ...], setting: Setting) -> bool:
    """Whether the entries that are read leave an order no choice."""
    if bracket.relation not in ("<", "<=", ">", ">="):
        return False
    limits = [
        Bracket(*sides)
        for each in term.sums
        if each.low is not None and each.high is not None
        for sides in ((each.low, "<=", Symbol(each.index)), (Symbol(each.index), "<=", each.high))
    ]
    low, high = (bracket.left, bracket.right) if bracket.relation[0] == "<" else (bracket.right, bracket.left)
    if bracket.relation in ("<", ">"):
        low = add(low, ONE)
    return setting.bounds((*others, *limits)).imply(low, high)


def _unsummed(term: Term, setting: Setting) -> Term:
    """A sum over an index that nothing reads is a count of its terms."""
    for each in term.sums:
        used = frozenset().union(
            *map(free_symbols, (*term.above, *term.below)),
            *(free_symbols(limit) for other in term.sums for limit in other.formulas),
        )
        if each.index not in used and None not in (each.low, each.high):
            count = written(polynomial(add(sub(each.high, each.low), ONE), setting.parameters))
            if free_symbols(count) <= setting.parameters and setting.bounds(()).imply(ONE, count):
                rest = tuple(other for other in term.sums if other is not each)
                term = replace(term, sums=rest, above=(count, *term.above))
    return term
