"""Opening the evening and the roll-call."""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.actions.take_roll import RollMark, take_roll
from nenep.meetings.models import Attendance, Meeting, Milestone
from nenep.meetings.queries import roll_of
from nenep.meetings.tests.scenes import entries, everybody_came, hold_evening, open_evening
from nenep.meetings.tests.scenes import plan_evening as plan
from nenep.people.actions.enrol import NewMember, enrol_members
from tests.world import World

NOVEMBER = date(2026, 11, 1)
THIRD = date(2026, 11, 3)


def test_it_lays_out_the_whole_roster_unmarked(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    roll = {row.name: row for row in roll_of(meeting)}
    assert len(roll) == 9
    assert {row.mark for row in roll.values()} == {None}
    assert [name for name, row in roll.items() if not row.due] == [
        "Vũ Đức Long",
        "Hồ Thị Mơ",
        "Ngô Bá Thiện",
    ]
    assert roll["Bùi Thị Xuân"].standing == "hosted"
    assert "meeting.opened" in entries(world.unit("village"))


def test_it_opens_once_and_corrects_the_same_day(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    said = entries(world.unit("village"))
    for at in (time(19, 0), time(19, 30), time(19, 30)):
        open_meeting(
            actor=actor,
            meeting_id=meeting.pk,
            on=THIRD,
            at=at,
            chair_id=meeting.chair_id or uuid4(),
            secretary_id=meeting.secretary_id or uuid4(),
        )
    assert entries(world.unit("village")) == [*said, "meeting.opening_corrected"]
    assert Milestone.objects.get(meeting=meeting, kind="opened").at == time(19, 30)
    assert Attendance.objects.filter(meeting_id=meeting.pk).count() == 9


@pytest.mark.parametrize(
    ("chair", "secretary", "on", "words"),
    [
        ("probationary", "secretary", THIRD, "chủ trì"),
        ("hosted", "secretary", THIRD, "chủ trì"),
        ("teacher", "secretary", THIRD, "chủ trì"),
        ("secretary", "suspended", THIRD, "Thư ký"),
        ("secretary", "teacher", THIRD, "Thư ký"),
        ("secretary", "deputy", date(2026, 11, 24), "chưa đến"),
        ("secretary", "deputy", date(2020, 1, 3), "Chưa có đảng viên"),
    ],
)
def test_it_refuses_to_open(world: World, chair: str, secretary: str, on: date, words: str) -> None:
    actor = world.act_as("secretary")
    meeting = plan(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    with pytest.raises(Refused, match=words), transaction.atomic():
        open_meeting(
            actor=actor,
            meeting_id=meeting.pk,
            on=on,
            at=time(19),
            chair_id=world.person(chair),
            secretary_id=world.person(secretary),
        )
    assert not Attendance.objects.exists()


def test_it_does_not_open_on_another_day_again(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    with pytest.raises(Refused, match="03/11/2026"):
        open_meeting(
            actor=actor,
            meeting_id=meeting.pk,
            on=date(2026, 11, 4),
            at=time(19),
            chair_id=world.person("secretary"),
            secretary_id=world.person("deputy"),
        )


def test_it_tells_paper_from_live(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=THIRD,
        at=time(19),
        chair_id=world.person("secretary"),
        secretary_id=world.person("deputy"),
        declared=True,
    )
    assert set(Attendance.objects.values_list("way", flat=True)) == {"paper"}
    assert Milestone.objects.get(meeting=meeting, kind="opened").declared


def test_it_takes_the_roll_once(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    marks = [
        RollMark(world.person("member"), "excused", reason="duty"),
        RollMark(world.person("probationary"), "present", late=True),
    ]
    assert take_roll(actor=actor, meeting_id=meeting.pk, marks=marks) == 2
    said = entries(world.unit("village"))
    assert take_roll(actor=actor, meeting_id=meeting.pk, marks=marks) == 0
    assert take_roll(actor=actor, meeting_id=meeting.pk, marks=[]) == 0
    assert entries(world.unit("village")) == said
    by_person = {row.person_id: row for row in roll_of(meeting)}
    assert by_person[world.person("member")].reason == "duty"
    assert by_person[world.person("probationary")].late
    assert by_person[world.person("deputy")].mark is None


def test_it_takes_a_mark_back(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    member = world.person("member")
    take_roll(actor=actor, meeting_id=meeting.pk, marks=[RollMark(member, "unexcused")])
    take_roll(actor=actor, meeting_id=meeting.pk, marks=[RollMark(member, "")])
    assert {row.mark for row in roll_of(meeting)} == {None}


@pytest.mark.parametrize(
    "mark",
    [
        {"mark": "asleep"},
        {"mark": "excused", "reason": "health"},
        {"mark": "unexcused", "reason": "duty"},
        {"mark": "excused", "late": True},
    ],
)
def test_it_refuses_a_strange_mark(world: World, mark: dict[str, str]) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    marks = [
        RollMark(world.person("deputy"), "present"),
        RollMark(world.person("member"), **mark),  # type: ignore[arg-type]
    ]
    with pytest.raises(Invalid):
        take_roll(actor=actor, meeting_id=meeting.pk, marks=marks)
    with pytest.raises(Invalid, match="hai lần"):
        take_roll(actor=actor, meeting_id=meeting.pk, marks=marks[:1] * 2)
    assert not Attendance.objects.exclude(mark="").exists()


def test_it_marks_nobody_when_one_is_a_stranger(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    marks = [
        RollMark(world.person("deputy"), "present"),
        RollMark(world.person("teacher"), "present"),
    ]
    with pytest.raises(Absent, match="1 người"):
        take_roll(actor=actor, meeting_id=meeting.pk, marks=marks)
    assert not Attendance.objects.exclude(mark="").exists()


def test_it_takes_no_roll_before_the_opening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    with pytest.raises(Refused, match="chưa bắt đầu"):
        take_roll(actor=actor, meeting_id=meeting.pk, marks=[])


def test_it_corrects_the_roll_after_closing(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), NOVEMBER)
    marks = [RollMark(world.person("member"), "excused")]
    assert take_roll(actor=actor, meeting_id=meeting.pk, marks=marks) == 1


def _queries_of_a_roll(world: World, meeting: Meeting) -> int:
    actor = world.act_as("secretary")
    with CaptureQueriesContext(connection) as queries:
        everybody_came(actor=actor, meeting=meeting)
    return len(queries)


def test_it_takes_sixty_in_the_queries_of_six(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    few = open_evening(actor=actor, unit_id=village, month=date(2026, 10, 1))
    system = world.act_as_system()
    newcomers = [
        NewMember(f"Lê Thị {number}", village, since=date(2026, 10, 10)) for number in range(60)
    ]
    enrol_members(actor=system, members=newcomers)
    actor = world.act_as("secretary")
    many = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    counts = {_queries_of_a_roll(world, meeting) for meeting in (few, many)}
    # The scene's own query, a savepoint and its release; the door (2), the roll, the journal.
    assert counts == {7}
    assert sum(row.mark == "present" for row in roll_of(many)) == 66


_people = st.sampled_from(("secretary", "deputy", "member", "probationary", "exempt", "hosted"))
_marks = st.sampled_from(("present", "excused", "unexcused", ""))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(calls=st.lists(st.dictionaries(_people, _marks), max_size=4))
def test_it_ends_with_the_last_word_about_each(
    world: World, calls: Sequence[dict[str, str]]
) -> None:
    """However the roll arrives, in whole or in parts, each keeps the last mark said."""
    with transaction.atomic():
        actor = world.act_as("secretary")
        meeting = open_evening(
            actor=actor, unit_id=world.unit("village"), month=NOVEMBER, prepared=False
        )
        last: dict[UUID, str] = {}
        for call in calls:
            said = {world.person(key): mark for key, mark in call.items()}
            changing = {p: mark for p, mark in said.items() if last.get(p, "") != mark}
            marks = [RollMark(person, mark) for person, mark in said.items()]
            assert take_roll(actor=actor, meeting_id=meeting.pk, marks=marks) == len(changing)
            last |= said
        kept = {row.person_id: row.mark or "" for row in roll_of(meeting)}
        assert {person: kept[person] for person in last} == last
        transaction.set_rollback(True)
