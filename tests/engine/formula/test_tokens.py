"""Characters become tokens, each at the place where it was typed."""

import pytest

from engine.formula.characters import ALIKE, GREEK, LOWERED, RAISED, plain
from engine.formula.problems import Unreadable
from engine.formula.tokens import LONGEST, tokenise


def words(line: str, *declared: str) -> str:
    return " ".join(token.text for token in tokenise(line, frozenset(declared))[:-1])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("w[j]*x[i+j]", "w [ j ] * x [ i + j ]"),
        ("0..m-1", "0 .. m - 1"),
        ("1.5 .5 2.", "1.5 .5 2."),
        ("x_{i+j}", "x _ { i + j }"),
        ("xᵢ₊ⱼ", "x _ { i + j }"),
        ("a²", "a ^ { 2 }"),
        ("𝑥 × 𝛿 − 1", "x * delta - 1"),
        (r"\left( \delta_k \right)\,", "( delta _ k )"),
        (r"\operatorname{conv}(\mathbf{x}, \text{full})", "conv ( x , full )"),
        (r"\mathbf{x_i}", "x _ i"),
        (r"\mathbb{1} \mathbb 1 \mathbf{1} 𝟙", "1 1 1 𝟙"),
        (r"\begin{aligned} z &= x \\ &= w \end{aligned}", "z = x = w"),
        ("$x$ `w` ~ ", "x w"),
        ("σ′(z)", "sigma ' ( z )"),
        ("sigma`(z)", "sigma ' ( z )"),
        ("`sigma`(z)", "sigma ( z )"),
        ("=> x <= 1", "x <= 1"),
        ("x[k].", "x [ k ]"),
        ("x && \\text{chain rule}\\\\\n= w", "x = w"),
        (r"x \quad \text{(chain rule)} \\ = w", "x = w"),
        (r"\text{conv}(x, w, \text{full}) + \text{b}", "conv ( x , w , full ) + b"),
        (r"= & \text{conv}(x, w)", "= & conv ( x , w )"),
        ("x && w", "x && w"),
        (r"x \qquad [\text{chain rule}]", "x"),
        ("x \\quad\\text{flip}\n= w", "x = w"),
        (r"x \text{δ}", "x { delta }"),
        (r"x \text{*2}", "x { * 2 }"),
        (r"(x \text{put in})", "( x { put in } )"),
    ],
)
def test_a_line_is_taken_apart(typed, read):
    assert words(typed) == read


def test_declared_names_stay_whole():
    assert words("dL_dz[k] + w_1 + θ", "dL_dz", "w_1", "θ") == "dL_dz [ k ] + w_1 + θ"
    assert words("w_1 + θ") == "w _ 1 + theta"


def test_a_token_knows_where_it_was_typed():
    line = "\t\\delta₂  𝑥²"
    typed = [line[token.start : token.end] for token in tokenise(line)]
    assert typed == ["\\delta", "₂", "₂", "₂", "₂", "𝑥", "²", "²", "²", "²", ""]


def test_every_character_has_one_plain_one():
    for table in (LOWERED, RAISED, GREEK):
        assert all(len(character) == 1 for character in table)
    for plain_one, others in ALIKE.items():
        assert plain(others) == plain_one * len(others)


def test_a_line_may_be_so_long_and_no_longer():
    assert len(tokenise("k" * LONGEST)) == 2
    with pytest.raises(Unreadable, match=r"^This is 2001 characters long\. At most 2000 can be read\.$"):
        tokenise("k" * (LONGEST + 1))
