"""Whether a derivation that reaches its end goes the whole way: a definition has to be put in where it can be seen.

What is left to do is counted in definitions, from what is differentiated down to the entry that is nudged. One line on
the way must have less left than the chain rule leaves, and still show what was done: by a derivative or a bracket that
remains, or by the sum of the chain rule with the factor of one layer put in. Where there are several definitions, that
line may be the end. A derivative that remains shows nothing of
a gradient beside it that is at its end already: dL/dh is still to be done, also where it is written as its chain rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from engine import Layer
from engine.formula.facts import arrays_read, contains, free_symbols
from engine.formula.text import text
from engine.formula.tree import Bracket, Entry, Formula, Mul, Partial, Read, Sum, Symbol, Whole
from engine.formula.walk import nodes
from engine.grading.derivation import read_lines
from engine.grading.question import Question
from lessons.alike import reading

NO_CHAIN_RULE = "The result is right. The way to it is what is asked for here: begin with the chain rule."
A_STEP_IS_MISSING = (
    "Right so far, but between the chain rule and the end a step is missing. What is [[{}]]? Put in what it is made of."
)


def left_out(question: Question, lines: Sequence[str], notation: str) -> str:
    """What a derivation whose lines are all right has left out of the way to its end; "" where nothing."""
    layer, steps = question.layer, _steps(question, lines, notation)
    if not any(contains(tree, Partial) for tree in steps):
        return NO_CHAIN_RULE
    ends = {reading(end, question.free) for end in (steps[-1], question.right)}
    between = [tree for tree in steps if reading(tree, question.free) not in ends]
    if any(
        tree in between
        and _left(tree, layer) < _depth(question.wanted, layer)
        and _shows_what_is_done(question, tree, above)
        for above, tree in pairwise((question.wanted, *steps))
    ):
        return ""
    several = _depth(question.wanted, layer) > 1
    if any((several or tree in between) and _puts_in_one_layer(tree, above, layer) for above, tree in pairwise(steps)):
        return ""
    last = [tree for tree in (question.wanted, *steps) if _differentiates_what_is_given(tree, layer)][-1]
    return A_STEP_IS_MISSING.format(text(_to_be_put_in(last, layer)))


def _steps(question: Question, lines: Sequence[str], notation: str) -> list[Formula]:
    """The formulas of all lines, without what is wanted."""
    trees = (step.tree for steps in read_lines(question, lines, notation) for step in steps)
    return [tree for tree in trees if tree != question.wanted]


def _shows_what_is_done(question: Question, tree: Formula, above: Formula) -> bool:
    """Whether a bracket remains in a line, or a derivative, and not beside a gradient that is at its end already."""
    if any(isinstance(each, Bracket) and each.relation == "==" for each in nodes(tree)):
        return True
    partials = _partials(tree)
    if partials and _keeps_delta_at_its_letter(tree, question.layer):
        return True
    if any(each.by.array != question.wanted.by.array for each in _gradients(above, question.layer)):
        return False
    return any(each.of is not None and not free_symbols(each.of) <= {*question.free} for each in partials)


def _puts_in_one_layer(tree: Formula, above: Formula, layer: Layer) -> bool:
    """Whether a line keeps the sum of the chain rule, delta at its letter, and has put in the factor of a layer."""
    if contains(tree, (Entry, Partial)) or {_depth(each, layer) for each in _partials(above)} != {1}:
        return False
    return _keeps_delta_at_its_letter(tree, layer)


def _keeps_delta_at_its_letter(tree: Formula, layer: Layer) -> bool:
    sums = [each for each in nodes(tree) if isinstance(each, Sum)]
    return any(Read(delta, (Symbol(each.index),)) in nodes(each.body) for each in sums for delta in layer.given)


def _gradients(tree: Formula, layer: Layer) -> list[Partial]:
    """The derivatives of the loss in a line, and those that are one with delta and the sum of the chain rule."""
    found = [each for each in _partials(tree) if each.of is None]
    for each in nodes(tree):
        match each:
            case Sum(_, _, _, Mul((Read(delta), Partial(Read(array)) as partial))) if layer.given.get(delta) == array:
                found.append(partial)
            case Sum(_, _, _, Mul((Partial(Read(array)) as partial, Read(delta)))) if layer.given.get(delta) == array:
                found.append(partial)
    return found


def _differentiates_what_is_given(tree: Formula, layer: Layer) -> bool:
    """Whether a line holds a derivative of the loss, or of an array whose delta is given."""
    given = {*layer.given.values()}
    return any(each.of is None or given & _differentiated(each, layer) for each in _partials(tree))


def _left(tree: Formula, layer: Layer) -> int:
    """How many definitions the derivatives of a line have still to be put in, the chain rule itself counted as one."""
    gradients = _gradients(tree, layer)
    kinds = {(each in gradients, _differentiated(each, layer), each.by.array): each for each in _partials(tree)}
    return sum(_depth(each, layer) + (each in gradients) for each in kinds.values())


def _to_be_put_in(tree: Formula, layer: Layer) -> Formula:
    """What the derivative of a line with most to be put in differentiates: an entry, or the loss by an entry."""
    partial = max(_partials(tree), key=lambda each: _depth(each, layer) + (each.of is None))
    if partial.of is None:
        return partial
    inside = [each for each in nodes(partial.of) if isinstance(each, Read | Whole)]
    return max(inside, key=lambda each: _definitions(each.array, partial.by.array, layer))


def _partials(tree: Formula) -> list[Partial]:
    return [each for each in nodes(tree) if isinstance(each, Partial)]


def _depth(partial: Partial, layer: Layer) -> int:
    """How many definitions lie between what is differentiated and the nudged entry; for the loss, below delta."""
    return max((_definitions(each, partial.by.array, layer) for each in _differentiated(partial, layer)), default=0)


def _differentiated(partial: Partial, layer: Layer) -> frozenset[str]:
    """The arrays inside a derivative; in that of the loss, those whose delta is given."""
    if partial.of is None:
        return frozenset(layer.given.values())
    return frozenset(each.array for each in nodes(partial.of) if isinstance(each, Read | Whole))


def _definitions(array: str, by: str, layer: Layer) -> int:
    """How many definitions lead from an array down to another; 0 where none does."""
    if array not in layer.definitions or array == by:
        return 0
    below = arrays_read(layer.definitions[array].body)
    return max(
        (1 + _definitions(each, by, layer) for each in below if each == by or _definitions(each, by, layer)), default=0
    )
