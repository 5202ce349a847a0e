"""`python -m engine grade`: one object a line whatever the line holds, to the letter of the contract."""

import io
import json
import subprocess
import sys

import pytest

from engine.commands.grade import run, verdict_of_line

QUESTION = {
    "id": "a1",
    "layer": "z[i] = sum(j, w[j]*x[i+j])",
    "shapes": {"x": "n", "w": "m", "z": "n-m+1"},
    "wanted": "dL/dx[k]",
    "answer": "sum(j, delta[k-j]*w[j])",
}
KEYS = ["id", "verdict", "misconception", "message", "latex", "line", "counterexample"]
STRIDED = {"layer": "z[i] = sum(j, w[j]*x[s*i+d*j])", "shapes": {"x": "n", "w": "m", "z": "(n-d*(m-1)-1)//s+1"}}
SQUARE = {"layer": "z[i] = x[i]*x[i]*w[0]", "shapes": {"x": "n", "w": "m", "z": "n"}}
TWO = {
    "layer": ["z[i] = sum(j, w[j]*x[i+j])", "a[i] = sigma(z[i])"],
    "shapes": {"x": "n", "w": "m", "z": "n-m+1", "a": "n-m+1"},
}
FIRST = {"layer": "z[i] = sum(j, w[j]*x[i+j-1])", "first_index": 1}


def graded(**changes):
    """The verdict on the question with some fields changed; None leaves a field out."""
    record = {key: value for key, value in {**QUESTION, **changes}.items() if value is not ...}
    return verdict_of_line(json.dumps(record).encode())


CONTRACT = (
    ({}, "correct", None),
    ({"answer": "sum(w[j]*delta[k-j] for j in range(m))"}, "correct", None),
    ({"answer": "Σ_j w_j·δ_{k−j}"}, "correct", None),
    ({"answer": "sum(i, delta[i] w[k-i])"}, "correct", None),
    ({"answer": "sum(j, w[m-1-j]*delta[k-m+1+j])"}, "correct", None),
    ({"answer": "dL/dx[i] = sum(j=0..m-1, w[j] delta[i-j])"}, "correct", None),
    ({"answer": "sum(j, delta[k+j]*w[j])"}, "wrong", "no-flip"),
    ({"answer": "sum(j, delta[k-j-1]*w[j])"}, "wrong", "off-by-one"),
    ({"answer": "sum(j, w[j])"}, "wrong", "no-chain-rule"),
    ({"answer": "sum(j=0..m-2, delta[k-j]*w[j])"}, "wrong", "wrong-range"),
    ({"answer": "sum(j, x[k-j]*w[j])"}, "wrong", "wrong-array"),
    ({"answer": "2*sum(j, delta[k-j]*w[j])"}, "wrong", "wrong-scale"),
    ({"answer": "sum(i,j, delta[i]*w[j]*[i+j==k])"}, "unfinished", None),
    ({"answer": "sum(j, dz[k-j]*w[j])"}, "unreadable", None),
    ({"answer": "sum(j, delta[k-j)*w[j])"}, "unreadable", None),
    ({"answer": "delta[k-j]*w[j]"}, "unreadable", "missing-sum"),
    ({"answer": "sum(j, 1)"}, "unreadable", None),
    ({"answer": ""}, "unreadable", None),
    ({**STRIDED, "answer": "sum(j, delta[(k-d*j)/s]*w[j])"}, "correct", None),
    ({**STRIDED, "answer": "sum(j, delta[k-d*j]*w[j])"}, "wrong", "stride-ignored"),
    ({**STRIDED, "answer": "sum(j, delta[k-d*j]*w[j])", "scalars": {"s": [1], "d": [2]}}, "correct", None),
    ({**STRIDED, "answer": "sum(j, delta[(k-2*j)/3]*w[j])", "scalars": {"s": [3], "d": [2]}}, "correct", None),
    ({**STRIDED, "answer": "sum(j, delta[(k-2*j)/3]*w[j])"}, "wrong", None),
    ({**SQUARE, "answer": "2*delta[k]*x[k]*w[0]"}, "correct", None),
    ({**SQUARE, "answer": "delta[k]*x[k]*w[0]"}, "wrong", "wrong-scale"),
    ({**TWO, "answer": "sum(j, delta[k-j]*sigma'(z[k-j])*w[j])"}, "correct", None),
    ({**TWO, "given": {"g": "a"}, "answer": "sum(j, g[k-j]*sigma'(z[k-j])*w[j])"}, "correct", None),
    ({**TWO, "given": {"g": "z"}, "answer": "sum(j, g[k-j]*w[j])"}, "correct", None),
    ({**TWO, "given": {"g": "z"}, "answer": "sum(j, delta[k-j]*w[j])"}, "unreadable", None),
    (
        {**TWO, "given": {"g": "z", "h": "a"}, "answer": "sum(j, (g[k-j] + h[k-j]*sigma'(z[k-j]))*w[j])"},
        "correct",
        None,
    ),
    ({**TWO, "given": {"g": "z", "h": "a"}, "answer": "sum(j, g[k-j]*w[j])"}, "wrong", "missing-term"),
    ({**FIRST, "answer": "sum(j, delta[k-j+1]*w[j])"}, "correct", None),
    ({**FIRST, "answer": "conv(delta, w, full)[k]"}, "correct", None),
    ({**FIRST, "answer": "corr(x, delta)[j]", "wanted": "dL/dw[j]"}, "correct", None),
    ({**FIRST, "answer": "sum(j, delta[k-j]*w[j])"}, "wrong", "off-by-one"),
    ({"form": "convolution"}, "unfinished", None),
    ({"form": "convolution", "answer": "conv(delta, w, full)"}, "correct", None),
    ({"form": "convolution", "answer": "conv(delta, w, full)[k]"}, "correct", None),
    ({"form": "convolution", "answer": "corr(delta, w, full)"}, "wrong", "no-flip"),
    ({"wanted": "dz[i]/dx[k]", "answer": "w[k-i]"}, "correct", None),
    ({"wanted": "z[i]", "answer": "corr(x, w)"}, "correct", None),
    ({"wanted": "dL/dz[i]", "answer": "delta[i]"}, "correct", None),
    ({"answer": ..., "derivation": ["sum(i, delta[i]*d(z[i],x[k]))", "sum(j, delta[k-j]*w[j])"]}, "correct", None),
    ({"answer": ..., "derivation": ["sum(i, delta[i]*d(z[i],x[k]))", "sum(j, delta[k+j]*w[j])"]}, "wrong", "no-flip"),
)


