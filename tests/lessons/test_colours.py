"""The colours: readable on every ground of both themes, and apart for every kind of eye."""

import itertools
import pathlib
import tomllib

import numpy as np
import pytest

from lessons.colours import COLOURS
from lessons.figures.style import FAINT, LIT, SHADES

THEME = tomllib.loads((pathlib.Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())["theme"]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light
EYES = {
    "all cones": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "no blue cones": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
# Ottosson (2020), Oklab: distances in it are close to those that the eye sees; 0.02 is just noticeable
CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
OPPONENTS = [
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
]


def rgb(colour):
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def light(channels):
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """The ratio of WCAG 2: (lighter + 0.05) / (darker + 0.05)."""
    dark, bright = sorted(float(light(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (bright + 0.05) / (dark + 0.05)


def seen(colour, eyes):
    return np.array(OPPONENTS) @ np.cbrt(np.array(CONES) @ np.clip(np.array(EYES[eyes]) @ light(rgb(colour)), 0, 1))


def grounds(mode):
    table = THEME[mode]
    keys = ("backgroundColor", "secondaryBackgroundColor")
    return (
        [table[key] for key in keys]
        + [table["sidebar"][key] for key in keys]
        + ["#ffffff" if mode == "light" else "#0e1117"]
    )


def test_the_measure_of_contrast():
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("array", COLOURS)
def test_letters_can_be_read_on_every_ground(array, mode):
    worst = min(contrast(rgb(getattr(COLOURS[array], mode)), rgb(ground)) for ground in grounds(mode))
    assert worst >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("array", SHADES)
def test_marks_can_be_seen_on_both_pages(array, mode):
    assert contrast(rgb(SHADES[array]), rgb(THEME[mode]["backgroundColor"])) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("array", SHADES)
@pytest.mark.parametrize("strength", [FAINT, LIT])
def test_numbers_can_be_read_in_a_cell(array, mode, strength):
    filled = strength * rgb(SHADES[array]) + (1 - strength) * rgb(THEME[mode]["backgroundColor"])
    assert contrast(rgb(THEME[mode]["textColor"]), filled) >= 4.5


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("kind", ["light", "dark", "mark"])
def test_arrays_are_told_apart_by_every_kind_of_eye(kind, eyes):
    shades = sorted({getattr(colour, kind) for colour in COLOURS.values()})
    apart = min(np.linalg.norm(seen(a, eyes) - seen(b, eyes)) for a, b in itertools.combinations(shades, 2))
    assert apart >= 0.07


def test_a_gradient_has_the_colour_of_its_array():
    assert COLOURS["dx"] is COLOURS["x"]
    assert COLOURS["dw"] is COLOURS["w"]
