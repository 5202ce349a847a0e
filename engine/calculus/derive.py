"""How a gradient is derived, one named rule a line, down to the form that a textbook prints.

Three things happen, always in this order: rules take every derivative away and leave brackets [i + j == k]; sums move
outward, so that each bracket stands beside the sums it speaks of; each bracket removes one sum. That the kernel comes
out flipped is nothing but the last of them: i + j == k leaves i = k - j.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from engine.calculus.brackets import removal, removed
from engine.calculus.reasons import reason
from engine.calculus.reindex import reindexed
from engine.calculus.rules import REWRITES, applied, rule_of
from engine.calculus.setting import Setting
from engine.calculus.simplify import simplified, without_trivial
from engine.calculus.terms import Term, formula, is_open, terms
from engine.calculus.wholes import Wholes
from engine.formula.tree import Entry, Formula, Operation, Partial, Read
from engine.formula.walk import contains, free_symbols, nodes, substitute

if TYPE_CHECKING:
    from engine.layer import Layer


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


def derive(layer: Layer, wanted: Formula, start: Formula | None = None) -> tuple[Step, ...]:
    """The derivation of what is wanted, from the layer or from a line equal to it; () where nothing is left to do.

    >>> from engine.formula.text import text
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
    return tuple(_steps(layer, wanted, start, True))


def closed_form(layer: Layer, wanted: Formula, start: Formula | None = None) -> Formula:
    """What is wanted without a derivative or a bracket that a sum could remove.

    >>> from engine.formula.text import text
    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[s*i+d*j-p])", x="n", w="m", z="(n+2*p-d*(m-1)-1)//s+1")
    >>> text(closed_form(layer, layer.wanted("dL/dx[k]")))
    'sum(j, delta[(k+p-d*j)/s]*w[j])'
    """
    result = wanted if start is None else start
    for step in _steps(layer, wanted, start, False):
        result = step.formula
    return result


def alternatives(layer: Layer, wanted: Formula) -> tuple[Formula, ...]:
    """Other right closed forms: the same gradient with the output's index summed, sum(i, delta[i]*w[k-i])."""
    setting = Setting(layer, wanted)
    first = closed_form(layer, wanted)
    found: list[Formula] = []
    for each in reindexed(first, setting):
        if each != first and each not in found:
            found.append(each)
    return tuple(found)


def _steps(layer: Layer, wanted: Formula, start: Formula | None, told: bool) -> Iterator[Step]:
    setting = Setting(layer, wanted, start)
    view = setting.view
    now = wanted if start is None else view.taken_in(start, setting.free)

    def step(after: Formula, rule: str, *facts: object) -> Step:
        return Step(view.shown(after), rule, reason(rule, *facts) if told else "")

    if isinstance(now, Read) and now.array in layer.definitions and start is None:
        made = view.definitions[now.array]
        now = setting.relabelled(made.body, free_symbols(now) | {*made.indices})
        now = substitute(now, dict(zip(made.indices, wanted.indices, strict=True)))
        now = setting.relabelled(now, free_symbols(wanted))
        yield step(now, "definition", [(wanted, now)])
    if not contains(now, Partial) and not is_open(now):
        return
    if contains(now, (Operation, Entry)):
        now = Wholes(view.shapes, setting.free, view.first).written_out(now)
        yield step(now, "written out")
    now = setting.relabelled(now, free_symbols(wanted))
    while asking := [each for each in nodes(now) if isinstance(each, Partial)]:
        rules = {rule_of(each, setting) for each in asking}
        rule = next(each for each in REWRITES if each in rules)
        asking = [each for each in asking if rule_of(each, setting) == rule]
        now = applied(now, rule, setting)
        yield step(now, rule, asking, setting)
    parts = terms(now, setting)
    opened = is_open(now)
    parts, now, changed = _next(parts, now, setting)
    if changed:
        yield step(now, "sums outward" if opened else "reorder")
    while opened:
        chosen = [removal(term, setting) for term in parts]
        if not any(chosen):
            break
        parts = [
            term if each is None else removed(term, each, setting) for term, each in zip(parts, chosen, strict=True)
        ]
        parts, now, _ = _next(
            [each for each in map(partial(without_trivial, setting=setting), parts) if each], now, setting
        )
        yield step(now, "bracket", [each for each in chosen if each])
    parts, now, changed = _next(simplified(parts, setting), now, setting)
    if changed:
        yield step(now, "equal terms")


def _next(parts: list[Term], before: Formula, setting: Setting) -> tuple[list[Term], Formula, bool]:
    after = formula(parts, setting)
    return parts, after, after != before
