"""Notation, and everybody else's: how to read a formula in indices, and what changes from text to text.

You will be able to read a sum sign, to rename, and to tell input, kernel and output by their indices.
Not here: derivatives; counting from 1 and kernels kept turned round (forward-1d). Before this: why.
Sources: the texts named in the engine's table of notations.
"""

from engine import Layer
from lessons.model import Choice, Entries, Integer, Lesson, Mistake, Number, Option, Text
from lessons.working import dot

__all__ = ("LESSON",)

LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
OTHERS = Layer(
    ["y[t] = sum(q, h[q]*u[t+q])", "f[t] = sum(q, g[q]*s[t-q])", "o[p] = sum(r, e[r]*c[p+r])"],
    u="n",
    h="m",
    y="n-m+1",
    s="n",
    g="m",
    f="n+m-1",
    c="n",
    e="m",
    o="n-m+1",
)


def the_right_one(formulas):
    """The name of the only formula that the engine accepts."""
    return next(name for name, text in formulas.items() if LAYER.check("z[i]", text).verdict == "correct")


LESSON = Lesson(
    id="notation",
    title="Notation, and everybody else’s",
    question="Why do two good texts give two different formulas for the same thing?",
    answer=(
        "They name the arrays differently, and some also count from 1 or keep the kernel turned round, as you'll see "
        "in the next lesson: each formula is right in its own notation, and a few small habits let you read them all."
    ),
    minutes=15,
    layer=LAYER,
    steps=(
        Text(
            "Machine A makes a row of outputs, [[z]]. Output [[z[i]]] is what comes out when the kernel lies on "
            "the input from [[x[i]]] on. With three weights that is\n\n"
            "[[z[i] = w[0]*x[i] + w[1]*x[i+1] + w[2]*x[i+2]]]\n\n"
            "and with any number [[m]] of weights it is written with a sum sign:\n\n[[z[i] = sum(j, w[j]*x[i+j])]]\n\n"
            "The letter on the left, [[i]], is *free*: you choose it, and get one entry of [[z]]. "
            "The letter under the sum sign, [[j]], is *bound*: it runs through all the weights, and the products are "
            "added. Choose one [[i]], and compute."
        ),
        Text(
            "(This notation keeps the kernel turned round. Where this lesson speaks of directions, it means the kernel "
            "as it lies on the input, [[w]].)",
            notation="larochelle",
        ),
        Number(
            id="notation/unroll",
            prompt="[[x]] = {x} and [[w]] = {w}; the first entries are [[x[0]]] and [[w[0]]]. What is [[z[{i}]]]?",
            right=lambda x, w, i: w @ x[i : i + 2],
            numbers={"x": Entries((3, 1, 4, 5)), "w": Entries((2, -1)), "i": Integer(1, 1, 1)},
            where=lambda x, w, i: bool(w.all() and x.all()),
            shown={"work": lambda x, w, i: dot(w, x[i : i + 2])},
            mistakes=(
                Mistake(
                    lambda x, w, i: w @ x[i - 1 : i + 1],
                    "That is [[z[0]]]. Here [[i = {i}]], so the first product is [[w[0]*x[{i}]]].",
                    "counts-from-one",
                ),
                Mistake(
                    lambda x, w, i: w @ x[i + 1 : i + 3],
                    "That is the entry after it. With [[i = {i}]] and [[j = 0]] the input is [[x[{i}]]].",
                    "off-by-one",
                ),
                Mistake(
                    lambda x, w, i: w[0] * x[i],
                    "That is the product for [[j = 0]]. The sum sign says: go on with [[j = 1]], and add.",
                    "missing-sum",
                ),
                Mistake(
                    lambda x, w, i: w[1] * x[i + 1],
                    "That is the product for [[j = 1]] alone. The sum sign says: begin with [[j = 0]], and add.",
                    "missing-sum",
                ),
                Mistake(
                    lambda x, w, i: w[::-1] @ x[i : i + 2],
                    "You took the weights from the last to the first. [[w[0]]] lies on the first of the inputs that "
                    "are read, [[w[1]]] on the next.",
                    "needless-flip",
                ),
                Mistake(
                    lambda x, w, i: w[i] * x[i : i + 2].sum(),
                    "You used one weight for both inputs. The weight has [[j]] in its index, so it changes with [[j]].",
                ),
                Mistake(
                    lambda x, w, i: w.sum() * x[i],
                    "You put both weights on one input, [[x[{i}]]]. The index of the input has [[j]] in it, so the "
                    "input changes with [[j]], too.",
                ),
                Mistake(
                    lambda x, w, i: w[0] * x[i] + w[1] * x[i - 1],
                    "You went to the left. The index of the input grows with [[j]]: for [[j = 1]] it is the input "
                    "after [[x[{i}]]].",
                    "needless-flip",
                ),
            ),
            hints=(
                "Put in [[i = {i}]]: [[sum(j, w[j]*x[{i}+j])]].",
                "[[j = 0]], then [[j = 1]]: [[w[0]*x[{i}+0] + w[1]*x[{i}+1]]].",
            ),
            solution="[[w[0]*x[{i}+0] + w[1]*x[{i}+1]]] is {work}.",
            proves=(
                "A formula in indices is a recipe with nothing left out. Under every formula that you type in "
                "this course you'll see it written out like this, for one small case."
            ),
        ),
        Text("**First habit: a bound letter is only a name.** It doesn't exist outside its sum."),
        Choice(
            id="notation/rename",
            prompt="Which of these says the same as [[sum(j, w[j]*x[i+j])]], entry [[i]] of the output?",
            options=(
                Option(
                    "q",
                    "[[sum(q, w[q]*x[i+q])]]",
                    right=True,
                    says="The bound letter has a new name, everywhere in its sum.",
                ),
                Option(
                    "half",
                    "[[sum(q, w[q]*x[i])]]",
                    says="Here every weight meets the same input. If a letter is renamed, then at *all* its places.",
                    misconception="missing-term",
                ),
                Option(
                    "free",
                    "[[sum(j, w[j]*x[k+j])]]",
                    says=(
                        "Here the *free* letter was renamed: this is entry [[k]], not entry [[i]]. It would be right "
                        "with [[z[k]]] on the left."
                    ),
                ),
                Option(
                    "lost",
                    "[[sum(j, w[j]*x[j])]]",
                    says="The free letter is gone, so this is the same number for every [[i]].",
                ),
            ),
            computed=lambda: the_right_one(
                {"q": "sum(q, w[q]*x[i+q])", "half": "sum(q, w[q]*x[i])", "lost": "sum(j, w[j]*x[j])"}
            ),
            hints=(
                "Write each one out for [[i = 1]] and two weights. Can you, for each of them?",
                "What matters is which entries are multiplied.",
            ),
            solution=(
                "Written out for two weights, [[sum(q, w[q]*x[i+q])]] is [[w[0]*x[i] + w[1]*x[i+1]]]: the same "
                "products. The letter under the sum has left no trace."
            ),
            proves=(
                "A bound letter may be given any name that its formula doesn't use already. You'll need it as soon as "
                "two sums with the same letter meet in one line."
            ),
        ),
        Text("**Second habit: look at where a sum stops.**"),
        Number(
            id="notation/range",
            prompt=(
                "In a formula, both limits of a sum are included: $\\sum_{h=0}^{H}$ starts at 0 and ends at $H$. For "
                "$H$ = {high}, how many terms are added?"
            ),
            right=lambda high: high + 1,
            numbers={"high": Integer(5, 3, 20)},
            mistakes=(
                Mistake(
                    lambda high: high,
                    "You left out one of the ends: 0 and {high} both count.",
                    "off-by-one",
                ),
                Mistake(
                    lambda high: high - 1,
                    "Count them for a small case: from 0 to 2 there are 0, 1 and 2.",
                    "off-by-one",
                ),
                Mistake(
                    lambda high: high + 2,
                    "One too many. Count them for a small case: from 0 to 2 there are 0, 1 and 2, so three.",
                    "off-by-one",
                ),
                Mistake(
                    lambda high: high * (high + 1) // 2,
                    "You added the numbers. The question is how many there are.",
                    "wrong-operation",
                ),
            ),
            hints=("How many would there be from 1 to {high}?", "And then there is the 0."),
            solution="From 1 to {high} there are {high}, and the 0 makes one more: {right}.",
            proves=(
                "Counted from 0, a kernel of [[m]] weights needs the limits 0 and [[m-1]]. In the formulas that you "
                "will type you may leave the limits out; they are found for you."
            ),
        ),
        Text(
            "**Third habit: ask what a letter stands for before you trust it.** The same letter means different things "
            "in different texts. Here is one that you'll need for the backward pass."
        ),
        Choice(
            id="notation/delta",
            prompt=(
                "In this course [[delta[i] = dL/dz[i]]], where [[L]] is the loss, the number that says how bad the "
                "result was. Suppose [[delta[2]]] is 3. What does that say?"
            ),
            options=(
                Option(
                    "rate",
                    "If [[z[2]]] grows a little, the loss grows about 3 times as much.",
                    right=True,
                    says="It is a rate: loss per unit of output.",
                ),
                Option(
                    "error",
                    "The output [[z[2]]] is 3 larger than it should have been.",
                    says=(
                        "For one special loss (half the squared error) the two happen to be equal, and so some texts "
                        "call it *the error*. In general it is a rate."
                    ),
                ),
                Option(
                    "bracket",
                    "The result is 3 where two indices are equal, and 0 elsewhere.",
                    says=(
                        "That is Kronecker's delta, another use of the letter δ. Here a condition is written as a "
                        "bracket: [[[i == k]]]."
                    ),
                ),
                Option(
                    "step",
                    "The weights will be changed by 3 in the next step of training.",
                    says=(
                        "It says nothing of the weights yet. How to get from here to the weights is what you'll derive."
                    ),
                ),
            ),
            hints=("Read the right-hand side: the derivative of what by what?", "A derivative is a rate of growth."),
            solution=(
                "[[delta[i]]] is short for [[dL/dz[i]]]: how fast the loss grows with the output [[z[i]]]. Its "
                "most common letter is δ; the other three readings are other uses of that letter, or a neighbouring "
                "idea."
            ),
            proves=(
                "[[delta]] is what comes from above, and for now it is given. The gradients that you'll derive, of the "
                "weights and of the inputs, will each be made of [[delta]] and one more array. Where it comes from, "
                "you'll derive in *Through a whole layer*."
            ),
        ),
        Choice(
            id="notation/letters",
            prompt=(
                "Gibiansky's well-known post is about pictures. Cut down to a single row, it writes the layer as\n\n"
                "$$x_i = \\sum_{a=0}^{m-1} \\omega_a\\, y_{i+a}$$\n\n"
                "Which of these letters is the *input*?"
            ),
            options=(
                Option(
                    "x",
                    "His $x$.",
                    says="In Flipside's letters, yes. But here $x$ stands on the left, so it is what is *computed*.",
                    misconception="wrong-array",
                ),
                Option(
                    "y",
                    "His $y$.",
                    right=True,
                    says="It is read at a sum of two indices, a free one and a bound one: that is the input.",
                ),
                Option(
                    "omega",
                    "His $\\omega$.",
                    says="It carries the bound index alone: that is the kernel.",
                    misconception="wrong-array",
                ),
                Option("m", "His $m$.", says="That is the number of weights; it isn't an array."),
            ),
            hints=(
                "Don't look at the letters, look at the indices.",
                "The input is read at a free index plus a bound one. Which of the arrays is read so?",
            ),
            solution=(
                "In a sum *over the weights* the roles can be read off the indices. Only free ones, on the left: the "
                "output. Only bound ones: the kernel. A free one plus a bound one: the input. So $y$ is the input, "
                "$\\omega$ the kernel, and $x$ the output. (One can also add over the inputs; then it is the "
                "input that has the bound index alone.)"
            ),
            proves=(
                "Ask what is added over, and read the indices, not the letters. With the notation picker at the side "
                "every formula of this course can be printed in his letters, and in those of three others: "
                "Larochelle's lectures, the Deep Learning book, and PyTorch's documentation."
            ),
        ),
        Text(
            "(The three texts of the next question keep the kernel as it lies on the input. Only because this notation "
            "keeps it turned round do the indices of our layer, [[z[i] = sum(j, w[j]*x[i+j])]], go against each other "
            "here.)",
            notation="larochelle",
        ),
        Choice(
            id="notation/odd-one-out",
            layer=OTHERS,
            prompt="Three texts, three sets of letters. One of them is *not* our layer. Which?",
            options=(
                Option(
                    "first",
                    "[[y[t] = sum(q, h[q]*u[t+q])]]",
                    says="As [[q]] goes up, both indices go up: [[h]] is the kernel, [[u]] the input. It is our layer.",
                ),
                Option(
                    "second",
                    "[[f[t] = sum(q, g[q]*s[t-q])]]",
                    right=True,
                    says="As [[q]] goes up, the index of [[s]] goes *down*: it is read backwards, as in a convolution.",
                ),
                Option(
                    "third",
                    "[[o[p] = sum(r, e[r]*c[p+r])]]",
                    says="As [[r]] goes up, both indices go up: [[e]] is the kernel, [[c]] the input. It is our layer.",
                ),
            ),
            hints=(
                "Forget the letters. What is the same in two of them?",
                "Let the summed letter go up by one. What do the two indices do?",
            ),
            solution=(
                "Let the summed letter go up by one. In two of the texts both indices go up; in the second text one of "
                "them goes up and the other goes down. The names of the letters make no difference, the direction does."
            ),
            proves=(
                "**Let the summed letter go up by one: if both indices go up, it is a correlation; if one goes up and "
                "the other down, it is a convolution.** (A minus sign alone says nothing: both might go down together, "
                "or it might stand before the *free* letter.) You'll use this rule all along."
            ),
        ),
    ),
    sources=(
        "A. Gibiansky: Convolutional Neural Networks, "
        "https://andrew.gibiansky.com/blog/machine-learning/convolutional-neural-networks/",
        "H. Larochelle: Neural networks class, chapter 9, "
        "https://info.usherbrooke.ca/hlarochelle/neural_networks/content.html",
        "I. Goodfellow, Y. Bengio, A. Courville: Deep Learning (2016), chapter 9, https://www.deeplearningbook.org",
    ),
)
