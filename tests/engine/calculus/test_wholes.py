"""Operations on whole arrays, against NumPy and SciPy."""

import numpy as np
import pytest
from scipy import signal

from engine import Layer
from engine.calculus.arithmetic import Floating
from engine.calculus.case import Case
from engine.grading.grade import grade

ROW = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
ROW_FROM_1 = Layer("z[i] = sum(j, w[j]*x[i+j-1])", x="n", w="m", z="n-m+1", first_index=1)
PLANE = Layer("z[i,j] = sum(u,v, w[u,v]*x[i+u,j+v])", x="h, l", w="m, r", z="h-m+1, l-r+1")
DENSE = Layer("z[i] = sum(k, A[i,k]*x[k])", x="n", A="m, n", z="m")
SIZES = ({"n": 7, "m": 3}, {"n": 6, "m": 4}, {"n": 5, "m": 5})
PLANES = ({"h": 5, "l": 6, "m": 3, "r": 2}, {"h": 4, "l": 7, "m": 2, "r": 4})


def dilated(array, step):
    found = np.zeros([(size - 1) * step + 1 for size in array.shape])
    found[tuple(slice(None, None, step) for _ in array.shape)] = array
    return found


ROWS = {
    "conv(x, w)": lambda x, w: np.convolve(x, w),
    "conv(x, w, full)": lambda x, w: np.convolve(x, w, "full"),
    "conv(x, w, same)": lambda x, w: np.convolve(x, w, "same"),
    "conv(x, w, valid)": lambda x, w: np.convolve(x, w, "valid"),
    "corr(x, w)": lambda x, w: np.correlate(x, w, "valid"),
    "corr(x, w, full)": lambda x, w: np.correlate(x, w, "full"),
    "corr(x, w, same)": lambda x, w: np.correlate(x, w, "same"),
    "conv(w, x, full)": lambda x, w: np.convolve(w, x, "full"),
    "corr(w, x, full)": lambda x, w: np.correlate(w, x, "full"),
    "flip(w)": lambda x, w: w[::-1],
    "rot180(x)": lambda x, w: x[::-1],
    "pad(x, 2)": lambda x, w: np.pad(x, 2),
    "dilate(w, 3)": lambda x, w: dilated(w, 3),
    "conv(dilate(w, 2), flip(x))": lambda x, w: np.convolve(dilated(w, 2), x[::-1]),
    "corr(pad(x, m-1), flip(w))": lambda x, w: np.correlate(np.pad(x, len(w) - 1), w[::-1], "valid"),
    "2*conv(x*x, w, same)": lambda x, w: 2 * np.convolve(x * x, w, "same"),
}
PLANE_ROWS = {
    "conv(x, w)": lambda x, w: signal.convolve2d(x, w),
    "conv(x, w, same)": lambda x, w: signal.convolve2d(x, w, "same"),
    "corr(x, w)": lambda x, w: signal.correlate2d(x, w, "valid"),
    "corr(x, w, full)": lambda x, w: signal.correlate2d(x, w, "full"),
    "rot180(w)": lambda x, w: np.rot90(w, 2),
    "flip(x)": lambda x, w: x[::-1, ::-1],
    "T(x)": lambda x, w: x.T,
    "pad(w, 1)": lambda x, w: np.pad(w, 1),
    "dilate(w, 2)": lambda x, w: dilated(w, 2),
    "conv(dilate(w, 2), w)": lambda x, w: signal.convolve2d(dilated(w, 2), w),
    "w @ T(w)": lambda x, w: w @ w.T,
}


def values(layer, typed, free, sizes, shape):
    """The values of a typed formula at places 0 (or 1), 1, ... of each free index."""
    from engine.formula.parser import parse

    case = Case(layer, sizes, Floating())
    formula = parse(typed, layer.scope(free)).tree
    return case.values(layer.plain(formula, free), free, shape)[..., 0]


def array(layer, name, sizes):
    flat, shape = Case(layer, sizes, Floating()).array(name)
    return flat[:-1, 0].reshape(shape)


@pytest.mark.parametrize("typed", ROWS)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("layer", (ROW, ROW_FROM_1), ids=("from 0", "from 1"))
def test_rows(typed, sizes, layer):
    expected = ROWS[typed](array(layer, "x", sizes), array(layer, "w", sizes))
    outside = np.concatenate((expected, np.zeros(3)))
    np.testing.assert_allclose(values(layer, typed, ("k",), sizes, outside.shape), outside, atol=1e-12)


@pytest.mark.parametrize("typed", PLANE_ROWS)
@pytest.mark.parametrize("sizes", PLANES, ids=str)
def test_planes(typed, sizes):
    expected = PLANE_ROWS[typed](array(PLANE, "x", sizes), array(PLANE, "w", sizes))
    outside = np.pad(expected, ((0, 2), (0, 2)))
    np.testing.assert_allclose(values(PLANE, typed, ("p", "q"), sizes, outside.shape), outside, atol=1e-12)


@pytest.mark.parametrize("sizes", ({"n": 4, "m": 3}, {"n": 2, "m": 5}), ids=str)
def test_products_of_matrices(sizes):
    matrix, x, delta = (array(DENSE, name, sizes) for name in ("A", "x", "delta"))
    np.testing.assert_allclose(values(DENSE, "A @ x", ("i",), sizes, (sizes["m"],)), matrix @ x)
    np.testing.assert_allclose(values(DENSE, "T(A) @ delta", ("k",), sizes, (sizes["n"],)), matrix.T @ delta)
    np.testing.assert_allclose(
        values(DENSE, "(A @ T(A))[i, k]", ("i", "k"), sizes, (sizes["m"],) * 2), matrix @ matrix.T
    )


@pytest.mark.parametrize(
    ("typed", "notation"),
    [("corr(delta, x)", "flipside"), ("corr(G, V)", "goodfellow"), ("conv(grad_output, input, valid)", "pytorch")],
)
def test_valid_needs_the_longer_array_first(typed, notation):
    found = grade(ROW.question("dL/dw[j]"), typed, notation)
    assert found.verdict == "unreadable"
    assert found.message == (
        "In mode `valid` the second array slides over the first, and here the first is never longer: write the longer "
        "first."
    )


def test_one_number_is_no_row():
    found = ROW.check("z[i]", "x @ x")
    assert found.verdict == "unreadable"
    assert found.message == "The result of this operation is one number, but one for each place is asked for."
