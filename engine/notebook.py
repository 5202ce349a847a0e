"""The Layer as people hold it, in a notebook or a terminal: a forward pass that answers questions about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
from numpy.typing import ArrayLike

from engine import layer as forward
from engine.calculus.derive import Step, derive
from engine.calculus.table import ledger_table
from engine.formula.latex import latex
from engine.formula.text import text
from engine.formula.tree import Formula, Partial, Read, Symbol
from engine.formula.walk import fresh_index
from engine.grading.derivation import grade_derivation
from engine.grading.grade import grade
from engine.grading.question import Question
from engine.grading.verdict import Verdict


@dataclass(frozen=True)
class Typeset:
    """A formula that shows itself: as text in a terminal, typeset in a notebook.

    left      what the formula is of, such as dL/dx[k]
    formula   the tree
    """

    left: Formula
    formula: Formula

    def __str__(self) -> str:
        return f"{text(self.left)} = {text(self.formula)}"

    __repr__ = __str__

    def _repr_latex_(self) -> str:
        return f"$${latex(self.left)} = {latex(self.formula)}$$"


@dataclass(frozen=True)
class Derivation:
    """A derivation: what is wanted, and its steps, one named rule a line."""

    wanted: Formula
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        width = max((len(text(step.formula)) for step in self.steps), default=0)
        lines = [text(self.wanted)]
        lines += [f"  = {text(step.formula).ljust(width)}   {step.rule}" for step in self.steps]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = [f"<tr><td>$${escape(latex(self.wanted))}$$</td><td></td></tr>"]
        rows += [
            f"<tr><td>$$= {escape(latex(step.formula))}$$</td><td>{escape(step.rule)}</td></tr>" for step in self.steps
        ]
        return f"<table>{''.join(rows)}</table>"


class Layer(forward.Layer):
    __doc__ = forward.Layer.__doc__

    def question(self, wanted: str | Formula, form: str = "closed") -> Question:
        """The question of `wanted` ("dL/dx[k]", "dz[i]/dx[k]", "z[i]"); kept, so that its cases are made once."""
        questions = self.__dict__.setdefault("_questions", {})
        key = (wanted, form)
        if key not in questions:
            questions[key] = Question(self, wanted, form)
        return questions[key]

    def check(self, wanted: str | Formula, answer: str, form: str = "closed") -> Verdict:
        """The verdict on a formula: whether it is what is wanted, and why not.

        >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
        >>> layer.check("dL/dx[k]", "sum(j, delta[k-j]*w[j])").verdict
        'correct'
        >>> layer.check("dL/dx[k]", "sum(j, delta[k+j]*w[j])").misconception
        'no-flip'
        """
        question = self.question(wanted, form)
        if not isinstance(answer, str):
            said = f"An answer is a text such as 'sum(j, w[j]*x[i+j])', not {answer!r}."
            return Verdict("unreadable", said)
        return grade(question, answer)

    def check_derivation(self, wanted: str | Formula, lines: str | Sequence[str], form: str = "closed") -> Verdict:
        """The verdict on a derivation, line by line; a text of several lines, or a list of them.

        >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
        >>> layer.check_derivation("dL/dx[k]", ["sum(i, delta[i]*w[k-i])", "sum(j, delta[k-j]*w[j])"]).verdict
        'correct'
        """
        question = self.question(wanted, form)
        steps = lines.splitlines() if isinstance(lines, str) else lines
        if not isinstance(steps, list | tuple) or not all(isinstance(step, str) for step in steps):
            said = f"A derivation is a text of several lines, or a list of such lines, not {lines!r}."
            return Verdict("unreadable", said)
        return grade_derivation(question, steps)

    def gradient(self, array: str) -> Typeset:
        """The gradient of the loss by an array, in closed form.

        Raises ValueError where the layer has no such array.

        >>> Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1").gradient("x")
        dL/dx[k] = sum(j, delta[k-j]*w[j])
        """
        if not isinstance(array, str) or array not in self.shapes:
            raise ValueError(f"the layer has no array `{array}`; it has {', '.join(self.shapes)}")
        letters: list[str] = []
        for _ in range(self.rank(array)):
            letters.append(fresh_index(set(letters) | self.symbols, "jkuvpqr" if array == "w" else "kpqr"))
        wanted = Partial(None, Read(array, tuple(map(Symbol, letters))))
        return Typeset(wanted, self.question(wanted).right)

    def derive(self, wanted: str, start: str | None = None) -> Derivation:
        """The worked derivation, from the layer or from a right line of one's own.

        Raises ValueError for a `start` that can't be read or is not equal to what is wanted.

        >>> print(Layer("z[i] = w[0]*x[i]", x="n", w="1", z="n").derive("dL/dx[k]").steps[-1].rule)
        the bracket removes the sum over i
        """
        question = self.question(wanted)
        line = None
        if start is not None:
            verdict = self.check(wanted, start)
            if verdict.verdict not in ("correct", "unfinished"):
                raise ValueError(f"start: {verdict.message}")
            line = verdict.formula
        return Derivation(question.wanted, derive(self, question.wanted, line))

    def ledger(
        self,
        wanted: str,
        sizes: Mapping[str, int],
        at: Mapping[str, int] | None = None,
        values: Mapping[str, ArrayLike] | None = None,
    ) -> pd.DataFrame:
        """The products of a derivative, one row a product: which output, weight and input, the symbol, the value.

        Raises ValueError where a size, a place or the shape of a value is wrong (see `ledger_table`).
        """
        return ledger_table(self.question(wanted), sizes, at, values)
