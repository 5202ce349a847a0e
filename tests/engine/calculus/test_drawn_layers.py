"""Layers that nobody has thought of: whatever the index expressions, every line keeps the value of what is wanted."""

import random

import pytest

from engine.calculus.derive import alternatives, closed_form, derive
from engine.formula.facts import contains
from engine.formula.tree import Partial
from engine.layer import Layer
from tests.engine.calculus.test_derive import assert_equal

SHAPES = {"x": "n", "w": "m", "z": "q"}
DEEP = {**SHAPES, "v": "t", "y": "r"}


def place(rng, *letters):
    """An index expression such as 2*i-j+p, now and then divided."""
    terms = [rng.choice(("+", "+", "+2*", "+s*", "+d*", "-")) + letter for letter in letters]
    written = "".join(terms).removeprefix("+") + rng.choice(("", "", "", "+1", "-1", "-p", "+p"))
    end = rng.random()
    return f"({written})/s" if end < 0.08 else f"({written})//2" if end < 0.16 else written


def drawn(seed):
    """A layer, and what is wanted of it."""
    rng = random.Random(seed)
    limits = rng.choice(("j", "j", "j=0..m-1", "j=1..m", "j=0..q-1"))
    weight = rng.choice(("w[j]", "w[j]", f"w[{place(rng, 'j')}]*w[j]"))
    window = f"sum({limits}, {weight}*x[{place(rng, 'i', 'j')}])"
    outer = f"sum(j, v[j]*y[{place(rng, 'i', 'j')}])"
    definitions, shapes = [
        ([f"z[i] = {window}"], SHAPES),
        ([f"z[i] = x[i]*{window}"], SHAPES),
        ([f"z[i] = {window} + sum(j, w[j]*x[{place(rng, 'i', 'j')}]^2)"], SHAPES),
        ([f"y[i] = {window}", f"z[i] = {outer}"], DEEP),
        ([f"y[i] = sigma({window})", f"z[i] = {outer}"], DEEP),
        ([f"z[i] = sum(k, j, w[j]*x[k]*[{place(rng, 'k', 'j')} == i])"], SHAPES),
        ([f"z[i] = sum({limits}, x[{place(rng, 'i', 'j')}]*x[j]*w[j])/m"], SHAPES),
    ][seed % 7]
    wanted = ("dL/dx[k]", "dL/dw[j]", "dz[i]/dx[k]") + (("dL/dv[j]", "dL/dy[i]") if shapes is DEEP else ())
    return Layer(definitions, shapes, first_index=rng.randrange(2)), wanted


@pytest.mark.parametrize("seed", range(28))
def test_every_line_of_a_drawn_layer_has_the_value_of_what_is_wanted(seed):
    layer, asked = drawn(seed)
    for each in asked:
        wanted = layer.wanted(each)
        lines = [step.formula for step in derive(layer, wanted)]
        right = closed_form(layer, wanted)
        assert_equal(layer, wanted, [*lines, *alternatives(layer, wanted, right)])
        assert not contains(right, Partial)
