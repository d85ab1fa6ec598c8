"""The series and the planned meeting."""

from datetime import date, time
from uuid import UUID

import pytest

from nenep.access.rules import Actor
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.open_series import open_series
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.models import Meeting, Series
from nenep.meetings.queries import meetings_of, previous_meeting, series_on
from nenep.meetings.tests.scenes import entries, hold_evening, open_evening, plan_evening
from tests.world import World

NOVEMBER = date(2026, 11, 1)


def _series(actor: Actor, unit_id: UUID, on: date, place: str = "Nhà rông") -> Series:
    return open_series(
        actor=actor,
        unit_id=unit_id,
        kind="regular",
        start_time=time(19),
        place=place,
        planned_minutes=90,
        on=on,
    )


def test_it_opens_a_series_once(world: World) -> None:
    actor = world.act_as("secretary")
    first = _series(actor, world.unit("village"), date(2026, 1, 1))
    again = _series(actor, world.unit("village"), date(2026, 1, 1))
    assert again.pk == first.pk
    assert entries(world.unit("village")).count("series.opened") == 1


def test_it_ends_the_habit_before_a_new_one(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    _series(actor, village, date(2026, 1, 1))
    _series(actor, village, date(2026, 6, 1), place="Nhà văn hóa")
    before, after = (
        series_on(village, "regular", d) for d in (date(2026, 5, 31), date(2026, 6, 1))
    )
    assert before is not None
    assert after is not None
    assert (before.place, after.place) == ("Nhà rông", "Nhà văn hóa")


def test_it_slips_a_habit_in_before_a_later_one(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    _series(actor, village, date(2026, 6, 1))
    _series(actor, village, date(2026, 1, 1), place="Nhà văn hóa")
    assert [s.place for s in Series.objects.order_by("during")] == ["Nhà văn hóa", "Nhà rông"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "tea"), ("usual_day", 32), ("planned_minutes", 0), ("place", "  ")],
)
def test_it_refuses_an_impossible_habit(world: World, field: str, value: object) -> None:
    actor = world.act_as("secretary")
    said: dict[str, object] = {
        "kind": "regular",
        "start_time": time(19),
        "place": "Nhà rông",
        "planned_minutes": 90,
        "usual_day": None,
    } | {field: value}
    with pytest.raises(Invalid) as refusal:
        open_series(actor=actor, unit_id=world.unit("village"), on=NOVEMBER, **said)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_it_plans_on_the_day_of_the_rule(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 20))
    assert (meeting.month, meeting.planned_on) == (NOVEMBER, date(2026, 11, 3))
    assert meeting.day_reason
    assert "meeting.planned" in entries(world.unit("village"))


def test_it_returns_the_meeting_of_the_month(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    first = plan_evening(actor=actor, unit_id=village, month=NOVEMBER)
    said = entries(village)
    again = plan_meeting(actor=actor, unit_id=village, month=NOVEMBER)
    assert again.pk == first.pk
    assert entries(village) == said


def test_it_explains_another_day(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    plan_evening(actor=actor, unit_id=village, month=NOVEMBER)
    moved = plan_meeting(
        actor=actor,
        unit_id=village,
        month=NOVEMBER,
        planned_on=date(2026, 11, 5),
        reason="Mưa lũ.",
    )
    assert moved.planned_on == date(2026, 11, 5)
    assert "03/11/2026" in moved.day_reason
    assert moved.day_reason.endswith("Mưa lũ.")
    assert Meeting.objects.count() == 1


def test_it_does_not_move_an_opened_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    with pytest.raises(Refused, match="đã bắt đầu"):
        plan_meeting(actor=actor, unit_id=village, month=NOVEMBER, planned_on=date(2026, 11, 6))
    assert Meeting.objects.get().planned_on == date(2026, 11, 3)


def test_it_needs_a_series_and_a_day(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    with pytest.raises(Refused, match="lịch sinh hoạt"):
        plan_meeting(actor=actor, unit_id=village, month=NOVEMBER)
    plan_evening(actor=actor, unit_id=village, month=NOVEMBER)
    with pytest.raises(Invalid, match="chọn ngày"):
        plan_meeting(actor=actor, unit_id=village, month=NOVEMBER, kind="thematic", topic="Rừng")


def test_it_keeps_a_topic_apart_from_the_regular_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    plan_evening(actor=actor, unit_id=village, month=NOVEMBER)
    said = {"kind": "thematic", "topic": "Giữ rừng", "planned_on": date(2026, 11, 15)}
    topics = [
        plan_meeting(actor=actor, unit_id=village, month=NOVEMBER, **said)  # type: ignore[arg-type]
        for _ in range(2)
    ]
    assert topics[0].pk == topics[1].pk
    assert Meeting.objects.count() == 2


def test_it_marks_in_order_and_once(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    meeting = plan_evening(actor=actor, unit_id=village, month=NOVEMBER)
    with pytest.raises(Refused, match="còn thiếu"):
        mark(actor=actor, meeting_id=meeting.pk, kind="notified", on=date(2026, 11, 1))
    mark(actor=actor, meeting_id=meeting.pk, kind="agreed", on=date(2026, 11, 1))
    first = mark(actor=actor, meeting_id=meeting.pk, kind="notified", on=date(2026, 11, 1))
    again = mark(actor=actor, meeting_id=meeting.pk, kind="notified", on=date(2026, 11, 2))
    assert (again.pk, again.on) == (first.pk, date(2026, 11, 1))
    assert entries(village).count("meeting.notified") == 1


@pytest.mark.parametrize(
    ("kind", "on", "words"),
    [
        ("agreed", date(2026, 11, 24), "chưa đến"),
        ("agreed", date(2026, 11, 9), "không thể trước"),
        ("opened", date(2026, 11, 3), "bước riêng"),
        ("scored", date(2026, 11, 3), "còn thiếu"),
    ],
)
def test_it_refuses_a_wrong_mark(world: World, kind: str, on: date, words: str) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(
        actor=actor, unit_id=world.unit("village"), month=NOVEMBER, prepared=False
    )
    if kind == "opened":
        meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 10, 1))
    with pytest.raises(Refused, match=words):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=on)


def test_it_finds_the_meeting_before(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    september = hold_evening(actor, village, date(2026, 9, 1))
    plan_evening(actor=actor, unit_id=village, month=date(2026, 10, 1))
    november = plan_evening(actor=actor, unit_id=village, month=NOVEMBER)
    assert previous_meeting(november) == september
    assert previous_meeting(september) is None
    assert [line.stage for line in meetings_of(actor, village)] == ["planned", "planned", "closed"]
