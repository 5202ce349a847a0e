"""What learners of a lesson type, exercise by exercise: a wrong answer, one that can't be read, then the right one."""

from lessons.course import COURSE
from lessons.model import Lesson
from lessons.references import REFERENCES

TYPED = ("formula", "derivation", "shape", "number")
"""The kinds that are answered in one text field."""

UNREADABLE = "sum(j, w[j"


def lesson(name: str) -> Lesson:
    """The lesson at an address."""
    return next(each for each in COURSE if each.id == name)


def typed(name: str) -> tuple[tuple[str, str, str], ...]:
    """The answers to all typed exercises of a lesson: exercise, text, the verdict's first words."""
    found = []
    for exercise in lesson(name).exercises:
        if exercise.kind in TYPED:
            right = next(text for text in REFERENCES[exercise.kind](exercise, 0) if isinstance(text, str))
            listed = [mistake.answer for mistake in exercise.mistakes if isinstance(mistake.answer, str)]
            wrong = listed[0] if listed else "271828" if exercise.kind == "number" else f"2*({right})"
            answers = ((wrong, "Not yet"), (UNREADABLE, "Can't read"), (right, "Correct"))
            found += [(exercise.id, text, word) for text, word in answers]
    return tuple(found)
