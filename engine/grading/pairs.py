"""Two mistakes at once: which can be two, and which pair is told where several explain an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from engine.formula.tree import Formula
from engine.grading.misconceptions import RANK

Names = tuple[str, ...]
OPPOSITES = ({"missing-sum", "extra-sum"}, {"no-flip", "needless-flip"})
REVERSIBLE = ("off-by-one", "wrong-array", "swapped-axes")
AGREEING = 0.6


class Pair(NamedTuple):
    """Two mistakes, and the two formulas that are one: the answer without the one, the right one with the other."""

    mistakes: Names
    repaired: Formula
    mutant: Formula


def ordered(mistakes: Names) -> Names:
    """The names, each once, the most specific first."""
    return tuple(sorted(dict.fromkeys(mistakes), key=RANK.__getitem__))


def can_be_two(one: Names, two: Names, arrays_fit: bool, sums_fit: bool) -> bool:
    """Whether a mistake and the one that a repair undoes can be two.

    arrays_fit   whether the right arrays are read
    sums_fit     whether no fewer indices are summed than in the right answer
    """
    both = {*one, *two}
    alike = one[0] == two[0] and one[0] not in REVERSIBLE
    impossible = (arrays_fit and "wrong-array" in both) or (sums_fit and "missing-sum" in both)
    return not alike and not impossible and one[0] != "wrong-operation" and both not in OPPOSITES


def told(pairs: Sequence[Pair]) -> Names:
    """The mistakes of most pairs, the one first that most of all have in common; none where there is no such one."""
    counted = Counter(pair.mistakes for pair in pairs)
    support = Counter(name for pair in pairs for name in set(pair.mistakes))
    if not pairs or max(support.values()) < AGREEING * len(pairs):
        return ()
    found = max(counted.items(), key=lambda each: (each[1], [-RANK[name] for name in each[0]]))[0]
    return tuple(sorted(found, key=lambda name: (-support[name], RANK[name])))
