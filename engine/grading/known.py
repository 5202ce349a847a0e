"""Known mistakes by their fingerprints; only those are evaluated that could explain an answer.

Two formulas of the same value depend on the same inputs, so an answer is held against the mutants that do; the others
wait until an answer comes that depends on theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.calculus.plain import made_of, plain
from engine.formula.facts import arrays_read
from engine.formula.problems import Unreadable
from engine.formula.tree import Formula
from engine.grading.fingerprints import Fingerprints, Key
from engine.grading.misconceptions import RANK

if TYPE_CHECKING:
    import numpy as np

    from engine.calculus.case import Case
    from engine.grading.mutants import Mutant
    from engine.grading.question import Question
    from engine.layer import Layer

Inputs = frozenset[str]


class Known:
    """Mutants, kept by what they depend on; of each case the right values are known.

    An answer is looked up by its values on the last case, the first one on which it differs: so the mutants that could
    explain it are right on all cases before.
    """

    def __init__(self, question: Question, cases: Sequence[tuple[Case, np.ndarray]], mutants: Iterable[Mutant]) -> None:
        self.question = question
        self.cases = cases
        self._waiting: dict[Inputs, list[tuple[Mutant, Formula]]] = {}
        self._found: dict[Inputs, dict[Key, list[Mutant]]] = {}
        for mutant in mutants:
            with suppress(Unreadable):
                written = plain(question.layer, mutant.formula, question.free)
                self._waiting.setdefault(inputs(question.layer, written), []).append((mutant, written))

    def by_key(self, depending_on: Inputs) -> dict[Key, list[Mutant]]:
        """The wrong ones that depend on these inputs, by the keys of their values and of all multiples of these.

        Of those with the same key the most specific mistake comes first.
        """
        if depending_on not in self._found:
            self._found[depending_on] = self._evaluated(self._waiting.get(depending_on, ()))
        return self._found[depending_on]

    def _evaluated(self, mutants: Iterable[tuple[Mutant, Formula]]) -> dict[Key, list[Mutant]]:
        found: dict[Key, list[Mutant]] = {}
        *before, last = [Fingerprints(self.question, case, right) for case, right in self.cases]
        for mutant, written in mutants:
            if any(prints.exhausted() for prints in (*before, last)):
                break
            if not all(prints.is_right(prints.values_of_plain(written)) for prints in before):
                continue
            values = last.values_of_plain(written)
            if values is not None and not last.is_right(values):
                for key in {last.key(values), last.scaled_key(values)} - {None}:
                    found.setdefault(key, []).append(mutant)
        for alike in found.values():
            alike.sort(key=_rank)
        return found


def _rank(mutant: Mutant) -> tuple[int, int]:
    return (len(mutant.mistakes), RANK[mutant.mistakes[0]])


def inputs(layer: Layer, written: Formula) -> Inputs:
    """The arrays that a plain formula depends on, once the layer's definitions are put in.

    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> sorted(inputs(layer, layer.wanted("z[i]")))
    ['w', 'x']
    """
    return _inputs_of(layer, arrays_read(written))


@lru_cache(maxsize=1024)
def _inputs_of(layer: Layer, arrays: Inputs) -> Inputs:
    return frozenset(name for name in made_of(layer, arrays) if layer.definition(name) is None)
