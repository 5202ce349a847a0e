"""The prose of a lesson: Markdown with [[formulas]], which the engine prints from the tree that it also checks with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from string import ascii_letters

from engine import Layer
from engine.calculus.sizes import size
from engine.formula.facts import free_symbols
from engine.formula.notations import NOTATIONS
from engine.formula.parser import parse
from engine.formula.problems import Unreadable
from engine.formula.scope import LOSS
from engine.formula.translate import OWN, show_latex, show_text
from engine.formula.tree import Add, Formula, Mul, Neg, Number, Symbol, Whole, add, sub
from engine.formula.walk import nodes

FORMULA = re.compile(r"\[\[(.+?)\]\](?!\])")
TRANSPOSED = "T"
CODE = re.compile(r"```.*?```|`[^`]*`", re.S)
DISPLAYED = re.compile(r"^\$\$(.+)\$\$$")
INDEX_NODES = (Symbol, Number, Add, Neg, Mul)
EMPHASIS = re.compile(r"\*\*?(?=\S)([^*\n]+?)(?<=\S)\*\*?")
TYPED = "typed "
BOUND = re.compile(r"(?:sum|max)\(\s*((?:[a-z]\w*\s*(?:=[^,()]*)?,\s*)+)")
RELATION = re.compile(r"(?<![=<>!])=(?!=)")


class Misprint(ValueError):
    """An author's mistake: a formula of the prose that can't be read."""


def typeset(
    markdown: str,
    layer: Layer,
    notation: str = "flipside",
    colours: dict[str, str] | None = None,
    asked: Formula | None = None,
) -> str:
    """The prose as Markdown with $LaTeX$ in a notation: displayed where a formula stands alone on its line.

    asked   what the exercise that it is about asks for, so that a letter means in both the same place of a kernel that
            the notation keeps turned round

    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> typeset("The input [[x[i+j]]].", layer)
    'The input $x_{i+j}$.'
    """

    def latex(text: str) -> str:
        if text == LOSS:
            return NOTATIONS[notation].loss[1].strip()
        told = _told(text, layer, notation)
        return " = ".join(show_latex(tree, notation, layer, asked, colours) for tree in told)

    def inline(match: re.Match[str]) -> str:
        return _written(match[1], layer, notation, asked) if match[1].startswith(TYPED) else f"${latex(match[1])}$"

    def line(text: str) -> str:
        first = FORMULA.match(text.strip())
        if first and first[0] == text.strip() and not first[1].startswith(TYPED):
            return f"$$\n{latex(first[1])}\n$$"
        return FORMULA.sub(inline, DISPLAYED.sub(r"$$\n\1\n$$", text))

    return _outside_code(markdown, lambda text: "\n".join(map(line, text.split("\n"))))


def plain(markdown: str, layer: Layer, notation: str = "flipside", asked: Formula | None = None) -> str:
    """The prose as plain text in a notation: no emphasis, formulas as they are typed.

    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> plain("It is *never* [[x[i+j]]].", layer)
    'It is never x[i+j].'
    """

    def bare(text: str) -> str:
        written = (_written(match[1], layer, notation, asked) for match in FORMULA.finditer(text))
        return re.sub("\1", lambda _: next(written), EMPHASIS.sub(r"\1", FORMULA.sub("\1", text)))

    return _outside_code(markdown, bare)


def formulas(markdown: str) -> Iterator[str]:
    """The formulas of the prose, as they were written."""
    return (match[1] for match in FORMULA.finditer(CODE.sub("", markdown)))


def _written(text: str, layer: Layer, notation: str, asked: Formula | None) -> str:
    """A formula of the prose as it is typed in a notation; as `code` where it shows how to type one."""
    if text == LOSS:
        return NOTATIONS[notation].loss[0]
    if text.startswith(TYPED):
        return f"`{_written(text.removeprefix(TYPED), layer, notation, asked)}`"
    return " = ".join(show_text(tree, notation, layer, asked) for tree in _told(text, layer, notation))


def _outside_code(markdown: str, change: Callable[[str], str]) -> str:
    """The prose changed everywhere but in its `code`."""
    spans = iter(CODE.findall(markdown))
    return re.sub("\0", lambda _: next(spans), change(CODE.sub("\0", markdown)))


@lru_cache(maxsize=4096)
def trees(text: str, layer: Layer) -> tuple[Formula, ...]:
    """The sides of an equation, or the one formula; any letter may be an index.

    Raises Misprint, with the remedy.
    """
    try:
        return tuple(_tree(side, layer) for side in sides(text))
    except Unreadable as refusal:
        words = f"[[{text}]] can't be read about {layer!r}; write it in the formula language"
        raise Misprint(f"{words}\n{refusal.problem.message}") from None


def counted_later(notation: str, layer: Layer) -> int:
    """By how much a notation's indices are larger than those of a layer."""
    return 0 if notation == OWN else NOTATIONS[notation].first - layer.first


def _told(text: str, layer: Layer, notation: str) -> tuple[Formula, ...]:
    """The sides of an equation, ready to be printed in a notation that may count from another first index.

    Printing counts every index anew. Where the formula *is* an index, as in i = k - j, and not a distance between two,
    it is itself one of those that are counted.
    """
    by = counted_later(notation, layer)
    parts = trees(text, layer)
    if not by or any(not isinstance(node, INDEX_NODES) for part in parts for node in nodes(part)):
        return parts
    letters = frozenset().union(*map(free_symbols, parts)) - layer.symbols
    at_0, at_1 = ({**dict.fromkeys(layer.symbols, 0), **dict.fromkeys(letters, value)} for value in (0, 1))
    if not letters or (len(parts) == 1 and size(parts[0], at_0) == size(parts[0], at_1)):
        return parts
    return tuple(add(part, Number(by)) if by > 0 else sub(part, Number(-by)) for part in parts)


def _tree(side: str, layer: Layer) -> Formula:
    """One side of an equation; a derivative of the loss stays one, even where it has a name such as delta."""
    if layer.all_shapes.get(side):
        return Whole(side)
    bound = {name for match in BOUND.finditer(side) for name in re.findall(r"([a-z]\w*)\s*(?:=[^,]*)?,", match[1])}
    taken = {*layer.all_shapes, *layer.symbols, *bound, LOSS, TRANSPOSED}
    scope = layer.scope(free=tuple(letter for letter in ascii_letters if letter not in taken))
    if side.startswith("dL/d"):
        scope = replace(scope, upstream={})
    return parse(side, scope).tree


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
