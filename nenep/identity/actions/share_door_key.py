"""Giving the database the key with which it checks that a session was opened at the door."""

from django.db import connection, transaction

from nenep.identity.queries.door import door_key


@transaction.atomic
def share_door_key() -> None:
    """Replace the key by the application's of today; running sessions stay. As the owner."""
    with connection.cursor() as cursor:
        cursor.execute("delete from nenep_private.door_key")
        cursor.execute("insert into nenep_private.door_key values (%s)", [door_key()])
