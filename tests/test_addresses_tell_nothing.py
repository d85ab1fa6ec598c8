"""No personal data in addresses: they stay in histories, in logs of proxies and in referrers."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import source
from tests.source import named
from tests.world import World

IDS = {"UUIDConverter", "IntConverter", "PaperKeyConverter"}
# Parts of a path that name a choice of the program, never something about a person.
CHOICES = {"form", "kind", "month", "part"}
# Words of chance, used up once or taken back: they name nobody.
OF_CHANCE = {"code", "token"}
# What may be asked behind a question mark: days, places in a list, ids, ways to look, and the
# printed seal of a paper.
ASKED = {
    *("on", "month", "year", "at", "after", "before", "next", "view"),
    *("unit", "other", "verdict", "part", "code", "sha256"),
}
_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S | re.I)
_BOX = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"|\{% field [\w.]*?(\w+) %\}')
_READ = re.compile(r"request\.GET(?:\.get(?:list)?\(|\[)\s*(\"?)([\w-]+)")


def test_it_names_things_by_ids_and_choices_only() -> None:
    told = {
        f"{pattern.name}: {name}"
        for pattern in _patterns(get_resolver().url_patterns)
        for name, converter in pattern.pattern.converters.items()
        if type(converter).__name__ not in IDS and name not in CHOICES | OF_CHANCE
    }
    assert told == set()


def test_it_sends_no_box_of_people_by_get() -> None:
    sent = {
        f"{named(path)}: {box}"
        for path in source.ending(".html")
        for marks, inside in _FORM.findall(source.text(path))
        if 'method="post"' not in marks.lower()
        for found in _BOX.findall(inside)
        if (box := found[0] or found[1]) not in ASKED
    }
    assert sent == set()


def test_it_reads_nothing_of_people_from_an_address() -> None:
    read = {
        (named(path), name)
        for path in source.product_files()
        for quoted, name in _READ.findall(source.text(path))
        if quoted and name not in ASKED
    }
    assert read == set()


def test_it_searches_no_name_from_an_address(world: World, client: Client) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("ward_officer")
    at = f"/units/{world.unit('ward')}/members/"
    by_address = client.get(at, {"part": "Thương"}).content.decode()
    by_form = client.post(at, {"part": "Thương"}).content.decode()
    assert "Đặng Văn Lộc" in by_address
    assert "Đặng Văn Lộc" not in by_form
    assert "Siu Thương" in by_form


def test_it_tells_other_hosts_no_address() -> None:
    assert settings.SECURE_REFERRER_POLICY == "same-origin"


def _patterns(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern
