"""What a unit has been: its history in words, and the names of units in somebody's life."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES, CellType
from nenep.structure.rules.history import Change, DatedFact, UnitChange, changes
from nenep.structure.rules.kinds import PARAMETER, kinds_from

_ROWS = """
select 'founded', u.founded_on, n.name, '', null::uuid, p.decision from structure_unit u
  join structure_unitname n on n.unit_id = u.id and lower(n.during) = u.founded_on
  join structure_placement p on p.unit_id = u.id and lower(p.during) = u.founded_on
  where u.id = %(id)s
union all select 'renamed', lower(during), name, '', null, decision from structure_unitname
  where unit_id = %(id)s
union all select 'rekinded', lower(during), kind, cell_type, null, decision
  from structure_unitkind where unit_id = %(id)s
union all select 'recoded', lower(during), code, '', null, decision from structure_unitcode
  where unit_id = %(id)s
union all select 'moved', lower(during), '', '', parent_id, decision from structure_placement
  where unit_id = %(id)s
union all select 'took_over', "on", '', '', unit_id, decision from structure_succession
  where successor_id = %(id)s
union all select 'dissolved', "on", '', '', successor_id, decision from structure_succession
  where unit_id = %(id)s
"""


def names_of(unit_ids: Collection[UUID]) -> dict[UUID, str]:
    """What each of the units is called today, or was called last; one query.

    Also of units out of reach: who holds a unit's id in a person's life or a unit's history may
    know what it was called. Unknown ids are left out.
    """
    if not unit_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select unit_id, name from structure_names(%s)", [list(unit_ids)])
        return {row[0]: str(row[1]) for row in cursor.fetchall()}


def history_of(unit_id: UUID) -> Sequence[UnitChange]:
    """Everything that happened to the unit, planned changes too, oldest first; three queries.

    Empty when the unit is out of reach.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"id": unit_id})
        rows = cursor.fetchall()
    names = names_of({row[4] for row in rows if row[4]})
    kinds = _KindNames()
    return changes(
        DatedFact(Change(what), since, _value(what, since, (said, detail), names, other, kinds), by)
        for what, since, said, detail, other, by in rows
    )


class _KindNames:
    """Names of kinds on any day; the rulebook is asked once."""

    def __init__(self) -> None:
        self._rules = rules_in_force()

    def on(self, kind: str, cell_type: str, day: date) -> str:
        name = kinds_from(self._rules.find(PARAMETER, on=day)).name(kind)
        known = CELL_TYPE_NAMES[CellType(cell_type)] if cell_type in set(CellType) else ""
        return f"{name} ({known})" if known else name


def _value(
    what: str,
    since: date,
    said: tuple[str, str],
    names: Mapping[UUID, str],
    other: UUID | None,
    kinds: _KindNames,
) -> str:
    if other is not None:
        return names.get(other, "")
    return kinds.on(*said, since) if what == Change.REKINDED else said[0]
