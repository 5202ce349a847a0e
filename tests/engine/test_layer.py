"""A layer that is not sound is refused with the field, the fact and the remedy."""

import pytest

from engine import Layer

VALID = "z[i] = sum(j, w[j]*x[i+j])"
SHAPES = {"x": "n", "w": "m", "z": "n-m+1"}

DEFINED = "the definition of a layer is a text such as 'z[i] = sum(j, w[j]*x[i+j])', or a list of them"
PAIRS = "needs a name with what belongs to it,"

REFUSED = (
    ({"definition": 3}, TypeError, DEFINED),
    ({"definition": []}, TypeError, DEFINED),
    ({"definition": None}, TypeError, DEFINED),
    ({"definition": [VALID, 3]}, TypeError, DEFINED),
    ({"shapes": "x: n; z: n"}, TypeError, f"shapes: {PAIRS} as in {{'x': 'n'}}, not 'x: n; z: n'"),
    ({"shapes": [("x", "n")]}, TypeError, f"shapes: {PAIRS} as in {{'x': 'n'}}, not [('x', 'n')]"),
    ({"given": "g"}, TypeError, f"given: {PAIRS} as in {{'delta': 'z'}}, not 'g'"),
    ({"given": {"g": ["z"]}}, ValueError, "given: `g` belongs to `['z']`, which the layer does not define"),
    ({"scalars": "n"}, TypeError, f"scalars: {PAIRS} as in {{'s': [2, 3]}}, not 'n'"),
    ({"scalars": {"n": 2.0}}, ValueError, "scalars: `n` needs a list of integers from 1 to 64, not 2.0"),
    ({"shapes": {}}, ValueError, 'shapes: every array needs its sizes, for example {"x": "n", "w": "m", "z": "n-m+1"}'),
    ({"shapes": {**SHAPES, "x": 3}}, TypeError, "shapes: the shape of `x` is a text such as 'n' or 'o, c, m', not 3"),
    (
        {"shapes": {**SHAPES, "z": "1.5"}},
        ValueError,
        "shapes: `z`: a size is made of whole numbers and names, not of fractions",
    ),
    (
        {"shapes": {**SHAPES, "sigma": "n"}},
        ValueError,
        "shapes: `sigma` has a meaning of its own and cannot name an array",
    ),
    ({"shapes": {**SHAPES, "x": "w"}}, ValueError, "shapes: `w` is an array and cannot be a size as well"),
    ({"first_index": 2}, ValueError, "first_index is 0 or 1, not 2"),
    ({"first_index": True}, ValueError, "first_index is 0 or 1, not True"),
    ({"given": {"g": "x"}}, ValueError, "given: `g` belongs to `x`, which the layer does not define"),
    (
        {"given": {"w": "z"}},
        ValueError,
        "given: `w` is the name of an array of the layer; the gradient needs its own",
    ),
    ({"scalars": {"q": [2]}}, ValueError, "scalars: the layer has no size or parameter `q`"),
    ({"scalars": {"n": [0]}}, ValueError, "scalars: `n` needs a list of integers from 1 to 64, not [0]"),
    (
        {"definition": "z[i] = w[j]*x[i+j]"},
        ValueError,
        "layer: `j` is neither on the left nor summed. Write `sum(j, ...)` around the product that it runs over.",
    ),
    (
        {"definition": [VALID, VALID]},
        ValueError,
        "layer: `z` is defined twice; give the second one a name of its own",
    ),
    (
        {"definition": ["a[i] = z[i]", VALID], "shapes": {**SHAPES, "a": "n-m+1"}},
        ValueError,
        "layer: `a` reads `z`, which is not defined above it; a definition reads only inputs and what stands before it",
    ),
)


@pytest.mark.parametrize(("changes", "kind", "message"), REFUSED)
def test_refused(changes, kind, message):
    made = {"definition": VALID, "shapes": SHAPES, **changes}
    with pytest.raises(kind) as refusal:
        Layer(made.pop("definition"), made.pop("shapes"), **made)
    assert message is None or str(refusal.value) == message


