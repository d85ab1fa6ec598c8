"""Another day, time or place."""

from datetime import date, time

import pytest

from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import START, open_evening, plan_evening
from nenep.preparation.actions.reschedule import reschedule
from tests.world import World

MONTH = date(2026, 11, 1)
PLACE = "Nhà văn hóa làng"


def _planned(world: World) -> Meeting:
    return plan_evening(actor=world.act_as("secretary"), unit_id=world.unit("village"), month=MONTH)


def _move(world: World, meeting: Meeting, on: date, reason: str = "") -> Meeting:
    return reschedule(
        actor=world.act_as("secretary"),
        meeting_id=meeting.pk,
        planned_on=on,
        planned_at=START,
        place=PLACE,
        reason=reason,
    )


def test_it_keeps_another_day_with_its_reason(world: World) -> None:
    moved = _move(world, _planned(world), date(2026, 11, 5), "bão về ngày 03")
    assert moved.planned_on == date(2026, 11, 5)
    assert moved.day_reason == (
        "Họp ngày 05/11/2026, khác ngày theo quy định (03/11/2026). bão về ngày 03"
    )


def test_it_asks_why_a_day_differs_from_the_rule(world: World) -> None:
    meeting = _planned(world)
    with pytest.raises(Invalid) as refused:
        _move(world, meeting, date(2026, 11, 5))
    assert refused.value.field == "reason"


def test_it_returns_to_the_rules_day_and_its_reason(world: World) -> None:
    meeting = _planned(world)
    _move(world, meeting, date(2026, 11, 5), "bão")
    assert _move(world, meeting, date(2026, 11, 3)).day_reason == "Ngày 03 hằng tháng."


def test_it_changes_nothing_the_second_time(world: World) -> None:
    meeting = _planned(world)
    for _time in range(2):
        _move(world, meeting, date(2026, 11, 5), "bão")
    world.act_as("secretary")
    assert Entry.objects.filter(verb="meeting.rescheduled").count() == 1


def test_it_moves_the_hour_and_the_place(world: World) -> None:
    meeting = _planned(world)
    moved = reschedule(
        actor=world.act_as("secretary"),
        meeting_id=meeting.pk,
        planned_on=meeting.planned_on,
        planned_at=time(18, 30),
        place=" Trường tiểu học ",
    )
    assert (moved.planned_at, moved.place) == (time(18, 30), "Trường tiểu học")
    assert moved.day_reason == meeting.day_reason


def test_it_is_refused_once_the_meeting_is_open(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    with pytest.raises(Refused):
        _move(world, meeting, date(2026, 11, 5), "bão")


def test_it_is_absent_to_neighbours(world: World) -> None:
    meeting = _planned(world)
    with pytest.raises(Absent):
        reschedule(
            actor=world.act_as("other_secretary"),
            meeting_id=meeting.pk,
            planned_on=MONTH,
            planned_at=START,
            place=PLACE,
        )
