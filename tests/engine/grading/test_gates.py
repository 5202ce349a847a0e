"""Where values are compared, numbers come on both sides of each comparison: no gate stands open unseen."""

import pytest

from engine import Layer

BIASED = Layer("z[i]=relu(b+sum(j,w[j]*x[i+j]))", x="n", w="m", z="n-m+1", b="")
RELU = Layer("z[i]=relu(x[i])", x="n", z="n")
RELU_FROM_1 = Layer("z[i]=relu(x[i]-1)", x="n", z="n")
RELU_OF_TWO = Layer("z[i]=relu(x[i]-y[i]-1)", x="n", y="n", z="n")
MAX = Layer("z[i]=max(x[i],y[i])", x="n", y="n", z="n")
CLIPPED = Layer("z[i]=min(max(x[i],-1),1)", x="n", z="n")
RELU_6 = Layer("z[i]=min(max(x[i],0),6)", x="n", z="n")
SOFT_GATE = Layer("z[i]=log(1+exp(x[i]))*relu(w[i])", x="n", w="n", z="n")
LOG_OF_RELU = Layer("z[i]=log(relu(x[i])+1)", x="n", z="n")
LOG_AND_MAX = Layer("z[i]=log(x[i])+max(w[i],0)", x="n", w="n", z="n")
LOG_OF_REST = Layer("z[i]=log(1-p[i])", p="n", z="n")
LOG_SOFTMAX = Layer(["h[i]=relu(x[i])", "Z=sum(i=0..n-1,exp(h[i]))", "z[i]=h[i]-log(Z)"], x="n", h="n", Z="", z="n")
MAX_WITH_TANH = Layer("z[i]=max(tanh(x[i]),y[i])", x="n", y="n", z="n")
RELU_OF_TANH = Layer("z[i]=relu(tanh(x[i])-y[i])", x="n", y="n", z="n")
RELU_OF_EXP = Layer("z[i]=relu(exp(x[i])-y[i])", x="n", y="n", z="n")
TANH_OVER_FIFTH = Layer("z[i]=max(tanh(x[i]),1/5)", x="n", z="n")
EXP_RELU_6 = Layer("z[i]=exp(y[i])*min(max(x[i],0),6)", x="n", y="n", z="n")
TANH_RELU_6 = Layer("z[i]=tanh(y[i])*min(max(x[i]+3,0),6)/6", x="n", y="n", z="n")
PLAIN = Layer("z[i]=sum(j,w[j]*x[i+j])", x="n", w="m", z="n-m+1")
CROSS = Layer("z[i]=log(1-p[i])*t[i]", p="n", t="n", z="n")
DIVIDED = Layer(["v=sum(i,x[i]^2)/(n-1)", "z[i]=x[i]/v"], x="n", v="", z="n")
MAX_POOLING = Layer("z[i]=max(j=0..m-1,x[s*i+j])", x="n", z="(n-m)//s+1")

