"""Each kind of answer: accepted, diagnosed by the lesson's words, or told apart as unreadable."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.formula.translate import show_text
from engine.grading.misconceptions import MISCONCEPTIONS
from lessons.checking import check
from lessons.course import EXERCISES
from lessons.drawing import draw
from lessons.model import Mistake
from lessons.prose import plain
from tests.lessons import small

OWN = "the lesson's own words"
DIVIDES_BY_ZERO = "This divides by zero for some of the sizes, so it has no value there."
TOO_LARGE = "This grows too large to have a value that can be compared."
ASKED_FOR = "A number is asked for, such as 3, -2, 0.5, 7/3 or 2*3 + 1."
LETTERS = "A number is asked for, and “{}” has letters in it. Put numbers in their place, as in 2*3 + 1."
ROUNDED = "This is the right number, rounded. Write it exactly, as a fraction such as 5/2."
ALONE = "Give the index alone: what stands in the brackets."


@pytest.mark.parametrize(
    ("name", "answer", "verdict", "misconception", "message"),
    [
        # the first two weights lie on the first two inputs
        ("forward-1d/slide", "-1, 4, -2", "correct", None, "Every cell is right."),
        ("forward-1d/slide", "−1 4 −2", "correct", None, "Every cell is right."),
        ("forward-1d/slide", [-1, 4.0, "-4/2"], "correct", None, "Every cell is right."),
        ("forward-1d/slide", np.array([-1, 4, -2]), "correct", None, "Every cell is right."),
        ("forward-1d/slide", "5, 1, 10", "wrong", "needless-flip", OWN),
        ("forward-1d/slide", "1, -4, 2", "wrong", "wrong-sign", "Every number is right but for its sign."),
        ("forward-1d/slide", "-1, 4, 0", "wrong", None, "z[2] is not right yet; the rest is."),
        ("forward-1d/slide", "-1, 0, 0", "wrong", None, "z[1] and z[2] are not right yet; the rest is."),
        ("trust/mean", "21/2, 3", "wrong", None, "The mean of the wrong one is not right yet; the rest is."),
        ("forward-1d/slide", "7, 7, 7", "wrong", None, "None of the cells is right yet. A hint may help."),
        ("forward-1d/slide", "1, 2", "unreadable", None, "There are 3 cells to fill, z[0] to z[2], and here are 2."),
        ("forward-1d/slide", "1", "unreadable", None, "There are 3 cells to fill, z[0] to z[2], and here is 1."),
        (
            "forward-1d/slide",
            "foo",
            "unreadable",
            None,
            LETTERS.format("foo"),
        ),
        ("weight-sharing/matrix", "1 2 3", "unreadable", None, "There are 3 rows to fill, and here is 1."),
        ("why/impulse-a", "1\n2\n3", "unreadable", None, "There is 1 row to fill, and here are 3."),
        (
            "why/impulse-a",
            "2, 1, 3",
            "wrong",
            "off-by-one",
            "The right numbers, all but one of them one place too early; the first stands at the end.",
        ),
        (
            "backward-inputs/borders",
            "20, 6, 13, 3",
            "wrong",
            "off-by-one",
            "The right numbers, all but one of them one place too far; the last stands at the beginning.",
        ),
        ("forward-1d/slide", ("1", "", "3"), "unreadable", None, "z[1] is still empty."),
        (
            "forward-1d/slide",
            "1, two, 3",
            "unreadable",
            None,
            f"z[1]: {LETTERS.format('two')}",
        ),
        ("weight-sharing/matrix", "2 5 0 0; 0 2 5 0; 0 0 2 5", "correct", None, "Every cell is right."),
        ("weight-sharing/matrix", "[[2,5,0,0],[0,2,5,0],[0,0,2,5]]", "correct", None, "Every cell is right."),
        ("weight-sharing/matrix", tuple("250002500025"), "correct", None, "Every cell is right."),
        ("weight-sharing/matrix", "1 2 3 4; 5 6 7 8", "unreadable", None, "There are 3 rows to fill, and here are 2."),
        ("backward-weights/one", "7", "correct", None, "That is the number."),
        ("backward-weights/one", " 14/2 ", "correct", None, "That is the number."),
        ("backward-weights/one", "-7", "wrong", "wrong-sign", "The size is right, the sign is not."),
        (
            "backward-weights/one",
            "100",
            "wrong",
            None,
            "That is not the number, and it is no mistake I know. A hint may help.",
        ),
        ("backward-weights/one", "7/3", "wrong", "wrong-scale", OWN),
        ("backward-weights/one", "1/0", "unreadable", None, "Nothing can be divided by 0."),
        ("backward-weights/one", "__import__('os')", "unreadable", None, None),
        ("backward-weights/one", "9" * 50, "unreadable", None, None),
        ("backward-weights/one", "8-3+1+1", "correct", None, "That is the number."),
        ("backward-weights/one", "(2 + 4) / 2 + 4", "correct", None, "That is the number."),
        ("backward-weights/one", "2×3 − −1", "correct", None, "That is the number."),
        ("backward-weights/one", "2·5 − 9÷3", "correct", None, "That is the number."),
        ("backward-weights/one", "2^3 - 1.5 + 1/2", "correct", None, "That is the number."),
        ("backward-weights/one", r"\frac{21}{3}", "correct", None, "That is the number."),
        ("backward-weights/one", "5*4", "wrong", None, None),
        ("backward-weights/one", "1/(2-2)", "unreadable", None, "Nothing can be divided by 0."),
        ("backward-weights/one", "0^-1", "unreadable", None, "Nothing can be divided by 0."),
        ("backward-weights/one", "x[0]*3", "unreadable", None, LETTERS.format("x[0]*3")),
        ("backward-weights/one", "1e3", "unreadable", None, LETTERS.format("1e3")),
        ("backward-weights/one", "max(1, 2)", "unreadable", None, LETTERS.format("max(1, 2)")),
        (
            "weight-sharing/dense-weights",
            "9,600",
            "unreadable",
            None,
            "No comma stands in a number. Write thousands without one, 9600, and decimals with a point.",
        ),
        ("backward-weights/one", "2,5", "unreadable", None, f"A comma can't stand here. {ASKED_FOR}\n2,5\n ^"),
        ("backward-weights/one", "3 +", "unreadable", None, f"Nothing stands behind the `+`. {ASKED_FOR}\n3 +\n  ^"),
        ("backward-weights/one", "[1 == 1]", "unreadable", None, f"A comparison is no number. {ASKED_FOR}"),
        (
            "backward-weights/one",
            "((((9^16)^16)^16)^16)^16",
            "unreadable",
            None,
            f"{TOO_LARGE} {ASKED_FOR}",
        ),
        ("backward-weights/one", "2.33", "wrong", "wrong-scale", OWN),
        ("trust/kink", "4/6", "correct", None, "That is the number."),
        ("trust/kink", "0.67", "unfinished", None, ROUNDED),
        ("trust/kink", ".66667", "unfinished", None, ROUNDED),
        ("trust/kink", 0.667, "unfinished", None, ROUNDED),
        ("trust/kink", 2 / 3, "correct", None, "That is the number."),
        ("trust/kink", "0.7", "wrong", None, None),
        ("trust/kink", "0.66", "wrong", None, None),
        ("trust/kink", "0.6700", "wrong", None, None),
        ("trust/kink", "−0.67", "wrong", "wrong-sign", "The size is right, the sign is not."),
        ("forward-1d/slide", "2-3, 2*2, -(3-1)", "correct", None, "Every cell is right."),
        ("forward-1d/slide", "(2 - 3, 2*2, -2)", "correct", None, "Every cell is right."),
        ("forward-1d/slide", "(-2)/2 (1+1)*2 1 - 3", "correct", None, "Every cell is right."),
        ("forward-1d/slide", "(-1),(4),(1-3)", "correct", None, "Every cell is right."),
        ("forward-1d/slide", ("2*1-3", "8/2", "(3-7)/2"), "correct", None, "Every cell is right."),
        ("forward-1d/slide", ("w[0]", "4", "-1"), "unreadable", None, f"z[0]: {LETTERS.format('w[0]')}"),
        ("forward-1d/slide", "2*(1, 2), 3", "unreadable", None, None),
        ("weight-sharing/matrix", "((2,5,0,0),(0,4/2,5,0),(0,0,1+1,5))", "correct", None, "Every cell is right."),
        ("backward-inputs/readers", "z[3], z[2], z[1]", "correct", None, "These, and no others."),
        ("backward-inputs/readers", ["z[1]", "z[2]", "z[3]"], "correct", None, "These, and no others."),
        ("backward-inputs/readers", "Z[1] z[2] z[ 3 ]", "unreadable", None, None),
        (
            "backward-inputs/readers",
            "z[1] z[2] z[4]",
            "wrong",
            None,
            "z[4] doesn't belong: z[4] reads the 3 inputs from x[4] to x[6]. z[3] is missing: z[3] reads the 3 inputs "
            "from x[3] to x[5]. Right so far: 2 of 3.",
        ),
        # what is missing is not given away, one more with each check
        (
            "backward-inputs/readers",
            "z[1] z[3]",
            "wrong",
            None,
            "Right so far: 2 of 3, and none too many. One is still missing. A hint may help.",
        ),
        (
            "in-the-wild/calls",
            ["numpy.convolve(x, w)", "conv(x, w)  (Flux)"],
            "wrong",
            None,
            "Right so far: 2 of 5, and none too many. 3 are still missing. A hint may help.",
        ),
        ("backward-inputs/readers", "z[3] z[4] z[5]", "wrong", "no-flip", OWN),
        ("backward-inputs/readers", "z[9]", "unreadable", None, "There is no cell “z[9]”; the first one is z[0]."),
        ("the-flip/calls", "conv(delta,w,full); conv(w,delta,full); corr(delta, flip(w), full)", "correct", None, None),
        ("why/guess", "b", "correct", None, OWN),
        ("why/guess", "2", "correct", None, OWN),
        ("why/guess", "A", "wrong", "no-flip", OWN),
        ("why/guess", "5", "unreadable", None, "“5” is not on offer; choose one of: a, b, both, same."),
        ("forward-1d/size", "n − m + 1", "correct", None, "It is right in every case."),
        ("forward-1d/size", "1+(n-m)", "correct", None, "It is right in every case."),
        ("forward-1d/size", "m-n", "wrong", None, "For n = 5, m = 1 your formula gives -4; it is 5."),
        ("forward-1d/size", "n-m", "wrong", "off-by-one", OWN),
        (
            "forward-1d/size",
            "m/n",
            "wrong",
            None,
            "For n = 5, m = 1 your formula gives 1/5, which is no whole number; it is 5.",
        ),
        (
            "forward-1d/size",
            "n*m/2",
            "wrong",
            None,
            "For n = 5, m = 1 your formula gives 5/2, which is no whole number; it is 5.",
        ),
        ("forward-1d/size", "n//(m-1)", "unreadable", None, DIVIDES_BY_ZERO),
        ("forward-1d/size", "(((((n^16)^16)^16)^16)^16)^16", "unreadable", None, TOO_LARGE),
        ("forward-1d/size", "n-k", "unreadable", None, None),
        ("backward-inputs/which-output", "z[k-j]", "unreadable", None, ALONE),
        ("backward-inputs/which-output", "i = k-j", "correct", None, None),
        (
            "backward-inputs/which-output",
            "[k == j]",
            "unreadable",
            None,
            "This is no formula of k, j: it is made of these, whole numbers, + - * // and powers.",
        ),
        ("forward-1d/size", "sum(j, j)", "unreadable", None, None),
        (
            "trust/mutants",
            "stride=3",
            "unreadable",
            None,
            "“stride” can be 1, 2, not “3”.",
        ),
        ("trust/mutants", "speed=3", "unreadable", None, None),
    ],
)
def test_answers(name, answer, verdict, misconception, message):
    found = check(EXERCISES[name], answer)
    assert (found.verdict, found.misconception) == (verdict, misconception), found
    if message is OWN:
        words = [plain(each.says, EXERCISES[name].layer) for each in said(EXERCISES[name])]
        assert found.message in words
    elif message is not None:
        assert found.message == message


def said(exercise):
    """The options of an exercise, or its mistakes with the drawn numbers in their words."""
    drawn = draw(exercise)
    return drawn.options or [mistake for mistake, _ in drawn.wrong] or exercise.mistakes


THIRDS = replace(small.CELLS, layer=small.LAYER, right=lambda x, w: np.array([Fraction(7, 3), Fraction(-2, 3)]))
ROUNDED_CELLS = "These are the right numbers, rounded. Write them exactly: a fraction, such as 5/2, is a number too."


@pytest.mark.parametrize(
    ("answer", "verdict", "message"),
    [
        ("7/3, -2/3", "correct", "Every cell is right."),
        ("2.33, -2/3", "unfinished", ROUNDED_CELLS),
        ("2.33, -0.667", "unfinished", ROUNDED_CELLS),
        ("2.3, -2/3", "wrong", "z[0] is not right yet; the rest is."),
        ("-2.33, 0.67", "wrong", "Every number is right but for its sign."),
        ("-.67, 2.33", "wrong", "These are the right numbers in reverse order."),
    ],
)
def test_rounded_cells_are_told_from_wrong_ones(answer, verdict, message):
    found = check(THIRDS, answer)
    assert (found.verdict, found.message) == (verdict, message)


FIRST_LIGHT = EXERCISES["backward-inputs/dx"]


@pytest.mark.parametrize(
    "answer",
    [
        "sum(j, delta[k-j]*w[j])",
        "sum(w[j]*delta[k-j] for j in range(m))",
        "Σ_j w_j·δ_{k−j}",
        "sum(i, delta[i] w[k-i])",
        "dL/dx[i] = sum(j=0..m-1, w[j] delta[i-j])",
    ],
)
def test_the_gradient_of_the_input_in_many_writings(answer):
    assert check(FIRST_LIGHT, answer).word == "Correct"


def test_a_listed_mistake_has_the_first_word_and_keeps_the_smallest_case():
    listed = FIRST_LIGHT.mistakes[0]
    found = check(FIRST_LIGHT, listed.answer)
    assert (found.word, found.misconception) == ("Not yet", "no-flip")
    assert found.markdown == listed.says
    assert found.message == plain(listed.says, FIRST_LIGHT.layer)
    assert found.counterexample.missing == ("delta[0]*w[1]",)
    assert found.latex


@pytest.mark.parametrize("answer", ["loss", "los", "foo", "ds"])
def test_no_name_is_on_offer_that_the_question_does_not_speak_of(answer):
    found = check(EXERCISES["trust/why-mean"], answer)
    assert found.verdict == "unreadable"
    here = "The names here are `delta`, `w`, `s`, `j`, `m` and `r`."
    assert found.message == f"There is no `{answer}` here. {here}\n{answer}\n{'^' * len(answer)}"


STILL = "sum(j, delta[j]*w[j])"
LISTED = replace(
    small.FORMULA,
    layer=small.LAYER,
    feedback={"no-flip": "Read it backwards."},
    mistakes=(
        Mistake("corr(delta, w, full)", "No flip."),
        Mistake("conv(delta, flip(w), full)", "Two flips."),
        Mistake(STILL, "Nothing moves.", "missing-sum"),
        Mistake("sum(j, w[j]*w[k+j])", "Twice the kernel.", "wrong-array"),
    ),
)


@pytest.mark.parametrize(
    ("answer", "misconception", "message"),
    [
        ("corr(delta, w, full)", "no-flip", "No flip."),
        ("conv(delta, flip(w), full)", "no-flip", "Two flips."),
        # of the same value, but neither of the two was typed
        ("sum(j, w[m-1-j]*delta[k-j])", "no-flip", "Read it backwards."),
        (STILL, "missing-sum", "Nothing moves."),
        ("sum(w[q+1]*delta[q+1] for q in range(-1, m-1))", "missing-sum", "Nothing moves."),
        ("sum(j, delta[k-j]*w[k-j])", "missing-sum", MISCONCEPTIONS["missing-sum"]),
        ("sum(i, w[i+k]*w[i])", "wrong-array", "Twice the kernel."),
    ],
)
def test_a_listed_mistakes_words_are_said_of_what_is_written_alike(answer, misconception, message):
    found = check(LISTED, answer)
    assert (found.verdict, found.misconception, found.message) == ("wrong", misconception, message)


def test_a_cell_that_is_missing_is_named_where_no_hint_would_help():
    found = check(replace(small.PICK, layer=small.LAYER, hints=()), "x[0]")
    assert found.message == "x[2] is missing: 2 is even. Right so far: 1 of 2."


def test_a_mistake_that_is_not_listed_has_the_exercises_words_for_its_name():
    assert check(small.LESSON.exercises[2], "sum(i, delta[i]*w[i-k])").message == "Read it backwards, delta[k-j]."


def test_an_unfinished_form_keeps_the_engines_words():
    found = check(FIRST_LIGHT, "sum(i, j, delta[i]*w[j]*[i+j == k])")
    assert (found.word, type(found).__name__) == ("Almost", "Verdict")


def test_another_seed_asks_for_other_numbers():
    exercise = EXERCISES["backward-weights/one"]
    assert check(exercise, "7", seed=0).verdict == "correct"
    assert check(exercise, "7", seed=1).verdict == "wrong"


@pytest.mark.parametrize(
    ("notation", "answer"),
    [
        ("gibiansky", "sum(a, delta[k-a]*omega[a])"),
        ("goodfellow", "sum(m, G[k-m+1]*K[m])"),
        ("larochelle", "sum(p, delta[j-p]*k[r-1-p])"),
        ("pytorch", "sum(j, grad_output[k-j]*weight[j])"),
    ],
)
def test_answers_are_read_in_the_chosen_notation(notation, answer):
    assert check(FIRST_LIGHT, answer, notation=notation).word == "Correct"
    assert check(FIRST_LIGHT, answer).word == "Can't read"


def test_a_lessons_words_are_said_in_the_chosen_notation():
    exercise = replace(small.FORMULA, layer=small.LAYER, feedback={"no-flip": "Not [[w[j]*delta[k+j]]]."})
    assert check(exercise, "sum(a, delta[k+a]*omega[a])", notation="gibiansky").message == "Not omega[a]*delta[k+a]."


@pytest.mark.parametrize(
    ("name", "notation", "answer", "verdict", "message"),
    [
        ("forward-1d/slide", "goodfellow", ("1", "", "3"), "unreadable", "Z[2] is still empty."),
        (
            "forward-1d/slide",
            "larochelle",
            "1",
            "unreadable",
            "There are 3 cells to fill, a[0] to a[2], and here is 1.",
        ),
        ("forward-1d/slide", "goodfellow", "Z[1]=-1, Z[2]=4, Z[3]=-2", "correct", "Every cell is right."),
        (
            "forward-1d/slide",
            "goodfellow",
            "Z[2]=4, Z[1]=-1, Z[3]=-2",
            "unreadable",
            "The cells stand in their order: here comes Z[1], not another.",
        ),
        ("weight-sharing/matrix", "goodfellow", (("2", "5", "0", ""),) * 3, "unreadable", "A[1,4] is still empty."),
        ("backward-inputs/readers", "goodfellow", "Z[2], Z[3], Z[4]", "correct", "These, and no others."),
        ("backward-inputs/readers", "goodfellow", ("z[1]", "z[2]", "z[3]"), "correct", "These, and no others."),
        (
            "backward-inputs/readers",
            "larochelle",
            "z[1]",
            "unreadable",
            "There is no cell “z[1]”; the first one is a[0].",
        ),
        (
            "backward-weights/products",
            "larochelle",
            "k[r-3]*x[2], x_3*k[r-3], k[r-3]x[4], k[r-3] * x[5]",
            "correct",
            "These, and no others.",
        ),
    ],
)
def test_cells_are_called_what_they_are_called_in_the_chosen_notation(name, notation, answer, verdict, message):
    found = check(EXERCISES[name], answer, notation=notation)
    assert (found.verdict, found.message) == (verdict, message)


def test_a_derivation_names_its_first_bad_line():
    exercise = EXERCISES["backward-inputs/line-by-line"]
    lines = ["dL/dx[k] = sum(i, j, delta[i]*w[j]*[i+j == k])", "= sum(j, delta[k+j]*w[j])", "= sum(j, delta[k-j]*w[j])"]
    found = check(exercise, "\n".join(lines))
    assert (found.verdict, found.line) == ("wrong", 1)
    (words,) = [each.says for each in exercise.mistakes if each.answer.splitlines()[-1] == lines[1]]
    assert found.markdown == f"Line 2: {words}"
    assert found.message == f"Line 2: {plain(words, exercise.layer)}"
    assert [each.verdict for each in found.lines] == ["correct", "wrong", "wrong"]
    assert check(exercise, ["dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))", *lines[::2]]).verdict == "correct"


CHAIN_RULE = "sum(i, delta[i]*d(z[i], x[k]))"
DEFINED = "sum(i, j, delta[i]*w[j]*[i+j == k])"
END = "sum(j, delta[k-j]*w[j])"
NO_CHAIN_RULE = "The result is right. The way to it is what is asked for here: begin with the chain rule."
TOO_MUCH = (
    "Right so far, but between the chain rule and the end a step is missing. What is {}? Put in what it is made of."
)
OUTPUT = TOO_MUCH.format("z[i]")
ANOTHER_ORDER = "sum(i, d(z[i], x[k])*delta[i])"
WEIGHED = "sum(i, delta[i]*w[k-i])"
BELOW = "activation-and-bias/line-by-line"
BELOW_END = "sigma'(y[k])*sum(j, delta[k-j]*w[j])"


DX, DW = "backward-inputs/line-by-line", "backward-weights/line-by-line"


@pytest.mark.parametrize(
    ("name", "lines", "verdict", "message"),
    [
        (DX, [END], "unfinished", NO_CHAIN_RULE),
        (DX, [DEFINED, END], "unfinished", NO_CHAIN_RULE),
        (DX, [END, "sum(j, w[j]*delta[k-j])", "sum(q, w[q]*delta[k-q])"], "unfinished", NO_CHAIN_RULE),
        (DX, ["dL/dx[k] = dL/dx[k]", END], "unfinished", NO_CHAIN_RULE),
        (DX, [CHAIN_RULE, END], "unfinished", OUTPUT),
        (DX, [CHAIN_RULE, "", CHAIN_RULE, END], "unfinished", OUTPUT),
        (DX, [CHAIN_RULE, ANOTHER_ORDER, END], "unfinished", OUTPUT),
        (DX, [CHAIN_RULE, "sum(q, w[q]*delta[k-q])", END], "unfinished", OUTPUT),
        (DX, [CHAIN_RULE, WEIGHED, END], "correct", None),
        (DX, [CHAIN_RULE, DEFINED, END], "correct", None),
        (DX, [f"dL/dx[k] = {CHAIN_RULE} = {DEFINED} = {END}"], "correct", None),
        (DX, [each.replace("k", "p") for each in (f"dL/dx[k] = {CHAIN_RULE}", DEFINED, END)], "correct", None),
        (DW, ["sum(i, delta[i]*dz[i]/dw[j])", "sum(i, delta[i]*x[i+j])"], "unfinished", OUTPUT),
        (
            BELOW,
            ["dL/dh[k]*dh[k]/dy[k]", "dL/dh[k]*sigma'(y[k])", BELOW_END],
            "unfinished",
            TOO_MUCH.format("dL/dh[k]"),
        ),
        (
            BELOW,
            ["dL/dh[k]*dh[k]/dy[k]", "sigma'(y[k])*sum(i, delta[i]*w[k-i])", BELOW_END],
            "correct",
            None,
        ),
    ],
)
def test_a_derivation_goes_the_whole_way(name, lines, verdict, message):
    found = check(EXERCISES[name], lines)
    assert found.verdict == verdict
    assert message in (None, found.message)


@pytest.mark.parametrize("notation", ["gibiansky", "goodfellow", "larochelle", "pytorch"])
def test_a_derivation_is_read_in_the_chosen_notation(notation):
    exercise = EXERCISES["backward-inputs/line-by-line"]
    layer, wanted = exercise.layer, exercise.layer.wanted(exercise.wanted)
    lines = [show_text(step.formula, notation, layer, wanted) for step in layer.derive(exercise.wanted).steps]
    assert check(exercise, lines, notation=notation).verdict == "correct"


def test_a_derivation_in_a_notation_names_the_line_that_cant_be_read():
    exercise = EXERCISES["backward-inputs/line-by-line"]
    found = check(exercise, "sum(a, delta[k-a]*omega[a])\nsum(a, delta[k-a)*omega[a])", notation="gibiansky")
    assert (found.verdict, found.line) == ("unreadable", 1)
    assert found.message.startswith("Line 2: ")


def test_a_wrong_place_is_told_in_the_chosen_notation():
    exercise = EXERCISES["backward-inputs/which-output"]
    assert check(exercise, "2*k").message == "For k = 2, j = 0 your formula gives 4; it is 2."
    told = check(exercise, "2*k", notation="goodfellow").message
    assert told == "For k = 3, m = 1 your formula gives 6; it is 3."


@pytest.mark.parametrize(
    ("name", "notation", "answer"),
    [
        ("forward-1d/size", "gibiansky", "N-m+1"),
        ("forward-1d/size", "larochelle", "n-r+1"),
        ("forward-1d/size", "goodfellow", "N-M+1"),
        ("backward-inputs/which-output", "gibiansky", "k-a"),
        ("backward-inputs/which-output", "larochelle", "j-p"),
        ("backward-inputs/which-output", "goodfellow", "k-m+1"),
        ("backward-inputs/which-output", "goodfellow", "j = k-m+1"),
    ],
)
def test_sizes_and_places_are_read_in_the_chosen_notation(name, notation, answer):
    assert check(EXERCISES[name], answer, notation=notation).word == "Correct"


TYPED = st.text(st.sampled_from("0123456789 ,;.-−/()[]{}=wxzδ_+*^jikab\n\\"), max_size=60)


@pytest.mark.parametrize(
    "name",
    [
        "backward-weights/one",
        "weight-sharing/matrix",
        "backward-inputs/readers",
        "forward-1d/size",
        "why/guess",
        "the-flip/spot",
        "trust/mutants",
        "forward-1d/code",
    ],
)
@given(answer=TYPED)
@settings(max_examples=60)
def test_whatever_is_typed_gets_a_verdict_and_a_reason(name, answer):
    found = check(EXERCISES[name], answer)
    assert found.verdict in ("correct", "unfinished", "wrong", "unreadable")
    assert found.message
