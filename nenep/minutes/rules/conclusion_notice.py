"""The notice of the conclusion (thông báo kết luận): what was concluded and who does what."""

from nenep.documents.rules.blocks import Block
from nenep.documents.rules.model import Document
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record


def compose(record: Record) -> Document | None:
    """For members who were not there, or None when nothing was concluded or assigned."""
    if not (record.conclusion or record.assigned):
        return None
    blocks: list[Block] = [
        parts.paragraph(
            f"Ngày {phrases.day_of(record.day)}, {record.unit_name} đã họp "
            f"({phrases.gathering(record)}). Chi bộ thông báo kết luận của chủ trì như sau"
        ),
        *parts.noted(record.conclusion),
        *parts.assigned_tasks(record.assigned),
    ]
    return parts.paper(
        record,
        "notice",
        f"Kết luận {phrases.lower_first(phrases.gathering(record))}",
        blocks,
        recipients=("Đảng viên chi bộ (để thực hiện),", *parts.to_superior(record), "Lưu chi bộ."),
        signatures=parts.for_the_unit(record),
        on=record.day,
    )
