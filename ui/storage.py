"""The learner's own browser keeps the progress, so the server keeps nothing.

`sync` asks the browser once for its copy and for the notation chosen last, which arrive in a run of their own, and
hands it what this session knows; `save` writes a single record without running the page. Other exercises' records are
left as they are, so two open tabs don't undo each other, and a copy that can't be read is put aside, never lost.
"""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from ui import memory, notation
from ui.progress import FORMAT, VERSION, Progress, Refused, from_json

REFUSAL = "flipside:refusal"
SAVED, SOLVED = "flipside-saved", "flipside-solved"
"""What the browser is told, with the exercise's name: an answer was checked; it was solved for the first time."""

_SYNC = "flipside-sync"

_COMPONENT = st.components.v2.component(
    "flipside_storage",
    js="""
const asked = new WeakSet()
const told = new WeakMap()

export default function ({ data, parentElement, setStateValue }) {
  const news = JSON.stringify(data.exercises)
  if (told.get(parentElement) !== news) {
    told.set(parentElement, news)
    for (const [name, detail] of Object.entries(data.events)) window.dispatchEvent(new CustomEvent(name, { detail }))
  }
  const text = window.localStorage.getItem(data.format)
  const notation = window.localStorage.getItem(data.format + "-notation")
  if (data.ask && !asked.has(parentElement)) {
    asked.add(parentElement)
    if (text !== null || notation !== null) setStateValue("stored", [text, notation])
  }
  if (data.notation) window.localStorage.setItem(data.format + "-notation", data.notation)
  if (Object.keys(data.exercises).length === 0) return
  let copy = null
  try { copy = JSON.parse(text) } catch (error) { copy = null }
  if (!copy || copy.format !== data.format || copy.version !== data.version || !copy.exercises) {
    if (text !== null) window.localStorage.setItem(data.format + "-unreadable", text)
    copy = { format: data.format, version: data.version, exercises: {} }
  }
  for (const [name, record] of Object.entries(data.exercises)) {
    const before = copy.exercises[name] || {}
    const { right = null, right_in = "" } = record.right === null ? before : record
    copy.exercises[name] = { ...record, right, right_in }
  }
  window.localStorage.setItem(data.format, JSON.stringify(copy))
}
""",
)


def sync() -> None:
    """Ask the browser for its copy, and let it keep all records of this session."""
    _COMPONENT(key=_SYNC, data=_data(memory.progress(), ask=True, events={}), on_stored_change=_arrived, height=1)


def save(exercise: str, just_solved: bool) -> None:
    """Let the browser keep the record of one exercise, and let it be heard that one was solved."""
    events = {SAVED: exercise, SOLVED: exercise} if just_solved else {SAVED: exercise}
    data = _data({exercise: memory.record(exercise)}, ask=False, events=events)
    _COMPONENT(key=f"flipside-save-{exercise}", data=data, height=1)


def restore(text: str) -> str:
    """Merge a copy into the session's progress; gives the sentence that refuses it, or none."""
    try:
        memory.add(from_json(text))
    except Refused as refused:
        return str(refused)
    return ""


def _arrived() -> None:
    """Take what the browser had kept; it is as untrusted as anything that is typed."""
    stored = st.session_state[_SYNC].get("stored")
    text, chosen = stored if isinstance(stored, list) and len(stored) == 2 else (None, None)
    if isinstance(text, str):
        st.session_state[REFUSAL] = restore(text)
    if isinstance(chosen, str):
        notation.remembered(chosen)


def _data(progress: Progress, ask: bool, events: dict[str, str]) -> dict[str, object]:
    exercises = {name: asdict(record) for name, record in progress.items()}
    said = {"format": FORMAT, "version": VERSION, "exercises": exercises, "ask": ask, "events": events}
    return {**said, "notation": st.session_state.get(notation.CHOSEN, "")}
