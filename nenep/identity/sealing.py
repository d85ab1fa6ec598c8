"""Secrets of second factors at rest: sealed with a key of the installation, tied to their account.

The key follows from SECRET_KEY: whoever has the database alone cannot make a code. With another
SECRET_KEY nothing can be unsealed, and second factors are enrolled anew.
"""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


def seal(secret: bytes, account_id: UUID) -> bytes:
    """AES-GCM; moved to another account's row it opens no more."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key()).encrypt(nonce, secret, account_id.bytes)


def unseal(sealed: bytes, account_id: UUID) -> bytes | None:
    """The secret; None when it was sealed by another key, for another account, or touched."""
    if len(sealed) <= NONCE:
        return None
    try:
        return AESGCM(_key()).decrypt(sealed[:NONCE], sealed[NONCE:], account_id.bytes)
    except InvalidTag:
        return None


def _key() -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"nenep second factor")
    return derived.derive(settings.SECRET_KEY.encode())
