"""Finding the list in a workbook: sheet, header rows, columns, where the cell is named.

When the signs do not agree the answer is a question with the best reading so far, never a guess.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nenep.imports.rules.body import RowKind, kind_of
from nenep.imports.rules.mapping import CellSource, Claim, ColumnMapping, Field, claim_of
from nenep.imports.rules.sheets import Cell, Sheet, column_letter, text_of
from nenep.kernel.errors import Invalid
from nenep.kernel.partial_dates import parse

HEADER_SEARCHED_ROWS = 60
_SAMPLE_ROWS = 60
_HALF = 0.5
_FEWEST_COLUMNS = 3
_IDENTIFYING = frozenset(
    {Field.BIRTH_DATE, Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.CELL}
    | {Field.ADMITTED, Field.OFFICIAL, Field.CARD}
)
_BIRTHS = frozenset({Field.BIRTH_DATE, Field.BIRTH_MALE, Field.BIRTH_FEMALE})
_NAMES = frozenset({Field.FULL_NAME, Field.FAMILY_NAME, Field.GIVEN_NAME})


class Asked(StrEnum):
    """What a question is about."""

    SHEET = "sheet"
    COLUMNS = "columns"
    CELL = "cell"


@dataclass(frozen=True)
class Question:
    """What the program cannot know by itself, with the reading so far to be corrected."""

    about: Asked
    text: str
    options: tuple[str, ...]
    mapping: ColumnMapping


@dataclass(frozen=True)
class _Header:
    sheet: Sheet
    first: int
    last: int
    headings: tuple[str, ...]
    claims: tuple[Claim | None, ...]

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(claim.field for claim in self.claims if claim)

    @property
    def weight(self) -> int:
        """Fields found; those that tell people apart count twice."""
        return len(self.fields) + len(self.fields & _IDENTIFYING)


def find_layout(
    sheets: Sequence[Sheet],
    *,
    remembered: Mapping[str, ColumnMapping] | None = None,
    sheet_name: str = "",
) -> ColumnMapping | Question:
    """How to read the list, or what to ask first.

    ``remembered``: corrected mappings by signature; a list with the same headings is read as it
    was last corrected. ``sheet_name`` answers the question which sheet.

    Raises:
        Invalid: no sheet has anything like the header of a members' list.
    """
    considered = [sheet for sheet in sheets if not sheet_name or sheet.name == sheet_name]
    headers = _headers(considered, _believable) or _headers(considered, _conceivable)
    if not headers:
        raise Invalid(
            "Không tìm thấy dòng tiêu đề của danh sách đảng viên trong tệp. Chưa có gì được nhập. "
            "Danh sách cần có một dòng ghi tên các cột, ít nhất là “Họ và tên” và “Ngày sinh”.",
            field="file",
        )
    headers.sort(key=lambda header: -header.weight)
    first = headers[0]
    if len(headers) > 1 and _as_good(headers[1], first):
        return Question(
            Asked.SHEET,
            "Tệp có nhiều trang tính giống danh sách đảng viên. Nhập trang nào?",
            tuple(header.sheet.name for header in headers),
            _mapping_of(first),
        )
    return _settle(first, remembered or {})


def _headers(sheets: Sequence[Sheet], accepts: Callable[["_Header"], bool]) -> list["_Header"]:
    return [found for sheet in sheets if (found := _best_header(sheet, accepts)) is not None]


def _as_good(other: _Header, best: _Header) -> bool:
    return bool(_NAMES & other.fields) and len(other.fields & _IDENTIFYING) >= len(
        best.fields & _IDENTIFYING
    )


def _settle(header: _Header, remembered: Mapping[str, ColumnMapping]) -> ColumnMapping | Question:
    mapping = _mapping_of(header)
    if known := remembered.get(mapping.signature):
        return replace(
            mapping,
            columns=known.columns,
            cell_source=known.cell_source,
            fixed_cell=known.fixed_cell,
        )
    if clash := _clash(header):
        return Question(Asked.COLUMNS, clash, mapping.headings, mapping)
    if not mapping.fields & _NAMES:
        return Question(Asked.COLUMNS, "Cột nào ghi họ và tên?", mapping.headings, mapping)
    if not mapping.fields & _BIRTHS:
        return Question(Asked.COLUMNS, "Cột nào ghi ngày sinh?", mapping.headings, mapping)
    if Field.CELL in mapping.fields:
        return mapping
    grouped = replace(mapping, cell_source=CellSource.GROUPS)
    if _grouped_from_the_start(header.sheet, grouped):
        return grouped
    return Question(
        Asked.CELL,
        "Danh sách không có cột chi bộ và không chia nhóm theo chi bộ. "
        "Những đảng viên này thuộc chi bộ nào?",
        (),
        replace(mapping, cell_source=CellSource.FIXED),
    )


def _best_header(sheet: Sheet, accepts: Callable[[_Header], bool]) -> _Header | None:
    best: _Header | None = None
    for first in range(1, min(len(sheet.rows), HEADER_SEARCHED_ROWS) + 1):
        for header in (_one_row(sheet, first), _two_rows(sheet, first)):
            if header is None or not accepts(header):
                continue
            if best is None or header.weight > best.weight:
                best = header
    return best


def _believable(header: _Header) -> bool:
    known = len(header.fields & _IDENTIFYING)
    return (bool(header.fields & _NAMES) and len(header.fields) > 1) or known > 1


def _conceivable(header: _Header) -> bool:
    """One heading understood among at least three: enough to ask about the others."""
    named = sum(map(bool, header.headings))
    return bool(header.fields - {Field.NUMBER}) and named >= _FEWEST_COLUMNS


def _one_row(sheet: Sheet, row: int) -> _Header:
    headings = tuple(map(text_of, sheet.rows[row - 1]))
    return _Header(sheet, row, row, headings, tuple(map(claim_of, headings)))


def _two_rows(sheet: Sheet, first: int) -> _Header | None:
    """A header with groups: “Ngày sinh” above “Nam” and “Nữ”. The upper text reaches right over
    the blanks beside it, but a lower text that speaks for itself is believed alone."""
    lower = sheet.rows[first] if first < len(sheet.rows) else ()
    if not any(map(text_of, lower)) or any(map(_is_data, lower)):
        return None
    headings: list[str] = []
    claims: list[Claim | None] = []
    reaching = ""
    for column in range(sheet.width):
        top = text_of(sheet.cell(first, column))
        below = text_of(sheet.cell(first + 1, column))
        reaching = top or reaching
        joined = f"{reaching} {below}" if below else top
        claim = claim_of(joined) or (claim_of(below) if below else None) or claim_of(top)
        headings.append(joined if claim is None or claim_of(joined) else below or top)
        claims.append(claim)
    both = _Header(sheet, first, first + 1, tuple(headings), tuple(claims))
    alone = max(_one_row(sheet, row).weight for row in (first, first + 1))
    return both if both.weight > alone else None


def _is_data(cell: Cell) -> bool:
    """A value no heading has: a number, a date, a text that starts with digits."""
    return bool(text_of(cell)) and (not isinstance(cell, str) or text_of(cell)[0].isdigit())


def _mapping_of(header: _Header) -> ColumnMapping:
    """The columns claimed, each field by its best claimant."""
    best: dict[Field, tuple[int, int]] = {}
    for index, claim in enumerate(header.claims):
        if claim and (claim.field not in best or claim.rank < best[claim.field][0]):
            best[claim.field] = (claim.rank, index)
    columns = {index: name for name, (_, index) in best.items()}
    columns = _split_names(header, _births_by_sex(header, columns))
    source = CellSource.COLUMN if Field.CELL in columns.values() else CellSource.GROUPS
    return ColumnMapping(
        header.sheet.name,
        header.first,
        header.last,
        header.headings,
        tuple(sorted(columns.items())),
        source,
    )


def _births_by_sex(header: _Header, columns: dict[int, Field]) -> dict[int, Field]:
    """Columns headed only “Nam” and “Nữ” hold birth dates in some lists and crosses in others."""
    turned = dict(columns)
    for index, name in columns.items():
        if name in (Field.MALE_MARK, Field.FEMALE_MARK):
            samples = [cell for cell in _samples(header, index) if text_of(cell)]
            if samples and sum(map(_is_date, samples)) / len(samples) > _HALF:
                male = name is Field.MALE_MARK
                turned[index] = Field.BIRTH_MALE if male else Field.BIRTH_FEMALE
    return turned


def _split_names(header: _Header, columns: dict[int, Field]) -> dict[int, Field]:
    """“Họ và tên” over two columns: the unnamed column right of it holds the given names."""
    place = next((i for i, name in columns.items() if name is Field.FULL_NAME), None)
    if place is None or place + 1 >= len(header.headings) or place + 1 in columns:
        return columns
    top = text_of(header.sheet.cell(header.first, place + 1))
    low = text_of(header.sheet.cell(header.last, place + 1))
    pairs = zip(_samples(header, place), _samples(header, place + 1), strict=True)
    given = [text_of(right) for left, right in pairs if text_of(left)]
    single = [text for text in given if text and " " not in text and not text[0].isdigit()]
    if top or low or not given or len(single) / len(given) <= _HALF:
        return columns
    return {**columns, place: Field.FAMILY_NAME, place + 1: Field.GIVEN_NAME}


def _samples(header: _Header, column: int) -> list[Cell]:
    last = min(header.last + _SAMPLE_ROWS, len(header.sheet.rows))
    return [header.sheet.cell(row, column) for row in range(header.last + 1, last + 1)]


def _is_date(cell: Cell) -> bool:
    try:
        return parse(cell, pivot=0).known
    except Invalid:
        return False


def _clash(header: _Header) -> str:
    """Two columns with the same claim to one field: only a person can choose."""
    seen: dict[Claim, int] = {}
    for index, claim in enumerate(header.claims):
        if claim is None or claim.field is Field.NUMBER:
            continue
        if claim in seen:
            letters = f"{column_letter(seen[claim])} và {column_letter(index)}"
            return f"Cột {letters} cùng ghi “{header.headings[index]}”. Lấy cột nào?"
        seen[claim] = index
    return ""


def _grouped_from_the_start(sheet: Sheet, mapping: ColumnMapping) -> bool:
    """Does a row naming a cell stand above the first person?"""
    for number in range(mapping.header_last + 1, len(sheet.rows) + 1):
        kind = kind_of(sheet.rows[number - 1], mapping)
        if kind in (RowKind.GROUP, RowKind.PERSON):
            return kind is RowKind.GROUP
    return False
