"""The reasons in a smallest case are true: nothing is said where a function stands between output and entry."""

from engine import Layer

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
ACTIVE = Layer(["z[i] = sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1")


def test_each_product_of_a_sum_of_products_has_its_reason():
    case = PLAIN.check("dL/dx[k]", "sum(j, delta[k+j]*w[j])").counterexample
    assert case.because == (
        "because z[0] = w[0]*x[0] + w[1]*x[1] reads x[1] with w[1]",
        "because z[2] = w[0]*x[2] + w[1]*x[3] never reads x[1]",
    )


def test_nothing_is_said_through_a_function():
    for wanted, answer in (("dL/dz[i]", "delta[i]*a[i]"), ("dL/dx[k]", "sum(j, delta[k-j]*w[j])")):
        case = ACTIVE.check(wanted, answer).counterexample
        assert case.missing
        assert case.extra
        assert set(case.because) == {""}
