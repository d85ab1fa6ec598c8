"""What one row says of one person, mended and with what is odd about it.

A note may tell a ground (age, health, work): only the state that follows from it is read, the
ground is never kept (product law 8; domain §13.8).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.access.rules import Office
from nenep.imports.rules.body import ListRow
from nenep.imports.rules.mapping import Field
from nenep.kernel.errors import Invalid
from nenep.kernel.names import clean_name, fold
from nenep.kernel.partial_dates import UNKNOWN, PartialDate, Precision, parse


class Standing(StrEnum):
    """Member on probation, or official member."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"


class NotedState(StrEnum):
    """A state of a member that a note tells; its ground is not kept."""

    ACTIVITY_EXEMPTION = "activity_exemption"
    TEMPORARY_EXEMPTION = "temporary_exemption"
    AWAY = "away"


STATE_NAMES = {
    NotedState.ACTIVITY_EXEMPTION: "miễn công tác và sinh hoạt",
    NotedState.TEMPORARY_EXEMPTION: "tạm miễn công tác và sinh hoạt",
    NotedState.AWAY: "đi xa, không dự sinh hoạt",
}


@dataclass(frozen=True)
class Reason:
    """One thing odd about a row, in the words shown; some forbid the import of the row."""

    text: str
    refuses: bool = False


@dataclass(frozen=True)
class Entry:
    """A row read: the person as it would be stored, and the reasons found in the row alone."""

    row: int
    full_name: str
    sex: str
    birth: PartialDate
    cell_text: str
    admitted: PartialDate
    official: PartialDate
    standing: Standing
    card: str
    office: Office | None
    state: NotedState | None
    date_reasons: tuple[Reason, ...]
    note_reasons: tuple[Reason, ...]
    notices: tuple[str, ...]
    since: PartialDate = UNKNOWN
    until: PartialDate = UNKNOWN
    change_reasons: tuple[Reason, ...] = ()


_EXEMPT = re.compile(r"\b(?:mien|duoc mien)\b.*|\bmsh\b.*")
_TEMPORARY = re.compile(r"\btam mien\b")
_AWAY = re.compile(r"\b(?:di lam an xa|lam an xa|di lam xa|di xa|vang dai han|di nuoc ngoai)\b")
_PROBATIONARY = re.compile(r"(?:dang vien |dv)?(?:du bi|db)")
_OFFICES = (
    (re.compile(r"(?:pho bi thu|pho bt|pbt)(?: chi bo| cb)?"), Office.DEPUTY_CELL_SECRETARY),
    (re.compile(r"(?:bi thu|bt)(?: chi bo| cb)?"), Office.CELL_SECRETARY),
    (re.compile(r"(?:(?:uv |uy vien )?chi uy|chi uy vien|cuv)"), Office.CELL_COMMITTEE_MEMBER),
    (re.compile(r"(?:dang vien|dv|khong|-)"), None),
)
_IMPRECISE = {
    Precision.MONTH: "chỉ có tháng và năm",
    Precision.YEAR: "chỉ có năm",
    Precision.UNKNOWN: "không rõ",
}
_CARD_DIGITS = 12
_YEAR_MONTHS = 12


def read_entry(row: ListRow, *, on: date, fixed_cell: str = "") -> Entry:
    """The row as a person of the organisation. Never raises: what cannot be read is a reason.

    ``on`` is the day of the import: two-digit years and "still on probation" are judged by it.
    """
    notices: list[str] = []
    birth, sex, birth_reasons = _birth_and_sex(row, on)
    admitted, admitted_reason = _dated(row, Field.ADMITTED, "ngày vào Đảng", on)
    official, official_reason = _dated(row, Field.OFFICIAL, "ngày chính thức", on)
    note = fold(row.text(Field.NOTE))
    noted_probation = bool(_PROBATIONARY.fullmatch(note))
    standing = _standing(noted_probation, admitted, official, on)
    if standing is Standing.PROBATIONARY and not row.text(Field.OFFICIAL).strip("-–— ."):
        official_reason = None
    dates = [*birth_reasons, *filter(None, (admitted_reason, official_reason))]
    dates += _out_of_order(birth, admitted, official)
    contradicted = noted_probation and standing is Standing.OFFICIAL
    since, since_reasons = _day_of_change(row, Field.SINCE, "ngày thay đổi", on)
    until, until_reasons = _day_of_change(row, Field.UNTIL, "ngày hết hạn", on)
    return Entry(
        row=row.row,
        full_name=_full_name(row),
        sex=sex,
        birth=birth,
        cell_text=fixed_cell or row.text(Field.CELL) or row.group,
        admitted=admitted,
        official=official,
        standing=standing,
        card=_card(row, notices),
        office=_office(row, notices),
        state=_state(note, noted_probation, row, notices),
        date_reasons=tuple(dates),
        note_reasons=(Reason("ghi chú Dự bị trái với ngày chính thức"),) if contradicted else (),
        notices=tuple(notices),
        since=since,
        until=until,
        change_reasons=(*since_reasons, *until_reasons),
    )


