"""The transposed convolution: the backward pass of the forward one, used as a forward pass.

Nothing new is computed here. Its forward pass is ``conv``'s gradient of the input, its gradient of the input is
``conv``, and its gradient of the kernel is ``conv``'s, with x and delta in exchanged roles.
"""

from engine.arrays import strategy
from engine.arrays.convolution import bias_gradient, grouped, kernels_grouped
from engine.arrays.shapes import transposed_problem, upstream


def conv_transpose(x, w, b=None, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    """Paint every entry of the input with the kernel: the map that is transpose to ``conv``.

        z[n,o,k] = b[o] + Σ_c Σ_j w[c,o,j] · x[n,c,(k + p − d·j)/s]      x is zero at an index that is no integer

    ``x`` (N, C, *S), ``w`` (C, O/groups, *K), ``b`` (O,) or None; the result z (N, O, *S') has (n − 1)·s − p − p' +
    d·(m − 1) + 1 + output_padding entries along each spatial axis: ``padding`` takes away, and ``output_padding``,
    less than the larger of stride and dilation, says which of the sizes that a stride merges is meant. ``padding`` is
    an int, one per axis, one pair per axis or ``"valid"``; the other arguments are as in ``conv``.

    Raises TypeError for arguments of a wrong type, ValueError for shapes and sizes that don't fit together.
    Source: Dumoulin & Visin 2016, Relationship 14.

    >>> conv_transpose([[[1, 2]]], [[[10, 1]]], stride=2).tolist()
    [[[10.0, 1.0, 20.0, 2.0]]]
    """
    x, w, b, geometry, groups = transposed_problem(x, w, b, stride, padding, output_padding, dilation, groups)
    z = strategy.input_gradient(grouped(x, groups), kernels_grouped(w, groups), geometry)
    if b is not None:
        z += b.reshape(groups, -1, *(1 for _ in geometry.inputs))
    return z.reshape(len(x), w.shape[1] * groups, *geometry.inputs)


def conv_transpose_backward(delta, x, w, *, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    """Return (dx, dw, db), the gradients of a loss through ``conv_transpose``, given its delta = ∂L/∂z.

        dx[n,c,i] = Σ_o Σ_j w[c,o,j] · delta[n,o,s·i + d·j − p]        ``conv`` itself
        dw[c,o,j] = Σ_n Σ_i x[n,c,i] · delta[n,o,s·i + d·j − p]
        db[o]     = Σ_n Σ_k delta[n,o,k]

    ``delta`` (N, O, *S') has the shape of z; the other arguments are those of the forward pass. Raises what
    ``conv_transpose`` raises, and ValueError where delta has another shape than z. Source: Dumoulin & Visin 2016,
    section 4.

    >>> dx, dw, db = conv_transpose_backward([[[1, 0, 0]]], [[[1, 2]]], [[[10, 1]]])
    >>> dx.tolist(), dw.tolist(), db.tolist()
    ([[[10.0, 0.0]]], [[[1.0, 0.0]]], [1.0])
    """
    x, w, _, geometry, groups = transposed_problem(x, w, None, stride, padding, output_padding, dilation, groups)
    delta, x, w = upstream(delta, (len(x), w.shape[1] * groups, *geometry.inputs), x, w)
    delta_grouped = grouped(delta, groups)
    dx = strategy.correlate(delta_grouped, kernels_grouped(w, groups), geometry)
    dw = strategy.kernel_gradient(grouped(x, groups), delta_grouped, geometry)
    return dx.reshape(x.shape), dw.reshape(w.shape), bias_gradient(delta)
