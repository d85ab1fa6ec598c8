"""``nenep import members FILE --unit CODE``: the list of a ward office from the command line."""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from nenep.access.scope import system_scope
from nenep.imports.actions.import_file import OpenedFile, import_file
from nenep.imports.actions.import_units import import_units
from nenep.imports.actions.upload_list import count_people, read_layout
from nenep.imports.answers import USUAL
from nenep.imports.models import Purpose
from nenep.imports.queries import judgement, unit_judgement
from nenep.imports.reading import open_list
from nenep.imports.rules.mapping import CellSource, ColumnMapping, Field, faults_of
from nenep.imports.rules.sheets import Sheet
from nenep.imports.rules.verdicts import Judgement, RowVerdict, Verdict
from nenep.imports.telling import VERDICT_NAMES, units_as_data, units_as_text
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Absent, Invalid
from nenep.kernel.partial_dates import PartialDate
from nenep.structure.queries.units import unit_by_code, unit_on
from nenep.structure.rules.units import UnitView

BAR_WIDTH = 30
BAR_STEPS = 40
KINDS = {
    "added": "đảng viên mới",
    "moved": "người chuyển chi bộ",
    "cards": "thẻ mới",
    "completed": "người được bổ sung",
    "states": "trạng thái",
    "offices": "chức vụ",
}


@dataclass(frozen=True)
class RowTold:
    """One row of the answer. ``birth_date``: 1958-01-17, 1958-01, 1958 or null."""

    row: int
    name: str
    birth_date: str | None
    cell: str
    verdict: str
    reasons: tuple[str, ...]
    notices: tuple[str, ...]


def register(commands: Registry) -> None:
    commands.add(
        "import members",
        help="nhập danh sách đảng viên từ tệp bảng tính; --dry-run chỉ xem kết luận từng dòng",
        run=members,
        configure=_configure,
        connection="worker",
        json=True,
    )
    commands.add(
        "import changes",
        help="cập nhật người đã có từ tệp bảng tính: chuyển chi bộ, đổi thẻ, trạng thái, chức vụ",
        run=changes,
        configure=_configure,
        connection="worker",
        json=True,
    )
    commands.add(
        "import units",
        help="nhập các đơn vị trực thuộc một cấp ủy từ tệp bảng tính; --dry-run chỉ xem kết luận",
        run=units,
        configure=_configure_units,
        connection="worker",
        json=True,
    )


def members(args: Namespace) -> int:
    """Status 0 also when rows are refused: the answer says so; 2 when the file cannot be read."""
    return _people(args, Purpose.MEMBERS)


def changes(args: Namespace) -> int:
    """The same of a list of changes: it adds nobody."""
    return _people(args, Purpose.CHANGES)


def units(args: Namespace) -> int:
    """The same of a list of units."""
    content = content_of(args.file)
    sheets = open_list(content, args.file.name)
    told: dict[str, int] | None = None
    with system_scope("nhập danh sách đơn vị") as actor:
        unit = _unit(args.unit, args.on)
        if args.dry_run:
            judged = unit_judgement(unit.id, sheets, on=args.on)
        else:
            judged, written = import_units(
                actor=actor,
                unit_id=unit.id,
                content=content,
                sheets=sheets,
                on=args.on,
                rows=args.rows,
            )
            told = written.counted()
    answer(args, units_as_data(judged, told), units_as_text(judged, told))
    return 0


def _people(args: Namespace, purpose: Purpose) -> int:
    content = content_of(args.file)
    sheets = open_list(content, args.file.name)
    told: dict[str, int] | None = None
    with system_scope("nhập danh sách đảng viên") as actor:
        unit = _unit(args.unit, args.on)
        mapping = _mapping(args, unit, sheets, purpose)
        bar = progress_bar(count_people(sheets, mapping))
        if args.dry_run:
            judged = judgement(
                unit.id,
                sheets,
                mapping,
                on=args.on,
                since=args.since,
                purpose=purpose,
                progress=bar,
            )
        else:
            judged, written = import_file(
                actor=actor,
                unit_id=unit.id,
                opened=OpenedFile(content, sheets, mapping, purpose),
                on=args.on,
                rows=args.rows,
                since=args.since,
                progress=bar,
            )
            told = {"total": written.changes} | written.counted()
    answer(args, _as_data(judged, told), _as_text(judged, told))
    return 0


