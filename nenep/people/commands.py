"""``account open``: a login for an administrator, or for somebody of a unit with an office;
``people denominators`` and ``structure show``: who is counted on a day, and where."""

import getpass
import secrets
from argparse import ArgumentParser, Namespace
from datetime import date

from nenep.access.queries import below
from nenep.access.rules import NEVER_GRANTED, OFFICE_NAMES, Actor, Office
from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Absent, Invalid
from nenep.kernel.names import clean_name
from nenep.people.actions.appoint import appoint
from nenep.people.actions.open_account import open_account, open_administrator
from nenep.people.models import Person
from nenep.people.printing import (
    denominators_text,
    denominators_told,
    tree_text,
    tree_told,
)
from nenep.people.queries.denominators import counted_tree_on, denominators_on
from nenep.structure.queries.units import unit_by_code
from nenep.structure.rules.units import UnitView

SHORTEST = 10
REASON = "lệnh trên máy chủ"


def register(commands: Registry) -> None:
    commands.add(
        "account open",
        help="mở tài khoản đăng nhập",
        configure=_arguments,
        run=_open,
        connection="owner",
        json=True,
    )
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


def _arguments(parser: ArgumentParser) -> None:
    offices = [
        o.value for o in Office if o not in {Office.ADMINISTRATOR, Office.MEMBER, *NEVER_GRANTED}
    ]
    parser.add_argument("--login", required=True, help="tên đăng nhập")
    parser.add_argument("--administrator", action="store_true", help="người quản trị hệ thống")
    parser.add_argument(
        "--unit", help="mã đơn vị giữ hồ sơ của người đó, hoặc đơn vị cấp trên của đơn vị ấy"
    )
    parser.add_argument("--name", help="họ và tên trong danh sách của đơn vị")
    parser.add_argument("--office", choices=offices, help="giao chức trách này từ hôm nay")
    parser.add_argument(
        "--office-unit",
        metavar="CODE",
        help="mã đơn vị mà chức trách thuộc về, mặc định như --unit; ví dụ mã đảng ủy phường khi"
        " cán bộ văn phòng sinh hoạt ở một chi bộ trực thuộc",
    )
    parser.add_argument("--generate", action="store_true", help="máy đặt mật khẩu và in ra một lần")


def _open(arguments: Namespace) -> int:
    password, given = secrets.token_urlsafe(12) if arguments.generate else _asked(), ""
    with system_scope(REASON) as actor:
        if arguments.administrator:
            open_administrator(actor=actor, login=arguments.login, password=password)
        else:
            given = _for_person(actor, arguments, password)
    told = {"login": arguments.login} | ({"password": password} if arguments.generate else {})
    shown = f" Mật khẩu (chỉ in lần này): {password}" if arguments.generate else ""
    answer(arguments, told, f"{given}Đã mở tài khoản {arguments.login}.{shown}")
    return 0


def _for_person(actor: Actor, arguments: Namespace, password: str) -> str:
    """Open the account and give the office, if one is named; a line about the office."""
    if not arguments.unit or not arguments.name:
        raise Invalid("Cần --unit và --name, hoặc --administrator.")
    today = clock.today()
    unit = unit_by_code(arguments.unit, today)
    person = _one_named(unit, clean_name(arguments.name))
    open_account(actor=actor, person_id=person.pk, login=arguments.login, password=password)
    if not arguments.office:
        return ""
    office = Office(arguments.office)
    at = unit_by_code(arguments.office_unit, today) if arguments.office_unit else unit
    appoint(actor=actor, person_id=person.pk, unit_id=at.id, office=office, on=today)
    return f"{person.full_name}: {OFFICE_NAMES[office]}, {at.name}\n"


def _one_named(unit: UnitView, name: str) -> Person:
    """The one person of that very name whose record is kept at the unit or below it."""
    named = Person.objects.filter(
        full_name=name, kept_by_id__in=below([unit.id]), merged_into__isnull=True
    )
    people = list(named[:2])
    if len(people) != 1:
        raise Absent(
            "Không tìm thấy đúng một người tên %(name)s ở %(unit)s. Nếu có người trùng tên,"
            " ghi --unit là mã chi bộ và --office-unit là mã đơn vị của chức trách.",
            name=name,
            unit=unit.name,
        )
    return people[0]


def _asked() -> str:
    first = getpass.getpass("Mật khẩu: ")
    if len(first) < SHORTEST:
        raise Invalid("Mật khẩu cần ít nhất %(n)s ký tự.", n=SHORTEST)
    if first != getpass.getpass("Nhập lại mật khẩu: "):
        raise Invalid("Hai lần nhập mật khẩu không giống nhau; chưa mở tài khoản.")
    return first


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
