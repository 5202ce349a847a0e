"""``check_gradient`` says yes to right gradients, no to wrong ones, and shows both sides."""

import numpy as np
import pytest

from engine.arrays import check_gradient, conv, conv_backward

X = np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])


@pytest.mark.parametrize(
    ("f", "gradient"),
    [
        (lambda x: (x**2).sum(), 2 * X),
        (lambda x: np.exp(x).sum(), np.exp(X)),
        (lambda x: x.prod(), X.prod() / X),
        (lambda x: 7.0, 0 * X),
        (lambda x: np.array([[x[0, 0]]]), [[1, 0, 0], [0, 0, 0]]),
        (lambda x: (1e6 * x).sum(), np.full((2, 3), 1e6)),
        (lambda x: (1e-6 * x).sum(), np.full((2, 3), 1e-6)),
    ],
)
def test_right_gradients_agree_silently(f, gradient, capsys):
    result = check_gradient(f, X, gradient)
    assert result and not result.disagreements
    assert repr(result) == "<gradient agrees in all 11 comparisons>"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("gradient", "wrong"),
    [
        (2 * X + np.eye(2, 3) * 1e-4, 7),
        (-2 * X, 11),
        (X[:, ::-1] * 2, 9),
        (np.full((2, 3), np.nan), 11),
        (np.full((2, 3), (2 * X).mean()), 11),
    ],
)
def test_wrong_gradients_do_not(gradient, wrong):
    result = check_gradient(lambda x: (x**2).sum(), X, gradient)
    assert not result
    assert len(result.disagreements) == wrong


def test_both_sides_are_printed_where_they_differ(capsys):
    gradient = 2 * X
    gradient[1, 2] = 5
    result = check_gradient(lambda x: (x**2).sum(), X, gradient)
    first, *others = capsys.readouterr().out.splitlines()
    assert first == "differs at [1, 2]: gradient 5, central difference -2"
    assert [line.split(":")[0] for line in others] == [f"differs along random direction {n}" for n in range(1, 6)]
    assert repr(result) == "<gradient differs in 6 of 11 comparisons>"


def test_many_differences_are_counted_and_not_all_printed(capsys):
    assert not check_gradient(lambda x: x.sum(), np.zeros(50), np.zeros(50))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "... and in 45 more comparisons"


def test_a_large_array_is_sampled_but_every_entry_is_felt():
    x, gradient = np.zeros(5000), np.ones(5000)
    gradient[4321] = 1.5
    result = check_gradient(lambda x: x.sum(), x, gradient)
    assert len(result.comparisons) == 1005
    assert {one.where for one in result.disagreements} >= {f"along random direction {n}" for n in range(1, 6)}


def test_a_flipped_kernel_is_found():
    random = np.random.default_rng(0)
    x, w = random.standard_normal((1, 1, 7)), random.standard_normal((1, 1, 3))
    delta = random.standard_normal((1, 1, 5))
    dx, _, _ = conv_backward(delta, x, w)
    unflipped, _, _ = conv_backward(delta, x, w[..., ::-1])
    assert check_gradient(lambda x: (conv(x, w) * delta).sum(), x, dx)
    assert not check_gradient(lambda x: (conv(x, w) * delta).sum(), x, unflipped)


def test_x_stays_as_it_is_even_if_f_does_not_respect_it():
    def greedy(x):
        x *= x
        return x.sum()

    x = X.copy()
    assert check_gradient(greedy, x, 2 * X)
    np.testing.assert_array_equal(x, X)


def test_single_precision_and_integers_are_looked_at_in_double():
    assert check_gradient(lambda x: (x**2).sum(), X.astype(np.float32), 2 * X)
    assert check_gradient(lambda x: (x**3).sum(), [1, 2], [3, 12])
