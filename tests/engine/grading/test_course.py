"""The gate of the course: whatever way the answer to an exercise is written, it is accepted."""

import pytest

from engine.grading.grade import grade
from lessons.course import EXERCISES
from lessons.exercises import Formula
from tests.engine.grading.rewritings import rewritings, unfinished_rewritings

FORMULAS = [each for each in EXERCISES.values() if type(each) is Formula]


@pytest.mark.parametrize("exercise", FORMULAS, ids=lambda each: each.id)
def test_rewritings_are_accepted(exercise):
    question = exercise.layer.question(exercise.wanted, exercise.form)
    accepted = ("correct",) if exercise.form == "closed" else ("correct", "unfinished")
    found = {what: grade(question, answer) for what, answer in rewritings(question).items()}
    assert {what: str(each) for what, each in found.items() if each.verdict not in accepted} == {}
    assert len(found) >= 10
    for what, answer in unfinished_rewritings(question).items():
        assert grade(question, answer).verdict == "unfinished", (what, answer)
