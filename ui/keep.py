"""Save the progress to a file and restore it: for another browser, or to be safe."""

from __future__ import annotations

import streamlit as st

from ui import memory, storage
from ui.progress import LONGEST_COPY, as_json

_FILE = "restored-file"
_SAID = "flipside:restored"
_NEWS = "flipside:news"


def show() -> None:
    """The two ways, folded away until they are wanted, and what became of the copies that came in."""
    _folded()
    said = st.session_state.get(_SAID)
    if said:
        st.info(said)
    refusal = st.session_state.get(storage.REFUSAL)
    if refusal:
        st.warning(f"{refusal} What this browser had kept was put aside, and you start anew.")


@st.fragment
def _folded() -> None:
    """Sent when it is opened, so that no page waits for it."""
    if st.session_state.pop(_NEWS, False):
        st.rerun()
    box = st.expander("Your progress", key="your-progress", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption("It is kept in this browser, and nowhere else.")
        st.download_button(
            "Save to a file",
            as_json(memory.progress()),
            file_name="flipside-progress.json",
            mime="application/json",
            on_click="ignore",
        )
        st.file_uploader("Restore from a file", type="json", key=_FILE, on_change=_restore)


def _restore() -> None:
    file = st.session_state[_FILE]
    if file is None:
        return
    text = file.getvalue()[: LONGEST_COPY + 1].decode("utf-8", errors="replace")
    refusal = storage.restore(text)
    st.session_state[_SAID] = f"{refusal} Nothing was changed." if refusal else "Restored, and nothing is lost."
    st.session_state[_NEWS] = True
