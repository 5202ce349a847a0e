"""Names that mean nothing here, and what was likely meant: only declared names and the learner's own are suggested."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from engine.formula.scope import FUNCTIONS

if TYPE_CHECKING:
    from engine.formula.grammar import Reader

SENTENCES = {
    "=": ("An `=` stands inside a formula here", "A comparison stands in brackets, like `[i == j]`"),
    "==": ("A comparison stands outside brackets here", "Write it in brackets, like `[i == j]`"),
    "<": ("A comparison stands outside brackets here", "Write it in brackets, like `[i < j]`"),
    "<=": ("A comparison stands outside brackets here", "Write it in brackets, like `[i <= j]`"),
    ">": ("A comparison stands outside brackets here", "Write it in brackets, like `[i > j]`"),
    ">=": ("A comparison stands outside brackets here", "Write it in brackets, like `[i >= j]`"),
    "!=": ("A comparison stands outside brackets here", "Write it in brackets, like `[i != j]`"),
    "..": ("A range stands outside a sum here", "A range belongs to an index: `sum(j=0..m-1, ...)`"),
    ":": ("A `:` is not read here", "A range is written `0..m-1`, both ends included; an entry needs one index for each axis"),
    "for": ("A `for` stands outside a sum here", "It belongs inside the brackets: `sum(... for j in range(m))`"),
    "∈": ("An `in` stands outside a sum here", "It belongs to an index: `sum(... for j in range(m))`"),
    "if": ("An `if` is not read here", "A condition is a factor in brackets: `[i == j]` is 1 where it holds and 0 elsewhere"),
    ".": ("A `.` is not read here", "Nothing has parts: write `sum(j, ...)`, `conv(a, b)` or `T(A)` without a prefix"),
    "!": ("A `!` is not read here", "There are no factorials"),
    "?": ("A `?` is not read here", "Put a formula in its place"),
    "%": ("A `%` is not read here", "The remainder of a divided by b is `a - b*(a//b)`"),
    "|": ("A `|` is not read here", "There are no absolute values and no conditions of that kind; write `[i == j]`"),
    "#": ("A `#` is not read here", "Leave the comment out"),
    "⋆": ("This star is not read", "Write `conv(a, b)` for a convolution and `corr(a, b)` for a cross-correlation"),
    "∇": ("A `∇` is not read here", "Write a derivative with its entry: `dL/dx[k]`"),
    "'": ("A prime stands here without a function", "Only a function has one: `sigma'(z[i])`"),
    '"': ("A quotation mark is not read here", "Leave the marks out"),
    ";": ("A `;` is not read here", "Indices are separated by commas"),
    ",": ("A comma can't stand here", "Commas separate indices, as in `w[u,v]`"),
    "&": ("An `&` is not read here", "Conditions multiply: `[i == j]*[k < m]`"),
    "and": ("An `and` is not read here", "Conditions multiply: `[i == j]*[k < m]`"),
    "_": ("A `_` stands here without an array before it", "A subscript belongs to an array: `x_i`"),
    "@": ("An `@` stands between two arrays", "Something is missing before it"),
}

FOREIGN = {
    "lambda": ("`lambda` is not read", "Write the formula itself"),
    "else": ("An `else` is not read here", "A condition is a factor in brackets: `[i == j]` is 1 where it holds and 0 elsewhere"),
    "where": ("`where` is not read", "A condition is a factor in brackets: `[i == j]` is 1 where it holds and 0 elsewhere"),
    "np": ("NumPy is not known here", "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)` without a prefix"),
    "numpy": ("NumPy is not known here", "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)` without a prefix"),
    "torch": ("PyTorch is not known here", "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)` without a prefix"),
    "scipy": ("SciPy is not known here", "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)` without a prefix"),
    "range": ("A `range` stands outside a sum here", "It belongs to an index: `sum(... for j in range(m))`"),
    "len": ("`len` is not read", "The sizes have names of their own"),
    "abs": ("`abs` is not read", "There are no absolute values"),
    "sqrt": ("`sqrt` is not read", "Powers are whole numbers"),
    "prod": ("A product over an index is not read", "Write the factors side by side"),
    "ceil": ("`ceil` is not read", "a / b rounded up is `-((-a)//b)`"),
    "lceil": ("Rounding up is not read", "a / b rounded up is `-((-a)//b)`"),
    "mod": ("`mod` is not read", "The remainder of a divided by b is `a - b*(a//b)`"),
    "bmod": ("`mod` is not read", "The remainder of a divided by b is `a - b*(a//b)`"),
    "dot": ("`dot` is not read", "Write `A @ b` for a product of matrices, or a sum over an index"),
    "matmul": ("`matmul` is not read", "Write `A @ b`"),
    "conv2d": ("`conv2d` is a cross-correlation in one library and a convolution in another", "Write `corr(a, b)` or `conv(a, b)`"),
    "return": ("`return` is not read", "Write the formula alone"),
    "print": ("`print` is not read", "Write the formula alone"),
    "import": ("`import` is not read", "Write the formula alone"),
}


def undeclared(reader: Reader, place: int) -> NoReturn:
    """Refuse a name that means nothing here, with the likeliest intention."""
    name = reader.tokens[place].text
    typed = reader.typed(place)
    scope = reader.scope
    if name in FOREIGN:
        reader.fail(place, *FOREIGN[name])
    known = [*scope.arrays, *sorted(scope.symbols), *scope.free, *reader.bound]
    indexed = reader.kinds[place + 1] in ("[", "_")
    for other in known:
        if other != name and other.lower() == name.lower() and (scope.arrays.get(other, 0) > 0 or not indexed):
            role = scope.roles.get(other)
            called = f"the {role} is called `{other}`" if role and other in scope.arrays else f"here it is called `{other}`"
            reader.fail(place, f"`{typed}`: {called}")
    if is_index_like(reader, name):
        missing_sum(reader, place, name)
    if name == "e":
        reader.fail(place, "There is no `e` here", "Write `exp(...)` for a power of it")
    guess = likely(reader, name)
    if guess:
        reader.fail(place, f"There is no `{typed}` here", suggestion=guess)
    reader.fail(place, f"There is no `{typed}` here", names_here(reader))


def is_index_like(reader: Reader, name: str) -> bool:
    """Whether an undeclared name is one letter that stands, here or elsewhere, where an index stands."""
    if len(name) > 2 or (len(name) == 2 and not name[1].isdigit()):
        return False
    if reader.inside or name in reader.ended:
        return True
    for opening, close in reader.partner.items():
        if reader.kinds[opening] == "[" and any(token.text == name for token in reader.tokens[opening:close]):
            return True
    return False


def missing_sum(reader: Reader, place: int, name: str) -> NoReturn:
    """Refuse an index that is neither summed nor asked for."""
    free = reader.scope.free
    asked = f"the indices asked for are {listed(free)}" if len(free) > 1 else f"the index asked for is `{free[0]}`" if free else ""
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
    """The x_{i+j} that was meant by x_i+j; empty where no such subscript stands before a place."""
    first = place - 3
    if first < 1 or reader.kinds[place - 1] not in ("+", "-") or reader.kinds[place - 2] not in ("name", "number"):
        return ""
    if reader.kinds[first] != "_" or reader.kinds[first - 1] != "name":
        return ""
    return f"{reader.typed(first - 1)}_{{{reader.typed(place - 2, place)}}}"


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


def likely(reader: Reader, name: str) -> str:
    """The formula that was likely meant by a name that means nothing; empty when nothing is likely."""
    scope = reader.scope
    if name[:1] == "d" and name[1:] in scope.upstream:
        return scope.upstream[name[1:]]
    if name[:1] == "d" and name[1:] in scope.arrays:
        return f"dL/{name}"
    if name in GRADIENT_WORDS and len(set(scope.upstream.values())) == 1:
        return next(iter(scope.upstream.values()))
    for array, role in scope.roles.items():
        if array in scope.arrays and name.lower() in ALIASES.get(role, ()):
            return array
    if name.lower() in ("sigmoid", "phi", "act", "activation"):
        return "sigma"
    split = split_run(reader, name)
    if split:
        return split
    known = [*scope.arrays, *sorted(scope.symbols), *scope.free, *reader.bound, *FUNCTIONS, "sum", "conv", "corr", "flip"]
    close = get_close_matches(name, known, 1, 0.7) if 2 < len(name) < 40 else []
    return close[0] if close else ""


GRADIENT_WORDS = frozenset("dout grad g dy dz dl dout upstream error err gradient epsilon eps Delta dL".split())
ALIASES = {
    "input": ("input", "in", "inp", "inputs", "image", "img", "signal", "data"),
    "kernel": ("kernel", "filter", "weight", "weights", "k", "f", "h"),
    "bias": ("bias",),
    "pre-activation": ("output", "out", "y"),
    "activation": ("activation", "act"),
    "upstream gradient": ("upstream", "d", "grad", "dout"),
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
        if axes and name.startswith(array) and len(rest) == axes and all(map(reader.index, rest)):
            return f"{array}[{','.join(rest)}]"
    return ""
