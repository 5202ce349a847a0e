"""Left sides: `dL/dx[i] = ...` repeats the question in letters of its own, and the rest is read in those letters."""

from __future__ import annotations

from dataclasses import replace

from engine.formula.facts import free_symbols
from engine.formula.parts import BINDERS
from engine.formula.problems import Problem, Unreadable
from engine.formula.reading import Parsed, index_letters, read
from engine.formula.scope import LOSS, Scope
from engine.formula.tokens import Token
from engine.formula.tree import Formula, Partial, Read, Symbol
from engine.formula.walk import nodes, substitute

Key = tuple[str | None, str | None]

SILENT = frozenset(("/", "_", ".", "{", "}", "(", ")", "frac"))
ASSIGNING = frozenset(("+", "-", "*", "/", "@", "%", "|", "&"))
INDICES = ("[", "_", "(")
GRADIENT_STEMS = ("dLd{}", "dlossd{}", "dLossd{}", "d{}", "grad{}", "∇{}", "{}grad", "nabla{}", "∇{}L", "d{}L")


def left_side(text: str, tokens: list[Token], scope: Scope, wanted: Formula) -> tuple[str, ...] | None:
    """The letters of a left side that repeats the question; None when the tokens are a formula of their own."""
    place = tokens[-2]
    if place.kind in ASSIGNING:
        raise Unreadable(
            Problem(
                text,
                place.start,
                place.end + 1,
                "This is a formula, not an assignment",
                "Write a plain `=`, or the formula alone",
            )
        )
    asked = key(wanted)
    stems = {stem: each for name in scope.arrays for stem, each in stems_of(name)}
    if asked[0] == LOSS and scope.roles.get(asked[1]) == "pre-activation" and scope.gradient not in scope.arrays:
        stems[scope.gradient] = asked
    if asked[0] and asked[1]:
        stems[f"d{asked[0]}d{asked[1]}"] = asked
    found = stems.get(squashed(tokens[:-1]))
    letters: tuple[Formula, ...] | None = () if found else None
    if not found:
        found, letters = with_indices(text, tokens, scope, stems)
    if not found:
        return refuse_name(text, tokens, scope, wanted)
    names = [index.name for index in letters or () if isinstance(index, Symbol)]
    if found != asked:
        if len(names) < len(letters or ()) or len(set(names)) < len(names):
            return None
        raise wrong_question(text, tokens, wanted) if found[0] == LOSS else other_subject(text, tokens, wanted)
    if len(names) < len(letters or ()):
        raise Unreadable(
            Problem(
                text,
                *ends(tokens),
                "The left side has an index that is no plain letter",
                f"It repeats the question: `{shown(wanted)}`",
            )
        )
    if len(set(names)) < len(names):
        raise Unreadable(
            Problem(
                text,
                *ends(tokens),
                "One letter stands for two indices on the left side",
                "Give each index a letter of its own",
            )
        )
    return tuple(names) or scope.free


def ends(tokens: list[Token]) -> tuple[int, int]:
    """Where a part of a line begins and ends."""
    return tokens[0].start, tokens[-2].end


def key(node: Formula) -> Key:
    """Which array, or which derivative, a node is, whatever its indices are."""
    match node:
        case Partial(None, by):
            return LOSS, by.array
        case Partial(Read(array), by):
            return array, by.array
        case Read(array):
            return array, None
    return None, None


def stems_of(name: str) -> list[tuple[str, Key]]:
    """How the gradient by an array, and the array itself, are written without indices."""
    return [(name, (name, None)), *((stem.format(name), (LOSS, name)) for stem in GRADIENT_STEMS)]


def squashed(tokens: list[Token]) -> str:
    r"""The letters alone: dL/dx, ∂L/∂x, \frac{\partial L}{\partial x} and dL_dx are all dLdx."""
    return "".join("d" if token.kind == "∂" else token.text for token in tokens if token.kind not in SILENT)


