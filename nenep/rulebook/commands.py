"""``nenep rulebook …``: check a file, ask a value, load the rules."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from uuid import UUID

from nenep.access.rules import SYSTEM
from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Absent, Invalid
from nenep.rulebook.actions.load import load_national, load_override
from nenep.rulebook.models import Edition
from nenep.rulebook.queries import rules_in_force, unit_path
from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.documents import citation_json
from nenep.rulebook.rules.engine import NoRuleKnown, Ruling
from nenep.rulebook.rules.national import read_file
from nenep.rulebook.rules.plain import Json
from nenep.rulebook.rules.reading import BrokenFile

SECTION_NAMES = {
    "documents": "văn bản",
    "parameters": "giá trị",
    "agendas": "chương trình",
    "score_sheets": "phiếu chấm điểm",
}


def register(commands: Registry) -> None:
    commands.add(
        "rulebook check",
        help="kiểm tra một tệp quy định, báo từng dòng có lỗi",
        run=check,
        configure=_add_file,
        database=False,
        json=True,
    )
    commands.add(
        "rulebook value",
        help="hỏi một giá trị có hiệu lực vào một ngày, kèm căn cứ",
        run=value,
        configure=_configure_value,
        connection="worker",
        json=True,
    )
    commands.add(
        "rulebook load",
        help="nạp bộ quy định chung, hoặc tệp riêng của một đơn vị",
        run=load,
        configure=_configure_load,
        connection="owner",
        json=True,
    )


def after_migrate() -> None:
    """Publish the national rules of this version; nothing happens when they are unchanged."""
    load_national(actor=SYSTEM)


def check(args: Namespace) -> int:
    """Exit status 1 when the file has faults."""
    path = Path(args.file)
    try:
        source = read_file(_content(path), path.name)
    except BrokenFile as broken:
        answer(args, {"valid": False, "problems": list(broken.problems)}, str(broken))
        return 1
    counts = {
        "documents": len(source.documents),
        "parameters": len(source.parameters),
        "agendas": len(source.agendas),
        "score_sheets": len(source.score_sheets),
    }
    told = ", ".join(f"{count} {SECTION_NAMES[name]}" for name, count in counts.items() if count)
    answer(args, {"valid": True, "unit": source.unit, **counts}, f"Tệp hợp lệ: {told}.")
    return 0


def value(args: Namespace) -> int:
    """Exit status 1 when no rule is known for that day."""
    with system_scope("rulebook value"):
        path = unit_path(args.unit) if args.unit else ()
        try:
            ruling = rules_in_force().value(
                args.name, on=args.on, unit_path=path, cell_type=args.cell_type
            )
        except NoRuleKnown as unknown:
            answer(args, {"known": False, "message": str(unknown)}, str(unknown))
            return 1
    answer(args, _told(ruling), f"{_shown(ruling.value)}\nCăn cứ: {ruling.citation}")
    return 0


def load(args: Namespace) -> int:
    """Without a file: the national set. With one: everything that unit has set is replaced."""
    with system_scope("rulebook load") as actor:
        edition = _load(args) if args.file else load_national(actor=actor)
    answer(
        args,
        {"edition": edition.number, "source": edition.source},
        f"Bộ quy định đang dùng: lần công bố {edition.number} ({edition.source}).",
    )
    return 0


def _load(args: Namespace) -> Edition:
    path = Path(args.file)
    content = _content(path)
    unit = args.unit or read_file(content, path.name).unit
    if not unit:
        raise Invalid(
            "Tệp chưa nói áp dụng cho đơn vị nào; ghi scope: {unit: mã} hoặc dùng --unit.",
            field="unit",
        )
    reached: UUID = unit_path(unit)[-1]
    return load_override(actor=SYSTEM, unit_id=reached, content=content, file=path.name)


def _told(ruling: Ruling) -> dict[str, object]:
    return {
        "known": True,
        "name": ruling.name,
        "value": ruling.value,
        "unit": ruling.unit_id,
        "citation": citation_json(ruling.citation),
    }


def _shown(found: Json) -> str:
    """Tables as JSON, everything else as it is read."""
    is_table = isinstance(found, list | dict)
    return json.dumps(found, ensure_ascii=False) if is_table else str(found)


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as missing:
        raise Absent("Không đọc được tệp %(file)s.", file=path) from missing
    except UnicodeDecodeError as odd:
        raise Invalid("Tệp %(file)s không phải văn bản UTF-8.", field="file", file=path) from odd


def _add_file(parser: ArgumentParser, *, optional: bool = False) -> None:
    parser.add_argument("file", metavar="TỆP", nargs="?" if optional else None, help="tệp YAML")


def _configure_value(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="TÊN", help="ví dụ meeting.min_minutes")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=clock.today(),
        metavar="NGÀY",
        help="năm-tháng-ngày; mặc định hôm nay",
    )
    parser.add_argument("--unit", metavar="MÃ", help="mã đơn vị 14 số, hoặc id")
    parser.add_argument(
        "--cell-type", choices=[kind.value for kind in CellType], help="loại hình chi bộ"
    )


def _configure_load(parser: ArgumentParser) -> None:
    _add_file(parser, optional=True)
    parser.add_argument("--unit", metavar="MÃ", help="mã đơn vị 14 số, hoặc id")
