"""How do you know it is right? Central differences, and test cases in which no wrong gradient can hide.

You will be able to check any gradient of your own, to see why a mean can't, and to choose a test case that can.
Not here: what stride, dilation, padding and channels do to the formulas. Before this: the-flip.
Sources: the cell that checks a well-known course's gradients by their means; a bug report on checking at a kink.

The layer is written over its inputs, as in the-flip: w is the kernel as it lies on the input.
"""

from fractions import Fraction

import numpy as np

from engine import Layer, convolve, correlate
from lessons import mutants
from lessons.figures import jacobian_compare
from lessons.model import (
    Cells,
    Choice,
    Code,
    Entries,
    Formula,
    Integer,
    Lesson,
    Mistake,
    Mutants,
    Number,
    Option,
    Text,
)
from lessons.working import dot

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(k, w[k-i]*x[k])", x="n", w="m", z="n-m+1")
TOTAL = Layer("s = sum(k, q, delta[k-q]*w[q])", delta="r", w="m", s="", given={})


def matrix(w, n):
    """The matrix of the filter: its columns are what single 1s become."""
    return np.stack([correlate(column, w) for column in np.eye(n, dtype=int)], axis=1).astype(int)


def told_apart(w, delta):
    """Whether a gradient without the flip differs from the right one, in any entry, in this test case."""
    return bool((convolve(delta, w) != correlate(delta, w, "full")).any())


def central(f, x, h):
    """The central differences of f at x, one for every entry."""
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x + step) - f(x - step)) / (2 * h) for step in steps]).reshape(x.shape)


def one_sided(f, x, h):
    """The same with a step to one side only."""
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x + step) - f(x)) / h for step in steps]).reshape(x.shape)


def all_together(f, x, h):
    """One number: all entries take the step at the same time."""
    return (f(x + h) - f(x - h)) / (2 * h)


def added_up(f, x, h):
    """One number: the central differences of all entries, added up."""
    return central(f, x, h).sum()


def divided_first(f, x, h):
    """The same as central, without the brackets around the difference."""
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([f(x + step) - f(x - step) / (2 * h) for step in steps]).reshape(x.shape)


def never_put_back(f, x, h):
    """The same in one array, where each entry stays a step below its place; above it, if h is negative."""
    x, slopes = x.copy(), np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        slopes[place] = (above - f(x)) / (2 * h)
    return slopes


def piled_up(f, x, h):
    """The same in two copies that are made once, where each entry stays a step above its place and a step below."""
    up, down, slopes = x.copy(), x.copy(), np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up[place] += h
        down[place] -= h
        slopes[place] = (f(up) - f(down)) / (2 * h)
    return slopes


def random_case(seed):
    """A function whose slope bends and whose entries meet, a point, and a step that is not small.

    The steps differ: with one alone, another factor could stand for twice the step. Three entries meet in one product:
    without it, all nudged at the same time would give what the entries give one by one, added up.
    """
    random = np.random.default_rng(seed)
    weights = random.integers(1, 5, 4)
    point = random.integers(-3, 4, 4) + 0.5

    def f(x):
        return float((weights * x**3).sum() + 3 * x[:-1] @ x[1:] + x[:3].prod())

    return {"f": f, "x": point, "h": 0.5 ** (1 + seed % 3)}


