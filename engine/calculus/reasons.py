"""Why each line of a derivation follows from the one above, in a sentence."""

from __future__ import annotations


def reason(rule: str, *facts: object) -> str:
    return rule
