"""The pages of one village, and of a list to be set, in words and shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Invalid
from nenep.people.forms.villages import VillageListForm
from nenep.people.pages.acts import ActPage
from nenep.people.queries.villages import Resident, residents_on, village_lines
from nenep.structure.queries.history import names_of
from nenep.structure.queries.localities import (
    history_of_locality,
    leaders_on,
    localities_on,
    row_near,
)
from nenep.structure.rules.localities import Leader, LocalityView, same_place
from nenep.structure.rules.locality_lists import ListLine, SaidLocality, Verdict, read_list
from nenep.structure.rules.units import UnitView
from nenep.ui.errors import sentence
from nenep.ui.formats import vn_date
from nenep.ui.forms import add_errors
from nenep.ui.shapes import Cell, Column, Pair, Row, Table

VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.OPENED: ("ghi mới", "good"),
    Verdict.CHANGED: ("đổi chi bộ lãnh đạo", "info"),
    Verdict.SAME: ("đã có", ""),
    Verdict.REFUSED: ("chưa đọc được", "bad"),
}


@dataclass(frozen=True)
class Since:
    """What a village was from a day on."""

    day: str
    name: str
    about: str


@dataclass(frozen=True)
class VillagePage:
    """Everything ``people/village.html`` reads. ``residents`` is None to whoever may not see them;
    ``unwritten`` counts the people of the leading cell who live in none of its villages yet."""

    locality_id: UUID
    name: str
    commune: str
    told: tuple[str, str] | None
    pairs: Sequence[Pair]
    residents: Sequence[Resident] | None
    residents_title: str
    unwritten: int
    cell_members_url: str
    links_url: str
    links_label: str
    history: Sequence[Since]
    manages: bool
    register_url: str


def village_page(actor: Actor, locality_id: UUID, today: date) -> VillagePage:
    """One village: how it stands today (or stood last), who lives there, what it has been.

    Raises:
        Absent: not in the actor's branch.
    """
    history = history_of_locality(locality_id)
    now = row_near(history, today)
    units = {row.unit_id for row in history} | {row.led_by_id for row in history if row.led_by_id}
    names = names_of(units)
    ended = now.until is not None and now.until <= today
    day = max(now.since, min(today, (now.until or date.max) - date.resolution))
    residents = None if ended else residents_on(actor, locality_id, now.led_by_id, now.unit_id, day)
    register = village_lines(actor, now.led_by_id, day) if now.led_by_id and not ended else None
    shared = register is not None and len(register.lines) > 1
    linked = register.lines[0].linked if register and register.lines else None
    unwritten = sum(some.people for some in register.unassigned) if register else 0
    cell = now.led_by_id
    return VillagePage(
        locality_id=locality_id,
        name=now.name,
        commune=names.get(now.unit_id, ""),
        told=_told(now, today),
        pairs=_pairs(now, names),
        residents=residents,
        residents_title=_("%(n)s đảng viên ở đây") % {"n": len(residents)}
        if residents
        else _("Đảng viên ở đây"),
        unwritten=unwritten if residents is not None else 0,
        cell_members_url=reverse("unit-members", args=[cell]) if cell else "",
        links_url=reverse("residence-links", args=[cell]) if cell and linked else "",
        links_label=_linked(linked or 0, shared),
        history=[_since(row, names) for row in reversed(history)],
        manages=may(actor, Capability.MANAGE_MEMBERS, now.unit_id),
        register_url=_register_url(actor, (now.unit_id, cell)),
    )


def _register_url(actor: Actor, units: Sequence[UUID | None]) -> str:
    """The widest register the reader may open: the commune's, the leading cell's, or none."""
    for unit_id in units:
        if unit_id and may(actor, Capability.VIEW_FIGURES, unit_id):
            return reverse("unit-villages", args=[unit_id])
    return ""


def _told(now: LocalityView, today: date) -> tuple[str, str] | None:
    if now.since > today:
        return _("Chưa đến ngày"), _("Có trong sổ từ ngày %(day)s.") % {"day": vn_date(now.since)}
    if now.until is not None and now.until <= today:
        return (
            _("Không còn trong sổ"),
            _("Thôn, làng này kết thúc ngày %(day)s; lịch sử được giữ dưới đây.")
            % {"day": vn_date(now.until)},
        )
    return None


def _pairs(now: LocalityView, names: Mapping[UUID, str]) -> list[Pair]:
    cell = now.led_by_id
    led = names.get(cell, "") if cell else _("Chưa có chi bộ lãnh đạo")
    return [
        Pair(_("Loại"), str(_(now.kind_name))),
        Pair(_("Chi bộ lãnh đạo"), led, reverse("unit", args=[cell]) if cell else ""),
        Pair(_("Thuộc"), names.get(now.unit_id, "")),
        Pair(_("Như vậy từ ngày"), vn_date(now.since)),
        *([Pair(_("Đến hết ngày"), vn_date(now.until - date.resolution))] if now.until else []),
    ]


def _linked(linked: int, shared: bool) -> str:
    if not shared:
        return _("%(n)s đảng viên 213 giữ mối liên hệ") % {"n": linked}
    return _("%(n)s đảng viên 213 giữ mối liên hệ với cả chi bộ") % {"n": linked}


def _since(row: LocalityView, names: Mapping[UUID, str]) -> Since:
    led = names.get(row.led_by_id, "") if row.led_by_id else _("chưa có chi bộ lãnh đạo")
    parts = [str(_(row.kind_name)), names.get(row.unit_id, ""), led]
    if row.until is not None:
        parts.append(_("đến hết %(day)s") % {"day": vn_date(row.until - date.resolution)})
    return Since(vn_date(row.since), row.name, " · ".join(filter(None, parts)))


def new_page(unit: UnitView) -> ActPage:
    """A village enters the register."""
    return ActPage(
        _("Ghi một thôn, làng, tổ dân phố"),
        unit.name,
        _("Ghi vào sổ"),
        reverse("unit-villages", args=[unit.id]),
        other=(
            _("Nhiều nơi một lúc: dán danh sách"),
            reverse("villages-list", args=[unit.id]),
        ),
        of_unit=True,
    )


def change_page(near: LocalityView) -> ActPage:
    """What was so before stays in the history."""
    return ActPage(
        _("Sửa từ một ngày"),
        near.name,
        _("Ghi thay đổi"),
        reverse("village", args=[near.locality_id]),
        lead=_("Từ ngày ghi dưới đây sổ đổi như đồng chí sửa; trước ngày đó giữ nguyên."),
        of_unit=True,
    )


def end_page(near: LocalityView) -> ActPage:
    """The village is no more."""
    return ActPage(
        _("Ghi thôn, làng không còn"),
        near.name,
        _("Ghi kết thúc"),
        reverse("village", args=[near.locality_id]),
        danger=True,
        of_unit=True,
    )


def leaders_for(unit_id: UUID, today: date, near: LocalityView | None = None) -> list[Leader]:
    """The cells to choose from: those of today, or of the village's own day when it lies apart."""
    day = today if near is None else max(today, near.since)
    return list(leaders_on(unit_id, day).values())


