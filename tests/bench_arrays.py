"""Measure ``engine.conv`` and its backward pass against a loop-free textbook version: ``python -m tests.bench_arrays``.

Both sides run alternately in one process, so that whatever else the machine does hits both; each side counts with its
fastest run. A shape is large if the textbook's columns take 8 MB or more. A matrix product on several threads waits
for all of them, so on a busy machine ``OPENBLAS_NUM_THREADS=1`` gives steadier numbers.
"""

import argparse
import math
import time
import tracemalloc

import numpy as np

from engine import arrays
from tests.engine.arrays import textbook

LARGE = 8e6
SECONDS = 0.6  # for each row and side
LEAST_ROUNDS = 5
SHAPES = (  # x (N, C, *S), kernels, kernel size
    ((1, 1, 8), 1, 3),
    ((1, 1, 64), 4, 5),
    ((8, 4, 32), 8, 3),
    ((32, 16, 256), 16, 3),
    ((16, 8, 4096), 16, 5),
    ((1, 1, 8, 8), 1, 3),
    ((1, 1, 28, 28), 8, 5),
    ((4, 3, 16, 16), 8, 3),
    ((1, 3, 64, 64), 16, 3),
    ((16, 8, 14, 14), 16, 3),
    ((32, 1, 28, 28), 8, 5),
    ((32, 3, 32, 32), 16, 3),
    ((32, 16, 32, 32), 32, 3),
    ((8, 64, 16, 16), 64, 3),
    ((1, 1, 256, 256), 1, 31),
    ((32, 32, 64, 64), 32, 3),
    ((1, 2, 6, 6, 6), 2, 3),
    ((4, 8, 16, 16, 16), 8, 3),
)


def sides(shape, outputs, size, stride, dtype):
    """Return (ours, textbook) for the forward pass and for forward and backward, as functions without arguments."""
    random = np.random.default_rng(0)
    axes, padding = len(shape) - 2, size // 2
    x = random.standard_normal(shape).astype(dtype)
    w = random.standard_normal((outputs, shape[1], *(size,) * axes)).astype(dtype)
    b = random.standard_normal(outputs).astype(dtype)
    z, _ = textbook.conv(x, w, b, stride, padding)
    delta = random.standard_normal(z.shape).astype(dtype)

    def ours_forward():
        return arrays.conv(x, w, b, stride=stride, padding=padding)

    def ours_both():
        return ours_forward(), *arrays.conv_backward(delta, x, w, stride=stride, padding=padding)

    def textbook_forward():
        return textbook.conv(x, w, b, stride, padding)[0]

    def textbook_both():
        z, rows = textbook.conv(x, w, b, stride, padding)
        return z, *textbook.conv_backward(delta, x, w, rows, stride, padding)

    return (ours_forward, textbook_forward), (ours_both, textbook_both)


def fastest(functions, seconds):
    """Return the fastest time of each function, run alternately for some seconds."""
    repeats = []
    for function in functions:
        function()
        start = time.perf_counter()
        function()
        repeats.append(max(1, int(2e-3 / (time.perf_counter() - start))))
    best = [math.inf] * len(functions)
    end, rounds = time.perf_counter() + seconds * len(functions), 0
    while time.perf_counter() < end or rounds < LEAST_ROUNDS:
        rounds += 1
        for side, function in enumerate(functions):
            start = time.perf_counter()
            for _ in range(repeats[side]):
                function()
            best[side] = min(best[side], (time.perf_counter() - start) / repeats[side])
    return best


def peak_over_arrays(shape, outputs, size, stride):
    """Return the peak memory of forward and backward ÷ that of the arrays involved: x, w, b, z, delta, dx, dw, db."""
    (_, _), (both, _) = sides(shape, outputs, size, stride, np.float64)
    results = both()
    involved = 2 * sum(array.nbytes for array in results[1:]) + 2 * results[0].nbytes
    del results
    tracemalloc.start()
    both()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    given = involved // 2
    return (peak + given) / involved


def geometric_mean(ratios):
    """Return the geometric mean of some ratios."""
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def main():
    """Print every ratio, their geometric means over all and over the large shapes, the worst, and the peak memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dtype", choices=("float64", "float32"), default="float64")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each row and side")
    chosen = parser.parse_args()
    print(f"{'x':>20} {'w':>18} stride      forward: ours  textbook  ratio     both: ours  textbook  ratio")
    found = []
    for shape, outputs, size in SHAPES:
        for stride in (1, 2):
            kernel = (outputs, shape[1], *(size,) * (len(shape) - 2))
            times = [fastest(pair, chosen.seconds) for pair in sides(shape, outputs, size, stride, chosen.dtype)]
            ratios = [ours / theirs for ours, theirs in times]
            places = math.prod(-(-n // stride) for n in shape[2:])
            columns = shape[0] * math.prod(kernel[1:]) * places * np.dtype(chosen.dtype).itemsize
            found += [(ratio, columns >= LARGE, shape, stride) for ratio in ratios]
            parts = (f"{ours * 1e6:13.1f} {theirs * 1e6:9.1f} {ours / theirs:6.2f}" for ours, theirs in times)
            print(f"{shape!s:>20} {kernel!s:>18} {stride:6d} ", "  ".join(parts), "large" if columns >= LARGE else "")
    worst = max(found)
    print(f"\ntimes in µs, {chosen.dtype}; geometric mean of ours ÷ textbook")
    print(f"  all    {geometric_mean([ratio for ratio, *_ in found]):.2f}")
    print(f"  large  {geometric_mean([ratio for ratio, large, *_ in found if large]):.2f}")
    print(f"  worst  {worst[0]:.2f} at {worst[2]}, stride {worst[3]}")
    print(f"peak memory ÷ arrays involved at (32, 32, 64, 64): {peak_over_arrays((32, 32, 64, 64), 32, 3, 1):.2f}")


if __name__ == "__main__":
    main()
