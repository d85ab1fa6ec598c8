"""The notice that calls the meeting (thông báo): when, where, about what."""

from nenep.documents.rules.blocks import Block, KeyValues, Line, NumberedList
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import rich
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record


def compose(record: Record) -> Document:
    """The call to the members and, where one is assigned, to the superior who follows the cell."""
    return parts.paper(
        record,
        "notice",
        f"Về việc {phrases.lower_first(phrases.gathering(record))}",
        [
            parts.paragraph("Chi bộ mời các đồng chí đảng viên dự sinh hoạt như sau"),
            _facts(record),
            *_items(record),
            parts.paragraph(
                "Đồng chí không dự được xin báo trước với Bí thư hoặc chi ủy, kèm lý do"
            ),
        ],
        recipients=("Đảng viên chi bộ,", *parts.to_superior(record), "Lưu chi bộ."),
        signatures=parts.for_the_cell(record),
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
