"""The table of derivatives below a wrong gradient: offered closed, drawn when it is opened, in the chosen notation."""

import json

import pytest

from tests.ui.pages import answer, front_door, mishaps, turn_to
from ui.jacobian import TITLE

DX = "backward-inputs/dx"
KEY = f"jacobian-{DX}"
ROWS = [
    ("flipside", "sum(j, delta[k+j]*w[j])", "∂z[0]/∂x[1] is w[1], not 0", "`delta`", r"n \= 4\, m \= 2"),
    ("goodfellow", "sum(m, G[k+m-1]*K[m])", "∂Z[1]/∂V[2] is K[2], not 0", "`G`", r"N \= 4\, M \= 2"),
]


@pytest.fixture
def dx():
    return turn_to(front_door(), "backward-inputs")


def offered(app):
    return [each for each in app.expander if each.label == TITLE]


def opened(app):
    """The same page with the table opened, as a click on its title does."""
    app.session_state[KEY] = True
    return app.run()


def drawn(app):
    """The specifications of the tables on the page."""
    specs = [json.loads(each.proto.spec) for each in app.get("vega_lite_chart")]
    return [spec for spec in specs if "Chain rule: " in spec.get("description", "")]


@pytest.mark.parametrize(("notation", "typed", "difference", "upstream", "sizes"), ROWS)
def test_it_is_drawn_when_it_is_opened(dx, notation, typed, difference, upstream, sizes):
    dx.selectbox("notation").select(notation).run()
    answer(dx, DX, typed)
    assert len(offered(dx)) == 1
    assert drawn(dx) == []
    opened(dx)
    assert mishaps(dx) == []
    (spec,) = drawn(dx)
    assert difference in spec["description"]
    (said,) = [each.value for each in offered(dx)[0].markdown]
    assert upstream in said and sizes in said


@pytest.mark.parametrize("typed", ["sum(j, w[j])", "sum(j, delta[k-j]*w[j])", "delta[", "delta[k]^2"])
def test_what_is_right_or_no_table_gets_no_offer(dx, typed):
    answer(dx, DX, typed)
    assert mishaps(dx) == []
    assert offered(dx) == []
