"""The denominators of a cell on a day, and members counted over the whole tree of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.people.queries.counting import counting_rules_on
from nenep.people.queries.rosters import RosterLine, roster_by
from nenep.people.rules.counting import Base, counting_rules
from nenep.people.rules.denominators import Denominator, UnitCounts, by_base, summed
from nenep.people.rules.reckoning import Belonging, reckon
from nenep.people.rules.standing import Spell
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import tree_on
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class CellDenominators:
    """Everybody of a cell on a day, by given name, and each base person by person."""

    unit_id: UUID
    on: date
    roster: Sequence[RosterLine]
    bases: Mapping[Base, Denominator]

    @property
    def names(self) -> Mapping[UUID, str]:
        """Full names, by person."""
        return {line.person_id: line.full_name for line in self.roster}


@dataclass(frozen=True)
class TreeLine:
    """A unit in the tree of a day, ``depth`` steps below the first: its own members, and those of
    the units below it as well."""

    depth: int
    unit: UnitView
    own: UnitCounts
    counts: UnitCounts


@dataclass(frozen=True)
class CountedTree:
    """The tree of a day with members counted by the statistics base. ``elsewhere`` are members
    of units that stand nowhere in it; asked for one branch, it is empty."""

    lines: Sequence[TreeLine]
    elsewhere: UnitCounts

    @property
    def total(self) -> UnitCounts:
        """Of the whole tree."""
        tops = (line.counts for line in self.lines if line.depth == 0)
        return sum(tops, UnitCounts())


def denominators_on(unit_id: UUID, on: date) -> CellDenominators:
    """Who counts in each base of the cell that day, and why. Two queries (three where a unit has
    set counting rules of its own). Every day has an answer."""
    roster = roster_by(unit_id, on, counting_rules_on(unit_id, on))
    return CellDenominators(unit_id, on, roster, by_base([line.reckoning for line in roster]))


# Members alike for the statistics, counted together: the rule then judges each kind once.
_ALIKE = """
select m.unit_id, m.standing, coalesce(s.kinds, '{}'), count(*)
from people_membership m
join people_person p on p.id = m.person_id and p.merged_into_id is null
left join (
  select person_id, array_agg(distinct kind::text order by kind::text) as kinds
  from people_state where during @> %(on)s::date group by person_id
) s on s.person_id = m.person_id
where m.during @> %(on)s::date and (%(units)s::uuid[] is null or m.unit_id = any (%(units)s))
group by 1, 2, 3
"""


def own_counts_on(on: date, unit_ids: Sequence[UUID] | None = None) -> dict[UUID, UnitCounts]:
    """Members of each unit itself that day, by the statistics base; of all units in reach when
    none is named. Two queries, whatever their number."""
    rules = counting_rules(rules_in_force(), on=on)
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {"on": on, "units": None if unit_ids is None else list(unit_ids)})
        rows = cursor.fetchall()
    counts: dict[UUID, UnitCounts] = {}
    for unit_id, standing, kinds, number in rows:
        one = Belonging(
            unit_id,
            memberships=(Spell(standing, on, None, unit_id=unit_id),),
            states=tuple(Spell(kind, on, None) for kind in kinds),
        )
        found = reckon(one, cell_id=unit_id, on=on, rules=rules)
        if found is not None and found.member:
            more = UnitCounts(number, 0) if found.official else UnitCounts(0, number)
            counts[unit_id] = counts.get(unit_id, UnitCounts()) + more
    return counts


def counted_tree_on(on: date, root_id: UUID | None = None) -> CountedTree:
    """The tree in reach that day, from its tops or from one unit, with members counted. Three
    queries."""
    tree = _branch(tree_on(on), root_id)
    own = own_counts_on(on, [view.id for _, view in tree] if root_id else None)
    totals = summed([(view.id, view.parent_id) for _, view in tree], own)
    lines = [
        TreeLine(depth, view, own.get(view.id, UnitCounts()), totals[view.id])
        for depth, view in tree
    ]
    outside = (counts for unit, counts in own.items() if unit not in totals)
    return CountedTree(lines, sum(outside, UnitCounts()))


def _branch(
    tree: Sequence[tuple[int, UnitView]], root_id: UUID | None
) -> Sequence[tuple[int, UnitView]]:
    """The unit and what stands under it, its depth 0; the whole tree without a unit."""
    if root_id is None:
        return tree
    at = next((n for n, (_, view) in enumerate(tree) if view.id == root_id), len(tree))
    taken: list[tuple[int, UnitView]] = []
    for depth, view in tree[at:]:
        if taken and depth <= tree[at][0]:
            break
        taken.append((depth - tree[at][0], view))
    return taken
