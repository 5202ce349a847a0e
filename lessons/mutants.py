"""Twenty-two wrong gradients of a one-dimensional layer with everything in it, and the test cases to catch them with.

Eight of them are wrong for the plain layer too, and make a first and smaller game.

Every one is a mistake that learners and libraries have really made; `needs` says what a test case needs to see it.

    x (N, C, n)   w (O, C, m)   delta (N, O, n')   s stride   d dilation   p padding
"""

from __future__ import annotations

import numpy as np

from engine import conv, conv_backward
from lessons.exercises import Mutant

DIALS = {
    "images": (1, 2),
    "length": (4, 5, 6, 7, 8, 9),
    "channels in": (1, 2),
    "channels out": (1, 2, 3),
    "kernel": (1, 2, 3),
    "weights": ("symmetric", "different"),
    "stride": (1, 2),
    "dilation": (1, 2),
    "padding": (0, 1),
}
"""What a test case is chosen from; each dial begins where most tests in the wild stand."""


def case(**dials):
    """The arrays and options of a test case; None where the kernel doesn't fit on the padded input."""
    images, inputs, outputs, width = (dials[name] for name in ("images", "channels in", "channels out", "kernel"))
    options = {name: dials[name] for name in ("stride", "dilation", "padding")}
    reach = options["dilation"] * (width - 1) + 1
    if dials["length"] + 2 * options["padding"] < reach:
        return None
    random = np.random.default_rng(7)
    x = random.integers(-9, 10, (images, inputs, dials["length"])) + 0.5
    w = 1 + random.permutation(outputs * inputs * width + 6)[6:].reshape(outputs, inputs, width)
    if dials["weights"] == "symmetric":
        w = np.ones_like(w) + (2 * np.arange(width) == width - 1)
    z = conv(x, w, **options)
    return {"x": x, "w": w.astype(float), "delta": random.integers(-9, 10, z.shape) + 0.25, **options}


def entries(x, w, delta, **options):
    """How many numbers a test case takes."""
    return x.size + w.size + delta.size


def right(x, w, delta, **options):
    """The right gradients, by name."""
    return dict(zip(("dx", "dw", "db"), conv_backward(delta, x, w, **options), strict=True))


def dx_with(change):
    """A gradient of the input computed with changed arrays or options."""
    return lambda **case: {"dx": right(**{**case, **change(**case)})["dx"]}


def dx_of(change):
    """A right gradient of the input, changed afterwards."""
    return lambda **case: {"dx": change(right(**case)["dx"], **case)}


def dw_of(change):
    """A right gradient of the kernel, changed afterwards."""
    return lambda **case: {"dw": change(right(**case)["dw"], **case)}


def overwritten(x, w, delta, stride, dilation, padding):
    """The scatter with = in place of +=: of the products that meet in one input, the last one stays."""
    dx = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2 * padding))
    for i in range(delta.shape[2]):
        for j in range(w.shape[2]):
            dx[:, :, stride * i + dilation * j] = delta[:, :, i] @ w[:, :, j]
    return {"dx": dx[:, :, padding : padding + x.shape[2]]}


def without(name, neutral):
    """The gradient of the input with one option left out of the index: every product lands somewhere else."""

    def procedure(x, w, delta, **options):
        options = {**options, name: neutral}
        stride, dilation, padding = options["stride"], options["dilation"], options["padding"]
        dx = np.zeros_like(x)
        for i in range(delta.shape[2]):
            for j in range(w.shape[2]):
                k = stride * i + dilation * j - padding
                if 0 <= k < x.shape[2]:
                    dx[:, :, k] += delta[:, :, i] @ w[:, :, j]
        return {"dx": dx}

    return procedure


def kernel_without(name, neutral):
    """The gradient of the kernel with one option left out of the index."""

    def procedure(x, w, delta, **options):
        options = {**options, name: neutral}
        stride, dilation, padding = options["stride"], options["dilation"], options["padding"]
        dw = np.zeros_like(w)
        for i in range(delta.shape[2]):
            for j in range(w.shape[2]):
                k = stride * i + dilation * j - padding
                if 0 <= k < x.shape[2]:
                    dw[:, :, j] += delta[:, :, i].T @ x[:, :, k]
        return {"dw": dw}

    return procedure


def leftover_first(x, w, delta, stride, dilation, padding):
    """The places of the padded row that no window reaches put at its beginning instead of its end."""
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    dx = right(padded, w, delta, stride=stride, dilation=dilation, padding=0)["dx"]
    reach = dilation * (w.shape[2] - 1) + 1
    left = (padded.shape[2] - reach) % stride
    return {"dx": np.roll(dx, left, axis=2)[:, :, padding : padding + x.shape[2]]}


def borders_dropped(dx, w, dilation, **case):
    """Zeros where fewer outputs than weights read an input."""
    edge = dilation * (w.shape[2] - 1)
    dx = dx.copy()
    dx[:, :, :edge] = 0
    dx[:, :, dx.shape[2] - edge :] = 0
    return dx


