"""The formula language as a table: what may be typed, how it is printed as text and as LaTeX, and why.

A row: what is asked for, the canonical text, the LaTeX, and every spelling of it with its reason.
"""

from engine.formula.scope import Scope

LINE = {"x": 1, "w": 1, "z": 1, "a": 1, "delta": 1, "b": 0, "A": 2}
IMAGE = {"x": 3, "w": 4, "z": 3, "delta": 3, "b": 1}
LINE_SIZES, IMAGE_SIZES = frozenset("nmsdp"), frozenset("nmocrsd")
UPSTREAM = {"z": "delta"}

SCOPES = {
    "z[i]": Scope(LINE, LINE_SIZES, ("i",), UPSTREAM),
    "dL/dx[k]": Scope(LINE, LINE_SIZES, ("k",), UPSTREAM),
    "dL/dw[j]": Scope(LINE, LINE_SIZES, ("j",), UPSTREAM),
    "dz[i]/dx[k]": Scope(LINE, LINE_SIZES, ("i", "k"), UPSTREAM),
    "dL/dw[o,c,u,v]": Scope(IMAGE, IMAGE_SIZES, ("o", "c", "u", "v"), UPSTREAM),
    "dL/dx[c,p,q]": Scope(IMAGE, IMAGE_SIZES, ("c", "p", "q"), UPSTREAM),
}

