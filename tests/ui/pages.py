"""The course driven without a browser, always through the front door."""

import pathlib

from streamlit.testing.v1 import AppTest

FRONT_DOOR = pathlib.Path(__file__).parent.parent.parent / "streamlit_app.py"


def front_door() -> AppTest:
    """The front page after its first run."""
    return AppTest.from_file(str(FRONT_DOOR), default_timeout=60).run()


def turn_to(app: AppTest, lesson: str) -> AppTest:
    """The page of a lesson, reached in the same session; "" is the front page."""
    app._page_hash = _address(lesson)
    return app.run()


def field(app: AppTest, exercise: str, kind: str = "text_input"):
    """The first input of an exercise."""
    return next(each for each in app.get(kind) if each.key.startswith(f"answer-{exercise}-"))


def press(app: AppTest, exercise: str, button: str = "Check") -> AppTest:
    """Press one of an exercise's buttons."""
    keys = {"Check": f"FormSubmitter:form-{exercise}-Check", "Hint": f"hint-{exercise}", "Other": f"anew-{exercise}"}
    return app.button(keys[button]).click().run()


def answer(app: AppTest, exercise: str, text: str) -> AppTest:
    """Type an answer and check it."""
    field(app, exercise).input(text)
    return press(app, exercise)


def verdicts(app: AppTest) -> list[str]:
    """The verdicts on the page, as they read."""
    return [each.value for kind in ("success", "warning", "error", "info") for each in app.get(kind)]


def mishaps(app: AppTest) -> list[str]:
    """What went wrong on the page."""
    return ["\n".join((each.message, *each.stack_trace)) for each in app.exception]


def _address(lesson: str) -> str:
    """How Streamlit numbers the page at an address; asked of Streamlit itself, whose ways of doing it change."""

    def ask(lesson: str) -> None:
        import streamlit as st

        page = st.Page(lambda: None, title="page", url_path=lesson or "front", default=not lesson)
        st.text(page._script_hash)

    return AppTest.from_function(ask, args=(lesson,)).run().text[0].value
