"""Giving numbers: gapless, because the number lives and dies with the caller's transaction."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError

from nenep.kernel import ids

# One statement takes, advances and locks the series' row until the caller commits: whoever asks
# for the same series meanwhile waits, and a rollback gives the number back.
_TAKE = """
insert into documents_numberseries as series (id, unit_id, type_code, term_from, next_number)
values (%s, %s, %s, %s, 2)
on conflict (unit_id, type_code, term_from)
do update set next_number = series.next_number + 1
returning next_number - 1
"""


def next_number(*, unit_id: UUID, type_code: str, term_from: date) -> int:
    """The next number of that type in the unit's term that began on ``term_from``.

    :raises TransactionManagementError: outside a transaction, where a number could be lost.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A number is given inside the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [ids.new_id(), unit_id, type_code, term_from])
        row = cursor.fetchone()
    return int(row[0])
