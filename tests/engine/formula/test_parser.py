"""What the public readers give: trees in the normal form, places of sums, steps of a line, definitions, shapes."""

from fractions import Fraction

import pytest

from engine import Layer
from engine.formula.parser import Definition, parse, parse_definition, parse_line, parse_shape, parse_wanted
from engine.formula.problems import Unreadable
from engine.formula.scope import Scope
from engine.formula.text import text
from engine.formula.tree import Add, Apply, Floor, Mul, Neg, Number, Partial, Power, Quotient, Read, Sum, Symbol

SCOPE = Scope({"x": 1, "w": 1, "z": 1, "delta": 1, "b": 0}, frozenset("nmsd"), ("k",), {"z": "delta"})
LAYER = Scope({"x": 1, "w": 1, "z": 1, "b": 1, "y": 3}, open=True)
WANTED = Partial(None, Read("x", (Symbol("k"),)))
K, M = Symbol("k"), Symbol("m")
X = Read("x", (K,))


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("x[k] - 1", Add((X, Neg(Number(1))))),
        ("x[k] + (1 - b) - -m", Add((X, Number(1), Neg(Read("b")), M))),
        ("-x[k]*m", Neg(Mul((X, M)))),
        ("(-x[k])*m", Mul((Neg(X), M))),
        ("x[k]*(m*2)/3", Quotient(Mul((X, M, Number(2))), Number(3))),
        ("x[k]/2*m", Mul((Quotient(X, Number(2)), M))),
        ("x[k]/2 m", Mul((Quotient(X, Number(2)), M))),
        ("-x[k]^2", Neg(Power(X, 2))),
        ("x[k]^1", X),
        ("x[(k-1)//2]", Read("x", (Floor(Add((K, Neg(Number(1)))), Number(2)),))),
        ("sum(j, m, x[j])", Sum("j", None, None, Sum("m", None, None, Read("x", (Symbol("j"),))))),
        ("sum(x[j] for j in range(3))", Sum("j", Number(0), Number(2), Read("x", (Symbol("j"),)))),
        ("sum(x[j] for j in range(m))", Sum("j", Number(0), Add((M, Neg(Number(1)))), Read("x", (Symbol("j"),)))),
        ("max(x[k], 0)", Apply("relu", 0, X)),
        ("relu''(x[k])", Apply("relu", 2, X)),
        ("dL/dz[k]", Read("delta", (K,))),
        ("d(L, x[k])", WANTED),
        ("0.5", Number(Fraction(1, 2))),
    ],
)
def test_a_formula_has_one_normal_form(typed, tree):
    assert parse(typed, SCOPE).tree == tree


def test_every_bound_index_has_the_place_of_its_sum():
    line = "w[0] + sum(i, delta[i]*Σ_j w_j) + sum(i, x[i])"
    sums = {index: line[start:end] for index, (start, end) in parse(line, SCOPE).sums.items()}
    assert sums == {"i": "sum(i, delta[i]*Σ_j w_j)", "j": "Σ_j w_j"}


def test_a_renamed_index_keeps_its_place():
    (line,) = parse_line("dL/dx[j] = sum(k, delta[j-k]*w[k])", SCOPE, WANTED)
    assert text(line.tree) == "sum(i, delta[k-i]*w[i])"
    assert line.sums == {"i": (11, 34)}


@pytest.mark.parametrize(
    "line",
    [
        *("dL/dx[k] = delta[k]", "dL/dx[i] = delta[i]", "∂L/∂x_i = δ_i", r"\frac{\partial L}{\partial x_i} = \delta_i"),
        *(
            r"\frac{dL}{dx_i} = \delta_i",
            "dx[i] = delta[i]",
            "dx_i = delta_i",
            "grad_x[i] = delta[i]",
            "x.grad[i] = delta[i]",
        ),
        *(
            "∇x[i] = delta[i]",
            "dL_dx[i] = delta[i]",
            "dLdx[i] = delta[i]",
            "dL/dx = delta[k]",
            "dx = delta[k]",
            "∂L/∂x = δ_k",
        ),
        *(
            "dL/dx[n] = delta[n]",
            "dL/dx[k] := delta[k]",
            "dL/dx[k] == delta[k]",
            "= delta[k]",
            "delta[k]",
            "d(L, x[i]) = delta[i]",
        ),
    ],
)
def test_a_left_side_that_repeats_the_question_is_dropped(line):
    assert [text(step.tree) for step in parse_line(line, SCOPE, WANTED)] == ["delta[k]"]


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("dL/dx[i] = delta[i] = 1*delta[i]", ["delta[k]", "1*delta[k]"]),
        ("delta[k] + 0 = delta[k]", ["delta[k] + 0", "delta[k]"]),
        ("d(w[0]*x[k], x[k]) = w[0]", ["d(w[0]*x[k], x[k])", "w[0]"]),
        ("dL/dx[k]", ["dL/dx[k]"]),
        (r"\begin{align} x_k + 1 &= 1 + x_k \\ &= 2 \end{align}", ["x[k] + 1", "1 + x[k]", "2"]),
    ],
)
def test_a_line_is_as_many_steps_as_it_has_sides(line, steps):
    assert [text(step.tree) for step in parse_line(line, SCOPE, WANTED)] == steps


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        *(
            ("dL/dx[k]", "dL/dx[k]"),
            ("∂L/∂x_k", "dL/dx[k]"),
            ("dz[i]/dx[k]", "d(z[i], x[k])"),
            ("z[i]", "z[i]"),
            ("dL/dz[i]", "delta[i]"),
        ),
        *(("dL/db", "dL/db"), ("d(L, x[b])", "dL/dx[b]")),
    ],
)
def test_what_is_wanted(typed, shown):
    assert text(parse_wanted(typed, SCOPE)) == shown


