"""The roll-ups, rebuilt from the records that were just loaded.

The ward's cells have every month of the story. Of the others the months are told that show both
trees whole: two of the city's 2024, and the months in which they use this system.
"""

from datetime import date
from uuid import UUID

from nenep.dashboards.actions.fold import rebuild
from nenep.dashboards.models import UnitMonth
from nenep.dashboards.rules import VILLAGE_MONTHS, first_of, months_back
from nenep.demo.loading.light import LIGHT_MONTHS
from nenep.demo.rules import uid
from nenep.demo.story.calendar import month_start
from nenep.demo.story.profiles import MONTHS, PROFILES
from nenep.demo.story.units import WARD, tree
from nenep.kernel import clock
from nenep.structure.models import LocalityPlace

WHOLE_MONTHS = (date(2024, 6, 1), date(2024, 12, 1), *LIGHT_MONTHS)
"""Months in which every cell of the tree has its figures."""


def has_figures() -> bool:
    """Were the roll-ups of the ward built? Needs a reach."""
    return UnitMonth.objects.filter(unit_id=uid(WARD)).exists()


def rebuild_figures() -> int:
    """Every cell and month, then upward by the tree of each day; returns how many cell-months."""
    touched = {(uid(p.key), month_start(month)) for p in PROFILES for month in range(MONTHS)}
    touched |= _whole()
    rebuild(touched | _registers())
    return len(touched)


def _registers() -> set[tuple[UUID, date]]:
    """Every month of the trend for whoever keeps villages: they lie there whether cells met or
    not."""
    keepers = set(LocalityPlace.objects.values_list("unit_id", flat=True))
    trend = months_back(first_of(clock.today()), VILLAGE_MONTHS)
    return {(keeper, month) for keeper in keepers for month in trend}


def _whole() -> set[tuple[UUID, date]]:
    return {
        (uid(unit.key), month)
        for unit in tree()
        for month in WHOLE_MONTHS
        if unit.cell_kind is not None and _stood(unit.since, unit.until, month)
    }


def _stood(since: date, until: date | None, month: date) -> bool:
    return since <= month and (until is None or until > month)
