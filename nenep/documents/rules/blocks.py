"""What the body of a paper is made of."""

from dataclasses import dataclass
from typing import Literal

from nenep.documents.rules.text import RichText, clean_line
from nenep.kernel.errors import Invalid

Alignment = Literal["left", "center", "right", "justify"]
ALIGNMENTS: tuple[Alignment, ...] = ("left", "center", "right", "justify")
HEADING_LEVELS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number written out ("I. …", "1. …", "a) …"): the number is sealed."""

    text: RichText
    level: int = 1

    def __post_init__(self) -> None:
        if self.level not in HEADING_LEVELS:
            raise Invalid("Đề mục chỉ có 3 cấp.", field="level")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``indented`` is the official first-line indent."""

    text: RichText
    alignment: Alignment = "justify"
    indented: bool = True

    def __post_init__(self) -> None:
        _check_alignment(self.alignment)


@dataclass(frozen=True, slots=True)
class BulletList:
    """Dash items ("- …"), as papers of the field write them."""

    items: tuple[RichText, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items counted from ``start``: "1. …"."""

    items: tuple[RichText, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One "label: value" line of the opening facts of a meeting."""

    label: str
    value: RichText

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", clean_line(self.label))


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Opening facts: "- Chủ trì: đồng chí …", one line each."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; ``width`` is a share of the table's width, not a length."""

    header: str
    width: int = 1
    alignment: Alignment = "left"

    def __post_init__(self) -> None:
        object.__setattr__(self, "header", clean_line(self.header))
        _check_alignment(self.alignment)
        if self.width < 1:
            raise Invalid("Cột của bảng phải có bề rộng từ 1 trở lên.", field="width")


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its header repeats on every page it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[RichText, ...], ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", clean_line(self.caption))
        if not self.columns:
            raise Invalid("Bảng phải có ít nhất một cột.", field="columns")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise Invalid("Mỗi hàng của bảng phải có đủ %(count)d ô.", count=len(self.columns))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | BulletList | NumberedList | KeyValues | Table | PageBreak


def _check_alignment(alignment: str) -> None:
    if alignment not in ALIGNMENTS:
        raise Invalid("Không có kiểu căn lề “%(name)s”.", name=alignment, field="alignment")
