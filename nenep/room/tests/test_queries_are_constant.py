"""A page costs the same for a small cell and for a large one."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.meetings.actions.agenda import AgendaLine
from nenep.meetings.models import AgendaItem
from nenep.meetings.tests.scenes import open_evening
from nenep.people.actions.enrol import NewMember, enrol_members
from nenep.room.tests.conftest import MONTH, Evening
from tests.browsing import signed_in
from tests.world import SINCE, World

PAGES = (
    *("evening/", "roll/", "opinions/", "votes/", "assignments/", "conclusion/", "preparation/"),
    *("take-along/", "bundle/"),
)
GRAND = 35


@pytest.mark.parametrize("part", PAGES)
def test_it_asks_as_often_for_forty_people_and_twelve_items(world: World, part: str) -> None:
    small = _cost(world, world.unit("school"), "school_secretary", part, items=3)
    _enrol_many(world)
    large = _cost(world, world.unit("village"), "secretary", part, items=12)
    assert small == large


def _cost(world: World, unit_id: UUID, key: str, part: str, *, items: int) -> int:
    actor = world.act_as(key)
    agenda = [AgendaLine(f"item-{n}", f"Mục {n}", 10) for n in range(items)]
    meeting = open_evening(actor=actor, unit_id=unit_id, month=MONTH, agenda=agenda)
    assert AgendaItem.objects.filter(meeting=meeting).count() == items
    shown = Evening(world, meeting, signed_in(world, key))
    place = f"{shown.place}{part}"
    client = signed_in(world, key)
    client.get(place)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(place).status_code == 200
    return len(asked)


def _enrol_many(world: World) -> None:
    members = [
        NewMember(
            full_name=f"Đảng viên {n}",
            unit_id=world.unit("village"),
            since=SINCE,
            standing="official",
            birth_date=date(1980, 1, 1),
            admitted_on=date(2005, 3, 3),
            official_on=date(2006, 3, 3),
        )
        for n in range(GRAND)
    ]
    enrol_members(actor=world.act_as_system(), members=members)
