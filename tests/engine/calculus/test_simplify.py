"""The algebra of index sums: what is opened, which bracket removes which sum, what is left out, how it is written."""

import pytest

from engine.calculus.bounds import FEWEST
from engine.calculus.brackets import removal, removed
from engine.calculus.polynomial import integral, polynomial, put, solved, written
from engine.calculus.setting import Setting
from engine.calculus.simplify import simplified, without_trivial
from engine.calculus.terms import formula, terms
from engine.formula.parser import parse
from engine.formula.scope import Scope
from engine.formula.text import text
from engine.formula.tree import Read
from engine.layer import Layer
from tests.engine.calculus.rows import LAYERS

SIZES = frozenset("snmdp")
LETTERS = Scope(arrays={"x": 1}, symbols=frozenset("snmdpijkltoqr"))
PLAIN = LAYERS["plain"]


def index(typed):
    """The index expression of x[...]."""
    return parse(f"x[{typed}]", LETTERS).tree.indices[0]


def read(typed, layer=PLAIN, asked="dL/dx[k]", free=("k",)):
    setting = Setting(layer, layer.wanted(asked))
    return terms(parse(typed, layer.scope(free)).tree, setting), setting


SOLVED = [
    ("i+j", "k", "i", "k-j", True),
    ("i+j", "k", "j", "k-i", True),
    ("i-j", "k", "i", "k+j", True),
    ("i-j", "k", "j", "i-k", True),
    ("s*i+j", "k", "i", "(k-j)/s", False),
    ("s*i+d*j-p", "k", "i", "(k+p-d*j)/s", False),
    ("s*i+d*j-p", "k", "j", "(k+p-s*i)/d", False),
    ("s*(i-1)+j", "k", "i", "(k-j)/s+1", False),
    ("i+j-1", "k", "i", "k-j+1", True),
    ("(t-j)/s", "k", "t", "s*k+j", True),
    ("2*i", "k", "i", "k/2", False),
    ("i/2+j/3", "k", "i", "(6*k-2*j)/3", False),
    ("m-1-j", "k", "j", "m-k-1", True),
    ("s*i+j", "t", "t", "s*i+j", True),
    ("o//q+r", "k", "r", "k-o//q", True),
]


@pytest.mark.parametrize(("left", "right", "letter", "value", "whole"), SOLVED)
def test_an_equation_is_solved_for_an_index(left, right, letter, value, whole):
    found = solved(index(left), index(right), letter, SIZES)
    assert text(Read("x", (written(found),))) == f"x[{value}]"
    assert integral(found) == whole


NOT_LINEAR = [("i*j", "k", "i"), ("i//s", "k", "i"), ("i*i", "k", "i"), ("i+j", "k", "t"), ("s*i+i", "k", "i")]


@pytest.mark.parametrize(("left", "right", "letter"), NOT_LINEAR)
def test_an_equation_that_is_not_linear_in_the_index_has_no_solution(left, right, letter):
    assert solved(index(left), index(right), letter, SIZES) is None


WRITTEN = [
    ("s*((k-j)/s)+l", "k+l-j"),
    ("k-j+j", "k"),
    ("-j+k", "k-j"),
    ("1+k-j", "k-j+1"),
    ("j+s*i", "s*i+j"),
    ("-i-j", "-i-j"),
    ("1-i", "1-i"),
    ("0*i", "0"),
    ("(k-p)/(d*s)-(j-1)/d", "(k+s-p-s*j)/(d*s)"),
    ("i/2+j/2", "(i+j)/2"),
    ("(i+j)*(i-j)", "i^2-j^2"),
    ("k-j/s", "(s*k-j)/s"),
    ("j/s-k", "j/s-k"),
    ("(i//2)*s+i//2", "s*(i//2)+i//2"),
]


@pytest.mark.parametrize(("typed", "canonical"), WRITTEN)
def test_an_index_is_written_as_a_textbook_would(typed, canonical):
    assert text(Read("x", (written(polynomial(index(typed), SIZES)),))) == f"x[{canonical}]"


