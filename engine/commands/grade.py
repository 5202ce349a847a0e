"""`python -m engine grade`: one JSON object a line in, one verdict a line out, in order, flushed line by line."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Mapping
from typing import BinaryIO, TextIO

from engine.grading.derivation import grade_derivation
from engine.grading.grade import grade
from engine.grading.question import Question, cached_question
from engine.grading.verdict import Verdict
from engine.layer import cached_layer

LONGEST_LINE = 2_000_000


def run(source: BinaryIO, target: TextIO) -> int:
    """Grades every line of `source`; always ends with exit status 0, even where nobody reads the verdicts any more.

    Garbage is looked for between the lines, and only among what the last one left: a look through all that is kept
    takes longer than an answer.
    """
    try:
        for line in source:
            target.write(json.dumps(verdict_of_line(line)) + "\n")
            target.flush()
            gc.collect()
            gc.freeze()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), target.fileno())
    return 0


def verdict_of_line(line: bytes) -> dict:
    """The verdict on one line, as a JSON object; a line that is no question is unreadable, with a sentence."""
    record: object = None
    try:
        if len(line) > LONGEST_LINE:
            raise ValueError(f"A line has at most {LONGEST_LINE} characters; this one has {len(line)}.")
        record = _object(line)
        verdict = _verdict(record)
    except (ValueError, TypeError) as refusal:
        verdict = Verdict("unreadable", str(refusal))
    return {"id": _identifier(record), **verdict.to_json()}


def question_of(record: Mapping) -> Question:
    """The question that a record asks. Raises ValueError or TypeError, naming the field."""
    layer = record.get("layer")
    definitions = (layer,) if isinstance(layer, str) else tuple(layer) if isinstance(layer, list) else ()
    if not definitions or not all(isinstance(each, str) for each in definitions):
        raise TypeError('layer: needs a definition such as "z[i] = sum(j, w[j]*x[i+j])", or a list of them')
    shapes = _texts(record, "shapes", required=True)
    given = _texts(record, "given", required=False)
    wanted = record.get("wanted")
    if not isinstance(wanted, str):
        raise TypeError('wanted: needs a text such as "dL/dx[k]"')
    form = record.get("form")
    first_index = record.get("first_index")
    made = cached_layer(
        definitions,
        tuple(shapes.items()),
        tuple(given.items()) or None,
        _scalars(record),
        0 if first_index is None else first_index if isinstance(first_index, int) else repr(first_index),
    )
    return cached_question(made, wanted, "closed" if form is None else form if isinstance(form, str) else repr(form))


def _verdict(record: Mapping) -> Verdict:
    answer, derivation = record.get("answer"), record.get("derivation")
    if (answer is None) == (derivation is None):
        raise ValueError('Each question needs either an "answer" (a text) or a "derivation" (a list of lines).')
    if answer is not None and not isinstance(answer, str):
        raise TypeError("answer: needs a text")
    if derivation is not None and not (
        isinstance(derivation, list) and derivation and all(isinstance(each, str) for each in derivation)
    ):
        raise TypeError("derivation: needs a list of lines, each a text")
    question = question_of(record)
    return grade(question, answer) if derivation is None else grade_derivation(question, derivation)


def _object(line: bytes) -> dict:
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError("This line is not UTF-8 text.") from None
    if not text:
        raise ValueError("This line is blank; each line holds one JSON object.")
    try:
        record = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ValueError("This line is not a JSON object.") from None
    if not isinstance(record, dict):
        raise ValueError("This line is not a JSON object.")
    return record


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _identifier(record: object) -> object:
    """The id of a line, whatever it holds; None where it can't be written as JSON."""
    found = record.get("id") if isinstance(record, dict) else None
    try:
        json.dumps(found, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return found


def _texts(record: Mapping, field: str, required: bool) -> dict[str, str]:
    found = record.get(field)
    if found is None and not required:
        return {}
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise TypeError(f'{field}: needs an object of texts, such as {{"x": "n"}}')
    return found


def _scalars(record: Mapping) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found = record.get("scalars")
    if found is None:
        return ()
    if not isinstance(found, dict):
        raise TypeError('scalars: needs an object such as {"s": [2, 3]}')
    limited = []
    for name, values in found.items():
        values = values if isinstance(values, list) else [values]
        if not all(isinstance(value, int) for value in values):
            raise TypeError(f"scalars: `{name}` needs a list of integers")
        limited.append((name, tuple(values)))
    return tuple(limited)
