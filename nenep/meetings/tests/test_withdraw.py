"""A planned meeting is taken back: before it is opened, by who prepares it, with a reason."""

from datetime import date

import pytest

from nenep.access.rules import Actor
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.actions.withdraw import withdraw_meeting
from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.tests.scenes import open_evening, plan_evening
from tests.world import World

DECEMBER = date(2026, 12, 1)
WHY = "Chi bộ sáp nhập từ 01/12"


@pytest.fixture
def secretary(world: World) -> Actor:
    return world.act_as("secretary")


def _planned(world: World, actor: Actor) -> Meeting:
    return plan_evening(actor=actor, unit_id=world.unit("village"), month=DECEMBER)


def test_it_goes_with_its_draft_and_leaves_its_trace(world: World, secretary: Actor) -> None:
    meeting = _planned(world, secretary)
    mark(actor=secretary, meeting_id=meeting.pk, kind="agreed", on=world.today)
    withdraw_meeting(actor=secretary, meeting_id=meeting.pk, reason=WHY)
    assert not Meeting.objects.filter(pk=meeting.pk).exists()
    assert not Milestone.objects.filter(meeting_id=meeting.pk).exists()
    entry = Entry.objects.get(verb="meeting.withdrawn", object_id=meeting.pk)
    assert entry.facts["month"] == "2026-12-01"
    assert WHY not in str(entry.facts)


def test_it_leaves_the_month_free(world: World, secretary: Actor) -> None:
    meeting = _planned(world, secretary)
    withdraw_meeting(actor=secretary, meeting_id=meeting.pk, reason=WHY)
    again = plan_meeting(actor=secretary, unit_id=world.unit("village"), month=DECEMBER)
    assert again.pk != meeting.pk


def test_it_keeps_what_was_opened(world: World, secretary: Actor) -> None:
    november = date(2026, 11, 1)
    meeting = open_evening(actor=secretary, unit_id=world.unit("village"), month=november)
    with pytest.raises(Refused, match="đã bắt đầu"):
        withdraw_meeting(actor=secretary, meeting_id=meeting.pk, reason=WHY)


def test_it_hears_the_questions_first(world: World, secretary: Actor) -> None:
    meeting = _planned(world, secretary)
    raise_opinion(actor=secretary, meeting_id=meeting.pk, kind="question", text="Bao giờ làm?")
    with pytest.raises(Refused, match="1 ý kiến"):
        withdraw_meeting(actor=secretary, meeting_id=meeting.pk, reason=WHY)


def test_it_needs_a_reason_and_the_right(world: World, secretary: Actor) -> None:
    meeting = _planned(world, secretary)
    with pytest.raises(Invalid):
        withdraw_meeting(actor=secretary, meeting_id=meeting.pk, reason="  ")
    for key in ("ward_officer", "member", "other_secretary"):
        with pytest.raises((Absent, Forbidden)):
            withdraw_meeting(actor=world.act_as(key), meeting_id=meeting.pk, reason=WHY)
