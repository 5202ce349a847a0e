"""What a learner's function is run on: rows and kernels on which no wrong function gives the right numbers.

Kernels of several lengths, none symmetric nor growing evenly, and among them one that is longer than the row of deltas:
a function that is made for three weights is right on none of the other lengths.
"""

from __future__ import annotations

import numpy as np

WEIGHTS = np.array((2, 7, 3, 5))
LENGTHS = ((5, 2), (6, 3), (3, 4))


def forward(seed: int) -> dict[str, np.ndarray]:
    """An input and a kernel that fits on it."""
    delta, w = backward(seed).values()
    return {"x": np.random.default_rng(seed).integers(-9, 10, len(delta) + len(w) - 1), "w": w}


def backward(seed: int) -> dict[str, np.ndarray]:
    """What comes from above, and a kernel."""
    random = np.random.default_rng(seed)
    outputs, weights = LENGTHS[seed % len(LENGTHS)]
    return {"delta": random.integers(-9, 10, outputs), "w": WEIGHTS[:weights] + random.integers(0, 5)}
