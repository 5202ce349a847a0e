"""What the fields of a layer may hold: names, shapes and numbers, each refused in a sentence that names its field."""

from __future__ import annotations

from collections.abc import Mapping

from engine.formula.parser import parse_shape
from engine.formula.parts import children
from engine.formula.problems import Unreadable
from engine.formula.scope import FUNCTIONS, LOSS
from engine.formula.tree import Apply, Formula, Mul, Number, Power, Quotient, Read
from engine.formula.walk import nodes

ARRAYS = 24
AXES = 8
LONGEST_NAME = 24
LARGEST_SCALAR = 64


def degree(formula: Formula) -> int:
    """How many entries the longest product of a formula multiplies.

    >>> from engine.formula.tree import Power
    >>> degree(Power(Power(Read("x"), 3), 3))
    9
    """
    match formula:
        case Read():
            return 1
        case Power(base, exponent):
            return degree(base) * abs(exponent)
        case Mul(factors):
            return sum(map(degree, factors))
    return max(map(degree, children(formula)), default=0)


def nesting(formula: Formula) -> int:
    """How many functions and quotients stand inside each other.

    >>> from engine.formula.tree import Apply
    >>> nesting(Apply("exp", 0, Apply("tanh", 0, Read("x"))))
    2
    """
    return isinstance(formula, Apply | Quotient) + max(map(nesting, children(formula)), default=0)


def is_scalar(value: object) -> bool:
    """Whether a parameter may be this number."""
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LARGEST_SCALAR


def check_pairs(field: str, given: object, example: str) -> None:
    """Raises TypeError where a field is neither left out nor names with what belongs to them."""
    if given is not None and not isinstance(given, Mapping):
        raise TypeError(f"{field}: needs a name with what belongs to it, as in {example}, not {given!r}")


def check_name(field: str, name: str) -> None:
    """Raises ValueError where an array can't be called so."""
    if not (isinstance(name, str) and name.isidentifier() and name.isascii() and len(name) <= LONGEST_NAME):
        raise ValueError(f"{field}: {name!r} is no name for an array; use letters and digits")
    if name in FUNCTIONS or name == LOSS:
        raise ValueError(f"{field}: `{name}` has a meaning of its own and cannot name an array")


def read_shapes(shapes: Mapping[str, str]) -> dict[str, tuple[Formula, ...]]:
    """The sizes of every array, read. Raises ValueError, or TypeError for what is no text."""
    if not shapes:
        raise ValueError('shapes: every array needs its sizes, for example {"x": "n", "w": "m", "z": "n-m+1"}')
    if len(shapes) > ARRAYS:
        raise ValueError(f"shapes: at most {ARRAYS} arrays, not {len(shapes)}")
    read = {}
    for name, text in shapes.items():
        check_name("shapes", name)
        if not isinstance(text, str):
            raise TypeError(f"shapes: the shape of `{name}` is a text such as 'n' or 'o, c, m', not {text!r}")
        try:
            read[name] = parse_shape(text)
        except Unreadable as refusal:
            raise ValueError(f"shapes: `{name}`: {refusal.problem.message}") from None
        if any(isinstance(each, Number) and not isinstance(each.value, int) for s in read[name] for each in nodes(s)):
            raise ValueError(f"shapes: `{name}`: a size is made of whole numbers and names, not of fractions")
        if len(read[name]) > AXES:
            raise ValueError(f"shapes: `{name}` has {len(read[name])} axes; at most {AXES}")
    return read
