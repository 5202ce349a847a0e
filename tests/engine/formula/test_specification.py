"""The specification of the formula language, run: each spelling reads as its canonical text, each refusal says why."""

import pytest

from engine.formula.latex import latex
from engine.formula.parser import parse, parse_line, parse_wanted
from engine.formula.problems import Unreadable
from engine.formula.text import text
from tests.engine.formula import (
    specification_arrays,
    specification_code,
    specification_gradients,
    specification_names,
    specification_papers,
    specification_places,
)
from tests.engine.formula.specification import ROWS, SCOPES

ALL = (*ROWS, *specification_gradients.ROWS, *specification_papers.ROWS)
SPELLINGS = [(*row[:3], typed, why) for row in ALL for typed, why in row[3]]
ERRORS = (
    *specification_names.ERRORS,
    *specification_places.ERRORS,
    *specification_papers.ERRORS,
    *specification_code.ERRORS,
    *specification_arrays.ERRORS,
)


def read(question: str, typed: str):
    scope = SCOPES[question]
    return parse_line(typed, scope, parse_wanted(question, scope))[-1].tree


@pytest.mark.parametrize(("question", "canonical", "typeset", "typed", "why"), SPELLINGS)
def test_what_is_typed_is_understood(question, canonical, typeset, typed, why):
    tree = read(question, typed)
    assert (text(tree), latex(tree)) == (canonical, typeset), why


@pytest.mark.parametrize(("question", "canonical", "typeset"), [row[:3] for row in ALL])
def test_what_is_printed_reads_back(question, canonical, typeset):
    assert parse(canonical, SCOPES[question]).tree == parse(typeset, SCOPES[question]).tree


@pytest.mark.parametrize(("question", "typed", "sentence", "shown", "caret", "misconception"), ERRORS)
def test_what_is_not_understood_is_refused_with_these_words(question, typed, sentence, shown, caret, misconception):
    with pytest.raises(Unreadable) as refusal:
        read(question, typed)
    assert str(refusal.value) == "\n".join(filter(None, (sentence, shown, caret)))
    assert refusal.value.problem.misconception == misconception


def test_the_table_is_as_long_as_promised():
    assert len(SPELLINGS) >= 80
    assert len(ERRORS) >= 40
    assert len({(row[0], row[3]) for row in SPELLINGS}) == len(SPELLINGS)
