"""Half signed in: the password was right, the second step is missing.

The account stands in the session's signed values only. The session belongs to nobody, so the
database opens no reach at all for it.
"""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from nenep.kernel import clock

PENDING, SINCE, ENROLLING, NEXT = "pending", "pending_since", "enrolling", "pending_next"
MINUTES = 10


def hold(session: SessionBase, account_id: UUID, *, onward: str) -> None:
    """Remember, under a new key and for ten minutes, whose password was right."""
    session.flush()
    session[PENDING] = str(account_id)
    session[SINCE] = clock.instant()
    session[NEXT] = onward


def held(session: SessionBase) -> UUID | None:
    """Who is half in; None when nobody is, or no longer."""
    if PENDING not in session:
        return None
    age = clock.instant() - float(session[SINCE])
    return UUID(session[PENDING]) if 0 <= age <= MINUTES * 60 else None
