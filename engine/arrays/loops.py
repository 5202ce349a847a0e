"""Each operation as the loops of its definition: what a learner reads, and the witness that the fast forms answer to.

Every loop runs over the same triples: output ``i`` reads, through tap ``j``, the input ``k = s·i + d·j − p``. The
forward pass gathers along them; the backward pass walks the very same triples and hands each product's gradient back.

    n sample · o output channel · c input channel · i output index · j kernel index · k input index
"""

import numpy as np

from engine.arrays.arguments import flag, float_dtype, floats, numbers
from engine.arrays.shapes import conv_problem, plain_problem, pool_problem, transposed_problem, upstream


def reads(geometry):
    """Yield every (i, j, k) with k = s·i + d·j − p inside the input; i, j and k hold one index per spatial axis.

    >>> from engine.arrays.geometry import conv_geometry
    >>> list(reads(conv_geometry((2,), (2,), (1,), ((1, 0),), (1,))))
    [((0,), (1,), (0,)), ((1,), (0,), (0,)), ((1,), (1,), (1,))]
    """
    for i in np.ndindex(geometry.outputs):
        for j in np.ndindex(geometry.kernel):
            k = tuple(
                s * i_a + d * j_a - p
                for s, i_a, d, j_a, p in zip(geometry.stride, i, geometry.dilation, j, geometry.before, strict=True)
            )
            if all(0 <= k_a < n for k_a, n in zip(k, geometry.inputs, strict=True)):
                yield i, j, k


def conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1):
    """Slide every kernel over the input: ``z[n,o,i] = b[o] + Σ_c Σ_j w[o,c,j] · x[n,c,s·i + d·j − p]``.

    >>> conv([[[1, 2, 3, 4]]], [[[10, 1]]]).tolist()
    [[[12.0, 23.0, 34.0]]]
    """
    x, w, b, geometry, groups = conv_problem(x, w, b, stride, padding, dilation, groups)
    z = np.zeros((len(x), len(w), *geometry.outputs), x.dtype)
    for n, o in np.ndindex(z.shape[:2]):
        if b is not None:
            z[n, o] += b[o]
        for c, c_x in enumerate(channels_read(o, len(w), x.shape[1], groups)):
            for i, j, k in reads(geometry):
                z[n, o, *i] += w[o, c, *j] * x[n, c_x, *k]
    return z


def conv_backward(delta, x, w, *, stride=1, padding=0, dilation=1, groups=1):
    """Hand delta back along every product of ``conv``; returns dx, dw, db.

    ``dx[n,c,k] = Σ delta[n,o,i] · w[o,c,j]`` and ``dw[o,c,j] = Σ delta[n,o,i] · x[n,c,k]``, both over all products with
    ``k = s·i + d·j − p``; ``db[o] = Σ delta[n,o,i]``.

    >>> dx, dw, db = conv_backward([[[1, 0, 0]]], [[[1, 2, 3, 4]]], [[[10, 1]]])
    >>> dx.tolist(), dw.tolist(), db.tolist()
    ([[[10.0, 1.0, 0.0, 0.0]]], [[[1.0, 2.0]]], [1.0])
    """
    x, w, _, geometry, groups = conv_problem(x, w, None, stride, padding, dilation, groups)
    delta, x, w = upstream(delta, (len(x), len(w), *geometry.outputs), x, w)
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros(len(w), w.dtype)
    for n, o in np.ndindex(delta.shape[:2]):
        db[o] += delta[n, o].sum()
        for c, c_x in enumerate(channels_read(o, len(w), x.shape[1], groups)):
            for i, j, k in reads(geometry):
                dx[n, c_x, *k] += delta[n, o, *i] * w[o, c, *j]
                dw[o, c, *j] += delta[n, o, *i] * x[n, c_x, *k]
    return dx, dw, db


