"""The table of notations is sound: every row says where it is from and what could not be confirmed."""

import pytest

from engine.formula.notations import NOTATIONS
from engine.formula.parser import parse
from engine.formula.renaming import closed, names
from engine.formula.rosetta import FLIPS, relations, rosetta
from engine.formula.text import text
from engine.layer import Layer

ROWS = list(NOTATIONS.values())
PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
BIASED = Layer(
    ["z[i] = b + sum(j, w[j]*x[s*i+d*j-p])", "a[i] = sigma(z[i])"],
    x="n",
    w="m",
    b="",
    z="(n+2*p-d*(m-1)-1)//s+1",
    a="(n+2*p-d*(m-1)-1)//s+1",
)
PLANE = Layer(
    "z[o,i,j] = b[o] + sum(c, u, v, w[o,c,u,v]*x[c,i+u,j+v])",
    {"x": "g, h, l", "w": "f, g, m, r", "b": "f", "z": "f, h-m+1, l-r+1"},
)
CONVOLUTION = Layer("z[i] = sum(j, w[j]*x[i-j])", x="n", w="m", z="n+m-1")
DENSE = Layer("z[i] = sum(j, W[i,j]*x[j])", x="n", W="m, n", z="m")


def test_the_five_sources_are_there():
    assert list(NOTATIONS) == ["flipside", "larochelle", "gibiansky", "goodfellow", "pytorch"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_names_its_source(row):
    assert NOTATIONS[row.id] is row
    assert row.title and row.source and row.operation
    assert row.first in (0, 1)
    assert bool(row.unconfirmed) == (row.id != "flipside")
    assert bool(row.weights) == row.flips


def test_only_one_of_the_sources_flips_its_kernel_in_the_forward_pass():
    assert [row.id for row in ROWS if row.flips] == ["larochelle"]
    assert [each for each, flips in FLIPS.items() if flips.forward == "backwards"] == ["larochelle"]


def test_the_gradient_by_the_input_reads_the_kernel_in_the_other_direction():
    assert list(FLIPS) == list(NOTATIONS)
    for flips in FLIPS.values():
        assert {flips.forward, flips.by_input} == {"forwards", "backwards"}


@pytest.mark.parametrize("layer", [PLAIN, BIASED, PLANE, CONVOLUTION, DENSE], ids=repr)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_two_names_never_become_one(row, layer):
    words = names(row, layer, row.weights if "w" in layer.shapes else ())
    assert sorted(words) == sorted(words.values())
    every = {*layer.all_shapes, *layer.symbols, *"ijkuvpqocabdlmst"}
    assert len({words.get(name, name) for name in every}) == len(every)


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ({"x": "y"}, {"x": "y", "y": "x"}),
        ({"x": "y", "z": "x"}, {"x": "y", "z": "x", "y": "z"}),
        ({"u": "p", "v": "q"}, {"u": "p", "v": "q", "p": "u", "q": "v"}),
        ({}, {}),
    ],
)
def test_displaced_names_take_the_places_that_became_free(given, whole):
    assert closed(given) == whole


def test_the_rosetta_stone_has_the_same_line_in_every_notation():
    wanted = PLAIN.wanted("dL/dx[k]")
    stones = rosetta(PLAIN, wanted, parse("sum(j, delta[k-j]*w[j])", PLAIN.scope(("k",))).tree)
    assert [(stone.notation, f"{stone.left} = {stone.right}") for stone in stones] == [
        ("flipside", "dL/dx[k] = sum(j, delta[k-j]*w[j])"),
        ("larochelle", "dl/dx[j] = sum(p, delta[j-p]*k[r-p-1])"),
        ("gibiansky", "dE/dy[k] = sum(a, delta[k-a]*omega[a])"),
        ("goodfellow", "dJ/dV[k] = sum(m, G[k-m+1]*K[m])"),
        ("pytorch", "dL/dinput[k] = sum(j, grad_output[k-j]*weight[j])"),
    ]
    assert stones[1].left_latex == r"\frac{\partial \ell }{\partial x_{j}}"
    assert stones[1].right_latex == r"\sum_{p} \delta_{j-p}\,k_{r-p-1}"


@pytest.mark.parametrize(
    ("layer", "written"),
    [
        (PLAIN, [("k[p]", "W[r-p-1]")]),
        (PLANE, [("k[o,c,p,q]", "W[o,c,r-p-1,m-q-1]")]),
        (CONVOLUTION, []),
        (DENSE, []),
    ],
    ids=["line", "plane", "a convolution already", "dense"],
)
def test_the_relation_of_the_kernel_to_the_weights(layer, written):
    assert [(text(left), text(right)) for left, right in relations("larochelle", layer)] == written


def test_a_source_that_does_not_flip_has_no_relation():
    assert relations("goodfellow", PLAIN) == ()
