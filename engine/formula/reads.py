"""Names and what stands behind them: entries of arrays in all their spellings, indices, sizes and functions.

x[i+j]  x_i  x_{i+j}  x_(i+j)  x(i+j)  w[o,c]  w[o][c]  w_{o,c}  w_{oc}  and a scalar b alone
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.formula import bare, derivatives, functions, numbers, truth
from engine.formula.names import inside_its_index, missing_sum, undeclared
from engine.formula.tree import Formula, Number, Power, Read, Symbol, Whole, mul

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

INDEX_MARKS = ("[", "_", "(")


def name(reader: Reader, behind: int | None = None) -> Formula:
    """name = index | derivative | array indices? | size | function; `behind` is where to go on after a braced name"""
    place = reader.at
    word = reader.tokens[place].text
    scope = reader.scope
    after = place + 1 if behind is None else behind
    following = reader.kinds[after]
    axes = scope.arrays.get(word)
    if word[0] == "d" and derivatives.starts(reader, place):
        return derivatives.derivative(reader)
    if reader.index(word) and not (axes and following in INDEX_MARKS):
        inside_its_index(reader, place)
        return symbol(reader, word, place, after)
    if axes is not None:
        return entry(reader, word, place, after)
    if word in scope.symbols:
        if reader.entries and word in scope.running:
            missing_sum(reader, place, word)
        return symbol(reader, word, place, after)
    if word in functions.TABLE and functions.called(reader, word, after):
        reader.at = after
        return functions.TABLE[word](reader, word, place)
    if following == "_" and reader.tokens[after].start == reader.tokens[place].end:
        joined = numbered(reader, word, after)
        if joined:
            return entry(reader, joined[0], place, joined[1])
    if reader.braces and 1 < len(word) <= 6 and letters_known(reader, word):
        reader.at = after
        return mul(*map(Symbol, word))
    if scope.open and following not in ("[", "_", "'") and not (following == "(" and (len(word) > 1 or word in "fgh")):
        return symbol(reader, word, place, after)
    undeclared(reader, place)


def letters_known(reader: Reader, word: str) -> bool:
    """Whether each letter of a run is an index, a size or a parameter: the si of x_{si+j} is s i."""
    if reader.scope.open:
        return len(word) <= 3 and word.isalpha() and any(map(reader.index, word))
    return all(reader.index(letter) or letter in reader.scope.symbols for letter in word)


def numbered(reader: Reader, word: str, after: int) -> tuple[str, int] | None:
    """An array whose name ends in a number, written with a subscript: w_1 for w1; its name and the place behind it."""
    braced = reader.kinds[after + 1] == "{"
    number = reader.tokens[after + 1 + braced]
    joined = word + number.text
    if number.kind != "number" or joined not in reader.scope.arrays:
        return None
    return joined, reader.partner[after + 1] + 1 if braced else after + 2


def symbol(reader: Reader, word: str, place: int, after: int) -> Formula:
    """symbol = name, with no index behind it"""
    reader.at = after
    following = reader.kinds[after]
    if following == "_" or (following == "[" and not reader.levels[after].relations):
        what = "an index" if reader.index(word) else "a single number"
        reader.fail(place, f"`{reader.typed(place)}` is {what}, not an array; it has no entries", last=after)
    return Symbol(word)


def entry(reader: Reader, array: str, place: int, after: int) -> Formula:
    """entry = array ("[" items "]" | "(" items ")" | "_" subscript)*"""
    axes = reader.scope.arrays[array]
    kinds = reader.kinds
    reader.at = after
    found: list[Formula] = []
    opened = len(reader.bare)
    raised = raised_first(reader)
    while True:
        kind = kinds[reader.at]
        if kind in ("[", "(") and truth.innermost(reader, reader.at) is not None:
            break
        if kind == "[":
            if reader.partner[reader.at] == reader.at + 1:
                reader.fail(reader.at, f"No index stands in these brackets; {needs(array, axes)}", last=reader.at + 1)
        elif kind == "_":
            pass
        elif kind != "(" or len(found) >= axes:
            break
        if len(found) >= axes:
            too_many(reader, array, axes, place)
        reader.inside += 1
        reader.entries += 1
        if kind == "_":
            found += subscript(reader, array, axes - len(found))
        else:
            found += reader.items(reader.at)
        reader.entries -= 1
        reader.inside -= 1
    if len(reader.bare) > opened:
        bare.refuse(reader, reader.bare[opened])
    if len(found) == axes:
        return Read(array, tuple(found)) if raised in (None, 1) else Power(Read(array, tuple(found)), raised)
    if not found:
        if kinds[reader.at] == "{" and reader.tokens[reader.at].text == "{":
            inside = reader.typed(reader.at, reader.partner[reader.at])[1:-1]
            reader.fail(
                place,
                f"{needs(array, axes)}; here it has none",
                suggestion=f"{array}[{inside}]",
                last=reader.partner[reader.at],
            )
        reader.bare.append(place)
        return Whole(array)
    if len(found) > axes:
        too_many(reader, array, axes, place, len(found))
    reader.fail(place, f"{needs(array, axes)}; here it has {len(found)}", last=reader.at - 1)


def raised_first(reader: Reader) -> int | None:
    """raised_first = "^" exponent, where a subscript follows: x^2_i is x_i^2"""
    place = reader.at
    if reader.kinds[place] != "^":
        return None
    behind = reader.partner.get(place + 1, place + 1) + 1
    if behind >= len(reader.kinds) or reader.kinds[behind] != "_":
        return None
    return numbers.exponent(reader)


def needs(array: str, axes: int) -> str:
    """How many indices an array has, as a clause.

    >>> needs("w", 2)
    '`w` has 2 indices'
    """
    return f"`{array}` has {axes} ind{'ex' if axes == 1 else 'ices'}"


def too_many(reader: Reader, array: str, axes: int, place: int, count: int = 0) -> None:
    """Refuse an entry with more indices than its array has axes."""
    last = max(reader.at - 1, place) if count else reader.partner.get(reader.at, reader.at)
    if array in (*reader.scope.upstream.values(), "delta") and count == axes + 1:
        reader.fail(
            place,
            f"{needs(array, axes)}; here it has {count}",
            "It is the upstream gradient; 1 where two indices are equal and else 0 is written `[i == j]`",
            last=last,
        )
    if axes == 0:
        reader.fail(place, f"`{array}` is a single number; it has no index", last=last)
    reader.fail(place, f"{needs(array, axes)}; here it has {count or 'more'}", last=last)


def _all_indices(reader: Reader, letters: str) -> bool:
    return all(reader.index(letter) and letter not in reader.scope.symbols for letter in letters)


def subscript(reader: Reader, array: str, axes: int) -> list[Formula]:
    """subscript = "_" (bracket items bracket | index | letters run together)"""
    reader.at += 1
    opening = reader.at
    kind = reader.kinds[opening]
    if kind in ("{", "(", "["):
        close = reader.partner[opening]
        run = "".join(token.text for token in reader.tokens[opening + 1 : close])
        if 1 < axes == len(run) == run_length(reader, opening + 1, close):
            reader.at = close + 1
            return [index_of(reader, letter, opening + 1) for letter in run]
        if axes == 1 and len(run) > 1 and opening + 2 == close and _all_indices(reader, run):
            reader.at = close + 1
            too_many(reader, array, axes, opening - 2, len(run))
        reader.braces += kind == "{"
        parts = side_by_side(reader, opening) if kind == "{" and axes > 1 else []
        found = [part(reader, each) for each in parts] if len(parts) == axes else reader.items(opening)
        reader.braces -= kind == "{"
        reader.at = close + 1
        return found
    token = reader.tokens[opening]
    if kind not in ("name", "number"):
        if kind == "end":
            reader.missing()
        reader.fail(
            opening - 1, f"No index stands behind this `_` of `{array}`", "A longer index stands in braces: `x_{i+j}`"
        )
    reader.at += 1
    if len(token.text) > 1 and not reader.declared(token.text):
        if len(token.text) == axes:
            return [index_of(reader, letter, opening) for letter in token.text]
        rest = token.text[1:]
        if reader.kinds[reader.at] not in INDEX_MARKS and all(map(reader.index, token.text)):
            reader.fail(
                opening,
                f"{needs(array, axes)}; `{token.text}` is {len(token.text)} letters",
                "Put a longer index into braces, as in `x_{i+j}`, or a space between factors",
            )
        tight = token.end - token.start == len(token.text)
        if tight and (reader.declared(rest) or reader.scope.arrays.keys() & {rest[:-1]} or rest in functions.TABLE):
            reader.tokens[opening] = token._replace(text=token.text[0], end=token.start + 1)
            found = [index_of(reader, token.text[0], opening)]
            reader.tokens[opening] = token._replace(text=rest, start=token.start + 1)
            reader.at = opening
            return found
    return [index_of(reader, token.text, opening)]


def side_by_side(reader: Reader, opening: int) -> list[tuple[int, str]]:
    """The places of the indices of x_{(i+a)(j+b)} or w_{oc(p-u)}, brackets and letters with nothing between them."""
    place, close, found = opening + 1, reader.partner[opening], []
    while place < close:
        token = reader.tokens[place]
        if token.kind == "(":
            found.append((place, ""))
            place = reader.partner[place]
        elif token.kind == "number" or (token.kind == "name" and reader.declared(token.text)):
            found.append((place, token.text))
        elif token.kind == "name":
            found += [(place, letter) for letter in token.text]
        else:
            return []
        place += 1
    return found if any(not word for _, word in found) else []


def part(reader: Reader, found: tuple[int, str]) -> Formula:
    """part = "(" expression ")" | letter | digits"""
    place, word = found
    if word:
        return index_of(reader, word, place)
    reader.at = place + 1
    index = reader.expression()
    if reader.at != reader.partner[place]:
        reader.unexpected()
    return index


def run_length(reader: Reader, first: int, close: int) -> int:
    """How many letters stand between two places when nothing but undeclared names and numbers stands there, else 0."""
    tokens = reader.tokens[first:close]
    if any(token.kind not in ("name", "number") for token in tokens):
        return 0
    if len(tokens) == 1 and reader.declared(tokens[0].text):
        return 0
    return sum(len(token.text) for token in tokens)


def index_of(reader: Reader, word: str, place: int) -> Formula:
    """index = letter | digits"""
    if word.isdigit():
        token = reader.tokens[place]
        here, reader.at = reader.at, place
        reader.tokens[place] = token._replace(kind="number", text=word)
        found = Number(int(word)) if len(word) < 10 else numbers.number(reader)
        reader.tokens[place] = token
        reader.at = here
        return found
    if reader.index(word) or word in reader.scope.symbols or (reader.scope.open and word not in reader.scope.arrays):
        return Symbol(word)
    token = reader.tokens[place]
    reader.tokens[place] = token._replace(text=word)
    undeclared(reader, place)
