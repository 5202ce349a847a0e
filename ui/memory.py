"""What this session knows of the learner: the records of the exercises.

A widget's value is lost when its page is left, so whatever must stay lives here, under keys of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.progress import Progress, Record, merge

PROGRESS = "flipside:progress"
NEWS = "flipside:unseen"


def progress() -> dict[str, Record]:
    """The records of all exercises that were touched."""
    return st.session_state.setdefault(PROGRESS, {})


def record(exercise: str) -> Record:
    """The record of one exercise."""
    return progress().get(exercise, Record())


def records(exercises: Iterable[str]) -> list[Record]:
    """The records of several exercises."""
    known = progress()
    return [known.get(exercise, Record()) for exercise in exercises]


def remember(exercise: str, new: Record) -> None:
    """Replace the record of one exercise."""
    st.session_state[PROGRESS] = {**progress(), exercise: new}


def add(other: Progress) -> None:
    """Merge another copy into this session's; what it changes is news, to be shown where it was typed."""
    before, merged = progress(), merge(progress(), other)
    changed = {exercise for exercise, known in merged.items() if known != before.get(exercise)}
    st.session_state[PROGRESS] = merged
    st.session_state[NEWS] = st.session_state.get(NEWS, frozenset()) | changed


def is_news(exercise: str) -> bool:
    """Whether a copy has changed the record since this was asked last."""
    news = st.session_state.get(NEWS, frozenset())
    st.session_state[NEWS] = news - {exercise}
    return exercise in news
