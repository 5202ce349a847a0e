"""Strings that nobody should type, through the whole path to a verdict: `python -m tests.fuzz --count 1000000`.

Each is a right answer to a question of the matrix, or a piece of one, changed by a seeded generator. It gets one of
the four verdicts with a message, a counterexample exactly when it is wrong, whole sentences where it can't be read, and
what is told of it is JSON. None is tried twice.
"""

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.formula.text import text
from engine.grading.grade import grade
from engine.grading.question import Question
from tests.engine.formula.hostile import NASTY, PIECES, TOKEN_NAMES
from tests.engine.grading.rewritings import rewritings
from tests.engine.layers import LAYERS, ROWS

VERDICTS = ("correct", "unfinished", "wrong", "unreadable")
LONGEST = 600
CHANGES = (1, 2, 2, 3, 4, 6)
LENGTHS = (0, 0, 1, 1, 2, 5, 20)
NASTY_SHARE = 0.02
READABLE_SHARE = 0.06
LARGE = ("batch, stride, padding", "three dimensions", "two convolutions")
LESS = 10
CHARACTERS = "ijkmnspd0123[](){}+-*/^=<>,_. δΣσ'" + "\\"
KINDS = (
    tuple("ijkuvpqoc"),
    ("x", "w", "delta", "z", "a", "b", "W"),
    ("0", "1", "2", "3"),
    tuple("nms"),
    ("+", "-", "*", "/"),
    ("full", "same", "valid"),
    ("conv", "corr"),
    ("==", "<=", "<", "!="),
)
WORDS = ("delta", "w", "x", "sum(", "j,", "[k-j]", "conv(", "full", "z", "^2", "/0", "range(", "d(", "==", "sigma'(")


@dataclass
class Seen:
    """What a run saw: how often each verdict was given, what was not as promised, and the slowest line."""

    verdicts: Counter = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: tuple[float, str, str] = (0.0, "", "")

    def add(self, other: "Seen") -> None:
        """Adds what another run saw."""
        self.verdicts += other.verdicts
        self.broken += other.broken
        self.slowest = max(self.slowest, other.slowest)


def lines(question: Question, count: int, rng: random.Random) -> Iterator[str]:
    """So many strings: ways to write the answer with pieces changed; some with a token changed alone; nasty ones."""
    right = list(dict.fromkeys(rewritings(question).values()))
    drawn = set()
    while len(drawn) < count:
        line = _drawn(right, rng)[:LONGEST]
        if line not in drawn:
            drawn.add(line)
            yield line


def _drawn(right: list[str], rng: random.Random) -> str:
    """A nasty string, or one of the right ones with a token or with pieces changed."""
    kind = rng.random()
    if kind < NASTY_SHARE:
        return rng.choice(NASTY)
    line = rng.choice(right)
    if kind < NASTY_SHARE + READABLE_SHARE:
        return mutated(line, rng)
    for _ in range(rng.choice(CHANGES)):
        first = rng.randrange(len(line) + 1)
        last = min(len(line), first + rng.choice(LENGTHS))
        other = rng.choice(right)
        start = rng.randrange(len(other))
        piece = rng.choice(("", line[first:last] * 2, other[start : start + rng.randrange(12)], rng.choice(PIECES)))
        line = line[:first] + piece + line[last:]
    return line


def mutated(answer: str, rng: random.Random) -> str:
    """The answer with a token in the place of another of its kind, or with a few characters put in or taken out."""
    tokens = re.findall(r"\\?[A-Za-z]+'*|\d+|.", answer)
    for _ in range(rng.randint(1, 2)):
        at = rng.randrange(len(tokens))
        kind = next((kind for kind in KINDS if tokens[at] in kind), None)
        if kind is not None and rng.random() < 0.9:
            tokens[at] = rng.choice(kind)
        elif rng.random() < 0.3:
            tokens[at] = rng.choice((*CHARACTERS, *WORDS, "", tokens[at] * 2))
    return "".join(tokens)


def shares(count: int) -> list[tuple[str, str, int]]:
    """How many strings each question of the matrix gets, so many in all; the large ones get fewer.

    >>> sum(share for _, _, share in shares(1000))
    1000
    """
    weights = [1 if name in LARGE else LESS for name, _ in ROWS]
    ends = [count * sum(weights[: place + 1]) // sum(weights) for place in range(len(ROWS))]
    return [(*row, end - start) for row, start, end in zip(ROWS, (0, *ends), ends, strict=False)]


def run(name: str, wanted: str, count: int, seed: int = 0) -> Seen:
    """The verdicts on so many strings as answers to one question of the matrix."""
    seen = Seen()
    question = Question(LAYERS[name], wanted)
    grade(question, f"3*({text(question.right)}) + 5")
    for line in lines(question, count, random.Random(f"{name} {wanted} {seed}")):
        start = time.process_time()
        fault, verdict = _judged(question, line)
        seen.slowest = max(seen.slowest, (time.process_time() - start, f"{name}, {wanted}", line))
        seen.verdicts[verdict] += 1
        if fault:
            seen.broken.append(f"{name}, {wanted}: {line!r}: {fault}")
    return seen


def _judged(question: Question, line: str) -> tuple[str, str]:
    """What is not as promised of the verdict on a line, "" where all is; and the verdict."""
    try:
        found = grade(question, line).to_json()
        json.dumps(found, allow_nan=False)
    except Exception as fault:  # whatever is raised is what the run is there to find
        return f"{type(fault).__name__}: {fault}", "raised"
    verdict = found["verdict"]
    if verdict not in VERDICTS or not found["message"]:
        return "no verdict, or no message", verdict
    sentence = found["message"].split("\n")[0]
    if verdict == "unreadable" and (not sentence.endswith((".", "?")) or any(name in sentence for name in TOKEN_NAMES)):
        return f"not a sentence for a reader: {sentence}", verdict
    if (found["counterexample"] is None) == (verdict == "wrong"):
        return "a counterexample belongs to a wrong answer alone", verdict
    return "", verdict


def main() -> None:
    """Prints the count, how often each verdict was given, the slowest line, and what is not as promised."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000, help="how many strings, over all questions")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other strings")
    chosen = parser.parse_args()
    total = Seen()
    for name, wanted, share in shares(chosen.count):
        total.add(run(name, wanted, share, chosen.seed))
        print(f"{total.verdicts.total():9d} strings, {len(total.broken)} broken", flush=True)
    print(*(f"{verdict:12}{count:9d}" for verdict, count in total.verdicts.most_common()), sep="\n")
    print(f"slowest      {1e3 * total.slowest[0]:9.1f} ms  {total.slowest[1:]}")
    print(*total.broken, sep="\n")


if __name__ == "__main__":
    main()
