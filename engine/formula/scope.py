"""What a formula may speak of: the arrays, sizes, indices and functions that the question declares, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FUNCTIONS = ("sigma", "relu", "exp", "log", "tanh")
OPERATIONS = {
    "conv": "conv",
    "convolve": "conv",
    "convolution": "conv",
    "corr": "corr",
    "correlate": "corr",
    "xcorr": "corr",
    "crosscorr": "corr",
    "correlation": "corr",
    "flip": "flip",
    "rot180": "rot180",
    "pad": "pad",
    "dilate": "dilate",
    "T": "T",
    "transpose": "T",
}
LOSS = "L"

ROLES = {
    "x": "input",
    "w": "kernel",
    "b": "bias",
    "z": "pre-activation",
    "a": "activation",
    "delta": "upstream gradient",
}


@dataclass(frozen=True)
class Scope:
    """The names that exist for one question.

    arrays     name -> number of axes
    symbols    sizes and parameters
    free       the indices asked for, in their order
    upstream   array -> name of the loss's gradient by it: {"z": "delta"}, so that dL/dz[i] is delta[i]
    roles      array -> what it is called in words: {"x": "input"}
    running    those symbols that are also letters of indices in the layer (w: "o, c" read as w[o,c]), and the letters
               that a notation has for indices: inside an index such a letter is an index that somebody forgot to sum
               over, not a size that is called so too, or with a capital
    gradient   what the loss's gradient by the pre-activation is called, declared or not
    backward   whether a gradient of the loss is asked for: else a letter such as g is not meant for the upstream one
    open       an undeclared name is a parameter (in the definition of a layer, never in an answer)
    """

    arrays: Mapping[str, int]
    symbols: frozenset[str] = frozenset()
    free: tuple[str, ...] = ()
    upstream: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=lambda: ROLES)
    running: frozenset[str] = frozenset()
    gradient: str = "delta"
    backward: bool = True
    open: bool = False
