"""Debian's own browser, quiet, for journeys."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 360, 1280


@contextmanager
def launched() -> Iterator[Browser]:
    """One browser; each test takes a context of its own from it."""
    named = os.environ.get("NENEP_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def profile(playwright: Playwright, folder: Path, url: str) -> Iterator[BrowserContext]:
    """A browser with a memory: what it stored is there at the next start, cold."""
    named = os.environ.get("NENEP_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=found,
        args=QUIET,
        base_url=url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": PHONE, "height": 780},
        accept_downloads=True,
    )
    context.set_default_timeout(30_000)
    try:
        yield context
    finally:
        context.close()
