"""What the rules that make wrong formulas need to know of a question.

The sizes that a rule puts into a formula go by their other names (`n#`): an index of the formula could hide them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.calculus.reach import explained, tidy
from engine.calculus.sizes import put_aside
from engine.formula.facts import bound_indices
from engine.formula.tree import ONE, Formula, Number, Sum, add, sub

if TYPE_CHECKING:
    from engine.layer import Layer


@dataclass(frozen=True)
class Setting:
    """A question, as the rules see it.

    layer     the forward pass
    free      the indices asked for
    lengths   the length of the axis of each of them
    """

    layer: Layer
    free: tuple[str, ...]
    lengths: tuple[Formula, ...]

    @property
    def shapes(self) -> Mapping[str, tuple[Formula, ...]]:
        """array -> its sizes, the upstream gradients included."""
        return self.layer.shapes_aside

    @property
    def first(self) -> Formula:
        """The first index of every array."""
        return Number(self.layer.first)

    def last(self, length: Formula) -> Formula:
        """The last index of an axis of this length."""
        return tidy(sub(add(length, self.first), ONE))

    def other_end(self, index: Formula, length: Formula) -> Formula:
        """The index counted from the other end of the axis."""
        return sub(tidy(add(self.last(length), self.first)), index)

    def limits(self, node: Sum, formula: Formula) -> tuple[Formula, Formula] | None:
        """The first and last index of a sum of the formula: as they are written, or as an array read there tells."""
        if node.low is not None and node.high is not None:
            return node.low, node.high
        inside = (bound_indices(formula) | set(self.free)) - {node.index}
        found = explained(node, self.layer, frozenset(inside))
        return found and (put_aside(found.low), put_aside(found.high))


def setting_of(layer: Layer, free: tuple[str, ...], lengths: tuple[Formula, ...]) -> Setting:
    """The setting of a question about a layer with these indices, on axes of these lengths."""
    return Setting(layer, free, tuple(map(put_aside, lengths)))
