"""The number that an operation on a whole array takes beside it: how many zeros, or which step.

It is part of the shape of what comes out, so nothing may stand in it whose value an array's shape can't have: an index,
an entry, a bracket of truth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula.names import made_of_sizes
from engine.formula.tree import Add, Floor, Formula, Mul, Neg, Number, Power, Quotient, Read, Symbol, Whole
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

AMOUNTS = {
    "pad": "`pad(a, p)` puts p zeros at each end, and p is made of {}",
    "dilate": "`dilate(a, s)` puts s - 1 zeros between the entries, and s is made of {}",
}


def skip_keyword(reader: Reader) -> None:
    """Step behind a Python keyword such as `mode=`."""
    if reader.kinds[reader.at] == "name" and reader.kinds[reader.at + 1] == "=":
        reader.at += 2


def amount_of(reader: Reader, name: str) -> Formula:
    """amount = expression of sizes, parameters and whole numbers"""
    skip_keyword(reader)
    place = reader.at
    outer, reader.made_of = reader.made_of, AMOUNTS[name]
    reader.inside += 1
    amount = reader.expression()
    reader.inside -= 1
    for node in nodes(amount):
        match node:
            case Symbol(word) if reader.index(word):
                found = f"`{word}` is an index here"
            case Read(word) | Whole(word):
                found = f"`{word}` is an array, not a size"
            case Symbol() | Number(int()) | Add() | Neg() | Mul() | Quotient() | Floor():
                continue
            case Power(_, exponent) if exponent >= 0:
                continue
            case _:
                found = f"This is no number for `{name}`"
        reader.fail(place, found, made_of_sizes(reader), last=reader.at - 1)
    reader.made_of = outer
    return amount
