"""In two dimensions, what a notation prints is right for that notation's own forward pass.

The printed text is read in the notation itself, never translated back; the forward pass is the source's, flipped where
the source flips, written with NumPy. A gradient is then the difference that one more in one entry makes to the loss,
which is exact because the layer is linear in each of its arrays.
"""

from functools import cache, cached_property

import numpy as np
import pytest
import scipy.signal

from engine.formula.notations import NOTATIONS
from engine.formula.parser import parse
from engine.formula.translate import Translation, canonical, show_latex, show_text
from engine.formula.tree import Entry, Operation, Partial, Whole
from engine.grading.question import Question
from engine.layer import free_of
from tests.engine.calculus.loops import places, value
from tests.engine.layers import LAYERS, WANTED

SIZES = {
    "two dimensions": {"h": 4, "l": 5, "m": 2, "r": 3},
    "channels and bias": {"c": 2, "h": 3, "l": 4, "o": 3, "m": 2, "r": 3},
    "batch, stride, padding": {"b": 2, "c": 2, "h": 3, "l": 4, "o": 3, "m": 2, "r": 3, "s": 2, "d": 2, "p": 1},
}
WHOLE = [
    ("z[i,j]", "corr(x, w)"),
    ("z[i,j]", "conv(x, rot180(w), valid)"),
    ("dL/dx[p,q]", "conv(delta, w, full)"),
    ("dL/dx[p,q]", "corr(delta, rot180(w), full)"),
    ("dL/dw[u,v]", "corr(x, delta, valid)"),
    ("dL/dw[u,v]", "conv(x, rot180(delta), valid)"),
]
STEPS = (("stride", "s", 1), ("dilation", "d", 1), ("padding", "p", 0))
PLACES = 12


def forward(x, kernel, bias, flips, stride=1, dilation=1, padding=0):
    """The forward pass as its source writes it: x (B, C, H, L), kernel (O, C, M, R), bias (O,); gives (B, O, I, J)."""
    kernel = kernel[:, :, ::-1, ::-1] if flips else kernel
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    height, width = (
        (size - dilation * (taps - 1) - 1) // stride + 1
        for size, taps in zip(x.shape[2:], kernel.shape[2:], strict=True)
    )
    z = np.zeros((len(x), len(kernel), height, width), int) + bias[:, None, None]
    for u, v in np.ndindex(kernel.shape[2:]):
        read = x[:, :, dilation * u :: stride, dilation * v :: stride][:, :, :height, :width]
        z += np.einsum("oc,bcij->boij", kernel[:, :, u, v], read)
    return z


class Source:
    """A layer in one notation, with numbers for its entries, whose names are the source's."""

    def __init__(self, layer_name, notation):
        self.layer, self.sizes = LAYERS[layer_name], SIZES[layer_name]
        self.row = NOTATIONS[notation]
        self.translation = Translation(self.row, self.layer)
        rng, lengths = np.random.default_rng(5), self.layer.lengths(self.sizes)
        self.entries = {name: rng.integers(1, 99, lengths[name]) for name in (*self.layer.inputs, "delta")}
        self.entries["z"] = self.run(self.entries)

    def word(self, name):
        return self.translation.words.get(name, name)

    def run(self, entries):
        """z by the source's own forward pass."""
        x, kernel = entries["x"], entries["w"]
        bias = entries.get("b", np.zeros(len(kernel) if kernel.ndim == 4 else 1, int))
        steps = {name: self.sizes.get(letter, rest) for name, letter, rest in STEPS}
        z = forward(
            x.reshape((1,) * (4 - x.ndim) + x.shape),
            kernel.reshape((1,) * (4 - kernel.ndim) + kernel.shape),
            bias,
            self.row.flips,
            **steps,
        )
        return z.reshape(self.layer.lengths(self.sizes)["z"])

    def right(self, wanted, place):
        """What is wanted at one place, counted from 0: an entry of z, or the difference of the loss."""
        if not isinstance(wanted, Partial):
            return self.entries["z"][place]
        moved = self.entries[wanted.by.array].copy()
        moved[place] += 1
        return ((self.run({**self.entries, wanted.by.array: moved}) - self.entries["z"]) * self.entries["delta"]).sum()

    def read(self, wanted, text):
        """The tree of a text, in the notation's own names; and the letters of what is wanted there."""
        scope = self.translation.scope(self.layer.scope(free_of(wanted)))
        return parse(text, scope).tree, free_of(self.translation.question(wanted))

    @cached_property
    def arrays(self):
        """The entries by the source's names and places."""
        first = self.row.first
        return {
            self.word(name): {place: array[tuple(np.subtract(place, first))] for place in places(array.shape, first)}
            for name, array in self.entries.items()
        }

    def worth(self, tree, letters, place):
        """The value of a tree at a place that is counted from the notation's first index."""
        sizes = {self.word(name): number for name, number in self.sizes.items()}
        names = {**sizes, **dict(zip(letters, place, strict=True))}
        longest = max(max(array.shape, default=1) for array in self.entries.values())
        return value(tree, names, self.arrays, range(-1, longest + 2))


