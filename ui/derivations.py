"""My derivations: all formulas that the learner has proved, on one page, to take along."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lessons.proved import TITLE, latex, markdown, page, proofs
from ui import course_map, memory, notation
from ui.colours import LETTERS


def of(pages: course_map.Pages) -> Callable[[], None]:
    """The function that draws the page."""

    def draw() -> None:
        st.title(TITLE, anchor=False)
        st.markdown("*What you have proved, in your own lines and in the notation that you chose.*")
        proved = proofs(_solved())
        if not proved:
            st.markdown("Nothing yet. Every formula that you find and every derivation that you finish is kept here.")
            with st.container(key="onward"):
                course_map.go_on(pages)
            return
        chosen = notation.chosen()
        with st.container(horizontal=True):
            _offer("Download as Markdown", page(proved, chosen), "md", "text/markdown")
            _offer("Download as LaTeX", latex(proved, chosen), "tex", "application/x-tex")
        st.markdown(markdown(proved, chosen, LETTERS))

    return draw


def _solved() -> dict[str, tuple[str, str]]:
    """The answers that solved an exercise, and the notation of each; those given as a text only."""
    known = memory.progress().items()
    return {
        name: (record.right, notation.known(record.right_in)) for name, record in known if isinstance(record.right, str)
    }


def _offer(label: str, text: str, ending: str, mime: str) -> None:
    st.download_button(label, text, file_name=f"flipside-derivations.{ending}", mime=mime, on_click="ignore")
