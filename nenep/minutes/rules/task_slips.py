"""What each owner takes home: one page a person with the tasks of the evening."""

from collections.abc import Sequence
from itertools import groupby

from nenep.documents.rules.blocks import Block, Column, Heading, PageBreak, Paragraph, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import bold, rich
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record, TaskLine

_PEN = "." * 40


def compose(record: Record) -> Document | None:
    """A page per owner, or None when nothing was assigned. The last column is for the pen: the
    member notes what was done and brings it to the next meeting."""
    ordered = sorted(record.assigned, key=lambda task: task.owner)
    pages = [(owner, list(tasks)) for owner, tasks in groupby(ordered, lambda task: task.owner)]
    if not pages:
        return None
    blocks: list[Block] = []
    for place, (owner, tasks) in enumerate(pages):
        blocks += [PageBreak(), *_again(record)] if place else []
        blocks += [Heading(rich(f"Người thực hiện: {owner}")), _table(tasks), _signing()]
    return parts.sheet(
        record,
        "PHIẾU GIAO VIỆC",
        f"Giao tại buổi {phrases.lower_first(phrases.gathering(record))}",
        blocks,
        signatures=None,
    )


def _again(record: Record) -> list[Block]:
    """The head of the next slip: each is cut off and handed to somebody else."""
    given = f"{record.unit_name}, {phrases.lower_first(phrases.gathering(record))}"
    return [
        Paragraph(rich(bold("PHIẾU GIAO VIỆC")), alignment="center"),
        Paragraph(rich(given), alignment="center"),
    ]


def _signing() -> Paragraph:
    """Both sign the slip itself."""
    return Paragraph(
        rich(f"Bí thư giao: {_PEN}   Người nhận: {_PEN}"), alignment="center", indented=False
    )


def _table(tasks: Sequence[TaskLine]) -> Table:
    columns = (
        Column("TT", 2, "center"),
        Column("Nhiệm vụ", 10),
        Column("Thời hạn", 5, "center"),
        Column("Kết quả cần đạt", 8),
        Column("Đã làm được", 8),
    )
    rows = tuple(
        (
            rich(str(n)),
            rich(task.title),
            rich(phrases.day_of(task.due_on)),
            rich(task.measure),
            (),
        )
        for n, task in enumerate(tasks, start=1)
    )
    return Table(columns, rows)
