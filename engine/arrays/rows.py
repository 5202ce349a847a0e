"""The rows form: unfold every axis but the first, then one matrix product per kernel row.

The windows of a kernel row need no copy of their own. In an array that holds the unfolded rows one after the other, the
rows that tap u reads, d·u, d·u + s, d·u + 2s, ..., lie side by side if only rows of one phase (d·u mod s) are in it. So
the copy is m₀ times smaller than that of all windows, and ``z = Σ_u W_u X[:, rows of u]``. One sample at a time.

    x (1, G, C, *S)  w (G, O, C, *K)  z, delta (1, G, O, *S')    G groups, C and O channels per group
    u tap of the first axis, m₀ of them · v tap of the other axes
"""

from functools import lru_cache
from math import prod

import numpy as np

from engine.arrays import windows


@lru_cache(maxsize=256)
def unfoldings(geometry):
    """Return, for each phase, the geometry that unfolds its rows, and the columns where each of its taps u reads.

    >>> from engine.arrays.geometry import conv_geometry
    >>> [taps for _, taps in unfoldings(conv_geometry((5, 4), (3, 2), (2, 1), "valid", (1, 1)))]
    [((0, slice(0, 6, None)), (2, slice(3, 9, None))), ((1, slice(0, 6, None)),)]
    """
    s, d, out = geometry.stride[0], geometry.dilation[0], geometry.outputs[0]
    width = prod(geometry.outputs[1:])
    by_phase = {}
    for u in range(geometry.kernel[0]):
        row, phase = divmod(d * u, s)
        by_phase.setdefault(phase, []).append((u, row))
    return tuple(
        (
            geometry._replace(
                kernel=(1, *geometry.kernel[1:]),
                outputs=(taps[-1][1] + out, *geometry.outputs[1:]),
                before=(geometry.before[0] - phase, *geometry.before[1:]),
            ),
            tuple((u, slice(row * width, (row + out) * width)) for u, row in taps),
        )
        for phase, taps in by_phase.items()
    )


def weights(w, geometry):
    """Return the kernel rows, W_u (m₀, G, O, C·∏m/m₀)."""
    return np.ascontiguousarray(np.moveaxis(w, 3, 0)).reshape(w.shape[3], *w.shape[:2], -1)


def correlate(x, kernel_rows, geometry):
    """Return ``z[g,o,i] = Σ_u Σ_c Σ_v w[g,o,c,u,v] · x[g,c,s·i + d·(u,v) − p]`` of one sample, as (G, O, ∏out)."""
    sums = None
    for unfolded, taps in unfoldings(geometry):
        columns = windows.columns(x, unfolded)
        for u, here in taps:
            products = np.matmul(kernel_rows[u], columns[:, :, here])
            sums = products if sums is None else np.add(sums, products, out=sums)
    return sums


def kernel_gradient(delta, x, geometry):
    """Return ``dw[g,o,c,u,v] = Σ_i delta[g,o,i] · x[g,c,s·i + d·(u,v) − p]`` of one sample, as (m₀, G, O, C·∏m/m₀)."""
    delta = delta.reshape(*delta.shape[1:3], -1)
    gradient = np.empty((geometry.kernel[0], *delta.shape[:2], x.shape[2] * prod(geometry.kernel[1:])), x.dtype)
    for unfolded, taps in unfoldings(geometry):
        columns = windows.columns(x, unfolded).swapaxes(1, 2)
        for u, here in taps:
            np.matmul(delta, columns[:, here], out=gradient[u])
    return gradient


def kernels(gradient, shape):
    """Return the gradient of the kernel in w's own shape (G, O, C, *K)."""
    return np.moveaxis(gradient.reshape(shape[3], *shape[:3], *shape[4:]), 0, 3)
