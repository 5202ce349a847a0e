"""Operations on whole arrays, written out in index notation: conv(a, b, full)[k] is sum(j, a[k - j] * b[j]).

One rule an operation: the shape of its result, and an entry of it. Everything else (values, products, derivatives)
then works on plain index notation. `first` is the first index of every array, 0 or 1; the result of an operation
starts at it too and is zero outside its shape, as every array is.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.calculus.refusals import refused
from engine.formula.facts import bound_indices, contains, free_symbols
from engine.formula.parts import rebuild
from engine.formula.tree import (
    ONE,
    Add,
    Apply,
    Bracket,
    Entry,
    Floor,
    Formula,
    Mul,
    Neg,
    Number,
    Operation,
    Quotient,
    Read,
    Sum,
    Symbol,
    Whole,
    add,
    mul,
    neg,
    sub,
)
from engine.formula.walk import fresh_index, nodes

Shape = tuple[Formula, ...]


class Wholes:
    """Writes the operations of a formula out in index notation.

    shapes   array -> its sizes, one formula an axis
    free     the indices asked for: an operation that stands without an index is read at them
    first    the first index of every array
    """

    def __init__(self, shapes: Mapping[str, Shape], free: tuple[str, ...], first: int = 0) -> None:
        self.shapes = shapes
        self.free = tuple(Symbol(name) for name in free)
        self.first = Number(first)
        self.taken = set(free)

    def written_out(self, formula: Formula) -> Formula:
        """The formula with every operation on whole arrays written in index notation.

        Raises Unreadable where the number of axes does not fit.
        """
        if not contains(formula, (Operation, Entry)):
            return formula
        self.taken |= free_symbols(formula) | bound_indices(formula)

        def visit(node: Formula) -> Formula:
            match node:
                case Entry(whole, indices):
                    return self._entry_within(whole, tuple(map(visit, indices)))
                case Operation():
                    return self._entry_within(node, self.free)
            return rebuild(node, visit)

        return visit(formula)

    def shape(self, whole: Formula) -> Shape:
        """The sizes of an array-valued formula, one formula an axis; () for a number."""
        match whole:
            case Whole(array):
                return self.shapes[array]
            case Operation(name, operands, mode, amount):
                shapes = [self.shape(operand) for operand in operands]
                match name:
                    case "conv" | "corr":
                        self._same_axes(name, *shapes)
                        return tuple(_window(mode, a, b) for a, b in zip(*shapes, strict=True))
                    case "flip" | "rot180":
                        return shapes[0]
                    case "pad":
                        return tuple(add(size, mul(Number(2), amount)) for size in shapes[0])
                    case "dilate":
                        return tuple(add(mul(sub(size, ONE), amount), ONE) for size in shapes[0])
                    case "T":
                        return shapes[0][::-1]
                    case "matmul":
                        self._fits_matmul(*shapes)
                        return (*shapes[0][:-1], *shapes[1][1:])
            case Add(parts) | Mul(parts):
                return max((self.shape(part) for part in parts), key=len)
            case Neg(body) | Apply(_, _, body) | Quotient(body, _):
                return self.shape(body)
        return ()

    def _entry_within(self, whole: Formula, indices: tuple[Formula, ...]) -> Formula:
        shape = self.shape(whole)
        if not shape and indices:
            raise refused("The result of this operation is one number, but one for each place is asked for")
        if len(shape) != len(indices):
            raise refused(
                f"The result of this operation has {_axes(len(shape))}, but it is read with "
                f"{_count(len(indices), 'index', 'indices')}"
            )
        inside = [
            bracket
            for index, size in zip(indices, shape, strict=True)
            for bracket in (
                Bracket(self.first, "<=", index),
                Bracket(index, "<", add(size, self.first) if self.first.value else size),
            )
        ]
        return mul(self.entry(whole, indices), *inside)

    def entry(self, whole: Formula, indices: tuple[Formula, ...]) -> Formula:
        """The entry of an array-valued formula at `indices`, right inside its shape."""
        match whole:
            case Whole(array):
                return Read(array, indices)
            case Operation(name, operands, mode, amount):
                return ENTRIES[name](self, operands, mode, amount, indices)
        if not contains(whole, (Whole, Operation)):
            return whole
        return rebuild(whole, lambda part: self.entry(part, indices))

    def _conv(self, operands, mode, _amount, indices) -> Formula:
        """conv(a, b, full)[k] = sum(j, a[k - j]*b[j]); valid starts at the size of b less 1, same in the middle."""
        return self._windows(operands, mode, indices, flipped=True)

    def _corr(self, operands, mode, _amount, indices) -> Formula:
        """corr(a, b, valid)[i] = sum(j, a[i + j]*b[j]); full starts as many places earlier as b has neighbours."""
        return self._windows(operands, mode, indices, flipped=False)

    def _windows(self, operands, mode, indices, flipped: bool) -> Formula:
        a, b = operands
        bound, left = [], []
        for index, size in zip(indices, self.shape(b), strict=True):
            letter = fresh_index(self.taken, "juvrtq")
            self.taken.add(letter)
            bound.append(letter)
            reach = sub(size, ONE)
            middle = Floor(reach, Number(2))
            if flipped:
                shift = {"full": Number(0), "valid": reach, "same": middle}[mode]
                place = add(sub(add(index, shift), Symbol(letter)), self.first)
            else:
                shift = {"full": reach, "valid": Number(0), "same": sub(reach, middle)}[mode]
                place = sub(sub(add(index, Symbol(letter)), shift), self.first)
            left.append(place)
        body = mul(self._entry_of(a, tuple(left)), self.entry(b, tuple(map(Symbol, bound))))
        for letter in reversed(bound):
            body = Sum(letter, None, None, body)
        return body

    def _entry_of(self, whole: Formula, indices: tuple[Formula, ...]) -> Formula:
        """An entry that may lie outside: only a named array knows by itself that it is zero there."""
        return Read(whole.array, indices) if isinstance(whole, Whole) else self._entry_within(whole, indices)

    def _flip(self, operands, _mode, _amount, indices) -> Formula:
        """flip(w)[j] = w[m - 1 - j] on every axis."""
        shape = self.shape(operands[0])
        return self.entry(operands[0], tuple(map(self._mirrored, indices, shape)))

    def _rot180(self, operands, _mode, _amount, indices) -> Formula:
        """rot180 reverses the last two axes (the only one of a row)."""
        shape = self.shape(operands[0])
        still = max(len(indices) - 2, 0)
        turned = tuple(map(self._mirrored, indices[still:], shape[still:]))
        return self.entry(operands[0], (*indices[:still], *turned))

    def _mirrored(self, index: Formula, size: Formula) -> Formula:
        return sub(add(size, self.first, self.first, neg(ONE)), index)

    def _pad(self, operands, _mode, amount, indices) -> Formula:
        """pad(x, p)[i] = x[i - p]."""
        return self._entry_of(operands[0], tuple(sub(index, amount) for index in indices))

    def _dilate(self, operands, _mode, amount, indices) -> Formula:
        """dilate(delta, s)[k] = delta[k/s]: zero where s does not divide k."""
        places = (add(Quotient(sub(index, self.first), amount), self.first) for index in indices)
        return self._entry_of(operands[0], tuple(places))

    def _T(self, operands, _mode, _amount, indices) -> Formula:
        """T(A)[i, j] = A[j, i]."""
        return self.entry(operands[0], indices[::-1])

    def _matmul(self, operands, _mode, _amount, indices) -> Formula:
        """(A @ b)[i] = sum(j, A[i, j]*b[j])."""
        a, b = operands
        split = len(self.shape(a)) - 1
        letter = fresh_index(self.taken, "jr")
        self.taken.add(letter)
        place = Symbol(letter)
        size = self.shape(a)[-1]
        last = sub(add(size, self.first), ONE)
        left = self.entry(a, (*indices[:split], place))
        right = self.entry(b, (place, *indices[split:]))
        return Sum(letter, self.first, last, mul(left, right))

    def _same_axes(self, name: str, a: Shape, b: Shape) -> None:
        if len(a) != len(b) or not a:
            raise refused(
                f"`{name}` needs two arrays with the same number of axes; "
                f"here the first has {len(a)} and the second {len(b)}"
            )

    def _fits_matmul(self, a: Shape, b: Shape) -> None:
        if not a or not b or len(a) > 2 or len(b) > 2:
            raise refused("`@` multiplies matrices and vectors: each side needs one or two axes")


ENTRIES = {
    "conv": Wholes._conv,
    "corr": Wholes._corr,
    "flip": Wholes._flip,
    "rot180": Wholes._rot180,
    "pad": Wholes._pad,
    "dilate": Wholes._dilate,
    "T": Wholes._T,
    "matmul": Wholes._matmul,
}


def valid_pairs(formula: Formula) -> list[tuple[Formula, Formula]]:
    """The operand pairs of every conv or corr in mode `valid`, where the first must be at least as long."""
    return [
        each.operands
        for each in nodes(formula)
        if isinstance(each, Operation) and each.name in ("conv", "corr") and each.mode == "valid"
    ]


def _window(mode: str, a: Formula, b: Formula) -> Formula:
    if mode == "same":
        return a
    return sub(add(a, b), ONE) if mode == "full" else add(sub(a, b), ONE)


def _axes(number: int) -> str:
    return _count(number, "axis", "axes")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
