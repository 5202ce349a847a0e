"""Every figure on one page, without the course around it; `runs` counts how often the server was asked."""

import streamlit as st

from lessons import figures
from ui.figure import ready

X, W, DELTA = (1, 2, 0, -3, 4, 1, 2), (2, 1, -1), (3, 1, -2, 2, 1)
RIGHT = [[2, 1, -1, 0], [0, 2, 1, -1]]
YOURS = [[-1, 1, 2, 0], [0, -1, 1, 2]]

ALIVE = (
    figures.sliding_window(X, W),
    figures.who_reads_whom(X, W),
    figures.who_sends_back(DELTA, W),
    figures.toeplitz(W, 7),
    figures.scatter_gather(DELTA, W),
    figures.jacobian_compare(YOURS, RIGHT),
    figures.correlation_and_convolution(X, W),
)
PICK = figures.pick_grid([["z[0]", "z[1]"], ["delta[1]*w[0]", "delta[0]*w[1]"]])


def show(figure, **options):
    with st.container(key=figure.id):
        return st.vega_lite_chart(spec=ready(figure), key=f"{figure.id}-chart", **options)


def page():
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st.header(f"runs {st.session_state.runs}")
    if st.query_params.get("show") == "pick":
        state = show(PICK, on_select="rerun")
        st.text(f"picked {[record['cell'] for record in state.selection.get('picked', [])]}")
    else:
        for figure in ALIVE:
            show(figure)


if __name__ == "__main__":
    page()
