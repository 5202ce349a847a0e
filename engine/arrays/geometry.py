"""Where a window lands: the one piece of arithmetic that every operation of this package shares.

Along each spatial axis, output ``i`` reads through tap ``j`` the input ``k = s·i + d·j − p``; what lies outside
``0 ≤ k < n`` counts zero. All operations differ only in what they do with these pairs.

    n input size · m kernel size · s stride · d dilation · p padding before · e the extent d·(m − 1) + 1 of the kernel
"""

from functools import lru_cache
from typing import NamedTuple

WORDS = {  # axes: for each axis (adjective, what is padded, measure)
    1: (("wide", "row", "width"),),
    2: (("high", "column", "height"), ("wide", "row", "width")),
    3: (("deep", "line", "depth"), ("high", "column", "height"), ("wide", "row", "width")),
}


class Geometry(NamedTuple):
    """One windowed operation: per spatial axis the sizes, steps and the padding before the input.

    The padding after is not needed: ``outputs`` says how far the windows go, and zeros are where no input is.
    ``before`` may be negative: the windows then begin inside the input.
    """

    inputs: tuple
    kernel: tuple
    outputs: tuple
    stride: tuple
    dilation: tuple
    before: tuple


def extents(kernel, dilation):
    """Return how much of the input one window spans along each axis: e = d·(m − 1) + 1.

    >>> extents((3, 2), (1, 4))
    (3, 5)
    """
    return tuple(d * (m - 1) + 1 for m, d in zip(kernel, dilation, strict=True))


def words(axes, axis):
    """Return how the field speaks of an axis: (adjective, what is padded, measure).

    >>> words(2, 1), words(4, 1)
    (('wide', 'row', 'width'), ('long on spatial axis 1', 'axis', 'length'))
    """
    return WORDS[axes][axis] if axes in WORDS else (f"long on spatial axis {axis}", "axis", "length")


def pads_in_words(before, after):
    """Return ``padding 1`` or ``padding 1 before and 2 after``."""
    return f"padding {before}" if before == after else f"padding {before} before and {after} after"


@lru_cache(maxsize=4096)
def conv_geometry(inputs, kernel, stride, padding, dilation):
    """Return the geometry of ``conv``: z has 1 + ⌊(n + p + p' − e) / s⌋ outputs, p before and p' after.

    ``padding`` is one (before, after) pair per axis or a name: ``"valid"`` pads nothing, ``"same"`` as much as gives
    ⌈n/s⌉ outputs (an odd extra zero after), ``"full"`` e − 1 on both sides. Raises ValueError where the kernel does
    not fit into the padded input. (Dumoulin & Visin 2016, Relationships 1 to 6 and 15.)

    >>> conv_geometry((5,), (3,), (2,), "same", (1,))
    Geometry(inputs=(5,), kernel=(3,), outputs=(3,), stride=(2,), dilation=(1,), before=(1,))
    """
    pads = resolved(padding, inputs, extents(kernel, dilation), stride)
    fit("w: the kernel", inputs, kernel, dilation, pads)
    outputs = tuple(
        1 + (n + before + after - e) // s
        for n, e, s, (before, after) in zip(inputs, extents(kernel, dilation), stride, pads, strict=True)
    )
    return Geometry(inputs, kernel, outputs, stride, dilation, tuple(before for before, _ in pads))


