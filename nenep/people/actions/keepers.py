"""Records follow the membership of today: a change written in advance comes true overnight."""

from django.db import connection

from nenep.access.scope import system_scope


def refresh_keepers() -> int:
    """Give every record to the cell its person is a member of today; returns how many changed
    hands. Who left stays kept by the last cell. Set-based, idempotent."""
    with system_scope("nơi giữ hồ sơ hôm nay"), connection.cursor() as cursor:
        cursor.execute("select people_keep(null)")
        return int(cursor.fetchone()[0])
