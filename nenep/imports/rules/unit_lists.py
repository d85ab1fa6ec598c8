"""A list of units as offices keep it: which column says what, and what each row says.

Headings are read as those of members' lists are: with or without accents, with what stands in
brackets left out. Columns that say nothing known are not read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.imports.rules.sheets import Cell, Sheet, text_of
from nenep.kernel.errors import Invalid
from nenep.kernel.names import fold, tidy
from nenep.kernel.partial_dates import parse
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES, CellType
from nenep.structure.rules.units import PLAIN_NAMES, Kind

HEADER_SEARCHED_ROWS = 60
_FEWEST = 2
_CODE_DIGITS = 14


class UnitField(StrEnum):
    """What a column of a list of units may say."""

    NUMBER = "number"
    NAME = "name"
    SHORT = "short"
    CODE = "code"
    KIND = "kind"
    TYPE = "type"
    SUPERIOR = "superior"
    FOUNDED = "founded"
    DECISION = "decision"


_U = UnitField
_PATTERNS: tuple[tuple[str, UnitField], ...] = (
    (r"(?:stt|tt|số tt|số thứ tự)", _U.NUMBER),
    (r"tên (?:gọn|tắt|ngắn|viết tắt)|viết tắt", _U.SHORT),
    (r"mã(?: số)?(?: (?:tổ chức đảng|tcđ|đơn vị|chi bộ))?", _U.CODE),
    (r"loại hình(?: chi bộ| hoạt động)?", _U.TYPE),
    (r"loại(?: hình)? (?:tổ chức(?: đảng)?|đơn vị)|loại|cấp", _U.KIND),
    (
        r"(?:(?:tên )?(?:tổ chức đảng|đảng bộ|đảng ủy|cấp ủy|đơn vị) )?"
        r"(?:cấp trên(?: trực tiếp)?|trực thuộc)",
        _U.SUPERIOR,
    ),
    (r"(?:ngày )?(?:tháng )?(?:năm )?(?:thành )?lập(?: ngày| từ ngày)?", _U.FOUNDED),
    (r"(?:số )?quyết định(?: thành lập)?|căn cứ", _U.DECISION),
    (r"(?:tên )?(?:tổ chức đảng|tcđ|đơn vị|chi bộ|đảng bộ|chi đảng bộ)|tên", _U.NAME),
)
_ASIDE = re.compile(r"\(.*?\)")
_ACCENTED = tuple((re.compile(pattern), found) for pattern, found in _PATTERNS)
_PLAIN = tuple((re.compile(fold(pattern)), found) for pattern, found in _PATTERNS)

# The longer name first: "Chi bộ cơ sở" begins like "Chi bộ".
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("chi bo co so", Kind.GRASSROOTS_CELL),
    ("chi bo", Kind.CELL),
    ("cb", Kind.CELL),
    ("to dang", Kind.GROUP),
    ("dang bo bo phan", Kind.SECTIONAL),
    ("dang bo truc thuoc", Kind.SECTIONAL),
    ("dang bo co so", Kind.GRASSROOTS),
    *((f"dang bo {place}", Kind.COMMUNE) for place in ("xa", "phuong", "dac khu", "thi tran")),
)
_TYPES: tuple[tuple[str, CellType], ...] = (
    (r"thon|lang|buon|to dan pho|tdp|khu pho|dan cu|khu dan cu", CellType.RESIDENTIAL),
    (r"truong|truong hoc|giao duc", CellType.SCHOOL),
    (r"doanh nghiep nha nuoc|dnnn", CellType.STATE_ENTERPRISE),
    (
        r"doanh nghiep(?: ngoai nha nuoc| tu nhan)?|dn(?: ngoai nha nuoc)?|hop tac xa",
        CellType.PRIVATE_ENTERPRISE,
    ),
    (r"luc luong vu trang|quan su|cong an|lltv|llvt", CellType.ARMED_FORCES),
    (r"co quan|hanh chinh|don vi su nghiep|su nghiep|co quan hanh chinh.*", CellType.AGENCY),
)


@dataclass(frozen=True)
class UnitEntry:
    """A row read. ``kind`` and ``cell_type`` are "" when the row does not say; ``founded`` None
    when blank; ``faults`` are what cannot be read."""

    row: int
    name: str
    short: str
    code: str
    kind: str
    cell_type: str
    superior: str
    founded: date | None
    decision: str
    faults: tuple[str, ...]


def read_units(sheets: Sequence[Sheet]) -> tuple[UnitEntry, ...]:
    """The rows of the best sheet, in order.

    Raises:
        Invalid: no sheet has a column of names and one of codes, kinds or superiors.
    """
    headers = [found for sheet in sheets if (found := _header(sheet)) is not None]
    if not headers:
        raise Invalid(
            "Không tìm thấy dòng tiêu đề của danh sách tổ chức đảng trong tệp. Chưa có gì được "
            "nhập. Cần có cột “Tên tổ chức đảng” và ít nhất một trong các cột “Mã”, “Loại”, "
            "“Cấp trên trực tiếp”, “Ngày thành lập”.",
            field="file",
        )
    sheet, at, columns = max(headers, key=lambda header: len(header[2]))
    return tuple(_entries(sheet, at, columns))


def kind_named(text: str) -> str:
    """The kind a word or the beginning of a name tells, "" when none."""
    folded = fold(text)
    if folded in set(Kind):
        return folded
    for kind, name in PLAIN_NAMES.items():
        if folded == fold(name):
            return kind.value
    for beginning, kind in _KINDS:
        if folded == beginning or folded.startswith(f"{beginning} "):
            return kind.value
    return ""


def type_named(text: str) -> str:
    """The type of cell a word tells, "" when none."""
    folded = fold(text).removeprefix("chi bo ")
    for found in CellType:
        if folded in {found.value, fold(CELL_TYPE_NAMES[found]).removeprefix("chi bo ")}:
            return found.value
    for pattern, cell_type in _TYPES:
        if re.fullmatch(pattern, folded):
            return cell_type.value
    return ""


def _header(sheet: Sheet) -> tuple[Sheet, int, Mapping[UnitField, int]] | None:
    best: tuple[Sheet, int, Mapping[UnitField, int]] | None = None
    for number in range(1, min(len(sheet.rows), HEADER_SEARCHED_ROWS) + 1):
        columns: dict[UnitField, int] = {}
        for index, cell in enumerate(sheet.rows[number - 1]):
            field = _field_of(text_of(cell))
            if field is not None:
                columns.setdefault(field, index)
        telling = columns.keys() - {_U.NUMBER, _U.SHORT}
        believable = _U.NAME in columns and len(telling) >= _FEWEST
        if believable and (best is None or len(columns) > len(best[2])):
            best = (sheet, number, columns)
    return best


def _field_of(heading: str) -> UnitField | None:
    bare = _ASIDE.sub(" ", tidy(heading).casefold())
    text = " ".join(re.sub(r"[^\w]+", " ", bare).split())
    patterns = _PLAIN if text == fold(text) else _ACCENTED
    return next((found for pattern, found in patterns if pattern.fullmatch(text)), None)


def _entries(sheet: Sheet, header: int, columns: Mapping[UnitField, int]) -> Iterator[UnitEntry]:
    for number in range(header + 1, len(sheet.rows) + 1):
        values = {field: sheet.cell(number, index) for field, index in columns.items()}
        said = [text_of(cell) for field, cell in values.items() if field is not _U.NUMBER]
        if not any(said) or _signs(text_of(values.get(_U.NAME)), said):
            continue
        yield _entry(number, values)


def _signs(name: str, said: Sequence[str]) -> bool:
    """The foot of a list: a total, "Người lập biểu", a place and a date, alone in its row."""
    alone = sum(map(bool, said)) == 1
    foot = r"(?:tong|cong|tong cong|tong so)\b.*|nguoi lap.*|t/?m\b.*|noi nhan.*|.*, ?ngay .*nam .*"
    return alone and bool(re.fullmatch(foot, fold(name or next(filter(None, said)))))


def _entry(number: int, values: Mapping[UnitField, Cell]) -> UnitEntry:
    faults: list[str] = []
    name = text_of(values.get(_U.NAME))
    code, kind = _code(values, faults), text_of(values.get(_U.KIND))
    found = kind_named(kind) if kind else kind_named(name)
    if kind and not found:
        faults.append(f"không rõ loại “{kind}”")
    said_type = text_of(values.get(_U.TYPE))
    cell_type = type_named(said_type) if said_type else ""
    if said_type and not cell_type:
        faults.append(f"không rõ loại hình “{said_type}”")
    return UnitEntry(
        row=number,
        name=name,
        short=text_of(values.get(_U.SHORT)),
        code=code,
        kind=found,
        cell_type=cell_type,
        superior=text_of(values.get(_U.SUPERIOR)),
        founded=_founded(values, faults),
        decision=text_of(values.get(_U.DECISION))[:60],
        faults=tuple(faults),
    )


def _code(values: Mapping[UnitField, Cell], faults: list[str]) -> str:
    """With or without dots. A text of a code that was shown as 9,91E+13 has lost its digits."""
    digits = re.sub(r"[\s.\-]", "", text_of(values.get(_U.CODE)))
    if not digits:
        return ""
    if len(digits) == _CODE_DIGITS and digits.isascii() and digits.isdigit():
        return digits
    faults.append("mã không đủ 14 chữ số")
    return ""


def _founded(values: Mapping[UnitField, Cell], faults: list[str]) -> date | None:
    try:
        found = parse(values.get(_U.FOUNDED))
    except Invalid:
        faults.append("ngày thành lập không có thật")
        return None
    if found.known and found.day is None:
        faults.append("ngày thành lập không đủ ngày, tháng, năm")
    return found.earliest() if found.day is not None else None
