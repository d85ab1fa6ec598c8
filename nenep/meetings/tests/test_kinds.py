"""Meetings of the committee, of a group, of a grassroots committee: whose roll, which steps."""

from datetime import date, time
from uuid import UUID

import pytest

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.agenda import AgendaLine, set_agenda
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.actions.set_topic import set_topic
from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.queries import meeting_page, meetings_of, roll_of
from nenep.meetings.rules.kinds import KINDS, Kind, kinds_for
from nenep.meetings.tests.gatherings import committee_of_the_ward, group_of_the_village
from nenep.meetings.tests.scenes import entries, everybody_came, finish_evening, plan_evening
from tests.world import World

NOVEMBER = date(2026, 11, 1)
BEFORE = date(2026, 11, 1)
EVENING = {"planned_at": time(18, 0), "place": "Nhà văn hóa"}


def _held(actor: Actor, meeting: Meeting, *, chair: UUID, secretary: UUID) -> Meeting:
    """Opened, everybody there, one item dealt with, closed."""
    line = AgendaLine("typed", "Thống nhất nội dung", 20, source="typed")
    set_agenda(actor=actor, meeting_id=meeting.pk, items=[line])
    opened = open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=BEFORE,
        at=time(18, 0),
        chair_id=chair,
        secretary_id=secretary,
    )
    everybody_came(actor=actor, meeting=opened)
    return finish_evening(actor=actor, meeting=opened, at=time(18, 40))


def _of_the_committee(actor: Actor, world: World, prepared: Meeting) -> Meeting:
    return plan_meeting(
        actor=actor,
        unit_id=world.unit("village"),
        month=NOVEMBER,
        kind="cell_committee",
        planned_on=BEFORE,
        prepares_id=prepared.pk,
    )


def _led(world: World) -> dict[str, UUID]:
    return {"chair": world.person("secretary"), "secretary": world.person("deputy")}


def test_it_calls_the_committee_of_that_day_only(world: World) -> None:
    actor = world.act_as("secretary")
    prepared = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    meeting = _held(actor, _of_the_committee(actor, world, prepared), **_led(world))
    there = {row.person_id for row in roll_of(meeting)}
    assert there == {world.person(k) for k in ("secretary", "deputy", "committee_member")}


def test_it_agrees_the_content_by_closing_the_committees_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    prepared = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    meeting = _of_the_committee(actor, world, prepared)
    _held(actor, meeting, **_led(world))
    agreed = Milestone.objects.get(meeting=prepared, kind="agreed")
    assert agreed.on == BEFORE
    close_meeting(actor=actor, meeting_id=meeting.pk, at=time(18, 40))
    assert entries(world.unit("village")).count("meeting.agreed") == 1


def test_it_leaves_an_agreement_that_was_entered_before(world: World) -> None:
    actor = world.act_as("secretary")
    prepared = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    mark(actor=actor, meeting_id=prepared.pk, kind="agreed", on=date(2026, 10, 30))
    _held(actor, _of_the_committee(actor, world, prepared), **_led(world))
    assert Milestone.objects.get(meeting=prepared, kind="agreed").on == date(2026, 10, 30)


def test_it_meets_once_for_what_it_prepares_and_before_it(world: World) -> None:
    actor = world.act_as("secretary")
    prepared = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    first = _of_the_committee(actor, world, prepared)
    assert _of_the_committee(actor, world, prepared).pk == first.pk
    with pytest.raises(Invalid, match="trước buổi"):
        plan_meeting(
            actor=actor,
            unit_id=world.unit("village"),
            month=NOVEMBER,
            kind="cell_committee",
            planned_on=date(2026, 11, 20),
            prepares_id=prepared.pk,
        )


def test_it_prepares_no_meeting_of_another_cell(world: World) -> None:
    actor = world.act_as("school_secretary")
    other = plan_evening(actor=actor, unit_id=world.unit("school"), month=NOVEMBER)
    actor = world.act_as("secretary")
    with pytest.raises(Absent):
        _of_the_committee(actor, world, other)


