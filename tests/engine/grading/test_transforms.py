"""Values that are the right ones transformed are recognised, whichever axes are concerned."""

from itertools import chain, combinations

import numpy as np
import pytest

from engine.grading.transforms import reversed_partly, reversed_wholly, shifted

AXES = (0, 1, 2)
CHOICES = list(chain.from_iterable(combinations(AXES, count) for count in range(len(AXES) + 1)))


@pytest.mark.parametrize("turned", CHOICES)
def test_which_axes_are_read_from_the_other_end(turned):
    rights = [np.random.default_rng(seed).integers(-99, 99, size=(2, 3, 4, 2)) for seed in range(2)]
    pairs = [(np.flip(right, turned), right) for right in rights]
    assert reversed_partly(pairs) == (0 < len(turned) < len(AXES))
    assert reversed_wholly(pairs) == (turned == AXES)


def test_axes_that_differ_from_case_to_case_are_no_mistake():
    one, two = (np.random.default_rng(seed).integers(-99, 99, size=(2, 3, 2)) for seed in range(2))
    assert not reversed_partly([(np.flip(one, 0), one), (np.flip(two, 1), two)])


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize(("step", "named"), [(1, True), (-2, True), (3, False), (0, False)])
def test_a_shift_along_an_axis_lets_zeros_in(axis, step, named):
    rights = [np.random.default_rng(seed).integers(1, 99, size=(5, 6, 7, 2)) for seed in range(2)]
    pairs = []
    for right in rights:
        padded = np.pad(right, [(3, 3) if each == axis else (0, 0) for each in range(4)])
        start = 3 - step
        pairs.append((padded.take(range(start, start + right.shape[axis]), axis=axis), right))
    assert shifted(pairs) == named
