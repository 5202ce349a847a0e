"""One formula, read whole: what all the public readers of this package share.

Length, depth, literals and powers are bounded before and while reading, the number of nodes at the end, so that a
tree that comes out of here is small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.formula import bare, whole
from engine.formula.cursor import WHOLE_LINE
from engine.formula.dummies import with_dummies
from engine.formula.grammar import Reader
from engine.formula.parts import children
from engine.formula.problems import Problem, Unreadable
from engine.formula.scope import LOSS, Scope
from engine.formula.tokens import Token, tokenise
from engine.formula.trailing import SPEAKING
from engine.formula.tree import Formula

MOST_NODES = 1000
DEEPEST_TREE = 60


@dataclass(frozen=True)
class Parsed:
    """A formula that was read: its tree, the learner's text, and where each bound index is bound first.

    letters   the letters of a left side that the formula was read in; None where it was read in the question's own
    typed     bound index -> the letter that was typed for it, where that is another one
    """

    tree: Formula
    text: str
    sums: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    letters: tuple[str, ...] | None = None
    typed: Mapping[str, str] = field(default_factory=dict)


def tokens_of(text: str, scope: Scope) -> list[Token]:
    """The tokens of a line that holds something."""
    names = frozenset((*scope.arrays, *scope.symbols, *scope.free, scope.gradient))
    tokens = with_dummies(tokenise(text, names), scope.arrays)
    if len(tokens) == 1:
        raise Unreadable(Problem(text, None, None, "Nothing is typed yet"))
    return tokens


def read(text: str, tokens: list[Token], scope: Scope) -> Parsed:
    """The formula that all the tokens are, the last of them the end."""
    reader = Reader(text, tokens, scope)
    tree = reader.expression()
    if reader.kinds[reader.at] != "end":
        reader.unexpected()
    if reader.bare:
        tree = whole.beside_an_operation(reader, tree) or bare.refuse(reader, reader.bare[0])
    bound_size(tree, text)
    return Parsed(tree, text, reader.sums)


def bound_size(tree: Formula, text: str) -> None:
    """Refuse a tree that is too large or too deep for what comes after reading."""
    count, level, row = 0, 0, [tree]
    while row:
        count += len(row)
        level += 1
        if count > MOST_NODES:
            raise Unreadable(
                Problem(text, None, None, "The formula is too long", f"At most {MOST_NODES} parts can be read")
            )
        if level > DEEPEST_TREE:
            raise Unreadable(
                Problem(text, None, None, f"The formula is more than {DEEPEST_TREE} levels deep", "That is too deep")
            )
        row = [child for node in row for child in children(node)]


def index_letters(tokens: list[Token], scope: Scope) -> tuple[str, ...]:
    """The names that stand as indices in an entry or a derivative, even where an array has the same name: z[b,i]."""
    found = []
    for place in range(2, len(tokens)):
        name, before = tokens[place], tokens[place - 1].kind
        if name.kind != "name":
            continue
        subscript = before in ("[", "_") or (before == "{" and tokens[place - 2].kind == "_")
        if subscript and len(name.text) > 1 and name.text.isalpha():
            found += name.text
        elif subscript or (before in ("(", ",") and name.text != LOSS and scope.arrays.get(name.text, 1) > 0):
            found.append(name.text)
    return tuple(found)


def part(tokens: list[Token], first: int, stop: int) -> list[Token]:
    """The tokens from one place up to another, with an end behind them."""
    place = tokens[stop - 1].end if stop > first else tokens[stop].start
    return [*tokens[first:stop], Token("end", "", place, place)]


def separators(text: str, tokens: list[Token], scope: Scope, kinds: tuple[str, ...]) -> list[int]:
    """The places of the tokens of these kinds, `=`, `==` or commas, that stand in no brackets."""
    level = Reader(text, tokens, scope).levels[WHOLE_LINE]
    places = sorted((*level.relations, *level.commas))
    return [place for place in places if tokens[place].kind in kinds and not is_lower_limit(tokens, place)]


def is_lower_limit(tokens: list[Token], place: int) -> bool:
    """Whether an `=` belongs to a sum without braces, as in sum_j=0^{m-1} and sum over j=0 to m-1 of."""
    if place < 2:
        return False
    before = tokens[place - 2]
    joined = before.kind == "_" or before.text in SPEAKING
    return tokens[max(0, place - 2 - joined)].kind in ("sum", "max")
