"""The wrong gradients of `trust`: each differs from the right one only where it says it would."""

from itertools import product

import numpy as np
import pytest

from lessons import exercise
from lessons.course import EXERCISES
from lessons.mutants import DIALS, FIRST, FIRST_DIALS, MUTANTS, case, first_case, right
from lessons.numeric import survives

TRUST = EXERCISES["trust/mutants"]


def over(dials, arrays):
    """How many inputs are left over at the end."""
    reach = dials["dilation"] * (dials["kernel"] - 1) + 1
    return (dials["length"] + 2 * dials["padding"] - reach) % dials["stride"]


def read_twice(dials, arrays):
    """Whether two outputs read one input."""
    stride, dilation, padding = (dials[name] for name in ("stride", "dilation", "padding"))
    places = [stride * i + dilation * j - padding for i, j in np.ndindex(arrays["delta"].shape[2], dials["kernel"])]
    inside = [place for place in places if 0 <= place < dials["length"]]
    return len(set(inside)) < len(inside)


NEEDS = (
    lambda dials, arrays: dials["kernel"] > 1 and dials["weights"] == "different",
    lambda dials, arrays: dials["kernel"] > 1 and (dials["weights"] == "different" or dials["kernel"] == 3),
    lambda dials, arrays: dials["kernel"] > 1,
    lambda dials, arrays: dials["kernel"] > 1,
    read_twice,
    lambda dials, arrays: dials["channels out"] > 1,
    lambda dials, arrays: dials["channels out"] > 1,
    lambda dials, arrays: dials["channels out"] > 1 and dials["channels in"] > 1,
    lambda dials, arrays: dials["channels in"] > 1,
    lambda dials, arrays: dials["stride"] > 1,
    lambda dials, arrays: over(dials, arrays) > 0,
    lambda dials, arrays: dials["dilation"] > 1 and dials["kernel"] > 1,
    lambda dials, arrays: dials["padding"] > 0,
    lambda dials, arrays: dials["images"] > 1,
    lambda dials, arrays: dials["kernel"] > 1,
    lambda dials, arrays: arrays["delta"].shape[2] > 1,
    lambda dials, arrays: dials["images"] > 1,
    lambda dials, arrays: dials["images"] > 1,
    lambda dials, arrays: dials["stride"] > 1,
    lambda dials, arrays: dials["dilation"] > 1 and dials["kernel"] > 1,
    lambda dials, arrays: dials["padding"] > 0,
    lambda dials, arrays: arrays["delta"].shape[2] > 1,
)


def cases():
    """A few hundred test cases, spread over all that the dials allow."""
    every = [dict(zip(DIALS, values, strict=True)) for values in product(*DIALS.values())]
    chosen = [every[place] for place in np.random.default_rng(3).permutation(len(every))[:160]]
    return [(dials, case(**dials)) for dials in chosen if case(**dials) is not None]


CASES = cases()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_is_caught_only_where_it_can_be_and_is_caught_somewhere(mutant):
    needs = dict(zip(MUTANTS, NEEDS, strict=True))[mutant]
    caught = [dials for dials, arrays in CASES if not survives(TRUST, mutant, arrays)]
    assert caught
    assert all(needs(dials, case(**dials)) for dials in caught)


def test_an_overwritten_product_is_caught_wherever_what_it_needs_is_there():
    mutant = next(each for each in MUTANTS if each.name == "∂L/∂x with = in place of +=")
    assert mutant.needs.startswith("an input that two outputs read")
    for values in product(*DIALS.values()):
        dials = dict(zip(DIALS, values, strict=True))
        arrays = case(**dials)
        if arrays is not None and dials["images"] == dials["channels in"] == dials["channels out"] == 1:
            assert survives(TRUST, mutant, arrays) != read_twice(dials, arrays), dials


@pytest.mark.parametrize("dials", list(product((2, 3), (1, 2, 3))), ids=str)
def test_weights_that_are_called_different_differ(dials):
    kernel, outputs = dials
    for length in DIALS["length"]:
        easy = {name: values[0] for name, values in DIALS.items()}
        w = case(**easy | {"kernel": kernel, "channels out": outputs, "length": length, "weights": "different"})["w"]
        assert len(set(w.ravel())) == w.size


def test_the_first_game_is_won_by_a_crooked_case_and_lost_where_all_is_plain():
    assert len(FIRST) == len({mutant.name for mutant in FIRST}) == 8
    plain = {name: values[0] for name, values in FIRST_DIALS.items()}
    crooked = {"length": 3, "kernel": 2, "weights": "different", "deltas": "different"}
    assert sum(survives(TRUST, mutant, first_case(**plain)) for mutant in FIRST) == 6
    assert not any(survives(TRUST, mutant, first_case(**crooked)) for mutant in FIRST)


@pytest.mark.parametrize("place", range(0, len(CASES), 23))
def test_the_right_gradients_are_right_by_nudging(place):
    arrays = CASES[place][1]
    options = {name: arrays[name] for name in ("stride", "dilation", "padding")}
    for name, gradient in (("x", "dx"), ("w", "dw")):
        found = np.zeros(arrays[name].shape)
        for entry in np.ndindex(found.shape):
            sides = []
            for step in (0.5, -0.5):
                nudged = {**{key: arrays[key] for key in ("x", "w")}}
                nudged[name] = arrays[name].copy()
                nudged[name][entry] += step
                sides.append(loss(nudged["x"], nudged["w"], arrays["delta"], **options))
            found[entry] = sides[0] - sides[1]
        assert np.allclose(found, right(**arrays)[gradient])


def loss(x, w, delta, stride, dilation, padding):
    """The sum of delta times the layer's output, by the loops of its definition."""
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    return sum(
        delta[image, o, i] * w[o, c, j] * padded[image, c, stride * i + dilation * j]
        for image, o, i in np.ndindex(delta.shape)
        for c in range(x.shape[1])
        for j in range(w.shape[2])
    )


def test_catching_all_mutants_with_too_many_numbers_is_almost():
    task = exercise("trust/mutants")
    crooked = dict.fromkeys(("images", "channels in", "channels out", "kernel", "stride", "dilation"), 2)
    crooked |= {"padding": 1, "weights": "different"}
    assert (
        task.check({**crooked, "length": 4}).message == "All 22 wrong gradients are caught, with 32 numbers. "
        "Of the test cases on offer here, none smaller catches them all."
    )
    larger = task.check({**crooked, "length": 6, "channels out": 3})
    assert larger.word == "Almost"
    assert larger.message.endswith("There is a smaller test case that catches them all: it takes 32.")
    symmetric = task.check({**crooked, "length": 4, "weights": "symmetric"})
    assert symmetric.message.splitlines()[2] == "* ∂L/∂x with the kernel read forwards"
    assert symmetric.message.splitlines()[-1] == (
        "To catch the first of them, a test case needs a kernel of two or more weights that is not symmetric."
    )
    assert symmetric.message.count("needs") == 1
    left = task.check({**crooked, "length": 5}).message
    assert left.startswith("1 of 22 wrong gradients passes your test, which takes 40 numbers:")
    assert left.endswith("To catch it, a test case needs a stride that leaves a place over at the end.")
    assert task.check({"kernel": 3, "dilation": 2}).verdict == "unreadable"
