"""What is said of a formula that can't be read: the facts in one record, its sentence and caret written here alone."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

WIDTH = 72
UNSEEN = "\N{REPLACEMENT CHARACTER}"
BLANK_CATEGORIES = ("Cf", "Zs", "Zl", "Zp")
HIDDEN_CATEGORIES = ("Cc", "Cs", "Cn", "Co")


class Unreadable(ValueError):
    """A formula can't be read or decided; `problem` holds the facts, str() the whole message.

    >>> str(Unreadable(Problem("w[q]", 2, 3, "There is no `q` here")))
    'There is no `q` here.\\nw[q]\\n  ^'
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class Problem:
    """The facts about a place that can't be read.

    text           the whole line as it was typed
    start, end     the place in it, in characters; None: no place, and no caret
    found          what is there, a clause without its full stop: "There is no `dz` here"
    expected       what would be read instead, a clause without its full stop; may be empty
    suggestion     what was likely meant, in the learner's own terms; may be empty
    misconception  an id of the vocabulary, or None
    """

    text: str
    start: int | None
    end: int | None
    found: str
    expected: str = ""
    suggestion: str = ""
    misconception: str | None = None

    @property
    def sentence(self) -> str:
        """One or two plain sentences.

        >>> Problem("dz[k]", 0, 2, "There is no `dz` here", suggestion="delta").sentence
        'There is no `dz` here; did you mean `delta`?'
        """
        first = f"{self.found}; did you mean `{self.suggestion}`?" if self.suggestion else f"{self.found}."
        return f"{first} {self.expected}." if self.expected else first

    @property
    def caret(self) -> str:
        """The line with the place marked under it; a long line is cut to a window around the place.

        >>> print(Problem("w[j] * q", 7, 8, "").caret)
        w[j] * q
               ^
        """
        if self.start is None or self.end is None:
            return ""
        start = min(max(self.start, 0), len(self.text))
        end = min(max(self.end, start + 1), max(len(self.text), start + 1))
        first, last = 0, len(self.text)
        if last > WIDTH:
            first = max(0, min(start - WIDTH // 2, last - WIDTH))
            last = min(last, first + WIDTH)
        left, right = "…" * (first > 0), "…" * (last < len(self.text))
        shown = left + "".join(map(visible, self.text[first:last])) + right
        blank = " " * (start - first + len(left))
        return f"{shown.rstrip()}\n{blank}{'^' * max(1, min(end, last) - start)}"

    @property
    def message(self) -> str:
        """The sentence, and the caret where there is a place."""
        return f"{self.sentence}\n{self.caret}" if self.caret else self.sentence


def visible(character: str) -> str:
    """The character as it is shown in a line above a caret: one column, whatever it is.

    >>> visible("\\t"), visible("δ")
    (' ', 'δ')
    """
    if " " <= character <= "~":
        return character
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in HIDDEN_CATEGORIES:
        return UNSEEN
    return " " if category in BLANK_CATEGORIES else character
