"""So that is why "convolution": the gradient of the input, named.

You will be able to say exactly where the flip is, to write the gradient with conv, and to keep from flipping twice.
Not here: code (next lesson). Before this: backward-inputs, why.
Sources: Goodfellow et al. 2016, section 9.1 (convolution commutes, correlation does not); NumPy's documentation.

The layer is written over its inputs, sum(k, w[k-i]*x[k]), so that w is the kernel as it lies on the input in every
notation: one that reads the layer as a convolution would name the kernel turned round, and the flip would change sides.
"""

from functools import lru_cache

import numpy as np

from engine import Layer, convolve, correlate
from lessons.figures import who_sends_back
from lessons.flips import calls, formulas, numbers, pictures, turned
from lessons.model import (
    Cells,
    Choice,
    Entries,
    Formula,
    Integer,
    Lesson,
    Mistake,
    Number,
    Option,
    Pick,
    SpotTheFlip,
    Text,
)
from lessons.working import collecting, sliding
from lessons.zeros import miscounted_zeros, zeros_twice

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(k, w[k-i]*x[k])", x="n", w="m", z="n-m+1")
NAMED = Layer("z[i] = sum(k, w[k-i]*x[k])", x="n", w="m", z="n-m+1", dx="n")
FLIPPING = Layer("z[i] = sum(j, w[j]*x[i-j])", x="n", w="m", z="n+m-1")
ANY = Layer("z[i] = sum(j, v[j]*x[i+j])", x="n", v="m", w="m", z="n-m+1")
TWO_ROWS = Layer("c[k] = sum(j, f[j]*g[k-j])", f="n", g="m", c="n+m-1")

CALLS = (
    "conv(delta, w, full)",
    "conv(w, delta, full)",
    "corr(delta, flip(w), full)",
    "corr(delta, w, full)",
    "conv(delta, flip(w), full)",
    "corr(w, delta, full)",
)
WHY = {
    "conv(delta, w, full)": "this is your formula, and the convolution turns one row round by itself",
    "conv(w, delta, full)": "a convolution doesn't care which of its rows comes first",
    "corr(delta, flip(w), full)": "the correlation turns nothing round, but the kernel was turned round before",
    "corr(delta, w, full)": "here nothing is turned round at all",
    "conv(delta, flip(w), full)": "the kernel is turned round twice, once by hand and once by the convolution",
    "corr(w, delta, full)": "nothing is turned round here, it is [[corr(delta, w, full)]] from back to front",
}


@lru_cache(maxsize=1)
def right_calls():
    """The calls that the engine accepts as the gradient of the input."""
    return tuple(call for call in CALLS if LAYER.check("dL/dx[k]", f"{call}[k]").verdict == "correct")


def padded(delta, w):
    """delta between as many zeros as a kernel of this length needs."""
    zeros = [0] * (len(w) - 1)
    return np.array([*zeros, *delta, *zeros])


