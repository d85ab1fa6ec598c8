"""Blocks that several papers share: notes, opinions, tables of tasks, the score in brief."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from nenep.documents.rules.blocks import Block, BulletList, Column, Heading, Paragraph, Table
from nenep.documents.rules.codes import paper_type
from nenep.documents.rules.model import (
    Annex,
    Document,
    Head,
    PaperNumber,
    PlaceAndDate,
    Signature,
    Signatures,
    Title,
)
from nenep.documents.rules.text import RichText, bold, rich
from nenep.kernel.ratios import decimal_text
from nenep.minutes.rules import phrases
from nenep.minutes.rules.record import (
    Amended,
    Item,
    Opinion,
    Record,
    Score,
    ScoreLine,
    Someone,
    TaskLine,
    Vote,
)

DRAFT_NOTE = "Dự thảo, chưa có giá trị ban hành"
FULL = 100
# A sign before a figure ("-5 độ", "+2 hộ") is no dash of a list.
_DASH = re.compile(r"^[-–•+*]\s+")
_ON_BEHALF = {"cell_committee": "T/M CHI ỦY", "party_committee": "T/M ĐẢNG ỦY"}
_RANK = re.compile(r" (?:chi bộ|Đảng ủy|tổ đảng)$")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def paper(
    record: Record,
    type_key: str,
    subject: str,
    blocks: Sequence[Block],
    *,
    signatures: Signatures | None,
    recipients: Sequence[str] = (),
    bases: Sequence[RichText] = (),
    annexes: Sequence[Annex] = (),
    on: date | None = None,
) -> Document:
    """A paper of the cell with its official head; a draft has a blank number and says so, and who
    has no sign of its own (a Party group) gives none.

    Raises:
        Invalid: a cell issues no paper of that type.
    """
    kind = paper_type(type_key, record.types)
    return Document(
        head=_head(record),
        number=PaperNumber(kind.code, record.issuer_code) if record.issuer_code else None,
        place_and_date=PlaceAndDate(record.seat, on),
        title=Title(kind.heading, subject),
        bases=tuple(bases),
        blocks=tuple(blocks),
        recipients=tuple(recipients),
        signatures=signatures,
        annexes=tuple(annexes),
        footer_note="" if record.sealing else DRAFT_NOTE,
    )


def sheet(
    record: Record,
    heading: str,
    subject: str,
    blocks: Sequence[Block],
    *,
    signatures: Signatures | None,
) -> Document:
    """A working sheet of the cell: the head of a paper, but no type that takes a number."""
    return Document(
        head=_head(record),
        place_and_date=PlaceAndDate(record.seat, record.day),
        title=Title(heading, subject),
        blocks=tuple(blocks),
        signatures=signatures,
    )


def of_the_record(record: Record) -> Signatures:
    """Who wrote it left, who chaired right, as under the minutes."""
    return Signatures(
        left=Signature("NGƯỜI GHI BIÊN BẢN", name=_name(record.secretary)),
        right=Signature("CHỦ TRÌ HỘI NGHỊ", name=_name(record.chair)),
    )


def _name(someone: Someone | None) -> str:
    return someone.name if someone else ""


def _head(record: Record) -> Head:
    """Left head; the committee of a cell stands under the cell."""
    committee = "CHI ỦY" if record.kind == "cell_committee" else ""
    return Head(record.superior_name.upper(), phrases.issuer(record), committee)


def for_the_unit(record: Record) -> Signatures:
    """ "T/M CHI BỘ / BÍ THƯ / name": no seal, no K/T in a cell. A group's leader signs alone."""
    signer = record.signer
    role = _RANK.sub("", signer.office).upper() if signer else "BÍ THƯ"
    name = signer.name if signer else ""
    if record.kind == "party_group":
        return Signatures(right=Signature(role if signer else "TỔ TRƯỞNG", name=name))
    return Signatures(right=Signature(_ON_BEHALF.get(record.kind, "T/M CHI BỘ"), role, name))


def to_superior(record: Record) -> list[str]:
    """The first line under "Nơi nhận"; nothing for a cell without a superior that day."""
    if not record.superior_name:
        return []
    return [f"{phrases.committee_of(record.superior_name)} (để báo cáo),"]


def chapter(place: int, title: str) -> Heading:
    """``II. NỘI DUNG``; ``place`` counts from 0."""
    return Heading(rich(f"{ROMAN[place]}. {title.upper()}"))


def section(place: int, title: str) -> Heading:
    """``1. Tiêu đề``; ``place`` counts from 1."""
    return Heading(rich(f"{place}. {title}"), level=2)


def subsection(title: str) -> Heading:
    """The title of an item without a number; it never stands alone at the foot of a page."""
    return Heading(rich(phrases.sentence(title)), level=3)


def paragraph(text: str) -> Paragraph:
    """One plain paragraph, ended with a full stop."""
    return Paragraph(rich(phrases.sentence(text)))


