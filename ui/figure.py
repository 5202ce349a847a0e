"""A figure on the page: the specification that was made once, its data beside it, alive in the browser alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd
import streamlit as st

from engine.formula.translate import OWN
from lessons.course import COURSE
from lessons.model import Figure, Lesson
from ui import notation, typeset

LETTERS = "Its letters are Flipside’s own."


def show(figure: Figure, lesson: Lesson) -> None:
    """The figure and its caption; its words for somebody who doesn't see it are the picture's label.

    A figure is made once, in Flipside's letters: where another notation is chosen, the caption says so.
    """
    st.vega_lite_chart(spec=dict(_ready(lesson.id, figure.id)), key=f"figure-{lesson.id}-{figure.id}")
    caption = typeset.prose(figure.caption, lesson.layer)
    st.caption(caption if notation.chosen() == OWN else f"{caption} {LETTERS}")


@cache
def _ready(lesson_id: str, figure_id: str) -> Mapping[str, object]:
    """The specification with its datasets as tables, made once for all learners."""
    lesson = next(each for each in COURSE if each.id == lesson_id)
    figure = next(step for step in lesson.steps if isinstance(step, Figure) and step.id == figure_id)
    return ready(figure)


def ready(figure: Figure) -> dict[str, object]:
    """The specification of a figure with its datasets as tables, and its words."""
    tables = {name: pd.DataFrame.from_records(list(records)) for name, records in figure.data.items()}
    return {**figure.spec, "description": figure.alt, "datasets": tables}
