"""How formulas are printed: rows of (tree, text, LaTeX), written by hand."""

from __future__ import annotations

from fractions import Fraction

from engine.formula.tree import (
    ONE,
    ZERO,
    Apply,
    Bracket,
    Entry,
    Floor,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Operation,
    Partial,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
    Whole,
    add,
    mul,
    neg,
    sub,
)

i, j, k, n, m, s, d, p, u, v, o, c = map(Symbol, "ijknmsdpuvoc")
two = Number(2)


def read(array: str, *indices: Formula) -> Read:
    return Read(array, indices)


def over(letters: str, body: Formula) -> Formula:
    """The sum over all integers, over each of the letters."""
    for letter in reversed(letters):
        body = Sum(letter, None, None, body)
    return body


w, x, z, delta = (lambda *at, name=name: read(name, *at) for name in ("w", "x", "z", "delta"))
conv = Operation("conv", (Whole("delta"), Whole("w")), "full")

ROWS: tuple[tuple[Formula, str, str], ...] = (
    (over("j", mul(w(j), x(add(i, j)))), "sum(j, w[j]*x[i+j])", r"\sum_{j} w_{j}\,x_{i+j}"),
    (over("j", mul(delta(sub(k, j)), w(j))), "sum(j, delta[k-j]*w[j])", r"\sum_{j} \delta_{k-j}\,w_{j}"),
    (
        over("ij", mul(delta(i), w(j), Bracket(add(i, j), "==", k))),
        "sum(i, j, delta[i]*w[j]*[i+j == k])",
        r"\sum_{i,j} \delta_{i}\,w_{j}\,[\,i+j=k\,]",
    ),
    (
        Sum("j", ZERO, sub(m, ONE), mul(w(j), x(add(i, j)))),
        "sum(j=0..m-1, w[j]*x[i+j])",
        r"\sum_{j=0}^{m-1} w_{j}\,x_{i+j}",
    ),
    (
        Sum("u", ZERO, sub(m, ONE), over("vo", read("y", o, c, u, v))),
        "sum(u=0..m-1, v, o, y[o,c,u,v])",
        r"\sum_{u=0}^{m-1} \sum_{v,o} y_{o,c,u,v}",
    ),
    (Partial(z(i), x(k)), "d(z[i], x[k])", r"\frac{\partial z_{i}}{\partial x_{k}}"),
    (Partial(None, x(k)), "dL/dx[k]", r"\frac{\partial L}{\partial x_{k}}"),
    (Partial(None, Read("b")), "dL/db", r"\frac{\partial L}{\partial b}"),
    (
        over("i", mul(delta(i), Partial(mul(w(j), x(add(i, j))), x(k)))),
        "sum(i, delta[i]*d(w[j]*x[i+j], x[k]))",
        r"\sum_{i} \delta_{i}\,\frac{\partial (w_{j}\,x_{i+j})}{\partial x_{k}}",
    ),
    (delta(Quotient(sub(k, mul(d, j)), s)), "delta[(k-d*j)/s]", r"\delta_{(k-d j)/s}"),
    (mul(delta(i), Apply("sigma", 1, z(i))), "delta[i]*sigma'(z[i])", r"\delta_{i}\,\sigma'(z_{i})"),
    (Apply("relu", 0, z(i)), "relu(z[i])", r"\operatorname{relu}(z_{i})"),
    (Apply("exp", 0, neg(z(i))), "exp(-z[i])", r"\exp(-z_{i})"),
    (
        Apply("tanh", 0, Quotient(z(i), two)),
        "tanh(z[i]/2)",
        r"\tanh\left(\frac{z_{i}}{2}\right)",
    ),
    (Max("j", ZERO, sub(m, ONE), x(add(i, j))), "max(j=0..m-1, x[i+j])", r"\max_{j=0}^{m-1} x_{i+j}"),
    (conv, "conv(delta, w, full)", r"\operatorname{conv}(\delta, w, \text{full})"),
    (Entry(conv, (k,)), "conv(delta, w, full)[k]", r"\operatorname{conv}(\delta, w, \text{full})_{k}"),
    (
        Operation("corr", (Operation("pad", (Whole("x"),), None, p), Operation("flip", (Whole("w"),))), "valid"),
        "corr(pad(x, p), flip(w), valid)",
        r"\operatorname{corr}(\operatorname{pad}(x, p), \operatorname{flip}(w), \text{valid})",
    ),
    (
        Operation("conv", (mul(Whole("delta"), Apply("sigma", 1, Whole("z"))), Whole("w")), "full"),
        "conv(delta*sigma'(z), w, full)",
        r"\operatorname{conv}(\delta \odot \sigma'(z), w, \text{full})",
    ),
    (
        Operation("matmul", (Operation("T", (Whole("K"),)), Whole("delta"))),
        "T(K) @ delta",
        r"K^{\top}\mathpunct{}\delta",
    ),
    (
        Entry(Operation("matmul", (Whole("K"), add(Whole("x"), neg(Whole("z"))))), (i,)),
        "(K @ (x - z))[i]",
        r"(K\mathpunct{}(x - z))_{i}",
    ),
    (Operation("matmul", (Whole("delta"), Whole("x"))), "delta @ x", r"\delta\mathpunct{}x"),
    (
        Operation("flip", (mul(Operation("matmul", (Whole("K"), Whole("x"))), Whole("z")),)),
        "flip((K @ x)*z)",
        r"\operatorname{flip}((K\mathpunct{}x) \odot z)",
    ),
    (
        Operation("flip", (mul(two, Whole("x"), Apply("sigma", 1, Whole("z"))),)),
        "flip(2*x*sigma'(z))",
        r"\operatorname{flip}(2 x \odot \sigma'(z))",
    ),
    (add(Floor(sub(n, m), s), ONE), "(n-m)//s + 1", r"\lfloor (n-m)/s \rfloor + 1"),
    (mul(two, delta(k), x(k), w(ZERO)), "2*delta[k]*x[k]*w[0]", r"2 \delta_{k}\,x_{k}\,w_{0}"),
    (sub(ONE, Power(read("a", i), 2)), "1 - a[i]^2", r"1 - a_{i}^{2}"),
    (Power(x(i), -1), "x[i]^(-1)", r"x_{i}^{-1}"),
    (Neg(mul(w(j), x(sub(i, j)))), "-w[j]*x[i-j]", r"-w_{j}\,x_{i-j}"),
    (mul(w(j), neg(x(i))), "w[j]*(-x[i])", r"w_{j}\,(-x_{i})"),
    (mul(x(i), add(Read("b"), w(j))), "x[i]*(b + w[j])", r"x_{i}\,(b + w_{j})"),
    (mul(x(i), two), "x[i]*2", r"x_{i} \cdot 2"),
    (x(mul(s, add(i, ONE))), "x[s*(i+1)]", r"x_{s (i+1)}"),
    (mul(Quotient(ONE, m), over("j", x(j))), "1/m*sum(j, x[j])", r"\frac{1}{m}\,\sum_{j} x_{j}"),
    (Quotient(over("j", x(j)), m), "sum(j, x[j])/m", r"\frac{\sum_{j} x_{j}}{m}"),
    (Quotient(x(i), mul(two, m)), "x[i]/(2*m)", r"\frac{x_{i}}{2 m}"),
    (Mul((over("j", w(j)), x(i))), "sum(j, w[j])*x[i]", r"\left(\sum_{j} w_{j}\right)\,x_{i}"),
    (over("j", add(w(j), x(i))), "sum(j, w[j] + x[i])", r"\sum_{j} (w_{j} + x_{i})"),
    (Bracket(x(k), "==", z(i)), "[x[k] == z[i]]", r"[\,x_{k}=z_{i}\,]"),
    (
        mul(Bracket(ZERO, "<=", sub(k, j)), Bracket(sub(k, j), "<", m)),
        "[0 <= k-j]*[k-j < m]",
        r"[\,0\le k-j\,]\,[\,k-j<m\,]",
    ),
    (Number(Fraction(1, 8)), "0.125", "0.125"),
)
