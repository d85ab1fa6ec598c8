"""The key of a second factor as it is shown, once, while it is being enrolled."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.utils.safestring import SafeString

from nenep.identity.actions.enrol_factor import secret_to_enrol
from nenep.identity.qr import qr_drawing
from nenep.identity.rules.second_factor import provisioning_address, typed_key

ISSUER, WHOSE = "Nề Nếp", "tài khoản"


@dataclass(frozen=True)
class ShownKey:
    """To be scanned, or typed where there is no camera."""

    drawing: SafeString
    typed: str


def key_to_show(session: SessionBase, account_id: UUID, *, login: str = WHOSE) -> ShownKey:
    """The same key at every look until it is confirmed. At the door the login is not read: the
    app then names the account by the house alone."""
    secret = secret_to_enrol(session, account_id)
    address = provisioning_address(secret, login=login, issuer=ISSUER)
    return ShownKey(qr_drawing(address), typed_key(secret))


def drawing_of(address: str) -> SafeString:
    """A QR code for paper."""
    return qr_drawing(address)
