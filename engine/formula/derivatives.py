r"""Partial derivatives as people write them.

d(z[i], x[k])   dz[i]/dx[k]   d z[i] / d x[k]   ∂z_i/∂x_k   \frac{\partial z_i}{\partial x_k}   ∂(w_j x_i)/∂x_k
dL/dx[k] for the loss, dσ/dz_i for a function of the entry that it is taken by, and an operator before a product:
\frac{\partial}{\partial x_k} \sum_j w_j x_{i+j}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula import bare, reads
from engine.formula.names import undeclared
from engine.formula.scope import FUNCTIONS, LOSS
from engine.formula.tree import Apply, Formula, Partial, Read, Symbol, Whole
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

LOSSES = frozenset((LOSS, "loss", "Loss"))
SECOND = "Second derivatives are not read"


def glued(reader: Reader, place: int) -> str:
    """The name in dz or dL, empty when the token is no such name."""
    token = reader.tokens[place]
    rest = token.text[1:]
    if token.kind == "name" and token.text[0] == "d" and (rest in reader.scope.arrays or rest in LOSSES):
        return rest
    return ""


def function_above(reader: Reader, place: int) -> str:
    """The function in dsigma, d sigma and ∂σ, which do not say what it is of; empty where none stands there."""
    token = reader.tokens[place]
    if token.kind != "name" and token.kind != "∂":
        return ""
    alone = is_mark(reader, place)
    name = reader.tokens[place + 1].text if alone else token.text[1:] if token.text[0] == "d" else ""
    is_function = name in FUNCTIONS and not reader.declared(name)
    return name if is_function and reader.kinds[place + 1 + alone] in ("/", "}") else ""


def is_mark(reader: Reader, place: int) -> bool:
    """Whether a d or ∂ stands at a place."""
    return reader.kinds[place] == "∂" or (reader.kinds[place] == "name" and reader.tokens[place].text == "d")


def starts(reader: Reader, place: int) -> bool:
    """Whether a derivative begins with the name at a place: dz.., d z.. or d(.., ..)."""
    kinds = reader.kinds
    if glued(reader, place):
        after = reader.skip_read(place)
    elif function_above(reader, place):
        after = place + 1 + is_mark(reader, place)
    elif not is_mark(reader, place):
        return False
    elif kinds[place + 1] == "(":
        if "d" in reader.scope.arrays:
            return False
        if reader.levels[place + 1].commas:
            return True
        after = reader.partner[place + 1] + 1
    elif kinds[place + 1] == "/":
        after = place + 1
    elif kinds[place + 1] == "name" and known_top(reader, reader.tokens[place + 1].text):
        after = reader.skip_read(place + 1)
    else:
        return False
    if kinds[after] != "/":
        return False
    below = after + 1
    if glued(reader, below):
        return True
    if not is_mark(reader, below):
        return False
    inner = below + 1 + (kinds[below + 1] == "(")
    return kinds[below] == "∂" or (kinds[inner] == "name" and reader.tokens[inner].text in reader.scope.arrays)


def known_top(reader: Reader, word: str) -> bool:
    """Whether a name can stand above the line of a derivative."""
    return word in reader.scope.arrays or word in LOSSES or word in FUNCTIONS


def derivative(reader: Reader) -> Formula:
    """derivative = mark "(" top "," entry ")" | mark top "/" mark entry | mark "/" mark entry product"""
    place = reader.at
    opening = place + 1
    if is_mark(reader, place) and reader.kinds[opening] == "(" and reader.levels[opening].commas:
        return with_comma(reader, opening)
    operator = is_mark(reader, place) and reader.kinds[opening] == "/"
    if operator:
        reader.at = opening
        top = None
    else:
        top = above(reader)
    if reader.kinds[reader.at] != "/":
        reader.fail(
            place, "This derivative has no lower part", "Write it whole, like `d(z[i], x[k])`", last=reader.at - 1
        )
    reader.at += 1
    by = below(reader, top is None and not operator)
    return partial(reader, place, reader.product() if operator else top, by)


def partial(reader: Reader, place: int, top: Formula | None, by: Read | Whole) -> Formula:
    """The derivative; that of the loss by an array with an upstream gradient is that gradient, or an entry of it."""
    if top is not None and any(isinstance(node, Partial) for node in nodes(top)):
        reader.fail(place, SECOND, last=reader.at - 1)
    if isinstance(top, Symbol) and top.name in FUNCTIONS and isinstance(by, Read):
        top = Apply(top.name, 0, by)
    if isinstance(by, Whole):
        return Whole(reader.scope.upstream[by.array])
    if top is None and by.array in reader.scope.upstream:
        return Read(reader.scope.upstream[by.array], by.indices)
    return Partial(top, by)


def with_comma(reader: Reader, opening: int) -> Formula:
    """with_comma = "(" (loss | expression) "," entry ")" """
    close = reader.partner[opening]
    if len(reader.levels[opening].commas) > 1:
        reader.fail(
            opening, "A derivative has two parts, separated by one comma", "Write it like `d(z[i], x[k])`", last=close
        )
    reader.at = opening + 1
    token = reader.tokens[reader.at]
    if token.text in LOSSES and reader.kinds[reader.at + 1] == "," and not reader.declared(token.text):
        top = None
        reader.at += 1
    else:
        top = reader.expression()
    if reader.kinds[reader.at] != ",":
        reader.unexpected()
    reader.at += 1
    place = reader.at
    by = entry_of(reader, place, reader.expression(), top is None)
    reader.leave(close)
    return partial(reader, opening - 1, top, by)


def above(reader: Reader) -> Formula | None:
    """above = mark (loss | function | atom) | "d" glued to a name; None for the loss, a symbol for a function"""
    place = reader.at
    function = function_above(reader, place)
    if function:
        reader.at += 1 + is_mark(reader, place)
        return Symbol(function)
    name = glued(reader, place)
    if not name:
        reader.at = place = place + 1
        token = reader.tokens[place]
        if token.kind == "name" and token.text in LOSSES and not reader.declared(token.text):
            name = LOSS
        elif reader.partner.get(place) == place + 2 and reader.tokens[place + 1].text in LOSSES:
            reader.at += 3
            return None
    if name in LOSSES and name not in reader.scope.arrays:
        reader.at += 1
        return None
    if name:
        return reads.entry(reader, name, place, place + 1)
    if reader.kinds[place] == "^":
        reader.fail(place, SECOND)
    return reader.atom()


def below(reader: Reader, loss: bool) -> Read | Whole:
    """below = mark entry | mark "(" entry ")" | "d" glued to an entry; `loss` is whether it is the loss's derivative"""
    place = reader.at
    name = glued(reader, place)
    if name and name not in LOSSES:
        return entry_of(reader, place, reads.entry(reader, name, place, place + 1), loss)
    token = reader.tokens[place]
    if not is_mark(reader, place):
        if token.kind == "name" and token.text[0] == "d" and len(token.text) > 1 and not reader.declared(token.text):
            reader.tokens[place] = token._replace(text=token.text[1:], start=token.start + 1)
            undeclared(reader, place)
        reader.fail(place, "The lower part of a derivative begins with `d` or `∂`", "Write it like `d(z[i], x[k])`")
    reader.at = place + 1
    return entry_of(reader, place + 1, reader.atom(), loss)


