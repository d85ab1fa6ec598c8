"""Accounts, as far as the office that keeps their people may know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from nenep.people.models import Person


@dataclass(frozen=True)
class AccountHeld:
    """Who has which account and what opens it; never what was done with it."""

    person_id: UUID
    account_id: UUID
    login: str
    """Empty when only one-time links open it."""
    active: bool
    has_password: bool
    has_factor: bool
    code_until: datetime | None


@dataclass(frozen=True)
class Keyholder:
    """A person with an account, as the list shows them."""

    person: Person
    account: AccountHeld


def accounts_of(person_ids: Sequence[UUID]) -> dict[UUID, AccountHeld]:
    """The accounts of those of these people whose accounts the actor keeps, and one's own. One
    query; the database asks the reach."""
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_of(%s::uuid[])", [list(person_ids)])
        rows = cursor.fetchall()
    held = [AccountHeld(row[0], row[1], row[2] or "", *row[3:]) for row in rows]
    return {one.person_id: one for one in held}


def account_of(person_id: UUID) -> AccountHeld | None:
    return accounts_of([person_id]).get(person_id)


def keyholders(unit_id: UUID, *, most: int, after: int = 0) -> list[Keyholder]:
    """The people with a login at and below a unit, by name. Three queries."""
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_below(array[%s], %s, %s)", [unit_id, most, after])
        ids = [row[0] for row in cursor.fetchall()]
    people = Person.objects.select_related("kept_by").in_bulk(ids)
    held = accounts_of(ids)
    return [Keyholder(people[one], held[one]) for one in ids if one in people and one in held]
