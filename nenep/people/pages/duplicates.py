"""Records that may be one person's: the pairs of a unit, and two beside each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nenep.access.rules import OFFICE_NAMES, Actor, Office
from nenep.kernel.errors import Refused
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import Person
from nenep.people.queries.duplicates import beside, identity_of, likely_duplicates
from nenep.people.queries.persons import Life, LifeRow, What, life_of
from nenep.people.rules.duplicates import Key, Likeness, keys_of
from nenep.people.rules.expiring import STATE_NAMES
from nenep.people.rules.listing import LISTED, SEXES
from nenep.people.rules.merging import must_be_one_person
from nenep.structure.rules.units import UnitView
from nenep.ui.errors import sentence
from nenep.ui.formats import vn_date
from nenep.ui.shapes import Cell, Column, Row, Table


@dataclass(frozen=True)
class PairShown:
    """Two records with what speaks for and against their being one person's."""

    keep_id: UUID
    other_id: UUID
    name: str
    other_name: str
    where: str
    keys: Sequence[Key]
    sure: bool


@dataclass(frozen=True)
class DuplicatesPage:
    """The pairs at a unit and below."""

    unit: UnitView
    pairs: Sequence[PairShown]


@dataclass(frozen=True)
class MergePage:
    """Two records beside each other; ``obstacle`` says why they cannot become one."""

    keep: Person
    other: Person
    table: Table
    keys: Sequence[Key]
    obstacle: str
    done: bool


def duplicates_page(actor: Actor, unit: UnitView, on: date) -> DuplicatesPage:
    """The surest first; of two records the better known is proposed as the one to keep."""
    pairs = []
    for pair in likely_duplicates(actor, unit.id, on):
        one, other = pair.one, pair.other
        cells = dict.fromkeys((one.cell, other.cell))
        birth = one.birth if one.birth.known else other.birth
        where = " · ".join(filter(None, [birth.in_words(), *cells]))
        pairs.append(
            PairShown(
                keep_id=one.person_id,
                other_id=other.person_id,
                name=one.full_name,
                other_name=other.full_name if other.full_name != one.full_name else "",
                where=where,
                keys=pair.keys,
                sure=pair.how is Likeness.SAME,
            )
        )
    return DuplicatesPage(unit, pairs)


def merge_page(keep: Person, other: Person, on: date) -> MergePage:
    """Identity and history of both. Eight queries."""
    lives = life_of(keep, on), life_of(other, on)
    done = other.merged_into_id == keep.pk
    return MergePage(
        keep=keep,
        other=other,
        table=_table(keep, other, lives),
        keys=keys_of(identity_of(keep), identity_of(other)),
        obstacle="" if done else _obstacle(keep, other),
        done=done,
    )


def _obstacle(keep: Person, other: Person) -> str:
    try:
        must_be_one_person(beside(keep, other))
    except Refused as refusal:
        return sentence(refusal)
    return ""


def _table(keep: Person, other: Person, lives: tuple[Life, Life]) -> Table:
    facts: tuple[tuple[str, Callable[[Person], str]], ...] = (
        (_("Họ và tên"), lambda person: person.full_name),
        (_("Giới tính"), lambda person: _(SEXES[person.sex]) if person.sex else ""),
        (_("Ngày sinh"), lambda person: _known(person.birth_date, person.birth_precision)),
        (_("Số thẻ"), lambda person: person.card_number),
        (
            _("Ngày vào Đảng"),
            lambda person: _known(person.admitted_on, person.admitted_precision),
        ),
        (
            _("Ngày chính thức"),
            lambda person: _known(person.official_on, person.official_precision),
        ),
    )
    rows = [_fact(name, said(keep), said(other)) for name, said in facts]
    for what, name in (
        (What.MEMBERSHIP, _("Sinh hoạt tại")),
        (What.OFFICE, _("Chức vụ")),
        (What.STATE, _("Trạng thái")),
        (What.CARD, _("Thẻ cũ")),
    ):
        told = [_told(life.of(what)) for life in lives]
        if any(told):
            rows.append(Row((Cell(name), *(Cell(said or "—") for said in told))))
    columns = (Column("", "main"), Column(_("Hồ sơ giữ lại")), Column(_("Hồ sơ gộp đi")))
    return Table(_("Hai hồ sơ cạnh nhau"), columns, tuple(rows), True)


def _fact(name: str, one: str, other: str) -> Row:
    differs = bool(one) and bool(other) and one != other
    tone = "warn" if differs else None
    return Row((Cell(name), Cell(one or "—"), Cell(other or "—", tone=tone)))


def _known(first: date | None, precision: str) -> str:
    known = PartialDate.stored(first, precision)
    return known.in_words() if known.known else ""


def _told(rows: Sequence[LifeRow]) -> str:
    return "; ".join(_row_in_words(row) for row in rows)


def _row_in_words(row: LifeRow) -> str:
    if row.what is What.CARD:
        return row.kind
    since = vn_date(row.since) if row.since else "…"
    until = vn_date(row.last) if row.last else _("nay")
    days = f"{since} – {until}"
    match row.what:
        case What.OFFICE:
            return f"{_(OFFICE_NAMES[Office(row.kind)])}, {row.unit_name} ({days})"
        case What.STATE:
            return f"{_(STATE_NAMES[row.kind])} ({days})"
        case _:
            return f"{row.unit_name}, {_(LISTED[row.kind]).lower()} ({days})"
