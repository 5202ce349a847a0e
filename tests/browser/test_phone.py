"""On a phone, nothing scrolls sideways but a formula within itself; light and dark."""

import pytest

from lessons.course import COURSE
from tests.browser.conftest import PHONE, answer, said, settled

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
