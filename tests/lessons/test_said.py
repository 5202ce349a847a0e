"""What is said of which wrong formula: words that are true of everything that they are said of."""

import pytest

from lessons.checking import check
from lessons.course import EXERCISES

KERNEL, Z, DZ, DW = "forward-1d/reversed-kernel", "forward-1d/z", "backward-weights/dz", "backward-weights/dw"
ENTRY, READ, DX, OTHER = (
    "weight-sharing/entry",
    "backward-inputs/dz",
    "backward-inputs/dx",
    "the-flip/other-way-round",
)

SAID = (
    (
        KERNEL,
        "That is the layer, but written with w. Write it with v: which entry of v is w[j]?",
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
        ("u[i]*w[0]/w[0]", "sum(k, delta[k]*x[k+i])", "corr(x, w, full)", "conv(x, flip(w))"),
    ),
    (
        KERNEL,
        "An index is wrong. The input's index has to grow by one with i, and v is read from its last entry to its "
        "first while the input goes forwards.",
        ("sum(j, v[j]*x[n-1-i-j])", "sum(j, v[j]*x[j-i])", "corr(flip(x), v)", "sum(j, v[m-1-j]*x[m*i+j])"),
    ),
    (
        KERNEL,
        "An index runs the wrong way. v[m-1], the first weight, belongs on x[i];",
        ("sum(k, v[m-1-k-i]*x[k])", "sum(j, v[m-1-j]*x[j-i])", "corr(x, v)", "sum(j, v[j]*x[i+j+m-1])"),
    ),
    (
        KERNEL,
        "v[0], the last weight, lies on x[i] here.",
        ("sum(j, v[-j]*x[i+j])", "sum(j, v[m-1-j]*x[i-m+1+j])"),
    ),
    (
        KERNEL,
        "Python counts from the end where an index is negative.",
        ("sum(j, v[-1-j]*x[i+j])", "sum(j, v[-j]*x[i+j-1])"),
    ),
    (KERNEL, "Nearly. This puts v[0], the last weight, on x[i+m].", ("sum(j, v[j+1]*x[i+m-1-j])",)),
    (
        KERNEL,
        "An index is shifted, and both indices go up with j: v has to be read backwards.",
        ("sum(j, v[j+1]*x[i+j])", "sum(j, v[j]*x[i+j+1])", "sum(j, v[j]*x[i+j-1])"),
    ),
    (
        Z,
        "This is not the kernel laid down as it is and moved to the right.",
        ("sum(j, w[j]*x[j-i])", "sum(k, w[k]*x[k-i])", "sum(j, w[j]*x[m*i+j])", "sum(j, w[j]*x[n-1-i-j])"),
    ),
    (
        Z,
        "The kernel is read backwards here: that is the convolution, machine B.",
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
        "Something runs backwards here, and nothing has to.",
        ("x[i+m-1-j]", "x[j-i]", "x[n-1-i-j]"),
    ),
    (DZ, "That is what the output is worth to the loss.", ("delta[i]",)),
    (
        DW,
        "Some delta meets an input here that is not its own.",
        (
            "sum(i, delta[i]*x[m*i+j])",
            "sum(i, delta[i+j]*x[i+1])",
            "sum(i, delta[i]*x[j-i])",
            "corr(x, delta)[m-1-j]",
            "corr(flip(x), delta)",
        ),
    ),
    (DW, "The sign of j is turned: weights after w[0] lie to the right of it.", ("sum(i, delta[i]*x[i-j])",)),
    (
        DW,
        "delta is read backwards here. Nothing is flipped: as i grows, the input that w[j] meets grows with it.",
        ("conv(x, delta, valid)", "sum(i, delta[n-m-i]*x[i+j])"),
    ),
    (
        ENTRY,
        "A row has to begin with w[0] and go on with w[1] as k grows,",
        ("A[k,i]", "w[i-k+1]", "w[i-k-1]", "w[m-k+i]", "w[m-1-k-i]", "w[n-1-k+i]", "w[n-k-i]", "w[n-1-k-i]"),
    ),
    (ENTRY, "That is what the weight is multiplied with. Asked for is the weight.", ("x[k]",)),
    (READ, "The kernel lies the wrong way round.", ("w[n-1-k+i]", "w[m-1-k+i]")),
    (READ, "The kernel lies the wrong way round, and it is shifted as well.", ("w[m-k+i]",)),
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
        "An index runs the wrong way. If x[k] met the weight w[j], in which output was that?",
        ("sum(j, delta[k-j]*w[m-j])", "sum(j, delta[-k-j]*w[j])", "sum(j, delta[k+j]*w[j+1])", "corr(w, delta, full)"),
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
        "An index is wrong. Here z[i] reads x[k] with w[j] where k = i - j: solve it for i.",
        ("corr(w, delta, full)", "sum(j, delta[-k-j]*w[j])", "corr(flip(delta), w)", "conv(delta, w, full)"),
    ),
)


@pytest.mark.parametrize(
    ("name", "words", "answer"), [(name, words, answer) for name, words, answers in SAID for answer in answers]
)
def test_what_is_said_of_an_answer(name, words, answer):
    found = check(EXERCISES[name], answer)
    assert found.verdict == "wrong"
    assert found.message.startswith(words)
