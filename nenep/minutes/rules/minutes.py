"""The minutes (biên bản): who was there, what was said, decided, scored and adopted."""

from collections.abc import Iterator

from nenep.documents.rules.blocks import (
    Block,
    Column,
    KeyValues,
    Line,
    Paragraph,
    Table,
)
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import bold, rich
from nenep.meetings.rules.roll import Mark
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Item, Record, Score
from nenep.rulebook.rules.agendas import ItemKind, Section


def compose(record: Record) -> Document:
    """The minutes of the record; a part nobody wrote anything in says "Không có" or is left out."""
    chapters = (
        ("Khai mạc", _opening(record)),
        ("Nội dung sinh hoạt", _conduct(record)),
        ("Kết luận, phân công nhiệm vụ", _conclusion(record)),
        ("Chấm điểm chất lượng sinh hoạt", _score(record)),
        ("Thông qua biên bản", _adoption(record)),
    )
    blocks: list[Block] = [KeyValues(tuple(_facts(record)))]
    for place, (title, body) in enumerate(chapter for chapter in chapters if chapter[1]):
        blocks += [parts.chapter(place, title), *body]
    if record.ended_at:
        blocks.append(parts.paragraph(f"Kết thúc lúc {phrases.clock(record.ended_at)} cùng ngày"))
    return parts.paper(
        record,
        "minutes",
        phrases.gathering(record),
        blocks,
        recipients=(*parts.to_superior(record), "Lưu chi bộ."),
        signatures=parts.of_the_record(record),
        on=record.day,
    )


def _facts(record: Record) -> Iterator[Line]:
    """The opening facts, in the order of the book of minutes."""
    yield Line("Thời gian", rich(phrases.time_of(record)))
    yield Line("Địa điểm", rich(record.place))
    if record.topic:
        yield Line("Chuyên đề", rich(record.topic))
    if record.presenter:
        yield Line("Người trình bày", phrases.comrade(record.presenter))
    if record.chair:
        yield Line("Chủ trì", phrases.comrade(record.chair))
    if record.secretary:
        yield Line("Thư ký", phrases.comrade(record.secretary))
    sent = [guest for guest in record.guests if guest.superior]
    others = [guest for guest in record.guests if not guest.superior]
    yield Line("Đại biểu cấp trên", phrases.guests(sent))
    if others:
        yield Line("Khách mời", phrases.guests(others))
    yield Line("Tổng số đảng viên", rich(phrases.membership(record)))
    yield Line("Có mặt", rich(phrases.attendance(record)))
    yield Line("Vắng có lý do", phrases.absent(record, Mark.EXCUSED))
    yield Line("Vắng không lý do", phrases.absent(record, Mark.UNEXCUSED))
    for label, people in (
        ("Có mặt thêm, không tính tỷ lệ", phrases.also_present(record)),
        ("Đến muộn", phrases.unpunctual(record, late=True)),
        ("Về sớm", phrases.unpunctual(record, late=False)),
    ):
        if people:
            yield Line(label, people)


def _opening(record: Record) -> list[Block]:
    if not record.items:
        return []
    named = "; ".join(f"({n}) {item.title}" for n, item in enumerate(record.items, start=1))
    blocks: list[Block] = [parts.paragraph(f"Chương trình gồm: {named}")]
    for item in record.items:
        if item.section is Section.OPEN and item.has_content:
            blocks += [parts.subsection(item.title), *parts.content(item)]
    return blocks


def _conduct(record: Record) -> list[Block]:
    items = [item for item in record.items if item.section is Section.CONDUCT]
    chapters = [(item.title, _told(record, item)) for item in items]
    if not any(item.kind is ItemKind.TASK_REVIEW for item in items) and record.reviewed:
        chapters.insert(0, ("Nhiệm vụ kỳ trước", parts.reviewed_tasks(record)))
    if record.other_opinions:
        chapters.append(("Ý kiến khác", parts.opinions(record.other_opinions)))
    blocks: list[Block] = []
    for place, (title, body) in enumerate(chapters, start=1):
        blocks += [parts.section(place, title), *(body or [parts.paragraph(phrases.NOTHING)])]
    return blocks


def _told(record: Record, item: Item) -> list[Block]:
    """Under the review of tasks first the tasks themselves, under the topic who presented it, then
    what was said."""
    if item.kind is ItemKind.TASK_REVIEW:
        return [*parts.reviewed_tasks(record), *parts.content(item)]
    if item.kind is ItemKind.PRESENTATION and not item.skipped_reason:
        return [*_presented(record), *parts.content(item)]
    return parts.content(item)


def _presented(record: Record) -> list[Block]:
    if record.presenter is None:
        return []
    topic = f" trình bày chuyên đề “{record.topic}”." if record.topic else " trình bày."
    who = phrases.comrade(record.presenter)
    return [Paragraph(rich("Đ", who[0].text[1:], *who[1:], topic))]


def _conclusion(record: Record) -> list[Block]:
    blocks: list[Block] = []
    for item in record.items:
        if item.section is Section.CONCLUDE and item.has_content:
            blocks += [parts.subsection(item.title), *parts.content(item)]
    if record.conclusion:
        blocks += [Paragraph(rich("Chủ trì kết luận:")), *parts.noted(record.conclusion)]
    if record.assigned:
        blocks += [Paragraph(rich("Phân công nhiệm vụ:")), *parts.assigned_tasks(record.assigned)]
    return [*blocks, *parts.votes(record.other_votes)]


def _score(record: Record) -> list[Block]:
    blocks = _closing_notes(record, ItemKind.SCORING)
    if record.score is None:
        return blocks
    score = record.score
    blocks += [_score_table(score), *parts.score_total(score)]
    if told := parts.disputes(score):
        blocks += [Paragraph(rich("Dòng chi bộ cho điểm khác số liệu:")), *told]
    if told := parts.remedies(score):
        blocks += [Paragraph(rich("Biện pháp khắc phục:")), *told]
    return blocks


def _score_table(score: Score) -> Table:
    columns = (
        Column("Tiêu chí", 12),
        Column("Điểm tối đa", 4, "center"),
        Column("Điểm đạt", 4, "center"),
    )
    rows = [
        (rich(group.title), rich(str(group.most)), rich(str(group.points)))
        for group in score.groups
    ]
    total = (rich(bold("Cộng")), rich(bold(str(score.possible))), rich(bold(str(score.points))))
    return Table(columns, (*rows, total))


def _adoption(record: Record) -> list[Block]:
    blocks = _closing_notes(record, ItemKind.READ_BACK)
    if record.read_back:
        blocks.append(parts.paragraph("Thư ký đọc biên bản trước chi bộ"))
    blocks += parts.amendments(record.amended)
    blocks += parts.votes(record.adoption_votes)
    return [*blocks, *_closing_notes(record, ItemKind.CLOSING)]


def _closing_notes(record: Record, kind: ItemKind) -> list[Block]:
    """What was written under the items of the end of the evening."""
    of_kind = [i for i in record.items if i.section is Section.FINISH and i.kind is kind]
    return [block for item in of_kind for block in parts.content(item)]
