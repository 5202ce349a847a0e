"""Answers that are no formulas, as people type them: numbers with many decimals, cells that are picked by name."""

from fractions import Fraction

import pytest

from lessons.checking import check
from lessons.course import EXERCISES
from lessons.reading import Unread, number

MANY = "A number with so many decimals is rounded. Write it as a fraction, such as 3/4."
READS = EXERCISES["forward-1d/reads"]


@pytest.mark.parametrize(
    "answer", ["0.67", "0.666", "0.667", "0.66667", "0.6666666", "0.666666666667", "0." + 16 * "6"]
)
def test_a_number_may_be_rounded_or_cut_off_anywhere(answer):
    found = check(EXERCISES["trust/kink"], answer)
    assert (found.verdict, found.message.split(".")[0]) == ("unfinished", "This is the right number, rounded")


@pytest.mark.parametrize("answer", ["2.33", "2.333", "2.3333333333", "2.3333333333333335"])
def test_a_rounded_mistake_is_told_as_the_mistake(answer):
    assert check(EXERCISES["backward-weights/one"], answer).misconception == "wrong-scale"


@pytest.mark.parametrize(
    ("answer", "other"), [("2.34", "7/3"), ("-0.66", "2/3"), ("0.000", "1/3"), ("2.3", "7/3"), ("0.66", "2/3")]
)
def test_what_is_neither_rounded_nor_cut_off_is_another_number(answer, other):
    assert not number(answer).stands_for(Fraction(other))


@pytest.mark.parametrize("answer", ["0." + 30 * "6", "-2." + 25 * "3"])
def test_more_decimals_than_are_read_are_a_rounded_number(answer):
    with pytest.raises(Unread, match=MANY):
        number(answer)


def test_a_number_with_too_many_digits_before_its_decimals_is_not_called_rounded():
    with pytest.raises(Unread, match="too long"):
        number(30 * "9" + ".25")


@pytest.mark.parametrize(
    "answer", ["x_2, x_3, x_4", "x_{2} x_{3} x_{4}", "[x[2],x[3],x[4]]", "{x[2], x[3], x[4]}", "[x_2, x_3, x_4]"]
)
def test_cells_may_be_picked_as_a_list_or_by_lowered_numbers(answer):
    assert check(READS, answer).verdict == "correct"


def test_products_are_picked_by_lowered_numbers_too():
    exercise = EXERCISES["scatter-and-gather/lands"]
    assert check(exercise, "w_2*delta_0, w_1*delta_1, w_0*delta_2").verdict == "correct"
