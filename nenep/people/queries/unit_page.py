"""The page of a unit: one look, a constant number of queries whatever its size.

A cell is counted by its roll of today for who may see it; a committee never: its numbers are those
of the roll-ups, which stand above this app and are reached by their label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.apps import apps

from nenep.access.policies import must_hold
from nenep.access.queries import may
from nenep.access.rules import Actor, Capability, Office
from nenep.people.models import CommitteeTerm
from nenep.people.queries.expiring import ExpiringMatter, expiring_of
from nenep.people.queries.offices import (
    GroupLine,
    OfficeLine,
    able_here,
    groups_in,
    groups_of,
    knows_leaders,
    life_of,
    may_here,
    members_of_group,
    offices_around,
    terms_of,
)
from nenep.people.queries.rosters import roster_on
from nenep.people.rules.committee import (
    Advice,
    CellFacts,
    Finding,
    SizeRules,
    TermFacts,
    advice,
    findings,
    size_rules,
)
from nenep.people.rules.offices import Days
from nenep.people.rules.standing import Standing
from nenep.rulebook.queries import rules_in_force
from nenep.structure.models import Succession
from nenep.structure.queries.units import children_on, superiors_on, unit_near
from nenep.structure.rules.kinds import PARAMETER, KindTable, kinds_from
from nenep.structure.rules.units import Kind, UnitView

_C = Capability
ASKED = (
    *(_C.VIEW_MEMBERS, _C.MANAGE_MEMBERS, _C.RECORD_STATES, _C.REORGANISE),
    *(_C.VIEW_PAPERS, _C.VIEW_FIGURES, _C.VIEW_CELLS, _C.VIEW_MEETING),
    *(_C.OPEN_PAPERS, _C.VIEW_JOURNAL, _C.REACH_IN_EMERGENCY),
)
"""What decides which parts of the page are shown."""
COUNTED = ("cells", "members", "official", "probationary", "exempt")


@dataclass(frozen=True)
class MonthCounts:
    """The people of a unit by the roll-up of a month."""

    month: date
    cells: int
    members: int
    official: int
    probationary: int
    exempt: int


@dataclass(frozen=True)
class Superior:
    """A unit above; ``open`` when the reader may open its page."""

    unit: UnitView
    open: bool


@dataclass(frozen=True)
class UnitPage:
    """Everything a unit's page shows to this reader."""

    unit: UnitView
    today: date
    life: Days
    successor_id: UUID | None
    kinds: KindTable
    line: Sequence[Superior]
    can: frozenset[Capability]
    knows_leaders: bool
    offices: Sequence[OfficeLine]
    term: CommitteeTerm | None
    standings: Sequence[tuple[Standing, int]] | None
    month: MonthCounts | None
    rules: SizeRules
    advice: Sequence[Advice]
    findings: Sequence[Finding]
    groups: Sequence[GroupLine]
    placed: Sequence[str]
    """Of a Party group: the names of its members."""
    below: Sequence[UnitView]
    expiring: Sequence[ExpiringMatter]

    @property
    def officers(self) -> Sequence[OfficeLine]:
        """Who holds an office on the day shown."""
        return [line for line in self.offices if line.days.covers(self.unit.on)]

    @property
    def coming(self) -> Sequence[OfficeLine]:
        """Who is to hold one later."""
        return [line for line in self.offices if line.days.since > self.unit.on]


def unit_page(actor: Actor, unit_id: UUID, *, today: date) -> UnitPage:
    """The page of a unit as it is today, as it begins, or as it was last.

    Raises:
        Absent: out of reach. Forbidden: known by name only.
    """
    unit = unit_near(unit_id, today)
    must_see(actor, unit)
    can = able_here(actor, ASKED, unit)
    on, rules = unit.on, rules_in_force()
    line = superiors_on(unit_id, on)
    below = children_on(unit_id, on)
    path = [*(above.id for above in reversed(line)), unit_id]
    sizes = size_rules(rules, unit, path, on)
    around, standings, official = offices_around(unit_id), None, 0
    offices = around.get(unit_id, ())
    if unit.is_cell and Capability.VIEW_MEMBERS in can:
        standings, official = _counted(unit_id, on)
    groups = groups_of(unit_id, groups_in(below), around, on)
    term = next((t for t in terms_of(unit_id) if t.during.lower <= on and _runs(t, on)), None)
    facts = CellFacts(official, _held(offices, on), len(groups), _term_facts(term))
    judged = standings is not None
    return UnitPage(
        unit=unit,
        today=today,
        life=life_of(unit_id),
        successor_id=_successor(unit_id),
        kinds=kinds_from(rules.find(PARAMETER, on=on, unit_path=path)),
        line=[Superior(above, may(actor, Capability.VIEW_UNIT, above.id)) for above in line],
        can=can,
        knows_leaders=knows_leaders(actor, unit),
        offices=offices,
        term=term,
        standings=standings,
        month=None if judged else _month(unit_id, on),
        rules=sizes,
        advice=advice(official, sizes) if judged else (),
        findings=findings(facts, sizes, on) if judged else (),
        groups=groups,
        placed=members_of_group(unit_id, on) if unit.kind == Kind.GROUP else (),
        below=[child for child in below if not unit.is_cell],
        expiring=expiring_of(actor, unit_id, on) if Capability.VIEW_MEMBERS in can else (),
    )


def must_see(actor: Actor, unit: UnitView) -> None:
    """Refuse (403) the page of a unit known by name only; the groups of one's cell are open."""
    if not may_here(actor, Capability.VIEW_UNIT, unit):
        must_hold(actor, Capability.VIEW_UNIT, unit.id)


def _counted(unit_id: UUID, on: date) -> tuple[Sequence[tuple[Standing, int]], int]:
    """How many in each standing, and how many official members whatever their standing."""
    counts = [line.counts for line in roster_on(unit_id, on)]
    by_standing = [(name, sum(c.standing is name for c in counts)) for name in Standing]
    official = sum(c.official and c.standing is not Standing.HOSTED for c in counts)
    return [(name, count) for name, count in by_standing if count], official


def _held(offices: Sequence[OfficeLine], on: date) -> list[tuple[UUID, Office]]:
    return [(line.person_id, line.office) for line in offices if line.days.covers(on)]


def _runs(term: CommitteeTerm, on: date) -> bool:
    return term.during.upper is None or on < term.during.upper


def _term_facts(term: CommitteeTerm | None) -> TermFacts | None:
    return TermFacts(term.size, term.during.lower, term.during.upper) if term else None


def _month(unit_id: UUID, on: date) -> MonthCounts | None:
    """The newest roll-up; none where the reader's office sees no figures."""
    rows = apps.get_model("dashboards", "UnitMonth")._default_manager.filter(
        unit_id=unit_id, month__lte=on
    )
    row = rows.order_by("-month").values_list("month", *COUNTED).first()
    return MonthCounts(*row) if row else None


def _successor(unit_id: UUID) -> UUID | None:
    found = Succession.objects.filter(unit_id=unit_id).values_list("successor_id", flat=True)
    return found.first()
