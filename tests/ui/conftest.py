"""An error on a page is told in full to whoever runs the tests."""

import pytest
import streamlit as st


@pytest.fixture(autouse=True, scope="session")
def errors_in_full():
    before = st.get_option("client.showErrorDetails")
    st.set_option("client.showErrorDetails", "full")
    yield
    st.set_option("client.showErrorDetails", before)
