"""Through a whole layer: the bias, the activation, and the recursion that goes down through all layers.

You will be able to derive the gradient of a bias, to pass a gradient through an activation, and to chain layers.
Not here: several channels (each will have a bias of its own). Before this: backward-weights, backward-inputs.
Sources: Goodfellow et al. 2016, section 6.5 (back-propagation).
"""

from fractions import Fraction

import numpy as np

from engine import Layer, convolve
from lessons.model import (
    Cells,
    Choice,
    Derivation,
    Entries,
    Formula,
    Lesson,
    Mistake,
    Number,
    Option,
    Text,
)
from lessons.working import factor
from lessons.zeros import miscounted_zeros, wrong_mode, zeros_twice

__all__ = ("LESSON",)

BIAS = Layer("z[i] = b + sum(j, w[j]*x[i+j])", x="n", w="m", b="", z="n-m+1")
WHOLE = Layer(
    ["z[i] = b + sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"],
    x="n",
    w="m",
    b="",
    z="n-m+1",
    a="n-m+1",
    given={"g": "a"},
)
NAMED = Layer(
    ["z[i] = b + sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"],
    x="n",
    w="m",
    b="",
    z="n-m+1",
    a="n-m+1",
    f="n-m+1",
    given={"g": "a"},
)
TWO = Layer(
    ["y[i] = sum(j, v[j]*x[i+j])", "h[i] = sigma(y[i])", "z[i] = sum(j, w[j]*h[i+j])"],
    x="n",
    v="r",
    y="n-r+1",
    h="n-r+1",
    w="m",
    z="n-r-m+2",
)
TWO_NAMED = Layer(
    ["y[i] = sum(j, v[j]*x[i+j])", "h[i] = sigma(y[i])", "z[i] = sum(j, w[j]*h[i+j])"],
    x="n",
    v="r",
    y="n-r+1",
    h="n-r+1",
    w="m",
    z="n-r-m+2",
    f="n-r+1",
)


RECURSION = (
    (
        "That is the gradient of [[h[k]]]. Between [[y[k]]] and [[h[k]]] there is the activation: its slope is "
        "missing.",
        "missing-factor",
        (
            "sum(j, delta[k-j]*w[j])",
            "sum(i, delta[i]*w[k-i])",
            "sum(i, delta[i]*d(z[i], h[k]))",
            "dL/dh[k]",
        ),
        ("conv(delta, w)", "conv(w, delta)", "corr(delta, flip(w), full)"),
    ),
    (
        "The slope is taken at the wrong place. All paths begin at [[y[k]]] and go through [[h[k]]] first, so the "
        "slope at [[k]] belongs to all of them.",
        None,
        (
            "sum(j, delta[k-j]*sigma'(y[k-j])*w[j])",
            "sum(j, delta[k-j]*sigma'(y[j])*w[j])",
            "sum(i, delta[i]*w[k-i]*sigma'(y[i]))",
            "sum(i, delta[i]*sigma'(y[i])*d(z[i], h[k]))",
            "sum(j, delta[k-j]*[y[k-j] > 0]*w[j])",
            "sum(i, delta[i]*[y[i] > 0]*w[k-i])",
        ),
        (
            "conv(delta*sigma'(y), w)",
            "conv(w, delta*sigma'(y))",
            "corr(delta*sigma'(y), flip(w), full)",
            "conv(delta*[y>0], w)",
        ),
    ),
    (
        "The slope is taken at [[z]], as it would be with the activation on top of [[z]]. Here it lies further down, "
        "between [[y]] and [[h]], and [[delta]] belongs to [[z]] already.",
        None,
        (
            "sum(j, delta[k-j]*sigma'(z[k-j])*w[j])",
            "sum(i, delta[i]*sigma'(z[i])*w[k-i])",
            "sum(j, delta[k-j]*[z[k-j] > 0]*w[j])",
            "sum(i, delta[i]*[z[i] > 0]*w[k-i])",
            "sum(i, delta[i]*sigma'(z[i])*d(z[i], h[k]))",
        ),
        (
            "conv(delta*sigma'(z), w)",
            "conv(w, delta*sigma'(z))",
            "corr(delta*sigma'(z), flip(w), full)",
            "conv(delta*[z>0], w)",
        ),
    ),
    (
        "The activation lies between [[y]] and [[h]], so its slope is taken at [[y[k]]]. [[z]] lies further up.",
        "wrong-array",
        ("sigma'(z[k])*sum(j, delta[k-j]*w[j])", "sigma'(z[k])*sum(i, delta[i]*w[k-i])"),
        ("sigma'(z)*conv(delta, w)", "sigma'(z)*corr(delta, flip(w), full)"),
    ),
    (
        "The slope has to be taken where the function was evaluated: at [[y[k]]], not at its result.",
        "wrong-array",
        (
            "sigma'(h[k])*sum(j, delta[k-j]*w[j])",
            "sigma'(h[k])*sum(i, delta[i]*w[k-i])",
            "dL/dh[k]*sigma'(h[k])",
        ),
        ("sigma'(h)*conv(delta, w)", "sigma'(h)*corr(delta, flip(w), full)"),
    ),
    (
        "That is the function's value. The chain rule wants its slope.",
        "wrong-operation",
        ("sigma(y[k])*sum(j, delta[k-j]*w[j])", "sigma(y[k])*sum(i, delta[i]*w[k-i])"),
        ("sigma(y)*conv(delta, w)", "sigma(y)*corr(delta, flip(w), full)"),
    ),
    (
        "The slope is missing: [[y[k]]] is where it is taken, not the slope itself.",
        "missing-factor",
        ("y[k]*sum(j, delta[k-j]*w[j])", "y[k]*sum(i, delta[i]*w[k-i])"),
        ("y[k]*conv(delta, w)[k]",),
    ),
    (
        "The slope is right. But here every output reads [[h[k]]] with the same weight, and the kernel moves on from "
        "output to output.",
        None,
        ("sigma'(y[k])*sum(i, delta[i]*w[k])", "sigma'(y[k])*sum(i, delta[i]*w[m-1-k])"),
        (),
    ),
    (
        "The slope is right. But these are all the weights and only one output: each weight belongs to an output of "
        "its own.",
        None,
        (
            "sigma'(y[k])*sum(j, delta[k]*w[j])",
            "sigma'(y[k])*sum(j, delta[k]*w[m-1-j])",
            "sigma'(y[k])*sum(i, delta[k]*w[k-i])",
        ),
        (),
    ),
    (
        "The slope is right, and so are the deltas. But here they all meet one and the same weight. The output "
        "[[z[k-j]]] read [[h[k]]] with [[w[j]]].",
        None,
        ("sigma'(y[k])*sum(j, delta[k-j]*w[k])", "sigma'(y[k])*sum(j, delta[k-j]*w[m-1-k])"),
        (),
    ),
    (
        "The slope is right, and so are the deltas. But the output [[z[k-j]]] read [[h[k]]] with [[w[j]]].",
        None,
        ("sigma'(y[k])*sum(j, delta[k-j]*w[m-1-k+j])",),
        (),
    ),
    (
        "The slope is right. But that is a single product, and [[z[k]]] read [[h[k]]] with [[w[0]]]. Add up what comes "
        "back from all outputs that read [[h[k]]].",
        "missing-sum",
        ("sigma'(y[k])*delta[k]*w[k]", "sigma'(y[k])*delta[k]*w[m-1-k]"),
        (),
    ),
    (
        "What comes back to [[h[k]]] doesn't go through the function: it is multiplied by the slope, which is taken at "
        "[[y[k]]].",
        None,
        ("sigma'(sum(j, delta[k-j]*w[j]))", "sigma'(sum(i, delta[i]*w[k-i]))"),
        ("sigma'(conv(delta, w))",),
    ),
    (
        "That goes one kernel too far: [[v]] lies below [[y]], and leads on to the input.",
        None,
        (),
        ("sigma'(y[k])*conv(conv(delta, w), v)[k]",),
    ),
    (
        "The slope is right. But output and weight move on together here. The output [[z[k-j]]] read [[h[k]]] with "
        "[[w[j]]].",
        None,
        ("sigma'(y[k])*sum(j, delta[k-j]*w[k-j])", "sigma'(y[k])*sum(j=0..m-1, delta[k-j]*w[k-j])"),
        (),
    ),
    (
        "The slope is right. But the output [[z[i]]] read [[h[k]]] with the weight [[w[k-i]]].",
        None,
        ("sigma'(y[k])*sum(i, delta[i]*w[i])", "sigma'(y[k])*sum(i, delta[i]*w[m-1-i])"),
        (),
    ),
    (
        "The slope is right. But at most one term of your sum is left: all others read an entry outside its array, and "
        "it counts as 0. Either the sign in the index is turned, or the range lies on the wrong side.",
        "wrong-range",
        ("sigma'(y[k])*sum(i=k..k+m-1, delta[i]*w[k-i])", "sigma'(y[k])*sum(i=0..k, delta[i]*w[i-k])"),
        (),
    ),
    (
        "The kernel between [[h]] and [[z]] is [[w]]. [[v]] lies further down.",
        "wrong-array",
        ("sigma'(y[k])*sum(j, delta[k-j]*v[j])", "sigma'(y[k])*sum(i, delta[i]*v[k-i])"),
        ("sigma'(y)*conv(delta, v)", "sigma'(y)*corr(delta, flip(v), full)"),
    ),
)
"""Mistakes in the finished recursion: what is said, misconception, with sums, as calls.

All are listed where the formula is asked for, those with sums for the lines of its derivation, too.
"""


