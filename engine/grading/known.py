"""Known mistakes by their fingerprints; only those are evaluated that could explain an answer.

Two polynomials of the same value depend on the same inputs, and their terms have the same multidegrees. So an answer is
held against the mutants that are of its kind; the others wait until an answer of theirs comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.calculus.degrees import Multidegrees, multidegrees
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
Kind = tuple[Inputs, Multidegrees]
"""What the values of a formula depend on, and the multidegrees of its terms."""


class Known:
    """Mutants, sorted by their kinds; of each case the right values are known.

    An answer is looked up by its values on the last case, the first one on which it differs: so the mutants that could
    explain it are right on all cases before.
    """

    def __init__(self, question: Question, cases: Sequence[tuple[Case, np.ndarray]], mutants: Iterable[Mutant]) -> None:
        self.question = question
        self.cases = cases
        self._waiting: dict[Kind, list[tuple[Mutant, Formula]]] = {}
        self._found: dict[Kind, dict[Key, list[Mutant]]] = {}
        for mutant in mutants:
            with suppress(Unreadable):
                of_kind, written = kind_of(question, mutant.formula)
                self._waiting.setdefault(of_kind, []).append((mutant, written))

    def __contains__(self, of_kind: Kind) -> bool:
        """Whether there is a mutant of this kind."""
        return of_kind in self._waiting

    def by_key(self, of_kind: Kind) -> dict[Key, list[Mutant]]:
        """The wrong ones of a kind, by the keys of their values and of all multiples of these.

        Of those with the same key the most specific mistake comes first.
        """
        if of_kind not in self._found:
            self._found[of_kind] = self._evaluated(self._waiting.get(of_kind, ()))
        return self._found[of_kind]

    def _evaluated(self, mutants: Iterable[tuple[Mutant, Formula]]) -> dict[Key, list[Mutant]]:
        found: dict[Key, list[Mutant]] = {}
        *before, last = [Fingerprints(self.question, case, right) for case, right in self.cases]
        for mutant, written in mutants:
            if any(prints.exhausted() for prints in (*before, last)):
                break
            if not all(prints.is_right(prints.values(written)) for prints in before):
                continue
            values = last.values(written)
            if values is not None and not last.is_right(values):
                for key in {last.key(values), last.scaled_key(values)} - {None}:
                    found.setdefault(key, []).append(mutant)
        for alike in found.values():
            alike.sort(key=_rank)
        return found


def _rank(mutant: Mutant) -> tuple[int, int]:
    return (len(mutant.mistakes), RANK[mutant.mistakes[0]])


def kind_of(question: Question, formula: Formula) -> tuple[Kind, Formula]:
    """The arrays that a formula depends on and its multidegrees, once definitions are put in; and it written plainly.

    Raises Unreadable where it can't be.

    >>> from engine.grading.question import Question
    >>> from engine.layer import Layer
    >>> question = Question(Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1"), "z[i]")
    >>> (inputs, degrees), _ = kind_of(question, question.wanted)
    >>> sorted(inputs), sorted(degrees)
    (['w', 'x'], [('w', 'x')])
    """
    written = plain(question.layer, formula, question.free)
    return (_inputs(question.layer, arrays_read(written)), multidegrees(question.layer, written)), written


@lru_cache(maxsize=1024)
def _inputs(layer: Layer, arrays: Inputs) -> Inputs:
    return frozenset(name for name in made_of(layer, arrays) if layer.definition(name) is None)
