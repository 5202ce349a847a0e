"""Derivations: each line against the one above, the first bad one named, the later ones still checked."""

import pytest

from engine import Layer, Question
from engine.calculus.derive import derive
from engine.formula.text import text
from engine.grading.derivation import grade_derivation
from tests.engine.layers import LAYERS

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
ACTIVE = Layer(["z[i] = b + sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1", b="")
SQUARED = Layer(["z[i] = sum(j, w[j]*x[i+j])", "t = sum(i, z[i]^2)"], x="n", w="m", z="n-m+1", t="")
CHANNELS = Layer("z[o,i,j] = sum(c,u,v, w[o,c,u,v]*x[c,i+u,j+v])", x="c, h, l", w="o, c, m, r", z="o, h-m+1, l-r+1")
DX = "dL/dx[k]"
DIVISORS = (("n", 6, "unreadable"), ("m", 4, "unreadable"), ("n", 7, "wrong"), ("m", 3, "wrong"))
"""Sizes of the first case, and of the second one, which is not looked at where the first shows a difference."""
CHAIN = "sum(i, delta[i]*d(z[i], x[k]))"
INSIDE = "sum(i, delta[i]*sum(j, w[j]*d(x[i+j], x[k])))"
SCATTERED = "sum(i, j, delta[i]*w[j]*[i+j == k])"
RIGHT = "sum(j, delta[k-j]*w[j])"
FLIPPED = "sum(j, delta[k+j]*w[j])"

ROWS = [
    # layer, wanted, lines, verdict, misconception, line, the verdict of every line
    (PLAIN, DX, ["dL/dx[k] = " + CHAIN, "= " + SCATTERED, "= " + RIGHT], "correct", None, None, "ccc"),
    (
        PLAIN,
        DX,
        [CHAIN, "sum(i, delta[i]*sum(j, w[j]*d(x[i+j], x[k])))", SCATTERED, RIGHT],
        "correct",
        None,
        None,
        "cccc",
    ),
    (PLAIN, DX, [CHAIN, SCATTERED], "unfinished", None, 1, "cu"),
    (PLAIN, DX, [CHAIN], "unfinished", None, 0, "u"),
    (PLAIN, DX, [DX], "unfinished", None, 0, "u"),
    (PLAIN, DX, [CHAIN, FLIPPED, FLIPPED], "wrong", "no-flip", 1, "cwc"),
    (PLAIN, DX, [SCATTERED, FLIPPED, RIGHT], "wrong", "no-flip", 1, "cww"),
    (PLAIN, DX, [CHAIN, "sum(i, j, delta[i]*w[j]*[i-j == k])", FLIPPED], "wrong", "no-flip", 1, "cwc"),
    (PLAIN, DX, ["sum(j, w[j])", RIGHT], "wrong", "no-chain-rule", 0, "ww"),
    (PLAIN, DX, [CHAIN + " = " + SCATTERED + " = " + RIGHT], "correct", None, None, "c"),
    (PLAIN, DX, [CHAIN + " = " + FLIPPED + " = " + RIGHT], "wrong", "no-flip", 0, "w"),
    (PLAIN, DX, [CHAIN, "sum(j, delta[k-j)*w[j])", RIGHT], "unreadable", None, 1, "cuc"),
    (PLAIN, DX, ["", CHAIN, "  ", RIGHT, ""], "correct", None, None, "ccccc"),
    (PLAIN, DX, [r"\begin{aligned}", CHAIN, "&= " + RIGHT, r"\end{aligned}"], "correct", None, None, "cccc"),
    (
        PLAIN,
        DX,
        [r"\intertext{by the chain rule}", CHAIN + r" && \text{chain rule}\\", RIGHT + r" \quad\text{(put in)}"],
        "correct",
        None,
        None,
        "ccc",
    ),
    (PLAIN, DX, ["dL/dx[q] = sum(i, delta[i]*w[q-i])", "sum(j, delta[q-j]*w[j])"], "correct", None, None, "cc"),
    (PLAIN, DX, ["dL/dx[q] =", "sum(i, delta[i]*w[q-i])"], "correct", None, None, "cc"),
    (
        PLAIN,
        DX,
        [r"\frac{\partial L}{\partial x_q} &= \\", "= " + CHAIN.replace("k", "q")],
        "unfinished",
        None,
        1,
        "cu",
    ),
    (PLAIN, DX, [CHAIN + " =", SCATTERED + " = " + INSIDE + " =", RIGHT], "correct", None, None, "ccc"),
    (PLAIN, DX, [CHAIN + " =", FLIPPED + " =", RIGHT], "wrong", "no-flip", 1, "cww"),
    (PLAIN, DX, [CHAIN, RIGHT + " ="], "unreadable", None, 1, "cu"),
    (PLAIN, DX, ["", " "], "unreadable", None, 0, "cc"),
    (PLAIN, DX, [RIGHT] * 61, "unreadable", None, None, ""),
    (PLAIN, "z[i]", ["z[i]", "sum(j, w[j]*x[i+j])"], "correct", None, None, "cc"),
    (ACTIVE, DX, ["sum(i, delta[i]*d(a[i], x[k]))", CHAIN], "wrong", "missing-factor", 1, "cw"),
    (
        ACTIVE,
        DX,
        [
            "sum(i, delta[i]*d(a[i], x[k]))",
            "sum(i, delta[i]*sigma'(z[i])*w[k-i])",
            "sum(j, delta[k-j]*sigma'(z[k-j])*w[j])",
        ],
        "correct",
        None,
        None,
        "ccc",
    ),
    (
        SQUARED,
        "dt/dx[k]",
        ["2*sum(i, z[i]*w[k-i])", "2*sum(i, sum(j, w[j]*x[i+j])*w[k-i])"],
        "wrong",
        "wrong-range",
        1,
        "cw",
    ),
    (
        CHANNELS,
        "dL/dx[c,p,q]",
        ["sum(o,i,j, delta[o,i,j]*d(z[o,i,j], x[c,p,q]))", "sum(o,u,v, delta[o,p-u,q+v]*w[o,c,u,v])"],
        "wrong",
        "flipped-one-axis",
        1,
        "cw",
    ),
]


@pytest.mark.parametrize(("layer", "wanted", "lines", "verdict", "misconception", "line", "each"), ROWS)
def test_derivation(layer, wanted, lines, verdict, misconception, line, each):
    found = layer.check_derivation(wanted, lines)
    assert (found.verdict, found.misconception, found.line) == (verdict, misconception, line), str(found)
    letters = {"correct": "c", "unfinished": "u", "wrong": "w", "unreadable": "u"}
    assert "".join(letters[one.verdict] for one in found.lines) == each
    assert found.message
    assert (found.counterexample is not None) == (verdict == "wrong")


def test_the_counterexample_is_of_the_line_against_the_one_above():
    found = PLAIN.check_derivation(DX, [FLIPPED, RIGHT])
    later = found.lines[1].counterexample
    assert (later.missing, later.extra) == (("delta[2]*w[1]",), ("delta[0]*w[1]",))


def test_nothing_changed_and_the_question_repeated_are_said():
    found = PLAIN.check_derivation(DX, [DX, RIGHT, RIGHT])
    assert [each.message for each in found.lines] == [
        "This repeats the question; go on from here.",
        "This equals what is wanted.",
        "Nothing changed here.",
    ]


@pytest.mark.parametrize("idle", ["[j == j]", "[k <= k]", "[j+1 > j]", "[0 <= 1]"])
def test_a_condition_that_always_holds_changes_nothing(idle):
    found = PLAIN.check_derivation(DX, [RIGHT, f"sum(j, delta[k-j]*w[j]*{idle})", RIGHT])
    assert [each.message for each in found.lines[1:]] == ["Nothing changed here."] * 2


def test_a_condition_that_holds_because_of_the_arrays_is_a_step():
    found = PLAIN.check_derivation(DX, [RIGHT, "sum(j, delta[k-j]*w[j]*[0 <= j])"])
    assert found.lines[1].message == "This follows from the line above."


def test_a_convolution_is_asked_for():
    assert PLAIN.check_derivation(DX, [RIGHT], form="convolution").verdict == "unfinished"
    assert PLAIN.check_derivation(DX, [RIGHT, "conv(delta, w, full)"], form="convolution").verdict == "correct"


@pytest.mark.parametrize(
    "lines",
    [
        ["1. dL/dx[k] = " + CHAIN, "2. dL/dx[k] = " + SCATTERED, "3. dL/dx[k] = " + RIGHT],
        ["(1) dL/dx[k] = " + CHAIN, "(2) = " + SCATTERED, "(3) = " + RIGHT],
        ["1) " + CHAIN, "", "2) " + RIGHT],
        ["- dL/dx[k] = " + CHAIN, "- dL/dx[k] = " + RIGHT],
        ["dL/dx[k] = " + CHAIN + " (1)", "= " + RIGHT + " (2)"],
    ],
)
def test_the_marks_of_a_list_are_no_factors(lines):
    assert PLAIN.check_derivation(DX, lines).verdict == "correct"


@pytest.mark.parametrize("lines", [["2. " + RIGHT], ["- " + RIGHT], [CHAIN, "- " + RIGHT], [CHAIN, "2. " + RIGHT]])
def test_a_number_or_a_minus_before_one_line_counts(lines):
    assert PLAIN.check_derivation(DX, lines).verdict == "wrong"


def test_the_caret_counts_the_mark_of_a_list():
    found = PLAIN.check_derivation(DX, ["1. " + CHAIN, "2. = sum(j, delta[k-j]*q[j])"])
    assert found.message.endswith("2. = sum(j, delta[k-j]*q[j])\n                       ^")
    found = PLAIN.check_derivation(DX, ["1. " + CHAIN, "2. = sum(j, 1)"])
    assert found.message.endswith("\n2. = sum(j, 1)\n     ^^^^^^^^^")


def test_a_right_line_below_a_wrong_one_is_not_told_a_mistake():
    found = PLAIN.check_derivation(DX, ["sum(i, delta[i]*w[i-k])", FLIPPED, RIGHT]).lines
    assert [each.misconception for each in found] == ["no-flip", None, None]
    assert found[2].message == (
        "This is right in itself, but it does not follow from the line above: the mistake is further up."
    )
    assert set(found[2].counterexample.because) == {""}


def test_a_line_that_divides_by_zero_on_far_sizes_below_a_wrong_one_is_only_wrong():
    layer = Layer("z[i] = sum(j, w[j]*x[s*i+d*j])", x="n", w="m", z="(n-d*(m-1)-1)//s+1")
    lines = ["sum(j, delta[(k+d*j)/s]*w[j])", "sum(j, delta[(k-d*j)/s]*w[j])*((s-d)/(s-d))"]
    found = layer.check_derivation(DX, lines).lines
    assert [(each.verdict, each.misconception) for each in found] == [("wrong", "no-flip"), ("wrong", None)]


@pytest.mark.parametrize(("sizes", "verdict"), [(f"{name}-{number}", verdict) for name, number, verdict in DIVISORS])
def test_a_wrong_line_that_divides_by_zero_on_some_sizes_gets_a_verdict(sizes, verdict):
    found = PLAIN.check_derivation(DX, ["sum(j, delta[k-j]*w[j])", f"sum(j, delta[k+j]*w[j])/({sizes})"])
    assert (found.verdict, found.line) == (verdict, 1)
    assert found.message.startswith("Line 2: This divides by zero") == (verdict == "unreadable")


def test_sizes_on_which_the_layer_has_no_value_are_not_asked_for():
    layer = Layer(
        ["u = sum(i, x[i])/n", "c[i] = x[i]-u", "v = sum(i, c[i]^2)/n", "y[i] = c[i]/v", "z[i] = g*y[i]+b"],
        **{**dict.fromkeys(("x", "c", "y", "z"), "n"), **dict.fromkeys(("u", "v", "g", "b"), "")},
    )
    lines = ["sum(i, delta[i]*d(z[i], b))", "sum(i, delta[i]*d(g*y[i]+b, b))", "sum(i, delta[i])"]
    assert layer.check_derivation("dL/db", lines).verdict == "correct"


@pytest.mark.parametrize("asked", ["dL/dx[c,p,q,r]", "dL/dw[o,c,u,v,t]"])
@pytest.mark.parametrize("place", [2, 3])
def test_a_wrong_line_gets_a_verdict_where_what_is_differentiated_is_too_large(asked, place):
    question = Question(LAYERS["three dimensions"], asked)
    lines = [text(step.formula) for step in derive(question.layer, question.wanted)]
    found = grade_derivation(question, [*lines[:place], f"2*({lines[place]})"])
    assert (found.verdict, found.misconception, found.line) == ("wrong", "wrong-scale", place), found.message


def pooled(shift, times=""):
    """The gradient through max pooling in the plane, with a sum that starts at another number."""
    entry = f"(p-u+{shift})/s,(q-v)/s"
    return f"{times}sum(u={shift}..m-1+{shift}, v=0..m-1, delta[{entry}]*[x[p,q] == z[{entry}]])"


NOT_CHECKED = "This was not checked: all lines are too much at once. Leave out some that are right further up."


def test_lines_that_are_too_much_at_once_are_not_checked():
    question = Question(LAYERS["max pooling in the plane"], "dL/dx[p,q]")
    found = grade_derivation(question, [pooled(shift) for shift in range(14)])
    assert (found.verdict, found.message) == ("unreadable", f"Line {found.line + 1}: {NOT_CHECKED}")
    assert found.line >= 6
    assert [each.verdict for each in found.lines] == [*["correct"] * found.line, *["unreadable"] * (14 - found.line)]
    assert {each.message for each in found.lines[found.line :]} == {NOT_CHECKED}


def test_a_mistake_is_named_though_the_lines_below_it_are_too_much():
    question = Question(LAYERS["max pooling in the plane"], "dL/dx[p,q]")
    lines = [pooled(shift, times="2*" if shift == 1 else "") for shift in range(14)]
    found = grade_derivation(question, lines)
    assert (found.verdict, found.misconception, found.line) == ("wrong", "wrong-scale", 1)
    assert found.lines[-1].message == NOT_CHECKED


def test_lines_of_one_normal_form_are_not_too_much():
    question = Question(LAYERS["max pooling in the plane"], "dL/dx[p,q]")
    turned = "sum(u=0..m-1, v=0..m-1, [x[p,q] == z[(p-u)/s,(q-v)/s]]*delta[(p-u)/s,(q-v)/s])"
    found = grade_derivation(question, [pooled(0), *[turned, pooled(0)] * 9])
    assert (found.verdict, len(found.lines)) == ("correct", 19)