def conv_transpose(x, w, b=None, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    """Paint every entry of the input with the kernel: ``z[n,o,s·i + d·j − p] += w[c,o,j] · x[n,c,i]``, then add b[o].

    >>> conv_transpose([[[1, 2]]], [[[10, 1]]]).tolist()
    [[[10.0, 21.0, 2.0]]]
    """
    x, w, b, geometry, groups = transposed_problem(x, w, b, stride, padding, output_padding, dilation, groups)
    outputs = w.shape[1] * groups
    z = np.zeros((len(x), outputs, *geometry.inputs), x.dtype)
    if b is not None:
        z += b.reshape(-1, *(1 for _ in geometry.inputs))
    for n, c in np.ndindex(x.shape[:2]):
        for o, o_z in enumerate(channels_read(c, x.shape[1], outputs, groups)):
            for i, j, k in reads(geometry):
                z[n, o_z, *k] += w[c, o, *j] * x[n, c, *i]
    return z


def conv_transpose_backward(delta, x, w, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    """Hand delta back along every product of ``conv_transpose``; returns dx, dw, db.

    ``dx[n,c,i] = Σ w[c,o,j] · delta[n,o,k]`` and ``dw[c,o,j] = Σ x[n,c,i] · delta[n,o,k]`` with ``k = s·i + d·j −
    p``: the first is a forward convolution of delta.

    >>> dx, dw, db = conv_transpose_backward([[[1, 0, 0]]], [[[1, 2]]], [[[10, 1]]])
    >>> dx.tolist(), dw.tolist(), db.tolist()
    ([[[10.0, 0.0]]], [[[1.0, 0.0]]], [1.0])
    """
    x, w, _, geometry, groups = transposed_problem(x, w, None, stride, padding, output_padding, dilation, groups)
    outputs = w.shape[1] * groups
    delta, x, w = upstream(delta, (len(x), outputs, *geometry.inputs), x, w)
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for n, c in np.ndindex(x.shape[:2]):
        for o, o_z in enumerate(channels_read(c, x.shape[1], outputs, groups)):
            for i, j, k in reads(geometry):
                dx[n, c, *i] += w[c, o, *j] * delta[n, o_z, *k]
                dw[c, o, *j] += x[n, c, *i] * delta[n, o_z, *k]
    db = sum((sample.reshape(outputs, -1).sum(axis=1) for sample in delta), np.zeros(outputs, delta.dtype))
    return dx, dw, db


def channels_read(channel, channels, other_channels, groups):
    """Return the channels on the other side that share a group with ``channel``.

    >>> list(channels_read(3, channels=4, other_channels=6, groups=2))
    [3, 4, 5]
    """
    group, per_group = channel // (channels // groups), other_channels // groups
    return range(group * per_group, (group + 1) * per_group)


def max_pool(x, size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Keep the largest entry of every window: ``z[n,c,i] = max_j x[n,c,s·i + d·j − p]``; a NaN beats any number.

    >>> max_pool([[[1, 3, 2, 0]]], 2).tolist()
    [[[3, 2]]]
    """
    x = numbers("x", x)
    geometry, _ = pool_problem(x, size, stride, padding, dilation, ceil_mode)
    z = np.zeros((*x.shape[:2], *geometry.outputs), x.dtype)
    for n, c in np.ndindex(x.shape[:2]):
        for i, k in winners(x[n, c], geometry).items():
            z[n, c, *i] = x[n, c, *k]
    return z


def max_pool_backward(delta, x, size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Give each window's delta to its largest entry, the first one where several are equal.

    >>> max_pool_backward([[[5, 7]]], [[[3, 3, 2, 4]]], 2).tolist()
    [[[5.0, 0.0, 0.0, 7.0]]]
    """
    x = numbers("x", x)
    geometry, _ = pool_problem(x, size, stride, padding, dilation, ceil_mode)
    delta, dx = upstream(delta, (*x.shape[:2], *geometry.outputs), np.zeros(x.shape, float_dtype(x)))
    for n, c in np.ndindex(x.shape[:2]):
        for i, k in winners(x[n, c], geometry).items():
            dx[n, c, *k] += delta[n, c, *i]
    return dx


def winners(image, geometry):
    """Return, for each window i, the index k of its first largest entry."""
    best = {}
    for i, _, k in reads(geometry):
        if i not in best or image[k] > image[best[i]] or (np.isnan(image[k]) and not np.isnan(image[best[i]])):
            best[i] = k
    return best


def avg_pool(x, size, *, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """Average every window: ``z[n,c,i] = Σ_j x[n,c,s·i + j − p] / count[i]``.

    The count is the window's entries within the padded input, or with ``count_include_pad=False`` within the input.

    >>> avg_pool([[[1, 3, 2, 0]]], 2).tolist()
    [[[2.0, 1.0]]]
    """
    x = floats("x", x)
    geometry, reach = pool_problem(x, size, stride, padding, 1, ceil_mode)
    count_include_pad = flag("count_include_pad", count_include_pad)
    z = np.zeros((*x.shape[:2], *geometry.outputs), x.dtype)
    for i, _, k in reads(geometry):
        z[:, :, *i] += x[:, :, *k] / x.dtype.type(count(i, geometry, reach, count_include_pad))
    return z


def avg_pool_backward(delta, x, size, *, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """Share each window's delta equally among its entries: ``dx[n,c,k] = Σ delta[n,c,i] / count[i]``, k in window i.

    >>> avg_pool_backward([[[4, 6]]], [[[1, 3, 2, 0]]], 2).tolist()
    [[[2.0, 2.0, 3.0, 3.0]]]
    """
    x = floats("x", x)
    geometry, reach = pool_problem(x, size, stride, padding, 1, ceil_mode)
    count_include_pad = flag("count_include_pad", count_include_pad)
    delta, x = upstream(delta, (*x.shape[:2], *geometry.outputs), x)
    dx = np.zeros_like(x)
    for i, _, k in reads(geometry):
        dx[:, :, *k] += delta[:, :, *i] / x.dtype.type(count(i, geometry, reach, count_include_pad))
    return dx


def count(i, geometry, reach, count_include_pad):
    """Return how many entries of window i the average divides by."""
    entries = 1
    for i_a, s, m, p, n, end in zip(
        i, geometry.stride, geometry.kernel, geometry.before, geometry.inputs, reach, strict=True
    ):
        low, high = (0, end) if count_include_pad else (p, p + n)
        entries *= min(s * i_a + m, high) - max(s * i_a, low)
    return entries


def correlate(x, w, mode="valid"):
    """Slide w over x as it stands: ``z[i] = Σ_j w[j] · x[i + j − p]``, p by mode 0, ⌊m/2⌋ ("same") or m − 1 ("full").

    >>> correlate([1, 2, 3], [10, 1]).tolist()
    [12.0, 23.0]
    """
    x, w, geometry = plain_problem(x, w, mode)
    z = np.zeros(geometry.outputs, x.dtype)
    for i, j, k in reads(geometry):
        z[i] += w[j] * x[k]
    return z


def convolve(x, w, mode="full"):
    """Slide the flipped w over x: ``z[k] = Σ_j w[j] · x[k − j]``, all of it or its middle.

    >>> convolve([1, 2, 3], [10, 1]).tolist()
    [10.0, 21.0, 32.0, 3.0]
    """
    return correlate(x, np.flip(floats("w", w)), mode)
