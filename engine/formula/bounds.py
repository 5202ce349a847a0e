"""Limits with a minimum or maximum in them: i from max(0, k-m+1) to min(k, n-m) is four conditions on i.

A maximum was read as a + relu(b - a), a minimum as a - relu(a - b); here the two values are found again.
"""

from __future__ import annotations

from engine.formula.tree import Add, Apply, Formula, Neg, add, neg


def bounds(limit: Formula, lower: bool) -> list[Formula]:
    """Every value that a lower limit is at least, or that an upper limit is at most.

    >>> from engine.formula.tree import ZERO, Symbol
    >>> bounds(Apply("relu", 0, Symbol("k")), lower=True) == [ZERO, Symbol("k")]
    True
    """
    terms = limit.terms if isinstance(limit, Add) else (limit,)
    for place, term in enumerate(terms):
        bent = term if lower else term.body if isinstance(term, Neg) else None
        if isinstance(bent, Apply) and (bent.function, bent.order) == ("relu", 0):
            rest = (*terms[:place], *terms[place + 1 :])
            return [*bounds(add(*rest), lower), *bounds(other(rest, bent.argument, lower), lower)]
    return [limit]


def other(rest: tuple[Formula, ...], difference: Formula, lower: bool) -> Formula:
    """rest + difference for a lower limit, rest - difference for an upper one, without what cancels."""
    parts = difference.terms if isinstance(difference, Add) else (difference,)
    last = neg(parts[-1])
    taken = (last.terms if isinstance(last, Add) else (last,)) if lower else parts[:-1]
    if rest and rest[: len(taken)] == taken:
        return add(*(parts[:-1] if lower else (last,)), *rest[len(taken) :])
    return add(*rest, difference if lower else neg(difference))
