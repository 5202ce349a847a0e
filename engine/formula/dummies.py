r"""Letters with a prime or a number, i' and i_1, as papers name what they sum over: each a letter of its own.

It is one in the whole line as soon as a sum runs over it there; elsewhere sigma' is a derivative and w_1 an entry.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from engine.formula.functions import PRIMES
from engine.formula.tokens import Token

BEHIND_AN_INDEX = (",", "=", "∈", "}", ")")


def with_dummies(tokens: list[Token], arrays: Container[str]) -> list[Token]:
    r"""The tokens, those of each primed or numbered letter made one.

    >>> from engine.formula.tokens import tokenise
    >>> [token.text for token in with_dummies(tokenise(r"\sum_{i'} x_{i'}"), "x")]
    ['sum', '_', '{', "i'", '}', 'x', '_', '{', "i'", '}', '']
    """
    found = [
        (place, stop, letter)
        for place, token in enumerate(tokens)
        if token.kind == "name" and len(token.text) == 1 and token.text not in arrays
        for stop, letter in (*_primed(tokens, place), *_numbered(tokens, place))
    ]
    own: set[str] = set()
    comma = None
    for place, stop, letter in found:
        if _is_bound(tokens, place, stop) or place - 1 == comma:
            own.add(letter)
            comma = stop if tokens[stop].kind == "," else None
    ends = {place: (stop, letter) for place, stop, letter in found if letter in own}
    joined, at = [], 0
    while at < len(tokens):
        stop, letter = ends.get(at, (at + 1, tokens[at].text))
        joined.append(tokens[at]._replace(text=letter, end=tokens[stop - 1].end))
        at = stop
    return joined


def _primed(tokens: list[Token], place: int) -> Iterator[tuple[int, str]]:
    """primed = letter prime+ | letter "^" (prime | "{" prime+ "}"); the place behind it and its name"""
    raised = tokens[place + 1].kind == "^"
    braced = raised and tokens[place + 2].kind == "{"
    stop = start = place + 1 + raised + braced
    while tokens[stop].kind in PRIMES:
        stop += 1
    if stop > start and (not braced or tokens[stop].kind == "}"):
        yield stop + braced, tokens[place].text + "'" * sum(PRIMES[token.kind] for token in tokens[start:stop])


def _numbered(tokens: list[Token], place: int) -> Iterator[tuple[int, str]]:
    """numbered = letter "_" (digits | "{" digits "}"); the place behind it and its name"""
    if tokens[place + 1].kind != "_":
        return
    braced = tokens[place + 2].kind == "{"
    number = place + 2 + braced
    if tokens[number].text.isdigit() and (not braced or tokens[number + 1].kind == "}"):
        yield number + 1 + braced, tokens[place].text + tokens[number].text


def _is_bound(tokens: list[Token], place: int, stop: int) -> bool:
    r"""Whether a sum names its index there: sum(i', ...), \sum_{i' = 0}, Σ_i', \sum_{0 <= i' < m}, for i' in ... ."""
    before = [token.kind for token in tokens[max(place - 3, 0) : place]]
    if before[-1:] in (["for"], ["<"], ["<="]) or (before[-1:] == [","] and tokens[stop].kind == ")"):
        return True
    if before[-1:] in (["{"], ["("]):
        if tokens[stop].kind not in BEHIND_AN_INDEX:
            return False
        before.pop()
    if before[-1:] == ["_"]:
        before.pop()
    return before[-1:] in (["sum"], ["max"])
