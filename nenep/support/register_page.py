"""The villages of a commune, and of everything below a higher committee, in words and shapes.

The register names villages. Whoever may not see members is given the figures of the month instead:
of each village those of its cell, of the commune its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.dashboards.queries import figures_of, village_months
from nenep.dashboards.rules import (
    VILLAGE_MONTHS,
    VillageMonth,
    first_of,
    months_back,
    shifted,
)
from nenep.people.queries.villages import Register, Unassigned, VillageLine, village_lines
from nenep.structure.queries.units import children_on
from nenep.structure.rules.localities import WITHOUT_VILLAGES
from nenep.structure.rules.units import UnitView
from nenep.support.forms import RegisterDayForm
from nenep.ui.formats import vn_date
from nenep.ui.shapes import Cell, Column, MonthMark, MonthState, Row, Table

YEAR = 12


@dataclass(frozen=True)
class Number:
    """A figure of the row on top; ``of`` is None where there is nothing to compare."""

    label: str
    value: int
    of: int | None = None
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Mark:
    """A word beside a village, never colour alone."""

    text: str
    tone: str


@dataclass(frozen=True)
class Wanting:
    """A village that asks for something."""

    name: str
    url: str
    about: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Place:
    """A village that asks for nothing: its cell and what is counted beside, and how many live
    there."""

    name: str
    url: str
    about: str
    people: str


@dataclass(frozen=True)
class Waiting:
    """People of a cell of whom nobody has said where they live."""

    text: str
    url: str


@dataclass(frozen=True)
class RegisterPage:
    """Everything ``support/villages.html`` reads. ``places`` is the register without the wanting,
    ``below`` the units under this one; ``empty`` says why there is nothing."""

    unit: UnitView
    on: date
    form: RegisterDayForm
    title: str
    day_told: str
    numbers: Sequence[Number]
    trend: Sequence[MonthMark]
    trend_told: str
    wanting: Sequence[Wanting]
    waiting: Sequence[Waiting]
    places: Sequence[Place]
    below: Table | None
    counted: bool
    manages: bool
    empty: str

    @property
    def day_asked(self) -> str:
        """For the address of the sheet."""
        return vn_date(self.on)


def register_page(
    actor: Actor, unit: UnitView, on: date, *, today: date, form: RegisterDayForm
) -> RegisterPage:
    """The page of ``unit`` on a day. Queries are few and constant: the register, the units below,
    their months, and for whoever sees figures only those of the cells."""
    register = village_lines(actor, unit.id, on)
    month = first_of(min(on, today))
    children = [] if unit.is_cell else _committees_below(unit.id, on)
    shown = months_back(month, VILLAGE_MONTHS)
    ids = [unit.id, *(child.id for child in children)]
    months = village_months(actor, ids, since=shown[0], until=month)
    own = months.get(unit.id, {})
    members = _members(actor, register, month)
    lines = sorted(register.lines, key=lambda line: not _asks(line, members))
    asking = [line for line in lines if _asks(line, members)]
    keeps = unit.kind not in WITHOUT_VILLAGES
    manages = keeps and may(actor, Capability.MANAGE_MEMBERS, unit.id)
    below = _below(children, months, month)
    return RegisterPage(
        unit=unit,
        on=on,
        form=form,
        title=_title(register, own.get(month)),
        day_told="" if on == today else _("Sổ như vào ngày %(day)s") % {"day": vn_date(on)},
        numbers=_numbers(register, own, month),
        trend=_marks(own, shown),
        trend_told=_trend_told(own),
        wanting=[_wanting(line, members) for line in asking],
        waiting=[_waiting(some) for some in register.unassigned],
        places=[_place(line, members) for line in lines[len(asking) :]],
        below=below,
        counted=register.counted,
        manages=manages,
        empty="" if register.lines or below else _nothing(unit, keeps=keeps),
    )


def _committees_below(unit_id: UUID, on: date) -> Sequence[UnitView]:
    return [child for child in children_on(unit_id, on) if not child.is_cell]


def _members(actor: Actor, register: Register, month: date) -> Mapping[UUID, int]:
    """Members of each cell that leads one village, for whoever sees figures only. No query when the
    reader counts members."""
    if register.counted:
        return {}
    cells = [line.cell_id for line in register.lines if line.cell_id and not line.shared]
    told = figures_of(actor, cells, since=month, until=month)
    return {cell: figures[month].members for cell, figures in told.items() if month in figures}


def _count(line: VillageLine, members: Mapping[UUID, int]) -> int | None:
    """Who lives there; None where the reader cannot know."""
    if line.members is not None or line.cell_id is None:
        return line.members
    return None if line.shared else members.get(line.cell_id)


def _asks(line: VillageLine, members: Mapping[UUID, int]) -> bool:
    return line.no_cell or _count(line, members) == 0


def _title(register: Register, month: VillageMonth | None) -> str:
    count = len(register.lines) or (month.localities if month else 0)
    if not count:
        return _("Thôn, làng, tổ dân phố")
    return _("%(n)s thôn, làng, tổ dân phố") % {"n": count}


def _numbers(register: Register, own: Mapping[date, VillageMonth], month: date) -> Sequence[Number]:
    """From the register itself where the reader counts members, else from the month."""
    now = own.get(month)
    if register.counted and register.lines:
        now = VillageMonth(len(register.lines), register.without_members, register.without_cell)
    if now is None:
        return []
    before = own.get(shifted(month, -YEAR))
    numbers = [
        Number(
            _("Chưa có đảng viên"),
            now.without_members,
            now.localities,
            _("năm trước %(n)s") % {"n": before.without_members} if before else "",
        ),
        Number(
            _("Chưa có chi bộ lãnh đạo"),
            now.without_cell,
            now.localities,
            _("năm trước %(n)s") % {"n": before.without_cell} if before else "",
        ),
    ]
    if register.counted and register.lines:
        lines = register.lines
        living = sum(line.members or 0 for line in lines)
        linked = {line.cell_id: line.linked or 0 for line in lines}
        unwritten = sum(some.people for some in register.unassigned)
        note = _("%(n)s chưa ghi ở nơi nào") % {"n": unwritten} if unwritten else ""
        numbers.append(Number(_("Đảng viên ở các nơi này"), living, None, note, "warn"))
        numbers.append(Number(_("Đảng viên 213"), sum(linked.values())))
    return numbers


def _marks(own: Mapping[date, VillageMonth], shown: Sequence[date]) -> list[MonthMark]:
    """As many left without a member as in the worst of these months: the highest column; none left:
    a low green one. Nothing to draw before there was a register."""
    worst = max((told.without_members for told in own.values()), default=0)
    return [_mark(own.get(month), month, worst) for month in shown] if own else []


def _mark(told: VillageMonth | None, month: date, worst: int) -> MonthMark:
    if told is None:
        return MonthMark(month, MonthState.NONE, text="—")
    text = f"{told.without_members}/{told.localities}"
    if not told.without_members:
        return MonthMark(month, MonthState.HELD, share=0, text=text)
    # The steps of the strip lie in its upper half (see ``strip_step``): spread over them.
    share = (1 + Fraction(told.without_members, worst)) / 2
    return MonthMark(month, MonthState.WEAK, share=share, text=text)


def _trend_told(own: Mapping[date, VillageMonth]) -> str:
    """The first and the last month in words: the picture is not for everybody."""
    if len(own) < 2:
        return ""
    first, last = min(own), max(own)
    return _("Chưa có đảng viên: %(then)s nơi (%(first)s) → %(now)s nơi (%(last)s)") % {
        "then": own[first].without_members,
        "first": f"{first:%m/%Y}",
        "now": own[last].without_members,
        "last": f"{last:%m/%Y}",
    }


def _wanting(line: VillageLine, members: Mapping[UUID, int]) -> Wanting:
    marks = []
    if line.no_member or (_count(line, members) == 0 and not line.unwritten):
        marks.append(Mark(_("chưa có đảng viên"), "bad"))
    elif _count(line, members) == 0:
        marks.append(Mark(_("chưa ghi ai ở đây"), "warn"))
    if line.no_cell:
        marks.append(Mark(_("chưa có chi bộ"), "warn"))
    about = " · ".join(filter(None, (str(_(line.kind_name)), line.cell_name)))
    return Wanting(line.name, reverse("village", args=[line.locality_id]), about, marks)


def _waiting(some: Unassigned) -> Waiting:
    told = _("%(cell)s: %(n)s đồng chí") % {"cell": some.cell_name, "n": some.people}
    return Waiting(told, reverse("unit-members", args=[some.cell_id]))


def _place(line: VillageLine, members: Mapping[UUID, int]) -> Place:
    count = _count(line, members)
    led_too = _("lãnh đạo nhiều nơi") if line.shared else ""
    linked = _("213: %(n)s đ/c") % {"n": line.linked} if line.linked else ""
    if linked and line.shared:
        linked = _("213 của cả chi bộ: %(n)s đ/c") % {"n": line.linked}
    probationary = _("%(n)s dự bị") % {"n": line.probationary} if line.probationary else ""
    return Place(
        line.name,
        reverse("village", args=[line.locality_id]),
        " · ".join(filter(None, (line.cell_name, led_too, probationary, linked))),
        "—" if count is None else _("%(n)s đ/c") % {"n": count},
    )


def _below(
    children: Sequence[UnitView], months: Mapping[UUID, Mapping[date, VillageMonth]], month: date
) -> Table | None:
    """The units under this one with their villages, most without a member first."""
    told = [(child, months[child.id]) for child in children if child.id in months]
    if not told:
        return None
    told.sort(key=lambda one: (-_without(one[1], month), one[0].code))
    columns = (
        Column(_("Đơn vị"), "main"),
        Column(_("Thôn, làng"), "num"),
        Column(_("Chưa có đảng viên"), "num"),
        Column(_("Năm trước"), "num"),
        Column(_("Chưa có chi bộ"), "num"),
    )
    rows = tuple(_sums(child, own, month) for child, own in told)
    return Table(_("Từng đơn vị"), columns, rows, caption_hidden=True)


def _without(own: Mapping[date, VillageMonth], month: date) -> int:
    return own[month].without_members if month in own else 0


def _sums(child: UnitView, own: Mapping[date, VillageMonth], month: date) -> Row:
    now, before = own.get(month), own.get(shifted(month, -YEAR))
    return Row(
        (
            Cell(child.name, url=reverse("unit-villages", args=[child.id])),
            Cell(str(now.localities) if now else "—"),
            Cell(str(now.without_members) if now else "—"),
            Cell(str(before.without_members) if before else "—"),
            Cell(str(now.without_cell) if now else "—"),
        )
    )


def _nothing(unit: UnitView, *, keeps: bool) -> str:
    if keeps:
        return _("Chưa có thôn, làng nào")
    if unit.is_cell:
        return _("Chi bộ không lãnh đạo thôn, làng nào")
    return _("Chưa đơn vị nào có sổ thôn, làng")
