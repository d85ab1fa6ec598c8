"""The page of the cells in the shapes the screen's parts are given. Words only, no decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.dashboards.marks import month_mark
from nenep.dashboards.rules import BAND_NAMES, Figures, shifted
from nenep.support.queries import CellsPage, UnitCard
from nenep.support.rules import TONE_WORDS, Tone
from nenep.ui.formats import decimal_vn, percent, percent_of, vn_month
from nenep.ui.shapes import Cell, Column, MonthMark, Row, Table

CELL_TYPE_NAMES = {
    "residential": "Thôn, làng, tổ dân phố",
    "agency": "Cơ quan, đơn vị sự nghiệp",
    "state_enterprise": "Doanh nghiệp nhà nước",
    "private_enterprise": "Doanh nghiệp ngoài nhà nước",
    "student": "Học sinh, sinh viên",
    "armed_forces": "Lực lượng vũ trang",
}
BAND_TONES = {"good": "good", "fair": "warn", "average": "warn", "poor": "bad"}


@dataclass(frozen=True)
class Badge:
    text: str
    tone: str


@dataclass(frozen=True)
class Why:
    """The reasons of one loudness, under one lead word."""

    lead: str
    text: str
    loud: bool


@dataclass(frozen=True)
class Card:
    """A unit as a card. ``attendance_label`` names the month when it is not this one."""

    name: str
    url: str
    about: str
    badge: Badge
    attendance_label: str
    attendance: str
    attendance_of: str
    tasks: str
    tasks_of: str
    reported: str
    strip: Sequence[MonthMark]
    why: Sequence[Why]


@dataclass(frozen=True)
class Page:
    """Everything the two templates read."""

    title: str
    unit_name: str
    month: date
    earlier_url: str
    earlier_label: str
    later_url: str
    later_label: str
    table_url: str
    cards_url: str
    total: Figures | None
    units: int
    met_note: str
    attendance: str
    attendance_note: str
    tasks: str
    tasks_note: str
    opinions_note: str
    cards: Sequence[Card]
    table: Table
    of_cells: bool


def present(page: CellsPage, *, today: date) -> Page:
    """Put ``page`` into words. ``today`` decides which months are still to come."""
    total, before = page.total, page.before
    here = reverse("cells-month", args=[page.unit.id, f"{page.month:%Y-%m}"])
    earlier, later = shifted(page.month, -1), shifted(page.month, 1)
    return Page(
        title=_title(page),
        unit_name=page.unit.name,
        month=page.month,
        earlier_url=reverse("cells-month", args=[page.unit.id, f"{earlier:%Y-%m}"]),
        earlier_label=_("Tháng %(n)s") % {"n": earlier.month},
        later_url=""
        if later > today
        else reverse("cells-month", args=[page.unit.id, f"{later:%Y-%m}"]),
        later_label=_("Tháng %(n)s") % {"n": later.month},
        table_url=f"{here}?view=table",
        cards_url=here,
        total=total,
        units=total.cells if total else len(page.cards),
        met_note=_("%(n)s đúng ngày quy định") % {"n": total.met_on_rule_day} if total else "",
        attendance=_percent(total),
        attendance_note=_("%(present)s / %(due)s đảng viên phải dự")
        % {"present": total.present, "due": total.due}
        if total
        else "",
        tasks=_done(total),
        tasks_note=_("tháng trước %(done)s") % {"done": _done(before)} if before else "",
        opinions_note=_("%(n)s quá hạn trả lời") % {"n": total.opinions_overdue}
        if total and total.opinions_overdue
        else "",
        cards=[present_card(card, page.month, page.shown, today) for card in page.cards],
        table=_table(page),
        of_cells=page.of_cells,
    )


def _title(page: CellsPage) -> str:
    counted = _("%(n)s chi bộ") if page.of_cells else _("%(n)s đơn vị trực thuộc")
    return f"{counted % {'n': len(page.cards)}}, {vn_month(page.month)}"


def present_card(card: UnitCard, month: date, months: Sequence[date], today: date) -> Card:
    """A unit in ``month`` as a card, with the strip of ``months``."""
    shown = card.now if card.now and card.now.met else card.last_held
    other_month = shown is not None and shown.month != month
    return Card(
        name=card.unit.name,
        url=_unit_url(card, month),
        about=_about(card),
        badge=_badge(card, today),
        attendance_label=_("Dự (T%(n)s)") % {"n": shown.month.month}
        if shown and other_month
        else _("Dự"),
        attendance=str(shown.present) if shown else "—",
        attendance_of=str(shown.due) if shown else "",
        tasks=str(shown.tasks_done) if shown and shown.tasks_due else "—",
        tasks_of=str(shown.tasks_due) if shown and shown.tasks_due else "",
        reported=_reported(shown, is_cell=card.unit.is_cell),
        strip=[month_mark(card.months.get(one), one, today) for one in months],
        why=_why(card),
    )


def _unit_url(card: UnitCard, month: date) -> str:
    if card.unit.is_cell:
        return reverse("unit-papers", args=[card.unit.id])
    return reverse("cells-month", args=[card.unit.id, f"{month:%Y-%m}"])


def _about(card: UnitCard) -> str:
    parts = [
        str(_(CELL_TYPE_NAMES[card.unit.cell_type]))
        if card.unit.cell_type in CELL_TYPE_NAMES
        else ""
    ]
    latest = card.now or card.last_held
    if latest is not None:
        parts.append(_("%(n)s đảng viên") % {"n": latest.members})
    if card.secretary:
        parts.append(_("đ/c %(name)s") % {"name": card.secretary})
    return " · ".join(filter(None, parts))


def _badge(card: UnitCard, today: date) -> Badge:
    if card.now is None:
        return Badge(_("Chưa có số liệu"), "")
    if not card.unit.is_cell:
        share = f"{card.now.met}/{card.now.cells}"
        return Badge(_("đã họp %(share)s") % {"share": share}, "good" if card.now.met else "")
    if card.now.awaited(today) and card.now.planned_on:
        return Badge(_("Họp ngày %(day)s") % {"day": f"{card.now.planned_on:%d/%m}"}, "info")
    if not card.now.met:
        return Badge(_("Chưa họp"), "bad")
    if card.now.band and card.now.score is not None:
        name = _(BAND_NAMES[card.now.band])
        return Badge(f"{name} {decimal_vn(card.now.score)}", BAND_TONES[card.now.band])
    return Badge(_("Đã họp, chưa chấm điểm"), "info")


def _reported(figures: Figures | None, *, is_cell: bool) -> str:
    """Of a cell whether; of a committee how many of the cells that met."""
    if figures is None or not figures.met:
        return "—"
    if not is_cell:
        return f"{figures.reported_on_time}/{figures.met}"
    if figures.reported_on_time:
        return _("đúng hạn")
    return _("muộn") if figures.finalised else _("chưa gửi")


def _why(card: UnitCard) -> list[Why]:
    lines = []
    for tone in Tone:
        texts = [reason.text for reason in card.reasons if reason.tone is tone]
        if texts:
            text = "; ".join(texts) + "."
            lead = _(TONE_WORDS[tone]) if TONE_WORDS[tone] else ""
            lines.append(
                Why(lead, text if lead else text[:1].upper() + text[1:], tone is Tone.HELP)
            )
    return lines


def _percent(figures: Figures | None) -> str:
    if figures is None or figures.attendance is None:
        return "—"
    return percent(figures.attendance)


def _done(figures: Figures | None) -> str:
    return percent_of(figures.tasks_done, figures.tasks_due) if figures else "—"


def _table(page: CellsPage) -> Table:
    columns = (
        Column(_("Đơn vị"), "main"),
        Column(_("Ngày họp"), "num"),
        Column(_("Dự"), "num"),
        Column(_("Tỷ lệ"), "num"),
        Column(_("Việc xong"), "num"),
        Column(_("Điểm"), "num"),
        Column(_("Gửi biên bản")),
    )
    return Table(page.unit.name, columns, tuple(_row(card, page) for card in page.cards))


def _row(card: UnitCard, page: CellsPage) -> Row:
    now = card.now
    met = now is not None and bool(now.met)
    held = f"{now.held_on:%d/%m}" if now and now.held_on else ""
    return Row(
        (
            Cell(card.unit.name, url=_unit_url(card, page.month)),
            Cell(held or (_("đã họp %(n)s") % {"n": now.met} if met and now else _("chưa họp"))),
            Cell(f"{now.present}/{now.due}" if met and now else "—"),
            Cell(_percent(now) if met else "—"),
            Cell(f"{now.tasks_done}/{now.tasks_due}" if now and now.tasks_due else "—"),
            Cell(decimal_vn(now.score) if now and now.score is not None else "—"),
            Cell(_reported(now, is_cell=card.unit.is_cell)),
        )
    )
