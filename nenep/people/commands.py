"""``account open``: a login for an administrator, or for somebody of a unit with an office."""

import getpass
import secrets
from argparse import ArgumentParser, Namespace

from nenep.access.rules import OFFICE_NAMES, Actor, Office
from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Absent, Invalid
from nenep.kernel.names import clean_name
from nenep.people.actions.appoint import appoint
from nenep.people.actions.open_account import open_account, open_administrator
from nenep.people.models import Person
from nenep.structure.queries.units import unit_by_code

SHORTEST = 10


def register(commands: Registry) -> None:
    commands.add(
        "account open",
        help="mở tài khoản đăng nhập",
        configure=_arguments,
        run=_open,
        connection="owner",
        json=True,
    )


def _arguments(parser: ArgumentParser) -> None:
    offices = [o.value for o in Office if o not in (Office.ADMINISTRATOR, Office.MEMBER)]
    parser.add_argument("--login", required=True, help="tên đăng nhập")
    parser.add_argument("--administrator", action="store_true", help="người quản trị hệ thống")
    parser.add_argument("--unit", help="mã đơn vị giữ hồ sơ của người đó")
    parser.add_argument("--name", help="họ và tên trong danh sách của đơn vị")
    parser.add_argument("--office", choices=offices, help="giao chức trách này từ hôm nay")
    parser.add_argument("--generate", action="store_true", help="máy đặt mật khẩu và in ra một lần")


def _open(arguments: Namespace) -> int:
    password = secrets.token_urlsafe(12) if arguments.generate else _asked()
    with system_scope("lệnh trên máy chủ") as actor:
        if arguments.administrator:
            open_administrator(actor=actor, login=arguments.login, password=password)
        else:
            _for_person(actor, arguments, password)
    told = {"login": arguments.login} | ({"password": password} if arguments.generate else {})
    shown = f" Mật khẩu (chỉ in lần này): {password}" if arguments.generate else ""
    answer(arguments, told, f"Đã mở tài khoản {arguments.login}.{shown}")
    return 0


def _for_person(actor: Actor, arguments: Namespace, password: str) -> None:
    if not arguments.unit or not arguments.name:
        raise Invalid("Cần --unit và --name, hoặc --administrator.")
    unit = unit_by_code(arguments.unit, clock.today())
    name = clean_name(arguments.name)
    people = list(Person.objects.filter(kept_by_id=unit.id, full_name=name)[:2])
    if len(people) != 1:
        raise Absent(
            "Không tìm thấy đúng một người tên %(name)s ở %(unit)s.", name=name, unit=unit.name
        )
    open_account(actor=actor, person_id=people[0].pk, login=arguments.login, password=password)
    if arguments.office:
        office = Office(arguments.office)
        appoint(
            actor=actor, person_id=people[0].pk, unit_id=unit.id, office=office, on=clock.today()
        )
        print(f"{name}: {OFFICE_NAMES[office]}, {unit.name}")


def _asked() -> str:
    first = getpass.getpass("Mật khẩu: ")
    if len(first) < SHORTEST:
        raise Invalid("Mật khẩu cần ít nhất %(n)s ký tự.", n=SHORTEST)
    if first != getpass.getpass("Nhập lại mật khẩu: "):
        raise Invalid("Hai lần nhập mật khẩu không giống nhau; chưa mở tài khoản.")
    return first