def test_wanted():
    layer = Layer(VALID, SHAPES)
    assert layer.check("dL/dx[m]", "sum(j, delta[m-j]*w[j])").verdict == "correct"
    with pytest.raises(ValueError) as refusal:
        layer.check("dz[i]/dx[i]", "0")
    assert str(refusal.value) == (
        "wanted: One letter stands for two indices. Give each index a letter of its own.\ndz[i]/dx[i]\n^^^^^^^^^^^"
    )


def test_a_layer_without_a_loss_has_no_gradient_from_above():
    layer = Layer("t = sum(k, q, delta[k-q]*w[q])", delta="h", w="m", t="", given={})
    assert layer != Layer("t = sum(k, q, delta[k-q]*w[q])", delta="h", w="m", t="", given={"g": "t"})
    assert layer.scope().arrays == {"delta": 1, "w": 1, "t": 0}
    assert layer.check("dt/dw[j]", "sum(k, delta[k])").verdict == "correct"
    assert layer.check("dt/dw[j]", "sum(k, w[k])").verdict == "wrong"
    found = layer.check("dt/dw[j]", "dL/dt*sum(k, delta[k])")
    assert found.verdict == "unreadable"
    assert found.message == "There is no loss in this question, and so no derivative of it."
    with pytest.raises(ValueError) as refusal:
        layer.question("dL/dw[j]")
    assert str(refusal.value) == "wanted: the layer has no loss (`given` is empty), so ask for another derivative"


def test_sizes_that_an_index_hides_are_still_sizes():
    layer = Layer(VALID, x="k", w="j", z="k-j+1")
    assert layer.check("dL/dx[k]", "conv(delta, w, full)").verdict == "correct"
    found = layer.check("dL/dx[k]", "sum(j, delta[k+j]*w[j])")
    assert (found.misconception, found.counterexample.sizes) == ("no-flip", {"k": 4, "j": 2})
    assert found.unrolled[0].products == (("delta[1]*w[0]", True), ("delta[2]*w[1]", True))


def test_layers_are_equal_by_what_they_say():
    assert Layer(VALID, SHAPES) == Layer(VALID, SHAPES)
    assert hash(Layer(VALID, SHAPES)) == hash(Layer(VALID, SHAPES))
    assert Layer(VALID, SHAPES) != Layer(VALID, SHAPES, first_index=1)


def test_a_product_of_too_many_entries_is_refused():
    cubes = "x[i]"
    for _ in range(9):
        cubes = f"({cubes})^3"
    with pytest.raises(ValueError) as refusal:
        Layer(f"z[i] = {cubes}", x="n", z="n")
    assert str(refusal.value) == "layer: `z` multiplies more than 20 entries together; that is too many"


def test_functions_too_deep_inside_each_other_are_refused():
    with pytest.raises(ValueError) as refusal:
        Layer(f"z[i] = {'tanh(' * 11}x[i]{')' * 11}", x="n", z="n")
    assert str(refusal.value) == "layer: `z` has more than 10 functions and quotients inside each other"


def test_a_derivative_of_very_many_terms_is_refused():
    blocks = [f"y{n}[i] = y{n - 1}[i]+sum(j, w[j]*y{n - 1}[i+j])" for n in range(1, 7)]
    layer = Layer(blocks, {"w": "m", **{f"y{n}": "n" for n in range(7)}})
    with pytest.raises(ValueError) as refusal:
        layer.gradient("y0")
    assert str(refusal.value) == "wanted: this derivative has too many terms to be written out"


def test_a_parameter_may_be_limited_to_the_same_value_many_times():
    layer = Layer("z[i] = x[s*i]", x="n", z="(n-1)//s+1", scalars={"s": [2, 3] * 5000})
    assert layer.scalars == {"s": (2, 3)}
