"""The desk in words and shapes. One thing to do next; everything else is quiet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.dashboards.marks import month_mark
from nenep.desk.queries import CellDesk
from nenep.meetings.queries import MeetingLine
from nenep.meetings.rules.stages import Stage
from nenep.resolutions.queries import TaskLine
from nenep.ui.formats import vn_month
from nenep.ui.shapes import MonthMark, Step, StepState

# The stages a person thinks in; several milestones make one step.
STEPS: Sequence[tuple[str, frozenset[Stage]]] = (
    ("Chuẩn bị", frozenset({Stage.PLANNED, Stage.AGREED})),
    ("Thông báo", frozenset({Stage.NOTIFIED, Stage.PAPERS_OUT})),
    ("Họp", frozenset({Stage.OPENED})),
    ("Chấm điểm", frozenset({Stage.CLOSED})),
    ("Thông qua", frozenset({Stage.SCORED, Stage.READ_BACK})),
    ("Văn bản", frozenset({Stage.ADOPTED})),
    ("Gửi cấp trên", frozenset({Stage.FINALISED})),
)
NEXT_ACT = {
    Stage.PLANNED: ("preparation", "Chuẩn bị chương trình"),
    Stage.AGREED: ("preparation", "Thông báo và gửi tài liệu"),
    Stage.NOTIFIED: ("evening", "Mở cuộc họp"),
    Stage.PAPERS_OUT: ("evening", "Mở cuộc họp"),
    Stage.OPENED: ("evening", "Tiếp tục cuộc họp"),
    Stage.CLOSED: ("score-sheet", "Chấm điểm buổi sinh hoạt"),
    Stage.SCORED: ("minutes", "Đọc lại biên bản"),
    Stage.READ_BACK: ("minutes", "Thông qua biên bản"),
    Stage.ADOPTED: ("minutes", "Hoàn thiện văn bản"),
    Stage.FINALISED: ("minutes", "Gửi cấp trên"),
}


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
    leads: bool


def steps_of(stage: Stage) -> Sequence[Step]:
    """The stepper of a meeting at ``stage``."""
    at = next((n for n, (_name, stages) in enumerate(STEPS) if stage in stages), len(STEPS))
    states = [StepState.DONE] * at + [StepState.NOW] + [StepState.NEXT] * len(STEPS)
    return [Step(_(name), state) for (name, _stages), state in zip(STEPS, states, strict=False)]


def present_home(desk: CellDesk, *, today: date) -> Home:
    """The desk of a cell. A member is shown the meeting and the papers, not the steps."""
    current = desk.current
    act = NEXT_ACT.get(current.stage) if current and desk.leads else None
    meeting_id = current.meeting.pk if current else None
    return Home(
        unit_name=desk.unit.name,
        month_title=vn_month(current.meeting.month if current else today),
        current=current,
        steps=steps_of(current.stage) if current and desk.leads else (),
        next_url=reverse(act[0], args=[meeting_id]) if act else "",
        next_label=_(act[1]) if act else "",
        tasks=desk.tasks[:6],
        more_tasks=max(0, len(desk.tasks) - 6),
        strip=[month_mark(desk.months.get(month), month, today) for month in desk.shown],
        held=desk.held,
        papers_url=reverse("unit-papers", args=[desk.unit.id]),
        leads=desk.leads,
    )
