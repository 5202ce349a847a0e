"""Sums without limits, against a box of integers that is large enough to hold everything."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Layer
from engine.calculus.arithmetic import Floating
from engine.calculus.case import Case
from engine.calculus.ranges import Ranges
from engine.formula.tree import Bracket, Mul, Neg, Number, Quotient, Read, Sum, Symbol, add, mul
from tests.engine.calculus.loops import places, value

LAYER = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
SIZES = {"n": 5, "m": 2}
BOX = range(-16, 17)

small = st.integers(-3, 3)
terms = st.tuples(st.sampled_from("ijk"), small.filter(bool)).map(
    lambda each: _signed(mul(Number(abs(each[1])), Symbol(each[0])), each[1])
)
indices = st.builds(
    lambda parts, constant, below: _over(add(*parts, _signed(Number(abs(constant)), constant)), below),
    st.lists(terms, min_size=1, max_size=2),
    small,
    st.sampled_from((1, 1, 1, 2, 3)),
)
reads = st.builds(lambda array, index: Read(array, (index,)), st.sampled_from(("x", "w", "delta")), indices)
brackets = st.builds(Bracket, indices, st.sampled_from(("==", "<=", "<", ">", "!=")), indices)
alone = st.builds(lambda array, name: Read(array, (Symbol(name),)), st.sampled_from(("x", "w")), st.sampled_from("ij"))
products = st.builds(
    lambda both, others: Mul((*both, *others)),
    st.tuples(st.just(Read("x", (Symbol("i"),))), st.just(Read("w", (Symbol("j"),)))) | st.tuples(alone, reads),
    st.lists(reads | brackets, max_size=2),
)
bodies = st.lists(products, min_size=1, max_size=2).map(lambda parts: add(*parts))


def _signed(formula, sign):
    return formula if sign > 0 else Neg(formula)


def _over(index, below):
    return index if below == 1 else Quotient(index, Number(below))


@settings(max_examples=60)
@given(bodies)
def test_a_sum_over_all_integers_is_the_sum_over_a_large_box(body):
    case = Case(LAYER, SIZES, Floating())
    formula = Sum("i", None, None, Sum("j", None, None, body))
    arrays = {}
    for name in ("x", "w", "delta"):
        flat, shape = case.array(name)
        arrays[name] = {place: float(flat[at, 0]) for at, place in enumerate(places(shape))}
    ranges = Ranges(case.sizes, case.lengths).of((formula, formula.body), {"k": (0, 4)})
    if None in ranges.values():
        return
    ours = case.values(LAYER.plain(formula, ("k",)), ("k",), (5,))[:, 0]
    for k in range(5):
        theirs = float(value(formula, {**SIZES, "k": k}, arrays, BOX))
        assert abs(ours[k] - theirs) < 1e-9, (formula, k)


def test_what_nothing_bounds_has_no_range_where_no_other_letter_is_known_either():
    ranges = Ranges(SIZES, {"x": (5,), "w": (2,), "delta": (4,)})
    for body in (Number(1), Read("delta", (Number(0),))):
        assert ranges.of((Sum("i", None, None, body),), {}) == {"i": None}
    nowhere = Bracket(Number(1), "==", Number(2))
    assert ranges.of((Sum("i", None, None, nowhere),), {}) == {"i": (0, -1)}
