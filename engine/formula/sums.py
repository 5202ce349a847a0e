r"""Sums and maxima over indices, as people write them.

    sum(i, j, ...)   sum(j=0..m-1, ...)   sum(... for j in range(m))   sum_j ...   \sum_{j=0}^{m-1} ...   Σ_{0<=j<m} ...
    sum(j, 0, m-1, ...)   sum(j in 0..m-1, ...)   sum(..., j)   sum(j=0..m-1) ...   sum over j of ...

Without brackets a sum reaches over the product that follows, up to the next + or - of its own level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.formula import functions, ranges, scripts, trailing
from engine.formula.bounds import bounds
from engine.formula.cursor import PAIRS
from engine.formula.tree import Bracket, Formula, Max, Sum, Symbol, mul
from engine.formula.walk import fresh_index

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

NODES = {"sum": Sum, "max": Max}
MOST_BOUND = 20
FACTORS = frozenset((*PAIRS, "name", "number", "sum", "max", "frac", "∂", "truth"))
CALLED = {"sum": "sum", "max": "maximum"}


class Link(NamedTuple):
    """One index of a sum with its limits."""

    index: str
    low: Formula | None = None
    high: Formula | None = None


class Head:
    """What a sum runs over: its indices in their order and the conditions on them."""

    def __init__(self, reader: Reader, place: int) -> None:
        self.reader = reader
        self.place = place
        self.kind = reader.kinds[place]
        self.links: list[Link] = []
        self.conditions: list[Formula] = []

    def bind(self, name: str, place: int, low: Formula | None = None, high: Formula | None = None) -> None:
        """Bind one more index; one that is asked for or bound already is refused."""
        reader = self.reader
        if name in reader.scope.free:
            reader.fail(
                place,
                f"`{name}` is asked for, so it can't be summed as well",
                "Sum over another letter; an index is either asked for or summed",
            )
        if name in reader.bound:
            reader.fail(
                place, f"`{name}` is already bound by the sum around this one", "Use another letter for one of them"
            )
        if len(reader.bound) >= MOST_BOUND:
            reader.fail(place, f"More than {MOST_BOUND} indices are bound here", "That is too many to be read")
        reader.bound.append(name)
        self.links.append(Link(name, low, high))

    def straight(self, link: Link) -> Link:
        """The index without limits, these made conditions, when a minimum or maximum stands in them."""
        lows = [] if link.low is None else bounds(link.low, lower=True)
        highs = [] if link.high is None else bounds(link.high, lower=False)
        if max(len(lows), len(highs)) < 2:
            return link
        index = Symbol(link.index)
        self.conditions += [Bracket(low, "<=", index) for low in lows]
        self.conditions += [Bracket(index, "<=", high) for high in highs]
        return Link(link.index)

    def close(self, body: Formula) -> Formula:
        """The tree of the whole sum, its indices unbound again."""
        reader = self.reader
        self.links = [self.straight(link) for link in self.links]
        if self.conditions and self.kind == "max":
            reader.fail(self.place, "A maximum takes a plain range, not a condition", "Write `max(j=0..m-1, ...)`")
        body = mul(body, *self.conditions) if self.conditions else body
        span = (reader.tokens[self.place].start, reader.tokens[reader.at - 1].end)
        node = NODES[self.kind]
        for link in reversed(self.links):
            reader.bound.remove(link.index)
            reader.ended[link.index] = self.place
            reader.sums.setdefault(link.index, span)
            body = node(link.index, link.low, link.high, body)
        return body


def binder(reader: Reader) -> Formula:
    """binder = ("sum" | "max") ("(" ... ")" | "_" subscript product | ("over" | "from" | "for")? ...)"""
    place = reader.at
    reader.at += 1
    kind = reader.kinds[reader.at]
    if kind in ("(", "[", "{"):
        return bracketed(reader, place)
    if kind in ("_", "^"):
        return subscripted(reader, place)
    if reader.tokens[reader.at].text in trailing.SPEAKING:
        reader.at += 1
        return spoken(reader, place)
    if kind == "name" and reader.kinds[reader.at + 1] == "=":
        return spoken(reader, place)
    if kind == "name" and is_new(reader, reader.at):
        head = Head(reader, place)
        head.bind(reader.tokens[reader.at].text, reader.at)
        reader.at += 1
        return head.close(signed_product(reader))
    no_index(reader, place)


def is_new(reader: Reader, place: int) -> bool:
    """Whether a letter that means nothing yet stands at a place: the j of `Σj w_j` and of `sum(j) w[j]`."""
    token = reader.tokens[place]
    return (
        token.kind == "name"
        and len(token.text.rstrip("'")) == 1
        and not reader.declared(token.text)
        and token.text != "d"
    )


def names_only(reader: Reader, opening: int, close: int) -> bool:
    """Whether brackets hold new letters and nothing else, and what is summed follows them."""
    inside = range(opening + 1, close, 2)
    return (
        (close - opening) % 2 == 0
        and reader.kinds[close + 1] in FACTORS
        and all(is_new(reader, place) and reader.kinds[place + 1] in (",", reader.kinds[close]) for place in inside)
    )


def no_index(reader: Reader, place: int, last: int | None = None) -> None:
    """Refuse a sum that does not say what it runs over."""
    word = reader.kinds[place]
    scope = reader.scope
    letter = fresh_index({*scope.free, *scope.arrays, *scope.symbols}, "ji")
    reader.fail(
        place,
        f"This {CALLED[word]} does not say which index it runs over",
        f"Write `{word}({letter}, ...)` with its letter",
        last=last,
    )


def bracketed(reader: Reader, place: int) -> Formula:
    """bracketed = "(" heads "," expression ")" | "(" expression (loops | "," heads) ")" | "(" heads ")" product"""
    opening = reader.at
    outer = reader.partner[opening]
    if (
        reader.kinds[opening + 1] in ("[", "(")
        and reader.partner[opening + 1] == outer - 1
        and reader.levels[opening + 1].loop
    ):
        opening += 1
    close = reader.partner[opening]
    level = reader.levels[opening]
    head = Head(reader, place)
    if close == opening + 1:
        reader.fail(opening, "These brackets are empty", last=close)
    if names_only(reader, opening, close):
        for each in range(opening + 1, close, 2):
            head.bind(reader.tokens[each].text, each)
        reader.at = close
        return before_its_body(reader, head, close, outer)
    if level.loop is not None:
        body = looped(reader, head, opening, close, level.loop)
    elif head.kind == "max" and is_pair(reader, opening, close):
        return functions.largest(reader, *reader.items(opening))
    else:
        reader.at = opening + 1
        ranges.heads(reader, head, opening, close)
        if reader.kinds[outer + 1] in FACTORS and ranges.is_head(reader, level.relations, close):
            ranges.head_at(reader, head, level.relations, close)
        if reader.kinds[outer + 1] in FACTORS and reader.at == close and head.links:
            return before_its_body(reader, head, close, outer)
        if head.links:
            body = reader.expression()
        elif level.commas:
            body = body_first(reader, head, opening, close)
        elif ranges.is_head(reader, level.relations, close):
            reader.fail(
                place,
                f"What this {CALLED[reader.kinds[place]]} is taken of is missing",
                "It stands behind a comma in the brackets, or behind them",
                last=close,
            )
        else:
            no_index(reader, place, close)
    if reader.at != close:
        reader.unexpected()
    reader.at = outer + 1
    return head.close(body)


def before_its_body(reader: Reader, head: Head, close: int, outer: int) -> Formula:
    """before_its_body = sign* product, behind brackets that hold heads alone: sum(j=0..m-1) w[j]"""
    if reader.at != close:
        reader.unexpected()
    reader.at = outer + 1
    return head.close(signed_product(reader))


def is_pair(reader: Reader, opening: int, close: int) -> bool:
    """Whether a maximum is one of two values: max(0, z[i]), not max(j, x[j])."""
    level = reader.levels[opening]
    if len(level.commas) != 1 or level.relations:
        return False
    first = opening + 1
    lone = level.commas[0] == first + 1 and reader.kinds[first] == "name"
    return not lone or reader.declared(reader.tokens[first].text)


def looped(reader: Reader, head: Head, opening: int, close: int, loop: int) -> Formula:
    """looped = expression ("for" name ("in" range)? ("if" chain)?)+"""
    reader.at = loop
    trailing.loops(reader, head, close)
    reader.at = opening + 1
    body = reader.expression()
    if reader.at != loop:
        reader.unexpected()
    reader.at = close
    return body


def body_first(reader: Reader, head: Head, opening: int, close: int) -> Formula:
    """body_first = expression "," heads, where the body comes before what it is summed over"""
    comma = reader.levels[opening].commas[0]
    reader.at = comma + 1
    trailing.tail(reader, head, opening, close)
    if not head.links:
        no_index(reader, head.place, close)
    reader.at = opening + 1
    body = reader.expression()
    if reader.at != comma:
        reader.unexpected()
    reader.at = close
    return body


def subscripted(reader: Reader, place: int) -> Formula:
    """subscripted = "_" heads ("^" limit)? sign* product"""
    head = Head(reader, place)
    scripts.scripts(reader, head)
    return head.close(signed_product(reader))


def signed_product(reader: Reader) -> Formula:
    """signed_product = sign* product"""
    return reader.product(reader.negative())


def spoken(reader: Reader, place: int) -> Formula:
    """spoken = heads ("of" | ":")? product"""
    head = Head(reader, place)
    trailing.spoken(reader, head)
    return head.close(signed_product(reader))
