"""How a gradient is derived, one named rule a line, down to the form that a textbook prints.

Three things happen, always in this order: rules take every derivative away and leave brackets [i + j == k]; sums move
outward, so that each bracket stands beside the sums it speaks of; each bracket removes one sum. That the kernel comes
out flipped is nothing but the last of them: i + j == k leaves i = k - j.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from engine.calculus.brackets import removal, removed
from engine.calculus.reasons import OTHERS, Reasons
from engine.calculus.reindex import reindexed, undivided
from engine.calculus.rules import REWRITES, applied, rule_of
from engine.calculus.setting import Setting
from engine.calculus.simplify import simplified, without_trivial
from engine.calculus.terms import formula, is_open, terms
from engine.formula.facts import contains, facts
from engine.formula.parts import children
from engine.formula.text import text
from engine.formula.tree import Add, Entry, Formula, Mul, Operation, Partial, Quotient, Read, Sum
from engine.formula.walk import nodes, substitute

if TYPE_CHECKING:
    from engine.layer import Layer

MOST_NODES = 700
MOST_TERMS = 30
Why = Callable[[], tuple[str, str]]


@dataclass(frozen=True)
class Step:
    """One line of a derivation.

    formula   equal in value to the line above
    rule      its name: "chain rule"
    because   one sentence that says what it did here
    """

    formula: Formula
    rule: str
    because: str


def derive(
    layer: Layer, wanted: Formula, start: Formula | None = None, show: Callable[[Formula], str] = text
) -> tuple[Step, ...]:
    """The derivation of what is wanted, from the layer or from a line equal to it; () where nothing is left to do.

    show   writes the formulas in the rules' names and reasons, in the reader's notation

    Raises ValueError where the result needs a size whose name is an index of what is wanted.

    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> for step in derive(layer, layer.wanted("dL/dx[k]")):
    ...     print(text(step.formula))
    sum(i, delta[i]*d(z[i], x[k]))
    sum(i, delta[i]*d(sum(j, w[j]*x[i+j]), x[k]))
    sum(i, delta[i]*sum(j, w[j]*d(x[i+j], x[k])))
    sum(i, delta[i]*sum(j, w[j]*[i+j == k]))
    sum(i, j, delta[i]*w[j]*[i+j == k])
    sum(j, delta[k-j]*w[j])
    """
    setting = Setting(layer, wanted, start)
    shown = [(setting.shown(line), why) for line, why in _lines(setting, start, Reasons(setting, show))]
    if shown and shown[-1][0] is None:
        raise _unsayable(setting)
    return tuple(Step(line, *why()) for line, why in shown if line is not None)


def closed_form(layer: Layer, wanted: Formula, start: Formula | None = None) -> Formula:
    """What is wanted without a derivative or a bracket that a sum could remove.

    Raises ValueError where it needs a size whose name is an index of what is wanted, or has too many terms.

    >>> from engine.formula.text import text
    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[s*i+d*j-p])", x="n", w="m", z="(n+2*p-d*(m-1)-1)//s+1")
    >>> text(closed_form(layer, layer.wanted("dL/dx[k]")))
    'sum(j, delta[(k+p-d*j)/s]*w[j])'
    """
    setting = Setting(layer, wanted, start)
    last = None
    for line, _ in _lines(setting, start, Reasons(setting, text)):
        last = line
    if last is None:
        return wanted if start is None else start
    result = setting.shown(last)
    if result is None:
        raise _unsayable(setting)
    return result


def _unsayable(setting: Setting) -> ValueError:
    names = ", ".join(f"`{name}`" for name in sorted({*setting.free} & setting.symbols))
    return ValueError(f"wanted: {names} is an index here and a size in the answer; ask for another letter")


def _too_long() -> ValueError:
    return ValueError("wanted: this derivative has too many terms to be written out")


def alternatives(layer: Layer, wanted: Formula, closed: Formula) -> tuple[Formula, ...]:
    """Other forms of a closed form that are written: the same sum over another index, sum(i, delta[i]*w[k-i]).

    >>> from engine.formula.text import text
    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> wanted = layer.wanted("dL/dw[j]")
    >>> [text(each) for each in alternatives(layer, wanted, closed_form(layer, wanted))]
    ['sum(k, delta[k-j]*x[k])']
    """
    setting = Setting(layer, wanted, closed)
    found = (setting.shown(each) for each in reindexed(setting.view.taken_in(closed, setting.free), setting))
    return tuple(dict.fromkeys(each for each in found if each is not None and each != closed))


def _lines(setting: Setting, start: Formula | None, reasons: Reasons) -> Iterator[tuple[Formula, Why]]:
    """Every line below the first, with what says why."""
    wanted, view = setting.wanted, setting.view
    now = wanted if start is None else view.taken_in(start, setting.free)
    if isinstance(now, Read) and now.array in view.definitions and start is None:
        now = _defined(now, setting)
        yield now, partial(reasons.of_definition, wanted, now)
    if not contains(now, Partial) and not is_open(now):
        parts = terms(now, setting)
        fewer = simplified(parts, setting)
        if start is not None and len(fewer) < len(parts):
            yield formula(fewer, setting), partial(OTHERS.get, "tidy")
        return
    if contains(now, (Operation, Entry)):
        now = view.written_out(now, setting.free)
        yield now, partial(OTHERS.get, "written out")
    now = setting.relabelled(now, {*setting.free})
    while asking := [each for each in nodes(now) if isinstance(each, Partial)]:
        asked_for = [rule_of(each, setting) for each in asking]
        rule = next(each for each in REWRITES if each in asked_for)
        asking = [each for each, name in zip(asking, asked_for, strict=True) if name == rule]
        before, now = now, applied(now, rule, setting)
        if facts(now).count > MOST_NODES:
            raise _too_long()
        yield now, partial(reasons.of_derivatives, rule, asking, before, now)
    for after, why in _collected(now, setting, reasons):
        if after != now:
            yield after, why
        now = after


def _collected(before: Formula, setting: Setting, reasons: Reasons) -> Iterator[tuple[Formula, Why]]:
    """The lines after the last derivative: sums outward, brackets gone, equal terms added."""
    parts = terms(before, setting)
    if len(parts) > MOST_TERMS:
        raise _too_long()
    change = _opening(before)
    if change != "reorder" or not any(removal(term, setting) for term in parts):
        yield formula(parts, setting), partial(OTHERS.get, change)
    while any(chosen := [removal(term, setting) for term in parts]):
        parts = [
            term if each is None else removed(term, each, setting) for term, each in zip(parts, chosen, strict=True)
        ]
        parts = [term for term in (without_trivial(each, setting) for each in parts) if term]
        yield formula(parts, setting), partial(reasons.of_brackets, [each for each in chosen if each])
    parts = simplified(parts, setting)
    yield formula(parts, setting), partial(OTHERS.get, "tidy")
    yield formula([undivided(each, setting) for each in parts], setting), partial(OTHERS.get, "another")


def _opening(node: Formula) -> str:
    """What happens where a formula is written as a sum of terms."""
    inside = [
        child
        for each in nodes(node)
        if isinstance(each, Mul | Quotient)
        for child in children(each)
        if isinstance(child, Add | Sum) and is_open(child)
    ]
    if any(isinstance(each, Sum) for each in inside):
        return "outward"
    return "multiplied" if inside else "reorder"


def _defined(read: Read, setting: Setting) -> Formula:
    """The definition of an entry, its bound indices kept apart from the entry's."""
    made = setting.view.definitions[read.array]
    body = setting.relabelled(made.body, {*setting.free, *made.indices})
    body = substitute(body, dict(zip(made.indices, read.indices, strict=True)))
    return setting.relabelled(body, {*setting.free})
