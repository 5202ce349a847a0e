"""The nagging question: what a "convolutional" layer computes, and what mathematics calls a convolution.

You will be able to compute both by hand, to say which is which, and to see when they agree.
Not here: gradients (only what they are for). Before this: nothing but multiplying and adding.
Sources: PyTorch's documentation of Conv1d (which names cross-correlation), NumPy's of convolve and correlate.
"""

from engine import Layer, convolve, correlate
from lessons.figures import correlation_and_convolution
from lessons.model import Cells, Choice, Entries, Lesson, Mistake, Number, Option, Text
from lessons.working import dot, sliding

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")

X = (0, 0, 1, 0, 0)
W = (1, 2, 3)


def always_agree(w):
    """Whether laying a kernel down as it is and turned round gives the same for every input: the unit rows tell."""
    size = 2 * len(w) - 1
    rows = [[int(place == other) for other in range(size)] for place in range(size)]
    return all((correlate(row, w) == convolve(row, w, "valid")).all() for row in rows)


LESSON = Lesson(
    id="why",
    title="The nagging question",
    question="Why the “convolution” in a convolutional network?",
    answer=(
        "The layer took the name loosely, for it is a cross-correlation and turns nothing round; the word is true to "
        "the letter in one place on the way back, and there you are about to find the convolution yourself."
    ),
    minutes=10,
    layer=LAYER,
    steps=(
        Text(
            "A *neural network* computes in *layers*. Each layer takes a row of numbers, makes another row out of it "
            "with some numbers of its own, its *weights*, and hands that row on to the next layer: this is the "
            "*forward pass*. At the end one number, the *loss*, says how bad the result was. To learn, one goes back "
            "through the layers with the chain rule and finds out how fast the loss grows with each number on the way: "
            "this is the *backward pass*, and what it finds are *gradients*. Then each weight is moved a little "
            "against its gradient, and the loss gets a little smaller. (Picture the layers on top of each other, the "
            "input at the bottom and the loss at the top: *above* means nearer to the loss.)\n\n"
            "This course is about one kind of layer. It looks at every stretch of its input with the same few "
            "weights, and it is called *convolutional*. Why? To begin, you need nothing but multiplying and adding.\n\n"
            "Here are two machines. Each takes a row of numbers [[x]] and a short row of weights [[w]], called the "
            "*kernel*. (The first number is [[x[0]]], the next one [[x[1]]]; the first weight is [[w[0]]], the next "
            "one [[w[1]]].) Each machine lays the kernel on a stretch of the row, the *window*, multiplies the numbers "
            "that lie on top of each other, adds the products, and moves on by one place. The sums, one for each "
            "place, are what comes out: a row [[z]] that begins with [[z[0]]].\n\n"
            "* **Machine A** lays the kernel down as it is: [[w[0]]] on the left.\n"
            "* **Machine B** turns the kernel round first: [[w[0]]] on the right.\n\n"
            "That is the whole difference. Guess before you compute."
        ),
        Text(
            "(This notation keeps the kernel turned round, as a row that begins with the last weight. The kernel as it "
            "lies on the input is that row in reverse order, written [[w]]: the first weight, [[w[0]]], is the last "
            "of the [[m]] entries of the row that is kept.)",
            notation="larochelle",
        ),
        Choice(
            id="why/guess",
            prompt=(
                "One of the machines computes what mathematics calls a *convolution*. One computes what the "
                "convolutional layer of nearly every deep-learning library computes. Which is which? (A guess is fine.)"
            ),
            options=(
                Option(
                    "a",
                    "A is the convolution, B is the layer.",
                    says=(
                        "It sounds natural that the plain machine has the famous name. But a convolution turns the "
                        "kernel round, and the layer doesn't."
                    ),
                    misconception="no-flip",
                ),
                Option(
                    "b",
                    "B is the convolution, A is the layer.",
                    right=True,
                    says="The convolution turns the kernel round. The layer lays it down as it is.",
                ),
                Option(
                    "both",
                    "A is both: a convolutional layer computes a convolution.",
                    says=(
                        "The name says so, and that is the nagging question. But compare the numbers: a library's "
                        "layer gives those of A, and a convolution gives those of B."
                    ),
                    misconception="no-flip",
                ),
                Option(
                    "same",
                    "It doesn't matter: A and B always give the same numbers.",
                    says=(
                        "They do for some kernels, and that hides the question. For the kernel (1, 2, 3) they don't, "
                        "as you'll see in a minute."
                    ),
                ),
            ),
            computed=lambda: "b" if always_agree((1, 2, 1)) and not always_agree(W) else "same",
            hints=(
                "Nothing is lost by a wrong guess here. The next two exercises let you see both machines at work.",
                "One of them has to turn something round before it can begin. Would you build that into every layer?",
            ),
            solution=(
                "The layer is machine A. Its proper name is *cross-correlation*, and PyTorch's documentation calls it "
                "so. The convolution of mathematics is machine B: same sliding, kernel turned round."
            ),
            proves=(
                "Two things go by one name. From here on, *cross-correlation* is A and *convolution* is B, and the "
                "course is about why both are needed."
            ),
        ),
        Text(
            "Now see what the difference does. Feed in a row that is 0 everywhere except for a single 1. Whatever "
            "comes out shows what the machine did to the kernel."
        ),
        Cells(
            id="why/impulse-a",
            prompt=(
                "Machine A. The input is [[x]] = {x}, the kernel is [[w]] = {w}. Lay the kernel down as it is, with "
                "[[w[0]]] on the left, at each of the three places where it fits. What comes out?"
            ),
            array="z",
            right=lambda w: correlate(X, w),
            numbers={"w": Entries(W, 1, 6)},
            shown={"x": lambda w: X, "work": lambda w: sliding(X, w)},
            mistakes=(
                Mistake(
                    lambda w: convolve(X, w, "valid"),
                    "These are the numbers of machine B. You may have expected the kernel to come out as it went in. "
                    "Lay it on the first three inputs: the 1 is under the *last* weight, so the last weight comes "
                    "out first.",
                    "needless-flip",
                ),
                Mistake(
                    lambda w: (0, 0, w[2]),
                    "These are the three products of the first place, side by side. *Add* them: their sum is the first "
                    "number that comes out. Then move the kernel on by one.",
                    "missing-sum",
                ),
                Mistake(
                    lambda w: [w.sum()] * 3,
                    "You added the weights, as if every input were 1. Multiply each weight by the input under it "
                    "first: all but one of these are 0.",
                    "missing-factor",
                ),
            ),
            hints=(
                "At the first place the kernel covers [[x[0]]], [[x[1]]] and [[x[2]]]. Which weight lies on the 1?",
                "At the first place [[w[2]]] lies on the 1. At the next place the kernel has moved one to the right. "
                "Which weight lies on the 1 now?",
            ),
            solution="{work}\n\nThe kernel comes out in reverse order.",
            proves=(
                "A cross-correlation lays the kernel down as it is, and because of that a single 1 comes out as the "
                "kernel *in reverse*."
            ),
        ),
        Cells(
            id="why/impulse-b",
            prompt=(
                "Machine B. The input is [[x]] = {x} again, the kernel is [[w]] = {w}. Turn the kernel round, so that "
                "[[w[0]]] is on the right, then slide. What comes out?"
            ),
            array="z",
            right=lambda w: convolve(X, w, "valid"),
            numbers={"w": Entries(W, 1, 6)},
            shown={"x": lambda w: X, "work": lambda w: sliding(X, w[::-1])},
            mistakes=(
                Mistake(
                    lambda w: correlate(X, w),
                    "These are the numbers of machine A again. B turns the kernel round before it slides: read the "
                    "weights from the last to the first.",
                    "no-flip",
                ),
                Mistake(
                    lambda w: (0, 0, w[0]),
                    "These are the three products of the first place, side by side. *Add* them: their sum is the first "
                    "number that comes out. Then move the kernel on by one.",
                    "missing-sum",
                ),
                Mistake(
                    lambda w: [w.sum()] * 3,
                    "You added the weights, as if every input were 1. Multiply each weight by the input under it "
                    "first: all but one of these are 0.",
                    "missing-factor",
                ),
            ),
            hints=(
                "Write the kernel in reverse order first, then do as with machine A.",
                "At the first place the 1 is again under the weight on the right. Which one is that now?",
            ),
            solution="The kernel turned round is laid on the row:\n\n{work}\n\nThe kernel comes out as it went in.",
            proves=(
                "A convolution turns the kernel round, and only the kernel, so that a single 1 comes out as the kernel "
                "itself. If you ever need to know which of the two a function computes, feed it a single 1, as you did "
                "here."
            ),
        ),
        Text(
            "Move the window over a longer row and watch both machines work on the same numbers: machine A above the "
            "input (*corr*, for correlation), machine B below it (*conv*, for convolution)."
        ),
        correlation_and_convolution((1, 3, 2, 0, 1, 2), (2, 1, -1)),
        Number(
            id="why/one-place",
            prompt=(
                "The window covers three inputs {x}, and the kernel is {w}. How much larger is the result of machine A "
                "than the result of machine B? (If it is smaller, the answer is negative.)"
            ),
            right=lambda x, w: correlate(x, w)[0] - convolve(x, w, "valid")[0],
            numbers={"x": Entries((1, 3, 4), 0, 5), "w": Entries((2, 1, -1), -2, 4)},
            shown={
                "a": lambda x, w: dot(w, x),
                "b": lambda x, w: dot(w[::-1], x),
            },
            mistakes=(
                Mistake(
                    lambda x, w: convolve(x, w, "valid")[0] - correlate(x, w)[0],
                    "The size is right, the sign is not: it's A minus B.",
                    "wrong-sign",
                ),
                Mistake(
                    lambda x, w: correlate(x, w)[0],
                    "That is what A gives. Subtract what B gives.",
                    "missing-term",
                ),
                Mistake(
                    lambda x, w: convolve(x, w, "valid")[0],
                    "That is what B gives. Compute A as well, and subtract B from it.",
                    "missing-term",
                ),
                Mistake(
                    lambda x, w: correlate(x, w)[0] + convolve(x, w, "valid")[0],
                    "You added the two results. Subtract what B gives from what A gives; mind the sign.",
                    "wrong-operation",
                ),
                Mistake(
                    lambda x, w: 0,
                    "They are not equal here: the first input meets the first weight in A, and the last weight in B.",
                ),
            ),
            where=lambda x, w: w[0] != w[2] and x[0] != x[2],
            hints=(
                "A multiplies from left to right. B takes the kernel from right to left.",
                "A gives {a}.",
            ),
            solution="A gives {a}. B gives {b}. The difference is {right}.",
            proves="One flip changes the number. It is not a matter of taste which machine a formula means.",
        ),
        Choice(
            id="why/never-differ",
            prompt="With which of these kernels do A and B give the same for *every* input?",
            options=(
                Option(
                    "123",
                    "(1, 2, 3)",
                    says="Turned round it is (3, 2, 1), another kernel. A single 1 tells them apart.",
                ),
                Option(
                    "edge",
                    "(−1, 0, 1)",
                    says="Turned round it is (1, 0, −1): every result changes its sign.",
                    misconception="wrong-sign",
                ),
                Option(
                    "blur",
                    "(1, 2, 1)",
                    right=True,
                    says="Turned round it is the same kernel, so turning it round changes nothing.",
                ),
                Option(
                    "shift",
                    "(0, 0, 1)",
                    says=(
                        "Turned round it is (1, 0, 0): A then gives the row from its third entry on, B gives it from "
                        "its first."
                    ),
                ),
            ),
            computed=lambda: next(
                name
                for name, w in {"123": (1, 2, 3), "edge": (-1, 0, 1), "blur": (1, 2, 1), "shift": (0, 0, 1)}.items()
                if always_agree(w)
            ),
            hints=("Write each kernel in reverse order.", "Which one reads the same in both directions?"),
            solution=(
                "A and B agree for every input exactly when the kernel reads the same in both directions: feed in a "
                "single 1 and you see the kernel once in each direction."
            ),
            proves=(
                "A symmetric kernel can't tell a convolution from a correlation: whoever tests with one sees no "
                "mistake. Remember it: later on you'll choose test cases of your own."
            ),
        ),
        Choice(
            id="why/two-tools",
            prompt=(
                "A friend puts the same small whole numbers into a deep-learning library's one-dimensional "
                "convolution, PyTorch's `conv1d`, and into `numpy.convolve(x, w, 'valid')`, where `'valid'` says that "
                "the kernel is laid down only where it fits. The results differ. Which of the two has a bug?"
            ),
            options=(
                Option(
                    "library",
                    "The library: it should turn the kernel round and doesn't.",
                    says=(
                        "The documentation of `torch.nn.Conv1d` says *cross-correlation*, and that is what it "
                        "computes. It needs no flip: the weights are learned, in whichever order they are laid down."
                    ),
                ),
                Option(
                    "numpy",
                    "NumPy: laying the kernel on the window and multiplying gives other numbers.",
                    says=(
                        "Laying it down as it is gives `numpy.correlate`. `numpy.convolve` is the convolution of "
                        "mathematics, and it turns the kernel round."
                    ),
                    misconception="no-flip",
                ),
                Option(
                    "neither",
                    "Neither: one is a cross-correlation, the other a convolution.",
                    right=True,
                    says="Turn the kernel round in one of them and the results agree.",
                ),
                Option(
                    "rounding",
                    "Neither: it is rounding.",
                    says="Whole numbers as small as these are not rounded, and the results still differ.",
                ),
            ),
            hints=(
                "Which machine is `numpy.convolve`? Which one is the layer?",
                "What would she get from `numpy.correlate(x, w, 'valid')`?",
            ),
            solution=(
                "The layer is machine A, `numpy.convolve` is machine B. `numpy.correlate(x, w, 'valid')` agrees with "
                "the layer, and so does `numpy.convolve(x, w[::-1], 'valid')`: `w[::-1]` is the kernel in reverse "
                "order."
            ),
            proves=(
                "The layer took the name *loosely*: its weights are learned, and a layer that turned its kernel round "
                "would only learn them in reverse order. Is there a place where the word is true to the letter, with "
                "nothing turned round by hand? Look in the backward pass. For that you need the forward pass in "
                "symbols: that is the next step."
            ),
        ),
    ),
    sources=(
        "PyTorch documentation, torch.nn.Conv1d: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html",
        "NumPy documentation, numpy.convolve: https://numpy.org/doc/stable/reference/generated/numpy.convolve.html",
        "NumPy documentation, numpy.correlate: https://numpy.org/doc/stable/reference/generated/numpy.correlate.html",
    ),
)
