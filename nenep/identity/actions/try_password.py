"""A login and a password at the door; the same for a re-assurance inside."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from nenep.identity.queries.door import ask, bucket, keyed, proof
from nenep.identity.rules.passwords import Cost, decoy, hashed
from nenep.identity.rules.trials import Limits
from nenep.kernel import clock


@dataclass(frozen=True)
class Tried:
    """``account_id`` when it was right; ``wait`` seconds when nothing was even tried."""

    account_id: UUID | None
    wait: int = 0


def try_password(*, login: str, password: str, source: str) -> Tried:
    """The active account with this login and password.

    An unknown login goes the same way to the end: one recipe, one slow hash, one comparison in the
    database, one more failure counted. ``source`` is :func:`nenep.identity.visitors.source_of`.
    """
    limits, at, tried = limits_of_today(), clock.now(), bucket("login", login.casefold())
    wait, recipe = ask(
        "select * from door_recipe(%s, %s, %s, %s, %s, %s, %s)",
        *(login, decoy(keyed("decoy", login.casefold()), cost_of_today()), tried, source),
        *(at, limits.longest, proof("recipe", login, tried, source)),
    )
    if wait:
        return Tried(None, int(str(wait)))
    said = hashed(password, str(recipe))
    (account_id,) = ask(
        "select door_password(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        *(login, said, tried, source, at),
        *(limits.free, limits.per_source, limits.first, limits.longest),
        proof("password", login, said, tried, source),
    )
    return Tried(account_id if isinstance(account_id, UUID) else None)


def limits_of_today() -> Limits:
    """The installation's own, from its settings."""
    return Limits(
        free=settings.SIGN_IN_FREE_TRIES,
        per_source=settings.SIGN_IN_TRIES_PER_SOURCE,
        first=settings.SIGN_IN_FIRST_PAUSE,
        longest=settings.SIGN_IN_LONGEST_PAUSE,
    )


def cost_of_today() -> Cost:
    """What a new hash costs."""
    return Cost(*settings.PASSWORD_COST)