def entry_of(reader: Reader, place: int, node: Formula, loss: bool) -> Read | Whole:
    """The entry that a derivative is taken by, the loss's by a whole array too if it is given; all else is refused."""
    if isinstance(node, Read) or (loss and isinstance(node, Whole) and node.array in reader.scope.upstream):
        return node
    bare.refuse_from(reader, place)
    reader.fail(
        place,
        "A derivative is taken by an entry of an array",
        "Write it like `d(z[i], x[k])`",
        last=max(place, reader.at - 1),
    )


def is_fraction(reader: Reader) -> bool:
    r"""Whether the \frac at the cursor is a derivative: its upper part begins with a mark."""
    first = reader.at + 1
    if reader.kinds[first] != "{":
        return reader.kinds[first] == "∂"
    close = reader.partner[first]
    if reader.kinds[close + 1] != "{":
        return False
    top, bottom = first + 1, close + 2
    marks = (
        is_mark(reader, top) or bool(glued(reader, top) or function_above(reader, top)),
        is_mark(reader, bottom) or bool(glued(reader, bottom)),
    )
    return all(marks) and (reader.kinds[bottom] == "∂" or bool(glued(reader, bottom)) or is_name(reader, bottom + 1))


def is_name(reader: Reader, place: int) -> bool:
    """Whether the name of an array stands at a place."""
    return reader.kinds[place] == "name" and reader.tokens[place].text in reader.scope.arrays


def fraction(reader: Reader) -> Formula:
    r"""fraction = "\frac" "{" mark top? "}" "{" mark entry "}" product?"""
    start, opening = reader.at, reader.at + 1
    if reader.kinds[opening] != "{":
        reader.fail(opening, "The two parts of this fraction have no braces", r"Write `\frac{...}{...}`")
    close = reader.partner[opening]
    operator = close == opening + 2 and is_mark(reader, opening + 1)
    reader.at = opening + 1
    top = None
    if operator:
        reader.at = close
    else:
        top = above(reader)
        if reader.at != close and top is not None:
            reader.at = opening + 2
            top = reader.expression()
    reader.leave(close)
    lower = reader.at
    reader.at += 1
    by = below(reader, top is None and not operator)
    reader.leave(reader.partner[lower])
    return partial(reader, start, reader.product() if operator else top, by)
