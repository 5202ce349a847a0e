"""The vocabulary of mistakes: each id with its plain explanation, the more specific ones first.

Where several match an answer, the one that stands higher in this table is named.
"""

from __future__ import annotations

MISCONCEPTIONS = {
    "counts-from-one": "This would be right if the indices started at 1; here they start at 0, so everything sits one place off.",
    "stride-ignored": "The stride s is left out of the index: window i starts at s*i, not at i.",
    "dilation-ignored": "The dilation d is left out of the index: the weights lie d apart, not 1.",
    "padding-ignored": "The padding p is left out of the index: the rows were shifted by p when the zeros were added.",
    "flipped-one-axis": "One axis is reversed and another is not; what happens on one axis happens on every one.",
    "no-flip": (
        "The kernel is read forwards. What reaches this place came through output i = k - j, "
        "so as j grows the output's index falls: the kernel has to be read backwards against it."
    ),
    "needless-flip": "Something is reversed that runs forwards here: this is a correlation, both indices grow together.",
    "valid-not-full": "The terms at the border are missing: places near the ends are reached by fewer windows, but they are reached.",
    "no-chain-rule": (
        "This is the local derivative alone: the gradient that comes from above, one factor a path, is missing."
    ),
    "missing-factor": "A factor is missing: every link of the chain multiplies.",
    "missing-term": "One of several terms is missing: the quantity enters in more than one way, and each way adds its share.",
    "misplaced-step": "The stride, dilation or padding stands at the wrong place in the index.",
    "swapped-axes": "Two indices of one array are exchanged.",
    "missing-sum": "Every path counts, so there is a sum over an index that is held fixed here.",
    "extra-sum": "This sums over an index that is asked for, so that all its places are thrown together.",
    "wrong-operation": "This is the value of something else that is on offer here, not of what was asked for.",
    "wrong-array": "Another array is read than the one that belongs here.",
    "wrong-sign": "The sign is the wrong way round.",
    "wrong-range": "The sum runs over the wrong range.",
    "off-by-one": "Everything is shifted: an index is off by one, or by a constant.",
    "wrong-scale": "The value is off by a constant factor, such as a mean for a sum or a term counted twice.",
}

RANK = {name: place for place, name in enumerate(MISCONCEPTIONS)}
UNKNOWN = "This is not a mistake I know by name. The smallest case below shows where it differs."
