"""A Layer in a notebook: what is asked in a wrong way is answered in a sentence, and what is typed stays text."""

import pytest

from engine import Layer

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
NAMED = Layer("z_1[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z_1="n-m+1")
RIGHT = "sum(j, delta[k-j]*w[j])"
STEPS = "sum(i, delta[i]*w[k-i])\n" + RIGHT
NOT_TEXT = "An answer is a text such as 'sum(j, w[j]*x[i+j])', not {}."
NOT_LINES = "A derivation is a text of several lines, or a list of such lines, not {}."


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, NOT_TEXT.format("None")),
        (3, NOT_TEXT.format("3")),
        (["w[k]"], NOT_TEXT.format("['w[k]']")),
        (PLAIN.gradient("x"), NOT_TEXT.format("dL/dx[k] = sum(j, delta[k-j]*w[j])")),
    ],
)
def test_an_answer_that_is_no_text_is_unreadable(answer, message):
    found = PLAIN.check("dL/dx[k]", answer)
    assert (found.verdict, found.message) == ("unreadable", message)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (None, NOT_LINES.format("None")),
        ([RIGHT, None], NOT_LINES.format(f"['{RIGHT}', None]")),
        (7, NOT_LINES.format("7")),
    ],
)
def test_a_derivation_that_is_no_text_is_unreadable(lines, message):
    found = PLAIN.check_derivation("dL/dx[k]", lines)
    assert (found.verdict, found.message) == ("unreadable", message)


@pytest.mark.parametrize("lines", [STEPS, STEPS.splitlines(), tuple(STEPS.splitlines())])
def test_a_derivation_is_a_text_or_its_lines(lines):
    assert PLAIN.check_derivation("dL/dx[k]", lines).verdict == "correct"


@pytest.mark.parametrize("wanted", [None, 3])
@pytest.mark.parametrize("ask", [PLAIN.wanted, PLAIN.derive, lambda wanted: PLAIN.check(wanted, RIGHT)])
def test_what_is_wanted_is_a_text(wanted, ask):
    with pytest.raises(TypeError) as refusal:
        ask(wanted)
    assert str(refusal.value) == f"wanted: ask with a text such as 'dL/dx[k]', not {wanted!r}"


@pytest.mark.parametrize("array", ["y", "dL/dx[k]", None, ["x"]])
def test_a_gradient_is_by_an_array_of_the_layer(array):
    with pytest.raises(ValueError) as refusal:
        PLAIN.gradient(array)
    assert str(refusal.value) == f"the layer has no array `{array}`; it has x, w, z"


def test_a_verdict_shows_itself_as_it_is_printed():
    found = PLAIN.check("dL/dx[k]", RIGHT)
    assert repr(found) == str(found) == f"Correct. {found.message}"


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "w[k] <img src=x onerror=alert(1)>", '"><b>', "x_<k>"])
def test_nothing_typed_comes_out_as_html(typed):
    one, two = PLAIN.check("dL/dx[k]", typed), PLAIN.check_derivation("dL/dx[k]", [RIGHT, typed])
    for shown in (one._repr_html_(), two._repr_html_()):
        assert "&lt;" in shown
        for tag in ("<script", "<img", "<b>", "<k>"):
            assert tag not in shown


def test_a_derivation_shows_itself_as_a_table():
    shown = NAMED.derive("dL/dx[k]")._repr_html_()
    assert shown.startswith(r"<table><tr><td>$$\frac{\partial L}{\partial x_{k}}$$</td><td></td></tr>")
    assert "<td>the definition of z_1 put in</td>" in shown
    assert r"\mathrm{z\_1}" in shown


def test_a_gradient_shows_itself_typeset():
    assert NAMED.gradient("z_1")._repr_latex_() == (r"$$\frac{\partial L}{\partial \mathrm{z\_1}_{k}} = \delta_{k}$$")
