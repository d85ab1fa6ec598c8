"""Evenings for tests, held through the actions themselves."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from uuid import UUID

from nenep.access.rules import Actor, Office
from nenep.journal.models import Entry
from nenep.meetings.actions.agenda import AgendaLine, set_agenda
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.note import finish_item
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.actions.open_series import open_series
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.actions.take_roll import RollMark, take_roll
from nenep.meetings.models import AgendaItem, Attendance, Meeting
from nenep.people.queries.rosters import roster_on
from nenep.people.queries.visible import officer_on
from nenep.people.rules.standing import Votes

SINCE = date(2025, 7, 1)
START, END = time(19, 0), time(20, 45)
AGENDA = (
    AgendaLine("roll_call", "Điểm danh", 4, "Hướng dẫn 42-HD/BTCTW"),
    AgendaLine("tasks", "Kết quả thực hiện nhiệm vụ kỳ trước", 15, "Hướng dẫn 42-HD/BTCTW"),
    AgendaLine("discussion", "Thảo luận", 40, "Hướng dẫn 42-HD/BTCTW"),
    AgendaLine("conclusion", "Chủ trì kết luận", 10, "Hướng dẫn 42-HD/BTCTW"),
    AgendaLine("scoring", "Chấm điểm chất lượng buổi sinh hoạt", 4),
    AgendaLine("read_back", "Đọc và thông qua biên bản", 5),
    AgendaLine("closing", "Bế mạc", 1),
)


def plan_evening(
    *,
    actor: Actor,
    unit_id: UUID,
    month: date,
    kind: str = "regular",
    topic: str = "",
    planned_on: date | None = None,
    agenda: Sequence[AgendaLine] = AGENDA,
) -> Meeting:
    """A planned meeting with a series behind it and an agenda on it."""
    open_series(
        actor=actor,
        unit_id=unit_id,
        kind="regular",
        start_time=START,
        place="Nhà văn hóa làng",
        planned_minutes=90,
        on=SINCE,
    )
    meeting = plan_meeting(
        actor=actor, unit_id=unit_id, month=month, kind=kind, topic=topic, planned_on=planned_on
    )
    set_agenda(actor=actor, meeting_id=meeting.pk, items=agenda)
    return meeting


def open_evening(
    *,
    actor: Actor,
    unit_id: UUID,
    month: date,
    kind: str = "regular",
    topic: str = "",
    on: date | None = None,
    agenda: Sequence[AgendaLine] = AGENDA,
    at: time = START,
    prepared: bool = True,
) -> Meeting:
    """A meeting that has just begun: agreed and notified two days before, nobody marked yet.

    The secretary of the cell chairs; the next official member on the roll writes.
    """
    meeting = plan_evening(
        actor=actor,
        unit_id=unit_id,
        month=month,
        kind=kind,
        topic=topic,
        planned_on=on,
        agenda=agenda,
    )
    day = on or meeting.planned_on
    before = date.fromordinal(day.toordinal() - 2)
    for step in ("agreed", "notified", "papers_out") if prepared else ():
        mark(actor=actor, meeting_id=meeting.pk, kind=step, on=before)
    chair = officer_on(unit_id, Office.CELL_SECRETARY.value, day)
    assert chair is not None
    writers = [
        line.person_id
        for line in roster_on(unit_id, day)
        if line.counts.votes is Votes.ALWAYS and line.person_id != chair.pk
    ]
    return open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=day,
        at=at,
        chair_id=chair.pk,
        secretary_id=(writers or [chair.pk])[0],
    )


def everybody_came(
    *, actor: Actor, meeting: Meeting, except_for: Mapping[UUID, str] | None = None
) -> None:
    """Mark everybody due as present, but ``except_for`` (person → excused | unexcused)."""
    absent = except_for or {}
    due = Attendance.objects.filter(month=meeting.month, meeting_id=meeting.pk, due=True)
    people = due.values_list("person_id", flat=True)
    take_roll(
        actor=actor,
        meeting_id=meeting.pk,
        marks=[RollMark(person, absent.get(person, "present")) for person in people],
    )


def finish_evening(*, actor: Actor, meeting: Meeting, at: time = END) -> Meeting:
    """Settle every item, conclude and close a meeting whose roll is taken."""
    for item in AgendaItem.objects.filter(meeting=meeting):
        finish_item(actor=actor, item_id=item.pk, minutes_spent=item.minutes_planned)
    fresh = Meeting.objects.get(pk=meeting.pk)
    conclude(
        actor=actor,
        meeting_id=meeting.pk,
        text="Chi bộ thống nhất các nhiệm vụ tháng tới.",
        revision=fresh.conclusion_revision,
    )
    return close_meeting(actor=actor, meeting_id=meeting.pk, at=at)


def hold_evening(
    actor: Actor,
    unit_id: UUID,
    month: date,
    *,
    kind: str = "regular",
    topic: str = "",
    on: date | None = None,
    absent: Mapping[UUID, str] | None = None,
    agenda: Sequence[AgendaLine] = AGENDA,
    at: time = START,
    until: time = END,
    prepared: bool = True,
) -> Meeting:
    """One meeting of the drawn world from its plan to its closing, as ``actor`` (the secretary).

    Afterwards it can be scored, read back and so on by the apps above.
    """
    meeting = open_evening(
        actor=actor,
        unit_id=unit_id,
        month=month,
        kind=kind,
        topic=topic,
        on=on,
        agenda=agenda,
        at=at,
        prepared=prepared,
    )
    everybody_came(actor=actor, meeting=meeting, except_for=absent)
    return finish_evening(actor=actor, meeting=meeting, at=until)


def entries(unit_id: UUID) -> list[str]:
    """The verbs in the unit's journal, oldest first (as far as the reach of the moment goes)."""
    return list(
        Entry.objects.filter(unit_id=unit_id).order_by("seq").values_list("verb", flat=True)
    )
