"""The same sum over another index: with i = k - j, sum(j, delta[k-j]*w[j]) is sum(i, delta[i]*w[k-i]).

One array comes to be read at summed indices alone. A sum over all i of [k - j == i] may be put in, because that array
is zero at an index that is no integer; the bracket then removes the sum over j.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.calculus.brackets import Removal, possible, removed
from engine.calculus.setting import Setting
from engine.calculus.simplify import simplified
from engine.calculus.terms import Limits, Term, formula, terms
from engine.formula.facts import contains, free_symbols
from engine.formula.tree import Bracket, Formula, Quotient, Read, Symbol

PLACES = "kpqrlijt"


def reindexed(closed: Formula, setting: Setting) -> Iterator[Formula]:
    """The same value with one array after another read at summed indices alone."""
    parts = terms(closed, setting)
    arrays = dict.fromkeys(each.array for term in parts for each in term.above if isinstance(each, Read))
    for array in sorted(arrays, key=lambda name: name not in setting.given):
        moved = [alone(term, array, setting) for term in parts]
        if moved != parts:
            yield formula(simplified(moved, setting), setting)


def alone(term: Term, array: str, setting: Setting) -> Term:
    """The term with the array read at summed indices alone, on every axis where that can be."""
    for place, factor in enumerate(term.above):
        if isinstance(factor, Read) and factor.array == array:
            for axis in range(len(factor.indices)):
                term = _moved(term, term.above[place], axis, setting)
    return term


def undivided(term: Term, setting: Setting) -> Term:
    """The term without divided indices, where reading another array at its index alone takes them all away.

    sum(t, delta[t]*x[(t-j)/s]) is sum(i, delta[s*i+j]*x[i]).
    """
    for factor in term.above:
        if isinstance(factor, Read) and factor.array not in setting.given and _is_divided(factor):
            moved = alone(term, factor.array, setting)
            if not any(isinstance(each, Read) and _is_divided(each) for each in moved.above):
                return moved
    return term


def _is_divided(read: Read) -> bool:
    return any(contains(index, Quotient) for index in read.indices)


def _moved(term: Term, read: Read, axis: int, setting: Setting) -> Term:
    expression = read.indices[axis]
    held = free_symbols(expression) & term.bound
    if isinstance(expression, Symbol) or not held:
        return term
    fresh = setting.letter(_like(read, axis, setting), _names(term) | free_symbols(setting.wanted))
    bracket = Bracket(expression, "==", Symbol(fresh))
    longer = replace(term, sums=(*term.sums, Limits(fresh, None, None)))
    found = [each for each in possible(longer, bracket, setting) if each.index in held]
    return _exchanged(longer, found[-1], fresh, setting) if found else term


def _exchanged(term: Term, chosen: Removal, fresh: str, setting: Setting) -> Term:
    """The term with the new index in the place of the one that goes."""
    *kept, new = term.sums
    sums = [each for old in kept for each in ((new, old) if old.index == chosen.index else (old,))]
    return removed(replace(term, sums=tuple(sums)), chosen, setting)


def _like(read: Read, axis: int, setting: Setting) -> str:
    """The letter for an axis: that of the array's definition, or a usual one."""
    owner = setting.given.get(read.array, read.array)
    if owner in setting.view.definitions:
        return setting.view.definitions[owner].indices[axis]
    return PLACES[0 if len(read.indices) == 1 else axis % len(PLACES)]


def _names(term: Term) -> frozenset[str]:
    return term.bound.union(*map(free_symbols, (*term.above, *term.below)))
