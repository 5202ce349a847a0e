"""The prose of a lesson: Markdown with [[formulas]], which the engine prints from the tree that it also checks with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from string import ascii_letters

from engine import Layer
from engine.formula.parser import parse
from engine.formula.problems import Unreadable
from engine.formula.translate import show_latex, show_text
from engine.formula.tree import Formula

FORMULA = re.compile(r"\[\[(.+?)\]\](?!\])")
RELATION = re.compile(r"(?<![=<>!])=(?!=)")


class Misprint(ValueError):
    """An author's mistake: a formula of the prose that can't be read."""


def typeset(markdown: str, layer: Layer, notation: str = "flipside", colours: dict[str, str] | None = None) -> str:
    """The prose as Markdown with $LaTeX$ in a notation: displayed where a formula stands alone on its line.

    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> typeset("The input [[x[i+j]]].", layer)
    'The input $x_{i+j}$.'
    """

    def latex(tree: Formula) -> str:
        return show_latex(tree, notation, layer, colours=colours)

    lines = []
    for line in markdown.split("\n"):
        alone = FORMULA.fullmatch(line.strip())
        if alone:
            lines.append(f"$$\n{_equation(alone[1], layer, latex)}\n$$")
        else:
            lines.append(FORMULA.sub(lambda match: f"${_equation(match[1], layer, latex)}$", line))
    return "\n".join(lines)


def plain(markdown: str, layer: Layer, notation: str = "flipside") -> str:
    """The prose as plain text in a notation: no emphasis, formulas as they are typed.

    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> plain("It is *never* [[x[i+j]]].", layer)
    'It is never x[i+j].'
    """

    def written(match: re.Match[str]) -> str:
        return _equation(match[1], layer, lambda tree: show_text(tree, notation, layer))

    parts = re.split(r"(\[\[.+?\]\](?!\]))", markdown)
    return "".join(
        FORMULA.sub(written, part) if place % 2 else re.sub(r"\*\*?([^*]+)\*\*?", r"\1", part)
        for place, part in enumerate(parts)
    )


def formulas(markdown: str) -> Iterator[str]:
    """The formulas of the prose, as they were written."""
    return (match[1] for match in FORMULA.finditer(markdown))


def _equation(text: str, layer: Layer, show: Callable[[Formula], str]) -> str:
    return " = ".join(show(tree) for tree in trees(text, layer))


@lru_cache(maxsize=4096)
def trees(text: str, layer: Layer) -> tuple[Formula, ...]:
    """The sides of an equation, or the one formula; any letter may be an index.

    Raises Misprint, with the remedy.
    """
    taken = {*layer.all_shapes, *layer.symbols, "L"}
    scope = layer.scope(free=tuple(letter for letter in ascii_letters if letter not in taken))
    try:
        return tuple(parse(side, scope).tree for side in sides(text))
    except Unreadable as refusal:
        words = f"[[{text}]] can't be read about {layer!r}; write it in the formula language"
        raise Misprint(f"{words}\n{refusal.problem.message}") from None


def sides(text: str) -> tuple[str, ...]:
    """The parts of a text between the equals signs outside its brackets.

    >>> sides("z[0] = sum(j=0..1, w[j]*x[j])")
    ('z[0]', 'sum(j=0..1, w[j]*x[j])')
    """
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and RELATION.match(text, place):
            parts.append(text[start:place])
            start = place + 1
    return tuple(part.strip() for part in (*parts, text[start:]))
