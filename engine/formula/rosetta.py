"""Who flips what: the same layer in every notation, and what each source calls "convolution".

The insight of the Rosetta page: the gradient by the input always reads the kernel in the other direction than the
forward pass does. A source that correlates forwards convolves backwards; one that convolves forwards correlates
backwards. Only the name on the door changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.formula.notations import NOTATIONS
from engine.formula.renaming import renamed
from engine.formula.reversal import WEIGHTS, opposite
from engine.formula.tidy import tidy
from engine.formula.translate import Translation, show_latex, show_question, show_question_latex, show_text
from engine.formula.tree import Formula, Read
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.layer import Layer


@dataclass(frozen=True)
class Flips:
    """What a source calls convolution, and in which direction each pass of its layer reads the kernel.

    Each of the three passes is `forwards` (a correlation), `backwards` (a convolution) or `no kernel`; what is called a
    convolution and what the source says are Markdown, with $LaTeX$ in the source's own letters.
    """

    calls_convolution: str
    forward: str
    by_input: str
    by_kernel: str
    says: str


FLIPS: dict[str, Flips] = {
    "flipside": Flips(
        calls_convolution="the sum whose two indices run against each other, $w_j\\,x_{i-j}$",
        forward="forwards",
        by_input="backwards",
        by_kernel="no kernel",
        says="The layer is a cross-correlation; its gradient of the input is the convolution.",
    ),
    "larochelle": Flips(
        calls_convolution="the sum whose indices run against each other, $k_{r-p-1}\\,x_{i+p}$; $k$ is $W$ reversed",
        forward="backwards",
        by_input="forwards",
        by_kernel="no kernel",
        says="The layer is a convolution with the kernel $k$; its gradient of the input is the correlation with $k$.",
    ),
    "gibiansky": Flips(
        calls_convolution="the sum $\\omega_a\\,y_{i+a}$, and MATLAB's `conv2`, which flips: not the same",
        forward="forwards",
        by_input="backwards",
        by_kernel="no kernel",
        says="The formulas correlate forwards and convolve backwards; the call to `conv2` beside them does not fit.",
    ),
    "goodfellow": Flips(
        calls_convolution="both sums; the one that doesn't flip is called cross-correlation where it matters",
        forward="forwards",
        by_input="backwards",
        by_kernel="no kernel",
        says=(
            "The layer does not flip. Its gradient of the input adds over the outputs $l$ and the weights $m$ with "
            "$(l-1)\\,s + m = j$, where $j$ is the input and $s$ the step: as $m$ goes up, $l$ goes down, and that is "
            "the flip."
        ),
    ),
    "pytorch": Flips(
        calls_convolution="the layer, which doesn't flip; the documentation adds that it is cross-correlation",
        forward="forwards",
        by_input="backwards",
        by_kernel="no kernel",
        says="`Conv2d` correlates; `conv_transpose2d`, which is its gradient of the input, convolves.",
    ),
}


@dataclass(frozen=True)
class Stone:
    """One formula in one notation: what is asked and the answer, as text and as LaTeX."""

    notation: str
    left: str
    right: str
    left_latex: str
    right_latex: str


def rosetta(
    layer: Layer, wanted: Formula, answer: Formula, colours: Mapping[str, str] | None = None
) -> tuple[Stone, ...]:
    """The same line in every notation, in the table's order; `colours` is by Flipside's names of the arrays."""
    return tuple(
        Stone(
            notation=each,
            left=show_question(wanted, each, layer),
            right=show_text(answer, each, layer, wanted),
            left_latex=show_question_latex(wanted, each, layer, colours),
            right_latex=show_latex(answer, each, layer, wanted, colours),
        )
        for each in NOTATIONS
    )


def relations(notation: str, layer: Layer) -> tuple[tuple[Formula, Formula], ...]:
    """The relation of each kernel that a notation reverses to its weights, in the notation's names: k[p], W[r-p-1]."""
    translation = Translation(NOTATIONS[notation], layer)
    found = []
    for kernel, axes in translation.axes.items():
        letters = next(
            each.indices
            for made in layer.definitions.values()
            for each in nodes(made.body)
            if isinstance(each, Read) and each.array == kernel
        )
        ends = tuple(opposite(i, layer, kernel, a) if a in axes else i for a, i in enumerate(letters))
        left, right = Read(kernel, letters), Read(WEIGHTS + kernel, ends)
        found.append((renamed(left, translation.words), renamed(tidy(right), translation.words)))
    return tuple(found)
