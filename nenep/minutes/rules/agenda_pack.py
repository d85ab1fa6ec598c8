"""The pack that goes out with the invitation: the agenda with what each item rests on, last month's
tasks as they stand, the opinions that wait for an answer, and the papers to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nenep.documents.rules.blocks import Block, BulletList, Column, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import bold, rich
from nenep.minutes.rules import agenda, parts, phrases
from nenep.minutes.rules.record import Record, TaskLine


@dataclass(frozen=True)
class WaitingOpinion:
    """An opinion raised earlier that nobody has answered yet. Who raised it stays out of a pack
    that goes round."""

    raised_on: date
    text: str


@dataclass(frozen=True)
class Material:
    """A paper to read beforehand. ``pages``: it stands behind the pack; None: it goes by itself."""

    name: str
    kind: str
    pages: int | None


def compose(
    record: Record,
    tasks: Sequence[TaskLine],
    waiting: Sequence[WaitingOpinion],
    materials: Sequence[Material] = (),
) -> Document:
    """One document for members to read beforehand."""
    chapters: list[tuple[str, list[Block]]] = [
        ("Chương trình", [agenda.facts(record), *_items(record)]),
        ("Nhiệm vụ kỳ trước còn theo dõi", _tasks(tasks)),
        ("Ý kiến, kiến nghị chờ trả lời", _waiting(waiting)),
        ("Tài liệu kèm theo", _materials(materials)),
    ]
    blocks: list[Block] = []
    for place, (title, body) in enumerate(chapters):
        blocks += [parts.chapter(place, title), *(body or [parts.paragraph(phrases.NOTHING)])]
    return parts.sheet(
        record,
        "TÀI LIỆU SINH HOẠT",
        phrases.gathering(record),
        blocks,
        signatures=parts.for_the_unit(record),
    )


def _items(record: Record) -> list[Block]:
    if not record.items:
        return [parts.paragraph("Chương trình chưa có mục nào")]
    columns = (
        Column("TT", 2, "center"),
        Column("Nội dung", 12),
        Column("Phút", 3, "center"),
        Column("Căn cứ", 9),
    )
    rows = tuple(
        (
            rich(str(place)),
            rich(item.title),
            rich(str(item.minutes) if item.minutes else ""),
            rich(phrases.document_of(item.basis)),
        )
        for place, item in enumerate(record.items, start=1)
    )
    whole = sum(item.minutes for item in record.items)
    total = (rich(""), rich(bold("Cộng")), rich(bold(str(whole))), ())
    return [Table(columns, (*rows, total))]


def _tasks(tasks: Sequence[TaskLine]) -> list[Block]:
    if not tasks:
        return []
    columns = (
        Column("TT", 2, "center"),
        Column("Nhiệm vụ", 9),
        Column("Người thực hiện", 6),
        Column("Thời hạn", 5, "center"),
        Column("Đến nay", 6),
    )
    rows = tuple(
        (
            rich(str(place)),
            rich(task.title),
            rich(task.owner),
            rich(phrases.day_of(task.due_on)),
            rich(task.result or task.state),
        )
        for place, task in enumerate(tasks, start=1)
    )
    return [Table(columns, rows)]


def _waiting(waiting: Sequence[WaitingOpinion]) -> list[Block]:
    if not waiting:
        return []
    said = (
        rich(f"Nêu ngày {phrases.day_of(one.raised_on)}: {phrases.sentence(one.text)}")
        for one in waiting
    )
    return [BulletList(tuple(said))]


def _materials(materials: Sequence[Material]) -> list[Block]:
    if not materials:
        return []
    columns = (
        Column("TT", 2, "center"),
        Column("Tài liệu", 14),
        Column("Số trang", 4, "center"),
        Column("Cách gửi", 8),
    )
    rows = tuple(
        (
            rich(str(place)),
            rich(one.name),
            rich(str(one.pages) if one.pages else ""),
            rich("In kèm sau tài liệu này" if one.pages else f"Gửi riêng ({one.kind})"),
        )
        for place, one in enumerate(materials, start=1)
    )
    return [Table(columns, rows)]
