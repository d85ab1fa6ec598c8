"""bin/check: the whole gate as a list of named steps. CI runs this and nothing else.

--fast   lint, layers, types, migrations, tests without a database   (under two minutes)
(none)   all tests, browser journeys, and the demo reloaded from nothing (under fifteen)
--full   the above with what takes long: storms, mutations, the large organisation
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import _bootstrap

ROOT = Path(_bootstrap.ROOT)
PROGRAMS = Path(_bootstrap.PYTHON).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
APT = ("chromium", "poppler-utils")
LONG = "not scale and not mutation and not storm"
UNIT = f"not journey and {LONG}"
FAST = f"not database and {UNIT}"
MARKS = {"default": LONG, "full": ""}
DOORS = ("-p", "tests.mutation.doors")
DOORS_MET = "doors.json"
"""Which test met which refusal: written by the tests, read by what removes the doors."""


@dataclass(frozen=True)
class Step:
    name: str
    run: Callable[[], bool]


@dataclass(frozen=True)
class Outcome:
    name: str
    ok: bool
    seconds: float


def main(arguments: list[str]) -> int:
    """Runs every step even after a failure, so that one run tells everything."""
    tier = _parse(arguments)
    os.chdir(ROOT)
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ["PATH"] = f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    report = Path(tempfile.mkdtemp(prefix="nenep-check-"))
    try:
        outcomes = [_take(step) for step in _steps(tier, report)]
        return _summarise(outcomes, _counts(report / "tests.xml"))
    finally:
        shutil.rmtree(report, ignore_errors=True)


def _parse(arguments: list[str]) -> str:
    parser = ArgumentParser(prog="bin/check", description=__doc__)
    tiers = parser.add_mutually_exclusive_group()
    tiers.add_argument("--fast", action="store_const", const="fast", dest="tier")
    tiers.add_argument("--full", action="store_const", const="full", dest="tier")
    parser.set_defaults(tier="default")
    return str(parser.parse_args(arguments).tier)


def _steps(tier: str, report: Path) -> list[Step]:
    quiet = {"NENEP_DATABASE_ROLE": "owner"}
    migrations = ["makemigrations", "--check", "--dry-run", "--settings", "nenep.config.settings"]
    steps = [
        Step("ruff check", lambda: _run("ruff", "check", ".")),
        Step("ruff format", lambda: _run("ruff", "format", "--check", ".")),
        Step("layers", lambda: _run("lint-imports")),
        Step("types", lambda: _run("mypy")),
        Step(
            "migrations complete",
            lambda: _run(
                *("python", "-W", "ignore::RuntimeWarning", "-m", "django", *migrations), **quiet
            ),
        ),
    ]
    if tier == "fast":
        return [*steps, Step("tests", lambda: _tests(FAST, report))]
    steps = [
        *steps,
        Step("browser", _ready_browser),
        Step("demo from nothing", lambda: _reload_demo(report / "demos" / "master")),
        Step("tests", lambda: _tests(MARKS[tier] if _browser() else UNIT, report, tier == "full")),
    ]
    doors = report / DOORS_MET
    return (
        [*steps, Step("doors removed", lambda: _without_doors(doors))] if tier == "full" else steps
    )


def _take(step: Step) -> Outcome:
    print(f"\n━━ {step.name}", flush=True)
    began = time.monotonic()
    ok = step.run()
    return Outcome(step.name, ok, time.monotonic() - began)


def _run(*command: str, **environment: str) -> bool:
    return subprocess.run(command, env={**os.environ, **environment}).returncode == 0


def _tests(marks: str, report: Path, learning: bool = False) -> bool:
    """pytest's own summary is printed as it is; two processes, as the machine has two cores."""
    chosen = ["-m", marks] if marks else []
    if learning:
        chosen += [*DOORS, f"--learn-doors={report / DOORS_MET}"]
    if not marks:
        os.environ["NENEP_THOROUGH"] = "1"
    # A module stays in one process: what it builds once is built once. The long journeys first.
    spread = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
    return _run("pytest", *spread, "--junitxml", str(report / "tests.xml"), *chosen)


def _without_doors(met: Path) -> bool:
    """Each door taken out in turn, while the nearest tests run again that met its refusal."""
    return _run("pytest", "-n", "2", "-q", *DOORS, f"--remove-doors={met}")


def _browser() -> str | None:
    named = os.environ.get("NENEP_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def _ready_browser() -> bool:
    """Debian's own browser, installed when we may; its absence is loud and fails in CI."""
    missing = [] if _browser() else [APT[0]]
    missing += [] if shutil.which("pdftotext") else [APT[1]]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *missing)
        if _run("apt-get", "update", "-q", **quiet):
            _run(*install, **quiet)
    found = _browser()
    if found:
        print(found)
        return True
    print("!" * 78)
    print("!! No Chromium on this machine: THE BROWSER JOURNEYS DID NOT RUN.")
    print("!! Install chromium (or set NENEP_CHROMIUM) and run bin/check again.")
    print("!" * 78, flush=True)
    return os.environ.get("CI") != "true"


def _reload_demo(master: Path) -> bool:
    """As a newcomer would, twice; and nothing may be left running. What it made is what the
    journeys copy (``tests/demonstration.py``), so it is made once in a run."""
    master.mkdir(parents=True)
    data = str(master / "data")
    quiet = {"DATABASE_URL": "", "NENEP_DATA": ""}
    demo = (sys.executable, str(ROOT / "bin" / "demo"), "--no-serve", "--data", data)
    fine = _run(*demo, "--fresh", **quiet) and _run(*demo, **quiet)
    left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    running = [line for line in left.splitlines() if data in line]
    for line in running:
        print(f"still running: {line}")
    if fine and not running:
        (master / "whole").touch()
        os.environ["NENEP_TEST_DEMO"] = str(master.parent)
    return fine and not running


def _counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed (with errors) and skipped, from pytest's own report."""
    if not report.exists():
        return 0, 0, 0
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 - written by our pytest
    ran = failed = skipped = 0
    for suite in suites:
        ran += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return ran - failed - skipped, failed, skipped


def _summarise(outcomes: list[Outcome], counts: tuple[int, int, int]) -> int:
    print("\n━━ summary")
    for outcome in outcomes:
        print(f"{'ok  ' if outcome.ok else 'FAIL'} {outcome.seconds:7.1f} s  {outcome.name}")
    passed, failed, skipped = counts
    broken = [outcome.name for outcome in outcomes if not outcome.ok]
    if broken:
        print(f"failed: {', '.join(broken)}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if broken or not passed else 0
