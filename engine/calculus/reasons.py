"""The name of each rule of a derivation, and in a sentence why its line follows from the one above.

One row a rule: the name and the sentence, with the facts of the place put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.calculus.polynomial import integral
from engine.calculus.terms import VALUES
from engine.formula.facts import contains
from engine.formula.tree import ONE, Bracket, Formula, Number, Partial, Read, Sum, Symbol, Whole
from engine.formula.walk import nodes

if TYPE_CHECKING:
    from engine.calculus.brackets import Removal
    from engine.calculus.setting import Setting

Said = tuple[str, str]


@dataclass(frozen=True)
class Reasons:
    """Says what happens in a derivation.

    show   writes a formula as text, in the reader's notation
    """

    setting: Setting
    show: Callable[[Formula], str]

    def said(self, node: Formula) -> str:
        """A formula of the derivation, written."""
        return self.show(self.setting.view.shown(node))

    def entries(self, array: str) -> str:
        """The name of an array, written; alone, where a notation that reverses it would write flip(k)."""
        return self.show(Whole(array)).removeprefix("flip(").removesuffix(")")

    def letter(self, index: str) -> str:
        """The letter of a bound index, written: what stands in front of the comma of its sum."""
        return self.said(Sum(index, None, None, ONE)).removeprefix("sum(").partition(",")[0]

    def equation(self, left: Formula, right: Formula) -> str:
        """left = right, a number on the right."""
        sides = (right, left) if isinstance(left, Number) else (left, right)
        return self.said(Bracket(sides[0], "==", sides[1]))[1:-1].replace(" == ", " = ")

    def of_derivatives(self, rule: str, asking: Sequence[Partial], before: Formula, after: Formula) -> Said:
        """Name and sentence of a rule that takes derivatives away."""
        name, sentence = DERIVATIVES[rule]
        if rule == "definition":
            name = name.format(" and ".join(dict.fromkeys(self.entries(each.of.array) for each in asking)))
        return name, sentence(self, asking[0], before, after)

    def of_definition(self, read: Read, after: Formula) -> Said:
        """Name and sentence where an entry's definition is put in."""
        name = f"the definition of {self.entries(read.array)} put in"
        return name, f"{self.said(read)} is defined as {self.said(after)}."

    def of_brackets(self, removed: Sequence[Removal]) -> Said:
        """Name and sentence where brackets remove sums."""
        indices = list(dict.fromkeys(self.letter(each.index) for each in removed))
        if len(indices) == 1:
            name = f"the bracket removes the sum over {indices[0]}"
        else:
            name = f"the brackets remove the sums over {', '.join(indices[:-1])} and {indices[-1]}"
        return name, " ".join(dict.fromkeys(map(self._left_over, removed)))

    def _left_over(self, removal: Removal) -> str:
        value = self.equation(Symbol(removal.index), removal.formula)
        bracket = self.said(removal.bracket)
        if removal.instead is not None:
            rest = Symbol(removal.instead.index)
            low = self.said(Bracket(removal.instead.low, "<=", rest))
            high = self.said(Bracket(rest, "<=", removal.instead.high))
            return f"{bracket} holds where {value}, with {low} and {high}."
        found = f"{bracket} is 1 only where {value}."
        if not integral(removal.value):
            found += " Where that is no integer, an array is read there that is 0, and so is the product."
        return found


def _chain(reasons: Reasons, asked: Partial, before: Formula, after: Formula) -> str:
    by = asked.by
    view = reasons.setting.view
    if by.array in view.upstream:
        return f"{reasons.said(asked)} is called {reasons.said(Read(view.upstream[by.array], by.indices))}."
    reached = [reasons.entries(array) for array in view.upstream if array in view.influenced(by.array)]
    if not reached:
        return f"The loss does not depend on {reasons.entries(by.array)}."
    return f"The loss depends on {reasons.said(by)} through every entry of {' and of '.join(reached)}."


def _defined(reasons: Reasons, asked: Partial, before: Formula, after: Formula) -> str:
    read = asked.of
    known = {each for each in nodes(before) if isinstance(each, Partial)}
    made = next((each.of for each in nodes(after) if isinstance(each, Partial) and each not in known), read)
    if isinstance(made, Read) and made.array == read.array:
        entry, array = reasons.said(read), reasons.entries(read.array)
        return f"{entry} may be any entry of {array}, and each is reached by its own path."
    return f"{reasons.said(read)} is defined as {reasons.said(made)}."


def _linear(reasons: Reasons, asked: Partial, before: Formula, after: Formula) -> str:
    array = reasons.entries(asked.by.array)
    return f"A sum is differentiated term by term, and a factor that does not depend on {array} is a constant."


def _several(reasons: Reasons, asked: Partial, before: Formula, after: Formula) -> str:
    array = reasons.entries(asked.by.array)
    return f"More than one factor depends on {array}: each is differentiated in turn, the others stay."


def _function(reasons: Reasons, asked: Partial, before: Formula, after: Formula) -> str:
    function, inner = reasons.said(asked.of), reasons.said(asked.of.argument)
    return f"The slope of {function} at {inner}, times the derivative of {inner}."


def _largest(reasons: Reasons, asked: Partial, before: Formula, after: Formula) -> str:
    picked = next(
        each for each in nodes(after) if isinstance(each, Bracket) and each.relation == "==" and contains(each, VALUES)
    )
    return f"Only the largest entry moves the maximum; {reasons.said(picked)} picks it."


def _entry(reasons: Reasons, asked: Partial, before: Formula, after: Formula) -> str:
    of, by = reasons.said(asked.of), reasons.said(asked.by)
    if not asked.by.indices:
        return f"The derivative of {of} by itself is 1."
    pairs = zip(asked.of.indices, asked.by.indices, strict=True)
    agree = " and ".join(reasons.equation(left, right) for left, right in pairs if left != right)
    return f"{of} is {by} where {agree or 'the indices agree'}: the derivative is 1 there, and 0 elsewhere."


DERIVATIVES: dict[str, tuple[str, Callable[[Reasons, Partial, Formula, Formula], str]]] = {
    "chain rule": ("chain rule", _chain),
    "definition": ("the definition of {} put in", _defined),
    "linearity": ("linearity", _linear),
    "product rule": ("product rule", _several),
    "quotient rule": ("quotient rule", lambda *_: "(f/g)' is f'/g - f*g'/g^2."),
    "power rule": ("power rule", lambda *_: "The derivative of a power f^n is n*f^(n-1)*f'."),
    "function": ("chain rule for a function", _function),
    "maximum": ("the derivative of a maximum", _largest),
    "entry": ("the derivative of an entry is a bracket", _entry),
}

OTHERS = {
    "written out": ("written out", "Each operation on whole arrays is written in index notation."),
    "outward": ("sums outward", "A factor that does not depend on an index may stand inside the sum over it."),
    "multiplied": ("multiplied out", "A factor goes to each term of a sum."),
    "reorder": ("reorder", "Only the order changes: numbers first, then delta, then the rest."),
    "tidy": ("equal terms", "Equal terms are added, and brackets that always hold are left out."),
    "another": ("another index", "The same sum over the index at which the other array is read."),
}
