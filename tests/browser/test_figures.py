"""The figures as a learner meets them: pointed at, tapped, moved by keyboard, and the server never asked.

What is lit is read from the picture: the names of the cells that have a thick edge, and those alone.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Server, settled
from tests.browser.figures_app import ALIVE

LIT = r"""svg => {
    const box = element => element.getBoundingClientRect();
    const edges = [...svg.querySelectorAll('.mark-rect path[stroke-width="3"]')];
    const inside = (name, cell) => name.left > cell.left && name.right < cell.right + 4 && name.top > cell.top
        && name.bottom < cell.bottom + 4;
    return [...svg.querySelectorAll('.mark-text text')]
        .filter(text => /^[a-zδ]+\[\d+\](·δ)?$/.test(text.textContent))
        .filter(text => edges.some(edge => inside(box(text), box(edge))))
        .sort((one, other) => Math.round(box(one).top - box(other).top) || box(one).left - box(other).left)
        .map(text => text.textContent);
}"""
SIZE = "svg => [svg.getBoundingClientRect().width, svg.getBoundingClientRect().height]"
BEYOND = """svg => [...svg.querySelectorAll('.mark-text text')].filter(text => {
    const edge = svg.getBoundingClientRect(), box = text.getBoundingClientRect();
    return box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1;
}).map(text => text.textContent)"""
LETTERS = """svg => [...new Set([...svg.querySelectorAll('.mark-text text')]
    .filter(text => text.getAttribute('fill') === 'currentColor').map(text => getComputedStyle(text).fill))]"""


@pytest.fixture(scope="module")
def app():
    server = Server("tests/browser/figures_app.py")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def open_figures(chromium, app):
    """Opens the page of all figures; at the end nothing was said on the console, warnings included."""
    said = []

    def open_page(size=DESKTOP, scheme="light", query=""):
        context = chromium.new_context(viewport=size, color_scheme=scheme, has_touch=size is PHONE)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: message.type in ("warning", "error") and said.append(message.text))
        page.goto(f"{app.url}/{query}")
        settled(page)
        return page

    yield open_page
    assert said == []


@pytest.fixture(scope="module")
def desktop(open_figures):
    page = open_figures()
    expect(page.locator("svg.marks")).to_have_count(len(ALIVE))
    yield page
    assert page.get_by_role("heading").inner_text() == "runs 1"


@pytest.fixture(scope="module")
def phone(open_figures):
    page = open_figures(PHONE, "dark")
    expect(page.locator("svg.marks")).to_have_count(len(ALIVE))
    yield page
    assert page.get_by_role("heading").inner_text() == "runs 1"


class Picture:
    """One figure of a page."""

    def __init__(self, page, name):
        self.page = page
        self.svg = page.locator(f".st-key-{name} svg.marks")
        self.slider = page.locator(f".st-key-{name} input[type=range]")

    def point_at(self, name, nth=0):
        """Move the mouse over the cell with this name."""
        self.svg.scroll_into_view_if_needed()
        self.page.mouse.move(*self._middle(name, nth))

    def tap(self, name, nth=0):
        self.svg.scroll_into_view_if_needed()
        self.page.touchscreen.tap(*self._middle(name, nth))

    def _middle(self, name, nth):
        box = self.svg.get_by_text(name, exact=True).nth(nth).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def press(self, *keys):
        """Keys on the slider, which answers to the keyboard like any other."""
        self.slider.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def shows(self, lit, words=""):
        """Waits until the words stand there, then compares what is lit."""
        expect(self.svg).to_contain_text(words)
        assert self.svg.evaluate(LIT) == lit.split()


def test_an_output_lights_what_it_reads(desktop):
    picture = Picture(desktop, "sliding-window")
    picture.point_at("z[1]")
    picture.shows("x[1] x[2] x[3] w[0] w[1] w[2] z[1]", "= 2·2 + 1·0 + (−1)·(−3) = 7")


def test_an_input_lights_who_reads_it_and_by_which_weight(desktop):
    picture = Picture(desktop, "sliding-window")
    picture.point_at("x[3]")
    picture.shows("x[3] w[2] w[1] w[0] z[1] z[2] z[3]", "z[3] with w[0], z[2] with w[1], z[1] with w[2]")
    picture.point_at("x[6]")
    picture.shows("x[6] w[2] z[4]", "x[6] is read by")


def test_the_slider_moves_the_window_by_keyboard(desktop):
    picture = Picture(desktop, "sliding-window")
    picture.press("End")
    picture.shows("x[4] x[5] x[6] w[0] w[1] w[2] z[4]", "z[4] = w[0]·x[4] + w[1]·x[5] + w[2]·x[6]")
    picture.press("ArrowLeft")
    picture.shows("x[3] x[4] x[5] w[0] w[1] w[2] z[3]", "= 2·(−3) + 1·4 + (−1)·1 = −3")


def test_when_the_pointer_leaves_the_window_is_where_it_was(desktop):
    picture = Picture(desktop, "sliding-window")
    picture.press("Home")
    picture.point_at("x[3]")
    picture.shows("x[3] w[2] w[1] w[0] z[1] z[2] z[3]", "x[3] is read by")
    desktop.mouse.move(1, 1)
    picture.shows("x[0] x[1] x[2] w[0] w[1] w[2] z[0]", "z[0] = ")


def test_a_tap_does_what_the_mouse_does_and_the_slider_goes_on(phone):
    picture = Picture(phone, "sliding-window")
    picture.tap("x[2]")
    picture.shows("x[2] w[2] w[1] w[0] z[0] z[1] z[2]", "x[2] is read by")
    picture.press("ArrowRight")
    picture.shows("x[1] x[2] x[3] w[0] w[1] w[2] z[1]", "z[1] = ")


def test_lines_lead_to_the_readers(desktop):
    picture = Picture(desktop, "who-reads-whom")
    picture.press("End")
    picture.shows("x[6] z[4]", "z[4] with w[2]")
    picture.point_at("x[4]")
    picture.shows("x[4] z[2] z[3] z[4]", "z[4] with w[0], z[3] with w[1], z[2] with w[2]")
    picture.point_at("z[0]")
    picture.shows("x[0] x[1] x[2] z[0]", "z[0] = w[0]·x[0] + w[1]·x[1] + w[2]·x[2]")


def test_lines_lead_back_from_delta(desktop):
    picture = Picture(desktop, "who-sends-back")
    picture.point_at("dx[2]")
    picture.shows("dx[2] δ[0] δ[1] δ[2]", "dx[2] = w[0]·δ[2] + w[1]·δ[1] + w[2]·δ[0]")
    picture.point_at("δ[1]")
    picture.shows("dx[1] dx[2] dx[3] δ[1]", "dx[1] with w[0], dx[2] with w[1], dx[3] with w[2]")


def test_a_weight_lights_its_diagonal(desktop):
    picture = Picture(desktop, "toeplitz")
    picture.press("ArrowRight")
    picture.shows("w[1] w[1] w[1] w[1] w[1]", "w[1] = 1: 5 places, one weight.")
    picture.point_at("w[2]", nth=2)
    picture.shows("w[2] w[2] w[2] w[2] w[2]", "w[2] = −1: 5 places, one weight.")


def test_the_flip_appears_between_scatter_and_gather(desktop):
    picture = Picture(desktop, "scatter-gather")
    picture.press("Home", "ArrowRight", "ArrowRight")
    scatter = "δ[2] w[0]·δ w[1]·δ w[2]·δ dx[2] dx[3] dx[4]"
    gather = "δ[0] δ[1] δ[2] w[2] w[1] w[0] dx[2]"
    picture.shows(f"{scatter} {gather}", "dx[2] = w[0]·δ[2] + w[1]·δ[1] + w[2]·δ[0]")
    picture.press("End")
    picture.shows(
        "w[2] w[1] w[0] δ[4] dx[6]".replace("w[2] w[1] w[0] δ[4]", "δ[4] w[2] w[1] w[0]"), "dx[6] = w[2]·δ[4]"
    )


def test_wrong_entries_are_marked_by_a_sign_and_named(desktop):
    picture = Picture(desktop, "jacobian")
    expect(picture.svg.get_by_text("✗")).to_have_count(4)
    expect(picture.svg).to_contain_text("∂z[0]/∂x[0]: yours −1, right 2")
    picture.press("ArrowRight")
    expect(picture.svg).to_contain_text("∂z[0]/∂x[1] = 1 in both")


def test_correlation_and_convolution_move_together(desktop):
    picture = Picture(desktop, "corr-and-conv")
    picture.press("ArrowRight")
    lit = "corr[1] w[0] w[1] w[2] x[1] x[2] x[3] w[2] w[1] w[0] conv[1]"
    picture.shows(lit, "conv[1] = w[2]·x[1] + w[1]·x[2] + w[0]·x[3]")


@pytest.mark.parametrize("figure", ALIVE, ids=[figure.id for figure in ALIVE])
def test_a_figure_fits_its_place_and_never_changes_its_height(desktop, phone, figure):
    for page, widest in ((desktop, 1280), (phone, 390)):
        picture = Picture(page, figure.id)
        picture.press("End")
        width, height = picture.svg.evaluate(SIZE)
        assert width <= widest
        assert height == figure.spec["height"]


@pytest.mark.parametrize("figure", ALIVE, ids=[figure.id for figure in ALIVE])
def test_no_words_are_cut_off_on_a_phone(phone, figure):
    picture = Picture(phone, figure.id)
    picture.press("Home")
    for _ in range(int(picture.slider.get_attribute("max")) + 1):
        assert picture.svg.evaluate(BEYOND) == []
        picture.press("ArrowRight")


def test_letters_are_in_the_colour_of_the_page(desktop, phone):
    for page, colour in ((desktop, "rgb(36, 33, 29)"), (phone, "rgb(233, 228, 218)")):
        assert Picture(page, "sliding-window").svg.evaluate(LETTERS) == [colour]


def test_cells_are_picked_and_let_go(open_figures):
    page = open_figures(query="?show=pick")
    grid = page.locator(".st-key-pick svg.marks")
    said = page.get_by_text("picked [")
    for cell, picked in (
        ("z[1]", "picked ['z[1]']"),
        ("δ[0]·w[1]", "picked ['z[1]', 'delta[0]*w[1]']"),
        ("z[1]", "picked ['delta[0]*w[1]']"),
    ):
        grid.get_by_text(cell, exact=True).click(force=True)
        expect(said).to_have_text(picked)
    expect(grid.get_by_text("✓")).to_have_count(1)
