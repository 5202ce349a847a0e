"""The grammar of formulas: sums of products of powers of atoms, in one class that climbs the ladder of precedence.

expression = sign* product (sign+ product)*
product    = factor (("*" | "/" | "//" | "%" | "@" | nothing) sign* factor)*
factor     = atom ("^" exponent)?
atom       = number | name ... | bracket | sum | fraction | derivative | bracket of truth | floor
"""

from __future__ import annotations

from collections.abc import Callable

from engine.formula import derivatives, numbers, ranges, reads, sums, trailing, truth, whole
from engine.formula.cursor import DEEPEST, Cursor
from engine.formula.facts import contains
from engine.formula.names import made_of_sizes
from engine.formula.sentences import REVERSED, SENTENCES
from engine.formula.tree import Apply, Floor, Formula, Power, Quotient, Read, add, mul, neg, sub

DIVISIONS = 40
RAISING = ("^", ".")
SIGNS = frozenset("+-")
OPERATORS = frozenset(
    ("*", "/", "//", "%", "@", "+", "-", "^", "_", "=", "==", "<", "<=", ">", ">=", "!=", ",", "..", "frac")
)


class Reader(Cursor):
    """Reads formulas from the tokens of one line."""

    def expression(self) -> Formula:
        """expression = sign* product (sign+ product)*"""
        kinds = self.kinds
        terms: list[Formula] = []
        subtracted = False
        while True:
            term = self.product(self.negative())
            terms.append(neg(term) if subtracted else term)
            if kinds[self.at] not in SIGNS:
                break
            subtracted = kinds[self.at] == "-"
            self.at += 1
        return add(*terms) if len(terms) > 1 else terms[0]

    def negative(self) -> bool:
        """sign*: whether they make what follows negative."""
        negative = False
        while self.kinds[self.at] in SIGNS:
            negative ^= self.kinds[self.at] == "-"
            self.at += 1
        return negative

    def product(self, negative: bool = False) -> Formula:
        """product = factor (("*" | "/" | "//" | "%" | "@" | nothing) sign* factor)*

        A sign in front belongs to what is divided: -a//b is (-a)//b, and rounds down.
        """
        kinds = self.kinds
        first, opened, nested = self.at, len(self.bare), 0
        factors = [self.factor()]
        while True:
            kind = kinds[self.at]
            if kind == "*":
                self.at += 1
                factors.append(self.signed())
            elif kind == "/":
                nested = self.nest(nested)
                factors = [Quotient(mul(*factors), self.signed())]
            elif kind == "//" or kind == "%":
                nested = self.nest(nested)
                left = neg(mul(*factors)) if negative else mul(*factors)
                negative = False
                factors = [Floor(left, self.signed()) if kind == "//" else remainder(left, self.signed())]
            elif kind == "@":
                nested = self.nest(nested)
                right = self.signed()
                factors = [whole.matmul(self, mul(*factors), right, first, opened)]
            elif kind in STARTERS and not (kind == "name" and self.tokens[self.at].text in ranges.WORDS):
                factors.append(self.factor())
            else:
                found = mul(*factors) if len(factors) > 1 else factors[0]
                return neg(found) if negative else found

    def nest(self, nested: int) -> int:
        """Step behind an operator whose tree grows to the left, and count it."""
        if nested >= DIVISIONS:
            self.fail(
                self.at, f"More than {DIVISIONS} divisions stand side by side here", "That is too many to be read"
            )
        self.at += 1
        return nested + 1

    def signed(self) -> Formula:
        """signed = sign* factor"""
        negative = self.negative()
        factor = self.factor()
        return neg(factor) if negative else factor

    def factor(self) -> Formula:
        """factor = atom ("^" exponent)?"""
        first, opened = self.at, len(self.bare)
        base = self.atom()
        if self.kinds[self.at] not in RAISING:
            return base
        if whole.is_transpose(self, self.at):
            return whole.transpose(self, base, first, opened)
        if self.kinds[self.at] == ".":
            return base
        exponent = numbers.exponent(self)
        if self.kinds[self.at] == "^":
            self.fail(self.at, "A power of a power", "Put brackets around the first one")
        return base if exponent == 1 else Power(base, exponent)

    def atom(self) -> Formula:
        """atom = number | name ... | bracket | sum | max | fraction | derivative | bracket of truth | floor"""
        rule = ATOMS.get(self.kinds[self.at])
        if rule is None:
            self.missing()
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(self.at, f"The formula is more than {DEEPEST} levels deep here", "That is too deep to be read")
        atom = rule(self)
        self.depth -= 1
        return atom

    def group(self) -> Formula:
        """group = "(" expression ")" | "[" expression "]" | "{" expression "}" | bracket of truth"""
        opening = self.at
        level = self.levels[opening]
        if level.relations:
            return truth.bracket(self, opening)
        close = self.partner[opening]
        if close == opening + 1:
            self.fail(opening, "These brackets are empty", last=close)
        if level.commas and self.kinds[level.commas[0]] == ",":
            self.fail(
                level.commas[0],
                "A comma stands in brackets that belong to no array and no function",
                made_of_sizes(self),
            )
        opened = len(self.bare)
        brace = self.kinds[opening] == "{"
        if (
            brace
            and close == opening + 2
            and self.kinds[opening + 1] == "name"
            and self.kinds[close + 1] in ("_", "[", "(")
        ):
            self.at = opening + 1
            return reads.name(self, close + 1)
        self.at += 1
        self.braces += brace
        inner = self.expression()
        self.braces -= brace
        self.leave(close)
        self.refuse_index(opening, close, inner)
        return whole.entry(self, inner, opening, opened)

    def refuse_index(self, opening: int, close: int, inner: Formula) -> None:
        """Brackets right behind other ones hold an index, where nothing is read in them: a number has none."""
        behind = self.kinds[opening] == "[" and opening and self.kinds[opening - 1] == ")"
        if behind and self.tokens[opening - 1].end == self.tokens[opening].start and not contains(inner, (Read, Apply)):
            self.fail(
                opening,
                "An index stands here behind brackets that hold one number, no array",
                "Leave it out, or work with whole arrays, as in `conv(a, b)[k]`",
                last=close,
            )

    def leave(self, close: int) -> None:
        """Step behind a closing bracket; anything before it that was not read is refused."""
        if self.at != close:
            self.unexpected()
        self.at += 1

    def items(self, opening: int) -> list[Formula]:
        """items = expression ("," expression)*, in the brackets opened at `opening`"""
        close = self.partner[opening]
        if close == opening + 1:
            self.fail(opening, "These brackets are empty", last=close)
        self.at = opening + 1
        found = [self.expression()]
        while self.at != close:
            if self.kinds[self.at] != ",":
                self.unexpected()
            self.at += 1
            found.append(self.expression())
        self.at += 1
        return found

    def fraction(self) -> Formula:
        r"""fraction = "\frac" part part"""
        if derivatives.is_fraction(self):
            return derivatives.fraction(self)
        self.at += 1
        return Quotient(self.part(), self.part())

    def part(self) -> Formula:
        """part = bracket | one character"""
        if self.kinds[self.at] in "{(":
            return self.group()
        token = self.tokens[self.at]
        splits = token.kind in ("name", "number") and len(token.text) > 1 and token.text[0] != "."
        if splits and token.end - token.start == len(token.text):
            self.tokens[self.at] = token._replace(text=token.text[0], end=token.start + 1)
            part = self.atom()
            self.at -= 1
            rest = token.text[1:]
            self.kinds[self.at] = "number" if rest[0].isdigit() else "name"
            self.tokens[self.at] = token._replace(kind=self.kinds[self.at], text=rest, start=token.start + 1)
            return part
        return self.atom()

    def floor(self) -> Formula:
        """floor = "⌊" expression "⌋", around one fraction"""
        opening, close = self.at, self.partner[self.at]
        self.at += 1
        return self.floored(self.expression(), opening, close)

    def floored(self, inner: Formula, opening: int, close: int) -> Formula:
        """The floor of a fraction that was read between two places."""
        self.leave(close)
        if not isinstance(inner, Quotient):
            self.fail(
                opening, "Only a fraction is rounded down here", "Write `a // b` for the floor of a / b", last=close
            )
        return Floor(inner.numerator, inner.denominator)

    def missing(self) -> None:
        """Refuse a place where something must stand and nothing does."""
        kind = self.kinds[self.at]
        before = self.at - 1
        if kind in SENTENCES:
            self.unexpected()
        if before >= 0 and self.kinds[before] in OPERATORS:
            self.fail(before, f"Nothing stands behind the `{self.typed(before)}`", "Something is missing there")
        if kind == "end":
            self.fail(self.at, "The formula ends too early", "Something is missing here")
        self.unexpected()

    def unexpected(self) -> None:
        """Refuse a token that can't stand where it stands."""
        kind = self.kinds[self.at]
        if kind == "end":
            self.fail(self.at, "The formula ends too early", "Something is missing here")
        found, expected = SENTENCES.get(kind, (f"`{self.typed(self.at)}` can't stand here", ""))
        runs = trailing.said_to_run(self)
        if runs:
            found, expected = f"Where `{runs}` runs is not read here", "Leave out all from here on"
        self.fail(self.at, found, REVERSED if whole.reverses(self, self.at) else expected)


def remainder(left: Formula, right: Formula) -> Formula:
    """left % right: what is left over when left is divided by right, left - right*(left // right)."""
    return sub(left, mul(right, Floor(left, right)))


ATOMS: dict[str, Callable[[Reader], Formula]] = {
    "name": reads.name,
    "number": numbers.number,
    "(": Reader.group,
    "[": Reader.group,
    "{": Reader.group,
    "sum": sums.binder,
    "max": sums.binder,
    "frac": Reader.fraction,
    "∂": derivatives.derivative,
    "truth": truth.indicator,
    "⌊": Reader.floor,
}
STARTERS = frozenset(ATOMS)
