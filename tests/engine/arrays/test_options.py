"""What each option means, on numbers small enough to check by hand, and what holds of every result."""

import pickle

import numpy as np
import pytest

from engine import arrays
from engine.arrays import conv, conv_backward, conv_transpose, conv_transpose_backward, loops

ROW = [[[1, 2, 3, 4, 5]]]
MEANINGS = (  # options of conv on 1 2 3 4 5 with kernel 100 10 1, result, why
    ({}, [123, 234, 345], "a cross-correlation: the kernel is not flipped"),
    ({"padding": 1}, [12, 123, 234, 345, 450], "a zero on both sides"),
    ({"padding": (1,)}, [12, 123, 234, 345, 450], "one number per axis"),
    ({"padding": ((0, 2),)}, [123, 234, 345, 450, 500], "a pair: nothing before, two after"),
    ({"padding": "valid"}, [123, 234, 345], "no padding"),
    ({"padding": "full"}, [1, 12, 123, 234, 345, 450, 500], "two zeros on both sides"),
    ({"padding": "same"}, [12, 123, 234, 345, 450], "five outputs"),
    ({"padding": "same", "stride": 2}, [12, 234, 450], "⌈5/2⌉ outputs"),
    ({"padding": "same", "stride": 4}, [12, 450], "⌈5/4⌉ outputs, a zero on both sides"),
    ({"padding": "same", "stride": 5}, [123], "one output, nothing to pad"),
    ({"stride": 2}, [123, 345], "every second window"),
    ({"stride": 3}, [123], "two left over at the end"),
    ({"dilation": 2}, [135], "every second entry"),
    ({"dilation": 2, "padding": "full"}, [1, 2, 13, 24, 135, 240, 350, 400, 500], "four zeros on both sides"),
    ({"dilation": 2, "padding": "same"}, [13, 24, 135, 240, 350], "two zeros on both sides"),
    ({"stride": 2, "dilation": 2, "padding": 1}, [24, 240], "1 3 5 and 3 5 from a padded row"),
)


@pytest.mark.parametrize(("options", "expected", "why"), MEANINGS)
def test_conv_option(options, expected, why):
    np.testing.assert_array_equal(conv(ROW, [[[100, 10, 1]]], **options), [[expected]], why)


