"""The sum of a product along some axes, an axis at a time: only the factors that vary along it are multiplied for it.

In sum(e, u, f[e,u]*delta[e,i]*a[i+u]) f and delta are summed over e before a comes in, so there is never a product
with as many numbers as all the indices have together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from math import prod
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.calculus.case import Numbers

Multiply = Callable[[np.ndarray, np.ndarray], np.ndarray]


def contracted(numbers: Numbers, multiply: Multiply, factors: Sequence[np.ndarray], lengths: Sequence[int]):
    """The sum of the product of `factors` along the first axes of all axes.

    numbers    the arithmetic of the factors
    multiply   its product of two
    factors    arrays of as many axes, of one entry along an axis where they do not vary along it
    lengths    how many places each of the first axes has

    >>> from engine.calculus.arithmetic import Floating
    >>> rows, column = np.arange(6.0).reshape(2, 3, 1), np.ones((1, 3, 1))
    >>> contracted(Floating(), np.multiply, [rows, column], (2, 3))
    array([15.])
    """
    factors = list(factors)
    alike = 1
    waiting = list(range(len(lengths)))
    while waiting:
        varying = {axis: [place for place, each in enumerate(factors) if each.shape[axis] > 1] for axis in waiting}
        first = min(waiting, key=lambda axis: _together([factors[place] for place in varying[axis]]))
        axes = tuple(axis for axis in waiting if set(varying[axis]) <= set(varying[first]))
        group = [factors[place] for place in varying[first]]
        factors = [each for place, each in enumerate(factors) if place not in varying[first]]
        if group:
            product = multiplied(multiply, group)
            kept = tuple(1 if axis in axes else length for axis, length in enumerate(product.shape))
            factors.append(numbers.total(product, axes).reshape(kept))
        alike *= prod(lengths[axis] for axis in axes if not varying[axis])
        waiting = [axis for axis in waiting if axis not in axes]
    total = multiplied(multiply, factors)
    total = total.reshape(total.shape[len(lengths) :])
    return total if alike == 1 else numbers.mul(total, numbers.number(alike))


def multiplied(multiply: Multiply, factors: Sequence[np.ndarray]) -> np.ndarray:
    """The product of arrays, the small ones first."""
    return reduce(multiply, sorted(factors, key=lambda each: each.size))


def _together(factors: Sequence[np.ndarray]) -> int:
    """How many numbers the product of some arrays has."""
    return prod(np.broadcast_shapes(*(each.shape for each in factors)))
