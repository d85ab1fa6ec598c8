"""Opening accounts. No default password exists anywhere."""

from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Actor, Capability, Office
from nenep.identity.models import Account
from nenep.journal.actions.record import record
from nenep.journal.rules import INSTALLATION
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden, Refused
from nenep.people.policies import person_for


@transaction.atomic
def open_account(*, actor: Actor, person_id: UUID, login: str, password: str) -> Account:
    """A login for a person of the register. Journals ``account.opened`` with the person's unit.

    Raises:
        Absent, Forbidden: the actor does not see the person, or not manage that unit's members.
        Refused: the login is taken, or the person has an account.
    """
    person = person_for(actor, person_id, to=Capability.MANAGE_MEMBERS)
    account = _new(login, password, person_id)
    record(actor, "account.opened", unit_id=person.kept_by_id, kind="person", object_id=person_id)
    return account


@transaction.atomic
def open_administrator(*, actor: Actor, login: str, password: str) -> Account:
    """An administrator's account: only on the server itself. Journals
    ``administrator.appointed`` in the installation's own chain.

    Raises:
        Forbidden: anybody but the installation. Refused: the login is taken.
    """
    if not actor.system:
        raise Forbidden("Tài khoản quản trị chỉ mở được bằng lệnh trên máy chủ.")
    account = _new(login, password, None)
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
    return account


def _new(login: str, password: str, person_id: UUID | None) -> Account:
    if Account.objects.filter(login__iexact=login).exists():
        raise Refused("Tên đăng nhập %(login)s đã có người dùng.", login=login)
    if person_id and Account.objects.filter(person_id=person_id).exists():
        raise Refused("Người này đã có tài khoản.")
    account = Account(login=login, person_id=person_id, label=login, created_at=clock.now())
    account.set_password(password)
    account.save(force_insert=True)
    return account
