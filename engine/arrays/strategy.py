"""Which form computes what: a table by measured size.

All forms give the same numbers up to rounding. What differs is what they copy and how often they call NumPy.
"""

import math

import numpy as np

from engine.arrays import rows, windows
from engine.arrays.phases import inserted, phases

SMALL = 2**18
BLOCK = 2**20


def column_bytes(x, geometry):
    """Return how many bytes the windows form copies: N·G·C·∏m·∏out entries."""
    return math.prod(x.shape[:3]) * math.prod(geometry.kernel) * math.prod(geometry.outputs) * x.itemsize


def correlate(x, w, geometry):
    """Return the correlation of every sample with every kernel of its group, as (N, G, O, ∏out)."""
    if column_bytes(x, geometry) <= SMALL or not geometry.kernel:
        return windows.correlate(x, w, geometry)
    return rows.correlate(x, w, geometry, BLOCK)


def kernel_gradient(delta, x, geometry):
    """Return the gradient of the kernel: x correlated with delta, summed over the samples."""
    if column_bytes(x, geometry) <= SMALL or not geometry.kernel:
        return windows.kernel_gradient(delta, x, geometry)
    return rows.kernel_gradient(delta, x, geometry, BLOCK)


def input_gradient(delta, w, geometry):
    """Return the gradient of the input (N, G, C, *S): delta convolved with the kernel, zeros inserted under stride."""
    shape = (len(delta), w.shape[0], w.shape[2], *geometry.inputs)
    w = w.swapaxes(1, 2)
    if math.prod(shape) * math.prod(geometry.kernel) * delta.itemsize <= SMALL:
        flipped = w[(..., *(slice(None, None, -1),) * len(geometry.kernel))]
        return windows.correlate(delta, flipped, inserted(geometry), geometry.stride).reshape(shape)
    dx = np.zeros(shape, delta.dtype)
    for phase in phases(geometry):
        part = dx[phase.put]
        part[...] = correlate(delta, w[phase.part], phase.geometry).reshape(part.shape)
    return dx
