"""An array's name without an index where a value is needed: what was likely meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from engine.formula.scope import OPERATIONS

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

ENTRYWISE = ("⊙", r"\odot", "∘", r"\circ")


def refuse(reader: Reader, place: int) -> NoReturn:
    """Refuse an array's name that stands where a value is needed."""
    array = reader.tokens[place].text
    array = array if array in reader.scope.arrays else array[1:]
    axes = reader.scope.arrays.get(array, 0)
    plural = "ex" if axes == 1 else "ices"
    found = f"`{array}` has {axes} ind{plural}; here it has none"
    following = reader.tokens[place + 1]
    if axes == 1 and following.kind == "name" and reader.index(following.text):
        reader.fail(place, found, suggestion=f"{reader.typed(place)}[{following.text}]", last=place + 1)
    if behind_a_matrix(reader, place):
        reader.fail(place, found, "A product of a matrix and a row of values has `@` in it: `T(A) @ b`")
    if any(starred(reader, place, step) for step in (1, -1)):
        reader.fail(place, found, "For whole arrays write `conv(a, b)` or `corr(a, b)`")
    example = ", ".join("ijkl"[:axes]) if axes <= 4 else "i, ..."
    reader.fail(place, found, f"Write which entry is meant: `{array}[...]` with {axes} ind{plural}" if example else "")


def behind_a_matrix(reader: Reader, place: int) -> bool:
    """Whether a bare array stands behind a matrix or its transpose, as delta does in W^T delta."""
    opening = {last: first for first, last in reader.partner.items()}
    before = place - 1
    if reader.kinds[before] == "}":
        before = opening[before] - 1
    elif reader.tokens[before].text == "T":
        before -= 1
    before -= reader.kinds[before] == "^"
    return reader.scope.arrays.get(reader.tokens[before].text, 0) == 2


def starred(reader: Reader, place: int, step: int) -> bool:
    """Whether a star that may be meant as a convolution stands between a bare array and another whole one."""
    star, other = place + step, place + 2 * step
    if reader.kinds[star] not in ("*", "⋆") or reader.typed(star) in ENTRYWISE:
        return False
    opening = next((first for first, last in reader.partner.items() if last == other), other + 1)
    return other in reader.bare or reader.tokens[opening - 1].text in OPERATIONS


def refuse_from(reader: Reader, place: int) -> None:
    """Refuse the first bare array from a place on, where there is one."""
    for bare in reader.bare:
        if bare >= place:
            refuse(reader, bare)
