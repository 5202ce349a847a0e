"""Numbers and words that no option understands are refused by a whole sentence: name, what it got, what it needs."""

import numpy as np
import pytest

from engine.arrays import (
    avg_pool,
    conv,
    conv_transpose,
    correlate,
    loops,
    max_pool,
)

R, K = np.zeros((1, 1, 5)), np.zeros((1, 1, 3))
X, W = np.zeros((2, 4, 5, 6)), np.zeros((6, 4, 3, 2))
PADDING_1 = (
    "it needs a whole number of at least 0, one per spatial axis (1 here), one (before, after) pair "
    'per axis, or "valid", "same", "full"'
)
UNNAMED_1 = (
    "it needs a whole number of at least 0, one per spatial axis (1 here), one (before, after) pair "
    'per axis, or "valid"'
)
COUNT_1 = "it needs a whole number of at least 1, or one per spatial axis (1 here)"
PADDING_2 = (
    "it needs a whole number of at least 0, one per spatial axis (2 here), one (before, after) pair "
    'per axis, or "valid", "same", "full"'
)
COUNT_2 = "it needs a whole number of at least 1, or one per spatial axis (2 here)"
GROUPS = "it needs a whole number of at least 1 that divides the channels of x"

MISTAKES = (
    (
        lambda: conv(X, np.zeros((6, 2, 3, 2)), groups=3),
        ValueError,
        "groups is 3, which does not divide the 4 channels of x (shape (2, 4, 5, 6))",
    ),
    (lambda: conv(X, W, groups=0), ValueError, f"groups is 0; {GROUPS}"),
    (lambda: conv(X, W, groups=1.0), TypeError, f"groups is 1.0 (float); {GROUPS}"),
    (lambda: conv(X, W, groups=True), TypeError, f"groups is True (bool); {GROUPS}"),
    (
        lambda: conv(np.zeros((1, 1, 4)), K, dilation=2),
        ValueError,
        "w: the kernel is 5 wide (3 entries at dilation 2) but the padded row is 4 (width 4, padding 0)",
    ),
    (
        lambda: conv(np.zeros((1, 1, 2, 4)), np.zeros((1, 1, 5, 2)), padding=((1, 0), (0, 0))),
        ValueError,
        "w: the kernel is 5 high but the padded column is 3 (height 2, padding 1 before and 0 after)",
    ),
    (lambda: conv(R, K, stride=0), ValueError, f"stride is 0; {COUNT_1}"),
    (lambda: conv(R, K, stride=-1), ValueError, f"stride is -1; {COUNT_1}"),
    (lambda: conv(R, K, stride=1.0), TypeError, f"stride is 1.0 (float); {COUNT_1}"),
    (lambda: conv(R, K, stride=float("nan")), TypeError, f"stride is nan (float); {COUNT_1}"),
    (lambda: conv(R, K, stride="2"), TypeError, f"stride is '2' (str); {COUNT_1}"),
    (lambda: conv(R, K, stride=True), TypeError, f"stride is True (bool); {COUNT_1}"),
    (lambda: conv(R, K, stride=np.bool_(True)), TypeError, f"stride is np.True_ (bool); {COUNT_1}"),
    (lambda: conv(R, K, stride=np.array(True)), TypeError, f"stride is array(True) (ndarray); {COUNT_1}"),
    (lambda: conv(R, K, stride=None), TypeError, f"stride is None (NoneType); {COUNT_1}"),
    (lambda: conv(R, K, stride=(1, 2)), ValueError, f"stride is (1, 2), of length 2; {COUNT_1}"),
    (lambda: conv(X, W, stride=(1,)), ValueError, f"stride is (1,), of length 1; {COUNT_2}"),
    (lambda: conv(X, W, stride=(1, True)), TypeError, f"stride[1] is True (bool); {COUNT_2}"),
    (lambda: conv(X, W, stride=(1, 0)), ValueError, f"stride[1] is 0; {COUNT_2}"),
    (lambda: conv(X, W, stride=np.array([1.0, 2.0])), TypeError, f"stride[0] is np.float64(1.0) (float64); {COUNT_2}"),
    (lambda: conv(R, K, dilation=0), ValueError, f"dilation is 0; {COUNT_1}"),
    (lambda: conv(R, K, dilation=2**31), ValueError, "dilation is 2147483648; it needs a number below 2**31"),
    (lambda: conv(R, K, padding=-1), ValueError, f"padding is -1; {PADDING_1}"),
    (
        lambda: conv(R, K, padding=(1, 2)),
        ValueError,
        f"padding is (1, 2), of length 2; {PADDING_1}; for 1 before and 2 after write ((1, 2),)",
    ),
    (
        lambda: conv(R, K, padding=[1, 2]),
        ValueError,
        f"padding is [1, 2], of length 2; {PADDING_1}; for 1 before and 2 after write ((1, 2),)",
    ),
    (lambda: conv(X, W, padding=(1, 2, 3)), ValueError, f"padding is (1, 2, 3), of length 3; {PADDING_2}"),
    (lambda: conv(X, W, padding=((1, 2),)), ValueError, f"padding is ((1, 2),), of length 1; {PADDING_2}"),
    (
        lambda: conv(X, W, padding=((1, 2), 3)),
        ValueError,
        f"padding is ((1, 2), 3), where not every entry is a (before, after) pair; {PADDING_2}",
    ),
    (
        lambda: conv(X, W, padding=((1, 2), (3,))),
        ValueError,
        f"padding is ((1, 2), (3,)), where not every entry is a (before, after) pair; {PADDING_2}",
    ),
    (lambda: conv(X, W, padding=((1, -2), (3, 1))), ValueError, f"padding[0][1] is -2; {PADDING_2}"),
    (lambda: conv(X, W, padding=(1, -1)), ValueError, f"padding[1] is -1; {PADDING_2}"),
    (lambda: conv(R, K, padding=1.5), TypeError, f"padding is 1.5 (float); {PADDING_1}"),
    (lambda: conv(R, K, padding=None), TypeError, f"padding is None (NoneType); {PADDING_1}"),
    (lambda: conv(R, K, padding=True), TypeError, f"padding is True (bool); {PADDING_1}"),
    (lambda: conv(R, K, padding="SAME"), ValueError, f'padding is "SAME"; {PADDING_1}'),
    (lambda: conv(R, K, padding=((1, "2"),)), TypeError, f"padding[0][1] is '2' (str); {PADDING_1}"),
    (
        lambda: conv_transpose(R, K, padding=4),
        ValueError,
        "padding is 4 before and 4 after, which takes everything away: the result would be (5 − 1)·1 + 3 − 4 "
        "− 4 + 0 = -1 wide; it needs at least 1",
    ),
    (
        lambda: conv_transpose(R, K, padding="same"),
        ValueError,
        f'padding is "same", which is for conv only; {UNNAMED_1}',
    ),
    (
        lambda: conv_transpose(R, K, padding="full"),
        ValueError,
        f'padding is "full", which is for conv only; {UNNAMED_1}',
    ),
    (
        lambda: conv_transpose(R, K, output_padding=1),
        ValueError,
        "output_padding is 1 but stride is 1 and dilation 1 (width); it needs to be less than the larger of the two",
    ),
    (
        lambda: conv_transpose(R, K, output_padding=-1),
        ValueError,
        "output_padding is -1; it needs a whole number of at least 0, or one per spatial axis (1 here)",
    ),
    (
        lambda: conv_transpose(X, np.zeros((4, 1, 3, 3)), stride=(2, 3), output_padding=(1, 3)),
        ValueError,
        "output_padding is 3 but stride is 3 and dilation 1 (width); it needs to be less than the larger of the two",
    ),
    (lambda: max_pool(R, 0), ValueError, f"size is 0; {COUNT_1}"),
    (lambda: max_pool(R, 6), ValueError, "size: the window is 6 wide but the padded row is 5 (width 5, padding 0)"),
    (
        lambda: max_pool(R, 2, padding=2),
        ValueError,
        "padding is 2 but the window is 2 wide; it can be at most the window − 1 = 1",
    ),
    (lambda: max_pool(R, 2, padding="same"), ValueError, f'padding is "same", which is for conv only; {UNNAMED_1}'),
    (lambda: max_pool(R, 2, stride=0), ValueError, f"stride is 0; {COUNT_1}"),
    (lambda: max_pool(R, (2, 2)), ValueError, f"size is (2, 2), of length 2; {COUNT_1}"),
    (lambda: max_pool(R, None), TypeError, f"size is None (NoneType); {COUNT_1}"),
    (lambda: max_pool(R, 2, ceil_mode=1), TypeError, "ceil_mode is 1 (int); it needs True or False"),
    (
        lambda: max_pool(np.zeros((1, 1, 1)), 2, dilation=2, padding=1),
        ValueError,
        "dilation is 2: window 0 steps over the whole row (width 1, padding 1 before) and sees padding alone; "
        "it needs a dilation of at most 1 or less padding",
    ),
    (
        lambda: avg_pool(R, 2, count_include_pad="yes"),
        TypeError,
        "count_include_pad is 'yes' (str); it needs True or False",
    ),
    (lambda: avg_pool(R, 2, ceil_mode=None), TypeError, "ceil_mode is None (NoneType); it needs True or False"),
    (
        lambda: avg_pool(np.zeros((1, 1, 2)), 3, ceil_mode=True, stride=1),
        ValueError,
        "size: the window is 3 wide but the padded row is 2 (width 2, padding 0)",
    ),
    (lambda: correlate([1], [1], "Valid"), ValueError, 'mode is "Valid"; it needs "valid", "same" or "full"'),
    (
        lambda: correlate([1], [1], "valid" * 99),
        ValueError,
        'mode is "validvalidva...lidvalidvalid"; it needs "valid", "same" or "full"',
    ),
    (lambda: correlate([1], [1], 2), TypeError, 'mode is 2 (int); it needs "valid", "same" or "full"'),
)


@pytest.mark.parametrize(("mistake", "kind", "text"), MISTAKES)
def test_mistake(mistake, kind, text):
    with pytest.raises(kind) as caught:
        mistake()
    assert type(caught.value) is kind
    assert str(caught.value) == text


@pytest.mark.parametrize("name", ["conv", "conv_transpose", "max_pool", "avg_pool"])
def test_loops_refuse_the_same(name):
    with pytest.raises(ValueError, match=r"^stride is 0; it needs a whole number of at least 1"):
        getattr(loops, name)(R, 2 if "pool" in name else K, stride=0)
