"""Coming in by a one-time link: the code, the known fact, and the device it then belongs to."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nenep.accounts.actions.hand_out_link import code_hash, fact_hash
from nenep.accounts.rules.links import TRIES, fact_of
from nenep.identity.actions.try_password import limits_of_today
from nenep.identity.queries.door import ask, proof
from nenep.kernel import clock


@dataclass(frozen=True)
class Entered:
    """``account_id`` when everything was right; ``device`` is then to be kept by the device."""

    account_id: UUID | None
    wait: int = 0
    seconds: int = 0
    """How long the link is still good."""
    device: str = ""


def enter_by_link(*, code: str, birth_year: int, given: str, device: str, source: str) -> Entered:
    """Use the link. Wrong code, wrong fact, another device, dead, over, revoked: one answer.

    ``device`` is the secret this device got at its first use, "" when it has none.
    """
    said, known = code_hash(code), fact_hash(fact_of(code, birth_year=birth_year, given=given))
    kept, limits = device or secrets.token_urlsafe(32), limits_of_today()
    wait, account_id, until = ask(
        "select * from door_link(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        *(said, known, hashlib.sha256(kept.encode()).digest(), source, clock.now()),
        *(TRIES, limits.per_source, limits.first, limits.longest),
        proof("link", said.hex(), known.hex(), source),
    )
    if not isinstance(account_id, UUID) or not isinstance(until, datetime):
        return Entered(None, int(str(wait)))
    left = int((until - clock.now()).total_seconds())
    return Entered(account_id, seconds=left, device=kept)
