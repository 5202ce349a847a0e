"""What is typed and not checked yet stays: over another page, over a reload, until it is checked."""

from playwright.sync_api import expect

from tests.browser.conftest import answer, exercise_box, said, settled

DX, BORDERS = "backward-inputs/dx", "backward-inputs/borders"
DRAFT = "sum(j, delta["
DRAFTS = "() => Object.keys(sessionStorage).filter(key => key.startsWith('flipside-draft-'))"


def typed(page, exercise: str = DX):
    return exercise_box(page, exercise).get_by_label("Your answer").first


def there_and_back(page) -> None:
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_role("link", name="The nagging question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The nagging question")
    settled(page)
    sidebar.get_by_role("link", name="The gradient of the input").click()
    settled(page)


def test_a_draft_is_there_again_and_is_what_gets_checked(opened):
    page = opened("backward-inputs")
    typed(page).fill(DRAFT)
    exercise_box(page, BORDERS).locator("input").nth(1).fill("7")
    there_and_back(page)
    expect(typed(page)).to_have_value(DRAFT)
    expect(exercise_box(page, BORDERS).locator("input").nth(1)).to_have_value("7")
    page.reload()
    expect(typed(page)).to_have_value(DRAFT)
    exercise_box(page, DX).get_by_role("button", name="Check").click()
    expect(said(page, DX)).to_contain_text("Can't read")
    assert [key for key in page.evaluate(DRAFTS) if "-dx-0" in key] == []


def test_a_draft_stands_over_an_older_answer(opened):
    page = opened("backward-inputs")
    answer(page, DX, "sum(j, w[j])")
    expect(said(page, DX)).to_contain_text("Not yet")
    typed(page).fill(DRAFT)
    page.reload()
    expect(said(page, DX)).to_contain_text("Not yet")
    expect(typed(page)).to_have_value(DRAFT)


def test_what_was_checked_leaves_no_draft(opened):
    page = opened("backward-inputs")
    answer(page, DX, "sum(j, w[j])")
    expect(said(page, DX)).to_contain_text("Not yet")
    page.wait_for_function(f"() => ({DRAFTS})().length === 0")
    there_and_back(page)
    expect(typed(page)).to_have_value("sum(j, w[j])")
