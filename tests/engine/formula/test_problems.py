"""Sentence and caret are made of facts, in the learner's own characters."""

import pytest

from engine.formula.problems import WIDTH, Problem, Unreadable, visible


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (Problem("", None, None, "Nothing is typed yet"), "Nothing is typed yet."),
        (
            Problem("dz[k]", 0, 2, "There is no `dz`", suggestion="delta"),
            "There is no `dz`; did you mean `delta`?\ndz[k]\n^^",
        ),
        (Problem("x[k", 1, 2, "Never closed", "Close it"), "Never closed. Close it.\nx[k\n ^"),
        (Problem("x +", 3, 3, "Too early"), "Too early.\nx +\n   ^"),
        (Problem("\tx\n+ q", 5, 6, "No `q`"), "No `q`.\n x + q\n     ^"),
        (Problem("δ\u0301 ∑ q", 5, 6, "No `q`"), "No `q`.\nδ\u0301 ∑ q\n     ^"),
        (Problem("a\u202e\0\ud800 q", 5, 6, "No `q`"), "No `q`.\na \ufffd\ufffd q\n     ^"),
    ],
)
def test_a_message_is_sentence_and_caret(problem, message):
    assert problem.message == message
    assert str(Unreadable(problem)) == message


@pytest.mark.parametrize("place", [0, 10, 60, 150, 299])
def test_a_long_line_is_shown_around_its_place(place):
    line = "x" * place + "q" + "x" * (299 - place)
    shown, caret = Problem(line, place, place + 1, "No `q`").caret.split("\n")
    assert shown[caret.index("^")] == "q"
    assert len(shown) <= WIDTH + 2
    assert shown.startswith("…") == (place > WIDTH // 2)
    assert shown.endswith("…") == (place < 299 - WIDTH // 2)


def test_a_place_that_reaches_out_of_the_window_is_cut():
    caret = Problem("x" * 300, 0, 300, "").caret
    assert caret == "x" * WIDTH + "…\n" + "^" * WIDTH


@pytest.mark.parametrize(
    ("character", "shown"),
    [("a", "a"), ("\n", " "), ("\u200f", " "), ("\0", "\ufffd"), ("\ud800", "\ufffd"), ("Σ", "Σ")],
)
def test_every_character_takes_one_column(character, shown):
    assert visible(character) == shown
