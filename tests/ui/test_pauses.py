"""The course's own thresholds of the garbage collector hold from the first run on."""

import gc

from tests.ui.pages import front_door, mishaps
from ui.pauses import THRESHOLDS


def test_garbage_is_looked_for_seldom():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        assert mishaps(front_door()) == []
        assert gc.get_threshold() == THRESHOLDS
    finally:
        gc.set_threshold(*before)
