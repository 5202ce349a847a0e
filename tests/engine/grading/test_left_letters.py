"""A left side names the letters of its derivation: the lines below it are read in them too."""

from engine import Layer
from engine.grading.derivation import grade_derivation

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")


def test_lines_below_a_left_side_are_read_in_its_letters():
    lines = ["dL/dx[i] = sum(j, delta[j]*d(z[j], x[i]))", "= sum(j, delta[j]*w[i-j])", "sum(j, delta[i-j]*w[j])"]
    assert PLAIN.check_derivation("dL/dx[k]", lines).verdict == "correct"


def test_a_new_left_side_brings_new_letters():
    lines = ["dL/dx[i] = sum(j, delta[j]*w[i-j])", "dL/dx[q] = sum(j, delta[q-j]*w[j])", "= sum(i, delta[i]*w[q-i])"]
    assert PLAIN.check_derivation("dL/dx[k]", lines).verdict == "correct"


def test_the_caret_stands_under_the_line_itself():
    found = PLAIN.check_derivation("dL/dx[k]", ["dL/dx[i] = sum(j, delta[j]*w[i-j])", "= sum(j, delta[k-j]*w[j])"])
    assert (found.verdict, found.line, found.misconception) == ("unreadable", 1, "missing-sum")
    assert found.message.endswith("\n= sum(j, delta[k-j]*w[j])\n               ^")


def test_a_derivation_is_read_in_another_notation():
    question = PLAIN.question("dL/dx[k]")
    lines = ["sum(m, G[k-m+1]*K[m])", "sum(j, G[j]*K[k-j+1])"]
    assert grade_derivation(question, lines, "goodfellow").verdict == "correct"
