"""The course: its lessons in the order they are met. Adding a lesson is one file and one line here."""

from __future__ import annotations

from importlib import import_module

from lessons.model import Exercise, Lesson

ORDER = (
    "why",
    "notation",
    "forward_1d",
    "weight_sharing",
    "backward_weights",
    "backward_inputs",
    "the_flip",
    "scatter_and_gather",
    "in_the_wild",
    "activation_and_bias",
    "trust",
)

COURSE: tuple[Lesson, ...] = tuple(import_module(f"lessons.{name}").LESSON for name in ORDER)
EXERCISES: dict[str, Exercise] = {each.id: each for lesson in COURSE for each in lesson.exercises}
