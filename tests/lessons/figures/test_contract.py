"""What holds for every figure: a valid specification, data apart from it, words for those who don't see it."""

import json

import numpy
import pytest
from altair.utils.schemapi import validate_jsonschema
from altair.vegalite.v6.schema.core import load_schema
from jsonschema import ValidationError

from lessons import figures

SCHEMA = load_schema()
X, W, DELTA = (1, 2, 0, -3, 4, 1, 2), (2, 1, -1), (3, 1, -2, 2, 1)

RIGHT = ((2, 1, 0), (0, 2, 1))
YOURS = ((1, 2, 0), (0, 2, 1))
WRITTEN = (("w[1]", "w[0]", "0"), ("0", "2*x[0]*sigma'(z[1]) + w[1]*x[1]", "1"))
TRUE = (("w[0]", "w[1]", "0"), ("0", "w[0]", "1"))

FIGURES = {
    "correlation_and_convolution": lambda: figures.correlation_and_convolution(X, W),
    "jacobian_compare": lambda: figures.jacobian_compare(YOURS, RIGHT),
    "jacobian_written_out": lambda: figures.jacobian_written_out(
        WRITTEN, TRUE, {(0, 0), (0, 1), (1, 1)}, ("z[0]", "z[1]"), ("x[0]", "x[1]", "x[2]")
    ),
    "pick_grid": lambda: figures.pick_grid((("z[0]", "z[1]"), ("delta[1]*w[0]",))),
    "scatter_gather": lambda: figures.scatter_gather(DELTA, W),
    "sliding_window": lambda: figures.sliding_window(X, W),
    "toeplitz": lambda: figures.toeplitz(W, 7),
    "who_reads_whom": lambda: figures.who_reads_whom(X, W),
    "who_sends_back": lambda: figures.who_sends_back(DELTA, W),
}


def every(test):
    return pytest.mark.parametrize("make", FIGURES.values(), ids=FIGURES)(test)


def parts(spec):
    """The specification and all layers inside it."""
    yield spec
    for layer in spec.get("layer", ()):
        yield from parts(layer)


def test_the_table_holds_every_figure():
    assert sorted(FIGURES) == sorted(figures.__all__)


@every
def test_the_specification_is_valid_vega_lite(make):
    validate_jsonschema(make().spec, SCHEMA)


def test_what_is_no_vega_lite_is_found():
    with pytest.raises(ValidationError):
        validate_jsonschema({"mark": "picture", "data": {"name": "cells"}}, SCHEMA)


@every
def test_the_specification_is_made_once(make):
    assert make().spec is make().spec


@every
def test_the_data_stand_apart_and_are_all_used(make):
    figure = make()
    used = {part["data"]["name"] for part in parts(figure.spec) if "data" in part}
    assert used == set(figure.data)
    assert "datasets" not in figure.spec
    for records in figure.data.values():
        assert isinstance(records, tuple)
        json.dumps(records, allow_nan=False)


@every
def test_every_record_of_a_dataset_has_the_same_fields(make):
    for records in make().data.values():
        assert len({tuple(record) for record in records}) <= 1


@every
def test_every_scale_of_a_place_has_a_fixed_domain(make):
    for part in parts(make().spec):
        for channel in ("x", "y"):
            if channel in part.get("encoding", {}):
                low, high = part["encoding"][channel]["scale"]["domain"]
                assert low < high


@every
def test_the_height_is_fixed_and_the_width_is_the_place(make):
    spec = make().spec
    assert isinstance(spec["height"], int)
    assert spec["width"] == "container"


@every
def test_letters_take_the_colour_of_the_page(make):
    for part in parts(make().spec):
        if part.get("mark", {}).get("type") == "text" and "color" not in part["encoding"]:
            assert part["mark"]["color"] == "currentColor"


@every
def test_no_tooltip_hides_the_figure(make):
    touched = [part for part in parts(make().spec) if part.get("name") == "touch"]
    assert [part["mark"]["tooltip"] for part in touched] == [None]


@every
def test_a_figure_says_what_to_do_and_what_is_there(make):
    figure = make()
    assert figure.caption.endswith(".")
    assert figure.alt.endswith(".")
    assert len(figure.alt) > 80


@every
def test_arrays_of_numpy_give_the_same_figure(make, monkeypatch):
    plain = make().data
    for name in ("X", "W", "DELTA", "YOURS", "RIGHT"):
        monkeypatch.setitem(globals(), name, numpy.array(globals()[name]))
    assert json.dumps(make().data) == json.dumps(plain)
