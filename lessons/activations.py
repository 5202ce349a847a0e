"""Whether a formula that should hold for any activation is right for one of the usual functions.

What is wrong for an unknown sigma is held once more against the layer with the function itself in the place of sigma.
So the slope is known in whatever form it is written: g[i]*[z[i] > 0], g[i]*(1-a[i]^2), conv(g*relu'(z), w).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from engine import Layer
from engine.formula.facts import contains
from engine.formula.text import text
from engine.formula.tree import ONE, Apply, Bracket, Formula, Quotient, Read, Symbol, Whole, add, neg
from engine.formula.walk import nodes, transform
from engine.grading.edges import agree_on
from engine.grading.grade import is_right
from engine.grading.question import Question

ANY = "sigma"
LOGISTIC = "one function, the logistic one, which is often called by this letter"
FUNCTIONS: dict[str, Callable[[Formula], Formula]] = {
    "relu": lambda argument: Apply("relu", 0, argument),
    "tanh": lambda argument: Apply("tanh", 0, argument),
    LOGISTIC: lambda argument: Quotient(ONE, add(ONE, Apply("exp", 0, neg(argument)))),
}
"""What the usual functions are called, and what they make of their argument."""


def right_for_one(question: Question, formula: Formula) -> str:
    """What to say of a wrong formula that is right for one function; "" where it is right for none of the usual ones.

    A formula that takes the slope of sigma somewhere speaks of any function.
    """
    applied = [order for made in question.layer.definitions.values() for order in _orders(made.body)]
    if not applied or any(order > 0 for order in _orders(formula)):
        return ""
    for name in FUNCTIONS:
        if _is_right(_with(question.layer, name).question(question.wanted), _put_in(formula, name)):
            kink = " (but for its kink at 0)" if _counts_the_kink(formula) else ""
            return f"That is right for {name}{kink}. Here it may be any function: write its slope with `{ANY}'`."
    return ""


def _orders(formula: Formula) -> list[int]:
    """How often each sigma of a formula is differentiated."""
    return [each.order for each in nodes(formula) if isinstance(each, Apply) and each.function == ANY]


def _put_in(formula: Formula, name: str) -> Formula:
    """The formula with one function in the place of sigma."""

    def change(node: Formula) -> Formula:
        return FUNCTIONS[name](node.argument) if isinstance(node, Apply) and node.function == ANY else node

    return transform(formula, change)


@lru_cache(maxsize=64)
def _with(layer: Layer, name: str) -> Layer:
    """The layer with one function in the place of sigma."""
    return Layer(
        [
            f"{text(Read(made.array, tuple(map(Symbol, made.indices))))} = {text(_put_in(made.body, name))}"
            for made in layer.definitions.values()
        ],
        {array: ", ".join(map(text, shape)) for array, shape in layer.shapes.items()},
        given=layer.given,
        scalars=layer.scalars,
        first_index=layer.first,
    )


def _is_right(question: Question, formula: Formula) -> bool:
    """Whether the grader finds no fault in the value; nearly always the first case tells that there is one."""
    return agree_on(question, formula, question.trusted, question.sizes[:1]) and is_right(question, formula)


def _counts_the_kink(formula: Formula) -> bool:
    """Whether values are compared by a relation that holds where they are equal."""
    brackets = (each for each in nodes(formula) if isinstance(each, Bracket) and each.relation in (">=", "<="))
    return any(contains(each, (Read, Whole)) for each in brackets)
