"""What the browser is sent: small, self-contained, nothing inline."""

import gzip
import re
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[1]
STATIC = UI / "static" / "ui"
SHEETS = sorted(STATIC.glob("*.css"))
SCRIPTS = sorted(STATIC.glob("*.js"))
TEMPLATES = sorted(UI.glob("templates/**/*.html"))
INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\ssrc=)|javascript:""")
OUTSIDE = re.compile(r"""(?:src|href)=["']https?://|url\(["']?(?:https?:)?//|@import""")
BUDGET = 60_000


def test_it_keeps_within_the_weight() -> None:
    sent = [*SHEETS, *SCRIPTS, STATIC / "vendor" / "htmx.min.js"]
    assert sum(len(gzip.compress(one.read_bytes())) for one in sent) <= BUDGET


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_it_writes_nothing_inline_and_asks_nobody_else(path: Path) -> None:
    text = path.read_text()
    assert not INLINE.search(text)
    assert not OUTSIDE.search(text)
    assert len(text.splitlines()) <= 140


def test_it_keeps_sheets_and_scripts_short() -> None:
    assert all(len(one.read_text().splitlines()) <= 400 for one in SHEETS)
    assert all(len(one.read_text().splitlines()) <= 120 for one in SCRIPTS)
    assert not any(OUTSIDE.search(one.read_text()) for one in [*SHEETS, *SCRIPTS])


def test_it_sends_every_file_that_the_sheets_name() -> None:
    named = re.findall(r'url\("([^"]+)"\)', (STATIC / "base.css").read_text())
    assert len(named) == 9
    assert all((STATIC / name).is_file() for name in named)


def test_it_carries_the_licences_of_what_others_made() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text()
    assert "Zero-Clause BSD" in (STATIC / "vendor" / "htmx.LICENSE.txt").read_text()
