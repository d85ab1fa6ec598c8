"""The drafted agenda."""

from datetime import date

import pytest

from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.meetings.actions.agenda import add_item
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.queries import END_OF_EVENING
from nenep.meetings.tests.scenes import open_evening, plan_evening
from nenep.preparation.actions.draft_agenda import draft_agenda
from tests.world import World

MONTH = date(2026, 11, 1)


def _planned(world: World) -> Meeting:
    return plan_evening(
        actor=world.act_as("secretary"), unit_id=world.unit("village"), month=MONTH, agenda=()
    )


def test_it_drafts_what_the_rules_ask_of_this_type_of_cell(world: World) -> None:
    meeting = _planned(world)
    items = draft_agenda(actor=world.act_as("secretary"), meeting_id=meeting.pk)
    codes = [item.code for item in items]
    assert "task_residential" in codes
    assert "task_agency" not in codes
    assert codes[-3:] == list(END_OF_EVENING)
    assert sum(item.minutes_planned for item in items) >= 90
    assert all("42-HD/BTCTW" in item.basis or "CT/TW" in item.basis for item in items)


def test_it_changes_nothing_when_drafted_again(world: World) -> None:
    meeting, actor = _planned(world), world.act_as("secretary")
    first = draft_agenda(actor=actor, meeting_id=meeting.pk)
    entries = _entries(world)
    again = draft_agenda(actor=world.act_as("secretary"), meeting_id=meeting.pk)
    assert [i.pk for i in again] == [i.pk for i in first]
    assert _entries(world) == entries


def test_it_keeps_what_was_typed_by_hand(world: World) -> None:
    meeting, actor = _planned(world), world.act_as("secretary")
    draft_agenda(actor=actor, meeting_id=meeting.pk)
    typed = add_item(actor=actor, meeting_id=meeting.pk, title="Quỹ khuyến học", minutes=5)
    AgendaItem.objects.filter(meeting=meeting, code="tasks").update(title="Tên khác")
    again = draft_agenda(actor=actor, meeting_id=meeting.pk)
    codes = [item.code for item in again]
    assert typed.pk in [item.pk for item in again]
    assert codes[-4:] == ["typed", *END_OF_EVENING]
    assert "Tên khác" not in [item.title for item in again]


def test_it_is_refused_once_the_meeting_is_open(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    with pytest.raises(Refused):
        draft_agenda(actor=actor, meeting_id=meeting.pk)


@pytest.mark.parametrize(
    ("key", "error"), [("member", Absent), ("school_secretary", Absent), ("ward_officer", Absent)]
)
def test_it_is_not_for_others(world: World, key: str, error: type[Exception]) -> None:
    meeting = _planned(world)
    with pytest.raises(error):
        draft_agenda(actor=world.act_as(key), meeting_id=meeting.pk)


def test_it_is_forbidden_to_a_member_who_sees_the_notice(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    with pytest.raises(Forbidden):
        draft_agenda(actor=world.act_as("member"), meeting_id=meeting.pk)


def _entries(world: World) -> int:
    world.act_as("secretary")
    return Entry.objects.filter(verb="agenda.set").count()
