"""How often Python looks for garbage: seldom, since a full look through all sessions holds everybody's answer back.

With four hundred learners it takes half a second, and with Python's own thresholds it came every eight seconds. What
stays uncollected for longer is what closed sessions leave behind, at most some hundred of them.
"""

from __future__ import annotations

import gc

THRESHOLDS = (10_000, 10, 6)


def shorten() -> None:
    """Set the thresholds; the same for the whole server, however often it is done."""
    gc.set_threshold(*THRESHOLDS)
