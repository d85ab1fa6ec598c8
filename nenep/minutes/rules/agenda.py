"""The agenda (chương trình) as it goes out before the meeting."""

from nenep.documents.rules.blocks import Block, Column, KeyValues, Line, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import bold, rich
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record


def compose(record: Record) -> Document:
    """The items with their minutes, and the documents they rest on."""
    return parts.paper(
        record,
        "programme",
        phrases.gathering(record),
        [facts(record), *_items(record)],
        bases=phrases.bases(item.basis for item in record.items),
        recipients=("Đảng viên chi bộ,", *parts.to_superior(record), "Lưu chi bộ."),
        signatures=parts.for_the_unit(record),
        on=record.issued_on,
    )


def facts(record: Record) -> KeyValues:
    """When, where, about what, led by whom."""
    day = record.held_on or record.planned_on
    begins = record.started_at or record.planned_at
    lines = [
        Line("Thời gian", rich(f"{phrases.clock(begins)}, ngày {phrases.day_of(day)}")),
        Line("Địa điểm", rich(record.place)),
    ]
    if record.topic:
        lines.append(Line("Chuyên đề", rich(record.topic)))
    if record.presenter:
        lines.append(Line("Người trình bày", phrases.comrade(record.presenter)))
    if record.chair:
        lines.append(Line("Chủ trì", phrases.comrade(record.chair)))
    return KeyValues(tuple(lines))


def _items(record: Record) -> list[Block]:
    if not record.items:
        return [parts.paragraph("Chương trình chưa có mục nào")]
    columns = (
        Column("TT", 2, "center"),
        Column("Nội dung", 18),
        Column("Thời gian (phút)", 4, "center"),
    )
    rows = [
        (rich(str(place)), rich(item.title), rich(str(item.minutes) if item.minutes else ""))
        for place, item in enumerate(record.items, start=1)
    ]
    whole = sum(item.minutes for item in record.items)
    total = (rich(""), rich(bold("Cộng")), rich(bold(str(whole))))
    return [Table(columns, (*rows, total))]
