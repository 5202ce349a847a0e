"""Prose: formulas typeset in every notation, code left alone, and the same as plain text."""

import pytest

from engine import Layer
from lessons.prose import Misprint, formulas, plain, typeset
from tests.lessons.small import LAYER

WITH_MATRIX = Layer("z[i] = sum(k, A[i,k]*b[k])", A="h, n", b="n", z="h")


@pytest.mark.parametrize(
    ("markdown", "notation", "expected"),
    [
        ("See [[x[i+j]]].", "flipside", "See $x_{i+j}$."),
        ("[[z[i] = sum(j, w[j]*x[i+j])]]", "flipside", "$$\nz_{i} = \\sum_{j} w_{j}\\,x_{i+j}\n$$"),
        ("[[z[i] = sum(j, w[j]*x[i+j])]]", "goodfellow", "$$\nZ_{j} = \\sum_{m} K_{m}\\,V_{j+m-1}\n$$"),
        ("The loss [[L]] by [[delta]]", "gibiansky", "The loss $E$ by $\\delta$"),
        ("`dx[[0, 1]]` and [[[i == k]]]", "flipside", "`dx[[0, 1]]` and $[\\,i=k\\,]$"),
        ("```\na[[1]]\n```\n[[k = i + j]]", "flipside", "```\na[[1]]\n```\n$$\nk = i + j\n$$"),
        ("as\n\n$$x = 1, 2$$\n\nis", "flipside", "as\n\n$$\nx = 1, 2\n$$\n\nis"),
        ("`a` [[w[0]]]", "flipside", "`a` $w_{0}$"),
        ("[[typed d(z[i], w[j])]]", "goodfellow", "`d(Z[j], K[m])`"),
    ],
)
def test_typeset(markdown, notation, expected):
    assert typeset(markdown, LAYER, notation) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("dL/dw[j]", "k[p] meets x[i+r-p-1], and k[r-1] x[0]: dl/dk[p] = sum(i, delta[i]*x[i+r-p-1])"),
        ("dL/dx[k]", "k[r-p-1] meets x[i+p], and k[r-1] x[0]: dl/dk[r-p-1] = sum(i, delta[i]*x[i+p])"),
    ],
)
def test_a_letter_is_the_same_place_of_a_kernel_in_a_question_and_in_what_is_said_of_it(asked, expected):
    said = "[[w[j]]] meets [[x[i+j]]], and [[w[0]]] [[x[0]]]: [[dL/dw[j] = sum(i, delta[i]*x[i+j])]]"
    asked = LAYER.wanted(asked)
    assert plain(said, LAYER, "larochelle", asked) == expected
    assert plain(said, LAYER, "flipside", asked) == plain(said, LAYER)


@pytest.mark.parametrize(
    ("markdown", "notation", "expected"),
    [
        ("It is *never* [[x[i+j]]].", "flipside", "It is never x[i+j]."),
        ("*never [[w[j]*x[i+j]]]*, **so** 2·3*4", "flipside", "never w[j]*x[i+j], so 2·3*4"),
        ("* one\n* two", "flipside", "* one\n* two"),
        ("`a*b*c` [[L]]", "larochelle", "`a*b*c` l"),
        ("[[w[0]]]", "pytorch", "weight[0]"),
        ("as *in* [[typed x[i+j]]]", "goodfellow", "as in `V[j+m-1]`"),
    ],
)
def test_plain(markdown, notation, expected):
    assert plain(markdown, LAYER, notation) == expected


def test_formulas_are_found_outside_code():
    assert list(formulas("[[a]] `[[b]]` [[w[0]]]")) == ["a", "w[0]"]


def test_a_formula_that_cant_be_read_is_an_authors_error():
    with pytest.raises(Misprint) as raised:
        typeset("[[q[0]]]", LAYER)
    assert str(raised.value) == (
        "[[q[0]]] can't be read about Layer(z[i] = sum(j, w[j]*x[i+j])); write it in the formula language\n"
        "`q` is an index, not an array; it has no entries.\nq[0]\n^^"
    )


def test_a_derivative_of_the_loss_stays_one_beside_its_name():
    assert typeset("[[delta[i] = dL/dz[i]]] and [[k]]", LAYER) == (
        "$\\delta_{i} = \\frac{\\partial L}{\\partial z_{i}}$ and $k$"
    )


def test_a_capital_t_is_the_transpose():
    assert plain("[[T(A) @ b]]", WITH_MATRIX) == "T(A) @ b"


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("k", "k"),
        ("j", "m"),
        ("n-m+1", "N - M + 1"),
        ("i = k - j", "j = k - m + 1"),
        ("k = i + j", "k = j + m - 1"),
        ("i = 0", "j = 1"),
        ("k - i", "k - j"),
        ("x[i+j]", "V[j+m-1]"),
        ("z[0]", "Z[1]"),
    ],
)
def test_an_index_counts_from_where_the_notation_does(formula, shown):
    assert plain(f"[[{formula}]]", LAYER, "goodfellow") == shown
