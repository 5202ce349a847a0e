"""A real Chromium and a real server: what a learner sees, and nothing else."""

import os
import pathlib
import socket
import subprocess
import sys
import threading

import pytest
from playwright.sync_api import Page, expect, sync_playwright

ROOT = pathlib.Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=PATIENCE)


class Server:
    """The course, served on a port of its own; it can be stopped and started again at the same address."""

    def __init__(self, script: str = "streamlit_app.py") -> None:
        self.script = script
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", self.script]
        options = [f"--server.port={self.port}", "--server.address=127.0.0.1", "--server.headless=true"]
        self.process = subprocess.Popen(
            command + options,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        said: list[str] = []
        ready = threading.Event()
        self.listener = threading.Thread(target=self._listen, args=(self.process.stdout, said, ready))
        self.listener.start()
        ready.wait(PATIENCE / 1000)
        assert any(self.url in line for line in said), "".join(said)

    def _listen(self, output, said: list[str], ready: threading.Event) -> None:
        """Read all that the server says; its address is the last line before it answers."""
        for line in output:
            said.append(line)
            if self.url in line:
                ready.set()
        ready.set()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.listener.join()
        self.process.stdout.close()


@pytest.fixture(scope="session")
def server():
    course = Server()
    course.start()
    yield course
    course.kill()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """What the browser complained about during a test; it must stay empty."""
    said: list[str] = []
    yield said
    assert said == []


@pytest.fixture
def opened(chromium, server, complaints):
    """Opens a page of the course in a browser that knows nothing yet; the same browser keeps all pages of a test."""
    contexts = []

    def open_page(path: str = "", size: dict = DESKTOP, scheme: str = "light") -> Page:
        if not contexts:
            contexts.append(chromium.new_context(viewport=size, color_scheme=scheme, locale="en-GB"))
        page = contexts[0].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
        page.on("console", lambda message: _is_complaint(message) and complaints.append(f"{path}: {message.text}"))
        page.goto(f"{server.url}/{path}")
        settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _is_complaint(message) -> bool:
    """Streamlit asks for <page>/_stcore/... on a deep link, is told 404 and asks again at the root: no fault."""
    return message.type == "error" and "/_stcore/" not in message.location.get("url", "")


def settled(page: Page) -> None:
    """Until the page's run has ended and nothing is left to be loaded."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_selector('[data-testid="stHeading"]')
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")


def answer(page: Page, exercise: str, text: str) -> None:
    """Type an answer into an exercise and press its button."""
    box = exercise_box(page, exercise)
    box.get_by_label("Your answer").fill(text)
    box.get_by_role("button", name="Check").click()


def exercise_box(page: Page, exercise: str):
    """The frame of one exercise."""
    return page.locator(f".st-key-exercise-{exercise.replace('/', '-')}")


def said(page: Page, exercise: str):
    """The verdict on an exercise's answer."""
    return exercise_box(page, exercise).get_by_test_id("stAlertContainer")
