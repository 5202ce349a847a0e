"""One question, asked by many at the same time: what one of them makes room for is not taken from another."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import engine.calculus.ranges
import engine.grading.question
import engine.layer
from engine.grading.grade import grade
from engine.grading.question import Question
from tests.engine.layers import LAYERS

ANSWERS = [f"{times}*sum(j, delta[k{sign}j]*w[j])" for times in range(1, 7) for sign in "+-"]


@pytest.fixture
def hurried(monkeypatch):
    """Little room for what is kept, and threads that give way to each other all the time."""
    for module in (engine.layer, engine.grading.question, engine.calculus.ranges):
        monkeypatch.setattr(module, "KEPT", 1)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_answers_at_the_same_time_are_those_one_after_another(hurried):
    question = Question(LAYERS["plain"], "dL/dx[k]")
    alone = [grade(question, answer).verdict for answer in ANSWERS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda answer: grade(question, answer).verdict, ANSWERS * 6))
    assert together == alone * 6
