"""A third witness of every gradient of a polynomial layer: SymPy differentiates the loss, written out.

The layer is expanded by the loops of its definition on entries that are the variables of a polynomial ring; so is the
engine's formula. The two polynomials are the same, coefficient by coefficient: no numbers are drawn.
"""

from functools import cache

import pytest
from sympy import QQ
from sympy.polys.rings import ring

from engine.formula.parser import parse
from engine.formula.tree import Apply, Max, Partial, Read
from engine.formula.walk import nodes
from engine.grading.question import Question
from tests.engine.calculus.loops import forward, places, value
from tests.engine.layers import LAYERS, ROWS

SIZES = {
    "plain": {"n": 5, "m": 3},
    "sizes that are numbers": {},
    "plain, indices from 1": {"n": 5, "m": 3},
    "stride and dilation": {"n": 9, "m": 2, "s": 2, "d": 3},
    "padding": {"n": 6, "m": 2, "s": 2, "d": 3, "p": 1},
    "square": {"n": 3, "m": 2},
    "two dimensions": {"h": 3, "l": 5, "m": 2, "r": 3},
    "channels and bias": {"c": 2, "h": 3, "l": 4, "o": 3, "m": 2, "r": 3},
    "batch, stride, padding": {"b": 2, "c": 1, "h": 3, "l": 4, "o": 2, "m": 2, "r": 3, "s": 2, "d": 2, "p": 1},
    "three dimensions": {"c": 1, "h": 3, "g": 2, "q": 2, "o": 2, "m": 2, "r": 2, "k": 2},
    "groups": {"g": 2, "c": 2, "n": 4, "o": 3, "m": 2},
    "dense": {"m": 3, "n": 2},
    "outer product": {"n": 3, "m": 2},
    "autocorrelation": {"n": 4},
    "mean pooling": {"n": 8, "m": 3, "s": 2},
    "transposed": {"n": 3, "m": 4, "s": 2},
    "true convolution": {"n": 4, "m": 3},
}


@cache
def expanded(name):
    """The ring of the layer's entries, every array of the layer in it, and the loss."""
    layer, sizes = LAYERS[name], SIZES[name]
    lengths = layer.lengths(sizes)
    entries = [(array, at) for array in (*layer.inputs, *layer.given) for at in places(lengths[array], layer.first)]
    polynomials, *variables = ring([f"{array}{list(at)}" for array, at in entries], QQ)
    inputs = {array: {} for array, _ in entries}
    for (array, at), variable in zip(entries, variables, strict=True):
        inputs[array][at] = variable
    arrays = forward(layer, sizes, inputs)
    products = (inputs[name][at] * arrays[array][at] for name, array in layer.given.items() for at in arrays[array])
    return polynomials, arrays, sum(products, polynomials.zero)


def at_place(name, formula, names):
    """The formula at one place, as a polynomial."""
    polynomials, arrays, _ = expanded(name)
    longest = max(length for shape in LAYERS[name].lengths(SIZES[name]).values() for length in shape)
    return polynomials(value(formula, {**SIZES[name], **names}, arrays, range(-1, longest + 1)))


def test_every_polynomial_layer_has_its_sizes():
    for name, layer in LAYERS.items():
        parts = [node for made in layer.definitions.values() for node in nodes(made.body)]
        assert (name in SIZES) != any(isinstance(node, Apply | Max) for node in parts), name


@pytest.mark.parametrize(("name", "wanted"), [row for row in ROWS if row[0] in SIZES])
def test_the_engines_formula_is_the_derivative_that_sympy_finds(name, wanted):
    question = Question(LAYERS[name], wanted)
    lengths = LAYERS[name].lengths(SIZES[name])
    _, arrays, loss = expanded(name)
    reads = [node for node in nodes(question.wanted) if isinstance(node, Read)]
    for at in places([length for read in reads for length in lengths[read.array]], LAYERS[name].first):
        match question.wanted:
            case Read(array):
                right = arrays[array][at]
            case Partial(None, by):
                right = loss.diff(arrays[by.array][at])
            case Partial(of, by):
                rank = len(of.indices)
                right = arrays[of.array][at[:rank]].diff(arrays[by.array][at[rank:]])
        assert at_place(name, question.right, dict(zip(question.free, at, strict=True))) == right, at


def test_the_witness_sees_a_kernel_that_is_not_flipped():
    _, arrays, loss = expanded("plain")
    right, wrong = (parse(f"sum(j, delta[k{sign}j]*w[j])", LAYERS["plain"].scope(("k",))).tree for sign in ("-", "+"))
    slope = loss.diff(arrays["x"][2,])
    assert at_place("plain", right, {"k": 2}) == slope != at_place("plain", wrong, {"k": 2})
