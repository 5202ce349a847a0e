"""The ledger as a table, against loops over the definition."""

import numpy as np
import pytest

from engine import Layer

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
SIZES = {"n": 5, "m": 3}
TOO_MANY = "sizes: the table would have more than 20000 rows; take smaller sizes, or one place with `at`"
VALUES = {"delta": [2, -1, 3], "w": [1, 4, -2], "x": [3, 0, 2, 5, 1]}


def test_the_values_of_a_place_add_up_to_the_gradient():
    table = PLAIN.ledger("dL/dx[k]", SIZES, values=VALUES)
    right = np.zeros(5)
    for i in range(3):
        for j in range(3):
            right[i + j] += VALUES["delta"][i] * VALUES["w"][j]
    assert table.groupby("k")["value"].sum().tolist() == right.tolist()


def test_one_row_a_product_with_its_entries():
    table = PLAIN.ledger("dL/dw[j]", SIZES, {"j": 1}, VALUES)
    assert table.to_dict("list") == {
        "j": [1, 1, 1],
        "product": ["delta[0]*x[1]", "delta[1]*x[2]", "delta[2]*x[3]"],
        "coefficient": [1, 1, 1],
        "delta": ["delta[0]", "delta[1]", "delta[2]"],
        "x": ["x[1]", "x[2]", "x[3]"],
        "value": [0, -2, 15],
    }


def test_without_values_there_is_no_column_for_them():
    assert list(PLAIN.ledger("z[i]", SIZES, {"i": 0}).columns) == ["i", "product", "coefficient", "w", "x"]


def test_a_place_that_nothing_reaches_has_no_row():
    layer = Layer("z[i] = sum(j, w[j]*x[2*i+j])", x="n", w="m", z="(n-m)//2+1")
    table = layer.ledger("dL/dx[k]", {"n": 4, "m": 1}, {"k": 1})
    assert (list(table.columns), len(table)) == (["k", "product", "coefficient"], 0)


@pytest.mark.parametrize(
    ("activation", "columns"),
    [
        ("relu(z[i])", {"delta": "delta[0]", "relu'": "relu'(z[0])", "w": "w[0]"}),
        ("z[i]*[z[i] > 0]", {"delta": "delta[0]", "w": "w[0]", "condition": "[z[0] > 0]"}),
    ],
)
def test_functions_and_conditions_have_columns_of_their_own(activation, columns):
    layer = Layer(["z[i] = sum(j, w[j]*x[i+j])", f"a[i] = {activation}"], x="n", w="m", z="n-m+1", a="n-m+1")
    (row,) = layer.ledger("dL/dx[k]", SIZES, {"k": 0}).to_dict("records")
    assert {name: row[name] for name in list(row)[3:]} == columns


@pytest.mark.parametrize("kind", [np.int64, np.uint8])
def test_numpy_integers_are_sizes_and_places(kind):
    sizes = {name: kind(value) for name, value in SIZES.items()}
    assert PLAIN.ledger("dL/dw[j]", sizes, {"j": kind(1)}, VALUES).equals(
        PLAIN.ledger("dL/dw[j]", SIZES, {"j": 1}, VALUES)
    )


@pytest.mark.parametrize(
    ("sizes", "at", "message"),
    [
        ([5, 3], None, "sizes: needs a name and a number for each, such as {'n': 4, 'm': 2}, not [5, 3]"),
        (SIZES, 1, "at: needs a name and a number for each, such as {'k': 1}, not 1"),
    ],
)
def test_sizes_and_places_are_named(sizes, at, message):
    with pytest.raises(TypeError) as refusal:
        PLAIN.ledger("dL/dx[k]", sizes, at)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"w": list("abc")}, "values: `w` is ['a', 'b', 'c']; it needs real numbers (float64, float32 or integers)"),
        ([1, 2, 3], "values: needs an array's name with its entries, such as {'w': [2, 5]}, not [1, 2, 3]"),
    ],
)
def test_values_are_numbers_by_the_names_of_arrays(values, message):
    with pytest.raises(TypeError) as refusal:
        PLAIN.ledger("dL/dx[k]", SIZES, values=values)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("sizes", "at", "values", "message"),
    [
        ({"n": 5}, None, None, "sizes: the layer needs a value for m"),
        ({"n": 0, "m": 1}, None, None, "sizes: `n` is a positive integer, not 0"),
        ({"n": 2, "m": 3}, None, None, "sizes: these leave the array `z` empty: its shape would be (0,)"),
        ({**SIZES, "q": 1}, None, None, "sizes: the layer has no size or parameter `q`; it has n and m"),
        ({"n": "5", "m": 3}, None, None, "sizes: `n` is a positive integer, not '5'"),
        ({"n": True, "m": 1}, None, None, "sizes: `n` is a positive integer, not True"),
        ({"n": 10**9, "m": 2}, None, None, TOO_MANY),
        ({"n": 10_002, "m": 2}, None, None, TOO_MANY),
        (SIZES, {"k": "1"}, None, "at: `k` is an integer, not '1'"),
        (SIZES, {"k": 5}, None, "at: `k` runs from 0 to 4 here, and 5 is not there"),
        (SIZES, {"q": 0}, None, "at: `q` is no index of what is wanted; they are k"),
        (SIZES, None, {"v": [1]}, "values: the layer has no array `v`; it has x, w, z, delta"),
        (
            SIZES,
            None,
            {"w": [[1], [1, 2]]},
            "values: `w` is a nested list whose rows have unequal lengths; it needs a full grid",
        ),
        (SIZES, None, {"w": [1, 2]}, "values: `w` has the shape (2,); for these sizes it needs (3,)"),
    ],
)
def test_what_does_not_fit_is_named(sizes, at, values, message):
    with pytest.raises(ValueError) as refusal:
        PLAIN.ledger("dL/dx[k]", sizes, at, values)
    assert str(refusal.value) == message
