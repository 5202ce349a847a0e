"""The vocabulary of mistakes: each id with its plain explanation, the more specific ones first.

Where several match an answer, the one that stands higher in this table is named.
"""

from __future__ import annotations

MISCONCEPTIONS = {
    "counts-from-one": (
        "This would be right if the indices started at 1. Here they start at 0, so everything sits one place off."
    ),
    "stride-ignored": "The stride is left out: neighbouring outputs start a whole stride apart in the input.",
    "dilation-ignored": "The dilation is left out: neighbouring weights meet inputs that lie that far apart.",
    "padding-ignored": "The padding is left out: the zeros put in front push every index of the input along.",
    "flipped-one-axis": "One axis runs the wrong way while another is right; the same has to happen on every axis.",
    "no-flip": "Two indices run the same way here, and one of them has to run against the other.",
    "needless-flip": (
        "One index runs against another here, and none has to: the two grow together, as in a correlation."
    ),
    "valid-not-full": (
        "The terms at the border are missing: fewer windows reach the places near the ends, but those that do count."
    ),
    "no-chain-rule": "What comes from above is missing: by the chain rule every path is multiplied by it.",
    "missing-factor": "A factor is left out: along a path every link of the chain multiplies.",
    "missing-term": "One of several terms is left out: each way in which a quantity enters adds its share.",
    "misplaced-step": "The stride, the dilation or the padding stands at the wrong place in the index.",
    "swapped-axes": "Two indices are exchanged: each axis of an array has its own.",
    "missing-sum": "A sum is left out: an index is held fixed although every one of its places contributes.",
    "extra-sum": "There is a sum too much: it throws together places that are asked for one by one.",
    "wrong-operation": "This is the value of another thing than the one that is asked for.",
    "wrong-array": "One array is read where another one belongs.",
    "wrong-sign": "The sign is the wrong way round.",
    "wrong-range": "A sum runs over the wrong range: it stops too early, starts too late, or goes on too far.",
    "off-by-one": "An index is shifted: it is off by one, or by another constant.",
    "wrong-scale": "It is off by a constant factor, such as a mean for a sum, or something counted twice.",
}

NAMELESS = {
    "extra-factor": "There is a factor too much: without it this would be right.",
    "extra-term": "There is a term too much: without it this would be right.",
    "extra-condition": "There is a condition too much: without it this would be right.",
    "missing-condition": "A condition such as [i == k] is left out: something here counts at some places only.",
    "wrong-condition": "A condition compares with the wrong sign: it holds at other places than it should.",
    "some-lengths": "It agrees for some lengths only; the case below shows others.",
    "order-too-low": "A function stands where its derivative belongs.",
    "order-too-high": "A function is differentiated once too often.",
    "counts-down": (
        "This range runs downwards, and a sum counts up: so nothing is added. Write the smaller end first. "
        "To read an array backwards, turn the sign in its index."
    ),
    "independent": (
        "A derivative here is 0: what is differentiated does not depend on what it is differentiated by. Do the two "
        "stand the wrong way round?"
    ),
    "reads-outside": "In each product an entry lies outside its array, so this is 0 everywhere.",
    "counts-from-end": (
        "In Python an index below 0 counts from the end. Here an array is 0 outside its range, so this is 0 "
        "everywhere. The index of the last entry is the length less 1."
    ),
    "not-differentiated": (
        "What is to be differentiated was put in itself, not its derivative. The derivative of a sum is the sum of the "
        "derivatives; that of a function is its slope."
    ),
}

DIRECTIONS = {"no-flip": ("together", "against"), "needless-flip": ("against", "together")}
"""For each mistake about a direction: how the indices run in a wrong formula that shows it, and in the right one."""

EARLIER = " A fixed input is met by a later weight in an earlier output: as the one index grows, the other one falls."
SIGN_TURNED = "The indices that are summed run as they have to; in an index the sign of another letter is turned."
ONE_PLACE_LEFT = (
    "Something is summed, and yet only one place of an index counts, as if it were held fixed; every one of its places "
    "contributes."
)
OTHER_PLACES = "The rows meet in too many places here, or in too few. Which mode fits?"
BEFORE_ONE = "Indices start at 1 here, and an array is 0 outside its range, so this is 0 everywhere."
TURNED = "An index runs the wrong way, or something else has the same effect."

RANK = {name: place for place, name in enumerate((*MISCONCEPTIONS, *NAMELESS))}
UNKNOWN = "This is not a mistake I know by name. The smallest case below shows where it differs."
SAME_EVERYWHERE = (
    "The index that is asked for does not occur here, so this is the same at every place. The smallest case below "
    "shows where it differs."
)
SAME_ALONG = (
    "One of the indices that are asked for does not occur here, so this is the same all along its axis. The smallest "
    "case below shows where it differs."
)
SAME_FOR_ALL = (
    "None of the indices that are asked for occurs here, so this is the same at every place. The smallest case below "
    "shows where it differs."
)
UNNAMED = (UNKNOWN, SAME_EVERYWHERE, SAME_ALONG, SAME_FOR_ALL)
"""What is said where no known mistake matches."""
