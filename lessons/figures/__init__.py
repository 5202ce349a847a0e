"""The course's figures: a function each, from a lesson's arrays to a Figure that is alive in the browser.

A figure needs no server: whatever the pointer or the slider does is computed by Vega from the parameters of the
specification. To show one, hand over the specification with the data as its datasets, and keep Streamlit's theme,
which brings the page's font and its colour of letters:

    st.vega_lite_chart({**figure.spec, "datasets": {name: pandas.DataFrame(list(rows)) ...}}, key=..., alt=figure.alt)

Only `pick_grid` is to be shown with on_select="rerun"; lessons/figures/picking.py says what comes back.
"""

from lessons.figures.jacobian import jacobian_compare, jacobian_written_out
from lessons.figures.matrix import toeplitz
from lessons.figures.picking import pick_grid
from lessons.figures.products import correlation_and_convolution
from lessons.figures.reading import who_reads_whom, who_sends_back
from lessons.figures.spreading import scatter_gather
from lessons.figures.window import sliding_window

__all__ = [
    "correlation_and_convolution",
    "jacobian_compare",
    "jacobian_written_out",
    "pick_grid",
    "scatter_gather",
    "sliding_window",
    "toeplitz",
    "who_reads_whom",
    "who_sends_back",
]
