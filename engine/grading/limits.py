"""How much is tried before a diagnosis is given up: counted in nodes of formulas, so that it is the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from engine.formula.walk import all_nodes

if TYPE_CHECKING:
    from engine.grading.mutants import Mutant

USUAL_NODES = 30


def within(found: Iterable[Mutant], most: int) -> Iterator[Mutant]:
    """The first mutants, so many of them as long as they are no larger than usual."""
    left = most * USUAL_NODES
    for mutant in islice(found, most):
        left -= len(all_nodes(mutant.formula))
        if left < 0:
            return
        yield mutant
