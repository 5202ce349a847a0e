"""Verdicts on single formulas: the rows that the course stands on."""

import pytest

from engine import Layer
from engine.grading.array_lengths import ANOTHER_LENGTH
from engine.grading.grade import RIGHT

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
LONG = Layer("z[i] = sum(j, w[j]*x[i+j])", x="100", w="m", z="101-m")
HALVED = Layer("z[i] = x[i//4//4]", x="n", z="n")
CIRCULAR = Layer("z[i] = sum(j, w[j]*x[(i+j)%n])", x="n", w="m", z="n")
STRIDED = Layer("z[i] = sum(j, w[j]*x[s*i + d*j])", x="n", w="m", z="(n-d*(m-1)-1)//s+1")
SQUARE = Layer("z[i] = x[i]*x[i]*w[0]", x="n", w="m", z="n")
PLANE = Layer("z[i,j] = sum(u,v, w[u,v]*x[i+u,j+v])", x="h, l", w="m, r", z="h-m+1, l-r+1")
CHANNELS = Layer("z[o,i,j] = sum(c,u,v, w[o,c,u,v]*x[c,i+u,j+v])", x="c, h, l", w="o, c, m, r", z="o, h-m+1, l-r+1")
STRIDING = Layer("z[i] = sum(j, w[j]*x[s*i+j])", x="n", w="m", z="(n-m)//s+1")
AVERAGING = Layer("z[i] = sum(j=0..m-1, x[s*i+j])/m", x="n", z="(n-m)//s+1")
POOLING = Layer("z[i] = max(j=0..m-1, x[s*i+j])", x="n", z="(n-m)//s+1")
PLANE_POOLING = Layer("z[i,j] = max(u=0..m-1, v=0..r-1, x[i+u,j+v])", x="h, l", z="h-m+1, l-r+1")
SQUARE_POOLING = Layer(
    "z[c,i,j] = max(u=0..m-1, v=0..m-1, x[c,s*i+u,s*j+v])", x="c, h, l", z="c, (h-m)//s+1, (l-m)//s+1"
)
PADDED = Layer("z[i] = sum(j, w[j]*x[i+j-p])", x="n", w="m", z="n+2*p-m+1")
ACTIVE = Layer(["z[i] = b + sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"], x="n", w="m", z="n-m+1", a="n-m+1", b="")
BIASED_RELU = Layer(["z[i] = b + x[i]", "a[i] = relu(z[i])"], x="n", z="n", a="n", b="")
TANH_OF_RELU = Layer(["c[i] = relu(x[i])", "a[i] = tanh(c[i])"], x="n", c="n", a="n")
INDEX_PRODUCT = Layer("z[i] = sum(j, w[j]*x[i*j])", x="n", w="m", z="n")
UNDEFINED = Layer("z[i] = sum(j, w[j]*x[i+j])/(m-2)", x="n", w="m", z="n-m+1")
NUMBERED = Layer("z[i] = sum(j, w[j]*x[i+j])", x="5", w="2", z="4")
BATCHED = Layer(
    "z[t,o,i,j] = b[o] + sum(c,u,v, w[o,c,u,v]*x[t,c,s*i+d*u,s*j+d*v])",
    x="t, c, h, l",
    w="o, c, m, r",
    z="t, o, (h-d*(m-1)-1)//s+1, (l-d*(r-1)-1)//s+1",
    b="o",
)

DX, DW = "dL/dx[k]", "dL/dw[j]"

