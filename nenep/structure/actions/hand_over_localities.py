"""When a unit ends, its villages go to its successor; no village is lost in a reorganisation."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from nenep.journal.actions.announce import announce
from nenep.kernel import clock
from nenep.structure.models import LocalityPlace
from nenep.structure.queries.units import unit_near
from nenep.structure.rules.localities import REGISTER_NEWS, RESIDENTIAL


def hand_over_localities(unit_id: UUID, successor_id: UUID, on: date) -> int:
    """The villages of a commune that ends lie in its successor from ``on``; those a cell led are
    led by its successor if that is a residential cell, else by none. Returns how many rows moved.

    Part of the act that ends the unit, which holds the door, the journal and the tree. Two villages
    of one name may then lie in one commune: that is for its office to put right.
    """
    successor = unit_near(successor_id, on)
    leads = successor.is_cell and successor.cell_type == RESIDENTIAL
    leader = successor_id if leads else None
    of_it = Q(unit_id=unit_id) | Q(led_by_id=unit_id)
    rows = list(LocalityPlace.objects.filter(of_it, during__overlap=DateRange(on, None)))
    after = [_after(row, unit_id, successor_id, leader, on) for row in rows]
    running = [row for row in rows if row.during.lower < on]
    for row in running:
        row.during = DateRange(row.during.lower, on)
    LocalityPlace.objects.bulk_update(running, ["during"])
    LocalityPlace.objects.filter(pk__in=[r.pk for r in rows if r.during.lower >= on]).delete()
    LocalityPlace.objects.bulk_create(after)
    if on <= clock.today():
        for commune in dict.fromkeys(row.unit_id for row in (*rows, *after)):
            announce(REGISTER_NEWS, unit_id=commune, month=on)
    return len(after)


def _after(
    row: LocalityPlace, unit_id: UUID, successor_id: UUID, leader: UUID | None, on: date
) -> LocalityPlace:
    """The row as it goes on; one that begins later still goes on from its own first day."""
    return LocalityPlace(
        locality_id=row.locality_id,
        name=row.name,
        kind=row.kind,
        unit_id=successor_id if row.unit_id == unit_id else row.unit_id,
        led_by_id=leader if row.led_by_id == unit_id else row.led_by_id,
        during=DateRange(max(row.during.lower, on), row.during.upper),
    )
