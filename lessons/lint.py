"""Whether a lesson is sound: a table of rules, each of which names the lesson, the field and the remedy."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator

from engine import Layer
from engine.formula.notations import NOTATIONS
from engine.formula.tree import Formula
from engine.grading.derivation import of_line
from engine.grading.misconceptions import MISCONCEPTIONS
from lessons.checking import check
from lessons.drawing import Unsound, draw
from lessons.exercises import Exercise
from lessons.model import Figure, Lesson, Text
from lessons.prose import CODE, Misprint, formulas, plain, sides, typeset
from lessons.references import REFERENCES

SEEDS = 6
BLANKS = ("", "   ", "\n")
UNFILLED = re.compile(r"\{[a-z]\w*\}")


def lint(lessons: tuple[Lesson, ...]) -> list[str]:
    """Everything that is wrong with these lessons, one sentence each; empty when all are sound."""
    problems = list(_unique(lessons))
    for lesson in lessons:
        for rule in LESSON_RULES:
            problems += _run(rule, lesson)
        for exercise in lesson.exercises:
            for rule in EXERCISE_RULES:
                problems += _run(rule, exercise)
    return problems


def _run(rule: Callable, what: object) -> list[str]:
    try:
        return list(rule(what))
    except (Unsound, Misprint) as error:
        return [str(error)]


def _unique(lessons: tuple[Lesson, ...]) -> Iterator[str]:
    names = [lesson.id for lesson in lessons] + [exercise.id for lesson in lessons for exercise in lesson.exercises]
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{name}, id: {times} have this id; give each its own"


def _complete(lesson: Lesson) -> Iterator[str]:
    for field in ("title", "question", "answer"):
        if not getattr(lesson, field).strip():
            yield f"{lesson.id}, {field}: it is empty; write it"
    if not lesson.question.endswith("?"):
        yield f"{lesson.id}, question: it ends without a question mark; ask one question"
    if re.search(r"[.!?] [A-Z]", lesson.answer) or not lesson.answer.endswith("."):
        yield f"{lesson.id}, answer: it is not one sentence; answer the question in one"
    if not 5 <= lesson.minutes <= 30:
        yield f"{lesson.id}, minutes: {lesson.minutes} is no length for a lesson; split it, or join it to another"
    if not lesson.sources:
        yield f"{lesson.id}, sources: there are none; name where this can be read"
    if len(lesson.exercises) < 5:
        yield f"{lesson.id}, steps: only {len(lesson.exercises)} exercises; let the learner do more"
    for exercise in lesson.exercises:
        if not exercise.id.startswith(f"{lesson.id}/"):
            yield f"{exercise.id}, id: it belongs to the lesson {lesson.id}; begin it with {lesson.id}/"
    first = next((place for place, step in enumerate(lesson.steps) if isinstance(step, Exercise)), 99)
    if first > 2:
        yield f"{lesson.id}, steps: the first exercise is step {first + 1}; let the learner do something sooner"


def _prose(lesson: Lesson) -> Iterator[str]:
    texts = [(lesson.answer, lesson.layer), (lesson.question, lesson.layer)]
    texts += [(step.markdown, step.layer) for step in lesson.steps if isinstance(step, Text)]
    for markdown, layer in texts:
        yield from _printable(f"{lesson.id}, text", markdown, layer)
    for step in lesson.steps:
        if isinstance(step, Text) and step.notation not in (None, *NOTATIONS):
            yield f"{lesson.id}, text: there is no notation {step.notation!r}; name one of {', '.join(NOTATIONS)}"


def _figures(lesson: Lesson) -> Iterator[str]:
    for step in lesson.steps:
        if isinstance(step, Figure):
            for field in ("caption", "alt"):
                if not getattr(step, field).strip():
                    yield f"{lesson.id}, figure {step.id}, {field}: it is empty; say what there is to see"
            try:
                json.dumps([dict(step.spec), {name: list(rows) for name, rows in step.data.items()}])
            except TypeError as error:
                yield f"{lesson.id}, figure {step.id}: it can't be drawn, {error}; keep to plain data"
    names = Counter(step.id for step in lesson.steps if isinstance(step, Figure))
    yield from (f"{lesson.id}, figure {name}: {times} have this id" for name, times in names.items() if times > 1)


def _helpful(exercise: Exercise) -> Iterator[str]:
    for field in ("prompt", "solution", "proves"):
        if not getattr(exercise, field).strip():
            yield f"{exercise.id}, {field}: it is empty; write it"
    if not exercise.hints and exercise.kind != "spot-the-flip":
        yield f"{exercise.id}, hints: there are none; give at least one"
    for name in (*exercise.feedback, *(mistake.misconception for mistake in exercise.mistakes)):
        if name is not None and name not in MISCONCEPTIONS:
            known = ", ".join(MISCONCEPTIONS)
            yield f"{exercise.id}, misconception: {name!r} is not in the vocabulary; use one of {known}"
    for place, mistake in enumerate(exercise.mistakes):
        if not mistake.says and mistake.misconception not in exercise.feedback:
            yield f"{exercise.id}, mistakes[{place}].says: it is empty; say what was done and what to look at"


def _drawn(exercise: Exercise) -> Iterator[str]:
    for seed in range(SEEDS if exercise.seeded else 1):
        drawn = draw(exercise, seed)
        texts = [drawn.prompt, *drawn.hints, drawn.solution, drawn.proves, *exercise.feedback.values()]
        texts += [mistake.says for mistake, _ in drawn.wrong] or [mistake.says for mistake in exercise.mistakes]
        if getattr(exercise, "typeset", True) and not getattr(exercise, "names", ()):
            texts += [f"[[{cell}]]" for row in drawn.cells for cell in row]
        texts += [text for option in drawn.options for text in (option.text, option.says)]
        for markdown in texts:
            yield from _printable(f"{exercise.id}, seed {seed}", markdown, exercise.layer, exercise.asked)


def _printable(where: str, markdown: str, layer: Layer, asked: Formula | None = None) -> Iterator[str]:
    bare = CODE.sub("", markdown)
    left = UNFILLED.search(re.sub(r"\$\$.*?\$\$|\$[^$]+\$", "", bare, flags=re.S))
    if left:
        yield f"{where}: {left[0]} is left unfilled; add it to `numbers` or `shown`"
    if bare.count("[[") > len(list(formulas(markdown))) + bare.count("[[["):
        yield f"{where}: a [[ is never closed in “{markdown[:60]}”"
    try:
        for notation in NOTATIONS:
            typeset(markdown, layer, notation, asked=asked)
            plain(markdown, layer, notation, asked)
    except Misprint as error:
        yield f"{where}: {error}"


def _accepts(exercise: Exercise) -> Iterator[str]:
    for seed in range(SEEDS if exercise.seeded else 1):
        for reference in REFERENCES[exercise.kind](exercise, seed):
            verdict = check(exercise, reference, seed)
            if verdict.verdict != "correct":
                yield f"{exercise.id}, seed {seed}: the reference {reference!r} is {verdict.verdict}: {verdict.message}"
    for blank in BLANKS:
        verdict = check(exercise, blank)
        if verdict.verdict != "unreadable":
            yield f"{exercise.id}: the blank answer {blank!r} is {verdict.verdict}, not unreadable"


def _solved(exercise: Exercise) -> Iterator[str]:
    if exercise.kind not in ("formula", "shape"):
        return
    solution = list(formulas(draw(exercise).solution))
    for notation in NOTATIONS:
        printed = [plain(f"[[{written}]]", exercise.layer, notation, exercise.asked) for written in solution]
        shown = [side for written in printed for side in sides(written)]
        if not any(check(exercise, side, notation=notation).verdict == "correct" for side in shown):
            yield f"{exercise.id}, solution: no formula in it is a right answer in {notation}; show one in [[ ]]"


def _rejects(exercise: Exercise) -> Iterator[str]:
    for seed in range(SEEDS if exercise.seeded else 1):
        for place, (answer, misconception, says) in enumerate(_wrong(exercise, seed)):
            verdict = check(exercise, answer, seed)
            where = f"{exercise.id}, mistake {place}, seed {seed}"
            own = plain(says, exercise.layer)
            if verdict.verdict != "wrong":
                yield f"{where}: {answer!r} is {verdict.verdict}, not wrong: {verdict.message}"
            elif verdict.message != (own if verdict.line is None else of_line(verdict.line, own)):
                yield f"{where}: {answer!r} gets other words than its own: {verdict.message}"
            elif misconception and verdict.misconception != misconception:
                yield f"{where}: {answer!r} is called {verdict.misconception}, but the lesson says {misconception}"


def _wrong(exercise: Exercise, seed: int) -> Iterator[tuple[object, str | None, str]]:
    """Every listed wrong answer as it would be typed, its misconception and its words."""
    drawn = draw(exercise, seed)
    for option in drawn.options:
        if not option.right:
            yield option.id, option.misconception, option.says
    if drawn.wrong:
        yield from ((_typed(result), mistake.misconception, mistake.says) for mistake, result in drawn.wrong)
    else:
        for mistake in exercise.mistakes:
            says = mistake.says or exercise.feedback.get(mistake.misconception, "")
            yield mistake.answer, mistake.misconception, says


def _typed(result: object) -> object:
    return list(result) if isinstance(result, tuple) else result


def _options(exercise: Exercise) -> Iterator[str]:
    for seed in range(SEEDS if exercise.seeded else 1):
        options = draw(exercise, seed).options
        if not options:
            return
        right = [option.id for option in options if option.right]
        if len(right) != 1:
            yield f"{exercise.id}, options: {len(right)} are right; mark exactly one"
        for field in ("id", "text"):
            if len({getattr(option, field) for option in options}) < len(options):
                yield f"{exercise.id}, options: two have the same {field}; make them differ"
        silent = [option.id for option in options if not option.says]
        yield from (f"{exercise.id}, option {name}: says nothing; tell why" for name in silent)
        computed = getattr(exercise, "computed", None)
        if computed is not None and [computed()] != right:
            yield f"{exercise.id}, options: {right} is marked right, but the engine computes {computed()!r}"


LESSON_RULES = (_complete, _prose, _figures)
EXERCISE_RULES = (_helpful, _drawn, _options, _accepts, _solved, _rejects)
