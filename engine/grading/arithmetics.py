"""In which arithmetics formulas are compared: one in which all have values, and harder ones that some must pass."""

from __future__ import annotations

from collections.abc import Sequence

from engine.calculus.arithmetic import TRANSCENDENTAL, Floating, Gates, Modular, Ordered, Positive, Tied
from engine.calculus.literals import largest_factor
from engine.calculus.refusals import refused
from engine.formula.facts import contains
from engine.formula.text import text
from engine.formula.tree import Apply, Bracket, Formula, Max, Read
from engine.formula.walk import nodes

UNMISTAKABLE = 1000


def arithmetic(formulas: Sequence[Formula]) -> type[Modular | Ordered | Floating]:
    """The arithmetic in which all of these have values, exact where there is one."""
    if any(_applies(each, ("log",)) for each in formulas):
        return Positive
    if any(_applies(each, TRANSCENDENTAL) for each in formulas):
        return Floating
    return Ordered if any(map(_needs_order, formulas)) else Modular


def harder(
    numbers: type, formulas: Sequence[Formula], bodies: Sequence[Formula]
) -> tuple[type[Ordered | Gates | Tied], ...]:
    """The arithmetics in which formulas that agree in `numbers` must agree as well.

    Those are exact integers where numbers are so large that one could pass for another modulo the prime; and some more
    where the formulas or the layer compare values.

    bodies   the definitions of the layer

    Raises Unreadable where a value is compared with a number that no entry ever is.
    """
    exact = (Ordered,) if numbers is Modular and any(largest_factor(each) > UNMISTAKABLE for each in formulas) else ()
    if any(map(_compares_values, bodies)):
        return (*exact, Gates)
    if not any(map(_compares_values, formulas)):
        return exact
    for each in formulas:
        _refuse_coincidences(each)
    return (*exact, Gates, Tied) if numbers.exact else (Gates,)


def _applies(formula: Formula, functions: tuple[str, ...]) -> bool:
    return contains(formula, Apply) and any(
        isinstance(each, Apply) and each.function in functions for each in nodes(formula)
    )


def _compares_values(formula: Formula) -> bool:
    if not contains(formula, (Max, Apply, Bracket)):
        return False
    brackets = (each for each in nodes(formula) if isinstance(each, Bracket))
    return _needs_order(formula) or any(contains(each, (Read, Apply)) for each in brackets)


def _refuse_coincidences(formula: Formula) -> None:
    for each in nodes(formula):
        if isinstance(each, Bracket) and each.relation in ("==", "!="):
            sides = [contains(side, (Read, Apply)) for side in (each.left, each.right)]
            if any(sides) and not all(sides):
                raise refused(f"`{text(each)}` can't be checked: no entry is exactly such a number, save by chance")


def _needs_order(formula: Formula) -> bool:
    return (
        contains(formula, Max)
        or _applies(formula, ("relu",))
        or any(
            isinstance(each, Bracket) and each.relation not in ("==", "!=") and contains(each, (Read, Apply))
            for each in nodes(formula)
        )
    )
