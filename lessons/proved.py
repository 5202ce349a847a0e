"""All that a learner has proved, on one page: Markdown for the screen, and LaTeX for a text of one's own.

A formula is never taken over as it was typed: it is read and checked once more, and what is written is the engine's
print of the tree, in the chosen notation. So nothing that was typed can become a command.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from engine import Layer
from engine.formula.notations import NOTATIONS
from engine.formula.translate import show_latex, show_question_latex
from engine.formula.tree import Entry, Formula, Operation, Partial, Read, Symbol, Whole
from engine.formula.walk import nodes
from lessons.checking import check
from lessons.course import COURSE, EXERCISES
from lessons.exercises import Derivation, Symbolic

TITLE = "My derivations"
FOR = "For the layer"
ENGINES = "Your own words were not kept; these are the engine's."
KNOWN = 2000
PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{amsmath}
\allowdisplaybreaks
\begin{document}
"""
TEXT = {
    **{letter: rf"\{letter}" for letter in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "“": "``",
    "”": "''",
    "’": "'",
    "–": "--",
    "−": "--",
    "∂": r"$\partial$",
    "δ": r"$\delta$",
    "·": r"$\cdot$",
    "×": r"$\times$",
}
"""Characters that LaTeX's text needs written otherwise; any other that is not plain ASCII is left out."""


@dataclass(frozen=True)
class Proof:
    """One exercise that was solved.

    exercise   its id
    lesson     the title of its lesson
    layer      what it is about
    wanted     what was derived
    lines      formulas, each equal to the one above it; the last is the answer
    own        whether they are the learner's own
    """

    exercise: str
    lesson: str
    layer: Layer
    wanted: Formula
    lines: tuple[Formula, ...]
    own: bool


def proofs(solved: Mapping[str, tuple[str, str]]) -> tuple[Proof, ...]:
    """The proofs of the solved exercises, in the order of the course.

    solved   exercise -> the answer that solved it and the notation it was typed in; whatever else is left alone
    """
    found = []
    for lesson in COURSE:
        for exercise in lesson.exercises:
            if isinstance(exercise, Symbolic) and exercise.id in solved:
                lines = _own_lines(exercise.id, *solved[exercise.id])
                shown = lines or _engines_lines(exercise)
                found.append(Proof(exercise.id, lesson.title, exercise.layer, exercise.asked, shown, bool(lines)))
    return tuple(found)


def markdown(shown: Iterable[Proof], notation: str, colours: Mapping[str, str] | None = None) -> str:
    """The proofs as Markdown, a heading for each lesson."""
    parts = []
    for title, proved in groupby(shown, lambda proof: proof.lesson):
        parts.append(f"## {title}")
        for layer, about in groupby(proved, lambda proof: proof.layer):
            about = list(about)
            if not _only_reads(about):
                parts.append(f"{FOR}\n\n$$\n{_lined(_forward(layer, about, notation, colours), 'aligned')}\n$$")
            for proof in about:
                parts.append(f"$$\n{_lined(_rows(proof, notation, colours), 'aligned')}\n$$")
                parts += [] if proof.own else [f"*{ENGINES}*"]
    return "\n\n".join(parts) + "\n"


def page(shown: Iterable[Proof], notation: str) -> str:
    """The proofs as a Markdown file."""
    return f"# {TITLE}\n\nIn the notation of: {NOTATIONS[notation].title}.\n\n{markdown(shown, notation)}"


def latex(shown: Iterable[Proof], notation: str) -> str:
    """The proofs as a LaTeX document; it needs amsmath and nothing else."""
    parts = [rf"\section*{{{TITLE}}}", f"In the notation of: {escaped(NOTATIONS[notation].title)}."]
    for title, proved in groupby(shown, lambda proof: proof.lesson):
        parts.append(rf"\subsection*{{{escaped(title)}}}")
        for layer, about in groupby(proved, lambda proof: proof.layer):
            about = list(about)
            if not _only_reads(about):
                parts.append(f"{FOR}\n{_lined(_forward(layer, about, notation, None), 'align*')}")
            for proof in about:
                parts.append(_lined(_rows(proof, notation, None), "align*"))
                parts += [] if proof.own else [rf"\emph{{{escaped(ENGINES)}}}"]
    return PREAMBLE + "\n\n".join(parts) + "\n\\end{document}\n"


def escaped(text: str) -> str:
    r"""Text as LaTeX shows it.

    >>> print(escaped("50 % of “x_i” & \\more"))
    50 \% of ``x\_i'' \& \textbackslash{}more
    """
    return "".join(TEXT.get(letter, letter if letter.isascii() else "") for letter in text)


@lru_cache(maxsize=KNOWN)
def _own_lines(exercise_id: str, answer: str, notation: str) -> tuple[Formula, ...]:
    """The lines of an answer that is right, as they were understood; none where it is not (any more)."""
    verdict = check(EXERCISES[exercise_id], answer, notation=notation)
    if verdict.verdict != "correct":
        return ()
    lines = [line.formula for line in verdict.lines] if verdict.lines else [verdict.formula]
    return tuple(line for line, _ in groupby(line for line in lines if line is not None))


def _engines_lines(exercise: Symbolic) -> tuple[Formula, ...]:
    """The engine's own derivation, or its answer."""
    if isinstance(exercise, Derivation):
        return tuple(step.formula for step in exercise.layer.derive(exercise.wanted).steps)
    return (exercise.layer.question(exercise.wanted).right,)


def _rows(proof: Proof, notation: str, colours: Mapping[str, str] | None) -> list[tuple[str, str]]:
    left = show_question_latex(proof.wanted, notation, proof.layer)
    lines = (_as_an_entry(line, proof.wanted) for line in proof.lines)
    rights = [show_latex(line, notation, proof.layer, proof.wanted, colours) for line in lines]
    return list(zip([left, *[""] * (len(rights) - 1)], rights, strict=True))


def _as_an_entry(line: Formula, wanted: Formula) -> Formula:
    """A line that is a whole array, read at the index that is asked for: an entry stands on the left."""
    read = wanted.by if isinstance(wanted, Partial) else wanted
    return Entry(line, read.indices) if isinstance(line, Operation) else line


def _only_reads(about: list[Proof]) -> bool:
    """Whether the proofs say what the layer is, so that nothing is to be said before them."""
    return all(isinstance(proof.wanted, Read) for proof in about)


def _forward(
    layer: Layer, about: list[Proof], notation: str, colours: Mapping[str, str] | None
) -> list[tuple[str, str]]:
    """The layer's definitions, and what a given gradient is where a proof reads it."""
    rows = [(_entry(name, layer), made.body) for name, made in layer.definitions.items()]
    parts = (node for proof in about for line in proof.lines for node in nodes(line))
    read = {node.array for node in parts if isinstance(node, Read | Whole)}
    given = [(name, array) for name, array in layer.given.items() if name in read]
    rows += [(replace(_entry(array, layer), array=name), Partial(None, _entry(array, layer))) for name, array in given]
    return [tuple(show_latex(side, notation, layer, colours=colours) for side in row) for row in rows]


def _entry(array: str, layer: Layer) -> Read:
    return Read(array, tuple(map(Symbol, layer.definitions[array].indices)))


def _lined(rows: Iterable[tuple[str, str]], environment: str) -> str:
    written = " \\\\[0.6em]\n".join(f"{left} &= {right}" for left, right in rows)
    return f"\\begin{{{environment}}}\n{written}\n\\end{{{environment}}}"
