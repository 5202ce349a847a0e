"""Plain correlation and convolution of two arrays of any rank, without batch or channels: only a flip between them."""

import numpy as np

from engine.arrays import strategy
from engine.arrays.arguments import floats
from engine.arrays.shapes import plain_problem


def correlate(x, w, mode="valid"):
    """Slide w over x as it stands and sum the products.

        z[i] = Σ_j w[j] · x[i + j − p]      p = 0 ("valid"), ⌊m/2⌋ ("same"), m − 1 ("full")

    ``x`` and ``w`` are real arrays with equally many axes. ``"valid"`` keeps the windows inside x and needs w no
    longer than x on any axis; ``"same"`` gives x's shape, centred as ``numpy.correlate`` centres it; ``"full"`` keeps
    every window that touches x. float32 and float64 are kept, mixed they give float64, and so do integers.

    Raises TypeError for a wrong type, ValueError for another mode, unequal ranks, empty arrays, or a w that is too
    long.

    >>> correlate([1, 2, 3], [10, 1]).tolist()
    [12.0, 23.0]
    """
    x, w, geometry = plain_problem(x, w, mode)
    return strategy.correlate(x[None, None, None], w[None, None, None], geometry).reshape(geometry.outputs)


def convolve(x, w, mode="full"):
    """Slide the flipped w over x and sum the products: ``correlate(x, flip(w))``.

        z[k] = Σ_j w[j] · x[k − j]      all of it ("full"), the middle ("same"), where w lies inside x ("valid")

    The arguments, modes and errors are those of ``correlate``.

    >>> convolve([1, 2, 3], [10, 1]).tolist()
    [10.0, 21.0, 32.0, 3.0]
    """
    return correlate(x, np.flip(floats("w", w)), mode)
