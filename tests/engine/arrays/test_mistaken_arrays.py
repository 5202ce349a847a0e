"""Arrays that are none or do not fit together are refused by a sentence: name, what it got, what it needs."""

import numpy as np
import pytest

from engine.arrays import (
    avg_pool_backward,
    check_gradient,
    conv,
    conv_backward,
    conv_transpose,
    conv_transpose_backward,
    convolve,
    correlate,
    max_pool,
    max_pool_backward,
)

R, K = np.zeros((1, 1, 5)), np.zeros((1, 1, 3))
X, W = np.zeros((2, 4, 5, 6)), np.zeros((6, 4, 3, 2))
REAL = "it needs real numbers (float64, float32 or integers)"
AXES = "it needs a batch axis, a channel axis and at least one spatial axis: (N, C, *S)"
Z = "the shape of z: it is ∂L/∂z, one number for each entry of z"

MISTAKES = (
    (lambda: conv(np.zeros(5), K), ValueError, f"x has shape (5,); {AXES}"),
    (lambda: conv(np.zeros((1, 5)), K), ValueError, f"x has shape (1, 5); {AXES}"),
    (
        lambda: conv(R, np.zeros((1, 3))),
        ValueError,
        "w has 2 axes (shape (1, 3)) but x has 3 (shape (1, 1, 5)); w needs as many spatial axes as x: (O, "
        "C/groups, *K)",
    ),
    (
        lambda: conv(X, K),
        ValueError,
        "w has 3 axes (shape (1, 1, 3)) but x has 4 (shape (2, 4, 5, 6)); w needs as many spatial axes as x: "
        "(O, C/groups, *K)",
    ),
    (
        lambda: conv(np.zeros((1, 2, 5)), K),
        ValueError,
        "w has 1 on its second axis (shape (1, 1, 3)) but x has 2 on its own, the channels (shape (1, 2, 5)); "
        "w needs C = 2 there",
    ),
    (
        lambda: conv(X, W, groups=2),
        ValueError,
        "w has 4 on its second axis (shape (6, 4, 3, 2)) but x has 4 on its own, the channels (shape (2, 4, "
        "5, 6)); w needs C/groups = 4/2 = 2 there",
    ),
    (
        lambda: conv(X, np.zeros((5, 2, 3, 2)), groups=2),
        ValueError,
        "groups is 2, which does not divide the 5 kernels of w (shape (5, 2, 3, 2))",
    ),
    (lambda: conv(R, K, np.zeros(2)), ValueError, "b has shape (2,); it needs (1,), one bias for each output channel"),
    (lambda: conv(R, K, 1.0), ValueError, "b has shape (); it needs (1,), one bias for each output channel"),
    (
        lambda: conv(np.zeros((1, 1, 2)), K),
        ValueError,
        "w: the kernel is 3 wide but the padded row is 2 (width 2, padding 0)",
    ),
    (
        lambda: conv(np.zeros((1, 1, 3, 1)), np.zeros((1, 1, 3, 2))),
        ValueError,
        "w: the kernel is 2 wide but the padded row is 1 (width 1, padding 0)",
    ),
    (
        lambda: conv(np.zeros((1, 1, 2, 4, 5)), np.zeros((1, 1, 3, 2, 1))),
        ValueError,
        "w: the kernel is 3 deep but the padded line is 2 (depth 2, padding 0)",
    ),
    (
        lambda: conv(np.zeros((1, 1, 2, 4, 5, 1)), np.zeros((1, 1, 1, 2, 1, 2))),
        ValueError,
        "w: the kernel is 2 long on spatial axis 3 but the padded axis is 1 (length 1, padding 0)",
    ),
    (
        lambda: conv(np.zeros((1, 1, 0)), K, padding=3),
        ValueError,
        "x has shape (1, 1, 0); only its batch, the first axis, may be empty",
    ),
    (
        lambda: conv(np.zeros((1, 0, 5)), np.zeros((1, 0, 3))),
        ValueError,
        "x has shape (1, 0, 5); only its batch, the first axis, may be empty",
    ),
    (
        lambda: conv(R, np.zeros((1, 1, 0))),
        ValueError,
        "w has shape (1, 1, 0); it needs at least one entry on every axis: (O, C/groups, *K)",
    ),
    (
        lambda: conv(R, np.zeros((0, 1, 3))),
        ValueError,
        "w has shape (0, 1, 3); it needs at least one entry on every axis: (O, C/groups, *K)",
    ),
    (lambda: conv("abc", K), TypeError, f"x is 'abc'; {REAL}"),
    (lambda: conv(None, K), TypeError, f"x is None; {REAL}"),
    (lambda: conv(R, object()), TypeError, f"w is of type object; {REAL}"),
    (lambda: conv({}, K), TypeError, f"x is of type dict; {REAL}"),
    (lambda: conv(R.astype(bool), K), TypeError, f"x holds bool; {REAL}; write np.array(x, float) to count True as 1"),
    (lambda: conv(R.astype(complex), K), TypeError, f"x holds complex128; {REAL}; take np.real(x) or np.imag(x)"),
    (lambda: conv(R.astype(object), K), TypeError, f"x holds object; {REAL}"),
    (
        lambda: conv(R.astype(np.float16), K),
        TypeError,
        f"x holds float16; {REAL}; write x.astype(np.float32) or x.astype(np.float64)",
    ),
    (lambda: conv(R.astype(str), K), TypeError, f"x holds str1024; {REAL}"),
    (
        lambda: conv([[[1, 2], [3]]], K),
        ValueError,
        "x is a nested list whose rows have unequal lengths; it needs a full grid",
    ),
    (lambda: conv([[["a"]]], K), TypeError, f"x is [[['a']]]; {REAL}"),
    (
        lambda: conv([[[True, False]]], K),
        TypeError,
        f"x is [[[True, False]]]; {REAL}; write np.array(x, float) to count True as 1",
    ),
    (lambda: conv(1j, K), TypeError, f"x is 1j; {REAL}; take np.real(x) or np.imag(x)"),
    (lambda: conv(np.ma.masked_array(R), K), TypeError, "x is a masked array; it needs a plain one: write x.filled(0)"),
    (
        lambda: conv(np.full((1, 1, 5), 2**53 + 1), K),
        ValueError,
        "x holds an integer beyond 2**53, where float64 no longer holds every integer",
    ),
    (
        lambda: conv(R, K, np.array([True])),
        TypeError,
        f"b holds bool; {REAL}; write np.array(b, float) to count True as 1",
    ),
    (
        lambda: conv_backward(np.zeros((1, 1, 5)), R, K),
        ValueError,
        f"delta has shape (1, 1, 5); it needs (1, 1, 3), {Z}",
    ),
    (lambda: conv_backward(np.zeros((1, 3)), R, K), ValueError, f"delta has shape (1, 3); it needs (1, 1, 3), {Z}"),
    (lambda: conv_backward(None, R, K), TypeError, f"delta is None; {REAL}"),
    (
        lambda: conv_transpose(X, W),
        ValueError,
        "w has 6 on its first axis (shape (6, 4, 3, 2)) but x has 4 channels (shape (2, 4, 5, 6)); "
        "conv_transpose needs w of shape (C, O/groups, *K), the channels of x first",
    ),
    (
        lambda: conv_transpose(X, np.zeros((4, 3, 3, 3)), np.zeros(3), groups=2),
        ValueError,
        "b has shape (3,); it needs (6,), one bias for each output channel",
    ),
    (lambda: conv_transpose_backward(R, R, K), ValueError, f"delta has shape (1, 1, 5); it needs (1, 1, 7), {Z}"),
    (lambda: max_pool(R[0], 2), ValueError, f"x has shape (1, 5); {AXES}"),
    (
        lambda: max_pool(R.astype(bool), 2),
        TypeError,
        f"x holds bool; {REAL}; write np.array(x, float) to count True as 1",
    ),
    (lambda: max_pool_backward(R, R, 2), ValueError, f"delta has shape (1, 1, 5); it needs (1, 1, 2), {Z}"),
    (lambda: avg_pool_backward(R, R, 2), ValueError, f"delta has shape (1, 1, 5); it needs (1, 1, 2), {Z}"),
    (
        lambda: correlate([1, 2], [1, 2, 3]),
        ValueError,
        "w: the kernel is 3 wide but the padded row is 2 (width 2, padding 0)",
    ),
    (
        lambda: convolve(np.zeros((2, 5)), np.zeros((3, 1)), "valid"),
        ValueError,
        "w: the kernel is 3 high but the padded column is 2 (height 2, padding 0)",
    ),
    (
        lambda: correlate([1, 2], [[1]]),
        ValueError,
        "w has 2 axes (shape (1, 1)) but x has 1 (shape (2,)); it needs as many as x",
    ),
    (lambda: correlate([], [1]), ValueError, "x has shape (0,); it needs at least one entry on every axis"),
    (lambda: convolve("ab", [1]), TypeError, f"x is 'ab'; {REAL}"),
    (lambda: convolve([1, 2], None), TypeError, f"w is None; {REAL}"),
    (
        lambda: check_gradient(3, [1.0], [1.0]),
        TypeError,
        "f is 3; it needs a function that takes an array and returns one number",
    ),
    (
        lambda: check_gradient(np.sum, [1.0], [1.0, 2.0]),
        ValueError,
        "gradient has shape (2,); it needs (1,), the shape of x",
    ),
    (
        lambda: check_gradient(lambda x: x, [1.0, 2.0], [1.0, 2.0]),
        ValueError,
        "f returned an array of shape (2,); it needs to return one number, such as (z * delta).sum()",
    ),
    (lambda: check_gradient(lambda x: None, [1.0, 2.0], [1.0, 2.0]), TypeError, f"f(x) is None; {REAL}"),
)


@pytest.mark.parametrize(("mistake", "kind", "text"), MISTAKES)
def test_mistake(mistake, kind, text):
    with pytest.raises(kind) as caught:
        mistake()
    assert type(caught.value) is kind
    assert str(caught.value) == text


def test_long_floats_are_refused_where_there_are_any():
    if np.dtype(np.longdouble) != np.dtype(np.float64):
        with pytest.raises(TypeError, match=r"^x holds float"):
            conv(R.astype(np.longdouble), K)
