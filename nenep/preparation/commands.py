"""``nenep agenda``: the drafted agenda of a cell's month, with the basis of every line."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.meetings.models import MEETING_KINDS
from nenep.preparation.printing import month_text, month_told
from nenep.preparation.queries.drafts import month_draft
from nenep.rulebook.rules.cell_types import CellType
from nenep.structure.queries.units import unit_by_code


def register(commands: Registry) -> None:
    commands.add(
        "agenda",
        help="soạn chương trình sinh hoạt một tháng của chi bộ, từng mục kèm căn cứ",
        run=agenda,
        configure=_configure,
        connection="worker",
        json=True,
    )


def agenda(args: Namespace) -> int:
    """Nothing is written. Exit status 1 when no content is known for any evening of the month.

    Raises:
        Absent: no such cell.
    """
    with system_scope("agenda") as actor:
        month = month_draft(
            actor,
            unit_by_code(args.cell, clock.today()),
            args.month,
            kind=args.kind or "",
            cell_type=args.type or "",
            topic=args.topic,
        )
    answer(args, month_told(month), month_text(month))
    return 0 if any(evening.draft for evening in month.evenings) else 1


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--cell", required=True, metavar="MÃ", help="mã chi bộ 14 số")
    parser.add_argument(
        "--month", required=True, type=_month, metavar="NĂM-THÁNG", help="ví dụ 2026-11"
    )
    parser.add_argument(
        "--kind", choices=[kind for kind, _ in MEETING_KINDS], help="loại buổi sinh hoạt"
    )
    parser.add_argument("--topic", default="", metavar="CHUYÊN-ĐỀ", help="tên chuyên đề")
    parser.add_argument(
        "--type",
        choices=[kind.value for kind in CellType],
        help="xem nội dung của loại hình chi bộ khác",
    )


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ArgumentTypeError("tháng ghi như 2026-11") from None
