"""What a caller may write for an argument, and the sentence for what he may not.

Every sentence names the argument, what it got and what it needs. Arrays leave as native float32 or float64 (integers
as float64, which holds every integer up to 2⁵³), numbers as tuples with one int per spatial axis, so nothing behind
this file checks a type again.
"""

import reprlib
from operator import index

import numpy as np

LARGEST_INTEGER = 2**53
LARGEST_NUMBER = 2**31
NAMED_PADDINGS = ("valid", "same", "full")
REMEDIES = {
    "b": "; write np.array({name}, float) to count True as 1",
    "c": "; take np.real({name}) or np.imag({name})",
    "f": "; write {name}.astype(np.float32) or {name}.astype(np.float64)",
}


def numbers(name, value):
    """Return ``value`` as an array of real numbers in the dtype it has, whatever integer or float32 or float64 that is.

    Lists, tuples and single numbers become arrays. Raises TypeError for what holds no real numbers (bool, complex,
    text, objects, None, masked arrays), for float16 and for longer floats; ValueError for nested lists of unequal
    length.

    >>> numbers("x", [1, 2]).dtype
    dtype('int64')
    """
    if type(value) is np.ndarray and value.dtype.char in "fd" and value.dtype.isnative:
        return value
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} is a masked array; it needs a plain one: write {name}.filled(0)")
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} is a nested list whose rows have unequal lengths; it needs a full grid") from None
    kind = array.dtype.kind
    if kind not in "iu" and array.dtype.char not in "fd":
        shown = isinstance(value, (str, bytes, list, tuple, bool, complex, type(None)))
        got = f"is {reprlib.repr(value)}" if shown else f"is of type {type(value).__name__}"
        got = f"holds {array.dtype.name}" if isinstance(value, np.ndarray) else got
        remedy = REMEDIES.get(kind, "").format(name=name)
        raise TypeError(f"{name} {got}; it needs real numbers (float64, float32 or integers){remedy}")
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def floats(name, value):
    """Return ``value`` as a float32 or float64 array; integers become float64, exactly.

    Raises what :func:`numbers` raises, and ValueError for integers beyond 2⁵³, which float64 does not hold exactly.

    >>> floats("x", [1, 2])
    array([1., 2.])
    """
    array = numbers(name, value)
    if array.dtype.kind == "f":
        return array
    if array.size and max(-int(array.min()), int(array.max())) > LARGEST_INTEGER:
        raise ValueError(f"{name} holds an integer beyond 2**53, where float64 no longer holds every integer")
    return array.astype(float_dtype(array))


def float_dtype(array):
    """Return the dtype in which an array of numbers is computed: its own, or float64 for integers.

    >>> float_dtype(np.zeros(2, int))
    dtype('float64')
    """
    return array.dtype if array.dtype.kind == "f" else np.dtype(np.float64)


def same_dtype(*arrays):
    """Return the arrays in one dtype: their own where they agree, else float64.

    >>> [a.dtype.name for a in same_dtype(np.zeros(1, np.float32), np.zeros(1))]
    ['float64', 'float64']
    """
    dtype = arrays[0].dtype
    for array in arrays:
        if array.dtype != dtype:
            return tuple(array.astype(np.float64, copy=False) for array in arrays)
    return arrays


def whole(name, value, least, needs):
    """Return ``value`` as an int from ``least`` up; TypeError for what is no int (bools included), ValueError below."""
    if type(value) is not int:
        try:
            if isinstance(value, bool):
                raise TypeError
            value = index(value)
        except TypeError:
            raise TypeError(f"{name} is {reprlib.repr(value)} ({type(value).__name__}); it needs {needs}") from None
    if value < least:
        raise ValueError(f"{name} is {value}; it needs {needs}")
    if value >= LARGEST_NUMBER:
        raise ValueError(f"{name} is {value}; it needs a number below 2**31")
    return value


def is_sequence(value):
    """Say whether ``value`` is a row of numbers, one per axis: a list, a tuple or an array that has axes."""
    return isinstance(value, (tuple, list)) or (isinstance(value, np.ndarray) and value.ndim > 0)


def per_axis(name, value, axes, least):
    """Return ``value`` as one int per spatial axis: an int counts for every axis, a list or tuple names each.

    >>> per_axis("stride", 2, axes=3, least=1), per_axis("stride", [1, 2], axes=2, least=1)
    ((2, 2, 2), (1, 2))
    """
    if type(value) is int and least <= value < LARGEST_NUMBER:
        return (value,) * axes
    needs = f"a whole number of at least {least}, or one per spatial axis ({axes} here)"
    if not is_sequence(value):
        return (whole(name, value, least, needs),) * axes
    if len(value) != axes:
        raise ValueError(f"{name} is {reprlib.repr(value)}, of length {len(value)}; it needs {needs}")
    return tuple(whole(f"{name}[{axis}]", entry, least, needs) for axis, entry in enumerate(value))


def padding_per_axis(value, axes, named=NAMED_PADDINGS):
    """Return ``padding`` as one (before, after) pair per spatial axis, or as the name that it is.

    >>> padding_per_axis(1, axes=2), padding_per_axis(((1, 2),), axes=1), padding_per_axis("same", axes=1)
    (((1, 1), (1, 1)), ((1, 2),), 'same')
    """
    if type(value) is int and 0 <= value < LARGEST_NUMBER:
        return ((value, value),) * axes
    names = ", ".join(f'"{name}"' for name in named)
    needs = (
        f"a whole number of at least 0, one per spatial axis ({axes} here), one (before, after) pair per axis, "
        f"or {names}"
    )
    if isinstance(value, str):
        if value in named:
            return value
        elsewhere = ", which is for conv only" if value in NAMED_PADDINGS else ""
        raise ValueError(f'padding is "{reprlib.repr(value)[1:-1]}"{elsewhere}; it needs {needs}')
    if not is_sequence(value):
        return ((whole("padding", value, 0, needs),) * 2,) * axes
    written = reprlib.repr(value)
    pairs = [is_sequence(entry) for entry in value]
    if len(value) != axes:
        remedy = ""
        if axes == 1 and len(value) == 2 and not any(pairs):
            remedy = f"; for {value[0]} before and {value[1]} after write (({value[0]}, {value[1]}),)"
        raise ValueError(f"padding is {written}, of length {len(value)}; it needs {needs}{remedy}")
    if not any(pairs):
        return tuple((whole(f"padding[{axis}]", entry, 0, needs),) * 2 for axis, entry in enumerate(value))
    if not all(pairs) or any(len(pair) != 2 for pair in value):
        raise ValueError(f"padding is {written}, where not every entry is a (before, after) pair; it needs {needs}")
    return tuple(
        tuple(whole(f"padding[{axis}][{side}]", entry, 0, needs) for side, entry in enumerate(pair))
        for axis, pair in enumerate(value)
    )


def flag(name, value):
    """Return ``value`` if it is True or False; TypeError for anything else.

    >>> flag("ceil_mode", True)
    True
    """
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    raise TypeError(f"{name} is {reprlib.repr(value)} ({type(value).__name__}); it needs True or False")
