"""The page of a meeting: whole, and at the same cost for ten items as for one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent
from nenep.meetings.actions.agenda import AgendaLine
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.note import write_note
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.queries import MeetingPage, meeting_page, meetings_of
from nenep.meetings.tests.scenes import everybody_came, finish_evening, open_evening
from nenep.people.actions.enrol import NewMember, enrol_members
from tests.world import World

NOVEMBER = date(2026, 11, 1)


def _busy(actor: Actor, world: World, month: date, size: int) -> Meeting:
    """A meeting with ``size`` items, a note, an opinion, a vote under each, and as many guests."""
    lines = [AgendaLine("typed", f"Việc {number}", 5) for number in range(size)]
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=month, agenda=lines)
    everybody_came(actor=actor, meeting=meeting)
    for item in AgendaItem.objects.filter(meeting=meeting):
        write_note(actor=actor, item_id=item.pk, text="Đã bàn.", revision=0)
        raise_opinion(
            actor=actor,
            meeting_id=meeting.pk,
            kind="question",
            text=f"Hỏi về {item.title}",
            person_id=world.person("member"),
            item_id=item.pk,
        )
        hold_vote(
            actor=actor,
            meeting_id=meeting.pk,
            question=item.title,
            votes_for=4,
            votes_against=0,
            abstentions=0,
            item_id=item.pk,
        )
        add_guest(actor=actor, meeting_id=meeting.pk, name="Khách mời", title=item.title)
    return meeting


def _read(actor: Actor, meeting: Meeting) -> tuple[MeetingPage, int]:
    with CaptureQueriesContext(connection) as queries:
        page = meeting_page(actor, meeting.pk)
    return page, len(queries)


def test_it_reads_ten_items_and_sixty_people_in_six_queries(world: World) -> None:
    actor = world.act_as("secretary")
    small = _busy(actor, world, date(2026, 10, 1), 1)
    newcomers = [
        NewMember(f"Lê Thị {number}", world.unit("village"), since=date(2026, 10, 10))
        for number in range(60)
    ]
    enrol_members(actor=world.act_as_system(), members=newcomers)
    actor = world.act_as("secretary")
    big = _busy(actor, world, NOVEMBER, 10)
    (one, cost_of_one), (ten, cost_of_ten) = _read(actor, small), _read(actor, big)
    assert (cost_of_one, cost_of_ten) == (6, 6)
    assert (len(one.items), len(ten.items)) == (1, 10)
    assert (len(one.roll), len(ten.roll)) == (9, 69)


def test_it_gathers_the_whole_evening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = _busy(actor, world, NOVEMBER, 2)
    raise_opinion(actor=actor, meeting_id=meeting.pk, kind="proposal", text="Ngoài chương trình")
    finish_evening(actor=actor, meeting=meeting)
    page, _ = _read(actor, meeting)
    assert (page.stage, page.unit.name) == ("closed", "Chi bộ làng Kon Rơlang")
    assert [m.kind for m in page.milestones] == [
        "agreed",
        "notified",
        "papers_out",
        "opened",
        "closed",
    ]
    assert (page.chair_name, page.secretary_name) == ("Siu Thương", "Phạm Thị Cúc")
    assert page.minutes_lasted == 105
    assert [o.speaker for o in page.items[0].opinions] == ["Phạm Thị Cúc"]
    assert [v.question for v in page.items[1].votes] == ["Việc 1"]
    assert [o.row.text for o in page.other_opinions] == ["Ngoài chương trình"]
    assert all(item.settled for item in page.items)
    assert page.tally.evidence == "6/6 đảng viên phải dự = 100%"
    assert len(page.guests) == 2
    assert not page.sealed


def test_it_keeps_the_inside_from_a_plain_member(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = _busy(actor, world, NOVEMBER, 2)
    conclude(actor=actor, meeting_id=meeting.pk, text="Làm đường.", revision=0)
    page, _ = _read(world.act_as("member"), meeting)
    assert [item.row.title for item in page.items] == ["Việc 0", "Việc 1"]
    assert {item.row.note for item in page.items} == {""}
    inside = (page.roll, page.guests, page.other_opinions, page.items[0].opinions)
    assert not any(inside)
    assert page.meeting.conclusion == ""


def test_it_lists_everybody_to_a_member_without_their_names(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = _busy(actor, world, NOVEMBER, 1)
    finish_evening(actor=actor, meeting=meeting)
    for kind in ("scored", "read_back", "adopted", "finalised"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=date(2026, 11, 3))
    page, cost = _read(world.act_as("member"), meeting)
    assert sorted(row.name for row in page.roll if row.name) == ["Phạm Thị Cúc"]
    assert (len(page.roll), page.tally.present, cost) == (9, 6, 6)


def test_it_is_absent_for_the_neighbour(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = _busy(actor, world, NOVEMBER, 1)
    neighbour = world.act_as("school_secretary")
    with pytest.raises(Absent):
        meeting_page(neighbour, meeting.pk)
    assert meetings_of(neighbour, world.unit("village")) == []


def test_it_lists_months_in_one_query(world: World) -> None:
    actor = world.act_as("secretary")
    for month in (date(2026, 9, 1), date(2026, 10, 1), NOVEMBER):
        _busy(actor, world, month, 1)
    with CaptureQueriesContext(connection) as queries:
        lines = meetings_of(actor, world.unit("village"), limit=2)
    assert [line.meeting.month for line in lines] == [NOVEMBER, date(2026, 10, 1)]
    assert {line.stage for line in lines} == {"opened"}
    assert len(queries) == 1
