"""An exercise on the page: what is asked, the answer's form, what is said of it, hints and the worked solution.

An exercise is a fragment, so that an answer sends one small piece of the page. It is judged before the piece is drawn,
so that the browser gets all of it at once. When an exercise is solved for the first time, the course map is drawn anew,
not the page. The worked solution is sent when it is opened, not with every answer.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from engine import Layer, Verdict
from lessons.checking import check
from lessons.course import EXERCISES
from lessons.model import Code, Derivation, Drawn, Exercise
from ui import derivation, jacobian, memory, notation, seeds, storage, typeset, verdict
from ui.kinds import KINDS
from ui.progress import Answer

TRIES = 2
"""Honest tries before the worked solution is offered."""

_JUST_SOLVED = "flipside:just-solved"

LATEST = 500
"""Verdicts that are kept for everybody: a class gives the same answers again and again."""


def show(exercise: Exercise, title: str) -> None:
    """The whole exercise."""
    with st.container(border=True, key=f"exercise-{exercise.id}"):
        if exercise.kind in KINDS:
            _answering(exercise, title)
        else:
            drawn = seeds.drawn(exercise.id, seeds.of(exercise))
            _asked(f"{title}, in a notebook or a terminal of your own", drawn, exercise)
            _elsewhere(exercise)


def _asked(title: str, drawn: Drawn, exercise: Exercise) -> None:
    typeset.show(f":small[:gray[{title}]]\n\n{drawn.prompt}", exercise.layer, exercise.asked)


@st.fragment
def _answering(exercise: Exercise, title: str) -> None:
    """What is asked, the answer's form, and all that depends on the answer."""
    layer = exercise.layer
    drawn = seeds.drawn(exercise.id, seeds.of(exercise))
    _asked(f"✓ {title}, solved" if memory.record(exercise.id).solved else title, drawn, exercise)
    checked = _form(exercise, drawn, layer)
    record = memory.record(exercise.id)
    found = None
    if checked or (any(record.answer) and record.seed == drawn.seed):
        found = _verdict(exercise.id, record.answer, drawn.seed, record.notation)
        _said(exercise, found, drawn, layer)
    if isinstance(exercise, Derivation):
        derivation.next_step(exercise, layer, found)
    _help(exercise, drawn, layer)
    if checked:
        storage.save(exercise.id, st.session_state.pop(_JUST_SOLVED, False))


def _said(exercise: Exercise, found: Verdict, drawn: Drawn, layer: Layer) -> None:
    """The verdict, and what a right answer has just proved."""
    verdict.show(found, layer, exercise.asked)
    jacobian.offer(exercise, found)
    if found.verdict == "correct":
        typeset.show(drawn.proves, layer, exercise.asked)


def _elsewhere(exercise: Code) -> None:
    """An exercise that runs a function of the learner's own: never on a server."""
    function = exercise.signature.split("(")[0].removeprefix("def ").strip()
    typeset.code(
        f"import lessons\n\n{exercise.signature}\n    ...\n\nlessons.exercise({exercise.id!r}).check({function})"
    )


def _form(exercise: Exercise, drawn: Drawn, layer: Layer) -> bool:
    """The input and its button; whether it was pressed.

    An input that was left, or a copy that came in, shows what was checked last.
    """
    kind = KINDS[exercise.kind]
    key = _key(exercise, drawn)
    record = memory.record(exercise.id)
    news = memory.is_news(exercise.id)
    if record.seed == drawn.seed:
        for name, value in kind.restore(exercise, record.answer, drawn, key).items():
            if news or name not in st.session_state:
                st.session_state[name] = value
    with st.form(f"form-{exercise.id}", border=False):
        kind.ask(exercise, drawn, layer, key)
        return st.form_submit_button("Check", type="primary", on_click=_answered, args=(exercise, drawn))


def _key(exercise: Exercise, drawn: Drawn) -> str:
    return f"answer-{exercise.id}-{drawn.seed}"


@lru_cache(maxsize=LATEST)
def _verdict(exercise_id: str, answer: Answer, seed: int, written_in: str) -> Verdict:
    """What is said of an answer; it is read in the notation that it was typed in, whatever is chosen now."""
    exercise = EXERCISES[exercise_id]
    given = KINDS[exercise.kind].given(exercise, answer, seeds.drawn(exercise_id, seed))
    return check(exercise, given, seed, notation.known(written_in))


def _answered(exercise: Exercise, drawn: Drawn) -> None:
    """Judge and keep what was typed; a readable answer that is new and not right is an honest try."""
    answer = KINDS[exercise.kind].typed(exercise, drawn, _key(exercise, drawn))
    before = memory.record(exercise.id)
    said = _verdict(exercise.id, answer, drawn.seed, notation.chosen()).verdict
    st.session_state[_JUST_SOLVED] = said == "correct" and not before.solved
    again = (answer, drawn.seed) == (before.answer, before.seed)
    memory.remember(
        exercise.id,
        replace(
            before,
            answer=answer,
            notation=notation.chosen(),
            seed=drawn.seed,
            tries=before.tries + (said in ("wrong", "unfinished") and not again),
            right=answer if said == "correct" else before.right,
            right_in=notation.chosen() if said == "correct" else before.right_in,
        ),
    )


def _help(exercise: Exercise, drawn: Drawn, layer: Layer) -> None:
    """Hints one by one, other numbers, and the worked solution after honest tries."""
    record = memory.record(exercise.id)
    if record.hints < len(drawn.hints):
        label = f"Hint {record.hints + 1} of {len(drawn.hints)}"
        st.button(label, key=f"hint-{exercise.id}", type="tertiary", on_click=_open_hint, args=(exercise.id,))
    if exercise.seeded:
        label, key = KINDS[exercise.kind].anew, f"anew-{exercise.id}"
        st.button(label, key=key, type="tertiary", on_click=seeds.next_one, args=(exercise,))
    for place, hint in enumerate(drawn.hints[: record.hints], start=1):
        typeset.show(f"**Hint {place}.** {hint}", layer, exercise.asked)
    if record.solved or record.tries >= TRIES:
        worked = st.expander("Worked solution", key=f"solution-{exercise.id}", on_change="rerun")
        if worked.open:
            with worked:
                typeset.show(drawn.solution, layer, exercise.asked)
                if isinstance(exercise, Derivation):
                    derivation.worked(exercise, layer)


def _open_hint(exercise: str) -> None:
    record = memory.record(exercise)
    memory.remember(exercise, replace(record, hints=record.hints + 1))
