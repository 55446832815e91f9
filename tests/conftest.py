"""What holds for all tests: where WASAT_FORBID_SKIPS is set, a skipped test is a failure."""

import os

import pytest

_skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if (
        _skipped
        and os.environ.get("WASAT_FORBID_SKIPS")
        and not hasattr(session.config, "workerinput")
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skipped and os.environ.get("WASAT_FORBID_SKIPS"):
        terminalreporter.section("skipped, though WASAT_FORBID_SKIPS is set", red=True)
        for name in _skipped:
            terminalreporter.write_line(name)
