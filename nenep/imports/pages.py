"""The pages of an import in the shapes the screen is given: reads and words, no decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from nenep.access.rules import Actor, Capability, Reach
from nenep.imports.models import ImportRun, Purpose, Stage
from nenep.imports.queries import (
    cell_choices,
    first_of_month,
    judgement_of,
    sheets_of,
    unit_judgement_of,
    visible_to,
)
from nenep.imports.rules.body import people_of
from nenep.imports.rules.cells import CellChoice, CellFinder
from nenep.imports.rules.entries import STATE_NAMES, read_entry
from nenep.imports.rules.mapping import CellSource, ColumnMapping
from nenep.imports.rules.sheets import text_of
from nenep.imports.rules.stored import from_stored
from nenep.imports.rules.unit_verdicts import UnitVerdict
from nenep.imports.rules.verdicts import RowVerdict, Verdict
from nenep.kernel.errors import Absent
from nenep.structure.queries.units import units_on
from nenep.structure.rules.units import UnitView
from nenep.ui.formats import vn_date

PAGE_ROWS = 200
SAMPLES = 3
LISTS_SHOWN = 30
TONES = {
    Verdict.ACCEPTED: "good",
    Verdict.WARNED: "warn",
    Verdict.REFUSED: "bad",
    Verdict.UNCHANGED: "info",
}
STAGE_TONES = {Stage.FINISHED: "good", Stage.FAILED: "bad", Stage.ASKING: "warn"}


@dataclass(frozen=True)
class ListLine:
    """A list sent before."""

    run: ImportRun
    stage: str
    tone: str
    unit: str


@dataclass(frozen=True)
class ColumnShown:
    """A column with what stands in it."""

    heading: str
    samples: str
    field: str


@dataclass(frozen=True)
class MappingPage:
    """The reading of a list, to be corrected."""

    run: ImportRun
    mapping: ColumnMapping
    columns: Sequence[ColumnShown]
    cells: Sequence[CellChoice]
    unknown_cells: Sequence[str]
    sheets: Sequence[str]


@dataclass(frozen=True)
class Total:
    """A verdict with its count; pressing it shows only those rows."""

    verdict: str
    label: str
    count: int
    tone: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class RowShown:
    """One row of the dry run; ``first`` and ``second`` are what the two columns beside the name
    say (``DryRunPage.columns``)."""

    number: int
    name: str
    first: str
    second: str
    verdict: str
    label: str
    tone: str
    reasons: Sequence[str]
    notices: Sequence[str]
    importable: bool


@dataclass(frozen=True)
class DryRunPage:
    """The verdicts, a page of rows at a time. ``columns`` head the name and two more facts."""

    run: ImportRun
    title: str
    lead: str
    columns: tuple[str, str, str]
    unit: str
    totals: Sequence[Total]
    rows: Sequence[RowShown]
    importable: int
    before: str
    after: str
    grouped: bool


def verdict_name(verdict: Verdict) -> str:
    """In words for the screen."""
    return {
        Verdict.ACCEPTED: _("Nhận"),
        Verdict.WARNED: _("Nhận, cần xem lại"),
        Verdict.REFUSED: _("Từ chối"),
        Verdict.UNCHANGED: _("Không đổi"),
    }[verdict]


def stage_name(stage: str) -> str:
    """In words for the screen."""
    return {
        Stage.ASKING: _("Còn phải hỏi"),
        Stage.READY: _("Chờ xem lại"),
        Stage.RUNNING: _("Đang nhập"),
        Stage.FAILED: _("Chưa nhập được"),
        Stage.FINISHED: _("Đã nhập"),
        Stage.REMOVED: _("Đã bỏ"),
    }[Stage(stage)]


def managed_units(actor: Actor, on: date) -> Sequence[UnitView]:
    """The units whose lists the actor may send: no query below them."""
    roots = actor.roots(Capability.MANAGE_MEMBERS, Reach.UNIT_AND_BELOW) | actor.roots(
        Capability.MANAGE_MEMBERS, Reach.OWN_UNIT
    )
    return sorted(units_on(sorted(roots), on).values(), key=lambda unit: unit.code)


def lists_page(actor: Actor, on: date) -> Sequence[ListLine]:
    """The latest lists within reach."""
    runs = list(visible_to(actor)[:LISTS_SHOWN])
    units = units_on([run.unit_id for run in runs], on)
    return [
        ListLine(
            run,
            stage_name(run.stage),
            STAGE_TONES.get(Stage(run.stage), "info"),
            units[run.unit_id].name if run.unit_id in units else "",
        )
        for run in runs
    ]


def unit_name(unit_id: UUID, on: date) -> str:
    """What the unit is called."""
    unit = units_on([unit_id], on).get(unit_id)
    return unit.name if unit else ""


def mapping_page(run: ImportRun, on: date) -> MappingPage:
    """Columns with samples, the cells to choose from, cell names that were not found."""
    sheets, mapping = sheets_of(run), from_stored(run.mapping)
    page = next((sheet for sheet in sheets if sheet.name == mapping.sheet), None)
    if page is None:
        raise Absent("Không có trang tính “%(sheet)s” trong tệp.", sheet=mapping.sheet)
    people = list(people_of(page, mapping))
    numbers = [row.row for row in people] or range(mapping.header_last + 1, len(page.rows) + 1)
    fields = dict(mapping.columns)
    columns = []
    for index in range(len(mapping.headings)):
        seen = dict.fromkeys(filter(None, (text_of(page.cell(n, index)) for n in numbers[:50])))
        field = fields.get(index)
        columns.append(
            ColumnShown(
                heading=mapping.heading(index),
                samples=" · ".join(list(seen)[:SAMPLES]),
                field=field.value if field else "",
            )
        )
    cells = cell_choices(run.unit_id, on)
    fixed = mapping.fixed_cell if mapping.cell_source is CellSource.FIXED else ""
    finder = CellFinder(cells)
    named = dict.fromkeys(read_entry(row, on=on, fixed_cell=fixed).cell_text for row in people)
    unknown = [name for name in named if name and finder.find(name).cell is None]
    return MappingPage(
        run, mapping, columns, cells, unknown, [one.name for one in sheets if one.rows[1:]]
    )


def dry_run_page(run: ImportRun, on: date, *, verdict: str, after: int) -> DryRunPage:
    """A page of verdicts of one kind (or all), after the last row shown before."""
    judged = judgement_of(run, on)
    changes = run.purpose == Purpose.CHANGES
    lead = _(
        "Chưa có gì được ghi. Ghi chú chỉ được nhập thành trạng thái sinh hoạt, không lưu lý do."
    )
    return _paged(
        run,
        on,
        rows=[_row_shown(row, first=not changes) for row in judged.rows],
        totals=judged.totals(),
        verdict=verdict,
        after=after,
        title=_("Các thay đổi của từng người") if changes else _("Kết luận từng dòng"),
        lead=_changes_lead(on) if changes else lead,
        columns=(_("Họ và tên"), _("Ngày sinh"), _("Chi bộ")),
        grouped=from_stored(run.mapping).cell_source is not CellSource.COLUMN,
    )


def units_page(run: ImportRun, on: date, *, verdict: str, after: int) -> DryRunPage:
    """The same of a list of units."""
    judged = unit_judgement_of(run, on)
    return _paged(
        run,
        on,
        rows=[_unit_shown(row) for row in judged.rows],
        totals=judged.totals(),
        verdict=verdict,
        after=after,
        title=_("Các đơn vị trong danh sách"),
        lead=_(
            "Chưa có gì được ghi. Tên và mã mới có hiệu lực từ hôm nay; tên và mã cũ được giữ lại."
        ),
        columns=(_("Tên tổ chức đảng"), _("Mã"), _("Cấp trên trực tiếp")),
        grouped=False,
    )


def _changes_lead(on: date) -> str:
    begins = vn_date(first_of_month(on))
    return _(
        "Chưa có gì được ghi. Dòng không ghi ngày thay đổi thì tính từ %(day)s; ô trống không làm "
        "thay đổi gì."
    ) % {"day": begins}


def _paged(
    run: ImportRun,
    on: date,
    *,
    rows: Sequence[RowShown],
    totals: Mapping[Verdict, int],
    verdict: str,
    after: int,
    title: str,
    lead: str,
    columns: tuple[str, str, str],
    grouped: bool,
) -> DryRunPage:
    kept = [row for row in rows if verdict in ("", row.verdict)]
    later = [row for row in kept if row.number > after]
    shown = later[:PAGE_ROWS]
    earlier = [row.number for row in kept if row.number <= after]
    figures = [
        Total(
            verdict=found.value,
            label=verdict_name(found),
            count=count,
            tone=TONES[found],
            url="" if verdict == found.value else _query(found.value, 0),
            chosen=verdict == found.value,
        )
        for found, count in totals.items()
    ]
    return DryRunPage(
        run=run,
        title=title,
        lead=lead,
        columns=columns,
        unit=unit_name(run.unit_id, on),
        totals=figures,
        rows=shown,
        importable=sum(row.importable for row in rows),
        before=_query(verdict, ([0, *earlier])[-PAGE_ROWS - 1 :][0]) if earlier else "",
        after=_query(verdict, shown[-1].number) if len(later) > len(shown) else "",
        grouped=grouped,
    )


def _row_shown(row: RowVerdict, *, first: bool) -> RowShown:
    """Changes say themselves which state they write."""
    entry = row.entry
    told = list(row.notices)
    if first and row.importable and entry.state:
        told.append(_("ghi trạng thái: %(state)s") % {"state": STATE_NAMES[entry.state]})
    if row.nearest:
        told.append(_("gần giống: %(names)s") % {"names": ", ".join(row.nearest)})
    return RowShown(
        number=entry.row,
        name=entry.full_name,
        first=entry.birth.in_words(),
        second=row.cell_name,
        verdict=row.verdict.value,
        label=verdict_name(row.verdict),
        tone=TONES[row.verdict],
        reasons=row.reasons,
        notices=told,
        importable=row.importable,
    )


def _unit_shown(row: UnitVerdict) -> RowShown:
    entry = row.entry
    return RowShown(
        number=entry.row,
        name=entry.name,
        first=entry.code or (row.unit.code if row.unit else ""),
        second=row.parent.name if row.parent else entry.superior,
        verdict=row.verdict.value,
        label=verdict_name(row.verdict),
        tone=TONES[row.verdict],
        reasons=row.reasons,
        notices=row.notices,
        importable=row.importable,
    )


def _query(verdict: str, after: int) -> str:
    asked = {"verdict": verdict, "after": after}
    return "?" + urlencode({key: value for key, value in asked.items() if value})
