"""One filter sliding: the forward pass of a layer with one input row, one kernel and one output row.

You will be able to compute the output by hand, say how long it is, and write its entry z_i as a formula, also where
indices start at 1 or the kernel is kept turned round. Not here: bias, padding, stride, channels.
Before this: why, notation.
Sources: Dumoulin & Visin 2016, section 2.1 (sizes); PyTorch's documentation of Conv1d (the formula).
"""

import numpy as np

from engine import Layer, conv, convolve, correlate
from lessons import code_cases
from lessons.figures import sliding_window
from lessons.model import (
    Cells,
    Choice,
    Code,
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
from lessons.working import dot, products, sliding

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
FROM_ONE = Layer("z[i] = sum(j, w[j]*x[i+j-1])", x="n", w="m", z="n-m+1", first_index=1)
# u is never asked for: it says which array is the kernel, to a notation that prints the kernel turned round.
TURNED = Layer(
    ["z[i] = sum(j, v[m-1-j]*x[i+j])", "u[i] = sum(j, w[j]*x[i+j])"], x="n", v="m", w="m", z="n-m+1", u="n-m+1"
)
ONE_PRODUCT = (
    "That is one product for each place. Every output uses *all* the weights, each on an input of its own: add over "
    "[[j]]."
)
CROSSED = "The letters are crossed: [[j]] says which weight, and [[i]] where the kernel stands. The input needs both."
OVER_THE_ENDS = (
    "The right machine, and the right kernel for it. But here it also hangs over the ends; say that it has to fit, "
    "with `valid`."
)
WRONG_MODE = (
    "The right machine in the wrong mode: here it also hangs over the ends, and so everything is shifted. It has to "
    "fit."
)


def from_the_end(x, w):
    """The entries i of sum over j of w[j] x[i - j], where Python reads x[-1] as the last entry."""
    return np.array([sum(w[j] * x[i - j] for j in range(len(w))) for i in range(len(x) - len(w) + 1)])


def outputs(n, m):
    """The number of outputs that the engine's own layer computes."""
    return conv(np.zeros((1, 1, n)), np.ones((1, 1, m))).shape[2:]


def why_read(cell, n, m, i):
    """Why the output i reads this input or doesn't."""
    place = int(cell[2:-1])
    if place < i:
        return f"[[z[{i}]]] starts at [[x[{i}]]], and [[{cell}]] lies before it"
    return f"{m} weights don't reach that far" if place >= i + m else "a weight lies on it"


LESSON = Lesson(
    id="forward-1d",
    title="One filter sliding",
    question="What does one filter do to a row of numbers?",
    answer=(
        "Output [[i]] is the kernel laid on the inputs from place [[i]] on, multiplied and added: "
        "[[z[i] = sum(j, w[j]*x[i+j])]]."
    ),
    minutes=22,
    layer=LAYER,
    steps=(
        Text(
            "We want a detector that slides: the same few weights look at every stretch of the input, and report what "
            "they find there. Such a sliding kernel is called a *filter*. The input is a row [[x]] of [[n]] numbers, "
            "the kernel a row [[w]] of [[m]] weights, the output a row [[z]]. Their first entries are "
            "[[x[0]]], [[w[0]]] and [[z[0]]].\n\n"
            "To get [[z[0]]], lay [[w[0]]] on [[x[0]]], [[w[1]]] on [[x[1]]], and so on; multiply; add. For [[z[1]]] "
            "move the kernel one place to the right, and so on while it fits. Begin with a short row."
        ),
        Text(
            "(This notation keeps the kernel turned round. Where this lesson speaks of directions, it means the kernel "
            "as it lies on the input, [[w]].)",
            notation="larochelle",
        ),
        Cells(
            id="forward-1d/slide",
            prompt="The input is [[x]] = {x}, the kernel is [[w]] = {w}. Fill in the output.",
            array="z",
            right=lambda x, w: correlate(x, w),
            numbers={"x": Entries((1, 3, 2, 6)), "w": Entries((2, -1))},
            shown={
                "work": lambda x, w: sliding(x, w),
                "first": lambda x, w: dot(w, x[:2]),
                "second": lambda x, w: products(w, x[1:3]),
            },
            mistakes=(
                Mistake(
                    lambda x, w: convolve(x, w, "valid"),
                    "You turned the kernel round: you laid [[w[1]]] on the left. That is a convolution. The layer "
                    "lays the kernel down as it is, with [[w[0]]] on the left.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, w: correlate(x, w)[::-1],
                    "The right numbers in reverse order. [[z[0]]] is the one where the kernel lies on the first "
                    "inputs, [[x[0]]] and [[x[1]]].",
                ),
                Mistake(
                    lambda x, w: np.array([x[i] * w[0] * x[i + 1] * w[1] for i in range(3)]),
                    "You multiplied everything. Multiply each weight by the input below it, then *add* the products.",
                    "wrong-operation",
                ),
                Mistake(
                    lambda x, w: w[0] * x[:3],
                    "Only the first weight did its work. Every output adds one product for *each* weight.",
                    "missing-sum",
                ),
                Mistake(
                    lambda x, w: np.array([w @ x[:2]] * 3),
                    "You got the first one, and then repeated it: the kernel has to move. For [[z[1]]] it starts at "
                    "[[x[1]]].",
                    "wrong-range",
                ),
                Mistake(
                    lambda x, w: np.array([x[i] + x[i + 1] for i in range(3)]),
                    "You added the inputs in the window, without the weights. Multiply each input by the weight that "
                    "lies on it.",
                    "missing-factor",
                ),
            ),
            hints=(
                "For [[z[0]]] the weights lie on [[x[0]]] and [[x[1]]].",
                "[[z[0]]] is {first}.",
                "For [[z[1]]] the same weights lie on [[x[1]]] and [[x[2]]]: {second}.",
            ),
            solution="{work}",
            proves=(
                "You just ran the forward pass of a convolutional layer. Every formula of this course is about these "
                "few products."
            ),
        ),
        Text(
            "Now see it move. Use the slider, or point at an output to see what it reads, and at an input to see who "
            "reads it."
        ),
        sliding_window((1, 3, 2, 5, 0, 4), (2, -1, 3)),
        Pick(
            id="forward-1d/reads",
            prompt="A kernel of [[m]] = {m} weights slides over {n} inputs. Which inputs does [[z[{i}]]] read?",
            cells=lambda n, m, i: ((*(f"x[{k}]" for k in range(n)),),),
            right=lambda n, m, i: tuple(f"x[{i + j}]" for j in range(m)),
            because=why_read,
            numbers={"n": Integer(7, 6, 9), "m": Integer(3, 2, 4), "i": Integer(2, 1, 4)},
            where=lambda n, m, i: i + m < n and i >= 1,
            mistakes=(
                Mistake(
                    lambda n, m, i: tuple(f"x[{i - j}]" for j in range(m) if i >= j),
                    "You went to the left. The kernel starts at [[x[{i}]]] and reaches to the *right*: [[z[i]]] reads "
                    "[[x[i+j]]].",
                    "needless-flip",
                ),
                Mistake(
                    lambda n, m, i: tuple(f"x[{i + j}]" for j in range(m + 1)),
                    "One too many. The first weight lies on [[x[{i}]]] itself, so {m} weights reach only {m} places.",
                    "wrong-range",
                ),
                Mistake(
                    lambda n, m, i: tuple(f"x[{i + 1 + j}]" for j in range(m)),
                    "You started one place too far. [[z[0]]] starts at [[x[0]]], so [[z[{i}]]] starts at [[x[{i}]]].",
                    "off-by-one",
                ),
                Mistake(
                    lambda n, m, i: tuple(f"x[{i - 1 + j}]" for j in range(m)),
                    "You started one place too early. The first output is [[z[0]]] and starts at [[x[0]]], so "
                    "[[z[{i}]]] starts at [[x[{i}]]].",
                    "counts-from-one",
                ),
                Mistake(
                    lambda n, m, i: (f"x[{i}]",),
                    "That is only where the kernel starts. It covers {m} inputs at once.",
                    "missing-sum",
                ),
            ),
            hints=("[[z[0]]] starts at [[x[0]]]. Where does [[z[{i}]]] start?", "It reads {m} inputs in a row."),
            solution=(
                "[[z[{i}]]] starts at [[x[{i}]]] and reads one input for each weight: weight [[w[j]]] lies on "
                "[[x[{i}+j]]]."
            ),
            proves=(
                "Output [[z[i]]] reads the inputs [[x[i+j]]]. Soon you'll ask the same question from the other side: "
                "which outputs read a given input?"
            ),
        ),
        Text(
            "The kernel has to fit on the input from its first weight to its last. So the output is a little shorter "
            "than the input. How much?"
        ),
        Shape(
            id="forward-1d/size",
            prompt=(
                "The input has [[n]] entries and the kernel has [[m]], not more than the input. How many outputs are "
                "there? Answer with [[n]] and [[m]]."
            ),
            sizes={"n": (5, 7, 8, 11, 29), "m": (1, 2, 3, 4, 5)},
            measure=outputs,
            right="n-m+1",
            mistakes=(
                Mistake(
                    "n-m",
                    "That is how often the kernel can *move*. It also stands somewhere before the first move: one "
                    "more.",
                    "off-by-one",
                ),
                Mistake(
                    "n",
                    "The last outputs would need inputs beyond the end. Some layers put zeros there, called *padding*; "
                    "this one doesn't, and so the output is shorter than the input.",
                ),
                Mistake(
                    "n+m-1",
                    "That is how many places there are where kernel and input overlap by *at least one* entry. Here "
                    "the kernel must lie on the input entirely. Keep your formula in mind, though: it comes back.",
                    "wrong-range",
                ),
                Mistake(
                    "n-m+2",
                    "Try it with a kernel as long as the input, [[m = n]]: it fits in one place only, and your formula "
                    "gives two.",
                    "off-by-one",
                ),
                Mistake(
                    "n-1",
                    "That is right for two weights, as in the first exercise. A longer kernel reaches the end sooner: "
                    "the size depends on [[m]], too.",
                ),
                Mistake(
                    "n-2",
                    "That is right for three weights, as in the figure. A longer kernel reaches the end sooner: the "
                    "size depends on [[m]], too.",
                ),
                Mistake(
                    "n-m-1",
                    "Try it with one weight, [[m]] = 1: the kernel fits in all [[n]] places, and your formula gives "
                    "two fewer.",
                    "off-by-one",
                ),
                Mistake(
                    "n-2*(m//2)",
                    "That is right where [[m]] is odd. Try two weights: the kernel fits in one place more.",
                ),
                Mistake(
                    "n-m//2",
                    "Try it with [[n]] = 5 and [[m]] = 5: the kernel fits in one place only, and your formula gives "
                    "three.",
                ),
                *(
                    Mistake(
                        halved,
                        "That would be right if the kernel moved by two places each time. It moves by one.",
                    )
                    for halved in ("(n-m)/2+1", "(n-m)//2+1")
                ),
                Mistake(
                    "n//m",
                    "That would be right if the windows didn't overlap. The kernel moves by one place each time, not "
                    "by its own length.",
                ),
                Mistake(
                    "n/m",
                    "That would be right if the windows didn't overlap. The kernel moves by one place each time, not "
                    "by its own length.",
                ),
            ),
            hints=(
                "Take [[n]] = 4 and [[m]] = 2 from the first exercise: three outputs.",
                "At which place does the kernel stand last? Its last weight is then on [[x[n-1]]].",
                "If it starts at [[i]], its last weight is on [[x[i+m-1]]]. So the last one is [[i = n-m]], and "
                "the first one is [[i = 0]].",
            ),
            solution=(
                "The last weight lies on [[x[i+m-1]]], and that must be at most the last input, [[x[n-1]]]. So the "
                "kernel stands from [[i = 0]] to [[i = n-m]], and that is [[n-m+1]] places."
            ),
            proves=(
                "The output has [[n-m+1]] entries. From this alone you'll know later that the way back, from outputs "
                "to inputs, has to make the row *longer*."
            ),
        ),
        Number(
            id="forward-1d/products",
            prompt="An input of {n} entries, a kernel of {m}. How many multiplications does the whole output take?",
            right=lambda n, m: (n - m + 1) * m,
            numbers={"n": Integer(10, 6, 20), "m": Integer(3, 2, 5)},
            shown={"size": lambda n, m: n - m + 1},
            mistakes=(
                Mistake(
                    lambda n, m: n * m,
                    "Each weight would meet every input. But the kernel stops when its last weight reaches the end: "
                    "there are {size} outputs, not {n}.",
                    "wrong-range",
                ),
                Mistake(
                    lambda n, m: n - m + 1,
                    "That is the number of outputs. Each of them takes {m} multiplications.",
                    "missing-factor",
                ),
                Mistake(
                    lambda n, m: (n - m) * m,
                    "One output is missing: the kernel also stands at the first place before it moves.",
                    "off-by-one",
                ),
                Mistake(
                    lambda n, m: (n + m - 1) * m,
                    "That would be right if the kernel could hang over the ends. It has to fit: there are {size} "
                    "outputs.",
                    "wrong-range",
                ),
            ),
            hints=("How many outputs are there?", "There are {size} outputs. How many products are in each?"),
            solution="There are {size} outputs with {m} products each: {size}·{m} = {right}.",
            proves=(
                "Every one of these products is one weight times one input. Each weight appears in {size} of them, so "
                "it will take a sum of {size} terms to say what that weight does to the loss."
            ),
        ),
        Text(
            "Time to write it down. You have read this line in the last lesson; now build it yourself, without "
            "looking. The kernel stands at place [[i]]; weight [[w[j]]] then lies on which input? Multiply, and add "
            "over [[j]].\n\n"
            "It is the first formula that you type. An entry is typed as in [[typed w[0]]], a product with `*`, a sum "
            "as in [[typed sum(i, z[i])]]; LaTeX and Python are understood, too. What was read is shown below your "
            "answer, typeset and written out."
        ),
        Formula(
            id="forward-1d/z",
            prompt="Write the output [[z[i]]] in terms of [[w]] and [[x]].",
            wanted="z[i]",
            mistakes=(
                Mistake(
                    "sum(j, w[j]*x[i-j])",
                    "With the minus sign the kernel reaches to the left of [[i]] and is read backwards: this is the "
                    "convolution, machine B. In this layer the weight [[w[1]]] lies one place to the *right* of "
                    "[[w[0]]].",
                    "needless-flip",
                ),
                *(
                    Mistake(
                        turned,
                        "That is the convolution, machine B: the kernel lies turned round, with [[w[0]]] on the right. "
                        "The layer lays it down as it is, with [[w[0]]] on the left.",
                        "needless-flip",
                    )
                    for turned in (
                        "conv(x, w)",
                        "conv(x, w, valid)",
                        "sum(j, w[m-1-j]*x[i+j])",
                        "sum(j, w[j]*x[i+m-1-j])",
                        "sum(k, w[i-k]*x[k])",
                    )
                ),
                Mistake(
                    "sum(j, x[i+j])",
                    "The weights are missing: each input under the kernel is multiplied by the weight that lies on it.",
                    "missing-factor",
                ),
                Mistake(
                    "sum(j, w[j])",
                    "The inputs are missing: each weight is multiplied by the input that it lies on.",
                    "missing-factor",
                ),
                *(
                    Mistake(
                        f"sum(j, {weight}*x[j])",
                        "This kernel never moves: your formula says the same for every [[i]]. Only in the first output "
                        "does weight [[w[j]]] lie on [[x[j]]]; each move takes it one place further to the right.",
                    )
                    for weight in ("w[j]", "w[m-1-j]")
                ),
                *(
                    Mistake(
                        f"sum(j, {weight}*x[i])",
                        "All weights lie on the same input here. Only [[w[0]]] lies on [[x[i]]]; each weight after it "
                        "lies one place further to the right.",
                    )
                    for weight in ("w[j]", "w[m-1-j]")
                ),
                Mistake(
                    "sum(j, w[i+j]*x[j])",
                    "Here the roles are exchanged: the index [[i+j]] belongs to the input, which is long, and [[j]] "
                    "alone to the kernel, which is short.",
                ),
                Mistake(
                    "sum(j, w[j]*x[i+j+1])",
                    "Everything has moved by one place. In [[z[0]]] the first weight belongs on the first input. Have "
                    "you counted from another number than the formulas here?",
                    "off-by-one",
                ),
                Mistake(
                    "sum(j, w[j]*x[i+j-1])",
                    "Everything has moved by one place, to the left: in [[z[0]]] the first weight lies on [[x[-1]]], "
                    "before the first input. Have you counted from another number than the formulas here?",
                    "counts-from-one",
                ),
                Mistake(
                    "sum(j=0..m-2, w[j]*x[i+j])",
                    "The last weight is missing. The weights are [[w[0]]] to [[w[m-1]]]; if you leave the range out, "
                    "[[sum(j, w[j]*x[i+j])]] finds it by itself.",
                    "wrong-range",
                ),
                Mistake(
                    "sum(j=1..m, w[j]*x[i+j])",
                    "The first weight is left out. The weights are [[w[0]]] to [[w[m-1]]]; if you leave the range out, "
                    "[[sum(j, w[j]*x[i+j])]] finds it by itself.",
                    "wrong-range",
                ),
                Mistake(
                    "sum(j=i..i+m-1, w[j]*x[j])",
                    "The inputs are the right ones, [[x[i]]] and those after it. But the first of them lies under "
                    "[[w[0]]], not under [[w[i]]]: the kernel begins anew at each place.",
                ),
                *(
                    Mistake(
                        product,
                        ONE_PRODUCT,
                        "missing-sum",
                    )
                    for product in ("w[i]*x[i]", "w[m-1-i]*x[i]")
                ),
                *(
                    Mistake(
                        f"sum(j, {weight}*x[i+j])",
                        "Here weight and input move together, so each weight lies on the same input all the time. "
                        "When the kernel moves to [[i]], its first weight is still [[w[0]]].",
                    )
                    for weight in ("w[i+j]", "w[m-1-i-j]")
                ),
                *(
                    Mistake(
                        f"sum(j, {one}*x[i+j])",
                        f"One weight, [[{one}]], for all the inputs under the kernel. Each input has a weight of its "
                        "own: which one it is changes with [[j]].",
                    )
                    for one in ("w[i]", "w[m-1-i]", "w[0]", "w[m-1]")
                ),
                *(
                    Mistake(
                        f"sum(j, {weight}*x[i+j])",
                        "[[n]], the length of the input, has no part in the kernel's index: [[w]] has [[m]] entries, "
                        "from [[w[0]]] to [[w[m-1]]].",
                    )
                    for weight in ("w[n-1-j]", "w[n-j]", "w[j+m-n]", "w[j+m-n-1]")
                ),
                Mistake(
                    "sum(j, w[j]*x[2*i+j])",
                    "Here the kernel moves by two places each time. It moves by one: in [[z[1]]] the first weight "
                    "lies on [[x[1]]].",
                ),
                Mistake(
                    "sum(j, w[j]*x[i*m+j])",
                    "Here the kernel moves by its own length each time, so that its windows don't overlap. It moves "
                    "by one place: in [[z[1]]] the first weight lies on [[x[1]]].",
                ),
                Mistake(
                    "sum(j, w[j]*x[j+1])",
                    "Right for [[z[1]]]. But your formula says the same for every [[i]]: on which input does "
                    "[[w[j]]] lie for [[z[i]]]?",
                ),
                *(
                    Mistake(
                        products,
                        f"That is [[z[0]]], for a kernel of {weights} weights. Write it for every [[i]], and so that "
                        "it holds for [[m]] weights: add over [[j]].",
                    )
                    for products, weights in (
                        ("w[0]*x[0] + w[1]*x[1]", "two"),
                        ("w[0]*x[0] + w[1]*x[1] + w[2]*x[2]", "three"),
                    )
                ),
                *(
                    Mistake(
                        products,
                        "The kernel lies turned round here: [[w[0]]] belongs on [[x[i]]], and [[w[1]]] to the right "
                        "of it. And write it so that it holds for [[m]] of them: add over [[j]].",
                        "needless-flip",
                    )
                    for products in (
                        "w[m-1]*x[i] + w[m-2]*x[i+1]",
                        "w[m-1]*x[i] + w[m-2]*x[i+1] + w[m-3]*x[i+2]",
                        "w[1]*x[i] + w[0]*x[i+1]",
                        "w[2]*x[i] + w[1]*x[i+1] + w[0]*x[i+2]",
                    )
                ),
                *(
                    Mistake(
                        products,
                        "The first of the weights is [[w[0]]], and it belongs on [[x[i]]]; the next one, [[w[1]]], "
                        "belongs on [[x[i+1]]]. And write it so that it holds for [[m]] of them: add over [[j]].",
                        counted,
                    )
                    for products, counted in (
                        ("w[1]*x[i] + w[2]*x[i+1]", "counts-from-one"),
                        ("w[1]*x[i] + w[2]*x[i+1] + w[3]*x[i+2]", "counts-from-one"),
                        ("w[-1]*x[i] + w[0]*x[i+1]", "off-by-one"),
                        ("w[-1]*x[i] + w[0]*x[i+1] + w[1]*x[i+2]", "off-by-one"),
                    )
                ),
                Mistake(
                    "sum(j, w[m-1-j]*x[i-j])",
                    "The kernel lies the right way round, but it *ends* on [[x[i]]]. It begins there: [[w[0]]] lies on "
                    "[[x[i]]], and all other weights lie to the right of it.",
                    "off-by-one",
                ),
                *(
                    Mistake(
                        f"{function}(sum(j, w[j]*x[i+j]))",
                        "The sum is right, and it is the whole output: this layer does nothing to it afterwards.",
                    )
                    for function in ("sigma", "relu", "tanh")
                ),
                Mistake(
                    "sum(j, w[j]*x[i+2*j])",
                    "The weights lie two places apart here. They lie side by side: [[w[1]]] is on [[x[i+1]]].",
                ),
                *(
                    Mistake(
                        f"sum(j, {both})",
                        "Two inputs for each weight. It meets only one, and the place of that one depends on [[i]] and "
                        "on [[j]] at once: how far to the right of [[x[i]]] does [[w[j]]] lie?",
                    )
                    for both in ("w[j]*(x[i] + x[j])", "w[j]*x[i]*x[j]")
                ),
                Mistake(
                    "corr(w, x, full)",
                    "The two rows have changed places. In a correlation the row that slides comes second, and it is "
                    "[[w]] that slides over [[x]], only where it fits.",
                ),
                *(
                    Mistake(added, "*Multiply* each weight by the input under it; here the two are added.")
                    for added in (
                        "sum(j, w[j]+x[i+j])",
                        "sum(j=0..m-1, w[j]+x[i+j])",
                        "sum(j, w[m-1-j]+x[i+j])",
                        "sum(j=0..m-1, w[m-1-j]+x[i+j])",
                    )
                ),
                *(
                    Mistake(
                        f"sum(j, {weight})*sum({inputs}, x[i+j])",
                        "Each weight meets many inputs here. It belongs to one, the input that it lies on: multiply "
                        "these two, and then add.",
                    )
                    for weight in ("w[j]", "w[m-1-j]")
                    for inputs in ("j", "j=0..m-1")
                ),
                *(
                    Mistake(
                        f"sum(j, {weight}*x[j])",
                        CROSSED,
                    )
                    for weight in ("w[i]", "w[m-1-i]")
                ),
                Mistake(
                    "w[0]*x[i] + w[1]*x[i+1]",
                    "Right for a kernel of two weights. Write it so that it holds for [[m]] of them: add over [[j]].",
                ),
                Mistake(
                    "w[0]*x[i] + w[1]*x[i+1] + w[2]*x[i+2]",
                    "Right for a kernel of three weights. Write it so that it holds for [[m]] of them: add over [[j]].",
                    "missing-sum",
                ),
                # Before the numbers, since of one value the first is said of sums over other letters, too.
                *(
                    Mistake(
                        f"sum(j=0..{last}, w[j]*x[i+j])",
                        "The range has to fit every kernel: let [[j]] run through all its [[m]] weights, or leave the "
                        "range out.",
                        "wrong-range",
                    )
                    for last in ("(m-1)//2", "n-m")
                ),
                *(
                    Mistake(
                        f"sum(j=0..{last}, w[j]*x[i+j])",
                        f"Right for a kernel of {weights} weights. Write it so that it holds for [[m]] of them: let "
                        "[[j]] run through all the weights, or leave the range out.",
                        "wrong-range",
                    )
                    for last, weights in ((1, "two"), (2, "three"))
                ),
                Mistake(
                    "sum(k=i..i+m-1, w[i-k]*x[k])",
                    "Only one term of your sum is left: all others read an entry outside its array, and it counts as "
                    "0. Either the sign in the index is turned, or the range lies on the wrong side.",
                    "wrong-range",
                ),
                Mistake(
                    "sum(j=0..m-1, w[-j]*x[i+j])",
                    "Only one term of your sum is left: all others read an entry outside its array, and it counts as "
                    "0. Either the sign in the index is turned, or the range lies on the wrong side.",
                    "wrong-range",
                ),
                *(
                    Mistake(
                        call,
                        OVER_THE_ENDS,
                        "wrong-range",
                    )
                    for call in ("corr(x, w, full)", "conv(x, flip(w), full)", "conv(flip(w), x, full)")
                ),
                Mistake(
                    "corr(x, w, same)",
                    WRONG_MODE,
                    "wrong-range",
                ),
                Mistake(
                    "conv(x, flip(w), same)",
                    WRONG_MODE,
                    "wrong-range",
                ),
            ),
            feedback={
                "needless-flip": (
                    "This is not the kernel laid down as it is and moved to the right. The place in [[x]] has to grow "
                    "by one with [[i]], and [[w[1]]] lies one place to the right of [[w[0]]]."
                ),
                "missing-factor": (
                    "A factor is missing: each input under the kernel is multiplied by the weight that lies on it."
                ),
                "off-by-one": "Everything has moved. In [[z[0]]] the first weight belongs on the first input.",
                "missing-sum": "Every output uses *all* the weights, each on an input of its own: add over [[j]].",
                "wrong-range": "The sum has to reach all [[m]] weights. You can leave the range out.",
                "wrong-array": (
                    "An array stands where another one belongs: each product is made of a weight and of an input."
                ),
            },
            hints=(
                "Start with numbers: [[z[1]]] has [[w[0]]] on [[x[1]]], [[w[1]]] on [[x[2]]], [[w[2]]] on [[x[3]]].",
                "Here [[i = 1]], and the kernel starts at [[x[1]]]. How many places further does each weight lie, and "
                "how many does [[w[j]]]?",
                "Weight [[w[j]]] lies on [[x[i+j]]]. Multiply, and add over [[j]].",
            ),
            solution=(
                "The kernel stands at [[i]], so [[w[0]]] lies on [[x[i]]], [[w[1]]] on [[x[i+1]]], and [[w[j]]] on "
                "[[x[i+j]]]:\n\n[[z[i] = sum(j, w[j]*x[i+j])]]"
            ),
            proves=(
                "This one line, from [[i = 0]] to [[i = n-m]], is the whole layer. It and the lengths of the rows are "
                "all that the checker is told of it: it derives the layer's gradients, which you'll be asked for, from "
                "this line by the chain rule."
            ),
        ),
        Choice(
            id="forward-1d/same-thing",
            prompt=(
                "One can also add over the place [[k]] in the *input*. Which of these is the same output, written so? "
                "(An array counts as 0 outside its range.)"
            ),
            options=(
                Option(
                    "forwards",
                    "[[sum(k, w[k-i]*x[k])]]",
                    right=True,
                    says="Input [[x[k]]] lies under the weight that is [[k-i]] places into the kernel.",
                ),
                Option(
                    "backwards",
                    "[[sum(k, w[i-k]*x[k])]]",
                    says=(
                        "The kernel would lie turned round. If [[k = i + j]], which weight is [[w[j]]]? Solve for "
                        "[[j]] and mind the sign."
                    ),
                    misconception="needless-flip",
                ),
                Option(
                    "sum",
                    "[[sum(k, w[i+k]*x[k])]]",
                    says=(
                        "Put [[i = 1]] and [[k = 1]]: the first weight lies there, [[w[0]]]. This formula takes "
                        "[[w[2]]]."
                    ),
                ),
                Option(
                    "shifted",
                    "[[sum(k, w[k]*x[k-i])]]",
                    says=(
                        "The input would move to the right under a kernel that stands still, and the output would "
                        "look at inputs before the first."
                    ),
                ),
            ),
            computed=lambda: next(
                name
                for name, text in {
                    "forwards": "sum(k, w[k-i]*x[k])",
                    "backwards": "sum(k, w[i-k]*x[k])",
                    "sum": "sum(k, w[i+k]*x[k])",
                    "shifted": "sum(k, w[k]*x[k-i])",
                }.items()
                if LAYER.check("z[i]", text).verdict == "correct"
            ),
            hints=(
                "Call the place in the input [[k]]. Then [[k = i + j]].",
                "So [[j = k - i]]. Put that into [[w[j]]].",
            ),
            solution=(
                "In [[sum(j, w[j]*x[i+j])]] put [[k = i + j]], so [[j = k - i]]. The products are the same ones, only "
                "named by the input they use: [[sum(k, w[k-i]*x[k])]]."
            ),
            proves=(
                "[[k = i + j]] ties the three indices together: output [[i]], weight [[j]], input [[k]]. Two of them "
                "give the third. The two gradients ask this one equation two different questions."
            ),
        ),
        Text(
            "Other texts write this very layer in other ways. So two habits more. **Ask where counting begins.** "
            "Programmers mostly begin at 0, mathematicians often at 1. Where it begins elsewhere, all entries have "
            "other indices, and a formula must change so that the same numbers meet."
        ),
        Choice(
            id="forward-1d/from-one",
            prompt=(
                "A text counts everything from 1: its first input is $x_1$, its first weight $w_1$, its first output "
                "$z_1$. Which of these is our layer in that text?"
            ),
            options=(
                Option(
                    "same",
                    "$z_i = \\sum_j w_j\\, x_{i+j}$",
                    says=(
                        "Check the very first product, $i = 1$ and $j = 1$: the first weight should lie on the first "
                        "input, but this puts it on $x_2$. It is the formula of a text that counts from 0."
                    ),
                    misconception="off-by-one",
                ),
                Option(
                    "less",
                    "$z_i = \\sum_j w_j\\, x_{i+j-1}$",
                    right=True,
                    says="With $i = 1$ and $j = 1$ it reads $x_1$: the first weight lies on the first input.",
                ),
                Option(
                    "more",
                    "$z_i = \\sum_j w_j\\, x_{i+j+1}$",
                    says=(
                        "The other way: with $i = 1$ and $j = 1$ this reads $x_3$, but the first weight belongs on "
                        "$x_1$."
                    ),
                    misconception="off-by-one",
                ),
                Option(
                    "both",
                    "$z_i = \\sum_j w_j\\, x_{i+j-2}$",
                    says=(
                        "One 1 for each of the two letters? But the input's index itself is one larger, too: with "
                        "$i = 1$ and $j = 1$ this reads $x_0$, which doesn't exist there."
                    ),
                    misconception="off-by-one",
                ),
                Option(
                    "against",
                    "$z_i = \\sum_j w_j\\, x_{i-j+1}$",
                    says="The first product is right, but the next one goes to the left: that is a convolution.",
                    misconception="needless-flip",
                ),
            ),
            computed=lambda: next(
                name
                for name, text in {
                    "same": "sum(j, w[j]*x[i+j])",
                    "less": "sum(j, w[j]*x[i+j-1])",
                    "more": "sum(j, w[j]*x[i+j+1])",
                    "both": "sum(j, w[j]*x[i+j-2])",
                    "against": "sum(j, w[j]*x[i-j+1])",
                }.items()
                if FROM_ONE.check("z[i]", text).verdict == "correct"
            ),
            hints=(
                "Which weight, which input and which output meet in the very first product?",
                "With $i = 1$ and $j = 1$ the index of the input must be 1. And with $j = 2$ it must be 2.",
            ),
            solution=(
                "$i$ and $j$ are both one larger than if they counted from 0, so their sum is *two* larger. The "
                "input's index may be only one larger: $x_{i+j-1}$."
            ),
            proves=(
                "Counting from 1 puts a −1 into the index. When two texts differ by a 1 in an index, this is the first "
                "thing to check."
            ),
        ),
        Text(
            "**And ask which way round the kernel is kept.** Some texts keep it turned round. Call [[v]] what you get "
            "when you write [[w]] from its last entry to its first: [[v[0]]] is the last weight, and [[v[m-1]]] the "
            "first.",
            layer=TURNED,
        ),
        Text(
            "(This notation is such a text: what it keeps, $k$, is [[v]]. In the next question write it as [[v]] all "
            "the same, and count from its first entry.)",
            layer=TURNED,
            notation="larochelle",
        ),
        Formula(
            id="forward-1d/reversed-kernel",
            layer=TURNED,
            prompt=(
                "Write the output [[z[i]]] of the very same layer with [[v]] in place of [[w]]. "
                "([[v[0]]] is the first entry of [[v]], and so the last weight.)"
            ),
            wanted="z[i]",
            mistakes=(
                Mistake(
                    "sum(j, v[j]*x[i+j])",
                    "This lays [[v]] down as it is, but then the last weight would lie on the first input. Which entry "
                    "of [[v]] is the old [[w[0]]]?",
                    "no-flip",
                ),
                *(
                    Mistake(
                        formula,
                        "That is the layer, but not written with [[v]]. Which entry of [[v]] is [[w[j]]]?",
                        "wrong-array",
                    )
                    for formula in (
                        "sum(j, w[j]*x[i+j])",
                        "corr(x, w)",
                        "sum(k, w[k-i]*x[k])",
                        "sum(j, w[m-1-j]*x[i+m-1-j])",
                        "conv(x, flip(w), valid)",
                        "u[i]",
                    )
                ),
                Mistake(
                    "sum(j, w[m-1-j]*x[i+j])",
                    "This is another layer, the one with the kernel turned round. Write ours, with [[v]].",
                    "wrong-array",
                ),
                Mistake("conv(x, flip(w))", misconception="wrong-array"),
                Mistake("corr(x, w, full)", misconception="wrong-array"),
                *(
                    Mistake(formula, misconception="wrong-array")
                    for formula in ("sum(j, w[j]*v[i+j])", "sum(j, w[j]*v[m-1-j])", "sum(j, w[j]*v[j])", "conv(w, v)")
                ),
                *(
                    Mistake(still, "The kernel stands still here: your formula says the same for every [[i]].")
                    for still in (
                        "sum(j, v[m-1-j]*x[j])",
                        "sum(j, v[j]*x[j])",
                        "sum(j, v[j]*x[m-1-j])",
                        "sum(j, v[m-1-j]*x[m-1-j])",
                    )
                ),
                *(
                    Mistake(
                        f"sum(j, {weight}*x[i])",
                        "All weights lie on the same input here. Only the first one, [[v[m-1]]], lies on [[x[i]]]; "
                        "each weight after it lies one place further to the right.",
                    )
                    for weight in ("v[j]", "v[m-1-j]")
                ),
                *(
                    Mistake(
                        f"sum({weights}, {weight}+x[i+j])",
                        "*Multiply* each weight by the input under it; here the two are added.",
                    )
                    for weights in ("j", "j=0..m-1")
                    for weight in ("v[j]", "v[m-1-j]")
                ),
                *(
                    Mistake(
                        f"sum(j, v[{last}-j]*x[i+j])",
                        f"Right for a kernel of {weights} weights, where the first of them is [[v[{last}]]]. Write it "
                        "so that it holds for [[m]] of them.",
                    )
                    for last, weights in ((1, "two"), (2, "three"))
                ),
                Mistake(
                    "sum(j, v[m-1+j]*x[i+j])",
                    "[[v[m-1]]] lies on [[x[i]]], that is right. But the weight after it is [[v[m-2]]], and it lies on "
                    "[[x[i-1]]] here, to the left. As the input goes forwards, [[v]] has to be read *backwards*.",
                ),
                Mistake(
                    "sum(j, v[-j]*x[i+j])",
                    "[[v[0]]], the last weight, lies on [[x[i]]] here. The first weight belongs there, and that is the "
                    "*last* entry of [[v]]: start there.",
                ),
                Mistake(
                    "sum(j, v[-1-j]*x[i+j])",
                    "The first weight, [[v[m-1]]], lies on [[x[i-m]]] here, to the left of [[x[i]]]. (Python calls the "
                    "last entry `v[-1]`. Here an array counts as 0 outside its range, and its last entry is "
                    "[[v[m-1]]].)",
                ),
                *(
                    Mistake(
                        f"{weight}*x[i]",
                        ONE_PRODUCT,
                        "missing-sum",
                    )
                    for weight in ("v[i]", "v[m-1-i]")
                ),
                *(
                    Mistake(
                        f"sum(j, {weight}*x[j])",
                        CROSSED,
                    )
                    for weight in ("v[i]", "v[m-1-i]")
                ),
                *(
                    Mistake(
                        f"sum(j, {weight}*x[i+j])",
                        "Here weight and input move together, so each weight lies on the same input all the time. "
                        "When the kernel moves to [[i]], its first weight is still [[v[m-1]]].",
                    )
                    for weight in ("v[i+j]", "v[m-1-i-j]")
                ),
                Mistake(
                    "sum(j, v[n-j]*x[i+j])",
                    "[[n]], the length of the input, has no part in this: [[v]] has [[m]] entries, from [[v[0]]] to "
                    "[[v[m-1]]], and the first weight is [[v[m-1]]].",
                ),
                Mistake("sum(j, v[j]*x[j-i])", misconception="needless-flip"),
                Mistake("sum(j, v[m-1-j]*x[m-1-i-j])", misconception="needless-flip"),
                Mistake(
                    "sum(j, v[j]*x[i+j+1])",
                    "An index is shifted, and both indices go up with [[j]]: [[v]] has to be read backwards.",
                    "no-flip",
                ),
                Mistake(
                    "sum(j, v[j]*x[i+j-1])",
                    "An index is shifted, and both indices go up with [[j]]: [[v]] has to be read backwards.",
                    "no-flip",
                ),
                Mistake(
                    "sum(j, x[i+j])",
                    "The weights are missing: each input under the kernel is multiplied by the weight that lies on it.",
                    "missing-factor",
                ),
                Mistake(
                    "sum(j, v[j])",
                    "The inputs are missing: each weight is multiplied by the input that it lies on.",
                    "missing-factor",
                ),
                *(
                    Mistake(
                        f"sum(j, {weight})*sum({inputs}, x[i+j])",
                        "Each weight meets many inputs here. It belongs to one, the input that it lies on: multiply "
                        "these two, and then add.",
                    )
                    for weight in ("v[j]", "v[m-1-j]")
                    for inputs in ("j", "j=0..m-1")
                ),
                Mistake(
                    "sum(j, v[m-1-j]*x[i-j])",
                    "Turned round twice. [[v[m-1-j]]] is [[w[j]]] already, so the input stays [[x[i+j]]].",
                    "needless-flip",
                ),
                Mistake(
                    "sum(j, v[m-j]*x[i+j])",
                    "Nearly. The first weight is [[v[m-1]]], the last entry of [[v]], and here it lies on [[x[i+1]]], "
                    "one place too far to the right.",
                    "counts-from-one",
                ),
                Mistake(
                    "sum(j, v[j]*x[i+m-j])",
                    "Nearly. This puts [[v[0]]], the last weight, on [[x[i+m]]]. The last of the [[m]] inputs from "
                    "[[x[i]]] on is [[x[i+m-1]]].",
                    "counts-from-one",
                ),
                Mistake(
                    "sum(j, v[m-1]*x[i+j])",
                    "One weight, [[v[m-1]]], for all the inputs. It is [[w[0]]]; which entry of [[v]] is [[w[1]]]?",
                ),
                Mistake(
                    "sum(j, v[m-1-i]*x[i+j])",
                    "One weight for all the inputs: its index has to change with [[j]]. Which entry of [[v]] is "
                    "[[w[j]]]?",
                ),
                Mistake(
                    "sum(j, v[n-1-j]*x[i+j])",
                    "The first weight, [[v[m-1]]], lies on [[x[i+n-m]]] here, and it belongs on [[x[i]]]. [[n]], the "
                    "length of the input, has no part in this: [[v]] has [[m]] entries.",
                ),
                Mistake(
                    "conv(x, v)",
                    OVER_THE_ENDS,
                    "wrong-range",
                ),
                Mistake(
                    "v[m-1]*x[i] + v[m-2]*x[i+1] + v[m-3]*x[i+2]",
                    "Right for a kernel of three weights. Write it so that it holds for [[m]] of them: add over [[j]].",
                    "missing-sum",
                ),
                # Before the numbers, since of one value the first is said of sums over other letters, too.
                Mistake(
                    "sum(j=0..n-m, v[m-1-j]*x[i+j])",
                    "The range has to fit every kernel: let [[j]] run through all its [[m]] weights, or leave the "
                    "range out.",
                    "wrong-range",
                ),
                *(
                    Mistake(
                        f"sum(j=0..{last}, v[m-1-j]*x[i+j])",
                        f"Right for a kernel of {weights} weights. Write it so that it holds for [[m]] of them: let "
                        "[[j]] run through all the weights, or leave the range out.",
                        "wrong-range",
                    )
                    for last, weights in ((1, "two"), (2, "three"))
                ),
                *(
                    Mistake(
                        formula,
                        "The direction is right: [[v]] and [[x]] run against each other. But the first output would "
                        "read [[x[0]]] and then go on to the left, where nothing is. Where does [[v[0]]] lie for "
                        "[[z[0]]]?",
                        "off-by-one",
                    )
                    for formula in ("sum(j, v[j]*x[i-j])", "sum(k, v[i-k]*x[k])")
                ),
                Mistake(
                    "sum(j=0..m-1, v[-1-j]*x[i+j])",
                    "Python counts from the end where an index is negative. Here an array counts as 0 outside its "
                    "range. Say where its last entry is with [[m]].",
                ),
                Mistake(
                    "conv(x, v, same)",
                    WRONG_MODE,
                    "wrong-range",
                ),
                Mistake(
                    "corr(x, flip(v), same)",
                    WRONG_MODE,
                    "wrong-range",
                ),
                Mistake(
                    "corr(x, flip(v), full)",
                    OVER_THE_ENDS,
                    "wrong-range",
                ),
                Mistake(
                    "conv(v, x, full)",
                    OVER_THE_ENDS,
                    "wrong-range",
                ),
                Mistake(
                    "sum(j=0..m-1, v[-j]*x[i+j])",
                    "Only one term of your sum is left: all others read [[v]] before its first entry, where it counts "
                    "as 0. The first weight is the *last* entry of [[v]]: start there.",
                ),
                Mistake(
                    "sum(k=i..i+m-1, v[i-k]*x[k])",
                    "Only one term of your sum is left: all others read [[v]] before its first entry, where it counts "
                    "as 0. The first weight is the *last* entry of [[v]]: start there.",
                ),
            ),
            feedback={
                "no-flip": (
                    "Something runs the wrong way. [[v[m-1]]], the first weight, belongs on [[x[i]]]; after it [[v]] "
                    "goes backwards and the input forwards, and when [[i]] grows all inputs move to the right."
                ),
                "needless-flip": (
                    "Something runs the wrong way. The input's index has to grow by one with [[i]], and [[v]] is read "
                    "from its last entry to its first while the input goes forwards."
                ),
                "off-by-one": (
                    "The weights lie on the wrong inputs. The first one, [[v[m-1]]], belongs on [[x[i]]], and the next "
                    "one, [[v[m-2]]], on [[x[i+1]]]."
                ),
                "missing-sum": "Every output uses *all* the weights, each on an input of its own: add over [[j]].",
                "wrong-range": "The sum has to reach all [[m]] weights. You can leave the range out.",
                "missing-factor": (
                    "A factor is missing: each input under the kernel is multiplied by the weight that lies on it."
                ),
                "wrong-array": "It is to be written with [[v]] and [[x]] alone. Which entry of [[v]] is [[w[j]]]?",
                "wrong-operation": "It is to be written with [[v]] and [[x]] alone. Which entry of [[v]] is [[w[j]]]?",
            },
            hints=(
                "[[w[0]]] is [[v[m-1]]], [[w[1]]] is [[v[m-2]]]. What is [[w[j]]]?",
                "[[w[j]]] is [[v[m-1-j]]]. Put it into the formula.",
            ),
            solution=(
                "[[w[j]]] is [[v[m-1-j]]], so [[z[i] = sum(j, v[m-1-j]*x[i+j])]]. One can also let the bound letter "
                "run the other way: [[sum(j, v[j]*x[i+m-1-j])]]. Either way one index goes up and the other goes "
                "down."
            ),
            proves=(
                "A correlation with [[w]] is a convolution with the kernel turned round, with [[v]]. So a text that "
                "keeps the kernel turned round *and* convolves has the very layer that we have: the two flips cancel. "
                "Larochelle's lectures do so."
            ),
        ),
        Code(
            id="forward-1d/code",
            prompt="Write the forward pass as a function of your own, with loops or without.",
            signature="def forward(x, w):",
            right=lambda x, w: correlate(x, w),
            cases=code_cases.forward,
            mistakes=(
                Mistake(
                    lambda x, w: convolve(x, w, "valid"),
                    "Your function turns the kernel round. `numpy.convolve` does that; `numpy.correlate` doesn't.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, w: convolve(x, w),
                    "Your function turns the kernel round, and it goes on where the kernel hangs over the ends. "
                    "`numpy.convolve` does the first always, and the second unless it is told `'valid'`.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, w: from_the_end(x, w),
                    "Your function reads x[i - j], and where that is negative, Python reads x from the end. The kernel "
                    "reaches to the right.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, w: w[-1] * x[len(w) - 1 :],
                    "Each product takes the place of the one before it: add with +=.",
                    "missing-sum",
                ),
                Mistake(
                    lambda x, w: correlate(x, w)[::-1],
                    "The right numbers, from the last to the first. `numpy.correlate` gives them so when the two rows "
                    "change places.",
                ),
                Mistake(
                    lambda x, w: correlate(x, w)[:-1],
                    "The last output is missing. There are len(x) − len(w) + 1 of them.",
                    "wrong-range",
                ),
                Mistake(
                    lambda x, w: correlate(x, w, "full"),
                    "Your function goes on where the kernel hangs over the ends. Let it stop where it fits.",
                    "wrong-range",
                ),
            ),
            hints=("Two loops: one over the outputs i, one over the weights j.", "z[i] += w[j] * x[i + j]"),
            solution=(
                "```python\ndef forward(x, w):\n    z = [0] * (len(x) - len(w) + 1)\n    for i in range(len(z)):\n"
                "        for j in range(len(w)):\n            z[i] += w[j] * x[i + j]\n    return z\n```"
            ),
            proves="Formula and loops say the same: one line for the products, one loop for each index.",
        ),
    ),
    sources=(
        "H. Larochelle: Neural networks class, chapter 9, "
        "https://info.usherbrooke.ca/hlarochelle/neural_networks/content.html",
        "V. Dumoulin, F. Visin: A guide to convolution arithmetic for deep learning (2016), "
        "https://arxiv.org/abs/1603.07285",
        "PyTorch documentation, torch.nn.Conv1d: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html",
    ),
)
