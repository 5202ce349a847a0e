"""A lesson as a page: its question, its steps in the order the learner meets them, its answer and sources."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lessons.model import Exercise, Figure, Lesson, Text
from lessons.proved import TITLE
from ui import arrival, course_map, exercise, figure, notation, typeset, warm


def of(lesson: Lesson, pages: course_map.Pages) -> Callable[[], None]:
    """The function that draws a lesson's page."""

    def draw() -> None:
        count = len(lesson.exercises)
        st.title(lesson.title, anchor=False)
        length = f":small[:gray[About {lesson.minutes} minutes, {count} exercises]]"
        st.markdown(f"*{typeset.prose(lesson.question, lesson.layer)}*\n\n{length}")
        place = 0
        for step in lesson.steps:
            if isinstance(step, Text):
                if step.notation in (None, notation.chosen()):
                    typeset.show(step.markdown, step.layer)
            elif isinstance(step, Figure):
                figure.show(step, lesson)
            elif isinstance(step, Exercise):
                place += 1
                exercise.show(step, f"Exercise {place} of {count}")
        _end(lesson, pages)
        arrival.scroll(lesson)
        warm.questions(lesson)

    return draw


def _end(lesson: Lesson, pages: course_map.Pages) -> None:
    """The answer in one sentence, folded since it gives the formulas away; the sources, and the way on."""
    st.divider()
    with st.expander("In one sentence"):
        st.markdown(typeset.prose(lesson.answer, lesson.layer))
    if lesson.sources:
        with st.expander("Sources"):
            st.markdown(typeset.set_as_in_print("\n".join(f"* {source}" for source in lesson.sources)))
    following = course_map.after(lesson)
    to, label = (pages[following.id], f"Next: {following.title}") if following else (pages["derivations"], TITLE)
    with st.container(key="onward"):
        st.page_link(to, label=label, icon=":material/arrow_forward:")
