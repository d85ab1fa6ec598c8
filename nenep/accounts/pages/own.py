"""The page of the own account."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from nenep.access.rules import Actor
from nenep.accounts.actions.second_factor import factor_is_required
from nenep.accounts.queries.own import Device, OwnAccount, own_account, own_devices
from nenep.accounts.rules.chains import must_be_signed_in_whole
from nenep.identity.keys import ShownKey, key_to_show


@dataclass(frozen=True)
class OwnPage:
    """Everything ``accounts/own.html`` reads."""

    account: OwnAccount
    devices: Sequence[Device]
    factor_required: bool

    @property
    def others(self) -> bool:
        return any(not device.here for device in self.devices)


def own_page(actor: Actor, session_key: str | None) -> OwnPage:
    """Two queries. Raises: Forbidden: by a one-time link."""
    must_be_signed_in_whole(actor)
    return OwnPage(own_account(actor), own_devices(actor, session_key), factor_is_required(actor))


def key_page(actor: Actor, session: SessionBase) -> ShownKey:
    """The key to enrol, named by the login in the app."""
    account_id = must_be_signed_in_whole(actor)
    return key_to_show(session, account_id, login=own_account(actor).login)
