"""The Rosetta page: the same three formulas in every notation, and what each source calls a convolution."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from engine import Layer
from engine.formula.latex import latex
from engine.formula.notations import NOTATIONS, Notation
from engine.formula.rosetta import FLIPS, Stone, relations, rosetta
from ui import typeset
from ui.colours import LETTERS

TITLE = "Rosetta"
LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")


@dataclass(frozen=True)
class Line:
    """One formula of the page: its heading, what it gives, and the same as an operation on whole arrays."""

    heading: str
    wanted: str
    whole: str
    says: str


LINES = (
    Line("The forward pass", "z[i]", "corr(x, w)", "The kernel slides over the input."),
    Line(
        "The gradient of the kernel",
        "dL/dw[j]",
        "corr(x, delta)",
        "What comes back from above slides over the input. No kernel is read, so none can be flipped. "
        "(Larochelle’s $k$ is stored turned round, and its gradient is stored like it.)",
    ),
    Line(
        "The gradient of the input",
        "dL/dx[k]",
        "conv(delta, w, full)",
        "The kernel is read in the other direction than in the forward pass, in every notation.",
    ),
)
READS = {"forwards": "A correlation, the kernel as it is", "backwards": "A convolution, the kernel turned round"}
"""What a pass does with the source's kernel."""


def show() -> None:
    """The whole page."""
    st.title(TITLE, anchor=False)
    st.markdown("*The same layer in five notations: who flips, and who only says so?*")
    st.markdown(
        "Sources differ in their letters, in where they begin to count, and in what they call a convolution. "
        "They agree on one thing: **the gradient of the input reads the kernel in the other direction than the "
        "forward pass does.** Who correlates forwards convolves backwards, and the other way round. Below, corr and "
        "conv mean the same in every row, whatever a source calls them: conv turns its second array round, corr "
        "doesn’t."
    )
    for line in LINES:
        st.subheader(line.heading, anchor=False)
        st.markdown(line.says)
        with st.container(key=f"rosetta-{line.wanted.strip('[ijk]').replace('/', '-')}"):
            st.markdown(_table(("", "entry by entry", "whole arrays"), _formulas(line)))
    st.subheader("Who flips?", anchor=False)
    with st.container(key="rosetta-flips"):
        heads = ("", "what it calls a convolution", "forwards", "back to the input")
        st.markdown(_table(heads, tuple(_flips(name) for name in NOTATIONS)))
    st.subheader("The sources", anchor=False)
    for name, row in NOTATIONS.items():
        st.markdown(_source(name, row))


@lru_cache(maxsize=len(LINES))
def _formulas(line: Line) -> tuple[tuple[str, ...], ...]:
    """A row for every notation: its name, the entry, and the whole array."""
    wanted = LAYER.wanted(line.wanted)
    entries = rosetta(LAYER, wanted, LAYER.question(wanted).right, LETTERS)
    wholes = rosetta(LAYER, wanted, LAYER.check(wanted, line.whole).formula, LETTERS)
    return tuple(
        (NOTATIONS[entry.notation].title, _equation(entry), f"${whole.right_latex}$")
        for entry, whole in zip(entries, wholes, strict=True)
    )


def _equation(stone: Stone) -> str:
    return rf"$\displaystyle {stone.left_latex} = {stone.right_latex}$"


def _flips(name: str) -> tuple[str, ...]:
    flips = FLIPS[name]
    called, forward, back = flips.calls_convolution, READS[flips.forward], READS[flips.by_input]
    return NOTATIONS[name].title, f"“Convolution” is {called}.", f"{forward}.", f"{back}."


def _source(name: str, row: Notation) -> str:
    """Where a notation is from, what its author says and does, and what could not be confirmed."""
    kernels = "".join(f" Its kernel: ${latex(left)} = {latex(right)}$." for left, right in relations(name, LAYER))
    parts = [f"**{row.title}** · {typeset.set_as_in_print(row.source)}"]
    parts.append(f"Its word for the forward pass: {row.operation}. {FLIPS[name].says}{kernels}")
    if row.unconfirmed:
        parts.append("What to take with care:")
        parts.append("\n".join(f"* {typeset.set_as_in_print(doubt)}" for doubt in row.unconfirmed))
    return "\n\n".join(parts)


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """A Markdown table."""
    lines = (heads, ("---",) * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
