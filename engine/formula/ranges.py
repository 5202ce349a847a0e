r"""What a sum runs over: j, j=0..m-1, j in range(m), 0 <= j < m, _{j=0}^{m-1}, i+j = k.

`..` and LaTeX's limits include both ends, Python's range leaves the second one out; a colon could mean either and is
refused. A condition is a factor of the sum's body, a bracket of truth.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from engine.formula import truth
from engine.formula.cursor import RELATIONS
from engine.formula.names import undeclared
from engine.formula.tree import ONE, Add, Formula, Neg, Number, Whole, add, neg

if TYPE_CHECKING:
    from engine.formula.grammar import Reader
    from engine.formula.sums import Head

T = TypeVar("T")

BETWEEN = ("to", "until", "through")
WORDS = frozenset((*BETWEEN, "of", "from", "over"))
LINKING = ("=", "∈", ":")
UP_TO = ("..", "->")
STRICT = ("<", ">")
RANGE = "A range is made of {}, or left out"
RISING = ("<", "<=")
FALLING = (">", ">=")


def heads(reader: Reader, head: Head, opening: int, close: int) -> None:
    """heads = (head ",")*, as long as what stands before a comma is one; the body is left"""
    level = reader.levels[opening]
    count = len(level.commas)
    while True:
        comma = next((place for place in level.commas if place >= reader.at), None)
        if comma is None or not head_at(reader, head, level.relations, comma):
            return
        if len(head.links) == 1 and head.links[0].low is None and count == 3 and is_limits(reader, level.commas, close):
            numbers(reader, head)
            return
        if reader.at == close:
            return
        next_head(reader)


def next_head(reader: Reader) -> None:
    """Step behind the comma, or the `:` or `|` before a condition, that ends a head."""
    if reader.kinds[reader.at] not in (",", ":", "|"):
        reader.unexpected()
    reader.at += 1


def is_limits(reader: Reader, commas: list[int], close: int) -> bool:
    """Whether four parts are index, first, last, body: one of the two in the middle is no lone name."""
    if reader.at != commas[0]:
        return False
    between = reader.kinds[commas[0] : commas[2]]
    if any(kind in between for kind in (*RELATIONS, *LINKING, "..")):
        return False
    return any(commas[i + 1] != commas[i] + 2 or reader.kinds[commas[i] + 1] != "name" for i in (0, 1))


def numbers(reader: Reader, head: Head) -> None:
    """numbers = "," expression "," expression ",", the limits of the index just bound"""
    name = head.links.pop().index
    reader.bound.remove(name)
    place = reader.at
    reader.at += 1
    low = limit(reader)
    expect(reader, ",")
    high = limit(reader)
    expect(reader, ",")
    head.bind(name, place, low, high)


def expect(reader: Reader, kind: str) -> None:
    """Step behind a token of this kind."""
    if reader.kinds[reader.at] != kind:
        reader.unexpected()
    reader.at += 1


def limit(reader: Reader) -> Formula:
    """limit = expression"""
    return limits(reader, reader.expression)


def limits(reader: Reader, read: Callable[[], T]) -> T:
    """What is read where only sizes and the indices of sums around stand."""
    outer, reader.made_of = reader.made_of, RANGE
    reader.inside += 1
    found = read()
    reader.inside -= 1
    reader.made_of = outer
    return found


def head_at(reader: Reader, head: Head, relations: list[int], stop: int) -> bool:
    """head = name | name ("=" | "in") range | "(" names ")" | chain; False where none stands"""
    place, kinds = reader.at, reader.kinds
    if kinds[place] == "name":
        after = kinds[place + 1]
        if stop == place + 1:
            reader.at += 1
            head.bind(reader.tokens[place].text, place)
            return True
        linked = after in LINKING or reader.tokens[place + 1].text == "from"
        equation = after == "=" and ".." not in kinds[place:stop] and reader.tokens[place].text in reader.scope.free
        if linked and not equation:
            reader.at += 1
            ranged(reader, head, place)
            return True
    if (
        kinds[place] == "("
        and reader.partner[place] == stop - 1
        and kinds[place + 1] == "name"
        and kinds[place + 2] in (",", ")")
    ):
        if kinds[place + 2] == ")" or all(kind in ("name", ",") for kind in kinds[place + 1 : stop - 1]):
            for each in range(place + 1, stop - 1):
                if kinds[each] == "name":
                    head.bind(reader.tokens[each].text, each)
            reader.at = stop
            return True
        return False
    if any(place < each < stop for each in relations):
        condition(reader, head, place, stop, [each for each in relations if place < each < stop])
        return True
    return False


def is_head(reader: Reader, relations: list[int], stop: int) -> bool:
    """Whether a range or a condition stands here, up to `stop`, and no body."""
    linked = reader.kinds[reader.at] == "name" and reader.kinds[reader.at + 1] == "∈"
    return linked or any(reader.at < each < stop for each in relations)


def ranged(reader: Reader, head: Head, place: int) -> None:
    """ranged = name ("=" | "in" | "from") (range | expression ".." expression)"""
    reader.at += 1
    low, high = span(reader, place)
    head.bind(reader.tokens[place].text, place, low, high)


def span(reader: Reader, place: int) -> tuple[Formula, Formula]:
    """span = "range" "(" ... ")" | ("{" | "[")? expression ("," expression)? ","? ".." ","? expression ("}" | "]")?"""
    token = reader.tokens[reader.at]
    if token.text in ("range", "arange") and reader.kinds[reader.at + 1] == "(":
        return python_range(reader)
    opening = reader.at
    grouped = (
        reader.kinds[opening] in ("{", "[") and reader.partner[opening] > opening + 2 and has_range(reader, opening)
    )
    reader.at += grouped
    low = limit(reader)
    if (
        reader.kinds[reader.at] == ","
        and reader.kinds[reader.at + 1] == "number"
        and reader.kinds[reader.at + 2] == ","
    ):
        reader.at += 2
    if reader.kinds[reader.at] == "," and (
        reader.kinds[reader.at + 1] == ".." or (grouped and reader.kinds[opening] == "[")
    ):
        reader.at += 1
        reader.at += reader.kinds[reader.at] == ".."
        reader.at += reader.kinds[reader.at] == ","
    elif reader.kinds[reader.at] in UP_TO or reader.tokens[reader.at].text in BETWEEN:
        reader.at += 1
    else:
        no_end(reader, place, low)
    if reader.kinds[reader.at] in (",", ")", "}", "]", "end"):
        no_end(reader, place, low)
    high = limit(reader)
    if grouped:
        reader.leave(reader.partner[opening])
    return low, high


def has_range(reader: Reader, opening: int) -> bool:
    """Whether brackets hold a range: {0..m-1}, {0, ..., m-1} or [0, m-1]."""
    inside = reader.kinds[opening:][: reader.partner[opening] - opening]
    return ".." in inside or (reader.kinds[opening] == "[" and len(reader.levels[opening].commas) == 1)


def no_end(reader: Reader, place: int, low: Formula) -> None:
    """Refuse a range that has a beginning only, or a colon in it, or is an array."""
    name = reader.tokens[place].text
    if isinstance(low, Whole):
        reader.fail(
            place,
            f"A sum runs over an index, not over the entries of `{low.array}`",
            "Write `sum(j, ...)` with its letter",
            last=reader.at - 1,
        )
    if reader.kinds[reader.at] == ":":
        reader.fail(
            reader.at,
            "With a `:` it is not clear whether the end is included",
            f"Write `{name}=0..m-1`, both ends included, or `for {name} in range(m)`, the end left out",
        )
    reader.fail(
        place, f"The range of `{name}` has no end", f"Write both: `{name}=0..m-1`", last=max(place, reader.at - 1)
    )


def python_range(reader: Reader) -> tuple[Formula, Formula]:
    """python_range = "range" "(" (expression ",")? expression ("," "1")? ")" """
    place = reader.at
    reader.at += 1
    opening = reader.at
    parts = limits(reader, lambda: reader.items(opening))
    if len(parts) == 3 and parts[2] == ONE:
        parts.pop()
    if len(parts) == 3 and isinstance(parts[2], Neg):
        reader.fail(
            place,
            "A range that runs downwards is not read",
            "Let it run upwards, as in `range(m)`: a sum has no order",
            last=reader.at - 1,
        )
    if len(parts) > 2:
        reader.fail(
            place,
            "A range with a step is not read",
            "Multiply the index instead: `2*j` for every second one",
            last=reader.at - 1,
        )
    low = parts[0] if len(parts) == 2 else Number(0)
    return low, shifted(parts[-1], -1)


def shifted(node: Formula, by: int) -> Formula:
    """node + by for by = 1 or -1, with numbers put together: range(n+1) ends at n.

    >>> from engine.formula.tree import Symbol
    >>> shifted(add(Symbol("n"), ONE), -1)
    Symbol(name='n')
    """
    last = node.terms[-1] if isinstance(node, Add) else node
    value = last.value if isinstance(last, Number) else None
    if isinstance(last, Neg) and isinstance(last.body, Number):
        value = -last.body.value
    if value is None:
        return add(node, Number(1) if by > 0 else neg(ONE))
    number = Number(value + by) if value + by >= 0 else neg(Number(-value - by))
    if not isinstance(node, Add):
        return number
    rest = node.terms[:-1]
    return add(*rest) if value + by == 0 else add(*rest, number)


def condition(reader: Reader, head: Head, first: int, stop: int, relations: list[int]) -> None:
    """condition = expression relation name relation expression | chain; new names in it are bound"""
    kinds, tokens = reader.kinds, reader.tokens
    if len(relations) == 2 and relations[1] == relations[0] + 2 and kinds[relations[0] + 1] == "name":
        left, right = kinds[relations[0]], kinds[relations[1]]
        middle = relations[0] + 1
        rising = left in RISING and right in RISING
        if (rising or (left in FALLING and right in FALLING)) and tokens[middle].text not in reader.scope.free:
            reader.at = first
            one = limit(reader)
            if reader.at != relations[0]:
                reader.unexpected()
            reader.at = relations[1] + 1
            other = limit(reader)
            one = shifted(one, 1 if rising else -1) if left in STRICT else one
            other = shifted(other, -1 if rising else 1) if right in STRICT else other
            low, high = (one, other) if rising else (other, one)
            head.bind(tokens[middle].text, middle, low, high)
            return
    for place in range(first, stop):
        if kinds[place] == "name" and not reader.declared(tokens[place].text):
            if len(tokens[place].text) > 2:
                undeclared(reader, place)
            head.bind(tokens[place].text, place)
    reader.at = first
    head.conditions += limits(reader, lambda: truth.chain(reader))
