"""What was proved is found again on its own page, after a reload, and can be taken along as two files."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, answer, exercise_box, said, settled

DX = "backward-inputs/dx"
FILES = {
    "Download as Markdown": ("flipside-derivations.md", "# My derivations", r"&= \sum_{i} w_{k-i}\,\delta_{i}"),
    "Download as LaTeX": ("flipside-derivations.tex", r"\documentclass", r"&= \sum_{i} w_{k-i}\,\delta_{i}"),
}


def test_a_proof_is_found_again_and_taken_along(opened, server):
    page = opened("backward-inputs")
    answer(page, DX, "sum(i, w[k-i]*delta[i])")
    expect(said(page, DX)).to_contain_text("Correct")
    expect(exercise_box(page, DX)).to_contain_text("✓")
    settled(page)
    page.goto(f"{server.url}/derivations")
    expect(page.locator(".katex-display")).to_have_count(2)
    for label, (name, start, line) in FILES.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename == name
        text = download.value.path().read_text(encoding="utf-8")
        assert text.startswith(start)
        assert line in text


@pytest.mark.parametrize("path", ["rosetta", "derivations"])
def test_nothing_scrolls_sideways_on_a_phone(opened, path):
    page = opened(path, size=PHONE)
    width, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= seen
    wide = "all => all.filter(one => one.getBoundingClientRect().right > innerWidth).length"
    assert page.locator("td .katex").evaluate_all(wide) == 0
