"""Which form computes what: one row per form, the cheapest wins.

All forms give the same numbers up to rounding; what differs is how much they copy, add and call. The costs are about
nanoseconds, fitted to times measured in float64; only their ratios matter.

    C, O channels per group · M = ∏m taps, m₀ of them on the first axis · P = ∏out outputs · F entries of a transform
"""

import math
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

import numpy as np

from engine.arrays import rows, scatter, spectrum, windows
from engine.arrays.geometry import Geometry
from engine.arrays.phases import inserted, phases

BLOCK = 2**22  # bytes of columns laid out at once: what stays in a processor's cache
SMALL = 2**17  # multiplications up to which zeros inserted cost less than separate phases
COPY, ADD, MULTIPLY, TRANSFORM, PRODUCT = 0.4, 0.6, 0.04, 0.25, 2.5
CALL = 10_000  # a matrix product more: its threads wait for each other
CALLS_OF_TRANSFORM = 30_000
LARGEST_SPECTRUM = 2**26  # bytes of all kernels' transforms
PREFERENCE = 1.5  # a transform rounds less locally, so it must be faster by this


class Size(NamedTuple):
    """What the costs depend on: samples, channels and kernels per group, and the geometry."""

    samples: int
    groups: int
    channels: int
    kernels: int
    geometry: Geometry
    itemsize: int


class Form(NamedTuple):
    """A way to compute: its module, its cost, and the bytes that it lays out for one output row of a sample.

    ``many_samples`` says whether it takes several samples at once, ``splits`` whether it does part of a sample's rows.
    """

    module: ModuleType
    cost: Callable
    bytes_per_row: Callable
    many_samples: bool
    splits: bool


def multiplications(size):
    """Return what the matrix products cost: C·O·M·P, dearer with few kernels, as the columns must be read anyway."""
    terms = size.channels * math.prod(size.geometry.kernel) * math.prod(size.geometry.outputs)
    return MULTIPLY * terms * (size.kernels + 2)


def windows_cost(size):
    """Return the cost of the windows form: C·M·P copied."""
    copied = size.channels * math.prod(size.geometry.kernel) * math.prod(size.geometry.outputs)
    return size.samples * size.groups * (COPY * copied + multiplications(size))


def rows_cost(size):
    """Return the cost of the rows form: C·M/m₀·P copied for each phase, O·P added for each kernel row but one."""
    m, places = size.geometry.kernel[0], math.prod(size.geometry.outputs)
    phases_read = min(m, size.geometry.stride[0])
    copied = size.channels * math.prod(size.geometry.kernel[1:]) * places * phases_read
    added = size.kernels * places * (m - 1)
    work = COPY * copied + ADD * added + multiplications(size)
    return size.samples * (size.groups * work + CALL * (m + 2 * phases_read))


def spectrum_cost(size):
    """Return the cost of the spectrum form: C + O transforms and C·O products a sample, C·O transforms of kernels."""
    entries = math.prod(spectrum.transform_sizes(size.geometry))
    pairs = size.channels * size.kernels
    if pairs * size.groups * entries * size.itemsize > LARGEST_SPECTRUM:
        return math.inf
    transforms = size.samples * (size.channels + size.kernels) + pairs
    work = TRANSFORM * entries * math.log2(entries + 1) * transforms + PRODUCT * entries * pairs * size.samples
    return PREFERENCE * (size.groups * work + CALLS_OF_TRANSFORM)


def unfolded_bytes(size):
    """Return the bytes of all windows of one output row."""
    geometry = size.geometry
    return size.groups * size.channels * math.prod(geometry.kernel) * math.prod(geometry.outputs[1:]) * size.itemsize


def unfolded_row_bytes(size):
    """Return the bytes of the unfolded rows of one output row."""
    return unfolded_bytes(size) * min(size.geometry.kernel[0], size.geometry.stride[0]) // size.geometry.kernel[0]


def spectrum_bytes(size):
    """Return the bytes of a sample's transforms, spread over its output rows."""
    entries = math.prod(spectrum.transform_sizes(size.geometry))
    return 2 * size.groups * (size.channels + size.kernels) * entries * size.itemsize // size.geometry.outputs[0]


FORMS = (
    Form(windows, windows_cost, unfolded_bytes, many_samples=True, splits=True),
    Form(rows, rows_cost, unfolded_row_bytes, many_samples=False, splits=True),
    Form(spectrum, spectrum_cost, spectrum_bytes, many_samples=True, splits=False),
)
ALWAYS_EXACT = FORMS[:2]


class Choice(NamedTuple):
    """The form to use; how many samples it takes at once; and the parts of a sample: (columns of z, geometry)."""

    form: Form
    samples: int
    parts: tuple


