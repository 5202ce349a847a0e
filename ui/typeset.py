"""Text as Streamlit shows it: a lesson's prose typeset, everything else so that nothing in it can become markup."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from engine import Layer
from engine.formula.tree import Formula
from lessons.prose import typeset
from ui import notation
from ui.colours import LETTERS

READ = re.compile(r"\b[A-Za-z]\w*(?=\[)")
QUOTED = re.compile(r"`([^`\n]+)`")
MARKED = re.compile(r"(?<![\\$])\$([^$\n]+)\$([.,;:?!]+)")
UNTOUCHED = re.compile(r"(```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]+\$)", re.S)
ROW = re.compile(r"\((?:−?\d+, ){1,5}−?\d+\)")
VALUE = re.compile(rf"(?<![\\$])\$([^$\n=+]{{1,40}})\$ = (−?\d+\b(?![./]\d)|{ROW.pattern})")
EQUATION = re.compile(r"(?<![\\$])\$([^$\n{}=]{1,8} = [^$\n{}=]{1,12})\$")
CONDITION = re.compile(r"\[\\,[^$\[\]]{1,30}\\,\]")
GIVEN = re.compile(r"(?<= )= (?=[\d(−])")
APOSTROPHE = re.compile(r"(?<=[A-Za-z])'(?=[a-z]|\s)")
FENCED = re.compile(r"```\w*\n(.*?)\n```", re.S)


def show(markdown: str, layer: Layer, asked: Formula | None = None) -> None:
    """A lesson's prose on the page, its blocks of code in Flipside's own colours."""
    for place, part in enumerate(FENCED.split(markdown)):
        if place % 2:
            code(part)
        elif part.strip():
            st.markdown(prose(part, layer, asked))


def code(text: str, kind: str = "listing") -> None:
    """A block of code, its arrays in their colours; Streamlit's own would load every language it knows.

    kind   "listing": its lines may be broken on a phone, before a call of what another gives first; "pointer": one line
           points at a place in the other
    """
    shown = products(text, _ITSELF)
    if kind == "listing":
        shown = shown.replace(").", ")<wbr>.")
    st.html(f'<pre class="code {kind}"><code>{shown}</code></pre>')


def prose(markdown: str, layer: Layer, asked: Formula | None = None) -> str:
    """A lesson's prose as Markdown, its [[formulas]] typeset in the chosen notation; `asked` is its exercise's."""
    return _prose(markdown, layer, notation.chosen(), asked)


def with_its_mark(text: str) -> str:
    r"""Markdown in which a formula takes the mark behind it along, which could begin a line of its own otherwise.

    >>> print(with_its_mark("The output $z_i$, and $x_k$."))
    The output $z_i\text{,}$ and $x_k\text{.}$
    """
    return MARKED.sub(r"$\1\\text{\2}$", text)


def kept_together(markdown: str) -> str:
    r"""Markdown in which short rows of numbers, a name and its value, short equations and conditions stay on one line.

    >>> kept_together("the index $q = k - j$")
    'the index ${q = k - j}$'
    >>> kept_together("$x$ = (1, −2) and $H$ = 5, a row = (1, 2), `y = (1, 2)`").replace("\u00a0", "~")
    '${x = (1, −2)}$ and ${H = 5}$, a row =~(1,~2), `y = (1, 2)`'
    >>> kept_together(r"times $w_{j}\,[\,i+j=k\,]$")
    'times $w_{j}\\,{[\\,i+j=k\\,]}$'
    """

    def whole(text: str) -> str:
        rows = ROW.sub(lambda row: row[0].replace(" ", "\u00a0"), text)
        return set_as_in_print(GIVEN.sub("=\u00a0", rows))

    together = EQUATION.sub(r"${\1}$", VALUE.sub(r"${\1 = \2}$", CONDITION.sub(r"{\g<0>}", markdown)))
    return "".join(part if place % 2 else whole(part) for place, part in enumerate(UNTOUCHED.split(together)))


def set_as_in_print(text: str) -> str:
    """Words with the apostrophes of print.

    >>> set_as_in_print("It doesn't: the outputs' sum")
    'It doesn’t: the outputs’ sum'
    """
    return APOSTROPHE.sub("’", text)


def inline(markdown: str, layer: Layer) -> str:
    """The same for a label, where a formula that is alone can't be displayed and stands in the line."""
    return re.sub(r"\$\$\n(.*?)\n\$\$", r"$\\displaystyle \1$", prose(markdown, layer))


_ITSELF = {array: array for array in LETTERS}


@lru_cache(maxsize=4000)
def _prose(markdown: str, layer: Layer, name: str, asked: Formula | None) -> str:
    return with_its_mark(kept_together(typeset(markdown, layer, name, LETTERS, asked)))


def literal(text: str) -> str:
    r"""Text as Markdown that shows exactly that text.

    >>> print(literal("w[0]*x[1]"))
    w\[0\]\*x\[1\]
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def words(text: str) -> str:
    r"""A sentence of the checker as Markdown: what it quotes between backticks as code, all else exactly as it is.

    >>> print(words("There is no `d*z` here. (Not *yet*.)"))
    There is no `d*z` here\. \(Not \*yet\*\.\)
    """
    parts = QUOTED.split(text)
    return "".join(f"`{part}`" if place % 2 else literal(set_as_in_print(part)) for place, part in enumerate(parts))


def products(text: str, arrays: Mapping[str, str]) -> str:
    """Products as safe HTML, each array in its colour.

    arrays   the arrays' names in the text -> Flipside's, which have the colours

    >>> products("G[0]*w[1] <b>", {"G": "delta", "w": "w"})
    '<span class="array-delta">G</span>[0]*<span class="array-w">w</span>[1] &lt;b&gt;'
    """

    def coloured(match: re.Match[str]) -> str:
        array = arrays.get(match[0])
        return f'<span class="array-{array}">{match[0]}</span>' if array in LETTERS else match[0]

    return READ.sub(coloured, html.escape(text))
