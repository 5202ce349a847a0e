"""The little that Streamlit's theme can't say: a calm column, formulas that scroll within themselves, small tables."""

from __future__ import annotations

import streamlit as st

from ui.colours import css

ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#94372a"/><path d="M14 6v20L5 22zM18 6v20l9-4z" fill="#fbf9f4"/></svg>"""
"""The page's icon, drawn here: a named icon would be fetched from elsewhere."""

_SHEET = """
[data-testid="stMainBlockContainer"] { max-width: 46rem; padding-top: 3.5rem; }
[data-testid="stMarkdownContainer"] p, [data-testid="stMarkdownContainer"] li { line-height: 1.65; }
[data-testid="stMarkdownContainer"] p { hyphens: auto; }
:is([data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"]) :is(p, li, td) {
  text-wrap-style: pretty; }
:is([data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"]) code {
  font-size: 0.86em; font-style: normal; padding: 0.1em 0.2em; }
[data-testid="stCaptionContainer"] { color: var(--faded); opacity: 1; }
hr, [class*="st-key-exercise-"], [data-testid="stExpander"] details { border-color: var(--line) !important; }
.katex-display { overflow-x: auto; overflow-y: hidden; padding: 0.35em 0; margin: 0.4em 0 !important; }
[data-testid="stMarkdownContainer"] .katex { font-size: 1.08em; }
[data-testid="stMarkdownContainer"] .katex .reset-size3.size1 { font-size: 0.85em; }
[class*="st-key-flipside-"] { position: absolute; width: 1px; height: 1px; overflow: hidden; }
[class*="st-key-exercise-"] { padding: 1.4rem 1.6rem 1.2rem; margin: 0.6rem 0; contain: layout paint style;
  scroll-margin-top: 4rem; }
[class*="st-key-exercise-"] > * > [data-testid="stVerticalBlock"] { flex-flow: row wrap; column-gap: 1.5rem; }
[class*="st-key-exercise-"] > * > [data-testid="stVerticalBlock"] > * { flex: 0 0 100%; min-width: 0; }
[class*="st-key-exercise-"] > * > * > :has(> [data-testid="stButton"]) { flex: 0 0 auto !important; }
[class*="st-key-answer-"] :is(textarea, input:not([role="combobox"])) { font-family: "Source Code Pro", monospace; }
[data-testid="stBaseButton-tertiary"] { color: var(--link); }
[role="radiogroup"] { gap: 0.45rem; }
[data-testid="stRadioOption"] > div { align-items: baseline; }
[data-testid="stRadioOption"] > div > :first-child { contain: layout; position: relative; top: 0.22em; }
[data-testid="InputInstructions"] { display: none; }
[class*="st-key-lesson-"] { padding-bottom: 0.2rem; }
[class*="st-key-lesson-"] a { position: relative; left: -0.5rem; }
[data-testid="stSidebar"] [data-testid="stCaptionContainer"] { padding-left: 0.5rem; }
.st-key-onward a { background: var(--accent); padding: 0.45rem 1rem; }
.st-key-onward a * { color: #fff !important; }
.st-key-continue a:not(:hover) { background: none; }
.st-key-continue p { font-weight: 400; }
[data-testid="stForm"] [data-testid="stVerticalBlock"] { gap: 0.6rem; }
[class*="st-key-row-"], [class*="st-key-row-"] p { display: grid !important; gap: 0 0.4rem !important;
  grid-auto-flow: column; grid-auto-columns: minmax(2.4rem, 4.2rem); justify-content: start; }
[class*="st-key-row-"] p { white-space: nowrap; }
[class*="st-key-row-"] { position: relative; overflow-x: auto; padding: 1.9rem 2px 2px; margin-left: -2px; }
[class*="st-key-row-"] > :first-child { position: absolute; inset: 0 2px auto; width: auto !important; }
[class*="st-key-dials-"] { display: grid !important; grid-template-columns: fit-content(60%) 9rem;
  gap: 0.3rem 1rem !important; align-items: center; }
[class*="st-key-row-"] > *, [class*="st-key-dials-"] > * { width: 100% !important; min-width: 0; }
.code { background: var(--code); padding: 0.9rem 1rem; border-radius: 0.35rem; overflow-x: auto; margin: 0; }
.code code { font-family: "Source Code Pro", monospace; font-size: 0.88em; }
.case { border-collapse: collapse; margin: 0.2rem 0 0.8rem; width: 100%; }
.case caption { text-align: left; padding-bottom: 0.3rem; }
.case th { text-align: left; vertical-align: top; padding: 0.25rem 1rem 0.25rem 0; white-space: nowrap; }
.case td { vertical-align: top; padding: 0.25rem 0; overflow-wrap: anywhere; }
.case td span.why { display: block; opacity: 0.85; font-size: 0.92em; }
.case code, .unrolled code { font-family: "Source Code Pro", monospace; font-size: 0.9em; }
.unrolled { margin: 0; overflow-wrap: anywhere; }
.unrolled del { opacity: 0.6; }
[class*="st-key-rosetta-"] table { width: 100%; border: none; table-layout: fixed; }
[class*="st-key-rosetta-"] :is(th, td) { border-width: 0 0 1px; padding: 0.5rem 0.8rem 0.5rem 0; }
[class*="st-key-rosetta-"] .katex { white-space: nowrap; font-size: 0.94em; }
[class*="st-key-rosetta-"] tr:last-child td { border-bottom: none; }
[class*="st-key-rosetta-"] th:first-child { width: 18%; }
[class*="st-key-rosetta-"] th:nth-child(3):last-child { width: 33%; }
.st-key-rosetta-flips th:nth-child(2) { width: 36%; }
[class*="st-key-rosetta-"] th { font-weight: normal; opacity: 0.75; text-align: left; vertical-align: bottom; }
@media (min-width: 641px) { .katex { white-space: nowrap; } }
@media (max-width: 640px) {
  [class*="st-key-rosetta-"] :is(table, tbody, tr, td) { display: block; }
  [class*="st-key-rosetta-"] thead { display: none; }
  [class*="st-key-rosetta-"] td { border: none; padding: 0.15rem 0; overflow-x: auto; }
  [class*="st-key-rosetta-"] td:first-child { font-weight: 600; padding-top: 0.8rem; }
  [class*="st-key-rosetta-"] td:last-child { padding-bottom: 0.8rem; }
  .st-key-rosetta-flips td:nth-child(3)::before { content: "Forwards: "; }
  .st-key-rosetta-flips td:nth-child(4)::before { content: "Back to the input: "; }
  [data-testid="stMainBlockContainer"] { padding-left: 1.1rem; padding-right: 1.1rem; }
  [class*="st-key-exercise-"] { padding: 1rem 0.9rem; }
  [class*="st-key-exercise-"] .katex-display .katex { font-size: 1em; }
  .code code { font-size: 0.78em; }
  .listing { white-space: pre-wrap; overflow-wrap: anywhere; }
  .case, .case tbody, .case tr, .case th, .case td, .case caption { display: block; }
  .case td { padding-bottom: 0.6rem; }
}
"""


def show() -> None:
    """Put the style sheet on the page; it takes no room."""
    names = {
        "accent": "primaryColor",
        "link": "linkColor",
        "code": "codeBackgroundColor",
        "faded": "grayTextColor",
        "line": "dataframeBorderColor",
    }
    colours = " ".join(f"--{name}: {_themed(option)};" for name, option in names.items())
    st.html(f"<style>:root {{ {colours} }}{_SHEET}{css()}</style>")


def _themed(option: str) -> str:
    """A colour of the theme, on a light and on a dark page."""
    return f"light-dark({st.get_option(f'theme.light.{option}')}, {st.get_option(f'theme.dark.{option}')})"
