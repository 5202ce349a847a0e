"""A place in the tokens of one line, with what is known beforehand: which bracket closes which, what stands in it.

Everything that reads a part of a formula moves this cursor; nothing is tried twice, so reading takes time in
proportion to the length of the line.
"""

from __future__ import annotations

from typing import NoReturn

from engine.formula.problems import Problem, Unreadable
from engine.formula.scope import Scope
from engine.formula.tokens import Token

DEEPEST = 60
PAIRS = {"(": ")", "[": "]", "{": "}", "⌊": "⌋"}
CLOSING = {right: left for left, right in PAIRS.items()}
RELATIONS = {"=": "==", "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
SEPARATORS = (",", ";", ":", "|")
WATCHED = frozenset((*PAIRS, *CLOSING, *RELATIONS, *SEPARATORS, "for", "∈", "if"))
WHOLE_LINE = -1


class Level:
    """What stands directly inside one pair of brackets: the places of its commas, relations and its first `for`."""

    __slots__ = ("commas", "loop", "relations")

    def __init__(self) -> None:
        self.commas: list[int] = []
        self.relations: list[int] = []
        self.loop: int | None = None


class Cursor:
    """The tokens of a line, the place reached, and the names bound there."""

    def __init__(self, text: str, tokens: list[Token], scope: Scope) -> None:
        self.text = text
        self.tokens = tokens
        self.kinds = [token.kind for token in tokens]
        self.scope = scope
        self.at = 0
        self.depth = 0
        self.inside = 0
        self.made_of = ""
        self.entries = 0
        self.braces = 0
        self.bound: list[str] = []
        self.ended: dict[str, int] = {}
        self.sums: dict[str, tuple[int, int]] = {}
        self.bare: list[int] = []
        self.partner: dict[int, int] = {}
        self.levels: dict[int, Level] = {WHOLE_LINE: Level()}
        self.match_brackets()

    def match_brackets(self) -> None:
        """Find the closing bracket of every opening one, and note what stands on each level."""
        opened: list[int] = []
        level = self.levels[WHOLE_LINE]
        for place, kind in enumerate(self.kinds):
            if kind not in WATCHED:
                continue
            if kind in PAIRS:
                opened.append(place)
                if len(opened) > DEEPEST:
                    self.fail(place, f"The brackets are more than {DEEPEST} deep here", "That is too deep to be read")
                level = self.levels[place] = Level()
            elif kind in CLOSING:
                self.close(opened, place, kind)
                level = self.levels[opened[-1] if opened else WHOLE_LINE]
            elif kind in SEPARATORS:
                level.commas.append(place)
            elif kind == "for":
                if level.loop is None:
                    level.loop = place
            elif kind in RELATIONS:
                level.relations.append(place)
        if opened:
            self.fail(opened[-1], f"This `{self.kinds[opened[-1]]}` is never closed", self.closing_needed(opened[-1]))

    def close(self, opened: list[int], place: int, kind: str) -> None:
        """Pair a closing bracket with the last one opened, or say why it can't be."""
        if not opened:
            self.fail(
                place, f"This `{kind}` closes nothing", f"There is no `{CLOSING[kind]}` before it that is still open"
            )
        last = opened.pop()
        needed = PAIRS[self.kinds[last]]
        if kind != needed:
            self.fail(place, f"The `{kind}` meets a `{self.kinds[last]}` that is still open", suggestion=needed)
        self.partner[last] = place

    def closing_needed(self, place: int) -> str:
        """What to do about a bracket that stays open."""
        return f"A `{PAIRS[self.kinds[place]]}` is missing behind it"

    def fail(
        self,
        place: int,
        found: str,
        expected: str = "",
        suggestion: str = "",
        misconception: str | None = None,
        last: int | None = None,
    ) -> NoReturn:
        """Refuse the line because of the tokens from `place` to `last`."""
        start, end = self.tokens[place].start, self.tokens[place if last is None else last].end
        raise Unreadable(Problem(self.text, start, max(start, end), found, expected, suggestion, misconception))

    def typed(self, first: int, last: int | None = None) -> str:
        """The learner's own characters from one token to another."""
        return self.text[self.tokens[first].start : self.tokens[first if last is None else last].end]

    def skip_read(self, place: int) -> int:
        """The place behind a name and all that may be its indices."""
        kinds = self.kinds
        place += 1
        while True:
            if kinds[place] in PAIRS:
                place = self.partner[place] + 1
            elif kinds[place] == "_":
                place = self.partner.get(place + 1, place + 1) + 1
                if place >= len(kinds):
                    return len(kinds) - 1
            else:
                return place

    def declared(self, name: str) -> bool:
        """Whether a name means something here already."""
        scope = self.scope
        return name in self.bound or name in scope.free or name in scope.arrays or name in scope.symbols

    def index(self, name: str) -> bool:
        """Whether a name is an index here: asked for or bound."""
        return name in self.bound or name in self.scope.free