def test_it_keeps_what_the_committee_discusses_from_the_others(world: World) -> None:
    actor = world.act_as("secretary")
    prepared = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    meeting = _held(actor, _of_the_committee(actor, world, prepared), **_led(world))
    for kind in ("read_back", "adopted", "finalised"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=BEFORE)
    for key in ("member", "ward_officer", "school_secretary"):
        reader = world.act_as(key)
        with pytest.raises(Absent):
            meeting_page(reader, meeting.pk)
        assert meetings_of(reader, world.unit("village")) == []
    assert meeting_page(world.act_as("committee_member"), meeting.pk).whole


@pytest.mark.parametrize("kind", ["agreed", "scored", "reported"])
def test_it_has_no_step_the_committee_does_not_know(world: World, kind: str) -> None:
    actor = world.act_as("secretary")
    prepared = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    meeting = _held(actor, _of_the_committee(actor, world, prepared), **_led(world))
    with pytest.raises(Refused, match="không có bước"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=BEFORE)


def test_it_lets_a_group_meet_under_its_leader(world: World) -> None:
    group = group_of_the_village(world, world.act_as("secretary"))
    actor = world.act_as("member")
    said = {"kind": "party_group", "planned_on": BEFORE, **EVENING}
    meeting = plan_meeting(actor=actor, unit_id=group, month=NOVEMBER, **said)  # type: ignore[arg-type]
    again = plan_meeting(actor=actor, unit_id=group, month=NOVEMBER, **said)  # type: ignore[arg-type]
    assert again.pk == meeting.pk
    leader = world.person("member")
    held = _held(actor, meeting, chair=leader, secretary=leader)
    roll = {row.person_id: row for row in roll_of(held)}
    assert set(roll) == {leader, world.person("exempt")}
    assert [roll[leader].due, roll[world.person("exempt")].due] == [True, False]
    assert roll[leader].name == "Phạm Thị Cúc"
    for kind in ("read_back", "adopted"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=BEFORE)
    with pytest.raises(Refused, match="chỉ đính chính"):
        close_meeting(actor=actor, meeting_id=meeting.pk, at=time(19, 0))


def test_it_shows_a_groups_meeting_to_the_group_and_the_cells_committee(world: World) -> None:
    actor = world.act_as("secretary")
    group = group_of_the_village(world, actor, leader="committee_member", others=("probationary",))
    actor = world.act_as("committee_member")
    meeting = plan_meeting(
        actor=actor,
        unit_id=group,
        month=NOVEMBER,
        kind="party_group",
        planned_on=BEFORE,
        planned_at=time(18, 0),
        place="Nhà ông Phạm",
    )
    mark(actor=actor, meeting_id=meeting.pk, kind="notified", on=BEFORE)
    assert not meeting_page(world.act_as("probationary"), meeting.pk).whole
    assert meeting_page(world.act_as("secretary"), meeting.pk).whole
    with pytest.raises(Forbidden):
        mark(actor=world.act_as("secretary"), meeting_id=meeting.pk, kind="papers_out", on=BEFORE)
    for key in ("member", "school_secretary", "ward_officer"):
        with pytest.raises(Absent):
            meeting_page(world.act_as(key), meeting.pk)


def test_it_lets_a_grassroots_committee_meet_and_vote(world: World) -> None:
    committee_of_the_ward(world, world.act_as_system(), "secretary", "school_secretary")
    actor = world.act_as("ward_officer")
    meeting = plan_meeting(
        actor=actor,
        unit_id=world.unit("ward"),
        month=NOVEMBER,
        kind="party_committee",
        planned_on=BEFORE,
        planned_at=time(8, 0),
        place="Phòng họp Đảng ủy",
    )
    opened = open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=BEFORE,
        at=time(8, 0),
        chair_id=world.person("ward_officer"),
        secretary_id=world.person("secretary"),
    )
    everybody_came(actor=actor, meeting=opened)
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Chuẩn y kết nạp",
        matter="admission",
        votes_for=3,
        votes_against=1,
        abstentions=0,
    )
    assert (vote.base, vote.passed) == (4, True)
    names = {row.name for row in roll_of(opened)}
    assert names == {"Lê Minh Châu", "Siu Thương", "Đinh Thị Hòa", "Y Thuin Niê"}
    # A member of the committee reads it; the cells and the ward next door do not.
    assert meeting_page(world.act_as("school_secretary"), meeting.pk).whole
    for key in ("deputy", "member", "other_ward_officer"):
        with pytest.raises(Absent):
            meeting_page(world.act_as(key), meeting.pk)


