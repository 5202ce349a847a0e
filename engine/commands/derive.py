"""`python -m engine derive LAYER`: the worked derivation of a gradient, one named rule a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from engine.calculus.derive import Step, derive
from engine.formula.notations import NOTATIONS
from engine.formula.problems import Unreadable
from engine.formula.translate import show_latex, show_question, show_question_latex, show_text
from engine.formula.tree import Formula
from engine.layer import Layer

FORMATS = ("text", "latex", "json")


class _Usage(Exception):
    """What is wrong with the arguments, in a sentence."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:
        raise _Usage(message)


def run(arguments: Sequence[str]) -> int:
    """Prints a derivation; 2 and one sentence on stderr where the layer or the question is not sound."""
    try:
        options = _parser().parse_args(arguments)
        layer = Layer(options.layer, shapes_of(options.shapes), **more_of(options))
        wanted = layer.wanted(options.wanted)
        steps = derive(layer, wanted, show=lambda node: show_text(node, options.notation, layer))
        print(FORMAT[options.format](layer, wanted, steps, options.notation))
    except SystemExit as finished:
        return int(finished.code or 0)
    except Unreadable as refusal:
        return _refused(refusal.problem.message)
    except (_Usage, ValueError, TypeError) as refusal:
        return _refused(str(refusal))
    return 0


def shapes_of(text: str) -> dict[str, str]:
    """The shapes of "x: n; w: m; z: n-m+1".

    Raises ValueError where an array has no sizes, or is named twice.

    >>> shapes_of("x: c, n; b:")
    {'x': 'c, n', 'b': ''}
    """
    shapes: dict[str, str] = {}
    for part in filter(str.strip, text.split(";")):
        name, colon, sizes = part.partition(":")
        name = name.strip()
        if not colon or not name:
            raise ValueError(f'shapes: `{part.strip()}` needs a name, a colon and its sizes, such as "x: n; w: m"')
        if name in shapes:
            raise ValueError(f"shapes: `{name}` is given twice; each array has one shape")
        shapes[name] = sizes.strip()
    return shapes


def more_of(options: argparse.Namespace) -> dict:
    """What else a layer is made from: the upstream gradient's name and the first index."""
    given = {}
    for part in filter(str.strip, options.given.split(";")):
        name, colon, array = part.partition(":")
        if not colon:
            raise ValueError(f'given: `{part.strip()}` needs a name, a colon and its array, such as "delta: z"')
        given[name.strip()] = array.strip()
    return {"given": given or None, "first_index": options.first_index}


def as_text(layer: Layer, wanted: Formula, steps: Sequence[Step], notation: str) -> str:
    """The derivation for a terminal: the formulas below each other, the rule behind each.

    >>> layer = Layer("z[i] = w[0]*x[i]", x="n", w="m", z="n")
    >>> print(as_text(layer, layer.wanted("z[k]"), derive(layer, layer.wanted("z[k]")), "flipside"))
    z[k] = w[0]*x[k]    the definition of z put in
    """
    left = show_question(wanted, notation, layer)
    lines = [show_text(step.formula, notation, layer, wanted) for step in steps] or [
        show_text(wanted, notation, layer, wanted)
    ]
    width = max(map(len, lines))
    written = [
        f"{left if place == 0 else ' ' * len(left)} = {line.ljust(width)}    {rule}".rstrip()
        for place, (line, rule) in enumerate(zip(lines, _rules(steps), strict=True))
    ]
    return "\n".join(written)


def as_latex(layer: Layer, wanted: Formula, steps: Sequence[Step], notation: str) -> str:
    """The derivation as an `aligned` environment of LaTeX, the rule behind each line."""
    left = show_question_latex(wanted, notation, layer)
    lines = [show_latex(step.formula, notation, layer, wanted) for step in steps] or [
        show_latex(wanted, notation, layer, wanted)
    ]
    rules = [rule.replace("_", r"\_") for rule in _rules(steps)]
    rows = [
        f"{left if place == 0 else ''} &= {line}" + (f" && \\text{{{rule}}}" if rule else "")
        for place, (line, rule) in enumerate(zip(lines, rules, strict=True))
    ]
    return "\\begin{aligned}\n" + " \\\\\n".join(row.lstrip() for row in rows) + "\n\\end{aligned}"


def as_json(layer: Layer, wanted: Formula, steps: Sequence[Step], notation: str) -> str:
    """The derivation as one JSON object: what is wanted, and its steps with formula, LaTeX, rule and reason."""
    record = {
        "wanted": show_question(wanted, notation, layer),
        "notation": notation,
        "steps": [
            {
                "formula": show_text(step.formula, notation, layer, wanted),
                "latex": show_latex(step.formula, notation, layer, wanted),
                "rule": step.rule,
                "because": step.because,
            }
            for step in steps
        ],
    }
    return json.dumps(record, indent=2, ensure_ascii=False)


FORMAT = {"text": as_text, "latex": as_latex, "json": as_json}


def _rules(steps: Sequence[Step]) -> list[str]:
    return [step.rule for step in steps] or [""]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m engine derive", description=__doc__, allow_abbrev=False)
    parser.add_argument("layer", nargs="+", help='the definitions in order, such as "z[i] = sum(j, w[j]*x[i+j])"')
    parser.add_argument("--shapes", required=True, help='the sizes of every array: "x: n; w: m; z: n-m+1"')
    parser.add_argument("--wanted", required=True, help='what is derived: "dL/dx[k]", "dz[i]/dx[k]" or "z[i]"')
    parser.add_argument("--given", default="", help='upstream gradients and their arrays: "delta: z" (the last one)')
    parser.add_argument("--first-index", type=int, default=0, help="where indices start: 0 or 1")
    parser.add_argument("--notation", choices=NOTATIONS, default="flipside", help="whose letters are written")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how it is written")
    return parser


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
