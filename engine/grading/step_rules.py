"""The rules about strides, dilations and paddings: one left out of an index, or put in at the wrong place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from engine.formula.facts import bound_indices, free_symbols
from engine.formula.parts import rebuild
from engine.formula.tree import ONE, Add, Floor, Formula, Mul, Neg, Number, Quotient, Read, Symbol, add, mul, neg, sub
from engine.formula.walk import nodes, substitute, transform
from engine.grading.setting import Setting
from engine.grading.variants import value_variants

if TYPE_CHECKING:
    from engine.layer import Layer

STRIDE, DILATION, PADDING = "stride-ignored", "dilation-ignored", "padding-ignored"
BY_LETTER = {"s": STRIDE, "d": DILATION, "p": PADDING}


def steps(setting: Setting) -> dict[str, str]:
    """The parameters of the layer that stand in indices: name -> the mistake of leaving it out."""
    return _steps(setting.layer)


@lru_cache(maxsize=64)
def _steps(layer: Layer) -> dict[str, str]:
    lengths = {size.name for shape in layer.shapes.values() for size in shape if isinstance(size, Symbol)}
    found: dict[str, str] = {}
    for made in layer.definitions.values():
        bound = bound_indices(made.body)
        for read in (each for each in nodes(made.body) if isinstance(each, Read)):
            for term in (term for index in read.indices for term in _terms(index)):
                names = free_symbols(term)
                for name in sorted(names & layer.symbols - lengths - bound - set(made.indices)):
                    others = names - {name}
                    role = STRIDE if others & set(made.indices) else DILATION if others & bound else PADDING
                    found[name] = BY_LETTER.get(name[0], role)
    return found


def steps_ignored(formula: Formula, setting: Setting):
    """A stride or dilation taken as 1, a padding as 0: everywhere, in one entry, or on one axis."""
    for name, mistake in steps(setting).items():
        value = {name: Number(0) if mistake == PADDING else ONE}

        def on_one_axis(node, name=name, value=value):
            if isinstance(node, Read):
                axes = [axis for axis, index in enumerate(node.indices) if name in free_symbols(index)]
                for chosen in (axes, *([axis] for axis in axes)) if len(axes) > 1 else (axes,) if axes else ():
                    yield Read(
                        node.array,
                        tuple(
                            substitute(index, value) if axis in chosen else index
                            for axis, index in enumerate(node.indices)
                        ),
                    )

        yield mistake, transform(formula, _in_indices(value))
        for changed in value_variants(formula, on_one_axis):
            yield mistake, changed


def all_steps_ignored(formula: Formula, setting: Setting) -> Iterator[tuple[tuple[str, ...], Formula]]:
    """Every stride, dilation and padding left out of every index, where the layer has more than two of them."""
    found = steps(setting)
    if len(found) > 2:
        values = {name: Number(0) if mistake == PADDING else ONE for name, mistake in found.items()}
        roles = (STRIDE, DILATION, PADDING)
        yield tuple(role for role in roles if role in found.values()), transform(formula, _in_indices(values))


def misplaced_steps(formula: Formula, setting: Setting):
    """A stride, dilation or padding at the wrong place: delta[s*k - j] for delta[(k - j)/s]."""
    roles = steps(setting)
    for one, two in combinations(sorted(roles), 2):
        yield "misplaced-step", _exchanged(formula, one, two)

    def change(node):
        if not isinstance(node, Read):
            return
        on_one_axis = []
        for name in sorted(roles):
            moves = {
                axis: [moved for moved in _moved(index, name, roles[name]) if moved != index]
                for axis, index in enumerate(node.indices)
                if _may_hold(index, name, roles, setting)
            }
            held = [axis for axis in moves if name in free_symbols(node.indices[axis])] or list(moves)
            if len(held) > 1 and len({len(moves[axis]) for axis in held}) == 1:
                for together in zip(*(moves[axis] for axis in held), strict=True):
                    yield _with(node, dict(zip(held, together, strict=True)))
            on_one_axis += [{axis: moved} for axis, each in moves.items() for moved in each]
        for moved in on_one_axis:
            yield _with(node, moved)

    for changed in value_variants(formula, change):
        yield "misplaced-step", changed


def steps_put_in(changed: Formula, formula: Formula, setting: Setting) -> list[str]:
    """The mistakes of leaving out what stands in an index of the changed formula and in none of the other one."""
    put_in = _held(changed) - _held(formula)
    return [mistake for name, mistake in steps(setting).items() if name in put_in]


def _held(formula: Formula) -> set[str]:
    reads = (node for node in nodes(formula) if isinstance(node, Read))
    return set().union(*(free_symbols(index) for read in reads for index in read.indices))


def _may_hold(index: Formula, name: str, roles: dict[str, str], setting: Setting) -> bool:
    """Whether a step stands in an index, or could be put there: where several indices meet."""
    present = free_symbols(index)
    return name in present or len(present) > 1 or (roles[name] == PADDING and bool(present))


def _with(read: Read, indices: dict[int, Formula]) -> Read:
    return Read(read.array, tuple(indices.get(axis, index) for axis, index in enumerate(read.indices)))


def _exchanged(formula: Formula, one: str, two: str) -> Formula:
    return transform(formula, _in_indices({one: Symbol(two), two: Symbol(one)}))


def _in_indices(values: Mapping[str, Formula]) -> Callable[[Formula], Formula]:
    """A change of every index in which a name has a value."""

    def change(node: Formula) -> Formula:
        if isinstance(node, Read):
            return Read(node.array, tuple(substitute(index, values) for index in node.indices))
        return node

    return change


def _moved(index: Formula, name: str, role: str) -> Iterator[Formula]:
    """The index with one step taken out and put back at every other place."""
    step = Symbol(name)
    if role == PADDING:
        bare = substitute(index, {name: Number(0)})
        yield substitute(index, {name: neg(step)})
        yield sub(bare, step)
        yield add(bare, step)
        yield inside(bare, step)
        yield inside(bare, neg(step))
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


def inside(index: Formula, amount: Formula) -> Formula:
    """The index plus an amount; in a quotient it is added above the line."""
    match index:
        case Quotient(top, bottom):
            return Quotient(add(top, amount), bottom)
        case Floor(top, bottom):
            return Floor(add(top, amount), bottom)
    return add(index, amount)


def _terms(index: Formula) -> tuple[Formula, ...]:
    return index.terms if isinstance(index, Add) else (index,)


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
