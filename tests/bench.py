"""Measure the engine against its budgets, as ratios in one run: `python -m tests.bench`.

A verdict counts from the typed text to the message, wrong answers with diagnosis and smallest case included. Processor
time is measured, each answer counts with the fastest of some runs. `warm` is a question that was asked before, as in a
course; `cold` is the first answer to it. The part on arrays is `python -m tests.bench_arrays`.
"""

import argparse
import gc
import json
import os
import resource
import time
from statistics import median

from engine.commands.grade import verdict_of_line
from engine.formula.text import text
from engine.grading.derivation import grade_derivation
from engine.grading.grade import diagnoses_of, grade
from engine.grading.question import Question
from lessons.course import EXERCISES
from lessons.exercises import Derivation, Formula
from lessons.references import REFERENCES
from tests import bench_arrays
from tests.engine.grading.gate import Gate
from tests.engine.grading.hostile import HOSTILE
from tests.engine.grading.rewritings import rewritings
from tests.engine.layers import LAYERS
from tests.machine import resident

LINES = (
    "plain",
    "stride and dilation",
    "padding",
    "bias and activation",
    "dense",
    "autocorrelation",
    "mean pooling",
    "max pooling",
    "transposed",
    "relu",
    "tanh",
)
PLANES = ("two dimensions", "channels and bias", "batch, stride, padding")
WANTED = {
    "plain": ("dL/dx[k]", "dL/dw[j]", "z[i]"),
    "bias and activation": ("dL/dx[k]", "dL/dw[j]", "dL/db"),
    "dense": ("dL/dx[k]", "dL/dW[i,k]"),
    "two dimensions": ("dL/dx[p,q]", "dL/dw[u,v]"),
    "channels and bias": ("dL/dx[c,p,q]", "dL/dw[o,c,u,v]"),
    "batch, stride, padding": ("dL/dx[b,c,k,q]", "dL/dw[o,c,u,v]"),
    "transposed": ("dL/dx[i]", "dL/dw[j]"),
    "tanh": ("dL/dx[i]",),
}
RUNS = 3


def seconds(answer) -> float:
    """The processor time of one call."""
    start = time.process_time()
    answer()
    return time.process_time() - start


def answers(question: Question) -> list[str]:
    """Right and wrong answers to a question: rewritings, one mutant of each name, and some that no rule explains."""
    right = text(question.right)
    gate = Gate(question)
    wrong = [text(formula).replace("#", "") for _, formula in gate.some(1)]
    return [*list(rewritings(question).values())[:6], *wrong, f"3*({right}) + 5", f"({right})^2"]


def verdicts(names: tuple[str, ...], budget: float, worst: float) -> None:
    """Prints the median and the worst time of a verdict on these layers, as ratios to their budgets."""
    warm, cold = [], []
    for name in names:
        for wanted in WANTED.get(name, ("dL/dx[k]",)):
            for answer in answers(Question(LAYERS[name], wanted)):
                diagnoses_of.cache_clear()
                question = Question(LAYERS[name], wanted)
                gc.collect()
                gc.freeze()  # as the commands do between answers
                cold.append(seconds(lambda question=question, answer=answer: grade(question, answer)))
                warm.append((fastest(lambda q=question, a=answer: grade(q, a)), name, wanted, answer))
    told(warm, budget, worst)
    print(f"  cold    median {1e3 * median(cold):7.1f} ms    worst {1e3 * max(cold):7.1f} ms    {len(warm)} answers")


def fastest(answer) -> float:
    """The processor time of the fastest of some calls."""
    return min(seconds(answer) for _ in range(RUNS))


def told(warm: list[tuple], budget: float, worst: float) -> None:
    """Prints the median and the slowest of some times, as ratios to their budgets."""
    slowest = max(warm)
    typical = median(each[0] for each in warm)
    print(f"  warm    median {1e3 * typical:7.1f} ms  = {typical / budget:5.2f} of the budget")
    print(f"          worst  {1e3 * slowest[0]:7.1f} ms  = {slowest[0] / worst:5.2f} of the budget  {slowest[1:]}")


def course(budget: float, worst: float) -> None:
    """Prints the times of a verdict on the course's own exercises: right answers, listed mistakes, and unknown ones."""
    warm = []
    for exercise in EXERCISES.values():
        if type(exercise) not in (Formula, Derivation):
            continue
        question = exercise.layer.question(exercise.wanted, getattr(exercise, "form", "closed"))
        listed = [each.answer for each in exercise.mistakes if isinstance(each.answer, str)]
        told_here = dict.fromkeys((*REFERENCES[exercise.kind](exercise, 0), *listed))
        for answer in answers(question):
            warm.append((_warmed(lambda q=question, a=answer: grade(q, a)), exercise.id, answer))
        for answer in told_here:
            if type(exercise) is Formula:
                warm.append((_warmed(lambda q=question, a=answer: grade(q, a)), exercise.id, answer))
            else:
                lines = answer.splitlines()
                warm.append((_warmed(lambda q=question, a=lines: grade_derivation(q, a)), exercise.id, answer))
    told(warm, budget, worst)
    print(f"          {len(warm)} answers")


def _warmed(answer) -> float:
    answer()
    return fastest(answer)


def hostile(budget: float, room: float) -> None:
    """Prints the slowest first verdict on hostile lines, and the one that takes most memory."""
    lines = [json.dumps(record).encode() for record in HOSTILE]
    verdict_of_line(lines[0])
    alone = [(line[:160].decode(), *_alone(line)) for line in lines]
    slow, slowest, _ = max(alone, key=lambda each: each[1])
    large, _, largest = max(alone, key=lambda each: each[2])
    print(f"  cold    {1e3 * slowest:7.1f} ms  = {slowest / budget:5.2f} of the budget  {slow}")
    print(f"  memory  {largest:7.1f} MB  = {largest / room:5.2f} of the budget  {large}")


def _alone(line: bytes) -> tuple[float, float]:
    """The processor time of a first verdict, and the megabytes that it takes, in a copy of this process."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        before = resident(os.getpid())
        taken = seconds(lambda: verdict_of_line(line))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        os.write(writing, json.dumps((taken, (peak - before) / 2**20)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as found:
        measured = json.load(found)
    os.waitpid(child, 0)
    return tuple(measured)


def main() -> None:
    """Prints all of it; `--quick` leaves the arrays out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave the arrays out")
    chosen = parser.parse_args()
    gc.freeze()  # as the commands do
    print("hostile lines: ≤ 250 ms, ≤ 100 MB")
    hostile(250e-3, 100)
    print("a verdict on the course's own exercises: median ≤ 3 ms, worst ≤ 30 ms")
    course(3e-3, 30e-3)
    print("a verdict on a formula in one dimension: median ≤ 3 ms, worst ≤ 30 ms")
    verdicts(LINES, 3e-3, 30e-3)
    print("a verdict with two dimensions, channels, stride and dilation: median ≤ 10 ms, worst ≤ 100 ms")
    verdicts(PLANES, 10e-3, 100e-3)
    if not chosen.quick:
        print("arrays")
        bench_arrays.main()


if __name__ == "__main__":
    main()