@pytest.mark.parametrize(
    ("n", "m", "stride", "dilation", "before", "after"),
    [
        (5, 2, 1, 1, 0, 1),
        (6, 3, 2, 1, 0, 1),
        (7, 4, 2, 1, 1, 2),
        (5, 2, 1, 3, 1, 2),
        (8, 5, 3, 1, 1, 2),
        (9, 2, 4, 1, 0, 1),
        (8, 2, 4, 1, 0, 0),
    ],
)
def test_same_is_a_pair_with_the_odd_zero_after(n, m, stride, dilation, before, after):
    random = np.random.default_rng(0)
    x, w = random.standard_normal((1, 1, n)), random.standard_normal((1, 1, m))
    same = conv(x, w, padding="same", stride=stride, dilation=dilation)
    assert same.shape[2] == -(-n // stride)
    np.testing.assert_array_equal(same, conv(x, w, padding=((before, after),), stride=stride, dilation=dilation))
    for ours, pairs in zip(
        conv_backward(same, x, w, padding="same", stride=stride, dilation=dilation),
        conv_backward(same, x, w, padding=((before, after),), stride=stride, dilation=dilation),
        strict=True,
    ):
        np.testing.assert_array_equal(ours, pairs)


def test_groups_are_separate_layers_side_by_side():
    random = np.random.default_rng(0)
    x, w, b = random.standard_normal((2, 4, 5, 6)), random.standard_normal((6, 2, 3, 2)), random.standard_normal(6)
    apart = [conv(x[:, 2 * g : 2 * g + 2], w[3 * g : 3 * g + 3], b[3 * g : 3 * g + 3]) for g in range(2)]
    np.testing.assert_allclose(conv(x, w, b, groups=2), np.concatenate(apart, axis=1), rtol=0, atol=1e-13)


def test_transposed_convolution_paints():
    np.testing.assert_array_equal(conv_transpose([[[1, 2]]], [[[100, 10, 1]]], stride=2), [[[100, 10, 201, 20, 2]]])
    np.testing.assert_array_equal(conv_transpose([[[1, 2]]], [[[100, 10, 1]]], stride=2, padding=1), [[[10, 201, 20]]])
    padded = conv_transpose([[[1, 2]]], [[[100, 10, 1]]], [7], stride=2, padding=1, output_padding=1)
    np.testing.assert_array_equal(padded, [[[17, 208, 27, 9]]])


def test_output_padding_up_to_a_dilation_above_the_stride():
    painted = conv_transpose([[[1, 2]]], [[[10, 1]]], dilation=3, output_padding=2)
    np.testing.assert_array_equal(painted, [[[10, 20, 0, 1, 2, 0, 0]]])
    dx, dw, _ = conv_transpose_backward(painted, [[[1, 2]]], [[[10, 1]]], dilation=3, output_padding=2)
    np.testing.assert_array_equal(dx, [[[101, 202]]])
    np.testing.assert_array_equal(dw, [[[50, 5]]])


def every_operation(x, w, b):
    """Yield (name, results, arguments) of every public operation on x (N, C, *S) with w (C, C, *K)."""
    z = arrays.conv(x, w, b)
    yield "conv", (z,)
    yield "conv_backward", arrays.conv_backward(z, x, w)
    t = arrays.conv_transpose(x, w, b)
    yield "conv_transpose", (t,)
    yield "conv_transpose_backward", arrays.conv_transpose_backward(t, x, w)
    for pool, backward in ((arrays.max_pool, arrays.max_pool_backward), (arrays.avg_pool, arrays.avg_pool_backward)):
        pooled = pool(x, 2)
        yield pool.__name__, (pooled,)
        yield backward.__name__, (backward(pooled, x, 2),)
        yield f"{pool.__name__} of 1", (pool(x, 1), backward(x, x, 1))
    yield "conv 1×1", (arrays.conv(x, w[..., :1]), *arrays.conv_backward(x, x, w[..., :1]))
    if len(x):
        yield "correlate", (arrays.correlate(x, w[:1]), arrays.correlate(x, w[:1, :1, :1]))
        yield "convolve", (arrays.convolve(x, w), arrays.convolve(x, w[:1, :1, :1]))


def operands(dtype, samples=2):
    random = np.random.default_rng(0)
    return tuple((random.standard_normal(shape) * 5).astype(dtype) for shape in ((samples, 2, 6), (2, 2, 3), (2,)))


@pytest.mark.parametrize(
    ("given", "computed"),
    [
        ("float64", "float64"),
        ("float32", "float32"),
        (">f8", "float64"),
        (">f4", "float32"),
        (">i2", "float64"),
        ("int32", "float64"),
        ("uint8", "float64"),
    ],
)
def test_dtype_of_every_result(given, computed):
    for name, results in every_operation(*operands(given)):
        whole = np.dtype(given).kind in "iu" and name in ("max_pool", "max_pool of 1")
        assert results[0].dtype == (np.dtype(given).newbyteorder("=") if whole else computed), name
        assert all(result.dtype == computed for result in results[1:]), name


def test_mixed_floats_give_float64():
    x, w, b = operands(np.float32)
    assert conv(x, w.astype(float)).dtype == conv(x, w, b.astype(float)).dtype == np.float64
    assert {g.dtype for g in conv_backward(conv(x, w).astype(float), x, w)} == {np.dtype(np.float64)}
    assert arrays.max_pool_backward(np.ones((2, 2, 3)), x, 2).dtype == np.float64


def test_float32_that_comes_back_from_a_pickle_stays_float32():
    x, w, b = operands(np.float32)
    assert conv(pickle.loads(pickle.dumps(x)), w, b).dtype == np.float32


def test_integers_are_computed_exactly():
    big = 2**52
    assert conv([[[big, 1]]], [[[1, 1]]]).item() == big + 1
    x, w = np.arange(400) % 7, np.arange(100) % 5 - 2
    np.testing.assert_array_equal(arrays.convolve(x, w), np.convolve(x, w))


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64"])
def test_results_are_new_and_writable_and_inputs_unchanged(dtype):
    inputs = operands(dtype)
    before = [array.copy() for array in inputs]
    for array in inputs:
        array.flags.writeable = False
    for name, results in every_operation(*inputs):
        for result in results:
            assert result.flags.writeable and result.flags.c_contiguous, name
            assert not any(np.shares_memory(result, array) for array in inputs), name
    for array, copy in zip(inputs, before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_empty_batch_gives_empty_results_and_zero_gradients_of_kernel_and_bias():
    for name, results in every_operation(*operands("float64", samples=0)):
        assert len(results[0]) == 0, name
        for gradient in results[1:]:
            assert not gradient.any(), name
    assert conv(np.zeros((0, 3, 9, 9)), np.zeros((4, 3, 2, 2)), stride=2, padding=1).shape == (0, 4, 5, 5)


def test_nan_and_infinity_reach_only_the_windows_that_read_them():
    x = np.zeros((1, 1, 400))
    x[0, 0, 200] = np.nan
    z = conv(x, np.ones((1, 1, 101)))
    np.testing.assert_array_equal(np.flatnonzero(np.isnan(z)), np.arange(100, 201))


@pytest.mark.parametrize("channels", [1, 24])
@pytest.mark.parametrize("spoiled", [np.nan, np.inf])
def test_a_kernel_entry_that_is_no_number_reaches_only_the_inputs_that_it_weighs(channels, spoiled):
    w = np.ones((channels, channels, 3, 3))
    w[0, 0, 1, 2] = spoiled
    x, options = np.ones((1, channels, 6, 7)), {"stride": 2, "padding": ((0, 1), (1, 0))}
    delta = np.ones(conv(x, np.ones(w.shape), **options).shape)
    dx, _, _ = conv_backward(delta, x, w, **options)
    np.testing.assert_array_equal(dx, loops.conv_backward(delta, x, w, **options)[0])
    painted = conv_transpose(delta, w, **options)
    np.testing.assert_array_equal(painted, loops.conv_transpose(delta, w, **options))
    assert np.isfinite(dx).any() and not np.isfinite(dx).all()
