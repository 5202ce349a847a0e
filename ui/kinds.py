"""How each kind of exercise asks for its answer: one table, one row a kind.

An answer is kept as a text, or as one text per cell. Every input has a label that begins with "Your answer".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from engine import Layer
from engine.formula.tree import Formula as Tree
from engine.formula.tree import Partial
from lessons.model import Drawn, Exercise
from ui import notation, typeset
from ui.progress import Answer

LONGEST = 2000
LONGEST_CELL = 40
WAYS_TO_WRITE = {"closed": "in index notation, or as LaTeX", "convolution": "with conv(...) or corr(...)"}
"""What a field says before anything is typed, by the form that is asked for; it must not give the answer's shape."""


@dataclass(frozen=True)
class Kind:
    """One kind.

    ask       draws the input inside the exercise's form
    typed     the answer that its widgets hold
    restore   what the input's widgets are set to when an answer comes back
    given     the answer as the checker takes it
    anew      what the button says that asks another question of the kind
    """

    ask: Callable[[Exercise, Drawn, Layer, str], None]
    typed: Callable[[Exercise, Drawn, str], Answer]
    restore: Callable[[Exercise, Answer, Drawn, str], dict[str, object]]
    given: Callable[[Exercise, Answer, Drawn], object] = lambda exercise, answer, drawn: answer
    anew: str = "Other numbers"


def formula(exercise: Exercise, drawn: Drawn, layer: Layer, key: str) -> None:
    """One line of index notation; a convolution gives a whole array, not an entry of it."""
    asked = _whole(exercise.asked) if exercise.form == "convolution" else exercise.asked
    st.markdown(f":small[Your answer:] {_typeset(asked, layer)} =")
    _line(f"Your answer: {notation.asked(asked, layer)} =", key, WAYS_TO_WRITE[exercise.form], hidden=True)


def derivation(exercise: Exercise, drawn: Drawn, layer: Layer, key: str) -> None:
    """One formula a line, each equal to the one above it."""
    words = "Your answer, line by line:"
    st.markdown(f":small[{words}] {_typeset(exercise.asked, layer)} =")
    label = f"{words} {notation.asked(exercise.asked, layer)} ="
    st.text_area(label, key=key, height=190, max_chars=2 * LONGEST, label_visibility="collapsed")


def number(exercise: Exercise, drawn: Drawn, layer: Layer, key: str) -> None:
    """One number."""
    _line("Your answer, a number:", key)


def shape(exercise: Exercise, drawn: Drawn, layer: Layer, key: str) -> None:
    """A size as a formula of sizes."""
    names = [notation.letter(name, layer) for name in exercise.sizes]
    _line(f"Your answer, a formula of {' and '.join(names)}:", key)


def cells(exercise: Exercise, drawn: Drawn, layer: Layer, key: str) -> None:
    """A field per cell under its name, in rows as the array has them."""
    for place, row in enumerate(drawn.cells):
        with st.container(key=f"row-{place}-{key}"):
            st.markdown(" ".join(row if exercise.names else map(_formula(layer), row)))
            for label in row:
                _one_cell(f"Your answer {label}", f"{key}:{label}")


def pick(exercise: Exercise, drawn: Drawn, layer: Layer, key: str) -> None:
    """Cells to be chosen, a row of them at a time; where they are entries, rows are counted as the notation does."""
    first = notation.first() if exercise.typeset else 0
    for place, row in enumerate(drawn.cells):
        label = "Your answer, all that belong:" if len(drawn.cells) == 1 else f"Your answer, row {first + place}:"
        name = _formula(layer) if exercise.typeset else _code
        st.pills(label, row, selection_mode="multi", key=f"{key}:{place}", format_func=name)


def choice(exercise: Exercise, drawn: Drawn, layer: Layer, key: str) -> None:
    """One of several answers."""
    texts = {option.id: typeset.inline(option.text, layer) for option in drawn.options}
    st.radio("Your answer:", tuple(texts), format_func=texts.__getitem__, index=None, key=key)


def mutants(exercise: Exercise, drawn: Drawn, layer: Layer, key: str) -> None:
    """A value for every dial of a test case, beside its name."""
    with st.container(key=f"dials-{key}"):
        for place, (dial, values) in enumerate(exercise.dials.items()):
            st.markdown(dial)
            st.selectbox(f"Your answer {dial}", values, key=f"{key}:{place}", label_visibility="collapsed")


def text_in(exercise: Exercise, drawn: Drawn, key: str) -> str:
    """What the one widget of a text or of a choice holds."""
    return st.session_state[key] or ""


