r"""A formula as LaTeX for KaTeX, as a good textbook prints it: reading it again gives the same tree.

The insight: a subscript is another place than a line. On the line a quotient is a fraction and a product is set
with thin spaces; in a subscript a quotient is written inline, `\delta_{(k - d j)/s}`, and nothing is spaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.formula.precedence import ATOM, NEGATIVE, POWER, PRODUCT, binding
from engine.formula.text import number
from engine.formula.tree import (
    Add,
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
)
from engine.formula.walk import is_whole

GREEK = frozenset(
    (
        *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"),
        *("nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega"),
    )
)
RELATION = {"==": "=", "!=": r"\ne ", "<": "<", "<=": r"\le ", ">": ">", ">=": r"\ge "}
NAMED_FUNCTIONS = frozenset(("exp", "log", "tanh"))
MATRIX_PRODUCT = r"\mathpunct{}"
"""An operator without a sign: the matrices stand side by side, and reading tells it from a product of entries."""
TALL = (r"\frac", r"\sum", r"\max", r"\left")


@dataclass(frozen=True)
class Style:
    """How a source sets its formulas: the loss's letter, x_{i} or x[i], one Σ for several indices or one for each."""

    loss: str = "L"
    subscripts: bool = True
    joined: bool = True


def latex(node: Formula, colours: Mapping[str, str] | None = None, style: Style | None = None) -> str:
    r"""The formula as LaTeX; `colours` gives arrays a colour of their own (such LaTeX is for the eye only).

    >>> from engine.formula.tree import add, mul, neg
    >>> j, k = Symbol("j"), Symbol("k")
    >>> print(latex(Sum("j", None, None, mul(Read("w", (j,)), Read("delta", (add(k, neg(j)),))))))
    \sum_{j} w_{j}\,\delta_{k-j}
    >>> print(latex(Read("x", (k,)), colours={"x": "#0072b2"}))
    \textcolor{#0072b2}{x}_{k}
    """
    return _Printer(colours or {}, style or Style()).write(node, tight=False)


def name(word: str) -> str:
    r"""A name as LaTeX: a Greek letter, a letter, or an upright word.

    >>> print(name("delta"), name("x"), name("grad_output"))
    \delta x \mathrm{grad\_output}
    """
    if word in GREEK:
        return "\\" + word
    return word if len(word.rstrip("'")) == 1 else r"\mathrm{" + word.replace("_", r"\_") + "}"


def level(node: Formula, tight: bool) -> int:
    """The rung of the ladder on which the LaTeX of a node stands; a fraction set with a bar binds like a power.

    >>> level(Quotient(Symbol("i"), Symbol("s")), tight=True) == PRODUCT
    True
    """
    match node:
        case Sum() | Max():
            return PRODUCT
        case Quotient() if not tight:
            return POWER
        case Partial():
            return POWER
    return binding(node)


