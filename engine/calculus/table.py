"""The ledger as a table: one row for each product of a derivative, for any derivative of any layer."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product as places_of
from typing import TYPE_CHECKING

import pandas as pd

from engine.calculus.products import Ledger, product_text

if TYPE_CHECKING:
    from engine.grading.question import Question
    from engine.layer import Layer

ROWS = 20_000


def ledger_table(
    layer: Layer, question: Question, sizes: Mapping[str, int], at: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """One row a product of what is wanted, for these sizes, at one place or at all.

    sizes   every size and parameter -> a positive integer
    at      free index -> its value; any that is not named runs over all its places

    The columns are the free indices, `product` (the text), `coefficient`, and one column for each array that is read,
    holding its entry. Raises ValueError where a size is missing or leaves an array empty.
    """
    missing = [name for name in layer.names if name not in sizes]
    if missing:
        raise ValueError(f"sizes: the layer needs a value for {', '.join(missing)}")
    for name, value in sizes.items():
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ValueError(f"sizes: `{name}` is a positive integer, not {value!r}")
    lengths = layer.lengths(sizes)
    for name, shape in lengths.items():
        if any(length < 1 for length in shape):
            raise ValueError(f"sizes: these leave the array `{name}` empty: its shape would be {shape}")
    ledger = Ledger(layer, sizes)
    plain = layer.plain(question.right, question.free)
    fixed = dict(at or {})
    spans = [
        [fixed[name]] if name in fixed else range(layer.first, layer.first + length)
        for name, length in zip(question.free, question.lengths_at(lengths), strict=True)
    ]
    rows = []
    for place in places_of(*spans):
        where = dict(zip(question.free, place, strict=True))
        for each in ledger.products(plain, where):
            if each.inside and len(rows) < ROWS:
                entries = {factor.partition("[")[0]: factor for factor in each.factors}
                text = product_text(each.factors, each.coefficient)
                rows.append({**where, "product": text, "coefficient": each.coefficient, **entries})
    return pd.DataFrame(rows)
