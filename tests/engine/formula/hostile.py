"""Strings that nobody should type: right answers mutated by a seeded generator, and a list of nasty ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from engine.formula.scope import Scope

SCOPE = Scope(
    arrays={"x": 1, "w": 1, "z": 1, "delta": 1, "K": 2, "y": 4, "b": 0},
    symbols=frozenset(("n", "m", "s", "d", "p")),
    free=("k",),
    upstream={"z": "delta"},
)

RIGHT = (
    "sum(j, delta[k-j]*w[j])",
    "dL/dx[i] = sum(j=0..m-1, w[j] delta[i-j])",
    "sum(w[j]*delta[k-j] for j in range(m))",
    "Σ_j w_j·δ_{k−j}",
    "∑ⱼ₌₀ᵐ⁻¹ wⱼ δₖ₋ⱼ²",
    r"\sum_{j=0}^{m-1} w_j\,\delta_{k-j}",
    r"\frac{\partial L}{\partial x_k} = \sum_{i} \frac{\partial L}{\partial z_i}\frac{\partial z_i}{\partial x_k}",
    "sum(i,j, delta[i]*w[j]*[i+j == k])",
    "= sum(i, delta[i] * d(sum(j, w[j]*x[i+j]), x[k])) = delta[k]",
    r"\mathbb{1}[0 \le k-1 < m] \cdot \left(\sigma'(z_k) + 1\right)^{2}",
    "conv(delta*sigma'(z), flip(w), 'full')[k] + (K @ x)[k]",
    "max(j=0..m-1, x[k+j]) - relu(x[k]) // 2",
    "sum(i=max(0,k-m+1)..min(k,n-m), delta[(i-d*k)/s] K_{ik} y[k][i][0,1])",
    r"\max_{0\le j<m} x_{k+j} \lfloor\frac{k}{s}\rfloor T(K)_{k,k}",
)

MARKS = "( ) [ ] { } _ ^ = == <= < , ; : .. ... + - * / // @ ' ** ! ? % & | # ~ $ ` \\ \\\\ . 0 1 7"
NAMES = "sum max min for in range if else and over from to d dL dx ∂ ∇ L j k i m n s x w z delta δ K y b lambda e pi"
FUNCTIONS = "sigma relu exp conv corr flip T pad dilate kron floor full I"
COMMANDS = r"\frac \sum \left \right \max \partial \mathbb{1} \mathrm{x} \lfloor \rfloor \text \begin{cases}"
SIGNS = "Σ ∑ ⱼ ² ᵀ ₊ − × · ≤ ≠ ∈ 𝟙 ⌊ ⌋ 😀 ½ … ’"
PIECES = (
    *" ".join((MARKS, NAMES, FUNCTIONS, COMMANDS, SIGNS)).split(),
    *('"', " ", "\t", "\n", "\0", "\u0301", "\u200f", "\u202e", "\ud800", "1" * 30),
)

UNSEEN = ("", " ", "\t\n", "\0", "\ud800", "\udfff", "\u202e", "\u200b", "\ufeff", "e\u0301", "\x7f", "\x1b[31m")
SHORT = "' \" \\ _ ^ ﬃ ① Ⅻ ٣ ๓ NaN inf 1e999 0x10 1_000 1j None True 0/0 x[k]/0 k//0 10**10**10 2^2^2 --x[k]"
FOREIGN = (
    *("__import__('os').system('ls')", "eval('1')", "().__class__.__bases__", "{0.__class__}", "%s%s%n", "f'{x}'"),
    *("${jndi:ldap://x}", "{{7*7}}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;"),
    *("'; DROP TABLE x; --", "../../etc/passwd", r"\input{/etc/passwd}", r"\def\x{\x\x}\x", r"\newcommand"),
    *(r"\begin{cases} 1 \\ 0 \end{cases}", "lambda x: x", "import os", "while True: pass"),
)
LONG = (
    *(piece * (1999 // len(piece)) for piece in PIECES),
    *("9" * 2000, "0." + "1" * 1900, "x[k]^9999999999999", "x[k]^" * 400, "1/" * 900 + "1", "1//" * 600 + "1"),
    *(
        "k" * 1999,
        "k " * 999,
        "1+" * 990 + "1",
        "k*" * 990 + "k",
        "x[k]" * 499,
        "x[k]+" * 390 + "x[k]",
        "+-" * 900 + "k",
    ),
    *("∂/∂x_k " * 200, "d/dx[k] " * 200, r"\frac{d}{dx_k}" * 100, r"\frac1" * 250, "sum_a " * 300, "sum_j" * 300),
    *("sum(" + ",".join(f"a{i}" for i in range(300)) + ",1)", "sigma " * 300 + "z_k", "sigma'" * 300, "dx_" * 600),
    *("sigma" + "'" * 1500 + "(z[k])", r"\sigma^{" + r"\prime" * 200 + "}(z_k)", "K @ " * 400 + "x", "K" + "^T" * 800),
    *("K" + ".T" * 800, "(1" + "/1" * 900 + ")(2)[k]", "(" + "1/" * 39 + "w)[k]", "[" + "k<" * 900 + "k]", "k<" * 900),
    *("[" + "k==k," * 300 + "k==k]", "k=" * 900, "x_" * 600, "𝑥" * 1999, "-" * 1999 + "k"),
)
DEEP = tuple(
    opening * depth + inner + closing * depth
    for depth in (20, 55, 61, 300)
    for opening, inner, closing in (
        *(("(", "1", ")"), ("[", "k", "]"), ("{", "k", "}"), ("((", "x[k]", "))"), ("x[", "k", "]"), ("x_{", "k", "}")),
        *(("d(", "x[k]", ",x[k])"), ("max(", "1", ",0)"), ("exp(", "1", ")"), ("T(", "K", ")"), ("flip(", "w", ")")),
        *(("conv(", "w", ",w)"), ("-(", "1", ")/2"), ("[", "1", "==1]"), ("1/(", "k", ")"), ("(", "K", ")@x")),
    )
)
TOKEN_NAMES = ("lastgroup", "Token", "NoneType", "kind=", "object at")
NASTY = (*UNSEEN, *SHORT.split(), *FOREIGN, *LONG, *DEEP)


def mutants(count: int, seed: int) -> Iterator[str]:
    """`count` strings: a right answer with one to six pieces put in, left out, doubled or exchanged."""
    draw = random.Random(seed)
    for _ in range(count):
        line = draw.choice(RIGHT)
        for _ in range(draw.choice((1, 1, 1, 2, 3, 6))):
            first = draw.randrange(len(line) + 1)
            last = min(len(line), first + draw.choice((0, 0, 1, 1, 2, 5, 20)))
            kind = draw.randrange(5)
            if kind == 0:
                piece = ""
            elif kind == 1:
                piece = line[first:last] * 2
            elif kind == 2:
                other = draw.choice(RIGHT)
                start = draw.randrange(len(other))
                piece = other[start : start + draw.randrange(12)]
            else:
                piece = draw.choice(PIECES)
            line = line[:first] + piece + line[last:]
        yield line
