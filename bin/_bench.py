"""bin/bench room: what the room weighs and how it answers on a slow phone and a slow line.

Everything is measured several times in Debian's Chromium over a local server of this program's own
files: min, median and max, as a table or (``--json``) for machines. Budgets stand beside them.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import _bench_hall
import _bootstrap

ROOT = Path(_bootstrap.ROOT)
STYLES = ("base", "components", "forms", "print")
NAMES = 150


@dataclass(frozen=True)
class Measured:
    """One figure over its runs; ``budget`` None where only the size is told."""

    name: str
    unit: str
    least: float
    middle: float
    most: float
    budget: float | None

    @property
    def kept(self) -> bool:
        return self.budget is None or self.middle <= self.budget


def main(arguments: Sequence[str]) -> int:
    """1 when a median is over its budget."""
    parser = ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("what", choices=["room"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    figures = [*sizes(), *browser(asked.runs), *lighthouse()]
    if asked.json:
        print(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(figures)))
    return 0 if all(figure.kept for figure in figures) else 1


def sizes() -> list[Measured]:
    """Scripts and styles of the shell, each file packed for itself as it would travel."""
    static = ROOT / "nenep"
    scripts = [*(static / "room" / "static" / "room" / "hall").glob("*.js")]
    scripts += [static / "room" / "static" / "room" / "worker.js"]
    styles = [static / "ui" / "static" / "ui" / f"{name}.css" for name in STYLES]
    styles += [static / "room" / "static" / "room" / "hall.css"]
    packed = sum(len(gzip.compress(path.read_bytes(), 9)) for path in (*scripts, *styles)) / 1024
    bundle = json.dumps(_bench_hall.bundle(NAMES), ensure_ascii=False).encode()
    return [
        _once("scripts and styles, gzip", "kB", packed, 100),
        _once(f"bundle of {NAMES} people", "kB", len(bundle) / 1024, None),
        _once(f"bundle of {NAMES} people, gzip", "kB", len(gzip.compress(bundle)) / 1024, None),
    ]


def browser(runs: int) -> list[Measured]:
    """Taps at a sixth of this processor, first use on Lighthouse's slow 4G."""
    with tempfile.TemporaryDirectory(prefix="nenep-bench-") as folder:
        taps, usable, again = _bench_hall.measured(Path(folder), runs=runs, names=NAMES)
    return [
        _over(f"tap on a roll of {NAMES}, CPU 6 × slower", "ms", taps, 100),
        _over("first usable, slow 4G, nothing kept yet", "ms", usable, 2000),
        _over("usable again, no network, kept shell", "ms", again, 2000),
    ]


def lighthouse() -> list[Measured]:
    """Mobile scores, where npm's lighthouse is on the path (a tool of the tester's, not ours)."""
    found = shutil.which("lighthouse")
    if found is None:
        print("lighthouse is not on the path: its scores are not measured", file=sys.stderr)
        return []
    with _bench_hall.served() as address:
        done = subprocess.run(
            [
                *(found, f"{address}/room/", "--output=json", "--quiet"),
                "--chrome-flags=--headless=new --no-sandbox",
                "--only-categories=performance,accessibility,best-practices",
            ],
            capture_output=True,
            text=True,
            env={**os.environ, "CHROME_PATH": _bench_hall.chromium()},
        )
    if done.returncode:
        print(done.stderr[-500:], file=sys.stderr)
        return []
    scores = json.loads(done.stdout)["categories"]
    return [
        _once(f"lighthouse {key}", "/100", one["score"] * 100, None) for key, one in scores.items()
    ]


def _once(name: str, unit: str, value: float, budget: float | None) -> Measured:
    return Measured(name, unit, value, value, value, budget)


def _over(name: str, unit: str, values: Sequence[float], budget: float) -> Measured:
    return Measured(name, unit, min(values), median(values), max(values), budget)


def _lines(figures: Sequence[Measured]) -> list[str]:
    head = f"{'':44} {'min':>9} {'median':>9} {'max':>9} {'budget':>8}"
    rows = [
        f"{f.name:44} {f.least:9.1f} {f.middle:9.1f} {f.most:9.1f}"
        f" {f.budget if f.budget is not None else '–':>8} {f.unit}{'' if f.kept else '  OVER'}"
        for f in figures
    ]
    return [head, *rows]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
