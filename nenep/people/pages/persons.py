"""The page of a person: what is known, what runs out, the dated rows, what this reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nenep.access.queries import may
from nenep.access.rules import OFFICE_NAMES, Actor, Capability, Office
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import Person
from nenep.people.queries.duplicates import records_of
from nenep.people.queries.expiring import ExpiringMatter, expiring_of
from nenep.people.queries.persons import Life, LifeRow, What, life_of
from nenep.people.rules.expiring import STATE_NAMES
from nenep.people.rules.offices import BASIS_NAMES, ENDING_NAMES
from nenep.ui.formats import vn_date
from nenep.ui.shapes import Pair

STANDINGS = {"official": gettext_noop("Chính thức"), "probationary": gettext_noop("Dự bị")}
LETTERS = {
    "official": gettext_noop("Chuyển sinh hoạt chính thức"),
    "temporary": gettext_noop("Chuyển sinh hoạt tạm thời"),
}
OUTCOMES = {
    "": gettext_noop("chưa xong"),
    "received": gettext_noop("đã tiếp nhận"),
    "returned": gettext_noop("đã trả lại giấy"),
    "struck": gettext_noop("thôi vì đã ra khỏi danh sách"),
}
BEGUN = {
    "admitted": gettext_noop("kết nạp"),
    "recognised": gettext_noop("công nhận chính thức"),
    "transferred": gettext_noop("chuyển đến"),
    "reorganised": gettext_noop("do sắp xếp tổ chức"),
    "merged": gettext_noop("gộp hai bản ghi"),
}
ENDED = {
    "transferred": gettext_noop("chuyển đi"),
    "reorganised": gettext_noop("do sắp xếp tổ chức"),
    "removal": gettext_noop("xóa tên"),
    "expulsion": gettext_noop("khai trừ"),
    "left": gettext_noop("xin ra khỏi Đảng"),
    "deceased": gettext_noop("từ trần"),
    "annulled": gettext_noop("hủy quyết định kết nạp"),
}
STATE_TONES = {"suspended": "bad", "transferring": "warn"}


@dataclass(frozen=True)
class Act:
    """Something this reader may do, and where."""

    label: str
    url: str
    danger: bool = False


@dataclass(frozen=True)
class Line:
    """A dated row in words; ``now`` when it holds today."""

    title: str
    when: str
    note: str
    now: bool
    acts: Sequence[Act] = ()


@dataclass(frozen=True)
class Section:
    """Rows of one kind under their heading."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class PersonPage:
    """Everything ``people/person.html`` reads. ``tags`` are words with their tone."""

    person: Person
    cell_name: str
    own: bool
    tags: Sequence[tuple[str, str]]
    particulars: Sequence[Pair]
    matters: Sequence[ExpiringMatter]
    sections: Sequence[Section]
    first_act: Act | None
    acts: Sequence[Act]
    records: Sequence[Act] = ()
    """Where the other records of the same person are, when it was entered twice."""
    history: str = ""


def person_page(actor: Actor, person: Person, on: date, *, own: bool = False) -> PersonPage:
    """The page of somebody the actor was let in to. At most ten queries. Read-only when it is
    one's ``own``, and of a record that was merged into another."""
    life = life_of(person, on)
    unit_id = person.kept_by_id
    member = bool(life.running(What.MEMBERSHIP, on))
    writes = not own and person.merged_into_id is None
    records = writes and member and may(actor, Capability.RECORD_STATES, unit_id)
    manages = writes and may(actor, Capability.MANAGE_MEMBERS, unit_id)
    matters = expiring_of(actor, unit_id, on) if member else ()
    acts = [*_records(person, records), *_manages(life, on, manages)]
    return PersonPage(
        person=person,
        cell_name=_cell_name(life, on),
        own=own,
        tags=_tags(life, on),
        particulars=_particulars(life),
        matters=[one for one in matters if one.person_id == person.pk],
        sections=_sections(life, on, records=records, manages=manages),
        first_act=acts[0] if acts else None,
        acts=acts[1:],
        records=() if own else _other_records(person),
        history=reverse("history", args=[person.pk])
        if not own and may(actor, Capability.VIEW_JOURNAL, unit_id)
        else "",
    )


