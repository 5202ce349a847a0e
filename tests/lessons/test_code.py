"""Code of the learner's own: every component compared, on cases that it can't change."""

import numpy as np
import pytest

from lessons import exercise


def forward(x, w):
    return [sum(w[j] * x[i + j] for j in range(len(w))) for i in range(len(x) - len(w) + 1)]


def test_code_is_compared_in_every_component():
    task = exercise("forward-1d/code")
    assert task.check(forward).message == "Every component agrees with the engine's, in 5 cases."
    assert task.check(lambda x, w: np.convolve(x, w, "valid")).misconception == "needless-flip"
    off = task.check(lambda x, w: np.array(forward(x, w)) + (np.arange(len(x) - len(w) + 1) == 2))
    assert off.verdict == "wrong"
    assert "your entry [2] is" in off.message
    shape = task.check(lambda x, w: [*forward(x, w), 0])
    assert shape.message.endswith("your result has the shape (6,); it needs (5,).")
    broken = task.check(lambda x, w: x[100])
    assert broken.verdict == "unreadable"
    assert "your function gave no numbers: IndexError" in broken.message
    assert task.check("def forward").verdict == "unreadable"


def test_what_is_said_of_loops():
    task = exercise("forward-1d/code")

    def backwards(x, w):
        return [sum(w[j] * x[i - j] for j in range(len(w))) for i in range(len(x) - len(w) + 1)]

    def overwriting(x, w):
        z = [0] * (len(x) - len(w) + 1)
        for i in range(len(z)):
            for j in range(len(w)):
                z[i] = w[j] * x[i + j]
        return z

    assert task.check(backwards).message.startswith("Your function reads x[i - j], and where that is negative,")
    assert task.check(overwriting).message == "Each product takes the place of the one before it: add with +=."


def test_code_cannot_change_the_case_it_is_compared_on():
    def greedy(x, w):
        result = forward(x, w)
        x[:] = 0
        return result

    assert exercise("forward-1d/code").check(greedy).verdict == "correct"


def still_nudged(f, x, h):
    slopes = np.zeros(len(x))
    for place in range(len(x)):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        slopes[place] = (above - f(x)) / (2 * h)
    return slopes


def one_array(f, x, h):
    slopes = np.zeros(len(x))
    for place in range(len(x)):
        up = x
        up[place] += h
        down = x
        down[place] -= h
        slopes[place] = (f(up) - f(down)) / (2 * h)
    return slopes


@pytest.mark.parametrize(
    ("function", "words"),
    [(still_nudged, "You go on from an entry that is still nudged."), (one_array, "All your differences are 0.")],
)
def test_a_checker_that_loses_its_place_is_told_so(function, words):
    assert exercise("trust/code").check(function).message.startswith(words)


def test_numpys_correlate_is_no_scatter():
    message = exercise("scatter-and-gather/code").check(lambda delta, w: np.correlate(delta, w, "full")).message
    assert message.startswith("Your kernel arrives the wrong way round")
