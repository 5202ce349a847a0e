"""The characters that people type or paste for the same thing: dashes, dots, quotes, raised and lowered letters."""

from __future__ import annotations

import unicodedata

LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True))
RAISED = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ",
        "0123456789+-=()abcdefghijklmnoprstuvwxyzT",
        strict=True,
    )
)

ALIKE = {
    "-": "−–—‐‑‒―﹣－➖",
    "+": "＋➕",
    "*": "×·⋅∙•∗＊✕✖",
    "/": "÷∕⁄／➗",
    "'": "′’‘´ʹ‵＇",
    '"': "“”„«»＂",
    "Σ": "∑",
    "Δ": "∆",
    "σ": "ς",
    "δ": "ẟ",
    "L": "ℓ",
    "⋆": "★☆",
    "|": "∣",
    "∈": "∊",
    "≤": "⩽≦",
    "≥": "⩾≧",
}
UNALIKE = "𝟙∂…″‴"
LETTERS = {plain: plain for plain in UNALIKE} | {other: plain for plain, others in ALIKE.items() for other in others}

GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωϵϕΓΔΘΛΞΠΦΨΩ",
        [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "omicron",
            "pi",
            "rho",
            "sigma",
            "tau",
            "upsilon",
            "phi",
            "chi",
            "psi",
            "omega",
            "epsilon",
            "phi",
            "Gamma",
            "Delta",
            "Theta",
            "Lambda",
            "Xi",
            "Pi",
            "Phi",
            "Psi",
            "Omega",
        ],
        strict=True,
    )
)


def plain(text: str) -> str:
    """The text with every character replaced by the plain one it stands for, place by place.

    >>> plain("w[j] × x[i − j]")
    'w[j] * x[i - j]'
    """
    if text.isascii():
        return text
    return "".join(map(plain_character, text))


def plain_character(character: str) -> str:
    """One character for one character: what is unseen becomes a space, a mathematical 𝑥 the letter x."""
    if character in LOWERED or character in RAISED:
        return character
    if character in LETTERS:
        return LETTERS[character]
    if unicodedata.category(character) == "Cf":
        return " "
    same = unicodedata.normalize("NFKC", character)
    return same if len(same) == 1 else character
