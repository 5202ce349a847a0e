"""The ledger: a formula at one place, written out into products of named entries.

`sum(j, delta[k-j]*w[j])` at k = 1 with m = 2 is delta[1]*w[0] + delta[0]*w[1]. The unrolled line, the smallest case
and the table of a derivative's products are all drawn from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from engine.calculus.ranges import Ranges
from engine.calculus.reach import reach
from engine.calculus.refusals import division_by_zero, too_large, unbounded
from engine.calculus.sizes import size, with_other_names
from engine.formula.facts import contains
from engine.formula.tree import (
    Add,
    Apply,
    Bracket,
    Floor,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
)

if TYPE_CHECKING:
    from engine.layer import Layer

MOST = 600
STEPS = 4000
Terms = dict[tuple[str, ...], Fraction | int]
RELATIONS = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class Product(NamedTuple):
    """A product of named entries.

    coefficient  a fraction
    factors      the entries as text, in the order in which they are written
    inside       False where an entry lies outside its array, so that the product counts 0
    """

    coefficient: Fraction | int
    factors: tuple[str, ...] = ()
    inside: bool = True

    def times(self, other: Product) -> Product:
        """The product of two products. Raises Unreadable where it has too many factors."""
        _bounded(len(self.factors) + len(other.factors))
        return Product(self.coefficient * other.coefficient, self.factors + other.factors, self.inside and other.inside)


class Ledger:
    """Writes formulas of a layer out for one choice of sizes; `steps` is how many nodes were gone through so far."""

    def __init__(self, layer: Layer, sizes: Mapping[str, int]) -> None:
        self.layer = layer
        self.sizes = with_other_names(sizes)
        self.lengths = layer.lengths(sizes)
        self.ranges = Ranges(self.sizes, self.lengths, layer.first)
        self.expand: frozenset[str] = frozenset()
        self.steps = 0
        self._left = STEPS
        self._only_inside = False

    def products(self, plain: Formula, places: Mapping[str, int]) -> list[Product]:
        """The products of a plain formula at one place, in the order in which they are written.

        Raises Unreadable where there are too many, or too much is gone through to find them, or a sum is unbounded.
        """
        return self._from_start(plain, places, only_inside=False)

    def terms(self, plain: Formula, places: Mapping[str, int]) -> Terms:
        """The products that count, equal ones added; what reads outside of an array is passed over at once.

        Raises Unreadable as `products` does.
        """
        return _merged(self._from_start(plain, places, only_inside=True))

    def _from_start(self, plain: Formula, places: Mapping[str, int], only_inside: bool) -> list[Product]:
        self._left = STEPS
        self._only_inside = only_inside
        return self._products(plain, places)

    def _products(self, plain: Formula, places: Mapping[str, int]) -> list[Product]:
        self.steps += 1
        self._left -= 1
        if self._left < 0:
            raise too_large()
        match plain:
            case Read(array, indices):
                return self._read(array, indices, places)
            case Number(value):
                return [Product(value)]
            case Symbol() | Floor():
                return [Product(self._index(plain, places))]
            case Neg(body):
                return _scaled(self._products(body, places), -1)
            case Add(terms):
                return [each for term in terms for each in self._products(term, places)]
            case Mul(factors):
                return _multiplied(self._products(factor, places) for factor in factors)
            case Sum(index, _, _, body):
                found: list[Product] = []
                inner = dict(places)
                for inner[index] in self._range(plain, places):
                    found += self._products(body, inner)
                    _bounded(len(found))
                return found
            case Bracket(left, relation, right):
                if contains(plain, (Read, Apply, Max)):
                    one, two = (text_of(_merged(self._products(side, places))) for side in (left, right))
                    return [Product(1, (f"[{one} {relation} {two}]",))]
                holds = RELATIONS[relation](self._index(left, places), self._index(right, places))
                return [Product(1)] if holds else []
            case Quotient(top, bottom):
                return self._quotient(self._products(top, places), _merged(self._products(bottom, places)))
            case Power(base, exponent):
                parts = self._products(base, places)
                if exponent < 0:
                    parts = self._quotient([Product(1)], _merged(parts))
                return _multiplied(repeat(parts, abs(exponent)))
            case Apply(function, order, argument):
                inner = text_of(_merged(self._products(argument, places)))
                return [Product(1, (f"{function}{chr(39) * order}({inner})",))]
            case Max(index, _, _, body):
                parts = [
                    text_of(_merged(self._products(body, {**places, index: place})))
                    for place in self._range(plain, places)
                ]
                return [Product(1, (f"max({', '.join(parts)})",))]
        raise TypeError(f"{type(plain).__name__} has no products of its own")

    def _read(self, array: str, indices: tuple[Formula, ...], places: Mapping[str, int]) -> list[Product]:
        first = self.layer.first
        is_made = array.startswith("∂") or array in self.expand
        inside = True
        read: list[Fraction | int] = []
        for index, length in zip(indices, self.lengths[array], strict=True):
            place = self._index(index, places)
            if place.denominator != 1 or not first <= place < first + length:
                if is_made or self._only_inside:
                    return []
                inside = False
            read.append(place)
        if is_made:
            made = self.layer.definition(array)
            body = self.layer.plain(made.body, made.indices)
            return self._products(body, dict(zip(made.indices, map(int, read), strict=True)))
        place = f"[{', '.join(map(str, read))}]" if read else ""
        return [Product(1, (array + place,), inside)]

    def _range(self, node: Sum | Max, places: Mapping[str, int]) -> Iterable[int]:
        known = {name: (place, place) for name, place in places.items()}
        limits = [None if limit is None else self._index(limit, places) for limit in (node.low, node.high)]
        if None in limits:
            found = reach(node, self.layer, self.sizes, frozenset(places))
            if found is None and isinstance(node, Sum):
                found = self.ranges.of((node,), known)[node.index]
            if found is None:
                raise unbounded(node)
            limits = [found[side] if limit is None else limit for side, limit in enumerate(limits)]
        low, high = -(-limits[0] // 1), limits[1] // 1
        _bounded(int(high - low))
        return range(int(low), int(high) + 1)

    def _index(self, index: Formula, places: Mapping[str, int]) -> Fraction | int:
        match index:
            case Symbol(name):
                return places[name] if name in places else self.sizes[name]
            case Number(value):
                return value
            case Add(terms):
                return sum(self._index(term, places) for term in terms)
            case Neg(body):
                return -self._index(body, places)
            case Mul(factors):
                result = 1
                for factor in factors:
                    result *= self._index(factor, places)
                return result
            case Quotient(top, bottom) | Floor(top, bottom):
                below = self._index(bottom, places)
                if not below:
                    raise division_by_zero()
                above = self._index(top, places)
                return Fraction(above) / below if isinstance(index, Quotient) else above // below
            case Power(base, exponent):
                value = self._index(base, places)
                if exponent < 0 and not value:
                    raise division_by_zero()
                return Fraction(value) ** exponent
        return int(size(index, {**self.sizes, **places}))

    def _quotient(self, top: list[Product], bottom: Terms) -> list[Product]:
        if not bottom:
            raise division_by_zero()
        if list(bottom) == [()]:
            return _scaled(top, Fraction(1) / bottom[()])
        below = Product(1, (f"1/({text_of(bottom)})",))
        return [each.times(below) for each in top]


def _merged(products: Iterable[Product]) -> Terms:
    """The products that count, equal ones added: sorted entries -> coefficient, zeros left out."""
    total: Terms = {}
    for each in products:
        if each.inside:
            key = tuple(sorted(each.factors))
            total[key] = total.get(key, 0) + each.coefficient
    return {key: value for key, value in total.items() if value}


def product_text(factors: Iterable[str], coefficient: Fraction | int = 1) -> str:
    """A product as text: 2*delta[0]*x[1]^2.

    >>> product_text(("w[0]", "x[1]", "x[1]"), Fraction(2))
    '2*w[0]*x[1]^2'
    >>> product_text(("1/(w[0])", "z[0]"))
    'z[0]/w[0]'
    """
    powers: dict[str, int] = {}
    for factor in factors:
        powers[factor] = powers.get(factor, 0) + 1
    parts = [each if count == 1 else f"{each}^{count}" for each, count in powers.items() if each[:2] != "1/"]
    if abs(coefficient) != 1 or not parts:
        parts.insert(0, str(abs(coefficient)))
    below = [_divisor(each) for each, count in powers.items() if each[:2] == "1/" for _ in range(count)]
    return ("-" if coefficient < 0 else "") + "/".join(("*".join(parts), *below))


def _divisor(reciprocal: str) -> str:
    """What a factor 1/(...) divides by; the brackets stay where it is more than one name or number."""
    inner = reciprocal[3:-1]
    return inner if re.fullmatch(r"\w+(\[[^\]]*\])?", inner) else f"({inner})"


def text_of(total: Mapping[tuple[str, ...], Fraction | int]) -> str:
    """A sum of products as text; 0 where there is none.

    >>> text_of({("w[0]", "x[1]"): Fraction(1), ("b",): Fraction(-1)})
    'w[0]*x[1] - b'
    """
    parts = [product_text(factors, coefficient) for factors, coefficient in total.items()]
    if not parts:
        return "0"
    return parts[0] + "".join(f" - {part[1:]}" if part.startswith("-") else f" + {part}" for part in parts[1:])


def _multiplied(factors: Iterable[list[Product]]) -> list[Product]:
    """Each product of one factor times each of the next. Raises Unreadable where there are too many."""
    result = [Product(1)]
    for parts in factors:
        _bounded(len(result) * len(parts))
        result = [one.times(two) for one in result for two in parts]
        if not result:
            break
    return result


def _scaled(products: list[Product], factor: Fraction | int) -> list[Product]:
    return [Product(each.coefficient * factor, each.factors, each.inside) for each in products]


def _bounded(count: int) -> None:
    if count > MOST:
        raise too_large()
