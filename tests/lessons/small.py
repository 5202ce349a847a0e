"""A small lesson, sound in every rule, that tests change in one place to see the rule that it breaks."""

from dataclasses import replace

from engine import Layer, convolve, correlate
from lessons.model import (
    Cells,
    Choice,
    Entries,
    Figure,
    Formula,
    Integer,
    Lesson,
    Mistake,
    Number,
    Option,
    Pick,
    Shape,
    Text,
)

LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
HELP = {
    "hints": ("Look at [[x[i]]].",),
    "solution": "[[dL/dx[k] = sum(j, delta[k-j]*w[j])]], [[n-m+1]] places",
    "proves": "It holds.",
}

CELLS = Cells(
    id="small/cells",
    prompt="[[x]] = {x}, [[w]] = {w}",
    array="z",
    right=lambda x, w: correlate(x, w),
    numbers={"x": Entries((1, 3, 2)), "w": Entries((2, 1))},
    mistakes=(Mistake(lambda x, w: convolve(x, w, "valid"), "Turned round.", "needless-flip"),),
    **HELP,
)
NUMBER = Number(
    id="small/number",
    prompt="Twice {n}?",
    right=lambda n: 2 * n,
    numbers={"n": Integer(3, 1, 9)},
    mistakes=(Mistake(lambda n: n + 5, "Added.", "wrong-operation"), Mistake(lambda n: n, "Once, not twice {n}.")),
    where=lambda n: n != 0,
    **HELP,
)
FORMULA = Formula(
    id="small/formula",
    prompt="Write [[dL/dx[k]]].",
    wanted="dL/dx[k]",
    mistakes=(Mistake("sum(j, delta[k+j]*w[j])", misconception="no-flip"), Mistake("sum(j, w[j])", "No delta.")),
    feedback={"no-flip": "Read it *backwards*, [[delta[k-j]]]."},
    **HELP,
)
PICK = Pick(
    id="small/pick",
    prompt="Even ones?",
    cells=lambda: (("x[0]", "x[1]"), ("x[2]", "x[3]")),
    right=lambda: ("x[0]", "x[2]"),
    because=lambda cell: f"{cell[2]} is {'odd' if int(cell[2]) % 2 else 'even'}",
    mistakes=(Mistake(lambda: ("x[1]", "x[3]"), "These are odd.", "off-by-one"),),
    **HELP,
)
CHOICE = Choice(
    id="small/choice",
    prompt="Which?",
    options=(
        Option("a", "this", right=True, says="This one."),
        Option("b", "that", says="Not [[x[0]]].", misconception="wrong-array"),
    ),
    computed=lambda: "a",
    **HELP,
)
SHAPE = Shape(
    id="small/shape",
    prompt="How many?",
    sizes={"n": (4, 7), "m": (1, 3)},
    measure=lambda n, m: (n - m + 1,),
    right="n-m+1",
    mistakes=(Mistake("n-m", "One more.", "off-by-one"),),
    **HELP,
)
FIGURE = Figure("picture", {"mark": "bar"}, {"x": ({"value": 1},)}, "Look.", "One bar.")
LESSON = Lesson(
    id="small",
    title="Small",
    question="Is it small?",
    answer="Yes: [[x[0]]].",
    minutes=5,
    layer=LAYER,
    steps=(Text("Read [[x[i]]]."), CELLS, FIGURE, NUMBER, FORMULA, PICK, CHOICE, SHAPE),
    sources=("A book",),
)


def with_step(step):
    """The lesson with the step of the same id replaced."""
    return replace(
        LESSON,
        steps=tuple(step if getattr(other, "id", None) == step.id else other for other in LESSON.steps),
    )
