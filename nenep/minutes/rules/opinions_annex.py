"""Every opinion of the evening in one place, with the answer it got (the annex of opinions)."""

from nenep.documents.rules.blocks import Block
from nenep.documents.rules.model import Document
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record


def compose(record: Record) -> Document | None:
    """The opinions under their items, or None when nobody's was noted. Their types stay in the
    cell; a speaker stands there only where the minutes name one."""
    chapters = [(item.title, item.opinions) for item in record.items if item.opinions]
    if record.other_opinions:
        chapters.append(("Ý kiến khác", record.other_opinions))
    if not chapters:
        return None
    blocks: list[Block] = []
    for place, (title, said) in enumerate(chapters, start=1):
        blocks += [parts.section(place, title), *parts.opinions(said)]
    return parts.sheet(
        record,
        "TỔNG HỢP Ý KIẾN",
        f"Phát biểu tại buổi {phrases.lower_first(phrases.gathering(record))}",
        blocks,
        signatures=parts.of_the_record(record),
    )
