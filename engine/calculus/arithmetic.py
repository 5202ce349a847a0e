"""The numbers that formulas are evaluated in: arithmetics with one face.

    Modular    integers modulo the prime 2**31 - 1, in int64: exact and fast, knows no order
    Ordered    Python's own integers and fractions: exact, knows order (relu, max, comparisons)
    Floating   float64, only where a true transcendental (exp, log, tanh) is asked for; Positive where that is a log
    Gates      float64 on many draws of very different sizes, for formulas that have passed and that compare values
    ManyGates  as Gates on very many draws, for single numbers that differ seldom
    Tied       Python's own integers, many entries alike, for the same where the layer itself compares none

An unknown function such as sigma is a random function: equal argument, equal value, and each of its derivatives is
another one. Every array of values has the draws as its last axis.
"""

from __future__ import annotations

import zlib
from fractions import Fraction
from functools import lru_cache

import numpy as np

from engine.calculus.refusals import division_by_zero, refused

PRIME = 2**31 - 1
DRAWS = 2
GATE_POWERS = (-5, 3.5)
FEW = 20
MANY = 4000
AT_ONCE = 8192
TRANSCENDENTAL = ("exp", "log", "tanh")


def _seed(*words: object) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(repr(words).encode()))


@lru_cache(maxsize=64)
def _function_key(function: str, order: int) -> np.ndarray:
    """What makes a random function of a number: the same for ever."""
    return _seed("function", function, order).integers(1, PRIME, size=4, dtype=np.int64)


