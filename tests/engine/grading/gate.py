"""The gate: the engine's own answer and its rewritings are accepted, every mutant is rejected and named.

`python -m tests.engine.grading.gate` goes through every mutant; the test takes some of them, always the same.
"""

import random
import sys
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from engine.formula.parser import Parsed
from engine.formula.problems import Unreadable
from engine.formula.text import text
from engine.grading.diagnosis import Diagnoses
from engine.grading.grade import grade_parsed
from engine.grading.mutants import mutants
from engine.grading.question import Question
from tests.engine.grading.rewritings import rewritings, unfinished_rewritings
from tests.engine.layers import LAYERS, ROWS

LIKE = {"wrong-sign": {"wrong-scale"}, "wrong-scale": {"wrong-sign"}}


@dataclass
class Count:
    """What the gate saw of one question."""

    accepted: int = 0
    unfinished: int = 0
    single: int = 0
    single_named: int = 0
    double: int = 0
    double_named: int = 0
    failures: tuple[str, ...] = ()

    def row(self, name: str, wanted: str) -> str:
        """The line of the table."""
        return (
            f"{name:24} {wanted:20} {self.accepted:9d} {self.unfinished:10d}"
            f" {self.single_named:7d}/{self.single:<5d} {self.double_named:7d}/{self.double:<5d}"
        )


HEAD = f"{'layer':24} {'wanted':20} {'accepted':>9} {'unfinished':>10} {'one rule':>13} {'two rules':>13}"


class Gate:
    """The gate of one question."""

    def __init__(self, question: Question, seed: int = 0) -> None:
        self.question = question
        self.random = random.Random(seed)
        self.diagnoses = Diagnoses(question, question.numbers(question.right))
        self.setting = self.diagnoses.setting
        self.singles = self._singles()

    def run(self, each: int, twice: int) -> Count:
        """The counts, with so many mutants of each name and so many of two rules."""
        count = Count()
        failures = []
        for check, verdict in ((rewritings, "correct"), (unfinished_rewritings, "unfinished")):
            for what, answer in check(self.question).items():
                found = self._typed(answer)
                if found.verdict != verdict:
                    failures.append(f"{what}: {answer} is {found.verdict}: {found.message}")
                elif verdict == "correct":
                    count.accepted += 1
                else:
                    count.unfinished += 1
        for names, formula in self._some(each):
            count.single += 1
            found = self._grade(formula)
            if found.verdict != "wrong" or found.counterexample is None:
                failures.append(f"{sorted(names)}: {text(formula)} is {found.verdict}")
            elif found.misconception in names:
                count.single_named += 1
            else:
                failures.append(f"{sorted(names)}: {text(formula)} is named {found.misconception}")
        for names, formula in self._doubles(twice):
            count.double += 1
            found = self._grade(formula)
            if found.verdict != "wrong" or found.counterexample is None:
                failures.append(f"{sorted(names)}: {text(formula)} is {found.verdict}")
            count.double_named += found.misconception in names
            if found.misconception not in names and "-v" in sys.argv:
                print(f"    {sorted(names)}: {text(formula)} is named {found.misconception}")
        count.failures = tuple(failures)
        return count

    def _typed(self, answer: str):
        from engine.grading.grade import grade

        return grade(self.question, answer)

    def _grade(self, formula):
        return grade_parsed(self.question, Parsed(formula, text(formula), {}))

    def _singles(self) -> dict[bytes, tuple[set[str], list]]:
        """The values of mutants by one rule -> the names of those that have them, and the formulas."""
        found: dict[bytes, tuple[set[str], list]] = defaultdict(lambda: (set(), []))
        for form in self.question.right_forms:
            for mutant in mutants(form, self.setting):
                key = self._key(mutant.formula)
                if key is not None:
                    found[key][0].update(mutant.mistakes)
                    found[key][1].append((mutant.mistakes[0], mutant.formula))
        for mutant in self.diagnoses._other_operations():
            key = self._key(mutant.formula)
            if key is not None:
                found[key][0].add("wrong-operation")
        return found

    def _key(self, formula) -> bytes | None:
        """The values on all cases as they are compared; None where they are right or there are none."""
        parts, right = [], True
        numbers = self.question.numbers(formula)
        try:
            for sizes in self.question.sizes:
                case, expected = self.question.case(sizes, numbers)
                values = self.question.values(formula, case)
                right = right and bool(case.numbers.same(values, expected, 0 if numbers.exact else 1.0).all())
                parts.append(np.round(values, 6).tobytes() if values.dtype == float else repr(values.tolist()).encode())
        except Unreadable:
            return None
        return None if right else b"".join(parts)

    def _some(self, each: int):
        """So many mutants of each name, with all the names that their values have."""
        by_name = defaultdict(list)
        for names, formulas in self.singles.values():
            for name, formula in formulas:
                by_name[name].append((names | {"counts-from-one"} | LIKE.get(name, set()), formula))
        for name in sorted(by_name):
            if name != "other-order":
                yield from self.random.sample(by_name[name], min(each, len(by_name[name])))

    def _doubles(self, count: int):
        """So many formulas made wrong by two rules, with the names of the two or of what they can't be told from."""
        seen = 0
        forms = list(self._firsts())
        for _ in range(8 * count):
            if seen == count or not forms:
                return
            one, formula = self.random.choice(forms)
            more = list(mutants(formula, self.setting))
            if not more:
                continue
            two = self.random.choice(more)
            key = self._key(two.formula)
            if key is None or "other-order" in (one, *two.mistakes):
                continue
            seen += 1
            names = {one, *two.mistakes, "counts-from-one"}
            if key in self.singles:
                names |= self.singles[key][0]
            yield names, two.formula

    def _firsts(self):
        for _, formulas in self.singles.values():
            yield from formulas


def main(each: int = 10_000, twice: int = 40) -> None:
    """Prints the table of every question of the matrix."""
    print(HEAD)
    total = Count()
    for name, wanted in ROWS:
        count = Gate(Question(LAYERS[name], wanted)).run(each, twice)
        print(count.row(name, wanted), flush=True)
        for field in ("accepted", "unfinished", "single", "single_named", "double", "double_named"):
            setattr(total, field, getattr(total, field) + getattr(count, field))
        for failure in count.failures:
            print("   ", failure)
    print(total.row("all", ""))


if __name__ == "__main__":
    main()
