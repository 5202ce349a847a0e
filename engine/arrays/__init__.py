"""The arithmetic of convolutional layers on NumPy arrays: any number of spatial axes, forward and backward.

``loops`` holds each operation as the loops of its definition; the functions here compute the same by the form that
``strategy`` chooses: ``windows``, ``rows``, ``phases``, ``spectrum`` or ``scatter``.
"""

from engine.arrays.convolution import conv, conv_backward
from engine.arrays.correlation import convolve, correlate
from engine.arrays.gradient_check import check_gradient
from engine.arrays.pooling import avg_pool, avg_pool_backward, max_pool, max_pool_backward
from engine.arrays.transposed import conv_transpose, conv_transpose_backward

__all__ = [
    "avg_pool",
    "avg_pool_backward",
    "check_gradient",
    "conv",
    "conv_backward",
    "conv_transpose",
    "conv_transpose_backward",
    "convolve",
    "correlate",
    "max_pool",
    "max_pool_backward",
]
