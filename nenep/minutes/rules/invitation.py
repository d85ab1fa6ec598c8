"""The notice that calls the meeting (thông báo): when, where, about what."""

from dataclasses import dataclass

from nenep.documents.rules.blocks import Block, KeyValues, Line, NumberedList
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import rich
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record


@dataclass(frozen=True)
class _Called:
    """Who is called to such a meeting, in the words of its notice."""

    call: str
    leave: str
    people: str
    kept: str


_CELL = _Called(
    "Chi bộ mời các đồng chí đảng viên dự sinh hoạt như sau",
    "Đồng chí không dự được xin báo trước với Bí thư hoặc chi ủy, kèm lý do",
    "Đảng viên chi bộ,",
    "Lưu chi bộ.",
)
_CALLED = {
    "cell_committee": _Called(
        "Bí thư chi bộ mời các đồng chí chi ủy viên dự họp như sau",
        "Đồng chí không dự được xin báo trước với Bí thư, kèm lý do",
        "Các đồng chí chi ủy viên,",
        "Lưu chi bộ.",
    ),
    "party_group": _Called(
        "Tổ đảng mời các đồng chí đảng viên trong tổ dự sinh hoạt như sau",
        "Đồng chí không dự được xin báo trước với tổ trưởng, kèm lý do",
        "Đảng viên trong tổ,",
        "Lưu tổ đảng.",
    ),
    "party_committee": _Called(
        "Bí thư Đảng ủy mời các đồng chí Đảng ủy viên dự họp như sau",
        "Đồng chí không dự được xin báo trước với Bí thư Đảng ủy, kèm lý do",
        "Các đồng chí Đảng ủy viên,",
        "Lưu Đảng ủy.",
    ),
}


def compose(record: Record) -> Document:
    """The call to the members and, where one is assigned, to the superior who follows the cell."""
    called = _CALLED.get(record.kind, _CELL)
    told = parts.to_superior(record) if called is _CELL else []
    return parts.paper(
        record,
        "notice",
        f"Về việc {phrases.lower_first(phrases.gathering(record))}",
        [
            parts.paragraph(called.call),
            _facts(record),
            *_items(record),
            parts.paragraph(called.leave),
        ],
        recipients=(called.people, *told, called.kept),
        signatures=parts.for_the_unit(record),
        on=record.issued_on,
    )


def _facts(record: Record) -> KeyValues:
    begins = f"{phrases.clock(record.planned_at)}, ngày {phrases.day_of(record.planned_on)}"
    lines = [Line("Thời gian", rich(begins)), Line("Địa điểm", rich(record.place))]
    if record.topic:
        lines.append(Line("Chuyên đề", rich(record.topic)))
    if record.presenter:
        lines.append(Line("Người trình bày", phrases.comrade(record.presenter)))
    whole = sum(item.minutes for item in record.items)
    if whole:
        lines.append(Line("Dự kiến", rich(f"{whole} phút")))
    return KeyValues(tuple(lines))


def _items(record: Record) -> list[Block]:
    titles = tuple(rich(phrases.sentence(item.title)) for item in record.items)
    return [parts.paragraph("Nội dung:"), NumberedList(titles)] if titles else []
