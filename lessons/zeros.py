"""Zeros round a row, too few, too many or twice, by hand or by the mode.

Listed where the gradient of the input may be a call. Right are m-1 zeros at each end, those of the mode `full`.
"""

from lessons.model import Mistake

__all__ = ("miscounted_zeros", "wrong_mode", "zeros_twice")

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
TWICE = {
    "full": (
        "Zeros twice: `full` puts them there by itself, so the result is shifted and too long. Either pad by hand and "
        "use `valid`, or leave it to `full`."
    ),
    "same": (
        "Zeros twice: the row is padded, and `same` pads it once more, so everything is shifted. Pad by hand and use "
        "`valid`, or leave it to `full`."
    ),
}
MODE = "The right machine in the wrong mode: the kernel has to hang over both ends, as it does in `full`."
MODES = {
    "valid": f"{MODE} As it is, the row is too short and everything is shifted: what stands first belongs further on.",
    "same": (
        f"{MODE} As it is, the row is too short: at the ends something is missing, and with three weights or more "
        "everything is shifted as well."
    ),
}
CALLS_IN_A_MODE = ("conv({row}, w, {mode})", "corr({row}, flip(w), {mode})")
CALLS_TWICE = ("conv(pad({row}, m-1), w, {mode})", "corr(pad({row}, m-1), flip(w), {mode})")


def miscounted_zeros(row: str, way: str = "{}") -> tuple[Mistake, ...]:
    """The mistakes in which another number of zeros stands round a row than m-1.

    way   what is made of the call

    >>> miscounted_zeros("delta")[0].answer, miscounted_zeros("delta", "2*{}[k]")[0].answer
    ('corr(pad(delta, 1), flip(w))', '2*corr(pad(delta, 1), flip(w))[k]')
    """
    return tuple(
        Mistake(way.format(call.format(row=row, zeros=zeros)), says) for zeros, says in ZEROS.items() for call in CALLS
    )


def zeros_twice(row: str, way: str = "{}") -> tuple[Mistake, ...]:
    """The mistakes in which a row that is padded is padded once more by the mode.

    way   what is made of the call

    >>> zeros_twice("delta")[0].answer
    'conv(pad(delta, m-1), w, full)'
    """
    return tuple(
        Mistake(way.format(call.format(row=row, mode=mode)), says)
        for mode, says in TWICE.items()
        for call in CALLS_TWICE
    )


def wrong_mode(row: str, way: str = "{}") -> tuple[Mistake, ...]:
    """The mistakes in which the mode puts too few zeros round a row.

    way   what is made of the call

    >>> wrong_mode("delta")[0].answer
    'conv(delta, w, valid)'
    """
    return tuple(
        Mistake(way.format(call.format(row=row, mode=mode)), says, "valid-not-full")
        for mode, says in MODES.items()
        for call in CALLS_IN_A_MODE
    )
