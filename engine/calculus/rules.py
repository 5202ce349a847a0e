"""The rules by which a derivation takes derivatives away, one at a time: chain rule, linearity, product rule, ...

Each derivative in a formula asks for exactly one rule next (`rule_of`); a rule rewrites all that ask for it.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.calculus.polynomial import integral, polynomial
from engine.calculus.setting import Setting
from engine.formula.facts import bound_indices, free_symbols
from engine.formula.parts import rebuild
from engine.formula.tree import (
    ONE,
    ZERO,
    Add,
    Apply,
    Bracket,
    Formula,
    Max,
    Mul,
    Neg,
    Number,
    Partial,
    Power,
    Quotient,
    Read,
    Sum,
    Symbol,
    add,
    mul,
    neg,
    sub,
)
from engine.formula.walk import substitute

Around = tuple[Formula, ...]


def rule_of(node: Partial, setting: Setting) -> str:
    """The name of the rule that a derivative asks for.

    >>> from engine.layer import Layer
    >>> layer = Layer("z[i] = x[i]*x[i]", x="n", z="n")
    >>> setting = Setting(layer, layer.wanted("dL/dx[k]"))
    >>> rule_of(setting.wanted, setting)
    'chain rule'
    >>> rule_of(Partial(layer.definitions["z"].body, setting.wanted.by), setting)
    'product rule'
    """
    of, array = node.of, node.by.array
    if of is None:
        return "chain rule"
    if isinstance(of, Read) and of.array == array:
        return "entry"
    if not setting.depends(of, array):
        return "linearity"
    match of:
        case Read():
            return "definition"
        case Mul(factors) if sum(setting.depends(factor, array) for factor in factors) > 1:
            return "product rule"
        case Quotient(_, bottom) if setting.depends(bottom, array):
            return "quotient rule"
        case Power():
            return "power rule"
        case Apply():
            return "function"
        case Max():
            return "maximum"
    return "linearity"


def applied(node: Formula, rule: str, setting: Setting) -> Formula:
    """The formula with one rule applied to every derivative that asks for it."""
    rewrite = REWRITES[rule]

    def visit(each: Formula, around: Around, bound: frozenset[str]) -> Formula:
        match each:
            case Partial() if rule_of(each, setting) == rule:
                return rewrite(each, setting, around, bound)
            case Partial():
                return each
            case Mul(factors):
                return product(
                    *(
                        visit(factor, (*around, *factors[:place], *factors[place + 1 :]), bound)
                        for place, factor in enumerate(factors)
                    )
                )
            case Add(parts):
                return total(*(visit(part, around, bound) for part in parts))
            case Sum(index, low, high, body) | Max(index, low, high, body):
                limits = [
                    Bracket(*sides)
                    for sides in ((low, "<=", Symbol(index)), (Symbol(index), "<=", high))
                    if sides[0] is not None and sides[2] is not None
                ]
                inside = visit(body, (*around, *limits), bound | {index})
                return ZERO if inside == ZERO else type(each)(index, low, high, inside)
            case Neg(body):
                inside = visit(body, around, bound)
                return ZERO if inside == ZERO else neg(inside)
            case Quotient(top, bottom):
                inside = visit(top, around, bound)
                return ZERO if inside == ZERO else Quotient(inside, visit(bottom, around, bound))
            case Read() | Symbol() | Number():
                return each
        return rebuild(each, lambda child: visit(child, around, bound))

    return visit(node, (), free_symbols(node) | free_symbols(setting.wanted))


def total(*parts: Formula) -> Formula:
    """The sum of the parts that are not 0."""
    return add(*(part for part in parts if part != ZERO))


def product(*factors: Formula) -> Formula:
    """The product without factors 1; 0 where one is 0."""
    return ZERO if ZERO in factors else mul(*(factor for factor in factors if factor != ONE))


def _chain(node: Partial, setting: Setting, _around: Around, bound: frozenset[str]) -> Formula:
    by = node.by
    if by.array in setting.view.upstream:
        return Read(setting.view.upstream[by.array], by.indices)
    paths = []
    for name, array in setting.given.items():
        if array in setting.view.influenced(by.array):
            letters: list[str] = []
            for letter in setting.view.definitions[array].indices:
                letters.append(setting.letter(letter, bound | {*letters}))
            place = tuple(map(Symbol, letters))
            body = mul(Read(name, place), Partial(Read(array, place), by))
            for letter in reversed(letters):
                body = Sum(letter, None, None, body)
            paths.append(body)
    return add(*paths)


def _definition(node: Partial, setting: Setting, around: Around, bound: frozenset[str]) -> Formula:
    read, by = node.of, node.by
    if not all(integral(polynomial(index, setting.parameters)) for index in read.indices):
        return _through(node, setting, bound)
    made = setting.view.definitions[read.array]
    taken = bound | free_symbols(by)
    body = setting.relabelled(made.body, taken | {*made.indices})
    body = setting.relabelled(substitute(body, dict(zip(made.indices, read.indices, strict=True))), taken)
    if isinstance(body, Max):
        setting.folds[body] = read
    return product(Partial(body, by), *setting.outside(read, around))


def _through(node: Partial, setting: Setting, bound: frozenset[str]) -> Formula:
    """An entry whose index may be no integer is reached through every entry: sum(t, [e == t]*d(y[t], x[k]))."""
    read, by = node.of, node.by
    letters: list[str] = []
    for letter in setting.view.definitions[read.array].indices:
        letters.append(setting.letter(letter, bound | free_symbols(by) | {*letters}))
    place = tuple(map(Symbol, letters))
    reached = (Bracket(index, "==", there) for index, there in zip(read.indices, place, strict=True))
    body = mul(*reached, Partial(Read(read.array, place), by))
    for letter in reversed(letters):
        body = Sum(letter, None, None, body)
    return body


def _linear(node: Partial, setting: Setting, _around: Around, bound: frozenset[str]) -> Formula:
    by = node.by

    def push(of: Formula, bound: frozenset[str]) -> Formula:
        if not setting.depends(of, by.array):
            return ZERO
        match of:
            case Add(parts):
                return total(*(push(part, bound) for part in parts))
            case Neg(body):
                return neg(push(body, bound))
            case Sum(index, low, high, body):
                if index in free_symbols(by):
                    fresh = setting.letter(index, bound | free_symbols(by) | free_symbols(body))
                    index, body = fresh, substitute(body, {index: Symbol(fresh)})
                return Sum(index, low, high, push(body, bound | {index}))
            case Mul(factors):
                moving = [place for place, factor in enumerate(factors) if setting.depends(factor, by.array)]
                if len(moving) == 1:
                    (place,) = moving
                    return product(*factors[:place], push(factors[place], bound), *factors[place + 1 :])
            case Quotient(top, bottom) if not setting.depends(bottom, by.array):
                return Quotient(push(top, bound), bottom)
        return Partial(of, by)

    return push(node.of, bound)


def _product(node: Partial, setting: Setting, _around: Around, _bound: frozenset[str]) -> Formula:
    factors, by = node.of.factors, node.by
    return total(
        *(
            product(*factors[:place], Partial(factor, by), *factors[place + 1 :])
            for place, factor in enumerate(factors)
            if setting.depends(factor, by.array)
        )
    )


def _quotient(node: Partial, setting: Setting, _around: Around, _bound: frozenset[str]) -> Formula:
    top, bottom, by = node.of.numerator, node.of.denominator, node.by
    below = neg(Quotient(product(top, Partial(bottom, by)), Power(bottom, 2)))
    if not setting.depends(top, by.array):
        return below
    return add(Quotient(Partial(top, by), bottom), below)


def _power(node: Partial, _setting: Setting, _around: Around, _bound: frozenset[str]) -> Formula:
    base, exponent = node.of.base, node.of.exponent
    lower = ONE if exponent == 1 else base if exponent == 2 else Power(base, exponent - 1)
    number = Number(abs(exponent))
    slope = product(number, lower, Partial(base, node.by))
    return slope if exponent > 0 else ZERO if exponent == 0 else neg(slope)


KNOWN: dict[str, Callable[[Formula], Formula]] = {
    "exp": lambda argument: Apply("exp", 0, argument),
    "log": lambda argument: Quotient(ONE, argument),
    "tanh": lambda argument: sub(ONE, Power(Apply("tanh", 0, argument), 2)),
}


def slope_of(node: Apply) -> Formula:
    """The derivative of a function by its argument.

    >>> from engine.formula.text import text
    >>> text(slope_of(Apply("tanh", 0, Symbol("t")))), text(slope_of(Apply("relu", 0, Symbol("t"))))
    ('1 - tanh(t)^2', "relu'(t)")
    """
    spelled = KNOWN.get(node.function) if node.order == 0 else None
    return spelled(node.argument) if spelled else Apply(node.function, node.order + 1, node.argument)


def _function(node: Partial, _setting: Setting, _around: Around, _bound: frozenset[str]) -> Formula:
    return product(slope_of(node.of), Partial(node.of.argument, node.by))


def _maximum(node: Partial, setting: Setting, _around: Around, bound: frozenset[str]) -> Formula:
    """The derivative of a maximum, along any axes, is that of its largest entry: [x[s*i+j] == z[i]] picks it."""
    largest = setting.folds.get(node.of, node.of)
    taken = bound | free_symbols(node.by) | bound_indices(largest)
    ranges: list[tuple[str, Formula | None, Formula | None]] = []
    body: Formula = node.of
    while isinstance(body, Max):
        index, low, high, body = body.index, body.low, body.high, body.body
        if index in taken:
            fresh = setting.letter(index, taken | free_symbols(body))
            index, body = fresh, substitute(body, {index: Symbol(fresh)})
        taken |= {index}
        ranges.append((index, low, high))
    found = mul(Bracket(body, "==", largest), Partial(body, node.by))
    for index, low, high in reversed(ranges):
        found = Sum(index, low, high, found)
    return found


def _entry(node: Partial, _setting: Setting, _around: Around, _bound: frozenset[str]) -> Formula:
    pairs = zip(node.of.indices, node.by.indices, strict=True)
    return product(*(_equal(left, right) for left, right in pairs if left != right))


def _equal(left: Formula, right: Formula) -> Bracket:
    """[i + j == k]; a number stands on the right."""
    return Bracket(right, "==", left) if isinstance(left, Number) else Bracket(left, "==", right)


REWRITES = {
    "chain rule": _chain,
    "definition": _definition,
    "linearity": _linear,
    "product rule": _product,
    "quotient rule": _quotient,
    "power rule": _power,
    "function": _function,
    "maximum": _maximum,
    "entry": _entry,
}
