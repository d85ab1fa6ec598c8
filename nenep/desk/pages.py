"""The desk in words and shapes. One thing to do next; everything else is quiet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from nenep.dashboards.marks import month_mark
from nenep.desk.queries import CellDesk
from nenep.meetings.queries import MeetingLine
from nenep.meetings.steps import next_act, steps_of
from nenep.people.queries.expiring import ExpiringMatter
from nenep.resolutions.queries import TaskLine
from nenep.ui.formats import vn_month
from nenep.ui.shapes import MonthMark, Step

TASKS_SHOWN = 6
EXPIRING_SHOWN = 3


@dataclass(frozen=True)
class Home:
    """Everything ``desk/home.html`` reads."""

    unit_name: str
    month_title: str
    current: MeetingLine | None
    steps: Sequence[Step]
    next_url: str
    next_label: str
    tasks: Sequence[TaskLine]
    more_tasks: int
    strip: Sequence[MonthMark]
    held: Sequence[MeetingLine]
    papers_url: str
    expiring: Sequence[ExpiringMatter]
    more_expiring: int
    leads: bool


def present_home(desk: CellDesk, *, today: date) -> Home:
    """The desk of a cell. A member is shown the meeting and the papers, not the steps."""
    current = desk.current
    led = current if desk.leads else None
    act = next_act(led.stage, led.meeting.pk, led.meeting.kind) if led else None
    return Home(
        unit_name=desk.unit.name,
        month_title=vn_month(current.meeting.month if current else today),
        current=current,
        steps=steps_of(led.stage, led.meeting.pk, led.meeting.kind) if led else (),
        next_url=act.url if act else "",
        next_label=act.label if act else "",
        tasks=desk.tasks[:TASKS_SHOWN],
        more_tasks=max(0, len(desk.tasks) - TASKS_SHOWN),
        strip=[month_mark(desk.months.get(month), month, today) for month in desk.shown],
        held=desk.held,
        papers_url=reverse("unit-papers", args=[desk.unit.id]),
        expiring=desk.expiring[:EXPIRING_SHOWN],
        more_expiring=max(0, len(desk.expiring) - EXPIRING_SHOWN),
        leads=desk.leads,
    )
