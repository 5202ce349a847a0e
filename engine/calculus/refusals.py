"""What cannot be evaluated, said in a sentence: such an answer is unreadable, never right and never wrong."""

from __future__ import annotations

from engine.formula.facts import contains, free_symbols
from engine.formula.problems import Problem, Unreadable
from engine.formula.tree import Apply, Floor, Max, Sum

APART = "~"
HIGHEST = 1000
BOUNDED = "In every term an entry has to tell how far it runs"


class Unbounded(Unreadable):
    """A sum or a maximum that nothing bounds; `index` is what it runs over, so that its place can be shown.

    letter   what it is called where it was typed
    """

    def __init__(self, node: Sum | Max, letter: str, expected: str, what: str = "sum") -> None:
        super().__init__(Problem("", None, None, f"Nothing bounds the {what} over {letter}", expected))
        self.node = node

    @property
    def index(self) -> str:
        """What the sum or maximum runs over, by the name that it was read with."""
        return self.node.index.partition(APART)[0]

    def called(self, letter: str) -> Unbounded:
        """The same of an index with another letter."""
        return unbounded(self.node, letter)


class DividedByZero(Unreadable):
    """A division by zero, on some of the sizes."""


def refused(sentence: str) -> Unreadable:
    """A refusal with a sentence and no place."""
    return Unreadable(Problem("", None, None, sentence))


def unbounded(node: Sum | Max, letter: str = "") -> Unbounded:
    """The refusal of a sum over all integers that no array limits; its index may be under another name (`plain`)."""
    letter = letter or node.index.partition(APART)[0]
    if isinstance(node, Max):
        expected = f"What lies outside the arrays counts 0 in it; {_limits('max', letter)}"
        return Unbounded(node, letter, expected, "maximum")
    expected = BOUNDED
    if node.index not in free_symbols(node.body):
        expected = f"What is added does not hold `{letter}`: put it in, or take this sum away"
    elif contains(node.body, Floor):
        expected = f"A quotient that is rounded down hides how far it runs; {_limits('sum', letter)}"
    elif contains(node.body, Apply):
        expected = f"What is added need not be 0 where an array ends; {_limits('sum', letter)}"
    return Unbounded(node, letter, expected)


def _limits(binder: str, letter: str) -> str:
    return f"give its first and last `{letter}`, as in `{binder}({letter}=0..2, ...)`"


def division_by_zero() -> Unreadable:
    """The refusal of a division by zero."""
    return DividedByZero(
        Problem("", None, None, "This divides by zero for some of the sizes, so it has no value there")
    )


def too_large() -> Unreadable:
    """The refusal of a formula whose sums hold too many terms."""
    return refused("This sums over too many terms to be checked: limit the range of a sum, or drop one")


def not_a_number() -> Unreadable:
    """The refusal of a value that grows beyond all numbers, or is none."""
    return refused("This grows too large to have a value that can be compared")


def no_loss() -> Unreadable:
    """The refusal of a derivative of the loss where a layer has none."""
    return refused("There is no loss in this question, and so no derivative of it")


def too_high() -> Unreadable:
    """The refusal of a power of powers."""
    return refused(f"This multiplies an entry more than {HIGHEST} times with itself: take lower powers")
