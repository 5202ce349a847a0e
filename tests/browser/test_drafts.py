"""What is typed, chosen or picked and not checked yet stays: over another page, over a reload, until it is checked."""

from playwright.sync_api import expect

from tests.browser.conftest import answer, exercise_box, said, settled

DX, BORDERS = "backward-inputs/dx", "backward-inputs/borders"
READERS, BACKWARDS = "backward-inputs/readers", "backward-inputs/backwards"
DRAFT = "sum(j, delta["
DRAFTS = "() => Object.keys(sessionStorage).filter(key => key.startsWith('flipside-draft-'))"
PRESSED = """wanted => {
  const cells = [...document.querySelectorAll('[class*="st-key-answer-backward-inputs-readers"] [aria-pressed]')]
  return JSON.stringify(cells.flatMap((cell, place) => cell.ariaPressed === "true" ? [place] : [])) ===
    JSON.stringify(wanted)
}"""
STAYS_PRESSED = f"""wanted => {{
  if (!({PRESSED})(wanted)) window.pressedSince = undefined
  else window.pressedSince ??= performance.now()
  return performance.now() - window.pressedSince > 2000
}}"""
"""What was checked may come back after the drafts were put back, and they are put back again."""
CHECK_AND_TYPE_ON = """(box, text) => {
  [...box.querySelectorAll("button")].find(button => button.innerText.trim() === "Check").click()
  const field = box.querySelector("input[type=text]")
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text)
  field.dispatchEvent(new Event("input", { bubbles: true }))
}"""


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
    expect(said(page, DX)).to_contain_text("Can’t read")
    page.wait_for_function(f"() => !({DRAFTS})().some(key => key.includes('-dx-0'))")


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


def test_a_choice_that_was_not_checked_is_there_again(opened):
    page = opened("backward-inputs")
    options = exercise_box(page, BACKWARDS).get_by_role("radio")
    exercise_box(page, BACKWARDS).get_by_test_id("stRadioOption").nth(1).click()
    there_and_back(page)
    expect(options.nth(1)).to_be_checked()
    exercise_box(page, BACKWARDS).get_by_test_id("stRadioOption").nth(2).click()
    page.reload()
    expect(options.nth(2)).to_be_checked()
    exercise_box(page, BACKWARDS).get_by_role("button", name="Check").click()
    expect(said(page, BACKWARDS)).to_be_visible()
    page.wait_for_function(f"() => ({DRAFTS})().length === 0")
    expect(options.nth(2)).to_be_checked()


def test_picks_that_were_not_checked_are_there_again_over_those_that_were(opened):
    page = opened("backward-inputs")
    cells = exercise_box(page, READERS).locator("button[aria-pressed]")
    check = exercise_box(page, READERS).get_by_role("button", name="Check")
    for place in (0, 1, 4):
        cells.nth(place).click()
    check.click()
    expect(said(page, READERS)).to_contain_text("Not yet")
    page.wait_for_function(f"() => ({DRAFTS})().length === 0")
    cells.nth(0).click()
    cells.nth(4).focus()
    page.keyboard.press("Space")
    cells.nth(2).click()
    cells.nth(3).click()
    there_and_back(page)
    page.wait_for_function(PRESSED, arg=[1, 2, 3])
    page.reload()
    expect(said(page, READERS)).to_contain_text("Not yet")
    page.wait_for_function(STAYS_PRESSED, arg=[1, 2, 3])
    check.click()
    expect(said(page, READERS)).to_contain_text("Correct")


def test_what_is_typed_while_a_verdict_is_on_its_way_stays(opened):
    page = opened("backward-inputs")
    typed(page).fill("sum(j, w[j])")
    exercise_box(page, DX).evaluate(CHECK_AND_TYPE_ON, DRAFT)
    expect(said(page, DX)).to_contain_text("Not yet")
    expect(typed(page)).to_have_value(DRAFT)
    there_and_back(page)
    expect(said(page, DX)).to_contain_text("Not yet")
    expect(typed(page)).to_have_value(DRAFT)
