"""The second step: a code from the telephone, or one of the recovery codes."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from nenep.identity.actions.try_password import limits_of_today
from nenep.identity.queries.door import ask, bucket, keyed, proof
from nenep.identity.rules.codes import read_code
from nenep.identity.rules.second_factor import DIGITS, is_required, step_of
from nenep.identity.sealing import unseal
from nenep.kernel import clock


@dataclass(frozen=True)
class Factor:
    """What the door knows of an account's second factor."""

    sealed: bytes | None
    step: int
    required: bool
    wait: int


@dataclass(frozen=True)
class Stepped:
    """``wait`` seconds when nothing was even tried."""

    right: bool
    wait: int = 0


def factor_of(account_id: UUID) -> Factor:
    """Has the account a second factor, and must it have one?"""
    tried = bucket("second", str(account_id))
    found = ask(
        "select wait, above, factor, step from door_factor(%s, %s, %s, %s, %s)",
        *(account_id, tried, clock.now(), limits_of_today().longest),
        proof("factor", str(account_id), tried),
    )
    wait, above, sealed, step = found or (0, False, None, None)
    required = is_required(settings.SECOND_FACTOR, above_cell=bool(above))
    kept = bytes(sealed) if isinstance(sealed, bytes | memoryview) else None
    return Factor(kept, int(str(step or 0)), required, int(str(wait)))


def take_second_step(*, account_id: UUID, typed: str) -> Stepped:
    """Is this the code of now, or a recovery code not yet used? Either is used up thereby.

    Failures are counted for the account in the database; while one must wait nothing is tried.
    """
    factor = factor_of(account_id)
    if factor.wait or factor.sealed is None:
        return Stepped(False, factor.wait)
    step, code = _meant(account_id, factor, typed)
    limits = limits_of_today()
    (right,) = ask(
        "select door_second_step(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        *(account_id, step, code, bucket("second", str(account_id)), clock.now()),
        *(limits.free, limits.first, limits.longest),
        proof("second", str(account_id), str(step), code.hex()),
    )
    return Stepped(bool(right))


def recovery_hash(account_id: UUID, code: str) -> bytes:
    """What is kept of a recovery code."""
    return keyed("recovery code", f"{account_id}|{read_code(code)}")


def _meant(account_id: UUID, factor: Factor, typed: str) -> tuple[int, bytes]:
    """The time step of a code from the telephone, else 0 and the hash of a recovery code."""
    plain = "".join(typed.split())
    if len(plain) != DIGITS or not plain.isdecimal():
        return 0, recovery_hash(account_id, typed)
    secret = unseal(factor.sealed or b"", account_id)
    if secret is None:
        return 0, b""
    step = step_of(secret, plain, seconds=clock.instant(), after=factor.step)
    return (step, b"") if step is not None else (0, b"")
