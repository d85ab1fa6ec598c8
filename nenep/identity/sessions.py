"""The session engine: opaque keys, kept in PostgreSQL behind definer functions.

The serving role cannot read the table, so nobody who reads the database through it can take over
a signed-in device; it can only ask for one session by its key.
"""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection
from django.utils import timezone

from nenep.identity.queries.door import door_key

ACCOUNT_KEY = "account"
DEVICE_KEY = "device"
LIMITED_KEY = "limited"


def proof_of(session_key: str, account_id: UUID, *, limited: bool = False) -> str:
    """The database opens a session for an account only with this; SQL alone cannot make it."""
    key = door_key()
    kind = b"limited" if limited else b""
    said = hashlib.sha256(session_key.encode()).digest() + kind + account_id.bytes
    return hashlib.sha256(key + hashlib.sha256(key + said).digest()).hexdigest()


class SessionStore(SessionBase):
    """Django's session interface over ``session_*`` functions."""

    def load(self) -> dict[str, object]:
        """The stored values, or an empty new session when the key is unknown or over."""
        if self.session_key:
            found = _one("select session_load(%s)", self.session_key)
            if isinstance(found, str):
                return self.decode(found)
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        return bool(_one("select session_load(%s) is not null", session_key))

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        # Loading an unknown key would forget it: with must_create there is nothing to load.
        values = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        account = UUID(str(values[ACCOUNT_KEY])) if ACCOUNT_KEY in values else None
        limited = bool(values.get(LIMITED_KEY))
        kept = _one(
            "select session_save(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            self.session_key,
            self.encode(values),
            account,
            timezone.now() + timedelta(seconds=self.get_expiry_age()),  # noqa: TID251
            must_create,
            proof_of(self.session_key, account, limited=limited) if account else None,
            settings.SESSION_IDLE_SECONDS,
            str(values.get(DEVICE_KEY, "")),
            limited,
        )
        if not kept:
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            _one("select session_end(%s)", key)

    @classmethod
    def clear_expired(cls) -> None:
        _one("select session_sweep()")


def _one(sql: str, *params: str | int | UUID | datetime | bool | None) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return row[0] if row else None
