"""Brackets of truth: [i+j == k], (0 <= k-j < m), 1_{i+j=k}, kron(i, j): 1 where the relation holds, else 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula import whole
from engine.formula.cursor import RELATIONS
from engine.formula.sentences import ROW_OF_ONES
from engine.formula.tree import Bracket, Formula, mul

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

JOINTS = (",", "and", ";", "&")


def bracket(reader: Reader, opening: int) -> Formula:
    """bracket = "[" chain (("," | "and") chain)* "]", round, square or curly"""
    close = reader.partner[opening]
    reader.at = opening + 1
    reader.inside += 1
    factors = chain(reader)
    while reader.kinds[reader.at] in JOINTS:
        reader.at += 1
        factors += chain(reader)
    reader.inside -= 1
    reader.leave(close)
    return mul(*factors)


def chain(reader: Reader) -> list[Formula]:
    """chain = expression (relation expression)+"""
    left = reader.expression()
    factors: list[Formula] = []
    while reader.kinds[reader.at] in RELATIONS:
        relation = RELATIONS[reader.kinds[reader.at]]
        reader.at += 1
        right = reader.expression()
        factors.append(Bracket(left, relation, right))
        left = right
    if not factors:
        reader.fail(
            reader.at, "No comparison stands before this place", "A bracket of truth holds one, like `[i == j]`"
        )
    return factors


def follows(reader: Reader, place: int) -> bool:
    """Whether a bracket with a comparison, perhaps as a subscript, stands at a place right behind a 1."""
    if reader.tokens[place].start != reader.tokens[place - 1].end:
        return False
    place += reader.kinds[place] == "_"
    return innermost(reader, place) is not None


def innermost(reader: Reader, opening: int) -> int | None:
    """The bracket with a comparison that opens at a place, perhaps inside others: the [ of {[i == j]}."""
    while opening in reader.partner and not reader.levels[opening].relations:
        if reader.partner.get(opening + 1) != reader.partner[opening] - 1:
            return None
        opening += 1
    return opening if opening in reader.partner else None


def indicator(reader: Reader) -> Formula:
    r"""indicator = ("\mathbb{1}" | "1") "_"? bracket"""
    place = reader.at
    reader.at += 1
    reader.at += reader.kinds[reader.at] == "_"
    opening = reader.at
    inner = innermost(reader, opening)
    if inner is None:
        if whole.is_transpose(reader, opening):
            reader.fail(place, *ROW_OF_ONES)
        reader.fail(place, "No comparison stands behind this 1", "Write the bracket alone, like `[i == j]`")
    found = bracket(reader, inner)
    reader.at = reader.partner[opening] + 1
    return found


def kronecker(reader: Reader, word: str, place: int) -> Formula:
    """kronecker = "kron" "(" expression "," expression ")" """
    opening = reader.at
    if reader.levels[opening].relations:
        return bracket(reader, opening)
    reader.inside += 1
    sides = reader.items(opening)
    reader.inside -= 1
    if len(sides) != 2:
        reader.fail(
            place, f"`{word}` compares two values; here it has {len(sides)}", "Write `kron(i, j)`", last=reader.at - 1
        )
    return Bracket(sides[0], "==", sides[1])
