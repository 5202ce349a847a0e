"""A dense layer in disguise: the matrix of one filter, its diagonals and its zeros.

You will be able to write the filter as a matrix, to count its parameters, and to say what moving the input does.
Not here: gradients (but the transpose of this matrix is waiting there). Before this: forward-1d.
Sources: Dumoulin & Visin 2016, section 4.1 (the matrix); Goodfellow et al. 2016, section 9.2 (sharing, equivariance).
"""

import numpy as np

from engine import Layer, convolve, correlate
from lessons.figures import toeplitz
from lessons.model import Cells, Choice, Entries, Formula, Integer, Lesson, Mistake, Number, Option, Text
from lessons.which_weight import NO_WEIGHT
from lessons.working import dot

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
# u is never asked for: it says which array is the kernel, to a notation that prints the kernel turned round.
MATRIX = Layer(
    ["u[i] = sum(j, w[j]*x[i+j])", "A[i,k] = w[k-i]", "z[i] = sum(k, A[i,k]*x[k])"],
    w="m",
    A="n-m+1, n",
    x="n",
    z="n-m+1",
    u="n-m+1",
)
DENSE = Layer("z[i] = sum(k, A[i,k]*x[k])", A="h, n", x="n", z="h")


def matrix(w, n):
    """The matrix whose product with x is the correlation of x and w: its columns are what single 1s become."""
    return np.stack([correlate(column, w) for column in np.eye(n, dtype=int)], axis=1)


def at_place(pattern, place):
    """A row of five zeros with a pattern in it, from this place on."""
    row = np.zeros(5, int)
    row[place : place + len(pattern)] = pattern
    return row