def test_an_index_is_put_in_exactly():
    value = solved(index("s*i+j"), index("k"), "i", SIZES)
    assert text(written(put(polynomial(index("s*i+l"), SIZES), "i", value, SIZES))) == "k + l - j"


REMOVED = [
    ("sum(i, j, delta[i]*w[j]*[i+j == k])", "sum(j, delta[k-j]*w[j])", "the output's index goes"),
    ("sum(i, j, w[j]*delta[i]*[k == i+j])", "sum(j, delta[k-j]*w[j])", "in any order"),
    ("sum(i, j, delta[i]*w[j]*[j == k])", "w[k]*sum(i, delta[i])", "what no sum reaches stands in front"),
    ("sum(i, delta[i]*[2*i == k])", "delta[k/2]", "an entry at k/2 is 0 for an odd k"),
    ("sum(i, x[2*i]*[2*i == k])", None, "x[2*i] is not 0 where i is no integer"),
    ("sum(i, delta[i]*[i//2 == k])", "sum(j=0..1, delta[2*k+j])", "a floor leaves a rest"),
    ("sum(i=0..n-m, delta[i]*[i == k])", "delta[k]", "delta itself keeps i in its range"),
    ("sum(i=0..m-1, delta[i]*[i == k])", "delta[k]*[k <= m-1]", "this limit says more than delta does"),
    ("sum(i=1..n, x[i]*[i == k])", "x[k]*[1 <= k]", "only the side that matters stays"),
    ("sum(i=0..n-1, [i == k])", "1", "k is an index of x"),
    ("sum(i, j, delta[i]*w[j]*[i*j == k])", None, "not linear"),
    ("sum(i, delta[i]*x[k]*[k == 2])", None, "no sum is in the bracket"),
    ("sum(i, j, delta[i]*w[j]*[i == k]*[j == k])", "delta[k]*w[k]", "one after the other"),
    ("sum(i, j, delta[i]*w[j]*[i == j]*[i+j == k])", "delta[k/2]*w[k/2]", "one bracket feeds the next"),
    ("-sum(i, 3*delta[i]*[i == k])/2", "-3*delta[k]/2", "numbers in front"),
]


@pytest.mark.parametrize(("typed", "result", "why"), REMOVED)
def test_a_bracket_removes_a_sum(typed, result, why):
    parts, setting = read(typed)
    before = formula(parts, setting)
    while any(chosen := [removal(term, setting) for term in parts]):
        parts = [
            without_trivial(term if each is None else removed(term, each, setting), setting)
            for term, each in zip(parts, chosen, strict=True)
        ]
    after = formula(simplified(parts, setting), setting)
    assert text(after) == (result or text(before)), why


SIMPLIFIED = [
    ("delta[k]*x[k]*w[0] + delta[k]*x[k]*w[0]", "2*delta[k]*x[k]*w[0]"),
    ("w[0]*delta[k]*3*x[k] - x[k]*delta[k]*w[0]", "2*delta[k]*w[0]*x[k]"),
    ("delta[k]*x[k] - x[k]*delta[k]", "0"),
    ("delta[k]*x[n-1-k] + delta[k]*x[n-k-1]", "2*delta[k]*x[n-1-k]"),
    ("sum(i, delta[i]*w[k-i+1]) - sum(j, delta[j]*w[1+k-j])", "0"),
    ("sum(i, delta[i]*w[k-i]) + sum(j, delta[j]*w[k-j])", "2*sum(i, delta[i]*w[k-i])"),
    ("sum(i, delta[i]*w[k-i]) + sum(j, delta[j]*w[k+j])", "sum(i, delta[i]*w[k-i]) + sum(j, delta[j]*w[k+j])"),
    ("delta[k]*[k == k]", "delta[k]"),
    ("delta[k]*[k == k+1] + x[k]", "x[k]"),
    ("delta[k]*[k <= n]*[0 <= k]", "delta[k]"),
    ("delta[k]*[k < m]", "delta[k]*[k < m]"),
    ("delta[k]*[k == 2]*[k == 2]", "delta[k]*[k == 2]"),
    ("x[k]*x[k]*delta[k]", "delta[k]*x[k]^2"),
    ("sum(j=0..m-1, delta[k])", "m*delta[k]"),
    ("sum(j=0..m-1, delta[k])/m", "delta[k]"),
    ("2*delta[k]/4", "delta[k]/2"),
    ("sum(i, delta[i]/m)", "sum(i, delta[i])/m"),
    ("sum(j=0..m-1, sum(i, delta[i]*w[j]))", "sum(j=0..m-1, i, delta[i]*w[j])"),
    ("delta[k]*(1 - x[k]^2)", "delta[k]*(1 - x[k]^2)"),
    ("0*delta[k]", "0"),
]