@dataclass(frozen=True)
class ListPage:
    """Everything ``people/villages_list.html`` reads; no lines before the list was read. ``untold``
    are the villages of the register that the list does not name: they stay."""

    unit: UnitView
    form: VillageListForm
    lines: Sequence[ListLine] = ()
    untold: Sequence[str] = ()

    @property
    def written_out(self) -> str:
        """The list with every cell named, as it will be sent back: a guess becomes a word that can
        be struck."""
        return "\n".join(line.text for line in self.lines)

    @property
    def said(self) -> Sequence[SaidLocality]:
        return [line.said for line in self.lines if line.said is not None]

    @property
    def seen(self) -> bool:
        """Nothing is wrong, and nothing is guessed that was not shown before."""
        return bool(self.lines) and not any(
            line.guessed or line.verdict is Verdict.REFUSED for line in self.lines
        )

    @property
    def refused(self) -> int:
        return sum(line.verdict is Verdict.REFUSED for line in self.lines)

    @property
    def writes(self) -> int:
        return sum(line.verdict in (Verdict.OPENED, Verdict.CHANGED) for line in self.lines)

    @property
    def table(self) -> Table | None:
        """Line by line what will be written."""
        if not self.lines:
            return None
        columns = (Column(_("Thôn, làng"), "main"), Column(_("Chi bộ lãnh đạo")), Column(_("Sổ")))
        rows = tuple(_list_row(line) for line in self.lines)
        return Table(_("Kết luận từng dòng"), columns, rows)


def list_page(unit: UnitView, form: VillageListForm) -> ListPage:
    """The list read against the register of its day. Nothing is written."""
    if not form.is_bound or not form.is_valid():
        return ListPage(unit, form)
    on, text = form.cleaned_data["on"], form.cleaned_data["text"]
    present = [v for v in localities_on(unit.id, on) if v.unit_id == unit.id]
    try:
        lines = read_list(text, present, leaders_on(unit.id, on), on)
    except Invalid as fault:
        add_errors(form, [(fault.field, sentence(fault))])
        return ListPage(unit, form)
    named = [line.said.name for line in lines if line.said]
    untold = [v.name for v in present if not any(same_place(v.name, name) for name in named)]
    return ListPage(unit, form, lines, untold)


def _list_row(line: ListLine) -> Row:
    word, tone = VERDICTS[line.verdict]
    if line.reason is not None or line.said is None:
        reason = sentence(line.reason).removesuffix("; chưa ghi gì.") if line.reason else ""
        return Row((Cell(line.text, note=reason), Cell("—"), Cell(_(word), tone=tone)))
    guess = _("tìm theo tên, đồng chí kiểm tra") if line.guessed else ""
    cell = Cell(line.cell_name or _("chưa có"), note=guess)
    return Row((Cell(line.said.name), cell, Cell(_(word), tone=tone)))
