"""The front page: the question, what the course does, and where to begin."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lessons.course import COURSE
from ui import course_map, typeset


def of(pages: course_map.Pages) -> Callable[[], None]:
    """The function that draws the front page."""

    def draw() -> None:
        st.title("Flipside", anchor=False)
        st.markdown("*Why the “convolution” in a convolutional network?*")
        st.markdown(
            "The forward pass of a convolutional layer slides a few weights, the kernel, over its input, and nothing "
            "is flipped. The gradient of the input runs the kernel backwards. Most explanations tell you so; here you "
            "find out **why**, by deriving it yourself, in the simplest case first. Every number, every formula and "
            "every line of your derivation is checked on the spot. When something is wrong, you are told what, and "
            "shown the smallest case in which you can see it."
        )
        with st.container(key="onward"):
            course_map.go_on(pages)
        st.divider()
        for place, lesson in enumerate(COURSE, start=1):
            with st.container(key=f"lesson-{lesson.id}", gap=None):
                st.page_link(pages[lesson.id], label=f"{place}. {course_map.label(lesson)}")
                st.caption(f"{typeset.prose(lesson.question, lesson.layer)} ·\u00a0{lesson.minutes}\u00a0minutes")

    return draw
