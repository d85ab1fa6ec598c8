"""The invented tree with its dated codes and placements; one journal entry per unit."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.rules import demo_today, uid
from nenep.demo.story.calendar import REORGANISED
from nenep.demo.story.facts import CellKind, UnitFact, UnitKind
from nenep.demo.story.units import tree
from nenep.rulebook.rules.cell_types import CellType
from nenep.structure.actions.refresh_paths import refresh_paths
from nenep.structure.models import Placement, Succession, Unit, UnitCode, UnitName
from nenep.structure.models import UnitKind as UnitKindRow
from nenep.structure.rules.units import Kind

_KINDS: Mapping[UnitKind, Kind] = {
    UnitKind.PROVINCE: Kind.PROVINCIAL,
    UnitKind.FORMER_CITY: Kind.MUNICIPAL,
    UnitKind.DISTRICT: Kind.DISTRICT,
    UnitKind.GRASSROOTS: Kind.GRASSROOTS,
    UnitKind.WARD: Kind.COMMUNE,
    UnitKind.COMMUNE: Kind.COMMUNE,
    UnitKind.GRASSROOTS_CELL: Kind.GRASSROOTS_CELL,
    UnitKind.CELL: Kind.CELL,
    UnitKind.GROUP: Kind.GROUP,
}
# The staff of a school or a health station is a cell of a public service (HD 42 §4): "agency".
CELL_TYPES: Mapping[CellKind, CellType] = {
    CellKind.VILLAGE: CellType.RESIDENTIAL,
    CellKind.HAMLET: CellType.RESIDENTIAL,
    CellKind.RESIDENTIAL_GROUP: CellType.RESIDENTIAL,
    CellKind.SCHOOL: CellType.AGENCY,
    CellKind.HEALTH_STATION: CellType.AGENCY,
    CellKind.AGENCY: CellType.AGENCY,
    CellKind.STATE_ENTERPRISE: CellType.STATE_ENTERPRISE,
    CellKind.PRIVATE_ENTERPRISE: CellType.PRIVATE_ENTERPRISE,
    CellKind.COOPERATIVE: CellType.PRIVATE_ENTERPRISE,
    CellKind.POLICE: CellType.ARMED_FORCES,
    CellKind.MILITARY: CellType.ARMED_FORCES,
}


def load_units(actor: Actor) -> int:
    """Every unit of the story with all its days; returns how many."""
    units = tree()
    Unit.objects.bulk_create(
        [Unit(id=uid(u.key), founded_on=u.since, dissolved_on=u.until) for u in units]
    )
    UnitName.objects.bulk_create([name for unit in units for name in _names(unit)])
    UnitKindRow.objects.bulk_create([kind for unit in units for kind in _kinds(unit)])
    UnitCode.objects.bulk_create([code for unit in units for code in _codes(unit)])
    Placement.objects.bulk_create([placement for unit in units for placement in _places(unit)])
    ended = [unit for unit in units if unit.until is not None]
    Succession.objects.bulk_create([_succession(unit, unit.until) for unit in ended if unit.until])
    refresh_paths(on=demo_today())
    say_all(actor, (entry for unit in units for entry in _said(unit)))
    return len(units)


def _succession(unit: UnitFact, on: date) -> Succession:
    return Succession(
        unit_id=uid(unit.key), successor_id=uid(unit.successor), on=on, decision=unit.decision
    )


def _said(unit: UnitFact) -> Iterator[Said]:
    this = uid(unit.key)
    yield Said("unit.founded", this, "unit", this, unit.since)
    if unit.until is not None:
        facts = {"on": unit.until.isoformat(), "successor": str(uid(unit.successor))}
        yield Said("unit.dissolved", this, "unit", this, unit.until, facts)


def _names(unit: UnitFact) -> Iterator[UnitName]:
    since = unit.since
    for name, short, until in unit.former_names:
        yield _name(unit, name, short, DateRange(since, until))
        since = until
    yield _name(unit, unit.name, unit.short, DateRange(since, unit.until))


def _name(unit: UnitFact, name: str, short: str, during: DateRange) -> UnitName:
    return UnitName(unit_id=uid(unit.key), name=name, short=short, during=during)


def _kinds(unit: UnitFact) -> Iterator[UnitKindRow]:
    since = unit.since
    if unit.former_kind is not None:
        yield _kind(unit, unit.former_kind, DateRange(since, REORGANISED))
        since = REORGANISED
    yield _kind(unit, unit.kind, DateRange(since, unit.until))


def _kind(unit: UnitFact, kind: UnitKind, during: DateRange) -> UnitKindRow:
    cell_type = CELL_TYPES[unit.cell_kind].value if unit.cell_kind else ""
    return UnitKindRow(
        unit_id=uid(unit.key), kind=_KINDS[kind].value, cell_type=cell_type, during=during
    )


def _codes(unit: UnitFact) -> Iterator[UnitCode]:
    """Codes are re-issued at every reorganisation; a Party group has none."""
    since = unit.since
    for code, until in unit.former_codes:
        yield UnitCode(unit_id=uid(unit.key), code=code, during=DateRange(since, until))
        since = until
    if unit.code:
        yield UnitCode(unit_id=uid(unit.key), code=unit.code, during=DateRange(since, unit.until))


def _places(unit: UnitFact) -> Iterator[Placement]:
    if not unit.placements:
        yield Placement(unit_id=uid(unit.key), parent=None, during=_whole(unit))
    for place in unit.placements:
        yield Placement(
            unit_id=uid(unit.key),
            parent_id=uid(place.parent),
            during=DateRange(place.since, place.until),
        )


def _whole(unit: UnitFact) -> DateRange:
    until: date | None = unit.until
    return DateRange(unit.since, until)
