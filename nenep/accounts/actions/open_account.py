"""Opening accounts. No default password exists anywhere: a slip of paper carries a code, good for
one time, with which its holder sets a password."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Actor, Capability, Office
from nenep.accounts.queries.accounts import account_of
from nenep.accounts.rules.logins import read_login
from nenep.identity.actions.set_password import activation_hash
from nenep.identity.models import Account, ActivationCode
from nenep.identity.rules.codes import new_code
from nenep.journal.actions.record import record
from nenep.journal.rules import INSTALLATION
from nenep.kernel import clock, ids
from nenep.kernel.errors import Forbidden, Refused
from nenep.people.policies import person_for

TAKEN = "Tên đăng nhập %(login)s đã có người dùng; chưa mở tài khoản. Hãy chọn tên khác."


@dataclass(frozen=True)
class Slip:
    """What is handed over on paper, shown this once. ``code`` is empty for an account that was
    opened again with the password it had."""

    login: str
    code: str
    until: datetime


@transaction.atomic
def open_account(*, actor: Actor, person_id: UUID, login: str) -> Slip:
    """A login for a person of the register, or a closed account opened again as it was. Journals
    ``account.opened`` with the person's unit.

    Raises:
        Absent, Forbidden: the actor does not see the person, or not keep that unit's accounts.
        Invalid: not a login. Refused: the login is taken, or the person signs in already.
    """
    person = person_for(actor, person_id, to=Capability.MANAGE_ACCOUNTS)
    held = account_of(person_id)
    if held is not None and held.active and held.login:
        raise Refused("Người này đã có tài khoản; chưa mở thêm.")
    wanted = held.login if held is not None and held.login else read_login(login)
    account_id = _opened(person_id, wanted)
    record(actor, "account.opened", unit_id=person.kept_by_id, kind="person", object_id=person_id)
    if held is not None and held.has_password:
        return Slip(wanted, "", clock.now())
    return _slip(account_id, wanted)


@transaction.atomic
def renew_code(*, actor: Actor, person_id: UUID) -> Slip:
    """Another activation code for an account whose holder has set no password yet; the code from
    before is good for nothing. Journals ``account.code_renewed``.

    Raises:
        Absent, Forbidden: as :func:`open_account`. Refused: no open account, or one with a
            password: that way needs two people (:mod:`nenep.accounts.actions.recovery`).
    """
    person = person_for(actor, person_id, to=Capability.MANAGE_ACCOUNTS)
    held = account_of(person_id)
    if held is None or not held.active or not held.login or held.has_password:
        raise Refused("Tài khoản này không chờ mã kích hoạt; chưa làm gì.")
    record(
        actor, "account.code_renewed", unit_id=person.kept_by_id, kind="person", object_id=person_id
    )
    return _slip(held.account_id, held.login)


@transaction.atomic
def open_administrator(*, actor: Actor, login: str) -> Slip:
    """An administrator's account: only on the server itself. Journals
    ``administrator.appointed`` in the installation's own chain.

    Raises:
        Forbidden: anybody but the installation. Invalid: not a login. Refused: it is taken.
    """
    must_be_the_installation(actor)
    wanted = read_login(login)
    if Account.objects.filter(login__iexact=wanted).exists():
        raise Refused(TAKEN, login=wanted)
    account = Account(login=wanted, label=wanted, created_at=clock.now())
    account.save(force_insert=True)
    Grant.objects.create(
        account=account,
        office=Office.ADMINISTRATOR.value,
        during=DateRange(clock.today(), None),
    )
    record(
        actor,
        "administrator.appointed",
        unit_id=INSTALLATION,
        kind="account",
        object_id=account.pk,
    )
    return code_by_installation(account)


def code_by_installation(account: Account) -> Slip:
    """A code for any account, by whoever administers the server. As the owner of the database."""
    code, until = new_code(), expiry()
    ActivationCode.objects.update_or_create(
        account=account, defaults={"code_hash": activation_hash(code), "expires_at": until}
    )
    return Slip(account.login or "", code, until)


def must_be_the_installation(actor: Actor) -> None:
    if not actor.system:
        raise Forbidden("Việc này chỉ làm được bằng lệnh trên máy chủ.")


def expiry() -> datetime:
    return clock.now() + timedelta(days=settings.ACTIVATION_DAYS)


def _opened(person_id: UUID, login: str) -> UUID:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select account_open(%s, %s, %s, %s)",
                [person_id, login, ids.new_id(), clock.now()],
            )
            row = cursor.fetchone()
    except IntegrityError as error:
        raise Refused(TAKEN, login=login) from error
    return UUID(str(row[0]))


def _slip(account_id: UUID, login: str) -> Slip:
    code, until = new_code(), expiry()
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_code(%s, %s, %s)", [account_id, activation_hash(code), until]
        )
    return Slip(login, code, until)
