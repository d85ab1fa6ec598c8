"""The sheet that goes round for signing: paper and hands are equal to phones."""

from collections.abc import Sequence
from dataclasses import dataclass

from nenep.documents.rules.blocks import Block, Column, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import rich
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Record, RollLine

# Room for people nobody expected: a guest, somebody whose transfer came that day.
SPARE_LINES = 3
_MEETINGS = ("cell_committee", "party_committee")


@dataclass(frozen=True)
class Expected:
    """Somebody on the roll of that day, as the sheet names the standing ("Dự bị")."""

    name: str
    standing: str
    due: bool


def expected_from(roll: Sequence[RollLine], names: dict[str, str]) -> list[Expected]:
    """The roll of an opened meeting as expected people; ``names`` are those of standings."""
    return [Expected(line.name, names[line.standing.value], line.due) for line in roll]


def compose(record: Record, expected: Sequence[Expected]) -> Document:
    """Everybody due first, then whoever may come without being counted; three blank lines."""
    due = [one for one in expected if one.due]
    others = [one for one in expected if not one.due]
    blocks: list[Block] = [
        parts.paragraph(
            f"{phrases.clock(record.planned_at)}, ngày {phrases.day_of(record.day)}, "
            f"tại {record.place}"
        ),
        _table([*due, *others]),
        parts.paragraph(f"Phải dự: {len(due)} đồng chí. Có mặt: ........ Vắng: ........"),
    ]
    return parts.sheet(
        record,
        "DANH SÁCH DỰ HỌP" if record.kind in _MEETINGS else "DANH SÁCH DỰ SINH HOẠT",
        phrases.gathering(record),
        blocks,
        signatures=parts.of_the_record(record),
    )


def _table(people: Sequence[Expected]) -> Table:
    columns = (
        Column("TT", 2, "center"),
        Column("Họ và tên", 12),
        Column("Tư cách", 6),
        Column("Ký tên", 6),
        Column("Ghi chú", 6),
    )
    rows = [
        (rich(str(n)), rich(one.name), rich(one.standing), (), ())
        for n, one in enumerate(people, start=1)
    ]
    blank = [(rich(str(len(rows) + n)), (), (), (), ()) for n in range(1, SPARE_LINES + 1)]
    return Table(columns, (*rows, *blank))
