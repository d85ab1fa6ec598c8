"""The short minutes of a committee's or a group's own meeting: who met, about what, settled how."""

from collections.abc import Iterator
from dataclasses import replace

from nenep.documents.rules.blocks import Block, KeyValues, Line
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import rich
from nenep.meetings.rules.roll import Mark
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Item, Record, Vote
from nenep.rulebook.rules.agendas import ItemKind

_KEPT = {
    "cell_committee": "Lưu chi bộ.",
    "party_group": "Lưu tổ đảng.",
    "party_committee": "Lưu Đảng ủy.",
}
_FORMAL = {ItemKind.OPENING, ItemKind.ROLL_CALL, ItemKind.READ_BACK, ItemKind.CLOSING}


def compose(record: Record) -> Document:
    """Facts, what was discussed, the conclusion; a part nobody wrote anything in is left out."""
    chapters: list[tuple[str, list[Block]]] = [
        ("Nội dung", _discussed(record)),
        ("Kết luận", _settled(record)),
        ("Thông qua biên bản", _adopted(record)),
    ]
    blocks: list[Block] = [KeyValues(tuple(_facts(record)))]
    for place, (title, body) in enumerate(one for one in chapters if one[1]):
        blocks += [parts.chapter(place, title), *body]
    if record.ended_at:
        blocks.append(parts.paragraph(f"Kết thúc lúc {phrases.clock(record.ended_at)} cùng ngày"))
    return parts.paper(
        record,
        "minutes",
        phrases.gathering(record),
        blocks,
        recipients=(_KEPT[record.kind],),
        signatures=parts.of_the_record(record),
        on=record.day,
    )


def _facts(record: Record) -> Iterator[Line]:
    yield Line("Thời gian", rich(phrases.time_of(record)))
    yield Line("Địa điểm", rich(record.place))
    if record.chair:
        yield Line("Chủ trì", phrases.comrade(record.chair))
    if record.secretary:
        yield Line("Thư ký", phrases.comrade(record.secretary))
    sent = [guest for guest in record.guests if guest.superior]
    others = [guest for guest in record.guests if not guest.superior]
    for label, came_too in (("Đại biểu cấp trên", sent), ("Khách mời", others)):
        if came_too:
            yield Line(label, phrases.guests(came_too))
    here = [line for line in record.roll if line.mark is Mark.PRESENT]
    due = [line for line in record.roll if line.due]
    came = rich(f"{len(here)}/{len(due)} đồng chí: ", *phrases.listed(here, lambda _: ""))
    yield Line("Có mặt", came if here else rich("chưa điểm danh"))
    for label, mark in (("Vắng có lý do", Mark.EXCUSED), ("Vắng không lý do", Mark.UNEXCUSED)):
        if any(line.mark is mark for line in due):
            yield Line(label, phrases.absent(record, mark))
    for label, late in (("Đến muộn", True), ("Về sớm", False)):
        if people := phrases.unpunctual(record, late=late):
            yield Line(label, people)


def _discussed(record: Record) -> list[Block]:
    told = [item for item in record.items if item.kind not in _FORMAL and item.has_content]
    blocks: list[Block] = []
    for place, item in enumerate(told, start=1):
        blocks += [parts.section(place, item.title), *parts.content(item)]
    return [*blocks, *parts.opinions(record.other_opinions), *_silent(record, told)]


def _silent(record: Record, told: list[Item]) -> list[Block]:
    """Where nobody noted anything the agenda itself is what was discussed."""
    if told or record.other_opinions:
        return []
    titles = [item.title for item in record.items if item.kind not in _FORMAL]
    return [parts.paragraph("; ".join(titles))] if titles else []


def _settled(record: Record) -> list[Block]:
    return [
        *parts.noted(record.conclusion),
        *parts.assigned_tasks(record.assigned),
        *parts.votes(record.other_votes),
    ]


def _adopted(record: Record) -> list[Block]:
    read = [parts.paragraph("Thư ký đọc biên bản trước cuộc họp")] if record.read_back else []
    return [*read, *parts.amendments(record.amended), *parts.votes(_of_the_minutes(record))]


def _of_the_minutes(record: Record) -> list[Vote]:
    """Such a meeting writes no resolution, so it adopts its minutes and nothing else."""
    return [replace(vote, question="Thông qua biên bản") for vote in record.adoption_votes]