def _day_of_change(
    row: ListRow, wanted: Field, called: str, on: date
) -> tuple[PartialDate, tuple[Reason, ...]]:
    """A change holds from a day and to a day: less than that cannot be written."""
    found, reason = _dated(row, wanted, called, on)
    if found.day is not None:
        return found, ()
    said = row.text(wanted).strip("-–— .")
    return UNKNOWN, (Reason(reason.text if reason else called, refuses=True),) if said else ()


def _full_name(row: ListRow) -> str:
    parts = (Field.FAMILY_NAME, Field.GIVEN_NAME)
    return clean_name(row.text(Field.FULL_NAME) or " ".join(row.text(part) for part in parts))


def _birth_and_sex(row: ListRow, on: date) -> tuple[PartialDate, str, list[Reason]]:
    male, female = row.text(Field.BIRTH_MALE), row.text(Field.BIRTH_FEMALE)
    if male and female:
        return UNKNOWN, _sex(row), [Reason("có cả ngày sinh nam và ngày sinh nữ", refuses=True)]
    split = Field.BIRTH_MALE if male else Field.BIRTH_FEMALE if female else None
    birth, reason = _dated(row, split or Field.BIRTH_DATE, "ngày sinh", on)
    reasons = [Reason(reason.text, refuses="không có thật" in reason.text)] if reason else []
    if (first := birth.earliest()) and first > on:
        reasons = [Reason("ngày sinh không có thật", refuses=True)]
    sex = ("m" if male else "f") if split else _sex(row)
    return birth, sex, reasons


def _sex(row: ListRow) -> str:
    if row.text(Field.FEMALE_MARK):
        return "f"
    if row.text(Field.MALE_MARK):
        return "m"
    word = fold(row.text(Field.SEX))
    if word in {"nu", "x", "f", "female"}:
        return "f"
    return "m" if word in {"nam", "m", "male"} else ""


def _dated(row: ListRow, wanted: Field, called: str, on: date) -> tuple[PartialDate, Reason | None]:
    """The date and what is imprecise about it. Several columns may say "birth"; one is asked."""
    try:
        found = parse(row.values.get(wanted), pivot=on.year % 100)
    except Invalid:
        return UNKNOWN, Reason(f"{called} không có thật")
    wording = _IMPRECISE.get(found.precision)
    return found, Reason(f"{called} {wording}") if wording else None


def _standing(noted: bool, admitted: PartialDate, official: PartialDate, on: date) -> Standing:
    """An official date that has come is the stronger word; without one the note decides, and
    without a note a member admitted less than a year ago is still on probation."""
    if first := official.earliest():
        return Standing.OFFICIAL if first <= on else Standing.PROBATIONARY
    if noted:
        return Standing.PROBATIONARY
    last = admitted.latest()
    months = (on.year - last.year) * _YEAR_MONTHS + on.month - last.month if last else _YEAR_MONTHS
    return Standing.PROBATIONARY if months < _YEAR_MONTHS else Standing.OFFICIAL


def _out_of_order(birth: PartialDate, admitted: PartialDate, official: PartialDate) -> list[Reason]:
    reasons = []
    if _surely_before(admitted, birth):
        reasons.append(Reason("ngày vào Đảng trước ngày sinh"))
    if _surely_before(official, admitted):
        reasons.append(Reason("ngày chính thức trước ngày vào Đảng"))
    return reasons


def _surely_before(one: PartialDate, other: PartialDate) -> bool:
    last, first = one.latest(), other.earliest()
    return last is not None and first is not None and last < first


def _card(row: ListRow, notices: list[str]) -> str:
    written = row.text(Field.CARD)
    digits = re.sub(r"[\s.\-]", "", written)
    if not digits:
        return ""
    if digits.isascii() and digits.isdigit() and len(digits) <= _CARD_DIGITS:
        return digits
    notices.append("số thẻ không phải dãy số, để trống")
    return ""


def _office(row: ListRow, notices: list[str]) -> Office | None:
    written = fold(row.text(Field.OFFICE)).strip(" .")
    if not written:
        return None
    for pattern, office in _OFFICES:
        if pattern.fullmatch(written):
            return office
    notices.append(f"chức vụ “{row.text(Field.OFFICE)}” không nhập")
    return None


def _state(note: str, noted_probation: bool, row: ListRow, notices: list[str]) -> NotedState | None:
    if not note or noted_probation:
        return None
    if _TEMPORARY.search(note):
        return NotedState.TEMPORARY_EXEMPTION
    if _EXEMPT.search(note):
        return NotedState.ACTIVITY_EXEMPTION
    if _AWAY.search(note):
        return NotedState.AWAY
    notices.append(f"ghi chú “{row.text(Field.NOTE)}” không nhập, hãy tự xem lại")
    return None
