"""The notations of five sources, one literal table, one row a notation: names, letters, first index, and who flips.

Facts about the sources only; what could not be confirmed from the source itself is marked so in its row. The names of
arrays, letters and sizes are replaced by `translate`; a letter may list alternatives, the first one free is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Notation:
    """One source's way of writing.

    arrays       Flipside's name -> the source's
    line, plane  index letters in one and in two spatial dimensions: Flipside's -> the source's, alternatives in order
    sizes        sizes and parameters
    first        where indices start
    flips        whether the source's forward pass is a true convolution, with a kernel that is the weights reversed
    weights      kernel (Flipside's name) -> the source's name for the weights before they are reversed, where it flips
    loss         the letter of the loss, as text and as LaTeX
    subscripts   whether an entry is x_{i}; else x[i]
    joined       whether one Σ carries several indices
    operation    what the source calls the layer's forward operation
    unconfirmed  what could not be confirmed, or what is not the source's own

    `source`, `operation` and `unconfirmed` are Markdown, with $LaTeX$.
    """

    id: str
    title: str
    source: str
    operation: str
    arrays: Mapping[str, str] = field(default_factory=dict)
    line: Mapping[str, str] = field(default_factory=dict)
    plane: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, str] = field(default_factory=dict)
    first: int = 0
    flips: bool = False
    weights: Mapping[str, str] = field(default_factory=dict)
    loss: tuple[str, str] = ("L", "L")
    subscripts: bool = True
    joined: bool = True
    unconfirmed: tuple[str, ...] = ()


NOTATIONS: dict[str, Notation] = {
    "flipside": Notation(
        id="flipside",
        title="Flipside",
        source="This course's own notation",
        operation="cross-correlation",
    ),
    "larochelle": Notation(
        id="larochelle",
        title="Larochelle’s lectures",
        source=(
            "Hugo Larochelle, *Neural networks*, lectures on computer vision (convolutional networks), after Jarrett, "
            "Kavukcuoglu, Ranzato & LeCun 2009, *What is the best multi-stage architecture for object recognition?*"
        ),
        operation="discrete convolution, $x * k$",
        arrays={"w": "k", "z": "a", "a": "h"},
        line={"j": "pqt", "k": "jgt"},
        plane={"u": "pte", "v": "qgf"},
        sizes={"m": "r"},
        flips=True,
        weights={"w": "W"},
        loss=("l", r"\ell "),
        unconfirmed=(
            "Not confirmed: that the kernel is the weight matrix with rows and columns flipped, and the letters $k$, "
            "$W$, $p$, $q$ and $r$.",
            "The slides seem to count entries from 1 and offsets from 0, $k_{r-p}$; here all counts from 0, "
            "$k_{r-p-1}$.",
            "The lectures use $i$ and $j$ for channels as well as for positions; here channels keep $o$ and $c$.",
            "The lectures write gradients with ∇; here the gradient that comes from above is called $\\delta$.",
        ),
    ),
    "gibiansky": Notation(
        id="gibiansky",
        title="Gibiansky’s post",
        source=(
            "Andrew Gibiansky, *Convolutional Neural Networks*, blog post on "
            "[andrew.gibiansky.com](https://andrew.gibiansky.com/blog/machine-learning/convolutional-neural-networks/)"
        ),
        operation="convolution (the formula written is a cross-correlation)",
        arrays={"x": "y", "w": "omega", "z": "x", "a": "Y"},
        line={"j": "aeq"},
        plane={"u": "aeq", "v": "bfr"},
        sizes={"n": "N"},
        loss=("E", "E"),
        joined=False,
        unconfirmed=(
            "The post numbers the layers, $y^{\\ell-1}$ for the input and $y^{\\ell}$ for the activation; without the "
            "number the activation is $Y$ here.",
            "The post writes $\\partial E/\\partial x_{ij}$ where $\\delta$ stands here; it calls these values deltas.",
            "The post has two dimensions, one channel and no bias; the letters for the rest are Flipside's.",
        ),
    ),
    "goodfellow": Notation(
        id="goodfellow",
        title="The Deep Learning book",
        source="Goodfellow, Bengio & Courville 2016, *Deep Learning*, chapter 9",
        operation="convolution (in the chapter's words most libraries, and its own layer, do not flip)",
        arrays={"x": "V", "w": "K", "z": "Z", "delta": "G", "a": "H"},
        line={"i": "j", "j": "mq", "k": "kt"},
        plane={"o": "i", "i": "j", "j": "k", "c": "l", "u": "mt", "v": "ne"},
        sizes={"n": "N", "m": "M"},
        first=1,
        loss=("J", "J"),
        unconfirmed=(
            "Not confirmed: that the book writes its equations letter for letter like this.",
            "The chapter's formulas are two-dimensional with channels; those in one dimension are cut from them.",
            "The capital letters of sizes, the bias and the activation $H$ are not from the chapter.",
        ),
    ),
    "pytorch": Notation(
        id="pytorch",
        title="PyTorch’s documentation",
        source="PyTorch documentation, `torch.nn.Conv1d`, `torch.nn.Conv2d` and `torch.nn.grad`",
        operation="convolution (the documentation says: the cross-correlation operator, written with a star)",
        arrays={"x": "input", "w": "weight", "b": "bias", "z": "out", "delta": "grad_output"},
        sizes={"s": "stride", "p": "padding", "d": "dilation", "m": "kernel_size"},
        subscripts=False,
        unconfirmed=(
            "The documentation writes whole arrays with a star and no entry's index; the index letters are Flipside's.",
            "A loss has no letter there; $L$ is Flipside's.",
        ),
    ),
}
