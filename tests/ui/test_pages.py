"""Every page of the course, without a browser: it is drawn, and its exercises answer right, wrong and blank."""

import pytest
from streamlit.testing.v1 import AppTest

from lessons.course import COURSE
from tests.ui.pages import answer, field, front_door, mishaps, press, turn_to, verdicts

INPUTS = ("text_input", "text_area", "radio", "button_group", "selectbox")
NEVER_BLANK = ("code", "mutants")
ONE_OF_EACH_KIND = {
    exercise.kind: exercise
    for lesson in reversed(COURSE)
    for exercise in reversed(lesson.exercises)
    if exercise.kind not in NEVER_BLANK
}
DX = "backward-inputs/dx"
RIGHT, WRONG = "sum(j, delta[k-j]*w[j])", "sum(j, delta[k+j]*w[j])"


@pytest.fixture(scope="module")
def course() -> AppTest:
    return front_door()


@pytest.fixture
def dx() -> AppTest:
    return turn_to(front_door(), "backward-inputs")


def test_the_front_page_is_drawn(course):
    turn_to(course, "")
    assert mishaps(course) == []
    assert [title.value for title in course.title] == ["Flipside"]


@pytest.mark.parametrize("lesson", COURSE, ids=lambda lesson: lesson.id)
def test_a_lesson_is_drawn_with_all_its_exercises(course, lesson):
    turn_to(course, lesson.id)
    assert mishaps(course) == []
    assert [title.value for title in course.title] == [lesson.title]
    keys = [each.key for kind in INPUTS for each in course.get(kind) if each.key]
    for exercise in lesson.exercises:
        assert exercise.kind == "code" or any(key.startswith(f"answer-{exercise.id}-") for key in keys), exercise.id


@pytest.mark.parametrize("exercise", ONE_OF_EACH_KIND.values(), ids=ONE_OF_EACH_KIND)
def test_a_blank_answer_is_unreadable_and_no_try(course, exercise):
    turn_to(course, exercise.id.split("/")[0])
    press(course, exercise.id)
    assert mishaps(course) == []
    assert [said.split(".")[0] for said in verdicts(course)] == ["**Can’t read** this yet"]
    assert course.session_state["flipside:progress"][exercise.id].tries == 0


def test_the_way_on_is_offered_at_the_side_once_something_was_tried(dx):
    def offered() -> list[str]:
        return [each.proto.label for each in dx.sidebar.get("page_link") if each.proto.icon]

    assert offered() == []
    answer(dx, DX, WRONG)
    assert offered() == ["Continue"]


@pytest.mark.parametrize("lesson", COURSE, ids=lambda lesson: lesson.id)
def test_a_lesson_ends_with_the_way_on(course, lesson):
    turn_to(course, lesson.id)
    after = COURSE[COURSE.index(lesson) + 1 :]
    assert course.main.get("page_link")[-1].proto.label == (f"Next: {after[0].title}" if after else "My derivations")


def test_the_answer_in_one_sentence_is_folded(dx):
    sentence = next(each for each in dx.expander if each.label == "In one sentence")
    assert not sentence.proto.expanded
    assert "_{k-j}" in sentence.markdown[0].value


def test_wrong_then_right_then_another_page_and_back(dx):
    answer(dx, DX, WRONG)
    assert verdicts(dx)[0].startswith("**Not yet.**")
    assert any("delta[0]*w[1]" in each.proto.body for each in dx.get("html"))

    answer(dx, DX, RIGHT)
    assert verdicts(dx)[0].startswith("**Correct.**")

    turn_to(dx, "why")
    turn_to(dx, "backward-inputs")
    assert field(dx, DX).value == RIGHT
    assert verdicts(dx)[0].startswith("**Correct.**")
    assert mishaps(dx) == []


def test_what_cannot_be_read_is_quoted_as_it_was_typed(dx):
    answer(dx, DX, "dz[k] <b>www.example.org</b> [a](b)")
    assert verdicts(dx) == ["**Can’t read** this yet. It doesn’t count as a try."]
    quoted = '<span class="array-dz">dz</span>[k] &lt;b&gt;www.example.org&lt;/b&gt; [a](b)\n^^'
    assert any(quoted in each.proto.body for each in dx.get("html"))
    typed = [each for each in dx.markdown if "example" in each.value]
    assert typed == []