ROWS = [
    (UNDEFINED, DX, "sum(j=0..m-1, delta[k-j]*w[j])/(m-2)", "correct", None),
    (UNDEFINED, DX, "sum(j=0..m-2, delta[k-j]*w[j])/(m-2)", "wrong", "wrong-range"),
    (UNDEFINED, DX, "delta[k]*w[0]/(m-2) + delta[k-1]*w[1]/(m-2)", "wrong", None),
    (NUMBERED, DX, "delta[k]*w[0] + delta[k-1]*w[1]", "correct", None),
    (PLAIN, "z[i]", "pad(z, 0)[i]", "unfinished", None),
    (PLAIN, "z[i]", "flip(z)[n-m-i]", "unfinished", None),
    (NUMBERED, DX, "delta[k]*w[0] + delta[k]*w[1]", "wrong", "off-by-one"),
    (NUMBERED, "z[i]", "w[0]*x[i] + w[1]*x[i]", "wrong", "off-by-one"),
    (
        SQUARE_POOLING,
        "dL/dx[c,p,q]",
        "sum(u=0..m-1, v=0..m-1, delta[c,(p-u)/s,(q-v)/s]*[x[c,p,q] == z[c,(p-u)/s,(q-v)/s]])",
        "correct",
        None,
    ),
    (
        SQUARE_POOLING,
        "dL/dx[c,p,q]",
        "sum(u=0..7, v=0..7, delta[c,(p-u)/s,(q-v)/s]*[x[c,p,q] == z[c,(p-u)/s,(q-v)/s]])",
        "wrong",
        "wrong-range",
    ),
    (INDEX_PRODUCT, "dL/dx[k]", "sum(i, j, delta[i]*w[j]*[i*j == k])", "correct", None),
    (BIASED_RELU, "dL/db", "sum(i, delta[i]*relu'(z[i]))", "correct", None),
    (BIASED_RELU, "dL/db", "sum(i, delta[i]*relu'(z[i])*[b < 0])", "wrong", None),
    (TANH_OF_RELU, "dL/dx[k]", "delta[k]*(1 - tanh(c[k])^2)*relu'(x[k])", "correct", None),
    (TANH_OF_RELU, "dL/dx[k]", "delta[k]*(1 - tanh(x[k])^2)*[x[k] > 0]", "correct", None),
    (TANH_OF_RELU, "dL/dx[k]", "delta[k]*(1 - tanh(c[k])^2)", "wrong", "missing-factor"),
    (TANH_OF_RELU, "dL/dx[k]", "(1 + 10^-9)*delta[k]*(1 - tanh(c[k])^2)*relu'(x[k])", "unreadable", None),
    (TANH_OF_RELU, "dL/dx[k]", "1.00001*delta[k]*(1 - tanh(c[k])^2)*relu'(x[k])", "wrong", "wrong-scale"),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j])", "correct", None),
    (PLAIN, DX, "sum(w[j]*delta[k-j] for j in range(m))", "correct", None),
    (PLAIN, DX, "Σ_j w_j·δ_{k−j}", "correct", None),
    (PLAIN, DX, "sum(i, delta[i] w[k-i])", "correct", None),
    (PLAIN, DX, "sum(j, w[m-1-j]*delta[k-m+1+j])", "correct", None),
    (PLAIN, DX, "dL/dx[i] = sum(j=0..m-1, w[j] delta[i-j])", "correct", None),
    (PLAIN, DX, r"\sum_{j=0}^{m-1} w_j\,\delta_{k-j}", "correct", None),
    (PLAIN, DX, "conv(delta, w, full)", "correct", None),
    (PLAIN, DX, "conv(w, delta)", "correct", None),
    (PLAIN, DX, "corr(pad(delta, m-1), flip(w))", "correct", None),
    (PLAIN, DX, "sum(j, delta[k+j]*w[j])", "wrong", "no-flip"),
    (PLAIN, DX, "sum(j, delta[k-j]*w[m-1-j])", "wrong", "no-flip"),
    (PLAIN, DX, "corr(delta, w, full)", "wrong", "no-flip"),
    (PLAIN, DX, "conv(delta, w, valid)", "wrong", "valid-not-full"),
    (PLAIN, DX, "sum(j, delta[k-j-1]*w[j])", "wrong", "off-by-one"),
    (PLAIN, DX, "sum(j, w[j])", "wrong", "no-chain-rule"),
    (PLAIN, DX, "sum(j=0..m-2, delta[k-j]*w[j])", "wrong", "wrong-range"),
    (PLAIN, DX, "sum(j, x[k-j]*w[j])", "wrong", "wrong-array"),
    (PLAIN, DX, "0", "wrong", None),
    (PLAIN, "dL/dw[j]", "0", "wrong", None),
    (PLAIN, "z[i]", "0", "wrong", None),
    (PLAIN, DX, "2*sum(j, delta[k-j]*w[j])", "wrong", "wrong-scale"),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j])/m", "wrong", "wrong-scale"),
    (PLAIN, DX, "-sum(j, delta[k-j]*w[j])", "wrong", "wrong-sign"),
    (PLAIN, DX, "sum(j, delta[k-j])", "wrong", "missing-factor"),
    (PLAIN, DX, "sum(i, delta[i]*x[i+k])", "wrong", "wrong-operation"),
    (PLAIN, DX, "sum(i,j, delta[i]*w[j]*[i+j==k])", "unfinished", None),
    (PLAIN, DX, "sum(i,j, delta[i]*w[j]*[i+j<=k]*[i+j>=k])", "unfinished", None),
    (PLAIN, DX, "sum(i,j, delta[i]*w[j]*[i+j<k+1]*[k-1<i+j])", "unfinished", None),
    (PLAIN, DX, "sum(i,j, delta[i]*w[j]*(1-[i+j != k]))", "unfinished", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]*[j<=k]*[j>=0])", "correct", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]*[j<=k]) + sum(j, delta[k-j]*w[j]*[j>k])", "correct", None),
    (PLAIN, DX, "sum(i, delta[i]*d(z[i], x[k]))", "unfinished", None),
    (PLAIN, DX, "dL/dx[k]", "unfinished", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) = dL/dx[k]", "correct", None),
    (PLAIN, DX, r"\sum_j \delta_{k-j} w_j = \frac{\partial L}{\partial x_k}", "correct", None),
    (PLAIN, DX, r"\frac{\partial L}{\partial x_k} \equiv \sum_j \delta_{k-j} w_j", "correct", None),
    (PLAIN, DX, r"\sum_{i,j} \delta_i w_j [i+j \equiv k]", "unfinished", None),
    (PLAIN, DX, "sum(j, delta[k+j]*w[j]) = dL/dx[k]", "wrong", "no-flip"),
    (PLAIN, DX, "sum(i, delta[i]*d(z[i], x[k])) = sum(j, delta[k-j]*w[j]) = dL/dx[k]", "correct", None),
    (PLAIN, DX, "dL/dx[k] = dL/dx[k]", "unfinished", None),
    (PLAIN, DX, "sum(j, dz[k-j]*w[j])", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j)*w[j])", "unreadable", None),
    (PLAIN, DX, "delta[k-j]*w[j]", "unreadable", "missing-sum"),
    (PLAIN, DX, "sum(j, 1)", "unreadable", None),
    (PLAIN, DX, "", "unreadable", None),
    (PLAIN, DW, "sum(i, delta[i]*x[i+j])", "correct", None),
    (PLAIN, DW, "corr(x, delta)", "correct", None),
    (PLAIN, DW, "corr(x, delta)[j]", "correct", None),
    (PLAIN, DW, "sum(i, delta[i]*x[i-j])", "wrong", "needless-flip"),
    (PLAIN, DW, "conv(x, delta, valid)", "wrong", "needless-flip"),
    (PLAIN, DW, "conv(delta, w)", "wrong", "wrong-operation"),
    (PLAIN, DX, "corr(x, delta)", "wrong", "wrong-operation"),
    (PADDED, DW, "sum(i, delta[i]*x[2*i+j-p])", "wrong", None),
    (PLAIN, DW, "sum(i, delta[i]*x[i+m-1-j])", "wrong", "needless-flip"),
    (PLAIN, DW, "sum(i=0..m-1, delta[i]*x[i+j])", "wrong", "wrong-range"),
    (PLAIN, DW, "sum(i, x[i+j])", "wrong", "no-chain-rule"),
    (PLAIN, DW, "sum(i, delta[i]*x[i+j])/(n-m+1)", "wrong", "wrong-scale"),
    (PLAIN, "z[i]", "sum(j, w[j]*x[i+j])", "correct", None),
    (PLAIN, "z[i]", "sum(j=1..m, w[j]*x[i+j-1])", "wrong", "counts-from-one"),
    (PLAIN, "z[i]", "sum(j, w[j]*x[i-j])", "wrong", "needless-flip"),
    (PLAIN, "z[i]", "z[i]", "unfinished", None),
    (PLAIN, "z[i]", "sum(j, w[j]*x[i+j]) = z[i]", "correct", None),
    (PLAIN, "dz[i]/dx[k]", "w[k-i]", "correct", None),
    (PLAIN, "dz[i]/dx[k]", "w[i-k]", "wrong", "no-flip"),
    (STRIDED, DX, "sum(j, delta[(k-d*j)/s]*w[j])", "correct", None),
    (STRIDED, DX, "conv(dilate(delta, s), dilate(w, d), full)", "correct", None),
    (STRIDED, DX, "sum(j, delta[(k-d*j)/s]*w[j]) + w[0]*delta[d/s]", "wrong", None),
    (STRIDED, DX, "sum(j, delta[(k-d*j)/s]*w[j])*(s//d+d//s)", "wrong", None),
    (STRIDED, DX, "sum(j, delta[(k-d*j)/s]*w[j])*((s-d)/(s-d))", "unreadable", None),
    (STRIDED, DX, "sum(j, delta[(k-d*j)/s]*w[j]) + [s == 5]*x[k]", "unreadable", None),
    (STRIDED, DX, "sum(j, delta[(k-d*j)/s]*w[j])*[n != 30]", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + [n == 5*m]*x[k]", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j])*[n >= m]", "correct", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + [n >= 30]*[n <= 30]*x[k]", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + ([29 < n] - [n > 30])*x[k]", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + [n > 1000]*x[k]", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + [k > 10*10*10]*x[k]", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + (n//1000)*x[k]", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + sum(i=1000..n, x[k])", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + sum(i=0..n-1000, x[k])", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + x[k+500]", "unreadable", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + (n//61)*x[k]", "wrong", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + [k >= 50]*[k <= 50]*x[k]", "wrong", None),
    (STRIDING, DX, "sum(j, delta[(k-j)/s]*w[j]) + delta[7]*w[7]*x[30]", "wrong", None),
    (HALVED, DX, "sum(i, delta[i])*[k == 0]", "wrong", None),
    (HALVED, DX, "sum(j=0..15, delta[16*k+j])", "correct", None),
    (STRIDING, DX, "sum(j, delta[(k-j)/s]*w[j]) + delta[3*s^2]*w[5]", "wrong", None),
    (STRIDING, DX, "sum(j, delta[(k-j)/s]*w[j]) + x[k+40*s]", "wrong", None),
    (STRIDING, DX, "sum(j, delta[(k-j)/s]*w[j]) + sum(j, delta[3*s+j]*w[j+5])", "wrong", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + delta[m+3]*w[4]", "wrong", None),
    (PLAIN, DX, "sum(j, delta[k-j]*w[j]) + delta[n]", "correct", None),
    (STRIDING, DX, "sum(j, delta[(k-j)/s]*w[j]) + delta[3]*w[7]*[s > 2]", "wrong", None),
    (PLANE, "dL/dx[p,q]", "sum(u,v, delta[p-u,q-v]*w[u,v]) + delta[2,2]*w[2,2]*x[p,q]", "wrong", None),
    (PLANE, "dL/dx[p,q]", "sum(u,v, delta[p-u,q-v]*w[u,v]) + delta[9,0]*w[5,0]*x[12,0]", "wrong", None),
    (CHANNELS, "dL/dx[c,p,q]", "sum(o,u,v, delta[o,p-u,q-v]*w[o,c,u,v]) + delta[3,2,2]*w[3,2,2,2]", "wrong", None),
    (AVERAGING, DX, "sum(j=0..m-1, delta[(k-j)/s])/m", "correct", None),
    (AVERAGING, DX, "sum(j=0..m-1, delta[(k-j)/s])/m + sum(i, delta[i]*[i >= 1]*[k+s*i <= m-1])", "wrong", None),
    (LONG, DX, "sum(j, delta[k-j]*w[j])*[k <= 99]", "correct", None),
    (CIRCULAR, DX, "sum(j, w[j]*delta[(k-j)%n])", "correct", None),
    (CIRCULAR, DX, "sum(j, w[j]*(delta[k-j] + delta[k-j+n]))", "wrong", None),
    (CIRCULAR, DW, "sum(i, delta[i]*(x[i+j] + x[i+j-n]))", "wrong", None),
    (STRIDED, DX, "sum(j, delta[k-d*j]*w[j])", "wrong", "stride-ignored"),
    (STRIDED, DX, "sum(j, delta[(k-j)/s]*w[j])", "wrong", "dilation-ignored"),
    (STRIDED, DX, "sum(j, delta[s*k-d*j]*w[j])", "wrong", "misplaced-step"),
    (STRIDED, DX, "sum(j, delta[(k+d*j)/s]*w[j])", "wrong", "no-flip"),
    (STRIDED, DW, "sum(i, delta[i]*x[i+d*j])", "wrong", "stride-ignored"),
    (PADDED, DX, "sum(j, delta[k+p-j]*w[j])", "correct", None),
    (PADDED, DX, "sum(j, delta[k-j]*w[j])", "wrong", "padding-ignored"),
    (PADDED, DX, "sum(j, delta[k-p-j]*w[j])", "wrong", "misplaced-step"),
    (SQUARE, DX, "2*delta[k]*x[k]*w[0]", "correct", None),
    (SQUARE, DX, "delta[k]*x[k]*w[0]", "wrong", "wrong-scale"),
    (SQUARE, DX, "2*x[k]*w[0]", "wrong", "no-chain-rule"),
    (CHANNELS, "dL/dx[c,p,q]", "sum(o,u,v, delta[o,p-u,q-v]*w[o,c,u,v])", "correct", None),
    (CHANNELS, "dL/dx[c,p,q]", "Σ_{o,u,v} δ_{o,p-u,q-v} w_{ocuv}", "correct", None),
    (CHANNELS, "dL/dx[c,p,q]", "sum(o,u,v, delta[o,p+u,q+v]*w[o,c,u,v])", "wrong", "no-flip"),
    (CHANNELS, "dL/dx[c,p,q]", "sum(o,u,v, delta[o,p-u,q+v]*w[o,c,u,v])", "wrong", "flipped-one-axis"),
    (CHANNELS, "dL/dx[c,p,q]", "sum(o,u,v, delta[o,p-u,q-v]*w[o,c,v,u])", "wrong", "swapped-axes"),
    (CHANNELS, "dL/dx[c,p,q]", "sum(u,v, delta[0,p-u,q-v]*w[0,c,u,v])", "wrong", "missing-sum"),
    (ACTIVE, "dL/db", "sum(i, 1)", "unreadable", None),
    (ACTIVE, "dL/db", "sum(i, delta[0])", "unreadable", None),
    (ACTIVE, "dL/db", "sum(i, delta[i]*sigma'(z[i])) + sum(i, 1)", "unreadable", None),
    (ACTIVE, "dL/db", "sum(i, delta[i] + 1)", "unreadable", None),
    (ACTIVE, DX, "sum(j, delta[k-j]*sigma'(z[k-j])*w[j])", "correct", None),
    (ACTIVE, DX, "sum(j, delta[k-j]*w[j])", "wrong", "missing-factor"),
    (ACTIVE, "dL/db", "sum(i, delta[i]*sigma'(z[i]))", "correct", None),
    (ACTIVE, "dL/db", "delta[0]*sigma'(z[0])", "wrong", "missing-sum"),
    (ACTIVE, "a[i]", "sigma(sum(j, w[j]*x[i+j]))", "wrong", "missing-term"),
]

SHORT = "This is right for {}. Write it so that it holds for any number of them: add over an index."
RANGE = "A sum runs over the wrong range: it stops too early, starts too late, or goes on too far."
NUMBERS = [
    # right only as long as the arrays are no longer than the numbers in the answer reach
    (PLAIN, "z[i]", "w[0]*x[i] + w[1]*x[i+1]", SHORT.format("two weights")),
    (PLAIN, "z[i]", "w[0]*x[i] + w[1]*x[i+1] + w[2]*x[i+2] + w[3]*x[i+3]", SHORT.format("four weights")),
    (PLAIN, DX, "delta[k]*w[0] + delta[k-1]*w[1] + delta[k-2]*w[2]", SHORT.format("three weights")),
    (PLAIN, DW, "delta[0]*x[j] + delta[1]*x[j+1] + delta[2]*x[j+2]", SHORT.format("three outputs")),
    (PLAIN, DW, "delta[0]*x[j] + delta[1]*x[j+1] + delta[2]*x[j+2] + delta[3]*x[j+3]", SHORT.format("four outputs")),
    (PLAIN, DX, " + ".join(f"delta[k-{j}]*w[{j}]" for j in range(5)), SHORT.format("five weights")),
    (PLAIN, DX, " + ".join(f"delta[{i}]*w[k-{i}]" for i in range(5)), SHORT.format("five outputs")),
    (PLAIN, DX, " + ".join(f"delta[k-{j}]*w[{j}]" for j in range(12)), SHORT.format("12 weights")),
    (PLAIN, DX, "sum(j=0..9, delta[k-j]*w[j])", RANGE),
    (CHANNELS, "dL/dx[c,p,q]", "sum(u,v,o=0..4, delta[o,p-u,q-v]*w[o,c,u,v])", RANGE),
    (CHANNELS, "dL/dx[c,p,q]", "sum(o,u=0..11,v=0..11, delta[o,p-u,q-v]*w[o,c,u,v])", RANGE),
    (BATCHED, "dL/dx[t,c,p,q]", "sum(o=0..9,u,v, delta[t,o,(p-d*u)/s,(q-d*v)/s]*w[o,c,u,v])", RANGE),
    (CHANNELS, "z[o,i,j]", "sum(u,v,c=0..4, w[o,c,u,v]*x[c,i+u,j+v])", RANGE),
]


@pytest.mark.parametrize(("layer", "wanted", "answer", "message"), NUMBERS, ids=lambda each: str(each)[:60])
def test_a_number_is_no_length(layer, wanted, answer, message):
    found = layer.check(wanted, answer)
    assert (found.verdict, found.message) == ("wrong", message)
    assert found.counterexample.missing


AT_EDGES = [
    # right on sizes in the middle; wrong on the shortest arrays, or where one length alone is long
    (PLAIN, DW, "sum(i=0..n-2, delta[i]*x[i+j])", {"n": 1, "m": 1}),
    (PLAIN, DW, "sum(i=0..2*m, delta[i]*x[i+j])", {"n": 4, "m": 1}),
    (PLAIN, DX, "sum(i=0..n-2, delta[i]*w[k-i])", {"n": 1, "m": 1}),
    (PLAIN, DX, "sum(i=0..m+1, delta[i]*w[k-i])", {"n": 4, "m": 1}),
    (PLAIN, DX, "sum(i=0..m+7, delta[i]*w[k-i])", {"n": 12, "m": 1}),
    (PLAIN, "z[i]", "sum(j=0..2*m-3, w[j]*x[i+j])", {"n": 1, "m": 1}),
    (PLAIN, "z[i]", "sum(j=0..n+m-3, w[j]*x[i+j])", {"n": 1, "m": 1}),
    (PLAIN, "z[i]", "sum(j, w[j]*x[i+j]*[j < n-2])", {"n": 1, "m": 1}),
    (ACTIVE, "dL/db", "sum(i=0..2*m, delta[i]*sigma'(z[i]))", {"n": 4, "m": 1}),
    (PADDED, "dL/dw[j]", "sum(i=0..n+m, delta[i]*x[i+j-p])", {"n": 1, "m": 1, "p": 3}),
    (PADDED, DX, "sum(j=0..n+1, delta[k+p-j]*w[j])", None),
    (STRIDING, "z[i]", "sum(j=0..2*m//s, w[j]*x[s*i+j])", None),
    (STRIDING, DX, "sum(j=0..(n+m)//s, delta[(k-j)/s]*w[j])", None),
    (POOLING, DX, "sum(j=0..3, delta[(k-j)/s]*[x[k] == z[(k-j)/s]])", None),
    (POOLING, DX, "sum(i=k//s-3..k//s, delta[i]*[x[k] == z[i]])", None),
    (PLANE_POOLING, "dL/dx[p,q]", "sum(u=0..7, v=0..r-1, delta[p-u,q-v]*[x[p,q] == z[p-u,q-v]])", None),
    (PLAIN, DX, "sum(i=0..(n-m)*n//6, delta[i]*w[k-i])", {"n": 2, "m": 1}),
    (CHANNELS, "z[o,i,j]", "sum(u=0..2*m-3,v,c, w[o,c,u,v]*x[c,i+u,j+v])", None),
    (CHANNELS, "dL/dw[o,c,u,v]", "sum(i=0..h-2,j, delta[o,i,j]*x[c,i+u,j+v])", None),
]


@pytest.mark.parametrize(("layer", "wanted", "answer", "sizes"), AT_EDGES, ids=lambda each: str(each)[:60])
def test_a_limit_that_is_wrong_on_some_sizes_only(layer, wanted, answer, sizes):
    found = layer.check(wanted, answer)
    assert (found.verdict, found.misconception, found.message) == ("wrong", "wrong-range", RANGE)
    assert found.counterexample.missing
    if sizes:
        assert found.counterexample.sizes == sizes


@pytest.mark.parametrize("factor", ["(m-1)/(m-1)", "(n-m)/(n-m)", "1/[m > 1]", "1/[n != m+1]"])
def test_what_divides_by_zero_on_some_sizes_has_no_value_there(factor):
    found = PLAIN.check(DX, f"sum(j, delta[k-j]*w[j])*{factor}")
    assert (found.verdict, found.message) == (
        "unreadable",
        "This divides by zero for some of the sizes, so it has no value there.",
    )


UNBROKEN = [
    # what only the limits tell, and rounding up as Python does it: -a//b is (-a)//b
    (STRIDING, "sum(a=0..(m-1-k%s)//s, delta[k//s-a]*w[s*a+k%s])", "correct"),
    (STRIDING, "sum(a=0..(m-1-k%s)//s-1, delta[k//s-a]*w[s*a+k%s])", "wrong"),
    (STRIDING, "sum(i=-(-(k-m+1)//s)..k//s, delta[i]*w[k-s*i])", "correct"),
    (STRIDING, "sum(i=-(m-1-k)//s+1..k//s, delta[i]*w[k-s*i])", "wrong"),
]


@pytest.mark.parametrize(("layer", "answer", "verdict"), UNBROKEN, ids=lambda each: str(each)[:60])
def test_limits_that_round(layer, answer, verdict):
    assert layer.check(DX, answer).verdict == verdict


def test_a_size_in_an_index_that_reads_nothing_on_most_sizes():
    found = PLAIN.check("z[i]", "sum(j, w[j]*x[i+j]) + w[i+n-1]")
    assert (found.verdict, found.misconception) == ("wrong", None)
    assert found.message == "It agrees for some lengths only; the case below shows others."
    assert found.counterexample.extra == ("w[0]",)


@pytest.mark.parametrize("answer", ["sum(j=1..s+1, w[j]*x[s*i-j]*x[j])", "sum(j=1..2*s, w[j]*x[s*i-j]*x[j])"])
def test_a_limit_that_goes_too_far_where_all_arrays_are_longer_than_a_window(answer):
    layer = Layer("z[i] = sum(j=1..s, w[j]*x[s*i-j]*x[j])", x="n", w="m", z="n+m-1")
    found = layer.check("z[i]", answer)
    assert (found.verdict, found.counterexample.extra) == ("wrong", ("w[2]*x[0]*x[2]",))


@pytest.mark.parametrize(
    ("definition", "wanted", "right", "wrong"),
    [
        ("z[i] = sum(j, w[j]*x[(i-j)/4])", "dL/dw[j]", "sum(i, delta[i]*x[(i-j)/4])", "3*sum(i, delta[i]*x[(i-j)/4])"),
        ("z[i] = x[i+4+4+4]", "dL/dx[k]", "delta[k-12]", "0"),
        ("z[i] = x[i+20]", "dL/dx[k]", "delta[k-20]", "delta[k-20]*w[1]"),
    ],
)
def test_arrays_are_so_long_that_the_right_answer_is_not_0_everywhere(definition, wanted, right, wrong):
    layer = Layer(definition, x="n", w="m", z="n", first_index=1)
    assert layer.check(wanted, right).verdict == "correct"
    assert layer.check(wanted, wrong).verdict == "wrong"


def test_what_is_0_for_all_lengths_is_right():
    assert Layer("z[i] = x[i]", x="n", w="m", z="n").check("dL/dw[j]", "0").verdict == "correct"


def test_a_limit_beyond_what_is_tried_is_said_to_hold_as_far_as_it_goes():
    found = PLAIN.check(DX, "sum(j=0..99, delta[k-j]*w[j])")
    assert found.verdict == "correct"
    assert found.message.endswith(
        "It holds while no array is longer than 99: write the length there, and it holds for all."
    )


@pytest.mark.parametrize(
    ("limits", "remark"),
    [
        ("-100..m-1", "The range reaches past the arrays; what lies outside counts 0, so it adds only zeros."),
        ("-5..m+70", "The range reaches past the arrays; what lies outside counts 0, so it adds only zeros."),
        ("0..2*m+100", "The range reaches past the arrays; what lies outside counts 0, so it adds only zeros."),
        ("-999..999", "It holds while no array is longer than 999: write the length there, and it holds for all."),
    ],
)
def test_a_range_may_reach_past_the_arrays_by_any_number(limits, remark):
    found = PLAIN.check(DX, f"sum(j={limits}, delta[k-j]*w[j])")
    assert (found.verdict, found.message) == ("correct", f"{RIGHT} {remark}")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("sum(j=0..1, delta[(k-j)/s]*w[j])", "correct"), ("sum(j, delta[(k-j)/s]*w[j]*[j < 1])", "wrong")],
)
def test_lengths_that_are_numbers_under_a_stride_that_is_none(answer, verdict):
    layer = Layer("z[i] = sum(j, w[j]*x[s*i+j])", x="9", w="2", z="4")
    assert layer.check(DX, answer).verdict == verdict


