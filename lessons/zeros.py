"""Zeros put round a row by hand, too few or too many: listed where the gradient of the input may be typed as a call.

Right are m-1 zeros at each end.
"""

from lessons.model import Mistake

__all__ = ("miscounted_zeros",)

RIGHT = "A kernel of [[m]] weights has to hang over by [[m-1]] at each end."
AS_LONG = (
    "For an odd [[m]] so many zeros keep a row as long as it is. But there are more inputs than outputs: a kernel of "
    "[[m]] weights has to hang over by [[m-1]] at each end."
)
ZEROS = {
    "1": f"Right for a kernel of two weights. {RIGHT}",
    "2": f"Right for a kernel of three weights. {RIGHT}",
    "m": "One zero too many at each end: there the kernel would lie on zeros only, and everything is shifted.",
    "2*(m-1)": (
        "`pad(a, p)` puts `p` zeros at *each* end. [[2*(m-1)]] are those of both ends together, and so everything is "
        "shifted."
    ),
    "(m-1)//2": AS_LONG,
    "m//2": AS_LONG,
}
CALLS = ("corr(pad({row}, {zeros}), flip(w))", "conv(pad({row}, {zeros}), w, valid)")


def miscounted_zeros(row: str) -> tuple[Mistake, ...]:
    """The mistakes in which another number of zeros stands round a row than m-1.

    >>> miscounted_zeros("delta")[0].answer
    'corr(pad(delta, 1), flip(w))'
    """
    return tuple(Mistake(call.format(row=row, zeros=zeros), says) for zeros, says in ZEROS.items() for call in CALLS)
