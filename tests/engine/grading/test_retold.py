"""A verdict in another notation: the same case, place, products, reasons and ranges, under the source's names."""

import pytest

from engine.formula.notations import NOTATIONS
from engine.grading import retold
from engine.grading.jacobian import jacobians as tables
from engine.notebook import Layer

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
ROWS = [
    (
        "dL/dx[k]",
        "sum(j, delta[k+j]*w[j])",
        "goodfellow",
        "N = 4, M = 2, at k = 2",
        "G[2]*K[1] + G[3]*K[2]",
        ("because Z[1] = K[1]*V[1] + K[2]*V[2] reads V[2] with K[2]",),
        "m runs from 1 to M, because of K[m]",
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k+j]*w[j])",
        "larochelle",
        "n = 4, r = 2, at j = 1",
        "delta[1]*k[1] + delta[2]*k[0]",
        ("because a[0] = k[1]*x[0] + k[0]*x[1] reads x[1] with k[0]",),
        "p runs from 0 to r - 1, because of k[r-p-1]",
    ),
    (
        "dL/dw[j]",
        "sum(i, delta[i]*x[i])",
        "larochelle",
        "n = 2, r = 2, at p = 0",
        "delta[0]*x[0]",
        ("because a[0] = k[1]*x[0] + k[0]*x[1] reads k[0] with x[1]",),
        "i runs from 0 to n - r, because of delta[i]",
    ),
    (
        "dL/dw[j]",
        "sum(i, delta[i]*x[i])",
        "gibiansky",
        "N = 2, m = 2, at a = 1",
        "delta[0]*y[0]",
        ("because x[0] = omega[0]*y[0] + omega[1]*y[1] reads omega[1] with y[1]",),
        "i runs from 0 to N - m, because of delta[i]",
    ),
]


@pytest.mark.parametrize(("wanted", "answer", "notation", "place", "yours", "because", "range_"), ROWS)
def test_a_verdict_in_a_notation(wanted, answer, notation, place, yours, because, range_):
    found, question = PLAIN.check(wanted, answer), PLAIN.wanted(wanted)
    case = retold.case(found.counterexample, notation, PLAIN, question)
    assert (case.place, case.yours, case.because[: len(because)]) == (place, yours, because)
    assert [retold.range_of(each, notation, PLAIN, question) for each in found.ranges] == [range_]


def test_the_line_written_out_strikes_out_the_same_products():
    found, question = PLAIN.check("dL/dx[k]", "sum(j=0..m-1, delta[k+j]*w[j])"), PLAIN.wanted("dL/dx[k]")
    (one,) = found.unrolled
    told = retold.unrolled(one, "goodfellow", PLAIN, question)
    assert [counts for _, counts in told.products] == [counts for _, counts in one.products]
    assert (one.place, one.products[0]) == ("n = 4, m = 2, at k = 1", ("delta[1]*w[0]", True))
    assert (told.place, told.products[0]) == ("N = 4, M = 2, at k = 2", ("G[2]*K[1]", True))


TABLES = [
    ("goodfellow", {"N": 3, "M": 2}, ("Z[1]", "Z[2]"), ("K[1]", "K[2]"), (("V[1]", "0"), ("V[2]", "V[1]"))),
    ("larochelle", {"n": 3, "r": 2}, ("a[0]", "a[1]"), ("k[0]", "k[1]"), (("0", "x[0]"), ("x[0]", "x[1]"))),
    ("pytorch", {"n": 3, "kernel_size": 2}, ("out[0]", "out[1]"), ("weight[0]", "weight[1]"), None),
]


@pytest.mark.parametrize(("notation", "sizes", "rows", "columns", "yours"), TABLES)
def test_the_tables_of_derivatives_in_a_notation(notation, sizes, rows, columns, yours):
    question, wanted = PLAIN.question("dL/dw[j]"), PLAIN.wanted("dL/dw[j]")
    formula = PLAIN.check("dL/dw[j]", "sum(i, delta[i]*x[i-j])").formula
    found = tables(question, formula, {"n": 3, "m": 2})
    told = retold.jacobians(found, notation, PLAIN, wanted)
    assert (told.sizes, told.rows, told.columns) == (sizes, rows, columns)
    assert yours is None or told.yours == yours
    differing = {(i, k) for i in range(2) for k in range(2) if told.yours[i][k] != told.right[i][k]}
    assert told.wrong == differing
    assert retold.jacobians(found, "flipside", PLAIN, wanted) == found


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(
    "answer",
    [
        "sum(i, delta[i]*w[k-i])",
        "sum(q, delta[q+k-m+1]*w[m-1-q])",
        "sum(i, j, delta[i]*w[j]*[i+j == k])",
        "sum(m, delta[k-m]*w[m])",
        "sum(j, w[j])*sum(i, delta[i+k])",
        "sum(i, 2*delta[i-1])",
    ],
)
def test_each_range_can_be_told_in_each_notation(notation, answer):
    question = PLAIN.wanted("dL/dx[k]")
    ranges = PLAIN.check(question, answer).ranges
    assert ranges
    for each in ranges:
        assert " runs from " in retold.range_of(each, notation, PLAIN, question)
    assert retold.range_of(ranges[0]) == retold.range_of(ranges[0], "flipside", PLAIN, question)
