"""What is kept about the person who asks, area by area: what, why, how long, and who took lists.

The same shape is the page, the JSON and the paper, so that none tells less than another. Read
through the person's own reach: what another cell keeps of an earlier time is told by its name only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nenep.access.rules import OFFICE_NAMES, Actor, Office
from nenep.documents.models import UploadedFile
from nenep.identity.models import Account
from nenep.kernel.partial_dates import PartialDate
from nenep.meetings.models import Attendance, Opinion
from nenep.people.models import Person
from nenep.people.queries.persons import Life, LifeRow, What, life_of
from nenep.people.rules.expiring import STATE_NAMES
from nenep.people.rules.listing import SEXES
from nenep.privacy.models import Correction
from nenep.privacy.queries import (
    ConsentLine,
    Reading,
    RetentionRule,
    consents_of,
    corrections_of,
    readings_of,
    retention_rules,
)
from nenep.privacy.rules.consents import Standing
from nenep.privacy.rules.corrections import AREA_NAMES, OUTCOME_NAMES, Area, Outcome
from nenep.privacy.rules.retention import Category
from nenep.resolutions.queries import TaskLine, tasks_of_person
from nenep.ui.formats import vn_date

ROLLS_SHOWN = 60
SHOWN_WHOLE, SHOWN_FIRST = 8, 4
_ROWS = {
    What.MEMBERSHIP: "Sinh hoạt tại chi bộ",
    What.OFFICE: "Chức vụ",
    What.STATE: "Tình trạng sinh hoạt",
    What.STAY: "Sinh hoạt tạm thời",
    What.LETTER: "Giấy chuyển sinh hoạt",
    What.RESIDENCE: "Cư trú tại",
    What.BADGE: "Huy hiệu Đảng",
    What.CARD: "Số thẻ trước đây",
}
_STANDINGS = {"official": "chính thức", "probationary": "dự bị", "temporary": "tạm thời"}
_MARKS = {
    "present": "có mặt",
    "excused": "vắng có lý do",
    "unexcused": "vắng không lý do",
    "": "chưa điểm danh",
}


@dataclass(frozen=True)
class StoredRow:
    """One thing kept, and since or on when."""

    what: str
    value: str
    when: str = ""


@dataclass(frozen=True)
class StoredArea:
    """Things kept for one purpose, with the reason and the time they are kept."""

    key: str
    title: str
    why: str
    how_long: str
    rows: Sequence[StoredRow]

    @property
    def first(self) -> Sequence[StoredRow]:
        """Those shown at once; a short list whole."""
        return self.rows if len(self.rows) <= SHOWN_WHOLE else self.rows[:SHOWN_FIRST]

    @property
    def rest(self) -> Sequence[StoredRow]:
        return self.rows[len(self.first) :]

    @property
    def named(self) -> bool:
        """Do the rows say different things, so that each needs its name?"""
        return len({row.what for row in self.rows}) > 1


@dataclass(frozen=True)
class Stored:
    """Everything the page, the JSON and the paper tell."""

    name: str
    unit_name: str
    on: date
    areas: Sequence[StoredArea]
    readings: Sequence[Reading]
    consents: Sequence[ConsentLine]
    corrections: Sequence[Correction]


def stored_about(actor: Actor, person: Person, on: date) -> Stored:
    """All of it. Twelve queries, whatever there is."""
    life, account = life_of(person, on), _account_of(actor)
    consents, corrections = consents_of(person.pk, on), corrections_of(person.pk)
    period = _period(retention_rules(on))
    spells = life.running(What.MEMBERSHIP, on) or life.of(What.MEMBERSHIP)
    areas = (
        _particulars(person, period),
        _life(life, period),
        _rolls(person),
        _said(person),
        _tasks(tasks_of_person(actor, on)),
        _files(actor),
        _account(account),
        _choices(consents, corrections),
    )
    return Stored(
        name=person.full_name,
        unit_name=spells[0].unit_name if spells else "",
        on=on,
        areas=[area for area in areas if area.rows],
        readings=readings_of(person.pk),
        consents=consents,
        corrections=corrections,
    )


def _period(rules: Sequence[RetentionRule]) -> str:
    """How long the register keeps a name, as the rule of today says."""
    known = next((r.period for r in rules if r.category is Category.FORMER_MEMBER), None)
    if known is None:
        return _("Khi còn là đảng viên; sau đó chưa biết quy định về thời hạn.")
    return _(
        "Khi còn là đảng viên và %(years)s năm sau khi ra khỏi danh sách; sau đó Đảng ủy xóa tên."
    ) % {"years": known.years}


def _particulars(person: Person, how_long: str) -> StoredArea:
    told = [
        (_("Họ và tên"), person.full_name),
        (_("Giới tính"), SEXES.get(person.sex, "")),
        (_("Ngày sinh"), _partial(person.birth_date, person.birth_precision)),
        (_("Số thẻ đảng viên"), person.card_number),
        (_("Ngày vào Đảng"), _partial(person.admitted_on, person.admitted_precision)),
        (_("Ngày chính thức"), _partial(person.official_on, person.official_precision)),
    ]
    return StoredArea(
        "particulars",
        _("Thông tin cá nhân"),
        _("Để lập danh sách đảng viên và biết ai được dự họp, được biểu quyết."),
        how_long,
        [StoredRow(what, value) for what, value in told if value],
    )


def _life(life: Life, how_long: str) -> StoredArea:
    rows = [StoredRow(_(_ROWS[r.what]), _worded(r), _span(r)) for r in life.rows]
    return StoredArea(
        "life",
        _("Quá trình sinh hoạt đảng"),
        _("Để tính đúng số đảng viên, tỷ lệ dự họp và tuổi Đảng ở từng ngày."),
        how_long,
        rows,
    )


def _rolls(person: Person) -> StoredArea:
    rolls = Attendance.objects.filter(person_id=person.pk).select_related("meeting")
    rows = [
        StoredRow(_("Điểm danh"), _(_MARKS[roll.mark]), vn_date(roll.meeting.planned_on))
        for roll in rolls.order_by("-month")[:ROLLS_SHOWN]
    ]
    return StoredArea(
        "rolls",
        _("Dự sinh hoạt"),
        _("Để lập biên bản và tính tỷ lệ dự họp của chi bộ; lý do vắng chỉ ghi có hay không."),
        _("Theo thời hạn lưu biên bản; chi bộ trước đây giữ phần của mình."),
        rows,
    )


def _said(person: Person) -> StoredArea:
    opinions = Opinion.objects.filter(person_id=person.pk).order_by("-raised_on")
    return StoredArea(
        "opinions",
        _("Ý kiến đã phát biểu"),
        _("Để ghi biên bản và trả lời ý kiến; không bao giờ chấm điểm hay xếp hạng theo người."),
        _("Theo thời hạn lưu biên bản."),
        [StoredRow(_("Ý kiến"), o.text, vn_date(o.raised_on)) for o in opinions[:ROLLS_SHOWN]],
    )


def _tasks(lines: Sequence[TaskLine]) -> StoredArea:
    return StoredArea(
        "tasks",
        _("Việc được giao"),
        _("Để theo dõi nghị quyết của chi bộ đến khi xong."),
        _("Theo thời hạn lưu nghị quyết."),
        [StoredRow(_("Việc"), t.title, vn_date(t.due_on)) for t in lines[:ROLLS_SHOWN]],
    )


def _files(actor: Actor) -> StoredArea:
    files = UploadedFile.objects.filter(uploaded_by=actor.account_id).order_by("-created_at")
    return StoredArea(
        "files",
        _("Tệp đã đưa lên"),
        _("Để làm minh chứng cho việc đã báo cáo."),
        _("Cùng với việc hoặc văn bản mà tệp kèm theo."),
        [
            StoredRow(_("Tệp"), f.name, vn_date(f.created_at.date()))
            for f in (files[:ROLLS_SHOWN] if actor.account_id else ())
        ],
    )


def _account_of(actor: Actor) -> Account | None:
    return Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None


def _account(account: Account | None) -> StoredArea:
    rows = [
        (_("Tên đăng nhập"), account.login if account else ""),
        (_("Mở tài khoản"), vn_date(account.created_at.date()) if account else ""),
    ]
    return StoredArea(
        "account",
        _("Tài khoản"),
        _("Để biết ai đang dùng hệ thống; mật khẩu chỉ lưu dạng băm, không ai đọc được."),
        _("Khi còn quyền đăng nhập."),
        [StoredRow(what, value) for what, value in rows if value],
    )


def _choices(consents: Sequence[ConsentLine], corrections: Sequence[Correction]) -> StoredArea:
    rows = [
        StoredRow(_("Đồng ý"), line.wording.title, vn_date(line.last.given_on))
        for line in consents
        if line.last is not None and line.standing is Standing.GIVEN
    ]
    rows += [
        StoredRow(_("Yêu cầu đính chính"), _answered(c), vn_date(c.answered_on or c.asked_on))
        for c in corrections
    ]
    return StoredArea(
        "choices",
        _("Điều đã đồng ý, đã yêu cầu"),
        _("Để chứng minh việc đã đồng ý, đã trả lời."),
        _("Cùng với thông tin cá nhân."),
        rows,
    )


def _answered(request: Correction) -> str:
    outcome = OUTCOME_NAMES[Outcome(request.outcome)] if request.outcome else _("Chờ trả lời")
    told = f"{AREA_NAMES[Area(request.area)]}: {request.text.rstrip('.')}. {outcome}"
    return f"{told}: {request.reason}" if request.reason else told


def _worded(row: LifeRow) -> str:
    kind = row.kind
    if row.what is What.OFFICE:
        kind = OFFICE_NAMES[Office(kind)]
    elif row.what is What.STATE:
        kind = STATE_NAMES[kind]
    elif row.what in {What.MEMBERSHIP, What.LETTER}:
        kind = _(_STANDINGS.get(kind, kind))
    elif row.what is What.BADGE:
        kind = _("%(years)s năm tuổi Đảng") % {"years": kind}
    return ", ".join(part for part in (kind, row.unit_name) if part)


def _span(row: LifeRow) -> str:
    if row.since is None:
        return _("đến %(last)s") % {"last": vn_date(row.last)} if row.last else ""
    if row.last is None:
        return _("từ %(since)s") % {"since": vn_date(row.since)}
    if row.last == row.since:
        return vn_date(row.since)
    return f"{vn_date(row.since)} – {vn_date(row.last)}"


def _partial(first: date | None, precision: str) -> str:
    return PartialDate.stored(first, precision).in_words() if first else ""
