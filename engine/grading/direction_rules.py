"""The rules that run an index the wrong way: a window read backwards, an array read from its other end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import product

from engine.formula.facts import bound_indices, free_symbols
from engine.formula.parts import rebuild
from engine.formula.tree import Add, Bracket, Floor, Formula, Mul, Neg, Quotient, Read, Symbol, neg, sub
from engine.formula.walk import nodes, substitute
from engine.grading.blocks import blocks
from engine.grading.setting import Setting

MOST_AXES = 4
Way = Callable[[Formula, set[str], set[str]], Formula]


def flips(formula: Formula, setting: Setting):
    """The index of a window run the other way: k - j becomes k + j, i + j becomes i - j, on every axis or on some."""
    windows = windows_of(formula, setting.free)
    axes = _axes(formula, setting.free)
    space = _of_space(axes, windows, formula, setting)
    reads = [each for each in dict.fromkeys(nodes(formula)) if _moving_places(each, axes)]
    seen: set[tuple] = set()
    for chosen in _choices(sorted(windows)):
        name = "no-flip" if any(windows[index] for index in chosen) else "needless-flip"
        if _are_some([bool(axis & set(chosen)) for axis in space]):
            name = "flipped-one-axis"
        for some in (reads, *([each] for each in reads if len(reads) > 1)):
            for way in WAYS:
                turned = {read: _turned(read, set(chosen), axes, way) for read in some}
                told = (name, *turned.items())
                if told not in seen:
                    seen.add(told)
                    yield name, _reads_replaced(formula, turned)


def direction(formula: Formula, setting: Setting) -> str:
    """What it is called when every window of a right formula is run the other way."""
    windows = windows_of(formula, setting.free)
    return "no-flip" if any(windows.values()) or (not windows and _tied(formula)) else "needless-flip"


def mirrors(formula: Formula, setting: Setting):
    """An array read from its other end: w[m-1-j] for w[j], on every axis that a window runs along or on some."""
    windows = windows_of(formula, setting.free)
    undone = not windows and any(_runs_backwards(each, name) for each in _expressions(formula) for name in setting.free)
    name = "no-flip" if undone else direction(formula, setting)
    groups = _axes(formula, setting.free)
    space = _of_space(groups, windows, formula, setting)
    for read in dict.fromkeys(each for each in nodes(formula) if isinstance(each, Read) and each.indices):
        axes = [axis for axis, index in enumerate(read.indices) if free_symbols(index) & windows.keys()]
        for chosen in _choices(axes):
            turned = _mirrored(read, chosen, setting)
            among = [axis in chosen for axis in axes if any(free_symbols(read.indices[axis]) & each for each in space)]
            yield "flipped-one-axis" if _are_some(among) else name, _reads_replaced(formula, {read: turned})
    along = [place for place, index in enumerate(setting.free) if _moves(index, formula)]
    space = _of_space(groups, {setting.free[place] for place in along}, formula, setting)
    for chosen in _choices(along):
        values = {
            setting.free[place]: setting.other_end(Symbol(setting.free[place]), setting.lengths[place])
            for place in chosen
        }
        whole = "no-flip" if undone else "needless-flip"
        among = [bool(axis & values.keys()) for axis in space]
        yield "flipped-one-axis" if _are_some(among) else whole, substitute(formula, values)


def _of_space(axes: list[set[str]], moving: Collection[str], formula: Formula, setting: Setting) -> list[set[str]]:
    """The axes along which one of these letters moves, without those cut into blocks, unless all of them are."""
    found = [axis for axis in axes if not axis.isdisjoint(moving)]
    lengths = blocks(setting.layer)
    if not lengths:
        return found
    cut = [free_symbols(index) for index in _expressions(formula) if not lengths.isdisjoint(nodes(index))]
    return [axis for axis in found if all(map(axis.isdisjoint, cut))] or found


def _are_some(chosen: list[bool]) -> bool:
    """Whether some are chosen and others are not."""
    return any(chosen) and not all(chosen)


def _reads_replaced(formula: Formula, others: Mapping[Read, Read]) -> Formula:
    """The formula with other reads in the place of some, wherever they stand."""
    if type(formula) is Read:
        return others.get(formula, formula)
    return rebuild(formula, lambda child: _reads_replaced(child, others))


def _choices(indices: list) -> list[tuple]:
    indices = indices[:MOST_AXES]
    return [
        tuple(index for index, taken in zip(indices, mask, strict=True) if taken)
        for mask in product((True, False), repeat=len(indices))
        if any(mask)
    ]


def windows_of(formula: Formula, free: tuple[str, ...]) -> dict[str, bool]:
    """The bound indices that share an index expression with another one: -> whether they run backwards in it.

    Where none does, as in a local derivative, it is the first of the free ones that meet there: the output's.
    """
    bound = bound_indices(formula)
    expressions = [(index, free_symbols(index) & (bound | set(free))) for index in _expressions(formula)]
    meeting = [(index, names) for index, names in expressions if len(names) > 1]
    outer = {next(name for name in free if name in names) for _, names in meeting if not names & bound}
    found: dict[str, bool] = {}
    for windows in (bound, outer):
        for index, names in meeting:
            for name in names & windows:
                found[name] = found.get(name, False) or _runs_backwards(index, name)
        if found:
            break
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


def running(formula: Formula, free: tuple[str, ...]) -> str | None:
    """How the indices that are summed run: "together", each one way through all entries, or one "against" another.

    None where none stands in two entries. What is rounded down counts only where nothing else tells.
    """
    reads = [each for each in nodes(formula) if isinstance(each, Read)]
    ways = []
    for name in bound_indices(formula) - set(free):
        found = [set(_signs(index, name)) for read in reads for index in read.indices if name in free_symbols(index)]
        if len(found) > 1:
            ways.append(len(set().union(*found)) == 1)
    if not ways:
        return "against" if _tied(formula) else None
    return "together" if all(ways) else "against"


def _tied(formula: Formula) -> bool:
    """Whether a bracket ties two summed indices to their sum, [i + j == k]: as the one grows, the other falls."""
    bound = bound_indices(formula)
    equal = [each for each in nodes(formula) if isinstance(each, Bracket) and each.relation == "=="]
    ways = [[tuple(_signs(sub(each.left, each.right), name)) for name in bound & free_symbols(each)] for each in equal]
    return any(len(found) > len(set(found)) for found in ways)


def signs_of_free(formula: Formula, free: tuple[str, ...]) -> dict[str, set[int]]:
    """The signs with which each letter that is asked for stands in the indices."""
    return {name: {sign for index in _expressions(formula) for sign in _signs(index, name)} for name in free}


def _runs_backwards(index: Formula, name: str) -> bool:
    return any(sign < 0 for sign in _signs(index, name))


def _signs(index: Formula, name: str) -> list[int]:
    """The signs of a letter in an index; in a remainder, `(i + j) % n`, what is rounded down tells nothing."""
    return list(_occurrences(index, name, 1, False)) or list(_occurrences(index, name, 1, True))


def _occurrences(index: Formula, name: str, sign: int, rounded: bool) -> Iterator[int]:
    match index:
        case Symbol(found) if found == name:
            yield sign
        case Neg(body):
            yield from _occurrences(body, name, -sign, rounded)
        case Add(parts) | Mul(parts):
            for part in parts:
                yield from _occurrences(part, name, sign, rounded)
        case Quotient(top, _):
            yield from _occurrences(top, name, sign, rounded)
        case Floor(top, _) if rounded:
            yield from _occurrences(top, name, sign, rounded)


def _turned(read: Read, chosen: set[str], axes: list[set[str]], way: Way) -> Read:
    """A read with every index run the other way in which a chosen one meets another."""
    places = _moving_places(read, axes)
    turned = []
    for place, index in enumerate(read.indices):
        own = places.get(place, set()) & chosen
        turned.append(way(index, own, places[place] - own) if own else index)
    return Read(read.array, tuple(turned))


def _moving_places(node: Formula, axes: list[set[str]]) -> dict[int, set[str]]:
    """The places of a read at which indices meet: place -> these indices."""
    if not isinstance(node, Read):
        return {}
    letters = set().union(*axes)
    met = {place: free_symbols(index) & letters for place, index in enumerate(node.indices)}
    return {place: names for place, names in met.items() if len(names) > 1}


def _negated(index: Formula, names: set[str]) -> Formula:
    return substitute(index, {name: neg(Symbol(name)) for name in names})


WAYS: tuple[Way, ...] = (
    lambda index, own, others: _negated(index, own),
    lambda index, own, others: _negated(index, others),
    lambda index, own, others: _negated(index, own | others),
    lambda index, own, others: neg(index),
)


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
