"""With which weight an output reads an input: what is typed in place of w[k-i], listed wherever that is asked."""

from lessons.model import Mistake

__all__ = ("NO_WEIGHT",)

NO_WEIGHT = (
    *(
        Mistake(
            f"sum(j, w[j]*[{equal}])",
            "[[z[i]]] reads [[x[i+j]]] with [[w[j]]]. That is [[x[k]]] where [[i + j = k]]: this belongs into the "
            "bracket.",
        )
        for equal in ("i == k", "j == k", "i == j")
    ),
    Mistake(
        "sum(j, [i+j == k])",
        "That only says whether [[z[i]]] reads [[x[k]]]: it is 1 or 0. Asked for is the weight that it reads it with.",
    ),
    Mistake("[i == k]", "That is 1 where [[k]] is [[i]], and 0 elsewhere. Asked for is a weight, an entry of [[w]]."),
    *(
        Mistake(
            f"w[0]*[{equal}]",
            "[[z[i]]] reads [[x[i]]] with [[w[0]]], that is right. But it also reads [[x[i+1]]], with [[w[1]]], and so "
            "on.",
        )
        for equal in ("i == k", "k-i == 0")
    ),
    *(
        Mistake(weight, "In one and the same output, different inputs meet different weights.")
        for weight in ("w[0]", "w[1]", "w[2]", "w[m-1]", "w[m-2]")
    ),
    Mistake(
        "[k >= i]*w[k]",
        "[[w[k]]] lies on [[x[k]]] in [[z[0]]] alone. When the kernel has moved to [[i]], it is [[w[0]]] that lies on "
        "[[x[i]]].",
    ),
    *(
        Mistake(place, "That is a *place* in the kernel. Asked for is the weight that stands there, an entry of [[w]].")
        for place in ("k-i", "k-i+1", "m-1-k+i")
    ),
    *(
        Mistake(place, "That is a *place*, not a weight. Asked for is an entry of [[w]].")
        for place in ("i-k", "i+k", "k", "i")
    ),
)
"""A wrong condition, a condition alone, one weight for all, and a place instead of the weight."""
