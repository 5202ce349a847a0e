"""How close is close: within the project's bound, relative to the largest entry."""

import numpy as np

BOUND = {np.dtype(np.float64): 1e-12, np.dtype(np.float32): 1e-5}


def assert_close(ours, witness, names=("result",)):
    """Assert equal shapes, dtypes and entries up to the bound of the dtype, of one array or of several."""
    if isinstance(ours, tuple):
        for name, one, other in zip(("dx", "dw", "db"), ours, witness, strict=True):
            assert_close(one, other, (name,))
        return
    assert (ours.shape, ours.dtype) == (witness.shape, witness.dtype), names[0]
    scale = max(1.0, float(np.abs(witness).max(initial=0)))
    np.testing.assert_allclose(ours, witness, rtol=0, atol=BOUND[ours.dtype] * scale, err_msg=names[0])
