"""Opening a device's session for an account."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from nenep.identity.sessions import ACCOUNT_KEY, DEVICE_KEY


def open_session(session: SessionBase, account_id: UUID, *, device: str = "") -> None:
    """Sign the device in under a new key: a key planted before sign-in opens nothing."""
    session.flush()
    session[ACCOUNT_KEY] = str(account_id)
    session[DEVICE_KEY] = device
