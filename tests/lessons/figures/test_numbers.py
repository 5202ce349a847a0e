"""What the figures say, held against the definitions by loops of their own and by NumPy."""

import re

import numpy as np
import pytest

from lessons import figures

ARRAYS = [
    ((1, 2, 0, -3, 4, 1, 2), (2, 1, -1)),
    ((3, 1), (2, 5)),
    ((4, 0, 1), (3,)),
    ((0.5, 2, -1, 3), (1, 0.25, -2, 4)),
]
CASES = pytest.mark.parametrize(("first", "w"), ARRAYS)


def value(text):
    return float(text.replace("−", "-"))


def numbers(records, array):
    return {cell["index"]: value(cell["value"]) for cell in records if cell["array"] == array}


def texts(figure, dataset="words"):
    return {(said["array"], said["index"]): said["text"] for said in figure.data[dataset]}


def total(text):
    """The sum that a text writes out with numbers, worked out by its own signs; it must be the number at its end."""
    products, result = text.split("\n= ")[1].replace("\n", " ").rsplit(" = ", 1)
    worked_out = sum(
        np.prod([value(factor.strip("()")) for factor in product.split("·")]) for product in products.split(" + ")
    )
    assert worked_out == pytest.approx(value(result))
    return worked_out


def jacobian(n, w):
    """dz[i]/dx[k] by pushing one input at a time."""
    eye = np.eye(n)
    return np.array([np.correlate(eye[k], w, "valid") for k in range(n)]).T


@CASES
def test_the_window_and_the_lines_show_the_correlation(first, w):
    for figure in (figures.sliding_window(first, w), figures.who_reads_whom(first, w)):
        z = np.correlate(first, w, "valid")
        assert numbers(figure.data["cells"], "x") == dict(enumerate(first))
        assert numbers(figure.data["cells"], "z") == pytest.approx(dict(enumerate(z)))
        assert [total(texts(figure)["z", i]) for i in range(len(z))] == pytest.approx(list(z))


@CASES
def test_the_readers_of_an_input_are_its_column_of_the_jacobian(first, w):
    column = jacobian(len(first), w)
    distinct = dict(enumerate(w))
    for figure in (figures.sliding_window(first, w), figures.who_reads_whom(first, w)):
        for k in range(len(first)):
            named = re.findall(r"z\[(\d+)\] with w\[(\d+)\]", texts(figure)["x", k])
            told = {int(i): distinct[int(j)] for i, j in named}
            assert told == {i: weight for i, weight in enumerate(column[:, k]) if weight or i in told}


@CASES
def test_the_gradient_is_the_full_convolution(first, w):
    dx = np.convolve(first, w, "full")
    back, both = figures.who_sends_back(first, w), figures.scatter_gather(first, w)
    assert numbers(back.data["cells"], "delta") == numbers(both.data["cells"], "delta") == dict(enumerate(first))
    for figure, dataset in ((back, "words"), (both, "collected")):
        assert numbers(figure.data["cells"], "dx") == pytest.approx(dict(enumerate(dx)))
        assert [total(texts(figure, dataset)["dx", k]) for k in range(len(dx))] == pytest.approx(list(dx))


@CASES
def test_scattering_ends_where_gathering_does(first, w):
    figure = figures.scatter_gather(first, w)
    last = max(cell["step"] for cell in figure.data["totals"])
    running = [cell for cell in figure.data["totals"] if cell["step"] == last]
    assert numbers(running, "dx") == numbers(figure.data["cells"], "dx")
    columns = np.zeros(last + 1)
    for product in figure.data["products"]:
        columns[int(product["left"])] += value(product["value"])
    assert columns == pytest.approx(np.convolve(first, w, "full"))


def test_a_product_is_not_called_by_the_name_of_its_weight():
    names = [product["name"] for product in figures.scatter_gather((3, 1), (2, 5)).data["products"]]
    assert names == ["w[0]·δ", "w[1]·δ", "w[0]·δ", "w[1]·δ"]


