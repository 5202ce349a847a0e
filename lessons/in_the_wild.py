"""Who flips? Which calls turn the kernel round, and slips in good texts, each found by computing.

You will be able to tell what a call computes, and to check a printed formula with small numbers.
Not here: how libraries compute fast. Before this: the-flip, scatter-and-gather.
Sources: named in each exercise; every slip was checked against the text's own formula or code before it was put here.

The layer is written over its inputs, as in the-flip: w is the kernel as it lies on the input.
"""

import numpy as np

from engine import Layer, convolve, correlate
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
    Text,
)
from lessons.working import sliding

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(k, w[k-i]*x[k])", x="n", w="m", z="n-m+1")
NAMED = Layer("z[i] = sum(k, w[k-i]*x[k])", x="n", w="m", z="n-m+1", f="n-m+1")
TURNED = Layer("v[j] = w[m-1-j]", w="m", v="m")
STEPPING = Layer("z[i] = sum(k, w[k-2*i]*x[k])", x="n", w="m", z="(n-m)//2+1")

FLIPS = {
    "numpy.convolve(x, w)": (np.convolve((0, 1, 0), (1, 2), "valid") == (1, 2)).all(),
    "numpy.correlate(x, w)": (np.correlate((0, 1, 0), (1, 2), "valid") == (1, 2)).all(),
    "scipy.signal.convolve(x, w)": True,
    "torch.nn.functional.conv1d(x, w)": False,
    "theano.tensor.nnet.conv2d(x, w)": True,
    "conv(x, w)  (MATLAB)": True,
    "conv(x, w)  (Flux)": True,
    "cv2.filter2D(x, -1, w)": False,
}
DOCUMENTED = {
    "numpy.convolve(x, w)": "feed it a single 1 and the kernel comes out as it is",
    "numpy.correlate(x, w)": "feed it a single 1 and the kernel comes out in reverse",
    "scipy.signal.convolve(x, w)": "signal processing means the convolution of mathematics",
    "torch.nn.functional.conv1d(x, w)": "the page on torch.nn.Conv1d, to which its own refers, says cross-correlation",
    "theano.tensor.nnet.conv2d(x, w)": "a library of deep learning, and yet it flips unless it is told not to",
    "conv(x, w)  (MATLAB)": "it multiplies polynomials, and for that a convolution is needed",
    "conv(x, w)  (Flux)": "it flips unless it is called with `flipped=true`; its documentation once said the opposite",
    "cv2.filter2D(x, -1, w)": "its documentation says that it computes a correlation, the kernel is not mirrored",
}


