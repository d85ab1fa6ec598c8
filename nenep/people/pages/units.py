"""The page of a unit in words and shapes: what it is, who leads it, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from nenep.access.rules import OFFICE_NAMES, Capability
from nenep.people.pages.committee import Asking, Gap, asking, gap
from nenep.people.queries.expiring import ExpiringMatter
from nenep.people.queries.offices import GroupLine, OfficeLine
from nenep.people.queries.unit_page import UnitPage
from nenep.people.rules.offices import BASIS_NAMES, ENDING_NAMES, Basis, Days, Ending
from nenep.people.rules.standing import STANDING_NAMES
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES, CellType
from nenep.structure.rules.units import Kind, UnitView
from nenep.ui.formats import vn_date, vn_month
from nenep.ui.shapes import Pair

OFFICERS_SHOWN = 9
"""As many as a whole chi ủy with its secretary and deputy; a ward's committee is longer."""
MATTERS_SHOWN = 5
BELOW_SHOWN = 100


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class OfficeRow:
    """Somebody with an office; ``url`` leads to the end of it where the reader may write one."""

    name: str
    office: str
    meta: str
    url: str = ""


@dataclass(frozen=True)
class GroupRow:
    name: str
    url: str
    meta: str


@dataclass(frozen=True)
class Number:
    label: str
    value: int
    note: str = ""


@dataclass(frozen=True)
class UnitShown:
    """Everything ``people/unit.html`` reads."""

    unit: UnitView
    line: Sequence[Link]
    told: tuple[str, str] | None
    pairs: Sequence[Pair]
    numbers: Sequence[Number]
    numbers_of: str
    knows_leaders: bool
    officers: Sequence[OfficeRow]
    more_officers: Sequence[OfficeRow]
    coming: Sequence[OfficeRow]
    offices_title: str
    asked: Sequence[Asking]
    gaps: Sequence[Gap]
    groups: Sequence[GroupRow]
    placed: Sequence[str]
    below: Sequence[Link]
    newer: str
    older: str
    matters: Sequence[ExpiringMatter]
    matters_url: str
    more_matters: int
    first: Link | None
    links: Sequence[Link]
    acts: Sequence[Link]


def present_unit(page: UnitPage, *, names: dict[UUID, str], part: int = 0) -> UnitShown:
    """Put ``page`` into words. ``names`` holds the successor's; ``part`` counts the pages of the
    units below, from nought."""
    unit, ends = page.unit, Capability.MANAGE_MEMBERS in page.can
    here = reverse("unit", args=[unit.id])
    shown = page.below[part * BELOW_SHOWN : (part + 1) * BELOW_SHOWN]
    further = len(page.below) > (part + 1) * BELOW_SHOWN
    numbers, numbers_of = _numbers(page)
    officers = [office_row(line, ends=ends) for line in page.officers]
    return UnitShown(
        unit=unit,
        line=[_superior(s.unit, open_page=s.open) for s in reversed(page.line)],
        told=_told(page, names),
        pairs=_pairs(page),
        numbers=numbers,
        numbers_of=numbers_of,
        knows_leaders=page.knows_leaders,
        officers=officers[:OFFICERS_SHOWN],
        more_officers=officers[OFFICERS_SHOWN:],
        coming=[office_row(line, ends=ends) for line in page.coming],
        offices_title=_offices_title(unit),
        asked=[asking(one, page.rules) for one in page.advice],
        gaps=[gap(finding, page.rules, unit.on) for finding in page.findings],
        groups=[_group(group) for group in page.groups],
        placed=page.placed,
        below=[Link(child.name, reverse("unit", args=[child.id])) for child in shown],
        newer=f"{here}?part={part - 1}#below" if part else "",
        older=f"{here}?part={part + 1}#below" if further else "",
        matters=page.expiring[:MATTERS_SHOWN],
        matters_url=reverse("unit-expiring", args=[unit.id]),
        more_matters=max(0, len(page.expiring) - MATTERS_SHOWN),
        first=_first(page),
        links=_links(page),
        acts=_acts(page),
    )


