"""The rows under the header: which are people, which are groups, totals, signatures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from nenep.imports.rules.mapping import CellSource, ColumnMapping, Field, claim_of
from nenep.imports.rules.sheets import Cell, Sheet, text_of


class RowKind(Enum):
    """What a row of the body is."""

    BLANK = auto()
    HEADER = auto()
    TOTAL = auto()
    GROUP = auto()
    SIGNATURE = auto()
    PERSON = auto()


@dataclass(frozen=True)
class ListRow:
    """A person's row: its number in the sheet, the values by field, the group it stands under."""

    row: int
    values: Mapping[Field, Cell]
    group: str = ""

    def text(self, wanted: Field) -> str:
        """The tidied text of a field, "" when blank or without a column."""
        return text_of(self.values.get(wanted))


_TOTAL = re.compile(r"(?:\+\s*)?(?:tổng|cộng|tổng cộng|tổng số|cộng chi bộ)\b.*")
_SIGNATURE = re.compile(
    r"người lập.*|t/?m\b.*|thay mặt.*|k/?t\b.*|bí thư|phó bí thư|thủ trưởng.*|nơi nhận.*"
    r"|xác nhận.*|\(?ký.*|.*,?\s*ngày\b.*\btháng\b.*\bnăm\b.*|ghi chú:.*"
)
_ENUMERATOR = re.compile(r"^(?:[ivxlc]+|[a-h]|\d{1,3})\s*[.)\-/:]\s*", re.IGNORECASE)
_ENUMERATOR_ALONE = re.compile(r"(?:[ivxlc]+|[a-h]|\d{1,3})[.)]?", re.IGNORECASE)
_GROUP_WORDS = re.compile(r"(?:chi bộ|cb|đảng bộ|chi đảng bộ)\b", re.IGNORECASE)
_GROUP_COUNT = re.compile(
    r"\s*[(:\-–]\s*\d+\s*(?:đ/c|đảng viên|đv|đồng chí)?\s*\)?\s*$", re.IGNORECASE
)
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_PERSONAL = (
    Field.BIRTH_DATE,
    Field.BIRTH_MALE,
    Field.BIRTH_FEMALE,
    Field.ADMITTED,
    Field.OFFICIAL,
    Field.CARD,
)
_FEW = 3


def people_of(sheet: Sheet, mapping: ColumnMapping) -> Iterator[ListRow]:
    """The rows of people, in order, each with its group. Never raises; odd rows stay visible.

    After a signature only rows that clearly are people (a birth date, a card…) are read.
    """
    group, signed = "", False
    for number in range(mapping.header_last + 1, len(sheet.rows) + 1):
        kind = kind_of(sheet.rows[number - 1], mapping)
        if kind is RowKind.GROUP:
            group = group_name(sheet.rows[number - 1])
        elif kind is RowKind.SIGNATURE:
            signed = True
        elif kind is RowKind.PERSON:
            values = {name: sheet.cell(number, index) for index, name in mapping.columns}
            if not signed or _tells_a_person(values):
                yield ListRow(number, values, group)


def kind_of(cells: tuple[Cell, ...], mapping: ColumnMapping) -> RowKind:
    """What one row is, judged by its own cells."""
    texts = [text for text in map(text_of, cells) if text]
    if not texts:
        return RowKind.BLANK
    if _repeats_header(cells, mapping) or _numbers_columns(texts):
        return RowKind.HEADER
    words = [text for text in texts if not _ENUMERATOR_ALONE.fullmatch(text)]
    if words and _TOTAL.fullmatch(words[0].casefold()):
        return RowKind.TOTAL
    values = {name: cells[index] for index, name in mapping.columns if index < len(cells)}
    if len(texts) > _FEW:
        return RowKind.PERSON
    if _signs(words, values):
        return RowKind.SIGNATURE
    if _tells_a_person(values):
        return RowKind.PERSON
    return RowKind.GROUP if _opens_group(words, values, mapping) else RowKind.PERSON


def group_name(cells: tuple[Cell, ...]) -> str:
    """The cell named by a group row: "II. Chi bộ thôn 2 (12 đ/c)" → Chi bộ thôn 2."""
    texts = [text for text in map(text_of, cells) if text]
    named = [text for text in texts if _GROUP_WORDS.match(_ENUMERATOR.sub("", text))]
    words = [text for text in texts if not _ENUMERATOR_ALONE.fullmatch(text)]
    chosen = (named or words or texts)[0]
    return _GROUP_COUNT.sub("", _ENUMERATOR.sub("", chosen)).rstrip(" :.,")


def _opens_group(words: list[str], values: Mapping[Field, Cell], mapping: ColumnMapping) -> bool:
    """A lone text naming a cell; without the word "chi bộ" only outside the name column."""
    if not words:
        return False
    if _GROUP_WORDS.match(_ENUMERATOR.sub("", words[0])):
        return True
    if mapping.cell_source is not CellSource.GROUPS or len(words) != 1:
        return False
    return not _name_text(values)


def _signs(words: list[str], values: Mapping[Field, Cell]) -> bool:
    """The foot of the list: place and date, "Người lập biểu", "T/M ĐẢNG ỦY", "Bí thư"."""
    name = _name_text(values)
    if name:
        return bool(_SIGNATURE.fullmatch(name.casefold())) and not _tells_a_person(values)
    return any(_SIGNATURE.fullmatch(word.casefold()) for word in words)


def _tells_a_person(values: Mapping[Field, Cell]) -> bool:
    """A date or a card number: headings, groups and signatures have none in those columns."""
    return any(any(map(str.isdigit, text_of(values.get(name)))) for name in _PERSONAL)


def _name_text(values: Mapping[Field, Cell]) -> str:
    return text_of(values.get(Field.FULL_NAME)) or text_of(values.get(Field.FAMILY_NAME))


def _repeats_header(cells: tuple[Cell, ...], mapping: ColumnMapping) -> bool:
    """A header printed again at the top of a page."""
    again = 0
    for index, name in mapping.columns:
        claim = claim_of(text_of(cells[index])) if index < len(cells) else None
        again += claim is not None and claim.field is name
    return again >= _FEW


def _numbers_columns(texts: list[str]) -> bool:
    """The row (1) (2) (3)… under a header."""
    if len(texts) < _FEW or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(text.strip("()")) for text in texts]
    return all(later - earlier == 1 for earlier, later in pairwise(numbers))