ROWS = (
    (
        "z[i]",
        "sum(j, w[j]*x[i+j])",
        r"\sum_{j} w_{j}\,x_{i+j}",
        (
            ("sum(j, w[j]*x[i+j])", "the plain form"),
            ("sum_j w_j x_{i+j}", "no brackets: the sum reaches over the product"),
            ("Σ_j w_j · x_{i+j}", "unicode sum and dot"),
            ("∑ⱼ wⱼ xᵢ₊ⱼ", "lowered letters"),
            ("sum(w[j]*x[i+j], j)", "the body first, the index behind it"),
            ("sum over j of w[j]*x[i+j]", "said in words"),
            ("sum over all j of w[j]*x[i+j]", "the same of all of them"),
            ("Σj w_j x_{i+j}", "the letter right behind the sign"),
            ("z[i] = sum(j, w[j]*x[i+j])", "a left side that repeats the question is dropped"),
            ("z_k = Σ_j w_j x_{k+j}", "a left side in letters of its own renames them"),
            ("= sum(j, w[j]*x[i+j])", "a leading = means nothing"),
            (
                r"$z_i = \displaystyle\sum\limits_{j} {w}_{j}\; {x}_{i+j}$",
                "LaTeX's dollars, spaces and braces mean nothing",
            ),
            (r"\[ \sum_{j}\left( w_j \cdot x_{i+j} \right) \]", r"\left and \right mean nothing"),
            (r"\sum_jw_jx_{i+j}", "letters that touch, as LaTeX reads them"),
            ("sum(j, w(j)*x(i+j))", "round brackets behind an array's name"),
            ("sum_j w_(j) x_(i+j)", "round brackets behind a subscript's mark"),
        ),
    ),
    (
        "z[i]",
        "sum(j=0..m-1, w[j]*x[i+j])",
        r"\sum_{j=0}^{m-1} w_{j}\,x_{i+j}",
        (
            ("sum(w[j]*x[i+j] for j in range(m))", "Python: range leaves its end out"),
            ("sum([w[j] * x[i + j] for j in range(m)])", "a list in the brackets changes nothing"),
            ("∑ⱼ₌₀ᵐ⁻¹ wⱼ×xᵢ₊ⱼ", "lowered and raised limits, a cross for the product"),
            (r"\sum_{j=0}^{m-1} w_j\,x_{i+j}", "LaTeX, both limits included"),
            ("sum(j=0..m-1, w[j] x[i+j])", "a range, factors side by side"),
            ("sum(j=0, ..., m-1, w[j] x[i+j])", "a range with dots between commas"),
            ("sum(j from 0 to m-1, w[j] x[i+j])", "a range in words"),
            ("sum(j in 0..m-1, w[j] x[i+j])", "a range with in"),
            ("sum(j, 0, m-1, w[j]*x[i+j])", "index, first, last, body, as computer algebra has it"),
            ("Sum(w[j]*x[i+j], (j, 0, m-1))", "the body first, as SymPy has it"),
            ("sum(0 <= j < m, w[j]*x[i+j])", "limits as a comparison"),
            (r"\sum_{0 \le j \leq m-1} w_j x_{i+j}", "limits as a comparison in LaTeX"),
            ("sum_j=0^{m-1} w_j x_{i+j}", "the braces of the lower limit forgotten"),
            ("sum(j=0..m-1) w[j]*x[i+j]", "what is summed behind the brackets"),
            ("sum(j=0,...,m-1) w[j]*x[i+j]", "the commas of a list before them"),
            ("sum[j=0..m-1](w[j]*x[i+j])", "the same in brackets of its own"),
            ("∑(j=0→m-1) w[j]*x[i+j]", "an arrow between the ends"),
            ("sum(0 <= j < m) w[j]*x[i+j]", "a comparison alone in the brackets"),
            ("sum(w[j]*x[i+j], j, 0, m-1)", "the body, the index, first and last"),
            ("sum over j=0 to m-1 of w[j]*x[i+j]", "a range said in words"),
            ("z[i] = sum from j=0 to m-1 of w[j]*x[i+j]", "other words, behind a left side"),
            ("sum j=0..m-1: w[j]*x[i+j]", "no words and no brackets"),
        ),
    ),
    (
        "z[i]",
        "sum(j=1..m, w[j]*x[i+j])",
        r"\sum_{j=1}^{m} w_{j}\,x_{i+j}",
        (
            (
                "sum(w[j]*x[i+j] for j in range(1, m+1))",
                "Python's range from 1; the numbers at its end are put together",
            ),
        ),
    ),
    (
        "z[i]",
        "sum(k, w[k]*x[i+k])",
        r"\sum_{k} w_{k}\,x_{i+k}",
        (("z[j] = sum(i, w[i]*x[j+i])", "renaming captures nothing"),),
    ),
    (
        "z[i]",
        "sum(j, w[j]*x[s*i+d*j])",
        r"\sum_{j} w_{j}\,x_{s i+d j}",
        (
            ("sum(j, w[j]*x[s*i+d*j])", "stride and dilation"),
            (r"\sum_j w_j x_{si+dj}", "letters run together in braces are a product"),
        ),
    ),
    (
        "z[i]",
        "sum(j, w[j]*x[s*i+d*j-p])",
        r"\sum_{j} w_{j}\,x_{s i+d j-p}",
        (("sum(j, w[j]*x[s i + d j - p])", "letters side by side"),),
    ),
    (
        "z[i]",
        "sum(j, w[j]*x[i+j]) + b",
        r"\sum_{j} w_{j}\,x_{i+j} + b",
        (("sum(j, w[j]*x[i+j]) + b", "a scalar is read bare"),),
    ),
    (
        "z[i]",
        "b + 1/m*sum(j, x[i+j])",
        r"b + \frac{1}{m}\,\sum_{j} x_{i+j}",
        (("b + 1/m * sum(j, x[i+j])", "a fraction as a factor"),),
    ),
    (
        "z[i]",
        "1/m*sum(j=0..m-1, x[i+j])",
        r"\frac{1}{m}\,\sum_{j=0}^{m-1} x_{i+j}",
        ((r"\frac{1}{m}\sum_{j=0}^{m-1} x_{i+j}", "a fraction before a sum"),),
    ),
    ("z[i]", "1/2*x[i]", r"\frac{1}{2}\,x_{i}", ((r"\frac12 x_i", "a fraction of single digits"),)),
    (
        "z[i]",
        "2*w[0]*x[i] - 3*x[i]^2",
        r"2 w_{0}\,x_{i} - 3 x_{i}^{2}",
        (("2w[0] x[i] - 3 x[i]^2", "numbers side by side with reads; powers"),),
    ),
    (
        "z[i]",
        "x[i]^2 + x[i]^2 - x[i]^2",
        "x_{i}^{2} + x_{i}^{2} - x_{i}^{2}",
        (("x_i² + x^2_i - x[i]**2", "powers in three spellings, before and behind the subscript"),),
    ),
    ("z[i]", "-x[i]*0.5", r"-x_{i} \cdot 0.5", (("−x[i] × 0.5", "a long minus; a decimal"),)),
    ("z[i]", "-(x[i] + 1)*b", r"-(x_{i} + 1)\,b", (("-(x[i] + 1)*b", "a minus reaches over the product"),)),
    (
        "z[i]",
        "x[i]/2/3 - x[i]*2/3",
        r"\frac{\frac{x_{i}}{2}}{3} - \frac{x_{i} \cdot 2}{3}",
        (("x[i]/2/3 - x[i]*2/3", "division goes from left to right"),),
    ),
    (
        "z[i]",
        "x[i//s] + x[(i-p)/s]",
        r"x_{\lfloor i/s \rfloor} + x_{(i-p)/s}",
        (("x[i//s] + x[(i-p)/s]", "floor, and a fraction as an index"),),
    ),
    (
        "z[i]",
        "x[i//s] + x[(i-1)//s]",
        r"x_{\lfloor i/s \rfloor} + x_{\lfloor (i-1)/s \rfloor}",
        ((r"x_{\lfloor i/s \rfloor} + x[floor((i-1)/s)]", "floor in LaTeX and by name"),),
    ),
    (
        "z[i]",
        "sigma(sum(j, w[j]*x[i+j]) + b)",
        r"\sigma\left(\sum_{j} w_{j}\,x_{i+j} + b\right)",
        (("sigma(sum(j, w[j]*x[i+j]) + b)", "a function"),),
    ),
    (
        "z[i]",
        "sigma(x[i])*(1 - sigma(x[i]))",
        r"\sigma(x_{i}) \cdot (1 - \sigma(x_{i}))",
        (("σ(x_i)(1 - σ(x_i))", "a bracket behind a function's bracket is a factor"),),
    ),
    (
        "z[i]",
        "sigma'(x[i]) + sigma'(x[i]) + sigma'(x[i])",
        r"\sigma'(x_{i}) + \sigma'(x_{i}) + \sigma'(x_{i})",
        ((r"sigma'(x[i]) + σ′(x_i) + \sigma^{\prime}(x_i)", "derivatives of a function"),),
    ),
    (
        "z[i]",
        "relu(x[i]) + relu(x[i]) + relu'(x[i])",
        r"\operatorname{relu}(x_{i}) + \operatorname{relu}(x_{i}) + \operatorname{relu}'(x_{i})",
        (("max(0, x[i]) + ReLU(x[i]) + relu'(x[i])", "relu and what is the same"),),
    ),
    (
        "z[i]",
        "exp(-x[i]) + tanh(x[i]) + log(x[i])",
        r"\exp(-x_{i}) + \tanh(x_{i}) + \log(x_{i})",
        ((r"exp(-x[i]) + \tanh(x_i) + ln(x[i])", "known functions"),),
    ),
    (
        "z[i]",
        "max(j=0..m-1, x[s*i+j])",
        r"\max_{j=0}^{m-1} x_{s i+j}",
        (
            ("max(j=0..m-1, x[s*i+j])", "a maximum over an index"),
            (r"\max_{0 \le j < m} x_{si+j}", "a maximum in LaTeX"),
        ),
    ),
    (
        "z[i]",
        "max(j=0..m-1, x[i+j])",
        r"\max_{j=0}^{m-1} x_{i+j}",
        (("max(x[i+j] for j in range(m))", "a maximum in Python"),),
    ),
    (
        "z[i]",
        "corr(x, w, valid)",
        r"\operatorname{corr}(x, w, \text{valid})",
        (("corr(x, w)", "whole arrays; corr is valid unless said"),),
    ),
    (
        "z[i]",
        "corr(x, w, valid)[i]",
        r"\operatorname{corr}(x, w, \text{valid})_{i}",
        (("corr(x, w, valid)[i]", "an entry of a result"),),
    ),
    ("z[i]", "A @ x", r"A\mathpunct{}x", (("A @ x", "a matrix product"),)),
    ("z[i]", "(A @ x)[i] + b", r"(A\mathpunct{}x)_{i} + b", (("(A @ x)[i] + b", "an entry of a matrix product"),)),
    (
        "z[i]",
        "T(A) @ x + T(A) @ x",
        r"A^{\top}\mathpunct{}x + A^{\top}\mathpunct{}x",
        (("T(A) @ x + A^T @ x", "a transpose in two spellings"),),
    ),
    (
        "z[i]",
        "corr(pad(x, p), w, valid)[i]",
        r"\operatorname{corr}(\operatorname{pad}(x, p), w, \text{valid})_{i}",
        (("corr(pad(x, p), w)_i", "padding"),),
    ),
)
