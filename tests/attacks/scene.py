"""Somebody with a browser and bad intentions: knocks, reads forms, sends them, compares rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from typing import cast
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.access.addresses import addresses
from tests.access.expectations import EXPECTATIONS, About, Answer, expected
from tests.access.places import Place
from tests.attacks.kept import Rows, rows_now

KEYS = ("secretary", "ward_officer", "member", "province_officer", "administrator")
NOWHERE = Place(frozenset(), "", {})
# Written by the very fact that somebody knocked; texts of theirs come to light elsewhere.
# A trace of a plan repeats the running numbers of the rows it made.
NOT_COMPARED = ("journal_", "identity_", "procrastinate_", "reorganisation_plantrace")
PLAIN = "text/html"


@dataclass
class Box:
    """A field of a form as the browser would send it back."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.kind in {"text", "textarea", "search"}


@dataclass
class Found:
    """A form on a page, and who may send it."""

    key: str
    action: str
    name: str
    boxes: dict[str, Box]

    def as_shown(self) -> dict[str, list[str]]:
        return {box.name: list(box.values) for box in self.boxes.values() if box.values}

    def __str__(self) -> str:
        return f"{self.name} as {self.key}"


_READ: dict[str, list[Found]] = {}


class Scene:
    """Everything that can be knocked at, inside one transaction that is never committed."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self.client = Client(raise_request_exception=False)

    def get(self, key: str, url: str, asked: Mapping[str, object] | None = None) -> HttpResponse:
        return self._ask(key, "get", url, asked or {})

    def post(self, key: str, url: str, said: Mapping[str, object]) -> HttpResponse:
        return self._ask(key, "post", url, said)

    def _ask(self, key: str, verb: str, url: str, said: Mapping[str, object]) -> HttpResponse:
        self.client.cookies.clear()
        self.client.cookies[settings.SESSION_COOKIE_NAME] = f"device-of-{key}"
        page = cast(HttpResponse, getattr(self.client, verb)(url, said))
        if page.streaming:
            page.content = b"".join(page)  # type: ignore[arg-type, misc]
        return page

    def open_pages(self, *keys: str) -> Iterator[tuple[str, str, str]]:
        """Name, address and key of every page that lets that office in, one place of each kind."""
        for address in addresses():
            door = EXPECTATIONS.get(address.name)
            if door is None:
                continue
            about = [p for p in self.places if door.about.value in p.about]
            for key in keys or KEYS:
                for place in about if door.about is not About.NOTHING else [NOWHERE]:
                    url = address.filled(place.arguments)
                    if url and expected(door, key, place, "GET") is Answer.LET_IN:
                        yield address.name, url, key
                        if door.about is not About.MEETING:
                            break

    @property
    def forms(self) -> list[Found]:
        """The forms of all those pages that write, each once for an office. Read once a process:
        some 20 seconds."""
        built = repr(self.places)
        if built not in _READ:
            _READ[built] = self._read_forms()
        return _READ[built]

    def _read_forms(self) -> list[Found]:
        found: dict[tuple[str, str], Found] = {}
        for _, url, key in self.open_pages():
            with transaction.atomic():
                page = self.get(key, url)
                transaction.set_rollback(True)
            if page.status_code == HTTPStatus.OK and PLAIN in page.get("Content-Type", ""):
                for form in forms_in(page.content.decode(), url, key):
                    found.setdefault((key, form.action), form)
        return list(found.values())

    def rows(self) -> Rows:
        """Every table as it reads (:func:`tests.attacks.kept.rows_now`)."""
        return rows_now(*NOT_COMPARED)


def forms_in(html: str, at: str, key: str) -> list[Found]:
    """The forms of a page that are sent by POST to an address of ours."""
    reader = _Forms(at)
    reader.feed(html)
    return [
        Found(key, action, name, boxes)
        for action, boxes in reader.found
        if (name := _named(action)) in EXPECTATIONS
    ]


def _named(action: str) -> str:
    try:
        return resolve(urlsplit(action).path).view_name
    except Resolver404:
        return ""


class _Forms(HTMLParser):
    """Reads forms, their boxes and what stands in them."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.found: list[tuple[str, dict[str, Box]]] = []
        self.boxes: dict[str, Box] | None = None
        self.area: Box | None = None
        self.chosen: Box | None = None

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in given}
        if tag == "form":
            post = attrs.get("method", "").lower() == "post"
            self.boxes = {} if post else None
            if self.boxes is not None:
                self.found.append((urljoin(self.at, attrs.get("action", "")), self.boxes))
        elif self.boxes is not None and attrs.get("name"):
            self._box(tag, attrs)
        elif tag == "option" and self.chosen is not None:
            self.chosen.choices.append(attrs.get("value", ""))
            if "selected" in attrs:
                self.chosen.values = [attrs.get("value", "")]

    def _box(self, tag: str, attrs: dict[str, str]) -> None:
        assert self.boxes is not None
        kind = {"textarea": "textarea", "select": "select"}.get(tag, attrs.get("type", "text"))
        if tag == "button" or kind in {"submit", "file"}:
            return
        box = self.boxes.setdefault(attrs["name"], Box(attrs["name"], kind))
        if kind in {"radio", "checkbox"}:
            box.choices.append(attrs.get("value", "on"))
            if "checked" in attrs:
                box.values.append(attrs.get("value", "on"))
        elif tag == "textarea":
            self.area = box
            box.values = [""]
        elif tag == "select":
            self.chosen = box
        else:
            box.values.append(attrs.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.values = [self.area.values[0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.boxes = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.chosen = None
