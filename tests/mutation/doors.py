"""A pytest plugin: each door and each question is taken out while tests that met it run again.

``--learn-doors=FILE`` writes down which test met which refusal, and how long it took.
``--remove-doors=FILE`` makes one item of each removal: the tests that met the refusal run again
without it, the nearest and quickest first, until one fails. A removal that no test notices is a
door nobody watches. Nothing is written to the tree: a removal lives in its process only.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.kept import HELD_TWICE
from tests.mutation.removal import Removal
from tests.mutation.sites import Site, sites

TRIES = 24
"""Tests that may try one removal."""
PAST_THE_ROWS = "tests/access/test_past_the_rows.py"
"""Tests in which no row policy refuses: only the doors do."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--learn-doors", metavar="FILE", help="note who meets which door")
    parser.addoption("--remove-doors", metavar="FILE", help="remove each door in turn")


def pytest_configure(config: pytest.Config) -> None:
    if learning := config.getoption("--learn-doors"):
        config.pluginmanager.register(Learning(config, Path(learning)), "learning of doors")
    if learnt := config.getoption("--remove-doors"):
        config.pluginmanager.register(Removing(config, Path(learnt)), "removal of doors")


class Learning:
    """Of each test that passed: how long it took, and the doors that refused somebody in it."""

    def __init__(self, config: pytest.Config, file: Path) -> None:
        self.config, self.file = config, file
        self.removal = Removal()
        self.met: dict[str, tuple[float, list[str]]] = {}

    def pytest_collection_finish(self) -> None:
        self.removal.stand_between()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        self.removal.met.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed and self.removal.met:
            self.met[report.nodeid] = (report.duration, sorted(map(str, self.removal.met)))

    def pytest_testnodedown(self, node: Any) -> None:
        self.met |= getattr(node, "workeroutput", {}).get("met", {})

    def pytest_sessionfinish(self) -> None:
        """A worker tells the one that gathers; the gatherer writes it down."""
        told = getattr(self.config, "workeroutput", None)
        if told is not None:
            told["met"] = self.met
        else:
            self.file.write_text(json.dumps(self.met, indent=1, sort_keys=True))


class Removing:
    """The collected tests become one item a removal, each with the tests that may notice it."""

    def __init__(self, config: pytest.Config, learnt: Path) -> None:
        self.config = config
        self.met: dict[str, tuple[float, list[str]]] = json.loads(learnt.read_text())
        self.removal = Removal()

    def pytest_collection_finish(self) -> None:
        self.removal.stand_between()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, items: list[pytest.Item]
    ) -> None:
        stale = sorted(set(HELD_TWICE) - set(sites()))
        if stale:
            raise pytest.UsageError(f"no such site any more: {', '.join(stale)}")
        tests = {item.nodeid: item for item in items}
        items[:] = [
            Without.from_parent(session, name=name, of=of, tests=self._nearest(name, tests))
            for name, of in sorted(sites().items())
            if name not in HELD_TWICE
        ]

    def _nearest(self, name: str, tests: Mapping[str, pytest.Item]) -> list[pytest.Item]:
        """Those written past the row policies first, then tests that met little else: they are
        about this door. Of each function one, before any of its other parameters."""
        met = sorted(
            (not test.startswith(PAST_THE_ROWS), len(refused), seconds, test)
            for test, (seconds, refused) in self.met.items()
            if name in refused and test in tests
        )
        seen = Counter[str]()
        rounds: list[tuple[int, str]] = []
        for *_, test in met:
            function = test.partition("[")[0]
            rounds.append((seen[function], test))
            seen[function] += 1
        return [tests[test] for _, test in sorted(rounds, key=itemgetter(0))[:TRIES]]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        assert isinstance(item, Without)
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        with self.removal.of(item.of):
            noticed = any(self._fails(test) for test in item.tests)
        item.session._setupstate.teardown_exact(nextitem)
        item.ihook.pytest_runtest_logreport(report=item.report(noticed))
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def _fails(self, test: pytest.Item) -> bool:
        """Once more, with fresh fixtures, leaving nothing set up. What breaks before the test
        itself says nothing of it."""
        test._initrequest()  # type: ignore[attr-defined]
        ran: Iterable[pytest.TestReport] = runtestprotocol(test, log=False, nextitem=Beside(test))
        test.session._setupstate.teardown_exact(Beside(test.session))  # type: ignore[arg-type]
        return any(report.failed for report in ran if report.when == "call")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        noticed = len(terminalreporter.stats.get("passed", ()))
        kept = len(HELD_TWICE)
        terminalreporter.write_line(
            f"{len(sites())} doors removed, {noticed} caught, {kept} kept by a second wall"
        )


class Without(pytest.Item):
    """One removal: it passes when a test fails."""

    def __init__(self, *, of: Site, tests: list[pytest.Item], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.of, self.tests = of, tests

    def runtest(self) -> None:
        pytest.fail("its tests run, not it")

    def report(self, noticed: bool) -> pytest.TestReport:
        tried = [f"  {test.nodeid}" for test in self.tests] or [
            "  nothing: no test met its refusal"
        ]
        told = [f"nobody noticed the removal of {self.name}; tried", *tried]
        return pytest.TestReport(
            nodeid=self.nodeid,
            location=self.location,
            keywords={},
            outcome="passed" if noticed else "failed",
            longrepr=None if noticed else "\n".join(told),
            when="call",
        )


class Beside:
    """Stands for a next test that shares all that is above this one."""

    def __init__(self, node: pytest.Item | pytest.Session) -> None:
        self.chain = node.listchain() if isinstance(node, pytest.Session) else node.listchain()[:-1]

    def listchain(self) -> list[Any]:
        return self.chain
