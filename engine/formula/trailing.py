"""What a sum runs over, said behind its body or in words: for j in range(m), (j, 0, m-1), over j from 0 to m-1 of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula import truth
from engine.formula.cursor import RELATIONS, WHOLE_LINE
from engine.formula.ranges import LINKING, expect, head_at, limit, limits, ranged

if TYPE_CHECKING:
    from engine.formula.grammar import Reader
    from engine.formula.sums import Head

EACH = ("all", "each", "every")
SPEAKING = ("over", "from", "for")
LEADING = (*EACH, "where", "with")
ABOUT = (*RELATIONS, "∈", ",", "end")


def loops(reader: Reader, head: Head, close: int) -> None:
    """loops = (","? "for" name ("," name)* (("in" | "=") range)? ("if" chain)*)+"""
    kinds = reader.kinds
    while reader.at != close:
        reader.at += kinds[reader.at] == ","
        reader.at += kinds[reader.at] == "for"
        reader.at += reader.tokens[reader.at].text in EACH
        place = reader.at
        if kinds[place] != "name":
            reader.fail(
                place if place < close else place - 1,
                "An index is missing behind this `for`",
                "Write `for j in range(m)`",
            )
        reader.at += 1
        if kinds[reader.at] in LINKING:
            ranged(reader, head, place)
        else:
            head.bind(reader.tokens[place].text, place)
        while kinds[reader.at] in ("if", "and"):
            reader.at += 1
            head.conditions += limits(reader, lambda: truth.chain(reader))
        if reader.at != close and kinds[reader.at] not in (",", "for"):
            reader.unexpected()


def tail(reader: Reader, head: Head, opening: int, close: int) -> None:
    """tail = heads behind the body: name | name "=" range | name "," low "," high | "(" name "," low "," high ")" """
    kinds, level = reader.kinds, reader.levels[opening]
    while True:
        place = reader.at
        stop = next((comma for comma in level.commas if comma >= place), close)
        if kinds[place] in ("(", "{", "[") and kinds[place + 1] == "name" and len(reader.levels[place].commas) == 2:
            reader.at = place + 2
            expect(reader, ",")
            low = limit(reader)
            expect(reader, ",")
            high = limit(reader)
            reader.leave(reader.partner[place])
            head.bind(reader.tokens[place + 1].text, place + 1, low, high)
        elif limits_follow(reader, level.commas, close):
            reader.at = level.commas[1] + 1
            low = limit(reader)
            expect(reader, ",")
            head.bind(reader.tokens[place].text, place, low, limit(reader))
        elif not head_at(reader, head, level.relations, stop):
            reader.at = level.commas[0]
            reader.fail(
                reader.at,
                "A comma stands where the sum's index should have been named before it",
                "Write `sum(j, ...)`",
            )
        if reader.at == close:
            return
        expect(reader, ",")


def limits_follow(reader: Reader, commas: list[int], close: int) -> bool:
    """Whether index, first and last stand behind the body: one of the last two is no lone name."""
    if len(commas) != 3 or reader.kinds[commas[0] + 1] != "name" or commas[1] != commas[0] + 2:
        return False
    if any(kind in (*RELATIONS, *LINKING, "..") for kind in reader.kinds[commas[1] : close]):
        return False
    ends = zip(commas[1:], (commas[2], close), strict=True)
    return any(end != start + 2 or reader.kinds[start + 1] != "name" for start, end in ends)


def spoken(reader: Reader, head: Head) -> None:
    """spoken = "all"? name (("," | "and") name)* (("from" | "=" | "in") span)? ("of" | ":")?"""
    kinds = reader.kinds
    reader.at += reader.tokens[reader.at].text in EACH
    while True:
        place = reader.at
        if kinds[place] != "name":
            reader.fail(place, "No index stands behind `over`", "Write `sum(j, ...)`")
        reader.at += 1
        if kinds[reader.at] in ("=", "∈") or reader.tokens[reader.at].text == "from":
            ranged(reader, head, place)
        else:
            head.bind(reader.tokens[place].text, place)
        if kinds[reader.at] not in (",", "and"):
            break
        reader.at += 1
    reader.at += kinds[reader.at] == ":" or reader.tokens[reader.at].text == "of"


def said_to_run(reader: Reader) -> str:
    """The index asked for whose places are said behind the formula, `..., i = 0..n-m` or `... for all i`; else ""."""
    level = reader.levels[WHOLE_LINE]
    if reader.kinds[reader.at] not in (",", "for") or reader.at not in (*level.commas, level.loop):
        return ""
    for place in range(reader.at + 1, len(reader.tokens)):
        name = reader.tokens[place].text
        if reader.kinds[place] == "name" and name not in LEADING:
            told = reader.kinds[place + 1] in ABOUT or reader.kinds[place - 1] in RELATIONS
            return name if told and name in reader.scope.free else ""
    return ""
