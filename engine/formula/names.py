"""Names that mean nothing here, and what was likely meant: only declared names and the learner's own are suggested."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from engine.formula.scope import FUNCTIONS, LOSS, ROLES
from engine.formula.sentences import CALLED, FOREIGN, MODES, REVERSED, REVERSING, WITHOUT_PREFIX

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

DIFFERENTIALS = ("d", "∂")
IN_AN_INDEX = ("name", "number", "+", "-", "*")
INDEX_LETTERS = frozenset("ijklmnopqrstuv")
BEHIND_A_SUMMAND = ("+", "-", ")", "]", "}", ",", "=", "==", "end")


def undeclared(reader: Reader, place: int) -> NoReturn:
    """Refuse a name that means nothing here, with the likeliest intention."""
    name = reader.tokens[place].text
    typed = reader.typed(place)
    scope = reader.scope
    lower = place + 2
    if (
        name[0] == "d"
        and len(name) > 1
        and reader.kinds[place + 1] == "/"
        and reader.tokens[lower].text[0:1] in ("d", "∂")
    ):
        refuse_derivative(reader, place, lower)
    if is_matrix(reader, place) and max(scope.arrays.values(), default=0) < 2:
        reader.fail(place, f"There is no matrix `{typed}` here", "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)`")
    if reader.kinds[place + 1] == ".":
        found, expected = FOREIGN.get(name, (f"`{typed}` is not known here", WITHOUT_PREFIX))
        behind = reader.tokens[lower].text
        reader.fail(place, found, REVERSED if behind in REVERSING else FOREIGN.get(behind, ("", expected))[1])
    last = end_of_word(reader, place)
    if name in ("conv", "corr") and reader.kinds[place + 1] == "_":
        last = max(last, place + 2)
    longer = reader.typed(place, last)
    if last > place and any(part.startswith(("conv", "corr")) for part in longer.split("_")):
        reader.fail(place, f"There is no `{longer}` here", "Write `conv(a, b)` or `corr(a, b)`", last=last)
    if name in FUNCTIONS and (last > place or (place and reader.tokens[place - 1].text in DIFFERENTIALS)):
        found = f"There is no `{longer}` here" if last > place else f"No brackets stand behind `{typed}`"
        reader.fail(place, found, slope(name), last=last)
    if name in CALLED:
        reader.fail(place, f"No brackets stand behind `{typed}`", f"Write what it is of: `{name}{CALLED[name]}`")
    if name in FOREIGN:
        reader.fail(place, *FOREIGN[name])
    if name.lower() in MODES and reader.kinds[place - 1] in ("name", ")", "]", "}"):
        reader.fail(place, f"A comma is missing before `{typed}`", f"Write `conv(a, b, {name.lower()})`")
    if name == scope.gradient and scope.upstream:
        array, given = next(iter(scope.upstream.items()))
        reader.fail(
            place, f"There is no `{typed}` here", f"What comes from above is `{given}`, the gradient of `{array}`"
        )
    limit = bool(reader.made_of) and not reader.entries and reader.kinds[place + 1] != "["
    known = [*([] if limit else scope.arrays), *sorted(scope.symbols), *([] if limit else scope.free)]
    indexed = reader.kinds[place + 1] in ("[", "_")
    if reader.entries and name in scope.running:
        missing_sum(reader, place, name)
    for other in known:
        if (
            other != name
            and other.lower() == name.lower()
            and (scope.arrays.get(other, 0) > 0 if indexed else not (reader.inside and other in scope.arrays))
        ):
            role = scope.roles.get(other)
            called = (
                f"the {role} is called `{other}`" if role and other in scope.arrays else f"here it is called `{other}`"
            )
            reader.fail(place, f"`{typed}`: {called}")
    if limit and not (name in reader.ended or is_indexed(reader, name) or split_run(reader, name)):
        reader.fail(place, f"There is no `{typed}` here", made_of_sizes(reader))
    if name == LOSS and scope.arrays:
        reader.fail(
            place, f"The loss `{LOSS}` stands only in a derivative", f"Write it with `d` or `∂`: `d{LOSS}/d...`"
        )
    if is_index_like(reader, name) or (len(name) == 1 and longer_index(reader, place)):
        missing_sum(reader, place, name)
    if name == "e":
        reader.fail(place, "There is no `e` here", "Write `exp(...)` for a power of it")
    guess = likely(reader, name, reader.kinds[place + 1])
    if guess:
        reader.fail(place, f"There is no `{longer}` here", suggestion=guess, last=last)
    reader.fail(place, f"There is no `{longer}` here", names_here(reader), last=last)


def end_of_word(reader: Reader, place: int) -> int:
    """The last token of a name that is joined of words, as grad_output is; of another name its own token."""
    last = place
    while (
        len(reader.tokens[last].text) > 1
        and reader.kinds[last + 1 : last + 3] == ["_", "name"]
        and len(reader.tokens[last + 2].text) > 1
    ):
        last += 2
    return last


def is_matrix(reader: Reader, place: int) -> bool:
    """Whether a capital stands where only a matrix does: beside an `@`, in T( ) or before ^T."""
    kinds, tokens = reader.kinds, reader.tokens
    if not tokens[place].text.isupper():
        return False
    transposed = kinds[place + 1] in ("^", ".") and tokens[place + 2].text == "T"
    inside = place > 1 and kinds[place - 1] == "(" and tokens[place - 2].text == "T"
    return transposed or inside or "@" in (kinds[place + 1], kinds[place - 1] if place else "")


def made_of_sizes(reader: Reader) -> str:
    """Of which names a range, or the number of zeros in a pad, is made; empty where neither is read, or none exist."""
    sizes = listed([name for name in sorted(reader.scope.symbols) if not reader.index(name)])
    return reader.made_of.format(sizes) if sizes else ""


def slope(function: str) -> str:
    """How the slope of a function is written."""
    return f"The slope of `{function}` is written `{function}'(z[i])`"


def refuse_derivative(reader: Reader, place: int, lower: int) -> NoReturn:
    """Refuse dE/dx, dz/dX or dsigma/dx for the name in it that means nothing so."""
    scope = reader.scope
    upper = reader.tokens[place].text[1:]
    if upper in scope.arrays or upper == LOSS:
        token = reader.tokens[lower]
        if len(token.text) > 1:
            reader.tokens[lower] = token._replace(text=token.text[1:], start=token.start + 1)
            undeclared(reader, lower)
    if upper in FUNCTIONS:
        reader.fail(place, f"No brackets stand behind `{upper}`", slope(upper))
    reader.fail(place, f"There is no `{upper}` here", f"The loss is called `{LOSS}`: `d{LOSS}/d...`")


def is_index_like(reader: Reader, name: str) -> bool:
    """Whether an undeclared name is one letter that stands, here or elsewhere, where an index stands."""
    if len(name.rstrip("'0123456789")) != 1:
        return False
    if reader.inside or name in reader.ended:
        return True
    return is_indexed(reader, name) or any(
        reader.kinds[opening] == "[" and any(token.text == name for token in reader.tokens[opening:close])
        for opening, close in reader.partner.items()
    )


def is_indexed(reader: Reader, name: str) -> bool:
    """Whether a name stands in the index of an array somewhere in the line."""
    for place, token in enumerate(reader.tokens):
        if token.kind == "name" and token.text in reader.scope.arrays:
            opening = place + 1 + (reader.kinds[place + 1] == "_")
            close = reader.partner.get(opening, opening if opening > place + 1 else place)
            if any(each.text == name for each in reader.tokens[opening : close + 1]):
                return True
    return False


def missing_sum(reader: Reader, place: int, name: str) -> NoReturn:
    """Refuse an index that is neither summed nor asked for."""
    free = reader.scope.free
    asked = (
        f"the indices asked for are {listed(free)}"
        if len(free) > 1
        else f"the index asked for is `{free[0]}`"
        if free
        else ""
    )
    asked = asked or "no index is asked for"
    longer = longer_index(reader, place)
    if longer:
        reader.fail(place, f"`{name}` stands outside the index here", suggestion=longer, misconception="missing-sum")
    if name in reader.ended:
        reader.fail(
            place,
            f"The sum over `{name}` has ended before this place",
            f"Put all that it sums into its brackets: sum({name}, ...)",
            misconception="missing-sum",
        )
    reader.fail(
        place,
        f"The index `{name}` is neither summed nor asked for",
        f"Sum over it with sum({name}, ...), or write another index; {asked}",
        misconception="missing-sum",
    )


def longer_index(reader: Reader, place: int) -> str:
    """The x_{i+j} that was meant by x_i+j, by w_k-2i too; empty where no such subscript stands before a letter."""
    kinds, tokens, arrays = reader.kinds, reader.tokens, reader.scope.arrays
    name = tokens[place].text
    if not (name in INDEX_LETTERS or reader.index(name) or name in reader.ended):
        return ""
    first = place - 1
    while first > 0 and kinds[first] in IN_AN_INDEX and tokens[first].text not in arrays:
        first -= 1
    subscript = first > 0 and kinds[first] == "_" and tokens[first - 1].text in arrays
    begun = first + 3 <= place and kinds[first + 1] in ("name", "number") and kinds[first + 2] in ("+", "-")
    return f"{reader.typed(first - 1)}_{{{reader.typed(first + 1, place)}}}" if subscript and begun else ""


def inside_its_index(reader: Reader, place: int) -> None:
    """Refuse the bare index that fell out of the subscript before it, the j of x_i+j or of delta_k-j w_j."""
    behind = place + 1 + (reader.kinds[place + 1] == "*")
    ends = reader.kinds[place + 1] in BEHIND_A_SUMMAND or reader.tokens[behind].text in reader.scope.arrays
    if reader.inside or reader.scope.open or not ends:
        return
    longer = longer_index(reader, place)
    if longer:
        reader.fail(place, f"`{reader.typed(place)}` stands outside the index here", suggestion=longer)


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Names in a sentence.

    >>> listed(["x", "w", "delta"])
    '`x`, `w` and `delta`'
    """
    marked = [f"`{name}`" for name in names]
    return " and ".join(filter(None, (", ".join(marked[:-1]), marked[-1]))) if marked else ""


