"""The Rosetta page: every formula in every notation, each of them right, and every doubt said."""

import pytest

from engine.formula.notations import NOTATIONS
from tests.ui.pages import front_door, mishaps, turn_to
from ui.rosetta import LAYER, LINES
from ui.typeset import set_as_in_print


@pytest.fixture(scope="module")
def page():
    return turn_to(front_door(), "rosetta")


def test_the_page_is_drawn(page):
    assert mishaps(page) == []
    assert [title.value for title in page.title] == ["Rosetta"]


def test_each_formula_has_a_row_in_each_notation(page):
    tables = [each.value for each in page.markdown if each.value.startswith("|")]
    assert len(tables) == len(LINES) + 1
    for table in tables:
        rows = table.splitlines()[2:]
        assert [row.split("|")[1].strip() for row in rows] == [row.title for row in NOTATIONS.values()]
    flipped = [row for row in tables[0].splitlines() if "{conv}" in row]
    assert [row.split("|")[1].strip() for row in flipped] == ["Larochelle’s lectures"]
    kept = [row for row in tables[2].splitlines() if "{corr}" in row]
    assert [row.split("|")[1].strip() for row in kept] == ["Larochelle’s lectures"]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.wanted)
def test_the_operation_on_whole_arrays_gives_the_same(line):
    assert LAYER.check(line.wanted, line.whole, form="convolution").verdict == "correct"


def test_what_could_not_be_confirmed_is_said(page):
    shown = "\n".join(each.value for each in page.markdown)
    for row in NOTATIONS.values():
        assert set_as_in_print(row.source) in shown.replace("\\", "")
        for doubt in row.unconfirmed:
            assert f"* {set_as_in_print(doubt)}" in shown
