"""The gradient of the kernel: how much the loss grows when a weight grows.

You will be able to derive the gradient of the kernel, to compute it by hand, and to say why it needs no flip.
Not here: the gradient of the input (next lesson), bias. Before this: forward-1d, the chain rule.
Sources: Goodfellow, Bengio & Courville 2016, section 9.5 (the gradient of the kernel as a correlation).
"""

from fractions import Fraction

import numpy as np

from engine import Layer, convolve, correlate
from lessons.figures import toeplitz
from lessons.model import (
    Cells,
    Choice,
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
from lessons.working import dot, lines

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
NAMED = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1", dw="m")
NOT_ITS_OWN = (
    "Some delta meets an input here that is not its own. In the output [[z[i]]] the weight [[w[j]]] lies on [[x[i+j]]]."
)


def counting(x, delta):
    """Every entry of the gradient of the kernel written out."""
    return lines("dw", [dot(delta, x[j : j + len(delta)]) for j in range(len(x) - len(delta) + 1)])


LESSON = Lesson(
    id="backward-weights",
    title="The gradient of the kernel",
    question="If a weight grows a little, how much does the loss grow?",
    answer=(
        "Every output used the weight once, so every output counts, with the input that the weight met there: "
        "[[dL/dw[j] = sum(i, delta[i]*x[i+j])]]."
    ),
    minutes=25,
    layer=LAYER,
    steps=(
        Text(
            "Somewhere above the layer a number is computed that says how bad the output was: the loss [[L]]. To "
            "learn, we need to know how the loss changes with each weight.\n\n"
            "The part above the layer does us one favour. It tells us, for each output, how fast the loss grows with "
            "that output: what one unit of it is *worth*. We call it\n\n"
            "[[delta[i] = dL/dz[i]]]\n\n"
            "and take it as given. (In words it is a *delta*, whatever its letter; PyTorch calls it `grad_output`.) "
            "So only one question is left: what does a weight do to the outputs? Try it."
        ),
        Text(
            "(This notation keeps the kernel turned round. Where this lesson speaks of directions, it means the kernel "
            "as it lies on the input, [[w]].)",
            notation="larochelle",
        ),
        Cells(
            id="backward-weights/nudge",
            prompt=(
                "The input is [[x]] = {x}, the kernel has two weights, so there are three outputs. Let [[w[{j}]]] grow "
                "by 1, and nothing else. By how much does each output grow?"
            ),
            array="z",
            right=lambda x, j: x[j : j + 3],
            numbers={"x": Entries((1, 3, 2, 5)), "j": Integer(1, 0, 1)},
            shown={"factor": lambda x, j: ("[[x[i]]]", "[[x[i+1]]]")[j]},
            mistakes=(
                Mistake(
                    lambda x, j: x[1 - j : 4 - j],
                    "These are the inputs that the *other* weight lies on. Look at which input is under [[w[{j}]]] "
                    "when the kernel stands at its first place.",
                    "off-by-one",
                ),
                Mistake(
                    lambda x, j: x[j : j + 3][::-1],
                    "The right inputs in reverse order. The kernel moves to the right, and so does the input that "
                    "[[w[{j}]]] lies on.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, j: np.ones(3, int),
                    "The weight grows by 1, but it is multiplied by an input. So the output grows by that input.",
                    "missing-factor",
                ),
                Mistake(
                    lambda x, j: x[:3] + x[1:],
                    "That is what happens if *both* weights grow. Only [[w[{j}]]] does.",
                    "extra-sum",
                ),
            ),
            hints=(
                "[[z[0]]] = [[w[0]*x[0] + w[1]*x[1]]]. If [[w[{j}]]] grows by 1, this grows by ...",
                "By the input that [[w[{j}]]] is multiplied with. Which one is it in [[z[1]]]?",
            ),
            solution=(
                "[[z[i]]] contains one product with [[w[{j}]]], and the other factor is {factor}. So the outputs grow "
                "by [[x[{j}]]] and the two inputs after it, {right}. (An output only multiplies the weight and adds, "
                "so it grows by the same amount for every further unit: a step of 1 shows the slope exactly.)"
            ),
            proves=(
                "A weight touches *all* outputs, each through a different input. That is what sharing a weight means, "
                "and why its gradient will be a sum."
            ),
        ),
        Number(
            id="backward-weights/one",
            prompt=(
                "The input is [[x]] = {x}, and again there are two weights; their values make no difference. From "
                "above comes [[delta]] = {delta}. How fast does the loss grow with the first weight, [[w[0]]]?"
            ),
            right=lambda x, delta: delta @ x[:3],
            numbers={"x": Entries((1, 2, 3, 5)), "delta": Entries((3, -1, 2))},
            where=lambda x, delta: bool(x.all() and delta.all()),
            shown={
                "work": lambda x, delta: dot(delta, x[:3]),
                "inputs": lambda x, delta: x[:3],
            },
            mistakes=(
                Mistake(
                    lambda x, delta: x[:3].sum(),
                    "You added what the outputs do, but not what the loss makes of it. One unit of [[z[i]]] is worth "
                    "[[delta[i]]]: multiply before you add.",
                    "no-chain-rule",
                ),
                Mistake(
                    lambda x, delta: Fraction(int(delta @ x[:3]), 3),
                    "You took the mean over the outputs. It sounds fair, since the weight is shared. But if the weight "
                    "grows, all outputs move *at the same time*, and their effects add up.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda x, delta: delta[0] * x[0],
                    "That is the part that goes through [[z[0]]]. The weight is used at every place; the other outputs "
                    "count as well.",
                    "missing-sum",
                ),
                Mistake(
                    lambda x, delta: delta[::-1] @ x[:3],
                    "One of the two rows is read backwards. The first output has the first input under [[w[0]]].",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, delta: delta @ x[1:],
                    "These are the inputs under the second weight. [[w[0]]] lies on [[x[0]]] first.",
                    "off-by-one",
                ),
                Mistake(
                    lambda x, delta: delta.sum(),
                    "You added the deltas alone. How much an output moves depends on the input that the weight is "
                    "multiplied with.",
                    "missing-factor",
                ),
            ),
            hints=(
                "If [[w[0]]] grows by 1, the outputs grow by {inputs}.",
                "One unit of [[z[0]]] is worth [[delta[0]]], one unit of [[z[1]]] is worth [[delta[1]]], and so on.",
            ),
            solution=(
                "The outputs grow by {inputs} for each unit of [[w[0]]], and each unit of [[z[i]]] is worth "
                "[[delta[i]]]: {work}."
            ),
            proves=(
                "This was the chain rule with all its paths: from the weight through each output to the loss, and the "
                "paths are added."
            ),
        ),
        Text(
            "So the whole question is *where a weight occurs*. The layer in full, with every product that it computes: "
            "pick those that a weight has a part in."
        ),
        Pick(
            id="backward-weights/products",
            prompt=(
                "{n} inputs, {m} weights: these are all products of the forward pass, one output in each row. Pick "
                "those that [[w[{j}]]] has a part in."
            ),
            cells=lambda n, m, j: tuple(tuple(f"w[{a}]*x[{i + a}]" for a in range(m)) for i in range(n - m + 1)),
            right=lambda n, m, j: tuple(f"w[{j}]*x[{i + j}]" for i in range(n - m + 1)),
            because=lambda cell, n, m, j: (
                f"[[w[{j}]]] stands in it"
                if cell.startswith(f"w[{j}]")
                else f"its weight is [[{cell[:4]}]], not [[w[{j}]]]"
            ),
            numbers={"n": Integer(6, 5, 7), "m": Integer(3, 2, 3), "j": Integer(2, 0, 2)},
            where=lambda n, m, j: j < m and n - m >= 2,
            mistakes=(
                Mistake(
                    lambda n, m, j: tuple(f"w[{a}]*x[{j}]" for a in range(m) if 0 <= j - a <= n - m),
                    "You picked the products with [[x[{j}]]]. That is the question of the next lesson; here it is the "
                    "*weight* [[w[{j}]]] that grows.",
                    "wrong-array",
                ),
                Mistake(
                    lambda n, m, j: tuple(f"w[{a}]*x[{j + a}]" for a in range(m)),
                    "That is a whole output, [[z[{j}]]]. The weight [[w[{j}]]] occurs in every output, once in each.",
                    "swapped-axes",
                ),
                Mistake(
                    lambda n, m, j: (f"w[{j}]*x[{j}]",),
                    "That is one of them. The same weight is used again at every place of the kernel.",
                    "missing-sum",
                ),
            ),
            hints=("Go down row by row.", "Each row has exactly one."),
            solution=(
                "One in each row: in [[z[i]]] the weight [[w[{j}]]] is multiplied with [[x[i+{j}]]]. From row to row "
                "the input moves on by one."
            ),
            proves=(
                "As [[i]] grows by one, the input that [[w[j]]] meets moves on by one too: *both go forwards*. Keep "
                "that in mind for the next lesson."
            ),
        ),
        Text(
            "Here is the filter's matrix again: a weight in row [[i]] and column [[k]] stands for the product of that "
            "weight and [[x[k]]] in [[z[i]]]. Move along the weights and see where each one is used."
        ),
        toeplitz((2, -1, 3), 6),
        Formula(
            id="backward-weights/dz",
            prompt="Now in symbols. How fast does the output [[z[i]]] grow with the weight [[w[j]]]?",
            wanted="dz[i]/dw[j]",
            mistakes=(
                Mistake(
                    "x[j]",
                    "That holds only for [[z[0]]]. From output to output the weight moves one place further on.",
                ),
                Mistake(
                    "x[m-1-j]",
                    "This says the same for every output. From output to output the weight moves one place further on.",
                ),
                Mistake(
                    "x[i]",
                    "That is the input under [[w[0]]]. The next weight, [[w[1]]], lies one place further on.",
                ),
                Mistake(
                    "x[i-j]",
                    "That would be right for a kernel that is laid down turned round. Here [[w[1]]] lies to the "
                    "*right* of [[w[0]]].",
                    "needless-flip",
                ),
                *(
                    Mistake(
                        weight,
                        "In the product [[w[j]*x[i+j]]] it is the weight that grows; what it is multiplied with stays "
                        "behind, and that is an *input*.",
                        "wrong-array",
                    )
                    for weight in ("w[j]", "w[m-1-j]")
                ),
                *(
                    Mistake(
                        product,
                        "That is a whole product. If the weight in it grows by 1, the product grows by its other "
                        "factor.",
                    )
                    for product in ("w[j]*x[i+j]", "w[j]*x[i+m-1-j]", "w[m-1-j]*x[i+m-1-j]", "w[j]*x[i]", "w[j]*x[j]")
                ),
                Mistake(
                    "x[i+1]",
                    "That is right for [[w[1]]], whatever the output. But the question is about any weight, [[w[j]]].",
                ),
                *(
                    Mistake(
                        place,
                        "This says the same for every output. But the kernel moves: [[w[j]]] lies on another input in "
                        "each.",
                    )
                    for place in ("x[j+1]", "x[m-j]")
                ),
                *(
                    Mistake(both, "It is one input that [[w[j]]] lies on, not two.")
                    for both in ("x[i] + x[j]", "x[i]*x[j]")
                ),
                Mistake(
                    "x[i+m]",
                    "[[m]] is the number of weights: this says the same for each of them.",
                ),
                Mistake("x[i+m-1-j]", misconception="needless-flip"),
                *(
                    Mistake(
                        worth,
                        "That is what an output is worth to the loss. Here: how the output [[z[i]]] grows with the "
                        "weight.",
                    )
                    for worth in ("delta[i]", "delta[j]")
                ),
                *(
                    Mistake(output, "That is the output itself. Asked for is how fast it grows with the weight.")
                    for output in ("z[i]", "sum(k, w[k]*x[i+k])")
                ),
                Mistake("1", "The weight is multiplied by an input, so the output grows by that input, not by 1."),
                *(
                    Mistake(
                        f"delta[i]*{entry}",
                        "That goes on to the loss already. Here only the first step is asked for, from the weight to "
                        "the output; what the output is worth comes in the next exercise.",
                    )
                    for entry in ("x[i+j]", "x[i+m-1-j]")
                ),
                Mistake(
                    "w[j-i]",
                    misconception="wrong-array",
                ),
                Mistake(
                    "w[i-j]",
                    misconception="wrong-array",
                ),
                *(
                    Mistake(
                        place,
                        "That is a *place* in the row of inputs. Asked for is the input that stands there, an entry "
                        "of [[x]].",
                    )
                    for place in ("i+j", "i+j+1", "i+m-1-j")
                ),
                *(
                    Mistake(place, "That is a *place*, not an input. Asked for is an entry of [[x]].")
                    for place in ("i", "j", "i-j")
                ),
                Mistake(
                    "w[i]",
                    misconception="wrong-array",
                ),
                Mistake(
                    "delta[i-j]",
                    misconception="wrong-array",
                ),
            ),
            feedback={
                "wrong-array": (
                    "In each product of [[z[i]]] a weight meets an input. If the weight grows, what it is multiplied "
                    "with stays behind: an *input*."
                ),
                "needless-flip": (
                    "That is not the input under [[w[j]]]. In [[z[0]]] the weight [[w[0]]] lies on [[x[0]]], [[w[1]]] "
                    "on [[x[1]]]; one output later each lies one place further on."
                ),
                "off-by-one": "Everything is shifted. In [[z[0]]] the weight [[w[0]]] lies on [[x[0]]].",
            },
            hints=(
                "[[z[i]]] is a sum of products. Only one of them contains [[w[j]]].",
                "In [[z[2]]] the weight [[w[1]]] is multiplied with [[x[3]]].",
            ),
            solution=(
                "Of all products in [[z[i]]] only [[w[j]*x[i+j]]] contains [[w[j]]], and its other factor is "
                "[[x[i+j]]]."
            ),
            proves="The local derivative. With the chain rule it is all that the gradient needs.",
        ),
        Formula(
            id="backward-weights/dw",
            prompt="Put it together. How fast does the loss grow with the weight [[w[j]]]?",
            wanted="dL/dw[j]",
            mistakes=(
                Mistake(
                    "sum(i, x[i+j])",
                    "You added what the outputs do. The loss weighs each of them: one unit of [[z[i]]] is worth "
                    "[[delta[i]]].",
                    "no-chain-rule",
                ),
                Mistake(
                    "sum(i, delta[i]*x[i-j])",
                    "The sign of [[j]] is turned: weights after [[w[0]]] lie to the *right* of it.",
                    "needless-flip",
                ),
                Mistake(
                    "conv(x, delta, valid)",
                    "[[delta]] is read backwards here. Nothing is flipped: as [[i]] grows, the input that [[w[j]]] "
                    "meets grows with it.",
                    "needless-flip",
                ),
                *(
                    Mistake(
                        reverse,
                        "The right numbers in reverse order: [[w[0]]] gets here what belongs to the last weight. In "
                        "the output [[z[i]]] the weight [[w[j]]] lies on [[x[i+j]]].",
                        "needless-flip",
                    )
                    for reverse in ("sum(i, delta[i]*x[i+m-1-j])", "flip(corr(x, delta))", "corr(x, delta)[m-1-j]")
                ),
                Mistake(
                    "sum(i, delta[n-m-i]*x[i+j])",
                    "[[delta]] is read backwards here. Nothing is flipped: as [[i]] grows, the input that [[w[j]]] "
                    "meets grows with it.",
                    "needless-flip",
                ),
                Mistake(
                    "sum(i, delta[i]*x[i+j])/(n-m+1)",
                    "You took the mean over the places. The weight is shared, so all its uses move together, and what "
                    "they do to the loss *adds up*. (With a mean this kernel would often train too, only with another "
                    "step size, which is why the mistake is rarely noticed.)",
                    "wrong-scale",
                ),
                Mistake(
                    "sum(i, delta[i+j]*x[i])",
                    "The two indices are on the wrong rows. In the output [[z[i]]] the weight [[w[j]]] lies on "
                    "[[x[i+j]]]: that is where [[x]] is read, and [[delta]] is that of the output.",
                ),
                Mistake(
                    "sum(i, delta[i+j]*x[i+j])",
                    "Here delta and input are read at the same place. The input [[x[i+j]]] lies under [[w[j]]] in the "
                    "output [[z[i]]]: whose delta is that?",
                ),
                Mistake(
                    "sum(i, delta[i]*x[i])",
                    "This says the same for every weight. [[w[j]]] lies on [[x[i+j]]], not on [[x[i]]].",
                ),
                *(
                    Mistake(
                        f"sum(i, delta[i]*x[{place}])",
                        "Here the weight lies on the same input all the time. It moves with the kernel: at place [[i]] "
                        "it is on [[x[i+j]]].",
                    )
                    for place in ("j", "m-1-j")
                ),
                *(
                    Mistake(
                        f"sum({outputs}, {one}*x[{place}])",
                        "One and the same delta weighs all the outputs here. Each output [[z[i]]] has a delta of its "
                        "own.",
                    )
                    for outputs in ("i", "i=0..n-m")
                    for one, place in (
                        ("delta[j]", "i+j"),
                        ("delta[j]", "i"),
                        ("delta[m-1-j]", "i+m-1-j"),
                        ("delta[m-1-j]", "i"),
                    )
                ),
                *(
                    Mistake(
                        f"sum(i, {weight}*x[i+j])",
                        "The weight itself has no part in its gradient. What stands before the input is what the loss "
                        "makes of the output [[z[i]]].",
                        "wrong-array",
                    )
                    for weight in ("w[j]", "w[m-1-j]")
                ),
                *(
                    Mistake(
                        f"delta[{place}]*x[{place}]",
                        "That is a single product. The weight is used in every output: add over all [[i]], each with "
                        "the input that [[w[j]]] lies on there.",
                        "missing-sum",
                    )
                    for place in ("j", "m-1-j")
                ),
                *(
                    Mistake(
                        f"sum({outputs}, delta[i]*x[i+1])",
                        "That is right for [[w[1]]]. Write it for any weight, [[w[j]]].",
                    )
                    for outputs in ("i", "i=0..n-m")
                ),
                Mistake(
                    "sum(i=j..j+n-m, delta[i]*x[i])",
                    "The inputs are the right ones, those that [[w[j]]] lies on. But the first of them is read by "
                    "[[z[0]]], so it belongs to [[delta[0]]].",
                ),
                *(
                    Mistake(
                        f"sum(i, delta[i]*x[{place}]*w[j])",
                        "The weight itself is not among the factors: the derivative of [[w[j]*x[i+j]]] by [[w[j]]] is "
                        "the input alone.",
                    )
                    for place in ("i", "i+j", "i+m-1-j")
                ),
                Mistake(
                    "sum(i, delta[i]*z[i])",
                    "[[z[i]]] is the whole output. How fast it grows with [[w[j]]] is said by one input, the one that "
                    "[[w[j]]] lies on there.",
                    "wrong-array",
                ),
                *(
                    Mistake(
                        call,
                        "[[w]] has no part in its own gradient. What it is multiplied with is the input: [[delta]] "
                        "slides over [[x]].",
                        "wrong-array",
                    )
                    for call in (
                        "corr(delta, w)",
                        "conv(delta, w, valid)",
                        "corr(delta, w)[m-1-j]",
                        "conv(delta, w, valid)[m-1-j]",
                        "conv(delta, flip(w), valid)[m-1-j]",
                    )
                ),
                *(
                    Mistake(added, "*Multiply* each input by the delta of its output; here the two are added.")
                    for added in (
                        "sum(i, delta[i]+x[i+j])",
                        "sum(i=0..n-m, delta[i]+x[i+j])",
                        "sum(i, delta[i]+x[i+m-1-j])",
                        "sum(i=0..n-m, delta[i]+x[i+m-1-j])",
                    )
                ),
                Mistake(
                    "w[j] - sum(i, delta[i]*x[i+j])",
                    "That is the weight after it has been moved against its gradient. Asked for is the gradient alone.",
                ),
                Mistake(
                    "w[j] - sum(i, delta[i]*x[i+m-1-j])",
                    "Asked for is the gradient alone, not the weight after a step against it. And in the output "
                    "[[z[i]]] the weight [[w[j]]] lies on [[x[i+j]]].",
                ),
                *(
                    Mistake(
                        f"sum(i, delta[i])*sum({inputs})",
                        "Each delta meets many inputs here. It belongs to one, the input under [[w[j]]] in its own "
                        "output: multiply these two, and then add.",
                    )
                    for inputs in ("i, x[i+j]", "i=0..n-m, x[i+j]", "i, x[i]", "i=0..n-m, x[i]")
                ),
                Mistake(
                    "sum(i, delta[i])",
                    "You added the deltas alone. How much an output moves depends on the input that [[w[j]]] is "
                    "multiplied with there.",
                    "missing-factor",
                ),
                Mistake(
                    "corr(delta, x, full)",
                    "The two rows have changed places. In a correlation the row that slides comes second, and it is "
                    "[[delta]] that slides over [[x]], only where it fits.",
                ),
                Mistake(
                    "sum(i, delta[i]*w[j])",
                    "The weight itself is not what it is multiplied with. The derivative of [[w[j]*x[i+j]]] by "
                    "[[w[j]]] is the input.",
                    "wrong-array",
                ),
                *(
                    Mistake(
                        f"sum(i, delta[i]*{weight})",
                        "A delta is multiplied with what [[w[j]]] meets in its output, and that is an *input*.",
                        "wrong-array",
                    )
                    for weight in ("w[i]", "w[m-1-i]")
                ),
                Mistake(
                    "sum(i=0..m-1, delta[i]*x[i+j])",
                    "Only the first few outputs are added here. It takes all [[n-m+1]] of them, and a sum over [[i]] "
                    "that names no range finds them by itself.",
                    "wrong-range",
                ),
                *(
                    Mistake(wide, NOT_ITS_OWN)
                    for wide in ("sum(i, delta[i]*x[m*i+j])", "sum(i, delta[i]*x[i+m*j])", "sum(i, delta[i]*x[i*j])")
                ),
                Mistake(
                    "delta[0]*x[m-1-j] + delta[1]*x[m-j]",
                    "In [[z[0]]] the weight [[w[j]]] lies on [[x[j]]]. And write it so that it holds for any number of "
                    "outputs: add over [[i]].",
                    "needless-flip",
                ),
                Mistake(
                    "delta[0]*x[j+1] + delta[1]*x[j]",
                    "[[delta]] is read backwards here: in [[z[0]]] the weight [[w[j]]] lies on [[x[j]]]. And write it "
                    "so that it holds for any number of outputs: add over [[i]].",
                    "needless-flip",
                ),
                Mistake(
                    "delta[0]*x[j] + delta[1]*x[j+1]",
                    "Right for two outputs. Write it so that it holds for any number of them: add over [[i]].",
                    "missing-sum",
                ),
                Mistake(
                    "delta[0]*x[j] + delta[1]*x[j+1] + delta[2]*x[j+2]",
                    "Right for three outputs. Write it so that it holds for any number of them: add over [[i]].",
                    "missing-sum",
                ),
                Mistake(
                    "delta[0]*x[j] + delta[1]*x[j+1] + delta[2]*x[j+2] + delta[3]*x[j+3]",
                    "Right for four outputs. Write it so that it holds for any number of them: add over [[i]].",
                    "missing-sum",
                ),
                # Before the numbers, since of one value the first is said of sums over other letters, too.
                Mistake("sum(i=0..m, delta[i]*x[i+j])", misconception="wrong-range"),
                *(
                    Mistake(
                        f"sum(i=0..{last}, delta[i]*x[i+j])",
                        f"Right for {outputs} outputs. Write it so that it holds for any number of them: let [[i]] run "
                        "through all the outputs, or leave the range out.",
                        "wrong-range",
                    )
                    for last, outputs in ((1, "two"), (2, "three"), (3, "four"))
                ),
                Mistake(
                    "sum(i=j..j+n-m, delta[j-i]*x[i])",
                    "Only one term of your sum is left: all others read an entry outside its array, and it counts as "
                    "0. Either the sign in the index is turned, or the range lies on the wrong side.",
                    "wrong-range",
                ),
                Mistake(
                    "corr(x, delta, same)",
                    "The right machine in the wrong mode: here it also hangs over the ends, and so everything is "
                    "shifted. It has to fit.",
                    "wrong-range",
                ),
                Mistake(
                    "corr(x, delta, full)",
                    "The right machine in the wrong mode: [[delta]] hangs over the ends here. It has to fit on the "
                    "inputs.",
                ),
                Mistake(
                    "sum(i=0..n-m, delta[-i]*x[i+j])",
                    "Only one term of your sum is left: all others read an entry outside its array, and it counts as "
                    "0. Either the sign in the index is turned, or the range lies on the wrong side.",
                    "wrong-range",
                ),
                Mistake(
                    "conv(x, flip(delta), same)",
                    "The right machine in the wrong mode: here it also hangs over the ends, and so everything is "
                    "shifted. It has to fit.",
                    "wrong-range",
                ),
                Mistake(
                    "conv(x, flip(delta), full)",
                    "The right machine in the wrong mode: [[delta]] hangs over the ends here. It has to fit on the "
                    "inputs.",
                ),
            ),
            feedback={
                "no-chain-rule": (
                    "There is no [[delta]] in this. The loss weighs each output with its [[delta[i]]]: multiply the "
                    "input that [[w[j]]] lies on there by it, and then add."
                ),
                "needless-flip": NOT_ITS_OWN,
                "missing-sum": "The weight is used at every place of the kernel: add over all outputs [[i]].",
                "wrong-scale": (
                    "It is right but for a constant factor. The uses of a weight are added: no mean is taken, and "
                    "nothing is counted twice."
                ),
                "wrong-range": (
                    "It is the *outputs* that are added, all [[n-m+1]] of them: from [[i = 0]] to [[i = n-m]]. You can "
                    "leave the range out."
                ),
                "off-by-one": (
                    "Something is shifted. In the output [[z[0]]] the weight [[w[j]]] lies on [[x[j]]], so it is "
                    "[[delta[0]]] that meets [[x[j]]]."
                ),
                "wrong-array": (
                    "An array stands where another one belongs: each product is made of a delta, which comes from "
                    "above, and of an input."
                ),
            },
            hints=(
                "There is one path from [[w[j]]] to the loss through every output [[z[i]]]. Add over [[i]].",
                "Each path is a product: what the loss makes of [[z[i]]], times what [[z[i]]] makes of [[w[j]]].",
                "The first factor is [[delta[i]]], the second is the answer before this one.",
            ),
            solution=(
                "The chain rule adds over all outputs:\n\n"
                "[[dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))]]\n\n"
                "and [[d(z[i], w[j]) = x[i+j]]]:\n\n"
                "[[dL/dw[j] = sum(i, delta[i]*x[i+j])]]\n\n"
                "It is added over the outputs, from [[i = 0]] to [[i = n-m]]. Then [[x[i+j]]] is always inside the "
                "input, so no border needs any care."
            ),
            proves=(
                "This is the number that a library adds to `w.grad`. Compare it with the forward pass, "
                "[[z[i] = sum(j, w[j]*x[i+j])]]: in both, the input moves on as [[i]] grows."
            ),
        ),
        Shape(
            id="backward-weights/fits",
            prompt=(
                "In this gradient it is the row [[delta]] that is laid on the inputs, as the kernel was in the forward "
                "pass. It has [[n-m+1]] entries, one for each output. In how many places does it fit on the [[n]] "
                "inputs?"
            ),
            sizes={"n": (5, 7, 8, 11, 29), "m": (1, 2, 3, 4, 5)},
            measure=lambda n, m: correlate(np.zeros(n), np.ones(n - m + 1)).shape,
            right="m",
            mistakes=(
                Mistake(
                    "n-m+1",
                    "That is how often the *kernel* fits. Now [[delta]] slides, and it is [[n-m+1]] long.",
                    "wrong-operation",
                ),
                Mistake("n", "It can't hang over the end. A row of [[n-m+1]] leaves little room in [[n]] places."),
                Mistake(
                    "2*n-m",
                    "That is how many places there are where [[delta]] and the input overlap by *at least one* entry. "
                    "Here it must lie on the input entirely.",
                    "wrong-range",
                ),
                Mistake(
                    "n-m",
                    "That is how often the *kernel* can move. Now [[delta]] slides, and it is [[n-m+1]] long.",
                    "wrong-operation",
                ),
                Mistake(
                    "m-1",
                    "That is how often it can move. It also stands somewhere before the first move.",
                    "off-by-one",
                ),
            ),
            hints=(
                "A row of [[m]] fits on [[n]] places [[n-m+1]] times. Put the length of [[delta]] for [[m]].",
                "[[n]] minus the length [[n-m+1]], and 1 more: what is left?",
            ),
            solution="[[n]] minus the length [[n-m+1]], and 1 more, is [[m]]: exactly one place for every weight.",
            proves=(
                "The gradient of the kernel has the kernel's size, as it must. No zeros have to be added at the ends "
                "and nothing has to be turned round to make it fit."
            ),
        ),
        Text(
            "(The next questions ask for this gradient in the order in which the weights lie on the input: [[dw[0]]] "
            "belongs to [[w[0]]]. In this notation that is what you wrote, from its last entry to its first.)",
            layer=NAMED,
            notation="larochelle",
        ),
        Cells(
            id="backward-weights/numbers",
            prompt="[[x]] = {x}, [[delta]] = {delta}. Fill in the gradient of the kernel, [[dw[j] = dL/dw[j]]].",
            array="dw",
            layer=NAMED,
            right=lambda x, delta: correlate(x, delta),
            numbers={"x": Entries((1, 3, 2, 5, 4)), "delta": Entries((2, -1, 3))},
            where=lambda x, delta: bool(x.all() and delta.all()),
            shown={"work": lambda x, delta: counting(x, delta)},
            mistakes=(
                Mistake(
                    lambda x, delta: correlate(x, delta)[::-1],
                    "The right numbers in reverse order. This happens when the two rows change places in a library "
                    "call. It stood in a published course until the author found it; the network had seemed to train. "
                    "[[w[0]]] met [[x[0]]] first.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, delta: convolve(x, delta, "valid"),
                    "These are the numbers of the true convolution: you laid [[delta]] down turned round. Here nothing "
                    "is turned round.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, delta: correlate(x[::-1], delta),
                    "You turned the input round. Nothing has to be turned round here.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, delta: np.array([Fraction(int(each), 3) for each in correlate(x, delta)]),
                    "You took the mean over the places. All uses of the weight move together: their effects add up.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda x, delta: delta * x[:3],
                    "These are the three products of [[dw[0]]], side by side. Added, they are [[dw[0]]] alone; then "
                    "move [[delta]] on by one.",
                    "missing-sum",
                ),
                Mistake(
                    lambda x, delta: np.array([x[j : j + 3].sum() for j in range(3)]),
                    "Only the inputs are added here. Each of them has to be multiplied by its [[delta[i]]].",
                    "no-chain-rule",
                ),
            ),
            hints=(
                "Lay [[delta]] on the input as you laid the kernel in the forward pass.",
                "[[dw[0] = delta[0]*x[0] + delta[1]*x[1] + delta[2]*x[2]]]. Then move on by one.",
            ),
            solution="{work}",
            proves=(
                "You used the forward machine for the backward pass: slide [[delta]] over [[x]], just as you slid "
                "[[w]] over [[x]]."
            ),
        ),
        Choice(
            id="backward-weights/machine",
            prompt=(
                "Which machine computed this gradient? From here on `corr` is machine A, which lays its second row "
                "down as it is, and `conv` is machine B, which turns it round. (`valid` lets the second row lie only "
                "where it fits on the first one entirely; `full` lets it hang over the ends. `corr` is `valid` and "
                "`conv` is `full` unless told otherwise. `flip` writes a row in reverse order.)"
            ),
            options=(
                Option("corr", "[[corr(x, delta)]]", right=True, says="Both indices go forwards: machine A."),
                Option(
                    "conv",
                    "[[conv(x, delta, valid)]]",
                    says="That would turn [[delta]] round. In your formula both indices grow together.",
                    misconception="needless-flip",
                ),
                Option(
                    "flipped",
                    "[[corr(flip(x), delta)]]",
                    says="That turns the input round first. Nothing in your formula runs backwards.",
                    misconception="needless-flip",
                ),
                Option(
                    "kernel",
                    "[[corr(x, flip(w))]]",
                    says="There is no [[w]] in this gradient at all, flipped or not: look at your formula.",
                    misconception="wrong-array",
                ),
            ),
            computed=lambda: next(
                name
                for name, text in {
                    "corr": "corr(x, delta)[j]",
                    "conv": "conv(x, delta, valid)[j]",
                    "flipped": "corr(flip(x), delta)[j]",
                }.items()
                if LAYER.check("dL/dw[j]", text).verdict == "correct"
            ),
            hints=(
                "In your formula let [[i]], the summed letter, go up by one. What do the two indices do?",
                "Both go up: nothing runs backwards.",
            ),
            solution=(
                "As [[i]] goes up, both indices of your formula go up: nothing is turned round, and [[delta]] stands "
                "in the kernel's place: [[corr(x, delta)]]."
            ),
            proves=(
                "The gradient of the kernel is a cross-correlation, and there is no flip here either. If there is one "
                "at all, only the gradient of the input is left to look at."
            ),
        ),
        Text(
            "Once more, so that nobody has to believe it. Besides the chain rule you need three rules:\n\n"
            "* The derivative of a sum is the sum of the derivatives; and a factor that does not contain the entry by "
            "which one differentiates is left standing in front.\n"
            "* The derivative of one entry by another of the same array is 1 if they are the same entry, else 0. It "
            "is written as a bracket: [[d(w[k], w[j]) = [k == j]]].\n"
            "* In a sum over [[k]], the bracket [[[k == j]]] leaves only the term with [[k = j]], if there is one."
        ),
        Text(
            "(Now the derivative is by [[w[m-1-j]]]. If the letter of your sum is the index of the weight, the bracket "
            "is [[d(w[m-1-k], w[m-1-j]) = [k == j]]], and this weight meets [[x[i+m-1-k]]] in [[z[i]]]. If the input "
            "is to be [[x[i+k]]], the weight is [[w[k]]].)",
            notation="larochelle",
        ),
        Derivation(
            id="backward-weights/line-by-line",
            prompt=(
                "Derive [[dL/dw[j]]] line by line. Start with the chain rule, then put in the definition of [[z[i]]]. "
                "One line says one thing; each is checked against the line above it. (A derivative is typed as in "
                "[[typed d(z[i], w[j])]], a bracket as in [[typed [k == j]]].)"
            ),
            wanted="dL/dw[j]",
            mistakes=(
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*w[j])",
                    "Here the weight stands where its other factor belongs. In [[w[j]*x[i+j]]] the derivative by "
                    "[[w[j]]] is [[x[i+j]]].",
                    "wrong-array",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, w[k]*x[i+k]))",
                    "You put in [[z[i]]] itself. Its *derivative* is wanted: it goes into the sum, to each product.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, x[i+k]))",
                    "You took every product. Only the one that contains [[w[j]]] grows with it; a bracket says which "
                    "one that is.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, w[k]*d(x[i+k], w[j])))",
                    "An input doesn't change with a weight: [[d(x[i+k], w[j])]] is 0, and so is this whole line. It is "
                    "the *weight* in each product that is differentiated.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n"
                    "= sum(i, delta[i]*sum(k, d(w[k], w[j])*d(x[i+k], w[j])))",
                    "The derivative of a product is no product of derivatives: [[d(x[i+k], w[j])]] is 0, and so is "
                    "this whole line. The input stays as it is; only the weight is differentiated.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, w[k]*[k == j]*x[i+k]))",
                    "The bracket *is* the derivative of [[w[k]]] by [[w[j]]]: it takes the place of [[w[k]]]. Leave "
                    "[[w[k]]] out.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, w[k]*[k == j]))",
                    "In each product it is the weight that is differentiated: the bracket takes the place of [[w[k]]], "
                    "and the input [[x[i+k]]] is left standing.",
                    "wrong-array",
                ),
                *(
                    Mistake(
                        "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n"
                        f"= sum(i, delta[i]*sum(k, {differentiated}*x[{place}]))",
                        "In [[z[i]]] it is the input [[x[i+k]]] that [[w[k]]] is multiplied with, and that is what is "
                        "left standing.",
                    )
                    for differentiated in ("d(w[k], w[j])", "[k == j]")
                    for place in ("i", "k")
                ),
                Mistake(
                    "dL/dw[j] = d(z[j], w[j])",
                    "That is how one output grows. The weight is used in every output: add over all [[i]], and "
                    "multiply each by what the loss makes of it, [[delta[i]]].",
                    "no-chain-rule",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[j]*d(z[j], w[i]))",
                    "The two letters are exchanged. It is [[w[j]]] that grows; the outputs, and with them the deltas, "
                    "have the letter that is added over.",
                    "swapped-axes",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, w[j]*x[i+k]))",
                    "You put in [[z[i]]] itself, with one weight for all its inputs. Its *derivative* is wanted: it "
                    "goes into the sum, to each product.",
                ),
                Mistake(
                    "dL/dw[j] = delta[j]*d(z[j], w[j])",
                    "That is the path through one output alone. The weight is used in every output: add over all "
                    "[[i]].",
                    "missing-sum",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, d(z[i], w[j]))",
                    "The chain rule multiplies: what the loss makes of [[z[i]]], which is [[delta[i]]], times what "
                    "[[z[i]]] makes of [[w[j]]].",
                    "no-chain-rule",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, d(z[i], w[j]))*sum(i, delta[i])",
                    "Each delta meets the derivatives of all outputs here. It belongs to that of its own output: "
                    "multiply these two, and then add.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[i]))",
                    "Which weight grows? [[w[j]]], the same one for every output.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[j]*d(z[i], w[j]))",
                    "One and the same delta weighs all the outputs here. Each output [[z[i]]] has a delta of its own.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[j], w[i]))",
                    "The two letters are exchanged. It is [[w[j]]] that grows, and each [[delta[i]]] belongs to the "
                    "output [[z[i]]].",
                    "swapped-axes",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i])*sum(i, x[i+j])",
                    "Each delta meets many inputs here. It belongs to one, the input under [[w[j]]] in its own "
                    "output: multiply these two, and then add.",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= delta[j]*x[j]",
                    "That is a single product. The weight is used in every output: add over all [[i]], each with the "
                    "input that [[w[j]]] lies on there.",
                    "missing-sum",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*x[i])",
                    "This says the same for every weight. [[w[j]]] lies on [[x[i+j]]], not on [[x[i]]].",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*x[j])",
                    "Here the weight lies on the same input all the time. It moves with the kernel: at place [[i]] it "
                    "is on [[x[i+j]]].",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[j]*x[i+j])",
                    "One and the same delta weighs all the outputs here. Each output [[z[i]]] has a delta of its own.",
                ),
                *(
                    Mistake(
                        f"dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, [{equal}]*x[i+k]))",
                        "The weight [[w[k]]] is the one that grows where [[k]] is [[j]], and that is what belongs into "
                        "the bracket.",
                    )
                    for equal in ("i == k", "i == j", "i+k == j", "i+j == k")
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, d(w[m-1-k], w[j])*x[i+k]))",
                    "The weight that is differentiated doesn't belong to this input. In [[z[i]]] it is [[w[k]]] that "
                    "[[x[i+k]]] is multiplied with.",
                    "needless-flip",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*sum(k, [k == m-1-j]*x[i+k]))",
                    "Bracket and input don't belong together here. Of the products of [[z[i]]] the bracket has to "
                    "leave the one with [[w[j]]], and there the input is [[x[i+j]]].",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*x[i+m-1-j])",
                    "Here [[w[0]]] gets what belongs to the last weight. In the output [[z[i]]] the weight [[w[j]]] "
                    "lies on [[x[i+j]]].",
                    "needless-flip",
                ),
                Mistake(
                    "dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))\n= sum(i, delta[i]*x[i-j])",
                    "The sign of [[j]] is turned: weights after [[w[0]]] lie to the *right* of it.",
                    "needless-flip",
                ),
            ),
            feedback={
                "needless-flip": NOT_ITS_OWN,
                "swapped-axes": (
                    "A letter stands at the wrong place. It is [[w[j]]] that grows, and each [[delta[i]]] belongs to "
                    "the output [[z[i]]]."
                ),
            },
            hints=(
                "[[dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))]]",
                "Put the definition of [[z[i]]] in, with a letter for its sum that isn't in [[w[j]]] already.",
                "The derivative of [[w[k]]] by [[w[j]]] is 1 where [[k]] is [[j]], else 0. In a bracket: [[[k == j]]].",
                "The bracket leaves only the term with [[k = j]] in the sum over [[k]].",
            ),
            solution=(
                "[[dL/dw[j] = sum(i, delta[i]*d(z[i], w[j]))]]\n\n"
                "[[dL/dw[j] = sum(i, delta[i]*sum(k, d(w[k], w[j])*x[i+k]))]]\n\n"
                "[[dL/dw[j] = sum(i, delta[i]*sum(k, [k == j]*x[i+k]))]]\n\n"
                "[[dL/dw[j] = sum(i, delta[i]*x[i+j])]]"
            ),
            proves=(
                "It takes four lines, a rule for each. The same four lines, started with [[x[k]]] in place of "
                "[[w[j]]], are the next lesson. Something will come out differently."
            ),
        ),
    ),
    sources=(
        "I. Goodfellow, Y. Bengio, A. Courville: Deep Learning (2016), section 9.5, "
        "https://www.deeplearningbook.org/contents/convnets.html",
        "B. Rohrer: End-to-End Machine Learning, course 321, the author's note on a reversed gradient that trained, "
        "https://end-to-end-machine-learning.teachable.com/courses/321-convolutional-neural-networks/lectures/15410086",
    ),
)
