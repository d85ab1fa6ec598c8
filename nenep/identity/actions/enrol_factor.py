"""Giving an account its second factor, renewing its recovery codes, taking it off."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from nenep.identity.actions.second_step import recovery_hash
from nenep.identity.pending import ENROLLING
from nenep.identity.queries.door import ask, proof
from nenep.identity.rules.second_factor import new_recovery_codes, new_secret, step_of
from nenep.identity.sealing import seal, unseal
from nenep.kernel import clock


def secret_to_enrol(session: SessionBase, account_id: UUID) -> bytes:
    """The secret this device is about to show; the same until it is confirmed or the session
    ends. In the session it lies sealed."""
    kept = unseal(bytes.fromhex(session.get(ENROLLING, "")), account_id)
    if kept is None:
        kept = new_secret()
        session[ENROLLING] = seal(kept, account_id).hex()
    return kept


def enrol_factor(*, session: SessionBase, account_id: UUID, typed: str) -> list[str] | None:
    """Confirm by a first code, which is thereby used. The recovery codes, told this once; None
    when the code is not of now, or the account has a second factor already."""
    secret = secret_to_enrol(session, account_id)
    step = step_of(secret, typed, seconds=clock.instant(), after=0)
    if step is None:
        return None
    codes, sealed = new_recovery_codes(), seal(secret, account_id)
    (done,) = ask(
        "select door_enrol(%s, %s, %s, %s, %s, %s)",
        *(account_id, sealed, step, _hashes(account_id, codes), clock.now()),
        proof("enrol", str(account_id), sealed.hex(), str(step)),
    )
    session.pop(ENROLLING, None)
    return codes if done else None


def renew_recovery_codes(account_id: UUID) -> list[str]:
    """Ten new ones, told this once; those from before are worth nothing. The caller has just
    proved password and code."""
    codes = new_recovery_codes()
    ask(
        "select identity_change_factor(%s, %s)",
        *(_hashes(account_id, codes), proof("change-factor", str(account_id))),
    )
    return codes


def take_factor_off(account_id: UUID) -> None:
    """The caller has just proved password and code."""
    ask("select identity_change_factor(null, %s)", proof("change-factor", str(account_id)))


def _hashes(account_id: UUID, codes: list[str]) -> list[bytes]:
    return [recovery_hash(account_id, code) for code in codes]
