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
    "answer",
    ["x2 x3 x4", "x_2, x_3, x_4", "x_{2} x_{3} x_{4}", "[x[2],x[3],x[4]]", "{x[2], x[3], x[4]}", "[x_2, x_3, x_4]"],
)
def test_cells_may_be_picked_as_a_list_or_by_lowered_numbers(answer):
    assert check(READS, answer).verdict == "correct"


def test_products_are_picked_by_lowered_numbers_too():
    exercise = EXERCISES["scatter-and-gather/lands"]
    assert check(exercise, "w_2*delta_0, w_1*delta_1, w_0*delta_2").verdict == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        "w_2·delta_0, w[1]delta[1], w[0]*delta[2]",
        "delta[0]*w[2] delta[1]*w[1] delta_2*w_0",
        "w_2 δ_0, w_1 δ_1, w_0 δ_2",
        "['w[2]*delta[0]', 'w[1]*delta[1]', 'w[0]*delta[2]']",
        "`w[2]*delta[0]`, `w[1]*delta[1]`, `w[0]*delta[2]`",
        "w[2]*delta[0] · w[1]*delta[1] · w[0]*delta[2]",
        "w[2] · delta[0], w[1] · delta[1], w[0] · delta[2]",
    ],
)
def test_the_factors_of_a_product_are_picked_in_any_order(answer):
    assert check(EXERCISES["scatter-and-gather/lands"], answer).verdict == "correct"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("forward-1d/slide", "-1, 4, -2,"),
        ("forward-1d/slide", "array([-1,  4, -2])"),
        ("forward-1d/slide", "np.array([-1, 4, -2], dtype=int)"),
        ("forward-1d/slide", "torch.tensor([-1., 4., -2.])"),
        ("forward-1d/slide", "z[0] = -1, z[1] = 4, z[2] = -2"),
        ("forward-1d/slide", "3*1 - 4 = -1, 4, -2"),
        ("forward-1d/slide", "z = (-1, 4, -2)"),
        ("forward-1d/slide", "z = [-1, 4, -2]"),
        ("forward-1d/slide", "z = np.array([-1, 4, -2], dtype=int)"),
        ("weight-sharing/matrix", "A = ((2, 5, 0, 0), (0, 2, 5, 0), (0, 0, 2, 5))"),
        ("backward-inputs/which-output", "i = k - j"),
        ("backward-inputs/which-output", "k - j = i"),
        ("weight-sharing/matrix", "array([[2, 5, 0, 0],\n       [0, 2, 5, 0],\n       [0, 0, 2, 5]])"),
        ("backward-weights/one", "dw[0] = 7"),
        ("backward-weights/one", "3 + 4 = 7"),
        ("backward-weights/one", "= 7"),
        ("forward-1d/size", "(n-m+1,)"),
        ("forward-1d/size", "n-m+1,"),
        ("forward-1d/size", "torch.Size([n-m+1])"),
        ("forward-1d/size", "max(n-m+1, 0)"),
        ("forward-1d/size", "(n-m)*(1) + (1)"),
    ],
)
def test_what_stands_around_an_answer_is_read_past(name, answer):
    assert check(EXERCISES[name], answer).verdict == "correct"


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        (
            "forward-1d/slide",
            "z[1]=4, z[0]=-1, z[2]=-2",
            "The cells stand in their order: here comes z[0], not another.",
        ),
        ("backward-weights/one", "7 =", "There is no number yet."),
        *(
            (
                "scatter-and-gather/lands",
                answer,
                "A number names no cell here. Write the cells as they stand, as in: w[0]*delta[0], w[1]*delta[0]",
            )
            for answer in ("2,3,4", "2 3 4", "[2, 3]", [2, 3])
        ),
        (
            "scatter-and-gather/lands",
            "w[2]*delta[0] w[9]*delta[1]",
            "There is no cell “w[9]*delta[1]”; the first one is w[0]*delta[0].",
        ),
        (
            "the-flip/calls",
            "conv(delta, w)",
            "There is no cell “conv(delta, w)”; the first one is conv(delta, w, full).",
        ),
        ("trust/mean", "10,5 10,5", "A comma stands between two numbers. Write a decimal point: 10.5."),
        ("trust/mean", "10,5; 10,5", "A comma stands between two numbers. Write a decimal point: 10.5."),
        *(
            ("trust/first-mutants", answer, "Set the dials, as in length=3, kernel=1, weights=symmetric, deltas=ones")
            for answer in ("length 3, kernel 2", " ", {})
        ),
        (
            "trust/first-mutants",
            "length=3 kernels=2",
            "There is no dial “kernels”; there are: length, kernel, weights, deltas.",
        ),
        ("forward-1d/size", "(1, 1, n-m+1)", "There is 1 formula to give, and here are 3."),
        ("forward-1d/size", "L_in-K+1", "There is no `L` here. The names here are `m` and `n`.\nL_in-K+1\n^"),
        ("forward-1d/size", "H-K+1", "There is no `H` here. The names here are `m` and `n`.\nH-K+1\n^"),
        (
            "backward-weights/one",
            "2 <= 7",
            "A comparison stands outside brackets here. A number is asked for, such as 3, -2, 0.5, 7/3 or 2*3 + 1.\n"
            "2 <= 7\n  ^^",
        ),
    ],
)
def test_what_is_not_read_is_named(name, answer, message):
    found = check(EXERCISES[name], answer)
    assert (found.verdict, found.message) == ("unreadable", message)
