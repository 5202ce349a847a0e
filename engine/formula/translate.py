"""A formula in another notation: its names, its letters, its first index, its kernel; and back.

Flipside's own notation is the identity. For every other one, with `layer` for its shapes:

    there(tree)   1. the kernel reversed, where the source's forward pass flips it (`reversal`)
                  2. indices counted from the source's first one
                  3. names and letters replaced (`renaming`)
    back(tree)    the same in the opposite order

`canonical` says what "the same" means: back(there(tree)) is the same formula as tree, and where neither the first index
nor the kernel differs it is the very same tree. One letter is not kept: an index that hides a size of the reversed
kernel by having its name is given another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.formula.facts import free_symbols
from engine.formula.latex import Style, latex
from engine.formula.notations import NOTATIONS, Notation
from engine.formula.parser import Parsed, parse, parse_line
from engine.formula.problems import Problem, Unreadable
from engine.formula.renaming import names, renamed, renamed_scope
from engine.formula.reversal import WEIGHTS, reversed_answer, reversed_axes, reversed_kernels
from engine.formula.scope import LOSS, Scope
from engine.formula.shifting import shifted
from engine.formula.text import text
from engine.formula.tidy import canonical, tidy
from engine.formula.tree import ONE, ZERO, Formula, Read, Sum, Symbol, sub

if TYPE_CHECKING:
    from engine.layer import Layer

__all__ = [
    "Translation",
    "canonical",
    "read",
    "read_line",
    "show_latex",
    "show_question",
    "show_question_latex",
    "show_text",
    "turns_kernels",
]

OWN = "flipside"
LOSS_PLACE = r"(?:(?<![A-Za-z])d(?:\s*\(\s*(?=\w+\s*,))?|(?:\\partial|∂)[\s{{]*){0}(?![A-Za-z0-9_\[(])"
LAST = {name: sub(Symbol(name), ONE) for name in "nm"}
EXAMPLES = (
    Read("z", (Symbol("i"),)),
    Read("x", (Symbol("k"),)),
    Read("x", (sub(LAST["n"], Symbol("k")),)),
)
RANGE = Sum("j", ZERO, LAST["m"], Read("w", (Symbol("j"),)))
"""What stands as an example in the sentences of refusals, and a sum whose range does."""
LOSS_SAID = re.compile(rf"(?<![A-Za-z])(d?){LOSS}(?![A-Za-z0-9_\[(])")


class Translation:
    """Between Flipside's notation and another one, for the formulas about one layer."""

    def __init__(self, notation: Notation, layer: Layer) -> None:
        self.notation = notation
        self.layer = layer
        self.by = notation.first - layer.first
        self.axes = reversed_axes(layer, notation.weights) if notation.flips else {}
        self.words = names(notation, layer, frozenset(self.axes))
        self.own = {word: name for name, word in self.words.items()}

    def there(self, node: Formula, wanted: Formula | None = None) -> Formula:
        """The formula in the notation; `wanted` is what it answers (in Flipside's notation), if anything."""
        if self.axes:
            if wanted is not None:
                node = reversed_answer(node, self.layer, wanted, self.axes)
            node = reversed_kernels(node, self.layer, self.axes)
        if self.by:
            node = tidy(shifted(node, self.by, self._sizes(wanted)))
        return renamed(node, self.words)

    def back(self, node: Formula, wanted: Formula | None = None) -> Formula:
        """The formula in Flipside's notation."""
        node = renamed(node, self.own)
        if self.by:
            node = tidy(shifted(node, -self.by, self._sizes(wanted)))
        if self.axes:
            node = reversed_kernels(node, self.layer, self.axes)
            node = renamed(node, {WEIGHTS + name: name for name in self.axes})
            if wanted is not None:
                node = reversed_answer(node, self.layer, wanted, self.axes)
        return node

    def _sizes(self, wanted: Formula | None) -> frozenset[str]:
        """The sizes and parameters, less those that a letter of what is wanted hides."""
        return self.layer.symbols - (frozenset() if wanted is None else free_symbols(wanted))

    def question(self, wanted: Formula) -> Formula:
        """What is wanted, in the notation: the derivative by an entry of its own kernel, where it has one.

        Its indices are letters, and a letter names the same place of the question whatever the first index is.
        """
        return renamed(wanted, self.words)

    def scope(self, scope: Scope) -> Scope:
        """The scope in the notation's names."""
        return renamed_scope(scope, self.notation, self.words, self.axes)

    @property
    def loss(self) -> str:
        """The letter under which the loss is typed: Flipside's where the notation's names something else here."""
        letter = self.notation.loss[0]
        return LOSS if letter in self.words.values() else letter

    def typed(self, line: str) -> str:
        """The learner's line with the loss under Flipside's letter, every other character in its place."""
        if self.loss == LOSS:
            return line
        return re.sub(LOSS_PLACE.format(self.loss), lambda match: match[0][:-1] + LOSS, line)

    def problem(self, problem: Problem, line: str, scope: Scope) -> Problem:
        """A problem of the line as it was typed; a name of Flipside's is answered with what it is called here.

        scope   the names of the question in Flipside's notation
        """
        words = (problem.found, self.with_its_examples(problem.expected), problem.suggestion)
        found, expected, suggestion = (LOSS_SAID.sub(rf"\1{self.loss}", each) for each in words)
        problem = replace(problem, text=line, found=found, expected=expected, suggestion=suggestion)
        if problem.start is None or problem.end is None:
            return problem
        found = line[problem.start : problem.end].strip().removeprefix("\\")
        declared = {*self.layer.all_shapes, *self.layer.symbols}
        letters = (*scope.free, *self.notation.line, *self.notation.plane)
        if found not in declared or found in {self.words.get(name, name) for name in (*declared, *letters)}:
            return problem
        return replace(
            problem,
            found=f"There is no `{found}` in this notation ({self.notation.title})",
            expected=f"What Flipside calls `{found}` is called `{self.words[found]}` here",
            suggestion="",
        )

    def with_its_examples(self, sentence: str) -> str:
        """A sentence whose examples are in Flipside's notation, with those of this one.

        >>> from engine.layer import Layer
        >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
        >>> Translation(NOTATIONS["goodfellow"], layer).with_its_examples("Write it like `d(z[i], x[k])`")
        'Write it like `d(Z[j], V[k])`'
        """
        examples = {text(each): text(self.there(each)) for each in EXAMPLES}
        examples["x[~k]"] = examples["x[k]"].replace("[", "[~")
        examples[_range_of(RANGE)] = _range_of(self.there(RANGE))
        return re.sub("|".join(map(re.escape, examples)), lambda match: examples[match[0]], sentence)


