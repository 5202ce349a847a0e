"""Index expressions as linear forms: k - d*j becomes {k: 1, j: -d} + 0, with sizes and parameters put in.

The linear form is what a range is found from (`ranges`) and what a bracket is solved for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from engine.formula.tree import Add, Floor, Formula, Mul, Neg, Number, Power, Quotient, Symbol


@dataclass(frozen=True, slots=True)
class Linear:
    """constant + the sum of coefficient times index; no coefficient is 0."""

    coefficients: Mapping[str, Fraction | int]
    constant: Fraction | int

    def plus(self, other: Linear, times: Fraction | int = 1) -> Linear:
        """self + times·other."""
        merged = dict(self.coefficients)
        for name, value in other.coefficients.items():
            merged[name] = merged.get(name, 0) + times * value
        return Linear({name: value for name, value in merged.items() if value}, self.constant + times * other.constant)

    def times(self, factor: Fraction | int) -> Linear:
        """factor·self."""
        return Linear({}, 0).plus(self, factor)


def linear(formula: Formula, sizes: Mapping[str, int], indices: frozenset[str] | set[str]) -> Linear | None:
    """The linear form of an index expression, or None where it has none.

    sizes     values of the sizes and parameters
    indices   names that stay variables (they hide a size of the same name)

    >>> from engine.formula.tree import sub, mul
    >>> linear(sub(Symbol("k"), mul(Symbol("d"), Symbol("j"))), {"d": 2}, {"j", "k"})
    Linear(coefficients={'k': 1, 'j': -2}, constant=0)
    """
    match formula:
        case Number(value):
            return Linear({}, value)
        case Symbol(name):
            if name in indices:
                return Linear({name: 1}, 0)
            return Linear({}, sizes[name]) if name in sizes else None
        case Add(terms):
            total = Linear({}, 0)
            for term in terms:
                part = linear(term, sizes, indices)
                if part is None:
                    return None
                total = total.plus(part)
            return total
        case Neg(body):
            part = linear(body, sizes, indices)
            return None if part is None else part.times(-1)
        case Mul(factors):
            product = Linear({}, 1)
            for factor in factors:
                part = linear(factor, sizes, indices)
                if part is None or (part.coefficients and product.coefficients):
                    return None
                product = part.times(product.constant) if part.coefficients else product.times(part.constant)
            return product
        case Quotient(top, bottom):
            upper, lower = linear(top, sizes, indices), linear(bottom, sizes, indices)
            if upper is None or lower is None or lower.coefficients or not lower.constant:
                return None
            return upper.times(Fraction(1, 1) / lower.constant)
        case Floor(top, bottom):
            upper, lower = linear(top, sizes, indices), linear(bottom, sizes, indices)
            if upper is None or lower is None or upper.coefficients or lower.coefficients or not lower.constant:
                return None
            return Linear({}, upper.constant // lower.constant)
        case Power(base, exponent):
            part = linear(base, sizes, indices)
            if part is None or part.coefficients or (exponent < 0 and not part.constant):
                return None
            return Linear({}, Fraction(part.constant) ** exponent)
    return None
