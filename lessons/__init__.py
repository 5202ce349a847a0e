"""The course as data: lessons, their exercises, and the checking of answers. Knows the engine, knows no screen.

In a notebook or a terminal:

    >>> import lessons
    >>> task = lessons.exercise("forward-1d/z")
    >>> task.check("sum(j, w[j]*x[i+j])").word
    'Correct'
"""

from lessons.notebook import Task, exercise

__all__ = ["Task", "exercise"]
