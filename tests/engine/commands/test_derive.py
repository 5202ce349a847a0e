"""`python -m engine derive`: what it prints, in each format, and how it refuses."""

import json

import pytest

from engine.__main__ import main

LAYER = ["z[i] = sum(j, w[j]*x[i+j])", "--shapes", "x: n; w: m; z: n-m+1"]
ASKED = ["derive", *LAYER, "--wanted", "dL/dx[k]"]

TEXT = """\
dL/dx[k] = sum(i, delta[i]*d(z[i], x[k]))                   chain rule
         = sum(i, delta[i]*d(sum(j, w[j]*x[i+j]), x[k]))    the definition of z put in
         = sum(i, delta[i]*sum(j, w[j]*d(x[i+j], x[k])))    linearity
         = sum(i, delta[i]*sum(j, w[j]*[i+j == k]))         the derivative of an entry is a bracket
         = sum(i, j, delta[i]*w[j]*[i+j == k])              sums outward
         = sum(j, delta[k-j]*w[j])                          the bracket removes the sum over i
"""

GOODFELLOW = """\
dJ/dV[k] = sum(j, G[j]*d(Z[j], V[k]))                     chain rule
         = sum(j, G[j]*d(sum(m, K[m]*V[j+m-1]), V[k]))    the definition of Z put in
         = sum(j, G[j]*sum(m, K[m]*d(V[j+m-1], V[k])))    linearity
         = sum(j, G[j]*sum(m, K[m]*[j+m-1 == k]))         the derivative of an entry is a bracket
         = sum(j, m, G[j]*K[m]*[j+m-1 == k])              sums outward
         = sum(m, G[k-m+1]*K[m])                          the bracket removes the sum over j
"""


def test_the_derivation_as_text(capsys):
    assert main(ASKED) == 0
    assert capsys.readouterr().out == TEXT


def test_the_derivation_in_another_notation(capsys):
    assert main([*ASKED, "--notation", "goodfellow"]) == 0
    assert capsys.readouterr().out == GOODFELLOW


def test_the_derivation_as_latex(capsys):
    assert main([*ASKED, "--format", "latex"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == r"\begin{aligned}"
    assert lines[1].startswith(r"\frac{\partial L}{\partial x_{k}} &= \sum_{i} \delta_{i}")
    assert lines[1].endswith(r"&& \text{chain rule} \\")
    assert lines[-2] == r"&= \sum_{j} \delta_{k-j}\,w_{j} && \text{the bracket removes the sum over i}"
    assert lines[-1] == r"\end{aligned}"


def test_a_name_with_a_line_below_is_set_in_latex_as_text(capsys):
    layer = ["z_1[i] = sum(j, w[j]*x[i+j])", "--shapes", "x: n; w: m; z_1: n-m+1"]
    assert main(["derive", *layer, "--wanted", "dL/dx[k]", "--format", "latex"]) == 0
    assert r"&& \text{the definition of z\_1 put in} \\" in capsys.readouterr().out


def test_the_derivation_as_json(capsys):
    assert main([*ASKED, "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["wanted"], record["notation"], len(record["steps"])) == ("dL/dx[k]", "flipside", 6)
    assert record["steps"][-1] == {
        "formula": "sum(j, delta[k-j]*w[j])",
        "latex": r"\sum_{j} \delta_{k-j}\,w_{j}",
        "rule": "the bracket removes the sum over i",
        "because": "[i+j == k] is 1 only where i = k-j.",
    }


def test_a_layer_of_several_definitions_and_what_is_given(capsys):
    layer = ["z[i] = sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])", "--shapes", "x: n; w: m; z: n-m+1; a: n-m+1"]
    assert main(["derive", *layer, "--given", "g: a", "--wanted", "dL/dz[i]"]) == 0
    assert "= g[i]*sigma'(z[i]) " in capsys.readouterr().out.splitlines()[-1]


def test_indices_that_start_at_1(capsys):
    layer = ["z[i] = sum(j, w[j]*x[i+j-1])", "--shapes", "x: n; w: m; z: n-m+1", "--first-index", "1"]
    assert main(["derive", *layer, "--wanted", "dL/dx[k]"]) == 0
    assert "= sum(j, delta[k-j+1]*w[j]) " in capsys.readouterr().out.splitlines()[-1]


def test_what_needs_no_derivation_is_printed_as_it_is(capsys):
    assert main(["derive", *LAYER, "--wanted", "dL/dz[i]"]) == 0
    assert capsys.readouterr().out == "delta[i] = delta[i]\n"


REFUSED = [
    (
        ["z[i] = sum(j, w[j]*x[i+j", *LAYER[1:], "--wanted", "dL/dx[k]"],
        "layer: This `[` is never closed. A `]` is missing behind it.\n"
        "z[i] = sum(j, w[j]*x[i+j\n"
        "                    ^\n",
    ),
    ([*LAYER], "the following arguments are required: --wanted\n"),
    (
        [LAYER[0], "--shapes", "x n", "--wanted", "dL/dx[k]"],
        'shapes: `x n` needs a name, a colon and its sizes, such as "x: n; w: m"\n',
    ),
    (
        [LAYER[0], "--shapes", "x: n; x: m", "--wanted", "dL/dx[k]"],
        "shapes: `x` is given twice; each array has one shape\n",
    ),
    (
        [*LAYER, "--given", "delta", "--wanted", "dL/dx[k]"],
        'given: `delta` needs a name, a colon and its array, such as "delta: z"\n',
    ),
    ([*LAYER, "--first-index", "2", "--wanted", "dL/dx[k]"], "first_index is 0 or 1, not 2\n"),
    (
        [*LAYER, "--wanted", "dL/dx[k]", "--format", "html"],
        "argument --format: invalid choice: 'html' (choose from 'text', 'latex', 'json')\n",
    ),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_a_refusal_is_one_sentence_and_status_2(capsys, arguments, sentence):
    assert main(["derive", *arguments]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", sentence)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["derive", "--help"]])
def test_help_that_is_asked_for_is_no_mistake(capsys, arguments):
    assert main(arguments) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("usage: python -m engine") and not printed.err


@pytest.mark.parametrize("arguments", [[], ["solve"], ["grade", "questions.jsonl"]])
def test_an_unknown_command_shows_the_usage_and_status_2(capsys, arguments):
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("usage: python -m engine") and not printed.out
