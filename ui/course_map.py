"""The course at a glance: which lessons are done, which were begun, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lessons.course import COURSE
from lessons.model import Exercise, Lesson
from lessons.proved import TITLE
from ui import arrival, keep, memory, notation
from ui.kinds import KINDS
from ui.storage import SOLVED

Pages = Mapping[str, object]
"""The page of every lesson by its id; the front page under ""."""

_LISTENER = st.components.v2.component(
    "flipside_listener",
    js="""
const listening = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const before = listening.get(parentElement)
  if (before) window.removeEventListener(data, before)
  const hear = () => setTriggerValue("heard", true)
  listening.set(parentElement, hear)
  window.addEventListener(data, hear)
  return () => window.removeEventListener(data, hear)
}
""",
)


def sidebar(pages: Pages) -> None:
    """The course map, what comes next, and the notation."""
    with st.sidebar:
        _map(pages)
        st.divider()
        notation.picker()
        keep.show()


@st.fragment
def _map(pages: Pages) -> None:
    """All pages and how far they are; drawn anew by itself when the browser hears that an exercise was solved."""
    st.page_link(pages[""], label="**Flipside**")
    st.caption(_summary())
    for lesson in COURSE:
        st.page_link(pages[lesson.id], label=label(lesson))
    st.page_link(pages["rosetta"], label="*Rosetta: five notations*")
    st.page_link(pages["derivations"], label=f"*{TITLE}*")
    if memory.progress():
        with st.container(key="continue"):
            go_on(pages)
    _LISTENER(key="flipside-listener", data=SOLVED, on_heard_change=lambda: None, height=1)


def label(lesson: Lesson) -> str:
    """A lesson's title with a tick when all is solved, or with how much is."""
    records = memory.records(each.id for each in solvable(lesson))
    solved = sum(record.solved for record in records)
    if records and solved == len(records):
        return f"✓ {lesson.title}"
    if not solved and not any(record.tries for record in records):
        return lesson.title
    return f"{lesson.title} · {'✓ ' if solved else ''}{solved} of {len(records)}"


def solvable(lesson: Lesson) -> tuple[Exercise, ...]:
    """The exercises that are answered on the page."""
    return tuple(each for each in lesson.exercises if each.kind in KINDS)


def next_lesson() -> Lesson | None:
    """The first lesson with an exercise that is still open."""
    return next((lesson for lesson in COURSE if not _done(lesson)), None)


def after(lesson: Lesson) -> Lesson | None:
    """The lesson that follows another."""
    place = COURSE.index(lesson) + 1
    return COURSE[place] if place < len(COURSE) else None


def go_on(pages: Pages) -> None:
    """The way to the next open exercise, or to the first lesson before anything was tried."""
    lesson = next_lesson()
    if lesson is None:
        return
    arrow = ":material/arrow_forward:"
    if memory.progress():
        open_first = next(each for each in solvable(lesson) if not memory.record(each.id).solved)
        st.page_link(pages[lesson.id], label="Continue", icon=arrow, query_params=arrival.address(open_first))
    else:
        st.page_link(pages[lesson.id], label="Begin", icon=arrow)


def _done(lesson: Lesson) -> bool:
    return all(record.solved for record in memory.records(each.id for each in solvable(lesson)))


def _summary() -> str:
    exercises = [each.id for lesson in COURSE for each in solvable(lesson)]
    solved = sum(record.solved for record in memory.records(exercises))
    return f"{solved} of {len(exercises)} exercises solved"
