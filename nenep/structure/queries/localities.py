"""Reads of the register of villages: always on a day, a constant number of queries."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from nenep.kernel.errors import Absent
from nenep.structure.models import LocalityPlace, Unit
from nenep.structure.queries.units import cells_below_on
from nenep.structure.rules.localities import RESIDENTIAL, Leader, Life, LocalityView, place_key


def localities_on(unit_id: UUID, on: date) -> Sequence[LocalityView]:
    """The villages of a commune that day, or those a cell leads, by name. One query."""
    of_it = Q(unit_id=unit_id) | Q(led_by_id=unit_id)
    return _by_name(LocalityPlace.objects.filter(of_it, during__contains=on))


def villages_of_cell(cell_id: UUID, on: date) -> Sequence[LocalityView]:
    """The villages that the cell leads that day, by name. One query."""
    return _by_name(LocalityPlace.objects.filter(led_by_id=cell_id, during__contains=on))


def history_of_locality(locality_id: UUID) -> Sequence[LocalityView]:
    """Everything the village was or will be, oldest first. One query.

    Raises:
        Absent: no such village in reach.
    """
    rows = LocalityPlace.objects.filter(locality_id=locality_id).order_by("during")
    found = [_view(row) for row in rows]
    if not found:
        raise Absent("Không tìm thấy thôn, làng, tổ dân phố này, hoặc đồng chí không được xem.")
    return found


def row_near(history: Sequence[LocalityView], on: date) -> LocalityView:
    """The row of the day nearest to ``on``: of a village that has ended its last, of one still to
    come its first. ``history`` as :func:`history_of_locality` gives it."""
    begun = [row for row in history if row.since <= on]
    return begun[-1] if begun else history[0]


def leaders_on(commune_id: UUID, on: date) -> Mapping[UUID, Leader]:
    """The residential cells under the commune that day, at any depth, with their days. Two
    queries."""
    cells = [c for c in cells_below_on(commune_id, on) if c.cell_type == RESIDENTIAL]
    lives = lives_of([cell.id for cell in cells])
    return {c.id: Leader(c.id, c.name, c.code, lives[c.id]) for c in cells if c.id in lives}


def lives_of(unit_ids: Sequence[UUID]) -> Mapping[UUID, Life]:
    """The days of each of the units. One query."""
    rows = Unit.objects.filter(pk__in=unit_ids)
    return {row.pk: Life(row.founded_on, row.dissolved_on) for row in rows}


def _by_name(rows: QuerySet[LocalityPlace]) -> Sequence[LocalityView]:
    return sorted((_view(row) for row in rows), key=lambda view: place_key(view.name))


def _view(row: LocalityPlace) -> LocalityView:
    return LocalityView(
        locality_id=row.locality_id,
        name=row.name,
        kind=row.kind,
        unit_id=row.unit_id,
        led_by_id=row.led_by_id,
        since=row.during.lower,
        until=row.during.upper,
    )
