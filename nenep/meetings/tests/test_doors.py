"""Every action against the wrong office, the wrong cell and the sealed meeting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

import pytest

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.meetings.actions.agenda import (
    add_item,
    change_item,
    move_item,
    remove_item,
    set_agenda,
)
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.actions.guests import add_guest, remove_guest
from nenep.meetings.actions.hold_vote import hold_vote, remove_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.note import finish_item, skip_item, write_note
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.actions.open_series import open_series
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.actions.raise_opinion import raise_opinion, remove_opinion
from nenep.meetings.actions.take_roll import take_roll
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.queries import meeting_page, visible_to
from nenep.meetings.tests.scenes import (
    entries,
    everybody_came,
    finish_evening,
    hold_evening,
    open_evening,
    plan_evening,
)
from tests.world import World

NOVEMBER, THIRD = date(2026, 11, 1), date(2026, 11, 3)


@dataclass(frozen=True)
class Scene:
    """A meeting in its middle, with one of everything."""

    meeting: Meeting
    item: UUID
    guest: UUID
    opinion: UUID
    vote: UUID
    person: UUID
    village: UUID


Attempt = Callable[[Actor, Scene], object]
ATTEMPTS: Mapping[str, Attempt] = {
    "open_series": lambda actor, s: open_series(
        actor=actor,
        unit_id=s.village,
        kind="regular",
        start_time=time(18),
        place="Nơi khác",
        planned_minutes=60,
        on=NOVEMBER,
    ),
    "plan": lambda actor, s: plan_meeting(
        actor=actor, unit_id=s.village, month=NOVEMBER, planned_on=date(2026, 11, 4)
    ),
    "set_agenda": lambda actor, s: set_agenda(actor=actor, meeting_id=s.meeting.pk, items=[]),
    "add_item": lambda actor, s: add_item(
        actor=actor, meeting_id=s.meeting.pk, title="Việc khác", minutes=5
    ),
    "change_item": lambda actor, s: change_item(
        actor=actor, item_id=s.item, title="Khác", minutes=1, revision=0
    ),
    "move_item": lambda actor, s: move_item(actor=actor, item_id=s.item, up=True),
    "remove_item": lambda actor, s: remove_item(actor=actor, item_id=s.item),
    "mark": lambda actor, s: mark(actor=actor, meeting_id=s.meeting.pk, kind="agreed", on=NOVEMBER),
    "open_meeting": lambda actor, s: open_meeting(
        actor=actor,
        meeting_id=s.meeting.pk,
        on=THIRD,
        at=time(19, 5),
        chair_id=s.person,
        secretary_id=s.person,
    ),
    "take_roll": lambda actor, s: take_roll(actor=actor, meeting_id=s.meeting.pk, marks=[]),
    "add_guest": lambda actor, s: add_guest(
        actor=actor, meeting_id=s.meeting.pk, name="Lê Minh Châu", title=""
    ),
    "remove_guest": lambda actor, s: remove_guest(actor=actor, guest_id=s.guest),
    "write_note": lambda actor, s: write_note(actor=actor, item_id=s.item, text="Khác", revision=0),
    "finish_item": lambda actor, s: finish_item(actor=actor, item_id=s.item, minutes_spent=99),
    "skip_item": lambda actor, s: skip_item(actor=actor, item_id=s.item, reason="Hết giờ"),
    "hold_vote": lambda actor, s: hold_vote(
        actor=actor,
        meeting_id=s.meeting.pk,
        question="Câu hỏi khác",
        votes_for=1,
        votes_against=0,
        abstentions=0,
    ),
    "remove_vote": lambda actor, s: remove_vote(actor=actor, vote_id=s.vote),
    "conclude": lambda actor, s: conclude(
        actor=actor, meeting_id=s.meeting.pk, text="Khác", revision=99
    ),
    "close_meeting": lambda actor, s: close_meeting(
        actor=actor, meeting_id=s.meeting.pk, at=time(21)
    ),
}
OPINIONS: Mapping[str, Attempt] = {
    "raise_opinion": lambda actor, s: raise_opinion(
        actor=actor, meeting_id=s.meeting.pk, kind="question", text="Câu hỏi khác"
    ),
    "remove_opinion": lambda actor, s: remove_opinion(actor=actor, opinion_id=s.opinion),
}


def _scene(world: World) -> Scene:
    actor = world.act_as("secretary")
    village = world.unit("village")
    meeting = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    everybody_came(actor=actor, meeting=meeting)
    return Scene(
        meeting=meeting,
        item=AgendaItem.objects.get(meeting=meeting, code="tasks").pk,
        guest=add_guest(actor=actor, meeting_id=meeting.pk, name="Kpă Lan", title="").pk,
        opinion=raise_opinion(
            actor=actor, meeting_id=meeting.pk, kind="question", text="Khi nào?"
        ).pk,
        vote=hold_vote(
            actor=actor,
            meeting_id=meeting.pk,
            question="Thông qua",
            votes_for=4,
            votes_against=0,
            abstentions=0,
        ).pk,
        person=world.person("secretary"),
        village=village,
    )


def _sealed(world: World) -> Scene:
    scene = _scene(world)
    actor = world.act_as("secretary")
    finish_evening(actor=actor, meeting=scene.meeting)
    for kind in ("scored", "read_back", "adopted", "finalised"):
        mark(actor=actor, meeting_id=scene.meeting.pk, kind=kind, on=THIRD)
    return scene


@pytest.mark.parametrize("name", ATTEMPTS)
def test_it_forbids_a_plain_member(world: World, name: str) -> None:
    scene = _scene(world)
    with pytest.raises(Forbidden):
        ATTEMPTS[name](world.act_as("member"), scene)


@pytest.mark.parametrize("name", [*ATTEMPTS, *OPINIONS])
@pytest.mark.parametrize("key", ["school_secretary", "teacher", "ward_officer", "administrator"])
def test_it_shows_nothing_to_other_cells_and_superiors(world: World, name: str, key: str) -> None:
    """A superior sees nothing of an unsealed meeting; the unit itself is no secret to it."""
    scene = _scene(world)
    told = {"open_series", "plan"} if key in ("ward_officer", "administrator") else set()
    with pytest.raises(Forbidden if name in told else Absent):
        (ATTEMPTS | OPINIONS)[name](world.act_as(key), scene)  # type: ignore[operator]


@pytest.mark.parametrize("name", [*ATTEMPTS, *OPINIONS])
def test_it_lets_the_ward_read_sealed_papers_and_write_nothing(world: World, name: str) -> None:
    scene = _sealed(world)
    actor = world.act_as("ward_officer")
    assert meeting_page(actor, scene.meeting.pk).whole
    with pytest.raises(Forbidden):
        (ATTEMPTS | OPINIONS)[name](actor, scene)  # type: ignore[operator]


@pytest.mark.parametrize("name", [*sorted(set(ATTEMPTS) - {"open_series", "mark"}), *OPINIONS])
def test_it_changes_nothing_of_a_sealed_meeting(world: World, name: str) -> None:
    scene = _sealed(world)
    actor = world.act_as("secretary")
    said = entries(scene.village)
    with pytest.raises(Refused, match="đã hoàn tất, chỉ đính chính"):
        (ATTEMPTS | OPINIONS)[name](actor, scene)  # type: ignore[operator]
    assert entries(scene.village) == said


def test_it_marks_no_preparation_of_a_sealed_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), NOVEMBER, prepared=False)
    for kind in ("scored", "read_back", "adopted", "finalised"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=THIRD)
    with pytest.raises(Refused, match="chỉ đính chính"):
        mark(actor=actor, meeting_id=meeting.pk, kind="agreed", on=NOVEMBER)


def test_it_lets_the_committee_run_but_neither_score_nor_seal(world: World) -> None:
    actor = world.act_as("committee_member")
    meeting = hold_evening(actor, world.unit("village"), NOVEMBER)
    for kind in ("scored", "finalised", "reported"):
        with pytest.raises(Forbidden):
            mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=THIRD)


def test_it_tells_members_from_the_notice_on(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    mark(actor=actor, meeting_id=meeting.pk, kind="agreed", on=NOVEMBER)
    member = world.act_as("member")
    with pytest.raises(Absent):
        meeting_page(member, meeting.pk)
    actor = world.act_as("secretary")
    mark(actor=actor, meeting_id=meeting.pk, kind="notified", on=NOVEMBER)
    member = world.act_as("member")
    assert not meeting_page(member, meeting.pk).whole


@pytest.mark.parametrize(
    ("key", "unsealed", "sealed"),
    [
        ("secretary", True, True),
        ("committee_member", True, True),
        ("member", True, True),
        ("school_secretary", False, False),
        ("ward_officer", False, True),
        ("other_ward_officer", False, False),
        ("province_officer", False, False),
        ("administrator", False, False),
    ],
)
def test_it_shows_each_office_its_meetings(
    world: World, key: str, unsealed: bool, sealed: bool
) -> None:
    scene = _scene(world)
    assert visible_to(world.act_as(key)).exists() is unsealed
    actor = world.act_as("secretary")
    finish_evening(actor=actor, meeting=scene.meeting)
    for kind in ("scored", "read_back", "adopted", "finalised"):
        mark(actor=actor, meeting_id=scene.meeting.pk, kind=kind, on=THIRD)
    assert visible_to(world.act_as(key)).exists() is sealed
