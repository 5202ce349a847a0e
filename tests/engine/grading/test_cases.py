"""The cases leave no mistake hidden: different sizes, steps that are not 1, both orders, rows left over."""

from itertools import combinations

import pytest

from engine import Layer
from engine.calculus.sizes import size
from engine.formula.tree import Floor
from engine.formula.walk import nodes
from engine.grading.cases import choose_sizes
from engine.grading.far_sizes import FAR_WORK, outer_sizes
from tests.engine.layers import LAYERS

STEPS = ("s", "d")


@pytest.mark.parametrize("name", LAYERS)
def test_cases_are_telling(name):
    layer = LAYERS[name]
    cases = choose_sizes(layer)
    assert len(cases) >= 2 or (cases == ({},) and not layer.names)
    for case in cases:
        lengths = [length for shape in layer.lengths(case).values() for length in shape]
        assert min(lengths) >= 2, case
        assert all(case.get(step, 2) >= 2 for step in STEPS)
        assert len({case[step] for step in STEPS if step in case}) == sum(step in case for step in STEPS)
    for name in layer.symbols:
        assert len({case[name] for case in cases}) > 1, f"a number could stand for {name}"
    for one, two in combinations(sorted(layer.symbols), 2):
        assert any(case[one] != case[two] for case in cases), f"{one} could stand for {two}"


@pytest.mark.parametrize(
    ("name", "one", "two"),
    (("plain", "w", "z"), ("dense", "x", "z"), ("true convolution", "x", "w"), ("bias and activation", "w", "a")),
)
def test_both_orders_are_seen(name, one, two):
    layer = LAYERS[name]
    lengths = [layer.lengths(case) for case in choose_sizes(layer)]
    assert {each[one] > each[two] for each in lengths} == {True, False}


@pytest.mark.parametrize("name", ("stride and dilation", "max pooling", "mean pooling"))
def test_a_row_is_left_over(name):
    layer = LAYERS[name]
    floors = [
        part for shape in layer.shapes.values() for each in shape for part in nodes(each) if isinstance(part, Floor)
    ]
    for case in choose_sizes(layer)[:1]:
        assert any(size(part.numerator, case) % size(part.denominator, case) for part in floors)


def test_a_window_is_never_large_where_much_is_pooled():
    definition, z = "z[c,i,j] = max(u=0..m-1, v=0..m-1, x[c,s*i+u,s*j+v])", "c, (h-m)//s+1, (n-m)//s+1"
    for sizes in outer_sizes(Layer(definition, x="c, h, n", z=z), 12):
        assert sizes["c"] * sizes["h"] * sizes["n"] * sizes["m"] ** 2 <= FAR_WORK, sizes


def test_limited_parameters_keep_to_their_values():
    layer = Layer("z[i] = sum(j, w[j]*x[s*i+j])", x="n", w="m", z="(n-m)//s+1", scalars={"s": [2, 64]})
    cases = choose_sizes(layer)
    assert {case["s"] for case in cases} <= {2, 64}
    assert all(length >= 2 for case in cases for shape in layer.lengths(case).values() for length in shape)


@pytest.mark.parametrize(
    ("shapes", "message"),
    (
        ({"z": "n-n"}, "shapes: `z` has no entry, whatever the sizes; every array needs at least one"),
        ({"z": "0"}, "shapes: `z` has no entry, whatever the sizes; every array needs at least one"),
    ),
)
def test_empty_arrays_are_refused(shapes, message):
    layer = Layer("z[i] = sum(j, w[j]*x[i+j])", **{"x": "n", "w": "m", "z": "n-m+1", **shapes})
    with pytest.raises(ValueError) as refusal:
        layer.check("dL/dx[k]", "delta[k]")
    assert str(refusal.value) == message


def test_sizes_that_are_never_small_are_found():
    layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n-90", w="m", z="n-m-89")
    assert layer.check("dL/dx[k]", "sum(j, delta[k-j]*w[j])").verdict == "correct"
    assert layer.check("dL/dx[k]", "sum(j, delta[k+j]*w[j])").misconception == "no-flip"
