"""Plain correlation and convolution against NumPy in one dimension, SciPy in several, and the loops."""

import numpy as np
import pytest
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import convolve, correlate, loops
from tests.engine.arrays.close import assert_close
from tests.engine.arrays.drawn import DTYPES, arrays

MODES = ("valid", "same", "full")


@st.composite
def pairs(draw):
    """x and w of equal rank 1 to 4, and a mode that suits them."""
    rank, dtype = draw(st.integers(1, 4)), draw(DTYPES)
    shapes = [draw(st.lists(st.integers(1, 5), min_size=rank, max_size=rank)) for _ in range(2)]
    mode = draw(st.sampled_from(MODES))
    if mode == "valid":
        shapes = np.sort(shapes, axis=0)[::-1].tolist()
    return *(draw(arrays(*shape, dtype=dtype)) for shape in shapes), mode


@settings(max_examples=150)
@given(pairs())
def test_against_scipy_and_the_loops(case):
    x, w, mode = case
    assert_close(correlate(x, w, mode), scipy.signal.correlate(x, w, mode, method="direct"))
    assert_close(convolve(x, w, mode), scipy.signal.convolve(x, w, mode, method="direct"))
    assert_close(correlate(x, w, mode), loops.correlate(x, w, mode))
    assert_close(convolve(x, w, mode), loops.convolve(x, w, mode))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("n", "m"), [(7, 3), (7, 4), (8, 3), (8, 4), (5, 1), (4, 4), (5, 5)])
def test_centred_as_numpy(n, m, mode):
    random = np.random.default_rng(0)
    x, w = random.standard_normal(n), random.standard_normal(m)
    assert_close(correlate(x, w, mode), np.correlate(x, w, mode))
    assert_close(convolve(x, w, mode), np.convolve(x, w, mode))


@pytest.mark.parametrize(("shape", "kernel"), [((3000,), (300,)), ((90, 80), (33, 41)), ((20, 21, 22), (9, 10, 11))])
@pytest.mark.parametrize("mode", MODES)
def test_large_kernels(shape, kernel, mode):
    random = np.random.default_rng(0)
    x, w = random.standard_normal(shape), random.standard_normal(kernel)
    assert_close(correlate(x, w, mode), scipy.signal.correlate(x, w, mode))
    assert_close(convolve(x, w, mode), scipy.signal.convolve(x, w, mode))
    single = x.astype(np.float32), w.astype(np.float32)
    assert_close(correlate(*single, mode), scipy.signal.correlate(*single, mode, method="direct"))
    whole, part = np.rint(9 * x), np.rint(9 * w)
    np.testing.assert_array_equal(convolve(whole, part, mode), np.rint(scipy.signal.convolve(whole, part, mode)))


def test_same_keeps_the_size_of_the_first_even_where_the_second_is_longer():
    np.testing.assert_array_equal(convolve([1, 2], [1, 10, 100, 1000, 10000], "same"), [100 + 2 * 10, 1000 + 2 * 100])
    np.testing.assert_array_equal(correlate([1, 2], [1, 10, 100, 1000, 10000], "same"), [100 + 2 * 1000, 10 + 2 * 100])


def test_the_difference_is_a_flip():
    np.testing.assert_array_equal(correlate([1, 2, 3], [10, 1]), [12, 23])
    np.testing.assert_array_equal(convolve([1, 2, 3], [10, 1], "valid"), [21, 32])


def test_no_axes_at_all():
    assert correlate(3, 4).item() == convolve(3, 4).item() == 12
