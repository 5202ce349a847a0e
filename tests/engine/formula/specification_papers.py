"""The formula language as a table: habits of papers and of LaTeX, read or refused in words of their own."""

ROWS = (
    (
        "z[i]",
        "sum(j, w[j]*x[i+j])",
        r"\sum_{j} w_{j}\,x_{i+j}",
        (
            (r"\sum_{j}~w_j~x_{i+j}~.", "a blank of LaTeX's stands behind what is complete"),
            (r"z_i =~ \sum_{j} w_j \cdot~x_{i+j}", "and, in LaTeX, before what begins outside an index"),
            (r"\left(\sum_{j} (w_j)\cdot~x_{i+j}\right)", "and behind a command"),
            (r"\sum_{\forall j} w_j x_{i+j}", "for all, said below a sum"),
        ),
    ),
    (
        "z[i]",
        "sum(j', w[j']*x[i+j'])",
        r"\sum_{j'} w_{j'}\,x_{i+j'}",
        (
            ("sum(j', w[j']*x[i+j'])", "a letter with a prime is one of its own"),
            (r"\sum_{j'} w_{j'}\, x_{i+j'}", "the same in LaTeX"),
            (r"\sum_{j^\prime} w_{j^{\prime}} x_{i+j^\prime}", "the prime as a raised command"),
            ("Σ_j′ w_j′ x_{i+j′}", "the prime as a character"),
            ("Σj' w_j' x_{i+j'}", "right behind the sign"),
            ("sum(w[j']*x[i+j'], j')", "the body first"),
        ),
    ),
    (
        "z[i]",
        "sum(j''=0..m-1, w[j'']*x[i+j''])",
        r"\sum_{j''=0}^{m-1} w_{j''}\,x_{i+j''}",
        (
            (r"\sum_{j''=0}^{m-1} w_{j''} x_{i+j''}", "two primes, and a range"),
            ("sum(w[j'']*x[i+j''] for j'' in range(m))", "and in Python"),
            (r"\sum_{0 \le j'' < m} w_{j''} x_{i+j''}", "and as a comparison"),
        ),
    ),
    (
        "z[i]",
        "sum(i', j', w[j']*x[i']*sigma'(x[i'+j']))",
        r"\sum_{i',j'} w_{j'}\,x_{i'}\,\sigma'(x_{i'+j'})",
        (("sum(i', j', w[j']*x[i']*sigma'(x[i'+j']))", "a function keeps its prime"),),
    ),
    (
        "z[i]",
        "sum(j1, j2, w[j1]*x[i+j2])",
        r"\sum_{\mathrm{j1},\mathrm{j2}} w_{\mathrm{j1}}\,x_{i+\mathrm{j2}}",
        (
            (r"\sum_{j_1, j_2} w_{j_1} x_{i+j_{2}}", "letters with a number, where a sum runs over them"),
            ("sum(j1, j2, w[j1]*x[i+j2])", "the same as plain names"),
        ),
    ),
    (
        "z[i]",
        "sum(j1=0..m-1, w[j1]*x[i+j1])",
        r"\sum_{\mathrm{j1}=0}^{m-1} w_{\mathrm{j1}}\,x_{i+\mathrm{j1}}",
        (("sum(w[j_1]*x[i+j_1] for j_1 in range(m))", "a number, and Python"),),
    ),
)

ERRORS = (
    (
        "dL/dx[k]",
        r"\sum_{j=0}^{K-1} \delta_{k-j} w_j",
        "There is no `K` here. A range is made of `d`, `m`, `n`, `p` and `s`, or left out.",
        r"\sum_{j=0}^{K-1} \delta_{k-j} w_j",
        "            ^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j=0..q, w[j]*delta[k-q])",
        (
            "The index `q` is neither summed nor asked for. Sum over it with sum(q, ...), or write another "
            "index; the index asked for is `k`."
        ),
        "sum(j=0..q, w[j]*delta[k-q])",
        "         ^",
        "missing-sum",
    ),
    (
        "z[i]",
        r"\sum_j x_{i+j} w_j + c",
        (
            "There is no `c` here. The names here are `x`, `w`, `z`, `a`, `delta`, `b`, `A`, `i`, `d`, `m`, "
            "`n`, `p` and `s`."
        ),
        r"\sum_j x_{i+j} w_j + c",
        "                     ^",
        None,
    ),
    (
        "dL/dx[k]",
        "w_i-k",
        (
            "The index `i` is neither summed nor asked for. Sum over it with sum(i, ...), or write another "
            "index; the index asked for is `k`."
        ),
        "w_i-k",
        "  ^",
        "missing-sum",
    ),
    (
        "dL/dx[k]",
        "w_0 x_i-2k",
        (
            "The index `i` is neither summed nor asked for. Sum over it with sum(i, ...), or write another "
            "index; the index asked for is `k`."
        ),
        "w_0 x_i-2k",
        "      ^",
        "missing-sum",
    ),
    (
        "dL/dx[k]",
        r"\mathbf{1}^T \delta",
        "A row of ones is not read. Write the sum: `sum(i, ...)`.",
        r"\mathbf{1}^T \delta",
        "^^^^^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "1^T delta",
        "A row of ones is not read. Write the sum: `sum(i, ...)`.",
        "1^T delta",
        "^^^",
        None,
    ),
    (
        "dL/dx[k]",
        r"\sum_j \delta_{k-j} w_j, \quad k = 0, \ldots, n-1",
        "Where `k` runs is not read here. Leave out all from here on.",
        r"\sum_j \delta_{k-j} w_j, \quad k = 0, \ldots, n-1",
        "                       ^",
        None,
    ),
    (
        "dL/dx[k]",
        r"\sum_j \delta_{k-j} w_j \quad \forall k",
        "Where `k` runs is not read here. Leave out all from here on.",
        r"\sum_j \delta_{k-j} w_j \quad \forall k",
        "                              ^^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "z[i] = sum(j, w[j]*x[i+j])",
        (
            "This says what `z[i]` is, but `dL/dx[k]` is asked for. Write `dL/dx[k] = ...`, and put the right "
            "side in where `z[i]` stands."
        ),
        "z[i] = sum(j, w[j]*x[i+j])",
        "^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "d(z[i], x[k]) = w[k-i]",
        (
            "This says what `d(z[i], x[k])` is, but `dL/dx[k]` is asked for. Write `dL/dx[k] = ...`, and put "
            "the right side in where `d(z[i], x[k])` stands."
        ),
        "d(z[i], x[k]) = w[k-i]",
        "^^^^^^^^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "delta_{k'}",
        "A prime stands here without a function. Only a function has one: `sigma'(z[i])`.",
        "delta_{k'}",
        "        ^",
        None,
    ),
    (
        "dL/dx[k]",
        "x'[k]",
        "A prime stands here without a function. Only a function has one: `sigma'(z[i])`.",
        "x'[k]",
        " ^",
        None,
    ),
)
