"""What is said of which wrong formula: words that are true of everything that they are said of."""

import pytest

from lessons.checking import check
from lessons.course import EXERCISES
from lessons.drawing import draw

BEHIND = (
    "Only one term of your sum is left: in all others an index is below 0, where an array counts as 0. Either the sign "
    "in it is turned, or the range lies on the wrong side."
)
OUTSIDE = (
    "Only one term of your sum is left: all others read an entry outside its array, and it counts as 0. Either the "
    "sign in the index is turned, or the range lies on the wrong side."
)
SAME = "The right machine in the wrong mode: here it also hangs over the ends, and so everything is shifted."
MODE = "The right machine in the wrong mode. The kernel may hang over both ends of delta here,"
KERNEL, Z, DZ, DW = "forward-1d/reversed-kernel", "forward-1d/z", "backward-weights/dz", "backward-weights/dw"
ENTRY, READ, DX, OTHER = (
    "weight-sharing/entry",
    "backward-inputs/dz",
    "backward-inputs/dx",
    "the-flip/other-way-round",
)
CONV, SLOPE, WHOLE_DX = "the-flip/conv", "activation-and-bias/delta", "activation-and-bias/dx"
WHOLE_DW, BELOW = "activation-and-bias/dw", "activation-and-bias/below"
RECURSION, STRIDE = "activation-and-bias/line-by-line", "in-the-wild/stride"
INPUTS, WEIGHTS = "backward-inputs/line-by-line", "backward-weights/line-by-line"
PLACE = "That is a place in the kernel. Asked for is the weight that stands there,"
CHAIN_RULE = "sum(i, delta[i]*d(z[i], x[k]))\n"
BY_WEIGHT = "sum(i, delta[i]*d(z[i], w[j]))\n"

HANGS = "The right machine, and the right kernel for it. But here it also hangs over the ends; say that it has to fit,"

BOTH_ENDS = "The right machine in the wrong mode: the kernel has to hang over both ends, as it does in `full`."
SHORT = f"{BOTH_ENDS} As it is, the row is too short and everything is shifted: what stands first belongs further on."

