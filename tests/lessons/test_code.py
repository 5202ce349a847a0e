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


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda x, w: None, "Your function returns nothing. Does it end with `return`?"),
        (lambda x, w: np.array(forward(x, w)) + 0j, "Your function returns complex numbers, as an FFT does."),
    ],
)
def test_what_is_no_row_of_numbers_is_told_so_and_is_no_try(function, words):
    found = exercise("forward-1d/code").check(function)
    assert found.verdict == "unreadable"
    assert found.message.startswith(words)


def forward_for_three(x, w):
    return [w[0] * x[i] + w[1] * x[i + 1] + w[2] * x[i + 2] for i in range(len(x) - 2)]


def backward_for_three(delta, w):
    row = [0, 0, *delta, 0, 0]
    return [w[0] * row[k + 2] + w[1] * row[k + 1] + w[2] * row[k] for k in range(len(delta) + 2)]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("forward-1d/code", forward_for_three),
        ("backward-inputs/code", backward_for_three),
        ("scatter-and-gather/code", backward_for_three),
    ],
)
@pytest.mark.parametrize("more", [(), (0,)], ids=["three weights alone", "and two"])
def test_a_function_that_is_made_for_three_weights_is_not_called_right(name, function, more):
    def made_for_three(w, **row):
        return function(w=[*w, *more], **row)

    assert exercise(name).check(made_for_three).verdict != "correct"


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


def differences(scale, back=1):
    """A function that gives f(x + h) - f(x - back·h), times a factor made of h."""

    def function(f, x, h):
        steps = h * np.eye(len(x))
        return [(f(x + step) - f(x - back * step)) * scale(h) for step in steps]

    return function


def half_steps(f, x, h):
    steps = h / 2 * np.eye(len(x))
    return [(f(x + step) - f(x - step)) / h for step in steps]


def without_brackets(f, x, h):
    steps = h * np.eye(len(x))
    return [f(x + step) - f(x - step) / (2 * h) for step in steps]


def one_array(f, x, h):
    slopes = np.zeros(len(x))
    for place in range(len(x)):
        up = x
        up[place] += h
        down = x
        down[place] -= h
        slopes[place] = (f(up) - f(down)) / (2 * h)
    return slopes


def one_number(f, x, h):
    total = 0
    for step in h * np.eye(len(x)):
        total += (f(x + step) - f(x - step)) / (2 * h)
    return total


def whole_array(f, x, h):
    slopes = np.zeros(len(x))
    for step in h * np.eye(len(x)):
        slopes += (f(x + step) - f(x - step)) / (2 * h)
    return slopes


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (still_nudged, "You go on from an entry that is still nudged."),
        (one_array, "All your differences are 0."),
        (differences(lambda h: 1), "You never divide: this is the difference of the two values."),
        (differences(lambda h: 2 * h), "You multiply by the distance between the two points, 2h."),
        (differences(lambda h: 1 / 2 * h), "You divide by 2, and then multiply by h: Python reads `/ 2 * h` from left"),
        (differences(lambda h: 1 / 2), "You divide by 2, but the two points are 2h apart."),
        (differences(lambda h: 1 / h), "Twice too large: the two points are 2h apart."),
        (differences(lambda h: 1 / (4 * h * h)), "With x="),
        (differences(lambda h: 1, back=0), "You never divide, and your differences go to one side only"),
        (differences(lambda h: 1 / (2 * h), back=0), "You divide by 2h, but your two points are only h apart"),
        (differences(lambda h: 1 / h, back=0), "Your differences go to one side only."),
        (lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h), "You nudged all entries at the same time."),
        (lambda f, x, h: [(f(x + h) - f(x - h)) / (2 * h)] * len(x), "You nudged all entries at the same time."),
        (one_number, "You added up the differences of all entries."),
        (whole_array, "You added up the differences of all entries."),
        (differences(lambda h: -1 / (2 * h)), "Every number is right but for its sign:"),
        (half_steps, "Your two points are h apart."),
        (without_brackets, "You divide only one of the two values:"),
        (lambda f, x, h: still_nudged(f, x, h)[0], "That is the slope of the first entry alone."),
    ],
)
def test_what_is_said_of_a_checker(function, words):
    found = exercise("trust/code").check(function)
    assert found.verdict == "wrong"
    assert found.message.startswith(words)


def gathered(delta, w):
    dx = [0] * (len(delta) + len(w) - 1)
    for k in range(len(dx)):
        for j in range(len(w)):
            if k - j < len(delta):
                dx[k] += w[j] * delta[k - j]
    return dx


def scattered(place, factor):
    """A function that throws each product to a place made of i and j, with a factor made of delta."""

    def function(delta, w):
        dx = [0] * (len(delta) + len(w) - 1)
        for i in range(len(delta)):
            for j in range(len(w)):
                dx[place(i, j)] += w[j] * factor(delta, i)
        return dx

    return function


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda delta, w: np.correlate(delta, w, "full"), "Your kernel arrives the wrong way round"),
        (gathered, "Your index of `delta` falls below 0, and there Python counts from the end."),
        (scattered(lambda i, j: i, lambda delta, i: delta[i]), "All products of an output land on one input here."),
        (scattered(lambda i, j: i - j, lambda delta, i: delta[i]), "You throw backwards, to `dx[i - j]`"),
        (scattered(lambda i, j: i + j, lambda delta, i: 1), "You throw the kernel alone."),
    ],
)
def test_what_is_said_of_a_scatter(function, words):
    found = exercise("scatter-and-gather/code").check(function)
    assert found.verdict == "wrong"
    assert found.message.startswith(words)
