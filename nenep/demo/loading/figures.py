"""The roll-ups of all months, rebuilt from the records that were just loaded."""

from nenep.dashboards.actions.fold import rebuild
from nenep.dashboards.models import UnitMonth
from nenep.demo.rules import uid
from nenep.demo.story.calendar import month_start
from nenep.demo.story.profiles import MONTHS, PROFILES
from nenep.demo.story.units import WARD


def has_figures() -> bool:
    """Were the roll-ups of the ward built? Needs a reach."""
    return UnitMonth.objects.filter(unit_id=uid(WARD)).exists()


def rebuild_figures() -> int:
    """Every cell and month, then upward by the tree of each day; returns how many cell-months."""
    touched = {(uid(p.key), month_start(month)) for p in PROFILES for month in range(MONTHS)}
    rebuild(touched)
    return len(touched)
