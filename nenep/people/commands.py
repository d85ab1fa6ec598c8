"""``people denominators`` and ``structure show``: who is counted on a day, and where."""

from argparse import ArgumentParser, Namespace
from datetime import date

from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Invalid
from nenep.people.printing import (
    denominators_text,
    denominators_told,
    tree_text,
    tree_told,
)
from nenep.people.queries.denominators import counted_tree_on, denominators_on
from nenep.structure.queries.units import unit_by_code

REASON = "lệnh trên máy chủ"


def register(commands: Registry) -> None:
    commands.add(
        "people denominators",
        help="ai được tính vào từng mẫu số của chi bộ một ngày, vì sao, theo đâu",
        configure=_denominators_arguments,
        run=_denominators,
        connection="worker",
        json=True,
    )
    commands.add(
        "structure show",
        help="in cây tổ chức của một ngày với số đảng viên",
        configure=_show_arguments,
        run=_show,
        connection="worker",
        json=True,
    )


def _denominators_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--cell", required=True, help="mã chi bộ của ngày đó")
    parser.add_argument("--on", type=_day, help="ngày xem, mặc định hôm nay")


def _denominators(arguments: Namespace) -> int:
    on = arguments.on or clock.today()
    with system_scope(REASON):
        unit = unit_by_code(arguments.cell, on)
        found = denominators_on(unit.id, on)
    answer(arguments, denominators_told(unit, found), denominators_text(unit, found))
    return 0


def _show_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--as-of", type=_day, help="ngày xem, mặc định hôm nay")
    parser.add_argument("--root", help="mã đơn vị ở gốc; mặc định cả cây")


def _show(arguments: Namespace) -> int:
    on = arguments.as_of or clock.today()
    with system_scope(REASON):
        root = unit_by_code(arguments.root, on) if arguments.root else None
        tree = counted_tree_on(on, root.id if root else None)
    answer(arguments, tree_told(tree), tree_text(tree))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("Ngày %(text)s chưa đúng; viết như 2025-07-01.", text=text) from None
