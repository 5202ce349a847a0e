"""Where is the flip in this code? The same gradient as a scatter, which has none, and as a gather, which has one.

You will be able to turn one into the other, and to say why neither may be "mended" with a rotation.
Not here: stride and padding. Before this: the-flip.
Sources: the question as it is asked again and again in course forums; NumPy's documentation of ufunc.at.

The layer is written over its inputs, as in the-flip: the code's w is the kernel as it lies on the input.
"""

import numpy as np

from engine import Layer, convolve, correlate
from lessons import code_cases
from lessons.figures import scatter_gather
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
    Text,
)
from lessons.working import collecting
from lessons.zeros import wrong_mode

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(k, w[k-i]*x[k])", x="n", w="m", z="n-m+1")
NAMED = Layer("z[i] = sum(k, w[k-i]*x[k])", x="n", w="m", z="n-m+1", dx="n")
MATRIX = Layer(["A[i,k] = w[k-i]", "z[i] = sum(k, A[i,k]*x[k])"], w="m", A="n-m+1, n", x="n", z="n-m+1")

SCATTER = """```python
for i in range(len(delta)):
    for j in range(len(w)):
        dx[i + j] += w[j] * delta[i]
```"""

W = Entries((2, 5), -2, 6)
DELTA = Entries((3, -1, 4), -3, 5)


def scatter(delta, w, steps=None):
    """The gradient of the input as it stands after so many rounds of the outer loop; after all of them, if None."""
    dx = np.zeros(len(delta) + len(w) - 1, int)
    for i in range(len(delta) if steps is None else steps):
        for j in range(len(w)):
            dx[i + j] += w[j] * delta[i]
    return dx


def overwriting(delta, w):
    """The same loops with = in place of +=."""
    dx = np.zeros(len(delta) + len(w) - 1, int)
    for i in range(len(delta)):
        for j in range(len(w)):
            dx[i + j] = w[j] * delta[i]
    return dx


def thrown_back(delta, w):
    """The same loops with dx[i - j] in place of dx[i + j]."""
    dx = np.zeros(len(delta) + len(w) - 1, int)
    for i in range(len(delta)):
        for j in range(len(w)):
            dx[i - j] += w[j] * delta[i]
    return dx


def from_the_end(delta, w):
    """The gather without a test whether the index of delta is below 0."""
    places = range(len(delta) + len(w) - 1)
    return np.array([sum(w[j] * delta[k - j] for j in range(len(w)) if k - j < len(delta)) for k in places])


def right_line(lines):
    """The name of the line that fills dx with the right numbers, found by running all of them on one case."""
    delta, w = np.array([3, -1, 4]), np.array([2, 5])
    for name, product in lines.items():
        dx = [
            sum(product(delta, w, k, j) for j in range(2) if 0 <= (k + j if name == "forwards" else k - j) < 3)
            for k in range(4)
        ]
        if (np.array(dx) == convolve(delta, w)).all():
            return name
    raise AssertionError("one of the lines is right")


