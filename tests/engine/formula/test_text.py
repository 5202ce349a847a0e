"""The canonical text of a formula, and that reading it gives the same tree."""

import pytest
from hypothesis import example, given, settings

from engine.formula.parser import parse
from engine.formula.text import text
from engine.formula.tree import Formula, Partial, Power, Quotient, Read, Sum, Symbol, Whole, mul, neg
from tests.engine.formula.printed import ROWS
from tests.engine.formula.trees import SCOPE, formulas


@pytest.mark.parametrize(("tree", "written", "_latex"), ROWS, ids=[row[1] for row in ROWS])
def test_a_formula_is_written_as_in_the_table(tree, written, _latex):
    assert text(tree) == written


@settings(max_examples=1000)
@example(Quotient(Quotient(Symbol("n"), Symbol("m")), Symbol("s")))
@example(Quotient(Symbol("n"), Quotient(Symbol("m"), Symbol("s"))))
@example(mul(Symbol("s"), neg(Symbol("i"))))
@example(Power(Partial(None, Read("x", (Symbol("k"),))), 2))
@example(Sum("j", None, None, Sum("u", Symbol("j"), Symbol("n"), Read("b"))))
@given(formulas())
def test_reading_what_was_written_gives_the_same_tree(tree):
    assert parse(text(tree), SCOPE).tree == tree


def test_another_letter_for_the_loss():
    assert text(Partial(None, Read("x", (Symbol("k"),))), loss="E") == "dE/dx[k]"


def test_a_node_without_a_rule_is_refused():
    with pytest.raises(TypeError, match=r"^text\(\) has no rule for Formula$"):
        text(Formula())


def test_a_whole_array_is_its_name():
    assert text(Whole("grad_output")) == "grad_output"
