"""What can't be read, fourth part: whole arrays, and the numbers that are given beside them."""

ZEROS = "`pad(a, p)` puts p zeros at each end, and p is made of `d`, `m`, `n`, `p` and `s`."
STEP = "`dilate(a, s)` puts s - 1 zeros between the entries, and s is made of `d`, `m`, `n`, `p` and `s`."

ERRORS = (
    (
        "dL/dx[k]",
        "corr(pad(delta, k-1), flip(w))",
        f"`k` is an index here. {ZEROS}",
        "corr(pad(delta, k-1), flip(w))",
        "                ^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "conv(pad(delta, K-1), w, valid)",
        f"There is no `K` here. {ZEROS}",
        "conv(pad(delta, K-1), w, valid)",
        "                ^",
        None,
    ),
    (
        "dL/dx[k]",
        "corr(pad(delta, w), flip(w))",
        f"`w` is an array, not a size. {ZEROS}",
        "corr(pad(delta, w), flip(w))",
        "                ^",
        None,
    ),
    (
        "dL/dx[k]",
        "corr(pad(delta, w[0]), flip(w))",
        f"`w` is an array, not a size. {ZEROS}",
        "corr(pad(delta, w[0]), flip(w))",
        "                ^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "corr(pad(delta, [m>1]), flip(w))",
        f"This is no number for `pad`. {ZEROS}",
        "corr(pad(delta, [m>1]), flip(w))",
        "                ^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "corr(pad(delta, sum(j, 1)), flip(w))",
        f"This is no number for `pad`. {ZEROS}",
        "corr(pad(delta, sum(j, 1)), flip(w))",
        "                ^^^^^^^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "sum(m, conv(pad(delta, m-1), w, valid)[m])",
        "`m` is an index here. `pad(a, p)` puts p zeros at each end, and p is made of `d`, `n`, `p` and `s`.",
        "sum(m, conv(pad(delta, m-1), w, valid)[m])",
        "                       ^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "conv(pad(delta, 0.5), w, valid)",
        f"This is no number for `pad`. {ZEROS}",
        "conv(pad(delta, 0.5), w, valid)",
        "                ^^^",
        None,
    ),
    (
        "dL/dx[k]",
        "conv(dilate(delta, k), w)",
        f"`k` is an index here. {STEP}",
        "conv(dilate(delta, k), w)",
        "                   ^",
        None,
    ),
    (
        "dL/dx[k]",
        "corr(pad(delta, (m-1, m-1)), flip(w))",
        f"A comma stands in brackets that belong to no array and no function. {ZEROS}",
        "corr(pad(delta, (m-1, m-1)), flip(w))",
        "                    ^",
        None,
    ),
)
