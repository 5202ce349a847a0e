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
from lessons.model import Text
from lessons.numeric import survives
from lessons.prose import plain
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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "notation/odd-one-out",
            "(The three texts of the next question keep the kernel as it lies on the input. Only because this notation "
            "keeps it turned round do the indices of our layer, a[i] = sum(p, k[r-p-1]*x[i+p]), go against each other "
            "here.)",
        ),
        (
            "forward-1d/reversed-kernel",
            "(This notation is such a text: what it keeps, $k$, is v. In the next question write it as v all the same, "
            "and count from its first entry.)",
        ),
        (
            "backward-weights/numbers",
            "(The next questions ask for this gradient in the order in which the weights lie on the input: dw[0] "
            "belongs to k[r-1]. In this notation that is what you wrote, from its last entry to its first.)",
        ),
        (
            "backward-weights/line-by-line",
            "(Now the derivative is by k[p]. If the letter of your sum is the index of the weight, the bracket is "
            "d(k[j], k[p]) = [j == p], and this weight meets x[i+r-j-1] in a[i]. If the input is to be x[i+j], the "
            "weight is k[r-j-1].)",
        ),
    ],
)
def test_where_the_kernel_is_kept_turned_round_it_is_said_what_that_means_for_the_next_question(name, said):
    steps = next(lesson.steps for lesson in COURSE if lesson.id == name.split("/")[0])
    place = steps.index(EXERCISES[name])
    note = steps[place - 1]
    assert isinstance(note, Text)
    assert note.notation == "larochelle"
    assert plain(note.markdown, note.layer, "larochelle") == said


@pytest.mark.parametrize(
    ("notation", "weights"),
    [
        ("flipside", "w[0] meets delta[k], and w[1] meets delta[k-1]"),
        ("larochelle", "k[r-1] meets delta[j], and k[r-2] meets delta[j-1]"),
        ("goodfellow", "K[1] meets G[k], and K[2] meets G[k-1]"),
    ],
)
def test_delta_is_said_to_run_backwards_along_the_kernel_as_it_lies(notation, weights):
    exercise = EXERCISES["backward-inputs/backwards"]
    assert f"goes down as the weights go on: {weights}." in plain(exercise.prompt, exercise.layer, notation)


def test_a_hint_asks_for_the_place_of_a_weight_by_the_names_that_stand_in_it():
    exercise = EXERCISES["forward-1d/z"]
    hint = plain(exercise.hints[1], exercise.layer, "larochelle", exercise.asked)
    assert hint == (
        "Here i = 1, and the kernel starts at x[1]. How many places further does each weight lie, and how many does "
        "k[r-p-1]?"
    )


def test_lessons_are_frozen():
    for lesson in COURSE:
        for field in fields(lesson):
            with pytest.raises(AttributeError):
                setattr(lesson, field.name, None)