@pytest.mark.parametrize(("typed", "result"), SIMPLIFIED)
def test_terms_are_written_short(typed, result):
    parts, setting = read(typed)
    assert text(formula(simplified(parts, setting), setting)) == result


BOUNDED = [
    ("delta[i]*w[j]", "i+j", "n", True, "the last window ends at the last entry"),
    ("delta[i]*w[j]", "i+j", "n-1", False, "one too few"),
    ("delta[i]", "i", "n-m+1", True, "delta's own range"),
    ("delta[i]*w[j]", "i+2*j", "n", False, "a hole too wide"),
    ("w[j]", "m-1-j", "m", True, "a flip stays within"),
    ("w[j]", "j+k", "n+m-1", True, "k is an index of x, for dL/dx[k] is wanted"),
    ("delta[k-j]*w[j]", "k-j", "n-m+1", True, "an expression that is read is within"),
    ("delta[k-j]*w[j]", "j", "n", True, "a kernel is no longer than the input"),
    ("delta[i]", "i//2", "n", False, "a floor with an index in it is not followed"),
]


@pytest.mark.parametrize(("around", "expression", "length", "within", "why"), BOUNDED)
def test_what_is_read_bounds_an_index(around, expression, length, within, why):
    scope = PLAIN.scope(("i", "j", "k"))
    setting = Setting(PLAIN, PLAIN.wanted("dL/dx[k]"))
    bounds = setting.bounds([parse(around, scope).tree])
    place = parse(f"x[{expression}]", scope).tree.indices[0]
    last = parse(f"x[{length}-1]", scope).tree.indices[0]
    zero = parse("x[0]", scope).tree.indices[0]
    assert (bounds.imply(zero, place) and bounds.imply(place, last)) == within, why


def test_nothing_is_implied_where_hardly_any_sizes_are_possible():
    layer = Layer("z[i] = x[i]", x="n", z="n", scalars={"n": [40]})
    assert Setting(layer, layer.wanted("dL/dx[k]")).bounds([]).imply(index("1"), index("n"))
    layer = Layer("z[i] = x[i]", x="n-1000", z="n-1000")
    setting = Setting(layer, layer.wanted("dL/dx[k]"))
    assert all(len(values) < FEWEST for values in setting.view.sizes.values())
    assert not setting.bounds([]).imply(index("1"), index("n"))


def test_a_letter_means_one_thing_in_a_formula():
    setting = Setting(PLAIN, PLAIN.wanted("dL/dx[k]"))
    assert [setting.letter(like, {"i", "j", "k"}) for like in "ijkuvoc"] == ["l", "l", "l", "u", "v", "o", "c"]
    assert setting.letter("u", {"u"}) == "r"
    assert setting.letter("n", ()) == "p"
    nested = parse("sum(j, w[j]*sum(i, x[i+j]*w[i]))", PLAIN.scope()).tree
    assert text(setting.relabelled(nested, {"i"})) == "sum(j, w[j]*sum(k, x[k+j]*w[k]))"
