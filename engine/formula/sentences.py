"""What is said where something stands that is not read: what was found, and what would be read instead."""

from __future__ import annotations

from engine.formula.scope import FUNCTIONS

SENTENCES = {
    "=": ("An `=` stands inside a formula here", "A comparison stands in brackets, like `[i == j]`"),
    "==": ("A comparison stands outside brackets here", "Write it in brackets, like `[i == j]`"),
    "<": ("A comparison stands outside brackets here", "Write it in brackets, like `[i < j]`"),
    "<=": ("A comparison stands outside brackets here", "Write it in brackets, like `[i <= j]`"),
    ">": ("A comparison stands outside brackets here", "Write it in brackets, like `[i > j]`"),
    ">=": ("A comparison stands outside brackets here", "Write it in brackets, like `[i >= j]`"),
    "!=": ("A comparison stands outside brackets here", "Write it in brackets, like `[i != j]`"),
    "..": ("Dots stand outside a sum here", "All terms are one sum, with a range for its index: `sum(j=0..m-1, ...)`"),
    "endless": ("An infinite limit stands outside a sum here", "Only a sum has one"),
    "->": ("An arrow is not read here", "Write an `=`, or the formula alone"),
    ":": (
        "A `:` is not read here",
        "There are no slices: a sum takes one entry at a time, and its range is written `sum(j=0..m-1, ...)`",
    ),
    "for": ("A `for` stands outside a sum here", "It belongs inside the brackets: `sum(... for j in range(m))`"),
    "∈": ("An `in` stands outside a sum here", "It belongs to an index: `sum(... for j in range(m))`"),
    "if": (
        "An `if` is not read here",
        "A condition is a factor in brackets: `[i == j]` is 1 where it holds and 0 elsewhere",
    ),
    ".": ("A `.` is not read here", "Nothing has parts: write `sum(j, ...)`, `conv(a, b)` or `T(A)` without a prefix"),
    "!": ("A `!` is not read here", "There are no factorials"),
    "?": ("A `?` is not read here", "Put a formula in its place"),
    "%": ("A remainder stands here without a number before it", "The remainder of a divided by b is `a % b`"),
    "|": ("A `|` is not read here", "There are no absolute values and no conditions of that kind; write `[i == j]`"),
    "#": ("A `#` is not read here", "Leave the comment out"),
    "⋆": ("This star is not read", "Write `conv(a, b)` for a convolution and `corr(a, b)` for a cross-correlation"),
    "∇": ("A `∇` is not read here", "Write a derivative with its entry: `dL/dx[k]`"),
    "'": ("A prime stands here without a function", "Only a function has one: `sigma'(z[i])`"),
    '"': ("A quotation mark is not read here", "Leave the marks out"),
    ";": ("A `;` is not read here", "What stands in brackets is separated by commas"),
    ",": ("A comma can't stand here", "Commas separate indices, as in `w[u,v]`"),
    "&": ("An `&` is not read here", "Conditions multiply: `[i == j]*[k < m]`"),
    "and": ("An `and` is not read here", "Conditions multiply: `[i == j]*[k < m]`"),
    "_": ("A `_` stands here without an array before it", "A subscript belongs to an array: `x_i`"),
    "@": ("An `@` stands between two arrays", "Something is missing before it"),
}

MODES = ("full", "same", "valid")
REVERSING = ("flip", "fliplr", "flipud", "reverse", "reversed", "rev")
REVERSED = "A row in reverse order is `flip(a)`"
ROW_OF_ONES = ("A row of ones is not read", "Write the sum: `sum(i, ...)`")
WITHOUT_PREFIX = "Write `sum(j, ...)`, `conv(a, b)` or `corr(a, b)` without a prefix"

FOREIGN = {
    "lambda": ("`lambda` is not read", "Write the formula itself"),
    "else": (
        "An `else` is not read here",
        "A condition is a factor in brackets: `[i == j]` is 1 where it holds and 0 elsewhere",
    ),
    "where": (
        "`where` is not read",
        "A condition is a factor in brackets: `[i == j]` is 1 where it holds and 0 elsewhere",
    ),
    "np": ("NumPy is not known here", WITHOUT_PREFIX),
    "numpy": ("NumPy is not known here", WITHOUT_PREFIX),
    "torch": ("PyTorch is not known here", WITHOUT_PREFIX),
    "scipy": ("SciPy is not known here", WITHOUT_PREFIX),
    "range": ("A `range` stands outside a sum here", "It belongs to an index: `sum(... for j in range(m))`"),
    "len": ("`len` is not read", "The sizes have names of their own"),
    "abs": ("`abs` is not read", "There are no absolute values"),
    "sqrt": ("`sqrt` is not read", "Powers are whole numbers"),
    "prod": ("A product over an index is not read", "Write the factors side by side"),
    "ceil": ("`ceil` is not read", "a / b rounded up is `-((-a)//b)`"),
    "lceil": ("Rounding up is not read", "a / b rounded up is `-((-a)//b)`"),
    "dot": ("`dot` is not read", "Write `A @ b` for a product of matrices, or a sum over an index"),
    "outer": ("`outer` is not read", "Write the product of two entries, `a[i]*b[j]`"),
    "einsum": ("`einsum` is not read", "Write the sum over an index: `sum(j, ...)`"),
    "matmul": ("`matmul` is not read", "Write `A @ b`"),
    **{
        name: (
            f"`{name}` is a cross-correlation in one library and a convolution in another",
            "Write `corr(a, b)` or `conv(a, b)`",
        )
        for name in ("conv1d", "conv2d", "conv3d", "convnd")
    },
    "conv2": ("`conv2` is not read", "Write `conv(a, b)`"),
    "convn": ("`convn` is not read", "Write `conv(a, b)`"),
    "filter2": ("`filter2` is not read", "Write `corr(a, b)`"),
    "ones": ROW_OF_ONES,
    **{name: (f"`{name}` is not read", REVERSED) for name in REVERSING if name != "flip"},
    "return": ("`return` is not read", "Write the formula alone"),
    "print": ("`print` is not read", "Write the formula alone"),
    "import": ("`import` is not read", "Write the formula alone"),
}

CALLED = {
    **{name: "(z[i])" for name in FUNCTIONS},
    **{name: "(a)" for name in ("flip", "rot180", "T")},
    **{name: "(a, b)" for name in ("conv", "corr", "convolve", "correlate", "min")},
    "pad": "(a, p)",
    "dilate": "(a, s)",
    "kron": "(i, j)",
    "floor": "(a / b)",
}
