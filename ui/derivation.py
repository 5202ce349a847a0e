"""A derivation on the page: every line typeset with its mark, the next step on demand, the engine's own at the end."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from engine import Layer, Verdict
from engine.calculus.derive import Step, derive
from engine.formula.translate import show_text
from engine.formula.tree import Formula
from engine.grading.derivation import REPEATS, UNCHANGED
from lessons.model import Derivation
from lessons.proved import escaped
from ui import notation, typeset
from ui.colours import MARKS

MARKED = {
    "correct": ("right", "✓ follows"),
    "unfinished": ("right", "✓ follows"),
    "wrong": ("extra", "✗ not yet"),
    "unreadable": ("missing", "? can’t be read"),
}
"""How a line is marked: the colour, and the words."""

NOTED = {UNCHANGED: "✓ nothing changed", REPEATS: "✓ repeats the question"}
"""What is said of a line that is right and leads nowhere."""

_ASKED = "flipside:next:"


def lines(verdict: Verdict, layer: Layer, wanted: Formula) -> None:
    """The learner's lines under each other, each with its mark."""
    rows = []
    for line in verdict.lines:
        mark, words = MARKED[line.verdict]
        rows.append((line.formula, rf"\textcolor{{{MARKS[mark][0]}}}{{\text{{{NOTED.get(line.message, words)}}}}}"))
    st.latex(_aligned(rows, layer, wanted))


def worked(exercise: Derivation, layer: Layer) -> None:
    """The engine's own derivation, a rule a line."""
    wanted = exercise.asked
    steps = _steps(layer, wanted, None, notation.chosen())
    rows = [(step.formula, rf"\text{{{escaped(step.rule)}}}") for step in steps]
    st.latex(_aligned(rows, layer, wanted))


def next_step(exercise: Derivation, layer: Layer, verdict: Verdict | None) -> None:
    """What could be done next, from the learner's last right line; said only when it is asked for."""
    key, place = _ASKED + exercise.id, _right_lines(verdict)
    st.button("What could I do next?", key=f"next-{exercise.id}", type="tertiary", on_click=_ask, args=(key, place))
    if st.session_state.get(key) != place:
        return
    start = verdict.lines[place - 1].formula if place else None
    steps = _steps(layer, exercise.asked, start, notation.chosen())
    if steps:
        where = f"From your line {place}" if place else "To begin with"
        st.markdown(f"{where}: **{typeset.literal(steps[0].rule)}**. {typeset.literal(steps[0].because)}")
    else:
        st.markdown("From your last right line, nothing is left to do.")


@lru_cache(maxsize=500)
def _steps(layer: Layer, wanted: Formula, start: Formula | None, name: str) -> tuple[Step, ...]:
    """The engine's steps, told in a notation; none where it can't go on from a learner's line."""
    try:
        return derive(layer, wanted, start, lambda formula: show_text(formula, name, layer, wanted))
    except ValueError:
        return ()


def _right_lines(verdict: Verdict | None) -> int:
    """How many lines stand before the first that fails."""
    said = [line.verdict for line in verdict.lines] if verdict is not None else []
    return next((place for place, each in enumerate(said) if each in ("wrong", "unreadable")), len(said))


def _ask(key: str, place: int) -> None:
    st.session_state[key] = place


def _aligned(rows: list[tuple[Formula | None, str]], layer: Layer, wanted: Formula) -> str:
    """Formulas under each other behind equals signs, each with a word beside it."""
    left, written = r"\displaystyle " + notation.question_latex(wanted, layer), []
    for formula, beside in rows:
        right = r"\ldots" if formula is None else notation.latex(formula, layer, wanted)
        written.append(rf"{left} &= \displaystyle {right} & {beside}")
        left = ""
    return r"\begin{array}{rll} " + r" \\[1.3em] ".join(written) + r" \end{array}"
