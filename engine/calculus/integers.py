"""Index expressions as numerator over denominator, integers or arrays of them: exact, too small to overflow."""

from __future__ import annotations

import numpy as np

from engine.calculus.refusals import division_by_zero, too_large

LARGEST = 2.0**50


def bounded_product(a, b):
    """a·b in integers, refused before it could overflow."""
    if isinstance(a, int) and isinstance(b, int):
        product = a * b
        if abs(product) >= LARGEST:
            raise too_large()
        return product
    if isinstance(a, int) and a == 1:
        return b
    if isinstance(b, int) and b == 1:
        return a
    if _largest(a) * _largest(b) >= LARGEST:
        raise too_large()
    return a * b


def _largest(a) -> int:
    """The largest magnitude among integers."""
    return abs(a) if isinstance(a, int) else max(int(a.max()), -int(a.min()))


def with_positive_denominator(top, bottom):
    """top / bottom with a positive denominator; raises Unreadable where it is zero."""
    if isinstance(bottom, int):
        if bottom == 0:
            raise division_by_zero()
        return (-top, -bottom) if bottom < 0 else (top, bottom)
    if not bottom.all():
        raise division_by_zero()
    sign = np.sign(bottom)
    return top * sign, bottom * sign
