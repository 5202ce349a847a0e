"""What is written on the page can be read on its backgrounds, light and dark."""

import itertools
import pathlib
import tomllib

import pytest

from lessons.colours import COLOURS
from ui.colours import LETTERS, MARKS, css

CONFIG = pathlib.Path(__file__).parent.parent.parent / ".streamlit" / "config.toml"
THEME = tomllib.loads(CONFIG.read_text())["theme"]
ENOUGH = 4.5
"""What the Web Content Accessibility Guidelines ask of text."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by the guidelines' formula.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def pages(scheme: str) -> list[str]:
    theme = THEME[scheme]
    return [theme["backgroundColor"], theme["secondaryBackgroundColor"], theme["sidebar"]["backgroundColor"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_background(scheme):
    letters = {array: getattr(colour, scheme) for array, colour in COLOURS.items()}
    marks = {mark: pair[scheme == "dark"] for mark, pair in MARKS.items()}
    words = {name: THEME[scheme][name] for name in ("textColor", "linkColor", "grayTextColor")}
    for (name, colour), page in itertools.product((letters | marks | words).items(), pages(scheme)):
        assert contrast(colour, page) >= ENOUGH, (name, colour, page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edges_of_what_is_used_can_be_seen(scheme):
    theme = THEME[scheme]
    for page in (*pages(scheme), theme["sidebar"]["secondaryBackgroundColor"]):
        assert contrast(theme["borderColor"], page) >= 3, page


@pytest.mark.parametrize("array", COLOURS)
def test_letters_of_a_figure_have_the_colours_of_the_formulas(array):
    colour = COLOURS[array]
    rule = f'svg text[fill="{colour.mark}"] {{ fill: light-dark({colour.light}, {colour.dark}); }}'
    assert rule in css()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_white_can_be_read_on_the_buttons(scheme):
    assert contrast("#ffffff", THEME[scheme]["primaryColor"]) >= ENOUGH


def test_formulas_are_printed_in_the_colours_that_the_page_replaces():
    for array, colour in COLOURS.items():
        red, green, blue = (int(LETTERS[array][place : place + 2], 16) for place in (1, 3, 5))
        rule = f'.katex [style*="color: rgb({red}, {green}, {blue})"]'
        assert f"{rule} {{ color: light-dark({colour.light}, {colour.dark}) !important; }}" in css()
