"""The convolutional layer as textbooks write it without loops, by im2col: the benchmark's other side."""

import numpy as np


def im2col(x, kernel, stride, padding):
    """Return every window of x (N, C, *S) as a row, (N, *S', C·∏K)."""
    axes = len(kernel)
    padded = np.pad(x, [(0, 0), (0, 0)] + [(padding, padding)] * axes)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel, axis=tuple(range(2, 2 + axes)))
    windows = windows[(slice(None), slice(None), *(slice(None, None, stride),) * axes)]
    rows = np.moveaxis(windows, 1, 1 + axes)
    return rows.reshape(*rows.shape[: 1 + axes], -1)


def conv(x, w, b, stride=1, padding=0):
    """Return z (N, O, *S') and the rows that the backward pass uses again."""
    rows = im2col(x, w.shape[2:], stride, padding)
    z = rows.reshape(-1, rows.shape[-1]) @ w.reshape(len(w), -1).T + b
    return np.ascontiguousarray(np.moveaxis(z.reshape(*rows.shape[:-1], len(w)), -1, 1)), rows


def conv_backward(delta, x, w, rows, stride=1, padding=0):
    """Return dx, dw, db; dx is a convolution of delta, zeros inserted, with the flipped kernel."""
    axes, outputs = w.ndim - 2, len(w)
    by_row = np.moveaxis(delta, 1, -1).reshape(-1, outputs)
    dw = (by_row.T @ rows.reshape(len(by_row), -1)).reshape(w.shape)
    full = [n + 2 * padding - m + 1 for n, m in zip(x.shape[2:], w.shape[2:], strict=True)]
    inserted = np.zeros((*delta.shape[:2], *full), delta.dtype)
    inserted[(slice(None), slice(None), *(slice(None, None, stride),) * axes)] = delta
    flipped = np.flip(w, axis=tuple(range(2, 2 + axes))).swapaxes(0, 1)
    widest = max(w.shape[2:]) - 1
    dx = conv(inserted, flipped, 0.0, 1, widest)[0]
    starts = [widest - m + 1 + padding for m in w.shape[2:]]
    inside = [slice(start, start + n) for start, n in zip(starts, x.shape[2:], strict=True)]
    return dx[(slice(None), slice(None), *inside)], dw, by_row.sum(axis=0)
