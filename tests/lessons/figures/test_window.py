"""The sliding window: its numbers and words against the definition, written out."""

import pytest

from lessons.figures import sliding_window

FIGURE = sliding_window((1, 2, 0, -3), (2, 1))


def test_the_numbers_are_those_of_the_definition():
    shown = {cell["name"]: cell["value"] for cell in FIGURE.data["cells"]}
    assert shown == {"x[0]": "1", "x[1]": "2", "x[2]": "0", "x[3]": "−3", "z[0]": "4", "z[1]": "4", "z[2]": "−3"}
    assert [cell["value"] for cell in FIGURE.data["kernel"]] == ["2", "1"]


def test_an_output_is_written_out_with_names_and_with_numbers():
    words = {(said["array"], said["index"]): said["text"] for said in FIGURE.data["words"]}
    assert words["z", 2] == "z[2] = w[0]·x[2] + w[1]·x[3]\n= 2·0 + 1·(−3) = −3"


def test_an_input_says_who_reads_it():
    words = {(said["array"], said["index"]): said["text"] for said in FIGURE.data["words"]}
    assert words["x", 0] == "x[0] is read by\nz[0] with w[0]"
    assert words["x", 2] == "x[2] is read by\nz[2] with w[0], z[1] with w[1]"
    assert words["x", 3] == "x[3] is read by\nz[2] with w[1]"


def test_a_link_for_every_product():
    assert [(link["i"], link["j"]) for link in FIGURE.data["links"]] == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]


def test_the_slider_reaches_every_output():
    (slider,) = (param for param in FIGURE.spec["params"] if "bind" in param)
    assert (slider["bind"]["min"], slider["bind"]["max"], slider["bind"]["step"]) == (0, 2, 1)


def test_room_for_the_longest_words_so_that_nothing_jumps():
    long = sliding_window(range(12), (1, 2, 3, 4, 5, 6))
    most = max(said["text"].count("\n") + 1 for said in long.data["words"])
    assert most > 2
    assert long.spec["height"] - FIGURE.spec["height"] == 20 * (most - 2)


def test_a_kernel_longer_than_the_input_is_refused():
    with pytest.raises(ValueError) as caught:
        sliding_window((1, 2), (1, 2, 3))
    assert str(caught.value) == "w is 3 long and x is 2: give an x that is at least as long as w, which is not empty"
