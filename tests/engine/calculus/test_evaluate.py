"""The right values, against loops and differences: what the engine calls right is the derivative of its own layer."""

import random

import numpy as np
import pytest

from engine.calculus.arithmetic import PRIME, Floating, Modular, Ordered
from engine.calculus.case import Case
from engine.formula.parser import parse
from engine.formula.tree import Partial
from engine.grading.question import Question
from engine.layer import Layer
from tests.engine.calculus.loops import forward, places
from tests.engine.layers import LAYERS, ROWS

STEP = 1e-5
CLOSE = 1e-7
LARGEST = 300


def small_case(question):
    """A case of small sizes, most of them different from 1, on which loops are quick."""

    def entries(sizes):
        return sum(int(np.prod(shape)) for shape in question.layer.lengths(sizes).values())

    fitting = [sizes for sizes in question.small if entries(sizes) <= LARGEST]
    return max(fitting, key=lambda sizes: (min(sum(value > 1 for value in sizes.values()), 4), entries(sizes)))


def inputs_of(case, layer):
    """The entries of the inputs as dictionaries."""
    found = {}
    for name in layer.inputs:
        flat, shape = case.array(name)
        found[name] = {place: float(flat[at, 0]) for at, place in enumerate(places(shape, layer.first))}
    return found


@pytest.mark.parametrize(("name", "wanted"), ROWS)
def test_right_values_are_those_of_loops_and_central_differences(name, wanted):
    question = Question(LAYERS[name], wanted)
    layer = question.layer
    case = Case(layer, small_case(question), Floating())
    inputs = inputs_of(case, layer)
    rng = random.Random(5)
    for formula in (question.right, question.wanted):
        ours = question.values(formula, case)[..., 0]
        ours = dict(zip(places(ours.shape, layer.first), ours.reshape(-1).tolist(), strict=True))
        if not isinstance(question.wanted, Partial):
            arrays = forward(layer, case.sizes, inputs)[question.wanted.array]
            assert ours == pytest.approx({place: float(each) for place, each in arrays.items()}, rel=CLOSE)
            continue
        of, by = question.wanted.of, question.wanted.by.array
        if by not in layer.inputs:
            continue
        by_places = places(case.lengths[by], layer.first)
        along = {place: rng.uniform(-1, 1) for place in by_places}
        weights = {}
        for array in [of.array] if of else layer.given.values():
            upstream = next(name for name, owner in layer.given.items() if owner == array)
            flat, shape = case.array(upstream)
            weights[array] = {place: float(flat[at, 0]) for at, place in enumerate(places(shape, layer.first))}

        def loss(step, by=by, along=along, weights=weights):
            moved = {**inputs, by: {place: each + step * along[place] for place, each in inputs[by].items()}}
            arrays = forward(layer, case.sizes, moved)
            return sum(weights[array][at] * float(arrays[array][at]) for array in weights for at in weights[array])

        slope = (loss(STEP) - loss(-STEP)) / (2 * STEP)
        if of is None:
            told = sum(ours[place] * along[place] for place in by_places)
        else:
            split = len(of.indices)
            told = sum(each * weights[of.array][at[:split]] * along[at[split:]] for at, each in ours.items())
        assert told == pytest.approx(slope, rel=1e-5, abs=1e-7), (name, wanted, case.sizes)


CHAIN = Layer("z[i,l] = sum(j,k, a[i,j]*b[j,k]*c[k,l])", a="n, m", b="m, r", c="r, t", z="n, t")
CONTRACTED = [
    ("sum(j,k, a[i,j]*b[j,k]*c[k,l])", "ij,jk,kl->il", None),
    ("sum(k,j, c[k,l]*a[i,j]*b[j,k])", "ij,jk,kl->il", None),
    ("sum(j,k,q=1..3, a[i,j]*b[j,k]*c[k,l])", "ij,jk,kl->il", 3),
    ("sum(j, sum(k=0..j, a[i,j]*b[j,k]*c[k,l]))", "ij,jk,kl->il", "below"),
    ("sum(j,k,q, a[i,j]*b[j,k]*c[k,l]*[q == j])", "ij,jk,kl->il", None),
    ("sum(j, a[i,j]*c[j,l])*sum(j,k, b[j,k]*2)", "ij,jl,mr->il", "apart"),
]


@pytest.mark.parametrize("numbers", [Floating, Modular, Ordered])
@pytest.mark.parametrize(("typed", "path", "times"), CONTRACTED)
def test_a_product_with_many_places_is_summed_as_einsum_sums_it(typed, path, times, numbers):
    sizes = {"n": 9, "m": 11, "r": 10, "t": 8}
    case = Case(CHAIN, sizes, numbers())
    a, b, c = (case.array(name)[0][:-1].reshape(*case.lengths[name], -1)[..., 0].astype(object) for name in "abc")
    if times == "below":
        b = np.tril(b)
    if times == "apart":
        a, b, c = a[:, :10], c, 2 * b
    right = np.einsum(path, a, b, c) * (times if isinstance(times, int) else 1)
    ours = case.values(CHAIN.plain(parse(typed, CHAIN.scope(("i", "l"))).tree, ("i", "l")), ("i", "l"), (9, 8))[..., 0]
    if numbers is Floating:
        assert ours == pytest.approx(right.astype(float), rel=1e-12)
    else:
        assert (ours == (right % PRIME if numbers is Modular else right)).all()