MUTANTS = (
    Mutant(
        "∂L/∂x with the kernel read forwards",
        dx_with(lambda w, **case: {"w": w[:, :, ::-1]}),
        "a kernel of two or more weights that is not symmetric",
    ),
    Mutant(
        "∂L/∂x with every weight replaced by the kernel's mean",
        dx_with(lambda w, **case: {"w": np.broadcast_to(w.mean(axis=2, keepdims=True), w.shape)}),
        "a kernel with different weights",
    ),
    Mutant(
        "∂L/∂x without the last weight",
        dx_with(lambda w, **case: {"w": w * (np.arange(w.shape[2]) < max(1, w.shape[2] - 1))}),
        "a kernel of two or more weights",
    ),
    Mutant(
        "∂L/∂x without the terms at the borders",
        dx_of(borders_dropped),
        "a kernel of two or more weights",
    ),
    Mutant(
        "∂L/∂x with = in place of +=",
        overwritten,
        "an input that two outputs read: windows that overlap, and not so that the weights of one meet only the holes "
        "of the other",
    ),
    Mutant(
        "∂L/∂x from the first output channel only",
        dx_with(lambda w, **case: {"w": w * (np.arange(len(w)) < 1)[:, None, None]}),
        "two or more output channels",
    ),
    Mutant(
        "∂L/∂x averaged over the output channels",
        dx_of(lambda dx, w, **case: dx / len(w)),
        "two or more output channels",
    ),
    Mutant(
        "∂L/∂x with input and output channels of the kernel exchanged",
        dx_with(lambda w, **case: {"w": w.transpose(1, 0, 2).reshape(w.shape)}),
        "two or more channels on both sides, and different weights",
    ),
    Mutant(
        "∂L/∂x with the input channels in reverse order",
        dx_of(lambda dx, **case: dx[:, ::-1]),
        "two or more input channels, and different weights",
    ),
    Mutant("∂L/∂x with the stride forgotten", without("stride", 1), "a stride above 1, and two or more outputs"),
    Mutant(
        "∂L/∂x with the places that no window reaches at the wrong end",
        leftover_first,
        "a stride that leaves a place over at the end",
    ),
    Mutant("∂L/∂x with the dilation forgotten", without("dilation", 1), "a dilation above 1, and two or more weights"),
    Mutant("∂L/∂x with the padding not cut off", without("padding", 0), "a padding"),
    Mutant(
        "∂L/∂x of the first image given to all",
        dx_of(lambda dx, **case: np.broadcast_to(dx[:1], dx.shape)),
        "two or more images",
    ),
    Mutant(
        "∂L/∂w in reverse order",
        dw_of(lambda dw, **case: dw[:, :, ::-1]),
        "a kernel of two or more weights",
    ),
    Mutant(
        "∂L/∂w averaged over the places",
        dw_of(lambda dw, delta, **case: dw / delta.shape[2]),
        "two or more outputs",
    ),
    Mutant(
        "∂L/∂w averaged over the images",
        dw_of(lambda dw, x, **case: dw / len(x)),
        "two or more images",
    ),
    Mutant(
        "∂L/∂w from the first image only",
        lambda x, w, delta, **options: {"dw": right(x[:1], w, delta[:1], **options)["dw"]},
        "two or more images",
    ),
    Mutant("∂L/∂w with the stride forgotten", kernel_without("stride", 1), "a stride above 1, and two or more outputs"),
    Mutant(
        "∂L/∂w with the dilation forgotten",
        kernel_without("dilation", 1),
        "a dilation above 1, and two or more weights",
    ),
    Mutant("∂L/∂w with the padding forgotten", kernel_without("padding", 0), "a padding"),
    Mutant(
        "∂L/∂b averaged over the places",
        lambda x, w, delta, **options: {"db": delta.mean(axis=2).sum(axis=0)},
        "two or more outputs",
    ),
)

FIRST_DIALS = {
    "length": (3, 4, 5, 6, 7, 8),
    "kernel": (1, 2, 3),
    "weights": ("symmetric", "different"),
    "deltas": ("ones", "different"),
}
"""What a test case of the plain layer is chosen from: one image, one channel, stride 1."""

FIRST = (
    *(
        mutant
        for mutant in MUTANTS
        if mutant.name
        in (
            "∂L/∂x with the kernel read forwards",
            "∂L/∂x with every weight replaced by the kernel's mean",
            "∂L/∂x without the last weight",
            "∂L/∂x without the terms at the borders",
            "∂L/∂w averaged over the places",
            "∂L/∂b averaged over the places",
        )
    ),
    Mutant("∂L/∂x with = in place of +=", overwritten, "windows that overlap"),
    Mutant(
        "∂L/∂w in reverse order",
        dw_of(lambda dw, **case: dw[:, :, ::-1]),
        "a kernel of two or more weights; where the deltas are all ones, it may be hidden all the same",
    ),
)


def first_case(deltas, **dials):
    """The arrays of a test case of the plain layer."""
    plain = case(**{name: values[0] for name, values in DIALS.items()} | dials)
    return plain | {"delta": np.ones_like(plain["delta"])} if deltas == "ones" else plain
