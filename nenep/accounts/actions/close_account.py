"""Closing an account: the door shuts, whatever is open ends; the record of the person stays."""

from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor, Capability
from nenep.accounts.actions.open_account import must_be_the_installation
from nenep.accounts.queries.accounts import account_of
from nenep.identity.models import Account, ActivationCode, Credential, RecoveryCode, Session
from nenep.journal.actions.record import record
from nenep.journal.rules import INSTALLATION
from nenep.kernel.errors import Absent, Refused
from nenep.people.models import Person
from nenep.people.policies import person_for


@transaction.atomic
def close_account(*, actor: Actor, person_id: UUID) -> None:
    """Nobody signs in with it any more, every device is out at once. Closed already: nothing
    happens. Journals ``account.closed``.

    Raises:
        Absent, Forbidden: the actor does not see the person, or not keep that unit's accounts.
        Refused: there is none, or it is the actor's own.
    """
    person = person_for(actor, person_id, to=Capability.MANAGE_ACCOUNTS)
    held = account_of(person_id)
    if held is None:
        raise Refused("Người này chưa có tài khoản.")
    if person_id == actor.person_id:
        raise Refused("Không ai tự đóng tài khoản của mình; chưa làm gì.")
    if not held.active:
        return
    with connection.cursor() as cursor:
        cursor.execute("select account_close(%s)", [held.account_id])
    record(actor, "account.closed", unit_id=person.kept_by_id, kind="person", object_id=person_id)


@transaction.atomic
def close_by_login(*, actor: Actor, login: str) -> Account:
    """The same for any account, an administrator's too, on the server itself.

    Raises:
        Forbidden: anybody but the installation. Absent: no such login.
    """
    account = account_with(actor, login)
    if account.is_active:
        Account.objects.filter(pk=account.pk).update(is_active=False)
        ActivationCode.objects.filter(account=account).delete()
        Session.objects.filter(account=account).delete()
        say_of(actor, "account.closed", account)
    return account


@transaction.atomic
def reset_second_factor(*, actor: Actor, login: str) -> Account:
    """Take the second factor and its recovery codes off an account, and end its sessions: for who
    lost the telephone and has no superior's office. Journals ``account.second_factor_reset``.

    Raises:
        Forbidden: anybody but the installation. Absent: no such login.
    """
    account = account_with(actor, login)
    held = Credential.objects.filter(account=account, factor__isnull=False)
    if held.update(factor=None, factor_since=None, step=0):
        RecoveryCode.objects.filter(account=account).delete()
        Session.objects.filter(account=account).delete()
        say_of(actor, "account.second_factor_reset", account)
    return account


def account_with(actor: Actor, login: str) -> Account:
    """By its exact login; the installation only."""
    must_be_the_installation(actor)
    account = Account.objects.filter(login__iexact=login.strip()).first()
    if account is None:
        raise Absent("Không có tài khoản %(login)s.", login=login)
    return account


def say_of(actor: Actor, verb: str, account: Account) -> None:
    """In the chain of the unit that keeps the person, or the installation's."""
    kept_by = Person.objects.filter(account=account).values_list("kept_by_id", flat=True)
    record(
        actor,
        verb,
        unit_id=kept_by.first() or INSTALLATION,
        kind="person" if account.person_id else "account",
        object_id=account.person_id or account.pk,
    )
