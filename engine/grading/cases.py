"""The cases that leave no mistake hidden: which sizes an answer is checked on.

All sizes two or more and pairwise different, steps and paddings other than 1 and different from each other, a row that
no window reaches where a stride leaves one, and every two sizes of the layer in both orders where the layer allows:
a kernel shorter than the output and one that is longer. Many choices of sizes are drawn at once (always the same ones),
rated, and a few taken that cover each other's blind spots.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from engine.calculus.sizes import size
from engine.formula.facts import free_symbols
from engine.formula.tree import Floor, Formula, Max, Mul, Quotient, Read, Sum
from engine.formula.walk import largest_number, nodes
from engine.grading.work import products, terms

if TYPE_CHECKING:
    from engine.layer import Layer

DRAWN = 2000
ROUNDS = 3
PARENTS = 40
CHILDREN = 25
CASES = 4
LARGEST_WORK = 3000
ENOUGH_WORK = 12_000
MOST_WORK = 200_000
LEAST = 30
LONGEST = 64
SEED = 20261


def choose_sizes(layer: Layer) -> tuple[dict[str, int], ...]:
    """Up to four choices of every size and parameter of the layer, the most telling one first.

    Raises ValueError where no choice leaves every array at least one entry.
    """
    names = list(layer.names)
    if not names:
        _refuse_empty(layer, {})
        return ({},)
    rng = np.random.default_rng(SEED)
    first = drawn = _draw(layer, names, rng)
    for _ in range(ROUNDS):
        best = np.argsort(-_rate(layer, drawn))[:PARENTS]
        near = {name: _near(layer, name, values[best], rng) for name, values in drawn.items()}
        drawn = {name: np.concatenate((values[best], near[name])) for name, values in drawn.items()}
    drawn = {name: np.concatenate((values, first[name])) for name, values in drawn.items()}
    rating = _rate(layer, drawn)
    if not np.isfinite(rating).any():
        _refuse_empty(layer, drawn)
    lengths = list(distinct_lengths(layer, drawn).values())
    chosen = _cover(rating, lengths, list(drawn.values()), products(layer, drawn))
    return choices_at(drawn, chosen)


def choices_at(drawn: dict[str, np.ndarray], places: Iterable[int]) -> tuple[dict[str, int], ...]:
    """The choices at these places."""
    return tuple({name: int(values[place]) for name, values in drawn.items()} for place in places)


def _draw(layer: Layer, names: list[str], rng: np.random.Generator) -> dict[str, np.ndarray]:
    steps = set(parameters(layer, names))
    spread = rng.integers(3, 12, size=DRAWN) * rng.choice((1, 1, _longest_step(layer)), size=DRAWN)
    drawn = {}
    for name in names:
        if name in layer.scalars:
            drawn[name] = rng.choice(np.array(layer.scalars[name]), size=DRAWN)
        else:
            drawn[name] = 1 + rng.integers(0, 4 if name in steps else spread, size=DRAWN)
    return drawn


def _longest_step(layer: Layer) -> int:
    """The longest step that a number of the layer makes, about: the lengths have to hold several of them."""
    return min(max((1, layer_number(layer), *(each for values in layer.scalars.values() for each in values))), LONGEST)


@lru_cache(maxsize=256)
def layer_number(layer: Layer) -> int:
    """The largest number in the definitions and the shapes of a layer: its arrays may be so long."""
    bodies = (made.body for made in layer.definitions.values())
    return largest_number((*bodies, *(each for shape in layer.shapes.values() for each in shape)))


def _near(layer: Layer, name: str, values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Many choices close to the given ones."""
    many = np.repeat(values, CHILDREN)
    if name in layer.scalars:
        return many
    return np.maximum(1, many + rng.choice((-2, -1, 0, 0, 0, 0, 1, 2), size=len(many)))


def parameters(layer: Layer, names: list[str]) -> list[str]:
    """The names that are no length of any array by themselves: strides, dilations, paddings."""
    lengths = {
        name
        for shape in layer.shapes.values()
        for each in shape
        if len(free_symbols(each)) == 1
        for name in free_symbols(each)
    }
    return [name for name in names if name not in lengths]


def window_names(layer: Layer) -> set[str]:
    """The names in the limits of sums and maxima: how wide a window is."""
    written = [each for made in layer.definitions.values() for each in nodes(made.body)]
    limits = [limit for each in written if isinstance(each, (Sum, Max)) for limit in (each.low, each.high) if limit]
    return set().union(*map(free_symbols, limits))


def _paddings(layer: Layer) -> set[str]:
    """The names that only ever shift an index: for them alone 1 is as good as any other number."""
    written = [each for made in layer.definitions.values() for each in nodes(made.body)]
    reads = [each for each in written if isinstance(each, Read)]
    scaled = [each for read in reads for each in nodes(read) if isinstance(each, (Mul, Quotient))]
    other = window_names(layer).union(*map(free_symbols, scaled))
    return set(parameters(layer, list(layer.names))) & set().union(*map(free_symbols, reads)) - other


