"""Somebody else's id in every address that takes one: it looks as if there were no such thing."""

import re
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from tests.access.addresses import Address, addresses
from tests.access.expectations import EXPECTATIONS
from tests.access.places import Argument, Place, Stage
from tests.attacks.scene import Scene

TAKING_IDS = [
    a for a in addresses() if a.name in EXPECTATIONS and any(map(str.isidentifier, a.asks))
]
SIDES = (
    (("secretary", "member", "school_secretary", "ward_officer"), {"other_cell", "other_ward"}),
    (("other_secretary", "other_ward_officer"), {"village", "ward"}),
)
REFUSALS = {404, 405, 422}
TAG = re.compile(r"<[^>]*>")


def _ids(address: Address) -> list[str]:
    return [name for name in address.asks if name.endswith("_id")]


def _strange(scene: Scene, address: Address) -> tuple[Sequence[str], Sequence[Place]]:
    """Thieves, and things of that kind in the other ward; where there is none of ours to look for
    there, the thieves come from there."""
    about = EXPECTATIONS[address.name].about.value
    for thieves, units in SIDES:
        there = [p for p in scene.places if p.unit in units and about in p.about]
        if any(address.filled(place.arguments) for place in there):
            return thieves, there
    return (), ()


def test_it_knows_a_stranger_s_id_for_every_address(scene: Scene) -> None:
    """Otherwise the next test would knock nowhere and be content."""
    asking = [address for address in TAKING_IDS if _ids(address)]
    assert len(asking) > 120
    assert [address.name for address in asking if not _strange(scene, address)[1]] == []


@pytest.mark.parametrize("name", [a.name for a in TAKING_IDS if _ids(a)])
def test_it_finds_nothing_by_a_stranger_s_id(name: str, scene: Scene) -> None:
    """Of the other ward: the first id foreign, and no other answer than for an id made up."""
    address = next(a for a in TAKING_IDS if a.name == name)
    thieves, there = _strange(scene, address)
    for place in there:
        made_up = {n: uuid4() if isinstance(v, UUID) else v for n, v in place.arguments.items()}
        for key in thieves:
            told = _answers(scene, key, address, place.arguments)
            nothing = _answers(scene, key, address, made_up)
            assert told == nothing, f"{key} {name} {place}"
            assert {status for status, _ in told} <= REFUSALS, f"{key} {name} {place}"


@pytest.mark.parametrize("name", [a.name for a in TAKING_IDS if len(_ids(a)) > 1])
def test_it_finds_no_strange_part_of_an_own_thing(name: str, scene: Scene) -> None:
    """Each further id by itself exchanged for the other cell's."""
    address = next(a for a in TAKING_IDS if a.name == name)
    own, strange = _sitting(scene, "village"), _sitting(scene, "other_cell")
    for part in _ids(address)[1:]:
        arguments = {**own.arguments, part: strange.arguments.get(part, uuid4())}
        for status, page in _answers(scene, "secretary", address, arguments):
            assert status in REFUSALS
            assert strange.words not in page


def _answers(
    scene: Scene, key: str, address: Address, arguments: "dict[str, Argument] | object"
) -> list[tuple[int, str]]:
    """Status by GET and by POST, and what a person reads where there is nothing."""
    url = address.filled(arguments)  # type: ignore[arg-type]
    if url is None:
        return []
    told = []
    for ask in (scene.get, lambda who, at: scene.post(who, at, {})):
        with transaction.atomic():
            page = ask(key, url)
            transaction.set_rollback(True)
        text = TAG.sub("", page.content.decode(errors="replace"))
        told.append((page.status_code, text if page.status_code == 404 else ""))
    return told


def _sitting(scene: Scene, unit: str) -> Place:
    return next(p for p in scene.places if p.unit == unit and p.stage is Stage.SITTING)