def names_here(reader: Reader) -> str:
    """The names that exist, as a sentence."""
    scope = reader.scope
    known = dict.fromkeys((*scope.arrays, *scope.free, *sorted(scope.symbols - set(scope.free)), *reader.bound))
    return f"The names here are {listed(list(known))}" if known else ""


def likely(reader: Reader, name: str, followed: str) -> str:
    """The formula that was likely meant by a name that means nothing; empty when nothing is likely."""
    scope = reader.scope
    from_above = scope.backward or len(name) > 1
    if name[:1] == "d" and name[1:] in scope.upstream:
        return scope.upstream[name[1:]]
    if name[:1] == "d" and name[1:] in scope.arrays and scope.upstream:
        return f"dL/{name}"
    if from_above and name in GRADIENT_WORDS and len(set(scope.upstream.values())) == 1:
        return next(iter(scope.upstream.values()))
    if followed in ("(", "'") and name in ("f", "g", "h", "phi", "psi", "act", "activation", "sigmoid"):
        return "sigma'" if followed == "'" else "sigma"
    if followed == "(" and name[:1] in ("d", "D") and name[1:] in FUNCTIONS:
        return f"{name[1:]}'"
    if followed in ("(", "'") and len(name) == 1:
        return ""
    for array, role in scope.roles.items():
        if array in scope.arrays and name.lower() in ALIASES.get(role, ()) and (from_above or role != FROM_ABOVE):
            return array
    split = split_run(reader, name)
    if split:
        return split
    known = [
        *scope.arrays,
        *sorted(scope.symbols),
        *scope.free,
        *reader.bound,
        *FUNCTIONS,
        "sum",
        "conv",
        "corr",
        "flip",
    ]
    close = get_close_matches(name, known, 1, 0.7) if 2 < len(name) < 40 else []
    return close[0] if close else ""


