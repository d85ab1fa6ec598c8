"""The history of a unit in words: what it was, who led it, how they were elected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import OFFICE_NAMES, Actor, Capability
from nenep.people.pages.units import OfficeRow, days_in_words, dotted, office_row
from nenep.people.queries.offices import ElectionLine, elections_of, offices_of, terms_of
from nenep.people.queries.unit_page import must_see
from nenep.people.rules.elections import Ballots, share
from nenep.people.rules.offices import Days
from nenep.structure.queries.history import history_of
from nenep.structure.queries.units import unit_near
from nenep.structure.rules.history import Change, UnitChange
from nenep.structure.rules.units import UnitView
from nenep.ui.formats import percent, vn_date
from nenep.ui.shapes import Cell, Column, Row, Table


@dataclass(frozen=True)
class Moment:
    """One change on its day."""

    on: date
    text: str
    paper: str
    to_come: bool


@dataclass(frozen=True)
class ElectionShown:
    """An election; without ``table`` the reader sees the totals only."""

    title: str
    totals: str
    table: Table | None


@dataclass(frozen=True)
class HistoryPage:
    """Everything ``people/unit_history.html`` reads."""

    unit: UnitView
    moments: Sequence[Moment]
    former: Sequence[OfficeRow]
    terms: Sequence[tuple[str, str]]
    elections: Sequence[ElectionShown]


def history_page(actor: Actor, unit_id: UUID, today: date) -> HistoryPage:
    """The history of a unit as this reader may know it. A constant number of queries.

    Raises:
        Absent: out of reach. Forbidden: known by name only.
    """
    unit = unit_near(unit_id, today)
    must_see(actor, unit)
    members = may(actor, Capability.VIEW_MEMBERS, unit_id)
    offices = offices_of(unit_id)
    former = [line for line in offices if line.days.until is not None and line.days.until <= today]
    former.sort(key=lambda line: line.days.since, reverse=True)
    elections = elections_of(unit_id, with_tallies=members)
    return HistoryPage(
        unit=unit,
        moments=[_moment(change, today) for change in reversed(history_of(unit_id))],
        former=[office_row(line, ends=False) for line in former],
        terms=[
            _term(t.label, Days(t.during.lower, t.during.upper), t.size) for t in terms_of(unit_id)
        ],
        elections=[_election(line) for line in elections],
    )


def _term(label: str, days: Days, size: int) -> tuple[str, str]:
    seats = _("%(n)s cấp ủy viên") % {"n": size}
    return label, f"{days_in_words(days)} · {seats}"


def _moment(change: UnitChange, today: date) -> Moment:
    coded = change.what is Change.RECODED
    before, after = (dotted(c) if coded else c for c in (change.before, change.after))
    said = {"before": before, "after": after}
    words = {
        Change.FOUNDED: _("Thành lập: %(after)s"),
        Change.RENAMED: _("Đổi tên từ “%(before)s” thành “%(after)s”"),
        Change.REKINDED: _("Đổi loại từ “%(before)s” thành “%(after)s”"),
        Change.RECODED: _("Đổi mã từ %(before)s thành %(after)s"),
        Change.MOVED: _("Chuyển từ %(before)s về %(after)s"),
        Change.TOOK_OVER: _("Tiếp nhận hồ sơ của %(after)s"),
        Change.DISSOLVED: _("Kết thúc hoạt động; hồ sơ do %(after)s giữ"),
    }
    text = words[change.what]
    if coded and not change.before:
        text = _("Được cấp mã %(after)s")
    paper = _("Số %(n)s") % {"n": change.decision} if change.decision else ""
    return Moment(change.on, text % said, paper, change.on > today)


def _election(line: ElectionLine) -> ElectionShown:
    election = line.election
    title = (
        _("Đại hội ngày %(day)s") if election.kind == "congress" else _("Bầu bổ sung ngày %(day)s")
    )
    totals = _(
        "Triệu tập %(convened)s · phát ra %(issued)s · thu về %(collected)s · hợp lệ %(valid)s"
    ) % {
        "convened": election.convened,
        "issued": election.issued,
        "collected": election.collected,
        "valid": election.valid,
    }
    return ElectionShown(title % {"day": vn_date(election.held_on)}, totals, _tallies(line))


def _tallies(line: ElectionLine) -> Table | None:
    if not line.tallies:
        return None
    election = line.election
    ballots = Ballots(election.convened, election.issued, election.collected, election.valid)
    columns = (
        Column(_("Đồng chí"), "main"),
        Column(_("Chức vụ")),
        Column(_("Số phiếu"), "num"),
        Column(_("So với số triệu tập"), "num"),
        Column(_("Kết quả")),
    )
    rows = tuple(
        Row(
            (
                Cell(tally.full_name or _("(không còn trong danh sách)")),
                Cell(_(OFFICE_NAMES[tally.office])),
                Cell(str(tally.votes)),
                Cell(percent(share(tally.votes, ballots))),
                Cell(_("trúng cử"), tone="good") if tally.elected else Cell(_("không trúng cử")),
            )
        )
        for tally in line.tallies
    )
    return Table(_("Kết quả kiểm phiếu"), columns, rows, caption_hidden=True)
