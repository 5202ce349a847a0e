"""What a learner has done: a small record per exercise, kept outside the server, merged without loss.

A copy comes back from the learner's browser or from a file, so every field is checked before it is believed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

FORMAT = "flipside-progress"
VERSION = 1
LONGEST_COPY = 1_000_000
LONGEST_ANSWER = 4000
LONGEST_NAME = 100
MOST_CELLS = 400
LONGEST_CELL = 100
MOST_EXERCISES = 1000
MOST_COUNTED = 1_000_000

Answer = str | tuple[str, ...]
Progress = Mapping[str, "Record"]


class Refused(ValueError):
    """A copy that can't be used; its text is the sentence that says why."""


@dataclass(frozen=True)
class Record:
    """What is remembered of one exercise.

    answer     what was checked last, as it was typed: a text, or one text per cell
    notation   the notation that it was typed in
    seed       the numbers that it belongs to
    tries      how many readable answers were not right
    right      the answer that solved it; None while it is open
    hints      how many hints were opened
    right_in   the notation that `right` was typed in
    """

    answer: Answer = ""
    notation: str = ""
    seed: int = 0
    tries: int = 0
    right: Answer | None = None
    hints: int = 0
    right_in: str = ""

    @property
    def solved(self) -> bool:
        """Whether the exercise was solved at any time."""
        return self.right is not None


def merge(mine: Progress, other: Progress) -> dict[str, Record]:
    """Both copies in one: what is solved in either is solved, counts are the larger ones, my own answer stays.

    >>> merge({"a": Record("1", tries=2)}, {"a": Record("2", tries=1, right="2"), "b": Record("3")})["a"]
    Record(answer='1', notation='', seed=0, tries=2, right='2', hints=0, right_in='')
    """
    merged = dict(other)
    for name, record in mine.items():
        theirs = other.get(name, Record())
        answered = record if record.answer else theirs
        solving = record if record.solved else theirs
        merged[name] = replace(
            answered,
            tries=max(record.tries, theirs.tries),
            right=solving.right,
            hints=max(record.hints, theirs.hints),
            right_in=solving.right_in,
        )
    return merged


def as_json(progress: Progress) -> str:
    """The progress as the text that a browser or a file keeps."""
    exercises = {name: asdict(record) for name, record in sorted(progress.items())}
    return json.dumps({"format": FORMAT, "version": VERSION, "exercises": exercises}, ensure_ascii=False)


def from_json(text: str) -> dict[str, Record]:
    """The progress that a text holds; raises Refused with a sentence for a damaged or foreign one.

    >>> from_json("[]")
    Traceback (most recent call last):
    ui.progress.Refused: This is not a progress file of Flipside.
    """
    if len(text) > LONGEST_COPY:
        raise Refused("This is not a progress file of Flipside: it is far too long.")
    try:
        copy = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("This copy of your progress is damaged and can’t be read.") from None
    if not isinstance(copy, dict) or copy.get("format") != FORMAT:
        raise Refused("This is not a progress file of Flipside.")
    if copy.get("version") != VERSION:
        raise Refused("This copy of your progress was written by another version of Flipside.")
    exercises = copy.get("exercises")
    if not isinstance(exercises, dict) or len(exercises) > MOST_EXERCISES:
        raise Refused("This copy of your progress is damaged: its list of exercises can’t be read.")
    return {name: _record(name, fields) for name, fields in exercises.items()}


def _record(name: str, fields: object) -> Record:
    sound = (
        isinstance(fields, dict)
        and _is_name(name)
        and fields.keys() <= Record.__dataclass_fields__.keys()
        and _is_answer(fields.get("answer", ""))
        and (fields.get("right") is None or _is_answer(fields["right"]))
        and all(_is_name(fields.get(name, "")) for name in ("notation", "right_in"))
        and all(_is_count(fields.get(count, 0)) for count in ("seed", "tries", "hints"))
    )
    if not sound:
        raise Refused("This copy of your progress is damaged: the record of one exercise can’t be read.")
    return Record(**{field: tuple(value) if isinstance(value, list) else value for field, value in fields.items()})


def _is_answer(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_ANSWER
    short = isinstance(value, list) and len(value) <= MOST_CELLS
    return short and all(isinstance(cell, str) and len(cell) <= LONGEST_CELL for cell in value)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_NAME


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_COUNTED
