"""A Verdict: what is said of an answer — right or wrong, why, and the smallest case that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from engine.calculus.reach import Reach
from engine.formula.tree import Formula

WORDS = {"correct": "Correct", "unfinished": "Almost", "wrong": "Not yet", "unreadable": "Can't read"}


@dataclass(frozen=True)
class Counterexample:
    """The smallest case in which an answer differs.

    sizes, at        the sizes, and the place: {"n": 4, "m": 2}, {"k": 1}
    yours, right     the two values, written out in products of named entries
    missing, extra   the products that the answer lacks, and those that it has too much
    because          a sentence for each missing, then each extra product, where there is one to say ("" where not)
    """

    sizes: Mapping[str, int]
    at: Mapping[str, int]
    yours: str
    right: str
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The sizes and the place in words.

        >>> Counterexample({"n": 4, "m": 2}, {"k": 1}, "", "").place
        'n = 4, m = 2, at k = 1'
        """
        return _place(self.sizes, self.at)

    def to_json(self) -> dict:
        """The counterexample as plain data."""
        return {
            "sizes": dict(self.sizes),
            "at": dict(self.at),
            "yours": self.yours,
            "right": self.right,
            "missing": list(self.missing),
            "extra": list(self.extra),
        }


@dataclass(frozen=True)
class Unrolled:
    """A formula written out at one place of one small case.

    sizes, at   the sizes, and the place: {"n": 4, "m": 2}, {"k": 1}
    products    each product as text, and whether it counts: one that reads outside an array counts 0
    """

    sizes: Mapping[str, int]
    at: Mapping[str, int]
    products: tuple[tuple[str, bool], ...]

    @property
    def place(self) -> str:
        """The sizes and the place in words."""
        return _place(self.sizes, self.at)


@dataclass(frozen=True, repr=False)
class Verdict:
    """What is said of an answer.

    verdict         correct, unfinished, wrong or unreadable
    message         the reason, in plain text; may hold a line with a caret under it
    misconception   an id of the vocabulary, or None
    together        whether two mistakes or more explain it, of which the misconception is one
    formula, latex  what was understood: the tree, and typeset
    unrolled        the same, written out for one small case
    ranges          the range of each sum without limits, where an entry tells it
    counterexample  the smallest case, for a wrong answer
    line, lines     for a derivation: the first line at fault, and the verdict of every line
    """

    verdict: str
    message: str
    misconception: str | None = None
    together: bool = False
    formula: Formula | None = None
    latex: str = ""
    unrolled: tuple[Unrolled, ...] = ()
    ranges: tuple[Reach, ...] = ()
    counterexample: Counterexample | None = None
    line: int | None = None
    lines: tuple[Verdict, ...] = field(default=())

    @property
    def word(self) -> str:
        """The verdict as a learner reads it: Correct, Almost, Not yet or Can't read."""
        return WORDS[self.verdict]

    def to_json(self) -> dict:
        """The verdict as the object that `python -m engine grade` prints, without its id."""
        return {
            "verdict": self.verdict,
            "misconception": self.misconception,
            "message": self.message,
            "latex": self.latex,
            "line": self.line,
            "counterexample": None if self.counterexample is None else self.counterexample.to_json(),
        }

    def __str__(self) -> str:
        parts = [f"{self.word}. {self.message}"]
        if self.counterexample is not None:
            case = self.counterexample
            parts += [case.place, f"    yours     {case.yours}", f"    right     {case.right}"]
            notes = iter((*case.because, *[""] * (len(case.missing) + len(case.extra))))
            parts += [f"    missing   {each}  {next(notes)}".rstrip() for each in case.missing]
            parts += [f"    too much  {each}  {next(notes)}".rstrip() for each in case.extra]
        return "\n".join(parts)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        latex = f"<p>$${escape(self.latex)}$$</p>" if self.latex else ""
        first, _, rest = str(self).partition("\n")
        below = f"<pre>{escape(rest)}</pre>" if rest else ""
        word, _, reason = first.partition(". ")
        return f"{latex}<p><strong>{escape(word)}.</strong> {escape(reason)}</p>{below}"


def _place(sizes: Mapping[str, int], at: Mapping[str, int]) -> str:
    said = [", ".join(f"{name} = {value}" for name, value in each.items()) for each in (sizes, at)]
    return ", ".join(part for part in (said[0], f"at {said[1]}" if said[1] else "") if part)