def noted(text: str) -> list[Block]:
    """A note as it was typed: its lines as paragraphs, its dashes as a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks: list[Block] = []
    for is_list, group in groupby(lines, key=lambda line: _DASH.match(line) is not None):
        if is_list:
            items = (_DASH.sub("", line) for line in group)
            blocks.append(BulletList(tuple(rich(phrases.sentence(item)) for item in items)))
        else:
            blocks += [paragraph(line) for line in group]
    return blocks


def opinions(said: Sequence[Opinion]) -> list[Block]:
    """Every opinion with its speaker."""
    return [BulletList(tuple(phrases.opinion(one) for one in said))] if said else []


def votes(cast: Sequence[Vote]) -> list[Block]:
    """Every vote with its result and what follows from it."""
    return [Paragraph(line) for one in cast for line in phrases.vote(one)]


def amendments(amended: Sequence[Amended]) -> list[Block]:
    """What was changed at the reading, both wordings."""
    if not amended:
        return []
    return [
        Paragraph(rich("Sửa khi đọc lại, được đồng ý:")),
        BulletList(tuple(phrases.amendment(one) for one in amended)),
    ]


def content(item: Item) -> list[Block]:
    """What was noted, said and voted under an item."""
    blocks = noted(item.note)
    if item.skipped_reason:
        blocks.append(paragraph(f"Không thực hiện. Lý do: {item.skipped_reason}"))
    return [*blocks, *opinions(item.opinions), *votes(item.votes)]


def reviewed_tasks(record: Record) -> list[Block]:
    """Task – status – result, with the rate as it is counted; nothing when nothing was open."""
    if not record.reviewed:
        return []
    columns = (
        Column("TT", 2, "center"),
        Column("Nhiệm vụ đã giao", 9),
        Column("Người thực hiện", 5),
        Column("Thời hạn", 5, "center"),
        Column("Tình trạng", 5),
        Column("Kết quả", 7),
    )
    rows = tuple(
        _cells(place, task.title, task.owner, phrases.day_of(task.due_on), task.state, task.result)
        for place, task in enumerate(record.reviewed, start=1)
    )
    return [Table(columns, rows), paragraph(record.implementation)]


def assigned_tasks(tasks: Sequence[TaskLine]) -> list[Block]:
    """Who does what by when, and how it is seen to be done; a year's assignment in one sentence,
    since its list is an annex of the resolution."""
    yearly = [task for task in tasks if task.year is not None]
    rest = [task for task in tasks if task.year is None]
    return [*_of_the_year(yearly), *_table_of(rest)]


def _of_the_year(tasks: Sequence[TaskLine]) -> list[Block]:
    if not tasks:
        return []
    owners = len({task.owner for task in tasks})
    told = f"{len(tasks)} nhiệm vụ cho {owners} đảng viên, theo danh sách kèm theo nghị quyết."
    return [paragraph(f"Phân công nhiệm vụ đảng viên năm {tasks[0].year}: {told}")]


def _table_of(tasks: Sequence[TaskLine]) -> list[Block]:
    if not tasks:
        return []
    columns = (
        Column("TT", 2, "center"),
        Column("Nhiệm vụ", 10),
        Column("Người thực hiện", 6),
        Column("Thời hạn", 5, "center"),
        Column("Kết quả cần đạt", 8),
    )
    rows = tuple(
        _cells(place, task.title, task.owner, phrases.day_of(task.due_on), task.measure)
        for place, task in enumerate(tasks, start=1)
    )
    return [Table(columns, rows)]


def year_list(tasks: Sequence[TaskLine]) -> list[Block]:
    """Each member's tasks of a year, ordered by member; a name stands once, beside the first."""
    columns = (
        Column("TT", 2, "center"),
        Column("Đảng viên", 6),
        Column("Nhiệm vụ được giao", 12),
        Column("Kết quả cần đạt", 10),
    )
    rows: list[tuple[RichText, ...]] = []
    members = groupby(tasks, lambda task: task.owner)
    for place, (owner, own) in enumerate(members, start=1):
        for number, task in enumerate(own):
            shown = ("", "") if number else (str(place), owner)
            rows.append(tuple(map(rich, (*shown, task.title, task.measure))))
    return [Table(columns, tuple(rows))]


def score_total(score: Score) -> list[Block]:
    """The total with both numbers, the band, what still waits and what limits the band."""
    shown = f"{score.points}/{score.possible} điểm"
    scaled = (
        "" if score.possible == 100 else f"; quy về thang 100: {decimal_text(score.score)} điểm"
    )
    blocks: list[Block] = [
        Paragraph(rich("Tổng số: ", bold(shown), scaled, "; xếp loại: ", bold(score.band), "."))
    ]
    waiting = [f"{line.title} ({line.most} điểm)" for line in score.lines if line.waits]
    if waiting:
        blocks.append(paragraph(f"Chờ kết quả thực tế, chưa tính điểm: {'; '.join(waiting)}"))
    aside = [f"{line.title} ({line.most} điểm)" for line in score.lines if not line.applies]
    if aside:
        blocks.append(paragraph(f"Không áp dụng trong tháng: {'; '.join(aside)}"))
    return [*blocks, *(paragraph(veto) for veto in score.vetoes)]


def remedies(score: Score) -> list[Block]:
    """What the cell will do about each line it found low."""
    told = [line for line in score.lines if line.remedy]
    return [BulletList(tuple(_remedy(line) for line in told))] if told else []


def disputes(score: Score) -> list[Block]:
    """Lines on which the cell gave other points than the figures say, and why."""
    told = [line for line in score.lines if line.applies and line.reason and _differs(line)]
    return [BulletList(tuple(_dispute(line) for line in told))] if told else []


def _differs(line: ScoreLine) -> bool:
    return line.proposed is not None and line.points != line.proposed


def _remedy(line: ScoreLine) -> RichText:
    points = "" if line.points is None else f" ({line.points}/{line.most} điểm)"
    return rich(f"{line.title}{points}: {phrases.sentence(line.remedy)}")


def _dispute(line: ScoreLine) -> RichText:
    figures = f"theo số liệu {line.proposed} điểm, chi bộ cho {line.points} điểm"
    return rich(f"{line.title}: {figures}. Lý do: {phrases.sentence(line.reason)}")


def _cells(place: int, *texts: str) -> tuple[RichText, ...]:
    return (rich(str(place)), *(rich(text) for text in texts))