ROWS = [
    (MAX_POOLING, "dL/dx[k]", "sum(j=0..m-1,delta[(k-j)/s]*[x[k]==z[(k-j)/s]])", "correct"),
    (MAX_POOLING, "dL/dx[k]", "sum(j=0..5,delta[(k-j)/s]*[x[k]==z[(k-j)/s]])", "wrong"),
    (MAX_POOLING, "dL/dx[k]", "sum(j=0..11,delta[(k-j)/s]*[x[k]==z[(k-j)/s]])", "wrong"),
    (MAX_POOLING, "dL/dx[k]", "sum(j=0..33,delta[(k-j)/s]*[x[k]==z[(k-j)/s]])", "wrong"),
    (BIASED, "dL/dx[k]", "sum(j,delta[k-j]*w[j]*[sum(q,w[q]*x[k-j+q])>0])", "wrong"),
    (BIASED, "dL/dx[k]", "sum(j,delta[k-j]*w[j]*[b+sum(q,w[q]*x[k-j+q])>0])", "correct"),
    (BIASED, "dL/dx[k]", "sum(j,delta[k-j]*w[j]*relu'(b+sum(q,w[q]*x[k-j+q])))", "correct"),
    (BIASED, "dL/db", "sum(i,delta[i]*[sum(q,w[q]*x[i+q])>0])", "wrong"),
    (BIASED, "dL/db", "sum(i,delta[i]*[z[i]>0])", "correct"),
    (RELU, "dL/dx[k]", "delta[k]*[x[k]>5]", "wrong"),
    (RELU, "dL/dx[k]", "delta[k]*[x[k]>-20]", "wrong"),
    (RELU, "dL/dx[k]", "delta[k]*[x[k]>1/2]", "wrong"),
    (RELU, "dL/dx[k]", "delta[k]*[x[k]>0]", "correct"),
    (RELU, "dL/dx[k]", "delta[k]*[x[k]>=0]", "correct"),
    (RELU_FROM_1, "dL/dx[k]", "delta[k]*[x[k]>0]", "wrong"),
    (RELU_FROM_1, "dL/dx[k]", "delta[k]*[x[k]>1]", "correct"),
    (RELU_OF_TWO, "dL/dx[k]", "delta[k]*[x[k]>y[k]]", "wrong"),
    (RELU_OF_TWO, "dL/dx[k]", "delta[k]*[x[k]>y[k]+1]", "correct"),
    (MAX, "dL/dx[k]", "delta[k]*[x[k]>y[k]+1]", "wrong"),
    (MAX, "dL/dx[k]", "delta[k]*[x[k]>y[k]]", "correct"),
    (MAX, "dL/dx[k]", "delta[k]*[x[k]==z[k]]", "correct"),
    (CLIPPED, "dL/dx[k]", "0", "wrong"),
    (CLIPPED, "dL/dx[k]", "delta[k]*[x[k]==0]", "wrong"),
    (CLIPPED, "dL/dx[k]", "delta[k]*[x[k]<1]*[x[k]>-1]", "correct"),
    (RELU_6, "dL/dx[k]", "delta[k]*[x[k]>0]*[x[k]<100]", "wrong"),
    (RELU_6, "dL/dx[k]", "delta[k]*[x[k]>0]*[x[k]<6]", "correct"),
    (SOFT_GATE, "dL/dw[k]", "delta[k]*log(1+exp(x[k]))", "wrong"),
    (SOFT_GATE, "dL/dw[k]", "delta[k]*log(1+exp(x[k]))*[w[k]>0]", "correct"),
    (SOFT_GATE, "dL/dx[k]", "delta[k]*w[k]*exp(x[k])/(1+exp(x[k]))", "wrong"),
    (SOFT_GATE, "dL/dx[k]", "delta[k]*relu(w[k])/(1+exp(-x[k]))", "correct"),
    (LOG_OF_RELU, "dL/dx[k]", "delta[k]/(relu(x[k])+1)", "wrong"),
    (LOG_OF_RELU, "dL/dx[k]", "delta[k]*[x[k]>0]/(relu(x[k])+1)", "correct"),
    (LOG_AND_MAX, "dL/dw[k]", "delta[k]", "wrong"),
    (LOG_AND_MAX, "dL/dw[k]", "delta[k]*[w[k]>0]", "correct"),
    (LOG_SOFTMAX, "dL/dx[k]", "delta[k]-exp(z[k])*sum(i,delta[i])", "wrong"),
    (LOG_SOFTMAX, "dL/dx[k]", "relu'(x[k])*(delta[k]-exp(z[k])*sum(i,delta[i]))", "correct"),
    (LOG_OF_REST, "dL/dp[k]", "-delta[k]/(1-relu(p[k]))", "wrong"),
    (LOG_OF_REST, "dL/dp[k]", "-delta[k]/(1-p[k])", "correct"),
    (LOG_OF_REST, "dL/dp[k]", "-delta[k]*exp(-z[k])", "correct"),
    (MAX_WITH_TANH, "dL/dy[k]", "delta[k]*[y[k]>x[k]]", "wrong"),
    (MAX_WITH_TANH, "dL/dy[k]", "delta[k]*[y[k]==z[k]]", "correct"),
    (MAX_WITH_TANH, "dL/dy[k]", "delta[k]*[y[k]>=z[k]]", "correct"),
    (MAX_WITH_TANH, "dL/dx[k]", "delta[k]*[x[k]>y[k]]*(1-tanh(x[k])^2)", "wrong"),
    (MAX_WITH_TANH, "dL/dx[k]", "delta[k]*[y[k]<z[k]]*(1-z[k]^2)", "correct"),
    (RELU_OF_TANH, "dL/dx[k]", "delta[k]*[x[k]>y[k]]*(1-tanh(x[k])^2)", "wrong"),
    (RELU_OF_TANH, "dL/dx[k]", "delta[k]*[tanh(x[k])>y[k]]*(1-tanh(x[k])^2)", "correct"),
    (RELU_OF_EXP, "dL/dx[k]", "delta[k]*exp(x[k])*[1+x[k]>y[k]]", "wrong"),
    (RELU_OF_EXP, "dL/dx[k]", "delta[k]*exp(x[k])*[exp(x[k])>y[k]]", "correct"),
    (TANH_OVER_FIFTH, "dL/dx[k]", "delta[k]*[x[k]>0]*(1-tanh(x[k])^2)", "wrong"),
    (EXP_RELU_6, "dL/dx[k]", "delta[k]*exp(y[k])*[x[k]>0]", "wrong"),
    (TANH_RELU_6, "dL/dx[k]", "delta[k]*tanh(y[k])/6", "wrong"),
    (PLAIN, "dL/dx[k]", "sum(i,delta[i]*sum(j,w[j]*[x[i+j]==x[k]]))", "wrong"),
    (PLAIN, "dL/dw[j]", "sum(i,delta[i]*sum(k,x[i+k]*[w[k]==w[j]]))", "wrong"),
    (PLAIN, "dL/dx[k]", "sum(j, delta[k-j]*w[j])", "correct"),
    (PLAIN, "dL/dx[k]", "sum(j, delta[k-j]*w[j])*[exp(x[0]) > 0]", "correct"),
    (PLAIN, "dL/dx[k]", "sum(j, delta[k-j]*w[j])*[tanh(sum(a, b, x[a]*x[b])) < 2]", "correct"),
    (PLAIN, "dL/dx[k]", "sum(j, delta[k-j]*w[j])*[w[0]*w[0] >= 0]", "correct"),
    (CROSS, "dL/dt[k]", "delta[k]*log(1-p[k])", "correct"),
    (DIVIDED, "dL/dx[k]", "delta[k]/v", "wrong"),
    (MAX_POOLING, "dL/dx[k]", "sum(i=0..(n-m)//s, delta[i]*[x[k]==z[i]]*[0<=k-s*i]*[k-s*i<=m-1])", "correct"),
]


