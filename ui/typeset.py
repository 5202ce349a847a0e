"""Text as Streamlit shows it: a lesson's prose typeset, everything else so that nothing in it can become markup."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from engine import Layer
from lessons.prose import typeset
from ui import notation
from ui.colours import LETTERS

_ARRAY = re.compile(r"\b(" + "|".join(LETTERS) + r")(?=\[)")


def prose(markdown: str, layer: Layer) -> str:
    """A lesson's prose as Markdown, its [[formulas]] typeset in the chosen notation."""
    return _prose(markdown, layer, notation.chosen())


def inline(markdown: str, layer: Layer) -> str:
    """The same for a label, where a formula that is alone can't be displayed and stands in the line."""
    return re.sub(r"\$\$\n(.*?)\n\$\$", r"$\\displaystyle \1$", prose(markdown, layer))


@lru_cache(maxsize=4000)
def _prose(markdown: str, layer: Layer, name: str) -> str:
    return typeset(markdown, layer, name, LETTERS)


def literal(text: str) -> str:
    r"""Text as Markdown that shows exactly that text.

    >>> print(literal("w[0]*x[1]"))
    w\[0\]\*x\[1\]
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def products(text: str) -> str:
    """Products as safe HTML, each array in its colour.

    >>> products("delta[0]*w[1] <b>")
    '<span class="array-delta">delta</span>[0]*<span class="array-w">w</span>[1] &lt;b&gt;'
    """
    return _ARRAY.sub(r'<span class="array-\1">\1</span>', html.escape(text))
