"""The rules for numbers: literals, and what a power is raised to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from engine.formula import truth
from engine.formula.tree import Formula, Number

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

LARGEST = 10**9
LONGEST = 20
HIGHEST = 16
LAYER = ("l", "L")
"""The letters with which papers number layers: delta^{(l)}."""


def number(reader: Reader) -> Formula:
    """number = digits ("." digits)?"""
    place = reader.at
    token = reader.tokens[place]
    if token.text == "1" and truth.follows(reader, place + 1):
        return truth.indicator(reader)
    reader.at += 1
    digits = token.text.rstrip(".")
    if len(digits) > LONGEST:
        reader.fail(place, "This number is too long", f"Numbers of up to {LONGEST} digits are read")
    value = int(digits) if digits.isdigit() else Fraction(digits)
    if value > LARGEST:
        reader.fail(place, "This number is too large", f"Numbers up to {LARGEST} are read")
    if reader.kinds[reader.at] == "number":
        reader.fail(place, "Two numbers stand side by side", "An operator is missing between them", last=reader.at)
    return Number(value.numerator) if value.denominator == 1 else Number(value)


def exponent(reader: Reader) -> int:
    """exponent = "^" sign* (number | bracket around one)"""
    kinds, first = reader.kinds, reader.at
    reader.at += 1
    close = reader.partner.get(reader.at)
    reader.at += close is not None
    negative = reader.negative()
    place = reader.at
    ends = place + 1 if close is None else close
    digits = reader.tokens[place].text
    if kinds[place] != "number" or not digits.isdigit() or (close is not None and close != place + 1):
        if kinds[place] == "end":
            reader.missing()
        last = max(ends if close else place, first)
        of_layer = any(token.text in LAYER for token in reader.tokens[place : last + 1])
        expected = "Leave a layer's number out" if of_layer else "Only numbers like the 2 in `a[i]^2` are read there"
        reader.fail(first, "A power needs a whole number behind `^`", expected, last=last)
    if len(digits) > 9 or int(digits) > HIGHEST:
        reader.fail(place, f"The power is above {HIGHEST}", "That is too high to be checked")
    reader.at = place + 1 if close is None else close + 1
    return -int(digits) if negative else int(digits)
