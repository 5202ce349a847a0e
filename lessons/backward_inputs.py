"""The gradient of the input: how much the loss grows when an input grows.

You will be able to say which outputs read an input and with which weight, to derive the gradient of the input line by
line, and to say why an index in it runs backwards.
Not here: the word convolution for it (lesson the-flip), padding, stride. Before this: forward-1d, backward-weights.
Sources: minitorch's module 4 ("which outputs use input[2]?"); Dumoulin & Visin 2016, section 4.
"""

import numpy as np

from engine import Layer, convolve, correlate
from lessons import code_cases
from lessons.figures import who_reads_whom
from lessons.model import (
    Cells,
    Choice,
    Code,
    Derivation,
    Entries,
    Formula,
    Integer,
    Lesson,
    Mistake,
    Number,
    Option,
    Pick,
    Shape,
    Text,
)
from lessons.which_weight import NO_WEIGHT
from lessons.working import collecting, dot
from lessons.zeros import miscounted_zeros

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
NAMED = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1", dx="n")

ONE_PATH = "That is one path, the one through [[z[k-m+1]]]. Every output that reads [[x[k]]] sends something back."
TURNED_TWICE = (
    "The kernel lies the wrong way round: the first input gets the *last* weight here, but the only window that covers "
    "it has [[w[0]]] on it. This happens when nothing is turned round, and also when it is turned twice: "
    "[[delta[k-j]]] runs backwards already, and a kernel flipped on top of it is turned back."
)
TURNED_ONCE = (
    "The kernel lies the wrong way round: the first input gets the *last* weight here, but the only window that covers "
    "it has [[w[0]]] on it. With which weight does [[z[i]]] read [[x[k]]]?"
)
TWICE_IN_ALL = (
    "Turned round twice in all, and so not at all: the first input gets the *last* weight here, but it met [[w[0]]]."
)
TURNED_AND_SHIFTED = (
    "The kernel lies the wrong way round, and it is shifted as well. [[delta[k-j]]] runs backwards already: a kernel "
    "flipped on top of it is turned back. Try [[k = 0]]: the first input is read by [[z[0]]] alone, with [[w[0]]]."
)
WRONG_MODE = (
    "The right machine in the wrong mode. The kernel may hang over both ends of [[delta]] here, so that every input "
    "gets a place."
)


def unit(place, size):
    """A row that is 0 except for a 1."""
    return np.eye(1, size, place, dtype=int)[0]


def reading_on(delta, w):
    """The entries k of sum over j of delta[k + j] w[j], for every input k."""
    padded = np.concatenate([delta, np.zeros(2 * len(w), int)])
    return np.array([padded[k : k + len(w)] @ w for k in range(len(delta) + len(w) - 1)])


def from_the_end(delta, w):
    """The gradient where Python reads delta[-1] as the last entry."""
    places = range(len(delta) + len(w) - 1)
    return np.array([sum(delta[k - j] * w[j] for j in range(len(w)) if k - j < len(delta)) for k in places])


def overwritten(delta, w, kept):
    """The gradient with = for +=: of the products of an input, in the order of the weights, only one is kept."""
    places = range(len(delta) + len(w) - 1)
    return np.array([[delta[k - j] * w[j] for j in range(len(w)) if 0 <= k - j < len(delta)][kept] for k in places])


def without_borders(delta, w):
    """The gradient with zeros wherever fewer than len(w) outputs read the input."""
    full = convolve(delta, w)
    full[: len(w) - 1] = 0
    full[len(delta) :] = 0
    return full