def cells_in(exercise: Exercise, drawn: Drawn, key: str) -> tuple[str, ...]:
    """What the cells hold, in the order of their labels."""
    return tuple(st.session_state[f"{key}:{label}"] for row in drawn.cells for label in row)


def picked_in(exercise: Exercise, drawn: Drawn, key: str) -> tuple[str, ...]:
    """What was picked, row by row."""
    rows = range(len(drawn.cells))
    return tuple(cell for place in rows for cell in st.session_state[f"{key}:{place}"])


def dials_in(exercise: Exercise, drawn: Drawn, key: str) -> tuple[str, ...]:
    """What the dials stand at."""
    return tuple(str(st.session_state[f"{key}:{place}"]) for place in range(len(exercise.dials)))


def as_text(exercise: Exercise, answer: Answer, drawn: Drawn, key: str) -> dict[str, object]:
    """The one widget of a text."""
    return {key: answer} if isinstance(answer, str) and answer else {}


def as_cells(exercise: Exercise, answer: Answer, drawn: Drawn, key: str) -> dict[str, object]:
    """A widget for each cell, in the order of their labels."""
    labels = [label for row in drawn.cells for label in row]
    if not isinstance(answer, tuple) or len(answer) != len(labels):
        return {}
    return {f"{key}:{label}": text for label, text in zip(labels, answer, strict=True)}


def as_dials(exercise: Exercise, answer: Answer, drawn: Drawn, key: str) -> dict[str, object]:
    """A widget for each dial, at the value whose name was kept."""
    restored = {}
    for place, (kept, values) in enumerate(zip(answer, exercise.dials.values(), strict=False)):
        restored |= {f"{key}:{place}": value for value in values if str(value) == kept}
    return restored


def by_dial(exercise: Exercise, answer: Answer, drawn: Drawn) -> object:
    """The dials by name."""
    return dict(zip(exercise.dials, answer, strict=False))


def in_rows(exercise: Exercise, answer: Answer, drawn: Drawn) -> object:
    """The cells' texts, row by row."""
    texts = iter(answer)
    return [[next(texts, "") for _ in row] for row in drawn.cells]


def as_picked(exercise: Exercise, answer: Answer, drawn: Drawn, key: str) -> dict[str, object]:
    """A widget for each row, with the cells of it that were picked."""
    rows = enumerate(drawn.cells if isinstance(answer, tuple) else ())
    return {f"{key}:{place}": [cell for cell in row if cell in answer] for place, row in rows}


def as_option(exercise: Exercise, answer: Answer, drawn: Drawn, key: str) -> dict[str, object]:
    """The one widget of a choice."""
    return {key: answer} if answer in {option.id for option in drawn.options} else {}


KINDS = {
    "formula": Kind(formula, text_in, as_text),
    "derivation": Kind(derivation, text_in, as_text),
    "number": Kind(number, text_in, as_text),
    "shape": Kind(shape, text_in, as_text),
    "cells": Kind(cells, cells_in, as_cells, in_rows),
    "pick": Kind(pick, picked_in, as_picked),
    "choice": Kind(choice, text_in, as_option),
    "spot-the-flip": Kind(choice, text_in, as_option, anew="Next round"),
    "mutants": Kind(mutants, dials_in, as_dials, by_dial),
}
"""Kinds that have no row here are answered outside the app."""


def _whole(asked: Partial) -> Partial:
    """The gradient as a whole array, where an entry of it was asked for."""
    return replace(asked, by=replace(asked.by, indices=()))


def _typeset(asked: Tree, layer: Layer) -> str:
    return rf"$\displaystyle {notation.question_latex(asked, layer)}$"


def _formula(layer: Layer) -> Callable[[str], str]:
    return lambda cell: typeset.inline(f"[[{cell}]]", layer)


def _code(cell: str) -> str:
    """A call as code; whose it is stands behind it, after two blanks, in words."""
    call, _, whose = cell.partition("  ")
    return f"`{call}` {whose}".strip()


def _one_cell(label: str, key: str) -> None:
    """A small field; its label is for who doesn't see the name above it."""
    st.text_input(label, key=key, max_chars=LONGEST_CELL, label_visibility="collapsed", autocomplete="off")


def _line(label: str, key: str, placeholder: str = "", hidden: bool = False) -> None:
    visible = "collapsed" if hidden else "visible"
    st.text_input(
        label, key=key, max_chars=LONGEST, placeholder=placeholder, autocomplete="off", label_visibility=visible
    )