LESSON = Lesson(
    id="weight-sharing",
    title="A dense layer in disguise",
    question="What is the difference between a filter and a dense layer?",
    answer=(
        "A filter is a dense layer whose matrix has one weight all along each of [[m]] diagonals and 0 everywhere "
        "else: few weights, each used many times."
    ),
    minutes=12,
    layer=LAYER,
    steps=(
        Text(
            "A dense layer multiplies its input by a matrix: each output has a row of weights of its own, one for each "
            "input. That is plain linear algebra. So here is an idea: if the filter is a dense layer too, all that you "
            "know about matrices holds for the filter.\n\nWrite its matrix [[A]]. Row [[i]] holds what output [[z[i]]] "
            "multiplies each input with, and 0 for an input that it doesn't read."
        ),
        Text(
            "(This notation keeps the kernel turned round. Where this lesson speaks of directions, it means the kernel "
            "as it lies on the input, [[w]].)",
            notation="larochelle",
        ),
        Cells(
            id="weight-sharing/matrix",
            layer=MATRIX,
            prompt=(
                "Four inputs, the kernel [[w]] = {w}. Fill in the matrix: three rows (outputs), four columns (inputs)."
            ),
            array="A",
            right=lambda w: matrix(w, 4),
            numbers={"w": Entries((2, 5), 1, 9)},
            where=lambda w: w[0] != w[1],
            mistakes=(
                Mistake(
                    lambda w: matrix(w[::-1], 4),
                    "Each row has the kernel turned round: this is the matrix of a convolution. The first output reads "
                    "the first input with [[w[0]]].",
                    "needless-flip",
                ),
                Mistake(
                    lambda w: np.tile([*w, 0, 0], (3, 1)),
                    "All rows are the same, so all outputs would be. From row to row the kernel moves one place to the "
                    "right.",
                    "wrong-range",
                ),
                Mistake(
                    lambda w: np.tile([*w, *w], (3, 1)),
                    "The kernel doesn't repeat within a row. An output reads as many inputs as there are weights, and "
                    "multiplies the others by 0.",
                    "wrong-range",
                ),
                Mistake(
                    lambda w: matrix(w, 4)[::-1],
                    "The rows are right, but from the last to the first. The first output reads the first inputs; "
                    "from row to row the kernel moves to the *right*.",
                ),
                Mistake(
                    lambda w: np.pad(matrix(w, 4)[:, :3].T, ((0, 0), (0, 1))),
                    "The kernel runs down the columns here. A *row* holds what one output reads: the first row is "
                    "[[z[0]]], and that reads the first input and those after it.",
                    "swapped-axes",
                ),
                Mistake(
                    lambda w: matrix(w, 5)[1:, :4],
                    "Everything is one column too far to the right. The first output reads the first input with "
                    "[[w[0]]].",
                    "off-by-one",
                ),
                Mistake(
                    lambda w: w[0] * np.eye(3, 4, dtype=int),
                    "Only [[w[0]]] is there. Where is the other weight in each row?",
                    "missing-term",
                ),
            ),
            hints=(
                "The first output is [[w[0]*x[0] + w[1]*x[1]]]. So the first row begins with the two weights, and "
                "then?",
                "In the second row the weights stand one place further to the right.",
            ),
            solution=(
                "The rows are {top}, {middle} and {bottom}: the kernel stands in each row, one place further to the "
                "right than in the row above, and the rest is 0. Along a diagonal there is always the same weight."
            ),
            proves=(
                "The filter *is* a dense layer. Its matrix has {count} places, and only two different weights in it. "
                "(A matrix that stays the same along each diagonal is called a *Toeplitz matrix*.)"
            ),
            shown={
                "count": lambda w: matrix(w, 4).size,
                "top": lambda w: matrix(w, 4)[0],
                "middle": lambda w: matrix(w, 4)[1],
                "bottom": lambda w: matrix(w, 4)[2],
            },
        ),
        Text("Move along the weights, and watch the diagonals: one weight, many places."),
        toeplitz((2, -1, 3), 7),
        Number(
            id="weight-sharing/row",
            layer=DENSE,
            prompt=(
                "Trust the matrix: a row of it is {row}, and the input is [[x]] = {x}. What is this output, computed "
                "the dense way, [[sum(k, A[i,k]*x[k])]]?"
            ),
            right=lambda row, x: row @ x,
            numbers={"row": Entries((0, 2, 5, 0), 0, 6), "x": Entries((4, 1, -2, 3))},
            where=lambda row, x: bool(row[0] == row[3] == 0 and row[1] and row[2] and row[1] != row[2]),
            shown={
                "work": lambda row, x: dot(row, x),
                "kernel": lambda row, x: row[1:3],
                "slid": lambda row, x: dot(row[1:3], x[1:3]),
            },
            mistakes=(
                Mistake(
                    lambda row, x: row[1:3] @ x[:2],
                    "You took the weights alone and put them on the first inputs. The zeros in front matter: they are "
                    "what moves the window.",
                    "off-by-one",
                ),
                Mistake(
                    lambda row, x: row[1:3] @ x[1:3][::-1],
                    "You multiplied crosswise. Each entry of the row meets the input of its own column.",
                    "needless-flip",
                ),
                Mistake(
                    lambda row, x: row.sum() * x.sum(),
                    "You added first and multiplied then. Multiply place by place, and then add.",
                    "wrong-operation",
                ),
            ),
            hints=(
                "Row times column: place by place, then add.",
                "The zeros take care of the inputs that are not read.",
            ),
            solution="{work}. The kernel {kernel}, slid to [[x[1]]], gives the same: {slid}.",
            proves="Both ways give the same number: sliding a kernel, and multiplying with a matrix that is mostly 0.",
        ),
        Formula(
            id="weight-sharing/entry",
            layer=MATRIX,
            prompt="Write the entry [[A[i,k]]] of the matrix: what output [[i]] multiplies input [[k]] with.",
            wanted="A[i,k]",
            mistakes=(
                Mistake(
                    "w[i-k]",
                    "The sign is turned. The first row would have [[w[0]]] first and then nothing, since [[w[-1]]] "
                    "doesn't exist. To the right of the diagonal [[k]] is the larger one.",
                    "needless-flip",
                ),
                *(
                    Mistake(alike, "That would make all rows alike. In row [[i]] the kernel begins at column [[i]].")
                    for alike in ("w[k]", "w[m-1-k]", "w[m-k]", "w[k-m]", "w[n-k]", "w[n-1-k]")
                ),
                Mistake(
                    "w[i+k]",
                    "Along a diagonal the weight stays the same, while [[i]] and [[k]] *both* grow. So only their "
                    "difference can count.",
                ),
                Mistake(
                    "w[k-i-1]",
                    "Everything is one column too far to the right. Put in [[i = 0]] and [[k = 0]]: [[A[0,0]]] is "
                    "[[w[0]]].",
                    "off-by-one",
                ),
                Mistake(
                    "w[k-i+1]",
                    "Everything is one column too far to the left. Put in [[i = 0]] and [[k = 0]]: [[A[0,0]]] is "
                    "[[w[0]]].",
                    "counts-from-one",
                ),
                Mistake(
                    "w[m-1-k+i]",
                    "The kernel lies the wrong way round in each row. The first output reads [[x[0]]] with [[w[0]]], "
                    "and this gives it the last weight.",
                    "no-flip",
                ),
                Mistake("w[i-k+1]", misconception="no-flip"),
                Mistake("w[i-k-1]", misconception="no-flip"),
                Mistake("w[m-k+i]", misconception="no-flip"),
                Mistake("w[m-2-k+i]", misconception="no-flip"),
                Mistake("w[n-1-k+i]", misconception="no-flip"),
                Mistake("w[n-k-i]", misconception="no-flip"),
                Mistake("w[m-k-i]", misconception="no-flip"),
                Mistake("w[n-1-k-i]", misconception="no-flip"),
                Mistake("x[k]", "That is what the weight is multiplied with. Asked for is the weight."),
                Mistake(
                    "w[k % m]",
                    "The kernel doesn't repeat within a row: an output reads [[m]] inputs, and multiplies the others "
                    "by 0. And this would make all rows alike: in row [[i]] the kernel begins at column [[i]].",
                ),
                Mistake(
                    "w[(k-i) % m]",
                    "The kernel doesn't repeat within a row: an output reads [[m]] inputs, and multiplies the others "
                    "by 0. Outside its range an array counts as 0 by itself.",
                ),
                *(
                    Mistake(
                        f"{weight}*x[k]",
                        "That is a whole product. Asked for is the weight in it alone, and in row [[i]] the kernel "
                        "begins at column [[i]].",
                    )
                    for weight in ("w[i]", "w[k]", "w[m-1-i]", "w[m-1-k]")
                ),
                *(
                    Mistake(
                        one,
                        "That is one weight for the whole row. Within a row the weights follow one another, and the "
                        "first one stands in column [[i]].",
                    )
                    for one in ("w[i]", "w[m-1-i]", "w[m-i]")
                ),
                *(
                    Mistake(
                        output,
                        "That is the whole output [[z[i]]]. What is asked for is the one number in it that [[x[k]]] is "
                        "multiplied with.",
                    )
                    for output in ("sum(j, w[j]*x[i+j])", "z[i]")
                ),
                *(
                    Mistake(
                        " + ".join(f"w[{j}]*[{diagonal.format(j)}]" for j in range(size)),
                        f"Right for a kernel of {weights} weights. One entry of [[w]] says it for any number of them: "
                        "which weight stands in row [[i]] and column [[k]]?",
                    )
                    for diagonal in ("k == i+{}", "i+{} == k", "k-i == {}")
                    for size, weights in ((2, "two"), (3, "three"))
                ),
                *NO_WEIGHT,
            ),
            feedback={
                "no-flip": (
                    "A row has to begin with [[w[0]]] and go on with [[w[1]]] as [[k]] grows, and from row to row the "
                    "kernel moves to the right."
                ),
                "off-by-one": (
                    "Everything is shifted. Put in [[i = 0]] and [[k = 0]]: [[A[0,0]]] is [[w[0]]]. To its right "
                    "stands [[w[1]]]."
                ),
                "wrong-array": "Asked for is a weight: an entry of [[w]].",
            },
            hints=(
                "In the first row it's [[w[k]]]. In the second row the kernel begins one place later.",
                "Along a diagonal [[k]] and [[i]] grow together and the weight stays. Which combination of them stays?",
            ),
            solution=(
                "In row [[i]] the kernel begins at column [[i]], so column [[k]] holds the weight [[k-i]] places "
                "further: [[w[k-i]]]. Outside the kernel the array counts as 0, and these are all the zeros of the "
                "matrix."
            ),
            proves=(
                "The whole matrix in one short formula. You'll meet [[w[k-i]]] again as the derivative of output "
                "[[i]] by input [[k]]: for a linear layer, the matrix *is* the derivative."
            ),
        ),
        Number(
            id="weight-sharing/dense-weights",
            layer=DENSE,
            prompt=(
                "A dense layer from {n} inputs to the {h} outputs that a kernel of {m} would give. How many weights "
                "does the dense layer have?"
            ),
            right=lambda n, m: n * (n - m + 1),
            numbers={"n": Integer(100, 20, 100), "m": Integer(5, 3, 9)},
            shown={"h": lambda n, m: n - m + 1},
            mistakes=(
                Mistake(
                    lambda n, m: m,
                    "That is what the *filter* has. In a dense layer every output has a weight of its own for every "
                    "input.",
                    "wrong-operation",
                ),
                Mistake(
                    lambda n, m: n * m,
                    "That joins each input with {m} weights. In a dense layer each of the {h} outputs reads *all* "
                    "{n} inputs.",
                    "wrong-range",
                ),
                Mistake(
                    lambda n, m: n * n,
                    "That would be {n} outputs. There are {h}: a row of the matrix for each of them.",
                    "wrong-range",
                ),
                Mistake(
                    lambda n, m: (n + 1) * (n - m + 1),
                    "You have given each of the {h} outputs a bias as well. Here only the weights are counted.",
                ),
                Mistake(
                    lambda n, m: n + (n - m + 1),
                    "Every output is joined with every input: multiply, don't add.",
                    "wrong-operation",
                ),
                Mistake(
                    lambda n, m: n,
                    "That is how many weights *one* output has, in its row of the matrix. There are {h} outputs.",
                    "missing-factor",
                ),
                Mistake(
                    lambda n, m: n - m + 1,
                    "That is the number of outputs. Each of them has a row of {n} weights.",
                    "missing-factor",
                ),
                Mistake(
                    lambda n, m: m * (n - m + 1),
                    "That is how many places of the matrix the filter fills. In a dense layer none has to be 0.",
                    "wrong-range",
                ),
            ),
            hints=(
                "The matrix has a row for each output and a column for each input.",
                "So it has {h} rows, and {n} weights in each.",
            ),
            solution="{h} rows with {n} weights each: {right}. The filter has {m}.",
            proves=(
                "The filter describes the same kind of map with {m} numbers instead of {right}. It can describe far "
                "fewer maps; that is the point."
            ),
        ),
        Number(
            id="weight-sharing/uses",
            prompt=(
                "Back to the filter: {n} inputs, a kernel of {m}. How often does one weight, say [[w[0]]], stand in "
                "the filter's matrix?"
            ),
            right=lambda n, m: n - m + 1,
            numbers={"n": Integer(10, 6, 30), "m": Integer(4, 2, 5)},
            shown={"zeros": lambda n, m: (n - m + 1) * (n - m)},
            mistakes=(
                Mistake(
                    lambda n, m: n,
                    "Once in each *row*, and there are fewer rows than columns.",
                    "wrong-range",
                ),
                Mistake(
                    lambda n, m: m, "That is how many weights stand in one row. Go down a diagonal.", "swapped-axes"
                ),
                Mistake(lambda n, m: n - m, "One too few: count the rows.", "off-by-one"),
                Mistake(
                    lambda n, m: (n - m + 1) * m,
                    "That is how often all {m} weights together stand there. How often does *one* of them?",
                    "extra-sum",
                ),
                Mistake(lambda n, m: 1, "In the kernel, yes. In the matrix it stands once in each row.", "missing-sum"),
            ),
            hints=("It stands once in each row.", "There are as many rows as outputs."),
            solution=(
                "Once in each row, and there are {right} outputs. (The other weights stand as often; the {zeros} "
                "places that are left are 0.)"
            ),
            proves=(
                "One weight, {right} places. When this weight changes, all these places change together. What that "
                "does to the loss is the question of the next lesson."
            ),
        ),
        Text(
            "Sharing the weights brings something that a dense layer can't promise. Move the input by one place and "
            "see."
        ),
        Cells(
            id="weight-sharing/move",
            prompt=(
                "The kernel {w} makes the output {z} out of [[x]] = {x}. Now everything in the input moves one place "
                "to the right: {moved}. What is the new output?"
            ),
            array="z",
            right=lambda pattern, w: correlate(at_place(pattern, 2), w),
            numbers={"pattern": Entries((3, 1), 1, 6), "w": Entries((2, -1), -2, 5)},
            where=lambda pattern, w: bool(w.all() and w[0] != w[1]),
            shown={
                "x": lambda pattern, w: at_place(pattern, 1),
                "z": lambda pattern, w: correlate(at_place(pattern, 1), w),
                "moved": lambda pattern, w: at_place(pattern, 2),
            },
            mistakes=(
                Mistake(
                    lambda pattern, w: correlate(at_place(pattern, 1), w),
                    "That would be an output that doesn't care where the pattern is (*invariant*). But the pattern has "
                    "moved, and its traces in the output move with it.",
                ),
                Mistake(
                    lambda pattern, w: convolve(at_place(pattern, 2), w, "valid"),
                    "These are the numbers of the true convolution: you turned the kernel round. The layer lays it "
                    "down as it is.",
                    "needless-flip",
                ),
                Mistake(
                    lambda pattern, w: correlate(at_place(pattern, 0), w),
                    "The output moves the *same* way as the input: to the right.",
                    "wrong-sign",
                ),
            ),
            hints=(
                "Compute the first entry with the new input.",
                "Compare the new output with the old one, place by place.",
            ),
            solution="Computed anew it is {right}: the old output, moved one place to the right.",
            proves=(
                "Move the input, and the output moves with it, as long as nothing is pushed over an end. (What comes "
                "in at the free end is new.) This is called *equivariance*, and it comes from using the same weights "
                "at every place. (An output that doesn't change at all would be *invariant*.)"
            ),
        ),
        Choice(
            id="weight-sharing/transpose",
            layer=DENSE,
            prompt=(
                "Suppose you know [[delta[i] = dL/dz[i]]], how fast the loss grows with each output. For a dense layer "
                "the chain rule then says how fast it grows with each input, the *gradient of the input*:\n\n"
                "[[dL/dx[k] = sum(i, delta[i]*A[i,k])]]\n\nIn matrices, what is that?"
            ),
            options=(
                Option(
                    "transpose",
                    "[[T(A) @ delta]], the transposed matrix times [[delta]]",
                    right=True,
                    says="The sum runs over the rows of [[A]], so the matrix is transposed.",
                ),
                Option(
                    "plain",
                    "[[A @ delta]], the same matrix times [[delta]]",
                    says=(
                        "That would sum over the columns. The sizes don't fit either, unless [[A]] is square: "
                        "[[delta]] has as many entries as [[A]] has rows."
                    ),
                    misconception="swapped-axes",
                ),
                Option(
                    "inverse",
                    "the inverse of [[A]] times [[delta]]",
                    says=(
                        "The gradient doesn't undo the layer; it hands each delta back along the connections it came "
                        "through. An inverse need not even exist: unless the kernel has one weight, the filter's "
                        "matrix isn't square."
                    ),
                ),
                Option(
                    "flip",
                    "[[A]] with its entries in reverse order, times [[delta]]",
                    says=(
                        "Careful: here is where many go astray. It is the *matrix* that is transposed, nothing is "
                        "reversed. What that means for the little kernel inside is the question of the lessons to come."
                    ),
                ),
            ),
            computed=lambda: next(
                name
                for name, text in {"transpose": "(T(A) @ delta)[k]", "plain": "(A @ delta)[k]"}.items()
                if DENSE.check("dL/dx[k]", text).verdict == "correct"
            ),
            hints=(
                "A product with [[A]] sums over its second index. Over which one is summed here?",
                "Summing over the first index is what the transposed matrix does.",
            ),
            solution=(
                "[[A @ x]] sums over the columns, the second index. [[sum(i, delta[i]*A[i,k])]] sums over the first "
                "one: that is [[T(A) @ delta]]."
            ),
            proves=(
                "A dense layer hands its gradient down with its transposed matrix. Write down the transpose of the "
                "*filter's* matrix, look at a row of it, and you can be ahead of the course."
            ),
        ),
    ),
    sources=(
        "V. Dumoulin, F. Visin: A guide to convolution arithmetic for deep learning (2016), "
        "https://arxiv.org/abs/1603.07285",
        "I. Goodfellow, Y. Bengio, A. Courville: Deep Learning (2016), section 9.2, https://www.deeplearningbook.org",
    ),
)
