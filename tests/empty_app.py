"""The empty Streamlit app that the screen is compared with: a button, and how often it was pressed."""

import streamlit as st

st.session_state.pressed = st.session_state.get("pressed", 0) + st.button("Check")
st.text(f"pressed {st.session_state.pressed}")
