"""Operations on whole arrays: conv, corr, flip, rot180, pad, dilate, T and A @ b, and entries of what they give.

An array's name alone is only right as an operand. It is read as a Whole wherever it stands and noted in the reader's
list `bare`; an operation takes its operands off that list, and what is left on it at the end is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula import bare
from engine.formula.amounts import AMOUNTS, amount_of, skip_keyword
from engine.formula.facts import contains
from engine.formula.names import listed
from engine.formula.parts import children, rebuild
from engine.formula.scope import OPERATIONS
from engine.formula.sentences import MODES, REVERSING, ROW_OF_ONES
from engine.formula.tree import ONE, Apply, Bracket, Entry, Formula, Mul, Operation, Read, Symbol, Whole
from engine.formula.walk import outside_entries

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

OPERANDS = {"conv": 2, "corr": 2, "flip": 1, "rot180": 1, "pad": 1, "dilate": 1, "T": 1}
DEFAULT_MODE = {"conv": "full", "corr": "valid"}
QUOTES = ("'", '"')


def operation(reader: Reader, word: str, place: int) -> Formula:
    """operation = name "(" operand ("," operand)? ("," (mode | amount))? ")" """
    name = OPERATIONS[word]
    opening = reader.at
    if reader.kinds[opening] not in ("(", "[", "{"):
        reader.fail(place, f"No brackets stand behind `{word}`", f"Write `{word}(...)` with its arrays")
    close = reader.partner[opening]
    reader.at = opening + 1
    opened = len(reader.bare)
    operands = [operand(reader, word)]
    mode = amount = None
    for _ in range(OPERANDS[name] - 1):
        comma(reader, word, place, close, name)
        operands.append(operand(reader, word))
    if name in AMOUNTS:
        comma(reader, word, place, close, name)
        amount = amount_of(reader, name)
    elif name == "T":
        check_matrix(reader, operands[0], place, close)
    elif name in DEFAULT_MODE:
        mode = mode_of(reader, word) if reader.kinds[reader.at] == "," else DEFAULT_MODE[name]
        ranks = [rank(reader, each) for each in operands]
        if ranks[0] != ranks[1]:
            reader.fail(
                place,
                f"`{word}` takes two arrays with the same number of axes; these have {ranks[0]} and {ranks[1]}",
                last=close,
            )
    if reader.at != close:
        if reader.kinds[reader.at] == ",":
            reader.fail(reader.at, f"`{word}` does not take so much", f"Write {usage(name)}")
        reader.unexpected()
    reader.at += 1
    return entry(reader, Operation(name, tuple(operands), mode, amount), place, opened)


def usage(name: str) -> str:
    """How an operation is written.

    >>> usage("pad")
    '`pad(a, p)`'
    """
    arrays = "a, b" if OPERANDS[name] == 2 else "a"
    return f"`{name}({arrays}{', p' if name == 'pad' else ', s' if name == 'dilate' else ''})`"


def comma(reader: Reader, word: str, place: int, close: int, name: str) -> None:
    """Step behind the comma before a further operand."""
    if reader.at == close:
        reader.fail(place, f"`{word}` needs more than one thing in its brackets", f"Write {usage(name)}", last=close)
    if reader.kinds[reader.at] != ",":
        reader.unexpected()
    reader.at += 1


def mode_of(reader: Reader, word: str) -> str:
    """mode = "," ("mode" "=")? ("full" | "same" | "valid"), perhaps in quotes"""
    reader.at += 1
    skip_keyword(reader)
    while reader.kinds[reader.at] in QUOTES:
        reader.at += 1
    token = reader.tokens[reader.at]
    if token.text.lower() not in MODES:
        reader.fail(reader.at, f"`{reader.typed(reader.at)}` is no mode of `{word}`", f"The modes are {listed(MODES)}")
    reader.at += 1
    while reader.kinds[reader.at] in QUOTES:
        reader.at += 1
    return token.text.lower()


def operand(reader: Reader, word: str) -> Formula:
    """operand = expression of whole arrays"""
    place, opened = reader.at, len(reader.bare)
    node = reader.expression()
    return taken(reader, node, word, place, opened)


def taken(reader: Reader, node: Formula, word: str, place: int, opened: int) -> Formula:
    """An operand, its arrays taken off the list of bare ones; entries and plain numbers are refused."""
    last = reader.at - 1
    for each in outside_entries(node):
        if isinstance(each, Read) and each.indices:
            reader.fail(
                place,
                f"`{word}` takes whole arrays, not entries like `{each.array}[...]`",
                f"Write the name alone: `{each.array}`",
                last=last,
            )
    if not contains(node, (Whole, Operation)):
        reader.fail(place, f"`{word}` takes whole arrays; there is none here", last=last)
    del reader.bare[opened:]
    return node


def matmul(reader: Reader, left: Formula, right: Formula, first: int, opened: int) -> Formula:
    """matmul = product "@" factor"""
    for side in (left, right):
        taken(reader, side, "@", first, opened)
    return Operation("matmul", (left, right))


def is_transpose(reader: Reader, place: int) -> bool:
    """Whether ^T, ^{T}, ^\\top or .T stands at a place."""
    if reader.kinds[place] not in ("^", "."):
        return False
    place += 1 + (reader.kinds[place + 1] == "{")
    return reader.kinds[place] == "name" and reader.tokens[place].text == "T" and not reader.declared("T")


def transpose(reader: Reader, base: Formula, first: int, opened: int) -> Formula:
    """transpose = atom ("^" | ".") "T" """
    braced = reader.kinds[reader.at + 1] == "{"
    if base == ONE:
        reader.fail(first, *ROW_OF_ONES, last=reader.at + 1 + 2 * braced)
    matrix = taken(reader, base, "T", first, opened)
    reader.at += 4 if braced else 2
    check_matrix(reader, matrix, first, reader.at - 1)
    return entry(reader, Operation("T", (matrix,)), first, opened)


def _transposed(node: Formula) -> bool:
    return isinstance(node, Operation) and node.name == "T"


def check_matrix(reader: Reader, node: Formula, first: int, last: int) -> None:
    """Refuse a transpose of what has one index."""
    if rank(reader, node) == 1:
        array = f"`{node.array}`" if isinstance(node, Whole) else "this"
        product = "Write a product of two entries, `a[i]*b[j]`" if reader.kinds[first - 1] == "name" else ""
        reader.fail(first, f"`T` exchanges the two indices of a matrix; {array} has one", product, last=last)


def reverses(reader: Reader, place: int) -> bool:
    """Whether [::-1] or .flip(...) stands at a place."""
    following = reader.tokens[place + 1 : place + 4]
    if reader.kinds[place] == ":":
        return [token.text for token in following] == [":", "-", "1"]
    return reader.kinds[place] == "." and following[0].text in REVERSING


def entry(reader: Reader, node: Formula, place: int, opened: int) -> Formula:
    """entry = whole ("[" items "]" | "_" subscript)?; indices go through to the arrays of an elementwise formula"""
    kind = reader.kinds[reader.at]
    if kind not in ("[", "_", "(") or not (len(reader.bare) > opened or contains(node, Operation)):
        return node
    if kind == "(" and not isinstance(node, Operation):
        return node
    if isinstance(node, Mul) and sum(isinstance(factor, Whole) or _transposed(factor) for factor in node.factors) > 1:
        bare.refuse(reader, reader.bare[opened])
    if kind != "_" and reader.levels[reader.at].relations:
        return node
    first = reader.at
    indices: list[Formula] = []
    axes = rank(reader, node)
    reader.inside += 1
    if kind == "_":
        reader.at += 1
        if reader.kinds[reader.at] in ("{", "(", "["):
            indices += reader.items(reader.at)
        else:
            indices.append(reader.atom())
    else:
        while reader.kinds[reader.at] == kind and len(indices) < axes and not reader.levels[reader.at].relations:
            indices += reader.items(reader.at)
    reader.inside -= 1
    if len(indices) != axes:
        reader.fail(
            first, f"This has {axes} ind{'ex' if axes == 1 else 'ices'}; here it has {len(indices)}", last=reader.at - 1
        )
    del reader.bare[opened:]
    return indexed(node, tuple(indices))


def beside_an_operation(reader: Reader, tree: Formula) -> Formula | None:
    """conv(delta, w)*sigma'(y) at the indices asked for, as (conv(delta, w)*sigma'(y))[k] is read; None for any other.

    An array's name alone stays refused: a star beside it could be meant as the operation itself.
    """
    free = tuple(map(Symbol, reader.scope.free))
    operated = any(isinstance(node, Operation) for node in outside_entries(tree))
    return indexed(tree, free) if operated and not alone(tree) and rank(reader, tree) == len(free) else None


def alone(node: Formula) -> bool:
    """Whether an array's name stands in no function, no bracket of truth and no operation."""
    closed = isinstance(node, Apply | Bracket | Operation | Entry)
    return isinstance(node, Whole) or (not closed and any(map(alone, children(node))))


def indexed(node: Formula, indices: tuple[Formula, ...]) -> Formula:
    """The entry of a whole formula at the indices: (delta*flip(w))[k] is delta[k]*flip(w)[k]."""
    match node:
        case Operation():
            return Entry(node, indices)
        case Whole(array):
            return Read(array, indices)
        case Entry():
            return node
    return rebuild(node, lambda child: indexed(child, indices))


def rank(reader: Reader, node: Formula) -> int:
    """How many axes a whole formula has."""
    match node:
        case Whole(array):
            return reader.scope.arrays[array]
        case Operation("matmul", (left, right)):
            return max(rank(reader, left) + rank(reader, right) - 2, 0)
        case Operation(_, operands):
            return rank(reader, operands[0])
        case Entry():
            return 0
    return max((rank(reader, child) for child in children(node)), default=0)