@dataclass(frozen=True)
class _Printer:
    colours: Mapping[str, str]
    style: Style

    def write(self, node: Formula, tight: bool) -> str:
        match node:
            case Number(value):
                return number(value)
            case Symbol(word):
                return name(word)
            case Whole(array) | Read(array, ()):
                return self.array(array)
            case Read(array, indices):
                return self.array(array) + self.index_list(indices)
            case Add(terms):
                return self.terms(terms, tight)
            case Neg(body):
                return f"-{self.at_least(PRODUCT, body, tight)}"
            case Mul(factors):
                return self.product(factors, tight)
            case Quotient(numerator, denominator) if tight:
                return f"{self.factor(numerator, False, True)}/{self.at_least(POWER, denominator, True)}"
            case Quotient(numerator, denominator):
                return rf"\frac{{{self.write(numerator, False)}}}{{{self.write(denominator, False)}}}"
            case Floor(numerator, denominator):
                over = self.at_least(POWER, numerator, True), self.at_least(POWER, denominator, True)
                return rf"\lfloor {over[0]}/{over[1]} \rfloor"
            case Power(base, exponent):
                return f"{self.at_least(ATOM, base, tight)}^{{{exponent}}}"
            case Sum():
                return self.big(r"\sum", node, tight)
            case Max():
                return self.big(r"\max", node, tight)
            case Bracket(left, relation, right):
                return rf"[\,{self.write(left, True)}{RELATION[relation]}{self.write(right, True)}\,]"
            case Partial(of, by):
                above = self.style.loss if of is None else self.at_least(ATOM, of, False)
                return rf"\frac{{\partial {above}}}{{\partial {self.write(by, False)}}}"
            case Apply(function, order, argument):
                return self.function(function) + "'" * order + self.brackets(self.write(argument, tight))
            case Operation("matmul", (left, right)):
                return f"{self.at_least(POWER, left, tight)}{MATRIX_PRODUCT}{self.at_least(POWER, right, tight)}"
            case Operation("T", (operand,)):
                inner = self.write(operand, False)
                return (inner if isinstance(operand, Whole) else self.brackets(inner)) + r"^{\top}"
            case Operation(operation, operands, mode, amount):
                parts = [self.write(operand, False) for operand in operands]
                parts += [] if amount is None else [self.write(amount, True)]
                parts += [] if mode is None else [rf"\text{{{mode}}}"]
                return rf"\operatorname{{{operation}}}" + self.brackets(", ".join(parts))
            case Entry(whole, indices):
                return self.at_least(ATOM, whole, tight) + self.index_list(indices)
        raise TypeError(f"latex() has no rule for {type(node).__name__}")

    def array(self, word: str) -> str:
        colour = self.colours.get(word)
        return name(word) if colour is None else rf"\textcolor{{{colour}}}{{{name(word)}}}"

    def function(self, word: str) -> str:
        if word in GREEK or word in NAMED_FUNCTIONS:
            return "\\" + word
        return rf"\operatorname{{{word}}}"

    def at_least(self, rung: int, node: Formula, tight: bool) -> str:
        written = self.write(node, tight)
        return written if level(node, tight) >= rung else self.brackets(written)

    def brackets(self, written: str) -> str:
        if any(command in written for command in TALL):
            return rf"\left({written}\right)"
        return f"({written})"

    def terms(self, terms: tuple[Formula, ...], tight: bool) -> str:
        plus, minus = ("+", "-") if tight else (" + ", " - ")
        written = self.at_least(NEGATIVE, terms[0], tight)
        for term in terms[1:]:
            if isinstance(term, Neg):
                written += minus + self.at_least(PRODUCT, term.body, tight)
            else:
                written += plus + self.at_least(NEGATIVE, term, tight)
        return written

    def product(self, factors: tuple[Formula, ...], tight: bool) -> str:
        """Factors side by side; a dot only where the next would be read as part of the one before.

        Between whole arrays, which would be a matrix product side by side, stands the sign of the product by entries.
        """
        written = self.factor(factors[0], False, tight)
        arrays = list(map(is_whole, factors))
        for place, factor in enumerate(factors[1:], start=1):
            following = self.factor(factor, place == len(factors) - 1, tight, first=False)
            before = factors[place - 1]
            opens = following.startswith(("(", r"\left("))
            if arrays[place] and any(arrays[:place]):
                between = r" \odot "
            elif following[0].isdigit() or (opens and not isinstance(before, Number | Symbol | Read | Add)):
                between = r" \cdot "
            else:
                words = written.endswith("}") or following.startswith(r"\mathrm")
                between = " " if (tight and not words) or (isinstance(before, Number | Symbol) and not words) else r"\,"
            written += between + following
        return written

    def factor(self, factor: Formula, last: bool, tight: bool, first: bool = True) -> str:
        """A factor; a sum reaches over all that follows, so only the last one stands without brackets."""
        if isinstance(factor, Sum | Max):
            return self.write(factor, tight) if last else self.brackets(self.write(factor, tight))
        return self.at_least(PRODUCT if first and not isinstance(factor, Operation) else POWER, factor, tight)

    def big(self, sign: str, node: Sum | Max, tight: bool) -> str:
        """A sum or maximum; neighbouring indices without limits share one sign where the style joins them."""
        written = ""
        unlimited: list[str] = []
        while True:
            if node.low is None:
                unlimited.append(name(node.index))
            inner = node.body
            if node.low is not None:
                low, high = self.write(node.low, True), self.write(node.high, True)
                written += f"{sign}_{{{name(node.index)}={low}}}^{{{high}}} "
            shares = self.style.joined and node.low is None and isinstance(inner, Sum) and inner.low is None
            if unlimited and not shares:
                written += f"{sign}_{{{','.join(unlimited)}}} "
                unlimited = []
            if not isinstance(inner, Sum) or isinstance(node, Max):
                return written + self.at_least(PRODUCT, inner, tight)
            node = inner

    def index_list(self, indices: tuple[Formula, ...]) -> str:
        listed = ",".join(self.write(index, True) for index in indices)
        return f"_{{{listed}}}" if self.style.subscripts else f"[{listed}]"
