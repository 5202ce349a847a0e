"""Flipside's mathematics: layers in index notation, their gradients, the grading of answers, convolution on arrays."""

from engine.arrays import (
    avg_pool,
    avg_pool_backward,
    check_gradient,
    conv,
    conv_backward,
    conv_transpose,
    conv_transpose_backward,
    convolve,
    correlate,
    max_pool,
    max_pool_backward,
)
from engine.formula.latex import latex
from engine.formula.text import text
from engine.grading.question import Question
from engine.grading.verdict import Counterexample, Unrolled, Verdict
from engine.notebook import Derivation, Layer

__all__ = [
    "Counterexample",
    "Derivation",
    "Layer",
    "Question",
    "Unrolled",
    "Verdict",
    "avg_pool",
    "avg_pool_backward",
    "check_gradient",
    "conv",
    "conv_backward",
    "conv_transpose",
    "conv_transpose_backward",
    "convolve",
    "correlate",
    "latex",
    "max_pool",
    "max_pool_backward",
    "text",
]
