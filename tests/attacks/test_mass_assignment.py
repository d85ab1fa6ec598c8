"""Fields that no form asked for, sent along with every form: they change nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import transaction

from tests.access.addresses import addresses
from tests.access.expectations import EXPECTATIONS
from tests.attacks.filling import filled
from tests.attacks.scene import Found, Scene
from tests.world import World

POSTED = sorted(a.name for a in addresses() if a.name in EXPECTATIONS)


def _extras(found: Found, world: World) -> dict[str, str]:
    """What a row might be made of, unless the form itself asks for it."""
    other, person = str(world.unit("other_cell")), str(world.person("other_secretary"))
    wished = {
        **dict.fromkeys(("unit", "unit_id", "kept_by", "kept_by_id", "parent_id"), other),
        **dict.fromkeys(("person", "person_id", "owner_person_id", "asked_by"), person),
        **dict.fromkeys(("account", "account_id", "actor", "id", "pk", "meeting_id"), person),
        **dict.fromkeys(("office", "offices"), "administrator"),
        **dict.fromkeys(("is_active", "system", "all", "finalised_on", "sealed", "confirmed"), "1"),
        **dict.fromkeys(("finalised_on", "confirmed_on", "approved_at", "until"), "2099-01-01"),
        **dict.fromkeys(("number", "seq", "revision", "stage", "status", "sha256"), "7"),
    }
    return {name: value for name, value in wished.items() if name not in found.boxes}


@dataclass
class Sent:
    """Which forms were sent, and which of them were taken."""

    tried: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def sent() -> Iterator[Sent]:
    """Tests come in any order, so it is told at the end that this was no idle talk."""
    sent = Sent()
    yield sent
    if sent.tried == set(POSTED):
        assert len(sent.accepted) > 40, sorted(sent.accepted)


@pytest.mark.parametrize("name", POSTED)
def test_it_takes_nothing_that_was_not_asked(name: str, scene: Scene, sent: Sent) -> None:
    sent.tried.add(name)
    for found in (form for form in scene.forms if form.name == name):
        plain = _after(scene, found, {})
        with_extras = _after(scene, found, _extras(found, World()))
        assert plain[1] == with_extras[1], str(found)
        if plain[0] < 400:
            sent.accepted.add(found.name)


def _after(scene: Scene, found: Found, extras: dict[str, str]) -> tuple[int, object]:
    """The answer, and every table as it reads then."""
    with transaction.atomic():
        page = scene.post(found.key, found.action, {**filled(found), **extras})
        rows = scene.rows()
        transaction.set_rollback(True)
    return page.status_code, rows
