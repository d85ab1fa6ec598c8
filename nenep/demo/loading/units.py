"""The invented tree with its dated codes and placements; one journal entry per unit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.rules import uid
from nenep.demo.story.facts import CellKind, UnitFact, UnitKind
from nenep.demo.story.units import REORGANISED, tree
from nenep.rulebook.rules.cell_types import CellType
from nenep.structure.actions.found_unit import place_today
from nenep.structure.models import Placement, Unit, UnitCode, UnitName
from nenep.structure.models import UnitKind as UnitKindRow
from nenep.structure.rules.units import Kind

_KINDS: Mapping[UnitKind, Kind] = {
    UnitKind.PROVINCE: Kind.PROVINCIAL,
    UnitKind.FORMER_CITY: Kind.MUNICIPAL,
    UnitKind.WARD: Kind.COMMUNE,
    UnitKind.COMMUNE: Kind.COMMUNE,
    UnitKind.CELL: Kind.CELL,
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
    """Every unit of the story; returns how many."""
    units = tree()
    Unit.objects.bulk_create(
        [Unit(id=uid(u.key), founded_on=u.since, dissolved_on=u.until) for u in units]
    )
    UnitName.objects.bulk_create(
        [UnitName(unit_id=uid(u.key), name=u.name, short=u.short, during=_whole(u)) for u in units]
    )
    UnitKindRow.objects.bulk_create(
        [
            UnitKindRow(
                unit_id=uid(u.key),
                kind=_KINDS[u.kind].value,
                cell_type=CELL_TYPES[u.cell_kind].value if u.cell_kind else "",
                during=_whole(u),
            )
            for u in units
        ]
    )
    UnitCode.objects.bulk_create([code for unit in units for code in _codes(unit)])
    Placement.objects.bulk_create([placement for unit in units for placement in _places(unit)])
    _place_all_today(units)
    say_all(actor, (Said("unit.founded", uid(u.key), "unit", uid(u.key), u.since) for u in units))
    return len(units)


def _place_all_today(units: Sequence[UnitFact]) -> None:
    """Parents before children, as the tree tells them."""
    for unit in units:
        if unit.until is None:
            parents = [p.parent for p in unit.placements if p.until is None]
            place_today(uid(unit.key), uid(parents[0]) if parents else None)


def _codes(unit: UnitFact) -> Iterator[UnitCode]:
    """Codes are re-issued at a reorganisation: the old one until then, today's one since."""
    changed = REORGANISED if unit.former_code else unit.since
    if unit.former_code:
        yield UnitCode(
            unit_id=uid(unit.key), code=unit.former_code, during=DateRange(unit.since, changed)
        )
    yield UnitCode(unit_id=uid(unit.key), code=unit.code, during=DateRange(changed, unit.until))


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
