"""What holds for every test: a skipped one counts as failed, and hypothesis draws the same examples in every run."""

import gc

import pytest
from hypothesis import settings

settings.register_profile("flipside", deadline=None, derandomize=True, database=None)
settings.load_profile("flipside")
gc.set_threshold(10_000, 10, 6)  # what was collected stays: full looks through it took much of the time


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A skipped test proves nothing, so it fails; an expected failure is a skipped one as well."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and a skipped test proves nothing"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """A whole file that skips itself fails too."""
    report = yield
    if report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skipped itself, and a skipped test proves nothing"
    return report


def pytest_terminal_summary(terminalreporter):
    """Prints the tables that tests recorded: the property is named `table: title` and holds a heading and a row."""
    tables = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in getattr(report, "user_properties", ()):
                if name.startswith("table: "):
                    tables.setdefault((name.removeprefix("table: "), value[0]), []).append(value[1])
    for (title, heading), rows in tables.items():
        terminalreporter.section(title)
        for line in (heading, *rows):
            terminalreporter.write_line(line)
