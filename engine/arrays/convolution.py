"""The convolutional layer: its forward pass and the three gradients of its backward pass."""

from engine.arrays import strategy
from engine.arrays.shapes import conv_problem, upstream


def conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1):
    """Slide every kernel over the input, as a convolutional layer does: a cross-correlation.

        z[n,o,i] = b[o] + Σ_c Σ_j w[o,c,j] · x[n,c,s·i + d·j − p]

    ``x`` (N, C, *S) input with any number of spatial axes, ``w`` (O, C/groups, *K) kernels, ``b`` (O,) bias or None;
    the result is z (N, O, *S'). ``stride`` s and ``dilation`` d are an int or one per spatial axis. ``padding`` p is
    an int, one per axis, one (before, after) pair per axis, or ``"valid"`` (none), ``"same"`` (⌈n/s⌉ outputs, an odd
    extra zero after) or ``"full"`` (d·(m − 1) on both sides). With ``groups`` g, each g-th of the kernels reads only
    its g-th of the channels. float32 and float64 are kept, mixed they give float64, and so do integers.

    Raises TypeError for arguments of a wrong type, ValueError for shapes and sizes that don't fit together.
    Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning".

    >>> conv([[[1, 2, 3, 4]]], [[[10, 1]]]).tolist()
    [[[12.0, 23.0, 34.0]]]
    """
    x, w, b, geometry, groups = conv_problem(x, w, b, stride, padding, dilation, groups)
    shape = (len(x), len(w), *geometry.outputs)
    z = strategy.correlate(grouped(x, groups), kernels_grouped(w, groups), geometry)
    if b is not None:
        z += b.reshape(groups, -1, 1)
    return z.reshape(shape)


def conv_backward(delta, x, w, *, stride=1, padding=0, dilation=1, groups=1):
    """Return (dx, dw, db), the gradients of a loss through ``conv`` by x, w and b, given the upstream delta = ∂L/∂z.

        dx[n,c,k] = Σ_o Σ_j w[o,c,j] · delta[n,o,(k + p − d·j)/s]      a convolution; stride becomes zeros inserted
        dw[o,c,j] = Σ_n Σ_i delta[n,o,i] · x[n,c,s·i + d·j − p]        a correlation; stride becomes dilation
        db[o]     = Σ_n Σ_i delta[n,o,i]

    ``delta`` (N, O, *S') has the shape of z; the other arguments are those of the forward pass. Each result has the
    shape of what it is the gradient of; db is always returned. Raises what ``conv`` raises, and ValueError where
    delta has another shape than z. Source: Dumoulin & Visin 2016, section 4.

    >>> dx, dw, db = conv_backward([[[1, 0, 0]]], [[[1, 2, 3, 4]]], [[[10, 1]]])
    >>> dx.tolist(), dw.tolist(), db.tolist()
    ([[[10.0, 1.0, 0.0, 0.0]]], [[[1.0, 2.0]]], [1.0])
    """
    x, w, _, geometry, groups = conv_problem(x, w, None, stride, padding, dilation, groups)
    delta, x, w = upstream(delta, (len(x), len(w), *geometry.outputs), x, w)
    delta_grouped = grouped(delta, groups)
    dx = strategy.input_gradient(delta_grouped, kernels_grouped(w, groups), geometry)
    dw = strategy.kernel_gradient(delta_grouped, grouped(x, groups), geometry)
    return dx.reshape(x.shape), dw.reshape(w.shape), bias_gradient(delta)


def grouped(x, groups):
    """Return x (N, C, *S) as (N, G, C/G, *S)."""
    return x.reshape(len(x), groups, x.shape[1] // groups, *x.shape[2:])


def kernels_grouped(w, groups):
    """Return w (O, C/G, *K) as (G, O/G, C/G, *K)."""
    return w.reshape(groups, len(w) // groups, *w.shape[1:])


def bias_gradient(delta):
    """Return ``db[o] = Σ_n Σ_i delta[n,o,i]``."""
    return delta.sum(axis=tuple(range(2, delta.ndim))).sum(axis=0)
