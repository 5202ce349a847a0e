"""The course's figures: each a function from a lesson's arrays to a Figure that is alive in the browser, without the
server."""

from lessons.figures.window import sliding_window

__all__ = ["sliding_window"]
