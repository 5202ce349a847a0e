"""One contract for all lessons: adding a lesson needs no new test."""

from dataclasses import fields

import numpy as np
import pytest

from engine.grading.misconceptions import MISCONCEPTIONS
from lessons.checking import CHECKERS, check
from lessons.course import COURSE, EXERCISES
from lessons.drawing import draw
from lessons.exercises import KINDS
from lessons.lint import lint
from lessons.numeric import survives
from lessons.references import REFERENCES

NONSENSE = ("", " ", "\n", "…", "[[[[", "ф" * 3000, None, 1j, object(), [], {}, [[None]], float("nan"), True)
SEEDED = [exercise for exercise in EXERCISES.values() if exercise.seeded]
NUMERIC = [exercise for exercise in SEEDED if exercise.numbers]


@pytest.mark.parametrize("lesson", COURSE, ids=lambda lesson: lesson.id)
def test_lesson_is_sound(lesson):
    assert lint((lesson,)) == []


def test_ids_are_unique_in_the_course():
    assert [problem for problem in lint(()) if problem] == []
    assert len(EXERCISES) == sum(len(lesson.exercises) for lesson in COURSE)


def test_the_arc_is_complete():
    assert [lesson.id for lesson in COURSE] == [
        "why",
        "notation",
        "forward-1d",
        "weight-sharing",
        "backward-weights",
        "backward-inputs",
        "the-flip",
        "scatter-and-gather",
        "in-the-wild",
        "activation-and-bias",
        "trust",
    ]
    assert sum(exercise.kind != "code" for exercise in EXERCISES.values()) >= 60
    assert {exercise.kind for exercise in EXERCISES.values()} == {kind.kind for kind in KINDS}


def test_every_kind_has_a_checker_and_a_reference():
    kinds = {kind.kind for kind in KINDS}
    assert set(CHECKERS) == kinds
    assert set(REFERENCES) == kinds


@pytest.mark.parametrize("exercise", SEEDED, ids=lambda exercise: exercise.id)
def test_a_seed_asks_the_same_question_for_ever(exercise):
    one, two = draw(exercise, 5), draw(exercise, 5)
    assert (one.prompt, one.solution, one.options) == (two.prompt, two.solution, two.options)
    assert len({draw(exercise, seed).prompt for seed in range(12)}) > 1


@pytest.mark.parametrize("exercise", NUMERIC, ids=lambda exercise: exercise.id)
def test_every_wrong_procedure_gives_a_number_of_its_own_for_any_seed(exercise):
    for seed in range(25):
        drawn = draw(exercise, seed)
        results = [drawn.right, *(result for _, result in drawn.wrong)]
        shown = [str(sorted(each) if isinstance(each, tuple) else np.array(each, object).tolist()) for each in results]
        assert len(set(shown)) == len(shown), (seed, shown)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_no_answer_makes_the_checker_raise_and_nonsense_is_never_wrong(exercise):
    for answer in NONSENSE:
        verdict = check(exercise, answer)
        assert verdict.verdict == "unreadable", answer
        assert verdict.message, answer


def test_mutants_are_twenty_two_and_each_is_caught_by_what_it_says():
    exercise = EXERCISES["trust/mutants"]
    assert len(exercise.mutants) == 22
    dials = {name: values[0] for name, values in exercise.dials.items()}
    easy = exercise.case(**dials)
    assert sum(survives(exercise, mutant, easy) for mutant in exercise.mutants) == 20


@pytest.mark.parametrize(("name", "smallest"), [("trust/first-mutants", 7), ("trust/mutants", 32)])
def test_the_smallest_test_case_is_the_smallest(name, smallest):
    exercise = EXERCISES[name]
    (dials, _) = REFERENCES["mutants"](exercise, 0)
    assert exercise.entries(**exercise.case(**dials)) == exercise.smallest == smallest


def test_misconceptions_of_the_course_are_of_the_vocabulary():
    named = {
        each.misconception
        for exercise in EXERCISES.values()
        for each in (*exercise.mistakes, *getattr(exercise, "options", ()))
        if each.misconception
    }
    assert named <= set(MISCONCEPTIONS)
    assert len(named) >= 15


def test_lessons_are_frozen():
    for lesson in COURSE:
        for field in fields(lesson):
            with pytest.raises(AttributeError):
                setattr(lesson, field.name, None)
