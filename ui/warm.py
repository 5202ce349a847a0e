"""What the first answer to a question would have to wait for, done while the first reader of its lesson still reads.

A question keeps its cases and the fingerprints of all known mistakes, once for everybody on a server. Making them takes
up to a few hundred milliseconds, so the page that was drawn first answers each of its questions once, wrongly.
"""

from __future__ import annotations

from lessons.checking import check
from lessons.exercises import Symbolic
from lessons.model import Lesson

WRONG = "0"
_READY: set[str] = set()


def questions(lesson: Lesson) -> None:
    """Make ready all that the lesson's answers are held against; nothing where that was done before."""
    if lesson.id in _READY:
        return
    _READY.add(lesson.id)
    for exercise in lesson.exercises:
        if isinstance(exercise, Symbolic):
            check(exercise, WRONG)
