"""Do the arrays of a layer belong together? What is asked before any arithmetic, of loops and fast forms alike.

x (N, C, *S) input    w (O, C/groups, *K) kernels    b (O,) bias    z, delta (N, O, *S')
for the transposed convolution    w (C, O/groups, *K)
"""

import reprlib

from engine.arrays.arguments import NAMED_PADDINGS, flag, floats, padding_per_axis, per_axis, same_dtype, whole
from engine.arrays.geometry import conv_geometry, pool_geometry, transposed_geometry

UNNAMED = NAMED_PADDINGS[:1]
MODES = {  # mode: the zeros before and after x for a w of m entries
    "valid": lambda m: (0, 0),
    "same": lambda m: (m // 2, m - 1 - m // 2),
    "full": lambda m: (m - 1, m - 1),
}
MODES_IN_WORDS = '"valid", "same" or "full"'


def conv_problem(x, w, b, stride, padding, dilation, groups):
    """Return x, w and b in one float dtype, the Geometry and groups; raise for whatever doesn't fit together."""
    x, w = floats("x", x), floats("w", w)
    axes = spatial_axes(x)
    groups = kernels_match(x, w, groups, "(O, C/groups, *K)")
    channels = x.shape[1] // groups
    if w.shape[1] != channels:
        needed = f"C = {channels}" if groups == 1 else f"C/groups = {x.shape[1]}/{groups} = {channels}"
        raise ValueError(
            f"w has {w.shape[1]} on its second axis (shape {w.shape}) but x has {x.shape[1]} on its own, "
            f"the channels (shape {x.shape}); w needs {needed} there"
        )
    if w.shape[0] % groups:
        raise ValueError(f"groups is {groups}, which does not divide the {w.shape[0]} kernels of w (shape {w.shape})")
    geometry = conv_geometry(
        x.shape[2:],
        w.shape[2:],
        per_axis("stride", stride, axes, 1),
        padding_per_axis(padding, axes),
        per_axis("dilation", dilation, axes, 1),
    )
    return *in_one_dtype(x, w, b, w.shape[0]), geometry, groups


def transposed_problem(x, w, b, stride, padding, output_padding, dilation, groups):
    """Return x, w and b in one float dtype, the Geometry of the forward convolution and groups; raise as above."""
    x, w = floats("x", x), floats("w", w)
    axes = spatial_axes(x)
    groups = kernels_match(x, w, groups, "(C, O/groups, *K)")
    if w.shape[0] != x.shape[1]:
        raise ValueError(
            f"w has {w.shape[0]} on its first axis (shape {w.shape}) but x has {x.shape[1]} channels "
            f"(shape {x.shape}); conv_transpose needs w of shape (C, O/groups, *K), the channels of x first"
        )
    geometry = transposed_geometry(
        x.shape[2:],
        w.shape[2:],
        per_axis("stride", stride, axes, 1),
        padding_per_axis(padding, axes, UNNAMED),
        per_axis("output_padding", output_padding, axes, 0),
        per_axis("dilation", dilation, axes, 1),
    )
    return *in_one_dtype(x, w, b, w.shape[1] * groups), geometry, groups


def pool_problem(x, size, stride, padding, dilation, ceil_mode):
    """Return the Geometry of pooling ``x`` and how far its padded axes reach; ``stride=None`` means ``size``."""
    axes = spatial_axes(x)
    size = per_axis("size", size, axes, 1)
    return pool_geometry(
        x.shape[2:],
        size,
        size if stride is None else per_axis("stride", stride, axes, 1),
        padding_per_axis(padding, axes, UNNAMED),
        per_axis("dilation", dilation, axes, 1),
        flag("ceil_mode", ceil_mode),
    )


def spatial_axes(x):
    """Return how many spatial axes x (N, C, *S) has; ValueError for none and for an empty axis behind the batch."""
    if x.ndim < 3:
        raise ValueError(
            f"x has shape {x.shape}; it needs a batch axis, a channel axis and at least one spatial axis: (N, C, *S)"
        )
    if 0 in x.shape[1:]:
        raise ValueError(f"x has shape {x.shape}; only its batch, the first axis, may be empty")
    return x.ndim - 2


def kernels_match(x, w, groups, layout):
    """Return ``groups`` as an int that divides the channels of x; ValueError where w has other axes than x."""
    if w.ndim != x.ndim:
        raise ValueError(
            f"w has {w.ndim} axes (shape {w.shape}) but x has {x.ndim} (shape {x.shape}); "
            f"w needs as many spatial axes as x: {layout}"
        )
    if 0 in w.shape:
        raise ValueError(f"w has shape {w.shape}; it needs at least one entry on every axis: {layout}")
    groups = whole("groups", groups, 1, "a whole number of at least 1 that divides the channels of x")
    if x.shape[1] % groups:
        raise ValueError(f"groups is {groups}, which does not divide the {x.shape[1]} channels of x (shape {x.shape})")
    return groups


def in_one_dtype(x, w, b, kernels):
    """Return x, w and b in one dtype; ValueError where b is not one number for each of the ``kernels``."""
    if b is None:
        return *same_dtype(x, w), None
    b = floats("b", b)
    if b.shape != (kernels,):
        raise ValueError(f"b has shape {b.shape}; it needs ({kernels},), one bias for each output channel")
    return same_dtype(x, w, b)


def upstream(delta, shape, *others):
    """Return delta and the others in one float dtype; ValueError where delta has another shape than given."""
    delta = floats("delta", delta)
    if delta.shape != shape:
        raise ValueError(
            f"delta has shape {delta.shape}; it needs {shape}, the shape of z: "
            f"it is ∂L/∂z, one number for each entry of z"
        )
    return same_dtype(delta, *others)


def plain_problem(x, w, mode):
    """Return x and w in one float dtype and the Geometry that slides w over x in the given mode; raise as above.

    ``"valid"`` keeps the windows that lie inside x, ``"full"`` all that touch it, ``"same"`` as many as x has entries,
    centred as ``numpy.convolve`` centres them: ⌊m/2⌋ zeros before.
    """
    if not isinstance(mode, str):
        raise TypeError(f"mode is {reprlib.repr(mode)} ({type(mode).__name__}); it needs {MODES_IN_WORDS}")
    if mode not in MODES:
        raise ValueError(f'mode is "{reprlib.repr(mode)[1:-1]}"; it needs {MODES_IN_WORDS}')
    x, w = floats("x", x), floats("w", w)
    if x.ndim != w.ndim:
        raise ValueError(
            f"w has {w.ndim} axes (shape {w.shape}) but x has {x.ndim} (shape {x.shape}); it needs as many as x"
        )
    for name, array in (("x", x), ("w", w)):
        if 0 in array.shape:
            raise ValueError(f"{name} has shape {array.shape}; it needs at least one entry on every axis")
    ones, pads = (1,) * x.ndim, tuple(MODES[mode](m) for m in w.shape)
    return *same_dtype(x, w), conv_geometry(x.shape, w.shape, ones, pads, ones)
