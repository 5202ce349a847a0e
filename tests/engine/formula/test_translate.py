"""Formulas in the five notations: printed, read back, and right for each notation's own forward pass."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.formula.notations import NOTATIONS
from engine.formula.parser import parse
from engine.formula.problems import Unreadable
from engine.formula.translate import (
    Translation,
    canonical,
    read,
    read_line,
    show_latex,
    show_question,
    show_text,
)
from engine.formula.tree import Add, Bracket, Formula, Mul, Neg, Number, Partial, Quotient, Read, Sum, Symbol
from engine.grading.grade import grade
from engine.grading.question import Question
from engine.layer import Layer
from tests.engine.formula.translated import DENSE, PLAIN, PRINTED
from tests.engine.formula.trees import FREE, SCOPE, SIZES, formulas

DRAWN = Layer(
    "z[i] = b + d + p + s + sum(j, w[j]*x[i+j])",
    {"x": "n", "w": "m", "z": "n-m+1", "a": "n", "K": "n, m", "y": "n, n, n, n", "b": ""},
)
OTHERS = [each for each in NOTATIONS if each != "flipside"]

LINES = [
    (layer, wanted, typed, notation, written)
    for layer, wanted, typed, each in PRINTED
    for notation, written in each.items()
]


def free_of(wanted: Formula) -> tuple[str, ...]:
    return tuple(index.name for index in (wanted.by if isinstance(wanted, Partial) else wanted).indices)


@pytest.mark.parametrize(("layer", "asked", "typed", "notation", "written"), LINES)
def test_a_formula_is_printed_in_a_notation_and_read_back(layer, asked, typed, notation, written):
    wanted = layer.wanted(asked)
    scope = layer.scope(free_of(wanted))
    tree = parse(typed, scope).tree
    assert show_text(tree, notation, layer, wanted) == written
    set_in_latex = show_latex(tree, notation, layer, wanted)
    for line in (written, set_in_latex):
        assert canonical(read(line, scope, notation, layer, wanted).tree, free_of(wanted)) == canonical(tree)
    question = show_question(wanted, notation, layer)
    (step,) = read_line(f"{question} = {written}", scope, wanted, notation, layer)
    if typed != asked:
        assert canonical(step.tree, free_of(wanted)) == canonical(tree)


@settings(max_examples=200)
@given(formulas(), st.booleans())
def test_printed_then_read_gives_the_same_formula_in_every_notation(tree, by_kernel):
    wanted = Partial(None, Read("w", (Symbol("k"),))) if by_kernel else None
    free = ("k",) if by_kernel else ()
    for notation in NOTATIONS:
        for line in (show_text(tree, notation, DRAWN, wanted), show_latex(tree, notation, DRAWN, wanted)):
            again = read(line, SCOPE, notation, DRAWN, wanted).tree
            assert canonical(again, free) == canonical(tree, free)


@settings(max_examples=600)
@given(formulas())
def test_there_and_back_is_the_same_formula_and_a_change_of_names_alone_the_same_tree(tree):
    for notation in OTHERS:
        translation = Translation(NOTATIONS[notation], DRAWN)
        again = translation.back(translation.there(tree))
        assert canonical(again) == canonical(tree)
        if notation in ("gibiansky", "pytorch"):
            assert again == tree


@pytest.mark.parametrize(
    ("notation", "written"),
    [
        ("flipside", r"(A^{\top}\mathpunct{}\delta)_{k}"),
        ("larochelle", r"(A^{\top}\mathpunct{}\delta)_{j}"),
        ("gibiansky", r"(A^{\top}\mathpunct{}\delta)_{k}"),
        ("goodfellow", r"(A^{\top}\mathpunct{}G)_{k}"),
        ("pytorch", r"(A^{\top}\mathpunct{}\mathrm{grad\_output})[k]"),
    ],
)
def test_matrices_that_are_multiplied_stand_side_by_side(notation, written):
    scope = DENSE.scope(("k",))
    tree = parse("(T(A) @ delta)[k]", scope).tree
    assert show_latex(tree, notation, DENSE) == written
    assert canonical(read(written, scope, notation, DENSE).tree) == canonical(tree)


@pytest.mark.parametrize("size", (r"kernel\_size", "kernel_size", r"\text{kernel\_size}"))
def test_a_name_of_two_words_is_read_as_latex_writes_it(size):
    written = rf"\sum_{{j=0}}^{{{size}-1}} weight[j]\,input[i+j]"
    assert show_text(read(written, PLAIN.scope(("i",)), "pytorch", PLAIN).tree) == "sum(j=0..m-1, w[j]*x[i+j])"


def value(node: Formula, arrays: dict, names: dict, first: int):
    """The value of a sum of products, straight from its meaning: every entry that is not there is 0."""
    match node:
        case Number(number):
            return number
        case Symbol(name):
            return names[name]
        case Add(terms):
            return sum(value(term, arrays, names, first) for term in terms)
        case Neg(body):
            return -value(body, arrays, names, first)
        case Mul(factors):
            return np.prod([value(factor, arrays, names, first) for factor in factors])
        case Quotient(top, bottom):
            return value(top, arrays, names, first) / value(bottom, arrays, names, first)
        case Bracket(left, "==", right):
            return int(value(left, arrays, names, first) == value(right, arrays, names, first))
        case Read(array, indices):
            at = [value(index, arrays, names, first) - first for index in indices]
            there = all(a == int(a) and 0 <= a < size for a, size in zip(at, arrays[array].shape, strict=True))
            return arrays[array][tuple(map(int, at))] if there else 0
        case Sum(index, None, None, body):
            return sum(value(body, arrays, {**names, index: number}, first) for number in range(-2, 9))
        case Sum(index, low, high, body):
            ends = value(low, arrays, names, first), value(high, arrays, names, first)
            return sum(value(body, arrays, {**names, index: at}, first) for at in range(ends[0], ends[1] + 1))
    raise TypeError(type(node).__name__)


def convolution(x, k):
    """The forward pass of a source that flips, by its own loops: z[i] = sum over p of k[r-1-p] x[i+p]."""
    r = len(k)
    return np.array([sum(k[r - 1 - p] * x[i + p] for p in range(r)) for i in range(len(x) - r + 1)])


def correlation(x, k):
    """The forward pass of a source that does not flip."""
    return np.array([sum(k[p] * x[i + p] for p in range(len(k))) for i in range(len(x) - len(k) + 1)])


@pytest.mark.parametrize("notation", OTHERS)
@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        ("z[i]", "sum(j, w[j]*x[i+j])"),
        ("z[i]", "sum(j=0..m-1, w[j]*x[i+j])"),
        ("dL/dx[k]", "sum(j, delta[k-j]*w[j])"),
        ("dL/dx[k]", "sum(i, j, delta[i]*w[j]*[i+j == k])"),
        ("dL/dw[j]", "sum(i, delta[i]*x[i+j])"),
    ],
)
def test_what_a_notation_prints_is_right_for_its_own_forward_pass(notation, asked, typed):
    row, rng = NOTATIONS[notation], np.random.default_rng(7)
    x, kernel, delta = rng.integers(1, 99, 6), rng.integers(1, 99, 3), rng.integers(1, 99, 4)
    forward = convolution if row.flips else correlation
    wanted = PLAIN.wanted(asked)
    translation = Translation(row, PLAIN)
    words = {name: translation.words.get(name, name) for name in ("x", "w", "delta", "n", "m", "i", "j", "k")}
    printed = show_text(parse(typed, PLAIN.scope(free_of(wanted))).tree, notation, PLAIN, wanted)
    tree = parse(printed, translation.scope(PLAIN.scope(free_of(wanted)))).tree
    arrays = {words["x"]: x, words["w"]: kernel, words["delta"]: delta}
    (letter,) = free_of(wanted)
    right = {
        "z[i]": forward(x, kernel),
        "dL/dx[k]": [delta @ (forward(x + e, kernel) - forward(x, kernel)) for e in np.eye(6, dtype=int)],
        "dL/dw[j]": [delta @ (forward(x, kernel + e) - forward(x, kernel)) for e in np.eye(3, dtype=int)],
    }[asked]
    mine = [
        value(tree, arrays, {words["n"]: 6, words["m"]: 3, words[letter]: at + row.first}, row.first)
        for at in range(len(right))
    ]
    assert mine == list(right)


def test_the_witness_sees_a_kernel_that_is_not_reversed():
    x, k = np.array([1, 2, 3]), np.array([5, 7])
    assert list(convolution(x, k)) != list(correlation(x, k))


def test_the_weights_can_be_read_under_their_own_name():
    wanted = PLAIN.wanted("dL/dx[k]")
    mine = read("sum(p, delta[j-p]*W[p])", PLAIN.scope(("k",)), "larochelle", PLAIN, wanted)
    assert mine.tree == parse("sum(j, delta[k-j]*w[j])", PLAIN.scope(("k",))).tree
    assert mine.sums == {"j": (0, 23)}


@pytest.mark.parametrize(
    ("typed", "notation", "message"),
    [
        (
            "sum(m, delta[k-m+1]*K[m])",
            "goodfellow",
            "There is no `delta` in this notation (The Deep Learning book). "
            "What Flipside calls `delta` is called `G` here.\n"
            "sum(m, delta[k-m+1]*K[m])\n"
            "       ^^^^^",
        ),
        (
            "sum(a, delta[k-a]*w[a])",
            "gibiansky",
            "There is no `w` in this notation (Gibiansky’s post). What Flipside calls `w` is called `omega` here.\n"
            "sum(a, delta[k-a]*w[a])\n"
            "                  ^",
        ),
    ],
)
def test_a_name_of_flipsides_is_answered_with_what_it_is_called_here(typed, notation, message):
    with pytest.raises(Unreadable) as refusal:
        read(typed, PLAIN.scope(("k",)), notation, PLAIN)
    assert str(refusal.value) == message


def test_a_letter_that_is_asked_for_is_not_taken_for_a_size_of_flipsides():
    with pytest.raises(Unreadable) as refusal:
        read("sum(m, G[m]*V[j+m-1])", PLAIN.scope(("j",)), "goodfellow", PLAIN)
    assert refusal.value.problem.found == "`m` is asked for, so it can't be summed as well"


@pytest.mark.parametrize("layer", [PLAIN, Layer("z[i] = sum(k, w[k-i]*x[k])", x="n", w="m", z="n-m+1")])
@pytest.mark.parametrize("typed", ["G[k-m+1]*K[m]", "sum(j, G[k-m+1]*K[m])", "G_{k-m+1} K_m"])
def test_a_letter_of_the_notation_that_is_not_summed_is_not_taken_for_a_size(typed, layer):
    with pytest.raises(Unreadable) as refusal:
        read(typed, layer.scope(("k",)), "goodfellow", layer)
    assert refusal.value.problem.misconception == "missing-sum"
    assert refusal.value.problem.found == "The index `m` is neither summed nor asked for"


def test_an_error_shows_what_was_typed_and_not_what_it_was_read_as():
    with pytest.raises(Unreadable) as refusal:
        read_line("dE/dy[k] = dE/dy[q]", PLAIN.scope(("k",)), PLAIN.wanted("dL/dx[k]"), "gibiansky", PLAIN)
    assert refusal.value.problem.text == "dE/dy[k] = dE/dy[q]"
    assert refusal.value.problem.caret == "dE/dy[k] = dE/dy[q]\n                 ^"


@pytest.mark.parametrize(
    ("typed", "notation", "sentence"),
    [
        (
            "dl/dk[p] = k[p]",
            "larochelle",
            "The left side is `dl/dk[p]`, but `dl/dx[j]` is asked for. "
            "Leave the left side out, or repeat the question.",
        ),
        ("dE/dx[j]", "larochelle", "There is no `E` here. The loss is called `l`: `dl/d...`."),
        ("L*G[k]", "goodfellow", "The loss `J` stands only in a derivative. Write it with `d` or `∂`: `dJ/d...`."),
        ("L*delta[k]", "pytorch", "The loss `L` stands only in a derivative. Write it with `d` or `∂`: `dL/d...`."),
    ],
)
def test_the_loss_is_called_what_the_notation_calls_it(typed, notation, sentence):
    with pytest.raises(Unreadable) as refusal:
        read_line(typed, PLAIN.scope(("k",)), PLAIN.wanted("dL/dx[k]"), notation, PLAIN)
    assert refusal.value.problem.sentence == sentence


@pytest.mark.parametrize(
    ("typed", "notation"), [("d(l, x[j])", "larochelle"), ("d( E, y[k])", "gibiansky"), ("dJ/dV[k]", "goodfellow")]
)
def test_the_loss_is_read_under_the_notations_letter(typed, notation):
    wanted = PLAIN.wanted("dL/dx[k]")
    assert read(typed, PLAIN.scope(("k",)), notation, PLAIN, wanted).tree == wanted


def test_colours_are_given_by_flipsides_names():
    tree = parse("delta[i]*w[j]", PLAIN.scope(("i", "j"))).tree
    assert show_latex(tree, "goodfellow", PLAIN, colours={"w": "#0072b2"}) == r"G_{j}\,\textcolor{#0072b2}{K}_{m}"
    assert show_latex(tree, colours={"w": "#0072b2"}) == r"\delta_{i}\,\textcolor{#0072b2}{w}_{j}"


def test_flipsides_own_notation_needs_no_layer_and_any_other_does():
    tree = parse("w[0]", PLAIN.scope()).tree
    assert show_text(tree) == "w[0]"
    assert show_question(PLAIN.wanted("dL/dx[k]")) == "dL/dx[k]"
    with pytest.raises(ValueError, match=r"^layer: the notation 'pytorch' names arrays and counts indices"):
        show_text(tree, "pytorch")


def test_a_layer_that_counts_from_one_is_printed_as_it_is_where_the_source_does():
    layer = Layer("z[i] = sum(j, w[j]*x[i+j-1])", x="n", w="m", z="n-m+1", first_index=1)
    tree = parse("sum(j, w[j]*x[i+j-1])", layer.scope(("i",))).tree
    assert show_text(tree, "goodfellow", layer) == "sum(m, K[m]*V[j+m-1])"
    assert show_text(tree, "larochelle", layer) == "sum(p, k[r-p-1]*x[i+p])"
    assert show_text(tree, "gibiansky", layer) == "sum(a, omega[a]*y[i+a])"


def test_an_index_that_hides_the_size_of_the_kernel_gets_another_letter():
    tree = parse("sum(m, w[m]*x[i+m])", PLAIN.scope(("i",))).tree
    assert show_text(tree, "larochelle", PLAIN) == "sum(p, k[r-p-1]*x[i+p])"
    assert show_text(tree, "gibiansky", PLAIN) == "sum(m, omega[m]*y[i+m])"


def test_the_drawn_formulas_are_about_the_layer_they_are_translated_for():
    assert set(SIZES) <= DRAWN.symbols and not set(FREE) & DRAWN.symbols
    assert dict(SCOPE.arrays) == {name: DRAWN.rank(name) for name in SCOPE.arrays}


@pytest.mark.parametrize(
    ("typed", "notation", "expected"),
    [
        ("1 + ...", "goodfellow", "All terms are one sum, with a range for its index: `sum(j=1..M, ...)`"),
        ("1 + ...", "pytorch", "All terms are one sum, with a range for its index: `sum(j=0..kernel_size-1, ...)`"),
        ("d(1,2,3)", "goodfellow", "Write it like `d(Z[j], V[k])`"),
        ("d(1,2,3)", "larochelle", "Write it like `d(a[i], x[j])`"),
        ("sigma", "gibiansky", "Write what it is of: `sigma(x[i])`"),
        (
            "V[~k]",
            "goodfellow",
            "In Python `V[~k]` counts from the end; here say where the end is: `V[N-k+1]`",
        ),
    ],
)
def test_the_examples_in_a_refusal_are_in_the_notation(typed, notation, expected):
    with pytest.raises(Unreadable) as refusal:
        read(typed, PLAIN.scope(("k",)), notation, PLAIN)
    assert refusal.value.problem.expected == expected


@pytest.mark.parametrize(
    ("typed", "notation"), [("sum(i, dE/domega[a])", "gibiansky"), ("dl/dk[p] = sum(i, dl/dk[p])", "larochelle")]
)
def test_a_refusal_shows_the_loss_as_it_was_typed(typed, notation):
    refusal = grade(Question(PLAIN, "dL/dw[j]"), typed, notation)
    assert refusal.verdict == "unreadable"
    assert refusal.message.split("\n")[1] == typed
