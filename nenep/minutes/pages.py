"""The page of the record in words and shapes: where it stands, and the one thing to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.kernel import clock
from nenep.meetings.queries.likeness import alike_notes
from nenep.meetings.rules.kinds import CELL_MEETINGS, REGULAR_KINDS
from nenep.meetings.rules.likeness import Alike
from nenep.meetings.rules.stages import STAGE_NAMES, Stage
from nenep.meetings.steps import next_act, page_of, steps_of
from nenep.minutes.amendments import is_being_read
from nenep.minutes.corrections import corrections_of
from nenep.minutes.forms import AdoptionForm, DayForm, SendingBackForm, SupplyForm
from nenep.minutes.models import Correction
from nenep.minutes.queries import (
    AGENDA,
    LISTED_AS,
    MINUTES,
    REPORT,
    RESOLUTION,
    SCORE_SHEET,
    MinutesPage,
)
from nenep.minutes.receiving import Return, returns_of
from nenep.minutes.sheets import (
    ATTENDANCE,
    INVITATION,
    NOTICE,
    OPINIONS,
    PACK,
    REKEY,
    SLIPS,
)
from nenep.ui.shapes import Step


@dataclass(frozen=True)
class Aside:
    """A quiet link beside the one button."""

    label: str
    url: str


@dataclass(frozen=True)
class NextStep:
    """The one button of the page. Without ``url`` it is only told; ``goes`` means a link."""

    title: str
    note: str
    url: str = ""
    button: str = ""
    form: Form | None = None
    goes: bool = False
    also: Aside | None = None


@dataclass(frozen=True)
class PaperLink:
    """A paper to look at, and its files as PDF and as DOCX."""

    name: str
    note: str
    page: str
    pdf: str
    docx: str


@dataclass(frozen=True)
class Afterwards:
    """What happened to the papers since they were sealed."""

    sent_on: date | None
    confirmed_on: date | None
    returns: Sequence[Return]
    corrections: Sequence[Correction]


@dataclass(frozen=True)
class ShownMinutes:
    """Everything ``minutes/minutes.html`` reads."""

    page: MinutesPage
    sealed: bool
    stage: str
    steps: Sequence[Step]
    next: NextStep | None
    links: Sequence[PaperLink]
    sheets: Sequence[PaperLink]
    after: Afterwards
    alike: Sequence[tuple[str, Alike]]
    """Notes that are much like others, by the item: a question to whoever writes."""
    sending_back: Form | None


def shown(page: MinutesPage, form: Form | None = None) -> ShownMinutes:
    """The page; ``form`` is one that came back with errors. At most four queries."""
    meeting_id = page.page.meeting.pk
    after = _afterwards(page)
    waits = after.sent_on is not None and after.confirmed_on is None
    returned = form if isinstance(form, SendingBackForm) else None
    return ShownMinutes(
        page=page,
        sealed=bool(page.papers),
        stage=_(STAGE_NAMES[page.stage]),
        steps=steps_of(page.stage, meeting_id, page.page.meeting.kind) if page.may_run else (),
        next=_next_step(page, after, form),
        links=_sealed_links(page) if page.papers else _draft_links(page),
        sheets=_sheet_links(page),
        after=after,
        alike=_alike(page) if page.may_run and not page.papers else (),
        sending_back=(returned or SendingBackForm()) if page.may_confirm and waits else None,
    )


def _alike(page: MinutesPage) -> Sequence[tuple[str, Alike]]:
    found = alike_notes(page.page.meeting, page.page.items)
    return [(i.row.title, found[i.row.pk]) for i in page.page.items if i.row.pk in found]


def _afterwards(page: MinutesPage) -> Afterwards:
    sent, confirmed = page.page.milestone("reported"), page.page.milestone("confirmed")
    meeting_id = page.page.meeting.pk
    return Afterwards(
        sent_on=sent.on if sent else None,
        confirmed_on=confirmed.on if confirmed else None,
        returns=returns_of(meeting_id) if sent else (),
        corrections=corrections_of(meeting_id) if page.papers else (),
    )


def _next_step(page: MinutesPage, after: Afterwards, form: Form | None) -> NextStep | None:
    """What the reader may do now; nothing for who only reads."""
    kind = page.page.meeting.kind
    if page.may_confirm and not page.may_run:
        return _to_confirm(page, after, form)
    if not page.may_run:
        return None
    if next_act(page.stage, page.page.meeting.pk, kind) is None:
        return _to_supply(page, after, form)
    match page.stage:
        case Stage.CLOSED if kind in REGULAR_KINDS:
            return _to_score(page)
        case Stage.CLOSED | Stage.SCORED:
            return _to_read(page)
        case Stage.READ_BACK:
            return _to_adopt(page, form)
        case Stage.ADOPTED:
            return _to_finalise(page, form)
        case Stage.FINALISED:
            return _to_report(page, form)
        case _:
            return NextStep(
                _("Cuộc họp chưa kết luận"),
                _("Bản dưới đây là những gì đã ghi; xong phần kết luận mới đọc lại và thông qua."),
                page_of("evening", page.page.meeting.pk),
                _("Về cuộc họp"),
                goes=True,
            )


def _to_score(page: MinutesPage) -> NextStep:
    return NextStep(
        _("Chấm điểm trước khi đọc biên bản"),
        _("Kết quả chấm điểm và biện pháp khắc phục được ghi vào biên bản."),
        page_of("score-sheet", page.page.meeting.pk),
        _("Chấm điểm buổi sinh hoạt"),
        goes=True,
    )


def _to_read(page: MinutesPage) -> NextStep:
    return NextStep(
        _("Đọc lại trước chi bộ") if page.resolves else _("Đọc lại trước cuộc họp"),
        _("Thư ký đọc biên bản và nghị quyết dưới đây; chỗ nào sai thì sửa, giữ cả hai bản.")
        if page.resolves
        else _("Thư ký đọc biên bản dưới đây; chỗ nào sai thì sửa, giữ cả hai bản."),
        _url("minutes-reading", page),
        _("Đã đọc lại biên bản"),
        also=_amending(page),
    )


def _amending(page: MinutesPage) -> Aside | None:
    """Beside the button: the page on which a text is amended while it is read."""
    if not is_being_read(page.page):
        return None
    return Aside(_("Sửa khi đọc lại"), _url("minutes-amendments", page))


def _to_adopt(page: MinutesPage, form: Form | None) -> NextStep:
    note = _("Có %(n)s đảng viên có mặt được biểu quyết.") % {"n": page.voters}
    if page.last_vote_failed:
        note = _("Lần biểu quyết trước không đạt tỷ lệ. ") + note
    usual = {"votes_for": page.voters, "votes_against": 0, "abstentions": 0}
    return NextStep(
        _("Biểu quyết thông qua biên bản và nghị quyết")
        if page.resolves
        else _("Biểu quyết thông qua biên bản"),
        note,
        _url("minutes-adoption", page),
        _("Ghi kết quả biểu quyết"),
        form or AdoptionForm(initial=usual),
        also=_amending(page),
    )


def _to_finalise(page: MinutesPage, form: Form | None) -> NextStep:
    if not page.may_finalise:
        return NextStep(
            _("Chờ bí thư hoàn thiện văn bản"),
            _("Bí thư hoặc phó bí thư cho số và hoàn thiện; nội dung đã thông qua được giữ."),
        )
    return NextStep(
        _("Hoàn thiện văn bản"),
        _("Văn bản được cho số và giữ nguyên từ đây; muốn sửa phải lập đính chính."),
        _url("minutes-finalisation", page),
        _("Cho số và hoàn thiện"),
        form or DayForm(initial={"on": clock.today()}),
    )


def _to_report(page: MinutesPage, form: Form | None) -> NextStep:
    if not page.may_finalise:
        return NextStep(
            _("Chờ gửi cấp trên"),
            _("Bí thư hoặc phó bí thư gửi văn bản và ghi ngày gửi."),
        )
    return NextStep(
        _("Gửi cấp trên"),
        _("Cấp trên đọc được văn bản ngay tại đây; ghi ngày chi bộ gửi báo cáo."),
        _url("minutes-report", page),
        _("Ghi đã gửi cấp trên"),
        form or DayForm(initial={"on": clock.today()}),
    )


def _to_confirm(page: MinutesPage, after: Afterwards, form: Form | None) -> NextStep | None:
    if after.sent_on is None or after.confirmed_on is not None:
        return None
    if after.returns and after.returns[-1].answered_on is None:
        told = _("Đã trả lại, đang chờ chi bộ bổ sung; đủ rồi thì xác nhận.")
    else:
        told = _("Xác nhận là đã nhận đủ văn bản, không phải nhận xét buổi sinh hoạt.")
    asked = form if isinstance(form, DayForm) else None
    return NextStep(
        _("Nhận văn bản của chi bộ"),
        told,
        _url("papers-confirmation", page),
        _("Xác nhận đã nhận đủ"),
        asked or DayForm(initial={"on": clock.today()}),
    )


def _to_supply(page: MinutesPage, after: Afterwards, form: Form | None) -> NextStep | None:
    waiting = bool(after.returns) and after.returns[-1].answered_on is None
    if not page.may_finalise or not waiting or after.confirmed_on is not None:
        return None
    return NextStep(
        _("Cấp trên trả lại, cần bổ sung"),
        _("Bổ sung phần còn thiếu nêu bên dưới rồi ghi lại ở đây."),
        _url("papers-supply", page),
        _("Ghi đã bổ sung"),
        form or SupplyForm(initial={"on": clock.today()}),
    )


def _url(name: str, page: MinutesPage) -> str:
    return reverse(name, args=[page.page.meeting.pk])


def _sealed_links(page: MinutesPage) -> list[PaperLink]:
    return [
        PaperLink(
            paper.name,
            paper.number,
            reverse("paper-page", args=[paper.id]),
            reverse("paper", args=[paper.id, "pdf"]),
            reverse("paper", args=[paper.id, "docx"]),
        )
        for paper in page.papers
    ]


def _draft_links(page: MinutesPage) -> list[PaperLink]:
    """Drafts of what there is so far; their numbers are blank."""
    names = {MINUTES: _("Biên bản")}
    if page.page.meeting.kind in CELL_MEETINGS:
        names = {AGENDA: _("Chương trình"), **names}
    if page.resolution is not None:
        names[RESOLUTION] = _("Nghị quyết hoặc kết luận")
    if page.page.milestone("scored") is not None:
        names[SCORE_SHEET] = str(LISTED_AS[SCORE_SHEET])
    if page.page.meeting.kind in REGULAR_KINDS and page.page.meeting.held_on is not None:
        names[REPORT] = str(LISTED_AS[REPORT])
    return [_made_now(page, kind, name, _("dự thảo")) for kind, name in names.items()]


def _sheet_links(page: MinutesPage) -> list[PaperLink]:
    """The working sheets there is something for: they are made from the record when asked for."""
    meeting = page.page.meeting
    said = bool(page.page.other_opinions) or any(item.opinions for item in page.page.items)
    of_cell, held = meeting.kind in CELL_MEETINGS, meeting.held_on is not None
    names = (
        (INVITATION, _("Thông báo mời họp"), True),
        (PACK, _("Tài liệu sinh hoạt"), True),
        (ATTENDANCE, _("Danh sách điểm danh"), True),
        (NOTICE, _("Thông báo kết luận"), of_cell and (bool(meeting.conclusion) or page.assigned)),
        (SLIPS, _("Phiếu giao việc từng người"), page.assigned),
        (OPINIONS, _("Tổng hợp ý kiến"), said),
        (REKEY, _("Bảng ghi lại lên Sổ tay điện tử"), held and of_cell),
    )
    return [_made_now(page, kind, name, _("phiếu làm việc")) for kind, name, has in names if has]


def _made_now(page: MinutesPage, kind: str, name: str, note: str) -> PaperLink:
    meeting_id = page.page.meeting.pk
    return PaperLink(
        name,
        note,
        reverse("draft-page", args=[meeting_id, kind]),
        reverse("draft-paper", args=[meeting_id, kind, "pdf"]),
        reverse("draft-paper", args=[meeting_id, kind, "docx"]),
    )
