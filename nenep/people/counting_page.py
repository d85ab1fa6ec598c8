"""What the page of denominators shows: a cell person by person, a committee unit by unit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.people.queries.denominators import (
    CellDenominators,
    CountedTree,
    TreeLine,
    counted_tree_on,
    denominators_on,
)
from nenep.people.rules.counting import Counted
from nenep.people.rules.counting_sheet import Cited, Mark, SheetRow, sheet_of
from nenep.structure.rules.units import Kind, UnitView
from nenep.ui.shapes import Cell, Column, Row, Table

_TONES = {Counted.YES: "good", Counted.IF_PRESENT: "info", Counted.NO: ""}


@dataclass(frozen=True)
class Sum:
    """A number above the table."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class CountingPage:
    """The page of a unit on a day; without rows the table is None."""

    unit: UnitView
    on: date
    sums: tuple[Sum, ...]
    table: Table | None
    everywhere: tuple[str, ...] = ()
    """Names of those counted in every base: of a cell the table holds only the others."""
    resting_on: tuple[int, ...] = ()
    """The numbers of the bases by which they are."""
    cited: tuple[Cited, ...] = ()


def counting_page(unit: UnitView) -> CountingPage:
    """The unit on the day of its view. At most three queries for a cell or a committee."""
    if unit.is_cell:
        return _of_cell(unit, denominators_on(unit.id, unit.on))
    return _of_committee(unit, counted_tree_on(unit.on, unit.id))


def _of_cell(unit: UnitView, found: CellDenominators) -> CountingPage:
    sheet = sheet_of([(line.full_name, line.reckoning) for line in found.roster], found.on)
    columns = (Column(_("Đảng viên"), "main"), *(Column(head.name) for head in sheet.heads))
    rows = tuple(_person(row) for row in sheet.rows if not row.everywhere)
    everywhere = [row for row in sheet.rows if row.everywhere]
    return CountingPage(
        unit,
        found.on,
        tuple(
            Sum(
                head.name,
                str(head.counted),
                _("thêm %(n)s khi có mặt") % {"n": head.if_present} if head.if_present else "",
            )
            for head in sheet.heads
        ),
        Table(_("Không tính ở mọi mẫu số: %(n)s") % {"n": len(rows)}, columns, rows)
        if rows
        else None,
        tuple(row.name for row in everywhere),
        tuple(sorted({mark.note for row in everywhere for mark in row.marks})),
        sheet.cited,
    )


def _person(row: SheetRow) -> Row:
    return Row((Cell(row.name, note=row.words), *(_mark(mark) for mark in row.marks)))


def _mark(mark: Mark) -> Cell:
    return Cell(
        mark.word, tone=_TONES[mark.counting.counts], note=f"{mark.said} [{mark.note}]".strip()
    )


def _of_committee(unit: UnitView, tree: CountedTree) -> CountingPage:
    total = tree.total
    columns = (
        Column(_("Đơn vị"), "main"),
        Column(_("Chính thức"), "num"),
        Column(_("Dự bị"), "num"),
        Column(_("Đảng viên"), "num"),
    )
    names = {line.unit.id: line.unit.name for line in tree.lines}
    shown = [line for line in tree.lines if line.unit.kind != Kind.GROUP]
    rows = tuple(_unit(line, names, unit) for line in shown if line.depth or line.own.total)
    return CountingPage(
        unit,
        unit.on,
        (
            Sum(_("Đảng viên"), str(total.total)),
            Sum(_("Chính thức"), str(total.official)),
            Sum(_("Dự bị"), str(total.probationary)),
        ),
        Table(_("Số đảng viên theo đơn vị"), columns, rows, True) if rows else None,
    )


def _unit(line: TreeLine, names: dict[UUID, str], top: UnitView) -> Row:
    """Of the committee itself only those who are members there; of the others all below, too."""
    counts = line.counts if line.depth else line.own
    name = line.unit.name if line.depth else _("Trực tiếp tại %(unit)s") % {"unit": top.name}
    above = names.get(line.unit.parent_id, "") if line.unit.parent_id and line.depth > 1 else ""
    url = f"{reverse('denominators', args=[line.unit.id])}?on={top.on:%Y-%m-%d}"
    return Row(
        (
            Cell(name, url=url if line.depth else "", note=above),
            Cell(str(counts.official)),
            Cell(str(counts.probationary)),
            Cell(str(counts.total)),
        )
    )
