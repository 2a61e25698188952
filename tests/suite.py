"""How the tests are run: which of them `make quick` leaves out, and which skips CI expects."""

import re
from typing import Any

import pytest

#: Files whose tests take long: they kill and fuzz, make many releases, open a browser, or read large tables. All others
#: are `make quick`, under a minute on two cores; `--durations=10` shows what slows it down.
SLOW = frozenset(
    """
    check/test_faults publish/test_diff publish/test_dockerfile publish/test_five_articles publish/test_formats
    publish/test_place publish/test_release publish/test_verify read/test_tables serve/map/test_map_browser
    serve/map/test_map_popups serve/test_accessible serve/test_narrow serve/test_tallies serve/test_unfilled
    test_docs test_fuzz test_many_faults test_nothing_lost test_perturbation test_same_bytes test_stopped test_ucdp
    """.split()
)
#: Why a test may be skipped in CI: files that are no part of the repository are absent, or nothing may be mounted.
EXPECTED_SKIPS = (r".*/shared/.*", "no small file system can be mounted here: .*")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--strict-skips`, for CI."""
    parser.addoption("--strict-skips", action="store_true", help="fail if a test is skipped for an unexpected reason")


def is_slow(file: str) -> bool:
    """Whether a file of tests, as its path from tests/, is among those that take long."""
    return file.removesuffix(".py") in SLOW


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and what opens a browser, so that `-m "not slow"` leaves it out."""
    for item in items:
        if is_slow(item.nodeid.split("::")[0].removeprefix("tests/")) or "chromium" in getattr(
            item, "fixturenames", ()
        ):
            item.add_marker(pytest.mark.slow)


def unexpected(config: pytest.Config) -> list[str]:
    """Each skip that CI does not expect: the test and the reason."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not reporter or not config.getoption("--strict-skips"):  # a worker of pytest-xdist has no reporter
        return []
    skips = [(report.nodeid, str(report.longrepr[2])) for report in reporter.stats.get("skipped", ())]
    told = [(test, reason.removeprefix("Skipped: ")) for test, reason in skips]
    return [f"{test}: {why}" for test, why in told if not any(re.fullmatch(each, why) for each in EXPECTED_SKIPS)]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail if a test was skipped that CI expects to run."""
    if unexpected(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which skips were not expected, and where to allow them."""
    if found := unexpected(config):
        terminalreporter.section("unexpected skips (tests/suite.py says which are expected)")
        terminalreporter.write_line("\n".join(found))