@pytest.mark.parametrize(("changes", "verdict", "misconception"), CONTRACT)
def test_contract(changes, verdict, misconception):
    found = graded(**changes)
    assert (found["verdict"], found["misconception"]) == (verdict, misconception), found["message"]
    assert list(found) == KEYS
    assert found["id"] == "a1"
    assert found["message"]
    assert bool(found["latex"]) == (verdict != "unreadable")
    assert (found["counterexample"] is not None) == (verdict == "wrong")
    if verdict == "wrong":
        case = found["counterexample"]
        assert list(case) == ["sizes", "at", "yours", "right", "missing", "extra"]
        assert case["yours"] != case["right"]


ODD = (None, True, False, 0, 1, 2, -1, 1.0, 1.5, "", " ", "x", "δ", "\x00", [], [1], [None], ["x"], [[]], {}, {"x": 1})
ODD += ({"x": "n"}, {"x": None}, {"s": [64]}, {"n": [1]}, {"n": "5"}, {"n": [True]}, {"n": [10**9]}, {"n": []}, 10**30)
ODD += ({"z": "delta"}, {"delta": "x"}, {"sigma": "z"}, {"g": 1}, ["", ""], ["z[i] = x[i]"] * 3, "z[i] = ", "dL/d")


@pytest.mark.parametrize("field", (*QUESTION, "given", "first_index", "form", "scalars", "derivation"))
def test_every_field_may_hold_anything(field):
    for value in (*ODD, ...):
        found = graded(**{field: value})
        assert list(found) == KEYS
        assert found["verdict"] in ("correct", "unfinished", "wrong", "unreadable")
        assert found["message"], (field, value)
        json.dumps(found, allow_nan=False)


LINES = (
    (b"", "This line is blank; each line holds one JSON object."),
    (b"  \n", "This line is blank; each line holds one JSON object."),
    (b"null", "This line is not a JSON object."),
    (b"[]", "This line is not a JSON object."),
    (b"{", "This line is not a JSON object."),
    (b"[" * 100_000, "This line is not a JSON object."),
    (b'{"a":' * 20_000, "This line is not a JSON object."),
    (b'{"id": NaN}', "This line is not a JSON object."),
    (b'{"id": ' + b"9" * 5000 + b"}", "This line is not a JSON object."),
    (b"\xff\xfe", "This line is not UTF-8 text."),
    (b"x" * 3_000_000, "A line has at most 2000000 characters; this one has 3000000."),
)


@pytest.mark.parametrize(("line", "message"), LINES, ids=lambda each: repr(each)[:30])
def test_a_line_that_is_no_question(line, message):
    found = verdict_of_line(line)
    assert (found["id"], found["verdict"], found["message"]) == (None, "unreadable", message)


@pytest.mark.parametrize(
    "identifier", (3, "x", 1.5, None, [1], True, {"exercise": [2, "b"]}), ids=lambda each: repr(each)[:20]
)
def test_the_id_is_kept(identifier):
    assert graded(id=identifier)["id"] == identifier
    assert graded(id=identifier, layer=7)["id"] == identifier
    assert graded(id=identifier, answer="x" * 1_000_000)["id"] == identifier
    assert verdict_of_line(b'{"id": 1e999}')["id"] is None


def test_lines_are_graded_in_order_and_flushed_one_by_one():
    target = io.StringIO()
    flushed = []
    target.flush = lambda: flushed.append(target.getvalue().count("\n"))
    lines = [json.dumps(QUESTION | {"id": 1}), "", "{", json.dumps(QUESTION | {"id": 2, "answer": "x[k]"})]
    assert run(io.BytesIO("\n".join(lines).encode()), target) == 0
    found = [json.loads(line) for line in target.getvalue().splitlines()]
    assert [each["id"] for each in found] == [1, None, None, 2]
    assert [each["verdict"] for each in found] == ["correct", "unreadable", "unreadable", "wrong"]
    assert flushed == [1, 2, 3, 4]


def test_the_command():
    line = json.dumps(QUESTION)
    done = subprocess.run(
        [sys.executable, "-m", "engine", "grade"],
        input=f"{line}\n\n{line}",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(each)["verdict"] for each in done.stdout.splitlines()] == ["correct", "unreadable", "correct"]


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m engine grade | head -n 1"
    lines = (json.dumps(QUESTION) + "\n") * 400
    done = subprocess.run(["bash", "-c", command], input=lines, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
