"""Convolution by phases: the gradient of the input, which is also the transposed convolution.

``dx[k] = Σ_j w[j] · delta[(k + p − d·j)/s]``: a convolution, the kernel flipped, of delta with s − 1 zeros inserted
between neighbours. Of those zeros most products are nothing. The inputs k with the same phase r = (k + p) mod s meet
the same taps, those with d·j ≡ r (mod s), and among them only true entries of delta: s smaller convolutions without
any zeros, whose results are woven together. At stride 1 there is one phase and its kernel is the whole, flipped.
"""

from functools import lru_cache
from itertools import product
from math import gcd
from typing import NamedTuple

from engine.arrays.geometry import Geometry


class Phase(NamedTuple):
    """One small correlation of delta with a flipped part of the kernel: its geometry, that part, where dx gets it."""

    geometry: Geometry
    part: tuple
    put: tuple


@lru_cache(maxsize=1024)
def phases(geometry):
    """Return the Phases that together give dx; inputs that belong to none get no gradient.

    >>> [(one.part[1], one.put[1]) for one in phases(Geometry((6,), (3,), (2,), (2,), (1,), (0,)))]
    [(slice(2, None, -2), slice(0, None, 2)), (slice(1, None, -2), slice(1, None, 2))]
    """
    found = []
    for combination in product(*(axis_phases(*sizes) for sizes in zip(*geometry, strict=True))):
        kernel, outputs, dilation, before, part, put = zip(*combination, strict=True)
        ones = (1,) * len(kernel)
        small = Geometry(geometry.outputs, kernel, outputs, ones, dilation, before)
        found.append(Phase(small, (..., *part), (..., *put)))
    return tuple(found)


def axis_phases(n, m, out, s, d, p):
    """Yield, for one axis, each phase r that has taps: (taps, inputs, dilation, before, slice of w, slice of dx).

    Tap j = j₀ + (s/g)·l with g = gcd(s, d) reads delta at q − e − (d/g)·l for the input k = s·q + r − p, where
    e = (d·j₀ − r)/s; counting the taps backwards makes this a correlation.
    """
    common = gcd(s, d)
    step, dilation = s // common, d // common
    for j in range(min(step, m)):
        r = d * j % s
        e = (d * j - r) // s
        first, last = -((r - p) // s), (n - 1 + p - r) // s
        if last < first:
            continue
        count = len(range(j, m, step))
        before = e + dilation * (count - 1) - first
        flipped = slice(j + step * (count - 1), None, -step)
        yield count, last - first + 1, dilation, before, flipped, slice(s * first + r - p, None, s)


@lru_cache(maxsize=1024)
def inserted(geometry):
    """Return the Geometry that reads delta with zeros inserted: a flipped kernel in steps of 1, d·(m − 1) − p before.

    >>> inserted(Geometry((6,), (3,), (2,), (2,), (1,), (0,))).before
    (2,)
    """
    ones = (1,) * len(geometry.inputs)
    before = tuple(d * (m - 1) - p for d, m, p in zip(geometry.dilation, geometry.kernel, geometry.before, strict=True))
    return Geometry(geometry.outputs, geometry.kernel, geometry.inputs, ones, geometry.dilation, before)
