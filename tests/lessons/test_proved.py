"""What was proved, as Markdown and as LaTeX: the learner's own lines where they are right, sound in every notation."""

import re

import pytest

from engine.formula.latex import GREEK, NAMED_FUNCTIONS
from engine.formula.notations import NOTATIONS
from lessons.course import COURSE
from lessons.exercises import Derivation, Formula
from lessons.proved import ENGINES, escaped, latex, markdown, page, proofs
from lessons.references import REFERENCES

DX, LINES = "backward-inputs/dx", "backward-inputs/line-by-line"
EXERCISES = [each for lesson in COURSE for each in lesson.exercises if isinstance(each, Formula | Derivation)]
EVERYTHING = {each.id: (REFERENCES[each.kind](each, 0)[0], "flipside") for each in EXERCISES}
DOCUMENT = {"documentclass", "usepackage", "allowdisplaybreaks", "begin", "end", "section", "subsection", "emph"}
MATHEMATICS = {
    *("sum", "max", "frac", "partial", "mathrm", "operatorname", "text", "left", "right", "lfloor", "rfloor", "cdot"),
    *("ell", "top", "le", "ge", "ne", *GREEK, *NAMED_FUNCTIONS),
}


@pytest.fixture(scope="module")
def everything():
    return proofs(EVERYTHING)


def test_all_that_was_solved_is_there_in_the_order_of_the_course(everything):
    assert [proof.exercise for proof in everything] == [each.id for each in EXERCISES]
    assert all(proof.own for proof in everything)


def test_the_learners_own_line_is_kept():
    own = proofs({DX: ("sum(i, w[k-i]*delta[i])", "flipside")})
    assert markdown(own, "flipside") == (
        "## The gradient of the input\n\n"
        "For the layer\n\n"
        "$$\n\\begin{aligned}\n"
        "z_{i} &= \\sum_{j} w_{j}\\,x_{i+j} \\\\[0.6em]\n"
        "\\delta_{i} &= \\frac{\\partial L}{\\partial z_{i}}\n"
        "\\end{aligned}\n$$\n\n"
        "$$\n\\begin{aligned}\n"
        "\\frac{\\partial L}{\\partial x_{k}} &= \\sum_{i} w_{k-i}\\,\\delta_{i}\n"
        "\\end{aligned}\n$$\n"
    )


def test_a_gradient_that_is_given_is_explained_where_it_is_read():
    none, whole = proofs(
        {"the-flip/conv": ("conv(delta, w, full)", "flipside"), "backward-inputs/dz": ("w[k-i]", "flipside")}
    )
    given = r"\delta_{i} &= \frac{\partial L}{\partial z_{i}}"
    assert given in markdown([whole], "flipside")
    assert given not in markdown([none], "flipside")


@pytest.mark.parametrize(
    ("notation", "line"),
    [
        ("flipside", r"w_{j}} &= \operatorname{corr}(x, \delta, \text{valid})_{j}"),
        ("larochelle", r"k_{p}} &= \operatorname{corr}(x, \delta, \text{valid})_{r-p-1}"),
        ("goodfellow", r"K_{m}} &= \operatorname{corr}(V, G, \text{valid})_{m}"),
    ],
)
def test_a_whole_array_is_read_at_the_entry_that_stands_on_the_left(notation, line):
    assert line in markdown(proofs({"backward-weights/dw": ("corr(x, delta)", "flipside")}), notation)


def test_a_line_is_read_in_the_notation_that_it_was_typed_in():
    assert proofs({DX: ("sum(a, delta[k-a]*omega[a])", "gibiansky")}) == proofs(
        {DX: ("sum(j, delta[k-j]*w[j])", "flipside")}
    )


@pytest.mark.parametrize("answer", ["sum(j, w[j])", "", "\\input{secret}", "$", "x" * 4000, "d(z[i], x[k])"])
@pytest.mark.parametrize("exercise", [DX, LINES])
def test_what_is_not_right_is_replaced_by_the_engines(exercise, answer):
    (proof,) = proofs({exercise: (answer, "flipside")})
    (right,) = proofs({exercise: EVERYTHING[exercise]})
    assert (proof.lines, proof.own) == (right.lines, False)
    assert ENGINES in markdown([proof], "flipside")


def test_what_is_no_formula_and_what_is_unknown_is_left_alone():
    assert proofs({"why/guess": ("first", "flipside"), "no/such": ("1", "flipside")}) == ()


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_document_holds_nothing_that_cannot_be_typeset(everything, notation):
    text = latex(everything, notation)
    assert text.isascii()
    assert set(re.findall(r"\\([a-zA-Z]+)", text)) <= DOCUMENT | MATHEMATICS
    opened = []
    for kind, name in re.findall(r"\\(begin|end)\{([a-z*]+)\}", text):
        if kind == "begin":
            opened.append(name)
        else:
            assert opened.pop() == name
    assert opened == []
    assert_balanced(text)
    assert text.count(r"\left(") == text.count(r"\right)")
    for block in re.findall(r"\\begin\{align\*\}\n(.*?)\n\\end", text, re.S):
        assert all(row.count("&") == 1 for row in block.split("\\\\[0.6em]\n"))
        assert "\n\n" not in block and "$" not in block


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_markdown_holds_every_equation(everything, notation):
    text = page(everything, notation)
    assert text.startswith(f"# My derivations\n\nIn the notation of: {NOTATIONS[notation].title}.\n")
    assert text.count("$$") % 2 == 0
    assert text.count("$$") // 2 == latex(everything, notation).count(r"\begin{align*}")
    assert_balanced(text)


def test_text_cannot_become_a_command():
    assert escaped("\\input{x} $1$ 50% a_b^c~d #&") == (
        "\\textbackslash{}input\\{x\\} \\$1\\$ 50\\% a\\_b\\textasciicircum{}c\\textasciitilde{}d \\#\\&"
    )
    assert escaped("☃ n−m") == " n--m"


def assert_balanced(text: str) -> None:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
