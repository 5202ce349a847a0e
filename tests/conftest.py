"""What holds for every test: a skipped one counts as failed, and hypothesis draws the same examples in every run."""

import pytest
from hypothesis import settings

settings.register_profile("flipside", deadline=None, derandomize=True, database=None)
settings.load_profile("flipside")


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
