"""The spectrum form: a correlation is a product of Fourier transforms, one of them conjugated.

Its cost hardly grows with the kernel, so it is for large ones. Two things it does differently: its rounding error is
that of the *largest* entries everywhere, also where all entries are small or zero; and an infinity or a NaN spreads
over everything. So it serves finite arrays only, and whole numbers are rounded to what they must be.

    x (N, G, C, *S)  w (G, O, C, *K)  z, delta (N, G, O, *S')    F the transform's sizes
"""

import math
from functools import lru_cache

import numpy as np

from engine.arrays import windows
from engine.arrays.geometry import extents

LARGEST = 2**40  # whole numbers with norms that multiply to less come out wrong by far less than one half


@lru_cache(maxsize=1024)
def transform_sizes(geometry):
    """Return F, per axis the least 2ᵃ3ᵇ5ᶜ that holds all that the windows read: then nothing wraps around.

    >>> from engine.arrays.geometry import conv_geometry
    >>> transform_sizes(conv_geometry((20, 7), (3, 3), (1, 1), ((1, 1), (0, 0)), (1, 1)))
    (24, 8)
    """
    return tuple(
        next(size for size in range(n, 2 * n + 1) if 60 ** size.bit_length() % size == 0)
        for n in (
            s * (out - 1) + d * (m - 1) + 1
            for s, out, d, m in zip(geometry.stride, geometry.outputs, geometry.dilation, geometry.kernel, strict=True)
        )
    )


def suits(*arrays):
    """Say whether the arrays may go through a transform: finite, and whole numbers only if small enough to be exact.

    >>> suits(np.array([1.0, np.nan])), suits(np.array([0.5, 3.0])), suits(np.array([2.0**35]), np.array([2.0**35]))
    (False, True, False)
    """
    sizes = [float(np.abs(array).max()) * math.sqrt(array.size) for array in arrays]
    if not all(size < LARGEST for size in sizes):
        return False
    return math.prod(sizes) < LARGEST or not whole(*arrays)


def whole(*arrays):
    """Say whether all entries are whole numbers."""
    return all((array == np.rint(array)).all() for array in arrays)


def transform(x, sizes):
    """Return the Fourier transform of real x over its spatial axes, in double precision, zero-padded to ``sizes``."""
    return np.fft.rfftn(x.astype(np.float64, copy=False), sizes, axes=tuple(range(-len(sizes), 0)))


def weights(w, geometry):
    """Return the kernels, dilated, and the conjugate of their transform (G, O, C, *F')."""
    dilated = np.zeros((*w.shape[:3], *extents(geometry.kernel, geometry.dilation)), w.dtype)
    dilated[(..., *(slice(None, None, d) for d in geometry.dilation))] = w
    return w, np.conj(transform(dilated, transform_sizes(geometry)))


def correlate(x, kernels_and_spectra, geometry):
    """Return ``z[n,g,o,i] = Σ_c Σ_j w[g,o,c,j] · x[n,g,c,s·i + d·j − p]`` as (G, O, N·∏out)."""
    w, spectra = kernels_and_spectra
    sizes = transform_sizes(geometry)
    of_x = transform(windows.padded(x, windows.layout(geometry, None)), sizes)
    sums = sum(of_x[:, :, None, c] * spectra[:, :, c] for c in range(x.shape[2]))
    every = np.fft.irfftn(sums, sizes, axes=tuple(range(-len(sizes), 0)))
    kept = (slice(0, s * (out - 1) + 1, s) for s, out in zip(geometry.stride, geometry.outputs, strict=True))
    z = every[(..., *kept)]
    if whole(x, w):
        z = np.rint(z)
    return np.moveaxis(z, 0, 2).reshape(*w.shape[:2], -1).astype(x.dtype, copy=False)


def kernel_gradient(delta, x, geometry):
    """Return dw (G, O, C·∏m): delta is the kernel, the taps are the outputs, stride and dilation change places."""
    exchanged = geometry._replace(
        kernel=geometry.outputs, outputs=geometry.kernel, stride=geometry.dilation, dilation=geometry.stride
    )
    by_kernel, by_channel = np.moveaxis(delta, 0, 2), x.swapaxes(0, 2)
    gradient = correlate(by_channel, weights(by_kernel, exchanged), exchanged)
    return gradient.reshape(*by_kernel.shape[:2], x.shape[2], -1)


def kernels(gradient, shape):
    """Return the gradient of the kernel in w's own shape (G, O, C, *K)."""
    return gradient.reshape(shape)
