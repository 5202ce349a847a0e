"""The windows form: lay every window out as a column, then one matrix product does all sums at once.

With X[(c,j), i] = x[c, s·i + d·j − p], the convolution is ``z = W X``, the gradient of the kernel ``δ Xᵀ``. The windows
are a view made from strides, so only one copy is made. The columns are ∏m times as large as the input: this form is
for what is small, and for few channels.

    x (N, G, C, *S)  w (G, O, C, *K)  z, delta (N, G, O, *S')    G groups, C and O channels per group
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np


class Layout(NamedTuple):
    """Where the input goes in a padded array, and the view of that array that holds the windows.

    ``buffer`` is the padded array's size along each axis, ``put`` the slices that take the input's ``part``; without
    ``put`` the input itself serves. ``steps`` are the windows' axes as (axis, step) of the padded array.
    """

    buffer: tuple
    put: tuple | None
    part: tuple
    steps: tuple
    rows: int
    positions: int


@lru_cache(maxsize=1024)
def layout(geometry, holes):
    """Return the Layout of the windows; ``holes`` zeros but one stand between neighbours of the input (1: none)."""
    rows, positions = math.prod(geometry.kernel), math.prod(geometry.outputs)
    steps = (*enumerate(geometry.dilation), *enumerate(geometry.stride))
    buffer = tuple(
        s * (out - 1) + d * (m - 1) + 1
        for s, out, d, m in zip(geometry.stride, geometry.outputs, geometry.dilation, geometry.kernel, strict=True)
    )
    fits = all(size <= n for size, n in zip(buffer, geometry.inputs, strict=True))
    if fits and not any(geometry.before) and all(h == 1 for h in holes):
        return Layout(geometry.inputs, None, (), steps, rows, positions)
    put, part = [], []
    for size, n, p, h in zip(buffer, geometry.inputs, geometry.before, holes, strict=True):
        first = max(0, -(p // h))
        stop = max(first, min(n, -(-(size - p) // h)))
        put.append(slice(h * first + p, h * first + p + max(0, h * (stop - first - 1) + 1), h))
        part.append(slice(first, stop))
    return Layout(buffer, (..., *put), (..., *part), steps, rows, positions)


def columns(x, geometry, holes=None):
    """Return X (N, G, C·∏m, ∏out): in column i what output i reads, ``X[(c,j), i] = x[c, (s·i + d·j − p)/h]``.

    An index that is no integer reads zero: with holes h > 1 the input is read with h − 1 zeros inserted between
    neighbours.

    >>> from engine.arrays.geometry import conv_geometry
    >>> columns(np.array([[[[1.0, 2, 3]]]]), conv_geometry((3,), (2,), (1,), "valid", (1,)))
    array([[[[1., 2.],
             [2., 3.]]]])
    """
    plan = layout(geometry, holes or (1,) * len(geometry.outputs))
    lead = x.shape[:3]
    if plan.put is None:
        padded = x if x.flags.c_contiguous else np.ascontiguousarray(x)
    else:
        padded = np.zeros(lead + plan.buffer, x.dtype)
        padded[plan.put] = x[plan.part]
    strides = padded.strides
    view = np.ndarray(
        lead + geometry.kernel + geometry.outputs,
        x.dtype,
        padded,
        0,
        strides[:3] + tuple([strides[3 + axis] * step for axis, step in plan.steps]),
    )
    return view.reshape(lead[0], lead[1], lead[2] * plan.rows, plan.positions)


def correlate(x, w, geometry, holes=None):
    """Return ``z[g,o,i] = Σ_c Σ_j w[g,o,c,j] · x[g,c,(s·i + d·j − p)/h]`` of every sample, as (N, G, O, ∏out)."""
    return np.matmul(w.reshape(w.shape[0], w.shape[1], -1), columns(x, geometry, holes))


def kernel_gradient(delta, x, geometry):
    """Return ``dw[g,o,c,j] = Σ_n Σ_i delta[n,g,o,i] · x[n,g,c,s·i + d·j − p]``, a correlation of x with delta."""
    read = columns(x, geometry)
    products = np.matmul(delta.reshape(*delta.shape[:3], -1), read.swapaxes(2, 3))
    return products[0] if len(products) == 1 else products.sum(axis=0)
