"""What the words of LaTeX mean, one table: the kind of token and its text; None for those that only set type."""

from __future__ import annotations

from engine.formula.characters import GREEK

SILENT = (
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr limits nolimits displaystyle textstyle scriptstyle "
    "quad qquad , ; ! : > nonumber notag hfill space thinspace enspace negthinspace mathstrut strut "
    "rm bf it mathrm mathbf mathit mathsf mathtt mathcal mathscr mathnormal text textrm textbf textit operatorname "
    "operatorname* boldsymbol bm vec ensuremath mbox ( ) [ ] \\"
).split()

MARKS = {
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "div": "/",
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "lt": "<",
    "gt": ">",
    "ne": "!=",
    "neq": "!=",
    "ldots": "..",
    "dots": "..",
    "cdots": "..",
    "dotsc": "..",
    "dotsb": "..",
    "dotsm": "..",
    "star": "⋆",
    "circledast": "⋆",
    "otimes": "⋆",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lbrack": "[",
    "rbrack": "]",
    "lbrace": "{",
    "rbrace": "}",
    "{": "{",
    "}": "}",
    "prime": "'",
    "partial": "∂",
    "frac": "frac",
    "dfrac": "frac",
    "tfrac": "frac",
    "cfrac": "frac",
    "nabla": "∇",
    "in": "∈",
    "land": "and",
    "wedge": "and",
    "mid": "|",
    "vert": "|",
    "lvert": "|",
    "rvert": "|",
    "coloneqq": "=",
    "_": "_",
    "mathbb": "truth",
    "mathds": "truth",
    "mathbbm": "truth",
    "bbone": "truth",
    "top": "name",
    "intercal": "name",
    "&": "&",
}

NAMES = {"ell": "L", "top": "T", "intercal": "T", "ln": "log", "varsigma": "sigma"}

LATEX: dict[str, tuple[str, str] | None] = {
    **{name: ("name", name) for name in ("exp", "log", "tanh", "min", "bmod", "mod", "prod", "int", "lceil", "rceil")},
    **{name: ("name", name) for name in GREEK.values()},
    **{word: (mark, mark) for word, mark in MARKS.items()},
    **{word: ("name", name) for word, name in NAMES.items()},
    **{f"var{name}": ("name", name) for name in ("epsilon", "theta", "phi", "rho", "pi")},
    **dict.fromkeys(SILENT),
    "sum": ("sum", "sum"),
    "Sigma": ("sum", "sum"),
    "max": ("max", "max"),
    " ": None,
    "\n": None,
}

WORDS = {
    "sum": "sum",
    "Sum": "sum",
    "SUM": "sum",
    "max": "max",
    "Max": "max",
    "for": "for",
    "in": "∈",
    "and": "and",
    "if": "if",
    "partial": "∂",
}
