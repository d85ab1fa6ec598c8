"""The access matrix: every address × every office × every thing, inside the unit and outside.

Generated from the URL configuration; what is expected comes from the tables of offices alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import cast

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nenep.config.doors import PUBLIC_VIEWS
from tests.access.addresses import Address, addresses
from tests.access.expectations import EXPECTATIONS, About, Answer, Door, expected
from tests.access.place import Place, Stage
from tests.access.reaches import OFFICES

NOWHERE = Place(frozenset(), "", {})
METHODS = ("GET", "POST")
BY_NAME = {address.name: address for address in addresses()}
GUARDED = sorted(set(BY_NAME) & set(EXPECTATIONS))
DEMO_ONLY = {"demo-sign-in"}
BY_A_CODE = {"calendar-feed", "verify"}
HALF_WAY = {"second-step", "enrolment"}  # for whoever has just given the right password


def _parts(address: Address) -> list[str]:
    """The records an address names, the whole before its part."""
    return [name for name in address.asks if name.endswith("_id")]


@dataclass(frozen=True)
class Cell:
    """One square of the matrix."""

    method: str
    url: str
    key: str | None
    place: Place
    answer: Answer


def test_it_classifies_every_address() -> None:
    unclassified = set(BY_NAME) - PUBLIC_VIEWS - set(EXPECTATIONS)
    assert sorted(unclassified) == [], "say in tests/access/expectations.py what it demands"


def test_it_expects_nothing_of_what_does_not_exist() -> None:
    assert sorted(set(EXPECTATIONS) - set(BY_NAME)) == []
    assert sorted(PUBLIC_VIEWS - set(BY_NAME) - DEMO_ONLY) == []
    assert PUBLIC_VIEWS & set(EXPECTATIONS) == set()


@pytest.mark.parametrize("name", GUARDED)
def test_it_opens_to_whom_it_must_and_to_nobody_else(
    name: str, places: tuple[Place, ...], record_property: Callable[[str, object], None]
) -> None:
    address, door = BY_NAME[name], EXPECTATIONS[name]
    cells = list(_cells(address, door, places))
    tried = [(cell, _knock(cell)) for cell in cells]
    record_property("matrix", len(cells))
    wrong = [_told(cell, page) for cell, page in tried if not _fits(cell, page)]
    assert not wrong, "\n".join(wrong)
    _must_have_tried_both_sides(door, cells)


@pytest.mark.parametrize("name", [a.name for a in addresses() if len(_parts(a)) > 1])
def test_it_finds_no_part_of_a_strange_meeting_under_an_own_one(
    name: str, places: tuple[Place, ...]
) -> None:
    """``/meetings/<own>/…/<somebody else's>/``: being inside the first proves nothing of the
    second."""
    own = _meeting_in("village", places)
    strange = _meeting_in("other_cell", places)
    parts = {part: strange.arguments[part] for part in _parts(BY_NAME[name])[1:]}
    url = BY_NAME[name].filled({**own.arguments, **parts})
    assert url is not None
    for method in _offered(url):
        cell = Cell(method, url, "secretary", strange, Answer.ABSENT)
        page = _knock(cell)
        # An empty form may be sent back before its record is looked for; it tells nothing either.
        assert page.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}
        assert strange.words not in page.content.decode(), _told(cell, page)


@pytest.mark.parametrize("name", sorted(PUBLIC_VIEWS - DEMO_ONLY))
def test_it_opens_its_few_public_doors_to_a_stranger(name: str, places: tuple[Place, ...]) -> None:
    url = str(BY_NAME[name].filled({"token": "unknown"}))
    page = _knock(Cell("GET", url, None, NOWHERE, Answer.LET_IN))
    if name in BY_A_CODE:  # one that nobody made
        assert page.status_code == HTTPStatus.NOT_FOUND
    elif name in HALF_WAY:
        assert page["Location"] == reverse("sign-in")
    else:
        assert page.status_code in {HTTPStatus.OK, HTTPStatus.METHOD_NOT_ALLOWED}


def _cells(address: Address, door: Door, places: tuple[Place, ...]) -> Iterator[Cell]:
    methods: tuple[str, ...] = ()
    about = [p for p in places if door.about.value in p.about] or [NOWHERE]
    for place in about if door.about is not About.NOTHING else [NOWHERE]:
        url = address.filled(place.arguments)
        if url is None:
            continue
        methods = methods or _offered(url)
        for key in OFFICES:
            for method in methods:
                yield Cell(method, url, key, place, expected(door, key, place, method))


def _offered(url: str) -> tuple[str, ...]:
    """The methods that are answered at all, asked by somebody known: 405 comes before any door."""
    asked = {m: _knock(Cell(m, url, "secretary", NOWHERE, Answer.LET_IN)) for m in METHODS}
    return tuple(m for m, page in asked.items() if page.status_code != 405)


@cache
def _client() -> Client:
    """One for all: a new one would load the middleware anew."""
    return Client(raise_request_exception=False)


def _knock(cell: Cell) -> HttpResponse:
    """Ask as that office; whatever it did is undone, so that the next finds the same world."""
    client = _client()
    client.cookies.clear()
    if cell.key is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = f"device-of-{cell.key}"
    with transaction.atomic():
        form = "application/x-www-form-urlencoded"
        page = cast(HttpResponse, client.generic(cell.method, cell.url, content_type=form))
        _ = page.content if not page.streaming else b"".join(page)
        transaction.set_rollback(True)
    return page


def _fits(cell: Cell, page: HttpResponse) -> bool:
    status = page.status_code
    if cell.answer is Answer.SIGN_IN:
        return status == HTTPStatus.FOUND and page["Location"].startswith(reverse("sign-in"))
    if cell.answer is Answer.LET_IN:
        refused = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
        return status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in refused
    wanted = HTTPStatus.NOT_FOUND if cell.answer is Answer.ABSENT else HTTPStatus.FORBIDDEN
    return status == wanted and not _tells(cell, page)


def _tells(cell: Cell, page: HttpResponse) -> bool:
    """Does a refusal speak of what it refuses?"""
    unseen = cell.answer is Answer.ABSENT and bool(cell.place.words)
    return unseen and cell.place.words in page.content.decode()


def _told(cell: Cell, page: HttpResponse) -> str:
    who = cell.key or "nobody"
    return f"{cell.method} {cell.url} ({cell.place}) as {who}: {page.status_code}, {cell.answer}"


def _must_have_tried_both_sides(door: Door, cells: list[Cell]) -> None:
    answers = {cell.answer for cell in cells}
    assert Answer.SIGN_IN in answers
    assert Answer.LET_IN in answers
    if door.about is not About.NOTHING:
        assert Answer.ABSENT in answers


def _meeting_in(unit: str, places: tuple[Place, ...]) -> Place:
    """One in session: it has every part, and nothing of it is sealed yet."""
    return next(p for p in places if p.unit == unit and p.stage is Stage.SITTING)
