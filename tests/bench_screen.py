"""Measure the screen against an empty Streamlit app in the same run: ``python -m tests.bench_screen [part ...]``.

    verdict   submit -> verdict painted in Chromium ÷ the same for an empty app's button            budget 1.5
    pages     a lesson opened, figures included ÷ an empty app's page, both with an empty cache     budget 2
    class     learners that this machine holds: 95 % of the verdicts within 500 ms, an answer each 5 s   budget 400
    arrival   a whole class that opens the page of a server that was just started
    memory    a learner's session beyond an empty app's                                             budget 3 MB

Both apps run with the project's settings. The learners of ``class`` are websocket sessions of this very process, so the
two cores carry them as well. Each part is a function without arguments in ``PARTS``, for a script that runs them beside
others. Nothing here is a test: no time is asserted.
"""

import argparse
import asyncio
import os
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from lessons.checking import check
from lessons.course import COURSE, EXERCISES
from lessons.model import Figure
from tests.answers import typed
from tests.browser.conftest import CHROMIUM, FLAGS, Server
from tests.load import Learner, Reply
from tests.machine import Share, resident
from tests.stopwatch import opened, pressed, visitor
from ui.kinds import KINDS

EMPTY = "tests/empty_app.py"
ASKED = "backward-inputs/dx"
CLICKS = 30
VISITS = 3
LADDER = (50, 100, 200, 400, 600)
THINKING = 5.0
ANSWERS_EACH = 5
BEARABLE = 0.5
CLASS = 400
ARRIVING = 20.0
FEW, MANY = 20, 80


@contextmanager
def served(script: str = "streamlit_app.py") -> Iterator[Server]:
    """A server of its own, stopped at the end."""
    server = Server(script)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def verdict() -> None:
    """Print the ratio of a checked answer to an empty app's button, pressed in turns."""
    wrong = _answers_that_read_differently()
    box = f".st-key-exercise-{ASKED.replace('/', '-')}"
    with served() as course, served(EMPTY) as empty, chromium() as browser:
        page, _ = opened(visitor(browser), f"{course.url}/{ASKED.split('/')[0]}")
        other, _ = opened(visitor(browser), empty.url)
        ours, theirs = [], []
        for place in range(CLICKS + 2):
            page.locator(f"{box} input").fill(wrong[place % len(wrong)])
            ours.append(pressed(page, f"{box} button:has-text('Check')", f"{box} [data-testid=stAlertContainer]"))
            theirs.append(pressed(other, "button:has-text('Check')", "[data-testid=stText]"))
    first, ours, theirs = ours[0], ours[2:], theirs[2:]
    print(f"submit -> verdict painted: {_ms(ours)}; empty app {_ms(theirs)}; the first of a server {first:.0f} ms")
    print(f"  ratio of the medians of {CLICKS}: {_ratio(ours, theirs)} (budget 1.5)")


def pages() -> None:
    """Print the ratio of every lesson's first visit, and of a later one, to an empty app's."""
    found: dict[str, tuple[list, list]] = {lesson.id: ([], []) for lesson in COURSE}
    bare: tuple[list, list] = ([], [])
    with served() as course, served(EMPTY) as empty, chromium() as browser:
        opened(visitor(browser), f"{course.url}/{COURSE[0].id}")
        for _ in range(VISITS):
            for lesson in COURSE:
                figures = sum(isinstance(step, Figure) for step in lesson.steps)
                buttons = sum(exercise.kind in KINDS for exercise in lesson.exercises)
                for url, sides in ((empty.url, bare), (f"{course.url}/{lesson.id}", found[lesson.id])):
                    context = visitor(browser)
                    wanted = (0, 1) if url == empty.url else (figures, buttons)
                    for times in sides:
                        page, milliseconds = opened(context, url, *wanted)
                        times.append(milliseconds)
                        page.close()
                    context.close()
    for visit, name in enumerate(("first visit, empty cache", "later visit, filled cache")):
        rows = sorted(((statistics.median(found[name][visit]), name) for name in found), reverse=True)
        base = statistics.median(bare[visit])
        print(f"a page opened, {name}: empty app {base:.0f} ms; worst {rows[0][1]}, ratio {rows[0][0] / base:.2f}")
        print("  " + ", ".join(f"{name} {milliseconds / base:.2f}" for milliseconds, name in rows))


def holds() -> None:
    """Print how many learners get their verdicts in time, rung by rung."""
    with served() as server:
        asyncio.run(_ladder(server))


