"""A plain list to copy by hand into the national application: nothing connects to it, and nobody's
password for it is asked. The order is that of the facts its public descriptions name."""

from collections.abc import Iterator, Sequence

from nenep.documents.rules.blocks import Block, Column, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import RichText, plain, rich
from nenep.meetings.rules.roll import Mark
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record
from nenep.people.rules.standing import Standing

NOTE = (
    "Bảng để chép tay vào Sổ tay đảng viên điện tử. Phần mềm này không kết nối với ứng dụng đó, "
    "không giữ tài khoản của ứng dụng đó. Tên và thứ tự ô trên máy có thể khác"
)


def compose(record: Record, papers: Sequence[str]) -> Document:
    """The fields one after the other; ``papers`` are the numbers of the sealed papers."""
    columns = (Column("TT", 2, "center"), Column("Ô cần ghi", 8), Column("Nội dung chép", 18))
    blocks: list[Block] = [parts.paragraph(NOTE), Table(columns, tuple(_rows(record, papers)))]
    return parts.sheet(
        record,
        "BẢNG GHI LẠI",
        f"{phrases.gathering(record)}, để chép vào Sổ tay đảng viên điện tử",
        blocks,
        signatures=None,
    )


def _rows(record: Record, papers: Sequence[str]) -> Iterator[tuple[RichText, ...]]:
    """A field a row; a field of several lines a row for each, so that no row is a page high."""
    for place, (label, value) in enumerate(_fields(record, papers), start=1):
        first, *rest = plain(value).split("\n")
        yield rich(str(place)), rich(label), rich(first)
        for line in rest:
            yield (), (), rich(line)


def _fields(record: Record, papers: Sequence[str]) -> Iterator[tuple[str, RichText]]:
    yield "Loại sinh hoạt", rich(phrases.gathering(record))
    if record.topic:
        yield "Chuyên đề", rich(record.topic)
    yield "Ngày", rich(phrases.day_of(record.day))
    begins = record.started_at or record.planned_at
    yield "Giờ bắt đầu", rich(phrases.clock(begins))
    yield "Giờ kết thúc", rich(phrases.clock(record.ended_at) if record.ended_at else "")
    yield "Địa điểm", rich(record.place)
    yield "Chủ trì", rich(record.chair.name if record.chair else "")
    yield "Thư ký", rich(record.secretary.name if record.secretary else "")
    yield "Đại biểu cấp trên", rich(", ".join(g.name for g in record.guests if g.superior))
    yield from _roll(record)
    titles = "\n".join(f"{n}. {item.title}" for n, item in enumerate(record.items, start=1))
    yield "Nội dung", rich(titles)
    yield "Kết luận", rich(record.conclusion)
    tasks = (
        f"{task.title} ({task.owner}, {phrases.day_of(task.due_on)})" for task in record.assigned
    )
    yield "Nhiệm vụ giao", rich("\n".join(tasks))
    if record.score:
        score = record.score
        yield "Điểm, xếp loại", rich(f"{score.points}/{score.possible}, {score.band}")
    yield "Văn bản tải lên (không mật)", rich("\n".join(papers))


def _roll(record: Record) -> Iterator[tuple[str, RichText]]:
    own = phrases.own_members(record)
    yield "Tổng số đảng viên", rich(str(len(own.lines)))
    yield "Chính thức", rich(str(own.official))
    yield "Dự bị", rich(str(own.probationary))
    exempt = sum(line.standing is Standing.EXEMPT for line in own.lines)
    yield "Được miễn sinh hoạt", rich(str(exempt))
    yield "Có mặt", rich(str(record.tally.present))
    for label, mark in (("Vắng có lý do", Mark.EXCUSED), ("Vắng không lý do", Mark.UNEXCUSED)):
        yield label, rich(plain(phrases.absent(record, mark)))
