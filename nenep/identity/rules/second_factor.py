"""Time-based one-time passwords (RFC 6238): six digits, thirty seconds, SHA-1, as every app reads
them; and who must have one."""

import base64
import secrets
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from nenep.identity.rules.codes import GROUP, new_code

ABOVE_CELL, ALL, OFF = "above-cell", "all", "off"
POLICIES = (ABOVE_CELL, ALL, OFF)
SECONDS, DIGITS = 30, 6
DRIFT = 1
"""A telephone's clock may be one step off, to either side."""
RECOVERY_CODES, RECOVERY_LETTERS = 10, 12


def new_secret() -> bytes:
    return secrets.token_bytes(20)


def new_recovery_codes() -> list[str]:
    """Ten codes of sixty bits, each good once."""
    return [new_code(RECOVERY_LETTERS) for _ in range(RECOVERY_CODES)]


def is_required(policy: str, *, above_cell: bool) -> bool:
    """Must this account have a second factor? ``policy`` is NENEP_SECOND_FACTOR."""
    return policy == ALL or (policy == ABOVE_CELL and above_cell)


def code_at(secret: bytes, seconds: float) -> str:
    """The six digits of a moment."""
    return _totp(secret).generate(int(seconds)).decode()


def step_of(secret: bytes, typed: str, *, seconds: float, after: int) -> int | None:
    """The time step whose code was typed, if it is of now (one off is forgiven) and later than the
    last one used; else None. A code is thus never taken twice."""
    digits = "".join(typed.split())
    now = int(seconds) // SECONDS
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        right = compare_digest(code_at(secret, step * SECONDS).encode(), digits.encode())
        if right and step > after:
            found = step
    return found


def provisioning_address(secret: bytes, *, login: str, issuer: str) -> str:
    """What the QR code says to an authenticator app."""
    return _totp(secret).get_provisioning_uri(login, issuer)


def typed_key(secret: bytes) -> str:
    """The same key for typing, in groups of four."""
    plain = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), SECONDS)  # noqa: S303 - the algorithm of RFC 6238