def progress_bar(total: int) -> Callable[[int], None]:
    """Drawn on stderr while rows are judged; a pipe gets nothing but the answer."""

    def draw(done: int) -> None:
        step = max(1, total // BAR_STEPS)
        if sys.stderr.isatty() and (done % step == 0 or done == total):
            filled = "█" * (BAR_WIDTH * done // max(total, 1))
            end = "\n" if done == total else ""
            text = f"\r{filled:<{BAR_WIDTH}} {done}/{total} dòng"
            print(text, end=end, file=sys.stderr, flush=True)

    return draw


def iso_of(value: PartialDate) -> str | None:
    """As far as the date is known: 1958-01-17, 1958-01, 1958; null when it is not."""
    first = value.earliest()
    return first.isoformat()[: {"year": 4, "month": 7}.get(value.precision, 10)] if first else None


def _as_data(judged: Judgement, changes: dict[str, int] | None) -> dict[str, object]:
    told: dict[str, object] = {
        "totals": {verdict.value: count for verdict, count in judged.totals().items()},
        "rows": [_row_told(row) for row in judged.rows],
    }
    return told if changes is None else {"changes": changes, **told}


def _row_told(row: RowVerdict) -> RowTold:
    return RowTold(
        row=row.entry.row,
        name=row.entry.full_name,
        birth_date=iso_of(row.entry.birth),
        cell=row.cell_name,
        verdict=row.verdict.value,
        reasons=row.reasons,
        notices=row.notices,
    )


def _as_text(judged: Judgement, changes: dict[str, int] | None) -> str:
    lines = [
        f"dòng {row.entry.row}: {row.entry.full_name or '(không tên)'} — "
        f"{VERDICT_NAMES[row.verdict]}: {'; '.join((*row.reasons, *row.notices))}"
        for row in judged.rows
        if row.verdict in (Verdict.WARNED, Verdict.REFUSED)
    ]
    totals = judged.totals()
    lines.append(", ".join(f"{VERDICT_NAMES[verdict]}: {totals[verdict]}" for verdict in Verdict))
    if changes is None:
        lines.append("Chạy thử: chưa có gì được ghi.")
    else:
        said = ", ".join(
            f"{changes[kind]} {name}" for kind, name in KINDS.items() if kind in changes
        )
        lines.append(f"Đã ghi {changes['total']} thay đổi: {said}.")
    return "\n".join(lines)


def _mapping(
    args: Namespace, unit: UnitView, sheets: tuple[Sheet, ...], purpose: Purpose
) -> ColumnMapping:
    """The layout found, corrected by what was said on the command line.

    Raises:
        Invalid: something is still to be asked; the sentence names the option that answers it.
    """
    mapping, question = read_layout(
        unit.id, sheets, on=args.on, sheet_name=args.sheet, purpose=purpose
    )
    if args.column or args.cell:
        said = dict(args.column)
        columns = {i: name for i, name in mapping.columns if name not in said.values()} | said
        source = CellSource.FIXED if args.cell else mapping.cell_source
        if Field.CELL in said.values():
            source = CellSource.COLUMN
        mapping, question = mapping.corrected(columns, source, args.cell), ""
    if question or (faults := faults_of(mapping)):
        told = question or " ".join(faults)
        raise Invalid(
            "%(question)s Trả lời bằng --sheet TÊN, --cell TÊN-CHI-BỘ hoặc --column CỘT=TRƯỜNG.",
            question=told,
        )
    return mapping


def _unit(text: str, on: date) -> UnitView:
    try:
        return unit_on(UUID(text), on)
    except ValueError:
        return unit_by_code(text, on)


def content_of(path: Path) -> bytes:
    """The bytes of a file that is no larger than a list.

    Raises:
        Invalid: too heavy. Absent: no such file, or not ours to read.
    """
    try:
        if path.stat().st_size > USUAL.bytes_sent:
            raise Invalid("Tệp %(file)s quá nặng so với một danh sách.", file=path, field="file")
        return path.read_bytes()
    except OSError as missing:
        raise Absent("Không đọc được tệp %(file)s.", file=path) from missing


def _configure_units(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", type=Path, help=".xlsx, .xls, .ods hoặc .csv")
    parser.add_argument(
        "--unit", metavar="MÃ", required=True, help="mã 14 số (hoặc id) của đảng bộ hay chi bộ"
    )
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem kết luận, không ghi gì")
    parser.add_argument(
        "--rows", metavar="7,9-12", type=row_numbers, help="chỉ nhập các dòng này của bảng tính"
    )
    parser.add_argument("--on", type=_day, default=clock.today(), metavar="NGÀY", help="ngày nhập")


def _configure(parser: ArgumentParser) -> None:
    _configure_units(parser)
    fields = ", ".join(name.value for name in Field)
    parser.add_argument("--sheet", metavar="TÊN", default="", help="trang tính cần đọc")
    parser.add_argument("--cell", metavar="TÊN", default="", help="chi bộ của cả danh sách")
    parser.add_argument(
        "--column",
        metavar="B=full_name",
        type=_column,
        action="append",
        default=[],
        help=f"cột nào ghi gì, dùng được nhiều lần; các trường: {fields}",
    )
    parser.add_argument(
        "--since",
        type=_day,
        metavar="NGÀY",
        help="tính là đảng viên của chi bộ, hoặc thay đổi, từ ngày (mặc định: đầu tháng)",
    )


def row_numbers(text: str) -> frozenset[int]:
    """``7,9-12`` → 7, 9, 10, 11, 12."""
    rows: set[int] = set()
    for part in text.split(","):
        if not (found := re.fullmatch(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*", part)):
            raise ArgumentTypeError(f"không hiểu các dòng “{text}”; ví dụ: 7,9-12")
        rows |= set(range(int(found[1]), int(found[2] or found[1]) + 1))
    return frozenset(rows)


def _column(text: str) -> tuple[int, Field]:
    letters, _, name = text.partition("=")
    if not re.fullmatch(r"[A-Za-z]{1,2}", letters) or name not in set(Field):
        raise ArgumentTypeError(f"không hiểu cột “{text}”; ví dụ: B=full_name")
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1, Field(name)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"ngày “{text}” không đọc được; ví dụ: 2026-11-23") from None