LESSON = Lesson(
    id="backward-inputs",
    title="The gradient of the input",
    question="If an input grows a little, how much does the loss grow?",
    answer=(
        "Every output that read the input sends its delta back along the weight it used, and since the input met "
        "[[w[j]]] in output [[z[k-j]]], the deltas are read backwards: [[dL/dx[k] = sum(j, delta[k-j]*w[j])]]."
    ),
    minutes=30,
    layer=LAYER,
    steps=(
        Text(
            "In a network, the input [[x]] of this layer is the output of the layer below. That layer can learn only "
            "if somebody tells it how the loss changes with each [[x[k]]]. This is our job now.\n\n"
            "Again [[delta[i] = dL/dz[i]]] is given, and again the question is what a small change, a *nudge*, does to "
            "the outputs. Only this time an *input* is nudged. Don't look for a formula yet; take the numbers."
        ),
        Text(
            "(This notation keeps the kernel turned round. Where this lesson speaks of directions, it means the kernel "
            "as it lies on the input, [[w]].)",
            notation="larochelle",
        ),
        Cells(
            id="backward-inputs/nudge",
            prompt=(
                "The kernel is [[w]] = {w}, and there are four outputs. Let [[x[{k}]]] grow by 1, and nothing else. By "
                "how much does each output grow?"
            ),
            array="z",
            right=lambda w, k: correlate(unit(k, 6), w),
            numbers={"w": Entries((2, 5, 1), 1, 9), "k": Integer(2, 2, 3)},
            where=lambda w, k: len(set(w.tolist())) == 3,
            shown={"reader": lambda w, k: k - 1, "first": lambda w, k: k - 2},
            mistakes=(
                Mistake(
                    lambda w, k: correlate(unit(k, 6), w[::-1]),
                    "These are the right weights in the order of the kernel. Check one of them: in the output "
                    "[[z[{first}]]], which weight lies on [[x[{k}]]]?",
                    "no-flip",
                ),
                Mistake(
                    lambda w, k: correlate(unit(k, 6), w)[::-1],
                    "These are the right numbers in reverse order. Go output by output: does the window of [[z[0]]] "
                    "cover [[x[{k}]]]? If so, with which weight?",
                ),
                Mistake(
                    lambda w, k: correlate(unit(k - 1, 6), w),
                    "Everything is one place too far to the left. Which is the last place where the kernel can stand "
                    "and still cover [[x[{k}]]]?",
                    "off-by-one",
                ),
                Mistake(
                    lambda w, k: correlate(unit(k + 1, 6), w),
                    "Everything is one place too far to the right. Which is the *first* place where the kernel covers "
                    "[[x[{k}]]]?",
                    "off-by-one",
                ),
                Mistake(
                    lambda w, k: np.array([*np.zeros(k, int), *w])[:4],
                    "Of the outputs that read [[x[{k}]]] you have only [[z[{k}]]]. None after it reads [[x[{k}]]], but "
                    "those *before* it do: their windows reach it.",
                    "no-flip",
                ),
                Mistake(
                    lambda w, k: (correlate(unit(k, 6), w) != 0).astype(int),
                    "You found the outputs that read [[x[{k}]]]. Each grows by the *weight* that it reads it with.",
                    "missing-factor",
                ),
                Mistake(
                    lambda w, k: np.full(4, w.sum()),
                    "[[x[{k}]]] lies under one weight at a time. Go through the outputs one by one: which weight is on "
                    "it?",
                    "extra-sum",
                ),
            ),
            hints=(
                "Put the kernel at its first place, for [[z[0]]]. Does it cover [[x[{k}]]]? If so, with which weight?",
                "Now move the kernel one place to the right. Which weight is on [[x[{k}]]] now?",
                "In the output [[z[{k}]]] it is the first weight, [[w[0]]], that lies on [[x[{k}]]].",
            ),
            solution=(
                "For [[z[{first}]]] the last weight lies on [[x[{k}]]], for [[z[{reader}]]] the middle one, and for "
                "[[z[{k}]]] the first one. The outputs grow by {right}."
            ),
            proves=(
                "Look at your four numbers, and then at the kernel: it has come out in reverse. The nudge is the "
                "single 1 of the first lesson, and the layer is machine A. You have just computed one column of the "
                "layer's derivative, and you have seen everything there is to see. Now find out why."
            ),
        ),
        Pick(
            id="backward-inputs/readers",
            prompt="{n} inputs, {m} weights. Which outputs read [[x[{k}]]]?",
            cells=lambda n, m, k: (tuple(f"z[{i}]" for i in range(n - m + 1)),),
            right=lambda n, m, k: tuple(f"z[{i}]" for i in np.flatnonzero(correlate(unit(k, n), np.ones(m)))),
            because=lambda cell, n, m, k: (
                f"[[{cell}]] reads the {m} inputs from [[x[{cell[2:-1]}]]] to [[x[{int(cell[2:-1]) + m - 1}]]]"
            ),
            numbers={"n": Integer(8, 7, 11), "m": Integer(3, 3, 4), "k": Integer(3, 2, 6)},
            where=lambda n, m, k: m - 1 <= k and k + m - 1 <= n - m,
            shown={"after": lambda n, m, k: k + 1, "reach": lambda n, m, k: m - 1},
            mistakes=(
                Mistake(
                    lambda n, m, k: tuple(f"z[{k + j}]" for j in range(m)),
                    "You went to the right, as in the forward pass. But [[z[{after}]]] starts at [[x[{after}]]], and "
                    "never looks back at [[x[{k}]]].",
                    "no-flip",
                ),
                Mistake(
                    lambda n, m, k: (f"z[{k}]",),
                    "That is the one whose window *starts* at [[x[{k}]]]. The windows overlap: others cover it too.",
                    "missing-sum",
                ),
                Mistake(
                    lambda n, m, k: tuple(f"z[{k - j}]" for j in range(m - 1)),
                    "One is missing: the window that only just reaches [[x[{k}]]] with its *last* weight.",
                    "wrong-range",
                ),
                Mistake(
                    lambda n, m, k: tuple(f"z[{k - 1 - j}]" for j in range(m) if k - 1 - j >= 0),
                    "You left out [[z[{k}]]]: its window starts at [[x[{k}]]] itself.",
                    "off-by-one",
                ),
            ),
            hints=(
                "[[z[{k}]]] starts at [[x[{k}]]]. Is there one that starts further right and still reads it?",
                "The earlier ones read it as long as they reach far enough: a window is {m} long.",
            ),
            solution=(
                "[[z[i]]] reads [[x[i]]] to [[x[i+{reach}]]]. [[x[{k}]]] is among them for [[i = {k}]], and for the "
                "{reach} places before it."
            ),
            proves=(
                "An output looks forwards, so an input is seen from *behind*: the outputs that read [[x[k]]] are "
                "[[z[k]]], [[z[k-1]]], and so on."
            ),
        ),
        Text("Follow one input along the row: who reads it, and with which weight?"),
        who_reads_whom((1, 3, 2, 5, 0, 4), (2, 5, 1)),
        Text("Now do it for every input at once, in letters."),
        Shape(
            id="backward-inputs/which-output",
            prompt=(
                "Suppose that [[x[k]]] lies under the weight [[w[j]]]. Which output is being computed? Give its index "
                "alone, made of [[k]] and [[j]]."
            ),
            sizes={"k": (2, 3, 4, 5), "j": (0, 1, 2)},
            measure=lambda k, j: (int(np.flatnonzero(correlate(unit(k, 8), unit(j, 3)))[0]),),
            right="k-j",
            mistakes=(
                *(
                    Mistake(
                        forwards,
                        "That is the way forwards: output and weight lead to the input [[i+j]]. Here you know the "
                        "*input*, and want to go back to the output.",
                        "no-flip",
                    )
                    for forwards in ("k+j", "k+j+1")
                ),
                *(
                    Mistake(
                        turned,
                        "The sign is turned: the larger [[j]], the further to the *left* of [[x[k]]] the kernel "
                        "starts.",
                    )
                    for turned in ("j-k", "j-k-1")
                ),
                Mistake(
                    "k",
                    "Only if [[w[j]]] is the first weight. If [[w[1]]] lies on [[x[k]]], the kernel starts one place "
                    "earlier.",
                ),
                Mistake(
                    "k-j-1",
                    "Try [[j = 0]]: the first weight lies on [[x[k]]], so the kernel starts right there.",
                    "off-by-one",
                ),
                Mistake(
                    "k-j+1",
                    "Try [[j = 0]]: the first weight lies on [[x[k]]], so the kernel starts right there.",
                    "counts-from-one",
                ),
            ),
            hints=(
                "The kernel starts where [[w[0]]] lies, and each weight after it lies one place further to the right.",
                "You know [[k = i + j]]. Solve it for [[i]].",
            ),
            solution=(
                "In the output [[z[i]]] the weight [[w[j]]] lies on [[x[i+j]]]. That is to be [[x[k]]], so "
                "[[k = i + j]], and [[i = k - j]]."
            ),
            proves=(
                "[[i = k - j]]: a larger [[j]] means an *earlier* output. It is the equation [[k = i + j]] of the "
                "forward pass, asked from the other end."
            ),
        ),
        Formula(
            id="backward-inputs/dz",
            prompt="And the other way round: with which weight does the output [[z[i]]] read [[x[k]]]?",
            wanted="dz[i]/dx[k]",
            mistakes=(
                Mistake(
                    "w[i-k]",
                    "The sign is turned. [[z[i]]] reads inputs from [[i]] on, so [[k]] is the larger one of the two.",
                ),
                Mistake(
                    "w[k]",
                    "That holds only for [[z[0]]]. When the kernel has moved to [[i]], weight [[w[0]]] lies on "
                    "[[x[i]]].",
                ),
                *(
                    Mistake(
                        weight,
                        "This says the same for every output. When the kernel has moved to [[i]], weight [[w[0]]] lies "
                        "on [[x[i]]].",
                    )
                    for weight in ("w[m-1-k]", "w[m-k]", "w[k-m]", "w[n-k]", "w[n-1-k]")
                ),
                *(
                    Mistake(
                        weight,
                        "The plus sign leads from output and weight to the input. Here output and input are known: "
                        "which weight is [[k-i]] places into the kernel?",
                    )
                    for weight in ("w[i+k]", "w[m-1-i-k]")
                ),
                *(
                    Mistake(
                        weight,
                        "The weight can't depend on the output alone: in one and the same output, different inputs "
                        "meet different weights.",
                    )
                    for weight in ("w[i]", "w[m-1-i]")
                ),
                Mistake(
                    "w[m-1-k+i]",
                    "The kernel lies the wrong way round. Put in [[k = i]]: it is the first weight, [[w[0]]], that "
                    "lies on [[x[i]]].",
                    "no-flip",
                ),
                Mistake(
                    "w[n-1-k+i]",
                    "The kernel lies the wrong way round, and it is shifted as well. Put in [[k = i]]: it is the "
                    "first weight, [[w[0]]], that lies on [[x[i]]].",
                    "no-flip",
                ),
                Mistake(
                    "w[m-k+i]",
                    "The kernel lies the wrong way round, and it is shifted as well. Put in [[k = i]]: it is the first "
                    "weight, [[w[0]]], that lies on [[x[i]]].",
                    "no-flip",
                ),
                Mistake(
                    "x[k]",
                    "That is what the *weight* is multiplied with. The input grows, and what it's multiplied with "
                    "stays.",
                    "wrong-array",
                ),
                Mistake("sum(j, w[j])", "All weights together? [[z[i]]] reads [[x[k]]] only once, with one of them."),
                Mistake(
                    "x[i+k]",
                    "That looks like the derivative by a *weight*, from the last lesson. Now the input grows, and what "
                    "it is multiplied with is a weight.",
                    "wrong-array",
                ),
                Mistake(
                    "delta[i]*w[k-i]",
                    "That goes on to the loss already. Here only the first step is asked for, from the input to the "
                    "output; what the output is worth comes after this.",
                ),
                Mistake(
                    "w[k-i-1]",
                    "Everything is shifted by one. Put in [[k = i]]: the first weight, [[w[0]]], lies on [[x[i]]].",
                    "off-by-one",
                ),
                Mistake(
                    "w[k-i+1]",
                    "Everything is shifted by one. Put in [[k = i]]: the first weight, [[w[0]]], lies on [[x[i]]].",
                    "counts-from-one",
                ),
                *(
                    Mistake(
                        worth,
                        "That is what an output is worth to the loss. Here: how the output [[z[i]]] grows with the "
                        "input.",
                    )
                    for worth in ("delta[i]", "delta[k]")
                ),
                *(
                    Mistake(output, "That is the output itself. Asked for is how fast it grows with the input.")
                    for output in ("z[i]", "sum(j, w[j]*x[i+j])")
                ),
                Mistake("1", "The input is multiplied by a weight, so the output grows by that weight, not by 1."),
                *NO_WEIGHT,
            ),
            feedback={
                **dict.fromkeys(
                    ("off-by-one", "counts-from-one", "no-flip", "needless-flip"),
                    "That is not the weight. Put in [[k = i]]: the first weight, [[w[0]]], lies on [[x[i]]]. Then let "
                    "[[k]] go up by one: the weight is the next one.",
                ),
                "wrong-array": (
                    "In each product of [[z[i]]] an input meets a weight. If the input grows, what it is multiplied "
                    "with stays behind: a *weight*."
                ),
            },
            hints=(
                "[[z[2]]] has [[w[0]]] on [[x[2]]], [[w[1]]] on [[x[3]]], [[w[2]]] on [[x[4]]].",
                "How far into the kernel is the input [[x[k]]] if the kernel starts at [[i]]?",
            ),
            solution=(
                "The kernel starts at [[i]], so [[x[k]]] lies under the weight [[k-i]] places into it: [[w[k-i]]]. "
                "Where there is no such weight, the array counts as 0, and that is right: the output doesn't read this "
                "input."
            ),
            proves=(
                "All derivatives of all outputs by all inputs in one formula. For a fixed [[k]], as [[i]] goes up, the "
                "weights come in *reverse* order: your four numbers from the beginning."
            ),
        ),
        Number(
            id="backward-inputs/one",
            prompt="[[w]] = {w}, and from above comes [[delta]] = {delta}. How fast does the loss grow with [[x[2]]]?",
            right=lambda w, delta: convolve(delta, w)[2],
            numbers={"w": Entries((2, 5, 3), -2, 6), "delta": Entries((1, -1, 4, 2), -3, 5)},
            where=lambda w, delta: bool(w.all() and delta.all()),
            shown={
                "work": lambda w, delta: dot(delta[:3], w[::-1]),
                "weights": lambda w, delta: w[::-1],
            },
            mistakes=(
                Mistake(
                    lambda w, delta: delta[:3] @ w,
                    "You took [[delta[0]]] with [[w[0]]]. The three outputs are the right ones, but which weight did "
                    "[[z[0]]] read [[x[2]]] with?",
                    "no-flip",
                ),
                Mistake(
                    lambda w, delta: delta[2:] @ w[:2],
                    "You went on to the outputs *after* [[x[2]]]. [[z[3]]] starts at [[x[3]]] and never reads "
                    "[[x[2]]].",
                    "no-flip",
                ),
                Mistake(
                    lambda w, delta: delta[1:] @ w,
                    "You laid the kernel on the deltas from [[delta[1]]] on. Which outputs read [[x[2]]], and with "
                    "which weight?",
                    "no-flip",
                ),
                *(
                    Mistake(
                        lambda w, delta, place=place: convolve(delta, w)[place],
                        f"That is how fast the loss grows with [[x[{place}]]]. Asked for is [[x[2]]]: which outputs "
                        "read *it*?",
                        "off-by-one",
                    )
                    for place in (1, 3)
                ),
                Mistake(
                    lambda w, delta: w.sum(),
                    "That is what the outputs do. Each must be weighed with its [[delta[i]]] before you add.",
                    "no-chain-rule",
                ),
                Mistake(
                    lambda w, delta: delta[2] * w[0],
                    "That is the path through [[z[2]]]. Two more outputs read [[x[2]]].",
                    "missing-sum",
                ),
                Mistake(
                    lambda w, delta: delta[2] * w[2],
                    "That is a single product, and [[x[2]]] meets [[w[2]]] in [[z[0]]], not in [[z[2]]]. Three outputs "
                    "read [[x[2]]], each with a weight of its own.",
                    "missing-sum",
                ),
                Mistake(
                    lambda w, delta: delta[:3].sum(),
                    "These are the right outputs, but each read [[x[2]]] with a weight: multiply by it.",
                    "missing-factor",
                ),
            ),
            hints=(
                "Who reads [[x[2]]]? With which weight does each do it?",
                "[[z[0]]] with [[w[2]]], [[z[1]]] with [[w[1]]], [[z[2]]] with [[w[0]]].",
            ),
            solution="[[z[0]]], [[z[1]]] and [[z[2]]] read [[x[2]]] with the weights {weights}. So: {work}.",
            proves="The chain rule again: one path through each output that reads [[x[2]]], and the paths are added.",
        ),
        Text(
            "You have all the pieces: which outputs read [[x[k]]], with which weight, and what each output is worth. "
            "Put them into one formula, for every [[k]]. At the borders an input has fewer readers, but you need not "
            "care: *an array counts as 0 wherever it has no entry.*"
        ),
        Formula(
            id="backward-inputs/dx",
            prompt="How fast does the loss grow with the input [[x[k]]]? Use [[delta]] and [[w]].",
            wanted="dL/dx[k]",
            mistakes=(
                Mistake(
                    "sum(j, delta[k+j]*w[j])",
                    "You let the outputs go on from [[k]], the way the inputs do in the forward pass. It looks right "
                    "because the forward pass looks so. But [[z[k+1]]] starts at [[x[k+1]]]: it never read [[x[k]]]. "
                    "If [[x[k]]] met the weight [[w[j]]], in which output was that?",
                    "no-flip",
                ),
                *(
                    Mistake(f"sum(j, delta[k-j]*{turned})", TURNED_TWICE, "no-flip")
                    for turned in ("w[m-1-j]", "flip(w)[j]", "rot180(w)[j]")
                ),
                *(
                    Mistake(f"sum(j, delta[k-j]*{shifted})", TURNED_AND_SHIFTED, "no-flip")
                    for shifted in ("w[m-j]", "w[m-2-j]")
                ),
                *(
                    Mistake(f"sum(i, delta[i]*{turned})", TURNED_ONCE, "no-flip")
                    for turned in ("w[m-1-k+i]", "flip(w)[k-i]", "rot180(w)[k-i]")
                ),
                *(
                    Mistake(call, TWICE_IN_ALL, "no-flip")
                    for call in (
                        "conv(delta, flip(w), full)",
                        "conv(flip(w), delta, full)",
                        "conv(delta, rot180(w), full)",
                        "conv(rot180(w), delta, full)",
                    )
                ),
                Mistake(
                    "corr(delta, w, full)",
                    "The kernel lies on [[delta]] here the way it lies on the input. So the first input gets the "
                    "*last* weight, but the only window that covers it has [[w[0]]] on it.",
                    "no-flip",
                ),
                Mistake(
                    "delta[k]*w[k]",
                    "That is a single product, and [[x[k]]] meets [[w[k]]] in [[z[0]]], not in [[z[k]]]. Every output "
                    "that reads [[x[k]]] sends back its delta, times the weight it read it with.",
                    "missing-sum",
                ),
                Mistake(
                    "delta[k]*w[m-1-k]",
                    "That is a single product, and the weight on [[x[k]]] is another one in another output. Every "
                    "output that reads [[x[k]]] sends back its delta, times the weight it read it with.",
                    "missing-sum",
                ),
                Mistake(
                    "delta[k]*w[m-1]",
                    "That is a single product, and [[x[k]]] meets [[w[m-1]]] in [[z[k-m+1]]], not in [[z[k]]]. Every "
                    "output that reads [[x[k]]] sends back its delta, times the weight it read it with.",
                    "missing-sum",
                ),
                Mistake(
                    "delta[k+m-1]*w[0]",
                    "That is a single product, and [[x[k]]] meets [[w[0]]] in [[z[k]]], not in [[z[k+m-1]]]. Every "
                    "output that reads [[x[k]]] sends back its delta, times the weight it read it with.",
                    "missing-sum",
                ),
                Mistake(
                    "delta[k-m+1]*w[m-1]",
                    ONE_PATH,
                    "missing-sum",
                ),
                Mistake(
                    "sum(i, delta[i]*sum(j, w[j]))",
                    "Every delta meets every weight here, so the number is the same for all inputs. Only some outputs "
                    "read [[x[k]]], each with *one* weight.",
                    "extra-sum",
                ),
                Mistake(
                    "sum(j, w[j])",
                    "Away from the borders these are the right weights. But each belongs to an output, and what is "
                    "that output worth? [[delta]] is missing.",
                    "no-chain-rule",
                ),
                *(
                    Mistake(
                        f"sum({outputs}, delta[i]*{weight})",
                        "Every output reads [[x[k]]] with the same weight here. The kernel moves: [[z[i]]] reads "
                        "[[x[k]]] with the weight [[k-i]] places into it.",
                    )
                    for outputs in ("i", "i=k-m+1..k")
                    for weight in ("w[k]", "w[m-1-k]")
                ),
                *(
                    Mistake(
                        f"sum(i=k-m+1..k, delta[i]*{weight})",
                        "The outputs are the right ones, [[z[k]]] and those before it. But [[z[i]]] reads [[x[k]]] "
                        "with the weight [[k-i]] places into the kernel: the kernel begins anew at each place.",
                    )
                    for weight in ("w[i]", "w[m-1-i]")
                ),
                *(
                    Mistake(
                        f"delta[k]*sum(j, {weight})",
                        "All weights, but only one output. Each weight [[w[j]]] belongs to an output of its own.",
                    )
                    for weight in ("w[j]", "w[m-1-j]")
                ),
                Mistake(
                    "sum(i, delta[k]*w[k-i])",
                    "All weights, but only one output. Each weight belongs to an output of its own.",
                ),
                *(
                    Mistake(
                        weight,
                        "One weight alone. Every output that reads [[x[k]]] sends back its own delta, times the weight "
                        "it read it with, and these products are added.",
                    )
                    for weight in ("w[k]", "w[m-1-k]")
                ),
                Mistake(
                    "delta[k]*w[0] + delta[k-1]*w[1]",
                    "Right for a kernel of two weights. Write it so that it holds for [[m]] of them: add over [[j]].",
                    "missing-sum",
                ),
                Mistake(
                    "delta[k]*w[0] + delta[k-1]*w[1] + delta[k-2]*w[2]",
                    "Right for a kernel of three weights. Write it so that it holds for [[m]] of them: add over [[j]].",
                    "missing-sum",
                ),
                *(
                    Mistake(
                        products,
                        "You went on to the outputs *after* [[z[k]]]. But [[z[k+1]]] starts at [[x[k+1]]] and never "
                        "reads [[x[k]]].",
                        "no-flip",
                    )
                    for products in (
                        "delta[k]*w[0] + delta[k+1]*w[1]",
                        "delta[k]*w[m-1] + delta[k+1]*w[m-2]",
                        "delta[k]*w[1] + delta[k+1]*w[0]",
                    )
                ),
                *(
                    Mistake(
                        products,
                        "The kernel lies turned round here: [[z[k]]] reads [[x[k]]] with [[w[0]]], and [[z[k-1]]] with "
                        "[[w[1]]]. And write it so that it holds for [[m]] of them: add over [[j]].",
                        "no-flip",
                    )
                    for products in (
                        "delta[k]*w[m-1] + delta[k-1]*w[m-2]",
                        "delta[k]*w[m-1] + delta[k-1]*w[m-2] + delta[k-2]*w[m-3]",
                        "delta[k]*w[1] + delta[k-1]*w[0]",
                        "delta[k]*w[2] + delta[k-1]*w[1] + delta[k-2]*w[0]",
                    )
                ),
                *(
                    Mistake(
                        products,
                        "The first of the weights is [[w[0]]], and [[z[k]]] reads [[x[k]]] with it; the next one, "
                        "[[w[1]]], belongs to [[z[k-1]]]. And write it so that it holds for [[m]] of them: add over "
                        "[[j]].",
                        counted,
                    )
                    for products, counted in (
                        ("delta[k]*w[1] + delta[k-1]*w[2]", "counts-from-one"),
                        ("delta[k]*w[1] + delta[k-1]*w[2] + delta[k-2]*w[3]", "counts-from-one"),
                        ("delta[k]*w[-1] + delta[k-1]*w[0]", "off-by-one"),
                        ("delta[k]*w[-1] + delta[k-1]*w[0] + delta[k-2]*w[1]", "off-by-one"),
                    )
                ),
                # Before the numbers, since of one value the first is said of sums over other letters, too.
                *(
                    Mistake(f"sum(j=0..{last}, delta[k-j]*w[j])", misconception="wrong-range")
                    for last in ("(m-1)//2", "n-m")
                ),
                *(
                    Mistake(
                        f"sum(j=0..{last}, delta[k-j]*w[j])",
                        f"Right for a kernel of {weights} weights. Write it so that it holds for [[m]] of them: let "
                        "[[j]] run through all the weights, or leave the range out.",
                        "wrong-range",
                    )
                    for last, weights in ((1, "two"), (2, "three"))
                ),
                # Before the numbers, since of one value the first is said of sums over other letters, too.
                *(Mistake(f"sum(j=0..{last}, delta[j]*w[k-j])", misconception="wrong-range") for last in ("m-1", "m")),
                *(
                    Mistake(
                        f"sum(i=0..{last}, delta[i]*w[k-i])",
                        f"Right for {outputs} outputs. Write it so that it holds for any number of them: let [[i]] run "
                        "through all the outputs, or leave the range out.",
                        "wrong-range",
                    )
                    for last, outputs in ((1, "two"), (2, "three"), (3, "four"))
                ),
                Mistake(
                    "delta[k]*w[0]",
                    "That is one path, the one through [[z[k]]]. Every output that reads [[x[k]]] sends something "
                    "back.",
                    "missing-sum",
                ),
                Mistake(
                    "sum(i, delta[i])",
                    "What all outputs are worth together. But not all of them read [[x[k]]], and each that does reads "
                    "it with a weight.",
                    "missing-factor",
                ),
                *(
                    Mistake(
                        f"sum({weights}, delta[k-j]*{one})",
                        "One weight for all the readers. The output [[z[k-j]]] reads [[x[k]]] with a weight of its "
                        "own: [[w[j]]].",
                    )
                    for weights in ("j", "j=0..m-1")
                    for one in ("w[k]", "w[m-1-k]", "w[0]", "w[m-1]")
                ),
                Mistake(
                    "sum(j=0..m-1, delta[k-j])",
                    "These are the right outputs, but each read [[x[k]]] with a weight: multiply by it.",
                    "missing-factor",
                ),
                Mistake(
                    "x[k] - sum(j, delta[k-j]*w[j])",
                    "That is the input after it has been moved against its gradient. Asked for is the gradient alone.",
                ),
                Mistake(
                    "sum(i=0..m-1, delta[i]*w[k-i])",
                    "The range is that of the weights, but it is the *outputs* that are added here. You can leave it "
                    "out.",
                    "wrong-range",
                ),
                *(
                    Mistake(
                        alike,
                        "This is the same number for every input: output and weight go together. But if [[z[i]]] "
                        "read [[x[k]]] with the weight [[w[j]]], then [[i + j = k]].",
                    )
                    for alike in ("sum(j, delta[j]*w[j])", "sum(j, delta[k-j]*w[k-j])")
                ),
                Mistake(
                    "sum(j, delta[j]*w[m-1-j])",
                    "This is the same number for every input: there is no [[k]] in it. If [[z[i]]] read [[x[k]]] with "
                    "the weight [[w[j]]], then [[i + j = k]].",
                ),
                *(
                    Mistake(added, "*Multiply* each delta by its weight; here the two are added.")
                    for added in ("sum(j, delta[k-j]+w[j])", "sum(j=0..m-1, delta[k-j]+w[j])")
                ),
                Mistake(
                    "sum(j, delta[k-j]*x[j])",
                    "The path is right, but [[x]] is what is being nudged. What it is multiplied with is the *weight*.",
                    "wrong-array",
                ),
                Mistake(
                    "sum(j, delta[j-k]*w[j])",
                    "Here a later weight goes with a later output. But if [[z[i]]] read [[x[k]]] with [[w[j]]], then "
                    "[[i + j = k]]: the later the weight, the *earlier* the output.",
                ),
                Mistake(
                    "sum(j, delta[k-j-1]*w[j])",
                    "Everything is shifted by one. The first weight, [[w[0]]], met [[x[k]]] in the output [[z[k]]].",
                    "off-by-one",
                ),
                Mistake(
                    "sum(j, delta[k-j+1]*w[j])",
                    "Everything is shifted by one. The first weight, [[w[0]]], met [[x[k]]] in the output [[z[k]]].",
                    "counts-from-one",
                ),
                Mistake(
                    "sum(j=0..m-2, delta[k-j]*w[j])",
                    "The last weight, [[w[m-1]]], is missing. You can leave the range out, and it will be found.",
                    "wrong-range",
                ),
                Mistake(
                    "sum(j, delta[k-j]*w[j])/m",
                    "A mean where a sum belongs: when [[x[k]]] moves, all its readers move at once.",
                    "wrong-scale",
                ),
                Mistake(
                    "sum(i, delta[i]*x[i+k])",
                    "That is the gradient of the *kernel*, from the last lesson. Now it's the input that grows.",
                    "wrong-operation",
                ),
                Mistake(
                    "2*sum(j, delta[k-j]*w[j])",
                    "Twice as much as it should be. There is one path for each output, and each is counted once.",
                    "wrong-scale",
                ),
                Mistake(
                    "sum(i=k-m+1..k, delta[i]*w[i-k])",
                    "Only one term of your sum is left: all others read an entry outside its array, and it counts as "
                    "0. Either the sign in the index is turned, or the range lies on the wrong side.",
                    "wrong-range",
                ),
                Mistake(
                    "sum(j=0..m-1, delta[k-j]*w[-1-j])",
                    "Python counts from the end where an index is negative. Here an array counts as 0 there, so "
                    "nothing is left of your sum.",
                ),
                Mistake(
                    "corr(x, delta)",
                    "That is the gradient of the *kernel*, from the last lesson. Now it's the input that grows.",
                    "wrong-operation",
                ),
                Mistake(
                    "conv(x, flip(delta), valid)",
                    "That is the gradient of the *kernel*, from the last lesson: the flip and the `conv` undo each "
                    "other. Now it's the input that grows.",
                    "wrong-operation",
                ),
                *(
                    Mistake(
                        call,
                        "[[x]] and [[delta]] belong to the gradient of the *kernel*, from the last lesson. Now it's "
                        "the input that grows, and the path back leads along the weights.",
                        "wrong-operation",
                    )
                    for call in ("corr(x, delta, full)", "conv(x, flip(delta), full)")
                ),
                Mistake(
                    "delta[0]*w[k] + delta[1]*w[k-1]",
                    "Right for two outputs. Write it so that it holds for any number of them: add over [[i]].",
                    "missing-sum",
                ),
                Mistake(
                    "delta[0]*w[k] + delta[1]*w[k-1] + delta[2]*w[k-2]",
                    "Right for three outputs. Write it so that it holds for any number of them: add over [[i]].",
                    "missing-sum",
                ),
                Mistake(
                    "delta[0]*w[k] + delta[1]*w[k-1] + delta[2]*w[k-2] + delta[3]*w[k-3]",
                    "Right for four outputs. Write it so that it holds for any number of them: add over [[i]].",
                    "missing-sum",
                ),
                Mistake(
                    "w[0]*x[k]",
                    "That is a product of the forward pass, and there is no [[delta]] in it. Every output that reads "
                    "[[x[k]]] sends back what it is worth, its delta, times the weight it read [[x[k]]] with.",
                    "no-chain-rule",
                ),
                *(
                    Mistake(
                        call,
                        "Zeros twice: `full` puts them there by itself, so the result is shifted and too long. Either "
                        "pad by hand and use `valid`, or leave it to `full`.",
                    )
                    for call in ("conv(pad(delta, m-1), w, full)", "corr(pad(delta, m-1), flip(w), full)")
                ),
                *(
                    Mistake(
                        call,
                        "Zeros twice: the row is padded, and `same` pads it once more, so everything is shifted. Pad "
                        "by hand and use `valid`, or leave it to `full`.",
                    )
                    for call in ("conv(pad(delta, m-1), w, same)", "corr(pad(delta, m-1), flip(w), same)")
                ),
                *miscounted_zeros("delta"),
                *(
                    Mistake(
                        call,
                        f"{WRONG_MODE} As it is, the row is too short and everything is shifted: what stands first "
                        "belongs further on. Say `full`.",
                        "valid-not-full",
                    )
                    for call in (
                        "conv(delta, w, valid)",
                        "conv(w, delta, valid)",
                        "corr(delta, flip(w), valid)",
                        "corr(delta, rot180(w), valid)",
                    )
                ),
                *(
                    Mistake(
                        call,
                        f"{WRONG_MODE} As it is, the row is only as long as [[delta]]: inputs at the ends get nothing, "
                        "and with three weights or more everything is shifted as well. Say `full`.",
                        "valid-not-full",
                    )
                    for call in ("conv(delta, w, same)", "corr(delta, flip(w), same)", "corr(delta, rot180(w), same)")
                ),
                Mistake(
                    "conv(w, delta, same)",
                    f"{WRONG_MODE} As it is, the row is as long as the kernel, and not as the input. Say `full`.",
                    "valid-not-full",
                ),
                Mistake(
                    "sum(j=0..m-1, delta[k-j]*w[-j])",
                    "Only one term of your sum is left: all others read an entry outside its array, and it counts as "
                    "0. Either the sign in the index is turned, or the range lies on the wrong side.",
                    "wrong-range",
                ),
            ),
            feedback={
                "no-flip": (
                    "Something runs the wrong way. Try [[k = 0]]: the first input is read by [[z[0]]] alone, with "
                    "[[w[0]]]. If [[delta[k-j]]] stands in your formula already, the kernel must not be turned as well."
                ),
                "needless-flip": (
                    "Something is turned round once too often, or at the wrong place. As the weights go on, the "
                    "outputs go back, and nothing else has to be reversed: if [[x[k]]] met the weight [[w[j]]], which "
                    "output was it?"
                ),
                "no-chain-rule": (
                    "There is no [[delta]] in this. Every output that reads [[x[k]]] sends back what it is worth, its "
                    "delta, times the weight it read [[x[k]]] with."
                ),
                "missing-factor": (
                    "A factor is missing: every output that reads [[x[k]]] sends back its delta, *times* the weight it "
                    "read [[x[k]]] with."
                ),
                "valid-not-full": (
                    "At the borders terms are missing: an input near an end still has readers, only fewer. The first "
                    "one has [[z[0]]] alone, so it gets [[delta[0]*w[0]]]."
                ),
                "wrong-range": (
                    "The sum has to reach all the weights, [[w[0]]] to [[w[m-1]]], if it runs over them, and all the "
                    "outputs if it runs over these. You can leave the range out, and it will be found."
                ),
                **dict.fromkeys(
                    ("off-by-one", "counts-from-one"),
                    "The right kind of products, at the wrong places. Put in [[k = 0]]: the first input is read by "
                    "[[z[0]]] alone, so it gets [[delta[0]*w[0]]]. And the next one gets "
                    "[[delta[1]*w[0] + delta[0]*w[1]]].",
                ),
                "wrong-array": (
                    "An array stands where another one belongs: each product is made of [[delta]], which comes from "
                    "above, and of a weight."
                ),
                "missing-sum": (
                    "Outputs are left out. Every output that reads [[x[k]]] sends something back: [[z[k]]] and those "
                    "*before* it."
                ),
            },
            hints=(
                "Every output that reads [[x[k]]] gives one term: its delta, times the weight it read [[x[k]]] with.",
                "Add over the weights: [[x[k]]] met [[w[j]]] in the output [[z[k-j]]].",
                "So the term is the delta of that output, times [[w[j]]].",
            ),
            solution=(
                "[[x[k]]] met the weight [[w[j]]] in the output [[z[i]]] with [[i = k - j]]. That output is worth "
                "[[delta[k-j]]]. Add over all weights:\n\n[[dL/dx[k] = sum(j, delta[k-j]*w[j])]]\n\n"
                "(Or add over the outputs: [[sum(i, delta[i]*w[k-i])]]. The products are the same.)"
            ),
            proves=(
                "This is what a library computes to hand the gradient down to the layer below. Read it once more: "
                "over what do you add, and what do the two indices do?"
            ),
        ),
        Cells(
            id="backward-inputs/borders",
            prompt=(
                "[[w]] = {w}, [[delta]] = {delta}. Fill in the whole gradient of the input, [[dx[k] = dL/dx[k]]]. "
                "Where your formula reads outside [[delta]], it reads 0."
            ),
            array="dx",
            layer=NAMED,
            right=lambda w, delta: convolve(delta, w),
            numbers={"w": Entries((2, 5), -2, 6), "delta": Entries((3, -1, 4), -3, 5)},
            where=lambda w, delta: bool(w.all() and delta.all()),
            shown={"work": lambda w, delta: collecting(delta, w)},
            mistakes=(
                Mistake(
                    lambda w, delta: reading_on(delta, w),
                    "You read [[delta]] from [[k]] on. The outputs that read [[x[k]]] are [[z[k]]] and the one "
                    "*before* it.",
                    "no-flip",
                ),
                Mistake(
                    lambda w, delta: correlate(delta, w, "full"),
                    "You slid the kernel over [[delta]] as it is. Which weight met the first input? Only [[w[0]]], but "
                    "yours starts with the last one.",
                    "no-flip",
                ),
                Mistake(
                    lambda w, delta: without_borders(delta, w),
                    "The middle is right. The first and the last input have only one reader each, but one is not none.",
                    "valid-not-full",
                ),
                Mistake(
                    lambda w, delta: convolve(delta, w)[::-1],
                    "The right numbers in reverse order: the first cell belongs to [[x[0]]].",
                ),
                Mistake(
                    lambda w, delta: convolve(np.ones(3, int), w),
                    "The weights are right, the deltas are missing: what is each output worth?",
                    "no-chain-rule",
                ),
                Mistake(
                    lambda w, delta: np.append(delta * w[0], 0),
                    "Only the first weight has done its work. [[w[1]]] sends something back as well.",
                    "missing-sum",
                ),
            ),
            hints=(
                "[[x[0]]] is read by [[z[0]]] alone, with [[w[0]]].",
                "[[x[1]]] is read by [[z[1]]] with [[w[0]]], and by [[z[0]]] with [[w[1]]].",
                "The last one is read by the last output alone, with [[w[1]]].",
            ),
            solution="{work}\n\nThree deltas and two weights give four numbers: as many as there are inputs.",
            proves=(
                "There are more inputs than outputs, so the backward pass has to make the row longer again. The rule "
                "that an array counts as 0 outside does it, with no special case for the borders."
            ),
        ),
        Derivation(
            id="backward-inputs/line-by-line",
            prompt=(
                "Make it a proof, with the rules of the last lesson. Start from the chain rule, put in the definition "
                "of [[z[i]]], and go on until no derivative and no bracket is left. (A derivative is typed as in "
                "[[typed d(z[i], x[k])]], a bracket as in [[typed [i == k]]].)"
            ),
            wanted="dL/dx[k]",
            mistakes=(
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*w[k])",
                    "Here every output reads [[x[k]]] with the same weight. But the kernel moves from output to "
                    "output: [[z[i]]] reads [[x[k]]] with the weight [[k-i]] places into it.",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, j, delta[i]*w[j]*[i+j == k])\n= sum(j, delta[k+j]*w[j])",
                    "An output [[i]] read [[x[k]]] with the weight [[w[j]]] where [[i + j = k]]. Solve that for [[i]], "
                    "and mind the sign.",
                    "no-flip",
                ),
                *(
                    Mistake(f"dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= {last}", says, "no-flip")
                    for last, says in (
                        ("sum(j, delta[k-j]*w[m-1-j])", TURNED_TWICE),
                        ("sum(j, delta[k-j]*flip(w)[j])", TURNED_TWICE),
                        ("sum(j, delta[k-j]*rot180(w)[j])", TURNED_TWICE),
                        ("sum(j, delta[k-j]*w[m-j])", TURNED_AND_SHIFTED),
                        ("sum(i, delta[i]*w[m-1-k+i])", TURNED_ONCE),
                        ("sum(i, delta[i]*flip(w)[k-i])", TURNED_ONCE),
                        ("sum(i, delta[i]*rot180(w)[k-i])", TURNED_ONCE),
                        ("conv(delta, flip(w))[k]", TWICE_IN_ALL),
                        ("conv(delta, rot180(w))[k]", TWICE_IN_ALL),
                    )
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, w[j]*x[i+j]))",
                    "You put in [[z[i]]] itself. Its *derivative* is wanted: it goes into the sum, to each product.",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, w[j]))",
                    "You took every product. Only the one that contains [[x[k]]] grows with it; a bracket says which "
                    "one that is.",
                ),
                *(
                    Mistake(
                        f"dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, w[j]*[{equal}]))",
                        "The entry is [[x[i+j]]]. It is the same as [[x[k]]] where its *whole* index is [[k]], and "
                        "that is what belongs into the bracket.",
                    )
                    for equal in ("i == k", "j == k", "i == j", "i+j+1 == k", "i+j-1 == k")
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, w[j]*x[i+j]*[i+j == k]))",
                    "The bracket *is* the derivative of [[x[i+j]]] by [[x[k]]]: it takes the place of [[x[i+j]]]. "
                    "Leave [[x[i+j]]] out.",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, x[i+j]*[i+j == k]))",
                    "In each product it is the input that is differentiated: the bracket takes the place of "
                    "[[x[i+j]]], and the weight [[w[j]]] is left standing.",
                    "wrong-array",
                ),
                Mistake(
                    "dL/dx[k] = d(z[k], x[k])",
                    "That is how one output grows. Several outputs read [[x[k]]]: add over all [[i]], and multiply "
                    "each by what the loss makes of it, [[delta[i]]].",
                    "no-chain-rule",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[k]*d(z[k], x[i]))",
                    "The two letters are exchanged. It is [[x[k]]] that grows; the outputs, and with them the deltas, "
                    "have the letter that is added over.",
                    "swapped-axes",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, w[k]*x[i+j]))",
                    "You put in [[z[i]]] itself, with one weight for all its inputs. Its *derivative* is wanted: it "
                    "goes into the sum, to each product.",
                ),
                Mistake(
                    "dL/dx[k] = delta[k]*d(z[k], x[k])",
                    "That is the path through [[z[k]]] alone. Other outputs read [[x[k]]] as well: add over all [[i]].",
                    "missing-sum",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, d(w[j], x[k])*x[i+j]))",
                    "A weight doesn't change with an input: [[d(w[j], x[k])]] is 0, and so is this whole line. It is "
                    "the *input* in each product that is differentiated.",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, d(z[i], x[k]))",
                    "The chain rule multiplies: what the loss makes of [[z[i]]], which is [[delta[i]]], times what "
                    "[[z[i]]] makes of [[x[k]]].",
                    "no-chain-rule",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, d(w[j], x[k])*d(x[i+j], "
                    "x[k])))",
                    "The derivative of a product is no product of derivatives: [[d(w[j], x[k])]] is 0, and so is this "
                    "whole line. The weight stays as it is; only the input is differentiated.",
                ),
                *(
                    Mistake(
                        f"dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= {last}",
                        "All weights, but only one output. Each weight belongs to an output of its own.",
                    )
                    for last in ("sum(j, delta[k]*w[j])", "sum(j, delta[k]*w[m-1-j])", "sum(i, delta[k]*w[k-i])")
                ),
                *(
                    Mistake(
                        f"dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= {last}",
                        "This is the same number for every input: output and weight go together. But if [[z[i]]] "
                        "read [[x[k]]] with the weight [[w[j]]], then [[i + j = k]].",
                    )
                    for last in ("sum(j, delta[j]*w[j])", "sum(i, delta[k-i]*w[k-i])")
                ),
                *(
                    Mistake(f"dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= {product}", says, "missing-sum")
                    for product, says in (
                        (
                            "delta[k]*w[k]",
                            "That is a single product, and [[x[k]]] meets [[w[k]]] in [[z[0]]], not in [[z[k]]]. Add "
                            "over all the outputs that read [[x[k]]].",
                        ),
                        (
                            "delta[k]*w[m-1]",
                            "That is a single product, and [[x[k]]] meets [[w[m-1]]] in [[z[k-m+1]]], not in [[z[k]]]. "
                            "Add over all the outputs that read [[x[k]]].",
                        ),
                        (
                            "delta[k-m+1]*w[m-1]",
                            ONE_PATH,
                        ),
                    )
                ),
                *(
                    Mistake(
                        f"dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, w[j]*d({entry}, x[k])))",
                        "The entry in the sum is [[x[i+j]]]: that is what is differentiated by [[x[k]]].",
                    )
                    for entry in ("x[i]", "x[j]")
                ),
                *(
                    Mistake(
                        f"dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i]*sum(j, w[m-1-j]*{derivative}))",
                        "Weight and input don't belong together here. In [[z[i]]] it is [[w[j]]] that [[x[i+j]]] is "
                        "multiplied with.",
                        "no-flip",
                    )
                    for derivative in ("d(x[i+j], x[k])", "[i+j == k]")
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[i]))",
                    "Which input grows? [[x[k]]], the same one for every output.",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[k], x[i]))",
                    "The two letters are exchanged. It is [[x[k]]] that grows, and each [[delta[i]]] belongs to the "
                    "output [[z[i]]].",
                    "swapped-axes",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[k], x[k]))",
                    "One and the same output is differentiated here. Each [[delta[i]]] belongs to an output of its "
                    "own, [[z[i]]].",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[k]*d(z[i], x[k]))",
                    "One and the same delta weighs all the outputs here. Each output [[z[i]]] has a delta of its own.",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, d(z[i], x[k]))*sum(i, delta[i])",
                    "Each delta meets the derivatives of all outputs here. It belongs to that of its own output: "
                    "multiply these two, and then add.",
                ),
                Mistake(
                    "dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))\n= sum(i, delta[i])*sum(i, w[k-i])",
                    "Each delta meets many weights here. It belongs to one, the weight with which its own output read "
                    "[[x[k]]]: multiply these two, and then add.",
                ),
            ),
            feedback={
                "swapped-axes": (
                    "A letter stands at the wrong place. It is [[x[k]]] that grows, and each [[delta[i]]] belongs to "
                    "the output [[z[i]]]."
                ),
                "no-flip": (
                    "An index runs the wrong way. [[z[i]]] read [[x[k]]] with [[w[j]]] where [[i + j = k]]: the larger "
                    "[[j]], the smaller [[i]]. If [[delta[k-j]]] stands in your line already, the kernel must not be "
                    "turned as well."
                ),
                "missing-sum": (
                    "Outputs are left out. Every output that reads [[x[k]]] sends something back: [[z[k]]] and those "
                    "*before* it."
                ),
            },
            hints=(
                "The chain rule: [[dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))]]",
                "Put in the definition of [[z[i]]]. The derivative goes through the sum and past the weights, and "
                "stops at [[d(x[i+j], x[k])]].",
                "One entry by another of the same array: 1 where it's the same entry, else 0. So it is the bracket "
                "[[[i+j == k]]].",
                "The bracket leaves only one [[i]] in the sum over [[i]]: the one with [[i = k - j]].",
            ),
            solution=(
                "[[dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))]]\n\n"
                "[[dL/dx[k] = sum(i, delta[i]*sum(j, w[j]*d(x[i+j], x[k])))]]\n\n"
                "[[dL/dx[k] = sum(i, j, delta[i]*w[j]*[i+j == k])]]\n\n"
                "[[dL/dx[k] = sum(j, delta[k-j]*w[j])]]"
            ),
            proves=(
                "Nobody told you to turn anything round. You wrote down what each output reads, and [[i + j = k]] did "
                "the rest. At the borders, too: where there is no output [[z[k-j]]], no [[i]] fulfils it, and nothing "
                "is added. That is why [[delta]] has to count as 0 there."
            ),
        ),
        Code(
            id="backward-inputs/code",
            prompt="Write the gradient of the input as a function of your own.",
            signature="def backward_inputs(delta, w):",
            right=lambda delta, w: convolve(delta, w),
            cases=code_cases.backward,
            mistakes=(
                Mistake(
                    lambda delta, w: reading_on(delta, w),
                    "Your function reads delta[k + j]. Outputs after k never read x[k].",
                    "no-flip",
                ),
                Mistake(
                    lambda delta, w: correlate(delta, w, "full"),
                    "Your kernel lies the wrong way round, as with numpy.correlate, or with numpy.convolve and a "
                    "kernel that was turned round before.",
                    "no-flip",
                ),
                Mistake(
                    lambda delta, w: from_the_end(delta, w),
                    "Where k − j is negative, Python reads delta from the end. There is no such output: skip it.",
                    "wrong-range",
                ),
                Mistake(
                    lambda delta, w: overwritten(delta, w, -1),
                    "Each product takes the place of the one before it. An input has several readers: add with +=.",
                    "missing-sum",
                ),
                Mistake(
                    lambda delta, w: overwritten(delta, w, 0),
                    "Each product takes the place of the one before it. An input has several readers: add with +=.",
                    "missing-sum",
                ),
                Mistake(
                    lambda delta, w: without_borders(delta, w),
                    "The borders are missing: near the ends an input has fewer readers, but it has some.",
                    "valid-not-full",
                ),
            ),
            hints=(
                "One loop over the inputs k, one over the weights j.",
                "Skip the products where k − j is no place of delta: Python would read delta[-1] from the end.",
            ),
            solution=(
                "```python\ndef backward_inputs(delta, w):\n    dx = [0] * (len(delta) + len(w) - 1)\n"
                "    for k in range(len(dx)):\n        for j in range(len(w)):\n"
                "            if 0 <= k - j < len(delta):\n                dx[k] += delta[k - j] * w[j]\n    return "
                "dx\n```"
            ),
            proves="The rule that an array counts as 0 outside has become one `if`.",
        ),
        Choice(
            id="backward-inputs/backwards",
            prompt=(
                "In your formula, added over the weights, the index of [[delta]] goes *down* as the weights go on: "
                "[[w[0]]] meets [[delta[k]]], and [[w[1]]] meets [[delta[k-1]]]. A friend asks why. What do you answer?"
            ),
            options=(
                Option(
                    "trick",
                    "It is a trick of the libraries, to make the computation faster.",
                    says="Without it the numbers are wrong, as you saw. It can't be left out.",
                ),
                Option(
                    "rotate",
                    "The rule says that kernels are rotated by 180° in the backward pass.",
                    says=("A rule needs a reason, and nobody told *you* this one: you got it out of [[k = i + j]]."),
                ),
                Option(
                    "sum",
                    "[[i + j = k]], and [[k]] stands still: if [[j]] goes up, [[i]] has to go down.",
                    right=True,
                    says="That is the whole secret.",
                ),
                Option(
                    "borders",
                    "Otherwise the first and the last inputs would not come out right.",
                    says="The borders are not the reason: in the middle of the row it runs backwards just the same.",
                ),
            ),
            hints=(
                "In the forward pass [[i]] stands still, and [[j]] and the input go up together. What stands still "
                "now?",
                "[[k = i + j]].",
            ),
            solution=(
                "Forward: [[i]] is fixed, the input is [[i+j]], and both indices go up. Backward: [[k]] is fixed, and "
                "[[i + j = k]] forces the output to go down as the weight goes up."
            ),
            proves=(
                "You were asked which outputs read [[x[k]]], and with which weight. The answer runs backwards because "
                "[[i = k - j]]. Remember machine B from the first lesson? It has just come back."
            ),
        ),
    ),
    sources=(
        "minitorch, module 4: https://minitorch.github.io/module4/module4/",
        "V. Dumoulin, F. Visin: A guide to convolution arithmetic for deep learning (2016), "
        "https://arxiv.org/abs/1603.07285",
    ),
)
