"""The public readers: the formulas of an answer, the definition of a layer, what is wanted, the shape of an array.

Nothing is evaluated here: reading gives trees, and says what it can't read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NoReturn

from engine.formula.facts import contains
from engine.formula.left_sides import left_side, renamed
from engine.formula.problems import Problem, Unreadable
from engine.formula.reading import Parsed, index_letters, part, read, separators, tokens_of
from engine.formula.scope import Scope
from engine.formula.tree import Apply, Bracket, Entry, Formula, Max, Operation, Partial, Read, Sum, Symbol

NO_SIZES = (Read, Sum, Max, Bracket, Partial, Apply, Operation, Entry)


@dataclass(frozen=True)
class Definition:
    """One line of a layer: array[indices] = body."""

    array: str
    indices: tuple[str, ...]
    body: Formula


def parse(text: str, scope: Scope) -> Parsed:
    """One formula.

    >>> parse("sum_j w_j x_{i+j}", Scope({"x": 1, "w": 1}, free=("i",))).sums
    {'j': (0, 17)}
    """
    return read(text, tokens_of(text, scope), scope)


def parse_line(
    text: str, scope: Scope, wanted: Formula, inherited: tuple[str, ...] | None = None
) -> tuple[Parsed, ...]:
    """The formulas of a line, split at its `=`; a left side that repeats the question is dropped, its letters renamed.

    inherited   the letters of a left side further up, in which a line without one of its own is read

    >>> scope = Scope({"x": 1, "w": 1, "z": 1}, free=("i",))
    >>> wanted = parse_wanted("z[i]", scope)
    >>> [line.tree.index for line in parse_line("z[k] = sum(j, w[j]*x[k+j]) = sum(q, w[q-k]*x[q])", scope, wanted)]
    ['j', 'q']
    """
    tokens = tokens_of(text, scope)
    places = separators(text, tokens, scope, ("=", "=="))
    own = None
    if places and places[0] > 0:
        own = left_side(text, part(tokens, 0, places[0]), scope, wanted)
    if own is None:
        places = [place for place in places if tokens[place].kind == "="]
    letters = inherited if own is None else own
    starts, stops = [0, *(place + 1 for place in places)], [*places, len(tokens) - 1]
    if own is not None or (places and places[0] == 0):
        del starts[0], stops[0]
    for start, stop in zip(starts, stops, strict=True):
        if start == stop:
            place = tokens[start - 1]
            raise Unreadable(
                Problem(text, place.start, place.end, "Nothing stands behind this `=`", "Write the formula there")
            )
    inner = scope if letters is None else replace(scope, free=letters)
    lines = [read(text, part(tokens, start, stop), inner) for start, stop in zip(starts, stops, strict=True)]
    return tuple(lines if letters is None else (renamed(line, letters, scope.free) for line in lines))


def parse_wanted(text: str, scope: Scope) -> Formula:
    """What a question asks for: `dL/dx[k]`, `dz[i]/dx[k]` or `z[i]`.

    >>> parse_wanted("dL/dx[k]", Scope({"x": 1}))
    Partial(of=None, by=Read(array='x', indices=(Symbol(name='k'),)))
    """
    tokens = tokens_of(text, scope)
    tree = read(text, tokens, replace(scope, open=True, free=index_letters(tokens, scope))).tree
    parts = (tree.of, tree.by) if isinstance(tree, Partial) else (tree,)
    letters: list[str] = []
    for each in parts:
        if each is None:
            continue
        if not isinstance(each, Read) or not all(isinstance(index, Symbol) for index in each.indices):
            refuse(text, "This is not something to ask for", "Ask for `dL/dx[k]`, `dz[i]/dx[k]` or `z[i]`")
        letters += [index.name for index in each.indices]
    if len(set(letters)) < len(letters):
        refuse(text, "One letter stands for two indices", "Give each index a letter of its own")
    return tree


def parse_definition(text: str, scope: Scope) -> Definition:
    """A line of a layer, such as `z[i] = sum(j, w[j]*x[i+j])`.

    >>> parse_definition("z[i] = x[i]", Scope({"x": 1, "z": 1}, open=True)).indices
    ('i',)
    """
    scope = replace(scope, open=True, free=())
    tokens = tokens_of(text, scope)
    places = separators(text, tokens, scope, ("=",))
    if len(places) != 1 or places[0] == 0:
        refuse(text, "A definition has one `=` with an entry of its array on the left", "Write `z[i] = ...`")
    head = part(tokens, 0, places[0])
    left = read(text, head, replace(scope, free=index_letters(head, scope))).tree
    if not isinstance(left, Read) or not all(isinstance(index, Symbol) for index in left.indices):
        refuse(text, "The left side is not an entry of an array with plain letters", "Write `z[i] = ...`")
    letters = tuple(index.name for index in left.indices)
    if len(set(letters)) < len(letters):
        refuse(text, "One letter stands for two indices on the left side", "Give each index a letter of its own")
    body = read(text, tokens[places[0] + 1 :], replace(scope, free=letters)).tree
    return Definition(left.array, letters, body)


def parse_shape(text: str) -> tuple[Formula, ...]:
    """The sizes of an array along its axes: "o, c, m, r", "n-m+1", "(n-m)//s + 1"; none for a scalar.

    >>> parse_shape("n, m")
    (Symbol(name='n'), Symbol(name='m'))
    """
    if not text.strip():
        return ()
    scope = Scope({}, open=True)
    tokens = tokens_of(text, scope)
    commas = separators(text, tokens, scope, (",",))
    starts, stops = [0, *(comma + 1 for comma in commas)], [*commas, len(tokens) - 1]
    sizes = tuple(read(text, part(tokens, start, stop), scope).tree for start, stop in zip(starts, stops, strict=True))
    if any(contains(size, NO_SIZES) for size in sizes):
        refuse(text, "This is not a shape", "A size is made of names and numbers with `+`, `-`, `*`, `/` and `//`")
    return sizes


def refuse(text: str, found: str, expected: str) -> NoReturn:
    """Refuse a whole line."""
    raise Unreadable(Problem(text, 0, len(text), found, expected))
