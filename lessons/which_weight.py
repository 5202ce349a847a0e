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
    *(
        Mistake(place, "That is a *place* in the kernel. Asked for is the weight that stands there, an entry of [[w]].")
        for place in ("k-i", "k-i+1", "m-1-k+i")
    ),
    *(
        Mistake(place, "That is a *place*, not a weight. Asked for is an entry of [[w]].")
        for place in ("i-k", "i+k", "k", "i")
    ),
)
"""A sum with a wrong condition, and a place instead of the weight."""
