"""Which column of a list says what: reading headings, and remembering a corrected reading."""

import hashlib
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from nenep.imports.rules.sheets import column_letter
from nenep.kernel.names import fold, tidy


class Field(StrEnum):
    """What a column may say. Everything else in a list is not read."""

    NUMBER = "number"
    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    SEX = "sex"
    MALE_MARK = "male_mark"
    FEMALE_MARK = "female_mark"
    BIRTH_DATE = "birth_date"
    BIRTH_MALE = "birth_male"
    BIRTH_FEMALE = "birth_female"
    CELL = "cell"
    ADMITTED = "admitted"
    OFFICIAL = "official"
    CARD = "card"
    OFFICE = "office"
    NOTE = "note"
    SINCE = "since"
    UNTIL = "until"


FIELD_NAMES = {
    Field.NUMBER: "Số thứ tự",
    Field.FULL_NAME: "Họ và tên",
    Field.FAMILY_NAME: "Họ và tên đệm",
    Field.GIVEN_NAME: "Tên",
    Field.SEX: "Giới tính",
    Field.MALE_MARK: "Đánh dấu là nam",
    Field.FEMALE_MARK: "Đánh dấu là nữ",
    Field.BIRTH_DATE: "Ngày sinh",
    Field.BIRTH_MALE: "Ngày sinh của nam",
    Field.BIRTH_FEMALE: "Ngày sinh của nữ",
    Field.CELL: "Chi bộ",
    Field.ADMITTED: "Ngày vào Đảng",
    Field.OFFICIAL: "Ngày chính thức",
    Field.CARD: "Số thẻ đảng viên",
    Field.OFFICE: "Chức vụ trong chi bộ",
    Field.NOTE: "Ghi chú",
    Field.SINCE: "Thay đổi từ ngày",
    Field.UNTIL: "Đến hết ngày",
}
# Dates of a change: a first list of members says nothing of them.
OF_CHANGES = frozenset({Field.SINCE, Field.UNTIL})

# Tried in this order on the whole heading; an earlier line of the same field is the better claim.
# "năm" (year) and "nam" (male) differ only by an accent, hence headings are read with accents.
_BIRTH = r"(?:ngày )?(?:tháng )?(?:năm )?sinh(?: của)?(?: đảng viên| đồng chí)?"
_PATTERNS: tuple[tuple[str, Field], ...] = (
    (r"(?:stt|tt|số tt|số thứ tự)", Field.NUMBER),
    (r"họ(?: và)?(?: tên)? (?:chữ )?(?:đệm|lót)|họ", Field.FAMILY_NAME),
    (r"tên", Field.GIVEN_NAME),
    (r"họ(?: và)? (?:chữ đệm )?tên(?: khai sinh| đảng viên| đồng chí)*", Field.FULL_NAME),
    (r"(?:tên )?(?:đảng viên|đồng chí)", Field.FULL_NAME),
    (r"giới tính|phái|giới|nam nữ|giới tính nam nữ", Field.SEX),
    (r"(?:giới tính |phái |giới )?nam", Field.MALE_MARK),
    (r"(?:giới tính |phái |giới )?nữ", Field.FEMALE_MARK),
    (rf"{_BIRTH} nam(?: giới)?", Field.BIRTH_MALE),
    (rf"{_BIRTH} nữ(?: giới)?", Field.BIRTH_FEMALE),
    (rf"{_BIRTH}|sinh ngày|sinh năm", Field.BIRTH_DATE),
    (r"(?:tên )?(?:chi bộ|cb)(?: đang)?(?: sinh hoạt)?(?: hiện nay)?", Field.CELL),
    (r"(?:nơi |đang )?sinh hoạt (?:tại |ở )?(?:chi bộ|cb)|nơi sinh hoạt(?: đảng)?", Field.CELL),
    (r"đơn vị(?: sinh hoạt)?|tổ chức (?:cơ sở )?đảng", Field.CELL),
    (
        r"(?:ngày )?(?:tháng )?(?:năm )?(?:được )?(?:vào|kết nạp)(?: vào)?"
        r"(?: đảng| đcsvn| đcs việt nam| đảng csvn)?(?: lần đầu)?"
        r"(?: dự bị| ngày vào| kết nạp)?(?: ngày)?",
        Field.ADMITTED,
    ),
    (r"ngày (?:tháng năm )?dự bị", Field.ADMITTED),
    (
        r"(?:ngày )?(?:tháng )?(?:năm )?(?:vào đảng )?(?:ngày )?(?:được )?(?:công nhận )?"
        r"(?:đảng viên |đv )?(?:chính thức|ct)",
        Field.OFFICIAL,
    ),
    (r"(?:mã )?(?:số )?(?:thẻ|tđv)(?: đảng)?(?: viên| đv)?", Field.CARD),
    (r"chức vụ(?: trong| về)?(?: đảng| chi bộ| chi ủy| cấp ủy| chi uỷ| cấp uỷ)?", Field.OFFICE),
    (r"nhiệm vụ trong (?:chi bộ|chi ủy|chi uỷ)", Field.OFFICE),
    (r"ghi chú(?: khác)?|tình trạng(?: sinh hoạt)?", Field.NOTE),
    (r"(?:kể |thay đổi )?từ ngày|ngày (?:chuyển|thay đổi|có hiệu lực|hiệu lực)", Field.SINCE),
    (r"(?:miễn |vắng |thời hạn )?đến(?: hết)? ngày|thời hạn|(?:ngày )?hết hạn", Field.UNTIL),
)
_ASIDE = re.compile(r"\(.*?\)")
_ACCENTED = tuple((re.compile(pattern), found) for pattern, found in _PATTERNS)
_PLAIN = tuple((re.compile(fold(pattern)), found) for pattern, found in _PATTERNS)