def office_row(line: OfficeLine, *, ends: bool) -> OfficeRow:
    """An office as a row: since when, how it was come by, on what paper."""
    by = "" if line.basis == Basis.ELECTED else _(BASIS_NAMES[Basis(line.basis)])
    paper = _("số %(n)s") % {"n": line.decision} if line.decision else ""
    why = _(ENDING_NAMES[Ending(line.ended_as)]) if line.ended_as else ""
    return OfficeRow(
        name=line.full_name,
        office=_(OFFICE_NAMES[line.office]),
        meta=" · ".join(filter(None, (days_in_words(line.days), by, paper, why))),
        url=reverse("office-end", args=[line.term_id]) if ends else "",
    )


def days_in_words(days: Days) -> str:
    """``từ 01/07/2025``, or ``01/07/2025 – 30/06/2030`` with the last day."""
    if days.until is None:
        return _("từ %(day)s") % {"day": vn_date(days.since)}
    last = date.fromordinal(days.until.toordinal() - 1)
    return f"{vn_date(days.since)} – {vn_date(last)}"


def _superior(unit: UnitView, *, open_page: bool) -> Link:
    return Link(unit.name, reverse("unit", args=[unit.id]) if open_page else "")


def _told(page: UnitPage, names: dict[UUID, str]) -> tuple[str, str] | None:
    """That the unit is no more, or not yet."""
    if page.life.until is not None and page.life.until > page.unit.on:
        title = _("Kết thúc hoạt động từ ngày %(day)s") % {"day": vn_date(page.life.until)}
        keeper = names.get(page.successor_id) if page.successor_id else None
        text = _("Hồ sơ do %(name)s giữ.") % {"name": keeper} if keeper else ""
        return title, text
    if page.life.since == page.unit.on and not page.life.covers(page.today):
        return _("Hoạt động từ ngày %(day)s") % {"day": vn_date(page.life.since)}, ""
    return None


def _pairs(page: UnitPage) -> list[Pair]:
    unit = page.unit
    pairs = [Pair(_("Loại tổ chức"), page.kinds.name(unit.kind))]
    if unit.cell_type in set(CellType):
        pairs.append(Pair(_("Loại hình"), _(CELL_TYPE_NAMES[CellType(unit.cell_type)])))
    if unit.code:
        pairs.append(Pair(_("Mã"), dotted(unit.code)))
    pairs.append(Pair(_("Lập ngày"), vn_date(page.life.since)))
    if page.term is not None:
        days = Days(page.term.during.lower, page.term.during.upper)
        seats = _("%(n)s cấp ủy viên") % {"n": page.term.size}
        pairs.append(Pair(_("Nhiệm kỳ"), f"{page.term.label} ({days_in_words(days)}) · {seats}"))
    return pairs


def dotted(code: str) -> str:
    """``99.101.001.000.001``: province, direct superior, grassroots, section, cell."""
    cuts = (0, 2, 5, 8, 11, 14)
    return ".".join(code[a:b] for a, b in pairwise(cuts)) if code else ""


def _numbers(page: UnitPage) -> tuple[list[Number], str]:
    if page.standings is not None:
        return [Number(_(STANDING_NAMES[name]), count) for name, count in page.standings], ""
    if page.month is None:
        return [], ""
    month = page.month
    told = [
        Number(_("Đảng viên"), month.members),
        Number(_("Chính thức"), month.official),
        Number(_("Dự bị"), month.probationary),
        Number(_("Miễn sinh hoạt"), month.exempt),
    ]
    cells = [] if page.unit.is_cell else [Number(_("Chi bộ"), month.cells)]
    return [*cells, *told], _("Theo số liệu %(month)s") % {"month": vn_month(month.month)}


def _offices_title(unit: UnitView) -> str:
    if unit.is_cell:
        return _("Bí thư, chi ủy")
    return _("Tổ trưởng, tổ phó") if unit.kind == Kind.GROUP else _("Cấp ủy, văn phòng")