@CASES
def test_after_each_step_the_totals_hold_what_was_thrown_so_far(first, w):
    figure = figures.scatter_gather(first, w)
    for step in range(len(first)):
        thrown = np.convolve([*first[: step + 1], *[0] * (len(first) - step - 1)], w, "full")
        running = [cell for cell in figure.data["totals"] if cell["step"] == step]
        assert numbers(running, "dx") == pytest.approx(dict(enumerate(thrown)))


def test_outside_of_delta_there_are_zeros():
    figure = figures.scatter_gather((3, 1), (2, 1, -1))
    row = sorted((cell["left"], cell["value"], cell["name"]) for cell in figure.data["read"])
    assert row == [(-2, "0", ""), (-1, "0", ""), (0, "3", "δ[0]"), (1, "1", "δ[1]"), (2, "0", ""), (3, "0", "")]


@CASES
def test_the_matrix_is_the_jacobian(first, w):
    n = len(first)
    figure = figures.toeplitz(w, n)
    rows = sorted({cell["top"] for cell in figure.data["cells"]})
    shown = np.zeros((len(rows), n))
    for cell in figure.data["cells"]:
        shown[rows.index(cell["top"]), cell["left"]] = value(cell["value"])
        assert cell["name"] == (f"w[{cell['index']}]" if cell["array"] == "w" else "")
    assert shown == pytest.approx(jacobian(n, w))


def test_a_zero_of_the_matrix_says_who_does_not_read_whom():
    assert texts(figures.toeplitz((2, 1), 4))["none", 4] == "0, since z[1] does not read x[0]:\nit reads x[1] to x[2]."


@CASES
def test_correlation_and_convolution_are_those_of_numpy(first, w):
    figure = figures.correlation_and_convolution(first, w)
    assert numbers(figure.data["cells"], "corr") == pytest.approx(dict(enumerate(np.correlate(first, w, "valid"))))
    conv = np.convolve(first, w, "valid")
    assert numbers(figure.data["cells"], "conv") == pytest.approx(dict(enumerate(conv)))
    assert [total(texts(figure, "said below")["conv", i]) for i in range(len(conv))] == pytest.approx(list(conv))


def test_the_kernel_lies_forwards_above_and_backwards_below():
    kernel = figures.correlation_and_convolution((1, 2, 0, 3), (2, 1, -1)).data["kernel"]
    rows = {top: sorted((cell["column"], cell["name"]) for cell in kernel if cell["top"] == top) for top in (60, 176)}
    assert [name for _, name in rows[60]] == ["w[0]", "w[1]", "w[2]"]
    assert [name for _, name in rows[176]] == ["w[2]", "w[1]", "w[0]"]


def test_the_wrong_entries_of_a_jacobian_are_marked_and_named():
    figure = figures.jacobian_compare([[1, 2, 0], [0, 1, 2]], [[2, 1, 0], [0, 2, 1]])
    marked = [cell for cell in figure.data["cells"] if cell["mark"] == "✗"]
    assert [(cell["array"], cell["index"], cell["value"]) for cell in marked] == [
        ("wrong", 0, "1"),
        ("wrong", 1, "2"),
        ("wrong", 4, "1"),
        ("wrong", 5, "2"),
    ]
    assert figure.caption == "4 of 6 entries are wrong, marked by ✗: first, ∂z[0]/∂x[0] is 2, not 1."
    assert texts(figure)["none", 2] == "∂z[0]/∂x[2] = 0 in both"


def test_the_jacobian_opens_at_the_first_wrong_entry():
    figure = figures.jacobian_compare([[1, 2], [0, 1]], [[1, 2], [2, 1]])
    assert [param["value"] for param in figure.spec["params"] if "bind" in param] == [2]


WRITTEN = figures.jacobian_written_out(
    [["sigma'(z[0])*w[1]", "0"], ["w[0] + w[1] + w[2] + w[3] + w[4]", "-2*x[0, 1]"]],
    [["w[0]", "0"], ["0", "x[0, 1]*(0 - 2)"]],
    {(0, 0), (1, 0)},
    ["a[1]", "a[2]"],
    ["x[0, 1]", "x[0, 2]"],
    heads=("yours", "chain rule"),
)


