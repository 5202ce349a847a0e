r"""Letters with a prime or a number, i' and i_1, as papers name what they sum over: each a letter of its own.

A prime makes one where nothing is called by it, as sigma' is in sigma'(z), a number where a sum runs over it (elsewhere
w_1 is an entry); either holds for the whole line. An array's name stays what it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from engine.formula.tokens import Token

PRIMES = {"'": 1, "″": 2, "‴": 3}
OPENING = ("(", "[", "{")
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
    bound_to = -1
    for place, stop, letter in found:
        if letter.endswith("'"):
            called = tokens[stop].kind in OPENING and tokens[place - 1].kind != "_"
            own |= set() if called else {letter}
        elif _is_bound(tokens, place, stop) or (tokens[place - 1].kind == "," and place - 1 == bound_to):
            own.add(letter)
            bound_to = stop
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
    closed = stop + braced
    if stop > start and (not braced or tokens[stop].kind == "}"):
        yield closed, tokens[place].text + "'" * sum(PRIMES[token.kind] for token in tokens[start:stop])


def _numbered(tokens: list[Token], place: int) -> Iterator[tuple[int, str]]:
    """numbered = letter "_" (digits | "{" digits "}"); the place behind it and its name"""
    if tokens[place + 1].kind != "_":
        return
    braced = tokens[place + 2].kind == "{"
    number = place + 2 + braced
    if tokens[number].text.isdigit() and (not braced or tokens[number + 1].kind == "}"):
        yield number + 1 + braced, tokens[place].text + tokens[number].text


def _is_bound(tokens: list[Token], place: int, stop: int) -> bool:
    r"""Whether a sum names its index there: sum(i_1, ...), \sum_{i_1 = 0}, ... for i_1 in."""
    if tokens[stop].kind not in BEHIND_AN_INDEX:
        return False
    before = [token.kind for token in tokens[max(place - 3, 0) : place]]
    if before[-1:] == ["for"]:
        return True
    if before[-1:] not in (["{"], ["("]):
        return False
    return before[-2 - (before[-2:-1] == ["_"]) :][:1] in (["sum"], ["max"])
