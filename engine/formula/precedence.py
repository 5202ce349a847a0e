"""The one ladder of precedence: how strongly each kind of node holds its parts together.

The parser climbs it and the printers put brackets where a part binds less strongly than its place demands, so that
what is printed reads back as the same tree. A negative binds more loosely than a product: -a*b is -(a*b).
"""

from __future__ import annotations

from engine.formula.tree import Add, Floor, Formula, Mul, Neg, Operation, Power, Quotient

SUM, NEGATIVE, PRODUCT, POWER, ATOM = range(1, 6)

LADDER: dict[type, int] = {
    Add: SUM,
    Neg: NEGATIVE,
    Mul: PRODUCT,
    Quotient: PRODUCT,
    Floor: PRODUCT,
    Power: POWER,
}


def binding(node: Formula) -> int:
    """The binding strength of a node; everything that carries its own brackets is an atom, `A @ b` is a product.

    >>> from engine.formula.tree import Symbol
    >>> binding(Neg(Symbol("i"))) < binding(Mul((Symbol("s"), Symbol("i"))))
    True
    """
    if isinstance(node, Operation) and node.name == "matmul":
        return PRODUCT
    return LADDER.get(type(node), ATOM)
