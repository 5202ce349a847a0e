"""The notation that the reader chose: every formula on every page is printed in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from engine import Layer
from engine.formula.notations import NOTATIONS
from engine.formula.translate import Translation, show_latex, show_question, show_question_latex
from engine.formula.tree import Formula, Partial, Read
from ui.colours import LETTERS

Arrays = Mapping[str, str]
"""The arrays' names in the chosen notation -> Flipside's."""

CHOSEN = "flipside:notation"
_WIDGET = "notation"
_FIRST = next(iter(NOTATIONS))


def chosen() -> str:
    """The name of the notation in use."""
    return st.session_state.get(CHOSEN, _FIRST)


def first() -> int:
    """Where indices start in it."""
    return NOTATIONS[chosen()].first


def remembered(name: str) -> None:
    """Take up the notation of an earlier visit, unless this one has chosen already."""
    if name in NOTATIONS:
        st.session_state.setdefault(CHOSEN, name)


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


def question(wanted: Formula, layer: Layer) -> str:
    """What is asked for, as text."""
    return _question(wanted, chosen(), layer)


def question_latex(wanted: Formula, layer: Layer) -> str:
    """What is asked for, typeset, with the arrays in their colours."""
    return _question_latex(wanted, chosen(), layer)


def asked(wanted: Formula, layer: Layer) -> str:
    """What is asked for, as text that a person reads: dz[i]/dw[j]."""
    match wanted:
        case Partial(Read() as of, by):
            return f"d{question(of, layer)}/d{question(by, layer)}"
    return question(wanted, layer)


def arrays(layer: Layer) -> Arrays:
    """What the arrays of a layer are called in the chosen notation."""
    words = _words(chosen(), layer)
    return {words.get(name, name): name for name in layer.all_shapes}


def letter(name: str, layer: Layer) -> str:
    """What an index or a size is called in the chosen notation."""
    return _words(chosen(), layer).get(name, name)


def known(name: str) -> str:
    """The name of a notation; of the first one for any other name."""
    return name if name in NOTATIONS else _FIRST


@lru_cache(maxsize=256)
def _latex(formula: Formula, name: str, layer: Layer, wanted: Formula | None) -> str:
    return show_latex(formula, name, layer, wanted, LETTERS)


@lru_cache(maxsize=500)
def _question(wanted: Formula, name: str, layer: Layer) -> str:
    return show_question(wanted, name, layer)


@lru_cache(maxsize=500)
def _question_latex(wanted: Formula, name: str, layer: Layer) -> str:
    return show_question_latex(wanted, name, layer, LETTERS)


@lru_cache(maxsize=500)
def _words(name: str, layer: Layer) -> Mapping[str, str]:
    return Translation(NOTATIONS[name], layer).words


def _choose() -> None:
    st.session_state[CHOSEN] = known(st.session_state[_WIDGET])
