"""The first password by a code from paper, and a new one by its holder."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from nenep.identity.actions.try_password import (
    Tried,
    cost_of_today,
    limits_of_today,
    try_password,
)
from nenep.identity.queries.door import ask, bucket, keyed, proof
from nenep.identity.rules.codes import read_code
from nenep.identity.rules.passwords import new_hash, too_weak
from nenep.kernel import clock
from nenep.kernel.errors import Invalid


def activate(*, login: str, code: str, password: str, source: str) -> Tried:
    """Set the password of ``login`` by the activation code from its slip; the code is used up and
    every open session of the account ends.

    Raises:
        Invalid: the password will not do; the code stays good.
    """
    _must_do(password, login)
    limits, said = limits_of_today(), new_hash(password, cost_of_today())
    code_hash = activation_hash(code)
    wait, account_id = ask(
        "select * from door_activate(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        *(login, code_hash, said, bucket("login", login.casefold()), source, clock.now()),
        *(limits.free, limits.per_source, limits.first, limits.longest),
        proof("activate", login, code_hash.hex(), said),
    )
    return Tried(account_id if isinstance(account_id, UUID) else None, int(str(wait)))


def change_password(
    *,
    account_id: UUID,
    login: str,
    old: str,
    new: str,
    source: str,
    session: SessionBase,
) -> Tried:
    """A new password for whoever is signed in and still knows the old one. All other devices are
    signed out; this one goes on.

    Raises:
        Invalid: the new password will not do, or is the old one.
    """
    _must_do(new, login)
    if new == old:
        raise Invalid("Mật khẩu mới giống mật khẩu cũ; chưa đổi gì.", field="new")
    tried = try_password(login=login, password=old, source=source)
    if tried.account_id == account_id:
        said = new_hash(new, cost_of_today())
        ask(
            "select identity_change_password(%s, %s, %s, %s)",
            *(said, session.session_key or "", clock.now()),
            proof("change", str(account_id), said),
        )
    return tried


def activation_hash(code: str) -> bytes:
    """What is kept of an activation code."""
    return keyed("activation code", read_code(code))


def _must_do(password: str, login: str) -> None:
    """Refuse what anybody would guess."""
    why = too_weak(password, login)
    if why is not None:
        raise Invalid(why, field="new")
