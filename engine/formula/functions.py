"""Functions by name: sigma and its relatives with their primes, kron, floor, the minimum and maximum of two."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.formula import numbers, truth, whole
from engine.formula.scope import FUNCTIONS, OPERATIONS
from engine.formula.tree import ZERO, Apply, Floor, Formula, Power, Quotient, add, neg, sub

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

BRACKETS = ("(", "[", "{")
CALLING = (*BRACKETS, "name", "^", "'", "″", "‴", '"')
INDICATORS = ("I", "Iverson", "iverson", "indicator")
PRIMES = {"'": 1, "″": 2, "‴": 3, '"': 2}
SAME = {"ReLU": "relu", "Relu": "relu", "RELU": "relu", "ln": "log"}


def called(reader: Reader, word: str, after: int) -> bool:
    """Whether what stands behind a function's name makes it a call: a bracket, a prime or, behind \\exp, a name."""
    if word in INDICATORS:
        return after in reader.levels and bool(reader.levels[after].relations)
    if TABLE[word] is elementwise:
        return reader.kinds[after] in CALLING
    return reader.kinds[after] in BRACKETS


def elementwise(reader: Reader, word: str, place: int) -> Formula:
    """elementwise = function (prime* | exponent) (bracket | entry)"""
    function = SAME.get(word, word)
    order = primes(reader)
    raised = reader.at
    exponent = numbers.exponent(reader) if order == 0 and reader.kinds[raised] == "^" else 1
    opening, opened = reader.at, len(reader.bare)
    if reader.kinds[opening] in ("(", "{", "["):
        if reader.levels[opening].relations:
            argument = truth.bracket(reader, opening)
        else:
            arguments = reader.items(opening)
            if len(arguments) != 1:
                reader.fail(place, f"`{word}` takes one value; here it has {len(arguments)}", last=reader.at - 1)
            argument = arguments[0]
    elif reader.kinds[opening] == "name":
        argument = reader.atom()
    else:
        reader.fail(place, f"No brackets stand behind `{word}`", f"Write what it is of: `{function}(z[i])`")
    if exponent < 1:
        reader.fail(
            raised,
            f"A power of `{word}` below 1 could be its inverse",
            f"Write `1/{function}(z[i])`",
            last=opening - 1,
        )
    value = Apply(function, order, argument)
    return whole.entry(reader, value if exponent == 1 else Power(value, exponent), place, opened)


def primes(reader: Reader) -> int:
    r"""primes = "'"* | "^" "{"? "\prime"+ "}"?; none of them where a power stands"""
    kinds = reader.kinds
    raised = kinds[reader.at] == "^"
    braced = raised and kinds[reader.at + 1] == "{"
    start = reader.at + raised + braced
    here = start
    order = 0
    while kinds[here] in PRIMES:
        order += PRIMES[kinds[here]]
        here += 1
    if order == 0:
        return 0
    if braced and kinds[here] != "}":
        reader.at = here
        reader.unexpected()
    reader.at = here + braced
    if order > 4:
        reader.fail(start, "At most four primes are read", last=here - 1)
    return order


def floor(reader: Reader, word: str, place: int) -> Formula:
    """floor = "floor" "(" expression ")", around one fraction"""
    parts = reader.items(reader.at)
    if len(parts) == 2:
        return Floor(*parts)
    if len(parts) != 1 or not isinstance(parts[0], Quotient):
        reader.fail(
            place, "Only a fraction is rounded down", "Write `a // b` for the floor of a / b", last=reader.at - 1
        )
    return Floor(parts[0].numerator, parts[0].denominator)


def largest(reader: Reader, left: Formula, right: Formula) -> Formula:
    """max(left, right): relu where one of them is 0, else left + relu(right - left)."""
    if left == ZERO or right == ZERO:
        return Apply("relu", 0, right if left == ZERO else left)
    return add(left, Apply("relu", 0, sub(right, left)))


def smallest(reader: Reader, word: str, place: int) -> Formula:
    """smallest = "min" "(" expression "," expression ")": left - relu(left - right)"""
    sides = reader.items(reader.at)
    if len(sides) != 2:
        reader.fail(place, f"`min` takes two values; here it has {len(sides)}", last=reader.at - 1)
    return add(sides[0], neg(Apply("relu", 0, sub(*sides))))


def operation(reader: Reader, word: str, place: int) -> Formula:
    """operation = name "(" operands ")" """
    return whole.operation(reader, word, place)


def truth_word(reader: Reader, word: str, place: int) -> Formula:
    """truth_word = ("I" | "kron") bracket"""
    return truth.kronecker(reader, word, place)


TABLE: dict[str, Callable[[Reader, str, int], Formula]] = {
    **dict.fromkeys((*FUNCTIONS, *SAME), elementwise),
    **dict.fromkeys(OPERATIONS, operation),
    **dict.fromkeys(("kron", "kronecker", "Kron", *INDICATORS), truth_word),
    "floor": floor,
    "min": smallest,
}