SAID = (
    (WHOLE_DX, SHORT, ("conv(g*sigma'(z), w, valid)", "corr(g*sigma'(z), flip(w))")),
    (WHOLE_DX, f"{BOTH_ENDS} As it is, the row is too short: at the ends", ("conv(g*sigma'(z), w, same)",)),
    (BELOW, SHORT, ("sigma'(y)*conv(delta, w, valid)", "sigma'(y[k])*corr(delta, flip(w))[k]")),
    ("scatter-and-gather/bracket", SHORT, ("conv(delta, w, valid)", "corr(delta, rot180(w))")),
    (
        WHOLE_DW,
        "The right rows in the wrong mode: the second one hangs over the ends here. It has to fit on the inputs.",
        ("corr(x, g*sigma'(z), full)", "corr(x, sigma'(z)*g, same)"),
    ),
    (WHOLE_DW, "The two rows have changed places.", ("corr(g*sigma'(z), x, full)",)),
    (BELOW, "The slope is right. But every delta meets every weight", ("sigma'(y[k])*sum(i, j, delta[i]*w[j])",)),
    (OTHER, "The right machine, and zeros that it doesn't need.", ("conv(pad(delta, 1), flip(w), valid)",)),
    # the slope of a function is its derivative, too
    (
        WHOLE_DX,
        "One slope for all paths.",
        ("dσ/dz_k*sum(j, g[k-j]*w[j])", "dsigma/dz[k]*conv(g, w)[k]", "sum(j, w[j]*g[k-j]*sigma'(z[k]))"),
    ),
    (WHOLE_DX, "Two things at once. All paths have one slope,", ("sum(j, g[k+j]*sigma'(z[k])*w[j])",)),
    (WHOLE_DX, "Each path goes through an output of its own, z[k-j],", ("sum(j, g[k-j]*dσ/dz_k*w[j])",)),
    (BELOW, "The slope has to be taken where the function was evaluated:", ("dσ/dh_k*sum(j, delta[k-j]*w[j])",)),
    # one sum over two letters is one of products, in which nothing was added first
    (WHOLE_DW, "Factors of different outputs meet here.", ("sum(i, k, g[i]*sigma'(z[k])*x[k+j])",)),
    (WHOLE_DX, "Factors of different outputs meet here.", ("sum(i, q, g[k-i]*sigma'(z[k-q])*w[q])",)),
    (
        RECURSION,
        "Line 1: Each delta meets the derivatives of all outputs here.",
        ("sum(i, q, delta[i]*d(z[q], y[k]))",),
    ),
    (ENTRY, "The kernel doesn't repeat within a row:", ("w[(k-i) % m]", "w[(k-i)%m]")),
    ("trust/why-mean", "This is not a mistake I know by name. The smallest case below", ("m*r", "r-1")),
    (Z, HANGS, ("corr(x, w, full)", "conv(x, flip(w))", "conv(flip(w), x)", "corr(x, flip(flip(w)), full)")),
    (
        Z,
        "Everything has moved by one place. In z[0] the first weight belongs on the first input. Have you counted from "
        "another number than the formulas here?",
        ("sum(j, w[j]*x[i+j+1])",),
    ),
    (
        Z,
        "n, the length of the input, has no part in the kernel's index:",
        ("sum(j, w[n-1-j]*x[i+j])", "sum(j, w[n-j]*x[i+j])"),
    ),
    (Z, "Here the kernel moves by two places each time.", ("sum(j, w[j]*x[2*i+j])",)),
    (Z, "Here the kernel moves by its own length each time,", ("sum(j, w[j]*x[i*m+j])",)),
    (Z, "Right for z[1]. But your formula says the same for every i:", ("sum(j, w[j]*x[j+1])",)),
    (Z, "That is z[0], for a kernel of two weights.", ("w[0]*x[0] + w[1]*x[1]",)),
    (Z, "That is z[0], for a kernel of three weights.", ("w[0]*x[0] + w[1]*x[1] + w[2]*x[2]",)),
    (DX, "That is a single product, and x[k] meets w[0] in z[k], not in z[k+m-1].", ("delta[k+m-1]*w[0]",)),
    (Z, "The two rows have changed places.", ("corr(w, x, full)",)),
    ("forward-1d/size", "That is right where m is odd.", ("n-2*(m//2)",)),
    ("forward-1d/size", "Try it with n = 5 and m = 5: the kernel fits in one place only,", ("n-m//2",)),
    (
        "forward-1d/size",
        "That would be right if the kernel moved by two places each time.",
        ("(n-m)/2+1", "(n-m)//2+1"),
    ),
    (
        Z,
        "The kernel lies turned round here: w[0] belongs on x[i], and w[1] to the right of it.",
        ("w[1]*x[i] + w[0]*x[i+1]", "w[0]*x[i+2] + w[1]*x[i+1] + w[2]*x[i]"),
    ),
    (
        Z,
        "The first of the weights is w[0], and it belongs on x[i];",
        ("w[1]*x[i] + w[2]*x[i+1]", "x[i]*w[1] + x[i+1]*w[2] + x[i+2]*w[3]"),
    ),
    (Z, "The kernel lies the right way round, but it ends on x[i].", ("sum(j, w[m-1-j]*x[i-j])",)),
    (
        Z,
        "The sum is right, and it is the whole output:",
        ("relu(sum(j, w[j]*x[i+j]))", "sigma(sum(j, x[i+j]*w[j]))"),
    ),
    (Z, "The weights lie two places apart here.", ("sum(j, w[j]*x[i+2*j])",)),
    (Z, "Two inputs for each weight.", ("sum(j, w[j]*(x[i]+x[j]))", "sum(k, w[k]*x[k]*x[i])")),
    (KERNEL, "The kernel stands still here:", ("sum(j, v[m-1-j]*x[m-1-j])",)),
    (KERNEL, "All weights lie on the same input here. Only the first one, v[m-1],", ("sum(j, v[m-1-j]*x[i])",)),
    (KERNEL, "Multiply each weight by the input under it;", ("sum(j=0..m-1, v[m-1-j] + x[i+j])",)),
    (KERNEL, "Right for a kernel of two weights, where the first of them is v[1].", ("sum(j, v[1-j]*x[i+j])",)),
    (KERNEL, "Right for a kernel of two weights. Write it so", ("sum(j=0..1, v[m-1-j]*x[i+j])",)),
    (DW, "Here delta and input are read at the same place.", ("sum(i, delta[i+j]*x[i+j])",)),
    (
        WEIGHTS,
        "Line 2: The weight w[k] is the one that grows where k is j,",
        (f"{BY_WEIGHT}sum(i, delta[i]*sum(k, [k == i+j]*x[i+k]))",),
    ),
    (INPUTS, "Line 2: All weights, but only one output.", (f"{CHAIN_RULE}sum(j, delta[k]*w[m-1-j])",)),
    (INPUTS, "Line 2: A letter stands at the wrong place.", (f"{CHAIN_RULE}sum(j, delta[k]*w[j-k])",)),
    (KERNEL, "Right for a kernel of three weights, where the first of them is v[2].", ("sum(j, v[2-j]*x[i+j])",)),
    (KERNEL, "That is one product for each place.", ("v[m-1-i]*x[i]", "v[i]*x[i]")),
    (ENTRY, "That would make all rows alike.", ("w[m-k]", "w[n-k]", "w[k-m]")),
    (ENTRY, "That is one weight for the whole row.", ("w[m-i]",)),
    (ENTRY, "A row has to begin with w[0]", ("w[m-k-i]",)),
    (ENTRY, "The kernel doesn't repeat within a row:", ("w[k % m]", "w[k mod m]")),
    (ENTRY, "That is a whole product. Asked for is the weight in it alone,", ("w[i]*x[k]", "x[k]*w[k]")),
    (ENTRY, "Asked for is a weight: an entry of w.", ("x[k-i]", "delta[k-i]", "z[k-i]")),
    (
        DZ,
        "That is a whole product. If the weight in it grows by 1, the product grows by its other factor.",
        ("x[i]*w[j]", "w[j]*x[j]"),
    ),
    (DZ, "It is one input that w[j] lies on, not two.", ("x[i]*x[j]",)),
    (DZ, "That is what an output is worth to the loss.", ("delta[j]", "delta[i]")),
    (DW, "The weight itself has no part in its gradient.", ("sum(i, w[j]*x[i+j])", "w[j]*sum(i, x[i+j])")),
    (DW, "delta is read backwards here: in z[0] the weight w[j] lies on x[j].", ("delta[1]*x[j] + delta[0]*x[j+1]",)),
    (
        WEIGHTS,
        "Line 2: The weight that is differentiated doesn't belong to this input.",
        (f"{BY_WEIGHT}sum(i, delta[i]*sum(k, d(w[m-1-k], w[j])*x[i+k]))",),
    ),
    (
        "backward-weights/fits",
        "That is how many places there are where delta and the input overlap",
        ("n+(n-m+1)-1", "2*n-m"),
    ),
    (READ, "This says the same for every output.", ("w[m-k]", "w[n-k]")),
    *((name, "In one and the same output,", ("w[1]", "w[2]")) for name in (ENTRY, READ)),
    *((name, "z[i] reads x[i] with w[0], that is right.", ("[k-i == 0]*w[0]",)) for name in (ENTRY, READ)),
    (
        DX,
        "The kernel lies turned round here:",
        ("delta[k]*w[1] + delta[k-1]*w[0]", "w[2]*delta[k] + w[1]*delta[k-1] + w[0]*delta[k-2]"),
    ),
    (DX, "You went on to the outputs after z[k].", ("delta[k]*w[1] + delta[k+1]*w[0]",)),
    (
        DX,
        "The first of the weights is w[0], and z[k] reads x[k] with it;",
        ("delta[k]*w[1] + delta[k-1]*w[2]", "delta[k]*w[1] + delta[k-1]*w[2] + delta[k-2]*w[3]"),
    ),
    (DX, "A factor is missing: every output that reads x[k] sends back its delta,", ("sum(j, delta[k-j])",)),
    (
        INPUTS,
        "Line 2: The entry in the sum is x[i+j]:",
        (f"{CHAIN_RULE}sum(i, delta[i]*sum(j, w[j]*d(x[j], x[k])))",),
    ),
    (KERNEL, "The letters are crossed:", ("sum(j, v[m-1-i]*x[j])",)),
    (KERNEL, "Here weight and input move together,", ("sum(j, v[m-1-i-j]*x[i+j])", "sum(j, v[i+j]*x[i+j])")),
    (KERNEL, "n, the length of the input, has no part in this: v has m entries,", ("sum(j, v[n-j]*x[i+j])",)),
    (KERNEL, "This is another layer, the one with the kernel turned round.", ("sum(j, w[m-1-j]*x[i+j])",)),
    (DZ, "That is right for w[1], whatever the output.", ("x[i+1]",)),
    (DZ, "This says the same for every output. But the kernel moves:", ("x[j+1]",)),
    (DZ, "It is one input that w[j] lies on, not two.", ("x[i] + x[j]",)),
    (DZ, "m is the number of weights: this says the same for each of them.", ("x[i+m]",)),
    (DW, "The inputs are the right ones, those that w[j] lies on.", ("sum(k=j..j+n-m, delta[k]*x[k])",)),
    (
        DW,
        "Each delta meets many inputs here.",
        ("sum(i, delta[i])*sum(i, x[i])", "sum(i, delta[i])*sum(i=0..n-m, x[i])"),
    ),
    (DW, "One and the same delta weighs all the outputs here.", ("sum(i=0..n-m, delta[j]*x[i])",)),
    (
        DW,
        "The weight itself is not among the factors:",
        ("sum(i, delta[i]*x[i]*w[j])", "sum(i, delta[i]*x[i+j]*w[j])"),
    ),
    (DW, "z[i] is the whole output.", ("sum(i, delta[i]*z[i])",)),
    (
        DW,
        "w has no part in its own gradient.",
        ("corr(delta, w)", "corr(delta, flip(w))", "conv(delta, w, valid)"),
    ),
    (
        DW,
        "That is right for w[1]. Write it for any weight, w[j].",
        ("sum(i=0..n-m, delta[i]*x[i+1])", "sum(i, delta[i]*x[i+1])"),
    ),
    *(
        (name, f"{line}{words}", (f"{before}{product}",))
        for name, line, before in ((DX, "", ""), (INPUTS, "Line 2: ", CHAIN_RULE))
        for words, product in (
            ("That is a single product, and x[k] meets w[m-1] in z[k-m+1], not in z[k].", "delta[k]*w[m-1]"),
            ("That is one path, the one through z[k-m+1].", "delta[k-m+1]*w[m-1]"),
        )
    ),
    (INPUTS, "Line 2: That is a single product, and x[k] meets w[k] in z[0],", (f"{CHAIN_RULE}delta[k]*w[k]",)),
    (DX, "The outputs are the right ones, z[k] and those before it.", ("sum(i=k-m+1..k, delta[i]*w[i])",)),
    (DX, "Every output reads x[k] with the same weight here.", ("sum(i=k-m+1..k, delta[i]*w[k])",)),
    (
        DX,
        "One weight for all the readers.",
        ("sum(j=0..m-1, delta[k-j]*w[0])", "sum(j, delta[k-j]*w[0])", "sum(j, delta[k-j]*w[k])"),
    ),
    (DX, "You went on to the outputs after z[k].", ("w[0]*delta[k] + w[1]*delta[k+1]",)),
    (DX, "That is the input after it has been moved against its gradient.", ("x[k] - sum(j, delta[k-j]*w[j])",)),
    (DX, "These are the right outputs, but each read x[k] with a weight:", ("sum(j=0..m-1, delta[k-j])",)),
    *(
        (name, words, answers)
        for name in (READ, ENTRY)
        for words, answers in (
            ("That only says whether z[i] reads x[k]: it is 1 or 0.", ("sum(j, [i+j == k])",)),
            ("That is 1 where k is i, and 0 elsewhere.", ("[i == k]", "[k == i]")),
            ("z[i] reads x[i] with w[0], that is right.", ("w[0]*[i == k]",)),
            ("In one and the same output, different inputs meet different weights.", ("w[0]", "w[m-1]")),
            ("w[k] lies on x[k] in z[0] alone.", ("[k >= i]*w[k]",)),
        )
    ),
    (ENTRY, "That is one weight for the whole row.", ("w[i]", "w[m-1-i]")),
    (INPUTS, "Line 1: That is how one output grows.", ("d(z[k], x[k])",)),
    (INPUTS, "Line 1: The two letters are exchanged.", ("sum(i, delta[k]*d(z[k], x[i]))",)),
    (INPUTS, "Line 2: You put in z[i] itself, with one", (f"{CHAIN_RULE}sum(i, delta[i]*sum(j, w[k]*x[i+j]))",)),
    (WEIGHTS, "Line 1: That is how one output grows.", ("d(z[j], w[j])",)),
    (WEIGHTS, "Line 1: The two letters are exchanged.", ("sum(i, delta[j]*d(z[j], w[i]))",)),
    (WEIGHTS, "Line 2: You put in z[i] itself, with one", (f"{BY_WEIGHT}sum(i, delta[i]*sum(k, w[j]*x[i+k]))",)),
    ("backward-inputs/which-output", "That is the way forwards:", ("k+j",)),
    ("backward-inputs/which-output", "The sign is turned:", ("j-k",)),
    (
        KERNEL,
        "That is the layer, but not written with v. Which entry of v is w[j]?",
        (
            "sum(j, w[j]*x[i+j])",
            "corr(x, w)",
            "sum(k, w[k-i]*x[k])",
            "sum(j, w[m-1-j]*x[i+m-1-j])",
            "conv(x, flip(w), valid)",
            "u[i]",
        ),
    ),
    (
        KERNEL,
        "It is to be written with v and x alone.",
        (
            "u[i]*w[0]/w[0]",
            "sum(k, delta[k]*x[k+i])",
            "corr(x, w, full)",
            "conv(x, flip(w))",
            "sum(j, w[j]*v[i+j])",
            "sum(j, v[j]*w[i+j])",
            "sum(j, w[j]*v[m-1-j])",
            "conv(w, v)",
        ),
    ),
    (
        KERNEL,
        "Something runs the wrong way. The input's index has to grow by one with i, and v is read from its last entry "
        "to its first while the input goes forwards.",
        ("sum(j, v[j]*x[n-1-i-j])", "sum(j, v[j]*x[j-i])", "corr(flip(x), v)", "sum(j, v[m-1-j]*x[m-1-i-j])"),
    ),
    (
        KERNEL,
        "Something runs the wrong way. v[m-1], the first weight, belongs on x[i];",
        ("sum(k, v[m-1-k-i]*x[k])", "sum(j, v[m-1-j]*x[j-i])", "corr(x, v)", "sum(j, v[j]*x[i+j+m-1])"),
    ),
    (
        KERNEL,
        "v[0], the last weight, lies on x[i] here.",
        ("sum(j, v[-j]*x[i+j])", "sum(j, v[m-1-j]*x[i-m+1+j])"),
    ),
    (
        KERNEL,
        "The first weight, v[m-1], lies on x[i-m] here, to the left of x[i]. (Python calls the last entry `v[-1]`.",
        ("sum(j, v[-1-j]*x[i+j])", "sum(j, v[-j]*x[i+j-1])", "sum(j, v[m-1-j]*x[i+j-m])"),
    ),
    (
        KERNEL,
        "The first weight, v[m-1], lies on x[i+n-m] here, and it belongs on x[i].",
        ("sum(j, v[n-1-j]*x[i+j])", "sum(j, v[m-1-j]*x[i+j+n-m])"),
    ),
    (KERNEL, "The direction is right: v and x run against each other.", ("sum(j, v[j]*x[i-j])", "sum(k, v[i-k]*x[k])")),
    (KERNEL, "Nearly. This puts v[0], the last weight, on x[i+m].", ("sum(j, v[j+1]*x[i+m-1-j])",)),
    (
        KERNEL,
        "An index is shifted, and both indices go up with j: v has to be read backwards.",
        ("sum(j, v[j+1]*x[i+j])", "sum(j, v[j]*x[i+j+1])", "sum(j, v[j]*x[i+j-1])"),
    ),
    (
        Z,
        "This is not the kernel laid down as it is and moved to the right.",
        ("sum(j, w[j]*x[j-i])", "sum(k, w[k]*x[k-i])", "sum(j, w[j]*x[n-1-i-j])"),
    ),
    (
        Z,
        "That is the convolution, machine B: the kernel lies turned round, with w[0] on the right. The layer lays it "
        "down as it is, with w[0] on the left.",
        (
            "conv(x, w)",
            "conv(x, w, valid)",
            "sum(j, w[m-1-j]*x[i+j])",
            "sum(j, w[j]*x[i+m-1-j])",
            "sum(k, w[i-k]*x[k])",
        ),
    ),
    (
        Z,
        "Everything has moved by one place, to the left: in z[0] the first weight lies on x[-1], before the first",
        ("sum(j, w[j]*x[i+j-1])", "sum(j, w[j+1]*x[i+j])"),
    ),
    (
        Z,
        "Everything has moved by one place. In z[0] the first weight belongs on the first input.",
        ("sum(j, w[j]*x[i+j+1])", "sum(j=1..m, w[j-1]*x[i+j])"),
    ),
    (Z, "Everything has moved. In z[0] the first weight belongs on the first", ("sum(j=1..m, w[j-1]*x[i+j+1])",)),
    (
        Z,
        "The weights are missing: each input under the kernel is multiplied by the weight that lies on it.",
        ("sum(j, x[i+j])",),
    ),
    (
        KERNEL,
        "The weights are missing: each input under the kernel is multiplied by the weight that lies on it.",
        ("sum(j, x[i+j])",),
    ),
    (Z, "The inputs are missing: each weight is multiplied by the input that it lies on.", ("sum(j, w[j])",)),
    (KERNEL, "The inputs are missing: each weight is multiplied by the input that it lies on.", ("sum(j, v[j])",)),
    (
        DZ,
        "That is not the input under w[j]. In z[0] the weight w[0] lies on x[0], w[1] on x[1];",
        ("x[i+m-1-j]", "x[j-i]", "x[n-1-i-j]"),
    ),
    (
        DW,
        "Some delta meets an input here that is not its own.",
        (
            "sum(i, delta[i]*x[m*i+j])",
            "sum(i, delta[i+j]*x[i+1])",
            "sum(i, delta[i]*x[j-i])",
            "corr(flip(x), delta)",
        ),
    ),
    (
        DW,
        "The right numbers in reverse order: w[0] gets here what belongs to the last weight. In the output z[i] the "
        "weight w[j] lies on x[i+j].",
        ("corr(x, delta)[m-1-j]", "flip(corr(x, delta))", "sum(i, delta[i]*x[i+m-1-j])"),
    ),
    (
        DW,
        "An array stands where another one belongs: each product is made of a delta, which comes from above, and of "
        "an input.",
        ("sum(i, z[i]*x[i+j])", "sum(i, delta[i]*w[i+j])", "sum(i, delta[i]*z[i+j])"),
    ),
    (
        Z,
        "An array stands where another one belongs: each product is made of a weight and of an input.",
        ("sum(j, w[j]*z[i+j])", "sum(j, x[j]*x[i+j])"),
    ),
    *(
        (name, "Every output uses all the weights, each on an input of its own: add over j.", answers)
        for name, answers in ((Z, ("w[0]*x[i]",)), (KERNEL, ("v[m-1]*x[i]", "v[0]*x[i]")))
    ),
    *(
        (name, "The sum has to reach all m weights. You can leave the range out.", answers)
        for name, answers in (
            (Z, ("sum(j=2..m-1, w[j]*x[i+j])", "sum(k=i+1..i+m-1, w[k-i]*x[k])")),
            (KERNEL, ("sum(j=1..m, v[m-1-j]*x[i+j])", "sum(j=0..m-2, v[m-1-j]*x[i+j])")),
        )
    ),
    (
        KERNEL,
        "The weights lie on the wrong inputs. The first one, v[m-1], belongs on x[i], and the next one, v[m-2], on "
        "x[i+1].",
        (
            "sum(j, v[m-2-j]*x[i+j])",
            "sum(j, v[j]*x[i+m-2-j])",
            "sum(j, v[m-1-j]*x[i+m-j])",
            "sum(j, v[m-1-j]*x[m-1-i+j])",
        ),
    ),
    (DW, "One and the same delta weighs all the outputs here.", ("sum(i, delta[j]*x[i+j])", "sum(i, delta[j]*x[i])")),
    *((Z, f"One weight, {one}, for all the inputs", (f"sum(j, {one}*x[i+j])",)) for one in ("w[i]", "w[0]")),
    (ENTRY, "That would make all rows alike. In row i the kernel begins at column i.", ("w[k]", "w[m-1-k]")),
    (
        ENTRY,
        "Everything is shifted. Put in i = 0 and k = 0: A[0,0] is w[0]. To its right stands w[1].",
        ("w[k-i-2]", "w[k-i+m]", "w[m+1-k+i]"),
    ),
    (DX, "The kernel lies the wrong way round, and it is shifted as well.", ("sum(j, delta[k-j]*w[m-2-j])",)),
    *(
        (name, f"Line 2: {words}", tuple(chain + answer for answer in answers))
        for name, chain, words, answers in (
            (
                WEIGHTS,
                BY_WEIGHT,
                "The bracket is the derivative of w[k] by w[j]: it takes the place of w[k].",
                ("sum(i, delta[i]*sum(k, w[k]*[k == j]*x[i+k]))", "sum(i, k, delta[i]*x[i+k]*[j == k]*w[k])"),
            ),
            (
                WEIGHTS,
                BY_WEIGHT,
                "In each product it is the weight that is differentiated:",
                ("sum(i, delta[i]*sum(k, w[k]*[k == j]))",),
            ),
            (
                WEIGHTS,
                BY_WEIGHT,
                "Here w[0] gets what belongs to the last weight.",
                ("sum(i, delta[i]*x[i+m-1-j])",),
            ),
            (WEIGHTS, BY_WEIGHT, "That is a single product.", ("delta[j]*x[j]",)),
            (
                WEIGHTS,
                BY_WEIGHT,
                "In z[i] it is the input x[i+k] that w[k] is multiplied with,",
                (
                    "sum(i, delta[i]*sum(k, d(w[k], w[j])*x[k]))",
                    "sum(i, k, delta[i]*d(w[k], w[j])*x[i])",
                    "sum(i, k, delta[i]*[j == k]*x[k])",
                    "sum(i, delta[i]*sum(k, [k == j]*x[i]))",
                ),
            ),
            (
                WEIGHTS,
                BY_WEIGHT,
                "Some delta meets an input here that is not its own.",
                ("sum(i, delta[i]*sum(k, d(w[k], w[j])*x[i-k]))", "sum(i, delta[i]*x[j-i])"),
            ),
            (
                INPUTS,
                CHAIN_RULE,
                "The bracket is the derivative of x[i+j] by x[k]: it takes the place of x[i+j].",
                ("sum(i, delta[i]*sum(j, w[j]*x[i+j]*[i+j == k]))",),
            ),
            (
                INPUTS,
                CHAIN_RULE,
                "In each product it is the input that is differentiated:",
                ("sum(i, delta[i]*sum(j, x[i+j]*[i+j == k]))",),
            ),
            (
                INPUTS,
                CHAIN_RULE,
                "The entry is x[i+j]. It is the same as x[k] where its whole index is k,",
                ("sum(i, j, delta[i]*w[j]*[i+j+1 == k])", "sum(i, j, delta[i]*w[j]*[i+j == k+1])"),
            ),
        )
    ),
    (WEIGHTS, "Line 1: That is the path through one output alone.", ("delta[j]*d(z[j], w[j])",)),
    (INPUTS, "Line 1: That is the path through z[k] alone.", ("delta[k]*d(z[k], x[k])",)),
    (DW, "The sign of j is turned: weights after w[0] lie to the right of it.", ("sum(i, delta[i]*x[i-j])",)),
    (
        DW,
        "delta is read backwards here. Nothing is flipped: as i grows, the input that w[j] meets grows with it.",
        ("conv(x, delta, valid)", "sum(i, delta[n-m-i]*x[i+j])"),
    ),
    (
        ENTRY,
        "A row has to begin with w[0] and go on with w[1] as k grows,",
        (
            "A[k,i]",
            "w[i-k+1]",
            "w[i-k-1]",
            "w[m-k+i]",
            "w[m-1-k-i]",
            "w[n-1-k+i]",
            "w[n-k-i]",
            "w[n-1-k-i]",
            "w[m-2-k+i]",
        ),
    ),
    (ENTRY, "That is what the weight is multiplied with. Asked for is the weight.", ("x[k]",)),
    (READ, "In each product of z[i] an input meets a weight.", ("delta[k-i]", "x[k-i]", "z[k-i]")),
    (READ, "This says the same for every output.", ("w[m-1-k]",)),
    (READ, "The kernel lies the wrong way round. Put in k = i:", ("w[m-1-k+i]",)),
    (READ, "The kernel lies the wrong way round, and it is shifted as well.", ("w[m-k+i]", "w[n-1-k+i]")),
    (
        DX,
        "Everything is shifted by one. The first weight, w[0], met x[k] in the output z[k].",
        ("sum(j=1..m, delta[k-j]*w[j-1])", "sum(j, delta[k-j]*w[j+1])"),
    ),
    (
        DX,
        "Outputs are left out. Every output that reads x[k] sends something back: z[k] and those before it.",
        ("sum(i=k..k+m-1, delta[i]*w[k-i])", "sum(j=0..0, delta[k-j]*w[j])"),
    ),
    (
        DX,
        "An array stands where another one belongs: each product is made of delta, which comes from above, and of a "
        "weight.",
        ("sum(j, x[k-j]*w[j])", "sum(j, z[k-j]*w[j])", "sum(j, delta[k-j]*z[j])"),
    ),
    (
        DX,
        "Something runs the wrong way. Try k = 0: the first input is read by z[0] alone, with w[0].",
        ("sum(j, delta[-k-j]*w[j])", "sum(j, delta[k+j]*w[j+1])", "corr(w, delta, full)"),
    ),
    *(
        (name, f"{line}The kernel lies the wrong way round, and it is shifted as well.", (f"{before}{answer}",))
        for name, line, before in ((DX, "", ""), (INPUTS, "Line 2: ", CHAIN_RULE))
        for answer in ("sum(j, delta[k-j]*w[m-j])",)
    ),
    *(
        (
            name,
            f"{line}The kernel lies the wrong way round: the first input gets the last weight here,",
            tuple(
                f"{before}{answer}"
                for answer in (
                    "sum(j, delta[k-j]*w[m-1-j])",
                    "sum(j, delta[k-j]*flip(w)[j])",
                    "sum(j, delta[k-j]*rot180(w)[j])",
                    "sum(i, delta[i]*w[m-1-k+i])",
                    "sum(i, delta[i]*flip(w)[k-i])",
                )
            ),
        )
        for name, line, before in ((DX, "", ""), (INPUTS, "Line 2: ", CHAIN_RULE))
    ),
    (
        DX,
        "Turned round twice in all, and so not at all:",
        ("conv(delta, flip(w))", "conv(flip(w), delta)", "conv(delta, rot180(w))", "conv(rot180(w), delta)"),
    ),
    (INPUTS, "Line 2: Turned round twice in all, and so not at all:", (f"{CHAIN_RULE}conv(delta, rot180(w))[k]",)),
    *(
        (DX, f"{MODE} so that every input gets a place. As it is, the row is {row}", answers)
        for row, answers in (
            (
                "too short and everything is shifted:",
                ("conv(delta, w, valid)", "conv(w, delta, valid)", "corr(delta, flip(w))", "corr(delta, rot180(w))"),
            ),
            ("only as long as delta:", ("conv(delta, w, same)", "corr(delta, flip(w), same)")),
            ("as long as the kernel,", ("conv(w, delta, same)",)),
        )
    ),
    (
        Z,
        "Right for a kernel of two weights.",
        ("sum(j=0..1, w[j]*x[i+j])", "sum(w[j]*x[i+j] for j in range(2))", "w[0]*x[i] + w[1]*x[i+1]"),
    ),
    (Z, "Right for a kernel of three weights.", ("sum(j=0..2, w[j]*x[i+j])",)),
    (Z, "The range has to fit every kernel:", ("sum(j=0..n-m, w[j]*x[i+j])", "sum(k=0..n-m, w[k]*x[i+k])")),
    (KERNEL, "Right for a kernel of three weights.", ("sum(j=0..2, v[m-1-j]*x[i+j])",)),
    (KERNEL, "The range has to fit every kernel:", ("sum(j=0..n-m, v[m-1-j]*x[i+j])",)),
    (DX, "Right for a kernel of two weights.", ("sum(j=0..1, delta[k-j]*w[j])",)),
    (DX, "Right for a kernel of three weights.", ("sum(j=0..2, delta[k-j]*w[j])",)),
    *(
        (name, f"Right for {outputs} outputs.", (f"sum(i=0..{last}, delta[i]*{factor})",))
        for name, factor in ((DX, "w[k-i]"), (DW, "x[i+j]"))
        for last, outputs in ((1, "two"), (2, "three"), (3, "four"))
    ),
    (
        DX,
        "The sum has to reach all the weights, w[0] to w[m-1], if it runs over them, and all the outputs",
        (
            "sum(j=0..n-m, delta[k-j]*w[j])",
            "sum(i=0..m, delta[i]*w[k-i])",
            "sum(j=0..m-1, delta[j]*w[k-j])",
            "sum(i=0..n-m-1, delta[i]*w[k-i])",
        ),
    ),
    (
        DW,
        "It is the outputs that are added, all n - m + 1 of them:",
        ("sum(i=0..m, delta[i]*x[i+j])", "sum(k=0..m, delta[k]*x[k+j])", "sum(i=0..n-m-1, delta[i]*x[i+j])"),
    ),
    *((name, "That is a place, not a weight.", ("i-k", "i+k", "k", "i")) for name in (ENTRY, READ)),
    (DZ, "That is a place, not an input.", ("i", "j", "i-j")),
    (
        READ,
        "That is what an output is worth to the loss. Here: how the output z[i] grows with the input.",
        ("delta[i]", "delta[k]"),
    ),
    (READ, "The input is multiplied by a weight, so the output grows by that weight, not by 1.", ("1",)),
    (
        WEIGHTS,
        "Line 2: One and the same delta weighs all the outputs here.",
        ("sum(i, delta[i]*d(z[i], w[j]))\nsum(i, delta[j]*x[i+j])",),
    ),
    (Z, "A factor is missing: each input under the kernel", ("sum(k, x[k])",)),
    (KERNEL, "A factor is missing: each input under the kernel", ("sum(k, x[k])",)),
    (
        DX,
        "All weights, but only one output. Each weight belongs to an output of its own.",
        ("sum(i, delta[k]*w[k-i])",),
    ),
    (
        OTHER,
        "All weights, but only one output. Each weight belongs to an output of its own.",
        ("sum(j, delta[k]*w[j])",),
    ),
    (
        OTHER,
        "A sign is wrong. Here z[i] reads x[k] with w[j] where k = i - j: solve it for i.",
        ("sum(j, delta[j-k]*w[j])", "sum(i, delta[i]*w[k+i])"),
    ),
    (
        OTHER,
        "Something runs the wrong way. Here z[i] reads x[k] with w[j] where k = i - j: solve it for i.",
        ("corr(w, delta, full)", "sum(j, delta[-k-j]*w[j])", "corr(flip(delta), w)"),
    ),
    (
        OTHER,
        "That belongs to the other forward pass. Here k = i - j: solve it for i and look at the sign.",
        ("conv(delta, w, full)", "conv(delta, w)", "conv(w, delta)", "sum(i, delta[i]*w[k-i])"),
    ),
    (
        OTHER,
        "The right machine in the wrong mode. This forward pass hangs over the ends itself",
        ("conv(delta, flip(w))", "conv(delta, flip(w), full)", "corr(delta, w, full)"),
    ),
    (OTHER, "Right for a kernel of two weights.", ("delta[k]*w[0] + delta[k+1]*w[1]",)),
    (
        OTHER,
        "Right for a kernel of three weights.",
        ("delta[k]*w[0] + delta[k+1]*w[1] + delta[k+2]*w[2]", "w[2]*delta[k+2] + w[0]*delta[k] + w[1]*delta[k+1]"),
    ),
    (
        OTHER,
        "Right for a kernel of four weights.",
        ("delta[k]*w[0] + delta[k+1]*w[1] + delta[k+2]*w[2] + delta[k+3]*w[3]",),
    ),
    (Z, OUTSIDE, ("sum(k=i..i+m-1, w[i-k]*x[k])", "sum(j=0..m-1, w[-j]*x[i+j])", "sum(j=0..m-1, x[i+j]*w[-j])")),
    (
        OTHER,
        OUTSIDE,
        (
            "sum(i=k..k+m-1, delta[i]*w[k-i])",
            "sum(i=0..k, delta[i]*w[i-k])",
            "sum(i=k-m+1..k, delta[i]*w[i-k])",
            "sum(j=0..m-1, delta[k+j]*w[-j])",
        ),
    ),
    (
        WHOLE_DX,
        "At most one term of your sum is left: all others read an entry outside its array,",
        ("sum(i=k..k+m-1, g[i]*sigma'(z[i])*w[k-i])", "sum(i=0..k, g[i]*sigma'(z[i])*w[i-k])"),
    ),
    (
        BELOW,
        "The slope is right. But at most one term of your sum is left: all others read an entry outside its array,",
        ("sigma'(y[k])*sum(i=k..k+m-1, delta[i]*w[k-i])", "sigma'(y[k])*sum(i=0..k, delta[i]*w[i-k])"),
    ),
    (DW, OUTSIDE, ("sum(i=j..j+n-m, delta[j-i]*x[i])", "sum(i=0..n-m, delta[-i]*x[i+j])")),
    (DX, OUTSIDE, ("sum(i=k-m+1..k, delta[i]*w[i-k])", "sum(j=0..m-1, delta[k-j]*w[-j])")),
    (
        KERNEL,
        "Python counts from the end where an index is negative.",
        ("sum(v[-1-j]*x[i+j] for j in range(m))", "sum(j=0..m-1, v[-1-j]*x[i+j])", "sum(j=1..m, v[-j]*x[i+j-1])"),
    ),
    (
        DX,
        "Python counts from the end where an index is negative. Here an array counts as 0 there, so nothing is left of "
        "your sum.",
        ("sum(j=0..m-1, delta[k-j]*w[-1-j])",),
    ),
    (Z, SAME, ("corr(x, w, same)", "conv(x, flip(w), same)")),
    (KERNEL, SAME, ("conv(x, v, same)", "corr(x, flip(v), same)")),
    (DW, SAME, ("corr(x, delta, same)", "conv(x, flip(delta), same)")),
    (OTHER, SAME, ("corr(delta, w, same)", "conv(delta, flip(w), same)")),
    (
        DX,
        "That is the gradient of the kernel, from the last lesson. Now it's the input that grows.",
        ("corr(x, delta)", "sum(i, delta[i]*x[i+k])"),
    ),
    (
        DX,
        "x and delta belong to the gradient of the kernel, from the last lesson.",
        ("corr(x, delta, full)", "conv(x, flip(delta), full)"),
    ),
    (
        CONV,
        "The input itself is not in this gradient.",
        ("conv(delta, x)", "conv(x, flip(delta))"),
    ),
    (
        RECURSION,
        "Line 2: The entry is h[i+j]. It depends on y[k] where its whole index is k",
        tuple(
            f"sum(i, delta[i]*d(z[i], y[k]))\nsum(i, delta[i]*sum(j, w[j]*sigma'({slope})*[{equal}]))"
            for slope in ("y[i+j]", "y[k]")
            for equal in ("i==k", "k==j", "i==j")
        ),
    ),
    (
        DX,
        "Right for three outputs. Write it so that it holds for any number of them: add over i.",
        ("delta[0]*w[k] + delta[1]*w[k-1] + delta[2]*w[k-2]",),
    ),
    (DX, "Right for two outputs.", ("delta[0]*w[k] + delta[1]*w[k-1]",)),
    (DX, "Right for four outputs.", ("delta[0]*w[k] + delta[1]*w[k-1] + delta[2]*w[k-2] + delta[3]*w[k-3]",)),
    (
        DW,
        "The right machine in the wrong mode: delta hangs over the ends here. It has to fit on the inputs.",
        ("corr(x, delta, full)", "conv(x, flip(delta))"),
    ),
    (
        KERNEL,
        "The right machine, and the right kernel for it. But here it also hangs over the ends;",
        ("conv(x, v)", "conv(v, x)", "corr(x, flip(v), full)"),
    ),
    (
        KERNEL,
        "Only one term of your sum is left: all others read v before its first entry, where it counts as 0.",
        ("sum(j=0..m-1, v[-j]*x[i+j])", "sum(k=i..i+m-1, v[i-k]*x[k])"),
    ),
    (
        READ,
        "That is not the weight. Put in k = i: the first weight, w[0], lies on x[i]. Then let k go up by one: the "
        "weight is the next one.",
        ("w[i+k-1]", "w[i+k+1]", "w[k+i-m+1]", "x[i-k]", "delta[i-k]"),
    ),
    (
        CONV,
        "The flip is the right one. But in a correlation the row that slides comes second, and here it has to hang "
        "over the ends, too.",
        ("corr(flip(w), delta)",),
    ),
    (CONV, "Zeros twice: `full` puts them there", ("corr(pad(delta, m-1), flip(w), full)", "conv(pad(delta, m-1), w)")),
    (DX, "Zeros twice: `full` puts them there", ("corr(pad(delta, m-1), flip(w), full)", "conv(pad(delta, m-1), w)")),
    *(
        (
            name,
            "Zeros twice: the row is padded, and `same` pads it once more, so everything is shifted.",
            ("corr(pad(delta, m-1), flip(w), same)", "conv(pad(delta, m-1), w, same)"),
        )
        for name in (CONV, DX)
    ),
    (
        CONV,
        "The right numbers from back to front. In a correlation it is the second row that has to be turned round",
        ("corr(flip(delta), w, full)",),
    ),
    (
        OTHER,
        "The kernel is turned round here. Solve k = i - j for i:",
        ("conv(delta, w, valid)", "corr(delta, flip(w))"),
    ),
    (
        DX,
        "There is no delta in this. Every output that reads x[k] sends back what it is worth",
        ("w[0]", "m", "sum(i, w[k+i])"),
    ),
    (DX, "That is a product of the forward pass, and there is no delta in it.", ("w[0]*x[k]", "x[k]*w[0]")),
    (DW, "There is no delta in this. The loss weighs each output with its delta[i]:", ("sum(i, x[i])", "n-m+1")),
    (
        DX,
        "The right kind of products, at the wrong places. Put in k = 0:",
        (
            "sum(j, delta[n-k-j]*w[j])",
            "sum(j, delta[n-m-k-j]*w[j])",
            "sum(i, delta[i]*w[n-k-i])",
            "sum(j, delta[k-j-2]*w[j])",
        ),
    ),
    (
        READ,
        "That is not the weight. Put in k = i: the first weight, w[0], lies on x[i].",
        ("w[n-k-i]", "w[n-m-k-i]", "w[n-1-k-i]", "w[k-i-2]"),
    ),
    (READ, "Everything is shifted by one. Put in k = i:", ("w[k-i-1]", "w[k-i+1]")),
    (STRIDE, "That shifts every window alike.", ("w[k-i-2]", "w[k-2-i]")),
    (STRIDE, "The step is missing: window i starts at the input 2*i. And the first", ("w[k-i-1]",)),
    (STRIDE, "That is the output itself.", ("z[i]",)),
    *((name, f"{PLACE} an entry of w.", ("k-i", "k-i+1", "m-1-k+i")) for name in (ENTRY, READ)),
    (STRIDE, f"{PLACE} an entry of w.", ("k-2*i", "k-2*i+1")),
    (DZ, "That is a place in the row of inputs. Asked for is the input", ("i+j", "i+j+1")),
    *(
        (
            name,
            "z[i] reads x[i+j] with w[j]. That is x[k] where i + j = k: this belongs into the bracket.",
            ("sum(j, w[j]*[i==k])", "sum(j, w[j]*[k==j])", "sum(j, w[j]*[i==j])"),
        )
        for name in (ENTRY, READ)
    ),
    (
        INPUTS,
        "Line 2: The entry is x[i+j]. It is the same as x[k] where its whole index is k",
        tuple(f"{CHAIN_RULE}sum(i, delta[i]*sum(j, w[j]*[{each}]))" for each in ("i==k", "j==k", "i==j", "j==i")),
    ),
    (
        CONV,
        "That is the gradient of the kernel, from two lessons ago",
        ("conv(x, flip(delta), valid)", "corr(x, delta)"),
    ),
    (DX, "That is the gradient of the kernel, from the last lesson: the flip", ("conv(x, flip(delta), valid)",)),
    *(
        (name, words, (f"corr(pad({row}, {zeros}), flip(w))", f"conv(pad({row}, {zeros}), w, valid)"))
        for name, row in ((CONV, "delta"), (DX, "delta"), (WHOLE_DX, "g*sigma'(z)"))
        for zeros, words in (
            ("1", "Right for a kernel of two weights. A kernel of m weights has to hang over by m - 1 at each end."),
            ("2", "Right for a kernel of three weights. A kernel of m weights has to hang over by m - 1 at each end."),
            ("m", "One zero too many at each end:"),
            ("2*(m-1)", "`pad(a, p)` puts `p` zeros at each end. 2*(m - 1) are those of both ends together,"),
            ("2*m-2", "`pad(a, p)` puts `p` zeros at each end. 2*(m - 1) are those of both ends together,"),
            ("(m-1)//2", "For an odd m so many zeros keep a row as long as it is. But there are more inputs"),
            ("m//2", "For an odd m so many zeros keep a row as long as it is. But there are more inputs"),
        )
    ),
    (
        OTHER,
        "The right machine, and zeros that it doesn't need.",
        tuple(f"corr(pad(delta, {zeros}), w)" for zeros in ("1", "2", "m-1", "2*(m-1)", "(m-1)//2", "m//2")),
    ),
    (
        WHOLE_DX,
        "All is right but the kernel: it lies the wrong way round. x[0] was read with w[0] alone,",
        ("sum(j, g[k-j]*sigma'(z[k-j])*w[m-1-j])", "conv(g*sigma'(z), flip(w))", "corr(g*sigma'(z), w, full)"),
    ),
    (
        BELOW,
        "All is right but the kernel: it lies the wrong way round. h[0] was read with w[0] alone,",
        (
            "sigma'(y[k])*sum(j, delta[k-j]*w[m-1-j])",
            "sigma'(y[k])*conv(delta, flip(w))[k]",
            "corr(delta, w, full)[k]*sigma'(y[k])",
        ),
    ),
    (
        BELOW,
        "The slope is taken at z, as it would be with the activation on top of z. Here it lies further down,",
        (
            "sum(j, delta[k-j]*sigma'(z[k-j])*w[j])",
            "conv(delta*sigma'(z), w)",
            "conv(delta*[z>0], w)",
            "sum(j, delta[k-j]*[z[k-j]>0]*w[j])",
            "sum(i, delta[i]*sigma'(z[i])*w[k-i])",
            "sum(i, delta[i]*[z[i]>0]*w[k-i])",
            "corr(delta*sigma'(z), flip(w), full)",
        ),
    ),
    (WHOLE_DX, "Something runs the wrong way. If x[k] met the weight w[j]", ("conv(flip(w), g*sigma'(z))",)),
    (BELOW, "Something runs the wrong way. If h[k] met the weight w[j]", ("sigma'(y[k])*conv(flip(w), delta)[k]",)),
    (
        DX,
        "This is the same number for every input: output and weight go together.",
        ("sum(j, delta[j]*w[j])", "sum(j, delta[k-j]*w[k-j])"),
    ),
    (KERNEL, "The kernel stands still here:", ("sum(j, v[j]*x[j])", "sum(j, v[j]*x[m-1-j])", "sum(j, v[m-1-j]*x[j])")),
    (
        WEIGHTS,
        "Line 2: This says the same for every weight.",
        ("sum(i, delta[i]*d(z[i], w[j]))\nsum(i, delta[i]*x[i])",),
    ),
    (
        WEIGHTS,
        "Line 2: Here the weight lies on the same input all the time.",
        ("sum(i, delta[i]*d(z[i], w[j]))\nsum(i, delta[i]*x[j])",),
    ),
    (
        DW,
        "This is not a mistake I know by name.",
        ("sum(i, delta[i]*x[i+j-n+m])", "sum(i, delta[n-m-i]*x[j-i])", "sum(i, delta[i]*x[i+j-(n-m)//2])"),
    ),
    (STRIDE, "The plus sign leads forwards, and the step is missing:", ("w[i+k]",)),
    (STRIDE, "The step is right, but the kernel lies the wrong way round.", ("w[m-1-k+2*i]",)),
    (
        BELOW,
        "The slope is right. But these are all the weights and only one output:",
        ("sigma'(y[k])*sum(j, delta[k]*w[j])",),
    ),
    (
        INPUTS,
        "Line 2: All weights, but only one output. Each weight belongs to an output of its own.",
        (f"{CHAIN_RULE}sum(j, delta[k]*w[j])", f"{CHAIN_RULE}sum(i, delta[k]*w[k-i])"),
    ),
    (INPUTS, "Line 2: This is the same number for every input:", (f"{CHAIN_RULE}sum(i, delta[k-i]*w[k-i])",)),
    (
        INPUTS,
        "Line 2: The entry in the sum is x[i+j]: that is what is differentiated by x[k].",
        (
            f"{CHAIN_RULE}sum(i, delta[i]*sum(j, w[j]*d(x[i], x[k])))",
            f"{CHAIN_RULE}sum(i, j, delta[i]*w[j]*d(x[i], x[k]))",
        ),
    ),
    (
        INPUTS,
        "Line 1: Outputs are left out. Every output that reads x[k] sends something back:",
        ("sum(i=k..k+m-1, delta[i]*d(z[i], x[k]))",),
    ),
    (
        "scatter-and-gather/bracket",
        "Outputs are left out. Every output that reads x[k] sends something back:",
        ("sum(i=k..k+m-1, delta[i]*w[k-i])",),
    ),
    (
        RECURSION,
        "Line 1: Outputs are left out. Every output that reads h[k] sends something back:",
        ("sum(i=k..k+m-1, delta[i]*d(z[i], y[k]))",),
    ),
    (RECURSION, "Line 1: One and the same delta weighs all", ("sum(i, delta[k]*d(z[i], y[k]))",)),
    (
        RECURSION,
        "Line 2: The slope is taken at the wrong place.",
        ("sum(i, delta[i]*d(z[i], y[k]))\nsum(i, delta[i]*w[k-i]*sigma'(y[i]))",),
    ),
    (
        RECURSION,
        "Line 2: The slope is right. But these are all the weights and only one output:",
        ("sum(i, delta[i]*d(z[i], y[k]))\nsigma'(y[k])*sum(j, delta[k]*w[j])",),
    ),
    (ENTRY, "There is a condition too much: without it this would be right.", ("w[k-i]*[i==k]", "[k==i]*w[k-i]")),
    (DZ, "There is a condition too much: without it this would be right.", ("x[i+j]*[i==j]", "[j==i]*x[i+j]")),
    (READ, "There is a condition too much: without it this would be right.", ("w[k-i]*[i==k]", "w[k-i]*[k==i]")),
    (DZ, "In each product of z[i] a weight meets an input.", ("delta[i-j]", "w[j-i]", "w[i-j]", "w[i+j]", "w[i]")),
    (
        SLOPE,
        "That is right for relu. Here it may be any function: write its slope with `sigma'`.",
        ("g[i]*[z[i] > 0]", "g[i]*[0 < z[i]]", "relu'(z[i])*g[i]", "g[i]*[a[i] > 0]"),
    ),
    (
        SLOPE,
        "That is right for relu (but for its kink at 0). Here it may be any",
        ("g[i]*[z[i] >= 0]", "g[i]*[0 <= z[i]]"),
    ),
    (
        SLOPE,
        "That is right for tanh. Here it may be any function",
        (
            "g[i]*tanh'(z[i])",
            "g[i]*(1-tanh(z[i])^2)",
            "g[i]*(1-a[i]^2)",
            "g[i] - g[i]*a[i]*a[i]",
            "g[i]*(1-sigma(z[i])^2)",
        ),
    ),
    (
        SLOPE,
        "That is right for one function, the logistic one, which is often called by this letter. Here it may be any",
        ("g[i]*a[i]*(1-a[i])", "g[i]*sigma(z[i])*(1-sigma(z[i]))", "g[i]*exp(-z[i])/(1+exp(-z[i]))^2"),
    ),
    (SLOPE, "The slope of the function is missing.", ("g[i]",)),
    (SLOPE, "The slope is missing: z[i] is where it is taken, not the slope itself.", ("g[i]*z[i]",)),
    (WHOLE_DW, "The slope is missing: z is where it is taken,", ("sum(i, g[i]*z[i]*x[i+j])", "corr(x, g*z)")),
    (
        BELOW,
        "The slope is missing: y[k] is where it is taken,",
        ("y[k]*sum(j, delta[k-j]*w[j])", "y[k]*conv(delta, w)[k]"),
    ),
    (WHOLE_DX, "The slope is missing: z is where it is taken,", ("sum(j, g[k-j]*z[k-j]*w[j])", "conv(g*z, w)")),
    (SLOPE, "The slope has to be taken where the function was evaluated", ("g[i]*sigma'(a[i])",)),
    (
        WHOLE_DX,
        "That is right for relu. Here it may be any function",
        (
            "sum(j, g[k-j]*relu'(z[k-j])*w[j])",
            "sum(i, g[i]*relu'(z[i])*w[k-i])",
            "sum(j, g[k-j]*[z[k-j] > 0]*w[j])",
            "sum(j, g[k-j]*[a[k-j] > 0]*w[j])",
            "sum(i, g[i]*[z[i] > 0]*w[k-i])",
            "conv(g*[z>0], w)",
            "conv(g*[a>0], w)",
            "conv(g*relu'(z), w)",
            "corr(g*[z>0], flip(w), full)",
        ),
    ),
    (
        WHOLE_DX,
        "That is right for relu (but for its kink at 0).",
        ("sum(j, g[k-j]*[z[k-j] >= 0]*w[j])", "conv(g*[z>=0], w)"),
    ),
    (
        WHOLE_DX,
        "That is right for one function, the logistic one,",
        ("sum(j, g[k-j]*a[k-j]*(1-a[k-j])*w[j])", "sum(i, g[i]*a[i]*(1-a[i])*w[k-i])"),
    ),
    (
        WHOLE_DX,
        "That is right for tanh. Here it may be any function",
        ("sum(j, g[k-j]*tanh'(z[k-j])*w[j])", "sum(i, g[i]*tanh'(z[i])*w[k-i])", "conv(g*tanh'(z), w)"),
    ),
    (
        WHOLE_DW,
        "That is right for relu. Here it may be any function",
        ("corr(x, g*[z>0])", "sum(i, g[i]*[z[i]>0]*x[i+j])", "sum(i, g[i]*relu'(z[i])*x[i+j])"),
    ),
    (WHOLE_DW, "This is not a mistake I know by name.", ("sum(i=0..m, g[i]*[z[i]>0]*x[i+j])",)),
    (WHOLE_DW, "That is right for tanh.", ("sum(i, g[i]*(1-tanh(z[i])^2)*x[i+j])",)),
    (WHOLE_DW, "That is right for one function, the logistic", ("sum(i, g[i]*a[i]*(1-a[i])*x[i+j])",)),
    (
        BELOW,
        "That is right for relu.",
        ("[y[k]>0]*sum(j, delta[k-j]*w[j])", "relu'(y[k])*conv(delta,w)[k]", "[h[k]>0]*sum(j, delta[k-j]*w[j])"),
    ),
    (BELOW, "That is right for tanh.", ("(1-h[k]^2)*sum(j, delta[k-j]*w[j])",)),
    (RECURSION, "Line 1: That is right for relu.", ("sum(j, delta[k-j]*w[j])*[y[k]>0]",)),
    (
        RECURSION,
        "Line 2: That is right for relu.",
        ("sum(i, delta[i]*d(z[i], y[k]))\nsum(i, j, delta[i]*w[j]*relu'(y[k])*[i+j==k])",),
    ),
    (
        RECURSION,
        "Line 1: From z[i] the path leads to y[k] through h[k], not through h[i].",
        tuple(f"sum(i, delta[i]*d(z[i], h[{read}])*d(h[{made}], y[k]))" for read, made in ("ii", "ki", "ik")),
    ),
    (
        RECURSION,
        "Line 2: The slope is taken at the wrong place.",
        (
            "sum(i, delta[i]*d(z[i], y[k]))\nsum(j, delta[k-j]*w[j]*sigma'(y[k-j]))",
            "sum(i, delta[i]*d(z[i], y[k]))\nsum(j, delta[k-j]*w[j]*sigma'(y[j]))",
        ),
    ),
    (
        RECURSION,
        "Line 2: The entry in the sum is h[i+j]: that is what is differentiated by y[k].",
        ("sum(i, delta[i]*d(z[i], y[k]))\nsum(i, delta[i]*sum(j, w[j]*d(h[k], y[k])))",),
    ),
    (
        RECURSION,
        "Line 2: The slope is right, but h[i+j] depends on y[k] only where i + j = k.",
        ("sum(i, delta[i]*d(z[i], y[k]))\nsum(i, delta[i]*sum(j, w[j]*sigma'(y[k])))",),
    ),
    (
        "trust/why-mean",
        "The sum runs through the inputs, and there are r + m - 1.",
        tuple(f"sum(k=0..{last}, delta[k-j])" for last in ("r-1", "r", "m-1", "j")),
    ),
    (OTHER, "The input itself is not in this gradient: the path back", ("sum(j, delta[k-j]*x[j])",)),
    (
        CONV,
        "The input itself is not in this gradient.",
        ("conv(x, flip(delta))", "corr(x, delta, full)", "corr(delta, x, full)"),
    ),
    (STRIDE, f"{PLACE} an entry of w.", ("k-i", "i-k", "2*i-k")),
    (STRIDE, "The 2 belongs to the window's start, 2*i, and to nothing else.", ("sum(j, w[j]*[2*j+i == k])",)),
    (STRIDE, "Here window i starts at the input 2*i.", ("sum(j, w[j]*[i+j == k])",)),
    (
        WHOLE_DX,
        "One slope for all paths. But each path goes through an output of its own, z[k-j],",
        (
            "sigma'(z[k])*sum(j, g[k-j]*w[j])",
            "conv(g, w)*sigma'(z)",
            "sigma'(z)*conv(w, g)",
            "sigma'(z[k])*conv(g,w)[k]",
        ),
    ),
    (
        WHOLE_DX,
        "The slope of the function is missing:",
        ("sum(i, g[i]*w[k-i])", "conv(g, w)", "conv(w, g)", "corr(g, flip(w), full)"),
    ),
    (WHOLE_DW, "The slope belongs to the output, z[i],", ("corr(x, g)*sigma'(z)", "sigma'(z[j])*corr(x, g)[j]")),
    (WHOLE_DW, "g belongs to a, on the other side of the activation.", ("corr(x, g)", "sum(k, g[k-j]*x[k])")),
    *(
        (name, "The slope has to be taken where the function was evaluated: at z,", answers)
        for name, answers in (
            (WHOLE_DW, ("sum(k, g[k-j]*sigma'(a[k-j])*x[k])", "corr(x, g*sigma'(a))")),
            (WHOLE_DX, ("sum(i, g[i]*sigma'(a[i])*w[k-i])", "corr(g*sigma'(a), flip(w), full)")),
        )
    ),
    *(
        (name, "That is the function's value. The chain rule wants its slope.", answers)
        for name, answers in (
            (WHOLE_DW, ("corr(x, g*sigma(z))", "sum(k, g[k-j]*sigma(z[k-j])*x[k])")),
            (WHOLE_DX, ("sum(i, g[i]*sigma(z[i])*w[k-i])",)),
            (BELOW, ("sigma(y[k])*sum(i, delta[i]*w[k-i])",)),
        )
    ),
    *(
        (name, "What comes from above is missing.", answers)
        for name, answers in (
            (WHOLE_DW, ("sum(k, sigma'(z[k-j])*x[k])",)),
            (WHOLE_DX, ("sum(i, sigma'(z[i])*w[k-i])",)),
        )
    ),
    (
        WHOLE_DX,
        "This is the same number for every input: there is no k in it.",
        ("sum(i, g[i]*sigma'(z[i])*w[i])", "sum(j, g[j]*sigma'(z[j])*w[j])"),
    ),
    (
        WHOLE_DX,
        "Two different outputs on one path. What comes from above and the slope belong to the same output, the one",
        (
            "sum(i, g[k-i]*sigma'(z[i])*w[i])",
            "sum(i, g[i]*sigma'(z[k-i])*w[i])",
            "sum(i, g[i]*sigma'(z[k-i])*w[k-i])",
        ),
    ),
    (
        BELOW,
        "The slope is taken at the wrong place. All paths begin at y[k] and go through h[k] first,",
        ("conv(delta*sigma'(y), w)", "conv(w, delta*sigma'(y))"),
    ),
    (
        BELOW,
        "That is the gradient of h[k]. Between y[k] and h[k] there is the activation:",
        ("sum(i, delta[i]*w[k-i])", "conv(delta, w)", "conv(w, delta)", "corr(delta, flip(w), full)"),
    ),
    (
        BELOW,
        "The slope has to be taken where the function was evaluated:",
        ("sigma'(h)*conv(delta, w)", "sigma'(h[k])*sum(i, delta[i]*w[k-i])"),
    ),
    (
        BELOW,
        "The activation lies between y and h, so its slope is taken at y[k].",
        ("conv(delta, w)*sigma'(z)", "sigma'(z[k])*sum(i, delta[i]*w[k-i])"),
    ),
    (
        INPUTS,
        "Line 2: An index runs the wrong way. z[i] read x[k] with w[j] where i + j = k: the larger j, the smaller i.",
        (
            f"{CHAIN_RULE}sum(i, delta[i]*w[i-k])",
            f"{CHAIN_RULE}sum(j, delta[j-k]*w[j])",
            f"{CHAIN_RULE}sum(i, delta[i]*sum(j, w[j]*[i-j == k]))",
            f"{CHAIN_RULE}sum(i, delta[i]*sum(j, w[j]*[i == j+k]))",
        ),
    ),
    (INPUTS, "Line 1: Which input grows? x[k], the same one for every output.", ("sum(i, delta[i]*d(z[i], x[i]))",)),
    (
        INPUTS,
        "Line 2: The derivative of a product is no product of derivatives: d(w[j], x[k]) is 0,",
        (f"{CHAIN_RULE}sum(i, delta[i]*sum(j, d(w[j], x[k])*d(x[i+j], x[k])))",),
    ),
    (
        WEIGHTS,
        "Line 2: Each delta meets the derivatives of all outputs here. It belongs to that of its own output:",
        ("sum(i, delta[i]*d(z[i], w[j]))\nsum(i, d(z[i], w[j]))*sum(i, delta[i])",),
    ),
    (
        WEIGHTS,
        "Line 2: Each delta meets many inputs here. It belongs to one, the input under w[j] in its own output:",
        (
            "sum(i, delta[i]*d(z[i], w[j]))\nsum(i, delta[i])*sum(i, x[i+j])",
            "sum(i, delta[i]*d(z[i], w[j]))\nsum(i, k, delta[i]*x[k+j])",
        ),
    ),
    (
        WEIGHTS,
        "Line 2: The weight w[k] is the one that grows where k is j, and that is what belongs into the bracket.",
        (
            "sum(i, delta[i]*d(z[i], w[j]))\nsum(i, delta[i]*sum(k, [k==i]*x[i+k]))",
            "sum(i, delta[i]*d(z[i], w[j]))\nsum(i, delta[i]*sum(k, [i==j]*x[i+k]))",
            "sum(i, delta[i]*d(z[i], w[j]))\nsum(i, delta[i]*sum(k, x[i+k]*[i+k==j]))",
        ),
    ),
    (
        WEIGHTS,
        "Line 2: The sign of j is turned: weights after w[0] lie to the right of it.",
        ("sum(i, delta[i]*d(z[i], w[j]))\nsum(i, delta[i]*x[i-j])",),
    ),
    *(
        (name, "Each weight meets many inputs here. It belongs to one, the input that it lies on:", answers)
        for name, answers in (
            (Z, ("sum(j, w[j])*sum(j, x[i+j])", "sum(j, k, w[j]*x[i+k])", "sum(j, w[j])*sum(j=0..m-1, x[i+j])")),
            (KERNEL, ("sum(j, v[m-1-j])*sum(j, x[i+j])", "sum(j, v[j])*sum(j=0..m-1, x[i+j])")),
        )
    ),
    (
        DW,
        "Each delta meets many inputs here. It belongs to one, the input under w[j] in its own output:",
        ("sum(i, delta[i])*sum(i, x[i+j])", "sum(i, k, delta[i]*x[k+j])", "sum(i, delta[i])*sum(i=0..n-m, x[i+j])"),
    ),
    *(
        (name, f"Multiply each {words}; here the two are added.", answers)
        for name, words, answers in (
            (Z, "weight by the input under it", ("sum(j, w[j]+x[i+j])", "sum(j=0..m-1, w[j]+x[i+j])")),
            (DW, "input by the delta of its output", ("sum(i, delta[i]+x[i+j])", "sum(i=0..n-m, delta[i]+x[i+j])")),
            (DX, "delta by its weight", ("sum(j, delta[k-j]+w[j])", "sum(j=0..m-1, delta[k-j]+w[j])")),
        )
    ),
    (DW, "That is the weight after it has been moved against its gradient.", ("w[j] - sum(i, delta[i]*x[i+j])",)),
    (
        DZ,
        "That is the output itself. Asked for is how fast it grows with the weight.",
        ("z[i]", "sum(k, w[k]*x[i+k])"),
    ),
    (
        READ,
        "That is the output itself. Asked for is how fast it grows with the input.",
        ("z[i]", "sum(j, w[j]*x[i+j])"),
    ),
    (ENTRY, "That is the whole output z[i].", ("z[i]", "sum(j, w[j]*x[i+j])")),
    *(
        (ENTRY, f"Right for a kernel of {weights} weights. One entry of w says it for any number of them:", answers)
        for weights, answers in (
            ("two", ("w[0]*[i==k]+w[1]*[k==i+1]", "w[0]*[i==k]+w[1]*[i+1==k]", "w[0]*[k-i==0]+w[1]*[k-i==1]")),
            ("three", ("w[0]*[k==i] + w[1]*[k==i+1] + w[2]*[k==i+2]",)),
        )
    ),
    ("forward-1d/size", "That is right for three weights, as in the figure.", ("n-2", "n - 3 + 1")),
    (
        KERNEL,
        "Nearly. The first weight is v[m-1], the last entry of v, and here it lies on x[i+1], one place too far",
        ("sum(j=1..m, v[m-j]*x[i+j])", "sum(j, v[m-j]*x[i+j])", "sum(j, v[m-1-j]*x[i+j+1])"),
    ),
    (WEIGHTS, "Line 1: Which weight grows? w[j], the same one for every output.", ("sum(i, delta[i]*d(z[i], w[i]))",)),
    (WEIGHTS, "Line 1: One and the same delta weighs all", ("sum(i, delta[j]*d(z[i], w[j]))",)),
    (WEIGHTS, "Line 1: The two letters are exchanged. It is w[j] that grows", ("sum(i, delta[i]*d(z[j], w[i]))",)),
    (
        INPUTS,
        "Line 1: Each delta meets the derivatives of all outputs here. It belongs to that of its own output:",
        ("sum(i, d(z[i], x[k]))*sum(i, delta[i])",),
    ),
    (
        INPUTS,
        "Line 2: Each delta meets many weights here. It belongs to one, the weight with which its own output read "
        "x[k]:",
        (f"{CHAIN_RULE}sum(i, delta[i])*sum(i, w[k-i])", f"{CHAIN_RULE}sum(i, j, delta[i]*w[k-j])"),
    ),
    (INPUTS, "Line 1: The two letters are exchanged. It is x[k] that grows", ("sum(i, delta[i]*d(z[k], x[i]))",)),
    (INPUTS, "Line 1: One and the same output is differentiated here.", ("sum(i, delta[i]*d(z[k], x[k]))",)),
    (INPUTS, "Line 1: One and the same delta weighs all", ("sum(i, delta[k]*d(z[i], x[k]))",)),
    (
        OTHER,
        "The right machine in the wrong mode. This forward pass hangs over the ends itself:",
        ("conv(flip(w), delta)", "conv(delta, flip(w))"),
    ),
    (
        OTHER,
        "That is the gradient of the kernel for this forward pass.",
        ("corr(delta, x)", "sum(i, delta[i]*x[i-k])"),
    ),
    (
        OTHER,
        "The deltas are the right ones. But here they all meet the same weight, w[k].",
        ("sum(j, delta[k+j]*w[k])",),
    ),
    (OTHER, "Here every output reads x[k] with the same weight.", ("sum(i, delta[i]*w[k])",)),
    (OTHER, "This is the same number for every k.", ("sum(j, delta[j]*w[j])", "sum(i, w[i]*delta[i])")),
    (
        "scatter-and-gather/bracket",
        "Here both rows are read at the same place, so they move together. The bracket says i + j = k: which weight",
        ("sum(j, delta[k-j]*w[k-j])", "sum(i, delta[k-i]*w[k-i])", "sum(j=0..m-1, delta[k-j]*w[k-j])"),
    ),
    (
        "scatter-and-gather/bracket",
        "The deltas are the right ones. But here they all meet the same weight, w[k].",
        ("sum(j, delta[k-j]*w[k])", "sum(i, delta[k-i]*w[k])"),
    ),
    (STRIDE, "That holds for the second window only.", ("w[k-2]",)),
    (STRIDE, "In one window different inputs meet different weights,", ("w[i]", "w[0]")),
    (STRIDE, "The window's start is doubled, not halved:", ("w[k-i/2]",)),
    (STRIDE, "It isn't the distance that is halved;", ("w[(k-i)/2]", "w[(k-i)//2]")),
    (STRIDE, "The factor belongs to the window's start, 2*i;", ("w[k/2-i]", "w[k//2-i]", "w[2*(k-i)]")),
    (
        WHOLE_DW,
        "The right numbers from back to front. In z[i] the weight w[j] lies on x[i+j].",
        ("flip(corr(x, g*sigma'(z)))", "flip(corr(x, sigma'(z)*g))", "sum(i, g[i]*sigma'(z[i])*x[i+m-1-j])"),
    ),
    (WHOLE_DW, "Two different outputs on one path.", ("sum(i, g[i+j]*sigma'(z[i])*x[i+j])",)),
    (
        WHOLE_DX,
        "Two things at once. The slope of the function is missing. And the kernel is read the wrong way:",
        ("sum(j, g[k+j]*w[j])", "corr(g, w, full)", "conv(g, flip(w))"),
    ),
    (WHOLE_DX, "Two things at once. The slope of the function is missing. And every output", ("sum(i, g[i]*w[k])",)),
    (
        WHOLE_DX,
        "That is the gradient of the kernel, from the last question.",
        ("corr(x, g*sigma'(z))", "corr(x, sigma'(z)*g)"),
    ),
    (
        WHOLE_DX,
        "All is right but the kernel: it lies the wrong way round.",
        ("conv(sigma'(z)*g, flip(w))", "corr(sigma'(z)*g, w, full)"),
    ),
    (
        BELOW,
        "Two things at once. The slope on the way from y[k] to h[k] is missing. And the kernel is read",
        ("sum(j, delta[k+j]*w[j])", "corr(delta, w, full)", "conv(delta, flip(w))"),
    ),
    (
        BELOW,
        "That is the gradient of the upper kernel.",
        ("corr(h, delta)", "sum(i, delta[i]*h[i+k])"),
    ),
    (BELOW, "The slope is taken at the wrong place. All paths begin at y[k]", ("conv(sigma'(y)*delta, w)",)),
    (RECURSION, "Line 1: Which entry grows? y[k], the same one for every output.", ("sum(i, delta[i]*d(z[i], y[i]))",)),
    (RECURSION, "Line 1: The two letters are exchanged.", ("sum(i, delta[i]*d(z[k], y[i]))",)),
    (RECURSION, "Line 1: One and the same output is differentiated here.", ("sum(i, delta[i]*d(z[k], y[k]))",)),
    (
        RECURSION,
        "Line 1: Each delta meets the derivatives of all outputs here.",
        ("sum(i, d(z[i], y[k]))*sum(i, delta[i])",),
    ),
    (
        RECURSION,
        "Line 2: The derivative of a product is no product of derivatives:",
        ("sum(i, delta[i]*d(z[i], y[k]))\nsum(i, delta[i]*sum(j, d(w[j], y[k])*d(h[i+j], y[k])))",),
    ),
    (
        RECURSION,
        "Line 2: The weights don't depend on y[k].",
        ("sum(i, delta[i]*d(z[i], y[k]))\nsum(i, delta[i]*sum(j, d(w[j], y[k])*h[i+j]))",),
    ),
    (
        RECURSION,
        "Line 2: The entry in the sum is h[i+j]:",
        tuple(f"sum(i, delta[i]*d(z[i], y[k]))\nsum(i, delta[i]*sum(j, w[j]*d(h[{at}], y[k])))" for at in "ij"),
    ),
    (
        RECURSION,
        "Line 2: The slope has to be taken where the function was evaluated, and that is at y.",
        tuple(
            f"sum(i, delta[i]*d(z[i], y[k]))\nsum(i, j, delta[i]*w[j]*sigma'({slope})*[i+j == k])"
            for slope in ("h[k]", "z[k]", "h[i+j]")
        ),
    ),
    (
        RECURSION,
        "Line 2: The slope is right. But here every output reads h[k] with the same weight,",
        ("sum(i, delta[i]*d(z[i], y[k]))\nsum(i, delta[i]*w[k]*sigma'(y[k]))",),
    ),
    (
        "trust/why-mean",
        "That is the total itself.",
        ("sum(k, q, delta[k-q]*w[q])", "sum(q, w[q])*sum(i, delta[i])", "sum(k, conv(delta, w)[k])"),
    ),
    ("trust/why-mean", "That is how many inputs there are.", ("r+m-1", "m+r-1")),
    ("trust/why-mean", "That is the total itself.", ("s",)),
    ("trust/why-mean", "The total does grow:", ("0",)),
    ("trust/why-mean", "w[j] doesn't meet that delta alone.", ("r*delta[j]", "(r+m-1)*delta[j]")),
    (OTHER, "All weights, but only one output.", ("sum(i, delta[k]*w[i-k])", "sum(j, delta[k]*w[m-1-j])")),
    (
        OTHER,
        "Put the two indices in for i and j: they have to make k = i - j true,",
        ("sum(j, delta[k+j]*w[k-j])", "sum(i, delta[k-i]*w[k-i])", "sum(j, delta[k-j]*w[k])"),
    ),
    (
        "scatter-and-gather/bracket",
        "Put the two indices in for i and j: they have to make the bracket's i + j = k true,",
        ("sum(j, delta[k+j]*w[k-j])", "sum(j, delta[k-j]*w[j-k])", "sum(j, delta[k+j]*w[m-1-j])"),
    ),
    (WHOLE_DX, "All weights, but only one output.", ("sum(i, g[k]*sigma'(z[k])*w[k-i])",)),
    (WHOLE_DX, "Two different outputs on one path.", ("sum(i, g[k]*sigma'(z[i])*w[k-i])",)),
    (
        WHOLE_DX,
        "Two things at once. All paths have one slope,",
        ("sigma'(z[k])*sum(j, g[k+j]*w[j])", "corr(g, w, full)*sigma'(z)", "sigma'(z[k])*conv(g, flip(w))[k]"),
    ),
    (WHOLE_DW, "Two different outputs on one path.", ("sum(i, g[j]*sigma'(z[i])*x[i+j])",)),
    (WHOLE_DW, "This says the same for every weight.", ("sum(i, g[i+j]*sigma'(z[i+j])*x[i+j])",)),
    (BELOW, "The slope is right. But these are all the weights", ("sigma'(y[k])*sum(i, delta[k]*w[k-i])",)),
    (
        BELOW,
        "Two things at once. All paths begin at y[k] and go through h[k] first,",
        ("sum(j, sigma'(y[k+j])*delta[k+j]*w[j])", "conv(delta*sigma'(y), flip(w))"),
    ),
    (
        OTHER,
        "The two run the same way again, since both are turned round. But everything is shifted:",
        ("sum(j, delta[k-j]*w[m-1-j])",),
    ),
    (CONV, "The input itself is not in this gradient.", ("conv(x, delta, valid)",)),
    (
        "scatter-and-gather/bracket",
        "Here one delta goes with all the weights.",
        ("sum(j, delta[k]*w[j])", "sum(i, delta[k]*w[k-i])"),
    ),
    (STRIDE, "In different windows the same input meets different", ("w[k/2]", "w[k//2]", "w[2*k]", "w[k-1]")),
    (STRIDE, "In one window different inputs meet different weights,", ("w[i/2]", "w[i//2]")),
    (STRIDE, "The sign is turned, and the distance is doubled.", ("w[2*(i-k)]",)),
    (STRIDE, "The step is missing, and the kernel lies the wrong way round.", ("w[m-1-k+i]",)),
    (STRIDE, "That is the output itself.", ("z[i]", "sum(j, w[j]*x[2*i+j])")),
    ("activation-and-bias/bias", "A number that stays as it is would add 0.", ("0",)),
    (SLOPE, "What comes from above doesn't go through the function:", ("sigma(g[i])", "relu(g[i])", "max(0, g[i])")),
    (
        WHOLE_DW,
        "Two things at once. The slope of the function is missing. And the numbers come from back to front:",
        ("flip(corr(x, g))", "sum(i, g[i]*x[i+m-1-j])"),
    ),
    (WHOLE_DW, "The new factor is right. But look at the input:", ("sum(i, g[i]*sigma'(z[i])*x[i-j])",)),
    (WHOLE_DW, "The index of the weight is not that of an output.", ("sum(i, g[j]*sigma'(z[j])*x[i+j])",)),
    *(
        (name, "The input goes through no activation here.", answers)
        for name, answers in (
            (WHOLE_DW, ("sum(i, g[i]*sigma'(x[i+j])*x[i+j])",)),
            (WHOLE_DX, ("sigma'(x[k])*sum(j, g[k-j]*w[j])", "sum(i, g[i]*sigma'(x[k])*w[k-i])")),
        )
    ),
    *(
        (name, "It isn't each product that goes through the activation but their sum:", answers)
        for name, answers in (
            (WHOLE_DW, ("sum(i, g[i]*sigma'(w[j]*x[i+j])*x[i+j])",)),
            (WHOLE_DX, ("sum(j, g[k-j]*sigma'(w[j]*x[k])*w[j])", "sum(j, g[k-j]*sigma'(w[j]*x[k-j])*w[j])")),
        )
    ),
    (WHOLE_DX, "Two different outputs on one path.", ("sum(j, g[k]*sigma'(z[k-j])*w[j])",)),
    (WHOLE_DX, "What comes from above and the slopes are right.", ("sum(j, g[k-j]*sigma'(z[k-j])*w[k])",)),
    (
        WHOLE_DX,
        "Output and weight move on together here.",
        ("sum(j, g[k-j]*sigma'(z[k-j])*w[k-j])", "sum(j=0..m-1, g[k-j]*sigma'(z[k-j])*w[k-j])"),
    ),
    *(
        (name, "Here the slopes are multiplied with the weights.", answers)
        for name, answers in (
            (WHOLE_DX, ("conv(g, w*sigma'(z))", "conv(g, sigma'(z)*w)", "conv(w*sigma'(z), g)")),
            (BELOW, ("conv(delta, w*sigma'(y))", "conv(delta, sigma'(y)*w)", "conv(w*sigma'(y), delta)")),
        )
    ),
    *(
        (name, "Zeros twice: `full` puts them there by itself,", answers)
        for name, answers in (
            (CONV, ("conv(pad(delta, m-1), w)", "corr(pad(delta, m-1), flip(w), full)")),
            (WHOLE_DX, ("conv(pad(g*sigma'(z), m-1), w)", "corr(pad(sigma'(z)*g, m-1), flip(w), full)")),
            (BELOW, ("sigma'(y)*conv(pad(delta, m-1), w)", "conv(pad(delta, m-1), w)[k]*sigma'(y[k])")),
        )
    ),
    (BELOW, "One zero too many at each end:", ("corr(pad(delta, m), flip(w))*sigma'(y)",)),
    (WHOLE_DX, "The slope has to be taken where the function was evaluated:", ("conv(g*sigma'(a), w)",)),
    (BELOW, "The slope is right, and so are the deltas.", ("sigma'(y[k])*sum(j, delta[k-j]*w[k])",)),
    (
        BELOW,
        "The slope is right. But output and weight",
        ("sigma'(y[k])*sum(j, delta[k-j]*w[k-j])", "sigma'(y[k])*sum(j=0..m-1, delta[k-j]*w[k-j])"),
    ),
    (BELOW, "The slope is right. But the output z[i] read h[k] with", ("sigma'(y[k])*sum(j, delta[j]*w[j])",)),
    (
        BELOW,
        "The slope is right. But corr(h, delta, valid) is the gradient of the upper",
        ("sigma'(y)*corr(h, delta)",),
    ),
    (
        BELOW,
        "The kernel between h and z is w.",
        ("conv(delta, v)*sigma'(y)", "sigma'(y[k])*sum(i, delta[i]*v[k-i])"),
    ),
    (RECURSION, "Line 1: That is the gradient of h[k].", ("dL/dh[k]", "sum(i, delta[i]*d(z[i], h[k]))")),
    (RECURSION, "Line 1: The slope has to be taken where the function was evaluated:", ("dL/dh[k]*sigma'(h[k])",)),
    (RECURSION, "Line 1: The derivative is the wrong way round:", ("sum(i, delta[i]*d(y[k], z[i]))",)),
    (RECURSION, "Line 1: The slope is taken at z, as it would be", ("sum(i, delta[i]*sigma'(z[i])*d(z[i], h[k]))",)),
    (RECURSION, "Line 1: The slope is taken at the wrong place.", ("sum(i, delta[i]*sigma'(y[i])*d(z[i], h[k]))",)),
    *(
        (RECURSION, f"Line 2: {words}", (f"sum(i, delta[i]*d(z[i], y[k]))\n{line}",))
        for words, line in (
            ("Look at the definition of z[i]: with w[j]", "sum(i, delta[i]*sum(j, w[j]*d(h[i-j], y[k])))"),
            ("Look at the definition of z[i]: on h[i+j]", "sum(i, delta[i]*sum(j, w[m-1-j]*d(h[i+j], y[k])))"),
            ("That is what y[i] is made of.", "sum(i, delta[i]*sum(j, v[j]*d(x[i+j], y[k])))"),
            ("Here every output reads h[k] with the same weight,", "sum(i, delta[i]*w[k]*d(h[k], y[k]))"),
            ("Something runs the wrong way. If h[k] met", "sigma'(y[k])*sum(i, delta[i]*w[i-k])"),
            ("The slope is right, and so are the deltas.", "sigma'(y[k])*sum(j, delta[k-j]*w[k])"),
            ("The slope is right. But output and weight move on", "sigma'(y[k])*sum(j, delta[k-j]*w[k-j])"),
            ("The slope is right. But the output z[i] read h[k]", "sigma'(y[k])*sum(j, delta[j]*w[j])"),
            ("The slope is right. But the output z[i] read h[k]", "sum(i, delta[i]*w[i]*sigma'(y[k]))"),
            ("The slope is taken at z, as it would be", "sum(i, delta[i]*sigma'(z[i])*w[k-i])"),
            ("The slope has to be taken where the function", "sigma'(h[k])*sum(j, delta[k-j]*w[j])"),
            ("That is the gradient of h[k].", "sum(j, delta[k-j]*w[j])"),
        )
    ),
    (
        OTHER,
        "Everything meets everything here. z[i] reads x[k] with w[j] only where k = i - j.",
        ("sum(i, j, delta[i]*w[j])", "sum(i, delta[i])*sum(j, w[j])"),
    ),
    (OTHER, "This is the same number for every k.", ("sum(j, delta[j]*w[m-1-j])",)),
    (OTHER, "That is a single product, and z[k] reads x[k] with w[0], not with w[k].", ("delta[k]*w[k]",)),
    (
        OTHER,
        "That belongs to the other forward pass, and to a kernel of two weights.",
        ("delta[k]*w[0] + delta[k-1]*w[1]", "w[1]*delta[k-1] + w[0]*delta[k]"),
    ),
    (OTHER, "That is the gradient of the kernel, and for the other forward pass.", ("sum(i, delta[i]*x[i+k])",)),
    (
        "scatter-and-gather/bracket",
        "There is no k in it: the sum is the same for every k.",
        ("sum(j, delta[j]*w[m-1-j])", "sum(i, delta[m-1-i]*w[i])"),
    ),
    (
        "scatter-and-gather/bracket",
        "That is a single product, and its indices make i + j = k true for the first entry only.",
        ("delta[k]*w[k]",),
    ),
    (STRIDE, "So it would be if the kernel moved by its own length each time.", ("w[k-m*i]", "w[k-i*m]")),
    (SLOPE, "That is the value of relu. The chain rule wants its slope.", ("g[i]*relu(z[i])", "g[i]*max(0, z[i])")),
    (SLOPE, "The logistic function, for which `sigma` often stands, has the slope", ("g[i]*z[i]*(1-z[i])",)),
    (
        WHOLE_DW,
        "Factors of different outputs meet here. The three factors of a path belong to one and the same output:",
        (
            "sum(i, g[i]*sigma'(z[i]))*sum(i, x[i+j])",
            "sum(i, g[i]*x[i+j])*sum(i, sigma'(z[i])*x[i+j])",
            "sum(i, g[i])*sum(i, sigma'(z[i])*x[i+j])",
            "corr(x, g)*corr(x, sigma'(z))",
        ),
    ),
    (
        WHOLE_DX,
        "Factors of different outputs meet here. The three factors of a path belong to one and the same output:",
        ("conv(g, w)*conv(sigma'(z), w)", "sum(j, g[k-j])*sum(j, sigma'(z[k-j])*w[j])"),
    ),
    (WHOLE_DW, "Two things at once. The input goes through no activation here:", ("sum(i, g[i]*sigma'(x[i+j]))",)),
    (WHOLE_DW, "Here the slopes are multiplied with the inputs.", ("corr(x*sigma'(z), g)",)),
    (
        WHOLE_DX,
        "That is a single product, and z[k] read x[k] with w[0].",
        ("g[k]*sigma'(z[k])*w[k]", "sigma'(z[k])*w[m-1-k]*g[k]"),
    ),
    (
        WHOLE_DX,
        "What comes from above doesn't go through the function: it is multiplied by the slope, which is taken at z.",
        ("sigma'(sum(j, g[k-j]*w[j]))", "sigma'(sum(i, g[i]*w[k-i]))", "sigma'(conv(g, w))"),
    ),
    (
        BELOW,
        "What comes back to h[k] doesn't go through the function: it is multiplied by the slope, which is taken at",
        ("sigma'(sum(j, delta[k-j]*w[j]))", "sigma'(sum(i, delta[i]*w[k-i]))", "sigma'(conv(delta, w))"),
    ),
    (
        BELOW,
        "The slope is right. But that is a single product, and z[k] read h[k] with w[0].",
        ("sigma'(y[k])*delta[k]*w[k]",),
    ),
    (
        BELOW,
        "The slope is taken at the wrong place. All paths begin at y[k] and go through h[k] first,",
        (
            "sum(j, delta[k-j]*[y[k-j] > 0]*w[j])",
            "sum(i, delta[i]*[y[i] > 0]*w[k-i])",
            "conv(delta*[y>0], w)",
        ),
    ),
    (
        BELOW,
        "That goes one kernel too far: v lies below y, and leads on to the input.",
        ("sigma'(y[k])*conv(conv(delta, w), v)[k]",),
    ),
    *(
        (RECURSION, f"Line 2: {words}", (f"sum(i, delta[i]*d(z[i], y[k]))\n{answer}",))
        for words, answer in (
            (
                "The slope stands at the wrong place. It is h[i+j] that is differentiated,",
                "sum(i, j, delta[i]*w[j]*sigma'(y[j])*[i+j == k])",
            ),
            (
                "The slope stands at the wrong place. It is h[i+j] that is differentiated,",
                "sum(i, delta[i]*sum(j, w[j]*sigma'(y[i])*d(y[i+j], y[k])))",
            ),
            (
                "The slope has to be taken where the function was evaluated,",
                "sum(i, j, delta[i]*w[j]*sigma'(z[i])*[i+j == k])",
            ),
            (
                "Look at the definition of z[i]: on h[i+j] lies the weight w[j].",
                "sum(i, delta[i]*sum(j, w[i]*d(h[i+j], y[k])))",
            ),
            (
                "Each weight meets many entries of h here. It belongs to the one that it lies on:",
                "sum(i, delta[i]*sum(j, w[j])*sum(j, d(h[i+j], y[k])))",
            ),
            (
                "One and the same delta weighs all the outputs here.",
                "sum(i, delta[k]*sum(j, w[j]*d(h[i+j], y[k])))",
            ),
            ("The slope is right. But that is a single product,", "sigma'(y[k])*delta[k]*w[k]"),
        )
    ),
)


