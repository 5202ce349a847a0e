"""How much is tried before a diagnosis is given up: counted in nodes of formulas, so that it is the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from engine.formula.facts import facts

if TYPE_CHECKING:
    from engine.grading.mutants import Mutant

USUAL_NODES = 30


def within(found: Iterable[Mutant], most: int) -> Iterator[Mutant]:
    """The first mutants, so many of them as long as they are no larger than usual."""
    left = most * USUAL_NODES
    for mutant in islice(found, most):
        left -= facts(mutant.formula).count
        if left < 0:
            return
        yield mutant