def _group(group: GroupLine) -> GroupRow:
    leaders = ", ".join(
        f"{_(OFFICE_NAMES[line.office])} đ/c {line.full_name}" for line in group.leaders
    )
    members = _("%(n)s đảng viên") % {"n": group.members} if group.members is not None else ""
    meta = " · ".join(filter(None, (leaders or _("chưa có tổ trưởng"), members)))
    return GroupRow(group.unit.name, reverse("unit", args=[group.unit.id]), meta)


def _first(page: UnitPage) -> Link | None:
    if Capability.VIEW_MEMBERS in page.can and page.unit.kind != Kind.GROUP:
        return _link(_("Đảng viên"), "unit-members", page.unit.id)
    return None


def _links(page: UnitPage) -> list[Link]:
    """Where one goes from here; a page of another app only where it is installed."""
    can, unit_id, cell = page.can, page.unit.id, page.unit.is_cell
    history = _link(_("Lịch sử đơn vị"), "unit-history", unit_id)
    if page.unit.kind == Kind.GROUP:
        members = Capability.VIEW_MEMBERS in can and page.unit.parent_id
        whole = _link(_("Các tổ của chi bộ"), "groups", members) if members else None
        return _present([_meetings(page), whole, history])
    month, lists = f"{page.unit.on:%Y-%m}", Capability.VIEW_MEMBERS in can
    papers, cells = Capability.VIEW_PAPERS in can, Capability.VIEW_CELLS in can
    return _present(
        [
            _link(_("Các đơn vị trong tháng"), "cells-month", unit_id, month)
            if cells and not cell
            else None,
            None if cell else _meetings(page),
            _link(_("Văn bản của chi bộ"), "unit-papers", unit_id) if papers and cell else None,
            _link(_("Phân công nhiệm vụ năm"), "unit-year", unit_id, page.unit.on.year)
            if lists and cell
            else None,
            _link(_("Mở văn bản có lý do"), "paper-openings", unit_id)
            if Capability.OPEN_PAPERS in can and cell and not papers
            else None,
            _link(_("Ai đã mở hồ sơ"), "unit-readings", unit_id)
            if Capability.VIEW_JOURNAL in can and cell
            else None,
            _link(_("Nhật ký của đơn vị"), "history", unit_id)
            if Capability.VIEW_JOURNAL in can
            else None,
            _link(_("Ai được tính"), "denominators", unit_id) if lists else None,
            _link(_("Chuyển sinh hoạt"), "transfers", unit_id) if lists else None,
            _link(_("Tổ đảng"), "groups", unit_id) if lists and cell else None,
            _link(_("Thôn, làng, tổ dân phố"), "unit-villages", unit_id) if lists else None,
            history,
        ]
    )


def _meetings(page: UnitPage) -> Link | None:
    """The unit's own meetings, for who may see them in the making."""
    if Capability.VIEW_MEETING not in page.can:
        return None
    return _link(_("Cuộc họp của đơn vị"), "unit-meetings", page.unit.id)


def _acts(page: UnitPage) -> list[Link]:
    """What an office may write here."""
    reaches_in = Capability.REACH_IN_EMERGENCY in page.can and page.unit.is_cell
    urgent = _link(_("Đề nghị mở khẩn cấp"), "emergency-new", page.unit.id) if reaches_in else None
    if Capability.MANAGE_MEMBERS not in page.can:
        return _present([urgent])
    unit_id = page.unit.id
    acts = [_link(_("Ghi người giữ chức vụ"), "office-new", unit_id)]
    if not page.unit.is_cell and page.unit.kind != Kind.GROUP:
        acts.append(_link(_("Phân công theo dõi chi bộ"), "unit-followers", unit_id))
    if page.unit.kind != Kind.GROUP:
        acts.append(_link(_("Ghi kết quả bầu cử"), "election-new", unit_id))
        acts.append(_link(_("Ghi nhiệm kỳ"), "term-new", unit_id))
    return _present([*acts, urgent])


def _link(label: str, name: str, *args: UUID | str | int) -> Link | None:
    try:
        return Link(label, reverse(name, args=args))
    except NoReverseMatch:
        return None


def _present(links: Iterable[Link | None]) -> list[Link]:
    return [link for link in links if link is not None]