def test_a_written_out_jacobian_says_what_differs_in_whole():
    assert texts(WRITTEN) == {
        ("none", 0): "∂a[1]/∂x[0, 1]\nyours: σ'(z[0])·w[1]\nchain rule: w[0]",
        ("none", 1): "∂a[1]/∂x[0, 2] = 0 in both",
        ("none", 2): "∂a[2]/∂x[0, 1]\nyours: w[0] + w[1] + w[2] + w[3] + w[4]\nchain rule: 0",
        ("none", 3): "∂a[2]/∂x[0, 2] = x[0, 1]·(0 − 2) in both",
    }
    assert WRITTEN.caption == "2 of 4 entries are wrong, marked by ✗: first, ∂a[1]/∂x[0, 1] is w[0], not σ'(z[0])·w[1]."


def test_a_cell_holds_a_few_short_lines():
    yours = [cell for cell in WRITTEN.data["cells"] if cell["left"] < 2]
    assert [cell["value"] for cell in yours] == ["σ'(z[0])\n·w[1]", "0", "w[0]\n+ w[1]\n+ …", "−2·x[0, 1]"]
    assert [cell["mark"] for cell in yours] == ["✗", "", "✗", ""]


def test_rows_and_columns_have_the_names_of_their_entries():
    titles = [name["title"] for name in WRITTEN.data["names"]]
    assert titles == ["yours", "chain rule", "0, 1", "0, 2", "0, 1", "0, 2", "x:", "a[1]", "a[2]"]


def test_a_right_jacobian_is_said_to_be_right():
    figure = figures.jacobian_compare([[1, 2]], [[1, 2]])
    assert figure.caption == "All 2 entries agree."
    assert {cell["mark"] for cell in figure.data["cells"]} == {""}


def test_the_grid_keeps_the_text_of_its_cells_and_shows_it_in_letters():
    records = figures.pick_grid([["z[0]", "x[1]"], ["delta[1]*w[0]"]]).data["cells"]
    assert [(r["cell"], r["value"], r["array"], r["left"]) for r in records] == [
        ("z[0]", "z[0]", "z", 0),
        ("x[1]", "x[1]", "x", 1),
        ("delta[1]*w[0]", "δ[1]·w[0]", "delta", 0),
    ]


def test_the_selection_of_the_grid_has_the_name_that_the_screen_asks_for():
    selections = [
        param
        for layer in figures.pick_grid([["z[0]"]]).spec["layer"]
        for param in layer.get("params", [])
        if "select" in param
    ]
    assert [(one["name"], one["select"]["fields"]) for one in selections] == [("picked", ["cell"])]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: figures.who_reads_whom((1,), (1, 2)),
            "w is 2 long and x is 1: give an x that is at least as long as w, which is not empty",
        ),
        (
            lambda: figures.correlation_and_convolution((1,), ()),
            "w is 0 long and x is 1: give an x that is at least as long as w, which is not empty",
        ),
        (lambda: figures.who_sends_back((), (1, 2)), "delta is 0 long and w is 2: give at least one of each"),
        (lambda: figures.scatter_gather((1, 2), ()), "delta is 2 long and w is 0: give at least one of each"),
        (
            lambda: figures.toeplitz((1, 2, 3), 2),
            "w is 3 long and n is 2: give an n that is at least as long as w, which is not empty",
        ),
        (
            lambda: figures.jacobian_compare([[1, 2]], [[1], [2]]),
            "yours has 1 rows of [2] and right has 2 rows of [1]: give two tables of one shape, not empty",
        ),
        (
            lambda: figures.jacobian_compare([[1, 2], [3]], [[1, 2], [3]]),
            "yours has 2 rows of [1, 2] and right has 2 rows of [1, 2]: give two tables of one shape, not empty",
        ),
        (lambda: figures.pick_grid([["z[0]", "z[0]"]]), "the cells are ['z[0]', 'z[0]']: give at least one, each once"),
        (lambda: figures.pick_grid([[]]), "the cells are []: give at least one, each once"),
    ],
)
def test_what_can_not_be_drawn_is_refused_with_the_remedy(make, says):
    with pytest.raises(ValueError) as caught:
        make()
    assert str(caught.value) == says
