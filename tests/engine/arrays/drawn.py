"""Layers drawn by hypothesis: every option of every operation, alone and together, at sizes the loops can follow."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

DTYPES = st.sampled_from([np.float64, np.float64, np.float32])


@st.composite
def arrays(draw, *shape, dtype=np.float64):
    """An array of normal numbers, sometimes not contiguous in memory."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    form = draw(st.sampled_from(["plain", "plain", "transposed", "stepped", "reversed"]))
    if form == "transposed":
        return random.standard_normal(shape[::-1]).astype(dtype).T
    if form == "stepped":
        return random.standard_normal((*shape[:-1], 2 * shape[-1])).astype(dtype)[..., ::2]
    plain = random.standard_normal(shape).astype(dtype)
    return plain[..., ::-1] if form == "reversed" else plain


@st.composite
def per_axis(draw, axes, least, most):
    """One number for all axes, or one per axis as a tuple, a list or NumPy integers."""
    one = st.integers(least, most)
    each = st.lists(one, min_size=axes, max_size=axes)
    return draw(st.one_of(one, one.map(np.int64), each, each.map(tuple), each.map(np.array)))


@st.composite
def paddings(draw, axes, names=()):
    """Padding in any of its forms; a pair of unequal numbers among them."""
    pair = st.tuples(st.integers(0, 3), st.integers(0, 3))
    pairs = st.lists(pair, min_size=axes, max_size=axes)
    named = [st.sampled_from(names)] if names else []
    return draw(st.one_of(per_axis(axes, 0, 3), pairs, pairs.map(tuple), *named))


@st.composite
def layers(draw):
    """(x shape, w shape, options) of a convolution whose kernel fits, so of every transposed one, too."""
    axes, groups = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    sizes = st.lists(st.integers(1, 7 - axes), min_size=axes, max_size=axes)
    channels, kernels = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    x_shape = (draw(st.integers(1, 2)), groups * channels, *draw(sizes))
    w_shape = (groups * kernels, channels, *draw(st.lists(st.integers(1, 3), min_size=axes, max_size=axes)))
    options = {
        "stride": draw(per_axis(axes, 1, 3)),
        "dilation": draw(per_axis(axes, 1, 3)),
        "padding": draw(paddings(axes, ("valid", "same", "full"))),
        "groups": groups,
    }
    return x_shape, w_shape, options


@st.composite
def pools(draw, with_dilation):
    """(x, size, options) of a pooling; x has many equal entries, so that ties occur."""
    axes = draw(st.integers(1, 3))
    sizes = draw(st.lists(st.integers(1, 6), min_size=axes, max_size=axes))
    shape = (draw(st.integers(1, 2)), draw(st.integers(1, 2)), *sizes)
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    x = random.integers(-2, 3, shape).astype(draw(DTYPES))
    options = {
        "stride": draw(st.one_of(st.none(), per_axis(axes, 1, 3))),
        "padding": draw(paddings(axes, ("valid",))),
        "ceil_mode": draw(st.booleans()),
    }
    if with_dilation:
        options["dilation"] = draw(per_axis(axes, 1, 3))
    return x, draw(per_axis(axes, 1, 3)), options


def possible(function, *arguments, **options):
    """Return the result, or give the draw up where the sizes don't fit together; rows of errors.py assert those."""
    try:
        return function(*arguments, **options)
    except ValueError:
        assume(False)