def test_a_line_of_a_derivation_with_a_range_that_is_short_on_some_sizes():
    lines = ["sum(i=0..n-2, delta[i]*d(z[i], w[j]))", "sum(i=0..n-2, delta[i]*x[i+j])"]
    found = PLAIN.check_derivation(DW, lines)
    assert (found.verdict, found.misconception, found.line) == ("wrong", "wrong-range", 0)


def test_a_line_of_a_derivation_with_a_number_for_a_length():
    written_out = " + ".join(f"delta[k-{j}]*w[{j}]" for j in range(5))
    found = PLAIN.check_derivation(DX, ["sum(i, delta[i]*d(z[i], x[k]))", written_out, "sum(j, delta[k-j]*w[j])"])
    assert (found.verdict, found.line) == ("wrong", 1)
    assert found.counterexample.missing == ("delta[0]*w[5]",)


@pytest.mark.parametrize(
    ("layer", "wanted", "answer", "verdict", "misconception"), ROWS, ids=lambda each: str(each)[:60]
)
def test_verdict(layer, wanted, answer, verdict, misconception):
    found = layer.check(wanted, answer)
    assert (found.verdict, found.misconception) == (verdict, misconception), str(found)
    assert found.message
    assert (found.counterexample is not None) == (verdict == "wrong")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("conv(delta, w)", "correct"),
        ("flip(conv(flip(delta), flip(w)))", "correct"),
        ("2*conv(delta, w) - conv(w, delta)", "correct"),
        ("sum(j, delta[k-j]*w[j])", "unfinished"),
        ("sum(j, delta[k-j]*w[j]) + 0*conv(delta, w)[k]", "unfinished"),
        ("sum(j, delta[k-j]*w[j]) + conv(x, w)[k] - conv(x, w)[k]", "unfinished"),
    ],
)
def test_the_form_of_a_convolution_needs_a_call_that_does_something(answer, verdict):
    assert PLAIN.check(DX, answer, form="convolution").verdict == verdict


@pytest.mark.parametrize(
    ("length", "wanted", "answer", "is_said"),
    [
        ("n", DX, "conv(delta, w)", True),
        ("n", DX, "conv(delta, w)[k]", False),
        ("n", DX, "sum(j, delta[k-j]*w[j])", False),
        ("n-m+1", DX, "conv(delta, w)", False),
        ("n-m+1", DX, "pad(conv(delta, w), 0)", False),
        ("n-m+1", DW, "corr(x, delta)", False),
        ("n-m+1", "z[i]", "corr(x, w)", False),
        ("n//m", DX, "conv(delta, w)", False),
    ],
)
def test_a_whole_array_of_another_length_is_told(length, wanted, answer, is_said):
    layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z=length)
    found = layer.check(wanted, answer)
    assert (found.verdict, ANOTHER_LENGTH in found.message) == ("correct", is_said), str(found)