def resolved(padding, inputs, extent, stride):
    """Return ``padding`` with a name replaced by the pairs it stands for."""
    if padding == "valid":
        return ((0, 0),) * len(inputs)
    if padding == "full":
        return tuple((e - 1, e - 1) for e in extent)
    if padding == "same":
        totals = (max(0, (-(-n // s) - 1) * s + e - n) for n, e, s in zip(inputs, extent, stride, strict=True))
        return tuple((total // 2, total - total // 2) for total in totals)
    return padding


def fit(what, inputs, kernel, dilation, pads):
    """Raise ValueError where the kernel or window reaches farther than the padded input."""
    for axis, (n, m, d, (before, after)) in enumerate(zip(inputs, kernel, dilation, pads, strict=True)):
        extent, padded = d * (m - 1) + 1, n + before + after
        if extent > padded:
            long, padded_what, measure = words(len(inputs), axis)
            holes = f" ({m} entries at dilation {d})" if d > 1 else ""
            raise ValueError(
                f"{what} is {extent} {long}{holes} but the padded {padded_what} is {padded} "
                f"({measure} {n}, {pads_in_words(before, after)})"
            )


@lru_cache(maxsize=4096)
def transposed_geometry(inputs, kernel, stride, padding, output_padding, dilation):
    """Return the geometry of the convolution whose transpose is wanted: its *outputs* are the given array's sizes.

    The transposed convolution of n entries has (n − 1)·s + e − p − p' + q of them (q the output padding, less than
    max(s, d)); they are the returned geometry's ``inputs``. (Dumoulin & Visin 2016, Relationship 14.)

    >>> transposed_geometry((3,), (3,), (2,), ((1, 1),), (1,), (1,)).inputs
    (6,)
    """
    axes = len(inputs)
    pads = resolved(padding, inputs, extents(kernel, dilation), stride)
    sizes = []
    for axis, (n, m, s, (before, after), q, d) in enumerate(
        zip(inputs, kernel, stride, pads, output_padding, dilation, strict=True)
    ):
        long, _, measure = words(axes, axis)
        if q >= max(s, d):
            raise ValueError(
                f"output_padding is {q} but stride is {s} and dilation {d} ({measure}); "
                f"it needs to be less than the larger of the two"
            )
        size = (n - 1) * s + d * (m - 1) + 1 - before - after + q
        if size < 1:
            raise ValueError(
                f"padding is {before} before and {after} after, which takes everything away: the result would be "
                f"({n} − 1)·{s} + {d * (m - 1) + 1} − {before} − {after} + {q} = {size} {long}; it needs at least 1"
            )
        sizes.append(size)
    return Geometry(tuple(sizes), kernel, inputs, stride, dilation, tuple(before for before, _ in pads))


@lru_cache(maxsize=4096)
def pool_geometry(inputs, size, stride, padding, dilation, ceil_mode):
    """Return the geometry of pooling, and how far the padded input reaches along each axis: n + p + p'.

    With ``ceil_mode`` the division that counts the windows rounds up, and a last window that would start in the
    padding after is left out, as in PyTorch. Raises ValueError where the padding is a window wide or more, where the
    window does not fit, and where it would see padding alone.

    >>> pool_geometry((5,), (2,), (2,), ((0, 0),), (1,), True)[0].outputs
    (3,)
    """
    extent = extents(size, dilation)
    pads = resolved(padding, inputs, extent, stride)
    for axis, (e, pair) in enumerate(zip(extent, pads, strict=True)):
        if max(pair) >= e:
            long = words(len(inputs), axis)[0]
            raise ValueError(
                f"padding is {max(pair)} but the window is {e} {long}; it can be at most the window − 1 = {e - 1}"
            )
    if not ceil_mode:
        fit("size: the window", inputs, size, dilation, pads)
    outputs = []
    for n, e, s, (before, after) in zip(inputs, extent, stride, pads, strict=True):
        left = n + before + after - e
        windows = 1 + (-(-left // s) if ceil_mode else left // s)
        outputs.append(windows - 1 if ceil_mode and (windows - 1) * s >= n + before else windows)
    if min(outputs) < 1:
        fit("size: the window", inputs, size, dilation, pads)
    geometry = Geometry(inputs, size, tuple(outputs), stride, dilation, tuple(before for before, _ in pads))
    for axis in range(len(inputs)):
        refuse_blind_windows(geometry, axis)
    return geometry, tuple(n + before + after for n, (before, after) in zip(inputs, pads, strict=True))


def refuse_blind_windows(geometry, axis):
    """Raise ValueError where every tap of some window falls on padding: dilation can step over a short input."""
    n, m, out = geometry.inputs[axis], geometry.kernel[axis], geometry.outputs[axis]
    s, d, p = geometry.stride[axis], geometry.dilation[axis], geometry.before[axis]
    for i in range(out if d > n else 0):
        if not any(0 <= s * i + d * j - p < n for j in range(m)):
            _, what, measure = words(len(geometry.inputs), axis)
            raise ValueError(
                f"dilation is {d}: window {i} steps over the whole {what} ({measure} {n}, padding {p} before) "
                f"and sees padding alone; it needs a dilation of at most {n} or less padding"
            )


def taps(geometry, axis, j):
    """Return the outputs that read the input through tap ``j`` of an axis, and what they read, as two slices.

    >>> taps(Geometry((5,), (3,), (5,), (1,), (1,), (1,)), 0, 0)
    (slice(1, 5, None), slice(0, 4, 1))
    """
    n, out = geometry.inputs[axis], geometry.outputs[axis]
    s, offset = geometry.stride[axis], geometry.dilation[axis] * j - geometry.before[axis]
    first = max(0, -(offset // s))
    stop = max(first, min(out, (n - 1 - offset) // s + 1))
    start = s * first + offset
    return slice(first, stop), slice(start, start + s * (stop - first - 1) + 1 if stop > first else start, s)
