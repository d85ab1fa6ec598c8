"""``people`` and ``structure show``: who is counted on a day and where, who follows a cell."""

from argparse import ArgumentParser, Namespace
from datetime import date

from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Invalid, Refused
from nenep.people.actions.end_office import end_office
from nenep.people.actions.follow_cells import assign_follower
from nenep.people.printing import (
    denominators_text,
    denominators_told,
    tree_text,
    tree_told,
)
from nenep.people.queries.denominators import counted_tree_on, denominators_on
from nenep.people.queries.following import follower_of, seat_named
from nenep.people.rules.offices import Ending
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
    commands.add(
        "people follow",
        help="phân công một cấp ủy viên của cấp ủy trực tiếp theo dõi chi bộ",
        configure=_follow_arguments,
        run=_follow,
        connection="worker",
        json=True,
    )
    commands.add(
        "people unfollow",
        help="ghi thôi phân công theo dõi chi bộ; quyền đọc hết cùng ngày",
        configure=_unfollow_arguments,
        run=_unfollow,
        connection="worker",
        json=True,
    )


def _follow_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--cell", required=True, help="mã chi bộ của ngày đó")
    parser.add_argument("--name", required=True, help="họ và tên cấp ủy viên")
    parser.add_argument("--on", type=_day, help="từ ngày, mặc định hôm nay")
    parser.add_argument("--decision", default="", help="số văn bản phân công")


def _follow(arguments: Namespace) -> int:
    on = arguments.on or clock.today()
    with system_scope(REASON) as actor:
        cell = unit_by_code(arguments.cell, on)
        seat = seat_named(cell, arguments.name, on)
        term = assign_follower(
            actor=actor,
            person_id=seat.person_id,
            cell_ids=[cell.id],
            on=on,
            decision=arguments.decision,
        )[0]
    told = {"cell": cell.code, "since": term.during.lower.isoformat()}
    answer(arguments, told, f"{seat.full_name} theo dõi {cell.name} từ {on:%d/%m/%Y}.")
    return 0


def _unfollow_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--cell", required=True, help="mã chi bộ của ngày đó")
    parser.add_argument("--on", type=_day, help="thôi từ ngày, mặc định hôm nay")


def _unfollow(arguments: Namespace) -> int:
    on = arguments.on or clock.today()
    with system_scope(REASON) as actor:
        cell = unit_by_code(arguments.cell, on)
        line = follower_of(cell.id, on)
        if line is None:
            raise Refused(
                "%(cell)s ngày %(on)s không có người theo dõi; chưa ghi gì.",
                cell=cell.name,
                on=f"{on:%d/%m/%Y}",
            )
        end_office(actor=actor, term_id=line.term_id, on=on, how=Ending.REPLACED)
    told = {"cell": cell.code, "until": on.isoformat()}
    answer(arguments, told, f"{line.full_name} thôi theo dõi {cell.name} từ {on:%d/%m/%Y}.")
    return 0


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
