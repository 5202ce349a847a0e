"""A name that means nothing is answered with what was likely meant, and never led astray."""

import pytest

from engine import Layer

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
GIVEN = Layer(
    ["z[i] = sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1", given={"g": "a"}
)
PREFIX = "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)` without a prefix."


@pytest.mark.parametrize(
    ("layer", "typed", "message"),
    [
        (PLAIN, "F.conv1d(x, w)", f"`F` is not known here. {PREFIX}\nF.conv1d(x, w)\n^"),
        (PLAIN, "nn.Conv1d(w)", f"`nn` is not known here. {PREFIX}\nnn.Conv1d(w)\n^^"),
        (PLAIN, "np.convolve(x, w)", f"NumPy is not known here. {PREFIX}\nnp.convolve(x, w)\n^^"),
        (
            PLAIN,
            "conv_transpose1d(x, w)",
            "There is no `conv_transpose1d` here. Write `conv(a, b)` or `corr(a, b)`.\n"
            "conv_transpose1d(x, w)\n^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "sum(j, w_j * x_i+j)",
            "`j` stands outside the index here; did you mean `x_{i+j}`?\nsum(j, w_j * x_i+j)\n                 ^",
        ),
        (
            PLAIN,
            "sum(j, k, w[j-k]*x[i])",
            "Nothing bounds the sum over j. In every term an entry has to tell how far it runs.\n"
            "sum(j, k, w[j-k]*x[i])\n^^^^^^^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "x[i]/sum(j, exp(x[j]))",
            "Nothing bounds the sum over j. What is added need not be 0 where an array ends; give the range, "
            "`j=0..n-1` say.\nx[i]/sum(j, exp(x[j]))\n     ^^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            "sum(k, j, x[i+j]*w[j])",
            "Nothing bounds the sum over k. What is added does not hold `k`: put it in, or take this sum away.\n"
            "sum(k, j, x[i+j]*w[j])\n^^^^^^^^^^^^^^^^^^^^^^",
        ),
        (
            PLAIN,
            r"\sum_k \delta_{ki} x_{k+j}",
            "`delta` has 1 index; here it has 2. It is the upstream gradient; 1 where two indices are equal and else 0 "
            "is written `[i == j]`.\n" + r"\sum_k \delta_{ki} x_{k+j}" + "\n       ^^^^^^^^^^^",
        ),
        (
            GIVEN,
            "delta[i]",
            "There is no `delta` here. What comes from above is `g`, the gradient of `a`.\ndelta[i]\n^^^^^",
        ),
    ],
)
def test_a_name_that_means_nothing_here(layer, typed, message):
    verdict = layer.check("z[i]", typed)
    assert (verdict.verdict, verdict.message) == ("unreadable", message)
