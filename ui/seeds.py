"""The numbers of an exercise: drawn from a seed that stands in the address, so that a question can be passed on."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from lessons.course import EXERCISES
from lessons.drawing import Unsound, draw
from lessons.model import Drawn, Exercise
from ui import memory

LARGEST = 9999


def of(exercise: Exercise) -> int:
    """The seed in the address, else the one of the last answer; 0 is the lesson's own numbers."""
    if not exercise.seeded:
        return 0
    text = st.query_params.get(name(exercise), "")
    if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST)):
        return int(text)
    return min(memory.record(exercise.id).seed, LARGEST)


def name(exercise: Exercise) -> str:
    """What the exercise's seed is called in the address: the exercise's own name."""
    return exercise.id.split("/")[-1]


def next_one(exercise: Exercise) -> None:
    """Put the next seed into the address."""
    st.query_params[name(exercise)] = str((of(exercise) + 1) % (LARGEST + 1))


@lru_cache(maxsize=2000)
def drawn(exercise_id: str, seed: int) -> Drawn:
    """The exercise with the numbers of a seed; with the lesson's own where that seed gives none."""
    try:
        return draw(EXERCISES[exercise_id], seed)
    except Unsound:
        return draw(EXERCISES[exercise_id])
