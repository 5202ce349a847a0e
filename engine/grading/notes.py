"""Why a product is missing from an answer, or too much: what the forward pass does at the output that it names.

There is something to say where one way leads from the output to the entry that is differentiated by: through functions
of one entry each, such as an activation, and through one sum of products at most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from engine.calculus.plain import made_of
from engine.calculus.products import Ledger, Terms, text_of
from engine.calculus.rules import slope_of
from engine.formula.facts import arrays_read, contains
from engine.formula.tree import Apply, Formula, Max, Operation, Partial, Power, Quotient, Read, Symbol
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.grading.question import Question
    from engine.layer import Layer

Key = tuple[str, ...]
UNLIKE_SUMS = (Apply, Max, Quotient, Operation)
ENTRY = re.compile(r"([A-Za-z_]\w*)\[([-\d, ]+)\]")


@dataclass(frozen=True)
class Link:
    """One step of the way: what an entry is made of, and what it owes to the next entry.

    entry, made   z[0], and w[0]*x[0] + w[1]*x[1]
    by            x[1]
    slopes        the derivative of the entry by the next, as products: {("w[1]",): 1}; {} where it is not read
    function      whether it is a function of the next entry alone
    """

    entry: str
    made: str
    by: str
    slopes: Terms
    function: bool

    @property
    def equation(self) -> str:
        return f"{self.entry} = {self.made}"

    def reads(self, keys: list[Key]) -> str:
        """What it does with the next entry; `keys` are the products that this is read with."""
        if self.function:
            return f"{self.equation} has the slope {text_of(self.slopes)}"
        partners = "" if keys == [()] else " with " + " and ".join("*".join(key) or "1" for key in keys)
        return f"{self.equation} reads {self.by}{partners}"


class Notes:
    """A sentence on each product in which an answer differs at one place; "" where there is none to say.

    question   what is asked
    ledger     the layer with the sizes of the case
    at         the place: a number for each letter of what is asked
    """

    def __init__(self, question: Question, ledger: Ledger, at: Mapping[str, int]) -> None:
        self.layer = question.layer
        self.ledger = ledger
        self.way: tuple[str, ...] | None = None
        if isinstance(question.wanted, Partial) and question.wanted.of is None and len(self.layer.given) == 1:
            by: Read = question.wanted.by
            self.place = tuple(at[index.name] for index in by.indices)
            (given,) = self.layer.given.values()
            self.way = way(self.layer, given, by.array)
        self.found: dict[tuple[int, ...], list[Link]] = {}

    def missing(self, factors: Key) -> str:
        """A sentence on a missing product: by which steps it comes about."""
        links, rest = self._links(factors)
        for keys in product(*(link.slopes for link in links)):
            if links and sorted(sum(keys, ())) == rest:
                said = (link.reads([key]) for link, key in zip(links, keys, strict=True))
                return f"because {', and '.join(said)}"
        return ""

    def extra(self, factors: Key) -> str:
        """A sentence on a product too much: that the entry is not read there, or with what it is.

        None on a product that does come about, of which only the factor or the sign is wrong.
        """
        if self.missing(factors):
            return ""
        links, _ = self._links(factors)
        for place, link in enumerate(links):
            if not link.slopes:
                before = "".join(f"{each.equation}, and " for each in links[:place])
                after = "".join(f", where {each.equation}" for each in links[place + 1 :])
                return f"because {before}{link.equation} never reads {link.by}{after}"
        said = [link.reads(list(link.slopes)) for link in links]
        return f"because {', and '.join(said)}" if said else ""

    def _links(self, factors: Key) -> tuple[list[Link], list[str]]:
        """The steps from the output that a product names to the entry, and the product's other factors."""
        upstream = [factor for factor in factors if factor.partition("[")[0] in self.layer.given]
        match = ENTRY.fullmatch(upstream[0]) if len(upstream) == 1 else None
        if self.way is None or match is None:
            return [], []
        rest = list(factors)
        rest.remove(upstream[0])
        start = tuple(map(int, match[2].split(",")))
        if start not in self.found:
            self.found[start] = self._steps(self.way, start)
        return self.found[start], sorted(rest)

    def _steps(self, arrays: tuple[str, ...], start: tuple[int, ...]) -> list[Link]:
        """The steps from an output to the entry; before the sum all stand at the output's place, behind it at this."""
        summed = [place for place, array in enumerate(arrays[:-1]) if not is_function(self.layer, array)]
        last_there = summed[0] if summed else len(arrays) - 2
        places = [start if step <= last_there else self.place for step in range(len(arrays))]
        entries = list(zip(arrays, places, strict=True))
        return [self._link(*pair) for pair in pairwise(entries)]

    def _link(self, one: tuple[str, tuple[int, ...]], other: tuple[str, tuple[int, ...]]) -> Link:
        array, place = one
        made = self.layer.definitions[array]
        by = _entry(*other)
        terms = self._terms(made.body, made.indices, place)
        function = is_function(self.layer, array)
        if not function:
            slopes = {_without(key, by): value * key.count(by) for key, value in terms.items() if by in key}
        else:
            slopes = self._terms(slope_of(made.body), made.indices, place) if place == other[1] else {}
        return Link(_entry(array, place), text_of(terms), by, slopes, function)

    def _terms(self, formula: Formula, free: tuple[str, ...], place: tuple[int, ...]) -> Terms:
        plain = self.layer.plain(formula, free)
        return self.ledger.terms(plain, dict(zip(free, place, strict=True)))


def way(layer: Layer, output: str, by: str) -> tuple[str, ...] | None:
    """The arrays from an output down to one that it is made of; None where there are several ways, or no plain one.

    >>> from engine.layer import Layer
    >>> layer = Layer(["z[i] = sum(j, w[j]*x[i+j])", "a[i] = relu(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1")
    >>> way(layer, "a", "w"), way(layer, "a", "z"), way(layer, "z", "a")
    (('a', 'z', 'w'), ('a', 'z'), None)
    """
    arrays = [output]
    while arrays[-1] != by:
        made = layer.definitions.get(arrays[-1])
        read = arrays_read(layer.plain(made.body, made.indices)) if made else ()
        below = [each for each in read if by in made_of(layer, frozenset((each,)))]
        if len(below) != 1:
            return None
        arrays += below
    sums = [each for each in arrays[:-1] if not is_function(layer, each)]
    if len(sums) > 1 or any(_unlike_a_sum(layer.definitions[each].body) for each in sums):
        return None
    return tuple(arrays)


def _unlike_a_sum(body: Formula) -> bool:
    """Whether an entry may stand elsewhere than among the factors of a product."""
    return contains(body, UNLIKE_SUMS) or any(isinstance(each, Power) and each.exponent < 0 for each in nodes(body))


def is_function(layer: Layer, array: str) -> bool:
    """Whether each entry of an array is a function of the entry of another array at the same place, and of no more."""
    made = layer.definitions[array]
    match made.body:
        case Apply(_, _, Read(_, indices)):
            return indices == tuple(map(Symbol, made.indices))
    return False


def _entry(array: str, place: tuple[int, ...]) -> str:
    return f"{array}[{', '.join(map(str, place))}]" if place else array


def _without(key: Key, factor: str) -> Key:
    at = key.index(factor)
    return (*key[:at], *key[at + 1 :])
