"""A pytest plugin: each door and each question is taken out while a test that met it runs again.

``pytest -p tests.mutation.doors --remove-doors`` (``bin/check --full``). A test that saw a refusal
is run once more with that very refusal removed, and must fail; a removal that no test notices is a
door nobody watches, and fails the run. Nothing is written to the tree: the removal lives in this
process only.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from nenep.access.rules import SYSTEM, Capability
from tests.mutation.kept import HELD_TWICE
from tests.mutation.sites import QUESTIONS, Site, doors, questions

TRIES = 4
"""Tests of one file that may try one removal: the matrix has its turn after the apps' own tests."""

MATRIX = 24


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--remove-doors", action="store_true", help="remove each door in turn")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--remove-doors"):
        config.pluginmanager.register(Removal(config), "removal of doors")


class Removal:
    """What was met, what is removed just now, and what was noticed."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.removed: Site | None = None
        self.met: set[Site] = set()
        self.tries: Counter[tuple[Site, str]] = Counter()
        self.caught: set[str] = set()
        self.seen: set[str] = set()

    def pytest_collection_finish(self) -> None:
        """The modules are loaded: put ourselves between each question and whoever asks it."""
        for name, module in list(sys.modules.items()):
            if name.startswith("nenep.") and ".tests" not in name:
                _between(self, vars(module))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Once as it is; then, if it passed, once for each refusal that it met."""
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        self.met.clear()
        passed = not any(r.failed for r in self._run(item, log=True))
        for site in sorted(self.met, key=str) if passed else ():
            self._try_without(item, site)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        item.session._setupstate.teardown_exact(nextitem)
        return True

    def _try_without(self, item: pytest.Item, site: Site) -> None:
        self.seen.add(str(site))
        here = (site, str(item.path))
        if str(site) in self.caught or self.tries[here] >= (MATRIX if _is_matrix(item) else TRIES):
            return
        self.tries[here] += 1
        self.removed = site
        try:
            if any(report.failed for report in self._run(item, log=False)):
                self.caught.add(str(site))
        finally:
            self.removed = None

    def _run(self, item: pytest.Item, *, log: bool) -> list[pytest.TestReport]:
        if not log:
            item._initrequest()  # type: ignore[attr-defined]  # fresh fixtures, as for any rerun
        found: list[pytest.TestReport] = runtestprotocol(item, log=log, nextitem=Sibling(item))
        return found

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker tells the one that gathers; the gatherer's answer decides the run."""
        told = getattr(self.config, "workeroutput", None)
        if told is not None:
            told["caught"], told["seen"] = sorted(self.caught), sorted(self.seen)
        elif self.unwatched():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_testnodedown(self, node: Any) -> None:
        output = getattr(node, "workeroutput", {})
        self.caught |= set(output.get("caught", ()))
        self.seen |= set(output.get("seen", ()))

    def unwatched(self) -> list[str]:
        """The removals nobody noticed, and the reasons that no longer hold."""
        known = {str(site) for site in (*doors(), *questions())}
        left = [f"nobody noticed: {s}" for s in sorted(known - self.caught - set(HELD_TWICE))]
        stale = [f"no such site any more: {s}" for s in sorted(set(HELD_TWICE) - known)]
        return left + stale

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        known = {str(site) for site in doors()}
        asked = {str(site) for site in questions()}
        left = self.unwatched()
        terminalreporter.write_line(
            f"{len(known)} cửa và {len(asked)} câu hỏi quyền được gỡ lần lượt:"
            f" {len(self.caught)} bị phát hiện, {len(HELD_TWICE)} có cửa thứ hai giữ,"
            f" {len(left)} không ai thấy"
        )
        for line in left:
            met = "met" if line.partition(": ")[2] in self.seen else "never met"
            terminalreporter.write_line(f"  {line} ({met})")


def _is_matrix(item: pytest.Item) -> bool:
    return item.path.stem == "test_matrix"


class Sibling:
    """Stands for the next test, so that only what belongs to this one is torn down."""

    def __init__(self, item: pytest.Item) -> None:
        self.item = item

    def listchain(self) -> list[pytest.Item | pytest.Collector]:
        return list(self.item.listchain()[:-1])


def _between(removal: Removal, names: dict[str, Any]) -> None:
    for name, value in list(names.items()):
        asked = getattr(value, "__module__", "")
        if name in QUESTIONS and asked.startswith("nenep.access."):
            names[name] = _questioned(removal, name, value)
        elif (site := _door(asked, getattr(value, "__qualname__", ""))) is not None:
            names[name] = _doored(removal, site, value)


@cache
def _door(module: str, function: str) -> Site | None:
    file = module.replace(".", "/") + ".py"
    return next((s for s in doors() if (s.file, s.function) == (file, function)), None)


def _doored(removal: Removal, site: Site, door: Callable[..., Any]) -> Callable[..., Any]:
    """Without the door everybody passes it as the installation does; the row policies stay."""

    @wraps(door)
    def asked(actor: object, *args: object, **kwargs: object) -> object:
        if removal.removed == site:
            return door(SYSTEM, *args, **kwargs)
        try:
            return door(actor, *args, **kwargs)
        except Exception:
            removal.met.add(site)
            raise

    return asked


def _questioned(removal: Removal, name: str, question: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(question)
    def asked(*args: object, **kwargs: object) -> object:
        site = _site(sys._getframe(1).f_code.co_filename, sys._getframe(1).f_lineno, name)
        if site is not None and removal.removed == site:
            return _yes(name, question)
        try:
            answer = question(*args, **kwargs)
        except Exception:
            if site is not None:
                removal.met.add(site)
            raise
        if site is not None and (name == "within" or answer is False):
            removal.met.add(site)
        return answer

    return asked


def _yes(name: str, question: Callable[..., Any]) -> object:
    """What everybody would hear who may: nothing, True, or the list of all."""
    if name == "within":
        return question(SYSTEM, Capability.VIEW_UNIT)
    return True if name == "may" else None


@cache
def _site(file: str, line: int, name: str) -> Site | None:
    def here() -> Iterator[Site]:
        for site in questions():
            if site.name == name and file.endswith(site.file) and site.first <= line <= site.last:
                yield site

    return next(here(), None)
