"""The learner's browser keeps the progress: a reload, a server that died, another browser."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import answer, exercise_box, said, settled

DX = "backward-inputs/dx"
RIGHT = "sum(j, delta[k-j]*w[j])"


def solve(page) -> None:
    answer(page, DX, RIGHT)
    expect(said(page, DX)).to_contain_text("Correct")
    expect(exercise_box(page, DX)).to_contain_text("✓")
    settled(page)


def is_solved(page) -> None:
    expect(exercise_box(page, DX)).to_contain_text("✓")
    expect(exercise_box(page, DX).get_by_label("Your answer")).to_have_value(RIGHT)
    expect(said(page, DX)).to_contain_text("Correct")
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name="The gradient of the input")).to_contain_text("✓")


def test_a_reload_loses_nothing(opened):
    page = opened("backward-inputs")
    solve(page)
    page.reload()
    is_solved(page)


def test_a_wrong_answer_is_kept_without_running_the_page(opened):
    page = opened("backward-inputs")
    answer(page, DX, "sum(j, w[j])")
    expect(said(page, DX)).to_contain_text("Not yet")
    page.wait_for_function("() => localStorage.getItem('flipside-progress')?.includes('sum(j, w[j])')")
    page.reload()
    expect(exercise_box(page, DX).get_by_label("Your answer")).to_have_value("sum(j, w[j])")


def test_a_server_that_died_takes_nothing_along(opened, server, complaints):
    page = opened("backward-inputs")
    solve(page)
    server.kill()
    server.start()
    page.goto(f"{server.url}/backward-inputs")
    is_solved(page)
    complaints.clear()


def test_a_second_tab_undoes_nothing(opened):
    first, second = opened("backward-inputs"), opened("backward-inputs")
    solve(first)
    answer(second, DX, "sum(j, w[j])")
    expect(said(second, DX)).to_contain_text("Not yet")
    second.wait_for_function("() => localStorage.getItem('flipside-progress')?.includes('sum(j, w[j])')")
    second.reload()
    expect(exercise_box(second, DX)).to_contain_text("✓")


def test_a_file_carries_the_progress_to_another_browser(opened, server, tmp_path):
    page = opened("backward-inputs")
    solve(page)
    page.get_by_test_id("stSidebar").get_by_text("Your progress").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    copy = tmp_path / "progress.json"
    download.value.save_as(copy)

    page.evaluate("localStorage.clear()")
    page.goto(f"{server.url}/backward-inputs")
    settled(page)
    expect(exercise_box(page, DX).get_by_label("Your answer")).to_have_value("")
    page.get_by_test_id("stSidebar").get_by_text("Your progress").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(copy)
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Restored, and nothing is lost.")
    is_solved(page)


def test_a_damaged_copy_is_refused_and_put_aside(opened):
    page = opened("backward-inputs")
    page.evaluate("localStorage.setItem('flipside-progress', '{damaged')")
    page.reload()
    expect(page.get_by_test_id("stSidebar")).to_contain_text("This copy of your progress is damaged and can’t be read.")
    solve(page)
    assert page.evaluate("localStorage.getItem('flipside-progress-unreadable')") == "{damaged"
    page.reload()
    is_solved(page)


def test_the_chosen_notation_is_kept(opened):
    page = opened("backward-inputs")
    page.get_by_label("Notation", exact=True).click()
    page.get_by_role("option", name="Gibiansky").click()
    label = exercise_box(page, DX).get_by_label("Your answer: dE/d")
    expect(label).to_be_visible()
    page.wait_for_function("() => localStorage.getItem('flipside-progress-notation') === 'gibiansky'")
    page.reload()
    expect(label).to_be_visible()


def test_continue_leads_to_the_first_open_exercise(opened):
    page = opened("backward-inputs")
    solve(page)
    page.goto(page.url.replace("backward-inputs", "why"))
    settled(page)
    guess = exercise_box(page, "why/guess")
    guess.get_by_text("B is the convolution, A is the layer.").click()
    guess.get_by_role("button", name="Check").click()
    expect(guess).to_contain_text("✓")
    go_on = page.get_by_test_id("stSidebar").get_by_role("link", name="Continue")
    expect(go_on).to_have_attribute("href", re.compile("at=impulse-a$"))
    go_on.click()
    page.wait_for_function("""() => {
        const top = document.querySelector('.st-key-exercise-why-impulse-a').getBoundingClientRect().top
        return top >= 0 && top < 150
    }""")
