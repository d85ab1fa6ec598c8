"""The stages of a meeting as a person thinks of them, and the page on which the next one is done.

Several milestones make one step. Addresses are asked by name: the pages stand in apps above.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nenep.meetings.rules.kinds import rule_of
from nenep.meetings.rules.stages import Milestone, Stage
from nenep.ui.shapes import Step, StepState

_STEPS: Sequence[tuple[str, frozenset[Stage], str]] = (
    (gettext_noop("Chuẩn bị"), frozenset({Stage.PLANNED}), "preparation"),
    (
        gettext_noop("Thông báo"),
        frozenset({Stage.AGREED, Stage.NOTIFIED}),
        "preparation",
    ),
    (gettext_noop("Họp"), frozenset({Stage.PAPERS_OUT, Stage.OPENED}), "evening"),
    (gettext_noop("Chấm điểm"), frozenset({Stage.CLOSED}), "score-sheet"),
    (gettext_noop("Thông qua"), frozenset({Stage.SCORED, Stage.READ_BACK}), "minutes"),
    (gettext_noop("Văn bản"), frozenset({Stage.ADOPTED}), "minutes"),
    (gettext_noop("Gửi cấp trên"), frozenset({Stage.FINALISED}), "minutes"),
)
_NEXT: Mapping[Stage, tuple[str, str]] = {
    Stage.PLANNED: ("preparation", gettext_noop("Chuẩn bị chương trình")),
    Stage.AGREED: ("preparation", gettext_noop("Thông báo và gửi tài liệu")),
    Stage.NOTIFIED: ("preparation", gettext_noop("Gửi tài liệu")),
    Stage.PAPERS_OUT: ("evening", gettext_noop("Mở cuộc họp")),
    Stage.OPENED: ("evening", gettext_noop("Tiếp tục cuộc họp")),
    Stage.CLOSED: ("score-sheet", gettext_noop("Chấm điểm buổi sinh hoạt")),
    Stage.SCORED: ("minutes", gettext_noop("Đọc lại biên bản")),
    Stage.READ_BACK: ("minutes", gettext_noop("Thông qua biên bản")),
    Stage.ADOPTED: ("minutes", gettext_noop("Hoàn thiện văn bản")),
    Stage.FINALISED: ("minutes", gettext_noop("Gửi cấp trên")),
}

# The milestone each step ends with, and the one that follows a stage where nothing is left out.
_LEADS_TO: Mapping[str, Milestone] = {
    "Chuẩn bị": Milestone.AGREED,
    "Thông báo": Milestone.PAPERS_OUT,
    "Họp": Milestone.CLOSED,
    "Chấm điểm": Milestone.SCORED,
    "Thông qua": Milestone.ADOPTED,
    "Văn bản": Milestone.FINALISED,
    "Gửi cấp trên": Milestone.REPORTED,
}
_AFTER: Mapping[Stage, Milestone] = {
    Stage.PLANNED: Milestone.AGREED,
    Stage.CLOSED: Milestone.SCORED,
    Stage.ADOPTED: Milestone.FINALISED,
    Stage.FINALISED: Milestone.REPORTED,
}


@dataclass(frozen=True)
class NextAct:
    """What is to be done next, and where."""

    label: str
    url: str


def steps_of(stage: Stage, meeting_id: UUID, kind: str = "regular") -> Sequence[Step]:
    """The stepper of a meeting of that kind; a step reached by now is a link to its page."""
    without = rule_of(kind).without
    steps = [step for step in _STEPS if _LEADS_TO[step[0]] not in without]
    at = next((n for n, step in enumerate(steps) if _passed(stage, without) in step[1]), None)
    here = len(steps) if at is None else at
    return [
        Step(
            _(label),
            _state(number, here),
            url=page_of(name, meeting_id) if number <= here else "",
        )
        for number, (label, _stages, name) in enumerate(steps)
    ]


def next_act(stage: Stage, meeting_id: UUID, kind: str = "regular") -> NextAct | None:
    """The one thing to do next for who leads the meeting; None when all is done."""
    known = _NEXT.get(_passed(stage, rule_of(kind).without))
    if known is None:
        return None
    name, label = known
    return NextAct(_(label), page_of(name, meeting_id))


def _passed(stage: Stage, without: frozenset[Milestone]) -> Stage:
    """The stage as the kind knows it: the steps it does not have count as done."""
    while stage in _AFTER and _AFTER[stage] in without:
        stage = Stage(_AFTER[stage].value)
    return stage


def page_of(name: str, meeting_id: UUID) -> str:
    """The address of a page of the meeting, or of the meeting itself where that page is missing
    in this installation."""
    try:
        return reverse(name, args=[meeting_id])
    except NoReverseMatch:
        return reverse("meeting", args=[meeting_id])


def kind_name(kind: str) -> str:
    """The kind of a meeting in words."""
    return {
        "regular": _("Sinh hoạt thường kỳ"),
        "thematic": _("Sinh hoạt chuyên đề"),
        "combined": _("Sinh hoạt thường kỳ kết hợp chuyên đề"),
        "extraordinary": _("Họp bất thường"),
        "cell_committee": _("Họp chi ủy"),
        "party_group": _("Họp tổ đảng"),
        "party_committee": _("Họp cấp ủy"),
    }.get(kind, kind)


def opinion_choices() -> list[tuple[str, str]]:
    """The kinds of opinions with their names, in the order in which a form offers them."""
    return [
        ("question", _("Câu hỏi")),
        ("proposal", _("Kiến nghị")),
        ("counter_argument", _("Phản biện")),
        ("peoples_issue", _("Việc dân nêu")),
        ("complaint", _("Phản ánh")),
        ("self_reference", _("Liên hệ bản thân")),
    ]


def _state(number: int, here: int) -> StepState:
    if number < here:
        return StepState.DONE
    return StepState.NOW if number == here else StepState.NEXT
