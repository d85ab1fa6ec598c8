"""``account …``: opening, listing and closing accounts on the server, and the way back in for who
has no superior's office. A password is neither asked for nor printed: a code is, once."""

from argparse import ArgumentParser, Namespace

from nenep.access.queries import below
from nenep.access.rules import NEVER_GRANTED, OFFICE_NAMES, Actor, Office
from nenep.access.scope import system_scope
from nenep.accounts.actions.close_account import (
    account_with,
    close_by_login,
    reset_second_factor,
    say_of,
)
from nenep.accounts.actions.open_account import (
    Slip,
    code_by_installation,
    open_account,
    open_administrator,
)
from nenep.accounts.queries.accounts import Keyholder, keyholders
from nenep.accounts.queries.administrators import administrators
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Absent, Invalid
from nenep.kernel.names import clean_name
from nenep.people.actions.appoint import appoint
from nenep.people.models import Person
from nenep.structure.queries.units import unit_by_code
from nenep.structure.rules.units import UnitView

REASON = "lệnh trên máy chủ"
MOST = 100_000


def register(commands: Registry) -> None:
    for name, told, configure, run in (
        ("open", "mở tài khoản đăng nhập, in mã kích hoạt", _open_arguments, _open),
        ("new-code", "in mã kích hoạt mới khi quên mật khẩu", _login, _new_code),
        ("list", "liệt kê tài khoản của một đơn vị, hoặc người quản trị", _list_arguments, _list),
        ("close", "đóng tài khoản và mọi phiên đang mở", _login, _close),
        ("reset-second-factor", "gỡ mã xác thực khi mất điện thoại", _login, _reset),
    ):
        commands.add(
            f"account {name}",
            help=told,
            configure=configure,
            run=run,
            connection="owner",
            json=True,
        )


def _login(parser: ArgumentParser) -> None:
    parser.add_argument("--login", required=True, help="tên đăng nhập")


def _open_arguments(parser: ArgumentParser) -> None:
    never = {Office.ADMINISTRATOR, Office.MEMBER, *NEVER_GRANTED}
    offices = [o.value for o in Office if o not in never]
    _login(parser)
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


def _open(arguments: Namespace) -> int:
    given = ""
    with system_scope(REASON) as actor:
        if arguments.administrator:
            slip = open_administrator(actor=actor, login=arguments.login)
        else:
            slip, given = _for_person(actor, arguments)
    _tell(arguments, slip, f"{given}Đã mở tài khoản {slip.login}.")
    return 0


def _for_person(actor: Actor, arguments: Namespace) -> tuple[Slip, str]:
    """Open the account and give the office, if one is named; a line about the office."""
    if not arguments.unit or not arguments.name:
        raise Invalid("Cần --unit và --name, hoặc --administrator.")
    today = clock.today()
    unit = unit_by_code(arguments.unit, today)
    person = _one_named(unit, clean_name(arguments.name))
    slip = open_account(actor=actor, person_id=person.pk, login=arguments.login)
    if not arguments.office:
        return slip, ""
    office = Office(arguments.office)
    at = unit_by_code(arguments.office_unit, today) if arguments.office_unit else unit
    appoint(actor=actor, person_id=person.pk, unit_id=at.id, office=office, on=today)
    return slip, f"{person.full_name}: {OFFICE_NAMES[office]}, {at.name}\n"


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


def _new_code(arguments: Namespace) -> int:
    with system_scope(REASON) as actor:
        account = account_with(actor, arguments.login)
        slip = code_by_installation(account)
        say_of(actor, "account.code_renewed", account)
    _tell(arguments, slip, "Mật khẩu đang dùng còn hiệu lực đến khi mã được dùng.")
    return 0


def _list_arguments(parser: ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--unit", help="mã đơn vị: tài khoản của người ở đơn vị ấy và bên dưới")
    which.add_argument("--administrators", action="store_true", help="người quản trị hệ thống")


def _list(arguments: Namespace) -> int:
    with system_scope(REASON):
        if arguments.administrators:
            rows = administrators()
        else:
            unit = unit_by_code(arguments.unit, clock.today())
            rows = [_row(one) for one in keyholders(unit.id, most=MOST)]
    lines = ["  ".join(str(value) for value in row.values()) for row in rows]
    answer(arguments, rows, "\n".join(lines) or "Không có tài khoản nào.")
    return 0


def _row(holder: Keyholder) -> dict[str, object]:
    account = holder.account
    return {
        "login": account.login,
        "name": holder.person.full_name,
        "active": account.active,
        "password": account.has_password,
        "second_factor": account.has_factor,
    }


def _close(arguments: Namespace) -> int:
    with system_scope(REASON) as actor:
        account = close_by_login(actor=actor, login=arguments.login)
    answer(arguments, {"login": account.login}, f"Đã đóng tài khoản {account.login}.")
    return 0


def _reset(arguments: Namespace) -> int:
    with system_scope(REASON) as actor:
        account = reset_second_factor(actor=actor, login=arguments.login)
    told = f"Đã gỡ mã xác thực của {account.login}; lần đăng nhập tới phải cài lại nếu bắt buộc."
    answer(arguments, {"login": account.login}, told)
    return 0


def _tell(arguments: Namespace, slip: Slip, first: str) -> None:
    told = {"login": slip.login, "code": slip.code, "until": slip.until}
    code = (
        f"Mã kích hoạt (chỉ in lần này, dùng một lần, đến hết {slip.until:%d/%m/%Y}): {slip.code}\n"
        "Người giữ tài khoản mở trang /activation/, nhập tên đăng nhập và mã, rồi đặt mật khẩu."
        if slip.code
        else "Tài khoản mở lại với mật khẩu cũ."
    )
    answer(arguments, told, f"{first}\n{code}")
