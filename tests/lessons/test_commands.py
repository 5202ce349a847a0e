"""The course in a terminal: what is printed, to the letter, and the exit status."""

import json
import tomllib
from dataclasses import replace

import pytest

from lessons.__main__ import main
from lessons.course import COURSE, EXERCISES
from lessons.prose import plain
from tests.lessons import small

RIGHT = "sum(j, delta[k-j]*w[j])"
WRONG = "sum(j, delta[k+j]*w[j])"


def run(capsys, *arguments):
    status = main(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_list(capsys):
    status, out, _ = run(capsys, "list")
    assert status == 0
    assert out.startswith(
        "why: The nagging question (10 min)\n"
        "    why/guess                           choice\n"
        "    why/impulse-a                       cells\n"
    )
    assert len(out.splitlines()) == len(COURSE) + len(EXERCISES)


def test_list_as_json(capsys):
    status, out, _ = run(capsys, "list", "--json")
    listed = json.loads(out)
    assert status == 0
    assert [lesson["id"] for lesson in listed] == [lesson.id for lesson in COURSE]
    assert listed[5] == {
        "id": "backward-inputs",
        "title": "The gradient of the input",
        "question": "If an input grows a little, how much does the loss grow?",
        "minutes": 30,
        "exercises": [{"id": each.id, "kind": each.kind} for each in COURSE[5].exercises],
    }


def test_check_right(capsys):
    status, out, _ = run(capsys, "check", "backward-inputs/dx", RIGHT)
    assert (status, out) == (
        0,
        "Correct. This is right: every entry agrees, for all lengths that could show a difference.\n",
    )


def test_check_wrong(capsys):
    status, out, _ = run(capsys, "check", "backward-inputs/dx", WRONG)
    assert status == 1
    words = plain(EXERCISES["backward-inputs/dx"].mistakes[0].says, EXERCISES["backward-inputs/dx"].layer)
    assert out == (
        f"Not yet. {words}\n"
        "n = 4, m = 2, at k = 1\n"
        "    yours     delta[1]*w[0] + delta[2]*w[1]\n"
        "    right     delta[1]*w[0] + delta[0]*w[1]\n"
        "    missing   delta[0]*w[1]  because z[0] = w[0]*x[0] + w[1]*x[1] reads x[1] with w[1]\n"
        "    too much  delta[2]*w[1]  because z[2] = w[0]*x[2] + w[1]*x[3] never reads x[1]\n"
    )


def test_check_as_json(capsys):
    status, out, _ = run(capsys, "check", "backward-inputs/dx", WRONG, "--json")
    found = json.loads(out)
    assert status == 1
    assert list(found) == ["id", "verdict", "misconception", "message", "latex", "line", "counterexample"]
    assert (found["id"], found["verdict"], found["misconception"]) == ("backward-inputs/dx", "wrong", "no-flip")
    assert found["counterexample"]["missing"] == ["delta[0]*w[1]"]


def test_check_with_the_numbers_of_a_seed(capsys):
    assert run(capsys, "check", "backward-weights/one", "7")[0] == 0
    assert run(capsys, "check", "backward-weights/one", "7", "--seed", "1")[0] == 1


@pytest.mark.parametrize(
    ("name", "answer", "status"),
    [("forward-1d/slide", "-1,4,-2", 0), ("backward-inputs/dz", "-w[k-i]", 1), ("backward-weights/one", "-7", 1)],
)
def test_an_answer_may_begin_with_a_minus_sign(capsys, name, answer, status):
    assert run(capsys, "check", name, answer)[0] == status


def test_check_what_there_is_not(capsys):
    status, out, err = run(capsys, "check", "backward-inputs/dxx", RIGHT)
    assert (status, out) == (2, "")
    assert err == (
        "python -m lessons: there is no exercise 'backward-inputs/dxx'; near it are: backward-inputs/dx, "
        "backward-inputs/dz, backward-inputs/code\n"
    )


def test_lint(capsys, monkeypatch):
    monkeypatch.setattr("lessons.__main__.COURSE", (small.LESSON,))
    assert run(capsys, "lint")[:2] == (0, "1 lesson, 6 exercises: all sound.\n")
    monkeypatch.setattr("lessons.__main__.COURSE", (replace(small.LESSON, minutes=90),))
    words = "small, minutes: 90 is no length for a lesson; split it, or join it to another\n"
    assert run(capsys, "lint")[:2] == (1, words)


def test_the_template_is_toml_with_every_exercise_but_code(capsys):
    status, out, _ = run(capsys, "answers")
    assert status == 0
    names = [exercise.id for exercise in EXERCISES.values() if exercise.kind != "code"]
    assert tomllib.loads(out) == dict.fromkeys(names, "")
    asked = plain(EXERCISES["forward-1d/z"].prompt, EXERCISES["forward-1d/z"].layer)
    assert f'# {asked}\n"forward-1d/z" = ""\n' in out
    assert '#   z[0] · z[1] · z[2]\n"forward-1d/slide" = ""\n' in out
    assert '#   deltas: ones, different\n"trust/first-mutants" = ""\n' in out


def test_grade(capsys, tmp_path):
    answers = tmp_path / "answers.toml"
    answers.write_text(
        f'"backward-inputs/dx" = "{RIGHT}"\n'
        '"backward-weights/one" = 7\n'
        '"forward-1d/slide" = [-1, 4, 0]\n'
        '"why/guess" = ""\n'
        '"backward-inputs/readers" = ["z[1]", "z[2]", "z[3]"]\n'
        '"no/such" = "1"\n'
        '"Forward-1D/z" = "1"\n'
        '["forward-1d/products"]\nanswer = "24"\nseed = 0\n'
        '["trust/mutants"]\nspeed = 2\n',
        encoding="utf-8",
    )
    status, out, _ = run(capsys, "grade", str(answers))
    assert status == 0
    assert out == (
        "backward-inputs/dx: Correct. This is right: every entry agrees, for all lengths that could show a "
        "difference.\nbackward-weights/one: Correct. That is the number.\n"
        "forward-1d/slide: Not yet. z[2] is not right yet; the rest is.\n"
        "backward-inputs/readers: Correct. These, and no others.\n"
        "no/such: Can't read. There is no exercise 'no/such'; `python -m lessons list` names them all.\n"
        "Forward-1D/z: Can't read. There is no exercise 'Forward-1D/z'; near it are: forward-1d/z, forward-1d/size, "
        "forward-1d/code.\n"
        "forward-1d/products: Correct. That is the number.\n"
        "trust/mutants: Can't read. There is no dial “speed”; there are: images, length, channels in, channels out, "
        "kernel, weights, stride, dilation, padding.\n"
        f"4 correct of 8 answered; the course has {len(EXERCISES)} exercises.\n"
    )
    status, out, _ = run(capsys, "grade", str(answers), "--json")
    assert [(each["id"], each["verdict"]) for each in json.loads(out)][:2] == [
        ("backward-inputs/dx", "correct"),
        ("backward-weights/one", "correct"),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x = [", "is no TOML file: Invalid value (at end of document)"),
        (b"\xff", "is no TOML file: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        (b"#" * 1_000_001, "is too large for a file of answers"),
    ],
)
def test_a_file_that_is_none(capsys, tmp_path, content, words):
    answers = tmp_path / "answers.toml"
    answers.write_bytes(content)
    assert run(capsys, "grade", str(answers)) == (2, "", f"python -m lessons: {answers} {words}\n")


def test_a_file_that_an_editor_begins_with_a_byte_order_mark(capsys, tmp_path):
    answers = tmp_path / "answers.toml"
    answers.write_bytes(b"\xef\xbb\xbf" + f'"backward-inputs/dx" = "{RIGHT}"\n'.encode())
    status, out, _ = run(capsys, "grade", str(answers))
    assert (status, out.splitlines()[-1]) == (0, f"1 correct of 1 answered; the course has {len(EXERCISES)} exercises.")


def test_a_file_that_is_not_there(capsys, tmp_path):
    gone = tmp_path / "gone.toml"
    words = f"python -m lessons: {gone} can't be read: No such file or directory\n"
    assert run(capsys, "grade", str(gone)) == (2, "", words)


@pytest.mark.parametrize("seed", ['"one"', "true", "1.5"])
def test_a_seed_that_is_none(capsys, tmp_path, seed):
    answers = tmp_path / "answers.toml"
    answers.write_text(f'["forward-1d/products"]\nanswer = "24"\nseed = {seed}\n')
    assert run(capsys, "grade", str(answers))[1].startswith(
        "forward-1d/products: Can't read. The seed has to be a whole number.\n"
    )
