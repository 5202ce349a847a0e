"""The rules that go wrong inside an index: reversed, shifted, a step left out or at the wrong place."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from engine.calculus.reach import tidy
from engine.formula.tree import (
    ONE,
    Add,
    Floor,
    Formula,
    Mul,
    Neg,
    Number,
    Quotient,
    Read,
    Symbol,
    add,
    mul,
    neg,
    sub,
)
from engine.formula.walk import bound_indices, free_symbols, nodes, rebuild, substitute, transform
from engine.grading.variants import value_variants

if TYPE_CHECKING:
    from engine.grading.mutants import Setting

STRIDE, DILATION, PADDING = "stride-ignored", "dilation-ignored", "padding-ignored"
MOST_AXES = 4


def flips(formula: Formula, setting: Setting):
    """The index of a window run the other way: k - j becomes k + j, i + j becomes i - j, on every axis or on some."""
    windows = _windows(formula, setting.free)
    if not windows:
        for changed in value_variants(formula, _turned_round):
            yield "no-flip", changed
        return
    for chosen in _choices(sorted(windows)):
        backwards = any(windows[index] for index in chosen)
        name = "no-flip" if backwards else "needless-flip"
        if len(chosen) < len(windows):
            name = "flipped-one-axis"
        for whole in (False, True):
            yield name, transform(formula, lambda node, chosen=chosen, whole=whole: _turned(node, chosen, whole))


def _turned_round(node: Formula):
    """An entry at a difference of indices: w[k - i] becomes w[i - k]."""
    if isinstance(node, Read):
        for axis, index in enumerate(node.indices):
            if isinstance(index, Add) and any(isinstance(term, Neg) for term in index.terms):
                turned = add(*map(neg, reversed(index.terms)))
                yield Read(node.array, (*node.indices[:axis], turned, *node.indices[axis + 1 :]))


def _choices(indices: list[str]) -> list[tuple[str, ...]]:
    indices = indices[:MOST_AXES]
    return [
        tuple(index for index, taken in zip(indices, mask, strict=True) if taken)
        for mask in product((True, False), repeat=len(indices))
        if any(mask)
    ]


def _windows(formula: Formula, free: tuple[str, ...]) -> dict[str, bool]:
    """The bound indices that share an index expression with another one: -> whether they run backwards in it."""
    bound = bound_indices(formula)
    found: dict[str, bool] = {}
    for read in (each for each in nodes(formula) if isinstance(each, Read)):
        for index in read.indices:
            names = free_symbols(index) & (bound | set(free))
            for name in names & bound:
                if len(names) > 1:
                    found[name] = found.get(name, False) or _runs_backwards(index, name)
    return found


def _runs_backwards(index: Formula, name: str, sign: int = 1) -> bool:
    match index:
        case Symbol(found):
            return found == name and sign < 0
        case Neg(body):
            return _runs_backwards(body, name, -sign)
        case Add(parts) | Mul(parts):
            return any(_runs_backwards(part, name, sign) for part in parts)
        case Quotient(top, _) | Floor(top, _):
            return _runs_backwards(top, name, sign)
    return False


def _turned(node: Formula, chosen: tuple[str, ...], whole: bool) -> Formula:
    """A read with the sign of the chosen indices changed; `whole`: the rest of the index instead (i - j is j - i)."""
    if not isinstance(node, Read):
        return node

    def turn(index: Formula) -> Formula:
        names = free_symbols(index)
        if len(names) < 2 or not names & set(chosen):
            return index
        turned = substitute(index, {name: neg(Symbol(name)) for name in chosen})
        return neg(turned) if whole else turned

    return Read(node.array, tuple(map(turn, node.indices)))


def mirrors(formula: Formula, setting: Setting):
    """An array read from its other end: w[m-1-j] for w[j], on every axis that a window runs along or on some."""
    windows = _windows(formula, setting.free)
    layer = setting.layer
    backwards = any(windows.values())
    name = "no-flip" if backwards else "needless-flip"
    for read in {each for each in nodes(formula) if isinstance(each, Read) and each.indices}:
        axes = [axis for axis, index in enumerate(read.indices) if free_symbols(index) & windows.keys()]
        for chosen in _choices(axes):
            turned = _mirrored(read, chosen, layer)
            label = name if len(chosen) == len(axes) else "flipped-one-axis"
            yield label, transform(formula, lambda node, read=read, turned=turned: turned if node == read else node)
    if not backwards and windows:
        along = [axis for axis, index in enumerate(setting.free) if _moves(index, formula)]
        for chosen in _choices(along):
            values = {
                setting.free[axis]: _other_end(Symbol(setting.free[axis]), setting.lengths[axis], layer.first)
                for axis in chosen
            }
            label = name if len(chosen) == len(along) else "flipped-one-axis"
            yield label, substitute(formula, values)


def _moves(index: str, formula: Formula) -> bool:
    return any(
        index in free_symbols(place) and len(free_symbols(place)) > 1
        for read in nodes(formula)
        if isinstance(read, Read)
        for place in read.indices
    )


def _mirrored(read: Read, axes: tuple[int, ...], layer) -> Read:
    shape = layer.all_shapes[read.array]
    return Read(
        read.array,
        tuple(
            _other_end(index, shape[axis], layer.first) if axis in axes else index
            for axis, index in enumerate(read.indices)
        ),
    )


def _other_end(index: Formula, length: Formula, first: int) -> Formula:
    return sub(tidy(sub(add(length, Number(2 * first)), ONE)), index)


def shifts(formula: Formula, setting: Setting):
    """An index off by one, by two, or by a kernel's length less one; on one axis, or on every axis of a window."""
    layer = setting.layer
    lengths = [
        tidy(sub(size, ONE))
        for name, shape in layer.shapes.items()
        if name in layer.inputs
        for size in shape
        if isinstance(size, Symbol)
    ]
    amounts = [ONE, neg(ONE), Number(2), neg(Number(2))]
    amounts += [each for length in dict.fromkeys(lengths) for each in (length, neg(length))]

    def change(node):
        if isinstance(node, Read):
            for axis in range(len(node.indices)):
                for amount in amounts:
                    yield Read(node.array, _plus(node.indices, {axis}, amount))
            moving = {axis for axis, index in enumerate(node.indices) if len(free_symbols(index)) > 1}
            if len(moving) > 1:
                for amount in amounts[:2]:
                    yield Read(node.array, _plus(node.indices, moving, amount))

    for changed in value_variants(formula, change):
        yield "off-by-one", changed


