"""On a phone, nothing scrolls sideways but a formula within itself; light and dark."""

import pytest

from lessons.course import COURSE
from tests.browser.conftest import DESKTOP, PHONE, answer, said, settled

LONG = " + ".join(f"sum(j, delta[k-j]*w[j]*{number})" for number in range(1, 12))
TOO_WIDE = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map(element => element.scrollWidth - element.clientWidth)"""


@pytest.mark.parametrize("path", ["", *(lesson.id for lesson in COURSE)])
def test_no_page_scrolls_sideways(opened, path):
    page = opened(path, PHONE, "dark")
    assert page.evaluate(TOO_WIDE) == [0, 0]


def test_a_long_answer_scrolls_within_itself(opened):
    page = opened("backward-inputs", PHONE)
    answer(page, "backward-inputs/dx", LONG)
    said(page, "backward-inputs/dx").wait_for()
    settled(page)
    assert page.evaluate(TOO_WIDE) == [0, 0]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_name_of_a_cell_stands_over_it(opened, size):
    page = opened("weight-sharing", size)
    row = page.locator("[class*=st-key-row-]").first
    row.locator(".katex").first.wait_for()
    names = [each.bounding_box() for each in row.locator(".katex").all()]
    fields = [each.bounding_box() for each in row.get_by_label("Your answer").all()]
    assert len(names) == len(fields) > 1
    for name, field in zip(names, fields, strict=True):
        assert abs(name["x"] - field["x"]) < 8
        assert name["y"] + name["height"] <= field["y"] + 8
