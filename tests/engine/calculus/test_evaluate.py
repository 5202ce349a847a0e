"""The right values, against loops and differences: what the engine calls right is the derivative of its own layer."""

import random

import numpy as np
import pytest

from engine import Question
from engine.calculus.arithmetic import Floating
from engine.calculus.case import Case
from engine.formula.tree import Partial
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
