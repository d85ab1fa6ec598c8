"""The page before a meeting is taken along: what, for how long, on which devices by now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nenep.access.rules import Actor
from nenep.meetings.queries import MeetingPage
from nenep.people.queries.names import names_of
from nenep.room.models import HeardCommand, Mandate
from nenep.room.papers import PaperToTake, papers_to_take
from nenep.room.queries import set_aside_of


@dataclass(frozen=True)
class Carried:
    """One mandate in words."""

    mandate: Mandate
    holder: str
    heard_at: datetime | None


@dataclass(frozen=True)
class Aside:
    """A command that came under a revoked mandate: what, when by both clocks, its words."""

    command: HeardCommand
    label: str
    words: Sequence[str]


@dataclass(frozen=True)
class LuggagePage:
    """Everything ``room/take_along.html`` reads."""

    meeting: MeetingPage
    carried: Sequence[Carried]
    aside: Sequence[Aside]
    papers: Sequence[PaperToTake]


LABELS = {
    "open": "Mở cuộc họp",
    "roll": "Điểm danh",
    "guest": "Khách dự",
    "guest_off": "Bỏ khách",
    "item": "Thêm mục",
    "note": "Ghi chép mục",
    "finish": "Xong mục",
    "skip": "Bỏ qua mục",
    "opinion": "Ý kiến",
    "opinion_off": "Bỏ ý kiến",
    "criticism": "Tự phê bình, phê bình",
    "criticism_off": "Xóa tự phê bình, phê bình",
    "vote": "Biểu quyết",
    "vote_off": "Bỏ biểu quyết",
    "recount": "Kiểm phiếu lần hai",
    "task": "Giao việc",
    "task_off": "Bỏ việc",
    "finding": "Kết quả việc kỳ trước",
    "conclusion": "Kết luận",
    "resolution": "Văn bản ban hành",
    "close": "Kết thúc",
    "score": "Chấm điểm",
    "confirm": "Xác nhận điểm",
    "read_back": "Đọc biên bản",
    "amend": "Sửa khi đọc biên bản",
    "adopt": "Thông qua biên bản",
}
WORTH_READING = ("text", "question", "title", "subject", "reason", "comment", "name")


def luggage_page(actor: Actor, page: MeetingPage) -> LuggagePage:
    """Four queries beyond ``page`` and its papers."""
    meeting = page.meeting
    mandates = list(Mandate.objects.filter(meeting=meeting).order_by("-issued_at")[:20])
    names = names_of({m.person_id for m in mandates if m.person_id})
    heard = _last_heard(mandates)
    return LuggagePage(
        meeting=page,
        carried=[_carried(m, names, heard.get(m.pk)) for m in mandates],
        aside=[_aside(command) for command in set_aside_of(meeting.pk)],
        papers=papers_to_take(actor, page),
    )


def _carried(mandate: Mandate, names: Mapping[UUID, str], heard_at: datetime | None) -> Carried:
    name = names.get(mandate.person_id, "") if mandate.person_id else ""
    return Carried(mandate, name, heard_at)


def _last_heard(mandates: Sequence[Mandate]) -> dict[object, datetime]:
    rows = HeardCommand.objects.filter(mandate__in=mandates).order_by("heard_at")
    return dict(rows.values_list("mandate_id", "heard_at"))


def _aside(command: HeardCommand) -> Aside:
    said = command.payload or {}
    words = [str(said[name]) for name in WORTH_READING if said.get(name)]
    return Aside(command, LABELS.get(command.name, command.name), words)
