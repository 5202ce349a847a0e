"""The table of derivatives below a wrong answer, in the real browser: opened, pointed at, read on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, answer, exercise_box, said, settled
from tests.browser.test_figures import BEYOND
from tests.browser.test_phone import TOO_WIDE
from ui.jacobian import TITLE

DX = "backward-inputs/dx"
LIT = """svg => [...svg.querySelectorAll('.mark-rect path[stroke-width="3"]')].length"""


def opened_table(page, exercise, text):
    """The picture, after a wrong answer and a click on the title below it."""
    answer(page, exercise, text)
    said(page, exercise).wait_for()
    settled(page)
    box = exercise_box(page, exercise)
    box.get_by_text(TITLE).click()
    picture = box.locator("svg.marks")
    expect(picture).to_contain_text("chain rule")
    return picture


def test_pointing_at_a_cell_lights_both_tables_and_says_what_differs(opened):
    page = opened("backward-inputs")
    picture = opened_table(page, DX, "sum(j, delta[k+j]*w[j])")
    expect(picture.get_by_text("✗")).to_have_count(5)
    expect(picture).to_contain_text("∂z[0]/∂x[1]: yours 0, chain rule w[1]")
    assert picture.evaluate(LIT) == 2
    picture.get_by_text("w[0]", exact=True).first.hover(force=True)
    expect(picture).to_contain_text("∂z[0]/∂x[0] = w[0] in both")
    assert picture.evaluate(LIT) == 2


def test_another_answer_has_another_table(opened):
    page = opened("backward-inputs")
    opened_table(page, DX, "sum(j, delta[k+j]*w[j])")
    answer(page, DX, "2*sum(j, delta[k-j]*w[j])")
    expect(exercise_box(page, DX).locator("svg.marks")).to_contain_text("yours: 2·w[0]")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_words_are_cut_off(opened, size):
    page = opened("activation-and-bias", size, "dark")
    picture = opened_table(page, "activation-and-bias/dx", "sum(j, g[k-j]*sigma'(z[k])*w[j])")
    expect(picture).to_contain_text("chain rule: w[1]·σ'(z[0])")
    assert picture.evaluate(BEYOND) == []
    assert page.evaluate(TOO_WIDE) == [0, 0]
