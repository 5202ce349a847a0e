"""The reasons in a smallest case are true: they tell the one way from output to entry, where there is one."""

import pytest

from engine import Layer

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
BELOW = Layer(["h[i] = sigma(y[i])", "z[i] = sum(j, w[j]*h[i+j])"], y="n", h="n", w="m", z="n-m+1")
RESIDUAL = Layer(["h[i] = sigma(x[i])", "z[i] = x[i] + h[i+1]"], x="n", h="n", z="n")
POOLED = Layer(["z[i] = max(j=0..1, x[2*i+j])"], x="2*n", z="n")
MIXED = Layer(["z[i] = w[0]*x[i]", "a[i] = sigma(z[i] + x[i])"], x="n", w="m", z="n", a="n")
TWICE = Layer(["y[i] = sum(j, v[j]*x[i+j])", "z[i] = sum(j, w[j]*y[i+j])"], x="n", v="m", w="m", y="n-m+1", z="n-2*m+2")


def active(function: str) -> Layer:
    lines = ["z[i] = sum(j, w[j]*x[i+j])", f"a[i] = {function}(z[i])"]
    return Layer(lines, x="n", w="m", z="n-m+1", a="n-m+1")


def because(layer: Layer, wanted: str, answer: str) -> tuple[str, ...]:
    case = layer.check(wanted, answer).counterexample
    assert len(case.because) == len(case.missing) + len(case.extra)
    return case.because


def test_each_product_of_a_sum_of_products_has_its_reason():
    assert because(PLAIN, "dL/dx[k]", "sum(j, delta[k+j]*w[j])") == (
        "because z[0] = w[0]*x[0] + w[1]*x[1] reads x[1] with w[1]",
        "because z[2] = w[0]*x[2] + w[1]*x[3] never reads x[1]",
    )


def test_a_product_that_comes_about_is_not_said_to_be_too_much():
    assert because(PLAIN, "dL/dw[j]", "2*sum(i, delta[i]*x[i+j])") == ("",)
    assert because(PLAIN, "dL/dw[j]", "-sum(i, delta[i]*x[i+j])") == (
        "because z[0] = w[0]*x[0] reads w[0] with x[0]",
        "",
    )


@pytest.mark.parametrize(
    ("function", "slope"),
    [
        ("sigma", "sigma'(z[0])"),
        ("relu", "relu'(z[0])"),
        ("exp", "exp(z[0])"),
    ],
)
def test_behind_an_activation_its_slope_is_part_of_the_reason(function, slope):
    assert because(active(function), "dL/dx[k]", f"sum(j, delta[k+j]*{slope.replace('0', 'k+j')}*w[j])") == (
        f"because a[0] = {function}(z[0]) has the slope {slope}, and z[0] = w[0]*x[0] + w[1]*x[1] reads x[1] with w[1]",
        f"because a[2] = {function}(z[2]), and z[2] = w[0]*x[2] + w[1]*x[3] never reads x[1]",
    )


def test_a_slope_of_several_terms_is_the_reason_of_each():
    said = "because a[0] = tanh(z[0]) has the slope 1 - tanh(z[0])^2, and z[0] = w[0]*x[0] reads x[0] with w[0]"
    assert because(active("tanh"), "dL/dx[k]", "0") == (said, said)


def test_a_slope_that_is_left_out_is_named():
    said = "because a[0] = sigma(z[0]) has the slope sigma'(z[0])"
    assert because(active("sigma"), "dL/dz[i]", "delta[i]*a[i]") == (said, said)
    said += ", and z[0] = w[0]*x[0] reads x[0] with w[0]"
    assert because(active("sigma"), "dL/dx[k]", "sum(j, delta[k-j]*w[j])") == (said, said)


def test_an_entry_below_an_activation_is_reached_through_what_is_made_of_it():
    assert because(BELOW, "dL/dy[k]", "sigma'(y[k])*sum(j, delta[k+j]*w[j])") == (
        "because z[0] = h[0]*w[0] + h[1]*w[1] reads h[1] with w[1], and h[1] = sigma(y[1]) has the slope sigma'(y[1])",
        "because z[2] = h[2]*w[0] + h[3]*w[1] never reads h[1], where h[1] = sigma(y[1])",
    )


def test_an_activation_never_reads_another_place():
    assert because(active("sigma"), "dL/dz[i]", "delta[i+1]*sigma'(z[i+1])")[1:] == (
        "because a[1] = sigma(z[1]) never reads z[0]",
    )


@pytest.mark.parametrize(
    ("layer", "wanted", "answer"),
    [
        (RESIDUAL, "dL/dx[k]", "delta[k]*sigma'(x[k])"),
        (POOLED, "dL/dx[k]", "delta[k]"),
        (MIXED, "dL/dw[j]", "sum(i, delta[i]*x[i+j])"),
        (TWICE, "dL/dx[k]", "sum(j, delta[k-j]*w[j])"),
    ],
    ids=["two ways", "a maximum", "a function of a sum", "two sums"],
)
def test_nothing_is_said_where_no_single_plain_way_leads_to_the_entry(layer, wanted, answer):
    assert set(because(layer, wanted, answer)) == {""}
