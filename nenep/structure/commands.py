"""``structure found``: the first units of an installation. ``structure show`` stands with people,
whose members it counts."""

from argparse import ArgumentParser, Namespace
from datetime import date

from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Invalid
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.queries.units import unit_by_code
from nenep.structure.rules.units import Kind

REASON = "lệnh trên máy chủ"


def register(commands: Registry) -> None:
    commands.add(
        "structure found",
        help="thành lập một đơn vị",
        configure=_found_arguments,
        run=_found,
        connection="worker",
        json=True,
    )


def _found_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="tên đơn vị")
    parser.add_argument("--kind", required=True, choices=[kind.value for kind in Kind], help="loại")
    parser.add_argument("--code", default="", help="mã 14 chữ số; tổ đảng không có mã")
    parser.add_argument("--parent", help="mã đơn vị cấp trên trực tiếp")
    parser.add_argument("--cell-type", default="", help="loại hình chi bộ, ví dụ residential")
    parser.add_argument("--on", type=_day, help="ngày thành lập, ví dụ 2025-07-01")


def _found(arguments: Namespace) -> int:
    on = arguments.on or clock.today()
    with system_scope(REASON) as actor:
        parent = unit_by_code(arguments.parent, on) if arguments.parent else None
        unit = found_unit(
            actor=actor,
            name=arguments.name,
            kind=arguments.kind,
            code=arguments.code.replace(".", ""),
            parent_id=parent.id if parent else None,
            on=on,
            cell_type=arguments.cell_type,
        )
    told = {"id": unit.pk, "code": arguments.code, "on": on}
    answer(arguments, told, f"Đã lập {arguments.name} từ ngày {on:%d/%m/%Y}.")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("Ngày %(text)s chưa đúng; viết như 2025-07-01.", text=text) from None