def _signs(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Random signs of the entries of an array; a single number has both, one a draw."""
    return rng.choice((-1, 1), size=(*shape, DRAWS)) if shape else np.resize((1, -1), DRAWS)


def _reduced(fresh: np.ndarray) -> np.ndarray:
    """New numbers modulo the prime; of many the remainder is slow and a quotient is not, of few at a time."""
    if fresh.size < MANY:
        return fresh % PRIME
    flat = fresh.reshape(-1)
    for start in range(0, flat.size, AT_ONCE):
        part = flat[start : start + AT_ONCE]
        quotient = part // PRIME
        quotient *= PRIME
        part -= quotient
    return fresh


class Modular:
    """Integers modulo a prime; equal polynomials agree, different ones agree with chance degree / 2**31 a draw."""

    exact = True
    lenient = False
    dtype = np.int64

    def entries(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Random entries of an array, the same ones at every call."""
        return _seed("modular", name, shape).integers(1, PRIME, size=(*shape, DRAWS), dtype=np.int64)

    def number(self, value) -> np.ndarray:
        """An integer, a fraction, or an array of integers."""
        if isinstance(value, Fraction):
            if value.denominator % PRIME == 0:
                raise division_by_zero()
            value = value.numerator * pow(value.denominator, -1, PRIME)
        return np.atleast_1d(np.asarray(value % PRIME, dtype=np.int64))

    def add(self, a, b):
        """a + b."""
        return (a + b) % PRIME

    def mul(self, a, b):
        """a·b."""
        return _reduced(a * b)

    def neg(self, a):
        """-a."""
        return -a % PRIME

    def total(self, a, axes: tuple[int, ...]):
        """The sum over some axes."""
        return a.sum(axis=axes) % PRIME

    def power(self, a, exponent: int):
        """a to the power of an integer."""
        if exponent < 0:
            if not a.all():
                raise division_by_zero()
            if a.size <= FEW:
                return np.array([pow(int(each), exponent, PRIME) for each in a.flat], dtype=np.int64).reshape(a.shape)
            exponent = exponent % (PRIME - 1)
        result, square = np.ones_like(a), a
        while exponent:
            if exponent & 1:
                result = result * square % PRIME
            square = square * square % PRIME
            exponent >>= 1
        return result

    def apply(self, function: str, order: int, a):
        """A random function of the argument."""
        key = _function_key(function, order)
        mixed = (a ^ key[0]) * key[1] % PRIME
        mixed = (mixed ^ (mixed >> 13) ^ key[2]) * key[3] % PRIME
        return (mixed ^ (mixed >> 11)) * key[1] % PRIME

    def same(self, a, b, _scale) -> np.ndarray:
        """Where two values are equal."""
        return a == b


class Ordered:
    """Exact integers and fractions of Python: slower, with an order; the entries of an array never tie."""

    exact = True
    lenient = False
    dtype = object

    def entries(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Random entries of both signs, no two of equal size."""
        count = int(np.prod(shape, dtype=int)) * DRAWS
        rng = _seed("ordered", name, shape)
        steps = rng.integers(1, 2**16, size=count).cumsum() + int(rng.integers(2**16))
        values = rng.permutation(steps).reshape(*shape, DRAWS) * _signs(rng, shape)
        return np.array([int(value) for value in values.flat], dtype=object).reshape(values.shape)

    def number(self, value) -> np.ndarray:
        """An integer, a fraction, or an array of integers."""
        return np.atleast_1d(np.asarray(value, dtype=object))

    def add(self, a, b):
        """a + b."""
        return a + b

    def mul(self, a, b):
        """a·b."""
        return a * b

    def neg(self, a):
        """-a."""
        return -a

    def total(self, a, axes: tuple[int, ...]):
        """The sum over some axes."""
        return a.sum(axis=axes)

    def power(self, a, exponent: int):
        """a to the power of an integer."""
        if exponent < 0:
            if not a.all():
                raise division_by_zero()
            return np.frompyfunc(lambda value: Fraction(1) / Fraction(value) ** -exponent, 1, 1)(a)
        return a**exponent

    def apply(self, function: str, order: int, a):
        """relu and its step are what they are; any other function is a random one."""
        if function == "relu":
            if order == 0:
                return np.where(a > 0, a, 0).astype(object)
            return np.where((a > 0) & (order == 1), 1, 0).astype(object)

        def value(argument) -> int:
            return zlib.crc32(f"{function}{order}:{Fraction(argument)}".encode()) - 2**31

        return np.frompyfunc(value, 1, 1)(a)

    def same(self, a, b, _scale) -> np.ndarray:
        """Where two values are equal."""
        return (a == b).astype(bool)


class Floating:
    """float64 with a tolerance scaled by the magnitudes of the terms; sigma is smooth, so rounding stays small."""

    exact = False
    lenient = False
    dtype = np.float64
    tolerance = 1e-9

    def entries(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Random entries of both signs, between 0.3 and 1.3 in size."""
        rng = _seed("floating", name, shape)
        return rng.uniform(0.3, 1.3, size=(*shape, DRAWS)) * _signs(rng, shape)

    def number(self, value) -> np.ndarray:
        """An integer, a fraction, or an array of integers."""
        return np.atleast_1d(np.asarray(float(value) if isinstance(value, Fraction) else value, dtype=np.float64))

    def add(self, a, b):
        """a + b."""
        return a + b

    def mul(self, a, b):
        """a·b."""
        return a * b

    def neg(self, a):
        """-a."""
        return -a

    def total(self, a, axes: tuple[int, ...]):
        """The sum over some axes."""
        return a.sum(axis=axes)

    def power(self, a, exponent: int):
        """a to the power of an integer."""
        if exponent < 0 and not a.all():
            raise division_by_zero()
        return a ** float(exponent)

    def apply(self, function: str, order: int, a):
        """exp, log, tanh and relu are what they are; any other function is a sum of two waves."""
        match function, order:
            case "exp", _:
                return np.exp(a)
            case "log", 0:
                if (a <= 0).any():
                    raise refused("This takes the logarithm of a number that is not positive")
                return np.log(a)
            case "log", _:
                if not a.all():
                    raise division_by_zero()
                return (-1.0) ** (order - 1) / a**order
            case "tanh", 0:
                return np.tanh(a)
            case "tanh", 1:
                return 1 - np.tanh(a) ** 2
            case "relu", 0:
                return np.maximum(a, 0)
            case "relu", _:
                return ((a > 0) & (order == 1)).astype(np.float64)
        turn = order * np.pi / 2
        return 2.3**order * np.sin(2.3 * a + 0.4 + turn) + 1.7**order * np.cos(1.7 * a + turn)

    def same(self, a, b, scale) -> np.ndarray:
        """Where two values agree to the tolerance; a value that is no number agrees with nothing."""
        return np.abs(a - b) <= self.tolerance * (1 + scale)


class Positive(Floating):
    """As `Floating`, with positive entries: for formulas that take a logarithm."""

    def entries(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Random entries between 0.2 and 0.9, so that log(1 - p) has a value as well."""
        return np.abs(super().entries(name, shape)) * 0.7


class Gates(Floating):
    """float64 with entries of all sizes, so that each side of every comparison is met, near a constant or far from it.

    Where something has no value, or one too large for a float, the draw tells nothing.
    """

    lenient = True
    draws = 12

    def entries(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Random entries between 2**-5 and 2**3.5 in size: on some draws of both signs, on some all of one."""
        rng = _seed("gates", name, shape)
        sizes = 2.0 ** rng.uniform(*GATE_POWERS, size=(*shape, self.draws))
        signs = rng.choice((-1, 1), size=(*shape, self.draws))
        common = rng.permutation(np.resize((0, 0, 1, -1), self.draws))
        return sizes * np.where(common, common, signs)

    def power(self, a, exponent: int):
        """a to the power of an integer."""
        return a ** float(exponent)

    def apply(self, function: str, order: int, a):
        """As `Floating`; the logarithm of a negative number is no number."""
        return np.log(a) if (function, order) == ("log", 0) else super().apply(function, order, a)

    def same(self, a, b, scale) -> np.ndarray:
        """Where two values agree to the tolerance, or one of them is no number."""
        near = np.abs(a - b) <= self.tolerance * (1 + scale + np.maximum(np.abs(a), np.abs(b)))
        return near | ~(np.isfinite(a) & np.isfinite(b))


class ManyGates(Gates):
    """As `Gates`, on so many draws that what differs on one in thirty does so on one of them."""

    draws = 300


class Tied(Ordered):
    """Integers of which many are alike: a smooth layer has its gradient there, and entries do not tell their places."""

    def entries(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Random entries, each 1 or 2."""
        return _seed("tied", name, shape).integers(1, 3, size=(*shape, DRAWS)).astype(object)