def test_it_gives_the_ward_no_hand_in_a_cells_meeting(world: World) -> None:
    meeting = plan_evening(
        actor=world.act_as("secretary"), unit_id=world.unit("village"), month=NOVEMBER
    )
    actor = world.act_as("ward_officer")
    with pytest.raises(Absent):
        meeting_page(actor, meeting.pk)
    with pytest.raises(Forbidden):
        plan_meeting(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)


@pytest.mark.parametrize("kind", ["party_group", "party_committee"])
def test_it_refuses_a_kind_the_unit_does_not_hold(world: World, kind: str) -> None:
    with pytest.raises(Refused, match="không họp loại"):
        plan_meeting(
            actor=world.act_as("secretary"),
            unit_id=world.unit("village"),
            month=NOVEMBER,
            kind=kind,
            planned_on=BEFORE,
        )


def test_it_holds_an_extraordinary_meeting_for_a_reason_only(world: World) -> None:
    actor, village = world.act_as("secretary"), world.unit("village")
    plan_evening(actor=actor, unit_id=village, month=NOVEMBER)
    said = {"kind": "extraordinary", "planned_on": date(2026, 11, 12)}
    with pytest.raises(Invalid, match="lý do họp bất thường"):
        plan_meeting(actor=actor, unit_id=village, month=NOVEMBER, **said)  # type: ignore[arg-type]
    meeting = plan_meeting(
        actor=actor,
        unit_id=village,
        month=NOVEMBER,
        reason="Mưa lũ, bàn việc cứu hộ",
        **said,  # type: ignore[arg-type]
    )
    assert meeting.day_reason == "Mưa lũ, bàn việc cứu hộ"


def test_it_takes_a_topic_of_the_catalogue_and_a_presenter_of_the_cell(world: World) -> None:
    actor, village = world.act_as("secretary"), world.unit("village")
    plan_evening(actor=actor, unit_id=village, month=NOVEMBER)
    day = date(2026, 11, 15)
    meeting = plan_meeting(
        actor=actor,
        unit_id=village,
        month=NOVEMBER,
        kind="thematic",
        topic_code="cultural_village",
        planned_on=day,
    )
    assert meeting.topic == "Xây dựng thôn, làng, tổ dân phố văn hóa"
    said = {"topic": "Làng ta xanh, sạch", "topic_code": "cultural_village"}
    with pytest.raises(Absent, match="trình bày"):
        set_topic(actor=actor, meeting_id=meeting.pk, presenter_id=world.person("teacher"), **said)
    with pytest.raises(Invalid, match="danh mục"):
        set_topic(actor=actor, meeting_id=meeting.pk, topic="Khác", topic_code="no_such")
    for _ in range(2):
        set_topic(actor=actor, meeting_id=meeting.pk, presenter_id=world.person("member"), **said)
    assert meeting_page(actor, meeting.pk).presenter_name == "Phạm Thị Cúc"
    assert entries(village).count("meeting.topic_set") == 1


def test_it_gives_no_topic_to_a_regular_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    with pytest.raises(Refused, match="không có chuyên đề"):
        set_topic(actor=actor, meeting_id=meeting.pk, topic="Rừng")


def test_it_settles_every_kind_for_some_unit() -> None:
    assert set(KINDS) == set(Kind)
    assert all(rule.units for rule in KINDS.values())
    assert kinds_for("party_group") == (Kind.PARTY_GROUP,)
