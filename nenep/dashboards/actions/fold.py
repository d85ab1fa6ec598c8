"""Folding records into roll-ups: a cell's month from its records, then upward by the day's tree.

Runs as the worker (or the owner at a first load): the serving role cannot write figures.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from nenep.access.scope import system_scope
from nenep.dashboards.models import UnitMonth
from nenep.dashboards.queries import COUNTED, cell_figures
from nenep.dashboards.rules import first_of, last_day
from nenep.journal.models import Outbox
from nenep.kernel import clock
from nenep.structure.queries import superiors_on

# What a committee's row sums from the rows of the units under it.
SUMMED = ("cells", "members", "official", "probationary", "exempt", *COUNTED)

_UPWARD = f"""
insert into dashboards_unitmonth (unit_id, month, held_on, {", ".join(SUMMED)})
select %(unit)s, %(month)s, null, {", ".join(f"coalesce(sum(f.{name}), 0)" for name in SUMMED)}
from structure_placement p
join dashboards_unitmonth f on f.unit_id = p.unit_id and f.month = %(month)s
where p.parent_id = %(unit)s and p.during @> %(day)s::date
on conflict (unit_id, month) do update set
  {", ".join(f"{name} = excluded.{name}" for name in SUMMED)}
"""  # noqa: S608 - the names are the constants above


def fold_pending(limit: int = 500) -> int:
    """Fold what the outbox tells of, at most ``limit`` rows; returns how many unit-months moved.

    Rows are taken with ``skip locked``, so two workers never fold the same news.
    """
    with system_scope("roll-ups"):
        news = list(
            Outbox.objects.select_for_update(skip_locked=True).order_by("created_at")[:limit]
        )
        touched = {(row.unit_id, row.month) for row in news}
        fold(touched)
        Outbox.objects.filter(id__in=[row.id for row in news]).delete()
    return len(touched)


def rebuild(touched: Iterable[tuple[UUID, date]]) -> None:
    """Fold many months at once, in one transaction (first load, nightly comparison)."""
    with system_scope("roll-ups"):
        fold(set(touched))


@transaction.atomic
def fold(touched: set[tuple[UUID, date]]) -> None:
    """Recompute the cells' months, then every superior of each month once, deepest first."""
    for unit_id, month in sorted(touched, key=str):
        fold_cell(unit_id, month)
    above: dict[tuple[UUID, date], int] = {}
    for unit_id, month in touched:
        line = superiors_on(unit_id, _day(month))
        for height, unit in enumerate(line):
            key = (unit.id, month)
            above[key] = max(height, above.get(key, 0))
    for unit_id, month in sorted(above, key=lambda key: (above[key], str(key))):
        _fold_committee(unit_id, month)


def fold_cell(unit_id: UUID, month: date) -> None:
    """One cell's row of one month. Months still to come have no row."""
    month = first_of(month)
    if month > clock.today():
        return
    figures = cell_figures(unit_id, month, day=_day(month))
    if figures is not None:
        UnitMonth.objects.update_or_create(unit_id=unit_id, month=month, defaults=dict(figures))


def _fold_committee(unit_id: UUID, month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_UPWARD, {"unit": unit_id, "month": month, "day": _day(month)})


def _day(month: date) -> date:
    """The day whose tree and roll count: the month's last, or today in the running month."""
    return min(last_day(month), max(clock.today(), month + timedelta(days=0)))
