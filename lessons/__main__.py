"""The course in a terminal.

python -m lessons list [--json]                    the lessons and their exercises
python -m lessons check EXERCISE ANSWER [--json]   one answer; exit status 0 when it is correct, else 1
python -m lessons answers                          a file to write answers in, to the standard output
python -m lessons grade answers.toml [--json]      such a file, checked
python -m lessons lint                             whether every lesson is sound; exit status 1 when one isn't

A name or a file that is not there: exit status 2.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from pathlib import Path

from engine import Verdict
from lessons.checking import check
from lessons.course import COURSE, EXERCISES
from lessons.drawing import draw
from lessons.lint import lint
from lessons.notebook import dials, unknown
from lessons.prose import plain

LONGEST_FILE = 1_000_000
OPTIONS = ("--json", "--seed", "--help", "-h")


class Refused(Exception):
    """Something the command can't work with; the sentence is for the standard error."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m lessons", description="The course in a terminal.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (run, about, positionals) in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        for positional, said in positionals.items():
            command.add_argument(positional, help=said)
        if run in (_list, _check, _grade):
            command.add_argument("--json", action="store_true", help="as JSON")
        if run in (_check, _grade):
            command.add_argument("--seed", type=int, default=0, help="the numbers of this seed (0 unless said)")
    try:
        chosen = parser.parse_args([_positional(each) for each in (sys.argv[1:] if arguments is None else arguments)])
        return chosen.run(chosen)
    except Refused as refusal:
        print(f"python -m lessons: {refusal}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _positional(argument: str) -> str:
    """An answer such as -w[j] is told from an option by a space in front."""
    option = argument.partition("=")[0] in OPTIONS or not argument.startswith("-")
    return argument if option else f" {argument}"


def _list(chosen: argparse.Namespace) -> int:
    if chosen.json:
        print(json.dumps([_lesson(lesson) for lesson in COURSE], ensure_ascii=False, indent=2))
        return 0
    for lesson in COURSE:
        print(f"{lesson.id}: {lesson.title} ({lesson.minutes} min)")
        for exercise in lesson.exercises:
            print(f"    {exercise.id:<36}{exercise.kind}")
    return 0


def _lesson(lesson: object) -> dict:
    exercises = [{"id": exercise.id, "kind": exercise.kind} for exercise in lesson.exercises]
    return {
        "id": lesson.id,
        "title": lesson.title,
        "question": plain(lesson.question, lesson.layer),
        "minutes": lesson.minutes,
        "exercises": exercises,
    }


def _check(chosen: argparse.Namespace) -> int:
    if chosen.exercise not in EXERCISES:
        raise Refused(unknown(chosen.exercise))
    verdict = check(EXERCISES[chosen.exercise], chosen.answer, chosen.seed)
    print(json.dumps(_json(chosen.exercise, verdict), ensure_ascii=False) if chosen.json else verdict)
    return 0 if verdict.verdict == "correct" else 1


def _answers(chosen: argparse.Namespace) -> int:
    print("# Write your answers between the quotes, then: python -m lessons grade answers.toml")
    for exercise in EXERCISES.values():
        if exercise.kind == "code":
            continue
        drawn = draw(exercise)
        lines = plain(drawn.prompt, exercise.layer).splitlines()
        lines += [f"  {option.id}: {plain(option.text, exercise.layer)}" for option in drawn.options]
        lines += [f"  {offered}" for offered in (*map(" · ".join, drawn.cells), *dials(exercise))]
        print("\n" + "\n".join(f"# {line}".rstrip() for line in lines))
        print(f'"{exercise.id}" = ""')
    return 0


def _grade(chosen: argparse.Namespace) -> int:
    answers = {name: answer for name, answer in _read(chosen.answers).items() if answer not in ("", [])}
    verdicts = {name: _graded(name, answer, chosen.seed) for name, answer in answers.items()}
    if chosen.json:
        print(json.dumps([_json(name, verdict) for name, verdict in verdicts.items()], ensure_ascii=False, indent=2))
        return 0
    for name, verdict in verdicts.items():
        first, *rest = str(verdict).splitlines()
        print(f"{name}: {first}", *(f"    {line}" for line in rest), sep="\n")
    correct = sum(verdict.verdict == "correct" for verdict in verdicts.values())
    print(f"{correct} correct of {len(verdicts)} answered; the course has {len(EXERCISES)} exercises.")
    return 0


def _graded(name: str, answer: object, seed: int) -> Verdict:
    if name not in EXERCISES:
        sentence = f"{unknown(name)}."
        return Verdict("unreadable", sentence[0].upper() + sentence[1:])
    if isinstance(answer, dict) and "answer" in answer:
        seed, answer = answer.get("seed", seed), answer["answer"]
        if not isinstance(seed, int) or isinstance(seed, bool):
            return Verdict("unreadable", "The seed has to be a whole number.")
    return check(EXERCISES[name], answer, seed)


def _read(path: str) -> dict[str, object]:
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror}") from None
    if len(content) > LONGEST_FILE:
        raise Refused(f"{path} is too large for a file of answers")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path} is no TOML file: {error}") from None


def _json(name: str, verdict: Verdict) -> dict:
    return {"id": name, **verdict.to_json()}


def _lint(chosen: argparse.Namespace) -> int:
    problems = lint(COURSE)
    exercises = sum(len(lesson.exercises) for lesson in COURSE)
    lessons = "1 lesson" if len(COURSE) == 1 else f"{len(COURSE)} lessons"
    print("\n".join(problems) if problems else f"{lessons}, {exercises} exercises: all sound.")
    return 1 if problems else 0


COMMANDS = {
    "list": (_list, "the lessons and their exercises", {}),
    "check": (_check, "check one answer", {"exercise": "its name, lesson/exercise", "answer": "the answer"}),
    "answers": (_answers, "a file to write answers in", {}),
    "grade": (_grade, "check a file of answers", {"answers": "the file, as `answers` writes it"}),
    "lint": (_lint, "whether every lesson is sound", {}),
}

if __name__ == "__main__":
    sys.exit(main())
