"""What else is on offer in a layer besides what is asked for: its other gradients, its arrays, its forward pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.calculus.derive import closed_form
from engine.formula.facts import facts
from engine.formula.scope import ROLES
from engine.formula.tree import Bracket, Formula, Number, Partial, Read, Symbol, add, mul
from engine.formula.walk import substitute
from engine.grading.edges import agree_on
from engine.layer import free_of

if TYPE_CHECKING:
    from engine.grading.question import Question
    from engine.layer import Layer

LONGEST = 60


def on_offer(question: Question) -> Iterator[tuple[Formula, Formula]]:
    """Every other thing with as many indices, and formulas for it in the letters of the question.

    Where what is asked for is long, the other gradients are long as well, and left out.
    """
    layer, free = question.layer, question.free
    differentiated = layer.given and facts(question.right).count <= LONGEST
    things = []
    for name in layer.all_shapes:
        if layer.rank(name) == len(free) and name not in layer.given:
            entry = Read(name, tuple(map(Symbol, free)))
            things += [Partial(None, entry), entry] if differentiated else [entry]
    for upstream in layer.given:
        if layer.rank(upstream) == len(free):
            entry = Read(upstream, tuple(map(Symbol, free)))
            yield entry, entry
    for each in things:
        if each != question.wanted:
            values = dict(zip(free_of(each), map(Symbol, free), strict=True))
            closed = _closed(layer, each)
            if closed is not None:
                found = substitute(closed, values)
                yield each, found
                if isinstance(each, Partial):
                    yield each, _within(each.by.array, found, question)
            if isinstance(each, Read):
                yield each, each


def _within(array: str, formula: Formula, question: Question) -> Formula:
    """The formula where an array has entries, and 0 elsewhere, as of a call."""
    layer = question.layer
    last = [add(length, Number(layer.first - 1)) for length in layer.shapes_aside[array]]
    return mul(formula, *(Bracket(Symbol(index), "<=", end) for index, end in zip(question.free, last, strict=True)))


def _closed(layer: Layer, thing: Formula) -> Formula | None:
    try:
        return closed_form(layer, thing)
    except ValueError:
        return None


def named(question: Question, formula: Formula) -> str:
    """What a formula of another thing is the value of, and what is asked for; "" where it is no such one."""
    for thing, its in on_offer(question):
        if agree_on(question, formula, its, question.sizes):
            return f"This is {_called(thing, question.layer)}; {_called(question.wanted, question.layer)} is asked for."
    return ""


def _called(thing: Formula, layer: Layer) -> str:
    match thing:
        case Partial(None, Read(name)):
            return f"the gradient of {_role(name, layer)}"
        case Partial(Read(of), Read(by)):
            return f"the derivative of {_role(of, layer)} by {_role(by, layer)}"
        case Read(name) if name in layer.given:
            return f"the gradient of {_role(layer.given[name], layer)}, which is given"
        case Read(name):
            return f"{_role(name, layer)} itself"
    return "another thing"


def _role(name: str, layer: Layer) -> str:
    """The array in words; the last one that the layer defines is its output."""
    if name == next(reversed(layer.definitions), None):
        return "the output"
    return f"the {ROLES[name]}" if name in ROLES else name