LESSON = Lesson(
    id="the-flip",
    title="So that is why “convolution”",
    question="So where is the convolution in a convolutional network?",
    answer=(
        "On the way back: the gradient of the input is [[conv(delta, w, full)]], because [[i = k - j]] makes one row "
        "run against the other, and that is what a convolution is."
    ),
    minutes=25,
    layer=LAYER,
    steps=(
        Text(
            "You own three formulas now:\n\n"
            "[[z[i] = sum(j, w[j]*x[i+j])]]\n\n"
            "[[dL/dw[j] = sum(i, delta[i]*x[i+j])]]\n\n"
            "[[dL/dx[k] = sum(j, delta[k-j]*w[j])]]\n\n"
            "Put the three beside the two machines of the first lesson."
        ),
        Text(
            "(In this lesson [[w]] is the kernel as it lies on the input. This notation keeps it turned round "
            "elsewhere, and `W` is there its name as it lies. Here there is no `W`.)",
            notation="larochelle",
        ),
        Choice(
            id="the-flip/sign",
            prompt="In which of the three does one row run *against* the other, as in a convolution?",
            options=(
                Option(
                    "z",
                    "In the output, [[z[i]]].",
                    says="As [[j]] goes up, so does [[i+j]]: both rows run the same way.",
                    misconception="needless-flip",
                ),
                Option(
                    "dw",
                    "In the gradient of the kernel.",
                    says="As [[i]] goes up, so does [[i+j]]: both rows run the same way.",
                    misconception="needless-flip",
                ),
                Option(
                    "dx",
                    "In the gradient of the input.",
                    right=True,
                    says="As [[j]] goes up, the index of [[delta[k-j]]] goes down.",
                ),
                Option(
                    "all",
                    "In both gradients: the backward pass is a convolution.",
                    says=(
                        "One reads this often. But let the summed letter go up by one in each of the two: only in one "
                        "of them does an index go down."
                    ),
                    misconception="needless-flip",
                ),
            ),
            hints=(
                "Let the summed letter go up by one. What do the two indices do?",
                "In [[x[i+j]]] the index goes up with [[j]]. And in [[delta[k-j]]]?",
            ),
            solution=(
                "Only in [[sum(j, delta[k-j]*w[j])]] do they run against each other: the index of [[w]] goes up, and "
                "that of [[delta]] goes down. (A minus sign alone says nothing. [[sum(k, delta[k-j]*x[k])]] is the "
                "gradient of the kernel once more, added over the inputs; it has a minus sign, but with [[k]] *both* "
                "indices go up.)"
            ),
            proves=(
                "One of the three formulas is a convolution. The layer itself isn't, and the gradient of its kernel "
                "isn't."
            ),
        ),
        Text(
            "*To convolve two rows* means just this: counted from 0, entry $s$ adds up all products whose two indices "
            "add up to $s$. You have done it at school: in $(1 + 2t)(3 + t) = 3 + 7t + 2t^2$ the powers add up, and "
            "the 7 in front of $t$ is $1·1 + 2·3$. (*Convolvere* is Latin: to roll together.)\n\n"
            "Nobody had to want a flip. It is what is left of [[i + j = k]] when you ask for [[k]]: of two numbers "
            "with a fixed sum, one goes down as the other goes up. In a correlation their *difference* is fixed, and "
            "they go together.\n\n"
            "Now do it the way machine B does: turn the kernel round, and slide. At the ends it hangs over, onto zeros."
        ),
        Cells(
            id="the-flip/slide",
            prompt=(
                "[[w]] = {w} turned round is {turned}. Slide it over [[delta]] with a zero at each end, {padded}, "
                "multiply and add. What comes out?"
            ),
            array="dx",
            layer=NAMED,
            right=lambda w, delta: convolve(delta, w),
            numbers={"w": Entries((2, 5), -2, 6), "delta": Entries((3, -1, 4), -3, 5)},
            where=lambda w, delta: bool(w.all() and delta.all()),
            shown={
                "turned": lambda w, delta: w[::-1],
                "padded": padded,
                "work": lambda w, delta: sliding(padded(delta, w), w[::-1], "dx"),
                "before": lambda w, delta: collecting(delta, w),
            },
            mistakes=(
                Mistake(
                    lambda w, delta: correlate(delta, w, "full"),
                    "You slid the kernel as it was. First turn it round: its last weight comes first.",
                    "no-flip",
                ),
                Mistake(
                    lambda w, delta: convolve(delta, w)[::-1],
                    "The right numbers in reverse order. Start at the left end of the row with its zero.",
                ),
            ),
            hints=(
                "At the first place the turned kernel lies on the zero and on [[delta[0]]].",
                "It's the same work as in the first lesson, with the row {padded}.",
            ),
            solution=(
                "{work}\n\nThe last lesson's formula gives the same:\n\n{before}\n\nWhy it always does: slide the "
                "turned kernel until [[w[0]]], now its last entry, lies on [[delta[k]]]. Each weight before it then "
                "lies on an earlier delta: [[w[1]]] on [[delta[k-1]]], and any [[w[j]]] on [[delta[k-j]]]. Multiplied "
                "and added, that is [[sum(j, delta[k-j]*w[j])]]."
            ),
            proves=(
                "“Which outputs read this input?” and “turn the kernel round and slide” are the same computation: in "
                "the turned kernel, each further weight lies on an *earlier* delta, as [[delta[k-j]*w[j]]] says."
            ),
        ),
        Text(
            "At its first place and at its last, the turned kernel hangs over the end of [[delta]]. Here is once more "
            "who sends something back to whom. Go to the first input, then to the last: how many weights reach each?"
        ),
        who_sends_back((3, -1, 4, 2), (2, 5, 1)),
        Number(
            id="the-flip/zeros",
            prompt=(
                "[[delta]] has {outputs} entries and the kernel has {m}. How many zeros does [[delta]] need, both ends "
                "together, so that the sliding kernel gives one number for each input?"
            ),
            right=lambda outputs, m: 2 * (m - 1),
            numbers={"outputs": Integer(6, 4, 20), "m": Integer(4, 4, 7)},
            shown={
                "inputs": lambda outputs, m: outputs + m - 1,
                "each": lambda outputs, m: m - 1,
                "all": lambda outputs, m: outputs + 2 * (m - 1),
            },
            mistakes=(
                Mistake(
                    lambda outputs, m: m - 1,
                    "That is for one end. The kernel hangs over at *both* ends: the last inputs have few readers, just "
                    "as the first ones have. (A well-known text pads one end only.)",
                    "valid-not-full",
                ),
                Mistake(
                    lambda outputs, m: 2 * m,
                    "One too many at each end: there the kernel would lie on zeros only, and no input belongs to that "
                    "place.",
                    "off-by-one",
                ),
                Mistake(
                    lambda outputs, m: m,
                    "Think of the first place: only *one* weight lies on [[delta[0]]], all the others on zeros. How "
                    "many are these? And the other end needs as many.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda outputs, m: 2,
                    "So many are enough for a kernel of two weights. This one has {m}: at its first place only *one* "
                    "weight lies on [[delta[0]]], all the others on zeros. And the other end needs as many.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda outputs, m: 2 * m - 1,
                    "Both ends need the same number of zeros, so together it is an even number. On how many zeros does "
                    "the kernel lie at its first place?",
                    "off-by-one",
                ),
                Mistake(
                    lambda outputs, m: outputs + m - 1,
                    "That is how many inputs there are. A kernel of {m} has to fit in that many places: how many zeros "
                    "does that take, besides the {outputs} deltas?",
                    "wrong-operation",
                ),
                Mistake(
                    lambda outputs, m: outputs + 2 * (m - 1),
                    "That is how long the row is *with* the zeros. How many of its entries are zeros?",
                    "wrong-operation",
                ),
                Mistake(
                    lambda outputs, m: 0,
                    "Without zeros the row gets shorter once more. But there are more inputs than outputs.",
                    "padding-ignored",
                ),
            ),
            hints=(
                "At the first place only one weight lies on [[delta]]. On how many zeros do the others lie?",
                "{each} at one end. And at the other?",
            ),
            solution=(
                "{each} zeros at each end, {right} together. Check: the row is then {all} long, and a kernel of {m} "
                "fits in {inputs} places, one for each input."
            ),
            proves=(
                "This sliding over the ends is called *full*. The word only says that an array counts as 0 outside. "
                "(That there are as many zeros on the left as on the right isn't a matter of counting: the first input "
                "is read with [[w[0]]] only, so there all the other weights lie on zeros.)"
            ),
        ),
        Text(
            "Say it in one word. You may now use whole arrays: `conv(a, b, full)`, `corr(a, b, full)`, `flip(a)`. "
            "(Where no mode is said, `conv` is `full` and `corr` is `valid`, as NumPy's `convolve` and `correlate` "
            "are.)"
        ),
        Formula(
            id="the-flip/conv",
            prompt="Write the gradient of the input with `conv` or `corr`.",
            wanted="dL/dx[k]",
            form="convolution",
            mistakes=(
                Mistake(
                    "corr(delta, w, full)",
                    "The kernel is laid down as it is: that is what a correlation does, and what a convolution does "
                    "with a kernel that was turned round before. In your formula [[delta[k-j]]] runs against [[w[j]]].",
                    "no-flip",
                ),
                Mistake(
                    "conv(delta, flip(w), full)",
                    "Flipped twice. `conv` already turns one row round; with the `flip` it is turned back, and the "
                    "result is a correlation.",
                    "no-flip",
                ),
                Mistake(
                    "corr(flip(delta), w, full)",
                    "The right numbers from back to front. In a correlation it is the second row that has to be turned "
                    "round, and here the first one was.",
                ),
                Mistake(
                    "corr(flip(w), delta, full)",
                    "The right numbers from back to front. The flip is the right one; but in a correlation the row "
                    "that slides comes second.",
                ),
                Mistake(
                    "corr(x, delta)",
                    "That is the gradient of the *kernel*, from two lessons ago.",
                    "wrong-operation",
                ),
                Mistake(
                    "conv(x, flip(delta), valid)",
                    "That is the gradient of the *kernel*, from two lessons ago: the flip and the `conv` undo each "
                    "other.",
                    "wrong-operation",
                ),
                *(
                    Mistake(call, "The input itself is not in this gradient. The path back leads along the weights.")
                    for call in (
                        "conv(delta, x, full)",
                        "conv(x, delta, valid)",
                        "conv(x, flip(delta), full)",
                        "corr(x, delta, full)",
                        "corr(delta, x, full)",
                    )
                ),
                *zeros_twice("delta"),
                *miscounted_zeros("delta"),
                Mistake(
                    "corr(flip(w), delta)",
                    "The flip is the right one. But in a correlation the row that slides comes second, and here it "
                    "has to hang over the ends, too.",
                ),
            ),
            feedback={
                "no-flip": (
                    "The rows run the same way here. In [[sum(j, delta[k-j]*w[j])]] they run against each other."
                ),
                "needless-flip": (
                    "Something is turned round once too often, or it is the wrong row. Exactly one flip is needed; the "
                    "kernel's is the easiest."
                ),
                "wrong-array": (
                    "Which arrays are in [[sum(j, delta[k-j]*w[j])]]? What comes back from above, and the weights that "
                    "it comes back along: no others."
                ),
                "valid-not-full": (
                    "The right machine in the wrong mode: the ends are cut off. There are more inputs than outputs, so "
                    "the kernel has to hang over."
                ),
            },
            hints=(
                "In which machine do the two rows run against each other?",
                "There are more inputs than outputs: the mode is `full`.",
                "A `conv` of [[delta]] and [[w]], with the mode as its third argument.",
            ),
            solution=(
                "[[sum(j, delta[k-j]*w[j])]] is the definition of [[conv(delta, w, full)]]. Equally right is "
                "[[corr(delta, flip(w), full)]]: turn the kernel round by hand, then slide it as it lies."
            ),
            proves=(
                "**That is why “convolution”.** The gradient of a cross-correlation by its input is a convolution, and "
                "you have proved it from the definition of the layer. (The *name* is older: in 1989 it was given to "
                "the forward pass. There a flip makes little difference: a kernel that is learned may be stored either "
                "way round. On the way back it makes the difference between right and wrong.)"
            ),
        ),
        Pick(
            id="the-flip/calls",
            prompt="Texts and libraries write it in many ways. Pick all that really give the gradient of the input.",
            cells=lambda: (CALLS,),
            right=right_calls,
            because=lambda cell: WHY[cell],
            mistakes=(
                Mistake(
                    lambda: CALLS[:2],
                    "Both are right, and there is one more: a flip by hand is a flip, too.",
                ),
                Mistake(
                    lambda: (CALLS[0], CALLS[2]),
                    "Both are right, and there is one more: look at what happens when the two rows of a convolution "
                    "change places.",
                ),
                Mistake(
                    lambda: (CALLS[0],),
                    "It is right. Others say the same: a flip by hand is a flip too, and a convolution doesn't care "
                    "about the order of its rows.",
                ),
                Mistake(
                    lambda: (CALLS[0], CALLS[4]),
                    "These two can't both be right: in one the kernel is turned round once, in the other twice.",
                    "no-flip",
                ),
            ),
            hints=(
                "Count the flips of each one: `conv` is one, `flip` is one. How many should there be?",
                "One flip is right; none is not, and neither are two. And the rows of a correlation may not change "
                "places.",
            ),
            solution=(
                "One flip in total: by `conv`, or by `flip` and then `corr`. Two flips are none. And `conv` may take "
                "its rows in either order."
            ),
            proves=(
                "“Rotate the kernel” and “don't rotate, use a convolution” are both right, and doing both is wrong. "
                "Most quarrels about the flip are about who does it. (The layer itself can be said so, too: "
                "[[corr(x, w)]] is [[conv(x, flip(w), valid)]], a convolution with the kernel turned round before.)"
            ),
        ),
        Text(
            "Why may `conv` take its rows in either order, and `corr` not? Write the convolution of two rows [[f]] and "
            "[[g]] as [[c[k] = sum(j, f[j]*g[k-j])]].",
            layer=TWO_ROWS,
        ),
        Choice(
            id="the-flip/commutes",
            layer=TWO_ROWS,
            prompt="In [[sum(j, f[j]*g[k-j])]] call the other index [[q = k - j]]. What does the sum become?",
            options=(
                Option(
                    "swapped",
                    "[[sum(q, f[k-q]*g[q])]]",
                    right=True,
                    says="The same products; and it's the formula you started with, [[f]] and [[g]] exchanged.",
                ),
                Option(
                    "plus",
                    "[[sum(q, f[k+q]*g[q])]]",
                    says="From [[q = k - j]] follows [[j = k - q]], with a minus sign.",
                    misconception="no-flip",
                ),
                Option(
                    "same",
                    "[[sum(q, f[q]*g[q])]]",
                    says="Then [[k]] would be gone, and all entries would be equal.",
                ),
                Option(
                    "back",
                    "[[sum(q, f[q-k]*g[q])]]",
                    says="From [[q = k - j]] follows [[j = k - q]], not [[j = q - k]].",
                    misconception="wrong-sign",
                ),
            ),
            computed=lambda: next(
                name
                for name, text in {
                    "swapped": "sum(q, f[k-q]*g[q])",
                    "plus": "sum(q, f[k+q]*g[q])",
                    "back": "sum(q, f[q-k]*g[q])",
                }.items()
                if TWO_ROWS.check("c[k]", text).verdict == "correct"
            ),
            hints=("Solve [[q = k - j]] for [[j]].", "Then put both into the product."),
            solution=(
                "[[j = k - q]], so [[f[j]*g[k-j]]] is [[f[k-q]*g[q]]], and [[q]] runs through all integers as [[j]] "
                "did. The sum is the one you get by exchanging [[f]] and [[g]]."
            ),
            proves=(
                "A convolution commutes, because [[j]] and [[q]] play the same part: when one goes up the other goes "
                "down, and it makes no difference which row is read with which. In a correlation it does."
            ),
        ),
        Cells(
            id="the-flip/order",
            layer=Layer("c[k] = sum(j, f[j+k]*g[j])", f="n", g="m", c="n"),
            prompt=(
                "[[f]] = {f}, [[g]] = {g}. The full correlation of [[f]] with [[g]], with zeros at both ends of "
                "[[f]], is {fg}. Now exchange the two: slide [[f]] over [[g]], with zeros at both ends of [[g]]. What "
                "is this full correlation, of [[g]] with [[f]]? (Begin where the two first touch.)"
            ),
            array="c",
            right=lambda f, g: correlate(g, f, "full"),
            numbers={"f": Entries((1, 3, 2), 0, 5), "g": Entries((2, 1), 1, 5)},
            shown={"fg": lambda f, g: correlate(f, g, "full")},
            mistakes=(
                Mistake(
                    lambda f, g: correlate(f, g, "full"),
                    "The same numbers in the same order would mean that correlation commutes. Compute the first one: "
                    "only the last entry of [[f]] lies on the first entry of [[g]].",
                ),
                Mistake(
                    lambda f, g: convolve(f, g),
                    "That is the convolution of the two: one of them was turned round.",
                    "needless-flip",
                ),
            ),
            hints=(
                "Put zeros around [[g]], two at each end, and slide [[f]] over it as it is.",
                "Compare with {fg} when you have it.",
            ),
            solution=(
                "It is {right}: the same numbers, in reverse order. It must be so: in [[sum(j, f[j+k]*g[j])]] call "
                "[[q = j + k]], and it becomes [[sum(q, g[q-k]*f[q])]], the other correlation at [[-k]] in place of "
                "[[k]]. (Here [[k]] says how far one row is moved against the other; the cells are numbered from the "
                "place where the two first touch.)"
            ),
            proves=(
                "Exchange the rows of a correlation, and the result comes out reversed. So with `corr` the order of "
                "the arguments matters: a call with the two exchanged gives a gradient that is back to front."
            ),
        ),
        Text(
            "One last turn. Suppose a library really convolves in its *forward* pass, over the ends as well (Theano "
            "did, in its mode *full*, unless it was told not to flip):\n\n"
            "[[z[i] = sum(j, w[j]*x[i-j])]]\n\n"
            "Is its gradient flipped twice? Derive it: which output has read [[x[k]]] with [[w[j]]]?",
            layer=FLIPPING,
        ),
        Formula(
            id="the-flip/other-way-round",
            layer=FLIPPING,
            prompt="The forward pass is [[z[i] = sum(j, w[j]*x[i-j])]]. Write the gradient of the input.",
            wanted="dL/dx[k]",
            mistakes=(
                Mistake(
                    "sum(j, delta[k-j]*w[j])",
                    "That belongs to the other forward pass. Here [[k = i - j]]: solve it for [[i]] and look at the "
                    "sign.",
                    "needless-flip",
                ),
                Mistake(
                    "corr(delta, w, full)",
                    "The right machine in the wrong mode. This forward pass hangs over the ends itself: it has "
                    "[[n+m-1]] outputs, more than there are inputs. Going back the kernel just has to fit.",
                    "wrong-range",
                ),
                Mistake(
                    "sum(j, w[j])",
                    "The weights alone: the delta of the output that each belongs to is missing.",
                    "no-chain-rule",
                ),
                Mistake(
                    "sum(j, delta[j-k]*w[j])",
                    "A sign is wrong. Here [[z[i]]] reads [[x[k]]] with [[w[j]]] where [[k = i - j]]: solve it for "
                    "[[i]]. Which output's delta belongs to [[w[j]]]?",
                    "needless-flip",
                ),
                Mistake(
                    "sum(i, delta[i]*w[k+i])",
                    "A sign is wrong. Here [[z[i]]] reads [[x[k]]] with [[w[j]]] where [[k = i - j]]: solve it for "
                    "[[i]]. Which output's delta belongs to [[w[j]]]?",
                    "needless-flip",
                ),
                *(
                    Mistake(
                        one_output,
                        "All weights, but only one output. Each weight belongs to an output of its own.",
                    )
                    for one_output in (
                        "sum(j, delta[k]*w[j])",
                        "sum(j, delta[k]*w[k-j])",
                        "sum(j, delta[k]*w[m-1-j])",
                        "sum(i, delta[k]*w[i-k])",
                    )
                ),
                *(
                    Mistake(
                        apart,
                        "Put the two indices in for [[i]] and [[j]]: they have to make [[k = i - j]] true, and here "
                        "they don't.",
                    )
                    for apart in (
                        "sum(j, delta[k+j]*w[k-j])",
                        "sum(j, delta[k+j]*w[k+j])",
                        "sum(j, delta[k-j]*w[k-j])",
                        "sum(j, delta[k-j]*w[k+j])",
                        "sum(j, delta[k-j]*w[k])",
                    )
                ),
                Mistake(
                    "sum(j, delta[k-j]*w[m-1-j])",
                    "The two run the same way again, since both are turned round. But everything is shifted: the last "
                    "weight meets [[delta[k]]] here, and it is [[w[0]]] that belongs there.",
                    "off-by-one",
                ),
                Mistake(
                    "sum(i, delta[i]*w[k])",
                    "Here every output reads [[x[k]]] with the same weight. But the kernel moves on from output to "
                    "output.",
                ),
                *(
                    Mistake(
                        same_for_all,
                        "This is the same number for every [[k]]. Which output reads [[x[k]]] with [[w[j]]] depends on "
                        "both: [[k = i - j]].",
                    )
                    for same_for_all in (
                        "sum(j, delta[j]*w[j])",
                        "sum(j, delta[j]*w[m-1-j])",
                        "sum(j, delta[m-1-j]*w[j])",
                    )
                ),
                Mistake(
                    "sum(i, j, delta[i]*w[j])",
                    "Everything meets everything here. [[z[i]]] reads [[x[k]]] with [[w[j]]] only where [[k = i - j]].",
                    "extra-sum",
                ),
                Mistake(
                    "delta[k]*w[k]",
                    "That is a single product, and [[z[k]]] reads [[x[k]]] with [[w[0]]], not with [[w[k]]]. Add up "
                    "what comes back from all outputs that read [[x[k]]].",
                    "missing-sum",
                ),
                Mistake(
                    "sum(j, delta[k-j]*x[j])",
                    "The input itself is not in this gradient: the path back leads along the weights. And look at the "
                    "sign: here [[k = i - j]], so solve that for [[i]].",
                    "wrong-array",
                ),
                *(
                    Mistake(
                        kernel,
                        "That is the gradient of the *kernel* for this forward pass. The input's is asked for: the "
                        "path back leads along the weights.",
                        "wrong-operation",
                    )
                    for kernel in ("sum(i, delta[i]*x[i-k])", "corr(delta, x)")
                ),
                Mistake(
                    "sum(i, delta[i]*x[i+k])",
                    "That is the gradient of the *kernel*, and for the other forward pass. Here the input's is asked "
                    "for: the path back leads along the weights.",
                    "wrong-operation",
                ),
                Mistake(
                    "sum(j, delta[k+j]*w[k])",
                    "The deltas are the right ones. But here they all meet the same weight, [[w[k]]]. Each output "
                    "reads [[x[k]]] with a weight of its own.",
                ),
                Mistake(
                    "conv(delta, w, full)",
                    "That belongs to the other forward pass. Here [[k = i - j]]: solve it for [[i]] and look at the "
                    "sign.",
                    "needless-flip",
                ),
                Mistake(
                    "conv(w, delta, full)",
                    "That belongs to the other forward pass. Here [[k = i - j]]: solve it for [[i]] and look at the "
                    "sign.",
                    "needless-flip",
                ),
                *(
                    Mistake(
                        call,
                        "The right machine in the wrong mode. This forward pass hangs over the ends itself: it has "
                        "[[n+m-1]] outputs, more than there are inputs. Going back the kernel just has to fit.",
                        "wrong-range",
                    )
                    for call in ("conv(delta, flip(w), full)", "conv(flip(w), delta, full)")
                ),
                Mistake(
                    "corr(delta, w, same)",
                    "The right machine in the wrong mode: here it also hangs over the ends, and so everything is "
                    "shifted. It has to fit.",
                    "wrong-range",
                ),
                *(
                    Mistake(
                        call,
                        "The kernel is turned round here. Solve [[k = i - j]] for [[i]]: as the weight's index goes "
                        "up, so does that of its output, and nothing is flipped.",
                        "needless-flip",
                    )
                    for call in ("conv(delta, w, valid)", "corr(delta, flip(w))")
                ),
                *(
                    Mistake(
                        call.format(zeros),
                        "The right machine, and zeros that it doesn't need. This forward pass hangs over the ends "
                        "itself: it has [[n+m-1]] outputs, more than there are inputs. Going back the kernel just has "
                        "to fit on [[delta]].",
                    )
                    for call in ("corr(pad(delta, {}), w)", "conv(pad(delta, {}), flip(w), valid)")
                    for zeros in ("1", "2", "m-1", "2*(m-1)", "(m-1)//2", "m//2")
                ),
                *(
                    Mistake(
                        one_term,
                        "Only one term of your sum is left: all others read an entry outside its array, and it counts "
                        "as 0. Either the sign in the index is turned, or the range lies on the wrong side.",
                        "wrong-range",
                    )
                    for one_term in (
                        "sum(i=k..k+m-1, delta[i]*w[k-i])",
                        "sum(i=0..k, delta[i]*w[i-k])",
                        "sum(j=0..m-1, delta[k+j]*w[-j])",
                    )
                ),
                Mistake(
                    "delta[k]*w[0] + delta[k-1]*w[1]",
                    "That belongs to the other forward pass, and to a kernel of two weights. Here [[k = i - j]]: solve "
                    "it for [[i]] and look at the sign. And write it so that it holds for [[m]] weights: add over "
                    "[[j]].",
                    "needless-flip",
                ),
                Mistake(
                    "delta[k]*w[0] + delta[k+1]*w[1]",
                    "Right for a kernel of two weights. Write it so that it holds for [[m]] of them: add over [[j]].",
                    "missing-sum",
                ),
                Mistake(
                    "delta[k]*w[0] + delta[k+1]*w[1] + delta[k+2]*w[2]",
                    "Right for a kernel of three weights. Write it so that it holds for [[m]] of them: add over [[j]].",
                    "missing-sum",
                ),
                Mistake(
                    "delta[k]*w[0] + delta[k+1]*w[1] + delta[k+2]*w[2] + delta[k+3]*w[3]",
                    "Right for a kernel of four weights. Write it so that it holds for [[m]] of them: add over [[j]].",
                    "missing-sum",
                ),
                Mistake(
                    "sum(i, delta[i]*w[k-i])",
                    "That belongs to the other forward pass. Here [[k = i - j]]: solve it for [[i]] and look at the "
                    "sign.",
                    "needless-flip",
                ),
                Mistake(
                    "conv(delta, flip(w), same)",
                    "The right machine in the wrong mode: here it also hangs over the ends, and so everything is "
                    "shifted. It has to fit.",
                    "wrong-range",
                ),
            ),
            feedback={
                name: "Something runs the wrong way. Here [[z[i]]] reads [[x[k]]] with [[w[j]]] where [[k = i - j]]: "
                "solve it for [[i]]. Which output's delta belongs to [[w[j]]]?"
                for name in ("needless-flip", "no-flip")
            },
            hints=("[[z[i]]] reads [[x[k]]] with [[w[j]]] where [[k = i - j]].", "So [[i = k + j]]."),
            solution=(
                "[[k = i - j]] gives [[i = k + j]], so [[dL/dx[k] = sum(j, delta[k+j]*w[j])]]: a correlation. Nothing "
                "is flipped."
            ),
            proves=(
                "Forward correlation, backward convolution; forward convolution, backward correlation. Of the forward "
                "pass and the gradient of the input *exactly one flips*, and which one is a convention. (And the "
                "gradient of the kernel? Here it is [[sum(i, delta[i]*x[i-j])]]: as [[i]] goes up, both indices do.) "
                "Texts that disagree about the flip often just start from different forward passes, so never mix two "
                "texts: a gradient belongs to the forward pass that it was derived from."
            ),
        ),
        Text(
            "Now play. The rounds get harder: numbers first, then pictures, then formulas, then calls of libraries. In "
            "the last ones the input may be turned round as well, or the two rows have changed places. They go on for "
            "as long as you like."
        ),
        SpotTheFlip(
            id="the-flip/spot",
            layer=ANY,
            prompt="Spot the flip.",
            rounds=(numbers, pictures, formulas, calls, turned),
            hints=(
                "Find one place where you can tell which entries were multiplied.",
                "Let the summed letter go up by one: if one index goes up and the other goes down, it is the "
                "convolution. In a call, count the flips of the kernel: one is a convolution, two are none. Where the "
                "input is turned round as well, or the rows have changed places, put in a single 1.",
            ),
            solution="Every round says why when it is answered.",
            proves="One index against the other: that is the whole difference. You'll see it everywhere from now on.",
        ),
    ),
    sources=(
        "I. Goodfellow, Y. Bengio, A. Courville: Deep Learning (2016), section 9.1, https://www.deeplearningbook.org",
        "Y. LeCun et al.: Backpropagation Applied to Handwritten Zip Code Recognition, Neural Computation 1 (1989), "
        "https://doi.org/10.1162/neco.1989.1.4.541",
        "NumPy documentation, numpy.correlate: https://numpy.org/doc/stable/reference/generated/numpy.correlate.html",
    ),
)