LESSON = Lesson(
    id="in-the-wild",
    title="Who flips?",
    question="How can I trust a formula or a call that somebody else wrote?",
    answer="Feed it numbers so small that you can compute the answer by hand, and compare every entry.",
    minutes=30,
    layer=LAYER,
    steps=(
        Text(
            "Out there the word *convolution* stands for both machines, and the name of a function doesn't tell which "
            "it is. You know the test: a single 1. (Here, too, [[w]] is the kernel as it lies on the input.)"
        ),
        Text("(And here, too, there is no `W`.)", notation="larochelle"),
        Pick(
            id="in-the-wild/calls",
            prompt="Which of these turn the kernel round? Guess those that you have never met.",
            cells=lambda: (tuple(FLIPS),),
            right=lambda: tuple(call for call, flips in FLIPS.items() if flips),
            because=lambda cell: DOCUMENTED[cell],
            typeset=False,
            mistakes=(
                Mistake(
                    lambda: tuple(call for call, flips in FLIPS.items() if not flips),
                    "Exactly the other ones. Feed each a single 1 in your head: a call that turns the kernel round "
                    "gives the kernel back as it is.",
                    "needless-flip",
                ),
                Mistake(
                    lambda: (
                        "numpy.convolve(x, w)",
                        "scipy.signal.convolve(x, w)",
                        "torch.nn.functional.conv1d(x, w)",
                        "theano.tensor.nnet.conv2d(x, w)",
                        "conv(x, w)  (MATLAB)",
                        "conv(x, w)  (Flux)",
                    ),
                    "You went by the name. Five of these six do turn it round; PyTorch's has the name, but not the "
                    "flip.",
                    "needless-flip",
                ),
                Mistake(
                    lambda: ("numpy.convolve(x, w)", "scipy.signal.convolve(x, w)", "conv(x, w)  (MATLAB)"),
                    "These three do. You went by the field, and it is a good guess, but there are two more: libraries "
                    "of deep learning that take the word *convolution* literally.",
                ),
                Mistake(
                    lambda: ("numpy.convolve(x, w)",),
                    "That one does. SciPy's function is the same operation, and MATLAB's is, too.",
                ),
            ),
            hints=(
                "Where does each come from? Mathematics and signal processing mean the convolution. Most of deep "
                "learning doesn't, but not all of it.",
                "Five of the eight do, and two of the five come from deep learning.",
            ),
            solution=(
                "NumPy's and SciPy's `convolve`, the `conv` of MATLAB and of Flux, and Theano's `conv2d` turn the "
                "kernel round. "
                "`numpy.correlate`, PyTorch's `conv1d` and OpenCV's `filter2D` lay it down as it is."
            ),
            proves=(
                "Neither the name nor the field is evidence. A single 1, fed in, is. (Whoever moved a network that "
                "was trained with Theano's default to a library without the flip had to turn every kernel round.)"
            ),
        ),
        Cells(
            id="in-the-wild/swapped",
            prompt=(
                "In somebody's code `x` = {x} is the input and `w` = {w} the kernel. There "
                "`numpy.correlate(w, x, 'valid')` is called, with the two arguments exchanged. What comes out? Call it "
                "[[f]]."
            ),
            array="f",
            layer=NAMED,
            right=lambda x, w: np.correlate(w, x, "valid"),
            numbers={"x": Entries((1, 3, 2, 6)), "w": Entries((2, -1))},
            shown={"forward": lambda x, w: correlate(x, w)},
            mistakes=(
                Mistake(
                    lambda x, w: correlate(x, w),
                    "That is what `numpy.correlate(x, w, 'valid')` gives. For a convolution the order would not "
                    "matter; for a correlation it does.",
                ),
                Mistake(
                    lambda x, w: convolve(x, w, "valid"),
                    "That is the convolution. Exchanging the rows of a correlation doesn't make it one; what does it "
                    "do?",
                    "needless-flip",
                ),
            ),
            hints=(
                "In *So that is why “convolution”* you exchanged the two rows of a correlation. What did that do?",
                "The right order gives {forward}.",
            ),
            solution="The right order gives {forward}; exchanged, it comes out in reverse: {right}.",
            proves=(
                "No error, no warning, the right numbers in reverse order. B. Rohrer's published course computed the "
                "gradient of a kernel so; he found it himself, and told his readers. Mind the order on paper, too: "
                "PyTorch's documentation writes *weight ⋆ input*, and by the usual definition of ⋆ that is the layer; "
                "NumPy wants the input first."
            ),
        ),
        Text(
            "What follows are slips in texts that have helped thousands of people, and have helped to make this "
            "course. Nobody is careless here: that such authors slip shows how slippery the place is. What finds a "
            "slip is the same each time: numbers so small that you can do them by hand."
        ),
        Choice(
            id="in-the-wild/forward",
            prompt=(
                "Gibiansky's post computes the forward pass as the sum of $\\omega_{ab}\\,y_{(i+a)(j+b)}$ and then "
                "says that it is just a convolution, `conv2(x, w, 'valid')`. (`conv2` is MATLAB's `conv` for two "
                "axes.) Try one dimension: input (1, 3, 2), kernel (2, 5). What do the formula and the call give?"
            ),
            options=(
                Option(
                    "same",
                    "Both give (17, 16).",
                    says="The formula does. `conv2` turns the kernel round: its first entry is 5·1 + 2·3.",
                    misconception="no-flip",
                ),
                Option(
                    "differ",
                    "The formula gives (17, 16), the call gives (11, 19).",
                    right=True,
                    says=(
                        "The formula is a correlation. The call computes it only if the kernel is turned round before."
                    ),
                ),
                Option(
                    "other",
                    "The formula gives (11, 19), the call gives (17, 16).",
                    says=(
                        "The other way round: the formula has a plus sign, so it reads the kernel forwards: 2·1 + 5·3."
                    ),
                    misconception="needless-flip",
                ),
                Option(
                    "conv",
                    "Both give (11, 19).",
                    says="The call does. The formula has a plus sign in its index, so it reads the kernel forwards.",
                    misconception="needless-flip",
                ),
            ),
            computed=lambda: (
                "differ"
                if tuple(correlate((1, 3, 2), (2, 5))) == (17, 16)
                and tuple(convolve((1, 3, 2), (2, 5), "valid")) == (11, 19)
                else "same"
            ),
            hints=("The first entry by the formula is 2·1 + 5·3.", "The first entry by the call is 5·1 + 2·3."),
            solution=(
                "Formula: 2·1 + 5·3 = 17 and 2·3 + 5·2 = 16. Call: 5·1 + 2·3 = 11 and 5·3 + 2·2 = 19. The post's "
                "formula is a correlation."
            ),
            proves=(
                "By the post's own call the word doesn't fit the formula. If you found this text confusing, you had "
                "read it well."
            ),
        ),
        Choice(
            id="in-the-wild/flipped-twice",
            prompt=(
                "The same post says of its gradient of the input that it is a convolution with the kernel *flipped* "
                "(along both axes, for there are two). Take the post's own word for it, `conv2`. In one dimension the "
                "deltas are (3, −1, 4) and the kernel is (2, 5), and you know what has to come out: (6, 13, 3, 20). "
                "Which call gives it?"
            ),
            options=(
                Option(
                    "flipped",
                    "`conv2(delta, fliplr(w), 'full')`: the kernel is turned round first.",
                    says=(
                        "Flipped twice: `conv2` turns the kernel round already. This begins with 5·3 = 15, and the "
                        "first input was read with the 2."
                    ),
                    misconception="no-flip",
                ),
                Option(
                    "plain",
                    "`conv2(delta, w, 'full')`: the kernel as it is.",
                    right=True,
                    says="`conv2` turns it round by itself, once, and it begins with 2·3 = 6.",
                ),
                Option(
                    "valid",
                    "`conv2(delta, w, 'valid')`: the kernel as it is, and no zeros.",
                    says="The right flip, but only two numbers come out, and there are four inputs.",
                    misconception="valid-not-full",
                ),
            ),
            computed=lambda: next(
                name
                for name, row in {
                    "flipped": convolve((3, -1, 4), (5, 2)),
                    "plain": convolve((3, -1, 4), (2, 5)),
                    "valid": convolve((3, -1, 4), (2, 5), "valid"),
                }.items()
                if tuple(row) == (6, 13, 3, 20)
            ),
            hints=("How many flips does `conv2` make by itself?", "The first entry has to be 2·3."),
            solution=(
                "One flip in total, and `conv2` makes it: `conv2(delta, w, 'full')`. With a kernel that was turned "
                "round before, one has to *correlate*."
            ),
            proves=(
                "“Convolution with the flipped kernel” is right only if *convolution* means the layer's own sliding. "
                "Whoever writes the sentence down as a call of a function that flips gets a wrong gradient."
            ),
        ),
        Number(
            id="in-the-wild/padding",
            prompt=(
                "For the gradient of the input, the same post pads the *top and left* edges of delta with zeros. In "
                "one dimension: {outputs} deltas, a kernel of {m}, and all the zeros that the *left* end needs, but "
                "none at the right end. How many of the {inputs} inputs get no gradient at all?"
            ),
            right=lambda outputs, m: (outputs + m - 1) - len(correlate(np.ones(outputs + m - 1), np.ones(m))),
            numbers={"outputs": Integer(6, 4, 12), "m": Integer(3, 3, 6)},
            shown={
                "each": lambda outputs, m: m - 1,
                "inputs": lambda outputs, m: outputs + m - 1,
                "long": lambda outputs, m: outputs + m - 1,
                "fits": lambda outputs, m: outputs,
            },
            mistakes=(
                Mistake(
                    lambda outputs, m: 0,
                    "Count the places: the padded row is {long} long, and a kernel of {m} doesn't fit {inputs} times "
                    "on it.",
                    "valid-not-full",
                ),
                Mistake(
                    lambda outputs, m: m,
                    "One too many: count the places where a kernel of {m} fits on a row of {long}.",
                    "off-by-one",
                ),
                Mistake(
                    lambda outputs, m: m - 2,
                    "One too few: count the places where a kernel of {m} fits on a row of {long}.",
                    "off-by-one",
                ),
                Mistake(
                    lambda outputs, m: outputs,
                    "That is how many inputs *do* get one. How many are left?",
                    "wrong-operation",
                ),
            ),
            hints=(
                "The left end needs {each} zeros: then only one weight lies on the first delta. How long is the row?",
                "A kernel of {m} fits on a row of {long} in {fits} places.",
            ),
            solution=(
                "With {each} zeros the row has {long} entries, the kernel fits on it {fits} times, and there are "
                "{inputs} inputs: the last {right} of them get nothing."
            ),
            proves=(
                "Zeros are needed at *all* ends. Counting sizes is the cheapest check there is, and it finds this slip "
                "without a single product."
            ),
        ),
        Choice(
            id="in-the-wild/both",
            prompt=(
                "The notes of a famous course say that the backward pass of a convolution, *for both the data and the "
                "weights*, is again a convolution with spatially flipped filters (filters turned round). By "
                "*convolution* these notes mean the layer's own sliding, machine A. You have derived both gradients. "
                "What do you say?"
            ),
            options=(
                Option(
                    "both",
                    "It holds for both.",
                    says="Look at your gradient of the kernel once more: is there a filter in it?",
                    misconception="needless-flip",
                ),
                Option(
                    "data",
                    "It holds for the data only.",
                    right=True,
                    says=(
                        "The gradient of the weights is [[corr(x, delta)]]: no flip, and no filter that could be "
                        "flipped."
                    ),
                ),
                Option(
                    "weights",
                    "It holds for the weights only.",
                    says=(
                        "The other way round: the data's gradient has the kernel in it, the kernel's gradient doesn't."
                    ),
                    misconception="wrong-operation",
                ),
                Option(
                    "none",
                    "It holds for neither.",
                    says=(
                        "With their word it holds for the data: machine A, with the kernel turned round before, is "
                        "[[corr(delta, flip(w), full)]]."
                    ),
                    misconception="no-flip",
                ),
            ),
            computed=lambda: (
                "data"
                if LAYER.check("dL/dx[k]", "corr(delta, flip(w), full)[k]").verdict == "correct"
                and LAYER.check("dL/dw[j]", "corr(x, flip(delta))[j]").verdict == "wrong"
                else "both"
            ),
            hints=("Write both gradients side by side.", "In which of them is there a [[w]] at all?"),
            solution=(
                "[[dL/dx[k] = sum(j, delta[k-j]*w[j])]] has the kernel, read backwards. [[dL/dw[j] = sum(i, "
                "delta[i]*x[i+j])]] has no kernel, and both rows run forwards. Whether one says *convolution* for the "
                "one machine or for the other, in no reading are filters flipped in both."
            ),
            proves=(
                "Half a sentence too much, in notes that very many have learned from. (CS231n, convolutional networks, "
                "“Backpropagation”.)"
            ),
        ),
        Number(
            id="in-the-wild/limits",
            prompt=(
                "A well-known course prints the gradient of the input as\n\n"
                "$$dA \\mathrel{+}= \\sum_{h=0}^{n_H} \\sum_{w=0}^{n_W} W_c \\times dZ_{hw}$$\n\n"
                "where $n_H$ and $n_W$ are the numbers of rows and of columns of the output. Take the sum over $h$ "
                "alone, and {outputs} rows. How many terms has it, as it is printed?"
            ),
            right=lambda outputs: len(range(outputs + 1)),
            numbers={"outputs": Integer(4, 3, 12)},
            shown={"last": lambda outputs: outputs - 1},
            mistakes=(
                Mistake(
                    lambda outputs: outputs,
                    "That is what is meant, and what the course's code does: `range({outputs})` stops before "
                    "{outputs}. But under a sum sign both limits are included.",
                    "wrong-range",
                ),
                Mistake(
                    lambda outputs: outputs - 1,
                    "Both limits are included: 0 counts, and {outputs} does as well.",
                    "wrong-range",
                ),
            ),
            hints=("Which is the first $h$, and which is the last?", "0 and {outputs} both count."),
            solution=(
                "$h$ runs through 0, 1 and so on up to {outputs}: {right} terms. There are only {outputs} rows, and "
                "counted from 0 the last is number {last}. The upper limit should be $n_H - 1$."
            ),
            proves=(
                "The course's code is right, and its formula is one term too long. Where a text gives both, compare "
                "them. (DeepLearning.AI, convolutional networks, first notebook. How the same notebook tests its "
                "gradients is told in *How do you know it is right?*)"
            ),
        ),
        Cells(
            id="in-the-wild/puzzle",
            prompt=(
                "Problem 15 of a fine collection of puzzles on derivatives asks for $f_o = \\sum_j x_{o+j}\\,y_j / K$ "
                "with $K$ entries in $y$. Its test, however, runs `np.convolve(x, y, 'valid') / K`. What does the "
                "*test* compute for $x$ = {x} and $y$ = {y}? (Halves are fine: write 3/2 or 1.5.)"
            ),
            array="f",
            layer=NAMED,
            right=lambda x, y: convolve(x, y, "valid") / 2,
            numbers={"x": Entries((1, 3, 2, 4), 0, 6), "y": Entries((2, 4), 1, 6)},
            where=lambda x, y: y[0] != y[1],
            shown={"work": lambda x, y: sliding(x, y[::-1], "f"), "text": lambda x, y: correlate(x, y) / 2},
            mistakes=(
                Mistake(
                    lambda x, y: correlate(x, y) / 2,
                    "That is what the *text* asks for. The test calls `np.convolve`, and that turns the second row "
                    "round.",
                    "no-flip",
                ),
                Mistake(
                    lambda x, y: convolve(x, y, "valid"),
                    "Nearly: the test divides by $K$, which is 2 here.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda x, y: correlate(x, y),
                    "Two things are missing. `np.convolve` turns the second row round; and the test divides by $K$, "
                    "which is 2 here.",
                    "no-flip",
                ),
            ),
            hints=("`np.convolve` is machine B.", "Turn $y$ round, slide, and halve."),
            solution="Before halving:\n\n{work}\n\nThe test gives {right}; the text asks for {text}.",
            proves=(
                "Text and test differ by a flip, so a solution that follows the text fails. (S. Rush, "
                "Autodiff-Puzzles, problem 15; in problems 1 and 11, too, text and test disagree.) When a test fails, "
                "suspect the test as well."
            ),
        ),
        Cells(
            id="in-the-wild/turned-round",
            prompt=(
                "Lecture notes define the kernel turned round as $\\tilde W_a = W_{K-a}$. The kernel has $K$ weights, "
                "and $a$ counts from 0. Take $W$ = {w}, so $K$ = 3, and do what the formula says for $a$ = 0, 1 and 2. "
                "(Outside, a row counts as 0. What you find is called [[v]] in the cells.)"
            ),
            array="v",
            layer=TURNED,
            right=lambda w: np.append(0, w[:0:-1]),
            numbers={"w": Entries((2, 5, 1), 1, 9)},
            where=lambda w: len(set(w.tolist())) == 3,
            shown={"turned": lambda w: w[::-1]},
            mistakes=(
                Mistake(
                    lambda w: w[::-1],
                    "That is what the notes mean. But put $a$ = 0 into the formula as it is printed: it reads $W_3$. "
                    "The last weight is $W_2$.",
                    "counts-from-one",
                ),
                Mistake(
                    lambda w: w,
                    "That is $W$ itself: as $a$ goes up, $K - a$ goes down.",
                    "no-flip",
                ),
                Mistake(
                    lambda w: np.append(w[:0:-1], 0),
                    "For $a$ = 0 the formula reads $W_3$, which doesn't exist. So the 0 comes first.",
                    "off-by-one",
                ),
                Mistake(
                    lambda w: np.append(w[0], w[:0:-1]),
                    "For $a$ = 0 the formula reads $W_3$, not $W_0$. There is no such weight.",
                ),
            ),
            hints=("For $a$ = 0: which weight is $W_{3-0}$?", "The weights are $W_0$, $W_1$ and $W_2$."),
            solution=(
                "It reads $W_3$, $W_2$ and $W_1$, and the first of them doesn't exist: {right}. Turned round, the "
                "kernel is {turned}: $\\tilde W_a = W_{K-1-a}$."
            ),
            proves=(
                "The slip is the usual one between counting from 0 and from 1. Put in the first and the last index, "
                "and you see it at once. (borundev, DNN lectures; the line before it has its $K - 1$ right.)"
            ),
        ),
        Formula(
            id="in-the-wild/stride",
            layer=STEPPING,
            prompt=(
                "A homework solution, which counts from 0, treats a layer that moves by *two* places at a time, "
                "[[z[i] = sum(j, w[j]*x[2*i+j])]], and says that output number $b$ reads input number $d$ with weight "
                "number $d - b$. Put it right, in our letters, with [[i]] in place of $b$ and [[k]] in place of $d$: "
                "with which weight does [[z[i]]] read [[x[k]]]? That is [[dz[i]/dx[k]]]."
            ),
            wanted="dz[i]/dx[k]",
            mistakes=(
                Mistake(
                    "w[k-i]",
                    "That is the homework's answer in our letters, and it is right for a step of one. Here window "
                    "[[i]] starts at the input [[2*i]].",
                    "stride-ignored",
                ),
                Mistake(
                    "w[2*i-k]",
                    "The sign is turned: the inputs of window [[i]] lie *after* its start, so [[k]] is the larger one.",
                ),
                Mistake(
                    "w[i-k]",
                    "The sign is turned, and the step is missing: window [[i]] starts at the input [[2*i]].",
                    "stride-ignored",
                ),
                Mistake(
                    "w[k-i-1]",
                    "The step is missing: window [[i]] starts at the input [[2*i]]. And the first input of a window "
                    "meets the first weight, [[w[0]]].",
                    "stride-ignored",
                ),
                Mistake(
                    "w[k-i-2]",
                    "That shifts every window alike. But each window starts two places after the one before it: "
                    "window [[i]] starts at the input [[2*i]].",
                ),
                Mistake(
                    "w[i+k]",
                    "The plus sign leads forwards, and the step is missing: window [[i]] starts at the input [[2*i]].",
                ),
                Mistake(
                    "w[m-1-k+2*i]",
                    "The step is right, but the kernel lies the wrong way round. Put in [[k = 2*i]]: it is the first "
                    "weight, [[w[0]]], that lies there.",
                    "no-flip",
                ),
                Mistake(
                    "w[2*k-i]",
                    "The 2 belongs to the window's start, [[2*i]], not to the input [[k]].",
                    "misplaced-step",
                ),
                Mistake(
                    "w[2*(k-i)]",
                    "The factor belongs to the window's start, [[2*i]]; within the window the inputs lie side by side.",
                    "misplaced-step",
                ),
                Mistake(
                    "w[i-2*k]",
                    "Which of the two is doubled? Window [[i]] starts at the input [[2*i]]. And the inputs of a window "
                    "lie *after* its start, so [[k]] comes first.",
                ),
                Mistake(
                    "w[k-m*i]",
                    "So it would be if the kernel moved by its own length each time. Here it moves by two places: "
                    "window [[i]] starts at the input [[2*i]].",
                ),
                Mistake("w[k]", "That holds for the first window only, which starts at the first input."),
                Mistake(
                    "w[k-2]",
                    "That holds for the second window only. Each window starts two places after the one before it: "
                    "window [[i]] starts at the input [[2*i]].",
                ),
                *(
                    Mistake(
                        window,
                        "In one window different inputs meet different weights, so the weight depends on [[k]] as "
                        "well.",
                    )
                    for window in ("w[i]", "w[i/2]", "w[i//2]", "w[0]")
                ),
                *(
                    Mistake(
                        place,
                        "In different windows the same input meets different weights, so the weight depends on [[i]] "
                        "as well: window [[i]] starts at the input [[2*i]].",
                    )
                    for place in ("w[2*k]", "w[k/2]", "w[k//2]", "w[k-1]")
                ),
                Mistake(
                    "w[2*(i-k)]",
                    "The sign is turned, and the distance is doubled. It is the window's *start* that is doubled: it "
                    "stands at [[2*i]], and the inputs of the window lie *after* it.",
                ),
                Mistake(
                    "w[m-1-k+i]",
                    "The step is missing, and the kernel lies the wrong way round. Window [[i]] starts at the input "
                    "[[2*i]], and there lies the first weight, [[w[0]]].",
                ),
                Mistake(
                    "w[k-i/2]",
                    "The window's start is doubled, not halved: it stands at [[2*i]].",
                    "misplaced-step",
                ),
                Mistake(
                    "w[2*i]",
                    "[[2*i]] is where the window starts. In one window different inputs meet different weights, so the "
                    "weight depends on [[k]] as well.",
                ),
                Mistake(
                    "x[k]",
                    "[[x[k]]] is what is read. Asked for is the weight that it is multiplied with.",
                    "wrong-array",
                ),
                *(
                    Mistake(
                        place,
                        "That is a *place* in the kernel. Asked for is the weight that stands there, an entry of "
                        "[[w]].",
                    )
                    for place in ("k-2*i", "k-2*i+1", "k-i", "i-k", "2*i-k")
                ),
                *(
                    Mistake(
                        output,
                        "That is the output itself. What is asked for is the one number in it that [[x[k]]] is "
                        "multiplied with.",
                    )
                    for output in ("z[i]", "sum(j, w[j]*x[2*i+j])")
                ),
                Mistake(
                    "w[k+2*i]",
                    "The plus sign leads forwards, from window and weight to the input: [[k = 2*i + j]]. Here the "
                    "weight is wanted: solve for [[j]].",
                ),
                *(
                    Mistake(
                        halved,
                        "It isn't the distance that is halved; it is the window's *start* that is doubled. It stands "
                        "at [[2*i]], and within the window the inputs lie side by side.",
                        "misplaced-step",
                    )
                    for halved in ("w[(k-i)/2]", "w[(k-i)//2]")
                ),
                *(
                    Mistake(
                        halved,
                        "The factor belongs to the window's start, [[2*i]]; within the window the inputs lie side by "
                        "side.",
                        "misplaced-step",
                    )
                    for halved in ("w[k/2-i]", "w[k//2-i]")
                ),
            ),
            feedback={
                **dict.fromkeys(
                    ("no-flip", "needless-flip"),
                    "That is not the weight. Put in [[k = 2*i]]: the first weight, [[w[0]]], lies there. Then let "
                    "[[k]] go up by one: the weight is the next one.",
                ),
                "misplaced-step": "The 2 belongs to the window's start, [[2*i]], and to nothing else.",
                "stride-ignored": "Here window [[i]] starts at the input [[2*i]].",
            },
            hints=(
                "Where does the window of [[z[i]]] start?",
                "It starts at [[2*i]], and there lies the first weight, [[w[0]]]. Which one lies on the input [[k]]?",
            ),
            solution="[[k = 2*i + j]], so [[j = k - 2*i]]: the weight is [[w[k-2*i]]].",
            proves=(
                "The rule is still “solve [[k = 2*i + j]] for what you want”; only the forward index has changed. "
                "For the output [[i]] it has a solution only where [[k-j]] is even. (A solution to NYU's deep learning "
                "homework 2, 2021; its gradient of the weights has the 2 in place.)"
            ),
        ),
        Choice(
            id="in-the-wild/summed-out",
            prompt=(
                "An assignment counts from 1 and introduces the layer as\n\n"
                "$$y = h * x = \\sum_{i=1}^{n} \\sum_{j=1}^{m} h_j\\, x_{i - \\lfloor m/2 \\rfloor - 1 + j}$$\n\n"
                "with zeros outside the row. (The star is their sign for the operation; the shift lays the middle of "
                "the kernel on $x_i$.) Something can't be as it is printed. What?"
            ),
            options=(
                Option(
                    "i",
                    "$i$ must not be summed.",
                    right=True,
                    says=(
                        "With $i$ summed as well, $y$ would be a single number. $i$ says *which* output, so it has to "
                        "stay free: "
                        "$y_i = \\sum_j h_j\\, x_{i - \\lfloor m/2 \\rfloor - 1 + j}$."
                    ),
                ),
                Option(
                    "j",
                    "$j$ must not be summed.",
                    says="It must: it runs through the weights, and the products of one output are added.",
                    misconception="missing-sum",
                ),
                Option(
                    "sign",
                    "The plus sign in front of $j$ is wrong.",
                    says=(
                        "It makes it a correlation, which is what the layer computes. A sloppy name, but no error in "
                        "the formula."
                    ),
                    misconception="needless-flip",
                ),
                Option(
                    "order",
                    "The two sums are in the wrong order.",
                    says="Finite sums may be exchanged; the order makes no difference.",
                ),
            ),
            hints=("Which index says which output is meant?", "A letter under a sum sign is gone afterwards."),
            solution="Summed over $i$, all outputs would be added up to one number. Only $j$ belongs under a sum sign.",
            proves=(
                "Compare the free letters: as a rule the same ones stand on both sides, and never one on the right "
                "alone. (UBC, CPEN 455, assignment 1.) The checker of this course does so with every formula of yours."
            ),
        ),
        Number(
            id="in-the-wild/slice",
            prompt=(
                "A hint in a well-known course says: to cut the padding off, take `X[pad:-pad]`. Without padding, "
                "`pad` is 0. How many of {n} entries are left then?"
            ),
            right=lambda n: len(range(n)[0:-0]),
            numbers={"n": Integer(6, 4, 20)},
            mistakes=(
                Mistake(
                    lambda n: n,
                    "That would be right, and it is what one expects. But −0 is 0, so Python reads `X[0:0]`: from the "
                    "first entry up to the first entry.",
                    "padding-ignored",
                ),
                Mistake(lambda n: n - 1, "You thought of `X[0:-1]`. What is −0?", "off-by-one"),
            ),
            hints=("What is −0?", "`X[0:0]` starts at 0 and stops before 0."),
            solution=(
                "−0 is 0, and `X[0:0]` is empty: {right} entries are left. `X[pad : len(X) - pad]` is right for every "
                "`pad`."
            ),
            proves=(
                "Test the smallest case, too: no padding, one weight, one input. That is where code breaks. "
                "(DeepLearning.AI, convolutional networks, first notebook.)"
            ),
        ),
    ),
    sources=(
        "A. Gibiansky: Convolutional Neural Networks, "
        "https://andrew.gibiansky.com/blog/machine-learning/convolutional-neural-networks/",
        "CS231n, Convolutional Networks: https://cs231n.github.io/convolutional-networks/",
        "S. Rush: Autodiff-Puzzles, https://github.com/srush/Autodiff-Puzzles",
        "borundev: DNN_Lectures, https://github.com/borundev/DNN_Lectures",
        "A solution of NYU's deep learning homework 2: https://github.com/BlueBlazin/NYU-DLSP21",
        "A copy of UBC's CPEN 455 assignment 1: https://github.com/lcappellano/CPEN455-PA1",
        "A copy of DeepLearning.AI's course notebooks (convolutional networks, the first one, formulas 1 and 2): "
        "https://github.com/amanchadha/coursera-deep-learning-specialization",
        "B. Rohrer: End-to-End Machine Learning, course 321, lecture 15410086, the author's note on a reversed "
        "gradient that trained, https://end-to-end-machine-learning.teachable.com",
        "NumPy documentation, numpy.correlate: https://numpy.org/doc/stable/reference/generated/numpy.correlate.html",
        "SciPy documentation, scipy.signal.convolve: "
        "https://docs.scipy.org/doc/scipy/reference/generated/scipy.signal.convolve.html",
        "PyTorch documentation, torch.nn.Conv1d: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html",
        "Theano, conv2d and its filter_flip: https://github.com/Theano/Theano/blob/master/doc/library/tensor/nnet/conv.txt",
        "NNlib (Flux), issue 755, on the meaning of flipped: https://github.com/FluxML/NNlib.jl/issues/755",
        "MATLAB documentation, conv: https://www.mathworks.com/help/matlab/ref/conv.html",
        "OpenCV documentation, filter2D: https://docs.opencv.org/4.x/d4/d86/group__imgproc__filter.html",
    ),
)
