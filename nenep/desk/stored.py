"""What is kept about the person who asks, area by area: what, why, how long, and who took lists.

The same shape is the page, the JSON and the paper, so that none tells less than another. Read
through the person's own reach: what another cell keeps of an earlier time is told by its name only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nenep.access.rules import OFFICE_NAMES, Actor, Office
from nenep.desk.stored_access import account, reached_in, traces, ways
from nenep.desk.stored_areas import StoredArea, StoredRow
from nenep.desk.stored_life import groups_and_elections, residence_links
from nenep.desk.stored_meetings import criticism, leaves, opinions, parts, rolls, tellings
from nenep.documents.models import UploadedFile
from nenep.kernel.partial_dates import PartialDate
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
from nenep.resolutions.models import PlannedTask
from nenep.resolutions.queries import TaskLine, tasks_of_person
from nenep.resolutions.rules.reviews import LEVEL_NAMES
from nenep.ui.formats import vn_date

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
    """All of it; the number of queries does not grow with what there is."""
    life = life_of(person, on)
    consents, corrections = consents_of(person.pk, on), corrections_of(person.pk)
    period = _period(retention_rules(on))
    spells = life.running(What.MEMBERSHIP, on) or life.of(What.MEMBERSHIP)
    areas = (
        _particulars(person, period),
        _life(life, groups_and_elections(person), period),
        residence_links(person),
        rolls(person),
        leaves(person),
        tellings(person),
        parts(person),
        opinions(person),
        criticism(person),
        _tasks(tasks_of_person(actor, on), person),
        _files(actor),
        _choices(consents, corrections),
        account(actor),
        ways(actor),
        reached_in(actor),
        traces(),
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
        (_("Ngày kết nạp"), vn_date(person.ceremony_on) if person.ceremony_on else ""),
        (_("Ngày chính thức"), _partial(person.official_on, person.official_precision)),
    ]
    return StoredArea(
        "particulars",
        _("Thông tin cá nhân"),
        _("Để lập danh sách đảng viên và biết ai được dự họp, được biểu quyết."),
        how_long,
        [StoredRow(what, value) for what, value in told if value],
    )


def _life(life: Life, besides: Sequence[StoredRow], how_long: str) -> StoredArea:
    rows = [StoredRow(_(_ROWS[r.what]), _worded(r), _span(r)) for r in life.rows]
    return StoredArea(
        "life",
        _("Quá trình sinh hoạt đảng"),
        _("Để tính đúng số đảng viên, tỷ lệ dự họp và tuổi Đảng ở từng ngày."),
        how_long,
        [*rows, *besides],
    )


def _tasks(lines: Sequence[TaskLine], person: Person) -> StoredArea:
    rows = []
    for task in lines:
        led = task.owner_person_id == person.pk
        rows.append(
            StoredRow(_("Việc") if led else _("Việc phối hợp"), task.title, vn_date(task.due_on))
        )
        # Of a task one only helps with, report and view are the leading person's.
        rows += _told_of(task) if led else ()
    planned = PlannedTask.objects.filter(person_id=person.pk).order_by("-year", "id")
    rows += [StoredRow(_("Dự kiến phân công"), one.title, str(one.year)) for one in planned]
    return StoredArea(
        "tasks",
        _("Việc được giao"),
        _("Để theo dõi nghị quyết của chi bộ đến khi xong."),
        _("Theo thời hạn lưu nghị quyết."),
        rows,
    )


def _told_of(task: TaskLine) -> list[StoredRow]:
    rows = [StoredRow(_("Báo cáo việc"), one.text, vn_date(one.on)) for one in task.reports]
    return rows + [
        StoredRow(
            _(LEVEL_NAMES[one.level]),
            f"{one.verdict}: {one.comment}" if one.comment else one.verdict,
            vn_date(one.on),
        )
        for one in task.reviews
    ]


def _files(actor: Actor) -> StoredArea:
    files = UploadedFile.objects.filter(uploaded_by=actor.account_id).order_by("-created_at")
    return StoredArea(
        "files",
        _("Tệp đã đưa lên"),
        _("Để làm minh chứng cho việc đã báo cáo."),
        _("Cùng với việc hoặc văn bản mà tệp kèm theo."),
        [
            StoredRow(_("Tệp"), f.name, vn_date(f.created_at.date()))
            for f in (files if actor.account_id else ())
        ],
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
