"""Why an answer is wrong: its values are looked up among the values of known mistakes.

The mutants of the right formula are evaluated once and kept as fingerprints. An answer that matches none is changed by
one rule itself and looked up again, which finds two mistakes at once. What still matches nothing is compared with
transforms of the right values. Where nothing matches, nothing is said: a wrong guess is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.plain import with_names_apart
from engine.formula.facts import arrays_read, bound_indices, contains, facts
from engine.formula.problems import Unreadable
from engine.formula.tree import Formula, Sum
from engine.grading import pairs
from engine.grading.borders import has_borders
from engine.grading.confirmed import alike, is_multiple, small
from engine.grading.counted_from_one import counts_from_one
from engine.grading.edges import LARGE, agree_on
from engine.grading.far_sizes import outer_sizes
from engine.grading.fingerprints import Fingerprints
from engine.grading.known import Kind, Known, kind_of
from engine.grading.limits import within
from engine.grading.misconceptions import MISCONCEPTIONS, NAMELESS, RANK
from engine.grading.mutants import Mutant, mutants, removing_mutants, repairs
from engine.grading.on_cases import OnCases, values_on_cases
from engine.grading.on_offer import on_offer
from engine.grading.setting import setting_of
from engine.grading.shows import has_in_each_term, summed
from engine.grading.transforms import TRANSFORMS, constant, factor_of
from engine.grading.zero import why_zero

if TYPE_CHECKING:
    from engine.calculus.case import Case
    from engine.grading.question import Question

MOST_MUTANTS = 340
MOST_LEFT_OUT = 60
MOST_REPAIRS = 120
MOST_NODES = 6000
MOST_PAIRS = 8
MOST_EXPLAINED = 20
MOST_ALIKE = 8
Values = Sequence[np.ndarray]
"""What a formula is worth on each of the cases."""


@dataclass(frozen=True)
class Diagnosis:
    """The mistakes that explain a wrong answer, the most specific first."""

    mistakes: tuple[str, ...]

    @property
    def misconception(self) -> str | None:
        """The one that is named; None where the mistake has a sentence, but no name."""
        return next((name for name in self.mistakes if name in MISCONCEPTIONS), None)

    @property
    def together(self) -> bool:
        """Whether it takes more than one of them."""
        return len(self.mistakes) > 1


class Diagnoses:
    """The known mistakes of one question, kept as fingerprints on one of its cases, in one arithmetic."""

    def __init__(self, question: Question, numbers: type, place: int = 0) -> None:
        self.question = question
        self.numbers = numbers
        self.place = place
        self.setting = setting_of(question.layer, question.free, question.lengths_of_free)
        self.cases = OnCases(len(question.sizes), lambda place: question.case(question.sizes[place], numbers))

    def of(self, formula: Formula, values: Values) -> Diagnosis | None:
        """The diagnosis of a wrong answer with these values on the cases; None where no mistake matches.

        Raises Unreadable where it has no value on a case that is looked at.
        """
        is_zero = not any(map(np.any, values))
        if is_zero:
            zero = why_zero(self.question, formula)
            if zero:
                return Diagnosis((zero,))
        if counts_from_one(self.question, formula, self.numbers, self.place):
            return Diagnosis(("counts-from-one",))
        prints = Fingerprints(self.question, *self.cases[self.place])
        seen = prints.sample.of(values[self.place])
        key, (of_kind, _) = prints.key(seen), kind_of(self.question, formula)
        single = self.single.by_key(of_kind)
        known = self._first(single.get(key, ()), formula, values) or self._scaled(
            formula, values, single.get(prints.scaled_key(seen), ())
        )
        if known:
            return known
        one, two = self._repaired(formula, prints)
        if is_zero:
            return one
        left_out = self.left_out.by_key(of_kind).get(key, ())
        return one or self._first(left_out, formula, values) or two or self._transformed(values)

    @cached_property
    def right_kind(self) -> Kind:
        """The kind of the right answer."""
        return kind_of(self.question, self.question.right)[0]

    @cached_property
    def single(self) -> Known:
        """The mutants by one rule."""
        return self._known(within(self.mutants(), MOST_MUTANTS))

    @cached_property
    def left_out(self) -> Known:
        """The mutants that leave two things out."""
        return self._known(within(self._left_out(), MOST_LEFT_OUT))

    def _known(self, mutants: Iterable[Mutant]) -> Known:
        return Known(self.question, [self.cases[place] for place in range(self.place + 1)], mutants)

    def _apart(self, formula: Formula) -> Formula:
        """The formula with letters of its own for what it binds, so that no mutant of it needs other ones."""
        return with_names_apart(self.question.layer, formula, self.question.free)

    def _left_out(self) -> Iterator[Mutant]:
        seen: set[Formula] = set()
        for one in removing_mutants(self._apart(self.question.right), self.setting):
            for two in removing_mutants(one.formula, self.setting):
                if two.formula not in seen and {*one.mistakes, *two.mistakes} not in pairs.OPPOSITES:
                    seen.add(two.formula)
                    yield Mutant(two.formula, pairs.ordered(one.mistakes + two.mistakes))

    def mutants(self) -> Iterator[Mutant]:
        """Every mutant by one rule of each form of the right answer, each formula once under each of its names."""
        forms = (mutants(self._apart(form), self.setting) for form in self.question.right_forms)
        seen = set()
        for mutant in chain(self._other_operations(), *forms):
            if mutant not in seen and self._can_be(mutant.mistakes[0]):
                seen.add(mutant)
                yield mutant

    def _can_be(self, mistake: str) -> bool:
        """Whether a mistake can be made here: no border is left out where there is none."""
        return mistake != "valid-not-full" or self._has_borders

    @cached_property
    def _has_borders(self) -> bool:
        return has_borders(self.question)

    def _other_operations(self) -> Iterator[Mutant]:
        """The forward pass and the gradients of the layer's other arrays, where they have as many indices."""
        return (Mutant(formula, ("wrong-operation",)) for _, formula in on_offer(self.question))

    @cached_property
    def _needed_sums(self) -> int:
        """Over how many indices the right answer is summed at least."""
        return min(summed(self._plain(each)) for each in self.question.right_forms)

    def _fitting(self, mutants: Sequence[Mutant], formula: Formula) -> Sequence[Mutant]:
        """The mutants whose mistakes can be said of an answer with these values.

        There is no sum too much where it has no more of them than it needs, and nothing from above is missing where
        each of its terms has it.
        """
        if not mutants:
            return mutants
        plain = self._plain(formula)
        untrue = set()
        if max(summed(formula), summed(plain)) <= self._needed_sums:
            untrue.add("extra-sum")
        if has_in_each_term(plain, self.question.layer.given):
            untrue.add("no-chain-rule")
        return [each for each in mutants if untrue.isdisjoint(each.mistakes)]

    def _first(self, mutants: Sequence[Mutant], formula: Formula, values: Values) -> Diagnosis | None:
        """The first mutant of the same values; many with the same key are told apart where the answer is not 0."""
        mutants = self._fitting(mutants, formula)
        is_zero = not any(map(np.any, values))
        if mutants and (is_zero or len(mutants) > MOST_ALIKE):
            case, yours = self._telling(formula, values)
            prints = Fingerprints(self.question, case, yours)
            plain = [(each, self._plain(each.formula)) for each in mutants] if yours.any() else ()
            mutants = [each for each, written in plain if prints.is_right(prints.values(written))]
        same = (each for each in mutants if self._everywhere(values, each.formula))
        found = next((each for each in same if alike(self.question, formula, each.formula, is_zero)), None)
        return found and Diagnosis(found.mistakes)

    def _telling(self, formula: Formula, values: Values) -> tuple[Case, np.ndarray]:
        """The case on which most values of a formula are not 0, and these; a small one where all are 0 on the cases."""
        found = [(case, yours) for (case, _), yours in zip(self.cases, values, strict=True)]
        if not any(map(np.any, values)):
            for sizes in small(self.question):
                with suppress(Unreadable, ValueError):
                    case, _ = self.question.case(sizes, self.numbers)
                    found.append((case, self.question.values(formula, case)))
        return max(found, key=lambda each: np.count_nonzero(each[1]))

    def _plain(self, formula: Formula) -> Formula:
        return self.question.layer.plain(formula, self.question.free)

    def _scaled(self, formula: Formula, values: Values, multiples: Sequence[Mutant]) -> Diagnosis | None:
        """The right values, or a mutant's, times a constant."""
        factor = factor_of(self.cases[0][0].numbers, values, (right for _, right in self.cases))
        if factor is not None and is_multiple(self.question, formula, self.question.trusted):
            return Diagnosis((factor,))
        for mutant in self._fitting(multiples, formula):
            if mutant.mistakes[0] == "wrong-operation":
                continue
            factor = factor_of(self.cases[0][0].numbers, values, self._values(mutant.formula))
            if factor is None or ("missing-sum" in mutant.mistakes and self._counted(values, mutant.formula)):
                continue
            if is_multiple(self.question, formula, mutant.formula):
                return Diagnosis(pairs.ordered((*mutant.mistakes, factor)))
        return None

    def _counted(self, values: Values, formula: Formula) -> bool:
        """Whether the values are a formula's times a length, which a sum over what its index does not change gives."""
        yours, theirs = (np.concatenate([each.ravel() for each in side]) for side in (values, self._values(formula)))
        return constant(self.cases[0][0].numbers, yours, theirs) is None

    def _values(self, formula: Formula) -> Values:
        return values_on_cases(self.question, formula, self.numbers)

    def _everywhere(self, values: Iterable[np.ndarray], formula: Formula) -> bool:
        """Whether the values and those of a formula agree on every case."""
        try:
            return all(
                bool(case.numbers.same(yours, theirs, 1.0).all())
                for (case, _), yours, theirs in zip(self.cases, values, self._values(formula), strict=True)
            )
        except Unreadable:
            return False

    def _repaired(self, formula: Formula, prints: Fingerprints) -> tuple[Diagnosis | None, Diagnosis | None]:
        """One rule applied to the answer makes it right, or makes it a known mutant: then there are two mistakes.

        Where several pairs of mistakes explain it, one that most of them have in common is named, or none. No pair is
        said of an answer that keeps nothing of the right one, nor one whose repair puts in an array that neither reads:
        so few steps from a mistake is nearly everything.
        """
        read, rightly_read = arrays_read(formula), arrays_read(self.question.right)
        kept = self._keeps_something(formula)
        sums_fit = len(bound_indices(formula)) >= len(bound_indices(self.question.right))
        one: list[tuple[str, ...]] = []
        two: list[pairs.Pair] = []
        tried = repairs(self._apart(formula), self.question.right, self.setting)
        nodes = explained = 0
        for changed in within(tried, MOST_REPAIRS):
            if prints.exhausted() or nodes > MOST_NODES:
                break
            try:
                of_kind, written = kind_of(self.question, changed.formula)
            except Unreadable:
                continue
            nodes += facts(written).count
            explains = (
                kept
                and not one
                and explained < MOST_EXPLAINED
                and of_kind in self.single
                and changed.mistakes[0] not in (*NAMELESS, "extra-sum")
                and arrays_read(changed.formula) <= read | rightly_read
            )
            values = prints.values(written) if explains or of_kind == self.right_kind else None
            if prints.is_right(values):
                rightly = self._everywhere((right for _, right in self.cases), changed.formula)
                if rightly and alike(self.question, changed.formula, self.question.trusted):
                    one.append(changed.mistakes)
            elif explains and values is not None and prints.tells(values):
                known = self._fitting(self.single.by_key(of_kind).get(prints.key(values), ()), formula)
                explained += bool(known)
                two += self._pairs(changed, known, read == rightly_read, sums_fit)
        if one:
            return Diagnosis(min(one, key=lambda mistakes: (mistakes[0] not in NAMELESS, RANK[mistakes[0]]))), None
        found = pairs.told(two)
        if not any(set(pair.mistakes) == set(found) and self._alike_beyond(*pair[1:]) for pair in two):
            return None, None
        return None, Diagnosis(found)

    def _alike_beyond(self, one: Formula, two: Formula) -> bool:
        """Whether two formulas that agree on the cases do so on far sizes as well."""
        return agree_on(self.question, one, two, outer_sizes(self.question.layer, LARGE))

    def _keeps_something(self, formula: Formula) -> bool:
        """Whether an array of the right answer is still read, or a sum of it is still there."""
        yours, right = map(self._plain, (formula, self.question.right))
        return bool(arrays_read(yours) & arrays_read(right)) or contains(yours, Sum) or not contains(right, Sum)

    def _pairs(self, changed: Mutant, known: Sequence[Mutant], arrays_fit: bool, sums_fit: bool) -> list[pairs.Pair]:
        fitting = [
            mutant
            for mutant in known[:MOST_PAIRS]
            if pairs.can_be_two(mutant.mistakes, changed.mistakes, arrays_fit, sums_fit)
        ]
        values = self._values(changed.formula)
        right = [mutant for mutant in fitting if self._everywhere(values, mutant.formula)]
        return [
            pairs.Pair(pairs.ordered((*each.mistakes, *changed.mistakes)), changed.formula, each.formula)
            for each in right
        ]

    def _transformed(self, values: Values) -> Diagnosis | None:
        """The right values shifted by a constant, reversed, or zero at the border."""
        pairs = OnCases(len(values), lambda place: (values[place], self.cases[place][1]))
        found = (name for name, holds in TRANSFORMS if self._can_be(name) and holds(pairs))
        return next((Diagnosis((name,)) for name in found), None)