def with_indices(
    text: str, tokens: list[Token], scope: Scope, stems: dict[str, Key]
) -> tuple[Key | None, tuple[Formula, ...] | None]:
    """The left side with indices: a derivative or an entry as in any formula, or a stem such as dx before them."""
    opened = replace(scope, open=True, free=index_letters(tokens, scope))
    try:
        node = read(text, tokens, opened).tree
    except Unreadable:
        node = None
    if node is not None and key(node)[0]:
        return key(node), (
            *(node.of.indices if isinstance(node, Partial) and isinstance(node.of, Read) else ()),
            *entry(node).indices,
        )
    for place in range(min(len(tokens) - 2, 8), 0, -1):
        found = stems.get(squashed(tokens[:place]))
        if found and found[1] and tokens[place].kind in INDICES and tokens[place - 1].kind == "name":
            named = Token("name", found[1], tokens[0].start, tokens[place - 1].end)
            try:
                node = read(text, [named, *tokens[place:]], opened).tree
            except Unreadable:
                return None, None
            if isinstance(node, Read):
                return found, node.indices
    return None, None


def entry(node: Formula) -> Read:
    """The entry that is asked for, or that a derivative is taken by."""
    return node.by if isinstance(node, Partial) else node


def shown(wanted: Formula) -> str:
    """The question as a sentence names it.

    >>> shown(Partial(None, Read("x", (Symbol("k"),))))
    'dL/dx[k]'
    """
    if isinstance(wanted, Partial):
        return f"d{shown(wanted.of) if wanted.of else LOSS}/d{shown(wanted.by)}"
    letters = ",".join(index.name for index in wanted.indices)
    return f"{wanted.array}[{letters}]" if letters else wanted.array


def wrong_question(text: str, tokens: list[Token], wanted: Formula) -> Unreadable:
    """A left side for something else than the question."""
    start, end = ends(tokens)
    found = f"The left side is `{text[start:end]}`, but `{shown(wanted)}` is asked for"
    return Unreadable(Problem(text, start, end, found, "Leave the left side out, or repeat the question"))


def other_subject(text: str, tokens: list[Token], wanted: Formula) -> Unreadable:
    """A left side for what the question is made of: a definition, or a local derivative."""
    start, end = ends(tokens)
    subject, asked = text[start:end], shown(wanted)
    found = f"This says what `{subject}` is, but `{asked}` is asked for"
    expected = f"Write `{asked} = ...`, and put the right side in where `{subject}` stands"
    return Unreadable(Problem(text, start, end, found, expected))


def refuse_name(text: str, tokens: list[Token], scope: Scope, wanted: Formula) -> None:
    """Refuse a lone undeclared name before the `=`; anything else is a formula."""
    name = tokens[0].text
    if len(tokens) == 2 and tokens[0].kind == "name" and name not in scope.symbols and name not in scope.free:
        raise wrong_question(text, tokens, wanted)


def renamed(line: Parsed, letters: tuple[str, ...], free: tuple[str, ...]) -> Parsed:
    """The formula in the letters of the question instead of those of its left side."""
    if letters == free:
        return replace(line, letters=letters)
    lost = (free_symbols(line.tree) & set(free)) - set(letters)
    if lost:
        name = min(lost)
        raise Unreadable(
            Problem(
                line.text,
                None,
                None,
                f"`{name}` is an index of the question and a size in this line",
                "Keep the question's letters",
            )
        )
    tree = substitute(line.tree, {old: Symbol(new) for old, new in zip(letters, free, strict=True)})
    olds = [node.index for node in nodes(line.tree) if isinstance(node, BINDERS)]
    news = [node.index for node in nodes(tree) if isinstance(node, BINDERS)]
    sums: dict[str, tuple[int, int]] = {}
    typed: dict[str, str] = {}
    for old, new in zip(olds, news, strict=True):
        sums.setdefault(new, line.sums[old])
        typed.setdefault(new, old)
    return Parsed(tree, line.text, sums, letters, typed)