def _other_records(person: Person) -> list[Act]:
    kept = _("Hồ sơ đang dùng, đã nhận lịch sử của hồ sơ này")
    return [
        Act(
            kept if person.merged_into_id == other else _("Hồ sơ khác của cùng một người"),
            reverse("person", args=[other]),
        )
        for other in records_of(person.pk)
        if other != person.pk
    ]


def _cell_name(life: Life, on: date) -> str:
    """The cell of the day; of who is in none then, the last one."""
    spells = life.running(What.MEMBERSHIP, on) or life.of(What.MEMBERSHIP)
    return spells[0].unit_name if spells else ""


def _tags(life: Life, on: date) -> list[tuple[str, str]]:
    if life.person.merged_into_id is not None:
        return [(_("hồ sơ đã gộp"), "warn")]
    running = life.running(What.MEMBERSHIP, on)
    if not running:
        return [(_("không còn là đảng viên"), "bad")] if life.of(What.MEMBERSHIP) else []
    standing = running[0].kind
    tags = [(_(STANDINGS[standing]).lower(), "warn" if standing == "probationary" else "good")]
    for state in life.running(What.STATE, on):
        tags.append((STATE_NAMES[state.kind].lower(), STATE_TONES.get(state.kind, "info")))
    return tags


def _particulars(life: Life) -> list[Pair]:
    person = life.person
    dates = (
        (_("Ngày sinh"), person.birth_date, person.birth_precision),
        (_("Ngày quyết định kết nạp"), person.admitted_on, person.admitted_precision),
        (_("Ngày chính thức"), person.official_on, person.official_precision),
    )
    pairs = [Pair(term, PartialDate.stored(day, how).in_words()) for term, day, how in dates]
    if person.ceremony_on:
        pairs.insert(2, Pair(_("Ngày tổ chức lễ kết nạp"), vn_date(person.ceremony_on)))
    if person.sex:
        pairs.insert(0, Pair(_("Giới tính"), _("Nữ") if person.sex == "f" else _("Nam")))
    if life.age is not None:
        pairs.append(Pair(_("Tuổi Đảng"), _("%(years)s năm") % {"years": life.age}))
    pairs.append(Pair(_("Số thẻ đảng viên"), person.card_number or _("chưa ghi")))
    return pairs


def _sections(life: Life, on: date, *, records: bool, manages: bool) -> list[Section]:
    titled = (
        (_("Sinh hoạt tại chi bộ"), [_membership(row, on) for row in life.of(What.MEMBERSHIP)]),
        (
            _("Miễn sinh hoạt, vắng mặt"),
            [_state(row, on, records, manages) for row in life.of(What.STATE)],
        ),
        (_("Chức vụ"), [_office(row, on) for row in life.of(What.OFFICE)]),
        (_("Chuyển sinh hoạt"), [_letter(row, manages) for row in life.of(What.LETTER)]),
        (
            _("Sinh hoạt tạm thời tại"),
            [_line(row.unit_name, row, on) for row in life.of(What.STAY)],
        ),
        (_("Nơi ở"), [_line(row.kind, row, on) for row in life.of(What.RESIDENCE)]),
        (_("Huy hiệu Đảng"), [_badge(row) for row in life.of(What.BADGE)]),
        (_("Số thẻ trước đây"), [_line(row.kind, row, on) for row in life.of(What.CARD)]),
    )
    return [Section(title, lines) for title, lines in titled if lines]


def _membership(row: LifeRow, on: date) -> Line:
    how = [BEGUN.get(row.begun, ""), ENDED.get(row.ended, "")]
    notes = [_(words) for words in how if words] + [row.decision]
    return _line(f"{row.unit_name} · {_(STANDINGS[row.kind]).lower()}", row, on, notes)


