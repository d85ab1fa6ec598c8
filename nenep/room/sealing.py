"""Sealing: what a device sends can be read by this server only, and the answer by that device only.

ECDH on P-256 with a fresh key for each command, HKDF-SHA256, AES-256-GCM: what every browser of
four years ago brings along. The private key is one of the installation's secrets, a file of its own
beside them; a backup of the database without it cannot be read, nor sent to.
"""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from nenep.kernel.errors import Invalid

FILE = "room-key.pem"
ABOUT = b"nenep room 1"
POINT, NONCE = 65, 12  # bytes of an uncompressed point, and of a GCM nonce


@dataclass(frozen=True)
class Door:
    """The server's half of the seal."""

    private: ec.EllipticCurvePrivateKey

    @classmethod
    def fresh(cls) -> Self:
        """One that no installation keeps."""
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @property
    def public(self) -> str:
        """The raw point, base64, as WebCrypto imports it."""
        return base64.b64encode(_raw(self.private.public_key())).decode()

    def open(self, box: bytes) -> Mapping[str, object]:
        """What was sealed.

        Raises:
            Invalid: it was sealed to another server, or changed on its way.
        """
        try:
            point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), box[:POINT])
            shared = self.private.exchange(ec.ECDH(), point)
            nonce, sealed = box[POINT : POINT + NONCE], box[POINT + NONCE :]
            said = json.loads(AESGCM(_derived(shared)).decrypt(nonce, sealed, box[:POINT]))
        except (ValueError, InvalidTag, RecursionError) as wrong:
            raise Invalid("Gói này không niêm phong cho máy chủ này.") from wrong
        if not isinstance(said, dict):
            raise Invalid("Gói này không phải là lệnh.")
        return said


def door() -> Door:
    """The seal of this installation, made at the first call; two processes agree on one."""
    return _loaded(Path(settings.DATA_DIR))


def seal(public: str, said: Mapping[str, object]) -> bytes:
    """Seal for a door, as a device does it (for tests and for the storm)."""
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(public))
    own = ec.generate_private_key(ec.SECP256R1())
    mine, nonce = _raw(own.public_key()), secrets.token_bytes(NONCE)
    key = _derived(own.exchange(ec.ECDH(), point))
    return mine + nonce + AESGCM(key).encrypt(nonce, json.dumps(said).encode(), mine)


def sealed_answer(reply_key: str, said: Mapping[str, object]) -> str:
    """An answer for the device that sent the command, whoever carries it back; ``""`` for a key
    that is none."""
    try:
        key, nonce = base64.b64decode(reply_key), secrets.token_bytes(NONCE)
        box = nonce + AESGCM(key).encrypt(nonce, json.dumps(said).encode(), None)
    except ValueError:
        return ""
    return base64.b64encode(box).decode()


def opened_answer(reply_key: str, box: str) -> Mapping[str, str]:
    """The other side of :func:`sealed_answer`, for tests."""
    raw = base64.b64decode(box)
    told = AESGCM(base64.b64decode(reply_key)).decrypt(raw[:NONCE], raw[NONCE:], None)
    opened: Mapping[str, str] = json.loads(told)
    return opened


@lru_cache(maxsize=4)
def _loaded(data: Path) -> Door:
    path = data / FILE
    if not path.exists():
        _make(path)
    read = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(read, ec.EllipticCurvePrivateKey):
        raise Invalid("Khóa phòng họp tại %(path)s không phải khóa P-256.", path=path)
    return Door(read)


def _make(path: Path) -> None:
    """link(), unlike rename(), never replaces what another process has just written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Door.fresh().private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _raw(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def _derived(shared: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=b"", info=ABOUT).derive(shared)
