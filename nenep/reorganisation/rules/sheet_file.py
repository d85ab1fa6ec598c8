"""A plan written as a spreadsheet: the head above, one row a step below, told by their headings.

A step may take several rows: the parts of one split, the members moved between the same two units,
the units merged into the same one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nenep.imports.rules.sheets import Sheet, text_of
from nenep.kernel.errors import Invalid
from nenep.kernel.names import fold
from nenep.kernel.partial_dates import Precision, parse
from nenep.reorganisation.rules.steps import STEP_NAMES, PlanText
from nenep.reorganisation.rules.stored import WHERE
from nenep.reorganisation.rules.words import CELL_TYPE_WORDS, COLUMNS, HEAD, KIND_WORDS, Column
from nenep.reorganisation.rules.written import REST, BrokenPlan, is_code, person, reference
from nenep.reorganisation.rules.yaml_file import MOST_STEPS, plan_from
from nenep.rulebook.rules.plain import Json
from nenep.rulebook.rules.shapes import Findings, suggest

_ACTS = {fold(name): kind for kind, name in STEP_NAMES.items()}
_HEADINGS = {fold(name): column for column, name in COLUMNS.items()}
_LABELS = {fold(label): key for key, label in HEAD.items()}
_C = Column


@dataclass
class _Row:
    """One row of the table, read cell by cell; what is wrong goes to the findings."""

    number: int
    cells: Mapping[Column, str]
    found: Findings
    used: set[Column] = field(default_factory=set)

    def say(self, message: str) -> None:
        self.found.at(self.number, message)

    def text(self, column: Column) -> str:
        self.used.add(column)
        return self.cells.get(column, "")

    def wanted(self, column: Column) -> str:
        value = self.text(column)
        if not value:
            self.say(f"thiếu ô “{COLUMNS[column]}”")
        return value

    def unit(self, column: Column, *, needed: bool = True) -> str:
        value = reference(self.wanted(column) if needed else self.text(column))
        if value.isdigit() and not is_code(value):
            self.say(f"mã “{value}” có {len(value)} chữ số; mã đơn vị có 14 chữ số")
        return value

    def units(self, column: Column) -> list[str]:
        return [reference(one) for one in self.text(column).split(";") if one.strip()]

    def word(self, column: Column, known: Mapping[str, str], *, needed: bool) -> str:
        value = self.wanted(column) if needed else self.text(column)
        if value and fold(value) not in known:
            self.say(f"“{value}” không có trong mẫu{suggest(fold(value), tuple(known))}")
        return known.get(fold(value), "")

    def members(self) -> tuple[list[Json], bool]:
        """The members of the cell, and whether the rest is meant too."""
        people: list[Json] = []
        rest = False
        for one in filter(str.strip, self.text(_C.MEMBERS).split(";")):
            if fold(one) == fold(REST):
                rest = True
            elif (found := person(one)) is None:
                self.say(
                    f"“{one.strip()}”: ghi số thẻ 12 chữ số, hoặc họ và tên (ngày sinh), "
                    f"hoặc {REST}"
                )
            else:
                born = found.born.in_words() if found.born.known else ""
                people.append({"card": found.card, "name": found.name, "born": born})
        return people, rest

    def must_use_all(self, kind: str) -> None:
        for column, value in self.cells.items():
            if value and column not in self.used and column is not _C.NOTE:
                self.say(f"việc “{STEP_NAMES[kind]}” không dùng ô “{COLUMNS[column]}”")


def read_sheets(sheets: Sequence[Sheet], file: str) -> PlanText:
    """The plan of the first sheet that holds its table.

    Raises:
        BrokenPlan: no such table, or faults in it, each with its row.
    """
    found = Findings(file)
    for sheet in sheets:
        heading = _heading_row(sheet)
        if heading:
            table = _head(sheet, heading, found)
            table["steps"] = _steps(sheet, heading, found)
            if found.problems:
                raise BrokenPlan(found.problems)
            return plan_from(table)
    found.at(1, f"không thấy bảng các bước (dòng tiêu đề bắt đầu bằng “{COLUMNS[_C.ACT]}”)")
    raise BrokenPlan(found.problems)


def _heading_row(sheet: Sheet) -> int:
    for number in range(1, len(sheet.rows) + 1):
        names = {fold(text_of(cell)) for cell in sheet.rows[number - 1]}
        if {fold(COLUMNS[_C.ACT]), fold(COLUMNS[_C.UNIT])} <= names:
            return number
    return 0


def _head(sheet: Sheet, heading: int, found: Findings) -> dict[str, Json]:
    said: dict[str, Json] = {"decision": ""}
    for number in range(1, heading):
        key = _LABELS.get(fold(text_of(sheet.cell(number, 0)).rstrip(":")))
        value = text_of(sheet.cell(number, 1))
        if key is None or not value:
            continue
        if key in ("effective_on", "decided_on"):
            day = _day(value)
            if day is None:
                found.at(number, f"“{value}” không phải là ngày; ghi như 01/07/2027")
                continue
            said[key] = day.isoformat()
        else:
            said[key] = value
    for key in ("title", "effective_on"):
        if key not in said:
            found.at(1, f"thiếu dòng “{HEAD[key]}”")
    return said


def _day(value: str) -> date | None:
    try:
        told = parse(value)
    except Invalid:
        return None
    return told.earliest() if told.precision is Precision.DAY else None


def _steps(sheet: Sheet, heading: int, found: Findings) -> list[Json]:
    columns = _columns(sheet, heading, found)
    steps: list[Json] = []
    for number in range(heading + 1, len(sheet.rows) + 1):
        cells = {column: text_of(sheet.cell(number, at)) for at, column in columns.items()}
        if any(cells.values()):
            _add(_Row(number, cells, found), steps)
    if not steps and not found.problems:
        found.at(heading, "phương án chưa có bước nào")
    if len(steps) > MOST_STEPS:
        found.at(heading, f"phương án có {len(steps)} bước, nhiều hơn mức {MOST_STEPS}")
    return steps


def _columns(sheet: Sheet, heading: int, found: Findings) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    for at, cell in enumerate(sheet.rows[heading - 1]):
        name = text_of(cell)
        column = _HEADINGS.get(fold(name))
        if column in columns.values():
            found.at(heading, f"cột “{name}” bị lặp lại")
        elif column is not None:
            columns[at] = column
        elif name:
            known = tuple(COLUMNS.values())
            found.at(heading, f"cột “{name}” không có trong mẫu{suggest(name, known)}")
    return columns


def _add(row: _Row, steps: list[Json]) -> None:
    kind = row.word(_C.ACT, _ACTS, needed=True)
    if not kind:
        return
    table = _READERS[kind](row)
    row.must_use_all(kind)
    last = steps[-1] if steps else None
    before = last.get(kind) if isinstance(last, dict) else None
    if not isinstance(before, dict) or not _joined(kind, before, table):
        steps.append({kind: table, WHERE: f"dòng {row.number}"})


def _joined(kind: str, before: dict[str, Json], table: dict[str, Json]) -> bool:
    """Does the row only continue the step above it?"""
    same: tuple[str, ...] = {
        "split": ("unit",),
        "merge": ("into",),
        "move_members": ("source", "target"),
    }.get(kind, ())
    lists: dict[str, str] = {"split": "parts", "merge": "units", "move_members": "members"}
    if not same or any(before[key] != table[key] for key in same):
        return False
    whole, part = before[lists[kind]], table[lists[kind]]
    if isinstance(whole, list) and isinstance(part, list):
        whole.extend(part)
    for key in ("rest", "records", "series"):
        if table.get(key):
            before[key] = table[key]
    return True


def _found(row: _Row) -> dict[str, Json]:
    code = row.unit(_C.CODE, needed=False)
    if code and not is_code(code):
        row.say("mã mới phải có 14 chữ số")
    key = reference(row.wanted(_C.UNIT))
    if key.isdigit():
        row.say("đơn vị mới cần một khóa bằng chữ, ví dụ: tdp3; mã ghi ở ô “Mã mới”")
    return {
        "key": key,
        "name": row.wanted(_C.NAME),
        "short": row.text(_C.SHORT),
        "kind": row.word(_C.KIND, KIND_WORDS, needed=True),
        "cell_type": row.word(_C.CELL_TYPE, CELL_TYPE_WORDS, needed=False),
        "code": code,
        "under": row.unit(_C.TARGET),
    }


def _merge(row: _Row) -> dict[str, Json]:
    return {
        "units": [*row.units(_C.UNIT)] or [row.wanted(_C.UNIT)],
        "into": row.unit(_C.TARGET),
        "series": row.unit(_C.SERIES, needed=False),
    }


def _split(row: _Row) -> dict[str, Json]:
    people, rest = row.members()
    target = row.unit(_C.TARGET)
    part: dict[str, Json] = {"unit": target, "members": people, "rest": rest}
    part["units"] = [*row.units(_C.BELOW)]
    return {
        "unit": row.unit(_C.UNIT),
        "parts": [part],
        "records": target if row.text(_C.RECORDS) else "",
    }


def _dissolve(row: _Row) -> dict[str, Json]:
    people, rest = row.members()
    if people:
        row.say(
            "đảng viên được chuyển riêng ghi bằng việc “Chuyển đảng viên”; ở đây chỉ ghi còn lại"
        )
    target = row.unit(_C.TARGET)
    return {
        "unit": row.unit(_C.UNIT),
        "successor": target,
        "members_to": target if rest else "",
    }


def _move_members(row: _Row) -> dict[str, Json]:
    people, rest = row.members()
    if not row.text(_C.MEMBERS):
        row.wanted(_C.MEMBERS)
    return {
        "source": row.unit(_C.UNIT),
        "target": row.unit(_C.TARGET),
        "members": people,
        "rest": rest,
    }


def _recode(row: _Row) -> dict[str, Json]:
    code = row.unit(_C.CODE)
    if code and not is_code(code):
        row.say("mã mới phải có 14 chữ số")
    return {"unit": row.unit(_C.UNIT), "code": code}


def _rename(row: _Row) -> dict[str, Json]:
    return {
        "unit": row.unit(_C.UNIT),
        "name": row.wanted(_C.NAME),
        "short": row.text(_C.SHORT),
    }


def _change_kind(row: _Row) -> dict[str, Json]:
    return {
        "unit": row.unit(_C.UNIT),
        "kind": row.word(_C.KIND, KIND_WORDS, needed=True),
        "cell_type": row.word(_C.CELL_TYPE, CELL_TYPE_WORDS, needed=False),
    }


def _move(row: _Row) -> dict[str, Json]:
    return {"unit": row.unit(_C.UNIT), "under": row.unit(_C.TARGET)}


_READERS: Mapping[str, Callable[[_Row], dict[str, Json]]] = {
    "found": _found,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "rename": _rename,
    "recode": _recode,
    "change_kind": _change_kind,
    "dissolve": _dissolve,
    "move_members": _move_members,
}
