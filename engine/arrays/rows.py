"""The rows form: unfold every axis but the first, then one matrix product per kernel row.

The windows of one kernel row need no copy of their own: in an array that holds the unfolded rows one after the other,
the rows that tap u reads, d·u, d·u + s, d·u + 2s, ..., lie side by side once the rows are sorted by their phase t mod
s. So the copies are only ∏m/m₀ times the input, made for a few samples at a time, and ``z = Σ_u W_u X[:, rows of
u]``. This form is for what is large.

    x (N, G, C, *S)  w (G, O, C, *K)  z, delta (N, G, O, *S')    G groups, C and O channels per group
    t row of the padded input · u tap of the first axis · v tap of the other axes
"""

import math
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from engine.arrays.geometry import taps


class Unfolding(NamedTuple):
    """How to fill the array of unfolded rows (N, G, C, taps v, phases, rows, *rest), and what each tap u reads there.

    ``fills`` are (index into that array, index into x); ``reads`` the column where tap u's rows begin; ``positions``
    the number of columns that it reads from there.
    """

    shape: tuple
    fills: tuple
    reads: tuple
    positions: int


@lru_cache(maxsize=256)
def unfolding(geometry):
    """Return the Unfolding of a geometry; its work is done once for all samples."""
    s, d, p, n = geometry.stride[0], geometry.dilation[0], geometry.before[0], geometry.inputs[0]
    starts = [divmod(d * u, s)[::-1] for u in range(geometry.kernel[0])]
    phases = sorted({phase for phase, _ in starts})
    rest_taps = list(product(*(range(m) for m in geometry.kernel[1:])))
    rest = geometry.outputs[1:]
    rows = max(row for _, row in starts) + geometry.outputs[0]
    fills = []
    for place, phase in enumerate(phases):
        first = max(0, -((phase - p) // s))
        stop = max(first, min(rows, (n - 1 + p - phase) // s + 1))
        t = s * first + phase - p
        source = slice(t, t + max(0, s * (stop - first - 1) + 1), s)
        for index, tap in enumerate(rest_taps):
            pairs = [taps(geometry, axis, j) for axis, j in enumerate(tap, start=1)]
            fills.append(
                (
                    (slice(None), slice(None), slice(None), index, place, slice(first, stop), *(to for to, _ in pairs)),
                    (slice(None), slice(None), slice(None), source, *(of for _, of in pairs)),
                )
            )
    width = math.prod(rest)
    reads = tuple((phases.index(phase) * rows + row) * width for phase, row in starts)
    return Unfolding((len(rest_taps), len(phases), rows, *rest), tuple(fills), reads, geometry.outputs[0] * width)


def blocks(x, geometry, limit):
    """Yield (slice of samples, their unfolded rows (n, G, C·taps v, columns)), a few samples of x at a time.

    As many samples are unfolded at once as ``limit`` bytes hold, one at least. Every block reuses the same memory.
    """
    plan = unfolding(geometry)
    samples, groups, channels = x.shape[:3]
    size = groups * channels * math.prod(plan.shape) * x.itemsize
    step = max(1, min(samples, limit // max(1, size)))
    unfolded = np.zeros((step, groups, channels, *plan.shape), x.dtype)
    for start in range(0, samples, step):
        here = slice(start, min(samples, start + step))
        block = unfolded[: here.stop - start]
        for to, of in plan.fills:
            block[to] = x[here][of]
        yield here, block.reshape(len(block), groups, channels * plan.shape[0], -1)


def correlate(x, w, geometry, limit):
    """Return ``z[g,o,i] = Σ_u Σ_c Σ_v w[g,o,c,u,v] · x[g,c,s·i + d·(u,v) − p]`` of every sample, as (N, G, O, ∏out)."""
    plan = unfolding(geometry)
    groups, outputs = w.shape[:2]
    kernel_rows = np.moveaxis(w.reshape(*w.shape[:4], -1), 3, 0).reshape(w.shape[3], groups, outputs, -1)
    z = np.empty((len(x), groups, outputs, plan.positions), x.dtype)
    for here, rows in blocks(x, geometry, limit):
        sums = z[here]
        np.matmul(kernel_rows[0], rows[..., plan.reads[0] : plan.reads[0] + plan.positions], out=sums)
        for kernel_row, start in zip(kernel_rows[1:], plan.reads[1:], strict=True):
            sums += np.matmul(kernel_row, rows[..., start : start + plan.positions])
    return z


def kernel_gradient(delta, x, geometry, limit):
    """Return ``dw[g,o,c,u,v] = Σ_n Σ_i delta[n,g,o,i] · x[n,g,c,s·i + d·(u,v) − p]``, a correlation of x with delta."""
    plan = unfolding(geometry)
    groups, outputs = delta.shape[1:3]
    delta = delta.reshape(*delta.shape[:3], -1)
    sums = np.zeros((geometry.kernel[0], groups, outputs, x.shape[2] * plan.shape[0]), x.dtype)
    for here, rows in blocks(x, geometry, limit):
        for u, start in enumerate(plan.reads):
            sums[u] += np.matmul(delta[here], rows[..., start : start + plan.positions].swapaxes(2, 3)).sum(axis=0)
    by_channel = sums.reshape(geometry.kernel[0], groups, outputs, x.shape[2], plan.shape[0])
    return np.moveaxis(by_channel, 0, 3).reshape(groups, outputs, x.shape[2], *geometry.kernel)
