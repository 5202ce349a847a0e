"""What stands around the lines of a derivation: the marks of a list, and an `=` that leads on to the next line.

The marks are `1.`, `2)`, `(3)` or a dash before the lines, `(4)` behind them. Alone a mark reads as a factor or a sign;
it is a mark only where every line that says something has it, and where numbers count up by one. It becomes blanks, so
that every other character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from engine.formula.characters import ALIKE
from engine.formula.tokens import is_blank

NO_FACTOR = r"(?!\s*[*/^·×]|[0-9])"
NUMBER = "[0-9]{1,3}"
DASHES = re.escape("-" + ALIKE["-"])
MARKS = tuple(
    map(
        re.compile,
        (
            rf"\A\s*(?P<mark>(?P<number>{NUMBER})\.){NO_FACTOR}",
            rf"\A\s*(?P<mark>(?P<number>{NUMBER})\)){NO_FACTOR}",
            rf"\A\s*(?P<mark>\((?P<number>{NUMBER})\)){NO_FACTOR}",
            rf"\A\s*(?P<mark>[{DASHES}])\s",
            rf"(?:\s|quad)(?P<mark>\((?P<number>{NUMBER})\))(?:[\s.,;$]|\\\\)*\Z",
        ),
    )
)

LEADS_ON = re.compile(r"(?P<left>.*[^\s=<>!:&])[\s&]*=(?:[\s&]|\\\\)*\Z")


def before_last_equals(line: str) -> str:
    """What stands before an `=` at the end of a line; "" where none stands there.

    >>> before_last_equals("dL/dx[k] &= ")
    'dL/dx[k]'
    >>> before_last_equals("x[k] <=")
    ''
    """
    found = LEADS_ON.match(line)
    return found["left"] if found else ""


def without_marks(lines: Sequence[str]) -> list[str]:
    """The lines of a derivation, blanks in place of their marks.

    >>> without_marks(["1. a", "2. = b"])
    ['   a', '   = b']
    >>> without_marks(["1. a", "= b"])
    ['1. a', '= b']
    """
    bare = list(lines)
    places = [place for place, line in enumerate(bare) if not is_blank(line)]
    for mark in MARKS:
        found = [mark.search(bare[place]) for place in places]
        if len(found) > 1 and all(found) and _count_up(found):
            for place, match in zip(places, found, strict=True):
                start, end = match.span("mark")
                bare[place] = bare[place][:start] + " " * (end - start) + bare[place][end:]
    return bare


def _count_up(found: Sequence[re.Match[str]]) -> bool:
    """Whether the numbers of the marks are one apart; true of marks without a number."""
    numbers = [int(match["number"]) for match in found if "number" in match.re.groupindex]
    return all(after == before + 1 for before, after in pairwise(numbers))