OF_MANY_OUTPUTS = (
    "Factors of different outputs meet here. The three factors of a path belong to one and the same output: multiply "
    "these, and then add."
)


def through_relu(g, z):
    """What comes back through relu: g where z is positive, else 0."""
    return np.where(z > 0, g, 0)


LESSON = Lesson(
    id="activation-and-bias",
    title="Through a whole layer",
    question="How does a gradient get through a whole layer, and on to the layer below?",
    answer=(
        "Multiply by the activation's slope at each place, convolve with the kernel, and what you have is the gradient "
        "that the layer below is waiting for: [[dL/dx[k] = sum(j, g[k-j]*sigma'(z[k-j])*w[j])]]."
    ),
    minutes=30,
    layer=WHOLE,
    steps=(
        Text(
            "A real layer does two more things. It adds a number [[b]], the *bias*, to every output, the same one "
            "everywhere. Then a function, the *activation*, bends each output by itself. ([[z[i]]], which goes into "
            "it, is called the *pre-activation*.)\n\n"
            "[[z[i] = b + sum(j, w[j]*x[i+j])]]\n\n[[a[i] = sigma(z[i])]]\n\n"
            "Without the bend, two layers on top of each other would be no more than one: a product of two matrices is "
            "a matrix. Begin with the bias. It is the simplest case of a shared weight."
        ),
        Text(
            "(*The kernel* is the row that lies on the input, [[w]]. This notation keeps it turned round, and writes "
            "it as the flip of what it keeps.)",
            notation="larochelle",
        ),
        Number(
            id="activation-and-bias/bias-number",
            layer=BIAS,
            prompt="From above comes [[delta]] = {delta}. How fast does the loss grow with [[b]]?",
            right=lambda delta: delta.sum(),
            numbers={"delta": Entries((2, -1, 3, 1))},
            shown={"work": lambda delta: " + ".join(map(factor, delta))},
            mistakes=(
                Mistake(
                    lambda delta: Fraction(int(delta.sum()), 4),
                    "A mean. But [[b]] is added at every place, so a nudge of it moves *all* outputs at once: their "
                    "effects add up.",
                    "wrong-scale",
                ),
                Mistake(
                    lambda delta: delta[0],
                    "That is the path through [[z[0]]]. The bias is added to every output.",
                    "missing-sum",
                ),
                Mistake(
                    lambda delta: len(delta),
                    "That is by how much all outputs grow together. Each unit of [[z[i]]] is worth [[delta[i]]].",
                    "no-chain-rule",
                ),
                Mistake(
                    lambda delta: delta[delta > 0].sum(),
                    "You left out what is negative. An output with a negative delta lowers the loss when it grows, and "
                    "that counts as well.",
                    "missing-term",
                ),
                Mistake(
                    lambda delta: 0,
                    "A number that stays as it is would add 0. But [[b]] is the one that is nudged, and every output "
                    "grows with it.",
                ),
                Mistake(
                    lambda delta: abs(delta).sum(),
                    "You took all of them as positive. An output with a negative delta lowers the loss when it grows.",
                    "wrong-sign",
                ),
            ),
            hints=(
                "If [[b]] grows by 1, by how much does each output grow?",
                "Each grows by 1, and is worth [[delta[i]]].",
            ),
            solution="Every output grows by 1, so the loss grows by {work} = {right}.",
            proves="The bias is a weight whose input is always 1.",
        ),
        Formula(
            id="activation-and-bias/bias",
            layer=BIAS,
            prompt="Write it as a formula. How fast does the loss grow with [[b]]?",
            wanted="dL/db",
            mistakes=(
                Mistake(
                    "sum(i, delta[i])/(n-m+1)",
                    "A mean over the places. All places move together when [[b]] does: add. (If the loss is a mean "
                    "over several examples, a *batch*, that factor is in [[delta]] already.)",
                    "wrong-scale",
                ),
                Mistake(
                    "m*sum(i, delta[i])",
                    "You added the bias to every *product*. It is added once to each output, after the products.",
                    "wrong-scale",
                ),
                Mistake(
                    "n-m+1", "That is by how much all outputs grow together. [[delta]] is missing.", "no-chain-rule"
                ),
                Mistake(
                    "m",
                    "The bias is added once to each output, however many weights there are. Add the deltas of all "
                    "outputs.",
                    "no-chain-rule",
                ),
                Mistake(
                    "1",
                    "One output grows by 1. There are many, and each is worth its own [[delta[i]]].",
                    "no-chain-rule",
                ),
                Mistake(
                    "sum(i, delta[i]*x[i])",
                    "The bias isn't multiplied by an input: its own input is always 1.",
                ),
                Mistake(
                    "sum(i, j, delta[i]*w[j])",
                    "The bias isn't multiplied by the weights: it is added after the products, once to each output.",
                ),
                Mistake(
                    "sum(i, j, delta[i]*x[i+j])",
                    "The bias isn't multiplied by inputs: it is added after the products, once to each output.",
                ),
                Mistake(
                    "sum(i=0..m-1, delta[i])",
                    "The bias is added to each *output*, and there are [[n-m+1]] of them. A sum over [[i]] that names "
                    "no range finds them by itself.",
                    "wrong-range",
                ),
                Mistake(
                    "0",
                    "A number that stays as it is would add 0. But [[b]] is the one that is nudged, and every output "
                    "grows with it.",
                ),
                Mistake("sum(i, delta[i]*b)", "The derivative of [[b]] by [[b]] is 1, not [[b]]."),
                Mistake("delta[0]", "That is the path through the first output only.", "missing-sum"),
            ),
            feedback={
                "no-chain-rule": (
                    "There is no [[delta]] in this. However much the outputs grow, the loss grows by what each of them "
                    "is worth, its [[delta[i]]]."
                )
            },
            hints=("One path through each output.", "The slope of [[z[i]]] by [[b]] is 1."),
            solution=(
                "[[dL/db = sum(i, delta[i]*d(z[i], b))]], and [[d(z[i], b)]] is 1. So [[dL/db = sum(i, delta[i])]]."
            ),
            proves=(
                "Third gradient, one line. (Where a layer has several filters, each has a bias of its own, with a sum "
                "of its own. A bias for every *place* would have [[delta]] itself for its gradient: it is the sharing "
                "that makes the sum.)"
            ),
        ),
        Text(
            "Now the activation. From above comes how the loss changes with each [[a[i]]]; call it [[g[i] = "
            "dL/da[i]]]. You need it for [[z[i]]]. Take the most common function, relu: it keeps what is positive and "
            "makes the rest 0."
        ),
        Cells(
            id="activation-and-bias/relu",
            prompt=(
                "[[z]] = {z}, so relu gives {a}. From above comes [[g]] = {g}. How fast does the loss grow with each "
                "[[z[i]]]? Fill in [[f[i] = dL/dz[i]]]."
            ),
            array="f",
            layer=NAMED,
            right=lambda z, g: through_relu(g, z),
            numbers={"z": Entries((2, -5, 1, -1), -6, 6), "g": Entries((3, -1, -2, 4), -5, 5)},
            where=lambda z, g: bool(
                (z > 0).sum() == 2 and (z < 0).sum() == 2 and g.all() and (g[z > 0] < 0).sum() == 1
            ),
            shown={"a": lambda z, g: np.maximum(z, 0)},
            mistakes=(
                Mistake(
                    lambda z, g: g,
                    "You let everything pass. Where [[z[i]]] is negative, relu gives 0 whatever [[z[i]]] is: a nudge "
                    "there changes nothing.",
                    "missing-factor",
                ),
                Mistake(
                    lambda z, g: np.maximum(g, 0),
                    "You put relu on the gradient. What counts is whether [[z[i]]] was positive; a negative gradient "
                    "may pass.",
                    "wrong-array",
                ),
                Mistake(
                    lambda z, g: np.where(z < 0, g, 0),
                    "The other way round: relu passes on what is positive, so the gradient passes where [[z[i]]] is "
                    "positive.",
                ),
                Mistake(
                    lambda z, g: g * np.maximum(z, 0),
                    "You multiplied with the *value* of relu. The chain rule wants its *slope*: 1 where [[z[i]]] is "
                    "positive, else 0.",
                    "wrong-operation",
                ),
                Mistake(
                    lambda z, g: np.where(z > 0, z, 0),
                    "That is what relu gives, on the way forwards. Backwards, what comes from above passes or doesn't.",
                    "wrong-operation",
                ),
                Mistake(
                    lambda z, g: (z > 0).astype(int),
                    "These are the slopes. Multiply each by what comes from above.",
                    "no-chain-rule",
                ),
            ),
            hints=(
                "Suppose [[z[1]]] grows a little. Does [[a[1]]] change?",
                "The slope of relu is 1 where [[z[i]]] is positive, and 0 where it is negative.",
            ),
            solution="The slopes are 1 where [[z]] is positive, 0 where it is negative; times {g}: {right}.",
            proves=(
                "An activation works place by place, so its gradient does, too: no sum, one factor. (At 0 itself relu "
                "has a kink and no slope. Libraries take 0 there.)"
            ),
        ),
        Formula(
            id="activation-and-bias/delta",
            prompt=(
                "For any function [[sigma(z[i])]], with the slope [[sigma'(z[i])]] (type `sigma'`, with an "
                "apostrophe): how fast does the loss grow with [[z[i]]]?"
            ),
            wanted="dL/dz[i]",
            mistakes=(
                Mistake(
                    "g[i]*sigma(z[i])",
                    "That is the function's value. The chain rule wants its slope.",
                    "wrong-operation",
                ),
                Mistake(
                    "sigma'(z[i])", "The slope alone: what comes from above, [[g[i]]], is missing.", "no-chain-rule"
                ),
                Mistake("g[i]", "The slope of the function is missing.", "missing-factor"),
                Mistake(
                    "g[i]*z[i]",
                    "The slope is missing: [[z[i]]] is where it is taken, not the slope itself.",
                    "missing-factor",
                ),
                *(
                    Mistake(
                        through,
                        "What comes from above doesn't go through the function: it is multiplied by the slope, which "
                        "is taken at [[z[i]]].",
                    )
                    for through in ("sigma(g[i])", "relu(g[i])", "max(0, g[i])")
                ),
                *(
                    Mistake(
                        value,
                        "That is the *value* of relu. The chain rule wants its slope. And here it may be any function: "
                        "write its slope with `sigma'`.",
                        "wrong-operation",
                    )
                    for value in ("g[i]*relu(z[i])", "g[i]*max(0, z[i])")
                ),
                Mistake(
                    "g[i]*z[i]*(1-z[i])",
                    "The logistic function, for which `sigma` often stands, has the slope [[a[i]*(1-a[i])]]: its "
                    "result is in it, not [[z[i]]]. And here it may be any function: write its slope with `sigma'`.",
                    "wrong-array",
                ),
                Mistake(
                    "sigma'(g[i])",
                    "The slope is taken where the function was evaluated, at [[z[i]]]. And what comes from above "
                    "doesn't go through the function again: it is multiplied by the slope.",
                ),
                Mistake(
                    "g[i]*sigma'(a[i])",
                    "The slope has to be taken where the function was evaluated: at [[z[i]]], not at its result.",
                    "wrong-array",
                ),
                Mistake(
                    "sum(k, g[k]*sigma'(z[k]))",
                    "There is nothing to add: [[z[i]]] enters only [[a[i]]], so there is one path.",
                    "extra-sum",
                ),
            ),
            hints=("How many entries of [[a]] does [[z[i]]] enter?", "One path: from above, times the slope."),
            solution="[[z[i]]] enters [[a[i]]] alone, so there is one path: [[g[i]*sigma'(z[i])]].",
            proves=(
                "This is *delta*, which all your gradients began with, now derived: [[dL/dz[i]]]. With it, everything "
                "you proved holds for the whole layer."
            ),
        ),
        Text(
            "You know the gradients of kernel and input in terms of delta. In the next two, say them in terms of what "
            "really comes from above: wherever you would write delta, write your last answer, with its own index."
        ),
        Formula(
            id="activation-and-bias/dw",
            prompt=(
                "The gradient of the kernel for the whole layer, in terms of [[g]] and of the slope: how fast does the "
                "loss grow with [[w[j]]]?"
            ),
            wanted="dL/dw[j]",
            mistakes=(
                *(
                    Mistake(
                        bare,
                        "[[g]] belongs to [[a]], on the other side of the activation. The slope of the function is "
                        "missing.",
                        "missing-factor",
                    )
                    for bare in ("sum(i, g[i]*x[i+j])", "sum(k, g[k-j]*x[k])", "corr(x, g)")
                ),
                *(
                    Mistake(slopes, "What comes from above is missing.", "no-chain-rule")
                    for slopes in ("sum(i, sigma'(z[i])*x[i+j])", "sum(k, sigma'(z[k-j])*x[k])", "corr(x, sigma'(z))")
                ),
                *(
                    Mistake(of_z, "That is the function's value. The chain rule wants its slope.", "wrong-operation")
                    for of_z in (
                        "sum(i, g[i]*sigma(z[i])*x[i+j])",
                        "sum(k, g[k-j]*sigma(z[k-j])*x[k])",
                        "corr(x, g*sigma(z))",
                    )
                ),
                *(
                    Mistake(
                        bare_z,
                        "The slope is missing: [[z]] is where it is taken, not the slope itself.",
                        "missing-factor",
                    )
                    for bare_z in ("sum(i, g[i]*z[i]*x[i+j])", "sum(k, g[k-j]*z[k-j]*x[k])", "corr(x, g*z)")
                ),
                *(
                    Mistake(
                        at_a,
                        "The slope has to be taken where the function was evaluated: at [[z]], not at its result.",
                        "wrong-array",
                    )
                    for at_a in (
                        "sum(i, g[i]*sigma'(a[i])*x[i+j])",
                        "sum(k, g[k-j]*sigma'(a[k-j])*x[k])",
                        "corr(x, g*sigma'(a))",
                    )
                ),
                Mistake(
                    "sum(i, g[i]*sigma'(z[i])*x[i-j])",
                    "The new factor is right. But look at the input: in [[z[i]]] the weight [[w[j]]] lies on "
                    "[[x[i+j]]].",
                    "needless-flip",
                ),
                *(
                    Mistake(
                        turned,
                        "The right numbers from back to front. In [[z[i]]] the weight [[w[j]]] lies on [[x[i+j]]].",
                        "needless-flip",
                    )
                    for turned in (
                        "flip(corr(x, g*sigma'(z)))",
                        "corr(x, g*sigma'(z))[m-1-j]",
                        "sum(i, g[i]*sigma'(z[i])*x[i+m-1-j])",
                    )
                ),
                *(
                    Mistake(
                        turned,
                        "Two things at once. The slope of the function is missing. And the numbers come from back to "
                        "front: in [[z[i]]] the weight [[w[j]]] lies on [[x[i+j]]].",
                        "needless-flip",
                    )
                    for turned in ("flip(corr(x, g))", "corr(x, g)[m-1-j]", "sum(i, g[i]*x[i+m-1-j])")
                ),
                *(
                    Mistake(
                        two_outputs,
                        "Two different outputs on one path. What comes from above and the slope belong to the *same* "
                        "output, [[z[i]]].",
                    )
                    for two_outputs in ("sum(i, g[i+j]*sigma'(z[i])*x[i+j])", "sum(i, g[j]*sigma'(z[i])*x[i+j])")
                ),
                *(
                    Mistake(
                        by_weight,
                        "The index of the weight is not that of an output. What comes from above and the slope belong "
                        "to the output of each path, [[z[i]]].",
                    )
                    for by_weight in (
                        "sum(i, g[j]*sigma'(z[j])*x[i+j])",
                        "sum(i, g[m-1-j]*sigma'(z[m-1-j])*x[i+j])",
                        "sum(i, g[m-1-j]*sigma'(z[m-1-j])*x[i+m-1-j])",
                    )
                ),
                *(
                    Mistake(of_many, OF_MANY_OUTPUTS)
                    for of_many in (
                        "sum(i, g[i]*sigma'(z[i]))*sum(i, x[i+j])",
                        "sum(i, g[i]*x[i+j])*sum(i, sigma'(z[i])*x[i+j])",
                        "sum(i, g[i])*sum(i, sigma'(z[i])*x[i+j])",
                        "corr(x, g)*corr(x, sigma'(z))",
                    )
                ),
                Mistake(
                    "sum(i, g[i]*sigma'(x[i+j]))",
                    "Two things at once. The input goes through no activation here: the slopes are taken at [[z]]. And "
                    "it is missing as a factor, the one that the weight meets.",
                ),
                *(
                    Mistake(
                        f"corr(x, g*sigma'(z), {mode})",
                        "The right rows in the wrong mode: the second one hangs over the ends here. It has to fit on "
                        "the inputs.",
                        "wrong-range",
                    )
                    for mode in ("full", "same")
                ),
                Mistake(
                    "corr(g*sigma'(z), x, full)",
                    "The two rows have changed places. In a correlation the row that slides comes second, and it "
                    "slides over [[x]], only where it fits.",
                ),
                Mistake(
                    "corr(x*sigma'(z), g)",
                    "Here the slopes are multiplied with the inputs. They belong to the outputs, as [[g]] does: "
                    "multiply [[g]] with them first, place by place.",
                ),
                Mistake(
                    "sum(i, g[i]*sigma'(x[i+j])*x[i+j])",
                    "The input goes through no activation here. It is the *outputs* that do, so the slopes are taken "
                    "at [[z]].",
                    "wrong-array",
                ),
                Mistake(
                    "sum(i, g[i]*sigma'(w[j]*x[i+j])*x[i+j])",
                    "It isn't each product that goes through the activation but their sum: the slope is taken at "
                    "[[z[i]]].",
                ),
                Mistake(
                    "sum(i, g[i]*sigma'(z[i+j])*x[i+j])",
                    "The input is read at [[i+j]]; the slope belongs to the output of this path, [[z[i]]], as [[g[i]]] "
                    "does.",
                ),
                Mistake(
                    "sum(i, g[i+j]*sigma'(z[i+j])*x[i])",
                    "The two indices are on the wrong rows: in the output [[z[i]]] the weight [[w[j]]] lies on "
                    "[[x[i+j]]].",
                ),
                *(
                    Mistake(
                        same_for_all,
                        "This says the same for every weight. In [[z[i]]] the weight [[w[j]]] lies on [[x[i+j]]].",
                    )
                    for same_for_all in ("sum(i, g[i]*sigma'(z[i])*x[i])", "sum(i, g[i+j]*sigma'(z[i+j])*x[i+j])")
                ),
                *(
                    Mistake(
                        one_input,
                        "Here the weight lies on the same input all the time. At place [[i]] it is on [[x[i+j]]].",
                    )
                    for one_input in ("sum(i, g[i]*sigma'(z[i])*x[j])", "sum(i, g[i]*sigma'(z[i])*x[m-1-j])")
                ),
                *(
                    Mistake(
                        single,
                        "That is a single product. The weight is used in every output: add over all [[i]], each with "
                        "the input that [[w[j]]] lies on there.",
                        "missing-sum",
                    )
                    for single in ("g[j]*sigma'(z[j])*x[j]", "g[m-1-j]*sigma'(z[m-1-j])*x[m-1-j]")
                ),
                Mistake(
                    "sum(i, x[i+j])",
                    "That is by how much all the [[z[i]]] together grow. On the way to the loss two factors follow: "
                    "the slope of the activation, and what each [[a[i]]] is worth.",
                ),
                *(
                    Mistake(outside, "The slope belongs to the output, [[z[i]]], that the path goes through.")
                    for outside in (
                        "sum(i, g[i]*sigma'(z[j])*x[i+j])",
                        "sum(i, g[i]*sigma'(z[m-1-j])*x[i+j])",
                        "sigma'(z)*corr(x, g)",
                        "sigma'(z[j])*corr(x, g)[j]",
                    )
                ),
                Mistake(
                    "sum(i, g[i]*sigma'(z[i])*w[j])",
                    "The weight is what grows; what it is multiplied with, the input, stays.",
                    "wrong-array",
                ),
            ),
            hints=(
                "You know it in terms of [[dL/dz[i]]]. Put the last answer in for that.",
                "Each path has three factors: what comes from above, the slope, and the input that the weight meets.",
            ),
            solution=(
                "Put the last answer for delta into the gradient of the kernel: [[sum(i, g[i]*sigma'(z[i])*x[i+j])]]."
            ),
            proves="Nothing new had to be derived: one factor more on each path.",
        ),
        Formula(
            id="activation-and-bias/dx",
            prompt=(
                "And the gradient of the input for the whole layer, in terms of [[g]] and of the slope: how fast does "
                "the loss grow with [[x[k]]]?"
            ),
            wanted="dL/dx[k]",
            mistakes=(
                *(
                    Mistake(
                        bare,
                        "The slope of the function is missing: every path goes through the activation once.",
                        "missing-factor",
                    )
                    for bare in (
                        "sum(j, g[k-j]*w[j])",
                        "sum(i, g[i]*w[k-i])",
                        "conv(g, w)",
                        "conv(w, g)",
                        "corr(g, flip(w), full)",
                    )
                ),
                *(
                    Mistake(
                        outside,
                        "One slope for all paths. But each path goes through an output of its own, [[z[k-j]]], and has "
                        "that output's slope. (Tempting: where one passes *down* through an activation of the layer "
                        "below, all paths do share one.)",
                    )
                    for outside in (
                        "sigma'(z[k])*sum(j, g[k-j]*w[j])",
                        "sigma'(z)*conv(g, w)",
                        "sigma'(z)*conv(w, g)",
                        "sigma'(z)*corr(g, flip(w), full)",
                        "sigma'(z[k])*conv(g, w)[k]",
                        "sigma'(z[k])*conv(w, g)[k]",
                    )
                ),
                Mistake(
                    "sum(j, g[k-j]*sigma'(z[k])*w[j])",
                    "Each path goes through an output of its own, [[z[k-j]]], and needs the slope there.",
                ),
                Mistake(
                    "sum(i, g[i]*sigma'(z[k])*w[k-i])",
                    "Each path goes through an output of its own, [[z[i]]], and needs the slope there.",
                ),
                *(
                    Mistake(
                        one_weight_one_slope,
                        "Here every output reads [[x[k]]] with the same weight, and all of them have one slope. But "
                        "the kernel moves on from output to output, and each output has a slope of its own.",
                    )
                    for one_weight_one_slope in (
                        "sum(i, g[i]*sigma'(z[k])*w[k])",
                        "sum(i, g[i]*sigma'(z[k])*w[m-1-k])",
                    )
                ),
                *(
                    Mistake(
                        one_weight,
                        "Here every output reads [[x[k]]] with the same weight. But the kernel moves on from output to "
                        "output.",
                    )
                    for one_weight in ("sum(i, g[i]*sigma'(z[i])*w[k])", "sum(i, g[i]*sigma'(z[i])*w[m-1-k])")
                ),
                *(
                    Mistake(
                        turned,
                        "All is right but the kernel: it lies the wrong way round. [[x[0]]] was read with [[w[0]]] "
                        "alone, and here it gets [[w[m-1]]].",
                        "no-flip",
                    )
                    for turned in (
                        "sum(j, g[k-j]*sigma'(z[k-j])*w[m-1-j])",
                        "conv(g*sigma'(z), flip(w))",
                        "corr(g*sigma'(z), w, full)",
                    )
                ),
                *wrong_mode("g*sigma'(z)"),
                *zeros_twice("g*sigma'(z)"),
                *miscounted_zeros("g*sigma'(z)"),
                Mistake(
                    "corr(x, g*sigma'(z))",
                    "That is the gradient of the *kernel*, from the last question. The path back to the input leads "
                    "along the weights.",
                    "wrong-operation",
                ),
                *(
                    Mistake(
                        one_weight,
                        "Two things at once. The slope of the function is missing. And every output reads [[x[k]]] "
                        "with the same weight here, but the kernel moves on from output to output.",
                    )
                    for one_weight in ("sum(i, g[i]*w[k])", "sum(i, g[i]*w[m-1-k])")
                ),
                *(
                    Mistake(of_many, OF_MANY_OUTPUTS)
                    for of_many in (
                        "conv(g, w)*conv(sigma'(z), w)",
                        "sum(j, g[k-j])*sum(j, sigma'(z[k-j])*w[j])",
                    )
                ),
                *(
                    Mistake(
                        single,
                        "That is a single product, and [[z[k]]] read [[x[k]]] with [[w[0]]]. Add up what comes back "
                        "from all outputs that read [[x[k]]].",
                        "missing-sum",
                    )
                    for single in ("g[k]*sigma'(z[k])*w[k]", "g[k]*sigma'(z[k])*w[m-1-k]")
                ),
                *(
                    Mistake(
                        through,
                        "What comes from above doesn't go through the function: it is multiplied by the slope, which "
                        "is taken at [[z]].",
                    )
                    for through in (
                        "sigma'(sum(j, g[k-j]*w[j]))",
                        "sigma'(sum(i, g[i]*w[k-i]))",
                        "sigma'(conv(g, w))",
                    )
                ),
                *(
                    Mistake(
                        at_x,
                        "The input goes through no activation here. It is the *outputs* that do, so the slopes are "
                        "taken at [[z]].",
                        "wrong-array",
                    )
                    for at_x in ("sigma'(x[k])*sum(j, g[k-j]*w[j])", "sigma'(x[k])*sum(i, g[i]*w[k-i])")
                ),
                *(
                    Mistake(
                        one_output,
                        "All weights, but only one output. Each weight belongs to an output of its own.",
                    )
                    for one_output in (
                        "sum(j, g[k]*sigma'(z[k])*w[j])",
                        "sum(j, g[k]*sigma'(z[k])*w[m-1-j])",
                        "sum(i, g[k]*sigma'(z[k])*w[k-i])",
                    )
                ),
                *(
                    Mistake(
                        outside_and_forwards,
                        "Two things at once. All paths have one slope, but each goes through an output of its own. "
                        "And the kernel is read the wrong way: the outputs that read [[x[k]]] are the earlier ones, "
                        "[[z[k-j]]].",
                        "no-flip",
                    )
                    for outside_and_forwards in (
                        "sigma'(z[k])*sum(j, g[k+j]*w[j])",
                        "sigma'(z)*corr(g, w, full)",
                        "sigma'(z)*conv(g, flip(w))",
                    )
                ),
                *(
                    Mistake(
                        same_for_all,
                        "This is the same number for every input: there is no [[k]] in it. The output [[z[i]]] read "
                        "[[x[k]]] with the weight [[w[k-i]]].",
                    )
                    for same_for_all in ("sum(i, g[i]*sigma'(z[i])*w[i])", "sum(i, g[i]*sigma'(z[i])*w[m-1-i])")
                ),
                *(
                    Mistake(
                        one_term,
                        "At most one term of your sum is left: all others read an entry outside its array, and it "
                        "counts as 0. Either the sign in the index is turned, or the range lies on the wrong side.",
                        "wrong-range",
                    )
                    for one_term in (
                        "sum(i=k..k+m-1, g[i]*sigma'(z[i])*w[k-i])",
                        "sum(i=0..k, g[i]*sigma'(z[i])*w[i-k])",
                    )
                ),
                Mistake(
                    "sum(j, w[j])",
                    "That is by how much all the [[z[i]]] together grow. On the way to the loss two factors follow: "
                    "the slope of the activation, and what each [[a[i]]] is worth.",
                ),
                *(
                    Mistake(
                        two_outputs,
                        "Two different outputs on one path. What comes from above and the slope belong to the *same* "
                        "output, the one that read [[x[k]]] with the weight of this path.",
                    )
                    for two_outputs in (
                        "sum(j, g[k-j]*sigma'(z[k+j])*w[j])",
                        "sum(j, g[k-j]*sigma'(z[j])*w[j])",
                        "sum(j, g[k]*sigma'(z[k-j])*w[j])",
                        "sum(i, g[k]*sigma'(z[i])*w[k-i])",
                        "sum(i, g[i]*sigma'(z[k-i])*w[k-i])",
                        "sum(i, g[i]*sigma'(z[k-i])*w[i])",
                    )
                ),
                *(
                    Mistake(
                        one_weight,
                        "What comes from above and the slopes are right. But here they all meet one and the same "
                        "weight. The output [[z[k-j]]] read [[x[k]]] with [[w[j]]].",
                    )
                    for one_weight in (
                        "sum(j, g[k-j]*sigma'(z[k-j])*w[k])",
                        "sum(j, g[k-j]*sigma'(z[k-j])*w[m-1-k])",
                    )
                ),
                Mistake(
                    "sum(j, g[k-j]*sigma'(z[k-j])*w[m-1-k+j])",
                    "What comes from above and the slopes are right. But the output [[z[k-j]]] read [[x[k]]] with "
                    "[[w[j]]].",
                ),
                *(
                    Mistake(
                        together,
                        "Output and weight move on together here. The output [[z[k-j]]] read [[x[k]]] with [[w[j]]].",
                    )
                    for together in (
                        "sum(j, g[k-j]*sigma'(z[k-j])*w[k-j])",
                        "sum(j=0..m-1, g[k-j]*sigma'(z[k-j])*w[k-j])",
                    )
                ),
                *(
                    Mistake(
                        on_kernel,
                        "Here the slopes are multiplied with the weights. They belong to the outputs, as [[g]] does: "
                        "multiply [[g]] with them first, place by place.",
                    )
                    for on_kernel in (
                        "conv(g, w*sigma'(z))",
                        "conv(g, sigma'(z)*w)",
                        "conv(w*sigma'(z), g)",
                        "conv(sigma'(z)*w, g)",
                    )
                ),
                *(
                    Mistake(
                        product,
                        "It isn't each product that goes through the activation but their sum: the slope is taken at "
                        "[[z[k-j]]].",
                    )
                    for product in ("sum(j, g[k-j]*sigma'(w[j]*x[k])*w[j])", "sum(j, g[k-j]*sigma'(w[j]*x[k-j])*w[j])")
                ),
                *(
                    Mistake(
                        forwards,
                        "Two things at once. The slope of the function is missing. And the kernel is read the wrong "
                        "way: the outputs that read [[x[k]]] are the earlier ones, [[z[k-j]]].",
                        "no-flip",
                    )
                    for forwards in ("sum(j, g[k+j]*w[j])", "corr(g, w, full)", "conv(g, flip(w))")
                ),
                Mistake(
                    "sum(j, g[k+j]*sigma'(z[k+j])*w[j])",
                    "The factors are all there. But the outputs that read [[x[k]]] are the earlier ones, [[z[k-j]]].",
                    "no-flip",
                ),
                *(
                    Mistake(slopes, "What comes from above is missing.", "no-chain-rule")
                    for slopes in ("sum(j, sigma'(z[k-j])*w[j])", "sum(i, sigma'(z[i])*w[k-i])", "conv(sigma'(z), w)")
                ),
                *(
                    Mistake(
                        at_a,
                        "The slope has to be taken where the function was evaluated: at [[z]], not at its result.",
                        "wrong-array",
                    )
                    for at_a in (
                        "sum(j, g[k-j]*sigma'(a[k-j])*w[j])",
                        "sum(i, g[i]*sigma'(a[i])*w[k-i])",
                        "conv(g*sigma'(a), w)",
                        "corr(g*sigma'(a), flip(w), full)",
                    )
                ),
                *(
                    Mistake(of_z, "That is the function's value. The chain rule wants its slope.", "wrong-operation")
                    for of_z in (
                        "sum(j, g[k-j]*sigma(z[k-j])*w[j])",
                        "sum(i, g[i]*sigma(z[i])*w[k-i])",
                        "conv(g*sigma(z), w)",
                        "corr(g*sigma(z), flip(w), full)",
                    )
                ),
                *(
                    Mistake(
                        bare_z,
                        "The slope is missing: [[z]] is where it is taken, not the slope itself.",
                        "missing-factor",
                    )
                    for bare_z in (
                        "sum(j, g[k-j]*z[k-j]*w[j])",
                        "sum(i, g[i]*z[i]*w[k-i])",
                        "conv(g*z, w)",
                    )
                ),
            ),
            feedback={
                "no-flip": (
                    "Something runs the wrong way. If [[x[k]]] met the weight [[w[j]]], in which output was that? The "
                    "larger [[j]], the further *before* [[x[k]]] the kernel started."
                ),
            },
            hints=(
                "In terms of [[dL/dz[i]]] you know it: that of [[z[k-j]]] times [[w[j]]], added over [[j]].",
                "Put your answer for [[dL/dz[i]]] in *at the place* of [[z[k-j]]]: both its factors are taken there.",
            ),
            solution=(
                "At the place of [[z[k-j]]] it is [[g[k-j]*sigma'(z[k-j])]]. So "
                "[[dL/dx[k] = sum(j, g[k-j]*sigma'(z[k-j])*w[j])]]: multiply by the slopes first, and then convolve. "
                "At the borders, too: where there is no [[z[k-j]]], [[g[k-j]]] counts as 0, and so does the product, "
                "whatever the slope there might be."
            ),
            proves=(
                "First the slopes, place by place; then the convolution. This is what a library does for one layer on "
                "the way back."
            ),
        ),
        Text(
            "Now put two layers on top of each other: [[y[i] = sum(j, v[j]*x[i+j])]], then [[h[i] = sigma(y[i])]], "
            "then [[z[i] = sum(j, w[j]*h[i+j])]]. From above comes [[delta[i] = dL/dz[i]]]. The layer below waits for "
            "*its* delta. (The biases are left out: they change none of these formulas.)",
            layer=TWO,
        ),
        Formula(
            id="activation-and-bias/below",
            layer=TWO,
            prompt=(
                "How fast does the loss grow with [[y[k]]], an output of the lower layer? Say it in terms of "
                "[[delta]], of the upper kernel and of the slope."
            ),
            wanted="dL/dy[k]",
            mistakes=(
                *(
                    Mistake(answer, says, misconception)
                    for says, misconception, sums, as_calls in RECURSION
                    for answer in (*sums, *as_calls)
                ),
                Mistake(
                    "sum(i, delta[i]*w[k])",
                    "The slope is missing. And every output reads [[h[k]]] with the same weight here, but the kernel "
                    "moves on from output to output.",
                ),
                *(
                    Mistake(
                        inside_and_forwards,
                        "Two things at once. All paths begin at [[y[k]]] and go through [[h[k]]] first, so the slope "
                        "at [[k]] belongs to all of them. And the kernel is read the wrong way: the outputs that read "
                        "[[h[k]]] are the earlier ones, [[z[k-j]]].",
                        "no-flip",
                    )
                    for inside_and_forwards in (
                        "sum(j, delta[k+j]*sigma'(y[k+j])*w[j])",
                        "corr(delta*sigma'(y), w, full)",
                        "conv(delta*sigma'(y), flip(w))",
                    )
                ),
                *(
                    Mistake(
                        on_kernel,
                        "Here the slopes are multiplied with the weights. They belong to [[y]], place by place: "
                        "convolve first, and multiply with them then.",
                    )
                    for on_kernel in (
                        "conv(delta, w*sigma'(y))",
                        "conv(delta, sigma'(y)*w)",
                        "conv(w*sigma'(y), delta)",
                        "conv(sigma'(y)*w, delta)",
                    )
                ),
                *wrong_mode("delta", "sigma'(y[k])*{}[k]"),
                *zeros_twice("delta", "sigma'(y[k])*{}[k]"),
                *miscounted_zeros("delta", "sigma'(y[k])*{}[k]"),
                *(
                    Mistake(
                        turned,
                        "All is right but the kernel: it lies the wrong way round. [[h[0]]] was read with [[w[0]]] "
                        "alone, and here it gets [[w[m-1]]].",
                        "no-flip",
                    )
                    for turned in (
                        "sigma'(y[k])*sum(j, delta[k-j]*w[m-1-j])",
                        "sigma'(y[k])*conv(delta, flip(w))[k]",
                        "sigma'(y[k])*corr(delta, w, full)[k]",
                    )
                ),
                Mistake(
                    "sum(j, w[j])",
                    "Two factors are missing: what each [[z[i]]] is worth, and the slope on the way from [[y[k]]] to "
                    "[[h[k]]].",
                ),
                *(
                    Mistake(
                        forwards,
                        "Two things at once. The slope on the way from [[y[k]]] to [[h[k]]] is missing. And the kernel "
                        "is read the wrong way: the outputs that read [[h[k]]] are the earlier ones, [[z[k-j]]].",
                        "no-flip",
                    )
                    for forwards in ("sum(j, delta[k+j]*w[j])", "corr(delta, w, full)", "conv(delta, flip(w))")
                ),
                Mistake(
                    "sigma'(y[k])*sum(j, delta[k+j]*w[j])",
                    "The slope is right; the sum reads forwards. Who reads [[h[k]]]? The earlier outputs.",
                    "no-flip",
                ),
                *(
                    Mistake(
                        kernel,
                        "That is the gradient of the upper *kernel*. The path back to [[y[k]]] leads along the "
                        "weights, and through the activation.",
                        "wrong-operation",
                    )
                    for kernel in ("corr(h, delta)", "sum(i, delta[i]*h[i+k])")
                ),
                Mistake(
                    "sigma'(y[k])*corr(h, delta)[k]",
                    "The slope is right. But [[corr(h, delta)]] is the gradient of the upper *kernel*. The path back "
                    "to [[y[k]]] leads along the weights.",
                    "wrong-array",
                ),
                Mistake(
                    "sigma'(y[k])*delta[k]",
                    "Between [[h]] and [[z]] there is a whole layer: collect from all outputs that read [[h[k]]].",
                ),
                Mistake(
                    "sigma'(y[k])*sum(i, j, delta[i]*w[j])",
                    "The slope is right. But every delta meets every weight here. Only some outputs read [[h[k]]], "
                    "each with *one* weight.",
                    "extra-sum",
                ),
                Mistake(
                    "sigma'(y[k])*sum(j, w[j])",
                    "What comes from above is missing.",
                    "no-chain-rule",
                ),
            ),
            feedback={
                "no-flip": (
                    "Something runs the wrong way. If [[h[k]]] met the weight [[w[j]]], in which output was that? The "
                    "larger [[j]], the further *before* [[h[k]]] the kernel started."
                ),
            },
            hints=(
                "Two steps: first the gradient of [[h[k]]], which you know; then through the activation.",
                "[[h[k]]] has the gradient [[sum(j, delta[k-j]*w[j])]]. Multiply with the slope at [[y[k]]].",
            ),
            solution=(
                "[[h]] is the input of the upper layer, so its gradient is [[sum(j, delta[k-j]*w[j])]]. Then through "
                "the activation, place by place: [[sigma'(y[k])*sum(j, delta[k-j]*w[j])]]."
            ),
            proves=(
                "**The recursion.** The delta of one layer makes the delta of the layer below: convolve, and multiply "
                "by the slope. Repeat it, and you are at the bottom of any stack of such layers. (What stood *inside* "
                "the sum in the question before stands in front of it here: there the activation lay above the kernel, "
                "and each path had its own; here it lies below, and all paths share it.)"
            ),
        ),
        Cells(
            id="activation-and-bias/two-steps",
            layer=TWO_NAMED,
            prompt=(
                "With relu and numbers: [[y]] = {y}, the upper kernel is [[w]] = {w}, and [[delta]] = {delta}. Fill in "
                "the gradient of [[y]], [[f[k] = dL/dy[k]]]."
            ),
            array="f",
            right=lambda y, w, delta: through_relu(convolve(delta, w), y),
            numbers={
                "y": Entries((1, -2, 3), -4, 5),
                "w": Entries((2, 5), 1, 6),
                "delta": Entries((3, -1), -4, 5),
            },
            where=lambda y, w, delta: bool((y > 0).sum() == 2 and y.all() and delta.all() and w[0] != w[1]),
            shown={"before": lambda y, w, delta: convolve(delta, w)},
            mistakes=(
                Mistake(
                    lambda y, w, delta: convolve(delta, w),
                    "That is the gradient of [[h]]. Where [[y]] is negative nothing passes on to [[y]].",
                    "missing-factor",
                ),
                Mistake(
                    lambda y, w, delta: np.maximum(convolve(delta, w), 0),
                    "You put relu on the gradient. What counts is whether [[y]] was positive; a negative gradient may "
                    "pass.",
                    "wrong-array",
                ),
                Mistake(
                    lambda y, w, delta: np.where(y < 0, convolve(delta, w), 0),
                    "The other way round: relu passes on what is positive, so the gradient passes where [[y]] is "
                    "positive.",
                ),
                Mistake(
                    lambda y, w, delta: convolve(through_relu(delta, y[: len(delta)]), w),
                    "You put the slopes on [[delta]]. But the activation lies between [[y]] and [[h]]: convolve first, "
                    "and put the slopes on the gradient of [[h]].",
                ),
                Mistake(
                    lambda y, w, delta: convolve(delta, w) * np.maximum(y, 0),
                    "You multiplied with the *value* of relu. The chain rule wants its *slope*, 1 or 0.",
                    "wrong-operation",
                ),
                Mistake(
                    lambda y, w, delta: convolve(delta, w[::-1]),
                    "Two things at once. The kernel is read the wrong way: the first input was read with [[w[0]]]. And "
                    "where [[y]] is negative nothing passes on to [[y]].",
                    "no-flip",
                ),
                Mistake(
                    lambda y, w, delta: through_relu(convolve(delta, w[::-1]), y),
                    "The activation is right. Before it, you read the kernel the wrong way: the first input was read "
                    "with [[w[0]]].",
                    "no-flip",
                ),
            ),
            hints=(
                "First the gradient of [[h]], as in the lesson on inputs: a convolution of [[delta]] with [[w]].",
                "The gradient of [[h]] is {before}. What does relu let pass on the way back?",
                "It passes where [[y]] is positive; where [[y]] is negative there is 0.",
            ),
            solution="The gradient of [[h]] is {before}. Where [[y]] is negative it is stopped: {right}.",
            proves="Two lines of arithmetic, and the gradient is one layer further down.",
        ),
        Choice(
            id="activation-and-bias/keep",
            prompt=(
                "A layer has done its forward pass. Take your formulas as they stand, for any [[sigma(z[i])]]. What "
                "has to be *kept* for the backward pass, if nothing is to be computed twice?"
            ),
            options=(
                Option(
                    "xz",
                    "Its input [[x]], its kernel [[w]], and its pre-activation [[z]].",
                    right=True,
                    says=(
                        "[[x]] is in the gradient of the kernel, [[z]] in the slopes, [[w]] in the gradient of the "
                        "input."
                    ),
                ),
                Option(
                    "none",
                    "Nothing; all it needs comes from above.",
                    says="[[g]] comes from above. But which other arrays are in your formulas?",
                    misconception="missing-factor",
                ),
                Option(
                    "products",
                    "Every product that it computed, before it added them.",
                    says="No product occurs in your formulas, only its factors. And there would be very many.",
                ),
                Option(
                    "a",
                    "Only its result [[a]]: the rest can be found from that.",
                    says=(
                        "For some functions, relu among them, the slope can be found from [[a]], and then [[z]] need "
                        "not be kept. But the gradient of the kernel needs [[x]] in any case."
                    ),
                    misconception="wrong-array",
                ),
            ),
            hints=(
                "Go through your formulas: which arrays are in them?",
                "The gradient of the kernel reads one array, the slopes are taken at another, and the gradient of the "
                "input reads a third.",
            ),
            solution=(
                "The gradient of the kernel reads [[x]]; the slopes are taken at [[z]]; the gradient of the input "
                "reads [[w]]. This is one reason why training takes more memory than using a "
                "network. (Where the slope can be found from [[a]], libraries keep that in place of [[z]]; and where "
                "memory is short, some of it is computed once more on the way back.)"
            ),
            proves="Your formulas tell what a library has to keep. You can read the memory use of training off them.",
        ),
        Derivation(
            id="activation-and-bias/line-by-line",
            layer=TWO,
            prompt=(
                "You put the recursion together from two pieces. Make it a proof: derive [[dL/dy[k]]] line by line, "
                "from the chain rule on, until no derivative and no bracket is left."
            ),
            wanted="dL/dy[k]",
            mistakes=(
                Mistake(
                    "dL/dy[k] = sum(i, d(z[i], y[k]))",
                    "The chain rule multiplies: what the loss makes of [[z[i]]], which is [[delta[i]]], is missing.",
                    "no-chain-rule",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*d(y[k], z[i]))",
                    "The derivative is the wrong way round: [[y[k]]] is nudged, and [[z[i]]] moves.",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*sum(j, w[j]*d(h[i-j], y[k])))",
                    "Look at the definition of [[z[i]]]: with [[w[j]]] it reads [[h[i+j]]].",
                    "no-flip",
                ),
                *(
                    Mistake(
                        f"dL/dy[k] = sum(i, delta[i]*sum(j, w[{weight}]*d(h[i+j], y[k])))",
                        "Look at the definition of [[z[i]]]: on [[h[i+j]]] lies the weight [[w[j]]].",
                        misconception,
                    )
                    for weight, misconception in (("m-1-j", "no-flip"), ("i", None))
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*sum(j, v[j]*d(x[i+j], y[k])))",
                    "That is what [[y[i]]] is made of. [[z[i]]] is made of [[w]] and [[h]].",
                    "wrong-array",
                ),
                *(
                    Mistake(
                        f"dL/dy[k] = sum(i, delta[i]*d(z[i], h[{read}])*d(h[{made}], y[k]))",
                        "From [[z[i]]] the path leads to [[y[k]]] through [[h[k]]], not through [[h[i]]].",
                    )
                    for read, made in ("ii", "ki", "ik")
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*d(z[i], y[i]))",
                    "Which entry grows? [[y[k]]], the same one for every output.",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*d(z[k], y[i]))",
                    "The two letters are exchanged. It is [[y[k]]] that grows, and each [[delta[i]]] belongs to the "
                    "output [[z[i]]].",
                    "swapped-axes",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*d(z[k], y[k]))",
                    "One and the same output is differentiated here. Each [[delta[i]]] belongs to an output of its "
                    "own, [[z[i]]].",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, d(z[i], y[k]))*sum(i, delta[i])",
                    "Each delta meets the derivatives of all outputs here. It belongs to that of its own output: "
                    "multiply these two, and then add.",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*sum(j, w[j])*sum(j, d(h[i+j], y[k])))",
                    "Each weight meets many entries of [[h]] here. It belongs to the one that it lies on: multiply "
                    "these two, and then add.",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*sum(j, d(w[j], y[k])*d(h[i+j], y[k])))",
                    "The derivative of a product is no product of derivatives: [[d(w[j], y[k])]] is 0, and so is this "
                    "whole line. The weight stays as it is; only [[h[i+j]]] is differentiated.",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*w[k]*d(h[k], y[k]))",
                    "Here every output reads [[h[k]]] with the same weight, and the kernel moves on from output to "
                    "output.",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*sum(j, d(w[j], y[k])*h[i+j]))",
                    "The weights don't depend on [[y[k]]]. What does is the other factor, [[h[i+j]]].",
                ),
                *(
                    Mistake(
                        f"dL/dy[k] = sum(i, j, delta[i]*w[j]*sigma'({slope})*[i+j == k])",
                        "The slope has to be taken where the function was evaluated, and that is at [[y]].",
                        "wrong-array",
                    )
                    for slope in ("h[k]", "z[k]", "h[i+j]", "z[i+j]", "z[i]")
                ),
                Mistake(
                    "dL/dy[k] = sum(i, delta[i]*sum(j, w[j]*h[i+j]))",
                    "You put in [[z[i]]] itself. What is wanted is its *derivative* by [[y[k]]]: it goes into the sum, "
                    "to each product, and stops at [[d(h[i+j], y[k])]].",
                ),
                Mistake(
                    "dL/dy[k] = sum(i, j, delta[i]*w[j]*[i+j == k])",
                    "The bracket is right, but it is the derivative of [[y[i+j]]]. [[h[i+j]]] is a function of that, "
                    "so its slope comes in as a factor.",
                    "missing-factor",
                ),
                *(
                    Mistake(
                        f"dL/dy[k] = sum(i, j, delta[i]*w[j]*sigma'({slope}))",
                        "The slope is right, but [[h[i+j]]] depends on [[y[k]]] only where [[i + j = k]]. A bracket "
                        "says so.",
                    )
                    for slope in ("y[i+j]", "y[k]")
                ),
                *(
                    Mistake(
                        f"dL/dy[k] = sum(i, j, delta[i]*w[j]*d(h[{entry}], y[k]))",
                        "The entry in the sum is [[h[i+j]]]: that is what is differentiated by [[y[k]]].",
                    )
                    for entry in "kji"
                ),
                *(
                    Mistake(
                        "dL/dy[k] = sum(i, delta[i]*d(z[i], y[k]))\n"
                        f"= sum(i, delta[i]*sum(j, w[j]*sigma'({slope})*[{equal}]))",
                        "The entry is [[h[i+j]]]. It depends on [[y[k]]] where its *whole* index is [[k]], and that is "
                        "what belongs into the bracket.",
                    )
                    for slope in ("y[i+j]", "y[k]")
                    for equal in ("i == k", "j == k", "i == j")
                ),
                *(
                    Mistake(
                        f"dL/dy[k] = sum(i, delta[k]*{slopes})",
                        "One and the same delta weighs all the outputs here. Each output [[z[i]]] has a delta of its "
                        "own.",
                    )
                    for slopes in ("d(z[i], y[k])", "sum(j, w[j]*d(h[i+j], y[k]))")
                ),
                *(
                    Mistake(
                        f"dL/dy[k] = sum(i, delta[i]*sum(j, w[j]*sigma'(y[{place}])*{rest}))",
                        "The slope stands at the wrong place. It is [[h[i+j]]] that is differentiated, so the slope is "
                        "taken at [[y[i+j]]], and where the rest isn't 0 that is [[y[k]]].",
                    )
                    for place in "ij"
                    for rest in ("[i+j == k]", "d(y[i+j], y[k])")
                ),
                Mistake(
                    "dL/dy[k] = sigma'(y[k])*sum(j, delta[k+j]*w[j])",
                    "The slope is right; the sum reads forwards. [[h[k]]] is read by [[z[i]]] with [[w[j]]] where "
                    "[[i + j = k]]: solved for [[i]] that has a minus sign.",
                    "no-flip",
                ),
                *(
                    Mistake(f"dL/dy[k] = {answer}", says, misconception)
                    for says, misconception, sums, _ in RECURSION
                    for answer in sums
                ),
            ),
            feedback={
                "missing-sum": (
                    "Outputs are left out. Every output that reads [[h[k]]] sends something back: [[z[k]]] and those "
                    "*before* it."
                ),
                "no-flip": (
                    "Something runs the wrong way. If [[h[k]]] met the weight [[w[j]]], in which output was that? The "
                    "larger [[j]], the further *before* [[h[k]]] the kernel started."
                ),
            },
            hints=(
                "The chain rule: [[dL/dy[k] = sum(i, delta[i]*d(z[i], y[k]))]]",
                "Put in the definition of [[z[i]]]. The derivative goes through the sum and past the weights, and "
                "stops at [[d(h[i+j], y[k])]].",
                "[[h[i+j]]] depends on [[y[i+j]]] alone. So it is the slope [[sigma'(y[k])]] where [[i + j = k]], "
                "else 0: a slope times a bracket.",
                "The slope at [[y[k]]] has neither [[i]] nor [[j]] in it, so it may stand before the sums. Then the "
                "bracket removes the sum over [[i]].",
            ),
            solution=(
                "[[dL/dy[k] = sum(i, delta[i]*d(z[i], y[k]))]]\n\n"
                "[[dL/dy[k] = sum(i, delta[i]*sum(j, w[j]*d(h[i+j], y[k])))]]\n\n"
                "[[dL/dy[k] = sum(i, j, delta[i]*w[j]*sigma'(y[k])*[i+j == k])]]\n\n"
                "[[dL/dy[k] = sigma'(y[k])*sum(j, delta[k-j]*w[j])]]"
            ),
            proves=(
                "Kernel, input, bias, and the way down from layer to layer: all of it is yours now, and all of it is "
                "proved."
            ),
        ),
    ),
    sources=(
        "I. Goodfellow, Y. Bengio, A. Courville: Deep Learning (2016), section 6.5, https://www.deeplearningbook.org",
    ),
)