@pytest.mark.parametrize(("layer", "wanted", "answer", "verdict"), ROWS)
def test_a_gate(layer, wanted, answer, verdict):
    found = layer.check(wanted, answer)
    assert found.verdict == verdict
    assert (found.counterexample is None) == (verdict == "correct")


DERIVATIONS = [
    (
        PLAIN,
        "dL/dx[k]",
        (
            "sum(i, delta[i]*dz[i]/dx[k])",
            "= sum(i, delta[i]*sum(j, w[j]*[x[i+j] == x[k]]))",
            "= sum(j, delta[k-j]*w[j])",
        ),
        1,
    ),
    (PLAIN, "dL/dx[k]", ("sum(i, delta[i]*sum(j, w[j]*[i+j == k]))", "= sum(j, delta[k-j]*w[j])"), None),
    (RELU, "dL/dx[k]", ("delta[k]*relu'(x[k])", "= delta[k]*[x[k] > 1/2]"), 1),
    (RELU, "dL/dx[k]", ("delta[k]*relu'(x[k])", "= delta[k]*[x[k] > 0]"), None),
    (MAX_WITH_TANH, "dL/dy[k]", ("delta[k]*[y[k] == z[k]]", "= delta[k]*[y[k] > x[k]]"), 1),
]


@pytest.mark.parametrize(("layer", "wanted", "lines", "fails"), DERIVATIONS)
def test_a_gate_in_a_derivation(layer, wanted, lines, fails):
    found = layer.check_derivation(wanted, [f"{wanted} = {lines[0]}", *lines[1:]])
    assert found.line == fails
    assert found.verdict == ("correct" if fails is None else "wrong")
    if fails is not None:
        assert found.counterexample is not None
        assert "constant factor" not in found.message


COINCIDENCES = [
    "65536*32768*sum(j,delta[k-j]*w[j])",
    "sum(j,delta[k-j]*w[j])/(65536*32768)",
    "32768^2*2*sum(j,delta[k-j]*w[j])",
    "sum(j,delta[k-j]*w[j])+65536*32768-1",
    "((65536*32768)//1)*sum(j,delta[k-j]*w[j])",
    "sum(j,delta[k-j]*w[j])*sum(i=1..512,2048)*2048",
]


@pytest.mark.parametrize("answer", COINCIDENCES)
def test_a_number_that_is_another_one_modulo_a_prime_is_another_one(answer):
    found = PLAIN.check("dL/dx[k]", answer)
    assert found.verdict == "wrong"
    assert found.misconception in ("wrong-scale", None)
    assert found.counterexample is not None


def test_large_numbers_may_cancel():
    assert PLAIN.check("dL/dx[k]", "(65536*32768-65536*32767-65535)*sum(j,delta[k-j]*w[j])").verdict == "correct"


@pytest.mark.parametrize("condition", ["[x[k] != 3]", "[delta[0] != n]", "(1-[x[k]+1 == w[0]-w[0]+3])", "[2 != x[k]]"])
def test_a_condition_that_no_entry_meets_is_not_decided(condition):
    found = PLAIN.check("dL/dx[k]", f"sum(j,delta[k-j]*w[j])*{condition}")
    assert found.verdict == ("wrong" if "w[0]" in condition else "unreadable")


def test_the_condition_that_is_not_decided_is_named():
    found = PLAIN.check("dL/dx[k]", "sum(j,delta[k-j]*w[j])*[x[k] != 3]")
    assert found.message == "`[x[k] != 3]` can't be checked: no entry is exactly such a number, save by chance."
