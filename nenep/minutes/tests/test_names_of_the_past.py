"""A cell's papers still name whoever has moved on; where they went, nothing of the old cell is
told."""

from datetime import date

import pytest
from django.db import connection

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.models import Meeting
from nenep.meetings.queries import meeting_page, unanswered_opinions
from nenep.meetings.tests.scenes import everybody_came, finish_evening, open_evening
from nenep.minutes.recording import record_of
from nenep.people.actions.relocate import Move, relocate
from nenep.people.models import Person
from nenep.people.queries.names import names_of
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.queries import open_tasks_on
from tests.world import World

OCTOBER, MOVED_ON = date(2026, 10, 1), date(2026, 11, 1)
GONE = "Phạm Thị Cúc"


@pytest.fixture
def meeting(world: World) -> Meeting:
    """October in the village: a member wrote, asked and was given a task, then moved to another
    ward."""
    actor = world.act_as("secretary")
    opened = open_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)
    everybody_came(actor=actor, meeting=opened)
    raise_opinion(
        actor=actor,
        meeting_id=opened.pk,
        kind="question",
        text="Bao giờ sửa đường?",
        person_id=world.person("member"),
        needs_answer=True,
    )
    assign_task(
        actor=actor,
        meeting_id=opened.pk,
        title="Đo đoạn đường hỏng",
        due_on=date(2026, 12, 1),
        owner_person_id=world.person("member"),
    )
    held = finish_evening(actor=actor, meeting=opened)
    Meeting.objects.filter(pk=held.pk).update(secretary_id=world.person("member"))
    relocate(
        actor=world.act_as_system(),
        moves=[Move(world.person("member"), world.unit("other_cell"))],
        on=MOVED_ON,
        how="transferred",
    )
    kept_by = Person.objects.get(pk=world.person("member")).kept_by_id
    assert kept_by == world.unit("other_cell")
    return held


@pytest.mark.parametrize("key", ["secretary", "committee_member"])
def test_it_names_one_who_has_moved_on(world: World, meeting: Meeting, key: str) -> None:
    actor = world.act_as(key)
    assert not Person.objects.filter(pk=world.person("member")).exists()
    page = meeting_page(actor, meeting.pk)
    assert {row.person_id: row.name for row in page.roll}[world.person("member")] == GONE
    assert page.secretary_name == GONE
    spoken = [*page.other_opinions, *(o for item in page.items for o in item.opinions)]
    assert [opinion.speaker for opinion in spoken] == [GONE]
    assert [one.speaker for one in unanswered_opinions(meeting.unit_id, world.today)] == [GONE]
    assert [task.owner_name for task in open_tasks_on(meeting.unit_id, world.today)] == [GONE]
    record = record_of(page)
    assert record.secretary is not None
    assert record.secretary.name == GONE
    assert GONE in {line.name for line in record.roll}


def test_it_keeps_the_roll_in_the_order_of_given_names(world: World, meeting: Meeting) -> None:
    names = [row.name for row in meeting_page(world.act_as("secretary"), meeting.pk).roll]
    assert names.index(GONE) < names.index("Đặng Văn Lộc")
    assert "" not in names


@pytest.mark.parametrize("key", ["other_secretary", "other_ward_officer"])
def test_it_tells_the_new_ward_nothing_of_the_old_cell(
    world: World, meeting: Meeting, key: str
) -> None:
    actor: Actor = world.act_as(key)
    assert Person.objects.filter(pk=world.person("member")).exists()
    with pytest.raises(Absent):
        meeting_page(actor, meeting.pk)
    assert open_tasks_on(meeting.unit_id, world.today) == []
    others = [world.person(who) for who in ("secretary", "deputy", "exempt")]
    assert names_of([*others, world.person("member")]) == {world.person("member"): GONE}


def test_it_gives_a_name_and_nothing_else(world: World, meeting: Meeting) -> None:
    world.act_as("secretary")
    with connection.cursor() as cursor:
        cursor.execute("select * from people_names(%s)", [[world.person("member")]])
        assert [column.name for column in cursor.description] == ["id", "full_name", "name_key"]
    assert not Person.objects.filter(pk=world.person("member")).exists()
    world.leave()
    assert names_of([world.person("member")]) == {}


def test_it_leaves_the_others_unnamed_to_a_plain_member(world: World, meeting: Meeting) -> None:
    world.act_as("probationary")
    assert names_of([world.person("member"), world.person("probationary")]) == {
        world.person("probationary"): "Kpă Y Bhan"
    }
