"""Every rule can fail: a sound lesson, changed in one place, and the whole sentence that names it."""

from dataclasses import replace

import pytest

from engine.formula.notations import NOTATIONS
from lessons.lint import lint
from lessons.model import Entries, Mistake, Option, Text
from tests.lessons import small

SAME = (Mistake(lambda n: 6, "The right one."),)
NONE_RIGHT = (Option("a", "this", says="No."), Option("b", "that", says="No."))
ROWS = {"x": Entries((1, 3, 2)), "w": Entries((1, 1))}


def only(problems):
    """The different problems, each once (a seed repeats them)."""
    return sorted(set(problems))


def test_the_small_lesson_is_sound():
    assert lint((small.LESSON,)) == []


@pytest.mark.parametrize(
    ("lesson", "problem"),
    [
        (replace(small.LESSON, title=" "), "small, title: it is empty; write it"),
        (
            replace(small.LESSON, question="It is small"),
            "small, question: it ends without a question mark; ask one question",
        ),
        (
            replace(small.LESSON, answer="Yes. It is."),
            "small, answer: it is not one sentence; answer the question in one",
        ),
        (
            replace(small.LESSON, minutes=90),
            "small, minutes: 90 is no length for a lesson; split it, or join it to another",
        ),
        (replace(small.LESSON, sources=()), "small, sources: there are none; name where this can be read"),
        (
            replace(small.LESSON, steps=(Text("a"), Text("b"), Text("c"), *small.LESSON.steps[1:])),
            "small, steps: the first exercise is step 4; let the learner do something sooner",
        ),
        (
            small.with_step(replace(small.FIGURE, alt="")),
            "small, figure picture, alt: it is empty; say what there is to see",
        ),
        (
            small.with_step(replace(small.FIGURE, spec={"mark": object})),
            "small, figure picture: it can't be drawn, Object of type type is not JSON serializable; "
            "keep to plain data",
        ),
        (small.with_step(replace(small.CHOICE, prompt="")), "small/choice, prompt: it is empty; write it"),
        (small.with_step(replace(small.CHOICE, hints=())), "small/choice, hints: there are none; give at least one"),
        (
            small.with_step(replace(small.NUMBER, mistakes=(Mistake(lambda n: n),))),
            "small/number, mistakes[0].says: it is empty; say what was done and what to look at",
        ),
        (
            replace(small.LESSON, steps=(*small.LESSON.steps, Text("Here.", notation="roman"))),
            "small, text: there is no notation 'roman'; name one of " + ", ".join(NOTATIONS),
        ),
        (
            small.with_step(replace(small.NUMBER, prompt="Twice {m}?")),
            "small/number, seed 0: {m} is left unfilled; add it to `numbers` or `shown`",
        ),
        (
            small.with_step(replace(small.CHOICE, computed=lambda: "b")),
            "small/choice, options: ['a'] is marked right, but the engine computes 'b'",
        ),
        (
            small.with_step(replace(small.CHOICE, options=NONE_RIGHT, computed=None)),
            "small/choice, options: 0 are right; mark exactly one",
        ),
        (
            small.with_step(replace(small.CHOICE, options=(small.CHOICE.options[0], Option("b", "that")))),
            "small/choice, option b: says nothing; tell why",
        ),
        (
            small.with_step(replace(small.SHAPE, right="n-m", mistakes=())),
            "small/shape, seed 0: the reference 'n-m' is wrong: For n = 4, m = 1 your formula gives 3; it is 4.",
        ),
    ],
)
def test_a_broken_rule_is_named(lesson, problem):
    assert lint((lesson,))[0] == problem


@pytest.mark.parametrize(
    ("lesson", "problem"),
    [
        (
            small.with_step(replace(small.NUMBER, mistakes=SAME)),
            "small/number, numbers, seed 0: mistake 0 gives the same as the right answer; "
            "choose other numbers or wider limits",
        ),
        (
            small.with_step(replace(small.CELLS, numbers=ROWS)),
            "small/cells, numbers, seed 0: mistake 0 gives the same as the right answer; "
            "choose other numbers or wider limits",
        ),
        (
            small.with_step(replace(small.FORMULA, mistakes=(Mistake("sum(i, delta[i]*w[k-i])", "Wrong."),))),
            "small/formula, mistake 0, seed 0: 'sum(i, delta[i]*w[k-i])' is correct, not wrong: This is right: every "
            "entry agrees, for all lengths that could show a difference.",
        ),
        (
            small.with_step(
                replace(
                    small.FORMULA,
                    mistakes=(
                        Mistake("sum(j, w[j])", "No delta."),
                        Mistake("sum(j, w[j])", "Again.", "no-chain-rule"),
                    ),
                )
            ),
            "small/formula, mistake 1, seed 0: 'sum(j, w[j])' gets other words than its own: No delta.",
        ),
        (
            small.with_step(replace(small.FORMULA, feedback={"flop": "No."}, mistakes=())),
            "small/formula, misconception: 'flop' is not in the vocabulary; use one of counts-from-one",
        ),
        (
            small.with_step(replace(small.FORMULA, solution="See [[q[0]]].")),
            "small/formula, seed 0: [[q[0]]] can't be read about Layer(z[i] = sum(j, w[j]*x[i+j])); write it in the "
            "formula language\n`q` is an index, not an array; it has no entries.\nq[0]\n^^",
        ),
        (
            small.with_step(replace(small.FORMULA, solution="It is [[sum(j, w[j])]].")),
            "small/formula, solution: no formula in it is a right answer in flipside; show one in [[ ]]",
        ),
        (
            replace(small.LESSON, steps=(*small.LESSON.steps, small.CHOICE)),
            "small/choice, id: 2 have this id; give each its own",
        ),
    ],
)
def test_an_unsound_exercise_is_named(lesson, problem):
    assert any(found.startswith(problem) for found in lint((lesson,))), only(lint((lesson,)))
