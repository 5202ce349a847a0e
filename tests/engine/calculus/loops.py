"""A second reading of formulas, slow and plain: one number at a time, sums as loops over a box of integers.

It shares nothing with the engine but the tree. Arrays are dictionaries from places to numbers; a place that is not in
the dictionary reads 0, so that an index outside an array or one that is no integer needs no rule of its own.
"""

import math
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
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def sigma(order, a):
    """The smooth stand-in for an unknown function, from its definition: sin(2.3 a + 0.4) + cos(1.7 a)."""
    sine = (math.sin, math.cos, lambda t: -math.sin(t))[order]
    cosine = (math.cos, lambda t: -math.sin(t), lambda t: -math.cos(t))[order]
    return 2.3**order * sine(2.3 * a + 0.4) + 1.7**order * cosine(1.7 * a)


FUNCTIONS = {
    "sigma": sigma,
    "relu": lambda order, a: (max(a, 0), float(a > 0))[order],
    "tanh": lambda order, a: (math.tanh(a), 1 / math.cosh(a) ** 2)[order],
    "exp": lambda order, a: math.exp(a),
    "log": lambda order, a: math.log(a) if order == 0 else 1 / a,
}


def value(node, names, arrays, box):
    """The value of a formula.

    names    index, size or parameter -> integer
    arrays   array -> {place: number}
    box      the integers that a sum without limits runs over
    """

    def of(part):
        return value(part, names, arrays, box)

    match node:
        case Number(number):
            return Fraction(number)
        case Symbol(name):
            return Fraction(names[name])
        case Read(array, indices):
            return arrays[array].get(tuple(map(of, indices)), 0)
        case Add(terms):
            return sum(map(of, terms))
        case Mul(factors):
            found = 1
            for factor in factors:
                found = found * of(factor)
                if found == 0:
                    break
            return found
        case Neg(body):
            return -of(body)
        case Quotient(top, bottom):
            return of(top) / of(bottom)
        case Floor(top, bottom):
            return Fraction(of(top) // of(bottom))
        case Power(base, exponent):
            return of(base) ** exponent
        case Bracket(left, relation, right):
            return int(HOLDS[relation](of(left), of(right)))
        case Apply(function, order, argument):
            return FUNCTIONS[function](order, float(of(argument)))
        case Sum(index, low, high, body) | Max(index, low, high, body):
            low = box[0] if low is None else math.ceil(of(low))
            high = box[-1] if high is None else math.floor(of(high))
            parts = [value(body, {**names, index: place}, arrays, box) for place in range(low, high + 1)]
            return sum(parts) if isinstance(node, Sum) else max(parts)
    raise TypeError(type(node).__name__)


def forward(layer, sizes, inputs):
    """Every array of the layer: the given inputs, and what the definitions make of them."""
    arrays = dict(inputs)
    lengths = layer.lengths(sizes)
    longest = max((length for shape in lengths.values() for length in shape), default=1)
    box = range(-1, longest + 2)
    for name, made in layer.definitions.items():
        arrays[name] = {
            place: value(made.body, {**sizes, **dict(zip(made.indices, place, strict=True))}, arrays, box)
            for place in places(lengths[name], layer.first)
        }
    return arrays


def places(shape, first=0):
    """Every place of an array."""
    return list(product(*(range(first, first + length) for length in shape)))