@lru_cache(maxsize=1024)
def cheapest(size, forms):
    """Return the Choice of least cost, whose blocks lay out about BLOCK bytes each."""
    geometry = size.geometry
    if not geometry.kernel:
        return Choice(forms[0], size.samples, ((slice(0, 1), geometry),))
    form = min(forms, key=lambda one: one.cost(size))
    out, width = geometry.outputs[0], math.prod(geometry.outputs[1:])
    rows_at_once = max(1, BLOCK // form.bytes_per_row(size))
    height = min(out, rows_at_once) if form.splits else out
    parts = tuple(
        (
            slice(i * width, min(i + height, out) * width),
            geometry._replace(
                outputs=(min(height, out - i), *geometry.outputs[1:]),
                before=(geometry.before[0] - geometry.stride[0] * i, *geometry.before[1:]),
            ),
        )
        for i in range(0, out, height)
    )
    return Choice(form, min(size.samples, max(1, rows_at_once // out)) if form.many_samples else 1, parts)


def chosen(x, kernels, other, geometry):
    """Return the Choice for x and that many kernels per group; ``other`` is the array that x is multiplied with."""
    size = Size(*x.shape[:3], kernels, geometry, x.itemsize)
    choice = cheapest(size, FORMS)
    if choice.form.module is spectrum and not spectrum.suits(x, other):
        return cheapest(size, ALWAYS_EXACT)
    return choice


def blocks(choice, samples):
    """Yield (samples, columns of z, geometry) of each block."""
    for start in range(0, samples, choice.samples):
        for columns, geometry in choice.parts:
            yield slice(start, start + choice.samples), columns, geometry


def correlate(x, w, geometry):
    """Return the correlation of every sample x (N, G, C, *S) with every kernel w (G, O, C, *K), as (N, G, O, ∏out)."""
    positions = math.prod(geometry.outputs)
    if not len(x):
        return np.empty((0, *w.shape[:2], positions), x.dtype)
    choice = chosen(x, w.shape[1], w, geometry)
    form = choice.form.module
    weights = form.weights(w, geometry)
    if choice.samples >= len(x) and len(choice.parts) == 1:
        return sample_first(form.correlate(x, weights, geometry), len(x), positions)
    z = np.empty((len(x), *w.shape[:2], positions), x.dtype)
    for samples, columns, piece in blocks(choice, len(x)):
        part = z[samples, :, :, columns]
        part[...] = sample_first(form.correlate(x[samples], weights, piece), len(part), part.shape[3])
    return z


def sample_first(products, samples, positions):
    """Return products (G, O, N·P), as the forms make them, as (N, G, O, P)."""
    by_sample = products.reshape(*products.shape[:2], samples, positions).transpose(2, 0, 1, 3)
    return np.ascontiguousarray(by_sample)


def kernel_gradient(delta, x, geometry):
    """Return the gradient of the kernel (G, O, C, *K): x correlated with delta, summed over the samples."""
    shape = (*delta.shape[1:3], x.shape[2], *geometry.kernel)
    if not len(x):
        return np.zeros(shape, x.dtype)
    choice = chosen(x, delta.shape[2], delta, geometry)
    form = choice.form.module
    by_column = delta.reshape(*delta.shape[:3], -1)
    gradient = 0
    for samples, columns, piece in blocks(choice, len(x)):
        part = by_column[samples, :, :, columns]
        gradient += form.kernel_gradient(part.reshape(*part.shape[:3], *piece.outputs), x[samples], piece)
    return np.ascontiguousarray(form.kernels(gradient, shape))


def input_gradient(delta, w, geometry):
    """Return the gradient of the input (N, G, C, *S): delta convolved with the kernel, zeros inserted under stride.

    A kernel that holds an infinity or a NaN is scattered instead, for those must not meet the zeros.
    """
    shape = (len(delta), w.shape[0], w.shape[2], *geometry.inputs)
    w = w.swapaxes(1, 2)
    if scatter.needed(w):
        return scatter.input_gradient(delta, w, geometry)
    if math.prod(shape) * w.shape[2] * math.prod(geometry.kernel) <= SMALL:
        whole_geometry = inserted(geometry)
        flipped = np.ascontiguousarray(w[(..., *(slice(None, None, -1),) * len(geometry.kernel))])
        dx = windows.correlate(delta, windows.weights(flipped, whole_geometry), whole_geometry, geometry.stride)
        return sample_first(dx, len(delta), math.prod(geometry.inputs)).reshape(shape)
    dx = np.zeros(shape, delta.dtype)
    for phase in phases(geometry):
        part = dx[phase.put]
        kernels = np.ascontiguousarray(w[phase.part])
        part[...] = correlate(delta, kernels, phase.geometry).reshape(part.shape)
    return dx
