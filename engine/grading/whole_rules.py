"""The rules about operations on whole arrays: another mode, corr for conv, an operand flipped or exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from engine.formula.tree import Formula, Operation
from engine.grading.setting import Setting
from engine.grading.variants import value_variants

MODES = ("full", "same", "valid")
"""The widest first."""

OTHER = {"conv": "corr", "corr": "conv"}
DIRECTIONS = {"conv": ("no-flip", "needless-flip"), "corr": ("needless-flip", "no-flip")}


def other_operations(formula: Formula, setting: Setting) -> Iterator[tuple[str, str, Formula]]:
    """The mistake of a changed right formula, the mistake of a changed wrong one that is right now, and the formula."""
    for change in (_other_modes, _other_directions):
        labels: list[tuple[str, str]] = []

        def unlabelled(node, change=change, labels=labels):
            if isinstance(node, Operation) and node.name in OTHER:
                for label, changed in change(node):
                    labels.append(label)
                    yield changed

        for place, changed in enumerate(value_variants(formula, unlabelled)):
            yield *labels[place], changed


def _other_modes(node: Operation):
    for mode in MODES:
        if mode != node.mode:
            short, long = ("valid-not-full", "wrong-range"), ("wrong-range", "valid-not-full")
            shorter = MODES.index(mode) > MODES.index(node.mode)
            yield short if shorter else long, Operation(node.name, node.operands, mode)


def _other_directions(node: Operation):
    label = DIRECTIONS[node.name]
    for mode in MODES:
        yield label, Operation(OTHER[node.name], node.operands, mode)
    a, b = node.operands
    yield label, Operation(node.name, (b, a), node.mode)
    for operands in ((_flip(a), b), (a, _flip(b))):
        yield label, Operation(node.name, operands, node.mode)


def _flip(operand: Formula) -> Formula:
    if isinstance(operand, Operation) and operand.name in ("flip", "rot180"):
        return operand.operands[0]
    return Operation("flip", (operand,))
