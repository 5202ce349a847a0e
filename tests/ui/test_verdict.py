"""A verdict speaks the chosen notation all through: the line written out, the ranges, the smallest case."""

import re

import pytest

from tests.ui.pages import answer, front_door, mishaps, turn_to, verdicts

DX = "backward-inputs/dx"
ROWS = [
    (
        "flipside",
        "sum(j, delta[k+j]*w[j])",
        ["j runs from 0 to m - 1, because of w[j]", "n = 4, m = 2, at k = 1"],
        ["delta[1]*w[0] + delta[0]*w[1]", "because z[2] = w[0]*x[2] + w[1]*x[3] never reads x[1]"],
    ),
    (
        "goodfellow",
        "sum(m, G[k+m-1]*K[m])",
        ["m runs from 1 to M, because of K[m]", "N = 4, M = 2, at k = 2"],
        ["G[2]*K[1] + G[1]*K[2]", "because Z[3] = K[1]*V[3] + K[2]*V[4] never reads V[2]"],
    ),
    (
        "larochelle",
        "sum(p, delta[j+p]*k[r-p-1])",
        ["p runs from 0 to r - 1, because of k[r-p-1]", "n = 4, r = 2, at j = 1"],
        ["delta[1]*k[1] + delta[0]*k[0]", "because a[2] = k[1]*x[2] + k[0]*x[3] never reads x[1]"],
    ),
]


@pytest.fixture
def dx():
    return turn_to(front_door(), "backward-inputs")


def bare(app) -> str:
    """What the page's own HTML says."""
    bodies = " ".join(each.proto.body for each in app.get("html") if "<style>" not in each.proto.body)
    return re.sub(r"<[^>]*>", "", bodies).replace("&nbsp;", " ")


@pytest.mark.parametrize(("notation", "typed", "understood", "case"), ROWS, ids=[row[0] for row in ROWS])
def test_all_that_is_said_is_in_the_chosen_notation(dx, notation, typed, understood, case):
    dx.selectbox("notation").select(notation).run()
    answer(dx, DX, typed)
    assert mishaps(dx) == []
    assert verdicts(dx)[0].startswith("**Not yet.**")
    said = bare(dx)
    for words in (*understood, *case):
        assert words in said


def test_an_array_keeps_its_colour_under_another_name(dx):
    dx.selectbox("notation").select("gibiansky").run()
    answer(dx, DX, "sum(a, delta[k+a]*omega[a])")
    shown = " ".join(each.proto.body for each in dx.get("html"))
    assert '<span class="array-w">omega</span>[0]' in shown
    assert '<span class="array-z">x</span>[2]' in shown
    assert '<span class="array-x">y</span>[1]' in shown


def test_what_is_quoted_is_shown_as_code(dx):
    answer(dx, DX, "q[0]*x[1]")
    (sentence,) = [each.value for each in dx.markdown if "`q`" in each.value]
    assert sentence.startswith("There is no `q` here")
