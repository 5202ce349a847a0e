"""The screen: renders lessons and verdicts with Streamlit. Nothing below it knows of Streamlit."""
