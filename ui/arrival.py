"""The way to one exercise of a page: its name stands in the address, and the browser scrolls there.

Figures and formulas arrive one after the other and push the exercise down, so it is followed for a moment, until the
reader moves.
"""

from __future__ import annotations

import streamlit as st

from lessons.model import Exercise, Lesson
from ui.seeds import name

AT = "at"

_COMPONENT = st.components.v2.component(
    "flipside_arrival",
    js="""
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"]
const been = new WeakMap()

export default function ({ data, parentElement }) {
  if (been.get(parentElement) === data.place) return
  been.set(parentElement, data.place)
  const end = performance.now() + 20000
  let moved = false
  for (const move of MOVES) window.addEventListener(move, () => { moved = true }, { once: true, passive: true })
  const follow = () => {
    if (moved || performance.now() > end) return
    document.querySelector(data.place)?.scrollIntoView({ block: "start" })
    window.setTimeout(follow, 100)
  }
  follow()
}
""",
)


def address(exercise: Exercise) -> dict[str, str]:
    """What stands in the address of a page so that it is opened at an exercise."""
    return {AT: name(exercise)}


def scroll(lesson: Lesson) -> None:
    """Scroll to the exercise in the address; nothing where the lesson has none of that name."""
    asked = st.query_params.get(AT)
    found = next((each for each in lesson.exercises if name(each) == asked), None)
    if found is not None:
        place = f".st-key-exercise-{found.id.replace('/', '-')}"
        _COMPONENT(key="flipside-arrival", data={"place": place}, height=1)
