"""A Layer: a forward pass written in index notation, with the shapes of its arrays.

From it alone every gradient is derived; nobody types a reference answer by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from reprlib import repr as short

from engine.calculus.plain import derived_definition, plain
from engine.calculus.sizes import aside, put_aside, size
from engine.fields import check_name, check_pairs, degree, is_scalar, nesting, read_shapes
from engine.formula.facts import arrays_read, bound_indices, free_symbols
from engine.formula.parser import Definition, parse_definition, parse_wanted
from engine.formula.problems import Unreadable
from engine.formula.scope import LOSS, ROLES, Scope
from engine.formula.tree import Formula, Partial, Read, Symbol
from engine.formula.walk import nodes

DEFINITIONS = 12
SYMBOLS = 24
DEGREE = 20
NESTING = 10
KEPT = 600


class Lengths(dict):
    """Every array's lengths; those of `∂z/∂x` are the lengths of z, then those of x, and `∂L/∂x` has those of x."""

    def __missing__(self, name: str) -> tuple[int, ...]:
        of, by = name[1:].split("/∂")
        self[name] = found = (*(() if of == LOSS else self[of]), *self[by])
        return found


class Layer:
    """A forward pass, from which every gradient is derived.

    definition    `z[i] = sum(j, w[j]*x[i+j])`, or a list of definitions, each reading only what stands before it
    shapes        array -> its sizes: "n", "o, c, m, r", "" for a scalar; also as keywords: x="n"
    given         the upstream gradient's name -> the array it belongs to; delta of the last array defined, unless said;
                  empty where there is no loss
    scalars       parameter -> the values it may take; any other name in the shapes is a positive integer
    first_index   0 or 1: where the indices of every array start

    Raises ValueError, naming the field, for a layer that is not sound; TypeError for a wrong type.

    >>> layer = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
    >>> sorted(layer.symbols), layer.given
    (['m', 'n'], {'delta': 'z'})
    >>> layer.lengths({"n": 5, "m": 2})["z"]
    (4,)
    """

    def __init__(
        self,
        definition: str | Sequence[str],
        shapes: Mapping[str, str] | None = None,
        *,
        given: Mapping[str, str] | None = None,
        scalars: Mapping[str, Sequence[int]] | None = None,
        first_index: int = 0,
        **more_shapes: str,
    ) -> None:
        lines = (definition,) if isinstance(definition, str) else definition
        lines = tuple(lines) if isinstance(lines, Sequence) else ()
        if not lines or not all(isinstance(line, str) for line in lines):
            raise TypeError(
                "the definition of a layer is a text such as 'z[i] = sum(j, w[j]*x[i+j])', or a list of them"
            )
        if len(lines) > DEFINITIONS:
            raise ValueError(f"a layer has at most {DEFINITIONS} definitions; this one has {len(lines)}")
        check_pairs("shapes", shapes, "{'x': 'n'}")
        check_pairs("given", given, "{'delta': 'z'}")
        check_pairs("scalars", scalars, "{'s': [2, 3]}")
        if isinstance(first_index, bool) or first_index not in (0, 1):
            raise ValueError(f"first_index is 0 or 1, not {first_index!r}")
        self.text = lines
        self.first = int(first_index)
        self.shapes = read_shapes({**(shapes or {}), **more_shapes})
        self.definitions: dict[str, Definition] = {}
        for line in lines:
            self._define(line)
        self._check_order()
        self.inputs = tuple(name for name in self.shapes if name not in self.definitions)
        self.given = self._given(given)
        self.all_shapes = {**self.shapes, **{name: self.shapes[array] for name, array in self.given.items()}}
        self.shapes_aside = {name: tuple(map(put_aside, shape)) for name, shape in self.all_shapes.items()}
        self.names = self._names()
        self.symbols = frozenset(self.names)
        self.symbols_aside = self.symbols | set(map(aside, self.symbols))
        self._letters = frozenset().union(
            *(bound_indices(made.body) | {*made.indices} for made in self.definitions.values())
        )
        self.scalars = self._scalars(scalars or {})
        self._check_indices()
        self._hash = hash(self._key())
        self._plain: dict[tuple, Formula] = {}
        self._derived: dict[str, Definition | None] = {}

    def __repr__(self) -> str:
        return f"Layer({'; '.join(self.text)})"

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Layer) and self._key() == other._key())

    def __hash__(self) -> int:
        return self._hash

    def _key(self) -> tuple:
        return (
            self.text,
            tuple(self.shapes.items()),
            tuple(self.given.items()),
            tuple(self.scalars.items()),
            self.first,
        )

    def rank(self, array: str) -> int:
        """The number of axes of an array."""
        return len(self.all_shapes[array])

    def lengths(self, sizes: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
        """Every array's lengths for these sizes."""
        shapes = self.all_shapes.items()
        return Lengths((name, tuple(int(size(each, sizes)) for each in shape)) for name, shape in shapes)

    def scope(self, free: tuple[str, ...] = ()) -> Scope:
        """What a formula about this layer may speak of, with these indices asked for."""
        return Scope(
            arrays={name: len(shape) for name, shape in self.all_shapes.items()},
            symbols=self.symbols,
            free=free,
            upstream={array: name for name, array in self.given.items()},
            running=self.symbols & self._letters,
            roles={name: role for name, role in ROLES.items() if name in self.all_shapes},
        )

    def wanted(self, text: str) -> Formula:
        """What is asked for, read from "dL/dx[k]", "dz[i]/dx[k]" or "z[i]".

        Raises ValueError where it is none of these, TypeError where it is no text.
        """
        if not isinstance(text, str):
            raise TypeError(f"wanted: ask with a text such as 'dL/dx[k]', not {text!r}")
        try:
            wanted = parse_wanted(text, self.scope())
        except Unreadable as refusal:
            raise ValueError(f"wanted: {refusal.problem.message}") from None
        if isinstance(wanted, Partial) and wanted.of is None and not self.given:
            raise ValueError("wanted: the layer has no loss (`given` is empty), so ask for another derivative")
        return wanted

    def definition(self, name: str) -> Definition | None:
        """The definition of an array, of a derivative's array such as `∂z/∂x`; None for an input."""
        if name in self.definitions:
            return self.definitions[name]
        if name not in self._derived:
            self._derived[name] = derived_definition(self, name)
        return self._derived[name]

    def plain(self, formula: Formula, free: tuple[str, ...]) -> Formula:
        """The formula without operations on whole arrays and without derivatives."""
        key = (formula, free)
        found = self._plain.get(key)
        if found is None:
            if len(self._plain) >= KEPT:
                self._plain.clear()
            found = self._plain[key] = plain(self, formula, free)
        return found

    def _define(self, line: str) -> None:
        known = {name: len(shape) for name, shape in self.shapes.items()}
        try:
            made = parse_definition(line, Scope(arrays=known, open=True))
        except Unreadable as refusal:
            raise ValueError(f"layer: {refusal.problem.message}") from None
        name = made.array
        if name in self.definitions:
            raise ValueError(f"layer: `{name}` is defined twice; give the second one a name of its own")
        if len(made.indices) != len(self.shapes[name]) or len(set(made.indices)) < len(made.indices):
            raise ValueError(
                f"layer: `{name}` has {len(self.shapes[name])} sizes in its shape, "
                f"so its definition needs as many different indices on the left, not {list(made.indices)}"
            )
        if degree(made.body) > DEGREE:
            raise ValueError(f"layer: `{name}` multiplies more than {DEGREE} entries together; that is too many")
        if nesting(made.body) > NESTING:
            raise ValueError(f"layer: `{name}` has more than {NESTING} functions and quotients inside each other")
        self.definitions[name] = made

    def _check_order(self) -> None:
        above: set[str] = set()
        for name, made in self.definitions.items():
            below = arrays_read(made.body) & (set(self.definitions) - above)
            if below:
                raise ValueError(
                    f"layer: `{name}` reads `{min(below)}`, which is not defined above it; "
                    "a definition reads only inputs and what stands before it"
                )
            above.add(name)

    def _check_indices(self) -> None:
        declared = set(self.scalars).union(*(free_symbols(size) for shape in self.shapes.values() for size in shape))
        for made in self.definitions.values():
            known = declared | {*made.indices} | bound_indices(made.body)
            for read in (each for each in nodes(made.body) if isinstance(each, Read)):
                for index in read.indices:
                    if isinstance(index, Symbol) and index.name not in known:
                        raise ValueError(
                            f"layer: `{index.name}` is neither on the left nor summed. "
                            f"Write `sum({index.name}, ...)` around the product that it runs over."
                        )

    def _given(self, given: Mapping[str, str] | None) -> dict[str, str]:
        last = next(reversed(self.definitions))
        given = {"delta": last} if given is None else dict(given)
        for name, array in given.items():
            if not isinstance(array, str) or array not in self.definitions:
                raise ValueError(f"given: `{name}` belongs to `{array}`, which the layer does not define")
            check_name("given", name)
            if name in self.shapes:
                raise ValueError(f"given: `{name}` is the name of an array of the layer; the gradient needs its own")
        if len(set(given.values())) < len(given):
            raise ValueError("given: two gradients belong to one array; one is enough")
        return given

    def _names(self) -> tuple[str, ...]:
        """The sizes and parameters, in the order in which they are first written."""
        written = [each for shape in self.shapes.values() for size in shape for each in nodes(size)]
        free: set[str] = set()
        for made in self.definitions.values():
            written += list(nodes(made.body))
            free |= free_symbols(made.body) - set(made.indices)
        free |= {name for shape in self.shapes.values() for size in shape for name in free_symbols(size)}
        names = dict.fromkeys(each.name for each in written if isinstance(each, Symbol) and each.name in free)
        for name in names:
            if name in self.all_shapes:
                raise ValueError(f"shapes: `{name}` is an array and cannot be a size as well")
        if len(names) > SYMBOLS:
            raise ValueError(f"shapes: at most {SYMBOLS} sizes and parameters, not {len(names)}")
        return tuple(names)

    def _scalars(self, scalars: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
        limited = {}
        for name, values in scalars.items():
            if name not in self.symbols:
                raise ValueError(f"scalars: the layer has no size or parameter `{name}`")
            listed = [values] if isinstance(values, int) else list(values) if isinstance(values, Sequence) else values
            if not isinstance(listed, list) or not listed or not all(map(is_scalar, listed)):
                raise ValueError(f"scalars: `{name}` needs a list of integers from 1 to 64, not {short(listed)}")
            limited[name] = tuple(dict.fromkeys(listed))
        return limited


def free_of(wanted: Formula) -> tuple[str, ...]:
    """The letters of what is asked for: the free indices of the answer, in order."""
    match wanted:
        case Partial(None, by):
            parts = by.indices
        case Partial(Read(_, indices), by):
            parts = (*indices, *by.indices)
        case Read(_, indices):
            parts = indices
    return tuple(part.name for part in parts if isinstance(part, Symbol))


@lru_cache(maxsize=64)
def cached_layer(definition, shapes, given, scalars, first_index) -> Layer:
    """The layer of these hashable parts, made once."""
    return Layer(
        list(definition),
        dict(shapes),
        given=None if given is None else dict(given),
        scalars={name: list(values) for name, values in scalars},
        first_index=first_index,
    )