LESSON = Lesson(
    id="trust",
    title="How do you know it is right?",
    question="How do you know that a gradient is right, yours or anybody's?",
    answer=(
        "Nudge every entry, compare every entry, and do it on a test case so crooked that none of the wrong gradients "
        "one knows gives the same numbers."
    ),
    minutes=30,
    layer=LAYER,
    steps=(
        Text(
            "You have proofs. A program has bugs, though, and a library has other people's bugs. So one needs a way to "
            "check a gradient *without knowing the formula*. There is one, and both gradients began with it: nudge, "
            "and see what the loss does.\n\n"
            "Take a simple function first: $f(t) = t^2$, whose slope is $2t$."
        ),
        Number(
            id="trust/difference",
            prompt=(
                "Nudge $t$ = {t} by 1 to both sides. The *central difference* is $\\frac{f(t+1) - f(t-1)}{2}$. "
                "For $f(t) = t^2$, what is it?"
            ),
            right=lambda t: Fraction((t + 1) ** 2 - (t - 1) ** 2, 2),
            numbers={"t": Integer(3, 3, 12)},
            shown={
                "above": lambda t: (t + 1) ** 2,
                "below": lambda t: (t - 1) ** 2,
                "slope": lambda t: 2 * t,
            },
            mistakes=(
                Mistake(
                    lambda t: (t + 1) ** 2 - t**2,
                    "That is the difference to one side only. It is off by as much as the step. Take the one to both "
                    "sides.",
                    "missing-term",
                ),
                Mistake(
                    lambda t: t**2 - (t - 1) ** 2,
                    "That is the difference to one side only, to the left. It is off by as much as the step. Take the "
                    "one to both sides.",
                    "missing-term",
                ),
                Mistake(
                    lambda t: (t + 1) ** 2 - (t - 1) ** 2,
                    "Divide by the distance between the two points, which is 2.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda t: (t + 1) ** 2 - Fraction((t - 1) ** 2, 2),
                    "You divided only one of the two values. Put the difference in brackets, and then divide.",
                ),
                Mistake(lambda t: t**2, "That is the value of the function, not how fast it grows.", "wrong-operation"),
            ),
            hints=("$f$ is {above} on one side and {below} on the other.", "Subtract, and divide by 2."),
            solution=(
                "({above} − {below}) / 2 = {right}, exactly the slope. With any step $h$: $(t+h)^2 - (t-h)^2$ is "
                "$4th$, and divided by $2h$ that is $2t$; to one side, $(t+h)^2 - t^2$ divided by $h$ is $2t + h$."
            ),
            proves=(
                "For a square, the central difference is exact, whatever the step; to one side it is off by the step. "
                "So always take both sides."
            ),
        ),
        Number(
            id="trust/cube",
            prompt=(
                "Now $f(t) = t^3$, whose slope is $3t^2$, at $t$ = {t}, and with a step of {h}: nudge by {h} to both "
                "sides, subtract, and divide by the distance. By how much is this central difference too large?"
            ),
            right=lambda t, h: Fraction((t + h) ** 3 - (t - h) ** 3, 2 * h) - 3 * t**2,
            numbers={"t": Integer(3, 3, 9), "h": Integer(2, 2, 5)},
            where=lambda t, h: t > h,
            shown={
                "above": lambda t, h: (t + h) ** 3,
                "below": lambda t, h: (t - h) ** 3,
                "width": lambda t, h: 2 * h,
                "slope": lambda t, h: 3 * t**2,
                "central": lambda t, h: 3 * t**2 + h**2,
            },
            mistakes=(
                Mistake(
                    lambda t, h: Fraction((t + h) ** 3 - t**3, h) - 3 * t**2,
                    "That is by how much the difference to *one* side is too large. Both sides do much better.",
                    "missing-term",
                ),
                Mistake(
                    lambda t, h: Fraction(t**3 - (t - h) ** 3, h) - 3 * t**2,
                    "That is by how much the difference to *one* side, the left one, is off: it is negative, since "
                    "that one is too *small*. Both sides do much better.",
                    "missing-term",
                ),
                Mistake(
                    lambda t, h: 3 * t**2 - Fraction(t**3 - (t - h) ** 3, h),
                    "That is by how much the difference to *one* side, the left one, is too *small*. Both sides do "
                    "much better.",
                    "missing-term",
                ),
                Mistake(
                    lambda t, h: h,
                    "The step itself is by how much the difference to *one* side is off for a *square*. Here both "
                    "sides are taken, and the function is a cube: compute it.",
                ),
                Mistake(
                    lambda t, h: Fraction((t + h) ** 3 - (t - h) ** 3, 2 * h),
                    "That is the central difference itself. Subtract the slope, $3t^2$.",
                    "missing-term",
                ),
                Mistake(
                    lambda t, h: 3 * t**2,
                    "That is the slope. By how much is the central difference larger than it?",
                    "missing-term",
                ),
                Mistake(
                    lambda t, h: Fraction((t + h) ** 3 - (t - h) ** 3, 2) - 3 * t**2,
                    "Divide by the distance between the two points: it is {width} here, not 2.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda t, h: Fraction((t + h) ** 3 - (t - h) ** 3, 2),
                    "The distance between the two points is {width} here, not 2. And when you have divided by it, "
                    "subtract the slope.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda t, h: (t + h) ** 3 - (t - h) ** 3 - 3 * t**2,
                    "Before you compare with the slope, divide by the distance between the two points, {width}.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda t, h: (t + h) ** 3 - (t - h) ** 3,
                    "That is the difference of the two values. Divide it by the distance between the two points, "
                    "{width}, and then subtract the slope.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda t, h: Fraction((t + h) ** 3 - t**3, h),
                    "That is the difference to *one* side, divided by the step. Nudge to both sides, and then subtract "
                    "the slope.",
                    "missing-term",
                ),
                Mistake(
                    lambda t, h: Fraction(t**3 - (t - h) ** 3, h),
                    "That is the difference to *one* side, to the left, divided by the step. Nudge to both sides, and "
                    "then subtract the slope.",
                    "missing-term",
                ),
                Mistake(
                    lambda t, h: 0,
                    "It was exact for the square. The cube bends differently: compute it.",
                    "missing-term",
                ),
            ),
            hints=(
                "The central difference is ({above} − {below}) / {width}.",
                "It is {central}, and the slope is {slope}.",
            ),
            solution=(
                "({above} − {below}) / {width} = {central}, and the slope is $3t^2$ = {slope}. It is too large by "
                "{right}, the *square* of the step: $(t+h)^3 - (t-h)^3$ is $6t^2h + 2h^3$, and divided by $2h$ that is "
                "$3t^2 + h^2$."
            ),
            proves=(
                "The error shrinks with the square of the step: of the cube exactly, and nearly so of any smooth "
                "function. With floats (a computer's numbers with a fractional part, of which it keeps a fixed number "
                "of digits) of 64 bits and a step of 10⁻⁴ some eight digits agree. A smaller step isn't always better: "
                "the two values become so alike that their difference loses digits, and below 10⁻⁵ or so this costs "
                "more than the step gains. (With floats of 32 bits, the usual ones of deep learning, a step of 10⁻⁴ "
                "leaves some three digits, and the best step about five: check gradients in 64.)"
            ),
        ),
        Choice(
            id="trust/how-close",
            prompt=(
                "A check in 64 bits, with a step of 10⁻⁴, prints for the first entry: *yours* 1.500000, *central "
                "difference* 0.750000. In the other entries, too, yours is twice the other. Four friends explain it. "
                "Who is right?"
            ),
            options=(
                Option(
                    "rounding",
                    "“That is rounding. Floats never agree exactly.”",
                    says="Rounding changes the last digits, now up and now down. It doesn't double every entry.",
                    misconception="wrong-scale",
                ),
                Option(
                    "step",
                    "“The step is too large.”",
                    says=(
                        "Take half the step: what comes from the step shrinks to about a quarter, and a factor of two "
                        "stays a factor of two."
                    ),
                    misconception="wrong-scale",
                ),
                Option(
                    "trains",
                    "“Never mind, the network trains with it.”",
                    says=(
                        "It would even with twice the gradient: a step against it still leads downhill. Gradients with "
                        "worse mistakes have trained well enough to be published. That is why training is no test."
                    ),
                    misconception="wrong-scale",
                ),
                Option(
                    "formula",
                    "“There is a factor too much in one of the two: in your formula, or in the check.”",
                    right=True,
                    says=(
                        "A factor, a sign, a shift by one: each comes from a mistake, in your formula or in the "
                        "check, and is far above any rounding."
                    ),
                ),
            ),
            hints=(
                "How many digits should agree with such a step? The note under the last exercise says it.",
                "Would rounding do the same to every entry?",
            ),
            solution=(
                "Some eight digits should agree, and not even the first one does. The same factor everywhere is no "
                "rounding. Something is counted twice in your formula, or halved in the check. To find out which, try "
                "the check on $t^2$ first."
            ),
            proves=(
                "How close is close enough? Divide the difference by the size of the numbers. With such a step it "
                "should be about 10⁻⁸ or less; from 10⁻⁴ on, look for a mistake (or for a kink, of which more below)."
            ),
        ),
        Text(
            "(In this lesson [[w]] is once more the kernel as it lies on the input, and there is no `W`.)",
            notation="larochelle",
        ),
        Number(
            id="trust/nudge",
            prompt=(
                "Now a layer. Let the loss be [[L]] = 3·[[z[0]]] − 1·[[z[1]]] + 4·[[z[2]]], with the kernel [[w]] = "
                "{w} as it lies on the input. The outputs are {z}. Then [[x[{k}]]] grows by 1, and the outputs become "
                "{after}. By how much has the loss grown?"
            ),
            right=lambda x, w, k: np.array((3, -1, 4)) @ (correlate(x + np.eye(4, dtype=int)[k], w) - correlate(x, w)),
            numbers={"x": Entries((1, 3, 2, 0), 0, 5), "w": Entries((2, 5), 1, 6), "k": Integer(1, 1, 2)},
            where=lambda x, w, k: w[0] != w[1],
            shown={
                "z": lambda x, w, k: correlate(x, w),
                "after": lambda x, w, k: correlate(x + np.eye(4, dtype=int)[k], w),
                "grown": lambda x, w, k: correlate(np.eye(4, dtype=int)[k], w),
                "work": lambda x, w, k: dot((3, -1, 4), correlate(np.eye(4, dtype=int)[k], w)),
            },
            mistakes=(
                Mistake(
                    lambda x, w, k: np.array((3, -1, 4)) @ correlate(x + np.eye(4, dtype=int)[k], w),
                    "That is the new loss. Subtract the old one.",
                    "missing-term",
                ),
                Mistake(
                    lambda x, w, k: np.array((3, -1, 4)) @ correlate(x, w),
                    "That is the old loss. The question is how much it *grows*: subtract it from the new one.",
                    "wrong-operation",
                ),
                Mistake(
                    lambda x, w, k: np.array((3, 1, 4)) @ correlate(np.eye(4, dtype=int)[k], w),
                    "The second output counts with −1: when it grows, the loss falls.",
                    "wrong-sign",
                ),
                Mistake(
                    lambda x, w, k: w.sum(),
                    "That is by how much the outputs have grown, all together. The loss weighs them with 3, −1 and 4.",
                    "no-chain-rule",
                ),
                Mistake(
                    lambda x, w, k: np.array((3, -1, 4)) @ correlate(np.eye(4, dtype=int)[k], w[::-1]),
                    "The growths are right, but exchanged. Check the outputs once more: which of them has grown by how "
                    "much?",
                    "no-flip",
                ),
            ),
            hints=("By how much has each output grown?", "They have grown by {grown}. Weigh them with 3, −1 and 4."),
            solution="The outputs have grown by {grown}, so the loss has grown by {work}.",
            proves=(
                "With the deltas 3, −1, 4 your formula gives the same number for [[x[{k}]]], and you didn't need it. "
                "(A nudge of 1 may be so large because this loss only multiplies [[x]] and adds: it grows by the same "
                "amount for every unit.) Fixed numbers in place of a real loss: this is how gradients of layers are "
                "tested."
            ),
        ),
        Text(
            "So nudge every entry, and compare. *Compare what?* Here good people have gone astray. A "
            "well-known course, DeepLearning.AI's on convolutional networks, checks each gradient by its **mean**."
        ),
        Cells(
            id="trust/mean",
            prompt=(
                "[[delta]] = {delta}, [[w]] = {w}. The right gradient of the input is {right_one}. Somebody forgets "
                "the flip and gets {wrong_one}. Fill in the two *means*: first that of the right one, then that of the "
                "wrong one. (Fractions are fine.)"
            ),
            names=(("The mean of the right one",), ("The mean of the wrong one",)),
            right=lambda delta, w: np.array([[convolve(delta, w).mean()], [convolve(delta, w[::-1]).mean()]]),
            numbers={"delta": Entries((3, -1, 4)), "w": Entries((2, 5), 1, 8)},
            where=lambda delta, w: bool(
                delta.sum() and delta[0] and (convolve(delta, w) != convolve(delta, w[::-1])).all()
            ),
            shown={
                "same": lambda delta, w: Fraction(int(convolve(delta, w).sum()), 4),
                "right_one": lambda delta, w: convolve(delta, w),
                "wrong_one": lambda delta, w: convolve(delta, w[::-1]),
                "sum": lambda delta, w: convolve(delta, w).sum(),
            },
            mistakes=(
                Mistake(
                    lambda delta, w: np.array([[convolve(delta, w).sum()], [convolve(delta, w[::-1]).sum()]]),
                    "These are the sums. A mean is the sum divided by the number of entries, 4.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda delta, w: np.array([[Fraction(int(convolve(delta, row).sum()), 3)] for row in (w, w[::-1])]),
                    "You divided by the number of deltas. A mean is the sum divided by the number of *its* entries, "
                    "and here there are 4.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda delta, w: np.array([[convolve(delta, w)[0]], [convolve(delta, w[::-1])[0]]]),
                    "These are the first entries. Take the mean of each whole row.",
                    "wrong-operation",
                ),
            ),
            hints=("Add up each row. What do you notice?", "Then divide by the number of entries, 4."),
            solution="Both rows add up to {sum}, so their means are equal: both are {same}.",
            proves=(
                "A test that compares means passes a gradient that is wrong in every entry. The course's own "
                "test, when it is run, passes a kernel that is turned round, and even one replaced by its average."
            ),
        ),
        Formula(
            id="trust/why-mean",
            layer=TOTAL,
            prompt=(
                "Was that luck? Take [[r]] deltas and [[m]] weights, and add up the whole gradient: "
                "[[s = sum(k, q, delta[k-q]*w[q])]]. If one weight, [[w[j]]], grows by 1, by how much does this total "
                "grow?"
            ),
            wanted="ds/dw[j]",
            mistakes=(
                *(
                    Mistake(
                        one_delta,
                        "[[w[j]]] doesn't meet that delta alone. As [[k]] runs through all inputs, [[w[j]]] meets "
                        "[[delta[k-j]]], and that is a different one every time.",
                        "missing-sum",
                    )
                    for one_delta in ("delta[j]", "r*delta[j]", "(r+m-1)*delta[j]")
                ),
                *(
                    Mistake(
                        total,
                        "That is the total itself. The question is how much it *grows* when the one weight [[w[j]]] "
                        "grows.",
                    )
                    for total in (
                        "s",
                        "sum(k, q, delta[k-q]*w[q])",
                        "sum(i, delta[i])*sum(q, w[q])",
                        "sum(k, conv(delta, w)[k])",
                    )
                ),
                Mistake(
                    "sum(i, delta[i])*w[j]",
                    "That is all that [[w[j]]] has a part in. If it grows by 1, a product grows by its *other* factor.",
                ),
                Mistake(
                    "sum(i, delta[i]*w[i])",
                    "The weight is what grows. What it is multiplied with stays behind, and that is a delta each time.",
                ),
                Mistake(
                    "sum(k, w[k-j])",
                    "In each product the weight grows, so it is the *delta* that stays behind.",
                    "wrong-array",
                ),
                Mistake(
                    "w[j]",
                    "That is the weight itself. If it grows by 1, each of its products grows by its *other* factor, a "
                    "delta.",
                    "wrong-array",
                ),
                Mistake(
                    "sum(k, delta[k-j]*w[j])",
                    "That is all that [[w[j]]] has a part in. If it grows by 1, a product grows by its *other* factor.",
                ),
                *(
                    Mistake(
                        f"sum(k=0..{last}, delta[k-j])",
                        "The sum runs through the *inputs*, and there are [[r+m-1]]. You can leave the range out.",
                        "wrong-range",
                    )
                    for last in ("r-1", "r", "m-1", "j")
                ),
                Mistake(
                    "r+m-1",
                    "That is how many inputs there are. Each product with [[w[j]]] grows by its delta: add those.",
                ),
                Mistake(
                    "m*sum(i, delta[i])",
                    "That is what happens if *every* weight grows by 1. Only [[w[j]]] does.",
                    "wrong-scale",
                ),
                Mistake(
                    "m",
                    "The weights alone can't tell: each product with [[w[j]]] grows by its *other* factor, a delta.",
                ),
                Mistake(
                    "0",
                    "The total does grow: each product with [[w[j]]] grows by its *other* factor, a delta. Add those.",
                ),
                Mistake("1", "Each product grows by what the weight is multiplied with in it: add those deltas."),
                Mistake(
                    "r",
                    "That is in how many products [[w[j]]] has a part. Each grows by its delta, not by 1.",
                    "missing-factor",
                ),
            ),
            hints=(
                "Only [[w[j]]] grows: which [[q]] is left? And which products contain [[w[j]]]? There is one for each "
                "[[k]].",
                "They are [[delta[k-j]*w[j]]]. As [[k]] runs through all inputs, which deltas come by?",
            ),
            solution=(
                "The products with [[w[j]]] are [[delta[k-j]*w[j]]], one for each [[k]], so the total grows by "
                "[[sum(k, delta[k-j])]]. As [[k]] runs through all inputs, [[delta[k-j]]] runs through all "
                "deltas, each once: [[sum(i, delta[i])]]. There is no [[j]] left in it."
            ),
            proves=(
                "The total grows by the sum of all deltas, *whichever* weight it is. So the total is "
                "[[sum(i, delta[i])*sum(q, w[q])]]: the order of the weights has gone, and any rearrangement of the "
                "kernel passes. No luck was needed: in this layer **a mean can't see a flip.**"
            ),
        ),
        Text(
            "So compare every entry. A gradient of the input is made of a table: the derivative of every output by "
            "every input. On the left is the table of somebody who forgot the flip, on the right the true one."
        ),
        jacobian_compare(
            matrix((5, -1, 2), 5).tolist(), matrix((2, -1, 5), 5).tolist(), heads=("without the flip", "right")
        ),
        Choice(
            id="trust/blind",
            prompt=(
                "You compare every entry now. Still, in one of these test cases a gradient *without the flip* passes. "
                "In which?"
            ),
            options=(
                Option(
                    "ramp",
                    "[[w]] = (1, 2, 3) and [[delta]] = (3, −1, 4)",
                    says="Nothing is symmetric here: the right gradient begins with 3, the wrong one with 9.",
                ),
                Option(
                    "ones",
                    "[[w]] = (1, 2, 3) and [[delta]] = (1, 1, 1): the loss is the plain sum of the outputs",
                    says=(
                        "Caught, but only just: right is (1, 3, 6, 5, 3), wrong is (3, 5, 6, 3, 1). In the middle, "
                        "where an input meets all the weights, a plain sum can't tell their order."
                    ),
                ),
                Option(
                    "blur",
                    "[[w]] = (1, 4, 1) and [[delta]] = (3, −1, 4)",
                    right=True,
                    says="The kernel reads the same in both directions, so turning it round changes nothing.",
                ),
                Option(
                    "edge",
                    "[[w]] = (−1, 0, 1) and [[delta]] = (3, 4, 3)",
                    says=(
                        "The deltas are symmetric, the kernel isn't: turned round it changes its sign, so the wrong "
                        "gradient has the wrong sign in every entry that isn't 0, and is caught."
                    ),
                ),
            ),
            computed=lambda: next(
                name
                for name, (w, delta) in {
                    "ramp": ((1, 2, 3), (3, -1, 4)),
                    "ones": ((1, 2, 3), (1, 1, 1)),
                    "blur": ((1, 4, 1), (3, -1, 4)),
                    "edge": ((-1, 0, 1), (3, 4, 3)),
                }.items()
                if not told_apart(w, delta)
            ),
            hints=(
                "The wrong gradient reads the *kernel* the wrong way round.",
                "With which kernel does turning round change nothing?",
            ),
            solution=(
                "(1, 4, 1) reads the same in both directions, so it can't show which way it was read, whatever the "
                "deltas are."
            ),
            proves=(
                "What a test can see depends on its *data*. Choose numbers without any symmetry, and don't let the "
                "loss be a plain sum."
            ),
        ),
        Number(
            id="trust/kink",
            prompt=(
                "One trap of the method itself. relu has a kink at 0. At $z$ = {z} its slope is 1. What does the "
                "central difference with the step {h} say? (Answer with a fraction, such as 7/5.)"
            ),
            right=lambda z, h: Fraction(z + h, 2 * h),
            numbers={"z": Integer(1, 1, 4), "h": Integer(3, 2, 9)},
            where=lambda z, h: h > z,
            shown={"above": lambda z, h: z + h, "below": lambda z, h: z - h, "width": lambda z, h: 2 * h},
            mistakes=(
                Mistake(
                    lambda z, h: 1,
                    "That is the slope. The step reaches across the kink: relu({below}) is 0.",
                    "missing-term",
                ),
                Mistake(
                    lambda z, h: Fraction(z + h, h),
                    "Divide by the whole distance between the two points, {width}.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda z, h: z + h,
                    "That is the difference of the two values. Divide it by the distance between the two points, "
                    "{width}.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda z, h: Fraction(z + h, 2),
                    "The distance between the two points is {width} here, not 2.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda z, h: Fraction(z, h),
                    "That is the difference to *one* side, to the left. The central difference takes the one to both "
                    "sides.",
                    "missing-term",
                ),
                Mistake(lambda z, h: Fraction(1, 2), "That is what it says *at* the kink. Compute it here."),
                Mistake(lambda z, h: 0, "relu({above}) isn't 0."),
            ),
            hints=("relu({above}) = {above}, and relu({below}) = 0.", "Subtract, and divide by {width}."),
            solution="({above} − 0) / {width} = {right}, though the slope is 1: the step has reached across the kink.",
            proves=(
                "Where a function has a kink within reach of the step, a central difference says nothing. Take a "
                "smaller step, and keep test values away from kinks, and from ties of a maximum."
            ),
        ),
        Text(
            "Now the whole art in a game. Here are **8 wrong gradients** of the layer that you know: of the input, of "
            "the kernel and of the bias. You choose a test case. All 8 are run on it, and every entry is compared with "
            "the right gradient. Those that differ are caught; the others pass.\n\n"
            "Catch them all with as few numbers as you can: the entries of [[x]], [[w]] and [[delta]] are counted."
        ),
        Mutants(
            id="trust/first-mutants",
            prompt="Choose the smallest test case that tells the right gradient from all 8 wrong ones.",
            dials=mutants.FIRST_DIALS,
            case=mutants.first_case,
            entries=mutants.entries,
            right=mutants.right,
            mutants=mutants.FIRST,
            smallest=7,
            hints=(
                "With one weight there is nothing to turn round, and no two windows overlap.",
                "Two weights can be enough, if they differ. How long does the input have to be for two outputs?",
            ),
            solution=(
                "Two different weights and an input of length 3: that makes two outputs, two weights and three inputs, "
                "7 numbers. The two windows overlap, and the kernel isn't symmetric."
            ),
            proves=(
                "A small test is enough if nothing in it is symmetric, and if there is more than one of everything. "
                "(Deltas that are all ones happen to do here. With two weights and an input of 4 they let the gradient "
                "of the kernel pass in reverse order, because the first input and the last happen to be equal there: "
                "don't count on them.)"
            ),
        ),
        Text(
            "Real layers have more to them: several images at once, several *channels* (rows that are read together; "
            "each output channel has a kernel for every input channel), a *stride* (the window moves by more than one "
            "place), a *dilation* (holes between the weights), a *padding* (zeros around the input). Their gradients "
            "follow from the same question as yours, and their mistakes are known: here are **22 wrong gradients**, of "
            "the kinds that people and libraries have really made. You needn't know the formulas to catch them."
        ),
        Mutants(
            id="trust/mutants",
            prompt=(
                "Of the test cases that the dials offer, choose the smallest that tells the right gradient from all 22 "
                "wrong ones."
            ),
            dials=mutants.DIALS,
            case=mutants.case,
            entries=mutants.entries,
            right=mutants.right,
            mutants=mutants.MUTANTS,
            smallest=32,
            hints=(
                "Each wrong gradient says what it gets wrong, so ask of each: in which test case would that make a "
                "difference? Check as often as you like; you are told what the first of those that pass needs.",
                "There has to be more than one of everything. And to see a stride, a dilation or a padding, it has to "
                "be there: a case with 1, 1 and 0 shows none of them.",
                "When all are caught, make the input shorter as long as they stay caught. With a stride, a place may "
                "have to be left over at the end, where no window reaches.",
            ),
            solution=(
                "Two images, two channels in and two out, two different weights, stride 2, dilation 2, padding 1, and "
                "an input of length 4. With the padding the row is 6 long, and a window reaches over 3: with steps of "
                "2 there are windows at 0 and at 2, and the last place is left over."
            ),
            proves=(
                "Thirty-two numbers are enough to tell a right gradient from all of these wrong ones. The usual test "
                "case (one image, one channel, a blur of three weights, stride 1, no padding) lets 15 of the 22 "
                "pass, and with three different weights still 14. Build crooked test cases. (A twenty-third mistake "
                "may still hide: that is why you proved yours.)"
            ),
        ),
        Code(
            id="trust/code",
            prompt=(
                "Write the checker yourself. `f` maps an array to one number; give the central "
                "differences of `f` at `x` with the step `h`, one for every entry."
            ),
            signature="def central(f, x, h):",
            right=central,
            cases=random_case,
            mistakes=(
                Mistake(
                    one_sided,
                    "Your differences go to one side only. Their error is as large as the step; to both sides it is "
                    "the step squared.",
                    "missing-term",
                ),
                Mistake(
                    lambda f, x, h: one_sided(f, x, -h),
                    "Your differences go to one side only, to the left. Their error is as large as the step; to both "
                    "sides it is the step squared.",
                    "missing-term",
                ),
                Mistake(
                    lambda f, x, h: 2 * central(f, x, h),
                    "Twice too large: the two points are 2h apart.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda f, x, h: 2 * h * central(f, x, h),
                    "You never divide: this is the difference of the two values. Divide it by the distance between "
                    "the two points, 2h.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda f, x, h: h * central(f, x, h),
                    "You divide by 2, but the two points are 2h apart.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda f, x, h: h**2 * central(f, x, h),
                    "You divide by 2, and then multiply by h: Python reads `/ 2 * h` from left to right. Put `2 * h` "
                    "in brackets.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda f, x, h: (2 * h) ** 2 * central(f, x, h),
                    "You multiply by the distance between the two points, 2h. Divide by it.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda f, x, h: h * one_sided(f, x, h),
                    "You never divide, and your differences go to one side only: the second point is x itself.",
                    "missing-term",
                ),
                Mistake(
                    lambda f, x, h: one_sided(f, x, h) / 2,
                    "You divide by 2h, but your two points are only h apart: the second is x itself. Go to the other "
                    "side of x with it.",
                    "missing-term",
                ),
                *(
                    Mistake(
                        together,
                        "You nudged all entries at the same time. Nudge one, put it back, and go on to the next.",
                        "extra-sum",
                    )
                    for together in (all_together, lambda f, x, h: np.full(x.shape, all_together(f, x, h)))
                ),
                *(
                    Mistake(
                        summed,
                        "You added up the differences of all entries. Every entry has a slope of its own: write each "
                        "to its own place.",
                        "extra-sum",
                    )
                    for summed in (added_up, lambda f, x, h: np.full(x.shape, added_up(f, x, h)))
                ),
                Mistake(
                    lambda f, x, h: central(f, x, h)[0],
                    "That is the slope of the first entry alone. Does the `return` stand inside of the loop?",
                    "missing-term",
                ),
                Mistake(
                    lambda f, x, h: -central(f, x, h),
                    "Every number is right but for its sign: subtract the value below from the value above.",
                    "wrong-sign",
                ),
                Mistake(
                    lambda f, x, h: central(f, x, h / 2),
                    "Your two points are h apart. Go the whole step h to *both* sides of x.",
                ),
                Mistake(
                    divided_first,
                    "You divide only one of the two values: Python divides before it subtracts. Put the difference in "
                    "brackets.",
                ),
                Mistake(
                    never_put_back,
                    "You go on from an entry that is still nudged. Put it back before you nudge the next one.",
                ),
                Mistake(
                    lambda f, x, h: never_put_back(f, x, -h),
                    "You go on from an entry that is still nudged. Put it back before you nudge the next one.",
                ),
                Mistake(
                    piled_up,
                    "You go on from an entry that is still nudged. Put it back before you nudge the next one.",
                ),
                Mistake(
                    lambda f, x, h: np.zeros(x.shape),
                    "All your differences are 0. Are your two points one and the same array? `up = x` makes no copy; "
                    "`up = x.copy()` does.",
                ),
            ),
            hints=(
                "A loop over the entries: copy x, add h to one entry of the copy, then subtract it in another copy.",
                "(f(up) - f(down)) / (2 * h)",
            ),
            solution=(
                "```python\ndef central(f, x, h):\n    slopes = np.zeros(x.shape)\n    for place in "
                "np.ndindex(x.shape):\n        step = np.zeros(x.shape)\n        step[place] = h\n        "
                "slopes[place] = (f(x + step) - f(x - step)) / (2 * h)\n    return slopes\n```"
            ),
            proves=(
                "`engine.check_gradient(f, x, gradient)` does the same and prints both sides, and so does "
                "`torch.autograd.gradcheck`, which asks for 64 bits. Now you know what they do, and what they can't."
            ),
        ),
        Text(
            "This is the end of the course. You own three formulas, one each for the output, for the gradient of the "
            "kernel and for the gradient of the input, and you know the way from one layer down to the next. Only the "
            "last of the three has a flip, and you know where it comes from: [[i = k - j]]. When you meet another "
            "layer, ask of it what you asked here: which outputs read this entry, and with which factor? And when "
            "somebody's formula disagrees with yours, take small crooked numbers and compare every entry."
        ),
    ),
    sources=(
        "A copy of the course's notebook with its test by means: "
        "https://github.com/amanchadha/coursera-deep-learning-specialization",
        "DeepLearning.AI community, on the test by means: https://community.deeplearning.ai/t/121204",
        "PyTorch documentation, torch.autograd.gradcheck: "
        "https://docs.pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html",
        "MXNet issue 12377, on checking at a kink: https://github.com/apache/mxnet/issues/12377",
    ),
)
