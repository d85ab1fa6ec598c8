"""The browser of a file of journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.chromium import launched
from tests.journeys.hall import PATIENCE, USUAL


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Never for longer: while it runs, Django takes this process for an asynchronous one and
    refuses the database to the tests of other files."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """For journeys that start browsers with a memory; never for longer than a file, as above."""
    with sync_playwright() as running:
        expect.set_options(timeout=PATIENCE)
        yield running
        expect.set_options(timeout=USUAL)
