"""Whatever is typed gets a verdict, the same one every time."""

import hashlib
import json
import random

import pytest

from engine import Question
from engine.commands.grade import verdict_of_line
from engine.formula.text import text
from engine.grading.grade import diagnoses_of, grade
from tests.engine.grading.hostile import HOSTILE
from tests.engine.grading.rewritings import rewritings
from tests.engine.layers import LAYERS
from tests.fuzz import VERDICTS, mutated

FUZZED = ("plain", "dL/dx[k]"), ("padding", "dL/dx[k]"), ("bias and activation", "dL/dw[j]"), ("dense", "dL/dW[i,k]")
MUTATED = 120


@pytest.mark.parametrize("record", HOSTILE, ids=lambda each: str(each.get("answer", each.get("derivation")))[:50])
def test_hostile_questions_get_a_verdict(record):
    found = verdict_of_line(json.dumps(record).encode())
    assert found["verdict"] in VERDICTS
    assert found["message"]
    assert (found["counterexample"] is not None) == (found["verdict"] == "wrong")
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(("name", "wanted"), FUZZED)
def test_mutated_answers_get_a_verdict(name, wanted):
    question = Question(LAYERS[name], wanted)
    answers = list(rewritings(question).values())
    rng = random.Random(11)
    for _ in range(MUTATED):
        answer = mutated(rng.choice(answers), rng)
        found = grade(question, answer)
        assert found.verdict in VERDICTS, answer
        assert found.message, answer
        assert (found.counterexample is not None) == (found.verdict == "wrong"), answer
        assert bool(found.latex) == (found.verdict != "unreadable"), answer


def test_the_same_answer_gets_the_same_verdict():
    """On questions made anew, in another order, the answers get the verdicts they had, message and case included."""
    wanted = (("plain", "dL/dx[k]"), ("square", "dL/dx[k]"), ("dense", "dL/dW[i,k]"), ("tanh", "dL/dx[i]"))
    answers = []
    for name, each in wanted:
        right = text(Question(LAYERS[name], each).right)
        answers += [(name, each, answer) for answer in (right, f"2*({right})", f"-({right})", "delta[0]", "(", "1")]
    seen: dict[tuple, str] = {}
    rng = random.Random(7)
    for run in range(10):
        questions = {(name, each): Question(LAYERS[name], each) for name, each in wanted}
        diagnoses_of.cache_clear()
        for key in rng.sample(answers, len(answers)):
            found = grade(questions[key[:2]], key[2])
            told = hashlib.sha256(json.dumps(found.to_json()).encode()).hexdigest()
            assert seen.setdefault(key, told) == told, (run, key)
    assert len(seen) == len(answers)
