"""Every page of the course, without a browser: it is drawn, and it answers right, wrong and blank."""

import pytest

from lessons.course import COURSE
from tests.ui.pages import box, check, front_door, turn_to, verdicts

DX = "backward-inputs/dx"


@pytest.fixture(scope="module")
def app():
    return front_door()


def test_the_front_page_leads_to_the_first_lesson(app):
    turn_to(app, "")
    assert not app.exception
    assert [title.value for title in app.title] == ["Flipside"]


@pytest.mark.parametrize("lesson", COURSE, ids=lambda lesson: lesson.id)
def test_a_lesson_is_drawn(app, lesson):
    turn_to(app, lesson.id)
    assert not app.exception
    assert [title.value for title in app.title] == [lesson.title]
    drawn = {name.split("-", 1)[1] for name in _keys(app) if name.startswith("answer-")}
    for exercise in lesson.exercises:
        assert exercise.kind == "code" or any(name.startswith(exercise.id) for name in drawn), exercise.id


def _keys(app) -> list[str]:
    kinds = ("text_input", "text_area", "radio", "button_group", "selectbox")
    return [each.key for kind in kinds for each in app.get(kind) if each.key]
