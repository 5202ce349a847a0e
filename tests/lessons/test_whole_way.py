"""What a derivation may leave to the reader: honest styles are let through, ways round the definition are not."""

import pytest

from engine.formula.parser import parse
from engine.formula.translate import show_text
from lessons.checking import check
from lessons.course import EXERCISES

DX, DW, DY = (f"{lesson}/line-by-line" for lesson in ("backward-inputs", "backward-weights", "activation-and-bias"))
CHAIN = {
    DX: "sum(i, delta[i]*d(z[i], x[k]))",
    DW: "sum(i, delta[i]*d(z[i], w[j]))",
    DY: "sum(i, delta[i]*d(z[i], y[k]))",
}
END = {
    DX: "sum(j, delta[k-j]*w[j])",
    DW: "sum(i, delta[i]*x[i+j])",
    DY: "sigma'(y[k])*sum(j, delta[k-j]*w[j])",
}
LATEX = r"""\frac{\partial L}{\partial x_k} &= \sum_i \delta_i \frac{\partial z_i}{\partial x_k} \\
&= \sum_i \delta_i \sum_j w_j [i+j=k]\\
&= \sum_j \delta_{k-j} w_j"""


@pytest.mark.parametrize(
    ("above", "below"),
    [(r"\begin{align*}", r"\end{align*}"), ("$$", "$$"), (r"\[", r"\]"), ("```", "```"), ("{}", "."), ("", "")],
)
def test_what_stands_around_formulas_may_have_lines_of_its_own(above, below):
    assert check(EXERCISES[DX], f"{above}\n{LATEX}\n{below}").verdict == "correct"


@pytest.mark.parametrize(
    ("name", "between"),
    [
        (DX, ["sum(i, delta[i]*w[k-i])"]),
        (DX, ["sum(i, delta[i]*sum(j, w[j]*d(x[i+j], x[k])))"]),
        (DX, ["sum(i, delta[i]*d(sum(j, w[j]*x[i+j]), x[k]))"]),
        (DX, ["sum(i, d(delta[i]*sum(j, w[j]*x[i+j]), x[k]))"]),
        (DX, ["sum(i, delta[i]*d(corr(x, w, valid)[i], x[k]))"]),
        (DX, ["sum(i, dL/dz[i]*sum(j, w[j]*[i+j == k]))"]),
        (DX, ["sum(i, dL/dz[i]*w[k-i])"]),
        (DX, ["sum(i, j, delta[i]*w[j]*[i+j == k])", "conv(delta, w, full)[k]"]),
        (DX, ["sum(i, delta[i]*w[k-i])", "conv(delta, w, full)[k]"]),
        (DW, ["sum(i, delta[i]*sum(q, x[i+q]*[q == j]))"]),
        (DW, ["sum(i, delta[i]*sum(q, d(w[q], w[j])*x[i+q]))"]),
        (DW, ["d(sum(i, delta[i]*sum(q, w[q]*x[i+q])), w[j])"]),
        (DY, ["sum(i, delta[i]*sum(j, w[j]*d(h[i+j], y[k])))"]),
        (DY, ["sum(i, delta[i]*d(sum(j, w[j]*h[i+j]), y[k]))"]),
        (DY, ["sum(i, delta[i]*sum(j, w[j]*d(h[i+j], y[k])))", "sum(i, delta[i]*w[k-i]*d(h[k], y[k]))"]),
        (DY, ["sum(i, delta[i]*w[k-i]*d(h[k], y[k]))"]),
        (DY, ["sum(i, delta[i]*d(z[i], h[k])*sigma'(y[k]))"]),
        (DY, ["sum(i, delta[i]*d(z[i], h[k])*d(h[k], y[k]))", "sigma'(y[k])*sum(i, delta[i]*w[k-i])"]),
        (DY, ["dL/dh[k]*d(h[k], y[k])", "sigma'(y[k])*sum(i, delta[i]*w[k-i])"]),
        (DY, ["sum(i, j, delta[i]*w[j]*sigma'(y[k])*[i+j == k])"]),
    ],
)
def test_honest_styles_are_whole(name, between):
    assert check(EXERCISES[name], [CHAIN[name], *between, END[name]]).verdict == "correct"


@pytest.mark.parametrize(
    "lines",
    [
        ["dL/dh[k]*d(h[k], y[k])", "sum(i, delta[i]*w[k-i])*d(h[k], y[k])"],
        [
            "dL/dh[k]*d(h[k], y[k])",
            "sigma'(y[k])*sum(i, delta[i]*d(z[i], h[k]))",
            "sigma'(y[k])*sum(i, delta[i]*w[k-i])",
        ],
        [
            "dL/dh[k]*d(h[k], y[k])",
            "sigma'(y[k])*sum(i, delta[i]*d(z[i], h[k]))",
            "sigma'(y[k])*sum(i, delta[i]*sum(j, w[j]*d(h[i+j], h[k])))",
        ],
        ["sum(q, dL/dh[q]*d(h[q], y[k]))", "sum(q, sum(i, delta[i]*w[q-i])*d(h[q], y[k]))"],
        [CHAIN[DY], "sum(q, j, delta[q-j]*w[j]*d(h[q], y[k]))"],
        [CHAIN[DY], "sum(i, delta[i]*sum(j, w[j]*d(h[i+j], y[k])))", "sum(j, delta[k-j]*w[j])*d(h[k], y[k])"],
    ],
)
def test_the_gradient_of_what_is_between_may_be_found_first(lines):
    assert check(EXERCISES[DY], [*lines, END[DY]]).verdict == "correct"


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        ([CHAIN[DY], "sum(j, delta[k-j]*w[j])*d(h[k], y[k])"], "z[i]"),
        ([CHAIN[DY], "conv(delta, w, full)[k]*d(h[k], y[k])"], "z[i]"),
        (["dL/dh[k]*d(h[k], y[k])", "sigma'(y[k])*sum(i, delta[i]*d(z[i], h[k]))"], "z[i]"),
        (["dL/dh[k]*d(h[k], y[k])", "sum(j, delta[k-j]*w[j])*d(h[k], y[k])"], "dL/dh[k]"),
        (["sum(q, dL/dh[q]*d(h[q], y[k]))", "sum(q, sum(j, delta[q-j]*w[j])*d(h[q], y[k]))"], "dL/dh[q]"),
        (
            [
                "sum(q, sum(i, delta[i]*d(z[i], h[q]))*d(h[q], y[k]))",
                "sum(q, sum(j, delta[q-j]*w[j])*d(h[q], y[k]))",
            ],
            "z[i]",
        ),
    ],
)
def test_the_definition_is_asked_for_though_another_derivative_is_left(lines, asked):
    found = check(EXERCISES[DY], [*lines, END[DY]])
    assert found.verdict == "unfinished"
    assert found.message.endswith(f"What is {asked}? Put in what it is made of.")


