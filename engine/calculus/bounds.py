"""Whether what a product reads already keeps an index expression within an array.

delta[i] and w[j] together keep i + j within 0 .. n-1 when z has n-m+1 entries and w has m: then no bracket of order
is needed for it. It is decided on many sizes at once: on every one of them the expression's least and greatest value
follow from the reads. Where that can't be shown, the answer is no.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.polynomial import Polynomial, plus, polynomial
from engine.calculus.sizes import size
from engine.formula.facts import contains, free_symbols
from engine.formula.tree import Bracket, Formula, Number, Read, Symbol, sub

if TYPE_CHECKING:
    from engine.calculus.view import View

FEWEST = 5
ROUNDS = 3
SLACK = 1e-9
FAR = 1e12

Form = dict[str | None, np.ndarray]  # index -> its coefficient on each of the sizes drawn; None -> the constant
Spans = dict[str, tuple[np.ndarray | float, np.ndarray | float]]


class Bounds:
    """What is known to be at least 0 at a place of a formula, from the entries read there.

    view   the layer, with its sizes drawn
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.known: list[Form] = []
        self._found: Spans | None = None

    def reads(self, read: Read) -> None:
        """An entry is a factor here: its indices lie within the array."""
        for index, length in zip(read.indices, self.view.shapes.get(read.array, ()), strict=False):
            self.least(Number(self.view.first), index)
            self.least(index, sub(length, Number(1 - self.view.first)))

    def least(self, low: Formula, high: Formula) -> None:
        """low <= high holds here."""
        form = self._form(low, high)
        if form is not None and all(value.all() for name, value in form.items() if name is not None):
            self.known.append(form)
            self._found = None

    def holds(self, bracket: Bracket) -> None:
        """A bracket of truth is a factor here."""
        if contains(bracket, Read):
            return
        if bracket.relation in ("==", "<", "<="):
            self.least(bracket.left, bracket.right)
        if bracket.relation in ("==", ">", ">="):
            self.least(bracket.right, bracket.left)

    def one_of(self, terms: Sequence[Bounds]) -> None:
        """A sum of terms is a factor here: one of them is not 0, so what they all know holds."""
        first, *others = (each.known for each in terms)
        self.known += [form for form in first if all(any(_same(form, each) for each in known) for known in others)]
        self._found = None

    def imply(self, low: Formula, high: Formula) -> bool:
        """Whether low <= high follows, whatever the sizes."""
        goal = self._form(low, high)
        if goal is None or any(len(values) < FEWEST for values in self.view.sizes.values()):
            return False
        self._found = self._found or self._spans()
        return any(_never_negative(each, self._found) for each in (goal, *self._without_one(goal)))

    def _without_one(self, goal: Form) -> Iterable[Form]:
        """The goal less a positive multiple of something known, which cancels one of its indices."""
        for form in self.known:
            for name in goal.keys() & form.keys() - {None}:
                factor = goal[name] / form[name]
                if (factor > 0).all():
                    yield {
                        key: goal.get(key, 0) - factor * form.get(key, 0)
                        for key in (goal.keys() | form.keys()) - {name}
                    }

    def _spans(self) -> Spans:
        spans: Spans = {}
        for _ in range(ROUNDS):
            for form in self.known:
                for name in form.keys() - {None}:
                    rest = _greatest({key: value for key, value in form.items() if key != name}, spans)
                    limit = -rest / form[name]
                    low, high = spans.get(name, (-FAR, FAR))
                    positive = form[name] > 0
                    spans[name] = (
                        np.where(positive, np.maximum(low, limit), low),
                        np.where(positive, high, np.minimum(high, limit)),
                    )
        return spans

    def _form(self, low: Formula, high: Formula) -> Form | None:
        parameters = self.view.parameters
        names = (free_symbols(low) | free_symbols(high)) - parameters
        difference = plus(polynomial(high, parameters), polynomial(low, parameters), -1)
        form: Form = {None: np.zeros(1)}
        for monomial, number in difference.items():
            held = [atom for atom, exponent in monomial if atom in names]
            if len(held) > 1 or any(exponent != 1 for atom, exponent in monomial if atom in names):
                return None
            value = self._value({tuple(pair for pair in monomial if pair[0] not in names): number}, names)
            if value is None:
                return None
            key = held[0] if held else None
            form[key] = form.get(key, 0) + value
        return form

    def _value(self, single: Polynomial, names: frozenset[str]) -> np.ndarray | None:
        ((monomial, number),) = single.items()
        value = np.full(1, float(number))
        for atom, exponent in monomial:
            node = Symbol(atom) if isinstance(atom, str) else atom
            if not isinstance(atom, str) and (free_symbols(atom) & names or contains(atom, Read)):
                return None
            value = value * np.asarray(size(node, self.view.sizes), dtype=float) ** exponent
        return value


def _same(one: Form, other: Form) -> bool:
    return one.keys() == other.keys() and all(np.array_equal(value, other[name]) for name, value in one.items())


def _greatest(form: Form, spans: Spans) -> np.ndarray:
    """The greatest value of a form; FAR where nothing limits it."""
    total = form.get(None, np.zeros(1))
    for name, factor in form.items():
        if name is not None:
            low, high = spans.get(name, (-FAR, FAR))
            total = total + np.maximum(factor * low, factor * high)
    return total


def _never_negative(form: Form, spans: Spans) -> bool:
    least = -_greatest({name: -value for name, value in form.items()}, spans)
    integers = all((value == np.floor(value)).all() for value in form.values())
    return bool((least > (-1 if integers else -SLACK)).all())
