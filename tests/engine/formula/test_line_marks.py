"""The marks of a list are taken off lines only where every line has one."""

import pytest

from engine.formula.line_marks import without_marks


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        (["1. a", "2. = b"], ["   a", "   = b"]),
        (["1) a", "2) b"], ["   a", "   b"]),
        (["(1) a", "(2) = b"], ["    a", "    = b"]),
        (["2.= a", "3.= b"], ["  = a", "  = b"]),
        (["", "9. a", r"\begin{aligned}", " 10. b"], ["", "   a", r"\begin{aligned}", "     b"]),
        (["- a", " - b"], ["  a", "   b"]),
        (["\N{EN DASH} a", "\N{EN DASH} b"], ["  a", "  b"]),
        (["a (1)", "= b  (2)"], ["a    ", "= b     "]),
        ([r"a \quad (1) \\", r"= b \quad(2)."], [r"a \quad     \\", r"= b \quad   ."]),
        (["1. a (3)", "2. b (4)"], ["   a    ", "   b    "]),
    ],
)
def test_marks_become_blanks(typed, bare):
    assert without_marks(typed) == bare


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["1. a"],
        ["- a"],
        ["a (1)"],
        ["1. a", "b"],
        ["1. a", "1. b"],
        ["1. a", "3. b"],
        ["1. a", "2) b"],
        ["1.5 a", "2.5 a"],
        ["(1)*a", "(2)*a"],
        ["1 a", "2 a"],
        ["- a", "= -a"],
        ["-a", "-b"],
        ["a (1)", "b (1)"],
        ["9" * 5000 + ". a", "9" * 5000 + ". b"],
        ["a (1)" + " " * 100_000 + "b"] * 2,
        ["w(1)", "w(2)"],
        ["2*(1)", "3*(2)"],
    ],
)
def test_what_is_no_mark_stays(typed):
    assert without_marks(typed) == typed
