"""Pooling against the loops, adjointness and central differences; and PyTorch's conventions, written out."""

import numpy as np
import pytest
from hypothesis import given, settings

from engine.arrays import avg_pool, avg_pool_backward, check_gradient, loops, max_pool, max_pool_backward
from tests.engine.arrays.close import assert_close
from tests.engine.arrays.drawn import pools, possible


@settings(max_examples=200)
@given(pools(with_dilation=True))
def test_max_pool_is_its_loops(case):
    x, size, options = case
    z = possible(max_pool, x, size, **options)
    np.testing.assert_array_equal(z, loops.max_pool(x, size, **options))
    delta = np.random.default_rng(0).standard_normal(z.shape).astype(x.dtype)
    dx = max_pool_backward(delta, x, size, **options)
    assert_close(dx, loops.max_pool_backward(delta, x, size, **options))
    assert abs(dx.sum(dtype=float) - delta.sum(dtype=float)) < 1e-4
    whole = x.astype(np.int16)
    pooled = max_pool(whole, size, **options)
    assert pooled.dtype == np.int16
    np.testing.assert_array_equal(pooled, z)


@settings(max_examples=200)
@given(pools(with_dilation=False))
def test_avg_pool_is_its_loops_and_its_backward_pass_the_adjoint(case):
    x, size, options = case
    for options["count_include_pad"] in (True, False):
        z = possible(avg_pool, x, size, **options)
        assert_close(z, loops.avg_pool(x, size, **options))
        delta = np.random.default_rng(0).standard_normal(z.shape).astype(x.dtype)
        dx = avg_pool_backward(delta, x, size, **options)
        assert_close(dx, loops.avg_pool_backward(delta, x, size, **options))
        assert abs((dx * x).sum(dtype=float) - (delta * z).sum(dtype=float)) < 1e-4


@pytest.mark.parametrize(("pool", "backward"), [(max_pool, max_pool_backward), (avg_pool, avg_pool_backward)])
def test_gradients_agree_with_central_differences(pool, backward):
    random = np.random.default_rng(0)
    x = random.permutation(2 * 3 * 5 * 6).reshape(2, 3, 5, 6) / 10
    options = {"stride": (2, 1), "padding": ((1, 0), (0, 1)), "ceil_mode": True}
    delta = random.standard_normal(pool(x, (2, 3), **options).shape)
    dx = backward(delta, x, (2, 3), **options)
    assert check_gradient(lambda x: (pool(x, (2, 3), **options) * delta).sum(), x, dx)


ROW = [[[1, 2, 3, 4, 5]]]
MEANINGS = (  # pool, size, options, result on 1 2 3 4 5, why
    (max_pool, 2, {}, [2, 4], "the stride is the size"),
    (max_pool, 2, {"stride": 1}, [2, 3, 4, 5], "a window everywhere"),
    (max_pool, 2, {"ceil_mode": True}, [2, 4, 5], "the last window overhangs"),
    (max_pool, 3, {"padding": 1}, [2, 5], "from −1 to 1, from 2 to 4"),
    (max_pool, 2, {"padding": 1}, [1, 3, 5], "padding never wins"),
    (max_pool, 2, {"padding": 1, "ceil_mode": True}, [1, 3, 5], "none would start in the padding after"),
    (max_pool, 2, {"stride": 1, "dilation": 2}, [3, 4, 5], "1 and 3, 2 and 4, 3 and 5"),
    (max_pool, 2, {"padding": ((0, 1),)}, [2, 4, 5], "a zero after, which never wins"),
    (max_pool, 7, {"ceil_mode": True, "stride": 3}, [5], "wider than the row: one overhanging window"),
    (avg_pool, 2, {}, [1.5, 3.5], "the mean"),
    (avg_pool, 2, {"ceil_mode": True}, [1.5, 3.5, 5], "the overhang is not counted"),
    (avg_pool, 2, {"padding": 1}, [0.5, 2.5, 4.5], "padding is counted"),
    (avg_pool, 2, {"padding": 1, "count_include_pad": False}, [1, 2.5, 4.5], "padding is not counted"),
    (avg_pool, 3, {"padding": 1, "stride": 3}, [1, 4], "0 1 2 and 3 4 5"),
    (avg_pool, 4, {"padding": 1, "stride": 3, "ceil_mode": True}, [1.5, 3], "3 4 5 0 counts four"),
    (avg_pool, 4, {"padding": 1, "stride": 4, "ceil_mode": True}, [1.5, 3], "4 5 0 counts three, its overhang not"),
)


@pytest.mark.parametrize(("pool", "size", "options", "expected", "why"), MEANINGS)
def test_pooling_option(pool, size, options, expected, why):
    np.testing.assert_array_equal(pool(ROW, size, **options), [[expected]], why)


def test_negative_entries_beat_padding():
    np.testing.assert_array_equal(max_pool([[[-3, -2]]], 2, padding=1), [[[-3, -2]]])
    np.testing.assert_array_equal(max_pool(np.array([[[-np.inf, -2.0]]]), 2, padding=1), [[[-np.inf, -2]]])


@pytest.mark.parametrize("x", [np.zeros((1, 1, 3), np.uint8), np.full((1, 1, 3), -np.inf), np.full((1, 1, 3), np.nan)])
def test_the_first_of_equal_maxima_gets_the_gradient_and_padding_none(x):
    dx = max_pool_backward([[[5, 7]]], x, 3, stride=2, padding=1)
    np.testing.assert_array_equal(dx, [[[5, 7, 0]]])


def test_the_first_maximum_in_two_dimensions_is_the_first_in_reading_order():
    dx = max_pool_backward([[[[1]]]], [[[[0, 4], [4, 4]]]], 2)
    np.testing.assert_array_equal(dx, [[[[0, 1], [0, 0]]]])


def test_overlapping_windows_add_up():
    np.testing.assert_array_equal(max_pool_backward([[[1, 10]]], [[[0, 3, 0]]], 2, stride=1), [[[0, 11, 0]]])


def test_nan_wins_and_takes_the_gradient():
    x = np.array([[[1, np.nan, 3, 4.0, np.inf, np.nan]]])
    np.testing.assert_array_equal(max_pool(x, 2), [[[np.nan, 4, np.nan]]])
    np.testing.assert_array_equal(max_pool_backward([[[1, 2, 3]]], x, 2), [[[0, 1, 0, 2, 0, 3]]])


def test_a_gradient_that_is_no_number_stays_where_it_is():
    dx = max_pool_backward(np.array([[[np.nan, np.inf]]]), [[[1, 2, 4, 3]]], 2)
    np.testing.assert_array_equal(dx, [[[0, np.nan, np.inf, 0]]])
