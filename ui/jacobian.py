"""The learner's whole table of derivatives beside the true one, below a gradient that is wrong.

It is offered closed; the picture is made and sent when it is opened, and then the browser alone keeps it alive.
"""

from __future__ import annotations

import streamlit as st

from engine import Verdict
from engine.grading import retold
from engine.grading.jacobian import Jacobians, jacobians
from lessons.figures import jacobian_written_out
from lessons.model import Exercise, Formula
from ui import figure, notation, typeset

TITLE = "Your table of derivatives beside the true one"
HEADS = ("yours", "chain rule")


def offer(exercise: Exercise, verdict: Verdict) -> None:
    """The two tables, where the answer is a formula that has one and is wrong."""
    if not isinstance(exercise, Formula) or verdict.counterexample is None:
        return
    question = exercise.layer.question(exercise.wanted, exercise.form)
    found = jacobians(question, verdict.formula, verdict.counterexample.sizes)
    if found is None:
        return
    tables = st.expander(TITLE, key=f"jacobian-{exercise.id}", on_change="rerun")
    if tables.open:
        with tables:
            _drawn(exercise, retold.jacobians(found, notation.chosen(), exercise.layer, question.wanted))


def _drawn(exercise: Formula, found: Jacobians) -> None:
    (upstream,) = exercise.layer.given
    sizes = ", ".join(f"{name} = {value}" for name, value in found.sizes.items())
    st.markdown(
        typeset.words(
            f"A row for each output, a column for each entry that is asked for: what the output’s "
            f"`{notation.letter(upstream, exercise.layer)}` is multiplied with in your formula, and by the chain rule. "
            f"Here {sizes}."
        )
    )
    picture = jacobian_written_out(found.yours, found.right, found.wrong, found.rows, found.columns, heads=HEADS)
    st.vega_lite_chart(spec=figure.ready(picture), key=f"figure-jacobian-{exercise.id}")
    st.caption(typeset.literal(picture.caption))
