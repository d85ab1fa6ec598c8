"""The life of one person as it is kept, for who keeps the record and for oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import connection

from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import Person
from nenep.people.rules.seniority import party_age

ONE_DAY = timedelta(days=1)


class What(StrEnum):
    """Kinds of rows of a life."""

    MEMBERSHIP = "membership"
    OFFICE = "office"
    STATE = "state"
    STAY = "stay"
    LETTER = "letter"
    RESIDENCE = "residence"
    BADGE = "badge"
    CARD = "card"


@dataclass(frozen=True)
class LifeRow:
    """One dated row. ``last`` is its last day; ``kind`` the standing, office, state, kind of
    letter, village, years of the badge or number of the card; ``begun`` holds the basis, the
    provision or the destination, ``ended`` how it ended."""

    what: What
    id: UUID
    unit_id: UUID
    unit_name: str
    kind: str
    since: date | None
    last: date | None
    begun: str
    ended: str
    decision: str

    def runs_on(self, on: date) -> bool:
        """Does it hold on that day?"""
        began = self.since is None or self.since <= on
        return began and (self.last is None or on <= self.last)


@dataclass(frozen=True)
class Life:
    """A person with every row, the newest first. ``age`` is the Party age in full years, None when
    the day of admission is not known well enough."""

    person: Person
    rows: Sequence[LifeRow]
    age: int | None

    def of(self, what: What) -> Sequence[LifeRow]:
        """The rows of one kind, the newest first."""
        return [row for row in self.rows if row.what is what]

    def running(self, what: What, on: date) -> Sequence[LifeRow]:
        """Those of them that hold on that day."""
        return [row for row in self.of(what) if row.runs_on(on)]


_LIFE = """
select what, row_id, unit_id, unit_name, kind, since, until, begun, ended, decision
from people_life(%s)
"""


def life_of(person: Person, on: date) -> Life:
    """Everything kept of a person the reader was let in to; names of units are never blank, also
    of those that ended or stand in another ward. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_LIFE, [person.pk])
        rows = [_row(row) for row in cursor.fetchall()]
    admitted = PartialDate.stored(person.admitted_on, person.admitted_precision)
    return Life(person, rows, party_age(admitted, on))


def _row(row: tuple[str, UUID, UUID, str, str, date | None, date | None, str, str, str]) -> LifeRow:
    what, row_id, unit_id, unit_name, kind, since, until, begun, ended, decision = row
    # A letter is closed on a day, the other rows hold to the day before their bound.
    last = until if what == What.LETTER or until is None else until - ONE_DAY
    return LifeRow(
        What(what), row_id, unit_id, unit_name, kind, since, last, begun, ended, decision
    )