async def _ladder(server: Server) -> None:
    page = await _longest(server)
    answers = typed(page)
    print(f"learners on /{page}, an answer each {THINKING:.0f} s (wrong, unreadable, right), the load itself included")
    learners: list[Learner] = []
    for count in LADDER:
        for _ in range(count - len(learners)):
            learners.append(Learner(server.port, page))
            await learners[-1].open()
        share = Share(server.process.pid)
        replies = await asyncio.gather(*(_answering(learner, answers) for learner in learners))
        seconds = sorted(reply.seconds for each in replies for reply in each)
        late = _quantile(seconds, 0.95)
        cpu, own, others = share.taken()
        print(
            f"  {count:4d}: median {_quantile(seconds, 0.5) * 1e3:.0f} ms, 95 % within {late * 1e3:.0f} ms; "
            f"CPU an answer: server {cpu * 1e3 / len(seconds):.1f} ms, load {own * 1e3 / len(seconds):.1f} ms; "
            f"others took {others:.0%} of the machine",
            flush=True,
        )
        if late > BEARABLE:
            break
    for learner in learners:
        await learner.close()


async def _longest(server: Server) -> str:
    """The lesson whose page sends most."""
    sizes = {}
    for lesson in COURSE:
        learner = Learner(server.port, lesson.id)
        sizes[lesson.id] = (await learner.open()).messages
        await learner.close()
    return max(sizes, key=sizes.get)


async def _answering(learner: Learner, answers: tuple) -> list[Reply]:
    """Some answers, one each five seconds, from a place of the lesson that differs from learner to learner."""
    chance = random.Random(id(learner))
    start = chance.randrange(len(answers))
    replies = []
    await asyncio.sleep(chance.uniform(0, THINKING))
    for place in range(ANSWERS_EACH):
        exercise, text, word = answers[(start + place) % len(answers)]
        reply = await learner.answer(exercise, text)
        assert word in reply.verdict, (exercise, text, reply.verdict)
        replies.append(reply)
        await asyncio.sleep(max(0, THINKING * chance.uniform(0.5, 1.5) - reply.seconds))
    return replies


def arrival() -> None:
    """Print how long a class waits for its page when it comes to a server that was just started."""
    with served() as server:
        asyncio.run(_arrive(server))


async def _arrive(server: Server) -> None:
    async def one(learner: Learner, delay: float) -> float:
        await asyncio.sleep(delay)
        return (await learner.open()).seconds

    learners = [Learner(server.port, COURSE[0].id) for _ in range(CLASS)]
    share, start = Share(server.process.pid), time.perf_counter()
    waits = sorted(await asyncio.gather(*(one(each, ARRIVING * place / CLASS) for place, each in enumerate(learners))))
    cpu, _, others = share.taken()
    print(
        f"{CLASS} learners open /{COURSE[0].id} within {ARRIVING:.0f} s of a new server: "
        f"median {_quantile(waits, 0.5):.2f} s, 95 % within {_quantile(waits, 0.95):.2f} s, longest {waits[-1]:.2f} s, "
        f"all there after {time.perf_counter() - start:.0f} s; {cpu * 1e3 / CLASS:.0f} ms CPU each; "
        f"others took {others:.0%} of the machine"
    )
    for learner in learners:
        await learner.close()


def memory() -> None:
    """Print what a session takes that has answered a whole lesson, and an empty app's."""
    with served() as server:
        ours = asyncio.run(_session_bytes(server, "backward-inputs"))
    with served(EMPTY) as server:
        theirs = asyncio.run(_session_bytes(server, ""))
    beyond = (ours - theirs) / 1e6
    print(f"memory a session: {ours / 1e6:.2f} MB, empty app {theirs / 1e6:.2f} MB, so beyond it {beyond:.2f} MB")


async def _session_bytes(server: Server, page: str) -> float:
    answers = typed(page) if page else ()

    async def learn() -> Learner:
        learner = Learner(server.port, page)
        await learner.open()
        for exercise, text, _ in answers:
            await learner.answer(exercise, text)
        if not page:
            await learner.press()
        return learner

    learners = [await learn() for _ in range(FEW)]
    before = resident(server.process.pid)
    learners += [await learn() for _ in range(MANY)]
    after = resident(server.process.pid)
    for learner in learners:
        await learner.close()
    return (after - before) / MANY


def _answers_that_read_differently() -> list[str]:
    """Wrong answers to the exercise that are told apart by what is said of them."""
    exercise = EXERCISES[ASKED]
    answers = [mistake.answer for mistake in exercise.mistakes if isinstance(mistake.answer, str)]
    said = {check(exercise, answer).message: answer for answer in answers}
    assert len(said) > 1
    return list(said.values())


def _quantile(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _ms(times: list[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.0f} ms, 95 % within {_quantile(ordered, 0.95):.0f} ms"


def _ratio(ours: list[float], theirs: list[float]) -> str:
    return f"{statistics.median(ours) / statistics.median(theirs):.2f}"


PARTS = {"verdict": verdict, "pages": pages, "class": holds, "arrival": arrival, "memory": memory}


def main() -> None:
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=" ".join(PARTS))
    for part in parser.parse_args().parts or PARTS:
        print(f"[{part}] load average {os.getloadavg()[0]:.1f}", flush=True)
        PARTS[part]()


if __name__ == "__main__":
    main()
