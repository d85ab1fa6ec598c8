"""The one look at accounts before anybody is signed in."""

from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection


def account_signing_in(login: str, password: str) -> UUID | None:
    """The active account with this login and password, else None.

    An unknown login costs one hash like a known one, so the time tells nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("select id, password from identity_for_sign_in(%s)", [login])
        row = cursor.fetchone()
    if row is None:
        make_password(password)
        return None
    account_id: UUID = row[0]
    return account_id if check_password(password, row[1]) else None