FROM_ABOVE = ROLES["delta"]
GRADIENT_WORDS = frozenset(
    ("dout", "grad", "g", "dy", "dz", "dl", "upstream", "error", "err", "gradient", "epsilon", "eps", "Delta", "delta")
)
ALIASES = {
    "input": ("input", "in", "inp", "inputs", "image", "img", "signal", "data"),
    "kernel": ("kernel", "filter", "weight", "weights", "k", "f", "h"),
    "bias": ("bias",),
    "pre-activation": ("output", "out", "y"),
    "activation": ("activation", "act"),
    FROM_ABOVE: ("upstream", "d", "grad", "dout"),
}


def split_run(reader: Reader, name: str) -> str:
    """Letters run together, taken apart: sij is s*i*j, wj is w[j]; empty when a part means nothing."""
    if not 1 < len(name) <= 6:
        return ""
    letters = list(name)
    if all(reader.index(letter) or letter in reader.scope.symbols for letter in letters):
        return "*".join(letters)
    for array, axes in reader.scope.arrays.items():
        rest = name[len(array) :]
        if (
            axes
            and name.startswith(array)
            and len(rest) == axes
            and all(reader.index(letter) or letter.isdigit() for letter in rest)
        ):
            return f"{array}[{','.join(rest)}]"
    return ""
