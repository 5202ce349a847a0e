"""A bracket of truth removes a sum: of all i, only i = k - j passes [i + j == k].

With a stride, [s*i + j == k] leaves i = (k - j)/s, which may be no integer. There is then nothing to add, and nothing
is added, because an array read at i is zero at an index that is not an integer. Where no array is read so, the sum
stays. In a ring, [(i + j) % n == k] leaves i = (k - j) % n. Limits of the removed sum stay as brackets of order, unless
an entry that is read implies them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from engine.calculus.polynomial import Polynomial, integral, plus, polynomial, put, solved, written
from engine.calculus.setting import Setting
from engine.calculus.terms import VALUES, Limits, Term, is_index_bracket
from engine.formula.facts import contains, free_symbols
from engine.formula.parts import BINDERS, rebuild
from engine.formula.tree import ONE, ZERO, Bracket, Floor, Formula, Power, Read, Symbol, add, mul, sub
from engine.formula.walk import nodes, substitute

Score = tuple[int, ...]
REST = "j"


@dataclass(frozen=True, slots=True)
class Removal:
    """A bracket, the sum's index that it removes, what that index is, and what is summed instead, if anything."""

    bracket: Bracket
    index: str
    value: Polynomial
    instead: Limits | None = None

    @property
    def formula(self) -> Formula:
        """What the index is, written."""
        return written(self.value)


def _usual(term: Term, removal: Removal, setting: Setting) -> Score:
    """What a textbook removes first: the output's index, at which the upstream gradient is read; no division."""
    return (
        not any(
            isinstance(factor, Read) and factor.array in setting.given and Symbol(removal.index) in factor.indices
            for factor in term.above
        ),
        not integral(removal.value),
    )


def removal(term: Term, setting: Setting) -> Removal | None:
    """The sum to remove next: one that is alone in its bracket before one of several, else the usual one."""
    best: tuple[Score, Removal] | None = None
    for bracket in term.above:
        if not is_index_bracket(bracket):
            continue
        found = possible(term, bracket, setting)
        if len(found) == 1 and (best is None or len(best[0]) > 1):
            best = ((0,), found[0])
        for place, each in enumerate(reversed(found) if len(found) > 1 else ()):
            score = (1, *_usual(term, each, setting), place)
            if best is None or (len(best[0]) > 1 and score < best[0]):
                best = (score, each)
    return None if best is None else best[1]


def removed(term: Term, chosen: Removal, setting: Setting) -> Term:
    """The term without the sum and its bracket.

    >>> from engine.calculus.terms import formula, terms
    >>> from engine.formula.parser import parse
    >>> from engine.formula.text import text
    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> setting = Setting(layer, layer.wanted("dL/dx[k]"))
    >>> (term,) = terms(parse("sum(i, j, delta[i]*w[j]*[i+j == k])", layer.scope(("k",))).tree, setting)
    >>> text(formula([removed(term, removal(term, setting), setting)], setting))
    'sum(j, delta[k-j]*w[j])'
    """
    index, value = chosen.index, chosen.value
    result = chosen.formula
    gone = next(each for each in term.sums if each.index == index)
    limits = _within(gone.low, result, gone.high)

    def change(node: Formula) -> Formula:
        return at(node, index, value, setting)

    kept: list[Limits] = []
    for place, each in enumerate(term.sums):
        if each is gone:
            kept += [chosen.instead] if chosen.instead else []
        elif any(index in free_symbols(limit) for limit in each.formulas) and _binds(term.sums[place:], result):
            low, high = (limit and change(limit) for limit in (each.low, each.high))
            limits += _within(low, Symbol(each.index), high)
            kept.append(Limits(each.index, None, None))
        else:
            kept.append(Limits(each.index, each.low and change(each.low), each.high and change(each.high)))
    above = [change(factor) for factor in term.above if factor != chosen.bracket]
    return replace(
        term,
        sums=tuple(kept),
        above=(*above, *limits),
        below=tuple(change(factor) for factor in term.below),
    )


def _within(low: Formula | None, place: Formula, high: Formula | None) -> list[Bracket]:
    """A place between its limits, as brackets; one that is not said has none."""
    below = [] if low is None else [Bracket(low, "<=", place)]
    return below if high is None else [*below, Bracket(place, "<=", high)]


def _binds(sums: Sequence[Limits], value: Formula) -> bool:
    """Whether one of these sums binds what a value is made of: a limit of the first one cannot say it."""
    return not free_symbols(value).isdisjoint(each.index for each in sums)


