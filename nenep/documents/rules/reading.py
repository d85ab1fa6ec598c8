"""Reading a paper back from JSON, strictly: an unknown key is an error, never dropped."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar, cast

from nenep.documents.rules.blocks import (
    Alignment,
    Block,
    BulletList,
    Column,
    Heading,
    KeyValues,
    Line,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
)
from nenep.documents.rules.model import (
    Annex,
    Document,
    Head,
    PaperNumber,
    PlaceAndDate,
    Signature,
    Signatures,
    Title,
)
from nenep.documents.rules.text import RichText, Run
from nenep.kernel.errors import Invalid

T = TypeVar("T")


class _Fields:
    """One JSON object being read: every key must be asked for."""

    def __init__(self, data: object) -> None:
        if not isinstance(data, dict):
            raise _unreadable("một phần không phải là đối tượng")
        self._left: dict[str, object] = dict(data)

    def text(self, name: str) -> str:
        return self._typed(name, str, "")

    def whole(self, name: str, default: int) -> int:
        return self._typed(name, int, default)

    def flag(self, name: str, default: bool) -> bool:
        return self._typed(name, bool, default)

    def alignment(self, name: str, default: Alignment) -> Alignment:
        return cast(Alignment, self._typed(name, str, default))

    def optional_whole(self, name: str) -> int | None:
        return self._optional(name, int)

    def optional_date(self, name: str) -> date | None:
        text = self._optional(name, str)
        try:
            return None if text is None else date.fromisoformat(text)
        except ValueError as error:
            raise _unreadable(f"ngày “{text}”") from error

    def one(self, name: str, read: Callable[[object], T]) -> T:
        if name not in self._left:
            raise _unreadable(f"thiếu “{name}”")
        return read(self._left.pop(name))

    def optional(self, name: str, read: Callable[[object], T]) -> T | None:
        value = self._left.pop(name, None)
        return None if value is None else read(value)

    def many(self, name: str, read: Callable[[object], T]) -> tuple[T, ...]:
        return _many(self._left.pop(name, []), read)

    def end(self) -> None:
        if self._left:
            raise _unreadable("thừa “" + "”, “".join(sorted(self._left)) + "”")

    def _typed(self, name: str, kind: type[T], default: T) -> T:
        value = self._optional(name, kind)
        return default if value is None else value

    def _optional(self, name: str, kind: type[T]) -> T | None:
        value = self._left.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise _unreadable(f"“{name}” sai kiểu")
        return value


def document_from(data: object, *, form: int) -> Document:
    """A paper from parsed JSON.

    :raises Invalid: wrong shape, unknown keys, or another ``form`` than the one asked for.
    """
    part = _Fields(data)
    if part.whole("form", 0) != form:
        raise _unreadable("phiên bản khác")
    document = Document(
        head=part.one("head", _head),
        title=part.one("title", _title),
        number=part.optional("number", _number),
        place_and_date=part.optional("place_and_date", _place_and_date),
        bases=part.many("bases", _rich),
        blocks=part.many("blocks", _block),
        recipients=part.many("recipients", _string),
        signatures=part.optional("signatures", _signatures),
        annexes=part.many("annexes", _annex),
        footer_note=part.text("footer_note"),
    )
    part.end()
    return document


def _head(data: object) -> Head:
    part = _Fields(data)
    head = Head(part.text("superior_org"), part.text("issuing_org"), part.text("committee"))
    part.end()
    return head


def _title(data: object) -> Title:
    part = _Fields(data)
    title = Title(part.text("kind"), part.text("subject"))
    part.end()
    return title


def _number(data: object) -> PaperNumber:
    part = _Fields(data)
    number = PaperNumber(
        part.text("type_code"), part.text("issuer_code"), part.optional_whole("value")
    )
    part.end()
    return number


def _place_and_date(data: object) -> PlaceAndDate:
    part = _Fields(data)
    line = PlaceAndDate(part.text("place"), part.optional_date("on"))
    part.end()
    return line


def _signatures(data: object) -> Signatures:
    part = _Fields(data)
    signatures = Signatures(part.one("right", _signature), part.optional("left", _signature))
    part.end()
    return signatures


def _signature(data: object) -> Signature:
    part = _Fields(data)
    signature = Signature(part.text("authority"), part.text("role"), part.text("name"))
    part.end()
    return signature


def _annex(data: object) -> Annex:
    part = _Fields(data)
    annex = Annex(part.text("label"), part.text("title"), part.many("blocks", _block))
    part.end()
    return annex


def _block(data: object) -> Block:
    part = _Fields(data)
    name = part.text("block")
    if name not in _BLOCKS:
        raise _unreadable(f"phần “{name}” không có trong mẫu")
    block = _BLOCKS[name](part)
    part.end()
    return block


def _table(part: _Fields) -> Table:
    return Table(part.many("columns", _column), part.many("rows", _row), part.text("caption"))


def _paragraph(part: _Fields) -> Paragraph:
    return Paragraph(
        part.one("text", _rich),
        part.alignment("alignment", "justify"),
        part.flag("indented", True),
    )


_BLOCKS: dict[str, Callable[[_Fields], Block]] = {
    "heading": lambda part: Heading(part.one("text", _rich), part.whole("level", 1)),
    "paragraph": _paragraph,
    "bullets": lambda part: BulletList(part.many("items", _rich)),
    "numbered": lambda part: NumberedList(part.many("items", _rich), part.whole("start", 1)),
    "lines": lambda part: KeyValues(part.many("lines", _line)),
    "table": _table,
    "page_break": lambda part: PageBreak(),
}


def _column(data: object) -> Column:
    part = _Fields(data)
    column = Column(
        part.text("header"), part.whole("width", 1), part.alignment("alignment", "left")
    )
    part.end()
    return column


def _line(data: object) -> Line:
    part = _Fields(data)
    line = Line(part.text("label"), part.one("value", _rich))
    part.end()
    return line


def _row(data: object) -> tuple[RichText, ...]:
    return _many(data, _rich)


def _rich(data: object) -> RichText:
    return _many(data, _run)


def _run(data: object) -> Run:
    part = _Fields(data)
    run = Run(part.text("text"), part.flag("bold", False), part.flag("italic", False))
    part.end()
    return run


def _string(data: object) -> str:
    if not isinstance(data, str):
        raise _unreadable("một dòng chữ sai kiểu")
    return data


def _many(data: object, read: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(data, list):
        raise _unreadable("một danh sách sai kiểu")
    return tuple(read(item) for item in data)


def _unreadable(why: str) -> Invalid:
    return Invalid("Không đọc được văn bản đã lưu: %(why)s. Bản lưu vẫn nguyên.", why=why)
