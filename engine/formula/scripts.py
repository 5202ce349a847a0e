r"""What stands below and above a sum without brackets: _j, _{i,j}, _{j=0}^{m-1}, _{0 <= j < m}, _j=0^{m-1}.

One upper limit is the end of every index before it, as in \\sum_{u,v=0}^{m-1}; several are one for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula import numbers
from engine.formula.ranges import head_at, limit, limits, next_head
from engine.formula.tree import Bracket, Formula, Symbol

if TYPE_CHECKING:
    from engine.formula.grammar import Reader
    from engine.formula.sums import Head


def scripts(reader: Reader, head: Head) -> None:
    """scripts = "_" (name | "{" heads "}") ("^" limit)?, in either order"""
    kinds = reader.kinds
    first = reader.at
    upper: list[Formula] = []
    if kinds[first] == "^":
        upper = raised(reader)
        if kinds[reader.at] != "_":
            reader.fail(first, "The sum has an upper limit but no index", "Write `sum_{j=0}^{m-1}`", last=reader.at - 1)
    mark = reader.at
    reader.at += 1
    opening = reader.at
    waiting = lower(reader, head, opening, upper) if kinds[opening] in ("{", "(") else lone_script(reader, head)
    if not upper and kinds[reader.at] == "endless":
        reader.at += 1
        unbounded_above(head, waiting)
        return
    if not upper and kinds[reader.at] == "^":
        upper = raised(reader)
    finish(reader, head, waiting, upper, mark)


def unbounded_above(head: Head, waiting: list[tuple[str, Formula | None]]) -> None:
    """A sum from a lower limit without end is one over all integers, with the condition that it is not below."""
    head.conditions += [Bracket(Symbol(index), ">=", low) for index, low in waiting if low is not None]
    head.links = [link._replace(low=None) if link.high is None else link for link in head.links]


def lower(reader: Reader, head: Head, opening: int, upper: list[Formula]) -> list[tuple[str, Formula | None]]:
    """lower = "{" (name | name "=" expression | head) ("," ...)* "}"; the indices whose range is not finished"""
    kinds, level = reader.kinds, reader.levels[opening]
    close = reader.partner[opening]
    waiting: list[tuple[str, Formula | None]] = []
    reader.at = opening + 1
    if reader.at == close:
        reader.fail(opening, "No index stands in these braces", "Write `sum_{j}`", last=close)
    reader.at += kinds[reader.at] == "for"
    while True:
        place = reader.at
        stop = next((comma for comma in level.commas if comma >= place), close)
        word = reader.tokens[place].text
        if (
            stop == place + 1
            and kinds[place] == "name"
            and 1 < len(word) <= 4
            and word.isalpha()
            and not reader.declared(word)
            and reader.tokens[place].end - reader.tokens[place].start == len(word)
        ):
            for letter in word:
                head.bind(letter, place)
                waiting.append((letter, None))
            reader.at = stop
        elif (
            kinds[place] == "name"
            and kinds[place + 1] == "="
            and (word not in reader.scope.free or upper or kinds[close + 1] == "^")
            and starts_only(reader, place, stop)
        ):
            reader.at = place + 2
            waiting.append((word, limit(reader)))
            head.bind(word, place, waiting[-1][1])
        else:
            count = len(head.links)
            if not head_at(reader, head, level.relations, stop):
                reader.fail(
                    place, "No index to sum over stands here", "Write `sum_{j}` or `sum_{j=0}^{m-1}`", last=stop - 1
                )
            waiting += [(link.index, None) for link in head.links[count:] if link.low is None]
        if reader.at == close:
            reader.at += 1
            return waiting
        next_head(reader)


def starts_only(reader: Reader, place: int, stop: int) -> bool:
    """Whether `j = 0` stands alone, its end in the upper limit; `j = 0..m-1` and `j = 0, ..., m-1` have both ends."""
    return (
        ".." not in reader.kinds[place:stop]
        and reader.kinds[stop + 1] != ".."
        and reader.tokens[place + 2].text != "range"
    )


def lone_script(reader: Reader, head: Head) -> list[tuple[str, Formula | None]]:
    """lone_script = one letter ("=" atom)?, or some run together; a name that touches it belongs to the body"""
    place = reader.at
    token = reader.tokens[place]
    if token.kind != "name":
        reader.fail(place - 1, "No index stands behind this `_`", "Write `sum_j` or `sum_{j=0}^{m-1}`")
    word, rest = token.text, token.text[1:]
    reader.at += 1
    if len(word) == 1 or reader.declared(word) or not word.isalpha() or token.end - token.start != len(word):
        head.bind(word, place)
    elif reader.kinds[reader.at] in ("_", "[", "(") and rest in reader.scope.arrays:
        head.bind(word[0], place)
        reader.tokens[place] = token._replace(text=rest, start=token.start + 1)
        reader.at = place
    else:
        for letter in word if len(word) <= 4 else (word,):
            head.bind(letter, place)
    low = None
    if len(head.links) == 1 and reader.kinds[reader.at] == "=":
        reader.at += 1
        low = reader.atom()
    return [(link.index, low) for link in head.links]


def raised(reader: Reader) -> list[Formula]:
    """raised = "^" (name | number | "{" expression ("," expression)* "}")"""
    kinds = reader.kinds
    reader.at += 1
    place = reader.at
    if kinds[place] in ("{", "("):
        found = limits(reader, lambda: reader.items(place))
    elif kinds[place] == "number":
        found = [numbers.number(reader)]
    elif kinds[place] == "name":
        found = [limits(reader, reader.part)]
    else:
        reader.fail(place - 1, "No limit stands behind this `^`", "Write `sum_{j=0}^{m-1}`")
    if kinds[place] not in ("{", "(") and kinds[reader.at] in ("+", "-"):
        reader.fail(
            place, "It is not clear where this upper limit ends", "Put it into braces: `^{m-1}`", last=reader.at
        )
    return found


def finish(
    reader: Reader, head: Head, waiting: list[tuple[str, Formula | None]], upper: list[Formula], mark: int
) -> None:
    """Give the indices their ends: one upper limit for all, or one for each."""
    begun = [index for index, low in waiting if low is not None]
    if not upper:
        if begun:
            reader.fail(
                mark,
                f"The range of `{begun[0]}` has no end",
                f"Write both: `sum_{{{begun[0]}=0}}^{{m-1}}`",
                last=reader.at - 1,
            )
        return
    if not begun:
        reader.fail(
            mark, "The sum has an upper limit but no lower one", "Write both: `sum_{j=0}^{m-1}`", last=reader.at - 1
        )
    if len(upper) not in (1, len(waiting)):
        reader.fail(
            mark, f"{len(waiting)} indices have {len(upper)} upper limits", "Give one for each", last=reader.at - 1
        )
    ends = upper if len(upper) == len(waiting) else upper * len(waiting)
    lows = dict(waiting)
    shared = lows[begun[-1]]
    highs = dict(zip(lows, ends, strict=True))
    head.links = [
        link._replace(low=lows[link.index] or shared, high=highs[link.index]) if link.index in lows else link
        for link in head.links
    ]
