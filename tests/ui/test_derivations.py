"""The page of what was proved: empty at first, then the learner's own lines, in the chosen notation."""

import pytest

from tests.ui.pages import answer, front_door, mishaps, turn_to

DX = "backward-inputs/dx"
OWN = "sum(i, w[k-i]*delta[i])"


def shown(app) -> str:
    assert mishaps(app) == []
    return "\n".join(each.value for each in app.markdown)


@pytest.fixture
def solved():
    return answer(turn_to(front_door(), "backward-inputs"), DX, OWN)


def test_nothing_is_proved_at_first():
    app = turn_to(front_door(), "derivations")
    assert "Nothing yet." in shown(app)
    assert app.get("download_button") == []


def test_the_learners_own_line_is_shown_and_offered(solved):
    turn_to(solved, "derivations")
    assert r"_{k-i}\,\textcolor" in shown(solved)
    assert [each.proto.label for each in solved.get("download_button")] == [
        "Download as Markdown",
        "Download as LaTeX",
    ]


def test_a_later_answer_and_another_notation_lose_nothing(solved):
    solved.selectbox("notation").select("pytorch").run()
    answer(solved, DX, "sum(j, weight[j])")
    record = solved.session_state["flipside:progress"][DX]
    assert (record.notation, record.right, record.right_in) == ("pytorch", OWN, "flipside")
    turn_to(solved, "derivations")
    assert r"\mathrm{grad\_output}" in shown(solved)
    assert "the engine's" not in shown(solved)
