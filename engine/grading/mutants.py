"""Wrong formulas made by rules: what a learner who makes one known mistake would have written.

Each rule changes a tree in one way and names the mistake. Applied to the right formula a rule makes a mutant; applied
to a wrong answer it may undo the mistake. The rules are files of their own: on terms, directions, steps, ranges and
whole arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.formula.tree import Formula
from engine.grading.direction_rules import direction, flips, mirrors
from engine.grading.range_rules import (
    borders_dropped,
    ranges_of_windows,
    shifts,
    shifts_by_a_step,
    shifts_of_windows,
    wider_shifts,
    wrong_ranges,
)
from engine.grading.setting import Setting
from engine.grading.step_rules import all_steps_ignored, misplaced_steps, steps_ignored, steps_put_in
from engine.grading.term_rules import (
    extra_sums,
    missing_factors,
    missing_sums,
    missing_terms,
    other_arrays,
    other_orders,
    other_relations,
    swapped_axes,
    wrong_scales,
    wrong_signs,
)
from engine.grading.whole_rules import other_operations


@dataclass(frozen=True)
class Mutant:
    """A changed formula.

    mistakes   what was done wrong if a right formula was changed into this one, the most specific first; in a repair,
               what had been done wrong if a wrong answer was changed into this one and is right now
    """

    formula: Formula
    mistakes: tuple[str, ...]


def mutants(formula: Formula, setting: Setting) -> Iterator[Mutant]:
    """Every formula that one rule makes of a formula; the same one may come more than once."""
    for names, changed in all_steps_ignored(formula, setting):
        yield Mutant(changed, names)
    for rule in RULES:
        for name, changed in rule(formula, setting):
            yield Mutant(changed, (name,))
    for name, _, changed in other_operations(formula, setting):
        yield Mutant(changed, (name,))


def repairs(formula: Formula, right: Formula, setting: Setting) -> Iterator[Mutant]:
    """Every formula that one rule makes of a wrong answer, with the mistake that the rule undoes."""
    turned = direction(right, setting)
    for rule in REPAIRS:
        for name, changed in rule(formula, setting):
            left_out = steps_put_in(changed, formula, setting) if rule is misplaced_steps else ()
            undone = turned if name in DIRECTIONS else UNDONE.get(name, name)
            yield Mutant(changed, tuple(left_out) or (undone,))
    for _, undone, changed in other_operations(formula, setting):
        yield Mutant(changed, (undone,))


def removing_mutants(formula: Formula, setting: Setting) -> Iterator[Mutant]:
    """The mutants that leave something out, which no rule applied to the answer can put back."""
    for rule in REMOVING:
        for name, changed in rule(formula, setting):
            yield Mutant(changed, (name,))


RULES = (
    wrong_signs,
    wrong_scales,
    other_arrays,
    missing_factors,
    missing_terms,
    steps_ignored,
    swapped_axes,
    missing_sums,
    extra_sums,
    other_orders,
    borders_dropped,
    flips,
    mirrors,
    ranges_of_windows,
    shifts_of_windows,
    shifts,
    misplaced_steps,
    wrong_ranges,
    wider_shifts,
)
"""Those that make few formulas first: of a long formula with many axes not all are looked at."""
REMOVING = (steps_ignored, missing_factors, missing_terms, missing_sums)
REPAIRS = (
    wrong_signs,
    wrong_scales,
    other_relations,
    flips,
    other_arrays,
    missing_factors,
    missing_terms,
    missing_sums,
    swapped_axes,
    other_orders,
    misplaced_steps,
    mirrors,
    ranges_of_windows,
    shifts_of_windows,
    wrong_ranges,
    shifts_by_a_step,
    shifts,
    wider_shifts,
)
DIRECTIONS = ("no-flip", "needless-flip")
UNDONE = {
    "missing-sum": "extra-sum",
    "extra-sum": "extra-condition",
    "no-chain-rule": "extra-factor",
    "missing-factor": "extra-factor",
    "missing-condition": "extra-condition",
    "missing-term": "extra-term",
    "order-too-low": "order-too-high",
    "order-too-high": "order-too-low",
}
