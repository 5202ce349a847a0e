"""Whatever is typed, reading gives a tree or an Unreadable with a sentence, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.formula.parser import parse, parse_line, parse_shape, parse_wanted
from engine.formula.parts import children
from engine.formula.problems import Unreadable
from engine.formula.reading import DEEPEST_TREE, MOST_NODES
from engine.formula.walk import nodes
from tests.engine.formula.hostile import NASTY, PIECES, RIGHT, SCOPE, TOKEN_NAMES, mutants

WANTED = parse_wanted("dL/dx[k]", SCOPE)


def read(line: str) -> bool:
    """Whether a line is read; a refusal must be a whole one."""
    try:
        steps = parse_line(line, SCOPE, WANTED)
    except Unreadable as refusal:
        problem = refusal.problem
        assert problem.sentence.endswith((".", "?")), line
        assert problem.start is None or 0 <= problem.start <= problem.end <= len(line) + 1, line
        assert "\n" not in problem.sentence and not any(name in problem.sentence for name in TOKEN_NAMES), line
        return False
    return bool(steps)


@pytest.mark.parametrize("line", RIGHT)
def test_the_answers_that_are_mutated_are_read(line):
    assert read(line)


@pytest.mark.parametrize("line", NASTY, ids=range(len(NASTY)))
def test_a_nasty_line_is_read_or_refused(line):
    read(line)
    for reader in (lambda text: parse(text, SCOPE), lambda text: parse_wanted(text, SCOPE), parse_shape):
        try:
            reader(line)
        except Unreadable as refusal:
            assert str(refusal)


def test_mutated_answers_are_read_or_refused():
    outcomes = [read(line) for line in mutants(90_000, seed=1)]
    assert 4_000 < sum(outcomes) < 60_000


@settings(max_examples=4_000)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_pieces_in_any_order_are_read_or_refused(line):
    read(line)


@settings(max_examples=2_000)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(line):
    read(line)


@pytest.mark.parametrize("line", NASTY, ids=range(len(NASTY)))
def test_what_is_read_is_small(line):
    try:
        tree = parse(line, SCOPE).tree
    except Unreadable:
        return
    assert sum(1 for _ in nodes(tree)) <= MOST_NODES
    assert depth(tree) <= DEEPEST_TREE


def depth(tree) -> int:
    return 1 + max(map(depth, children(tree)), default=0)
