"""Names of people on papers of the past: also of those whose record is kept elsewhere today."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection


def names_of(person_ids: Collection[UUID]) -> dict[UUID, str]:
    """Full names, by person. No query for nobody, one otherwise.

    Only of people who were once on the rolls of a unit whose records the actor keeps, and nothing
    of them but the name; the others are missing from the answer.
    """
    if not person_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select id, full_name from people_names(%s)", [list(person_ids)])
        return dict(cursor.fetchall())
