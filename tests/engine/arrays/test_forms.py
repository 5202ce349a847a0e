"""Every fast form against the loops, on every geometry, whatever the table would choose; and the table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.arrays import loops, strategy
from engine.arrays.convolution import grouped, kernels_grouped
from engine.arrays.geometry import conv_geometry
from engine.arrays.shapes import conv_problem
from engine.arrays.strategy import FORMS, Size, blocks, cheapest
from tests.engine.arrays.close import assert_close
from tests.engine.arrays.drawn import layers, possible

NAMES = [form.module.__name__.rsplit(".", 1)[1] for form in FORMS]


@pytest.fixture(params=range(len(FORMS)), ids=NAMES)
def only(request, monkeypatch):
    """Leave one form in the table, cut its work into the smallest blocks, and insert no zeros."""
    monkeypatch.setattr(strategy, "FORMS", (FORMS[request.param],))
    monkeypatch.setattr(strategy, "SMALL", 0)
    monkeypatch.setattr(strategy, "BLOCK", 600)
    cheapest.cache_clear()
    yield request.param
    cheapest.cache_clear()


def test_each_form_alone(only):
    @settings(max_examples=60)
    @given(layers(), st.integers(0, 2**32 - 1))
    def check(layer, seed):
        x_shape, w_shape, options = layer
        random, groups = np.random.default_rng(seed), options["groups"]
        x, w = random.standard_normal(x_shape), random.standard_normal(w_shape)
        z = possible(loops.conv, x, w, **options)
        delta = random.standard_normal(z.shape)
        dx, dw, _ = loops.conv_backward(delta, x, w, **options)
        *_, geometry, _ = conv_problem(x, w, None, **options)
        x_grouped, w_grouped, delta_grouped = grouped(x, groups), kernels_grouped(w, groups), grouped(delta, groups)
        assert_close(strategy.correlate(x_grouped, w_grouped, geometry).reshape(z.shape), z)
        assert_close(strategy.kernel_gradient(delta_grouped, x_grouped, geometry).reshape(w.shape), dw)
        assert_close(strategy.input_gradient(delta_grouped, w_grouped, geometry).reshape(x.shape), dx)

    check()


@pytest.mark.parametrize(
    ("samples", "channels", "kernels", "size", "kernel", "stride", "name"),
    [
        (1, 1, 1, (8,), 3, 1, "windows"),
        (32, 3, 16, (32, 32), 3, 1, "windows"),
        (32, 32, 32, (64, 64), 3, 1, "rows"),
        (32, 32, 32, (64, 64), 3, 2, "windows"),
        (4, 8, 8, (16, 16, 16), 3, 1, "rows"),
        (1, 1, 1, (256, 256), 31, 1, "spectrum"),
    ],
)
def test_the_table_chooses_by_size(samples, channels, kernels, size, kernel, stride, name):
    axes = len(size)
    geometry = conv_geometry(size, (kernel,) * axes, (stride,) * axes, "same", (1,) * axes)
    choice = cheapest(Size(samples, 1, channels, kernels, geometry, 8), FORMS)
    assert NAMES[FORMS.index(choice.form)] == name
    covered = np.zeros((samples, np.prod(geometry.outputs)), int)
    for here, columns, _ in blocks(choice, samples):
        covered[here, columns] += 1
    assert (covered == 1).all()


@pytest.mark.parametrize("spoiled", [np.nan, np.inf, 1e30])
def test_what_a_transform_would_smear_is_computed_directly(spoiled):
    x = np.random.default_rng(0).standard_normal((1, 1, 1, 3000))
    x[0, 0, 0, 0] = spoiled
    w = np.random.default_rng(1).standard_normal((1, 1, 1, 300))
    z = strategy.correlate(x, w, conv_geometry((3000,), (300,), (1,), "valid", (1,)))
    direct = np.correlate(x[0, 0, 0, 1:], w[0, 0, 0])
    np.testing.assert_allclose(z[0, 0, 0, 1:], direct, rtol=0, atol=1e-12)
