"""The year of a cell: what it owes, what of it is done. Ten queries, whatever its size."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from nenep.meetings.models import Meeting
from nenep.meetings.queries import rule_path, series_on
from nenep.meetings.rules.day_rule import meeting_day
from nenep.meetings.rules.kinds import REGULAR_KINDS, TOPICAL_KINDS
from nenep.people.queries.links import links_in
from nenep.preparation.models import Fulfilment
from nenep.preparation.rules.obligations import Asking, Facts, Obligation, duties_for, obligations
from nenep.resolutions.queries.years import adopted_on
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import unit_near


def obligations_of(unit_id: UUID, year: int, today: date) -> list[Obligation]:
    """Every duty of the cell in that year. No door of its own: row policies leave out what the
    reader may not see, so ask only for somebody who keeps the cell's records."""
    unit = unit_near(unit_id, date(year, 12, 31))
    asking = Asking(rules_in_force(), unit.cell_type, rule_path(unit_id, unit.on))
    return obligations(asking, year, _facts(unit_id, year, today, asking), today=today)


def duties_on(unit_id: UUID, on: date) -> Sequence[Obligation]:
    """The duties a meeting of that day should speak of."""
    return duties_for(obligations_of(unit_id, on.year, on), on)


def _facts(unit_id: UUID, year: int, today: date, asking: Asking) -> Facts:
    meetings = Meeting.objects.filter(unit_id=unit_id, month__year=year)
    held: dict[str, list[tuple[date, date]]] = defaultdict(list)
    days = _days(unit_id, year, asking)
    for kind, month, day, planned in meetings.values_list("kind", "month", "held_on", "planned_on"):
        if day is not None:
            held[kind].append((month, day))
        elif kind in REGULAR_KINDS:  # moved with its reason: late only after that day
            days[month.month] = max(planned, days.get(month.month, planned))
    links = links_in(unit_id, year, min(today, date(year, 12, 31)))
    said = Fulfilment.objects.filter(unit_id=unit_id, year=year)
    told = dict(said.values_list("code", "done_on"))
    if (assigned := adopted_on(unit_id, year)) is not None:
        told["task_assignment"] = assigned
    return Facts(
        held={month.month: day for kind in REGULAR_KINDS for month, day in held[kind]},
        days=days,
        topics=[day for kind in TOPICAL_KINDS for _month, day in held[kind]],
        told=told,
        comments=(sum(link.given_on is not None for link in links), len(links)),
        first=_first(unit_id) or today.replace(day=1),
    )


def _first(unit_id: UUID) -> date | None:
    months = Meeting.objects.filter(unit_id=unit_id).order_by("month")
    return months.values_list("month", flat=True).first()


def _days(unit_id: UUID, year: int, asking: Asking) -> dict[int, date]:
    series = series_on(unit_id, "regular", date(year, 12, 28))
    found = {}
    for month in range(1, 13):
        ruled = meeting_day(
            asking.rulebook,
            date(year, month, 1),
            cell_type=asking.cell_type,
            unit_path=asking.unit_path,
            usual_day=series.usual_day if series else None,
        )
        if ruled.day is not None:
            found[month] = ruled.day
    return found
