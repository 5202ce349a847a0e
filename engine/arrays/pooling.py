"""Max and average pooling: windows without weights, each channel for itself.

A window over several axes is taken one axis at a time, m₀ + m₁ steps in place of m₀·m₁: the maximum of row maxima is
the maximum, the sum of row sums the sum.
"""

import numpy as np

from engine.arrays.arguments import flag, float_dtype, floats, numbers
from engine.arrays.geometry import taps
from engine.arrays.shapes import pool_problem, upstream


def max_pool(x, size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Keep the largest entry of every window.

        z[n,c,i] = max_j x[n,c,s·i + d·j − p]      over the taps j that lie inside x: padding never wins

    ``x`` (N, C, *S) with any number of spatial axes, integers too, whose dtype is kept. ``size`` of the window,
    ``stride`` (None: the size) and ``dilation`` are an int or one per spatial axis; ``padding`` is an int, one per
    axis, one (before, after) pair per axis or ``"valid"``, at most the window − 1. With ``ceil_mode`` a last window
    may overhang, if it does not start in the padding after. A NaN in a window is its maximum.

    Raises TypeError for arguments of a wrong type, ValueError for sizes that don't fit together.

    >>> max_pool([[[1, 3, 2, 0]]], 2).tolist()
    [[[3, 2]]]
    """
    x = numbers("x", x)
    geometry, _ = pool_problem(x, size, stride, padding, dilation, ceil_mode)
    return window_maxima(x, geometry)


def max_pool_backward(delta, x, size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Return dx, the gradient of a loss through ``max_pool``: each window's delta goes to its first largest entry.

        dx[n,c,k] = Σ_i delta[n,c,i] · [k is the first maximum of window i]

    ``delta`` (N, C, *S') has the shape of z, dx that of x; the other arguments are those of the forward pass. Raises
    what ``max_pool`` raises, and ValueError where delta has another shape than z.

    >>> max_pool_backward([[[5, 7]]], [[[3, 3, 2, 4]]], 2).tolist()
    [[[5.0, 0.0, 0.0, 7.0]]]
    """
    x = numbers("x", x)
    geometry, _ = pool_problem(x, size, stride, padding, dilation, ceil_mode)
    delta, dx = upstream(delta, (*x.shape[:2], *geometry.outputs), np.zeros(x.shape, float_dtype(x)))
    maxima = window_maxima(x, geometry)
    nothing_is_nan = not np.isnan(maxima).any()
    waiting = np.ones(delta.shape, bool)
    for j in np.ndindex(geometry.kernel):
        pairs = [taps(geometry, axis, tap) for axis, tap in enumerate(j)]
        outputs, read = (..., *(to for to, _ in pairs)), (..., *(of for _, of in pairs))
        wins = x[read] == maxima[outputs]
        if not nothing_is_nan:
            wins |= np.isnan(x[read])
        wins &= waiting[outputs]
        waiting[outputs] &= ~wins
        dx[read] += np.where(wins, delta[outputs], 0)
    return dx


def avg_pool(x, size, *, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """Average every window.

        z[n,c,i] = Σ_j x[n,c,s·i + j − p] / count[i]

    ``count[i]`` is how many entries of window i lie in the padded input, or with ``count_include_pad=False`` in the
    input itself; what overhangs under ``ceil_mode`` never counts. The other arguments and the errors are those of
    ``max_pool``.

    >>> avg_pool([[[1, 3, 2, 0]]], 2).tolist()
    [[[2.0, 1.0]]]
    """
    x = floats("x", x)
    geometry, reach = pool_problem(x, size, stride, padding, 1, ceil_mode)
    counts = window_counts(geometry, reach, flag("count_include_pad", count_include_pad))
    return along_each_axis(x, geometry, np.add, 0) / counts.astype(x.dtype)


def avg_pool_backward(delta, x, size, *, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """Return dx, the gradient of a loss through ``avg_pool``: each window shares its delta equally among its entries.

        dx[n,c,k] = Σ_i delta[n,c,i] / count[i]      over the windows i that hold k

    ``delta`` (N, C, *S') has the shape of z, dx that of x; of x only shape and dtype matter. Raises what ``avg_pool``
    raises, and ValueError where delta has another shape than z.

    >>> avg_pool_backward([[[4, 6]]], [[[1, 3, 2, 0]]], 2).tolist()
    [[[2.0, 2.0, 3.0, 3.0]]]
    """
    x = floats("x", x)
    geometry, reach = pool_problem(x, size, stride, padding, 1, ceil_mode)
    counts = window_counts(geometry, reach, flag("count_include_pad", count_include_pad))
    delta, x = upstream(delta, (*x.shape[:2], *geometry.outputs), x)
    shares = delta / counts.astype(delta.dtype)
    for axis, taps_here in enumerate(geometry.kernel):
        shape = (*shares.shape[: 2 + axis], geometry.inputs[axis], *shares.shape[3 + axis :])
        spread = np.zeros(shape, shares.dtype)
        for j in range(taps_here):
            outputs, read = (along(2 + axis, part) for part in taps(geometry, axis, j))
            spread[read] += shares[outputs]
        shares = spread
    return shares


def window_maxima(x, geometry):
    """Return the largest entry of every window, or NaN where it holds one."""
    lowest = -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min
    return along_each_axis(x, geometry, np.maximum, lowest)


def along_each_axis(x, geometry, combine, neutral):
    """Return x with the entries of every window combined, axis after axis, starting from ``neutral``."""
    for axis, taps_here in enumerate(geometry.kernel):
        combined = np.full((*x.shape[: 2 + axis], geometry.outputs[axis], *x.shape[3 + axis :]), neutral, x.dtype)
        for j in range(taps_here):
            outputs, read = (along(2 + axis, part) for part in taps(geometry, axis, j))
            combine(combined[outputs], x[read], out=combined[outputs])
        x = combined
    return x


def along(axis, part):
    """Return the index that takes a slice of one axis and everything of those before it.

    >>> along(1, slice(0, 2))
    (slice(None, None, None), slice(0, 2, None))
    """
    return (slice(None),) * axis + (part,)


def window_counts(geometry, reach, count_include_pad):
    """Return how many entries each window averages over, as an array of shape S'."""
    counts = np.ones((), np.int64)
    for out, s, m, p, n, end in zip(
        geometry.outputs, geometry.stride, geometry.kernel, geometry.before, geometry.inputs, reach, strict=True
    ):
        low, high = (0, end) if count_include_pad else (p, p + n)
        start = s * np.arange(out)
        counts = np.multiply.outer(counts, np.minimum(start + m, high) - np.maximum(start, low))
    return counts
