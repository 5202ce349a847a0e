"""A real Chromium and a real server: what a learner sees, and nothing else."""

import os
import pathlib
import socket
import subprocess
import sys
import urllib.error
import urllib.request

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
PATIENCE = 30_000
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=PATIENCE)


class Server:
    """The course, served on a port of its own; it can be stopped and started again at the same address."""

    def __init__(self, folder: pathlib.Path, script: str = "streamlit_app.py") -> None:
        self.script = script
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = folder / "server.log"
        self.process = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", self.script]
        options = [f"--server.port={self.port}", "--server.address=127.0.0.1", "--server.headless=true"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                command + options, cwd=ROOT, stdout=log, stderr=log, env=os.environ | {"PYTHONUNBUFFERED": "1"}
            )
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()

    def answers(self) -> bool:
        """Whether it is there; asking waits for the connection, so this is no busy loop for long."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as reply:
                return reply.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    course = Server(tmp_path_factory.mktemp("server"))
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
