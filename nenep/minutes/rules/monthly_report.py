"""The monthly report to the superior. Figures are counted; what people judged stands as they wrote
it. What no record tells is left as a dotted line, and the report says that it is for the pen.

It speaks of the time since the last regular meeting: written on the day of the meeting, it cannot
know the rest of the month. No single national form was found; the parts are those that local forms
have in common.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nenep.documents.rules.blocks import Block, Column, Paragraph, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import italic, rich
from nenep.meetings.rules.roll import Mark
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record
from nenep.rulebook.rules.agendas import ItemKind

DOTTED = "." * 132
"""As wide as the text of the official page at 14 points."""
SHORT_DOTTED = "." * 12
BY_HAND = "Chỗ có dòng chấm: không có trong dữ liệu của chi bộ, người ký ghi tay trước khi gửi"
_GAINED = {
    "admitted": "kết nạp",
    "transferred": "chuyển đến",
    "enrolled": "ghi danh",
    "reorganised": "do sắp xếp tổ chức",
}
_LOST = {
    "transferred": "chuyển đi",
    "reorganised": "do sắp xếp tổ chức",
    "removal": "xóa tên",
    "expulsion": "khai trừ",
    "left": "xin ra khỏi Đảng",
    "deceased": "từ trần",
    "annulled": "hủy quyết định kết nạp",
}


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
class Ballots:
    """How often the cell voted on one matter, and how often it passed."""

    held: int = 0
    passed: int = 0


@dataclass(frozen=True)
class Month:
    """What the record of one evening does not hold: the time since the last one, both days
    included. ``gained`` and ``lost`` count members by why (the codes of a membership)."""

    first: date
    last: date
    begin: Strength
    end: Strength
    thematic: Sequence[date]
    raised: int
    answered: int
    waiting: int
    gained: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    recognised: int = 0
    admissions: Ballots = Ballots()
    recognitions: Ballots = Ballots()


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
        ("Phát triển đảng viên", _admission(month)),
        ("Kiểm tra, giám sát", _inspection()),
        (
            "Công tác xây dựng Đảng, đảng phí",
            _written(record, {ItemKind.PARTY_BUILDING, ItemKind.ROLL_CALL}),
        ),
        ("Ý kiến, kiến nghị", _opinions(month)),
        ("Chấm điểm buổi sinh hoạt", parts.score_total(record.score) if record.score else []),
        ("Nhiệm vụ tháng tới", parts.assigned_tasks(record.assigned)),
    ]
    blocks: list[Block] = [Paragraph(rich(italic(f"{BY_HAND}.")))]
    for place, (title, body) in enumerate(chapters, start=1):
        blocks += [parts.section(place, title), *(body or [parts.paragraph(phrases.NOTHING)])]
    blocks += [parts.section(len(chapters) + 1, "Đánh giá chung"), *_by_hand()]
    blocks += [parts.section(len(chapters) + 2, "Đề xuất với cấp trên"), *_by_hand()]
    return parts.paper(
        record,
        "report",
        _subject(record, month),
        blocks,
        recipients=(*parts.to_superior(record), "Lưu chi bộ."),
        signatures=parts.for_the_unit(record),
        on=record.day,
    )


def _subject(record: Record, month: Month) -> str:
    since = f"từ ngày {phrases.day_of(month.first)} đến ngày {phrases.day_of(month.last)}"
    return f"Kết quả hoạt động {since}, nhiệm vụ {phrases.month_of(record.month)}"


def _strength(month: Month) -> list[Block]:
    columns = (
        Column("Đảng viên", 10),
        Column(f"Ngày {phrases.day_of(month.first)}", 5, "center"),
        Column(f"Ngày {phrases.day_of(month.last)}", 5, "center"),
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
    changed = f"{_change('Tăng', month.gained, _GAINED)}; {_change('giảm', month.lost, _LOST)}"
    return [Table(columns, rows), parts.paragraph(changed)]


def _change(word: str, counted: Mapping[str, int], names: Mapping[str, str]) -> str:
    """``Tăng 2 đồng chí (kết nạp 1, chuyển đến 1)``."""
    told = ", ".join(f"{name} {counted[code]}" for code, name in names.items() if counted.get(code))
    whole = sum(counted.get(code, 0) for code in names)
    return f"{word} {whole} đồng chí" + (f" ({told})" if told else "")


def _admission(month: Month) -> list[Block]:
    """What the records tell of the way into the Party; the followed non-members are in none."""
    done = (
        f"Kết nạp {month.gained.get('admitted', 0)} đồng chí; "
        f"công nhận chính thức {month.recognised} đồng chí"
    )
    voted = [
        f"{what} {cast.held} lượt, đạt {cast.passed}"
        for what, cast in (
            ("đề nghị kết nạp", month.admissions),
            ("đề nghị công nhận chính thức", month.recognitions),
        )
        if cast.held
    ]
    votes = [parts.paragraph(f"Chi bộ biểu quyết: {'; '.join(voted)}")] if voted else []
    followed = f"Quần chúng ưu tú đang theo dõi, giúp đỡ: {SHORT_DOTTED} người; "
    followed += f"cử học lớp nhận thức về Đảng: {SHORT_DOTTED} người"
    return [parts.paragraph(done), *votes, parts.paragraph(followed)]


def _inspection() -> list[Block]:
    """No record of inspections is kept here."""
    return [
        parts.paragraph(
            f"Kiểm tra: {SHORT_DOTTED} cuộc, {SHORT_DOTTED} đảng viên; "
            f"giám sát: {SHORT_DOTTED} cuộc, {SHORT_DOTTED} đảng viên"
        )
    ]


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
            f"Trong kỳ nêu {month.raised} ý kiến; đã trả lời {month.answered}; "
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
