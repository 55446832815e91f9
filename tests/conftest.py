"""What holds for all tests.

Where WASAT_FORBID_SKIPS is set, a skipped test is a failure. Properties are tried on 20 examples;
with HYPOTHESIS_PROFILE=thorough, as `make test-long` sets it, on 500; with `fuzz`, on 20,000.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "quick", max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=500)
settings.register_profile("fuzz", settings.get_profile("quick"), max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

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