def _range_of(total: Formula) -> str:
    """The range of a sum as text: 0..m-1."""
    return text(total).partition("=")[2].partition(",")[0]


def turns_kernels(notation: str, layer: Layer) -> bool:
    """Whether the notation keeps a kernel of the layer turned round."""
    return bool(_translation(notation, layer).axes)


def show_text(
    node: Formula, notation: str = "flipside", layer: Layer | None = None, wanted: Formula | None = None
) -> str:
    """The formula as text in a notation; any but Flipside's own needs the layer that the formula is about.

    `wanted` is what the formula answers: under a kernel that is reversed, its free index counts from the other end.
    """
    if notation == OWN:
        return text(node)
    row = NOTATIONS[notation]
    return text(_translation(notation, layer).there(node, wanted), loss=row.loss[0])


def show_latex(
    node: Formula,
    notation: str = "flipside",
    layer: Layer | None = None,
    wanted: Formula | None = None,
    colours: Mapping[str, str] | None = None,
) -> str:
    """The formula as LaTeX in a notation; `colours` is by Flipside's names of the arrays."""
    if notation == OWN:
        return latex(node, colours)
    translation = _translation(notation, layer)
    return _latex(translation.there(node, wanted), notation, translation, colours)


def read(
    text: str, scope: Scope, notation: str = "flipside", layer: Layer | None = None, wanted: Formula | None = None
) -> Parsed:
    """A formula typed in a notation, as a tree in Flipside's; `scope` is in Flipside's names.

    Raises Unreadable, in the learner's own characters.
    """
    if notation == OWN:
        return parse(text, scope)
    translation = _translation(notation, layer)
    try:
        parsed = parse(translation.typed(text), translation.scope(scope))
    except Unreadable as refusal:
        raise Unreadable(translation.problem(refusal.problem, text, scope)) from None
    return _own(parsed, translation, text, wanted)


def read_line(
    text: str,
    scope: Scope,
    wanted: Formula,
    notation: str = "flipside",
    layer: Layer | None = None,
    inherited: tuple[str, ...] | None = None,
) -> tuple[Parsed, ...]:
    """The formulas of a line typed in a notation, its left side dropped, as trees in Flipside's notation.

    inherited   the letters of a left side further up (`Parsed.letters` of its line)
    """
    if notation == OWN:
        return parse_line(text, scope, wanted, inherited)
    translation = _translation(notation, layer)
    try:
        own_scope, own_wanted = translation.scope(scope), translation.question(wanted)
        steps = parse_line(translation.typed(text), own_scope, own_wanted, inherited)
    except Unreadable as refusal:
        raise Unreadable(translation.problem(refusal.problem, text, scope)) from None
    return tuple(_own(step, translation, text, wanted) for step in steps)


def show_question(wanted: Formula, notation: str = "flipside", layer: Layer | None = None) -> str:
    """What is wanted, as a notation writes it: dL/dw[j] is dl/dk[j] where the kernel is k."""
    node = wanted if notation == OWN else _translation(notation, layer).question(wanted)
    return text(node, loss=NOTATIONS[notation].loss[0])


def show_question_latex(
    wanted: Formula,
    notation: str = "flipside",
    layer: Layer | None = None,
    colours: Mapping[str, str] | None = None,
) -> str:
    """The same as LaTeX; `colours` is by Flipside's names of the arrays."""
    if notation == OWN:
        return latex(wanted, colours)
    translation = _translation(notation, layer)
    return _latex(translation.question(wanted), notation, translation, colours)


def _latex(node: Formula, notation: str, translation: Translation, colours: Mapping[str, str] | None) -> str:
    """A formula that is in a notation's own letters, with the colours of Flipside's arrays."""
    row = NOTATIONS[notation]
    style = Style(loss=row.loss[1], subscripts=row.subscripts, joined=row.joined)
    named = {translation.words.get(array, array): colour for array, colour in (colours or {}).items()}
    return latex(node, named, style)


def _own(parsed: Parsed, translation: Translation, line: str, wanted: Formula | None) -> Parsed:
    """What was parsed in a notation, in Flipside's."""
    own = {index: translation.own.get(index, index) for index in parsed.sums}
    return replace(
        parsed,
        tree=translation.back(parsed.tree, wanted),
        text=line,
        sums={own[index]: span for index, span in parsed.sums.items()},
        typed={own[index]: parsed.typed.get(index, index) for index in parsed.sums},
    )


def _translation(notation: str, layer: Layer | None) -> Translation:
    if layer is None:
        raise ValueError(
            f"layer: the notation {notation!r} names arrays and counts indices by the shapes of a layer; give one"
        )
    return Translation(NOTATIONS[notation], layer)