@pytest.mark.parametrize(
    ("name", "words", "answer"), [(name, words, answer) for name, words, answers in SAID for answer in answers]
)
def test_what_is_said_of_an_answer(name, words, answer):
    found = check(EXERCISES[name], answer)
    assert found.verdict == "wrong"
    assert found.message.startswith(words)


@pytest.mark.parametrize(
    ("seed", "answer"), [(0, [0, 0, 2, 5]), (2, [0, 0, 0, 4])], ids=["two outputs before it", "the last output"]
)
def test_the_kernel_laid_down_after_the_input_is_told_which_outputs_read_it(seed, answer):
    found = check(EXERCISES["backward-inputs/nudge"], answer, seed)
    assert found.verdict == "wrong"
    assert found.message.startswith("Of the outputs that read x[")
    assert found.message.endswith("but those before it do: their windows reach it.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("conv(delta, k)", "The kernel lies on delta here the way it lies on the input."),
        ("corr(delta, flip(k), full)", "Turned round twice in all, and so not at all:"),
    ],
)
def test_where_the_kernel_is_kept_turned_round_no_call_is_named_that_was_not_typed(typed, words):
    found = check(EXERCISES[DX], typed, notation="larochelle")
    assert found.verdict == "wrong"
    assert found.message.startswith(words)


