"""The stages of a meeting as a person thinks of them, and the page on which the next one is done.

Several milestones make one step. Addresses are asked by name: the pages stand in apps above.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nenep.meetings.rules.stages import Stage
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


@dataclass(frozen=True)
class NextAct:
    """What is to be done next, and where."""

    label: str
    url: str


def steps_of(stage: Stage, meeting_id: UUID) -> Sequence[Step]:
    """The stepper of a meeting; a step reached by now is a link to its page."""
    at = next((n for n, (_label, stages, _page) in enumerate(_STEPS) if stage in stages), None)
    here = len(_STEPS) if at is None else at
    return [
        Step(
            _(label),
            _state(number, here),
            url=page_of(name, meeting_id) if number <= here else "",
        )
        for number, (label, _stages, name) in enumerate(_STEPS)
    ]


def next_act(stage: Stage, meeting_id: UUID) -> NextAct | None:
    """The one thing to do next for who leads the meeting; None when all is done."""
    known = _NEXT.get(stage)
    if known is None:
        return None
    name, label = known
    return NextAct(_(label), page_of(name, meeting_id))


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
        "extraordinary": _("Sinh hoạt bất thường"),
    }.get(kind, kind)


def opinion_choices() -> list[tuple[str, str]]:
    """The kinds of opinions with their names, in the order in which a form offers them."""
    return [
        ("question", _("Câu hỏi")),
        ("proposal", _("Kiến nghị")),
        ("counter_argument", _("Phản biện")),
        ("peoples_issue", _("Việc dân nêu")),
        ("complaint", _("Phản ánh")),
    ]


def _state(number: int, here: int) -> StepState:
    if number < here:
        return StepState.DONE
    return StepState.NOW if number == here else StepState.NEXT
