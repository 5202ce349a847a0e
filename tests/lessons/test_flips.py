"""Spot the flip: harder as one goes, one right option a round, and that one right by loops of its own."""

import re

import numpy as np
import pytest

from engine import Layer
from lessons.course import EXERCISES
from lessons.drawing import draw
from lessons.flips import CALLS, FORMULAS

SPOT = EXERCISES["the-flip/spot"]
ROW = re.compile(r"`\(([^)]*)\)`")


def sliding(x, w):
    return [sum(w[j] * x[i + j] for j in range(len(w))) for i in range(len(x) - len(w) + 1)]


def level(seed):
    """What a round is made of."""
    prompt = draw(SPOT, seed).prompt
    if "```" in prompt:
        return "calls" if prompt.split("\n")[-2] in {call for call, _, _ in CALLS} else "turned"
    return "pictures" if "▕" in prompt else "numbers" if "`(" in prompt else "formulas"


def test_the_rounds_get_harder_and_stay_hard():
    assert [level(seed) for seed in range(0, 15, 3)] == ["numbers", "pictures", "formulas", "calls", "turned"]
    assert {level(seed) for seed in range(12, 60)} == {"turned"}
    assert len({draw(SPOT, seed).prompt for seed in range(12, 60)}) > 10


@pytest.mark.parametrize("start", [0, 3, 6, 9, *range(12, 60)])
def test_of_three_rounds_in_a_row_none_is_asked_twice_and_both_machines_are_among_them(start):
    rounds = [draw(SPOT, seed) for seed in range(start, start + 3)]
    assert len({each.prompt for each in rounds}) == 3
    assert {option.id for each in rounds for option in each.options if option.right} >= {"corr", "conv"}


@pytest.mark.parametrize("seed", range(60))
def test_exactly_one_option_is_right(seed):
    options = draw(SPOT, seed).options
    assert sum(option.right for option in options) == 1
    assert all(option.says for option in options)


@pytest.mark.parametrize("seed", [seed for seed in range(90) if level(seed) == "numbers"])
def test_the_machine_of_a_round_of_numbers(seed):
    drawn = draw(SPOT, seed)
    x, w, result = ([int(value.replace("−", "-")) for value in row.split(",")] for row in ROW.findall(drawn.prompt))
    makers = {"corr": sliding(x, w) == result, "conv": sliding(x, w[::-1]) == result}
    right = next(option.id for option in drawn.options if option.right)
    assert right == ("both" if all(makers.values()) else next(name for name, made in makers.items() if made))


@pytest.mark.parametrize(("formula", "machine"), [row[:2] for row in FORMULAS])
def test_the_machine_of_a_formula(formula, machine):
    """Whole rows shifted against each other are the same machine: the full result, cut to what the formula reaches."""
    layer = Layer(f"z[i] = {formula}", x="n", w="m", z="n+m-1")
    shifts = [f"{name}(x, w, full)[i{shift}]" for name in ("corr", "conv") for shift in ("", "+m-1", "-m+1")]
    fits = {text[:4] for text in shifts if layer.check("z[i]", text).verdict == "correct"}
    cut = Layer(f"z[i] = {formula}", x="n", w="m", z="n-m+1")
    fits |= {text[:4] for text in shifts if cut.check("z[i]", text).verdict == "correct"}
    assert fits == {machine}


@pytest.mark.parametrize(("call", "machine"), [row[:2] for row in CALLS if row[0].startswith("numpy")])
def test_the_machine_of_a_call(call, machine):
    x, w = np.array([0, 0, 1, 0, 0]), np.array([1, 2, 3])
    name, turned = re.fullmatch(r"numpy\.(\w+)\(x, w(\[::-1\])?, 'valid'\)", call).groups()
    result = getattr(np, name)(x, w[::-1] if turned else w, "valid").tolist()
    assert result == {"conv": [1, 2, 3], "corr": [3, 2, 1]}[machine]


@pytest.mark.parametrize("seed", range(12, 60))
def test_the_machine_of_a_call_with_more_turned_round(seed):
    drawn = draw(SPOT, seed)
    call = drawn.prompt.split("\n")[-2]
    x, w = [4, -1, 0, 2, 7, 3], [2, 5, -3]
    name, first, second, end = re.fullmatch(r"([\w.]+)\(([xw]\S*), ([xw]\S*?)(?:, 'valid')?\)(\S*)", call).groups()
    rows = [{"x": x, "w": w}[each[0]][:: -1 if len(each) > 1 else 1] for each in (first, second)]
    compute = {"numpy.convolve": np.convolve}.get(name, np.correlate)
    result = compute(*rows, "valid")[:: -1 if end else 1].tolist()
    right = next(option.id for option in drawn.options if option.right)
    assert result == sliding(x, w if right == "corr" else w[::-1])
    assert drawn.solution.startswith("With `x` = ")
