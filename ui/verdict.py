"""What is said of an answer: what was understood, the verdict in words, and the smallest case that shows it."""

from __future__ import annotations

import html

import streamlit as st

from engine import Layer, Verdict
from engine.formula.tree import Formula, Partial
from engine.grading import retold
from engine.grading.verdict import Counterexample, Unrolled
from lessons.checking import Checked
from ui import derivation, notation, typeset
from ui.notation import Arrays

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
    said(verdict, layer, wanted)
    if verdict.counterexample is not None:
        against = "line above" if verdict.lines else "chain rule" if isinstance(wanted, Partial) else "right"
        told = retold.case(verdict.counterexample, notation.chosen(), layer, wanted)
        st.html(smallest_case(told, against, notation.arrays(layer)))


def understood(verdict: Verdict, layer: Layer, wanted: Formula | None) -> None:
    """The formula as it was read: typeset, written out for one small case, and with the ranges that were found."""
    st.caption("Understood as")
    st.latex(notation.latex(verdict.formula, layer, wanted))
    chosen, arrays = notation.chosen(), notation.arrays(layer)
    below = [unrolled(retold.unrolled(one, chosen, layer, wanted), arrays) for one in verdict.unrolled]
    if verdict.ranges:
        ranges = "; ".join(retold.range_of(each, chosen, layer, wanted) for each in verdict.ranges)
        below.append(f'<p class="unrolled"><small>{html.escape(ranges)}</small></p>')
    if below:
        st.html("".join(below))


def unrolled(one: Unrolled, arrays: Arrays) -> str:
    """One small case written out, products that read outside an array struck out."""
    parts = []
    for text, counts in one.products:
        product = _products(text, arrays)
        parts.append(product if counts else f"<del>{product}</del>")
    outside = any(not counts for _, counts in one.products)
    note = "<br><small>Struck out: read outside an array, so it counts 0.</small>" if outside else ""
    return f'<p class="unrolled">{_at(one.place)}: {" + ".join(parts) or "0"}{note}</p>'


def said(verdict: Verdict, layer: Layer, wanted: Formula | None) -> None:
    """The verdict's word and its reason; what can't be read is quoted as it was typed."""
    show_as = SAID[verdict.verdict]
    if verdict.verdict == "unreadable":
        show_as(typeset.set_as_in_print(f"**{verdict.word}** this yet. It doesn't count as a try."))
        sentence, _, place = verdict.message.partition("\n")
        st.markdown(typeset.words(sentence))
        if place:
            typeset.code(place, "pointer")
    else:
        show_as(f"**{verdict.word}.** {_reason(verdict, layer, wanted)}")


def _reason(verdict: Verdict, layer: Layer, wanted: Formula | None) -> str:
    """The lesson's words, typeset, or the engine's, as they are."""
    if isinstance(verdict, Checked) and verdict.markdown:
        return typeset.prose(verdict.markdown, layer, wanted)
    return typeset.words(verdict.message)


def smallest_case(case: Counterexample, against: str, arrays: Arrays) -> str:
    """The smallest case in which the answer differs, as a table; its rows are named in words, not by colour alone."""
    because = iter((*case.because, *[""] * (len(case.missing) + len(case.extra))))
    rows = [_row("yours", _products(case.yours, arrays)), _row(against, _products(case.right, arrays))]
    rows += [_row("missing", _marked(each, "missing") + _why(next(because), arrays)) for each in case.missing]
    rows += [_row("too much", _marked(each, "extra") + _why(next(because), arrays)) for each in case.extra]
    caption = f"The smallest case that shows it: {_at(case.place)}"
    return f'<table class="case"><caption>{caption}</caption>{"".join(rows)}</table>'


def _at(place: str) -> str:
    """Sizes and place, each kept on one line."""
    return html.escape(place).replace(" = ", "&nbsp;=&nbsp;")


def _row(name: str, shown: str) -> str:
    return f'<tr><th scope="row">{name}</th><td>{shown}</td></tr>'


def _why(reason: str, arrays: Arrays) -> str:
    return f'<span class="why">{typeset.products(reason, arrays)}</span>' if reason else ""


def _products(text: str, arrays: Arrays) -> str:
    return f"<code>{typeset.products(text, arrays)}</code>"


def _marked(product: str, mark: str) -> str:
    return f'<code class="mark-{mark}"><strong>{html.escape(product)}</strong></code>'
