"""An exercise in a notebook: it shows itself, gives hints one by one, and refuses what there is not."""

import numpy as np
import pytest

import lessons


def test_it_shows_itself_typeset_and_as_text():
    task = lessons.exercise("forward-1d/size")
    assert repr(task) == (
        "forward-1d/size\nThe input has n entries and the kernel has m, not more than the input. How many outputs are "
        "there? Answer with n and m."
    )
    assert task._repr_markdown_() == (
        "**forward-1d/size**\n\nThe input has $n$ entries and the kernel has $m$, not more than the input. How many "
        "outputs are there? Answer with $n$ and $m$."
    )


def test_choices_cells_and_signatures_are_shown():
    assert "* b: B is the convolution" in repr(lessons.exercise("why/guess")).replace("`", "")
    assert "z[0] · z[1] · z[2]" in repr(lessons.exercise("forward-1d/slide"))
    assert "`def forward(x, w):`" in repr(lessons.exercise("forward-1d/code"))
    assert "* deltas: ones, different" in repr(lessons.exercise("trust/first-mutants"))


def test_hints_and_solution():
    task = lessons.exercise("forward-1d/size")
    assert task.hint() == "Take $n$ = 4 and $m$ = 2 from the first exercise: three outputs."
    assert task.hint(1)._repr_markdown_() == task.hint()
    with pytest.raises(ValueError) as raised:
        task.hint(9)
    assert str(raised.value) == "forward-1d/size has 3 hints, counted from 1; there is no hint 9"
    assert "that is $n - m + 1$ places" in task.solution


def test_other_numbers():
    task = lessons.exercise("backward-weights/one")
    assert task.check(7).word == "Correct"
    assert task.again(3).seed == 3
    assert repr(task.again(3)) != repr(task)


@pytest.mark.parametrize("number", [0, 9, "two", 1.5, True, None])
def test_no_such_hint(number):
    with pytest.raises(ValueError) as raised:
        lessons.exercise("forward-1d/size").hint(number)
    assert str(raised.value) == f"forward-1d/size has 3 hints, counted from 1; there is no hint {number!r}"


@pytest.mark.parametrize("seed", ["one", 1.5, True, None])
@pytest.mark.parametrize(
    "ask",
    [
        lambda seed: lessons.exercise("backward-weights/one", seed),
        lambda seed: lessons.exercise("backward-weights/one").again(seed),
    ],
)
def test_a_seed_is_a_whole_number(ask, seed):
    with pytest.raises(TypeError) as raised:
        ask(seed)
    assert str(raised.value) == f"the seed is {seed!r}; it needs a whole number"


def test_numpy_integers_count():
    task = lessons.exercise("backward-weights/one", np.int64(3))
    assert task == lessons.exercise("backward-weights/one", 3)
    assert task.hint(np.int64(1)) == task.hint()


@pytest.mark.parametrize("name", [None, 3, "", "no/such"])
def test_a_name_with_none_near_it(name):
    with pytest.raises(ValueError) as raised:
        lessons.exercise(name)
    assert str(raised.value) == f"there is no exercise {name!r}; `python -m lessons list` names them all"


def test_no_such_exercise():
    with pytest.raises(ValueError) as raised:
        lessons.exercise("backward-input/dx")
    assert str(raised.value) == (
        "there is no exercise 'backward-input/dx'; near it are: backward-inputs/dx, backward-inputs/dz, "
        "backward-inputs/code"
    )


def test_cells_are_shown_as_they_are_typed():
    task = lessons.exercise("scatter-and-gather/lands")
    row = task.__repr__().splitlines()[-1]
    assert all("*" in cell for cell in row.split(" · "))
    assert task._repr_markdown_().splitlines()[-1] == " · ".join(f"`{cell}`" for cell in row.split(" · "))
    assert task.check(", ".join(row.split(" · "))).verdict == "wrong"


def test_a_function_may_name_its_arguments_as_it_likes():
    task = lessons.exercise("scatter-and-gather/code")
    assert task.check(lambda d, w: np.convolve(d, w)).verdict == "correct"
    assert task.check(lambda w, delta: np.convolve(delta, w)).verdict == "correct"
    assert task.check(lambda d: d).verdict == "unreadable"
