"""From the learner's characters to tokens: one compiled pattern for the plain language, LaTeX and unicode alike.

A token's kind is its mark (`+`, `[`, `==`, `sum`, `∂`), or `name`, `number`, `end`; it keeps the place where it was
typed, so that a caret always stands under the learner's own character. Lowered and raised letters (xᵢ₊ⱼ, a²) become
the tokens of x_{i+j} and a^{2}.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from engine.formula.characters import GREEK, LOWERED, RAISED, plain
from engine.formula.problems import Problem, Unreadable
from engine.formula.words import ACCENTS, LATEX, WORDS

LONGEST = 2000

MARKS = {
    "**": "^",
    "...": "..",
    "…": "..",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "=<": "<=",
    "=>": ">=",
    "<>": "!=",
    "===": "==",
    "≔": "=",
    ":=": "=",
    "≡": "==",
    "&&": "and",
    "∧": "and",
    "∗": "*",
    "𝟙": "truth",
    "⟦": "[",
    "⟧": "]",
    "∑": "sum",
    "⊛": "⋆",
    "⊗": "⋆",
    "⊙": "*",
    "∘": "*",
    "→": "->",
    r"\mathpunct{}": "@",
}

PATTERN = r"""
    (?P<space> [\s~$`]+ )
  | (?P<frame> \\(?:begin|end)\s*\{\s*(?:align|aligned|alignat|equation|gather|gathered|split|math|displaymath)\*?\s*\}
             | \\(?:left|right)\s*\. | \^?\{\s*\} | INFINITE | &(?=\s*=) | (?<==)&
             | \\(?:label|tag|hspace|mspace)\*?\s*\{[^{}]*\} | \\text\s*\{[\s.,;]*\}
             | COMMENT
             | \A\s*(?:\\(?:implies|iff|therefore|Rightarrow|Longrightarrow)(?![A-Za-z])|[⇒⟹∴]|=>) )
  | (?P<endless> ENDLESS )
  | (?P<name> NAMES [A-Za-z][A-Za-z0-9]* | [GREEK][0-9]* | Σ )
  | (?P<number> [0-9]+(?:\.[0-9]+|\.(?![.A-Za-z]))? | \.[0-9]+ )
  | (?P<plain> \\mathpunct\{\} | \*\* | // | -> | === | == | != | <= | >= | =< | => | <> | := | && | \.\.\.?
             | [-+*/^@()\[\]{},;:=<>_'"|.&%!?\#] | […≤≥≠≔≡∧𝟙⟦⟧⋆⊛⊗⊙∘→⌊⌋∂∇∈″‴] )
  | (?P<upright> \\(?:operatorname\*?|math(?:rm|bf|it|sf|tt|cal|scr)|text(?:rm|bf|it)?|boldsymbol|bm|vec|mbox)
                 \s* \{ \s* \\? (?P<word> [A-Za-z](?:(?:\\?_)?[A-Za-z0-9])* ) \s* \} )
  | (?P<one> \\(?:mathbb|mathds|mathbbm|mathbf|boldsymbol|bm)\s*(?:\{\s*[1I]\s*\}|1) | \\(?:bbone|1)(?![A-Za-z]) )
  | (?P<command> \\(?:[A-Za-z]+\*?|.|\n) )
  | (?P<lowered> [LOWERED]+ )
  | (?P<raised> [RAISED]+ )
  | (?P<other> . )
"""


INFINITE = r"""
    (?:\\in|∈)\s*(?:\\mathbb\s*\{?\s*Z\s*\}?|Z)(?![A-Za-z0-9]) | =\s*-\s*(?:\\infty|∞)
  | =\s*-\s*(?:inf|oo)\s*\.\.\s*\+?\s*(?:inf|oo)
"""
TEXT = r"\\(?:text(?:rm|it|bf|sf|tt|sc|sl|up|normal)?|mbox|hbox|(?:short)?intertext)\s*\{"
REMARK = TEXT + r"(?:[^{}]|\{[^{}]*\})*\}"
NO_NAME = r"(?=[^{}]*[^\W\d_]{2})(?!\s*(?:\\?[_A-Za-z0-9])*\s*\})"
GAP = r"(?:\\q?quad(?![A-Za-z])|[\s~]|\\[,;:!>])"
LINE_ENDS = r"(?:\Z|\\\\|\\end(?![A-Za-z]))"
COMMENT = rf"""
    && (?:{GAP}|[({{\[])* {TEXT} (?:(?!{LINE_ENDS}|\n).)*
  | (?: (?:\\q?quad(?![A-Za-z])|&) {GAP}* (?:{REMARK}|\({REMARK}\)|\[{REMARK}\])
      | (?={TEXT}{NO_NAME}) {REMARK} ) (?=[\s.,;$]*(?:{LINE_ENDS}|(?<=\n)))
"""
"""A column of comments, or a remark at the end of a line; a lone word there is a name unless a gap sets it apart."""
ENDLESS = r"\^\s*\{?\s*\+?\s*(?:\\infty|∞)\s*\}?"

APOSTROPHE = re.compile(r"(?<=\w)`(?=\()")
"""The mark of sigma`(z[i]); around code such marks come in pairs."""

BEFORE_OPERANDS = frozenset((*"+-*/%^_([{,;:=<>@∈", "//", "==", "!=", "<=", ">=", ".."))
INVERTED = (
    "A `~` is not read here",
    "In Python `x[~k]` counts from the end; here say where the end is: `x[n-1-k]`",
)
WITHOUT_ACCENT = "Write another letter, or put a prime behind it: `k'` is another index than `k`"


class Token(NamedTuple):
    """A piece of a formula: what it is, its text in the language's own words, and where it was typed."""

    kind: str
    text: str
    start: int
    end: int


SUBSTACK = re.compile(r"\\substack\{(?P<lines>[^{}]*)\}")


@lru_cache(maxsize=64)
def pattern(names: frozenset[str]) -> re.Pattern[str]:
    r"""The pattern, with the declared names that no plain rule would read as one (w_1, dL_dz, in LaTeX dL\_dz)."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    escaped = (re.escape(name).replace("_", r"\\?_") for name in longest_first)
    listed = "".join(f"{name}(?![A-Za-z0-9]) | " for name in escaped)
    source = (
        PATTERN.replace("COMMENT", COMMENT)
        .replace("INFINITE", INFINITE)
        .replace("ENDLESS", ENDLESS)
        .replace("NAMES", listed)
        .replace("GREEK", "".join(GREEK))
    )
    source = source.replace("LOWERED", re.escape("".join(LOWERED))).replace("RAISED", "".join(RAISED))
    return re.compile(source, re.VERBOSE | re.DOTALL)


def tokenise(text: str, declared: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a line, the last one of kind `end`.

    >>> [token.kind for token in tokenise("Σ_j w_j")]
    ['sum', '_', 'name', 'name', '_', 'name', 'end']
    """
    if len(text) > LONGEST:
        raise Unreadable(
            Problem(
                text[:LONGEST], None, None, f"This is {len(text)} characters long", f"At most {LONGEST} can be read"
            )
        )
    odd = frozenset(name for name in declared if "_" in name)
    line = SUBSTACK.sub(unstacked, plain(text))
    if line.count("`") % 2:
        line = APOSTROPHE.sub("'", line)
    tokens = scan(line, text, 0, pattern(odd), declared)
    while tokens and tokens[-1].kind in ",;.":
        tokens.pop()
    tokens.append(Token("end", "", len(text.rstrip()), len(text.rstrip())))
    return tokens


def unstacked(match: re.Match[str]) -> str:
    r"""The lines of \substack{a\\b} as a list of the same length: a comma for a line break, blanks around."""
    return " " * len(r"\substack{") + match["lines"].replace(r"\\", ", ") + " "


def is_blank(text: str) -> bool:
    r"""Whether a line says nothing: it is empty, or holds only what stands around formulas.

    >>> is_blank(" "), is_blank(r"\begin{aligned}"), is_blank("0")
    (True, True, False)
    """
    try:
        return len(tokenise(text)) == 1
    except Unreadable:
        return False


def scan(line: str, text: str, offset: int, rules: re.Pattern[str], declared: frozenset[str]) -> list[Token]:
    """The tokens of `line`, which stands in `text` from `offset` on."""
    tokens: list[Token] = []
    for match in rules.finditer(line):
        kind, word = match.lastgroup, match.group()
        start, end = offset + match.start(), offset + match.end()
        if kind == "name":
            word = word.replace("\\", "")
            if word not in declared:
                word = GREEK.get(word, word)
            tokens.append(Token("sum" if word == "Σ" else WORDS.get(word, "name"), word, start, end))
        elif kind == "plain":
            tokens.append(Token(MARKS.get(word, word), word, start, end))
        elif kind == "number" or kind == "endless":
            tokens.append(Token(kind, word, start, end))
        elif kind == "frame":
            continue
        elif kind == "space":
            if "~" in word and inverts(tokens, line[match.end() : match.end() + 1], text):
                place = start + word.index("~")
                raise Unreadable(Problem(text, place, place + 1, *INVERTED))
        elif kind == "upright":
            word = match["word"].replace("\\", "")
            if "_" in word and word not in declared:
                first, last = match.span("word")
                tokens += scan(line[first:last], text, offset + first, rules, declared)
            else:
                name = LATEX.get(word) or ("name", word)
                tokens.append(Token(WORDS.get(name[1], name[0]), name[1], start, end))
        elif kind == "one":
            tokens.append(Token("truth", "1", start, end))
        elif kind == "command":
            token = command(word, text, start, end)
            if token:
                tokens.append(token)
        elif kind == "lowered":
            tokens += shifted(word, LOWERED, "_", text, start, rules, declared)
        elif kind == "raised":
            tokens += shifted(word, RAISED, "^", text, start, rules, declared)
        else:
            raise Unreadable(
                Problem(text, start, end, f"The character {shown(word)} is not part of the formula language")
            )
    return tokens


def inverts(tokens: list[Token], following: str, text: str) -> bool:
    r"""Whether a `~` is Python's operator and not a blank of LaTeX's: something must begin there, and does.

    LaTeX's own lines have it in such a place behind a command, \cdot~x, outside brackets, =~x, and behind the
    commas in round ones, (x,~w), and in curly ones, _{p-u,~q-v}.
    """
    last = tokens[-1].kind if tokens else ""
    if (tokens and last not in BEFORE_OPERANDS) or not (following.isalnum() or following in ("(", "[", "{")):
        return False
    if tokens and text[tokens[-1].start] == "\\":
        return False
    opened: list[str] = []
    for token in tokens:
        if token.kind in ("(", "[", "{"):
            opened.append(token.kind)
        elif token.kind in (")", "]", "}") and opened:
            opened.pop()
    blank = not opened or (opened[-1] in ("(", "{") and last == ",")
    return "\\" not in text or not blank


def command(word: str, text: str, start: int, end: int) -> Token | None:
    """The token of a LaTeX command; None for one that only sets type."""
    name = word[1:]
    if name not in LATEX:
        expected = WITHOUT_ACCENT if name in ACCENTS else ""
        raise Unreadable(Problem(text, start, end, f"`{word}` is not a LaTeX command that is read here", expected))
    meaning = LATEX[name]
    return meaning and Token(meaning[0], meaning[1], start, end)


def shifted(
    word: str, table: dict[str, str], mark: str, text: str, start: int, rules: re.Pattern[str], declared: frozenset[str]
) -> list[Token]:
    """Lowered or raised characters as a group behind `_` or `^`; raised primes and T are read behind it as well."""
    end = start + len(word)
    inner = scan("".join(map(table.__getitem__, word)), text, start, rules, declared)
    return [
        Token(mark, mark, start, start + 1),
        Token("{", "{", start, start + 1),
        *inner,
        Token("}", "}", end - 1, end),
    ]


def shown(character: str) -> str:
    """A character as a sentence names it.

    >>> shown("¬"), shown("\\0")
    ('`¬`', 'U+0000')
    """
    alone = character.isprintable() and not character.isspace() and not unicodedata.combining(character)
    return f"`{character}`" if alone else f"U+{ord(character):04X}"