@pytest.mark.parametrize(
    ("notation", "name", "answer", "words"),
    [
        ("goodfellow", STRIDE, "K[k-j]", "The step is missing: window j starts at the input 2*j - 1. And the first"),
        ("goodfellow", STRIDE, "K[k-j-1]", "That shifts every window alike."),
        ("goodfellow", STRIDE, "k-2*j+1", "That is a place in the kernel."),
        ("goodfellow", STRIDE, "k-2*j+2", "That is a place in the kernel."),
        ("goodfellow", READ, "k-j+1", "That is a place in the kernel."),
        (
            "goodfellow",
            Z,
            "sum(m, K[m]*V[j+m])",
            "Everything has moved by one place. In Z[1] the first weight belongs on the first input. Have you counted "
            "from another number than the formulas here?",
        ),
        ("goodfellow", "backward-inputs/which-output", "k+m", "That is the way forwards:"),
        ("goodfellow", "backward-inputs/which-output", "m-k", "The sign is turned:"),
        ("larochelle", Z, "conv(x, k)", HANGS),
        ("larochelle", Z, "conv(k, x)", HANGS),
        ("larochelle", Z, "k[i]*x[i]", "That is one product for each place."),
        ("larochelle", Z, "sum(p, k[i]*x[i+p])", "One weight, k[i], for all the inputs under the kernel."),
        ("larochelle", Z, "sum(p, k[0]*x[i+p])", "One weight, k[0], for all the inputs under the kernel."),
        ("larochelle", Z, "sum(p, k[i]*x[p])", "The letters are crossed: p says which weight,"),
        ("larochelle", Z, "k[0]*x[i] + k[1]*x[i+1]", "The kernel lies turned round here: k[r-1] belongs on x[i],"),
        ("larochelle", Z, "sum(p, k[n-1-p]*x[i+p])", "n, the length of the input, has no part in the kernel's index:"),
        ("larochelle", Z, "sum(p, k[i+p]*x[i+p])", "Here weight and input move together,"),
        ("larochelle", KERNEL, "conv(x, k, valid)", "That is the layer, but not written with v."),
        ("larochelle", KERNEL, "sum(p, k[p]*x[i+p])", "This is another layer, the one with the kernel turned round."),
        ("larochelle", ENTRY, "k[i]", "That is one weight for the whole row."),
        ("larochelle", READ, "k[i]", "The weight can't depend on the output alone:"),
        ("larochelle", READ, "k[i+j]", "The plus sign leads from output and weight to the input."),
        (
            "larochelle",
            DZ,
            "k[r-1-p]",
            "In the product k[p]*x[i+r-p-1] it is the weight that grows; what it is multiplied with stays behind,",
        ),
        ("larochelle", DZ, "k[p]*x[i+p]", "That is a whole product."),
        ("larochelle", DZ, "delta[i]*x[i+p]", "That goes on to the loss already."),
        ("larochelle", DZ, "i+p", "That is a place in the row of inputs."),
        ("larochelle", DZ, "x[r-p]", "This says the same for every output."),
        ("larochelle", DW, "delta[p]*x[p]", "That is a single product."),
        ("larochelle", DW, "sum(i, delta[p]*x[i+p])", "One and the same delta weighs all the outputs here."),
        ("larochelle", DW, "sum(i, delta[i]*k[i])", "A delta is multiplied with what k[p] meets in its output,"),
        ("larochelle", DW, "sum(i, delta[i]*x[i+p]*k[p])", "The weight itself is not among the factors:"),
        ("larochelle", DW, "corr(delta, k)", "flip(k) has no part in its own gradient."),
        ("larochelle", DW, "corr(delta, flip(k))", "flip(k) has no part in its own gradient."),
        ("larochelle", DW, "sum(i, delta[i] + x[i+p])", "Multiply each input by the delta of its output;"),
        ("larochelle", DW, "k[p] - sum(i, delta[i]*x[i+p])", "Asked for is the gradient alone, not the weight after"),
        ("larochelle", Z, "sum(p, k[p] + x[i+p])", "Multiply each weight by the input under it;"),
        ("larochelle", Z, "sum(p, k[p])*sum(p, x[i+p])", "Each weight meets many inputs here."),
        ("larochelle", Z, "k[0]*x[i] + k[1]*x[i+1] + k[2]*x[i+2]", "The kernel lies turned round here:"),
        ("larochelle", DX, "k[j]", "One weight alone."),
        ("larochelle", DX, "delta[j]*k[0] + delta[j+1]*k[1]", "You went on to the outputs after a[j]."),
        ("larochelle", DW, "delta[0]*x[p] + delta[1]*x[p+1]", "In a[0] the weight k[p] lies on x[r-p-1]."),
        ("larochelle", DX, "delta[j]*k[0]", "That is a single product, and x[j] meets k[0] in a[j-r+1], not in a[j]."),
        ("larochelle", DX, "delta[j]*k[j]", "That is a single product, and the weight on x[j] is another one"),
        ("larochelle", DX, "sum(i, delta[i]*k[j])", "Every output reads x[j] with the same weight here."),
        ("larochelle", DX, "sum(p, delta[j-p]*k[j])", "One weight for all the readers."),
        ("larochelle", DX, "delta[j]*k[0] + delta[j-1]*k[1]", "The kernel lies turned round here: a[j] reads x[j]"),
        ("goodfellow", Z, "sum(k=j..j+M-1, K[j-k+1]*V[k])", OUTSIDE),
        (
            "larochelle",
            DZ,
            "x[i+p]",
            "That is not the input under k[p]. In a[0] the weight k[r-1] lies on x[0], k[r-2]",
        ),
        (
            "larochelle",
            Z,
            "sum(p, k[p]*x[i+p])",
            "That is the convolution, machine B: the kernel lies turned round, with k[r-1] on the right.",
        ),
        ("larochelle", Z, "sum(p, k[p]*x[i])", "All weights lie on the same input here. Only k[r-1] lies on x[i];"),
        ("larochelle", Z, "sum(p, k[p]*x[p])", "This kernel never moves:"),
        ("larochelle", DZ, "x[p]", "This says the same for every output."),
        (
            "larochelle",
            DW,
            "sum(i, delta[i]*x[i+p])",
            "The right numbers in reverse order: k[r-1] gets here what belongs to the last weight. In the output a[i] "
            "the weight k[p] lies on x[i+r-p-1].",
        ),
        ("larochelle", DW, "corr(x, delta)", "The right numbers in reverse order:"),
        ("larochelle", DW, "sum(i, delta[i]*x[p])", "Here the weight lies on the same input all the time."),
        ("larochelle", DX, "sum(p, delta[j]*k[p])", "All weights, but only one output."),
        ("larochelle", DX, "sum(p, delta[p]*k[p])", "This is the same number for every input: there is no j in it."),
        (
            "larochelle",
            WEIGHTS,
            "sum(i, delta[i]*d(a[i], k[p]))\nsum(i, delta[i]*sum(q, [q == p]*x[i+q]))",
            "Line 2: Bracket and input don't belong together here. Of the products of a[i] the bracket has to leave "
            "the one with k[p], and there the input is x[i+r-p-1].",
        ),
        (
            "larochelle",
            WEIGHTS,
            "sum(i, delta[i]*d(a[i], k[p]))\nsum(i, delta[i]*x[i+p])",
            "Line 2: Here k[r-1] gets what belongs to the last weight.",
        ),
        *(
            (
                "larochelle",
                INPUTS,
                f"sum(i, delta[i]*d(a[i], x[j]))\nsum(i, delta[i]*sum(p, k[p]*{derivative}))",
                "Line 2: Weight and input don't belong together here. In a[i] it is k[r-p-1] that x[i+p]",
            )
            for derivative in ("d(x[i+p], x[j])", "[i+p == j]")
        ),
        (
            "larochelle",
            WEIGHTS,
            "sum(i, delta[i]*d(a[i], k[p]))\nsum(i, delta[i]*sum(q, d(k[q], k[p])*x[i+q]))",
            "Line 2: The weight that is differentiated doesn't belong to this input. In a[i] it is k[r-",
        ),
        ("larochelle", DZ, "k[r-1-p]*x[i+p]", "That is a whole product."),
        ("goodfellow", Z, "K[0]*V[j] + K[1]*V[j+1]", "The first of the weights is K[1], and it belongs on V[j];"),
        (
            "goodfellow",
            DX,
            "G[k]*K[0] + G[k-1]*K[1]",
            "The first of the weights is K[1], and Z[k] reads V[k] with it;",
        ),
        ("larochelle", READ, "j", "That is a place, not a weight. Asked for is an entry of flip(k)."),
        ("larochelle", WHOLE_DX, "sum(p, g[j-p]*sigma'(a[j-p])*k[p])", "All is right but the kernel:"),
        ("larochelle", WHOLE_DX, "conv(g*sigma'(a), k)", "All is right but the kernel:"),
        ("larochelle", BELOW, "sigma'(y[j])*sum(p, delta[j-p]*k[p])", "All is right but the kernel:"),
        ("larochelle", BELOW, "sigma'(y[j])*conv(delta, k)[j]", "All is right but the kernel:"),
        ("larochelle", BELOW, "conv(delta*sigma'(y), k)", "Two things at once. All paths begin at y[j] and go through"),
        *(
            ("larochelle", name, typed.format(kernel), words)
            for name, typed, words in (
                (WHOLE_DX, "sigma'(a)*conv(g, {})", "One slope for all paths."),
                (WHOLE_DX, "sigma'(a[j])*conv(g, {})[j]", "One slope for all paths."),
                (WHOLE_DX, "conv(g, {})", "The slope of the function is missing:"),
                (WHOLE_DX, "conv(g*sigma'(h), {})", "The slope has to be taken where the function was evaluated:"),
                (BELOW, "conv(delta*sigma'(y), {})", "The slope is taken at the wrong place."),
                (BELOW, "conv(delta*sigma'(a), {})", "The slope is taken at a, as it would be with the activation"),
                (BELOW, "conv(delta, {})", "That is the gradient of h[j]."),
                (BELOW, "sigma'(h)*conv(delta, {})", "The slope has to be taken where the function was evaluated:"),
            )
            for kernel in ("W", "flip(k)")
        ),
        *(
            ("larochelle", WHOLE_DW, turned, "The right numbers from back to front. In a[i] the weight k[p] lies on")
            for turned in ("corr(x, g*sigma'(a))", "sum(i, g[i]*sigma'(a[i])*x[i+p])")
        ),
        *(
            (
                "larochelle",
                WHOLE_DW,
                turned,
                "Two things at once. The slope of the function is missing. And the numbers",
            )
            for turned in ("corr(x, g)", "sum(i, g[i]*x[i+p])")
        ),
        *(
            ("larochelle", RECURSION, f"sum(i, delta[i]*d(a[i], y[j]))\n{line}", f"Line 2: {words}")
            for line, words in (
                (
                    "sigma'(y[j])*sum(p, delta[j-p]*k[p])",
                    "Something runs the wrong way. If h[j] met the weight k[r-p-1]",
                ),
                ("sum(i, delta[i]*sum(p, k[p]*d(h[i+p], y[j])))", "Look at the definition of a[i]: on h[i+p] lies"),
            )
        ),
        (
            "goodfellow",
            "scatter-and-gather/bracket",
            "sum(m, G[k-m+1]*K[k-m+1])",
            "Here both rows are read at the same place, so they move together. The bracket says j + m - 1 = k: which "
            "weight goes with G[k-m+1]?",
        ),
        ("goodfellow", BELOW, "sum(j, G[j]*sigma'(Z[j])*K[k-j+1])", "The slope is taken at Z, as it would be with"),
        ("larochelle", WHOLE_DX, "sum(i, g[i]*sigma'(a[i])*k[i])", "This is the same number for every input:"),
        (
            "larochelle",
            BELOW,
            "sigma'(y[j])*sum(i, delta[i]*k[i])",
            "The slope is right. But the output a[i] read h[j]",
        ),
        (
            "goodfellow",
            WHOLE_DX,
            "sum(j, g[j]*sigma'(Z[j])*K[j])",
            "This is the same number for every input: there is no k in it. The output Z[j] read V[k] with the weight "
            "K[k-j+1].",
        ),
        (
            "larochelle",
            CONV,
            "corr(pad(delta, 2*(r-1)), flip(k))",
            "`pad(a, p)` puts `p` zeros at each end. 2*(r - 1) are",
        ),
        (
            "larochelle",
            WHOLE_DW,
            "sum(i, g[p]*sigma'(a[p])*x[i+p])",
            "The index of the weight is not that of an output.",
        ),
        (
            "larochelle",
            WHOLE_DW,
            "sum(i, g[p]*sigma'(a[p])*x[i+r-1-p])",
            "The index of the weight is not that of an output.",
        ),
        ("larochelle", WHOLE_DW, "sum(i, g[i]*sigma'(a[i])*x[p])", "Here the weight lies on the same input all the"),
        ("larochelle", WHOLE_DW, "sum(i, g[i]*sigma'(a[p])*x[i+r-1-p])", "The slope belongs to the output, a[i],"),
        ("larochelle", WHOLE_DW, "g[p]*sigma'(a[p])*x[p]", "That is a single product."),
        (
            "larochelle",
            WHOLE_DX,
            "sum(i, g[i]*sigma'(a[i])*k[j])",
            "Here every output reads x[j] with the same weight.",
        ),
        ("larochelle", WHOLE_DX, "sum(i, g[i]*k[j])", "Two things at once. The slope of the function is missing."),
        (
            "larochelle",
            WHOLE_DX,
            "sum(p, g[j-p]*sigma'(a[j-p])*k[j])",
            "What comes from above and the slopes are right.",
        ),
        (
            "larochelle",
            WHOLE_DX,
            "sum(p, g[j-p]*sigma'(a[j-p])*k[j-p])",
            "What comes from above and the slopes are right. But the output a[j-p] read x[j] with k[r-p-1].",
        ),
        (
            "larochelle",
            WHOLE_DX,
            "g[j]*sigma'(a[j])*k[j]",
            "That is a single product, and a[j] read x[j] with k[r-1].",
        ),
        ("larochelle", BELOW, "sigma'(y[j])*sum(i, delta[i]*k[j])", "The slope is right. But here every output reads"),
        ("larochelle", BELOW, "sigma'(y[j])*sum(p, delta[j-p]*k[j])", "The slope is right, and so are the deltas."),
        (
            "larochelle",
            BELOW,
            "sigma'(y[j])*sum(p, delta[j-p]*k[j-p])",
            "The slope is right, and so are the deltas. But the output a[j-p] read h[j] with k[r-p-1].",
        ),
        (
            "larochelle",
            RECURSION,
            "sum(i, delta[i]*d(a[i], y[j]))\nsigma'(y[j])*sum(i, delta[i]*k[j])",
            "Line 2: The slope is right. But here every output reads h[j]",
        ),
        (
            "goodfellow",
            "scatter-and-gather/bracket",
            "G[k]*K[k]",
            "That is a single product, and its indices make j + m - 1 = k true for the first entry only.",
        ),
        ("goodfellow", OTHER, "G[k]*K[k]", "That is a single product, and Z[k] reads V[k] with K[1], not with K[k]."),
    ],
)
def test_what_is_said_is_true_in_the_notation_that_was_typed(notation, name, answer, words):
    found = check(EXERCISES[name], answer, notation=notation)
    assert found.verdict == "wrong"
    assert found.message.startswith(words)


