"""The windows form: lay every window out as a column, then one matrix product does all sums at once.

With X[(c,j), (n,i)] = x[n,c,s·i + d·j − p] the convolution is ``z = W X``, the gradient of the kernel ``δ Xᵀ``. The
windows are a view made from strides, so laying them out is one copy, ∏m times as large as the input.

    x (N, G, C, *S)  w (G, O, C, *K)  z, delta (N, G, O, *S')    G groups, C and O channels per group
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np


class Layout(NamedTuple):
    """Where the input goes in a padded array, and the view of that array that holds the windows.

    ``buffer`` is the padded array's size along each axis, ``put`` the slices that take the input's ``part``; without
    ``put`` the input itself serves. ``rows`` and ``columns`` are the sizes ∏m and ∏out of what is laid out.
    """

    buffer: tuple
    put: tuple | None
    part: tuple
    rows: int
    columns: int


@lru_cache(maxsize=1024)
def layout(geometry, holes):
    """Return the Layout of the windows; between neighbours of the input stand ``holes`` − 1 zeros (None: no zeros)."""
    buffer = tuple(
        s * (out - 1) + d * (m - 1) + 1
        for s, out, d, m in zip(geometry.stride, geometry.outputs, geometry.dilation, geometry.kernel, strict=True)
    )
    sizes = math.prod(geometry.kernel), math.prod(geometry.outputs)
    fits = all(size <= n for size, n in zip(buffer, geometry.inputs, strict=True))
    if fits and holes is None and not any(geometry.before):
        return Layout(geometry.inputs, None, (), *sizes)
    put, part = [], []
    for size, n, p, h in zip(buffer, geometry.inputs, geometry.before, holes or (1,) * len(buffer), strict=True):
        first = max(0, -(p // h))
        stop = max(first, min(n, -(-(size - p) // h)))
        put.append(slice(h * first + p, h * first + p + max(0, h * (stop - first - 1) + 1), h))
        part.append(slice(first, stop))
    return Layout(buffer, (..., *put), (..., *part), *sizes)


def padded(x, plan):
    """Return x with the zeros that its windows read around it, as a contiguous array; x itself where it will do."""
    if plan.put is None:
        return np.ascontiguousarray(x)
    buffer = np.zeros(x.shape[:3] + plan.buffer, x.dtype)
    buffer[plan.put] = x[plan.part]
    return buffer


def columns(x, geometry, holes=None):
    """Return X (G, C·∏m, N·∏out), in column (n, i) what output i of sample n reads.

    ``X[(c,j), (n,i)] = x[n, c, (s·i + d·j − p)/h]``, where an index that is no integer reads zero.

    >>> from engine.arrays.geometry import conv_geometry
    >>> columns(np.array([[[[1.0, 2, 3]]]]), conv_geometry((3,), (2,), (1,), "valid", (1,)))
    array([[[1., 2.],
            [2., 3.]]])
    """
    plan = layout(geometry, holes)
    source = padded(x, plan)
    samples, groups, channels = x.shape[:3]
    of_sample, of_group, of_channel, *of_axis = source.strides
    view = np.ndarray(
        (groups, channels, *geometry.kernel, samples, *geometry.outputs),
        x.dtype,
        source,
        0,
        (
            of_group,
            of_channel,
            *[step * d for step, d in zip(of_axis, geometry.dilation, strict=True)],
            of_sample,
            *[step * s for step, s in zip(of_axis, geometry.stride, strict=True)],
        ),
    )
    return view.reshape(groups, channels * plan.rows, samples * plan.columns)


def weights(w, geometry):
    """Return the kernels as the rows of W (G, O, C·∏m)."""
    return w.reshape(w.shape[0], w.shape[1], -1)


def correlate(x, rows, geometry, holes=None):
    """Return ``z[n,g,o,i] = Σ_c Σ_j w[g,o,c,j] · x[n,g,c,(s·i + d·j − p)/h]`` as (G, O, N·∏out)."""
    return np.matmul(rows, columns(x, geometry, holes))


def kernel_gradient(delta, x, geometry):
    """Return ``dw[g,o,c,j] = Σ_n Σ_i delta[n,g,o,i] · x[n,g,c,s·i + d·j − p]`` as (G, O, C·∏m)."""
    by_kernel = delta.transpose(1, 2, 0, *range(3, delta.ndim)).reshape(*delta.shape[1:3], -1)
    return np.matmul(by_kernel, columns(x, geometry).swapaxes(1, 2))


def kernels(gradient, shape):
    """Return the gradient of the kernel in w's own shape (G, O, C, *K)."""
    return gradient.reshape(shape)