def _plus(indices: tuple[Formula, ...], axes: set[int], amount: Formula) -> tuple[Formula, ...]:
    return tuple(_inside(index, amount) if axis in axes else index for axis, index in enumerate(indices))


def _inside(index: Formula, amount: Formula) -> Formula:
    """The index plus an amount; in a quotient it is added above the line."""
    match index:
        case Quotient(top, bottom):
            return Quotient(add(top, amount), bottom)
        case Floor(top, bottom):
            return Floor(add(top, amount), bottom)
    return add(index, amount)


def steps(setting: Setting) -> dict[str, str]:
    """The parameters of the layer that stand in indices: name -> the mistake of leaving it out."""
    layer = setting.layer
    lengths = {size.name for shape in layer.shapes.values() for size in shape if isinstance(size, Symbol)}
    by_name = {"s": STRIDE, "stride": STRIDE, "d": DILATION, "dilation": DILATION, "p": PADDING, "padding": PADDING}
    found: dict[str, str] = {}
    for made in layer.definitions.values():
        bound = bound_indices(made.body)
        for read in (each for each in nodes(made.body) if isinstance(each, Read)):
            for index in read.indices:
                for term in _terms(index):
                    names = free_symbols(term)
                    for name in names & layer.symbols - lengths - bound - set(made.indices):
                        others = names - {name}
                        role = STRIDE if others & set(made.indices) else DILATION if others & bound else PADDING
                        found[name] = by_name.get(name, by_name.get(name[:1], role))
    return found


def _terms(index: Formula) -> tuple[Formula, ...]:
    return index.terms if isinstance(index, Add) else (index,)


def steps_ignored(formula: Formula, setting: Setting):
    """A stride or dilation taken as 1, a padding as 0."""
    for name, mistake in steps(setting).items():
        value = Number(0) if mistake == PADDING else ONE

        def without(node, name=name, value=value):
            if isinstance(node, Read) and any(name in free_symbols(index) for index in node.indices):
                yield Read(node.array, tuple(substitute(index, {name: value}) for index in node.indices))

        everywhere = transform(formula, lambda node, change=without: next(iter(change(node)), node))
        if everywhere != formula:
            yield mistake, everywhere
        for changed in value_variants(formula, without):
            yield mistake, changed


def misplaced_steps(formula: Formula, setting: Setting):
    """A stride, dilation or padding at the wrong place: delta[s*k - j] for delta[(k - j)/s]."""
    roles = steps(setting)
    names = sorted(roles)
    for one, two in product(names, names):
        if one < two:
            yield "misplaced-step", _exchanged(formula, one, two)

    def change(node):
        if not isinstance(node, Read):
            return
        for axis, index in enumerate(node.indices):
            present = free_symbols(index)
            for name in names:
                if name in present or roles[name] == PADDING or len(present) > 1:
                    for moved in _moved(index, name, roles[name]):
                        if moved != index:
                            yield Read(node.array, (*node.indices[:axis], moved, *node.indices[axis + 1 :]))

    for changed in value_variants(formula, change):
        yield "misplaced-step", changed


def _exchanged(formula: Formula, one: str, two: str) -> Formula:
    return transform(
        formula,
        lambda node: (
            Read(
                node.array,
                tuple(substitute(index, {one: Symbol(two), two: Symbol(one)}) for index in node.indices),
            )
            if isinstance(node, Read)
            else node
        ),
    )


def _moved(index: Formula, name: str, role: str):
    """The index with one step taken out and put back at every other place."""
    step = Symbol(name)
    if role == PADDING:
        bare = substitute(index, {name: Number(0)})
        yield substitute(index, {name: neg(step)})
        yield sub(bare, step)
        yield add(bare, step)
        yield _inside(bare, step)
        yield _inside(bare, neg(step))
        return
    bare = _stripped(index, name)
    yield mul(step, bare)
    yield Quotient(bare, step)
    terms = _terms(bare)
    if len(terms) > 1:
        for place, term in enumerate(terms):
            for changed in (_times(step, term), Quotient(term, step)):
                yield add(*terms[:place], changed, *terms[place + 1 :])
    if isinstance(index, Quotient):
        yield mul(index.denominator, index.numerator)
        inner = _terms(index.numerator)
        for place, term in enumerate(inner):
            yield add(*inner[:place], _times(index.denominator, term), *inner[place + 1 :])


def _times(step: Formula, term: Formula) -> Formula:
    return neg(mul(step, term.body)) if isinstance(term, Neg) else mul(step, term)


def _stripped(index: Formula, name: str) -> Formula:
    """The index without a step: the factor dropped, a division by it undone."""

    def strip(node: Formula) -> Formula:
        match node:
            case Mul(factors):
                return mul(*(strip(factor) for factor in factors if factor != Symbol(name)))
            case Quotient(top, bottom) if bottom == Symbol(name):
                return strip(top)
        return rebuild(node, strip)

    return strip(index)