def test_hints_come_one_by_one_and_the_solution_after_two_honest_tries(dx):
    def seen() -> tuple[int, int]:
        hints = sum(each.value.startswith("**Hint") for each in dx.markdown)
        return hints, sum(each.label == "Worked solution" for each in dx.expander)

    assert seen() == (0, 0)
    press(dx, DX, "Hint")
    assert seen() == (1, 0)
    press(dx, DX, "Hint")
    answer(dx, DX, WRONG)
    answer(dx, DX, WRONG)
    answer(dx, DX, "delta[")
    assert seen() == (2, 0)
    answer(dx, DX, "sum(j, w[j])")
    assert seen() == (2, 1)


def test_a_derivation_is_marked_line_by_line_and_led_on(dx):
    line_by_line = "backward-inputs/line-by-line"
    derived = ["= sum(i, delta[i]*d(z[i], x[k]))", "= sum(i, j, delta[i]*w[j]*[i+j == k])", "= sum(j, delta[k+j]*w[j])"]
    field(dx, line_by_line, "text_area").input("\n".join(derived))
    press(dx, line_by_line)
    assert [dx.latex[0].value.count(mark) for mark in ("✓ follows", "✗ not yet")] == [2, 1]
    dx.button(f"next-{line_by_line}").click().run()
    led_on = [each.value for each in dx.markdown if each.value.startswith("From your line")]
    assert led_on == [
        r"From your line 2: **the bracket removes the sum over i**. \[i\+j \=\= k\] is 1 only where i \= k\-j\."
    ]
    assert mishaps(dx) == []


def test_a_first_step_is_told_before_anything_is_typed(dx):
    dx.button("next-backward-inputs/line-by-line").click().run()
    assert any(each.value.startswith("To begin with: **chain rule**") for each in dx.markdown)


def test_other_numbers_stand_in_the_address(dx):
    first = field(dx, "backward-inputs/one")
    answer(dx, "backward-inputs/one", "1000")
    press(dx, "backward-inputs/one", "Other")
    assert "1" in dx.query_params["one"]
    assert field(dx, "backward-inputs/one").key != first.key
    assert field(dx, "backward-inputs/one").value == ""
    assert mishaps(dx) == []


@pytest.mark.parametrize("seed", ["-1", "1e9", "99999999999", "²", "x", ""])
def test_a_seed_that_is_none_is_left_alone(seed):
    app = front_door()
    app.query_params["one"] = seed
    turn_to(app, "backward-inputs")
    assert mishaps(app) == []
    assert field(app, "backward-inputs/one").key == "answer-backward-inputs/one-0"


def test_a_chosen_notation_prints_every_formula_anew(dx):
    answer(dx, DX, RIGHT)
    before = dx.latex[0].value
    dx.selectbox("notation").select("gibiansky").run()
    assert mishaps(dx) == []
    assert dx.latex[0].value != before
    assert field(dx, DX).label.startswith("Your answer: dE/d")


def test_a_figure_says_that_its_letters_are_flipsides_where_another_notation_is_chosen(dx):
    def captions() -> list[bool]:
        return [each.value.endswith("Its letters are Flipside’s own.") for each in dx.caption if "lines" in each.value]

    assert captions() == [False]
    dx.selectbox("notation").select("goodfellow").run()
    assert captions() == [True]


@pytest.mark.parametrize(
    ("lesson", "rows"), [("backward-weights", ["row 1", "row 2", "row 3", "row 4"]), ("scatter-and-gather", ["row 0"])]
)
def test_rows_of_entries_are_counted_as_the_notation_does_and_those_of_code_from_0(lesson, rows):
    app = turn_to(front_door(), lesson)
    app.selectbox("notation").select("goodfellow").run()
    labels = [each.label for each in app.get("button_group") if ", row " in each.label]
    assert labels[: len(rows)] == [f"Your answer, {row}:" for row in rows]


def test_a_text_about_one_notation_is_shown_in_that_alone():
    app = turn_to(front_door(), "the-flip")
    note = "This notation keeps it turned round elsewhere"
    assert not any(note in each.value for each in app.markdown)
    app.selectbox("notation").select("larochelle").run()
    assert mishaps(app) == []
    assert any(note in each.value for each in app.markdown)
