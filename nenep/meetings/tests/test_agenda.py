"""The agenda: set as a whole, then item by item."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.kernel.errors import Conflict, Invalid, Refused
from nenep.meetings.actions.agenda import (
    AgendaLine,
    add_item,
    change_item,
    move_item,
    remove_item,
    set_agenda,
)
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.tests.scenes import AGENDA, entries, open_evening, plan_evening
from tests.world import World

NOVEMBER = date(2026, 11, 1)


def _titles(meeting: Meeting) -> list[str]:
    return list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True))


def _item(meeting: Meeting, code: str) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting, code=code)


def test_it_sets_the_agenda_once(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    said = entries(world.unit("village"))
    set_agenda(actor=actor, meeting_id=meeting.pk, items=AGENDA)
    assert _titles(meeting) == [line.title for line in AGENDA]
    assert entries(world.unit("village")) == said


def test_it_keeps_an_item_that_stays(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    kept = _item(meeting, "discussion")
    lines = [AgendaLine("typed", "Bàn việc làm đường", 20, source="typed"), *AGENDA[2:]]
    set_agenda(actor=actor, meeting_id=meeting.pk, items=lines)
    assert _item(meeting, "discussion").pk == kept.pk
    assert _titles(meeting) == [line.title for line in lines]


def test_it_sets_an_agenda_of_any_length_in_the_same_queries(world: World) -> None:
    actor = world.act_as("secretary")
    counts = []
    for month, size in ((date(2026, 10, 1), 1), (NOVEMBER, 10)):
        meeting = plan_evening(
            actor=actor, unit_id=world.unit("village"), month=month, agenda=AGENDA[:1]
        )
        lines = [AgendaLine("typed", f"Việc {number}", 5) for number in range(size)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            set_agenda(actor=actor, meeting_id=meeting.pk, items=lines)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_it_adds_before_the_end_of_the_evening_and_behind_an_item(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    last = add_item(actor=actor, meeting_id=meeting.pk, title="Kết nạp đảng viên", minutes=10)
    behind = _item(meeting, "roll_call")
    add_item(actor=actor, meeting_id=meeting.pk, title="Đảng phí", minutes=2, after=behind.pk)
    titles = _titles(meeting)
    assert titles[1] == "Đảng phí"
    assert titles.index("Kết nạp đảng viên") == titles.index("Chủ trì kết luận") + 1
    again = add_item(actor=actor, meeting_id=meeting.pk, title="Kết nạp đảng viên", minutes=10)
    assert again.pk == last.pk
    assert entries(world.unit("village")).count("agenda.item_added") == 2


def test_it_shows_both_titles_when_two_people_change_one(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    item = _item(meeting, "discussion")
    change_item(actor=actor, item_id=item.pk, title="Thảo luận chung", minutes=30, revision=0)
    with pytest.raises(Conflict) as both:
        change_item(actor=actor, item_id=item.pk, title="Bàn việc rừng", minutes=30, revision=0)
    assert (both.value.mine, both.value.theirs) == ("Bàn việc rừng", "Thảo luận chung")
    change_item(actor=actor, item_id=item.pk, title="Thảo luận chung", minutes=30, revision=0)
    assert entries(world.unit("village")).count("agenda.item_changed") == 1


def test_it_moves_one_place_and_stops_at_the_edge(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    tasks = _item(meeting, "tasks")
    assert move_item(actor=actor, item_id=tasks.pk, up=True).position == 1
    assert move_item(actor=actor, item_id=tasks.pk, up=True).position == 1
    assert _titles(meeting)[0] == tasks.title
    assert entries(world.unit("village")).count("agenda.item_moved") == 1


def test_it_keeps_the_end_of_the_evening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    for code, up in (("read_back", True), ("scoring", True), ("conclusion", False)):
        with pytest.raises(Refused, match="Cuối buổi"):
            move_item(actor=actor, item_id=_item(meeting, code).pk, up=up)
    with pytest.raises(Refused, match="Cuối buổi"):
        set_agenda(actor=actor, meeting_id=meeting.pk, items=AGENDA[::-1])
    assert _titles(meeting) == [line.title for line in AGENDA]


def test_it_takes_an_item_off_a_draft_only(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    remove_item(actor=actor, item_id=_item(meeting, "tasks").pk)
    assert len(_titles(meeting)) == len(AGENDA) - 1
    october = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 10, 1))
    with pytest.raises(Refused, match="đã bắt đầu"):
        remove_item(actor=actor, item_id=_item(october, "tasks").pk)
    with pytest.raises(Refused, match="đã bắt đầu"):
        set_agenda(actor=actor, meeting_id=october.pk, items=AGENDA[:2])
    assert len(_titles(october)) == len(AGENDA)


@pytest.mark.parametrize(("title", "minutes"), [("  ", 5), ("Việc khác", -1)])
def test_it_refuses_a_wordless_item(world: World, title: str, minutes: int) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    with pytest.raises(Invalid):
        add_item(actor=actor, meeting_id=meeting.pk, title=title, minutes=minutes)
