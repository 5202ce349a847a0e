"""Trees drawn at random in the parser's normal form, and the scope in which they can be read."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from engine.formula.facts import contains
from engine.formula.scope import Scope
from engine.formula.tree import (
    RELATIONS,
    Apply,
    Bracket,
    Entry,
    Floor,
    Formula,
    Max,
    Number,
    Operation,
    Partial,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
    Whole,
    add,
    mul,
    neg,
)

AXES = {"x": 1, "w": 1, "z": 1, "a": 1, "delta": 1, "K": 2, "y": 4, "b": 0}
SIZES = ("n", "m", "s", "d", "p")
FREE = ("i", "k")
LETTERS = ("j", "u", "v", "o", "c", "q", "t", "g")
KINDS = (
    *("read", "place", "number", "add", "sub", "mul", "mul", "neg", "quotient", "floor", "power", "sum", "sum", "max"),
    *("bracket", "values", "partial", "loss", "apply", "operation", "entry", "entry2"),
)
FUNCTIONS = ("sigma", "relu", "exp", "log", "tanh")
SCOPE = Scope(
    arrays=AXES,
    symbols=frozenset(SIZES),
    free=FREE,
    upstream={"z": "delta"},
    roles={"x": "input", "w": "kernel", "b": "bias", "z": "pre-activation", "a": "activation"},
)

naturals = st.integers(0, 12).map(Number)
halves = st.sampled_from((Fraction(1, 2), Fraction(3, 4), Fraction(1, 8), Fraction(5, 2))).map(Number)


@cache
@st.composite
def places(draw, names: tuple[str, ...], depth: int = 2) -> Formula:
    """An index expression over these names."""
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(st.one_of(naturals, st.sampled_from(names).map(Symbol)))
    inner = places(names, depth - 1)
    kind = draw(st.sampled_from(("add", "add", "sub", "sub", "mul", "quotient", "floor", "neg", "power")))
    if kind == "neg":
        return neg(draw(inner))
    if kind == "power":
        return Power(draw(st.sampled_from(names).map(Symbol)), draw(st.integers(2, 3)))
    left, right = draw(inner), draw(inner)
    make = {
        "add": add,
        "sub": lambda a, b: add(a, neg(b)),
        "mul": mul,
        "quotient": Quotient,
        "floor": Floor,
    }
    return make[kind](left, right)


@cache
def reads(names: tuple[str, ...], arrays: tuple[str, ...] = tuple(AXES)) -> st.SearchStrategy[Formula]:
    """An entry of an array."""
    return st.sampled_from(arrays).flatmap(
        lambda array: st.tuples(*[places(names)] * AXES[array]).map(lambda indices: Read(array, indices))
    )


@cache
def wholes(axes: int, depth: int = 2) -> st.SearchStrategy[Formula]:
    """An operation on whole arrays whose result has so many axes, 1 or 2."""
    parts = operands(axes, depth)
    matrices, same = operands(2, depth), st.sampled_from(("flip", "rot180", *(("T",) if axes == 2 else ())))
    return st.one_of(
        st.builds(
            lambda name, left, right, mode: Operation(name, (left, right), mode),
            st.sampled_from(("conv", "corr")),
            parts,
            parts,
            st.sampled_from(("full", "same", "valid")),
        ),
        st.builds(lambda name, part: Operation(name, (part,)), same, parts),
        st.builds(
            lambda name, part, amount: Operation(name, (part,), None, amount),
            st.sampled_from(("pad", "dilate")),
            parts,
            places(SIZES, 1),
        ),
        st.builds(lambda left, right: Operation("matmul", (left, right)), matrices, parts),
    )


@cache
def operands(axes: int, depth: int) -> st.SearchStrategy[Formula]:
    """An array with so many axes, an operation, or an elementwise formula of such."""
    arrays = st.sampled_from(("K",) if axes == 2 else ("x", "w", "z", "delta")).map(Whole)
    if depth == 0:
        return arrays
    parts = st.one_of(arrays, wholes(axes, depth - 1))
    return st.one_of(
        arrays,
        arrays,
        wholes(axes, depth - 1),
        st.builds(mul, st.integers(2, 9).map(Number), parts),
        st.builds(mul, parts, parts),
        st.builds(add, parts, parts),
        st.builds(lambda left, right: add(left, neg(right)), parts, parts),
        st.builds(neg, parts),
        st.builds(Apply, st.sampled_from(FUNCTIONS), st.integers(0, 1), parts),
    )


@cache
@st.composite
def formulas(draw, names: tuple[str, ...] = (*FREE, *SIZES), depth: int = 3) -> Formula:
    """A formula whose indices are the free ones and those of its own sums."""
    if depth == 0:
        return draw(st.one_of(reads(names), reads(names), reads(names), places(names, 1), halves))
    kind = draw(st.sampled_from(KINDS))
    if kind in ("sum", "max"):
        unused = [letter for letter in LETTERS if letter not in names]
        index = draw(st.sampled_from(unused))
        limits = (draw(places(names, 1)), draw(places(names, 1)))
        bounds = limits if kind == "max" or draw(st.booleans()) else (None, None)
        body = draw(formulas((*names, index), depth - 1))
        return (Sum if kind == "sum" else Max)(index, *bounds, body)
    return draw(kinds(names, depth)[kind])


def has_no_derivative(formula: Formula) -> bool:
    """Whether a derivative of the formula can be read: second derivatives are not."""
    return not contains(formula, Partial)


@cache
def kinds(names: tuple[str, ...], depth: int) -> dict[str, st.SearchStrategy[Formula]]:
    """The strategy of each kind that binds no index."""
    inner = formulas(names, depth - 1)
    return {
        "read": reads(names),
        "place": places(names),
        "number": halves,
        "add": st.lists(inner, min_size=2, max_size=3).map(lambda terms: add(*terms)),
        "sub": st.tuples(inner, inner).map(lambda pair: add(pair[0], neg(pair[1]))),
        "mul": st.lists(inner, min_size=2, max_size=3).map(lambda factors: mul(*factors)),
        "neg": inner.map(neg),
        "quotient": st.builds(Quotient, inner, inner),
        "floor": st.builds(Floor, inner, inner),
        "power": st.builds(Power, inner, st.sampled_from((2, 3, -1, 16))),
        "bracket": st.builds(Bracket, places(names), st.sampled_from(RELATIONS), places(names)),
        "values": st.builds(Bracket, reads(names), st.sampled_from(RELATIONS), reads(names)),
        "partial": st.builds(Partial, inner.filter(has_no_derivative), reads(names, ("x", "w", "b", "z", "K"))),
        "loss": st.builds(lambda by: Partial(None, by), reads(names, ("x", "w", "b", "a", "K"))),
        "apply": st.builds(Apply, st.sampled_from(FUNCTIONS), st.integers(0, 2), inner),
        "operation": wholes(1),
        "entry": st.builds(lambda whole, place: Entry(whole, (place,)), wholes(1), places(names)),
        "entry2": st.builds(lambda whole, *at: Entry(whole, at), wholes(2, 1), places(names), places(names)),
    }
