"""Rows of things as people type or paste them: between commas, in brackets, in what a library prints around them."""

from __future__ import annotations

import re

PRINTED = re.compile(r"(?:\w+\.)*(?:array|asarray|tensor|Tensor|Size|list|tuple|matrix)\s*\(\s*(?=[\[(])")
BRACKETS = {"(": ")", "[": "]", "{": "}"}


def parts(text: str) -> list[str]:
    """The text split at semicolons, lines, and commas outside brackets; a last comma begins nothing.

    >>> parts("n, f(m, k),")
    ['n', ' f(m, k)']
    """
    found, depth = [""], 0
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        if letter in ";\n" or (letter == "," and depth <= 0):
            found.append("")
        else:
            found[-1] += letter
    return found if len(found) == 1 or found[-1].strip() else found[:-1]


def without_list(text: str) -> str:
    """The text without the brackets around all of it, and without what a library prints around them.

    >>> without_list("torch.Size([n, m])"), without_list("(n-m)*(n+m)")
    ('n, m', '(n-m)*(n+m)')
    """
    text = unprinted(text)
    return text[1:-1].strip() if text[:1] in BRACKETS and closing(text) == len(text) - 1 else text


def unprinted(text: str) -> str:
    """The text without what a library prints around a list.

    >>> unprinted("np.array([1, 2], dtype=int)")
    '[1, 2]'
    """
    text = text.strip()
    found = PRINTED.match(text)
    if not found or not text.endswith(")"):
        return text
    inner = text[found.end() : -1].strip()
    end = closing(inner) + 1
    return inner[:end] if end and inner[end:].lstrip()[:1] in ("", ",") else text


def closing(text: str) -> int:
    """The place where the bracket that a text begins with is closed; -1 where it isn't.

    >>> closing("(1+2)*(3)"), closing("((1+2)*3)"), closing("(1")
    (4, 8, -1)
    """
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == text[0]) - (letter == BRACKETS[text[0]])
        if depth == 0:
            return place
    return -1
