"""The expiring matters of a cell, or of the cells below a committee, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nenep.access.rules import Actor
from nenep.people.queries.expiring import LIMIT, ExpiringMatter, expiring_of
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class CellMatters:
    """A cell with what runs out there, the most pressing first."""

    name: str
    matters: Sequence[ExpiringMatter]


@dataclass(frozen=True)
class ExpiringPage:
    """Everything ``people/expiring.html`` reads: first what is over, then what comes."""

    unit: UnitView
    total: int
    overdue: int
    cells: Sequence[CellMatters]
    cut: bool


def expiring_page(actor: Actor, unit: UnitView, today: date) -> ExpiringPage:
    """The page of a unit. Cells with something overdue stand first."""
    matters = expiring_of(actor, unit.id, today)
    by_cell: dict[str, list[ExpiringMatter]] = {}
    for matter in matters:
        by_cell.setdefault(matter.cell_name, []).append(matter)
    return ExpiringPage(
        unit=unit,
        total=len(matters),
        overdue=sum(matter.overdue for matter in matters),
        cells=[CellMatters(name, found) for name, found in by_cell.items()],
        cut=len(matters) >= LIMIT,
    )
