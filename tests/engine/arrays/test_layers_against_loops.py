"""The layers against three witnesses: the loops of their definition, adjointness, and central differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import check_gradient, conv, conv_backward, conv_transpose, conv_transpose_backward, loops
from tests.engine.arrays.close import assert_close
from tests.engine.arrays.drawn import DTYPES, arrays, layers, possible

EXAMPLES = settings(max_examples=150)


@st.composite
def convolutions(draw):
    """x, w, b, delta and options of a convolution, in one dtype."""
    x_shape, w_shape, options = draw(layers())
    dtype = draw(DTYPES)
    x, w, b = (draw(arrays(*shape, dtype=dtype)) for shape in (x_shape, w_shape, w_shape[:1]))
    z = possible(conv, x, w, **options)
    return x, w, b, draw(arrays(*z.shape, dtype=dtype)), options


@st.composite
def transposed(draw):
    """The same of a transposed convolution: any output padding below the larger of stride and dilation."""
    x_shape, (outputs, channels, *kernel), options = draw(layers())
    groups = options["groups"]
    x_shape = (x_shape[0], outputs, *x_shape[2:])
    axes = len(kernel)
    larger = np.maximum(options["stride"], options["dilation"]) * np.ones(axes, int)
    if isinstance(options["padding"], str):
        options["padding"] = "valid"
    options["output_padding"] = tuple(draw(st.integers(0, int(most) - 1)) for most in larger)
    dtype = draw(DTYPES)
    shapes = x_shape, (outputs, channels, *kernel), (channels * groups,)
    x, w, b = (draw(arrays(*shape, dtype=dtype)) for shape in shapes)
    z = possible(conv_transpose, x, w, **options)
    return x, w, b, draw(arrays(*z.shape, dtype=dtype)), options


LAYERS = {
    "conv": (convolutions, conv, conv_backward, loops.conv, loops.conv_backward),
    "conv_transpose": (
        transposed,
        conv_transpose,
        conv_transpose_backward,
        loops.conv_transpose,
        loops.conv_transpose_backward,
    ),
}


@pytest.mark.parametrize("name", LAYERS)
def test_fast_forms_compute_what_the_loops_compute(name):
    drawn, forward, backward, forward_loops, backward_loops = LAYERS[name]

    @EXAMPLES
    @given(drawn())
    def check(case):
        x, w, b, delta, options = case
        assert_close(forward(x, w, b, **options), forward_loops(x, w, b, **options))
        assert_close(backward(delta, x, w, **options), backward_loops(delta, x, w, **options))

    check()


@pytest.mark.parametrize("name", LAYERS)
def test_backward_is_adjoint_to_forward(name):
    """⟨forward(x), δ⟩ = ⟨x, dx⟩ = ⟨w, dw⟩ without bias, and with it ⟨b, db⟩ more: no loop of the project takes part."""
    drawn, forward, backward, _, _ = LAYERS[name]

    @EXAMPLES
    @given(drawn())
    def check(case):
        x, w, b, delta, options = (*(array.astype(float) for array in case[:4]), case[4])
        dx, dw, db = backward(delta, x, w, **options)
        scale = max(1.0, np.linalg.norm(delta) * np.linalg.norm(x) * np.linalg.norm(w))
        product = (forward(x, w, **options) * delta).sum()
        assert abs(product - (x * dx).sum()) <= 1e-12 * scale
        assert abs(product - (w * dw).sum()) <= 1e-12 * scale
        assert abs((forward(x, w, b, **options) * delta).sum() - product - (b * db).sum()) <= 1e-12 * scale + 1e-11

    check()


@pytest.mark.parametrize("name", LAYERS)
def test_gradients_agree_with_central_differences(name):
    drawn, forward, backward, _, _ = LAYERS[name]

    @settings(max_examples=20)
    @given(drawn())
    def check(case):
        x, w, b, delta, options = case
        gradients = backward(delta, x, w, **options)
        for place in range(3):

            def loss(changed, place=place):
                given_arrays = [x, w, b]
                given_arrays[place] = changed
                return (forward(*given_arrays, **options) * delta).sum()

            if x.dtype == np.float64:
                assert check_gradient(loss, (x, w, b)[place], gradients[place])

    check()


def test_transposed_convolution_is_the_gradient_of_the_input():
    random = np.random.default_rng(1)
    x, w = random.standard_normal((2, 4, 9, 8)), random.standard_normal((6, 2, 3, 2))
    options = {"stride": (2, 3), "padding": ((1, 0), (2, 1)), "dilation": (2, 1), "groups": 2}
    delta = random.standard_normal(conv(x, w, **options).shape)
    dx, _, _ = conv_backward(delta, x, w, **options)
    painted = conv_transpose(delta, w, output_padding=(1, 0), **options)
    assert_close(painted, dx)
    assert_close(conv_transpose_backward(x, delta, w, output_padding=(1, 0), **options)[0], conv(x, w, **options))