@dataclass(frozen=True)
class Claim:
    """A heading read as a field; the lower the rank, the better the words fit."""

    field: Field
    rank: int


def claim_of(heading: str) -> Claim | None:
    """What a heading says, or None. Reads headings typed without accents as well."""
    bare = _ASIDE.sub(" ", tidy(heading).casefold())
    text = " ".join(re.sub(r"[^\w]+", " ", bare).split())
    patterns = _PLAIN if text == fold(text) else _ACCENTED
    for rank, (pattern, found) in enumerate(patterns):
        if pattern.fullmatch(text):
            return Claim(found, rank)
    return None


class CellSource(StrEnum):
    """Where a row's cell is named: in a column, in a row above its group, or nowhere (one cell)."""

    COLUMN = "column"
    GROUPS = "groups"
    FIXED = "fixed"


@dataclass(frozen=True)
class ColumnMapping:
    """How one sheet is to be read. Rows are counted from 1, columns from 0."""

    sheet: str
    header_first: int
    header_last: int
    headings: tuple[str, ...]
    columns: tuple[tuple[int, Field], ...]
    cell_source: CellSource = CellSource.COLUMN
    fixed_cell: str = field(default="")

    def column(self, wanted: Field) -> int | None:
        """The column of a field, or None."""
        return next((index for index, found in self.columns if found is wanted), None)

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that have a column."""
        return frozenset(found for _, found in self.columns)

    def without(self, fields: frozenset[Field]) -> "ColumnMapping":
        """The same sheet with the columns of these fields not read."""
        kept = tuple((index, found) for index, found in self.columns if found not in fields)
        return replace(self, columns=kept)

    @property
    def signature(self) -> str:
        """The same for every list with these headings, whatever its title or number of rows."""
        words = "\x1f".join(fold(heading) for heading in self.headings)
        return hashlib.sha256(words.encode()).hexdigest()

    def corrected(
        self, columns: dict[int, Field], cell_source: CellSource, fixed_cell: str = ""
    ) -> "ColumnMapping":
        """The same sheet read as a person says."""
        return replace(
            self,
            columns=tuple(sorted(columns.items())),
            cell_source=cell_source,
            fixed_cell=fixed_cell,
        )

    def heading(self, index: int) -> str:
        """The column as a person sees it: D · Ngày sinh."""
        text = self.headings[index] if index < len(self.headings) else ""
        return f"{column_letter(index)} · {text}" if text else column_letter(index)


def faults_of(mapping: ColumnMapping) -> tuple[str, ...]:
    """Why a mapping cannot be used, in words for the person who corrects it; empty when it can."""
    found = [name for _, name in mapping.columns]
    faults = [
        f"Hai cột cùng là “{FIELD_NAMES[name]}”: chỉ giữ một cột."
        for name in sorted(set(found))
        if found.count(name) > 1
    ]
    if Field.FULL_NAME not in found and not {Field.FAMILY_NAME, Field.GIVEN_NAME} <= set(found):
        faults.append("Chưa có cột “Họ và tên”: hãy chọn cột ghi tên.")
    if mapping.cell_source is CellSource.COLUMN and Field.CELL not in found:
        faults.append("Chưa có cột “Chi bộ”: hãy chọn cột, hoặc chọn một chi bộ cho cả danh sách.")
    if mapping.cell_source is CellSource.FIXED and not mapping.fixed_cell:
        faults.append("Hãy chọn chi bộ cho cả danh sách.")
    return tuple(faults)
