"""The score sheet as a report (báo cáo): every line with its points and what they rest on."""

from nenep.documents.rules.blocks import Block, Column, Paragraph, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import RichText, bold, rich
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record, Score, ScoreLine


def compose(record: Record) -> Document | None:
    """The report, or None while the cell has confirmed no sheet."""
    score = record.score
    if score is None:
        return None
    blocks: list[Block] = [_table(score), *parts.score_total(score)]
    if told := parts.remedies(score):
        blocks += [Paragraph(rich("Biện pháp khắc phục:")), *told]
    return parts.paper(
        record,
        "report",
        f"Kết quả chấm điểm chất lượng {phrases.lower_first(phrases.gathering(record))}",
        blocks,
        bases=phrases.bases([score.basis]),
        recipients=(*parts.to_superior(record), "Lưu chi bộ."),
        signatures=parts.for_the_unit(record),
        on=record.day,
    )


def _table(score: Score) -> Table:
    columns = (
        Column("Tiêu chí", 12),
        Column("Tối đa", 3, "center"),
        Column("Điểm", 3, "center"),
        Column("Số liệu, lý do", 10),
    )
    rows: list[tuple[RichText, ...]] = []
    for group in score.groups:
        most, points = rich(bold(str(group.most))), rich(bold(str(group.points)))
        rows.append((rich(bold(f"{group.code}. {group.title}")), most, points, ()))
        rows += [_row(line) for line in group.lines]
    total = (rich(bold("Cộng")), rich(bold(str(score.possible))), rich(bold(str(score.points))), ())
    return Table(columns, (*rows, total))


def _row(line: ScoreLine) -> tuple[RichText, ...]:
    points = "–" if line.points is None else str(line.points)
    most = str(line.most) if line.applies else "–"
    return rich(f"{line.code} {line.title}"), rich(most), rich(points), rich(_said(line))


def _said(line: ScoreLine) -> str:
    reason = f"Lý do: {phrases.sentence(line.reason)}" if line.reason else ""
    return " ".join(part for part in (line.evidence, reason) if part)
