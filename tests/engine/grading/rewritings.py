"""Other ways to write the same formula: what a learner may type for the engine's own answer."""

from dataclasses import replace

from engine.calculus.reach import explained, tidy
from engine.formula.facts import bound_indices, free_symbols
from engine.formula.latex import latex
from engine.formula.text import text
from engine.formula.tree import (
    ONE,
    Add,
    Bracket,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Partial,
    Read,
    Sum,
    Symbol,
    add,
    mul,
    neg,
    sub,
)
from engine.formula.walk import fresh_index, substitute, transform


def rewritings(question) -> dict[str, str]:
    """What is done -> the engine's own answer, written like that. Each has the same value and a finished form."""
    right, layer, free = question.right, question.layer, question.free
    found = {
        "as it is": text(right),
        "LaTeX": latex(right),
        "LaTeX in dollars": f"${latex(right)}$",
        "with its left side": f"{text(question.wanted)} = {text(right)}",
        "with a leading =": f"= {text(right)}",
        "with renamed left side": _renamed_left(question),
        "renamed": text(_renamed(right, question)),
        "shifted up": text(_shifted(right, ONE)),
        "shifted down": text(_shifted(right, neg(ONE))),
        "shifted by two": text(_shifted(right, Number(2))),
        "reversed": text(_reversed(right, layer, frozenset(free))),
        "reordered": text(_reordered(right)),
        "sums in another order": text(_other_order(right)),
        "distributed": text(_distributed(right)),
        "twice less once": text(sub(mul(Number(2), right), right)),
        "times one plus nothing": f"1*({text(right)}) + 0",
        "halves": f"({text(right)})/2 + 0.5*({text(right)})",
        "without blanks": text(right).replace(" ", ""),
        "explicit ranges": text(_ranged(right, layer, frozenset(free))),
        "split": text(_split(right, layer, frozenset(free))),
        "past the arrays": text(_past(right, layer, frozenset(free))),
    }
    for number, form in enumerate(question.right_forms[1:]):
        found[f"other form {number + 1}"] = text(_renamed(form, question))
    return found


def unfinished_rewritings(question) -> dict[str, str]:
    """What is done -> a way to write the answer whose value is right, and whose form is not finished."""
    right, layer, free = question.right, question.layer, question.free
    found = {"the question": text(question.wanted)}
    if free:
        name, length = free[-1], question.lengths_of_free[-1]
        if not free_symbols(length) & (bound_indices(right) | {*free}):
            letter = fresh_index(bound_indices(right) | free_symbols(right) | {*free} | layer.symbols)
            scattered = mul(substitute(right, {name: Symbol(letter)}), Bracket(Symbol(letter), "==", Symbol(name)))
            last = tidy(sub(add(length, Number(layer.first)), ONE))
            found["scattered"] = text(Sum(letter, Number(layer.first), last, scattered))
    if isinstance(question.wanted, Partial) and question.wanted.of is None and len(layer.given) == 1:
        (upstream, array), *_ = layer.given.items()
        if array != question.wanted.by.array:
            letters: list[str] = []
            for _ in range(layer.rank(array)):
                letters.append(fresh_index({*letters, *free} | layer.symbols))
            places = tuple(map(Symbol, letters))
            body = mul(Read(upstream, places), Partial(Read(array, places), question.wanted.by))
            for letter in reversed(letters):
                body = Sum(letter, None, None, body)
            found["the chain rule"] = text(body)
    return found


def _renamed_left(question) -> str:
    taken = {*question.free, *question.layer.symbols, *question.layer.all_shapes, *bound_indices(question.right)}
    values = {}
    for name in question.free:
        values[name] = Symbol(fresh_index(taken, "tabefgh"))
        taken.add(values[name].name)
    sides = (substitute(question.wanted, values), substitute(question.right, values))
    return f"{text(sides[0])} = {text(sides[1])}"


