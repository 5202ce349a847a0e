"""The notation that the reader chose: every formula on every page is printed in it."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from engine import Layer
from engine.formula.notations import NOTATIONS
from engine.formula.translate import show_latex, show_question
from engine.formula.tree import Formula
from ui.colours import LETTERS

CHOSEN = "flipside:notation"
_WIDGET = "notation"
_FIRST = next(iter(NOTATIONS))


def chosen() -> str:
    """The name of the notation in use."""
    return st.session_state.get(CHOSEN, _FIRST)


def picker() -> None:
    """The choice of a notation."""
    st.session_state[_WIDGET] = chosen()
    st.selectbox(
        "Notation",
        tuple(NOTATIONS),
        format_func=lambda name: NOTATIONS[name].title,
        key=_WIDGET,
        on_change=_choose,
        help="Every formula on every page is printed in it, and your answers are read in it.",
    )


def latex(formula: Formula, layer: Layer, wanted: Formula | None = None) -> str:
    """A formula typeset, with the arrays in their colours; `wanted` is what it answers."""
    return _latex(formula, chosen(), layer, wanted)


def question(wanted: Formula, layer: Layer, as_latex: bool = False) -> str:
    """What is asked for, as text or typeset."""
    return _question(wanted, chosen(), layer, as_latex)


def known(name: str) -> str:
    """The name of a notation; of the first one for any other name."""
    return name if name in NOTATIONS else _FIRST


@lru_cache(maxsize=256)
def _latex(formula: Formula, name: str, layer: Layer, wanted: Formula | None) -> str:
    return show_latex(formula, name, layer, wanted, LETTERS)


@lru_cache(maxsize=500)
def _question(wanted: Formula, name: str, layer: Layer, as_latex: bool) -> str:
    return show_question(wanted, name, layer, as_latex)


def _choose() -> None:
    st.session_state[CHOSEN] = known(st.session_state[_WIDGET])
