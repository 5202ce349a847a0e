"""Why an answer is wrong: its values are looked up among the values of known mistakes.

The mutants of the right formula are evaluated once and kept as fingerprints. An answer that matches none is changed by
one rule itself and looked up again, which finds two mistakes at once. What still matches nothing is compared with
transforms of the right values. Where nothing matches, nothing is said: a wrong guess is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.arithmetic import PRIME, Floating, Modular
from engine.calculus.evaluate import Evaluation
from engine.calculus.plain import plain
from engine.formula.problems import Unreadable
from engine.formula.tree import Formula
from engine.formula.walk import arrays_read
from engine.grading.limits import within
from engine.grading.misconceptions import MISCONCEPTIONS, NAMELESS, RANK
from engine.grading.mutants import Mutant, mutants, removing_mutants, repairs
from engine.grading.on_offer import on_offer
from engine.grading.setting import setting_of
from engine.grading.transforms import TRANSFORMS, constant, first_nonzero

if TYPE_CHECKING:
    from engine.grading.question import Question

MOST_MUTANTS = 400
MOST_LEFT_OUT = 160
MOST_REPAIRS = 120
MOST_PAIRS = 3
OPPOSITES = ({"missing-sum", "extra-sum"}, {"no-flip", "needless-flip"})
AGREEING = 0.6
MOST_LOST = 5
REVERSIBLE = ("off-by-one", "wrong-array", "swapped-axes")
Fingerprint = bytes


@dataclass(frozen=True)
class Diagnosis:
    """The mistakes that explain a wrong answer, the most specific first."""

    mistakes: tuple[str, ...]

    @property
    def misconception(self) -> str | None:
        """The one that is named; None where the mistake has a sentence, but no name."""
        return next((name for name in self.mistakes if name in MISCONCEPTIONS), None)


class Diagnoses:
    """The known mistakes of one question, kept as fingerprints on one of its cases, in one arithmetic."""

    def __init__(self, question: Question, numbers: type, place: int = 0) -> None:
        self.question = question
        self.numbers = numbers
        self.setting = setting_of(question.layer, question.free, question.lengths_of_free)
        cases = [question.case(sizes, numbers) for sizes in question.sizes]
        self.case, self.right = cases.pop(place)
        self.others = cases

    def of(self, formula: Formula, values: np.ndarray) -> Diagnosis | None:
        """The diagnosis of a wrong answer with these values on the case; None where no mistake matches."""
        if self._counts_from_one(formula):
            return Diagnosis(("counts-from-one",))
        known = self._known(formula, values) or self._scaled(values, formula)
        if known:
            return known
        one, two = self._repaired(formula)
        return one or self._two_left_out(formula, values) or two or self._transformed(formula)

    @cached_property
    def single(self) -> dict[Fingerprint, list[Mutant]]:
        """The mutants by one rule, by their fingerprint, the most specific first."""
        found: dict[Fingerprint, list[Mutant]] = {}
        for mutant in within(self.mutants(), MOST_MUTANTS):
            self._keep(found, mutant)
        for matching in found.values():
            matching.sort(key=_rank)
        return found

    @cached_property
    def left_out(self) -> dict[Fingerprint, list[Mutant]]:
        """The mutants that leave two things out."""
        found: dict[Fingerprint, list[Mutant]] = {}
        for mutant in within(self._left_out(), MOST_LEFT_OUT):
            self._keep(found, mutant)
        return found

    def _left_out(self) -> Iterator[Mutant]:
        seen: set[Formula] = set()
        for one in removing_mutants(self.question.right, self.setting):
            for two in removing_mutants(one.formula, self.setting):
                if two.formula not in seen and {*one.mistakes, *two.mistakes} not in OPPOSITES:
                    seen.add(two.formula)
                    yield Mutant(two.formula, _ordered(one.mistakes + two.mistakes))

    def mutants(self) -> Iterator[Mutant]:
        """Every mutant by one rule of each form of the right answer, each formula once under each of its names."""
        forms = (mutants(form, self.setting) for form in self.question.right_forms)
        seen = set()
        for mutant in chain(self._other_operations(), *forms):
            if mutant not in seen:
                seen.add(mutant)
                yield mutant

    def _other_operations(self) -> Iterator[Mutant]:
        """The forward pass and the gradients of the layer's other arrays, where they have as many indices."""
        return (Mutant(formula, ("wrong-operation",)) for _, formula in on_offer(self.question))

    def _keep(self, found: dict[Fingerprint, list[Mutant]], mutant: Mutant) -> None:
        values = self._values(mutant.formula)
        if values is not None and not np.array_equal(values, self.right):
            for key in {self._fingerprint(values), self._normalised(values)} - {None}:
                found.setdefault(key, []).append(mutant)

    def _values(self, formula: Formula) -> np.ndarray | None:
        question = self.question
        try:
            written = plain(question.layer, formula, question.free)
            return self.case.values(written, question.free, question.lengths(self.case))
        except Unreadable:
            return None

    def _fingerprint(self, values: np.ndarray) -> Fingerprint:
        if self.numbers is Floating:
            return np.round(values, 6).tobytes()
        return values.tobytes() if self.numbers is Modular else repr(values.tolist()).encode()

    def _normalised(self, values: np.ndarray) -> Fingerprint | None:
        """The fingerprint of the values up to one constant factor."""
        flat = values.reshape(-1, values.shape[-1])
        place = first_nonzero(flat)
        if place is None:
            return None
        if self.numbers is Modular:
            inverse = self.case.numbers.power(flat[place], -1)
            return b"scaled" + (values * inverse % PRIME).tobytes()
        if self.numbers is Floating:
            return b"scaled" + np.round(values / flat[place], 6).tobytes()
        inverse = self.case.numbers.power(flat[place], -1)
        return b"scaled" + repr((values * inverse).tolist()).encode()

    def _counts_from_one(self, formula: Formula) -> bool:
        """Whether the answer is right when every index of its own starts at 1."""
        question = self.question
        if question.layer.first == 1:
            return False
        plain = question.layer.plain(formula, question.free)
        try:
            for case, right in ((self.case, self.right), *self.others):
                values = Evaluation(case, first=1).over(plain, question.free, question.lengths(case))
                if not self._agree(values, right, case, plain):
                    return False
        except Unreadable:
            return False
        return True

    def _agree(self, values: np.ndarray, right: np.ndarray, case, plain: Formula) -> bool:
        scale = 0.0
        if self.numbers is Floating:
            scale = case.magnitudes(plain, self.question.free, self.question.lengths(case))
        return bool(case.numbers.same(values, right, scale).all())

    def _known(self, formula: Formula, values: np.ndarray) -> Diagnosis | None:
        for mutant in self.single.get(self._fingerprint(values), ()):
            if self._everywhere(formula, mutant.formula):
                return Diagnosis(mutant.mistakes)
        return None

    def _scaled(self, values: np.ndarray, formula: Formula) -> Diagnosis | None:
        """The right values, or a mutant's, times a constant."""
        factor = self._factor(formula, self.question.wanted)
        if factor is not None:
            return Diagnosis((factor,))
        key = self._normalised(values)
        for mutant in self.single.get(key, ()) if key else ():
            if mutant.mistakes[0] == "wrong-operation":
                continue
            factor = self._factor(formula, mutant.formula)
            if factor is not None:
                return Diagnosis(_ordered((*mutant.mistakes, factor)))
        return None

    def _factor(self, formula: Formula, other: Formula) -> str | None:
        """wrong-sign or wrong-scale where a formula is a constant times another one on every case."""
        signs = []
        for case, _ in ((self.case, None), *self.others):
            try:
                yours, theirs = self.question.values(formula, case), self.question.values(other, case)
            except Unreadable:
                return None
            sign = constant(case.numbers, yours, theirs)
            if sign is None:
                return None
            signs.append(sign)
        return "wrong-sign" if all(signs) else "wrong-scale"

    def _everywhere(self, formula: Formula, mutant: Formula) -> bool:
        """Whether an answer and a mutant agree on every other case too."""
        try:
            return all(
                bool(
                    case.numbers.same(
                        self.question.values(formula, case), self.question.values(mutant, case), 1.0
                    ).all()
                )
                for case, _ in self.others
            )
        except Unreadable:
            return False

    def _repaired(self, formula: Formula) -> tuple[Diagnosis | None, Diagnosis | None]:
        """One rule applied to the answer makes it right, or makes it a known mutant: then there are two mistakes.

        Where several pairs of mistakes explain it, one that most of them have in common is named, or none.
        """
        rightly_read = arrays_read(self.question.right)
        one: list[tuple[str, ...]] = []
        two: list[tuple[str, ...]] = []
        for changed in within(repairs(formula, self.setting), MOST_REPAIRS):
            values = self._values(changed.formula)
            if values is None:
                continue
            if np.array_equal(values, self.right):
                if self._everywhere(changed.formula, self.question.trusted):
                    one.append(changed.mistakes)
            elif not one and changed.mistakes[0] not in (*NAMELESS, "extra-sum"):
                two += self._pairs(changed, values, arrays_read(formula) == rightly_read)
        if one:
            return Diagnosis(min(one, key=lambda mistakes: (mistakes[0] not in NAMELESS, RANK[mistakes[0]]))), None
        support = Counter(name for mistakes in two for name in set(mistakes))
        if not two or max(support.values()) < AGREEING * len(two):
            return None, None
        found = max(Counter(two).items(), key=lambda each: (each[1], [-RANK[name] for name in each[0]]))[0]
        return None, Diagnosis(tuple(sorted(found, key=lambda name: (-support[name], RANK[name]))))

    def _pairs(self, changed: Mutant, values: np.ndarray, arrays_fit: bool) -> list[tuple[str, ...]]:
        found = []
        if np.count_nonzero(values) * MOST_LOST < np.count_nonzero(self.right):
            return found
        for mutant in self.single.get(self._fingerprint(values), ())[:MOST_PAIRS]:
            alike = mutant.mistakes[0] == changed.mistakes[0] and mutant.mistakes[0] not in REVERSIBLE
            if alike or (arrays_fit and "wrong-array" in (*mutant.mistakes, *changed.mistakes)):
                continue
            if mutant.mistakes[0] == "wrong-operation" or {*mutant.mistakes, *changed.mistakes} in OPPOSITES:
                continue
            if self._everywhere(changed.formula, mutant.formula):
                found.append(_ordered((*mutant.mistakes, *changed.mistakes)))
        return found

    def _two_left_out(self, formula: Formula, values: np.ndarray) -> Diagnosis | None:
        for mutant in self.left_out.get(self._fingerprint(values), ()):
            if self._everywhere(formula, mutant.formula):
                return Diagnosis(mutant.mistakes)
        return None

    def _transformed(self, formula: Formula) -> Diagnosis | None:
        """The right values shifted by a constant, reversed, or zero at the border."""
        pairs = []
        for case, right in ((self.case, self.right), *self.others):
            try:
                pairs.append((self.question.values(formula, case), right))
            except Unreadable:
                return None
        return next((Diagnosis((name,)) for name, holds in TRANSFORMS if holds(pairs)), None)


def _ordered(mistakes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(mistakes), key=RANK.__getitem__))


def _rank(mutant: Mutant) -> tuple[int, int]:
    return (len(mutant.mistakes), RANK[mutant.mistakes[0]])
