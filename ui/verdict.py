"""What is said of an answer: what was understood, the verdict in words, and the smallest case that shows it."""

from __future__ import annotations

import html

import streamlit as st

from engine import Layer, Verdict
from engine.formula.tree import Formula, Partial
from engine.grading.verdict import Counterexample, Unrolled
from lessons.checking import Checked
from ui import derivation, notation, typeset

SAID = {
    "correct": st.success,
    "unfinished": st.warning,
    "wrong": st.error,
    "unreadable": st.info,
}
"""How each verdict is shown; a screen reader announces all of these."""


def show(verdict: Verdict, layer: Layer, wanted: Formula | None) -> None:
    """All that is known of an answer, below the form that asked for it."""
    if verdict.lines:
        derivation.lines(verdict, layer, wanted)
    elif verdict.formula is not None:
        understood(verdict, layer, wanted)
    said(verdict, layer)
    if verdict.counterexample is not None:
        against = "line above" if verdict.lines else "chain rule" if isinstance(wanted, Partial) else "right"
        st.html(smallest_case(verdict.counterexample, against))


def understood(verdict: Verdict, layer: Layer, wanted: Formula | None) -> None:
    """The formula as it was read: typeset, written out for one small case, and with the ranges that were found."""
    st.caption("Understood as")
    st.latex(notation.latex(verdict.formula, layer, wanted))
    below = [unrolled(one) for one in verdict.unrolled]
    if verdict.ranges:
        below.append(f'<p class="unrolled"><small>{html.escape("; ".join(verdict.ranges))}</small></p>')
    if below:
        st.html("".join(below))


def unrolled(one: Unrolled) -> str:
    """One small case written out, products that read outside an array struck out."""
    parts = []
    for text, counts in one.products:
        product = f"<code>{typeset.products(text)}</code>"
        parts.append(product if counts else f"<del>{product}</del>")
    outside = any(not counts for _, counts in one.products)
    note = "<br><small>Struck out: read outside an array, so it counts 0.</small>" if outside else ""
    return f'<p class="unrolled">{_at(one.at)}: {" + ".join(parts) or "0"}{note}</p>'


def said(verdict: Verdict, layer: Layer) -> None:
    """The verdict's word and its reason; what can't be read is quoted as it was typed."""
    show_as = SAID[verdict.verdict]
    if verdict.verdict == "unreadable":
        show_as(f"**{verdict.word}** this yet. It doesn't count as a try.")
        sentence, _, place = verdict.message.partition("\n")
        st.text(sentence)
        if place:
            st.code(place, language=None, wrap_lines=False)
    else:
        show_as(f"**{verdict.word}.** {_reason(verdict, layer)}")


def _reason(verdict: Verdict, layer: Layer) -> str:
    """The lesson's words, typeset, or the engine's, as they are."""
    if isinstance(verdict, Checked) and verdict.markdown:
        return typeset.prose(verdict.markdown, layer)
    return typeset.literal(verdict.message)


def smallest_case(case: Counterexample, against: str) -> str:
    """The smallest case in which the answer differs, as a table; its rows are named in words, not by colour alone."""
    because = iter((*case.because, *[""] * (len(case.missing) + len(case.extra))))
    rows = [_row("yours", _products(case.yours)), _row(against, _products(case.right))]
    rows += [_row("missing", _marked(product, "missing"), next(because)) for product in case.missing]
    rows += [_row("too much", _marked(product, "extra"), next(because)) for product in case.extra]
    caption = f"The smallest case that shows it: {_at(case.place)}"
    return f'<table class="case"><caption>{caption}</caption>{"".join(rows)}</table>'


def _at(place: str) -> str:
    """Sizes and place, each kept on one line."""
    return html.escape(place).replace(" = ", "&nbsp;=&nbsp;")


def _row(name: str, products: str, why: str = "") -> str:
    reason = f'<span class="why">{typeset.products(why)}</span>' if why else ""
    return f'<tr><th scope="row">{name}</th><td>{products}{reason}</td></tr>'


def _products(text: str) -> str:
    return f"<code>{typeset.products(text)}</code>"


def _marked(product: str, mark: str) -> str:
    return f'<code class="mark-{mark}"><strong>{html.escape(product)}</strong></code>'
