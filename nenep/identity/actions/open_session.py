"""Opening a device's session for an account."""

from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from nenep.identity.sessions import ACCOUNT_KEY, DEVICE_KEY, LIMITED_KEY


def open_session(
    session: SessionBase,
    account_id: UUID,
    *,
    device: str = "",
    limited: bool = False,
    seconds: int | None = None,
) -> None:
    """Sign the device in under a new key: a key planted before sign-in opens nothing.

    ``limited``: as a member only, see :mod:`nenep.accounts.actions.enter_by_link`. ``seconds`` is
    how long at most, when that is less than usual.
    """
    session.flush()
    session[ACCOUNT_KEY] = str(account_id)
    session[DEVICE_KEY] = device
    if limited:
        session[LIMITED_KEY] = True
    if seconds is not None:
        session.set_expiry(min(seconds, settings.SESSION_COOKIE_AGE))
