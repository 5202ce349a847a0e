"""Is this gradient right? Central differences, the independent witness for any gradient whatever.

A derivation can be wrong in a way that its code repeats. The difference quotient ``(f(x + h·e) − f(x − h·e)) / 2h``
knows nothing of the derivation; it only calls f.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays.arguments import floats

STEP = 6e-6  # about the cube root of float64's ε, where rounding and curvature err equally
TOLERANCE = 1e-6
ROUNDING = 1e-13  # of f's own value, some hundred ε: what summing up f may lose
DIRECTIONS = 5
MOST_ENTRIES = 1000
MOST_PRINTED = 10


@dataclass(frozen=True)
class Comparison:
    """One place of the check: where it looked, the gradient given there, and the central difference."""

    where: str
    gradient: float
    difference: float
    agrees: bool


@dataclass(frozen=True, repr=False)
class GradientCheck:
    """What ``check_gradient`` found; true where the gradient agrees everywhere."""

    comparisons: tuple

    @property
    def disagreements(self):
        """Return the comparisons that do not agree."""
        return tuple(one for one in self.comparisons if not one.agrees)

    def __bool__(self):
        return not self.disagreements

    def __repr__(self):
        wrong, total = len(self.disagreements), len(self.comparisons)
        said = f"differs in {wrong} of {total}" if wrong else f"agrees in all {total}"
        return f"<gradient {said} comparisons>"


def check_gradient(f, x, gradient):
    """Compare a gradient with central differences of f, entry by entry and along random directions.

        gradient[k] ≈ (f(x + h·e_k) − f(x − h·e_k)) / 2h        and   Σ_k gradient[k]·v[k] for random v likewise

    ``f`` maps an array of x's shape to one number; ``x`` is the float64 point at which to look (float32 and integers
    are converted), ``gradient`` an array of x's shape. f gets a copy each time: x is never changed. Every entry is
    looked at, or a thousand drawn ones where x has more; the directions feel all entries at once. For a function with
    many outputs, let f be ``lambda x: (layer(x) * delta).sum()``; its gradient is then what the backward pass returns
    for that delta.

    Returns a GradientCheck, true where all agree within 10⁻⁶ of the larger side (and what f's rounding allows); where
    they differ, both sides are printed. Near a kink (relu at 0, a tie of a maximum) a difference says nothing. Raises
    TypeError or ValueError for arguments that don't fit together, and where f returns something else than one number.

    >>> check_gradient(lambda x: (x**2).sum(), [1.0, 2.0], [2.0, 4.0])
    <gradient agrees in all 7 comparisons>
    >>> check_gradient(lambda x: x[0] * x[1], [2.0, 3.0], [2.0, 3.0])  # doctest: +ELLIPSIS
    differs at [0]: gradient 2, central difference 3
    differs at [1]: gradient 3, central difference 2
    ...
    <gradient differs in 7 of 7 comparisons>
    """
    if not callable(f):
        raise TypeError(f"f is {f!r}; it needs a function that takes an array and returns one number")
    x = floats("x", x).astype(np.float64)
    gradient = floats("gradient", gradient).astype(np.float64)
    if gradient.shape != x.shape:
        raise ValueError(f"gradient has shape {gradient.shape}; it needs {x.shape}, the shape of x")
    found = [compare(f, x, gradient, name, direction) for name, direction in directions(x)]
    wrong = [one for one in found if not one.agrees]
    for one in wrong[:MOST_PRINTED]:
        print(f"differs {one.where}: gradient {one.gradient:.6g}, central difference {one.difference:.6g}")
    if len(wrong) > MOST_PRINTED:
        print(f"... and in {len(wrong) - MOST_PRINTED} more comparisons")
    return GradientCheck(tuple(found))


def directions(x):
    """Yield (name, direction) for each entry of x looked at, then for some random directions of length 1."""
    random = np.random.default_rng(0)
    entries = range(x.size) if x.size <= MOST_ENTRIES else sorted(random.choice(x.size, MOST_ENTRIES, replace=False))
    for entry in entries:
        direction = np.zeros(x.shape)
        direction.flat[entry] = 1
        yield f"at [{', '.join(str(int(k)) for k in np.unravel_index(entry, x.shape))}]", direction
    for number in range(1, DIRECTIONS + 1):
        direction = random.standard_normal(x.shape)
        yield f"along random direction {number}", direction / max(np.linalg.norm(direction), np.finfo(float).tiny)


def compare(f, x, gradient, where, direction):
    """Return the Comparison of the gradient with the central difference of f along one direction."""
    step = STEP * max(1.0, float(np.abs(x).max(where=direction != 0, initial=0)))
    above, below = value(f, x + step * direction), value(f, x - step * direction)
    difference = (above - below) / (2 * step)
    given = float((gradient * direction).sum())
    allowed = TOLERANCE * max(abs(given), abs(difference)) + ROUNDING * (abs(above) + abs(below) + 1e-3) / step
    return Comparison(where, given, difference, bool(abs(given - difference) <= allowed))


def value(f, x):
    """Return f(x) as a float; TypeError or ValueError where f does not return one real number."""
    result = floats("f(x)", f(x))
    if result.size != 1:
        raise ValueError(
            f"f returned an array of shape {result.shape}; it needs to return one number, such as (z * delta).sum()"
        )
    return result.item()