def test_the_slope_of_an_activation_may_be_put_in_by_the_last_line():
    lines = [CHAIN[DY], "sum(i, delta[i]*sum(j, w[j]*d(h[i+j], y[k])))", "sum(i, delta[i]*w[k-i]*d(h[k], y[k]))"]
    assert check(EXERCISES[DY], [*lines, "sum(i, delta[i]*w[k-i]*sigma'(y[k]))"]).verdict == "correct"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (DX, [CHAIN[DX], "conv(delta, w, full)[k]"]),
        (DX, [CHAIN[DX], "sum(j, delta[k-j]*w[j]*[k-j >= 0])"]),
        (DX, ["sum(i, delta[i]*d(2*z[i]/2, x[k]))"]),
        (DX, ["sum(i, d(delta[i]*z[i], x[k]))"]),
        (DX, ["sum(i, dL/dz[i]*d(z[i], x[k]))"]),
        (DX, ["sum(i, delta[i]*w[k-i])", CHAIN[DX]]),
        (DW, ["d(sum(i, delta[i]*z[i]), w[j])"]),
        (DW, ["sum(i, delta[i]*d(z[i]+0, w[j]))"]),
        (DW, [CHAIN[DW], "corr(x, delta, valid)[j]"]),
        (DW, [CHAIN[DW], "sum(k, delta[k-j]*x[k])"]),
        (DW, [CHAIN[DW], "sum(i, dL/dz[i]*x[i+j])"]),
        (DY, [CHAIN[DY]]),
        (DY, ["sum(i, d(delta[i]*z[i], y[k]))"]),
        (DY, ["sum(i, delta[i]*d(z[i], h[k])*d(h[k], y[k]))"]),
        (DY, [CHAIN[DY], "sigma'(y[k])*sum(i, delta[i]*w[k-i])"]),
    ],
)
def test_a_way_round_the_definition_is_unfinished(name, lines):
    found = check(EXERCISES[name], [*lines, END[name]])
    assert found.verdict == "unfinished"
    assert found.message.endswith("What is z[i]? Put in what it is made of.")


@pytest.mark.parametrize("more", [[], [END[DY]]], ids=["added over the outputs", "added over the weights"])
@pytest.mark.parametrize(
    "lines",
    [
        [CHAIN[DY], "sum(i, delta[i]*d(z[i], h[k])*d(h[k], y[k]))"],
        ["dL/dh[k]*d(h[k], y[k])"],
        ["dL/dh[k]*d(h[k], y[k])", "sigma'(y[k])*dL/dh[k]", "sigma'(y[k])*sum(i, delta[i]*d(z[i], h[k]))"],
    ],
)
def test_of_two_definitions_the_last_line_may_put_one_in_however_it_is_spelled(lines, more):
    assert check(EXERCISES[DY], [*lines, "sigma'(y[k])*sum(i, delta[i]*w[k-i])", *more]).verdict == "correct"


@pytest.mark.parametrize(("name", "last"), [(DX, "sum(i, delta[i]*w[k-i])"), (DW, "sum(i, delta[i]*x[i+j])")])
def test_the_only_definition_is_not_put_in_by_the_last_line(name, last):
    assert check(EXERCISES[name], [CHAIN[name], last]).verdict == "unfinished"


@pytest.mark.parametrize("last", ["corr(x, delta, valid)[j]", "sum(k, delta[k-j]*x[k])"])
def test_the_engines_end_is_no_step_on_the_way_to_another_end(last):
    assert check(EXERCISES[DW], [CHAIN[DW], END[DW], last]).verdict == "unfinished"


@pytest.mark.parametrize("notation", ["gibiansky", "goodfellow", "larochelle", "pytorch"])
def test_the_factor_of_a_layer_is_seen_in_every_notation(notation):
    layer, wanted = EXERCISES[DX].layer, EXERCISES[DX].layer.wanted("dL/dx[k]")
    lines = [CHAIN[DX], "sum(i, delta[i]*w[k-i])", END[DX]]
    typed = [show_text(parse(line, layer.scope(("k",))).tree, notation, layer, wanted) for line in lines]
    assert check(EXERCISES[DX], typed, notation=notation).verdict == "correct"
    assert check(EXERCISES[DX], typed[::2], notation=notation).verdict == "unfinished"
