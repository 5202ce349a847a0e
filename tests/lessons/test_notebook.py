"""An exercise in a notebook: it shows itself, gives hints one by one, and refuses what there is not."""

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


def test_no_such_exercise():
    with pytest.raises(ValueError) as raised:
        lessons.exercise("backward-input/dx")
    assert str(raised.value) == (
        "there is no exercise 'backward-input/dx'; near it are: backward-inputs/dx, backward-inputs/dz, "
        "backward-inputs/code"
    )
