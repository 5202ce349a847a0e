"""The LaTeX of a formula, and that reading it gives the same tree."""

import pytest
from hypothesis import given, settings

from engine.formula.latex import Style, latex, name
from engine.formula.parser import parse
from engine.formula.tree import Formula, Partial, Read, Symbol
from tests.engine.formula.printed import ROWS, conv, delta, i, j, k, mul, over, w, x
from tests.engine.formula.trees import SCOPE, formulas


@pytest.mark.parametrize(("tree", "_text", "written"), ROWS, ids=[row[1] for row in ROWS])
def test_a_formula_is_set_as_in_the_table(tree, _text, written):
    assert latex(tree) == written


@settings(max_examples=1000)
@given(formulas())
def test_reading_what_was_set_gives_the_same_tree(tree):
    assert parse(latex(tree), SCOPE).tree == tree


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (Style(), r"\sum_{i,j} \delta_{i}\,w_{j}"),
        (Style(joined=False), r"\sum_{i} \sum_{j} \delta_{i}\,w_{j}"),
        (Style(subscripts=False), r"\sum_{i,j} \delta[i]\,w[j]"),
    ],
)
def test_a_source_has_a_style(style, written):
    assert latex(over("ij", mul(delta(i), w(j))), style=style) == written


def test_another_letter_for_the_loss():
    assert latex(Partial(None, x(k)), style=Style(loss="E")) == r"\frac{\partial E}{\partial x_{k}}"


def test_arrays_keep_their_colour_in_sums_and_as_wholes():
    colours = {"delta": "#d55e00", "w": "#0072b2"}
    assert latex(mul(delta(i), w(j)), colours) == r"\textcolor{#d55e00}{\delta}_{i}\,\textcolor{#0072b2}{w}_{j}"
    assert latex(conv, colours) == (
        r"\operatorname{conv}(\textcolor{#d55e00}{\delta}, \textcolor{#0072b2}{w}, \text{full})"
    )


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("omega", r"\omega"),
        ("x", "x"),
        ("z1", r"\mathrm{z1}"),
        ("grad_output", r"\mathrm{grad\_output}"),
    ],
)
def test_a_name_is_a_letter_or_an_upright_word(word, written):
    assert name(word) == written
    assert latex(Read(word, (Symbol("i"),))) == written + "_{i}"


def test_a_node_without_a_rule_is_refused():
    with pytest.raises(TypeError, match=r"^latex\(\) has no rule for Formula$"):
        latex(Formula())


def test_the_lines_of_a_stack_are_a_list():
    wanted = parse(r"\sum_{u, v, u+v=i} \delta_u w_v", SCOPE).tree
    assert parse(r"\sum_{\substack{u,v\\u+v=i}} \delta_u w_v", SCOPE).tree == wanted