LESSON = Lesson(
    id="scatter-and-gather",
    title="Where is the flip in this code?",
    question="The code says `dx[i+j] += w[j]*delta[i]`. Where is the flip?",
    answer=(
        "Nowhere: scattering walks forwards over the outputs, and the flip appears only when you stand still at one "
        "input and gather what arrives, because then [[i = k - j]]."
    ),
    minutes=25,
    layer=LAYER,
    steps=(
        Text(
            "You proved that the gradient of the input reads backwards. Then you open somebody's code and find "
            "this:\n\n"
            f"{SCATTER}\n\n"
            "(`for i in range(3)` goes through i = 0, 1, 2, and `+=` adds to what is there already. For each `i` the "
            "inner loop runs through all `j`; one pass of the outer loop is a *round*. The code counts from 0, and "
            "calls the arrays `dx`, `w` and `delta`, whatever your notation calls them. Its `w` is the kernel as it "
            "lies on the input.)\n\n"
            "No minus sign, no reversed kernel, no rotation. Is it wrong? Learners ask this again and again. Run it by "
            "hand.",
            layer=NAMED,
        ),
        Text(
            "(As in the last lesson, [[w]] is the kernel as it lies on the input, too, and there is no `W`.)",
            notation="larochelle",
        ),
        Cells(
            id="scatter-and-gather/first",
            prompt=(
                "[[w]] = {w}, [[delta]] = {delta}, and `dx` starts with four zeros. What is in `dx` after the first "
                "round of the outer loop, `i` = 0?"
            ),
            array="dx",
            layer=NAMED,
            right=lambda w, delta: scatter(delta, w, 1),
            numbers={"w": W, "delta": DELTA},
            where=lambda w, delta: bool(w.all() and delta.all() and w[0] != w[1] and delta[0] != delta[1]),
            mistakes=(
                Mistake(
                    lambda w, delta: scatter(delta, w[::-1], 1),
                    "You turned the kernel round. Read what the code says: `dx[0 + 0]` gets `w[0]`.",
                    "needless-flip",
                ),
                Mistake(
                    lambda w, delta: np.append(w, (0, 0)),
                    "That is the kernel itself. Each weight is multiplied by `delta[0]` before it is added.",
                    "missing-factor",
                ),
                Mistake(
                    lambda w, delta: scatter(delta, w),
                    "That is `dx` at the very end. Stop after `i` = 0.",
                    "wrong-range",
                ),
                Mistake(
                    lambda w, delta: np.append(w[0] * delta, 0),
                    "You let `i` run and kept `j` = 0. The outer loop is the one over `i`: it stands at 0 while `j` "
                    "runs.",
                    "swapped-axes",
                ),
            ),
            hints=(
                "`i` is 0 all the time; `j` is 0, then 1.",
                "`dx[0]` gets `w[0] * delta[0]`, and `dx[1]` gets ...",
            ),
            solution=(
                "`dx[0] += w[0] * delta[0]` and `dx[1] += w[1] * delta[0]`: {right}. The first output throws the "
                "kernel, as it is, multiplied by its delta, onto the inputs that it had read."
            ),
            proves=("One output throws the whole kernel forwards. Of course it does: it had read its inputs forwards."),
        ),
        Cells(
            id="scatter-and-gather/all",
            prompt="Now all of it: [[w]] = {w}, [[delta]] = {delta}. What is in `dx` at the end?",
            array="dx",
            layer=NAMED,
            right=lambda w, delta: scatter(delta, w),
            numbers={"w": W, "delta": DELTA},
            where=lambda w, delta: bool(w.all() and delta.all() and w[0] != w[1]),
            shown={
                "work": lambda w, delta: collecting(delta, w),
                "one": lambda w, delta: scatter(delta[:1], w),
                "two": lambda w, delta: scatter(delta[1:2], w),
                "three": lambda w, delta: scatter(delta[2:], w),
            },
            mistakes=(
                Mistake(
                    lambda w, delta: overwriting(delta, w),
                    "What had been there was overwritten. The code says `+=`: where two throws overlap, they add up.",
                    "missing-sum",
                ),
                Mistake(
                    lambda w, delta: np.append(w[0] * delta, 0),
                    "Only the first weight has been thrown. In each round `j` runs through *all* weights.",
                    "missing-sum",
                ),
                Mistake(
                    lambda w, delta: convolve(delta, w[::-1]),
                    "You threw the kernel turned round. The code has no flip in it, so don't add one.",
                    "needless-flip",
                ),
                Mistake(
                    lambda w, delta: scatter(delta, w, 1),
                    "That is `dx` after the first round. Go on with `i` = 1 and `i` = 2.",
                    "wrong-range",
                ),
                Mistake(
                    lambda w, delta: scatter(delta[::-1], w),
                    "You took the deltas from the last to the first. `i` says which delta, and also where it is "
                    "thrown.",
                    "needless-flip",
                ),
            ),
            hints=(
                "The last exercise was the first round. Do the next two in the same way, without wiping anything out.",
                "The three outputs throw {one}, {two} and {three}, each one place further to the right than the one "
                "before.",
                "Add them up, place by place.",
            ),
            solution=(
                "The throws are {one}, {two} and {three}, each moved on by one place. Added up: {right}. Compare with "
                "the formula:\n\n{work}"
            ),
            proves=(
                "The code without a flip and your formula with the flip give the same numbers. Both are right. So "
                "where has the flip gone?"
            ),
        ),
        Text(
            "Watch both at once. Above, each output throws what it has to give: this is a *scatter*, and it is the "
            "code. Below, each input collects: this is a *gather*, and it is your formula. One slider moves through "
            "both. Look at the *order of the weights* in the two."
        ),
        scatter_gather((3, -1, 4, 2), (2, 5, 1)),
        Pick(
            id="scatter-and-gather/lands",
            prompt=(
                "Here are all products of the code, a row for each round of the outer loop: {outputs} outputs, {m} "
                "weights. Pick those that land in `dx[{k}]`."
            ),
            cells=lambda outputs, m, k: tuple(tuple(f"w[{j}]*delta[{i}]" for j in range(m)) for i in range(outputs)),
            right=lambda outputs, m, k: tuple(f"w[{k - i}]*delta[{i}]" for i in range(outputs) if 0 <= k - i < m),
            because=lambda cell, outputs, m, k: (
                f"it lands in `dx[{int(cell[2]) + int(cell[-2])}]`, because {cell[-2]} + {cell[2]} is "
                f"{int(cell[2]) + int(cell[-2])}"
            ),
            numbers={"outputs": Integer(4, 4, 5), "m": Integer(3, 3, 3), "k": Integer(2, 2, 3)},
            where=lambda outputs, m, k: k <= outputs - 1,
            typeset=False,
            mistakes=(
                Mistake(
                    lambda outputs, m, k: tuple(f"w[{j}]*delta[{k + j}]" for j in range(m) if k + j < outputs),
                    "In these, `i` and `j` grow together, so they land further and further to the right. To land in "
                    "the same place, one must go down as the other goes up.",
                    "no-flip",
                ),
                Mistake(
                    lambda outputs, m, k: tuple(f"w[{j}]*delta[{k}]" for j in range(m)),
                    "That is what output {k} throws: it lands in three different places.",
                    "swapped-axes",
                ),
                Mistake(
                    lambda outputs, m, k: (f"w[0]*delta[{k}]",),
                    "That is one of them. Other outputs hit `dx[{k}]` too, with other weights.",
                    "missing-sum",
                ),
            ),
            hints=(
                "A product lands in `dx[i + j]`. Which pairs have the sum {k}?",
                "At most one in each row: with `i` given, `j` has to be {k} − `i`. Is there such a weight?",
            ),
            solution=(
                "Those with `i + j` = {k}. They lie on the diagonal from the upper right to the lower left: as `i` "
                "grows, `j` falls."
            ),
            proves=(
                "There it is. The rows of the code run forwards, and what lands in *one* place is a diagonal across "
                "them."
            ),
        ),
        Number(
            id="scatter-and-gather/first-arrival",
            prompt=(
                "The kernel has {m} weights, there are more than {k} outputs, and the outer loop counts `i` up from 0. "
                "With which weight does the *first* product arrive in `dx[{k}]`? Give its index `j` in the code."
            ),
            right=lambda m, k: min(k, m - 1),
            numbers={"m": Integer(4, 3, 6), "k": Integer(5, 2, 9)},
            where=lambda m, k: k > m,
            shown={"first": lambda m, k: k - m + 1},
            mistakes=(
                Mistake(
                    lambda m, k: 0,
                    "`w[0]` arrives *last*: it comes with `i` = {k}, and by then the loop has thrown all the earlier "
                    "outputs.",
                    "no-flip",
                ),
                Mistake(
                    lambda m, k: m,
                    "There is no such weight: in the code the first one has the index 0, not 1.",
                    "counts-from-one",
                ),
                Mistake(
                    lambda m, k: k,
                    "There is no such weight. What is thrown with `i` = 0 doesn't reach `dx[{k}]`; which is the first "
                    "`i` that does?",
                    "wrong-range",
                ),
                Mistake(
                    lambda m, k: k - m + 1,
                    "That is the first *output* that reaches `dx[{k}]`. With which of its weights does it get there?",
                    "wrong-operation",
                ),
            ),
            hints=(
                "Which is the first `i` whose kernel reaches `dx[{k}]`?",
                "`i` = {first} reaches it, with the last of the weights.",
            ),
            solution=(
                "`i` = {first} is the first to reach `dx[{k}]`, and it does so with the last weight, `j` = {right}. "
                "The next output comes with the weight before it, and `w[0]` comes last."
            ),
            proves=(
                "Stand still at one input, and the weights arrive in *reverse order*. That is the flip: not in what is "
                "thrown, but in what arrives."
            ),
        ),
        Formula(
            id="scatter-and-gather/bracket",
            prompt=(
                "As a formula, the code is [[sum(i, j, delta[i]*w[j]*[i+j == k])]]: all products, sorted by where they "
                "land. Get rid of the bracket and of one sum, so that one reads off what [[x[k]]] *gathers*. (You know "
                "what has to come out. See where its sign comes from.)"
            ),
            wanted="dL/dx[k]",
            mistakes=(
                Mistake(
                    "sum(j, delta[k+j]*w[j])",
                    "The bracket says [[i + j = k]]. Solve it for [[i]]: the sign turns.",
                    "no-flip",
                ),
                Mistake(
                    "sum(j, delta[k-j]*w[m-1-j])",
                    "The kernel lies the wrong way round: for the first entry this takes the *last* weight, but in the "
                    "code `dx[0]` gets `w[0] * delta[0]`, and nothing else.",
                    "no-flip",
                ),
                Mistake(
                    "sum(j, delta[j]*w[j])",
                    "Here both rows are read at the same place, so they move together, and the sum is the same for "
                    "every [[k]]. What ties the two places to [[k]] is the bracket: [[i + j = k]].",
                ),
                *(
                    Mistake(
                        same_for_all,
                        "There is no [[k]] in it: the sum is the same for every [[k]]. What ties the two places to "
                        "[[k]] is the bracket: [[i + j = k]].",
                    )
                    for same_for_all in ("sum(j, delta[j]*w[m-1-j])", "sum(j, delta[m-1-j]*w[j])")
                ),
                Mistake(
                    "delta[k]*w[k]",
                    "That is a single product, and its indices make [[i + j = k]] true for the first entry only. Add "
                    "up all the products whose indices do.",
                    "missing-sum",
                ),
                *(
                    Mistake(
                        together,
                        "Here both rows are read at the same place, so they move together. The bracket says "
                        "[[i + j = k]]: which weight goes with [[delta[k-j]]]?",
                    )
                    for together in ("sum(j, delta[k-j]*w[k-j])", "sum(j=0..m-1, delta[k-j]*w[k-j])")
                ),
                Mistake(
                    "sum(j, delta[k-j]*w[k])",
                    "The deltas are the right ones. But here they all meet the same weight, [[w[k]]]. In the code each "
                    "of them meets another one.",
                ),
                Mistake(
                    "sum(j, delta[j-k]*w[j])",
                    "The bracket says [[i + j = k]], and that is [[i = k - j]]: here the sign is turned.",
                    "no-flip",
                ),
                *(
                    Mistake(
                        one_delta,
                        "Here one delta goes with all the weights. For each [[j]] the bracket leaves another [[i]]: "
                        "which?",
                    )
                    for one_delta in (
                        "sum(j, delta[k]*w[j])",
                        "sum(j, delta[k]*w[m-1-j])",
                        "sum(i, delta[k]*w[k-i])",
                        "sum(i, delta[k]*w[i-k])",
                    )
                ),
                *(
                    Mistake(
                        apart,
                        "Put the two indices in for [[i]] and [[j]]: they have to make the bracket's [[i + j = k]] "
                        "true, and here they don't.",
                    )
                    for apart in (
                        "sum(j, delta[k+j]*w[k-j])",
                        "sum(j, delta[k+j]*w[k+j])",
                        "sum(j, delta[k+j]*w[m-1-j])",
                        "sum(j, delta[k-j]*w[k+j])",
                        "sum(j, delta[k-j]*w[j-k])",
                    )
                ),
                Mistake(
                    "sum(i, delta[i]*w[k])",
                    "Here one weight goes with all the deltas. For each [[i]] the bracket leaves another [[j]]: which?",
                ),
                Mistake(
                    "sum(i, j, delta[i]*w[j])",
                    "Without the bracket, everything lands everywhere. It has to be *used*: it ties [[i]] to [[k]] and "
                    "[[j]].",
                    "extra-sum",
                ),
                *wrong_mode("delta"),
                Mistake(
                    "sum(i, delta[i]*w[i-k])",
                    "You solved for [[j]], which is fine, but [[j = k - i]].",
                    "no-flip",
                ),
            ),
            feedback={
                "missing-sum": (
                    "Outputs are left out. Every output that reads [[x[k]]] sends something back: [[z[k]]] and those "
                    "*before* it."
                ),
            },
            hints=("For a given [[k]] and [[j]], which [[i]] makes the bracket 1?", "Only [[i = k - j]]. Put it in."),
            solution=(
                "For a given [[j]] the bracket is 1 for one [[i]] only, [[i = k - j]]. So the sum over [[i]] has one "
                "term left:\n\n[[sum(j, delta[k-j]*w[j])]]"
            ),
            proves=(
                "Scatter and gather are one sum in two orders: by where a product *comes from*, or by where it "
                "*lands*. Getting from one to the other is what turns the sign."
            ),
        ),
        Choice(
            id="scatter-and-gather/rotation",
            prompt=(
                "A colleague has read that “the kernel is rotated in the backward pass” and mends the code:\n\n"
                "```python\ndx[i + j] += w[::-1][j] * delta[i]\n```\n\n"
                "What does it compute now? (`w[::-1]` is the kernel in reverse order.)"
            ),
            options=(
                Option(
                    "right",
                    "The gradient of the input: before, the rotation was missing.",
                    says="Before, it gave your numbers exactly. With one more flip it can't give them as well.",
                    misconception="no-flip",
                ),
                Option(
                    "wrong",
                    "[[corr(delta, w, full)]]: a wrong gradient.",
                    right=True,
                    says="The scatter is the convolution already. A flip on top makes it a correlation.",
                ),
                Option(
                    "same",
                    "The same as before: the order of a sum doesn't matter.",
                    says=(
                        "The order in which products are *added* doesn't matter. But here other products are made: "
                        "`delta[0]` now hits `dx[0]` with the last weight."
                    ),
                ),
                Option(
                    "dw",
                    "The gradient of the kernel.",
                    says="There is no [[x]] in it.",
                    misconception="wrong-operation",
                ),
            ),
            computed=lambda: (
                "wrong"
                if (scatter((3, -1, 4), (5, 2)) == correlate((3, -1, 4), (2, 5), "full")).all()
                and not (scatter((3, -1, 4), (5, 2)) == convolve((3, -1, 4), (2, 5))).all()
                else "right"
            ),
            hints=("What was `dx[0]` before, and what is it now?", "[[x[0]]] was read with [[w[0]]] only."),
            solution=(
                "`dx[0]` would become the *last* weight times `delta[0]`, but the first output had read the first "
                "input with [[w[0]]]. The sentence about the rotation is about the *gather* form."
            ),
            proves=(
                "“Rotate the kernel” is true of gathering and false of scattering. Before you flip anything, ask which "
                "of the two you are looking at."
            ),
        ),
        Choice(
            id="scatter-and-gather/transposed",
            layer=MATRIX,
            prompt=(
                "Another program computes the gradient of the input as [[T(A) @ delta]], with the matrix "
                "[[A[i,k] = w[k-i]]] of the layer. It exchanges the rows and columns of the matrix and reverses "
                "nothing. Has it forgotten the flip?"
            ),
            options=(
                Option(
                    "yes",
                    "Yes: the kernel has to be turned round before the matrix is made.",
                    says=(
                        "Then it would be the matrix of another layer. Look at what stands in a *row* of the "
                        "transposed matrix."
                    ),
                    misconception="no-flip",
                ),
                Option(
                    "stored",
                    "Yes, but it doesn't matter: a kernel that is learned may as well be stored turned round.",
                    says=(
                        "So it may, for a whole network. But this gradient belongs to the kernel that the forward pass "
                        "has used, and to no other."
                    ),
                    misconception="no-flip",
                ),
                Option(
                    "no",
                    "No: in a row of the transposed matrix the weights stand in reverse order.",
                    right=True,
                    says="Row [[k]] holds [[w[k-i]]] at column [[i]]: from left to right the weight's index goes down.",
                ),
                Option(
                    "symmetric",
                    "No, as long as the kernel reads the same in both directions.",
                    says="It holds for every kernel. Write the matrix for two weights and look at it.",
                ),
            ),
            computed=lambda: "no" if MATRIX.check("dL/dx[k]", "(T(A) @ delta)[k]").verdict == "correct" else "yes",
            hints=(
                "Write the matrix for two weights and three outputs, and exchange its rows and columns.",
                "A row of the matrix is (0, [[w[0]]], [[w[1]]], 0). What is a row of the transposed one?",
            ),
            solution=(
                "Row [[k]] of the transposed matrix is column [[k]] of the matrix: it holds [[w[k-i]]] at place "
                "[[i]], and as [[i]] grows, the weight's index falls. For two weights and three outputs one of them is "
                "([[w[1]]], [[w[0]]], 0)."
            ),
            proves=(
                "Transposing the big matrix *is* turning the little kernel round. PyTorch's "
                "`conv_transpose1d(delta, w)` is named after this: for a layer like ours it gives the gradient of the "
                "input, [[conv(delta, w, full)]], and nobody has to flip anything by hand. (It gives the gradient; it "
                "doesn't undo the layer, so it doesn't give [[x]] back.)"
            ),
        ),
        Choice(
            id="scatter-and-gather/gather",
            prompt=(
                "Now write the gather. In the loops `for k in range(n)` and `for j in range(m)`, with the lengths `n` "
                "of `dx` and `m` of `w`, and only where the index of `delta` is inside, which line is right?"
            ),
            options=(
                Option(
                    "backwards",
                    "`dx[k] += w[j] * delta[k - j]`",
                    right=True,
                    says="`dx[k]` collects from the output `k - j` by the weight `j`.",
                ),
                Option(
                    "forwards",
                    "`dx[k] += w[j] * delta[k + j]`",
                    says="The outputs after `k` never read `x[k]`.",
                    misconception="no-flip",
                ),
                Option(
                    "twice",
                    "`dx[k] += w[m - 1 - j] * delta[k - j]`",
                    says="Two flips: `k - j` runs backwards already.",
                    misconception="no-flip",
                ),
                Option(
                    "single",
                    "`dx[k] += w[j] * delta[k]`",
                    says="All weights would meet the same delta. Each belongs to an output of its own.",
                    misconception="missing-sum",
                ),
            ),
            computed=lambda: right_line(
                {
                    "forwards": lambda delta, w, k, j: w[j] * delta[k + j],
                    "twice": lambda delta, w, k, j: w[1 - j] * delta[k - j],
                    "backwards": lambda delta, w, k, j: w[j] * delta[k - j],
                }
            ),
            hints=(
                "Take the line of the scatter and call its target `k`.",
                "`k` is `i + j`, so `i` is `k - j`.",
            ),
            solution=(
                "In the scatter the target is `i + j`. Call it `k`; then `i` is `k - j`, and the line becomes "
                "`dx[k] += w[j] * delta[k - j]`. The test of the index takes care of the borders."
            ),
            proves=(
                "Same products, other order. In a gather no two inputs write to the same place, so all places can be "
                "computed at the same time; a scatter has to add carefully where throws overlap. (NumPy's "
                "`dx[places] += values` doesn't: of a place that is listed twice it keeps one product only. "
                "`numpy.add.at` adds them all.)"
            ),
        ),
        Code(
            id="scatter-and-gather/code",
            prompt="Write the gradient of the input as a scatter, without a flip, in any way you like.",
            signature="def scatter(delta, w):",
            right=lambda delta, w: convolve(delta, w),
            cases=code_cases.backward,
            mistakes=(
                Mistake(
                    lambda delta, w: overwriting(delta, w),
                    "Where two throws overlap, the later one has overwritten the earlier one. Add. (`dx[places] += "
                    "...` keeps one of several products for a place that is listed twice; `numpy.add.at` adds them.)",
                    "missing-sum",
                ),
                Mistake(
                    lambda delta, w: convolve(delta, w[::-1]),
                    "Your kernel arrives the wrong way round: this is `numpy.correlate`, or a scatter whose kernel was "
                    "turned round. Each output throws the kernel as it is.",
                    "no-flip",
                ),
                Mistake(
                    lambda delta, w: np.append(delta * w.sum(), np.zeros(len(w) - 1)),
                    "All products of an output land on one input here. Output i had read the inputs from i on: the "
                    "product with w[j] belongs to `dx[i + j]`.",
                ),
                Mistake(
                    thrown_back,
                    "You throw backwards, to `dx[i - j]`, and below 0 Python counts from the end. Output i had read "
                    "the inputs from i on.",
                    "no-flip",
                ),
                Mistake(
                    lambda delta, w: convolve(np.ones(len(delta)), w),
                    "You throw the kernel alone. Each output throws it multiplied by its delta.",
                    "missing-factor",
                ),
                Mistake(
                    from_the_end,
                    "Your index of `delta` falls below 0, and there Python counts from the end. Test it, or scatter: "
                    "there no index falls below 0.",
                    "wrong-range",
                ),
            ),
            hints=(
                "One loop is enough: each output throws the whole kernel, multiplied by its delta.",
                "Output i had read the inputs from i on, so that is where its throw lands: `dx[i : i + len(w)]`.",
                "`dx[i : i + len(w)] += w * delta[i]`",
            ),
            solution=(
                "```python\ndef scatter(delta, w):\n    dx = np.zeros(len(delta) + len(w) - 1)\n    for i in "
                "range(len(delta)):\n        dx[i : i + len(w)] += w * delta[i]\n    return dx\n```"
            ),
            proves="One loop, one slice, no flip; and every entry agrees with the convolution.",
        ),
    ),
    sources=(
        "DeepLearning.AI community: Question about backpropagation in convolutional layers, "
        "https://community.deeplearning.ai/t/121204",
        "PyTorch issue 61100, on col2im and the rotation: https://github.com/pytorch/pytorch/issues/61100",
        "PyTorch documentation, torch.nn.ConvTranspose1d: "
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose1d.html",
        "NumPy documentation, numpy.ufunc.at: https://numpy.org/doc/stable/reference/generated/numpy.ufunc.at.html",
    ),
)
