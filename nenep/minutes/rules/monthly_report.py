"""The monthly report to the superior. Figures are counted; what people judged stands as they wrote
it, and where nobody wrote anything a dotted line waits for the pen. No sentence is made up.

No single national form was found; the parts are those that local forms have in common.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from nenep.documents.rules.blocks import Block, Column, Paragraph, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import rich
from nenep.meetings.rules.roll import Mark
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record
from nenep.rulebook.rules.agendas import ItemKind

DOTTED = "." * 128
"""As wide as the text of the official page at 14 points."""


@dataclass(frozen=True)
class Strength:
    """How many members a cell had on a day, by what they were."""

    official: int
    probationary: int
    exempt: int
    away: int
    suspended: int
    hosted: int

    @property
    def own(self) -> int:
        """The cell's own members, whatever they were excused from."""
        return self.official + self.probationary + self.suspended


@dataclass(frozen=True)
class Month:
    """What the record of one evening does not hold: the month around it."""

    begin: Strength
    end: Strength
    joined: int
    left: int
    thematic: Sequence[date]
    raised: int
    answered: int
    waiting: int


def compose(record: Record, month: Month) -> Document:
    """The report of the month the meeting answers for."""
    chapters: list[tuple[str, list[Block]]] = [
        ("Đảng viên", _strength(month)),
        ("Sinh hoạt chi bộ", _meetings(record, month)),
        ("Tình hình tư tưởng, dư luận", _written(record, {ItemKind.IDEOLOGY})),
        ("Thực hiện nghị quyết và nhiệm vụ kỳ trước", _carried_out(record)),
        (
            "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
            _written(record, {ItemKind.HCM_STUDY}),
        ),
        (
            "Công tác xây dựng Đảng, kiểm tra, giám sát, đảng phí",
            _written(record, {ItemKind.PARTY_BUILDING, ItemKind.ROLL_CALL}),
        ),
        ("Ý kiến, kiến nghị", _opinions(month)),
        ("Chấm điểm buổi sinh hoạt", parts.score_total(record.score) if record.score else []),
        ("Nhiệm vụ tháng tới", parts.assigned_tasks(record.assigned)),
    ]
    blocks: list[Block] = []
    for place, (title, body) in enumerate(chapters, start=1):
        blocks += [parts.section(place, title), *(body or [parts.paragraph(phrases.NOTHING)])]
    blocks += [parts.section(len(chapters) + 1, "Đánh giá chung"), *_by_hand()]
    blocks += [parts.section(len(chapters) + 2, "Đề xuất với cấp trên"), *_by_hand()]
    return parts.paper(
        record,
        "report",
        f"Tình hình, kết quả hoạt động {phrases.month_of(record.month)}",
        blocks,
        recipients=(*parts.to_superior(record), "Lưu chi bộ."),
        signatures=parts.for_the_cell(record),
        on=record.day,
    )


def _strength(month: Month) -> list[Block]:
    columns = (
        Column("Đảng viên", 10),
        Column("Đầu tháng", 5, "center"),
        Column("Cuối tháng", 5, "center"),
    )
    begin, end = month.begin, month.end
    counted: tuple[tuple[str, int, int], ...] = (
        ("Tổng số", begin.own, end.own),
        ("Chính thức", begin.official, end.official),
        ("Dự bị", begin.probationary, end.probationary),
        ("Được miễn sinh hoạt", begin.exempt, end.exempt),
        ("Tạm vắng, sinh hoạt nơi khác", begin.away, end.away),
        ("Nơi khác sinh hoạt tạm thời tại đây", begin.hosted, end.hosted),
    )
    if begin.suspended or end.suspended:
        counted = (*counted, ("Đang bị đình chỉ sinh hoạt", begin.suspended, end.suspended))
    rows = tuple((rich(name), rich(str(was)), rich(str(now))) for name, was, now in counted)
    changed = f"Trong tháng: tăng {month.joined}, giảm {month.left} đồng chí"
    return [Table(columns, rows), parts.paragraph(changed)]


def _meetings(record: Record, month: Month) -> list[Block]:
    lasted = f", {record.minutes} phút" if record.minutes is not None else ""
    away = f"vắng có lý do {record.tally.excused}, vắng không lý do {record.tally.unexcused}"
    held = (
        f"{phrases.gathering(record)}: ngày {phrases.day_of(record.day)}{lasted}; có mặt "
        f"{phrases.attendance(record)}; {away}"
    )
    days = ", ".join(phrases.day_of(day) for day in month.thematic)
    topical = f"Sinh hoạt chuyên đề trong quý: {days or 'chưa có'}"
    absent = phrases.absent(record, Mark.UNEXCUSED)
    named = [Paragraph(rich("Vắng không lý do: ", *absent, "."))] if record.tally.unexcused else []
    return [parts.paragraph(held), *named, parts.paragraph(topical)]


def _carried_out(record: Record) -> list[Block]:
    """The rate as it is counted everywhere; the tasks themselves are in the resolution."""
    told = [parts.paragraph(record.implementation)] if record.implementation else []
    return [*told, *_written(record, {ItemKind.TASK_REVIEW}, blank=not told)]


def _opinions(month: Month) -> list[Block]:
    return [
        parts.paragraph(
            f"Trong tháng nêu {month.raised} ý kiến; đã trả lời {month.answered}; "
            f"còn chờ trả lời {month.waiting}"
        )
    ]


def _written(record: Record, kinds: Collection[ItemKind], *, blank: bool = True) -> list[Block]:
    """What somebody wrote under such items; else a line for the pen."""
    said = [
        block for item in record.items if item.kind in kinds for block in parts.noted(item.note)
    ]
    return said or (_by_hand() if blank else [])


def _by_hand() -> list[Block]:
    return [Paragraph(rich(DOTTED), alignment="left", indented=False)] * 2