@pytest.mark.parametrize(
    ("typed", "definition"),
    [
        ("z[i] = x[i]", ("z", ("i",), "x[i]")),
        ("z_i = Σ_j w_j x_{si+dj} + b_0", ("z", ("i",), "sum(j, w[j]*x[s*i+d*j]) + b[0]")),
        ("y[b, o, i] = b[o]*x[i*stride + b]", ("y", ("b", "o", "i"), "b[o]*x[i*stride+b]")),
    ],
)
def test_a_definition_may_use_any_name_as_a_parameter(typed, definition):
    read = parse_definition(typed, LAYER)
    assert isinstance(read, Definition)
    assert (read.array, read.indices, text(read.body)) == definition


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x[i]", "A definition has one `=` with an entry of its array on the left. Write `z[i] = ...`."),
        ("z[i] = x[i] = w[i]", "A definition has one `=` with an entry of its array on the left. Write `z[i] = ...`."),
        ("z[i+1] = x[i]", "The left side is not an entry of an array with plain letters. Write `z[i] = ...`."),
        ("y[i,i,j] = x[i]", "One letter stands for two indices on the left side. Give each index a letter of its own."),
        ("z[i] = softplus(x[i])", "There is no `softplus` here. The names here are `x`, `w`, `z`, `b`, `y` and `i`."),
        ("z[i] = f(x[i])", "There is no `f` here; did you mean `sigma`?"),
    ],
)
def test_a_definition_that_is_none_is_refused(typed, sentence):
    with pytest.raises(Unreadable) as refusal:
        parse_definition(typed, LAYER)
    assert refusal.value.problem.sentence == sentence


@pytest.mark.parametrize(
    ("typed", "sizes"),
    [
        *(
            ("", ()),
            ("n", ("n",)),
            ("o, c, m, r", ("o", "c", "m", "r")),
            ("n-m+1", ("n - m + 1",)),
            ("2*n, 3", ("2*n", "3")),
        ),
        *((r"(n - d*(m-1) - 1)//s + 1", ("(n-d*(m-1)-1)//s + 1",)), ("⌊(n-m)/s⌋+1", ("(n-m)//s + 1",))),
    ],
)
def test_a_shape_is_a_size_for_each_axis(typed, sizes):
    assert tuple(map(text, parse_shape(typed))) == sizes


@pytest.mark.parametrize("typed", ["sum(j, j)", "[n == m]", "exp(n)"])
def test_a_shape_that_is_none_is_refused(typed):
    with pytest.raises(Unreadable, match=r"^This is not a shape\. A size is made of names and numbers with"):
        parse_shape(typed)


def test_a_letter_that_is_a_size_and_an_index_of_the_layer_is_a_forgotten_sum_inside_an_index():
    layer = Layer("z[o,i] = sum(c, j, w[o,c,j]*x[c,i+j])", x="c, n", w="o, c, m", z="o, n-m+1")
    scope = layer.scope(("c", "k"))
    with pytest.raises(Unreadable) as refusal:
        parse("sum(j, delta[o,k-j]*w[o,c,j])", scope)
    assert refusal.value.problem.message == (
        "The index `o` is neither summed nor asked for. Sum over it with sum(o, ...), or write another index; "
        "the indices asked for are `c` and `k`.\n"
        "sum(j, delta[o,k-j]*w[o,c,j])\n"
        "             ^"
    )
    assert refusal.value.problem.misconception == "missing-sum"
    assert text(parse("sum(o=0..o-1, j, delta[o,k-j]*w[o,c,j])", scope).tree).startswith("sum(o=0..o-1, j, ")
