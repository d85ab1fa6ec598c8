"""Everything a plan is judged against, read on its effective date: a constant number of queries.

Row policies leave out what the actor may not see; what a plan names and is not here is out of its
reach.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor
from nenep.kernel import clock
from nenep.reorganisation.queries.hangings import with_what_hangs
from nenep.reorganisation.rules.snapshot import (
    CodeHeld,
    Elsewhen,
    LaterChange,
    Snapshot,
    UnitNow,
)
from nenep.reorganisation.rules.steps import (
    Dissolve,
    Found,
    Merge,
    MoveMembers,
    PlanText,
    Recode,
    Split,
    named_in,
)
from nenep.reorganisation.rules.tree_after import children

_BRANCH = """
with recursive t (id) as (
  select %(root)s::uuid union all
  select q.unit_id from structure_placement q join t on q.parent_id = t.id
    where q.during @> %(on)s::date)
select u.id, coalesce(c.code, ''), n.name, k.kind, p.parent_id, n.short, k.cell_type,
  greatest(u.founded_on, lower(n.during), lower(k.during), lower(p.during), lower(c.during))
from t join structure_unit u on u.id = t.id
join structure_unitname n on n.unit_id = u.id and n.during @> %(on)s::date
join structure_unitkind k on k.unit_id = u.id and k.during @> %(on)s::date
join structure_placement p on p.unit_id = u.id and p.during @> %(on)s::date
left join structure_unitcode c on c.unit_id = u.id and c.during @> %(on)s::date
order by c.code, n.name
"""
_ELSEWHEN = """
select distinct on (c.code) c.code, n.name, u.founded_on, u.dissolved_on
from structure_unitcode c join structure_unit u on u.id = c.unit_id
join structure_unitname n on n.unit_id = u.id and n.during && c.during
where c.code = any(%(codes)s) order by c.code, lower(c.during) desc, lower(n.during) desc
"""
_CODES = """
select code, unit_id, lower(during) from structure_unitcode
where code = any(%(codes)s) and during && daterange(%(on)s, null)
"""
_LATER = """
select unit_id, day, bool_or(ends) from (
  select unit_id, lower(during) as day, false as ends from structure_unitname
  union all select unit_id, lower(during), false from structure_unitkind
  union all select unit_id, lower(during), false from structure_unitcode
  union all select unit_id, lower(during), false from structure_placement
  union all select unit_id, "on", true from structure_succession) f
where unit_id = any(%(units)s) and day > %(on)s group by unit_id, day order by day, unit_id
"""


def snapshot_for(actor: Actor, plan: PlanText, root_id: UUID) -> Snapshot:
    """The branch under ``root_id`` on the plan's day, with what hangs on the units it names. An
    office may change only what stands strictly beneath that root, and nothing in the past."""
    on = plan.effective_on
    units = branch_on(root_id, on)
    now = Snapshot(
        on=on,
        today=clock.today(),
        units=units,
        root_id=None if actor.system else root_id,
        past_allowed=actor.system,
    )
    named = {name for step in plan.steps for name in named_in(step.act)}
    by_code = {unit.code: unit.id for unit in units.values() if unit.code}
    touched = _with_groups(units, {by_code[name] for name in named if name in by_code})
    now = replace(
        now,
        elsewhen=_elsewhen([name for name in named if name.isdigit() and name not in by_code]),
        codes=_codes(_new_codes(plan), on),
        later=_later(touched, on),
    )
    return with_what_hangs(now, _left(plan, by_code, units), touched)


def branch_on(root_id: UUID, on: date) -> dict[UUID, UnitNow]:
    """The units at and below ``root_id`` by the tree of that day. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BRANCH, {"root": root_id, "on": on})
        return {row[0]: UnitNow(*row) for row in cursor.fetchall()}


def _with_groups(units: dict[UUID, UnitNow], touched: Iterable[UUID]) -> set[UUID]:
    """Party groups end with their cell."""
    under = children(units)
    found = set(touched)
    return found | {one.id for key in found for one in under.get(key, ()) if one.is_group}


def _left(plan: PlanText, by_code: dict[str, UUID], units: dict[UUID, UnitNow]) -> set[UUID]:
    """The units that members leave, or that end."""
    names: list[str] = []
    for step in plan.steps:
        match step.act:
            case Merge():
                names += step.act.units
            case Split() | Dissolve():
                names.append(step.act.unit)
            case MoveMembers():
                names.append(step.act.source)
            case _:
                continue
    return _with_groups(units, {by_code[name] for name in names if name in by_code})


def _new_codes(plan: PlanText) -> list[str]:
    acts = (step.act for step in plan.steps)
    return [act.code for act in acts if isinstance(act, Found | Recode) and act.code]


def _elsewhen(codes: list[str]) -> tuple[Elsewhen, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHEN, {"codes": codes})
        return tuple(Elsewhen(*row) for row in cursor.fetchall())


def _codes(codes: list[str], on: date) -> tuple[CodeHeld, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_CODES, {"codes": codes, "on": on})
        return tuple(CodeHeld(*row) for row in cursor.fetchall())


def _later(units: set[UUID], on: date) -> tuple[LaterChange, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_LATER, {"units": sorted(units), "on": on})
        return tuple(LaterChange(*row) for row in cursor.fetchall())
