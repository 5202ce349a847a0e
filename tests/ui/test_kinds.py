"""An input's label says what is asked for in the chosen notation, and what a field shows gives nothing away."""

import pytest

from tests.ui.pages import field, front_door, mishaps, turn_to

LABELS = [
    ("backward-weights/dz", "text_input", "flipside", "Your answer: dz[i]/dw[j] ="),
    ("backward-weights/dz", "text_input", "goodfellow", "Your answer: dZ[j]/dK[m] ="),
    ("backward-weights/dw", "text_input", "larochelle", "Your answer: dl/dk[p] ="),
    ("backward-weights/line-by-line", "text_area", "pytorch", "Your answer, line by line: dL/dweight[j] ="),
    ("the-flip/conv", "text_input", "flipside", "Your answer: dL/dx ="),
    ("the-flip/conv", "text_input", "goodfellow", "Your answer: dJ/dV ="),
    ("backward-weights/fits", "text_input", "goodfellow", "Your answer, a formula of N and M:"),
    ("backward-inputs/which-output", "text_input", "larochelle", "Your answer, a formula of j and p:"),
]
TYPESET = {
    "backward-weights/dz": ":small[Your answer:] $\\displaystyle "
    r"\frac{\partial \textcolor{#257254}{z}_{i}}{\partial \textcolor{#783f00}{w}_{j}}$ =",
    "backward-weights/line-by-line": ":small[Your answer, line by line:] "
    r"$\displaystyle \frac{\partial L}{\partial \textcolor{#783f00}{w}_{j}}$ =",
}


@pytest.mark.parametrize(("exercise", "kind", "notation", "label"), LABELS)
def test_a_label_is_in_the_chosen_notation(exercise, kind, notation, label):
    app = turn_to(front_door(), exercise.split("/")[0])
    app.selectbox("notation").select(notation).run()
    assert mishaps(app) == []
    assert field(app, exercise, kind).label == label


def test_the_same_stands_typeset_over_the_input():
    app = turn_to(front_door(), "backward-weights")
    shown = [each.value for each in app.markdown]
    for label in TYPESET.values():
        assert label in shown


def test_whose_a_call_is_stands_behind_its_code():
    app = turn_to(front_door(), "in-the-wild")
    calls = [each.content for each in field(app, "in-the-wild/calls", "button_group").proto.options]
    assert calls[5:] == ["`conv(x, w)` (MATLAB)", "`conv(x, w)` (Flux)", "`cv2.filter2D(x, -1, w)`"]


@pytest.mark.parametrize(
    ("exercise", "words"),
    [("backward-weights/dz", "in index notation, or as LaTeX"), ("the-flip/conv", "with conv(...) or corr(...)")],
)
def test_an_empty_field_does_not_give_the_shape_of_the_answer(exercise, words):
    assert field(turn_to(front_door(), exercise.split("/")[0]), exercise).placeholder == words


def test_the_next_step_is_told_in_the_chosen_notation():
    app = turn_to(front_door(), "backward-inputs")
    app.selectbox("notation").select("gibiansky").run()
    app.button("next-backward-inputs/line-by-line").click().run()
    told = r"To begin with: **chain rule**. The loss depends on y\[k\] through every entry of x\."
    assert told in [each.value for each in app.markdown]
