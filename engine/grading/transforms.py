"""Values that are the right ones transformed: scaled, shifted, reversed, or zero at the border.

They catch mistakes whose formula nobody foresaw. A transform counts only where it is the same on every case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from engine.calculus.arithmetic import PRIME, Floating, Modular
from engine.formula.problems import Unreadable

FURTHEST = 2
Pairs = Sequence[tuple[np.ndarray, np.ndarray]]


def constant(numbers, yours: np.ndarray, theirs: np.ndarray) -> bool | None:
    """Whether yours is -1 times theirs (True) or another constant times theirs (False); None where it is neither."""
    one, two = (each.reshape(-1) for each in np.broadcast_arrays(yours, theirs))
    nonzero = np.flatnonzero(two != 0)
    if not len(nonzero) or one[nonzero[0]] == 0:
        return None
    a, b = one[nonzero[0]], two[nonzero[0]]
    if isinstance(numbers, Modular):
        agree = (one * int(b) % PRIME == two * int(a) % PRIME).all()
        return bool((int(a) + int(b)) % PRIME == 0) if agree else None
    if isinstance(numbers, Floating):
        agree = np.allclose(one * b, two * a, rtol=1e-7, atol=1e-9)
        return bool(abs(a + b) < 1e-7 * abs(b)) if agree else None
    return bool(a == -b) if all(one * b == two * a) else None


def factor_of(numbers, values: Iterable[np.ndarray], others: Iterable[np.ndarray]) -> str | None:
    """wrong-sign or wrong-scale where the values are a constant times other ones on every case; else None."""
    signs = []
    try:
        for yours, theirs in zip(values, others, strict=True):
            sign = constant(numbers, yours, theirs)
            if sign is None:
                return None
            signs.append(sign)
    except Unreadable:
        return None
    return "wrong-sign" if all(signs) else "wrong-scale"


def border_zero(pairs: Pairs) -> bool:
    """Whether each answer is right in the middle and 0 wherever it is not right."""

    def holds(yours: np.ndarray, right: np.ndarray) -> bool:
        same = (yours == right).all(axis=-1)
        zero = (yours == 0).all(axis=-1)
        if same.all() or not (same | zero).all():
            return False
        inner = tuple(slice(length // 2, length // 2 + 1) for length in same.shape)
        return bool((same & ~zero)[inner].all())

    return all(holds(yours, right) for yours, right in pairs)


def shifted(pairs: Pairs) -> bool:
    """Whether each answer is the right one moved by the same one or two places along one axis, zeros coming in.

    By how many shows in the largest value at each place of the axis.
    """
    yours, right = pairs[0]
    for axis in range(right.ndim - 1):
        mine, largest = _largest(yours, axis), _largest(right, axis)
        for step in (step for step in range(-FURTHEST, FURTHEST + 1) if step):
            if np.array_equal(mine, _moved(largest, 0, step)) and _shifted(pairs, axis, step):
                return True
    return False


def _shifted(pairs: Pairs, axis: int, step: int) -> bool:
    return all(yours.any() and np.array_equal(yours, _moved(right, axis, step)) for yours, right in pairs)


def _moved(values: np.ndarray, axis: int, step: int) -> np.ndarray:
    moved = np.roll(values, step, axis=axis)
    front = slice(0, step) if step > 0 else slice(step, None)
    moved[(*(slice(None),) * axis, front)] = 0
    return moved


def reversed_wholly(pairs: Pairs) -> bool:
    """Whether each answer is the right one read from the other end of every axis."""
    axes = tuple(range(pairs[0][1].ndim - 1))
    return bool(axes) and _reversed(pairs, axes)


def reversed_partly(pairs: Pairs) -> bool:
    """Whether each answer is the right one read from the other end of some axes, always the same ones.

    Which ones shows in the largest value at each place of an axis.
    """
    yours, right = pairs[0]
    axes = range(right.ndim - 1)
    turned = tuple(axis for axis in axes if not np.array_equal(_largest(yours, axis), _largest(right, axis)))
    return 0 < len(turned) < len(axes) and _reversed(pairs, turned)


def _largest(values: np.ndarray, axis: int) -> np.ndarray:
    return values.max(axis=tuple(other for other in range(values.ndim) if other != axis))


def _reversed(pairs: Pairs, axes: tuple[int, ...]) -> bool:
    return all(np.array_equal(yours, np.flip(right, axes)) for yours, right in pairs)


TRANSFORMS: tuple[tuple[str, Callable[[Pairs], bool]], ...] = (
    ("valid-not-full", border_zero),
    ("off-by-one", shifted),
    ("needless-flip", reversed_wholly),
    ("flipped-one-axis", reversed_partly),
)
