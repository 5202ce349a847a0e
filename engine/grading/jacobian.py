"""The whole Jacobian of a learner's formula beside the true one.

    dL/dx[k] = sum(i, delta[i]*J[i,k])      J[i,k] = ∂z[i]/∂x[k]

A gradient is linear in the upstream gradient, and so is nearly every wrong one. Such a formula is a table: what it
multiplies delta[i] with at k stands in row i and column k, read off its products of named entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.arithmetic import Ordered
from engine.calculus.case import Case
from engine.calculus.products import Ledger
from engine.formula.problems import Unreadable
from engine.formula.tree import Formula, Partial
from engine.grading.smallest_case import Terms, arranged_text

if TYPE_CHECKING:
    from engine.grading.question import Question
    from engine.layer import Layer

ROWS, COLUMNS = 8, 6
"""The most outputs and the most entries asked for that a table has room for."""

TERMS = 8
"""The most products that a cell adds up."""

STEPS = 8
"""How often entries are drawn where order matters: a step such as relu' is 1 on either side every other time."""

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Jacobians:
    """Two tables of one shape, for one choice of sizes.

    sizes          the sizes: {"n": 4, "m": 2}
    rows           the outputs by name: ("z[0]", "z[1]", "z[2]")
    columns        the entries asked for by name
    yours, right   what the output's upstream gradient is multiplied with: "w[1]", "2*x[0] + x[1]", "0"
    wrong          the places, as (row, column) counted from 0, at which the two values differ
    """

    sizes: Mapping[str, int]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    yours: Table
    right: Table
    wrong: frozenset[tuple[int, int]]


def jacobians(question: Question, formula: Formula, sizes: Mapping[str, int]) -> Jacobians | None:
    """The tables of a wrong formula and of the right one; None where they are none, or too large to be looked at.

    question   what is asked: the gradient of the loss by an array, from one upstream gradient
    formula    the answer; it is a table where it is linear in the upstream gradient
    sizes      the sizes of the verdict's smallest case; others are taken where these leave an axis of length 1

    >>> from engine import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> verdict = layer.check("dL/dx[k]", "sum(j, delta[k+j]*w[j])")
    >>> found = jacobians(layer.question("dL/dx[k]"), verdict.formula, {"n": 3, "m": 2})
    >>> found.yours, found.right
    ((('w[0]', '0', '0'), ('w[1]', 'w[0]', '0')), (('w[0]', 'w[1]', '0'), ('0', 'w[0]', 'w[1]')))
    >>> sorted(found.wrong)
    [(0, 1), (1, 0), (1, 2)]
    """
    return _jacobians(question, formula, tuple(sizes.items()))


@lru_cache(maxsize=256)
def _jacobians(question: Question, formula: Formula, sizes: tuple[tuple[str, int], ...]) -> Jacobians | None:
    layer = question.layer
    if not isinstance(question.wanted, Partial) or question.wanted.of is not None or len(layer.given) != 1:
        return None
    try:
        found = (_of_sizes(question, formula, each) for each in _choices(question, dict(sizes)))
        return next(filter(None, found), None)
    except (Unreadable, _NoTable):
        return None


class _NoTable(Exception):
    """A formula is not linear in the upstream gradient, or a cell of its table has too many products."""


def _choices(question: Question, sizes: dict[str, int]) -> Iterator[dict[str, int]]:
    """The sizes to be tried: those of the verdict, unless a case with room on every axis shows it as well."""
    lengths = question.layer.lengths(sizes).values()
    if min((length for shape in lengths for length in shape), default=1) > 1:
        yield sizes
    yield question.preview_sizes
    yield sizes


def _of_sizes(question: Question, formula: Formula, sizes: dict[str, int]) -> Jacobians | None:
    """The tables for these sizes; None where they don't fit, or where nothing differs."""
    layer = question.layer
    lengths = layer.lengths(sizes)
    ((upstream, output),) = layer.given.items()
    asked = question.wanted.by.array
    if prod(lengths[output]) > ROWS or prod(lengths[asked]) > COLUMNS:
        return None
    rows, columns = (_places(lengths[array], layer.first) for array in (output, asked))
    entries = [_entry(upstream, place) for place in rows]
    sides = []
    for side in (formula, question.right):
        plain = layer.plain(side, question.free)
        ledger = Ledger(layer, sizes)
        found = [
            _slopes(ledger.terms(plain, dict(zip(question.free, place, strict=True))), upstream) for place in columns
        ]
        sides.append(tuple(tuple(_cell(slopes.get(entry, {}), layer) for slopes in found) for entry in entries))
    yours, right = sides
    unlike = [row for row in range(len(rows)) if yours[row] != right[row]]
    wrong = frozenset((row, column) for row in unlike for column in _differing(question, formula, sizes, upstream, row))
    names = ([_entry(array, place) for place in places] for array, places in ((output, rows), (asked, columns)))
    return Jacobians(sizes, *map(tuple, names), yours, right, wrong) if wrong else None


def _slopes(terms: Terms, upstream: str) -> dict[str, Terms]:
    """The products of one place by the entry of the upstream gradient that each of them has."""
    found: dict[str, Terms] = {}
    for factors, coefficient in terms.items():
        own = [factor for factor in factors if re.search(rf"\b{upstream}\b", factor)]
        if len(own) != 1 or not re.fullmatch(rf"{upstream}(\[[^\]]*\])?", own[0]):
            raise _NoTable
        rest = tuple(factor for factor in factors if factor != own[0])
        found.setdefault(own[0], {})[rest] = coefficient
    return found


def _cell(terms: Terms, layer: Layer) -> str:
    if len(terms) > TERMS:
        raise _NoTable
    return arranged_text(terms, layer)


def _differing(question: Question, formula: Formula, sizes: dict[str, int], upstream: str, row: int) -> set[int]:
    """The columns of a row that differ in value, however they are written: the upstream gradient is 1 there alone."""
    numbers = question.numbers(formula, question.right)
    found: set[int] = set()
    for draw in range(STEPS if numbers is Ordered else 1):
        case = Case(question.layer, sizes, numbers())
        for name in question.layer.inputs:
            case.put(name, case.numbers.entries(f"{name} {draw}", case.lengths[name]))
        case.put(upstream, np.eye(prod(case.lengths[upstream]), dtype=int)[row, :, np.newaxis])
        yours, right = (question.values(each, case) for each in (formula, question.right))
        scale = np.abs(right).astype(float) if not numbers.exact else 0
        found |= {*np.flatnonzero(~np.all(case.numbers.same(yours, right, scale), axis=-1)).tolist()}
    return found


def _places(lengths: tuple[int, ...], first: int) -> list[tuple[int, ...]]:
    return list(product(*(range(first, first + length) for length in lengths)))


def _entry(array: str, place: tuple[int, ...]) -> str:
    return f"{array}[{', '.join(map(str, place))}]" if place else array
