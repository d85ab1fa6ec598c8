"""``nenep month`` and ``nenep papers``: the papers of a cell's month or of one meeting."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from nenep.access.rules import Actor
from nenep.access.scope import system_scope
from nenep.documents.queries import WRITERS, Format, render
from nenep.documents.rules.model import Document
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Absent
from nenep.meetings.models import Meeting
from nenep.meetings.rules.kinds import REGULAR_KINDS
from nenep.minutes.books import bind_whole, bundle_of, must_be_bindable
from nenep.minutes.queries import compose_all, kind_of, sealed_papers
from nenep.minutes.sheets import compose_sheets, sheet_file
from nenep.structure.queries.units import unit_by_code


@dataclass(frozen=True)
class WrittenFile:
    """One file; ``number`` is empty for a draft."""

    kind: str
    number: str
    sealed: bool
    path: Path


def register(commands: Registry) -> None:
    commands.add(
        "month",
        help="ghi chương trình, biên bản, nghị quyết và phiếu chấm điểm một tháng ra tệp",
        run=month,
        configure=_configure,
        connection="worker",
        json=True,
    )
    commands.add(
        "papers",
        help="ghi mọi văn bản và phiếu của một buổi sinh hoạt ra tệp",
        run=papers,
        configure=_configure_papers,
        connection="worker",
        json=True,
    )
    commands.add(
        "book",
        help="đóng biên bản, nghị quyết một năm của chi bộ thành một tệp PDF",
        run=book,
        configure=_configure_book,
        connection="worker",
        json=True,
    )


def book(args: Namespace) -> int:
    """The bound book of a year as one PDF.

    Raises:
        Absent: no such cell, or nothing was sealed that year.
        Refused: more papers than a book holds.
    """
    path: Path = args.out
    with system_scope("book") as actor:
        unit = unit_by_code(args.cell, clock.today())
        bundle = bundle_of(actor, unit.id, args.year)
        if not bundle.papers:
            raise Absent(
                "%(cell)s không có gì để đóng sổ năm %(year)s.", cell=unit.name, year=args.year
            )
        must_be_bindable(bundle)
        path.write_bytes(bind_whole(bundle))
    papers = len(bundle.papers)
    answer(args, {"file": path, "papers": papers}, f"{path}: {papers} văn bản")
    return 0


def papers(args: Namespace) -> int:
    """Sealed papers where there are any, drafts otherwise, and every working sheet.

    Raises:
        Absent: no such meeting.
    """
    folder: Path = args.out
    folder.mkdir(parents=True, exist_ok=True)
    with system_scope("papers") as actor:
        meeting = Meeting.objects.filter(pk=args.meeting).first()
        if meeting is None:
            raise Absent("Không có buổi sinh hoạt nào mang mã %(id)s.", id=args.meeting)
        written = _sealed(meeting, folder) or _drafts(actor, meeting, folder)
        written += [
            _draft(meeting, kind, document, form, folder)
            for kind, document in compose_sheets(actor, meeting.pk).items()
            for form in WRITERS
        ]
    told = [f"{file.path}{'' if file.number else ' (chưa có số)'}" for file in written]
    answer(args, {"meeting": meeting.pk, "files": written}, "\n".join(told))
    return 0


def month(args: Namespace) -> int:
    """Sealed papers where there are any, drafts otherwise. Exit status 0 when files were written.

    Raises:
        Absent: no such cell, or it has no meeting in that month.
    """
    folder: Path = args.out
    folder.mkdir(parents=True, exist_ok=True)
    with system_scope("month") as actor:
        meeting = _meeting(args.cell, args.month)
        written = _sealed(meeting, folder) or _drafts(actor, meeting, folder)
    told = [f"{file.path}{'' if file.sealed else ' (dự thảo)'}" for file in written]
    answer(args, {"meeting": meeting.pk, "files": written}, "\n".join(told))
    return 0


def _meeting(code: str, first: date) -> Meeting:
    unit = unit_by_code(code, clock.today())
    of_month = Meeting.objects.filter(unit_id=unit.id, month=first)
    regular = of_month.filter(kind__in=REGULAR_KINDS).first()
    meeting = regular or of_month.order_by("planned_on").first()
    if meeting is None:
        raise Absent(
            "%(cell)s không có buổi sinh hoạt nào trong tháng %(month)s.",
            cell=unit.name,
            month=f"{first:%m/%Y}",
        )
    return meeting


def _sealed(meeting: Meeting, folder: Path) -> list[WrittenFile]:
    written = []
    for paper in sealed_papers(meeting.pk):
        kind = kind_of(paper) or paper.type_code
        for form in WRITERS:
            path = folder / f"{meeting.month:%Y-%m}-{kind}.{form}"
            path.write_bytes(render(paper, form))
            written.append(WrittenFile(kind, paper.number_text, True, path))
    return written


def _drafts(actor: Actor, meeting: Meeting, folder: Path) -> list[WrittenFile]:
    return [
        _draft(meeting, kind, document, form, folder)
        for kind, document in compose_all(actor, meeting.pk).items()
        for form in WRITERS
    ]


def _draft(
    meeting: Meeting, kind: str, document: Document, form: Format, folder: Path
) -> WrittenFile:
    path = folder / f"{meeting.month:%Y-%m}-{kind}.{form}"
    path.write_bytes(sheet_file(meeting.pk, kind, document, form))
    return WrittenFile(kind, "", False, path)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--cell", required=True, metavar="MÃ", help="mã chi bộ 14 số")
    parser.add_argument(
        "--month", required=True, type=_month, metavar="NĂM-THÁNG", help="ví dụ 2026-11"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="THƯ-MỤC", help="nơi ghi tệp")


def _configure_papers(parser: ArgumentParser) -> None:
    parser.add_argument("--meeting", required=True, type=UUID, metavar="MÃ", help="mã buổi họp")
    parser.add_argument("--out", required=True, type=Path, metavar="THƯ-MỤC", help="nơi ghi tệp")


def _configure_book(parser: ArgumentParser) -> None:
    parser.add_argument("--cell", required=True, metavar="MÃ", help="mã chi bộ 14 số")
    parser.add_argument("--year", required=True, type=int, metavar="NĂM", help="ví dụ 2026")
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP", help="tệp PDF sẽ ghi")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ArgumentTypeError("tháng ghi như 2026-11") from None
