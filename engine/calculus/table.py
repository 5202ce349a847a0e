"""The ledger as a table: one row for each product of a derivative, for any derivative of any layer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from itertools import product as places_of
from math import prod
from numbers import Integral
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from engine.arrays.arguments import numbers
from engine.calculus.products import Ledger, Product, product_text

if TYPE_CHECKING:
    from engine.grading.question import Question
    from engine.layer import Layer

ROWS = 20_000
NAME = re.compile(r"[^[(]*")


def ledger_table(
    question: Question,
    sizes: Mapping[str, int],
    at: Mapping[str, int] | None = None,
    values: Mapping[str, ArrayLike] | None = None,
) -> pd.DataFrame:
    """One row a product of what is wanted, for these sizes, at one place or at all.

    sizes    every size and parameter -> a positive integer
    at       free index -> its value; any that is not named runs over all its places
    values   array -> its entries; given for every array that is read, the table has their products' values too

    The columns are the free indices, `product` (the text), `coefficient`, one column for each array that is read (its
    entry, or its entries), for each function and for conditions, and `value`; those up to `coefficient` where there is
    no product. Raises ValueError where a size, a place or the shape of `values` is wrong, and where there would be more
    than ROWS rows; TypeError where sizes or places have no names.

    >>> from engine.notebook import Layer
    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> layer.ledger("dL/dx[k]", {"n": 4, "m": 2}, {"k": 1}, {"delta": [3, 1, 4], "w": [2, 5]})
       k        product coefficient     delta     w  value
    0  1  delta[1]*w[0]           1  delta[1]  w[0]      2
    1  1  delta[0]*w[1]           1  delta[0]  w[1]     15
    """
    layer = question.layer
    sizes, at = _sizes(layer, sizes), _numbers("at", at or {}, "{'k': 1}")
    lengths = layer.lengths(sizes)
    for name, shape in lengths.items():
        if any(length < 1 for length in shape):
            raise ValueError(f"sizes: these leave the array `{name}` empty: its shape would be {shape}")
    entries = _entries(layer, lengths, values or {})
    ledger = Ledger(layer, sizes)
    plain = layer.plain(question.right, question.free)
    rows = []
    for where in _places(question, lengths, at):
        rows += [{**where, **_row(each, entries)} for each in ledger.products(plain, where) if each.inside]
        if len(rows) > ROWS:
            raise _too_long()
    return pd.DataFrame(rows, columns=None if rows else [*question.free, "product", "coefficient"])


def _sizes(layer: Layer, sizes: Mapping[str, int]) -> dict[str, int]:
    """The sizes as integers, one for each that the layer has."""
    found = _numbers("sizes", sizes, "{'n': 4, 'm': 2}")
    missing = [name for name in layer.names if name not in found]
    if missing:
        raise ValueError(f"sizes: the layer needs a value for {', '.join(missing)}")
    for name, value in found.items():
        if name not in layer.names:
            names = " and ".join(layer.names) or "none"
            raise ValueError(f"sizes: the layer has no size or parameter `{name}`; it has {names}")
        if value < 1:
            raise ValueError(f"sizes: `{name}` is a positive integer, not {value!r}")
    return found


def _numbers(field: str, given: Mapping[str, int], example: str) -> dict[str, int]:
    """Names with integers, NumPy's among them."""
    if not isinstance(given, Mapping):
        raise TypeError(f"{field}: needs a name and a number for each, such as {example}, not {given!r}")
    found = {}
    for name, value in given.items():
        if isinstance(value, bool) or not isinstance(value, Integral):
            kind = "a positive integer" if field == "sizes" else "an integer"
            raise ValueError(f"{field}: `{name}` is {kind}, not {value!r}")
        found[name] = int(value)
    return found


def _too_long() -> ValueError:
    return ValueError(f"sizes: the table would have more than {ROWS} rows; take smaller sizes, or one place with `at`")


def _places(question: Question, lengths: Mapping[str, tuple[int, ...]], at: Mapping[str, int]):
    """Every place that the table speaks of."""
    first = question.layer.first
    spans = []
    for name, length in zip(question.free, question.lengths_at(lengths), strict=True):
        places = range(first, first + length)
        if name in at and at[name] not in places:
            raise ValueError(f"at: `{name}` runs from {places[0]} to {places[-1]} here, and {at[name]!r} is not there")
        spans.append([at[name]] if name in at else places)
    unknown = [name for name in at if name not in question.free]
    if unknown:
        raise ValueError(f"at: `{unknown[0]}` is no index of what is wanted; they are {', '.join(question.free)}")
    if prod(map(len, spans)) > ROWS:
        raise _too_long()
    return (dict(zip(question.free, place, strict=True)) for place in places_of(*spans))


def _entries(
    layer: Layer, lengths: Mapping[str, tuple[int, ...]], values: Mapping[str, ArrayLike]
) -> dict[str, object]:
    """The named entries of the arrays: "w[1]" -> its value."""
    if not isinstance(values, Mapping):
        raise TypeError(f"values: needs an array's name with its entries, such as {{'w': [2, 5]}}, not {values!r}")
    found: dict[str, object] = {}
    for name, given in values.items():
        if name not in lengths:
            raise ValueError(f"values: the layer has no array `{name}`; it has {', '.join(lengths)}")
        array = numbers(f"values: `{name}`", given)
        if array.shape != lengths[name]:
            raise ValueError(f"values: `{name}` has the shape {array.shape}; for these sizes it needs {lengths[name]}")
        for place, value in np.ndenumerate(array):
            index = ", ".join(str(number + layer.first) for number in place)
            found[f"{name}[{index}]" if place else name] = value.item()
    return found


def _row(product: Product, entries: Mapping[str, object]) -> dict[str, object]:
    row: dict[str, object] = {
        "product": product_text(product.factors, product.coefficient),
        "coefficient": Fraction(product.coefficient),
    }
    for factor in product.factors:
        name = NAME.match(factor)[0] or "condition"
        row[name] = f"{row[name]}, {factor}" if name in row else factor
    if entries and all(factor in entries for factor in product.factors):
        number = product.coefficient
        whole = int(number) if number.denominator == 1 else float(number)
        row["value"] = prod((entries[factor] for factor in product.factors), start=whole)
    return row
