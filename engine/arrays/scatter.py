"""The scatter form: every tap of the kernel adds its products to the inputs that it read.

It serves ``dx`` where the kernel holds an infinity or a NaN. The other forms read zeros around and between the entries
of delta, and zero times infinity is no number; here nothing is multiplied that does not belong to the sum.

    w (G, C, O, *K)  delta (N, G, O, *S')  dx (N, G, C, *S)    G groups, C and O channels per group
"""

import math

import numpy as np

from engine.arrays.geometry import taps


def needed(w):
    """Say whether the kernel holds an infinity or a NaN, or entries whose squares are too large for its dtype.

    >>> needed(np.array([1.0, 2.0])), needed(np.array([1.0, np.nan]))
    (False, True)
    """
    return not math.isfinite(np.vdot(w, w))


def input_gradient(delta, w, geometry):
    """Return ``dx[n,g,c,s·i + d·j − p] += Σ_o w[g,c,o,j] · delta[n,g,o,i]``, tap after tap.

    >>> from engine.arrays.geometry import conv_geometry
    >>> w, delta = np.array([[[[np.inf, 1.0]]]]), np.array([[[[2.0, 3.0]]]])
    >>> input_gradient(delta, w, conv_geometry((4,), (2,), (2,), "valid", (1,)))
    array([[[[inf,  2., inf,  3.]]]])
    """
    dx = np.zeros((len(delta), *w.shape[:2], *geometry.inputs), delta.dtype)
    for j in np.ndindex(geometry.kernel):
        pairs = [taps(geometry, axis, tap) for axis, tap in enumerate(j)]
        outputs, read = (..., *(to for to, _ in pairs)), (..., *(of for _, of in pairs))
        part = delta[outputs]
        products = np.matmul(w[(..., *j)], part.reshape(*part.shape[:3], -1))
        dx[read] += products.reshape(*dx.shape[:3], *part.shape[3:])
    return dx