@cache
def source(layer_name, notation):
    return Source(layer_name, notation)


def some(shape, first):
    """Some of the places of an array, all where these are few."""
    every = places(shape, first)
    return [every[at] for at in np.random.default_rng(1).permutation(len(every))[:PLACES]]


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(("name", "asked"), [(name, asked) for name in SIZES for asked in WANTED[name]])
def test_an_index_formula(name, asked, notation):
    here = source(name, notation)
    question = Question(here.layer, asked)
    shape = here.entries[question.wanted.by.array if isinstance(question.wanted, Partial) else "z"].shape
    for form in question.right_forms:
        tree, letters = here.read(question.wanted, show_text(form, notation, here.layer, question.wanted))
        typeset, _ = here.read(question.wanted, show_latex(form, notation, here.layer, question.wanted))
        assert canonical(typeset, letters) == canonical(tree, letters)
        for place in some(shape, here.row.first):
            right = here.right(question.wanted, tuple(np.subtract(place, here.row.first)))
            assert here.worth(tree, letters, place) == right, (place, show_text(form, notation, here.layer))


def whole(node, arrays):
    """An operation on whole arrays, by SciPy."""
    match node:
        case Whole(array):
            return arrays[array]
        case Operation("flip" | "rot180", (array,), _):
            return np.flip(whole(array, arrays))
        case Operation("conv" | "corr" as name, (first, second), mode):
            operation = {"conv": scipy.signal.convolve, "corr": scipy.signal.correlate}[name]
            mode = mode or {"conv": "full", "corr": "valid"}[name]
            return operation(whole(first, arrays), whole(second, arrays), mode, method="direct")
    raise TypeError(type(node).__name__)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(("asked", "typed"), WHOLE)
def test_an_operation_on_whole_arrays(asked, typed, notation):
    here = source("two dimensions", notation)
    wanted = here.layer.wanted(asked)
    formula = parse(typed, here.layer.scope(free_of(wanted))).tree
    tree, letters = here.read(wanted, show_text(formula, notation, here.layer, wanted))
    named = {here.word(name): array for name, array in here.entries.items()}
    array, indices = (tree.whole, tree.indices) if isinstance(tree, Entry) else (tree, None)
    values = whole(array, named)
    for place in np.ndindex(values.shape):
        at = place
        if indices is not None:
            counted = tuple(number + here.row.first for number in place)
            at = tuple(int(here.worth(index, letters, counted)) - here.row.first for index in indices)
        assert values[at] == here.right(wanted, place), place


def test_the_forward_passes_differ_and_so_do_their_gradients():
    flipped, straight = source("two dimensions", "larochelle"), source("two dimensions", "flipside")
    assert (flipped.entries["z"] != straight.entries["z"]).any()
    question = Question(straight.layer, "dL/dx[p,q]")
    tree, letters = straight.read(question.wanted, show_text(question.right))
    assert straight.worth(tree, letters, (1, 1)) != flipped.right(question.wanted, (1, 1))