def _renamed(formula: Formula, question) -> Formula:
    layer = question.layer
    taken = {*free_symbols(formula), *bound_indices(formula), *question.free, *layer.symbols, *layer.all_shapes}

    def change(node):
        if not isinstance(node, (Sum, Max)):
            return node
        letter = fresh_index(taken, "tauvefgh")
        taken.add(letter)
        return replace(node, index=letter, body=substitute(node.body, {node.index: Symbol(letter)}))

    return transform(formula, change)


def _shifted(formula: Formula, amount: Formula) -> Formula:
    def change(node):
        if not isinstance(node, Sum):
            return node
        low, high = (None if limit is None else sub(limit, amount) for limit in (node.low, node.high))
        return Sum(node.index, low, high, substitute(node.body, {node.index: add(Symbol(node.index), amount)}))

    return transform(formula, change)


def _reversed(formula: Formula, layer, inside: frozenset[str]) -> Formula:
    def change(node):
        if not isinstance(node, Sum):
            return node
        limits = _limits(node, layer, inside | bound_indices(formula))
        both = add(*limits) if limits else ONE
        turned = substitute(node.body, {node.index: sub(tidy(both), Symbol(node.index))})
        return Sum(node.index, node.low, node.high, turned)

    return transform(formula, change)


def _reordered(formula: Formula) -> Formula:
    def change(node):
        match node:
            case Add(terms):
                return Add(terms[::-1])
            case Mul(factors):
                return Mul(factors[::-1])
        return node

    return transform(formula, change)


def _other_order(formula: Formula) -> Formula:
    def change(node):
        match node:
            case Sum(one, low, high, Sum(two, below, above, body)):
                limits = [limit for limit in (below, above) if limit is not None]
                if not any(one in free_symbols(limit) for limit in limits):
                    return Sum(two, below, above, Sum(one, low, high, body))
        return node

    return transform(formula, change)


def _distributed(formula: Formula) -> Formula:
    """a*(b + c) written as a*b + a*c, and the sum of b + c as two sums; every product with one of its factors split."""

    def change(node):
        match node:
            case Mul(factors):
                for place, factor in enumerate(factors):
                    if isinstance(factor, Add):
                        rest = factors[:place], factors[place + 1 :]
                        return add(*(mul(*rest[0], term, *rest[1]) for term in factor.terms))
            case Sum(index, low, high, Add(terms)):
                return add(*(Sum(index, low, high, term) for term in terms))
            case Read() as read if read.indices:
                return add(mul(Number(3), read), neg(mul(Number(2), read)))
            case Neg(Add(terms)):
                return add(*map(neg, terms))
        return node

    return transform(transform(formula, change), change)


def _limits(node: Sum, layer, inside: frozenset[str]):
    if node.low is not None:
        return node.low, node.high
    found = explained(node, layer, inside - {node.index})
    hidden = found and (free_symbols(found.low) | free_symbols(found.high)) & inside
    return (found.low, found.high) if found and not hidden else None


def _ranged(formula: Formula, layer, inside: frozenset[str], low=0, high=0) -> Formula:
    def change(node):
        if not isinstance(node, Sum) or node.low is not None:
            return node
        limits = _limits(node, layer, inside | bound_indices(formula))
        if not limits:
            return node
        return replace(node, low=add(limits[0], Number(low)), high=add(limits[1], Number(high)))

    return transform(formula, change)


def _past(formula: Formula, layer, inside: frozenset[str]) -> Formula:
    return _ranged(formula, layer, inside, high=2)


def _split(formula: Formula, layer, inside: frozenset[str]) -> Formula:
    def change(node):
        if not isinstance(node, Sum):
            return node
        limits = _limits(node, layer, inside | bound_indices(formula))
        if not limits:
            return node
        low, high = limits
        return add(Sum(node.index, low, low, node.body), Sum(node.index, tidy(add(low, ONE)), high, node.body))

    return transform(formula, change)
