"""Numbers from a seed: the lesson's own at 0, others else, and none with which a mistake could be lucky."""

from dataclasses import replace

import numpy as np
import pytest

from lessons.drawing import Unsound, draw, fill, show
from lessons.model import Entries, Integer
from tests.lessons import small


def test_seed_0_is_the_lessons_own():
    drawn = draw(small.CELLS)
    assert drawn.prompt == "[[x]] = (1, 3, 2), [[w]] = (2, 1)"
    assert drawn.right.tolist() == [5, 8]
    assert drawn.cells == (("z[0]", "z[1]"),)
    assert [(mistake.says, result.tolist()) for mistake, result in drawn.wrong] == [("Turned round.", [7, 7])]


def test_cells_that_are_no_entries_of_one_array_have_names_of_their_own():
    named = replace(small.CELLS, array="", names=(("mine", "yours"),))
    assert draw(named).cells == (("mine", "yours"),)


def test_other_seeds_keep_to_the_limits_and_the_condition():
    number = replace(small.NUMBER, where=lambda n: n % 2 == 1)
    values = {draw(number, seed).numbers["n"] for seed in range(1, 40)}
    assert values == {1, 3, 7, 9}  # 5 is left out: there both mistakes would not differ from the right answer


def test_the_words_of_a_mistake_hold_the_drawn_numbers():
    assert [mistake.says for mistake, _ in draw(small.NUMBER, 0).wrong] == ["Added.", "Once, not twice 3."]


@pytest.mark.parametrize(
    ("exercise", "seed", "words"),
    [
        (
            replace(small.NUMBER, numbers={"n": Integer(5, 5, 5)}),
            0,
            "small/number, numbers, seed 0: mistake 0 gives the same as the right answer; "
            "choose other numbers or wider limits",
        ),
        (
            replace(small.NUMBER, where=lambda n: n > 9),
            3,
            "small/number, numbers, seed 3: `where` does not hold; choose other numbers or wider limits",
        ),
    ],
)
def test_numbers_that_hide_a_mistake_are_an_authors_error(exercise, seed, words):
    with pytest.raises(Unsound) as raised:
        draw(exercise, seed)
    assert str(raised.value) == words


def test_grids_are_drawn_in_their_shape():
    exercise = replace(
        small.CELLS,
        numbers={"x": Entries(((1, 2), (3, 4)))},
        right=lambda x: x + 1,
        mistakes=(),
        prompt="{x}",
    )
    drawn = draw(exercise, 2)
    assert drawn.numbers["x"].shape == (2, 2)
    assert drawn.cells == (("z[0,0]", "z[0,1]"), ("z[1,0]", "z[1,1]"))


def test_numbers_are_shown_as_one_writes_them():
    assert show(np.array([[1, -2], [0, 3]])) == "((1, −2), (0, 3))"
    assert show(0.5) == "1/2"
    assert show(np.float64(3)) == "3"


def test_braces_that_are_no_number_stay():
    assert fill(r"\sum_{j} {n}", {"n": 3}) == r"\sum_{j} 3"
