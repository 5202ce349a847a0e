"""What is typed or clicked as an answer that is no formula: numbers, cells, picks and choices.

Nothing is executed. What can't be read is told apart from what is wrong, with the place named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from numbers import Rational, Real

import numpy as np

from engine.formula.characters import plain
from engine.formula.parser import parse
from engine.formula.problems import Problem, Unreadable
from engine.formula.scope import Scope
from lessons.arithmetic import is_arithmetic, value
from lessons.lists import closing, parts, unprinted, without_list
from lessons.model import Option

LONGEST = 2000
NOTHING = Scope({})
DECIMALS = re.compile(r"[+-]?\s*\d*\.(\d{2,})")
OF_A_FLOAT = 14
CUT_OFF = Fraction(1, 1000)
SPACED = re.compile(r"\s+([-−+*/·×÷^])\s+")
ASSIGNED = re.compile(r".*(?<![=<>!])=(?![=<>])", re.S)
LOWERED = re.compile(r"(?<=[^\W\d_])(?:_?(\d+)|_\{(\d+)\})")
NAMED_LIST = re.compile(r"\s*\w+\s*=\s*(?=[\[(]|[\w.]+\s*\()")
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
FACTORS = re.compile(r"\*|(?<=\])(?=\w)")
AROUND = re.compile(r"[\s'\"`]+")
LINES = re.compile(r"[;\n]")
BETWEEN_ROWS = re.compile(r"[;\n]|(?<=[\])])\s*,\s*(?=[\[(])")


class Unread(Exception):
    """A learner's answer that can't be read, with the sentence that says so."""


@dataclass(frozen=True)
class Typed:
    """A number that was typed.

    value   the number
    unit    what the last decimal counts, 1/100 in 2.33; 0 where nothing can have been rounded off
    """

    value: Fraction
    unit: Fraction = Fraction(0)

    def stands_for(self, number: Fraction) -> bool:
        """Whether it is that number, or what that number is when it is rounded, or cut off as calculators do.

        >>> [number(text).stands_for(Fraction(8, 3)) for text in ("8/3", "2.67", "2.66", "2.666")]
        [True, True, False, True]
        """
        cut_off = self.unit <= CUT_OFF and self.value * number > 0 and 0 <= abs(number) - abs(self.value) < self.unit
        return cut_off or 2 * abs(self.value - number) <= self.unit


def number(answer: object) -> Typed:
    """A number, or arithmetic of numbers: 3, -2, 1/2, 0.5, −2, 2*3 + 1; what stands before an `=` only names it.

    >>> number("−1/2").value, number("(2+4)/4").value
    (Fraction(-1, 2), Fraction(3, 2))
    """
    if isinstance(answer, bool | np.bool_):
        raise Unread("Write a number, not true or false.")
    if isinstance(answer, np.generic):
        answer = answer.item()
    if isinstance(answer, Rational):
        return Typed(Fraction(answer))
    if isinstance(answer, Real):
        if not np.isfinite(answer):
            raise Unread("This is not a finite number.")
        return Typed(Fraction(float(answer)).limit_denominator(10**6), _unit(str(answer)))
    if not isinstance(answer, str):
        raise Unread("Write a number, such as 3, -2 or 1/2.")
    found = ASSIGNED.sub("", answer).strip()
    if not found:
        raise Unread("There is no number yet.")
    return Typed(_constant(found), _unit(found))


def formula_text(answer: object) -> str:
    """A formula, which is text."""
    if not isinstance(answer, str):
        raise Unread("Write the answer as text.")
    return answer


def grid(answer: object, labels: Sequence[Sequence[str]]) -> list[list[Typed]]:
    """A number for every cell; from text, numbers stand between commas or spaces, rows between semicolons or lines.

    A grid may also come as one long row.

    >>> [cell.value for cell in grid("3, -2; 1 1/2", (("A[0,0]", "A[0,1]"), ("A[1,0]", "A[1,1]")))[1]]
    [Fraction(1, 1), Fraction(1, 2)]
    """
    rows = _rows(answer, len(labels))
    found = answer.replace(";", " ").split() if isinstance(answer, str) else []
    if len(found) == sum(map(len, labels)) and all(map(DECIMAL_COMMA.fullmatch, found)):
        raise Unread(f"A comma stands between two numbers. Write a decimal point: {found[0].replace(',', '.')}.")
    if len(rows) == 1 and len(labels) > 1 and len(rows[0]) == sum(map(len, labels)):
        flat = iter(rows[0])
        rows = [[next(flat) for _ in row] for row in labels]
    if len(rows) != len(labels):
        raise Unread(f"There {are(len(labels), ' row')} to fill, and here {are(len(rows))}.")
    known = {_name(name) for row in labels for name in row}
    read = []
    for names, row in zip(labels, rows, strict=True):
        if len(row) != len(names):
            for value in row:
                number(value)
            raise Unread(
                f"There {are(len(names), ' cell')} to fill, {names[0]} to {names[-1]}, and here {are(len(row))}."
            )
        read.append([_cell(name, value, known) for name, value in zip(names, row, strict=True)])
    return read


def picked(answer: object, cells: Sequence[Sequence[str]]) -> frozenset[str]:
    """The cells that were picked; from text, between commas outside brackets, spaces or semicolons.

    >>> sorted(picked("z[1], z[0]", (("z[0]", "z[1]", "z[2]"),)))
    ['z[0]', 'z[1]']
    """
    if isinstance(answer, str):
        if len(answer) > LONGEST:
            raise Unread("This is too long for an answer.")
        answer = [part for part in parts(without_list(answer)) if part.strip()]
    if not isinstance(answer, Sequence | set | frozenset):
        raise Unread("Pick cells, or name them: " + cells[0][0])
    names = {_bare(cell): cell for row in cells for cell in row}
    chosen = set()
    for part in map(str, answer):
        apart = _apart(part, names)
        unknown = [name for name in apart if _bare(name) not in names]
        if unknown:
            raise Unread(_no_cell(unknown[0] if len(unknown) < len(apart) else part.strip(), list(names.values())))
        chosen.update(names[_bare(name)] for name in apart)
    if not chosen:
        raise Unread("Nothing is picked yet.")
    return frozenset(chosen)


def _apart(part: str, names: Mapping[str, str]) -> list[str]:
    """The cells in a part of a text: one, or several with the dots between them that they are shown with, or spaces."""
    shown = ([part], part.split(" · "))
    return next((pieces for pieces in shown if all(_bare(piece) in names for piece in pieces)), part.split())


def _no_cell(name: str, cells: Sequence[str]) -> str:
    """The sentence that says that there is no cell of this name, with how to write one."""
    if name.replace(" ", "").isdecimal():
        return f"A number names no cell here. Write the cells as they stand, as in: {', '.join(cells[:2])}"
    return f"There is no cell “{name[:40]}”; the first one is {cells[0]}."


def chosen(answer: object, options: Sequence[Option]) -> Option:
    """The option that was chosen, by its id or by its number, counted from 1.

    >>> chosen("2", (Option("a", "this"), Option("b", "that"))).id
    'b'
    """
    text = str(answer).strip() if isinstance(answer, str | int) and not isinstance(answer, bool) else ""
    for option in options:
        if text.casefold() == option.id.casefold():
            return option
    if text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= len(options):
        return options[int(text) - 1]
    names = ", ".join(option.id for option in options)
    raise Unread(f"Choose one of: {names}." if not text else f"“{text[:40]}” is not on offer; choose one of: {names}.")


def settings(answer: object, dials: Mapping[str, tuple]) -> dict[str, object]:
    """A value for every dial; from text, "name=value" between commas or spaces; a dial not named stays at its first.

    >>> settings("n = 5", {"n": (4, 5), "m": (2, 3)})
    {'n': 5, 'm': 2}
    """
    if isinstance(answer, str):
        if len(answer) > LONGEST:
            raise Unread("This is too long for an answer.")
        answer = dict(re.findall(r"([\w ]*\w)\s*[=:]\s*([\w.\-]+)", answer))
    if not isinstance(answer, Mapping) or not answer:
        raise Unread("Set the dials, as in " + ", ".join(f"{name}={values[0]}" for name, values in dials.items()))
    named = {str(name).strip(): value for name, value in answer.items()}
    unknown = [name for name in named if name not in dials]
    if unknown:
        raise Unread(f"There is no dial “{unknown[0][:40]}”; there are: {', '.join(dials)}.")
    return {name: _setting(name, named.get(name, values[0]), values) for name, values in dials.items()}


def _setting(name: str, value: object, values: tuple) -> object:
    for each in values:
        if str(value).strip() == str(each):
            return each
    raise Unread(f"“{name}” can be {', '.join(map(str, values))}, not “{str(value)[:40]}”.")


def _rows(answer: object, rows: int) -> list[list[object]]:
    if isinstance(answer, np.ndarray):
        answer = answer.tolist()
    if isinstance(answer, str):
        if len(answer) > LONGEST:
            raise Unread("This is too long for an answer.")
        split = BETWEEN_ROWS if rows > 1 else LINES
        lines = [_bare_row(line) for line in split.split(unprinted(NAMED_LIST.sub("", answer, count=1)))]
        if not any(lines):
            raise Unread("The cells are still empty.")
        return [parts(line) if "," in line else line.split() for line in lines if line]
    if not isinstance(answer, Sequence) or not answer:
        raise Unread("The cells are still empty." if not answer else "Write a number for each cell.")
    if len(answer) > LONGEST:
        raise Unread("This is too long for an answer.")
    nested = any(isinstance(part, Sequence) and not isinstance(part, str) for part in answer)
    if not nested:
        return [list(answer)]
    return [list(part) if isinstance(part, Sequence) and not isinstance(part, str) else [part] for part in answer]


def are(count: int, what: str = "") -> str:
    """How many there are: is 1 row, are 3 rows."""
    return f"is 1{what}" if count == 1 else f"are {count}{what}{'s' if what else ''}"


def _bare_row(text: str) -> str:
    """A row without the brackets around it and around all rows; those of arithmetic in it stay.

    >>> _bare_row("[[2 - 3, 4"), _bare_row("((1+2)*3, 4)")
    ('2-3, 4', '(1+2)*3, 4')
    """
    row = SPACED.sub(r"\1", text.replace("[", " ").replace("]", " ").strip())
    open_ones = row.count("(") - row.count(")")
    row = row.removeprefix("(" * open_ones).removesuffix(")" * -open_ones)
    while row.startswith("(") and closing(row) == len(row) - 1:
        row = row[1:-1].strip()
    return row


def _constant(text: str) -> Fraction:
    try:
        tree = parse(text, NOTHING).tree
        if is_arithmetic(tree):
            return value(tree, {})
        problem = Problem(text, None, None, "A comparison is no number")
    except ZeroDivisionError:
        raise Unread("Nothing can be divided by 0.") from None
    except Unreadable as refusal:
        problem = refusal.problem
    decimals = DECIMALS.fullmatch(plain(text))
    if decimals and len(decimals[1]) > OF_A_FLOAT:
        raise Unread("A number with so many decimals is rounded. Write it as a fraction, such as 3/4.")
    if THOUSANDS.fullmatch(plain(text)):
        raise Unread(
            f"No comma stands in a number. Write thousands without one, {text.replace(',', '')}, and decimals with a "
            "point."
        )
    if any(map(str.isalpha, text)):
        raise Unread(
            f"A number is asked for, and “{text[:40]}” has letters in it. Put numbers in their place, as in 2*3 + 1."
        )
    raise Unread(replace(problem, expected="A number is asked for, such as 3, -2, 0.5, 7/3 or 2*3 + 1").message)


def _unit(text: str) -> Fraction:
    """What the last decimal counts; those that a float doesn't keep count for nothing."""
    decimals = DECIMALS.fullmatch(plain(text))
    return Fraction(1, 10 ** min(len(decimals[1]), OF_A_FLOAT)) if decimals else Fraction(0)


def _cell(name: str, value: object, known: set[str]) -> Typed:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise Unread(f"{name} is still empty.")
    said = str(value).partition("=")[0].strip()
    if _name(said) in known - {_name(name)}:
        raise Unread(f"The cells stand in their order: here comes {name}, not another.")
    try:
        return number(value)
    except Unread as refusal:
        raise Unread(f"{name}: {refusal}") from None


def _name(label: str) -> str:
    """The name of a cell without brackets, spaces and the marks of lowered numbers."""
    return re.sub(r"[\s\[\]{}_]", "", label).casefold()


def _bare(name: str) -> str:
    """The name of a cell without spaces and quotes, lowered numbers in brackets, a product's factors in one order.

    >>> _bare("x_{2} * w_0"), _bare("'w[0]x[2]'"), _bare("x2")
    ('w[0]*x[2]', 'w[0]*x[2]', 'x[2]')
    """
    written = LOWERED.sub(r"[\1\2]", AROUND.sub("", plain(name)).replace("δ", "delta")).casefold()
    return "*".join(sorted(FACTORS.split(written)))
