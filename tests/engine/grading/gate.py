"""The gate: the engine's own answer and its rewritings are accepted, every mutant is rejected and named.

`python -m tests.engine.grading.gate` goes through every mutant by one rule and forty by two rules of each question of
the matrix, and prints those that are not named as one of their mistakes; the test takes a few, always the same.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field, fields

import numpy as np

from engine.formula.parser import Parsed
from engine.formula.problems import Unreadable
from engine.formula.text import text
from engine.formula.tree import Formula
from engine.grading.diagnosis import MOST_MUTANTS, Diagnoses
from engine.grading.grade import grade, grade_parsed
from engine.grading.limits import within
from engine.grading.misconceptions import MISCONCEPTIONS, NAMELESS
from engine.grading.mutants import mutants
from engine.grading.question import Question
from engine.grading.verdict import Verdict
from tests.engine.grading.rewritings import rewritings, unfinished_rewritings
from tests.engine.layers import LAYERS, ROWS

HEAD = f"{'layer':24} {'wanted':20} {'accepted':>9} {'unfinished':>10} {'one rule':>13} {'two rules':>13}"

ZERO = tuple(NAMELESS[name] for name in ("counts-down", "counts-from-end", "reads-outside"))


@dataclass
class Count:
    """What the gate saw: how many were right, and how many mutants were named, of how many."""

    accepted: int = 0
    unfinished: int = 0
    single: int = 0
    single_named: int = 0
    double: int = 0
    double_named: int = 0
    failures: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)

    def row(self, name: str, wanted: str) -> str:
        """The line of the table."""
        return (
            f"{name:24} {wanted:20} {self.accepted:9d} {self.unfinished:10d}"
            f" {self.single_named:7d}/{self.single:<5d} {self.double_named:7d}/{self.double:<5d}"
        )

    def add(self, other: "Count") -> None:
        """Adds what was seen of another question."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


class Gate:
    """The gate of one question."""

    def __init__(self, question: Question, seed: int = 0) -> None:
        self.question = question
        self.random = random.Random(seed)
        diagnoses = Diagnoses(question, question.numbers(question.right))
        self.setting = diagnoses.setting
        self.singles: dict[str, dict[Formula, None]] = defaultdict(dict)
        for mutant in within(diagnoses.mutants(), MOST_MUTANTS):
            if mutant.mistakes[0] in MISCONCEPTIONS:
                self.singles[mutant.mistakes[0]][mutant.formula] = None

    def run(self, each: int, twice: int) -> Count:
        """The counts, with so many mutants of each name and so many of two rules."""
        count = Count()
        for what, answer in rewritings(self.question).items():
            count.accepted += self._said(what, answer, "correct", count)
        for what, answer in unfinished_rewritings(self.question).items():
            count.unfinished += self._said(what, answer, "unfinished", count)
        self.singly(each, count)
        self.doubly(twice, count)
        return count

    def singly(self, each: int, count: Count) -> None:
        """Counts so many mutants of each name."""
        for name, formula in self.some(each):
            count.single += 1
            found = self._rejected(formula, count)
            if self._fits(found, {name}, formula):
                count.single_named += 1
            else:
                count.failures.append(f"{name}: {text(formula)} is named {found.misconception}")

    def doubly(self, twice: int, count: Count) -> None:
        """Counts so many formulas made wrong by two rules."""
        for names, formula in self._doubles(twice):
            count.double += 1
            found = self._rejected(formula, count)
            if self._fits(found, names, formula):
                count.double_named += 1
            else:
                count.unnamed.append(f"{sorted(names)}: {text(formula)} is named {found.misconception}")

    def _said(self, what: str, answer: str, verdict: str, count: Count) -> bool:
        found = grade(self.question, answer)
        if found.verdict != verdict:
            count.failures.append(f"{what}: {answer} is {found.verdict}: {found.message}")
        return found.verdict == verdict

    def _rejected(self, formula: Formula, count: Count) -> Verdict:
        found = grade_parsed(self.question, Parsed(formula, text(formula), {}))
        if found.verdict != "wrong" or found.counterexample is None:
            count.failures.append(f"{text(formula)} is {found.verdict}: {found.message}")
        return found

    def _fits(self, found: Verdict, names: set[str], formula: Formula) -> bool:
        """Whether it is named as itself, or as a mutant by one rule that has the same values on every case.

        One that is 0 everywhere, in which no mistake shows, may be told why.
        """
        name = found.misconception
        if found.message in ZERO:
            return not any(map(np.any, self._values(formula)))
        if name in names or name == "counts-from-one":
            return True
        values = self._values(formula)
        return any(self._values(other) == values for other in self.singles.get(name, ()))

    def _values(self, formula: Formula) -> list | None:
        """The values on all cases, the right ones where they are right; None where there are none."""
        found = []
        numbers = self.question.numbers(formula)
        try:
            for sizes in self.question.sizes:
                case, right = self.question.case(sizes, numbers)
                values = np.broadcast_to(self.question.values(formula, case), right.shape)
                found.append((values if numbers.exact else np.round(values, 6)).tolist())
        except Unreadable:
            return None
        return found

    def _wrong(self, formula: Formula) -> bool:
        values = self._values(formula)
        return values is not None and values != self._values(self.question.right)

    def some(self, each: int):
        """So many mutants of each name."""
        for name, formulas in sorted(self.singles.items()):
            wrong = (formula for formula in self._shuffled(formulas) if self._wrong(formula))
            yield from ((name, formula) for formula, _ in zip(wrong, range(each), strict=False))

    def _doubles(self, count: int):
        """So many formulas made wrong by two rules, with the names of the two."""
        by_rules = [(name, formulas) for name, formulas in self.singles.items() if name != "wrong-operation"]
        firsts = self._shuffled([(name, formula) for name, formulas in by_rules for formula in formulas])
        found = 0
        for one, formula in firsts:
            if found == count:
                return
            more = list(mutants(formula, self.setting))
            if more:
                two = self.random.choice(more)
                if (
                    two.mistakes[0] in MISCONCEPTIONS
                    and self._wrong(two.formula)
                    and any(map(np.any, self._values(two.formula)))
                ):
                    found += 1
                    yield {one, *two.mistakes}, two.formula

    def _shuffled(self, items) -> list:
        return self.random.sample(list(items), len(items))


def main(each: int = 10_000, twice: int = 40) -> None:
    """Prints the table of every question of the matrix, and what is not named."""
    print(HEAD)
    total = Count()
    for name, wanted in ROWS:
        count = Gate(Question(LAYERS[name], wanted)).run(each, twice)
        print(count.row(name, wanted), flush=True)
        print(*(f"    FAILS {each}\n" for each in count.failures), *(f"    {each}\n" for each in count.unnamed), sep="")
        total.add(count)
    print(total.row("all", ""))


if __name__ == "__main__":
    main()
