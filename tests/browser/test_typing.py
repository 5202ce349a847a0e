"""Typing an answer: the keyboard is enough, nothing jumps, nothing typed becomes markup, colours follow the theme."""

import pytest
from playwright.sync_api import expect

from lessons.colours import COLOURS
from tests.browser.conftest import answer, exercise_box, said, settled

DX = "backward-inputs/dx"
HOSTILE = (
    "<img src=x onerror=document.title='owned'>",
    "[click](javascript:alert(1))",
    "![picture](http://127.0.0.1/x.png)",
    "www.example.org http://example.org",
    "</code><script>document.title='owned'</script>",
    "$\\href{http://example.org}{x}$",
    "\\htmlClass{owned}{x}",
)
WITHIN = "[data-testid=stAlert], .code, [data-testid=stText], .case, .unrolled"


def test_nothing_typed_becomes_markup(opened):
    page = opened("backward-inputs")
    title = page.title()
    shown = exercise_box(page, DX).locator(WITHIN)
    for text in HOSTILE:
        answer(page, DX, text)
        expect(shown.filter(has_text=text[-8:]).first).to_be_visible()
        settled(page)
        expect(said(page, DX)).to_contain_text("Can’t read")
        assert shown.locator("a, img, script, .owned").count() == 0, text
    assert page.title() == title


def test_the_keyboard_is_enough_and_nothing_jumps(opened):
    page = opened("backward-inputs")
    box = exercise_box(page, DX).get_by_label("Your answer")
    box.focus()
    before = box.bounding_box()
    page.keyboard.type("sum(j, w[j])")
    page.keyboard.press("Enter")
    expect(said(page, DX)).to_contain_text("Not yet")
    settled(page)
    assert box.bounding_box() == before
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    expect(exercise_box(page, DX).get_by_role("button", name="Check")).to_be_focused()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Hint"):
            break
    page.keyboard.press("Enter")
    expect(exercise_box(page, DX)).to_contain_text("Hint 1.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_array_has_its_colour_in_a_formula(opened, scheme):
    page = opened("backward-inputs", scheme=scheme)
    answer(page, DX, "sum(j, delta[k-j]*w[j])")
    formula = exercise_box(page, DX).locator(".katex-display").first
    formula.wait_for()
    colours = formula.locator("[style*='color']").evaluate_all("all => all.map(one => getComputedStyle(one).color)")
    expected = [getattr(COLOURS[array], scheme) for array in ("delta", "w")]
    assert colours == [f"rgb({int(c[1:3], 16)}, {int(c[3:5], 16)}, {int(c[5:], 16)})" for c in expected]