@pytest.mark.parametrize("seed", range(20))
def test_a_sum_divided_by_the_number_of_deltas_is_known_where_that_is_no_whole_number(seed):
    exercise = EXERCISES["trust/mean"]
    numbers = draw(exercise, seed).numbers
    third = f"{numbers['delta'].sum() * numbers['w'].sum()}/3"
    assert check(exercise, f"{third}, {third}", seed).message.startswith("You divided by the number of deltas.")


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("scatter-and-gather/all", "6 15 0 0", "That is `dx` after the first round. Go on with `i` = 1 and `i` = 2."),
        (
            "backward-inputs/nudge",
            "0 2 5 1",
            "These are the right numbers in reverse order. Go output by output: does the window of z[0] cover x[2]? If "
            "so, with which weight?",
        ),
        (
            "forward-1d/slide",
            "-2 4 -1",
            "The right numbers in reverse order. z[0] is the one where the kernel lies on the first inputs, x[0] and "
            "x[1].",
        ),
        (
            "backward-inputs/one",
            "1*5 + (-1)*2",
            "That is how fast the loss grows with x[1]. Asked for is x[2]: which outputs read it?",
        ),
        (
            "backward-inputs/one",
            "(-1)*3 + 4*5 + 2*2",
            "That is how fast the loss grows with x[3]. Asked for is x[2]: which outputs read it?",
        ),
        (
            "backward-inputs/one",
            "(-1)*2 + 4*5 + 2*3",
            "You laid the kernel on the deltas from delta[1] on. Which outputs read x[2], and with which weight?",
        ),
        (
            "backward-inputs/one",
            "4*3",
            "That is a single product, and x[2] meets w[2] in z[0], not in z[2]. Three outputs read x[2], each with a "
            "weight of its own.",
        ),
        (
            "notation/unroll",
            "2*1 - 1*3",
            "You went to the left. The index of the input grows with j: for j = 1 it is the input after x[1].",
        ),
        (
            "notation/unroll",
            "2*1 + 1*4",
            "That is not the number, and it is no mistake I know. A hint may help.",
        ),
        (
            "forward-1d/products",
            "12*3",
            "That would be right if the kernel could hang over the ends. It has to fit: there are 8 outputs.",
        ),
        (
            "weight-sharing/matrix",
            "0 2 5 0; 0 0 2 5; 0 0 0 2",
            "Everything is one column too far to the right. The first output reads the first input with w[0].",
        ),
        (
            "weight-sharing/dense-weights",
            "100",
            "That is how many weights one output has, in its row of the matrix. There are 96 outputs.",
        ),
        (
            "weight-sharing/dense-weights",
            "96",
            "That is the number of outputs. Each of them has a row of 100 weights.",
        ),
        (
            "notation/unroll",
            "2*1 - 1*1",
            "You put both weights on one input, x[1]. The index of the input has j in it, so the input changes with j, "
            "too.",
        ),
        (
            "forward-1d/reads",
            "x[1] x[2]",
            "x[1] doesn't belong: z[2] starts at x[2], and x[1] lies before it. x[3] is missing: a weight lies on it. "
            "Right so far: 1 of 3.",
        ),
        (
            "forward-1d/reads",
            "x[2] x[3] x[4] x[6]",
            "x[6] doesn't belong: 3 weights don't reach that far. Right so far: 3 of 3.",
        ),
        (
            "backward-weights/products",
            "w[0]*x[0] w[2]*x[2]",
            "w[0]*x[0] doesn't belong: its weight is w[0], not w[2]. w[2]*x[3] is missing: w[2] stands in it. Right so "
            "far: 1 of 4.",
        ),
        (
            "in-the-wild/puzzle",
            "14 14 20",
            "Two things are missing. `np.convolve` turns the second row round; and the test divides by $K$, which is 2 "
            "here.",
        ),
        ("trust/cube", "27", "That is the slope. By how much is the central difference larger than it?"),
        (
            "trust/cube",
            "(27-1)/2 - 27",
            "That is by how much the difference to one side, the left one, is off: it is negative, since that one is "
            "too small. Both sides do much better.",
        ),
        (
            "trust/cube",
            "27 - (27-1)/2",
            "That is by how much the difference to one side, the left one, is too small. Both sides do much better.",
        ),
        (
            "trust/cube",
            "2",
            "The step itself is by how much the difference to one side is off for a square. Here both sides are taken, "
            "and the function is a cube: compute it.",
        ),
        (
            "trust/cube",
            "(125-1)/2",
            "The distance between the two points is 4 here, not 2. And when you have divided by it, subtract the "
            "slope.",
        ),
        ("trust/nudge", "17", "The second output counts with −1: when it grows, the loss falls."),
        (
            "trust/kink",
            "4",
            "That is the difference of the two values. Divide it by the distance between the two points, 6.",
        ),
        (
            "activation-and-bias/bias-number",
            "0",
            "A number that stays as it is would add 0. But b is the one that is nudged, and every output grows with "
            "it.",
        ),
        (
            "the-flip/zeros",
            "2",
            "So many are enough for a kernel of two weights. This one has 4: at its first place only one weight lies "
            "on delta[0], all the others on zeros. And the other end needs as many.",
        ),
        (
            "activation-and-bias/two-steps",
            "6 15 0",
            "You put the slopes on delta. But the activation lies between y and h: convolve first, and put the slopes "
            "on the gradient of h.",
        ),
        (
            "activation-and-bias/two-steps",
            "0 13 0",
            "The other way round: relu passes on what is positive, so the gradient passes where y is positive.",
        ),
        (
            "activation-and-bias/two-steps",
            "15 1 -2",
            "Two things at once. The kernel is read the wrong way: the first input was read with w[0]. And where y is "
            "negative nothing passes on to y.",
        ),
        (
            "trust/cube",
            "(27-1)/2",
            "That is the difference to one side, to the left, divided by the step. Nudge to both sides, and then "
            "subtract the slope.",
        ),
        (
            "trust/difference",
            "9-4",
            "That is the difference to one side only, to the left. It is off by as much as the step. Take the one to "
            "both sides.",
        ),
        (
            "trust/mean",
            "42/3 42/3",
            "You divided by the number of deltas. A mean is the sum divided by the number of its entries, and here "
            "there are 4.",
        ),
        (
            "trust/nudge",
            "51",
            "That is the old loss. The question is how much it grows: subtract it from the new one.",
        ),
        (
            "trust/difference",
            "16 - 4/2",
            "You divided only one of the two values. Put the difference in brackets, and then divide.",
        ),
        (
            "trust/kink",
            "4/2",
            "The distance between the two points is 6 here, not 2.",
        ),
        (
            "trust/kink",
            "1/3",
            "That is the difference to one side, to the left. The central difference takes the one to both sides.",
        ),
        ("in-the-wild/padding", "1", "One too few: count the places where a kernel of 3 fits on a row of 8."),
    ],
)
def test_what_is_said_of_numbers(name, answer, words):
    found = check(EXERCISES[name], answer)
    assert (found.verdict, found.message) == ("wrong", words)


@pytest.mark.parametrize(
    ("name", "answer", "other"),
    [
        (BELOW, "sigma'(y[k])*sum(j, w[j]*h[k+j])", "One array is read where another one belongs."),
        (BELOW, "corr(delta, w)", "A factor is left out: along a path every link of the chain multiplies."),
    ],
)
def test_the_second_of_two_mistakes_is_said_as_well(name, answer, other):
    found = check(EXERCISES[name], answer)
    assert found.misconception == "no-flip"
    assert found.message.startswith("Something runs the wrong way.")
    assert found.message.endswith(f" And: {other}")
