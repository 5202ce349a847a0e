"""A learner derives a gradient in the browser and is told exactly what is wrong."""

from playwright.sync_api import expect

from tests.browser.conftest import answer, exercise_box, said, settled

DX = "backward-inputs/dx"


def test_a_learner_derives_the_gradient_of_the_input(opened):
    page = opened("backward-inputs")
    box = exercise_box(page, DX)

    answer(page, DX, "sum(j, delta[k+j]*w[j])")
    expect(said(page, DX)).to_contain_text("Not yet")
    expect(box.get_by_role("row", name="missing")).to_contain_text("delta[0]*w[1]")
    expect(box.locator(".katex-display").first).to_be_visible()

    answer(page, DX, "Σ_j w_j δ_{k-j}")
    expect(said(page, DX)).to_contain_text("Correct")
    expect(box).to_contain_text("solved")
    map_entry = page.get_by_test_id("stSidebar").get_by_role("link", name="The gradient of the input")
    expect(map_entry).to_contain_text("✓ 1 of")

    page.get_by_test_id("stSidebar").get_by_role("link", name="One filter sliding").click()
    expect(page.get_by_role("heading", name="One filter sliding")).to_be_visible()
    settled(page)
    map_entry.click()
    expect(page.get_by_role("heading", name="The gradient of the input")).to_be_visible()
    expect(box.get_by_label("Your answer")).to_have_value("Σ_j w_j δ_{k-j}")
    expect(said(page, DX)).to_contain_text("Correct")
    expect(map_entry).to_contain_text("✓ 1 of")
