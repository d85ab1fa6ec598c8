"""A stroll: every page an office reaches by its links, looked at from a phone and from a desk."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from nenep.config.doors import PUBLIC_VIEWS
from tests.demonstration import Served
from tests.journeys.looking import faults_of
from tests.journeys.visitor import visiting

pytestmark = pytest.mark.journey

OFFICES = (
    *("cell_secretary", "party_member", "committee_office"),
    *("provincial_office", "administrator"),
)
# What is kept and not read as a page: asked for as a link asks.
FILES = {"task-evidence", "upload"}
# Several meetings stand at several stages; more of a kind would only be the same again.
OF_A_KIND = 2
LINKS = "() => [...document.querySelectorAll('main a[href], nav a[href]')].map(a => a.href)"


@dataclass
class Stroll:
    """What is still to be seen, and how often each kind of page was."""

    waiting: list[str] = field(default_factory=lambda: ["/"])
    known: set[str] = field(default_factory=lambda: {"/"})
    seen: Counter[str] = field(default_factory=Counter)

    def find(self, addresses: list[str], site: str) -> None:
        """Keep the links that lead to pages of this site, once each."""
        for address in addresses:
            parts = urlsplit(address)
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if address.startswith(site) and path not in self.known and not _is_file(parts.path):
                self.known.add(path)
                self.waiting.append(path)

    def next(self) -> Iterator[tuple[str, str]]:
        while self.waiting:
            path = self.waiting.pop(0)
            name = name_of(path)
            if name and self.seen[name] < OF_A_KIND:
                self.seen[name] += 1
                yield path, name if self.seen[name] == 1 else f"{name}-{self.seen[name]}"


@pytest.mark.parametrize("office", OFFICES)
def test_it_fits_and_can_be_read_on_every_page(
    office: str,
    chromium: Browser,
    site: Served,
    record_property: Callable[[str, object], None],
) -> None:
    faults: list[str] = []
    with visiting(chromium, site) as visitor:
        visitor.enter(site.told.door(office))
        stroll = Stroll()
        for path, name in stroll.next():
            if name_of(path) in FILES:
                assert visitor.page.request.get(path).ok, path
                continue
            answer = visitor.page.goto(path)
            assert answer is not None
            if answer.status >= 400:
                faults.append(f"{path}: {answer.status}")
                continue
            stroll.find(_links(visitor.page, site.url), site.url)
            faults += [
                f"{path} ({name}) {fault}" for fault in faults_of(visitor.page, name, office)
            ]
    record_property("nenep", f"{office}: {stroll.seen.total()} trang đã xem")
    assert not faults, "\n".join(faults)
    assert stroll.seen, "not even the first page"


def test_it_meets_a_stranger_with_a_readable_door(chromium: Browser, site: Served) -> None:
    with visiting(chromium, site) as visitor:
        visitor.page.goto("/meetings/")
        assert "/sign-in/" in visitor.page.url
        assert list(faults_of(visitor.page, "sign-in", "stranger")) == []


def name_of(path: str) -> str:
    """The URL name behind a path; '' for what is no page of an office."""
    try:
        name = resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
    return "" if name in PUBLIC_VIEWS else name


def _links(page: Page, site: str) -> list[str]:
    return [urljoin(site, address) for address in page.evaluate(LINKS)]


def _is_file(path: str) -> bool:
    return path.endswith((".pdf", ".docx", ".xlsx", ".json", ".ics"))
