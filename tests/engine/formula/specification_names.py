"""What can't be read, first half: the sentence, the line as it is shown, the caret under it, the misconception."""

ERRORS = (
    ("dL/dx[k]", "", "Nothing is typed yet.", None, None, None),
    (
        "dL/dx[k]",
        "sum(j, dz[k-j]*w[j])",
        "There is no `dz` here; did you mean `delta`?",
        "sum(j, dz[k-j]*w[j])",
        "       ^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k-j)*w[j])",
        "The `)` meets a `[` that is still open; did you mean `]`?",
        "sum(j, delta[k-j)*w[j])",
        "                ^",
        None,
    ),
    (
        "dL/dx[k]",
        "delta[k-j]*w[j]",
        (
            "The index `j` is neither summed nor asked for. Sum over it with sum(j, "
            "...), or write another index; the index asked for is `k`."
        ),
        "delta[k-j]*w[j]",
        "        ^",
        "missing-sum",
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k-j]*w[j]",
        "This `(` is never closed. A `)` is missing behind it.",
        "sum(j, delta[k-j]*w[j]",
        "   ^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k-j]*w[j]))",
        "This `)` closes nothing. There is no `(` before it that is still open.",
        "sum(j, delta[k-j]*w[j]))",
        "                       ^",
        None,
    ),
    ("dL/dx[k]", "sum(j, X[k-j]*w[j])", "`X`: the input is called `x`.", "sum(j, X[k-j]*w[j])", "       ^", None),
    (
        "dL/dx[k]",
        r"sum(j, \Delta_{k-j} w_j)",
        r"`\Delta`: the upstream gradient is called `delta`.",
        r"sum(j, \Delta_{k-j} w_j)",
        "       ^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k-j]*kernel[j])",
        "There is no `kernel` here; did you mean `w`?",
        "sum(j, delta[k-j]*kernel[j])",
        "                  ^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k-j]*wj)",
        "There is no `wj` here; did you mean `w[j]`?",
        "sum(j, delta[k-j]*wj)",
        "                  ^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(k, delta[k]*w[k])",
        (
            "`k` is asked for, so it can't be summed as well. Sum over another "
            "letter; an index is either asked for or summed."
        ),
        "sum(k, delta[k]*w[k])",
        "    ^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, w[j]*sum(j, delta[k-j]))",
        "`j` is already bound by the sum around this one. Use another letter for one of them.",
        "sum(j, w[j]*sum(j, delta[k-j]))",
        "                ^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, w[j])*delta[k-j]",
        "The sum over `j` has ended before this place. Put all that it sums into its brackets: sum(j, ...).",
        "sum(j, w[j])*delta[k-j]",
        "                     ^",
        "missing-sum",
    ),
    (
        "z[i]",
        "Σ_j w_j x_i+j",
        "`j` stands outside the index here; did you mean `x_{i+j}`?",
        "Σ_j w_j x_i+j",
        "            ^",
        "missing-sum",
    ),
    (
        "dL/dx[k]",
        "sum(j, delta*w)",
        "`delta` has 1 index; here it has none. For whole arrays write `conv(a, b)` or `corr(a, b)`.",
        "sum(j, delta*w)",
        "       ^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "delta * w",
        "`delta` has 1 index; here it has none. For whole arrays write `conv(a, b)` or `corr(a, b)`.",
        "delta * w",
        "^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "1/tanh^-1(z[k])",
        "A power of `tanh` below 1 could be its inverse. Write `1/tanh(z[i])`.",
        "1/tanh^-1(z[k])",
        "      ^^^",
        None,
    ),
    (
        "dL/dx[k]",
        r"δ \star w",
        ("This star is not read. Write `conv(a, b)` for a convolution and `corr(a, b)` for a cross-correlation."),
        r"δ \star w",
        "  ^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k,j]*w[j])",
        (
            "`delta` has 1 index; here it has 2. It is the upstream gradient; 1 where "
            "two indices are equal and else 0 is written `[i == j]`."
        ),
        "sum(j, delta[k,j]*w[j])",
        "       ^^^^^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, b[j]*delta[k])",
        "`b` is a single number; it has no index.",
        "sum(j, b[j]*delta[k])",
        "       ^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(i,j, δ_{i+j,k} w_j)",
        (
            "`delta` has 1 index; here it has 2. It is the upstream gradient; 1 where "
            "two indices are equal and else 0 is written `[i == j]`."
        ),
        "sum(i,j, δ_{i+j,k} w_j)",
        "         ^^^^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(delta[k-j]*w[j])",
        "This sum does not say which index it runs over. Write `sum(j, ...)` with its letter.",
        "sum(delta[k-j]*w[j])",
        "^^^^^^^^^^^^^^^^^^^^",
        None,
    ),
    (
        "dL/dw[j]",
        "Σ δ_i x_{i+j}",
        "This sum does not say which index it runs over. Write `sum(i, ...)` with its letter.",
        "Σ δ_i x_{i+j}",
        "^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum delta[k]",
        "This sum does not say which index it runs over. Write `sum(j, ...)` with its letter.",
        "sum delta[k]",
        "^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j=0:m-1, delta[k-j]*w[j])",
        (
            "With a `:` it is not clear whether the end is included. Write `j=0..m-1`, "
            "both ends included, or `for j in range(m)`, the end left out."
        ),
        "sum(j=0:m-1, delta[k-j]*w[j])",
        "       ^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(w[j] for j in range(0, m, 2))",
        "A range with a step is not read. Multiply the index instead: `2*j` for every second one.",
        "sum(w[j] for j in range(0, m, 2))",
        "                  ^^^^^^^^^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j=0, delta[k-j]*w[j])",
        "The range of `j` has no end. Write both: `j=0..m-1`.",
        "sum(j=0, delta[k-j]*w[j])",
        "    ^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum_{j=0}^m-1 w_j",
        "It is not clear where this upper limit ends. Put it into braces: `^{m-1}`.",
        "sum_{j=0}^m-1 w_j",
        "          ^^",
        None,
    ),
    (
        "dL/dx[k]",
        "Σ_j^{m-1} w_j",
        "The sum has an upper limit but no lower one. Write both: `sum_{j=0}^{m-1}`.",
        "Σ_j^{m-1} w_j",
        " ^^^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k-j]*)",
        "Nothing stands behind the `*`. Something is missing there.",
        "sum(j, delta[k-j]*)",
        "                 ^",
        None,
    ),
    (
        "dL/dx[k]",
        "delta[k] +",
        "Nothing stands behind the `+`. Something is missing there.",
        "delta[k] +",
        "         ^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(i, delta[i]*w[j]*i+j==k)",
        (
            "The index `j` is neither summed nor asked for. Sum over it with sum(j, "
            "...), or write another index; the index asked for is `k`."
        ),
        "sum(i, delta[i]*w[j]*i+j==k)",
        "                  ^",
        "missing-sum",
    ),
    (
        "dL/dx[k]",
        "delta[k] if k > 0 else 0",
        (
            "An `if` is not read here. A condition is a factor in brackets: "
            "`[i == j]` is 1 where it holds and 0 elsewhere."
        ),
        "delta[k] if k > 0 else 0",
        "         ^^",
        None,
    ),
    (
        "dL/dx[k]",
        "np.convolve(delta, w)",
        "NumPy is not known here. Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)` without a prefix.",
        "np.convolve(delta, w)",
        "^^",
        None,
    ),
    (
        "dL/dx[k]",
        "lambda k: delta[k]",
        "`lambda` is not read. Write the formula itself.",
        "lambda k: delta[k]",
        "^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "dx[k] += delta[k]",
        "This is a formula, not an assignment. Write a plain `=`, or the formula alone.",
        "dx[k] += delta[k]",
        "      ^^",
        None,
    ),
)
