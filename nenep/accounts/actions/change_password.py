"""Whoever is signed in chooses another password."""

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from nenep.access.rules import Actor
from nenep.accounts.rules.chains import chain_of, must_be_signed_in_whole
from nenep.identity.actions.set_password import change_password as change
from nenep.identity.actions.try_password import Tried
from nenep.identity.models import Account
from nenep.journal.actions.record import record


@transaction.atomic
def change_password(
    *, actor: Actor, old: str, new: str, source: str, session: SessionBase
) -> Tried:
    """A new password; every other device is signed out. Journals ``account.password_changed``.

    The old one is tried like at the door, and counted like there.

    Raises:
        Forbidden: by a one-time link. Invalid: the new one will not do, or is the old one.
    """
    account_id = must_be_signed_in_whole(actor)
    account = Account.objects.get(pk=account_id)
    tried = change(
        account_id=account_id,
        login=account.login or "",
        old=old,
        new=new,
        source=source,
        session=session,
    )
    if tried.account_id == account_id:
        record(
            actor,
            "account.password_changed",
            unit_id=chain_of(actor),
            kind="account",
            object_id=account_id,
        )
    return tried
