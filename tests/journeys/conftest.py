"""The browser of a file of journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.chromium import launched


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Never for longer: while it runs, Django takes this process for an asynchronous one and
    refuses the database to the tests of other files."""
    with launched() as browser:
        yield browser