def distinct_lengths(layer: Layer, drawn: dict[str, np.ndarray]) -> dict[Formula, np.ndarray]:
    total = len(next(iter(drawn.values())))
    formulas = dict.fromkeys(each for shape in layer.shapes.values() for each in shape)
    return {formula: np.broadcast_to(size(formula, drawn), (total,)) for formula in formulas}


def nonempty(lengths: dict[Formula, np.ndarray]) -> np.ndarray:
    """Whether each choice leaves every array at least one entry."""
    return np.all([values >= 1 for values in lengths.values()], axis=0)


def _rate(layer: Layer, drawn: dict[str, np.ndarray]) -> np.ndarray:
    """How telling each choice is; minus infinity where an array would be empty, or where others take far less work."""
    lengths = distinct_lengths(layer, drawn)
    steps, paddings = parameters(layer, list(drawn)), _paddings(layer)
    work = products(layer, drawn)
    rating = -1.5 * np.log2(work) - 8 * np.log2(np.maximum(work / LARGEST_WORK, 1))
    varying = [values for formula, values in lengths.items() if free_symbols(formula)]
    for values in varying:
        rating -= 30 * (values < 2) + 2 * (values < 3)
    rating -= 4 * np.sum([one == two for one, two in combinations(varying, 2)], axis=0)
    for one, two in combinations(steps, 2):
        rating -= (8 if {one, two} & paddings else 25) * (drawn[one] == drawn[two])
    for name in set(drawn) - paddings:
        rating -= 40 * (drawn[name] == 1)
    for name in steps:
        rating -= 6 * np.maximum(drawn[name] - 3, 0) + 8 * (name in paddings) * np.maximum(drawn[name] - 2, 0)
    for formula in lengths:
        for part in nodes(formula):
            if isinstance(part, Floor):
                below = np.maximum(size(part.denominator, drawn), 1)
                rating += 3 * (np.asarray(size(part.numerator, drawn)) % below != 0)
    possible = nonempty(lengths)
    feasible = possible & (terms(layer, drawn) <= MOST_WORK)
    rating[~(feasible if feasible.any() else possible)] = -np.inf
    return rating


def _cover(rating: np.ndarray, lengths: list[np.ndarray], values: list[np.ndarray], work: np.ndarray) -> list[int]:
    """The best rated choice, then those that show what no earlier one showed.

    That is another order of two lengths, another value of a name (so that no number can stand for it), or another
    difference of two names (so that none can stand for another with a constant added).
    """
    orders = [np.sign(one - two) for one, two in combinations(lengths, 2)]
    apart = [one - two for one, two in combinations(values, 2)]
    varying = [each for each in values if not _alike(each)]
    chosen = [int(np.argmax(rating))]
    while len(chosen) < CASES:
        same = [each for each in varying if _alike(each[chosen])]
        equal = [one != two for one, two in combinations(values, 2) if (one[chosen] == two[chosen]).all()]
        if len(chosen) > 1 and not same and not equal and work[chosen].sum() > ENOUGH_WORK:
            break
        seen = {(pair, int(order[place])) for pair, order in enumerate(orders) for place in chosen}
        new = sum(
            (
                (order == sign).astype(float)
                for pair, order in enumerate(orders)
                for sign in (-1, 1)
                if (pair, sign) not in seen
            ),
            np.zeros(len(rating)),
        )
        other = sum((*(each != each[chosen[0]] for each in same), *equal), np.zeros(len(rating)))
        parted = sum((each != each[chosen[0]] for each in apart if _alike(each[chosen])), 0 * other)
        taken = np.all([np.any([each == each[place] for place in chosen], axis=0) for each in lengths], axis=0)
        gain = rating + 6 * np.minimum(new, 4) + 12 * other + 2 * np.minimum(parted, 8) - 20 * taken
        gain[chosen] = -np.inf
        best = int(np.argmax(gain))
        if rating[best] < rating[chosen[0]] - LEAST or (len(chosen) > 1 and not new[best] and not other[best]):
            break
        chosen.append(best)
    return chosen


def _alike(values: np.ndarray) -> bool:
    return bool((values == values[0]).all())


def _refuse_empty(layer: Layer, drawn: dict) -> None:
    for name, shape in layer.shapes.items():
        lengths = [np.asarray(size(each, drawn)) for each in shape]
        if any((length < 1).all() for length in lengths):
            raise ValueError(f"shapes: `{name}` has no entry, whatever the sizes; every array needs at least one")
    if drawn:
        raise ValueError("shapes: no choice of sizes leaves every array at least one entry")
