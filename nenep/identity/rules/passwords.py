"""What a password must be, and how its hash is computed. Length decides; no rules of composition.

A hash is kept in Django's form ``argon2$argon2id$v=19$m=…,t=…,p=…$salt$hash``; all but its last
part is the *recipe*, which may be told before the password has been proved.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from argon2 import low_level

SHORTEST, LONGEST = 10, 200
LENGTH_OF_HASH = 32
_COMMON = Path(__file__).parents[1] / "data" / "common_passwords.txt"


@dataclass(frozen=True)
class Cost:
    """What one computation costs: passes, KiB of memory, lanes. Django's of today."""

    passes: int = 2
    memory: int = 102_400
    lanes: int = 8

    def recipe(self, salt: bytes) -> str:
        encoded = base64.b64encode(salt).decode().rstrip("=")
        costs = f"m={self.memory},t={self.passes},p={self.lanes}"
        return f"argon2$argon2id$v=19${costs}${encoded}"


def hashed(password: str, recipe: str) -> str:
    """The slow computation, in the recipe's own cost. The only place where it happens."""
    _, _, version, costs, salt = recipe.split("$")
    cost = dict(part.split("=") for part in costs.split(","))
    said = low_level.hash_secret(
        password.encode(),
        base64.b64decode(salt + "=" * (-len(salt) % 4)),
        time_cost=int(cost["t"]),
        memory_cost=int(cost["m"]),
        parallelism=int(cost["p"]),
        hash_len=LENGTH_OF_HASH,
        type=low_level.Type.ID,
        version=int(version.removeprefix("v=")),
    )
    return "argon2" + said.decode("ascii")


def new_hash(password: str, cost: Cost) -> str:
    """The hash to keep of a new password."""
    return hashed(password, cost.recipe(secrets.token_bytes(16)))


def decoy(key: bytes, cost: Cost) -> str:
    """The recipe of a login that does not exist: always the same one, as of one that does."""
    return cost.recipe(hashlib.sha256(b"decoy|" + key).digest()[:16])


def too_weak(password: str, login: str = "") -> str | None:
    """Why this password will not do, as a sentence; None when it will."""
    plain = "".join(password.casefold().split())
    if len(password) < SHORTEST:
        return "Mật khẩu cần ít nhất 10 ký tự. Một câu ngắn dễ nhớ là tốt nhất."
    if login and login.casefold() in plain:
        return "Mật khẩu không được chứa tên đăng nhập."
    if plain in common() or len(set(plain)) < 4:
        return "Mật khẩu này quá nhiều người dùng, ai cũng đoán được. Hãy chọn mật khẩu khác."
    return None


@cache
def common() -> frozenset[str]:
    """What is tried first by whoever guesses."""
    return frozenset(_COMMON.read_text(encoding="utf-8").split())