def _state(row: LifeRow, on: date, records: bool, manages: bool) -> Line:
    mine = manages or (records and row.kind != "suspended")
    open_still = mine and not row.ended and row.kind != "transferring"
    acts = []
    if open_still and row.last is not None:
        acts.append(Act(_("Gia hạn"), reverse("state-renewal", args=[row.id])))
    if open_still:
        acts.append(Act(_("Đã trở lại"), reverse("state-end", args=[row.id])))
    notes = [row.begun, row.decision]
    return _line(STATE_NAMES[row.kind], row, on, notes, acts)


def _office(row: LifeRow, on: date) -> Line:
    basis = {one.value: words for one, words in BASIS_NAMES.items()}.get(row.begun, "")
    ending = {one.value: words for one, words in ENDING_NAMES.items()}.get(row.ended, "")
    title = f"{OFFICE_NAMES[Office(row.kind)]} · {row.unit_name}"
    return _line(
        title, row, on, [_(basis) if basis else "", _(ending) if ending else "", row.decision]
    )


def _letter(row: LifeRow, manages: bool) -> Line:
    """A letter names where it leads; open ones are received, noted or returned from here."""
    acts = []
    if manages and not row.ended:
        acts = [Act(_("Trả lại giấy"), reverse("transfer-return", args=[row.id]))]
    since = vn_date(row.since)
    done = f" {vn_date(row.last)}" if row.last else ""
    when = _("giấy ngày %(day)s, %(outcome)s") % {"day": since, "outcome": _(OUTCOMES[row.ended])}
    return Line(f"{_(LETTERS[row.kind])} · {row.begun}", when + done, "", not row.ended, acts)


def _badge(row: LifeRow) -> Line:
    title = _("Huy hiệu %(years)s năm tuổi Đảng") % {"years": row.kind}
    return Line(title, _("trao ngày %(day)s") % {"day": vn_date(row.since)}, "", now=False)


def _line(
    title: str, row: LifeRow, on: date, notes: Sequence[str] = (), acts: Sequence[Act] = ()
) -> Line:
    return Line(title, _when(row), " · ".join(filter(None, notes)), row.runs_on(on), acts)


def _when(row: LifeRow) -> str:
    since, last = vn_date(row.since), vn_date(row.last)
    if row.since and row.last:
        return f"{since} – {last}"
    if row.since:
        return _("từ %(day)s") % {"day": since}
    return _("đến %(day)s") % {"day": last}


def _records(person: Person, records: bool) -> list[Act]:
    if not records:
        return []
    return [
        Act(_("Ghi miễn sinh hoạt, vắng mặt"), reverse("state-new", args=[person.pk])),
        Act(_("Ghi nơi ở"), reverse("person-residence", args=[person.pk])),
        Act(_("Ghi yêu cầu đính chính"), reverse("person-correction", args=[person.pk])),
        Act(_("Ghi điều đồng ý thêm"), reverse("person-consents", args=[person.pk])),
    ]


def _manages(life: Life, on: date, manages: bool) -> list[Act]:
    if not manages:
        return []
    who = [life.person.pk]
    acts = [
        Act(_("Sửa thông tin"), reverse("person-particulars", args=who)),
        Act(_("Đổi số thẻ"), reverse("card-change", args=who)),
        Act(_("Tài khoản"), reverse("person-account", args=who)),
    ]
    running = life.running(What.MEMBERSHIP, on)
    if not running:
        return acts
    if running[0].kind == "probationary":
        acts.insert(0, Act(_("Công nhận chính thức"), reverse("recognition", args=who)))
    return [
        Act(_("Chuyển sinh hoạt"), reverse("transfer-new", args=who)),
        *acts,
        Act(_("Ghi Huy hiệu Đảng"), reverse("badge-new", args=who)),
        Act(_("Ghi thôi là đảng viên"), reverse("leaving", args=who), danger=True),
    ]
