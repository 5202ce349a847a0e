"""The rules that run an index the wrong way: a window read backwards, an array read from its other end."""

from __future__ import annotations

from itertools import product

from engine.formula.tree import Add, Floor, Formula, Mul, Neg, Quotient, Read, Symbol, add, neg
from engine.formula.walk import bound_indices, free_symbols, nodes, substitute, transform
from engine.grading.setting import Setting
from engine.grading.variants import value_variants

MOST_AXES = 4


def flips(formula: Formula, setting: Setting):
    """The index of a window run the other way: k - j becomes k + j, i + j becomes i - j, on every axis or on some."""
    windows = windows_of(formula, setting.free)
    backwards = any(windows.values()) or not windows
    for changed in value_variants(formula, _turned_round):
        yield "no-flip" if backwards else "needless-flip", changed
    axes = _axes(formula, setting.free)
    for chosen in _choices(sorted(windows)):
        name = "no-flip" if any(windows[index] for index in chosen) else "needless-flip"
        if 0 < len([axis for axis in axes if axis & set(chosen)]) < len([axis for axis in axes if axis & set(windows)]):
            name = "flipped-one-axis"
        for whole in (False, True):
            yield name, transform(formula, lambda node, chosen=chosen, whole=whole: _turned(node, chosen, whole))


def mirrors(formula: Formula, setting: Setting):
    """An array read from its other end: w[m-1-j] for w[j], on every axis that a window runs along or on some."""
    windows = windows_of(formula, setting.free)
    backwards = any(windows.values())
    undone = not windows and any(_runs_backwards(each, name) for each in _expressions(formula) for name in setting.free)
    name = "no-flip" if backwards or undone else "needless-flip"
    for read in dict.fromkeys(each for each in nodes(formula) if isinstance(each, Read) and each.indices):
        axes = [axis for axis, index in enumerate(read.indices) if free_symbols(index) & windows.keys()]
        for chosen in _choices(axes):
            turned = _mirrored(read, chosen, setting)
            label = name if len(chosen) == len(axes) else "flipped-one-axis"
            yield label, transform(formula, lambda node, read=read, turned=turned: turned if node == read else node)
    along = [place for place, index in enumerate(setting.free) if _moves(index, formula)]
    for chosen in _choices(along):
        values = {
            setting.free[place]: setting.other_end(Symbol(setting.free[place]), setting.lengths[place])
            for place in chosen
        }
        whole = "no-flip" if undone else "needless-flip"
        yield whole if len(chosen) == len(along) else "flipped-one-axis", substitute(formula, values)


def _turned_round(node: Formula):
    """An entry at a difference of indices: w[k - i] becomes w[i - k]."""
    if isinstance(node, Read):
        for axis, index in enumerate(node.indices):
            if isinstance(index, Add) and any(isinstance(term, Neg) for term in index.terms):
                turned = add(*map(neg, reversed(index.terms)))
                yield Read(node.array, (*node.indices[:axis], turned, *node.indices[axis + 1 :]))


def _choices(indices: list) -> list[tuple]:
    indices = indices[:MOST_AXES]
    return [
        tuple(index for index, taken in zip(indices, mask, strict=True) if taken)
        for mask in product((True, False), repeat=len(indices))
        if any(mask)
    ]


def windows_of(formula: Formula, free: tuple[str, ...]) -> dict[str, bool]:
    """The bound indices that share an index expression with another one: -> whether they run backwards in it."""
    bound = bound_indices(formula)
    found: dict[str, bool] = {}
    for index in _expressions(formula):
        names = free_symbols(index) & (bound | set(free))
        for name in names & bound:
            if len(names) > 1:
                found[name] = found.get(name, False) or _runs_backwards(index, name)
    return found


def _axes(formula: Formula, free: tuple[str, ...]) -> list[set[str]]:
    """The indices in groups: those that meet in an index expression run along one axis of space."""
    known = bound_indices(formula) | set(free)
    groups: list[set[str]] = []
    for index in _expressions(formula):
        names = free_symbols(index) & known
        met = [group for group in groups if group & names]
        groups = [group for group in groups if not group & names] + [names.union(*met)]
    return groups


def _expressions(formula: Formula) -> list[Formula]:
    return [index for read in nodes(formula) if isinstance(read, Read) for index in read.indices]


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


def _moves(index: str, formula: Formula) -> bool:
    return any(index in (names := free_symbols(place)) and len(names) > 1 for place in _expressions(formula))


def _mirrored(read: Read, axes: tuple[int, ...], setting: Setting) -> Read:
    shape = setting.shapes[read.array]
    return Read(
        read.array,
        tuple(
            setting.other_end(index, shape[axis]) if axis in axes else index for axis, index in enumerate(read.indices)
        ),
    )
