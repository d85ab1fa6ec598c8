"""Folding records into roll-ups: a cell's month from its records, then upward by the day's tree.

Runs as the worker (or the owner at a first load): the serving role cannot write figures. The tree
of a month is that of its last day (of today, while it runs). A unit that ended during the month
stands where it stood last, with what it did, but its members are counted where they went.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from nenep.access.scope import system_scope
from nenep.dashboards.models import UnitMonth
from nenep.dashboards.queries import COUNTED, cell_figures
from nenep.dashboards.rules import VILLAGE_MONTHS, first_of, last_day, months_back
from nenep.journal.models import Outbox
from nenep.kernel import clock
from nenep.people.queries.villages import village_counts
from nenep.structure.queries.units import last_stood, superiors_on, unit_on
from nenep.structure.rules.localities import REGISTER_NEWS
from nenep.structure.rules.units import Kind

MEMBERS = ("members", "official", "probationary", "exempt")
# What a committee's row sums from the rows of the units under it, and what it adds of its own: at
# whatever height a commune keeps its villages, each is counted once on the way up.
SUMMED = ("cells", *MEMBERS, *COUNTED)
VILLAGES = ("localities", "localities_without_members", "localities_without_cell")
SHOWN = (*SUMMED, *VILLAGES)
_SUMS = (
    *(f"coalesce(sum(f.{name}), 0)" for name in SUMMED),
    *(f"coalesce(sum(f.{name}), 0) + %({name})s" for name in VILLAGES),
)

_UPWARD = f"""
insert into dashboards_unitmonth (unit_id, month, held_on, {", ".join(SHOWN)})
select %(unit)s, %(month)s, null, {", ".join(_SUMS)}
from structure_placement p
join dashboards_unitmonth f on f.unit_id = p.unit_id and f.month = %(month)s
where p.parent_id = %(unit)s and p.during && daterange(%(month)s::date, %(day)s::date, '[]')
  and not exists (select 1 from structure_placement later where later.unit_id = p.unit_id
    and lower(later.during) > lower(p.during) and lower(later.during) <= %(day)s::date)
on conflict (unit_id, month) do update set held_on = null,
  {", ".join(f"{name} = excluded.{name}" for name in SHOWN)}
"""  # noqa: S608 - the names are the constants above


def fold_pending(limit: int = 500) -> int:
    """Fold what the outbox tells of, at most ``limit`` rows; returns how many unit-months moved.

    What happened in a month may show in every later one (an opinion still open, a member entered
    late), so the later months that have figures, and the running one, are folded again too.
    """
    with system_scope("roll-ups"):
        _one_at_a_time()
        news = list(
            Outbox.objects.select_for_update(skip_locked=True).order_by("created_at")[:limit]
        )
        touched = _shown_in({(row.unit_id, first_of(row.month)) for row in news})
        touched |= _since({(row.unit_id, row.month) for row in news if row.kind == REGISTER_NEWS})
        _fold(touched, opening=False)
        Outbox.objects.filter(id__in=[row.id for row in news]).delete()
    return len(touched)


def rebuild(touched: Iterable[tuple[UUID, date]]) -> None:
    """Fold exactly these months, in one transaction (first load, nightly comparison)."""
    with system_scope("roll-ups"):
        _one_at_a_time()
        _fold({(unit_id, first_of(month)) for unit_id, month in touched}, opening=True)


def _one_at_a_time() -> None:
    """Two workers summing one committee at once would each miss the other's cell."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('nenep.roll-ups'))")


def _shown_in(told: set[tuple[UUID, date]]) -> set[tuple[UUID, date]]:
    """The months in which the news may show: one query however many are told."""
    earliest: dict[UUID, date] = {}
    for unit_id, month in told:
        earliest[unit_id] = min(month, earliest.get(unit_id, month))
    running = first_of(clock.today())
    later = UnitMonth.objects.filter(unit_id__in=earliest, month__lte=running)
    found = set(later.values_list("unit_id", "month"))
    shown = {(unit_id, month) for unit_id, month in found if month >= earliest[unit_id]}
    return told | shown | {(u, running) for u, month in earliest.items() if month < running}


def _since(told: set[tuple[UUID, date]]) -> set[tuple[UUID, date]]:
    """A register of villages holds in every month from its day on, whether or not cells met in it:
    the months of its trend."""
    trend = months_back(first_of(clock.today()), VILLAGE_MONTHS)
    return {(unit_id, month) for unit_id, since in told for month in trend if month >= since}


@transaction.atomic
def _fold(touched: set[tuple[UUID, date]], *, opening: bool) -> None:
    """Recompute the cells' months, then every superior of each month once, deepest first.

    ``opening`` writes a first row also for a past month in which nothing was held; otherwise a
    cell's months count, met or not, from the first one that was told of.
    """
    committees: dict[tuple[UUID, date], int] = {}
    for unit_id, month in sorted(touched, key=str):
        day = _day(month)
        stood = last_stood(unit_id, month, day) if month <= day else None
        if stood is None:
            UnitMonth.objects.filter(unit_id=unit_id, month=month).delete()
            continue
        unit = unit_on(unit_id, stood)
        if unit.kind == Kind.GROUP:
            continue  # a part of its cell: the cell's own rows tell of it
        line = [above.id for above in superiors_on(unit_id, stood) if not above.is_cell]
        if unit.is_cell:
            _fold_cell(unit_id, month, stood, opening)
        else:
            line.insert(0, unit_id)
        for height, above in enumerate(line):
            committees[above, month] = max(height, committees.get((above, month), 0))
    for unit_id, month in sorted(committees, key=lambda key: (committees[key], str(key))):
        _fold_committee(unit_id, month)


def _fold_cell(unit_id: UUID, month: date, stood: date, opening: bool) -> None:
    """One cell's row of one month; no row of a month it has nothing to do with."""
    rows = UnitMonth.objects.filter(unit_id=unit_id)
    figures = cell_figures(unit_id, month, day=stood)
    ended = stood < _day(month)
    if figures is None or (ended and not figures["met"]):
        rows.filter(month=month).delete()
        return
    nothing_held = not (figures["met"] or figures["thematic"])
    past = month < first_of(clock.today())
    if nothing_held and past and not opening and not rows.filter(month__lte=month).exists():
        return
    left = dict.fromkeys(MEMBERS, 0) if ended else {}
    # A cell keeps no villages; what was a commune until lately may have.
    none_of_it = dict.fromkeys(VILLAGES, 0)
    UnitMonth.objects.update_or_create(
        unit_id=unit_id, month=month, defaults={**figures, **left, **none_of_it}
    )


def _fold_committee(unit_id: UUID, month: date) -> None:
    """The sums of the units under it, with its own villages as they were on the month's day; those
    of a commune that ended before it are counted where they went."""
    day = _day(month)
    own = village_counts(unit_id, day)
    villages = dict(
        zip(VILLAGES, (own.localities, own.without_members, own.without_cell), strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute(_UPWARD, {"unit": unit_id, "month": month, "day": day, **villages})


def _day(month: date) -> date:
    """The day whose tree and roll count: the month's last, or today in the running month. Before
    the month's first day for a month still to come, which has no figures."""
    return min(last_day(month), clock.today())
