"""The demo that tests share, and what the run says at its end, gathered from all processes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demonstration import Demo, Served, made, served


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demos, the same for all test processes.

    ``NENEP_TEST_DEMO`` names one in which they stay between runs, to save a minute while writing
    a journey.
    """
    kept = os.environ.get("NENEP_TEST_DEMO")
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    return Path(kept) if kept else shared


@pytest.fixture(scope="session")
def demo(demos: Path) -> Demo:
    """The invented organisation as it was loaded: nobody visits this one."""
    return made(demos / "untouched")


@pytest.fixture(scope="session")
def site(demos: Path) -> Iterator[Served]:
    """Another one on the air, on a port of this process; journeys change it, each its own cell."""
    with served(made(demos / "visited")) as running:
        yield running


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The size of the access matrix, the number of journeys, and figures a test noted."""
    ran = [r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, [])]
    noted = [(name, value) for report in ran for name, value in report.user_properties]
    doors = [int(value) for name, value in noted if name == "matrix"]
    if doors:
        terminalreporter.write_line(f"ma trận truy cập: {len(doors)} địa chỉ, {sum(doors)} ô")
    journeys = sum("journey" in report.keywords for report in ran)
    if journeys:
        terminalreporter.write_line(f"hành trình trong trình duyệt: {journeys}")
    for name, value in noted:
        if name == "nenep":
            terminalreporter.write_line(str(value))