def at(node: Formula, index: str, value: Polynomial, setting: Setting) -> Formula:
    """The formula at index = value, with the index expressions that change written anew."""
    if index not in free_symbols(node):
        return node
    if isinstance(written(value), Symbol):
        return substitute(node, {index: written(value)})
    parameters = setting.parameters

    def expression(each: Formula) -> Formula:
        if index not in free_symbols(each):
            return each
        before = polynomial(each, parameters)
        if any(
            atom != index and not isinstance(atom, str) and index in free_symbols(atom)
            for key in before
            for atom, _ in key
        ):
            return _deep(each)
        return written(put(before, index, value, parameters))

    def _deep(each: Formula) -> Formula:
        if isinstance(each, Symbol):
            return written(value) if each.name == index else each
        return rebuild(each, _deep)

    def visit(each: Formula) -> Formula:
        match each:
            case Symbol(name):
                return written(value) if name == index else each
            case Read(array, indices):
                return Read(array, tuple(map(expression, indices)))
            case Bracket(left, relation, right) if not contains(each, VALUES):
                return Bracket(expression(left), relation, expression(right))
        if isinstance(each, BINDERS):
            if each.index == index:
                return type(each)(index, *(limit and expression(limit) for limit in (each.low, each.high)), each.body)
            inner = setting.relabelled(each, free_symbols(written(value)))
            limits = (limit and expression(limit) for limit in (inner.low, inner.high))
            return type(each)(inner.index, *limits, visit(inner.body))
        return rebuild(each, visit)

    return visit(node)


def possible(term: Term, bracket: Bracket, setting: Setting) -> list[Removal]:
    """The sums that a bracket could remove, in the order of the sums."""
    found = []
    names = free_symbols(bracket)
    for each in term.sums:
        if each.index in names:
            made = (
                _floored(term, bracket, each.index, setting)
                or _wrapped(term, bracket, each.index, setting)
                or _linear(bracket, each.index, setting)
            )
            if made and (integral(made.value) or _vanishes_between(each.index, term.above, setting.parameters)):
                found.append(made)
    return found


def _linear(bracket: Bracket, index: str, setting: Setting) -> Removal | None:
    value = solved(bracket.left, bracket.right, index, setting.parameters)
    return None if value is None else Removal(bracket, index, value)


def _floored(term: Term, bracket: Bracket, index: str, setting: Setting) -> Removal | None:
    """[i//s == k] leaves s places: i = s*k + r, with r from 0 to s - 1."""
    left, right = bracket.left, bracket.right
    if isinstance(right, Floor):
        left, right = right, left
    if not isinstance(left, Floor) or not free_symbols(left.denominator) <= setting.parameters:
        return None
    if not integral(polynomial(left.numerator, setting.parameters)):
        return None
    taken = term.bound.union(setting.free, *map(free_symbols, (*term.above, *term.below)))
    rest = setting.letter(REST, taken)
    value = solved(left.numerator, add(mul(left.denominator, right), Symbol(rest)), index, setting.parameters)
    limits = Limits(rest, ZERO, written(polynomial(sub(left.denominator, ONE), setting.parameters)))
    return None if value is None else Removal(bracket, index, value, limits)


def _wrapped(term: Term, bracket: Bracket, index: str, setting: Setting) -> Removal | None:
    """[(i + j) % n == k] leaves i = (k - j) % n, where both i and k run through no more than the n places from 0 on."""
    for left, right in ((bracket.left, bracket.right), (bracket.right, bracket.left)):
        for floor in (each for each in nodes(left) if isinstance(each, Floor)):
            length = floor.denominator
            if free_symbols(length) <= setting.parameters and _same(left, _remainder(floor.numerator, length), setting):
                value = solved(floor.numerator, right, index, setting.parameters)
                last = sub(length, ONE)
                known = setting.bounds(factor for factor in term.above if factor != bracket)
                within = (known.imply(ZERO, place) and known.imply(place, last) for place in (Symbol(index), right))
                if value is not None and integral(value) and all(within):
                    left_over = _remainder(written(value), length)
                    return Removal(bracket, index, polynomial(left_over, setting.parameters))
    return None


def _remainder(whole: Formula, length: Formula) -> Formula:
    """The remainder, whole % length, with what it is made of written out."""
    return sub(whole, mul(length, Floor(whole, length)))


def _same(one: Formula, other: Formula, setting: Setting) -> bool:
    return polynomial(one, setting.parameters) == polynomial(other, setting.parameters)


def _vanishes_between(index: str, factors: Collection[Formula], parameters: Collection[str]) -> bool:
    """Whether a factor is an entry whose index is no integer where this one is none."""
    return any(_moves_with(index, expression, parameters) for factor in factors for expression in _read_at(factor))


def _read_at(factor: Formula) -> tuple[Formula, ...]:
    match factor:
        case Read(_, indices):
            return indices
        case Power(Read(_, indices), exponent) if exponent > 0:
            return indices
    return ()


def _moves_with(index: str, expression: Formula, parameters: Collection[str]) -> bool:
    if index not in free_symbols(expression):
        return False
    own = ((index, 1),)
    form = polynomial(expression, parameters)
    rest = plus(form, {own: form.get(own, 0)}, -1)
    return (
        abs(form.get(own, 0)) == 1
        and integral(rest)
        and not any(
            index == atom or (not isinstance(atom, str) and index in free_symbols(atom))
            for key in rest
            for atom, _ in key
        )
    )
