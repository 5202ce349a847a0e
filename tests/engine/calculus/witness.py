"""A second, slow opinion on the value of a formula and on a gradient, which shares no rule with the engine.

Sums run over a fixed stretch of integers, arrays are dictionaries, numbers are fractions; sigma(t) is t^2. The gradient
is a central difference, which is exact where the loss is of degree two or less in each entry, or piecewise linear.
"""

import random
from fractions import Fraction
from itertools import product

from engine.formula.tree import (
    Add,
    Apply,
    Bracket,
    Floor,
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

HOLDS = {
    "==": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}
STEP = Fraction(1, 1000)


class Witness:
    """A layer on one choice of sizes, with random entries; sums without limits run as far as the longest array."""

    def __init__(self, layer, sizes, seed=0):
        self.layer, self.sizes = layer, sizes
        self.lengths = layer.lengths(sizes)
        longest = max(length for shape in self.lengths.values() for length in shape)
        self.stretch = range(-longest, longest + 2)
        rng = random.Random(seed)
        self.entries = {
            (name, place): Fraction(rng.choice((-1, 1)) * rng.randint(2, 99), 7)
            for name in (*layer.inputs, *layer.given)
            for place in self.places(name)
        }
        self.known = {}

    def places(self, name):
        """Every index of an array."""
        first = self.layer.first
        return list(product(*(range(first, first + length) for length in self.lengths[name])))

    def loss(self):
        """The loss of which the upstream gradients are the derivatives."""
        self.known.clear()
        return sum(
            self.entries[name, place] * self.read(array, place)
            for name, array in self.layer.given.items()
            for place in self.places(array)
        )

    def slope(self, quantity, array, place):
        """The derivative of a quantity by one entry."""
        middle = self.entries[array, place]
        ends = []
        for step in (STEP, -STEP):
            self.entries[array, place] = middle + step
            self.known.clear()
            ends.append(quantity())
        self.entries[array, place] = middle
        self.known.clear()
        return (ends[0] - ends[1]) / (2 * STEP)

    def read(self, array, place):
        first = self.layer.first
        if not all(
            each == int(each) and first <= each < first + length
            for each, length in zip(place, self.lengths[array], strict=True)
        ):
            return 0
        place = tuple(map(int, place))
        if (array, place) in self.entries:
            return self.entries[array, place]
        if (array, place) not in self.known:
            made = self.layer.definitions[array]
            self.known[array, place] = self.value(made.body, dict(zip(made.indices, place, strict=True)))
        return self.known[array, place]

    def value(self, node, at):
        """The value of a formula with these indices."""
        match node:
            case Number(value):
                return Fraction(value)
            case Symbol(name):
                return Fraction(at[name] if name in at else self.sizes[name])
            case Read(array, indices):
                return self.read(array, tuple(self.value(index, at) for index in indices))
            case Add(terms):
                return sum(self.value(term, at) for term in terms)
            case Neg(body):
                return -self.value(body, at)
            case Mul(factors):
                result = Fraction(1)
                for factor in sorted(factors, key=lambda each: not isinstance(each, Bracket | Read)):
                    result *= self.value(factor, at)
                    if not result:
                        return result
                return result
            case Quotient(top, bottom):
                return self.value(top, at) / self.value(bottom, at)
            case Floor(top, bottom):
                return self.value(top, at) // self.value(bottom, at)
            case Power(base, exponent):
                return self.value(base, at) ** exponent
            case Sum(index, low, high, body):
                return sum(self.value(body, {**at, index: place}) for place in self._range(low, high, at))
            case Max(index, low, high, body):
                return max(self.value(body, {**at, index: place}) for place in self._range(low, high, at))
            case Bracket(left, relation, right):
                return Fraction(HOLDS[relation](self.value(left, at), self.value(right, at)))
            case Apply("sigma", order, argument):
                value = self.value(argument, at)
                return {0: value**2, 1: 2 * value, 2: Fraction(2)}[order]
            case Apply("relu", order, argument):
                value = self.value(argument, at)
                return Fraction(value > 0) if order else max(value, Fraction(0))
        raise TypeError(type(node).__name__)

    def _range(self, low, high, at):
        if low is None:
            return self.stretch
        return range(int(self.value(low, at)), int(self.value(high, at)) + 1)
