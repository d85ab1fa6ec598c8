"""Who follows which cell, and from which seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from nenep.access.rules import OFFICE_NAMES, Actor, Capability, Office, Reach
from nenep.kernel.errors import Refused
from nenep.kernel.names import fold
from nenep.people.models import OfficeTerm
from nenep.people.queries.offices import OfficeLine, office_lines, offices_of
from nenep.people.rules.offices import SEATS, Days
from nenep.structure.queries.units import children_on
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class Seat:
    """A member of a committee with the office there."""

    person_id: UUID
    full_name: str
    office: Office

    @property
    def label(self) -> str:
        return f"{self.full_name}, {OFFICE_NAMES[self.office]}"


@dataclass(frozen=True)
class CellLine:
    """A cell with who follows it now, and who will."""

    cell: UnitView
    follower: OfficeLine | None
    coming: OfficeLine | None


def seat_days(person_id: UUID, committee_id: UUID) -> list[Days]:
    """The days on which somebody sits in a committee, by any of its seats. One query."""
    terms = OfficeTerm.objects.filter(
        person_id=person_id, unit_id=committee_id, office__in=SEATS
    ).values_list("during", flat=True)
    return [Days(during.lower, during.upper) for during in terms]


def seats_of(committee_id: UUID, on: date) -> Sequence[Seat]:
    """The members of a committee that day, each once, the highest first. One query."""
    seats: dict[UUID, Seat] = {}
    for line in offices_of(committee_id):
        if line.office.value in SEATS and line.days.covers(on):
            seats.setdefault(line.person_id, Seat(line.person_id, line.full_name, line.office))
    return list(seats.values())


def seat_named(cell: UnitView, name: str, on: date) -> Seat:
    """The one member of the committee right above the cell who bears the name; diacritics do not
    matter. One query.

    Raises:
        Refused: nobody there bears it, or several do.
    """
    seats = seats_of(cell.parent_id, on) if cell.parent_id else ()
    found = [seat for seat in seats if fold(seat.full_name) == fold(name)]
    if len(found) != 1:
        known = ", ".join(seat.full_name for seat in seats)
        raise Refused(
            "Không rõ cấp ủy viên “%(name)s”; chưa ghi gì. Cấp ủy trực tiếp có: %(known)s.",
            name=name,
            known=known or "chưa ghi ai",
        )
    return found[0]


def cells_and_followers(committee_id: UUID, on: date) -> Sequence[CellLine]:
    """The cells right under a committee, in the order of their codes, with who follows each. For
    who keeps their records. Three queries."""
    cells = [unit for unit in children_on(committee_id, on) if unit.is_cell]
    lines = _followers([cell.id for cell in cells], on)
    return [
        CellLine(
            cell,
            next((line for line in lines.get(cell.id, ()) if line.days.covers(on)), None),
            next((line for line in lines.get(cell.id, ()) if line.days.since > on), None),
        )
        for cell in cells
    ]


def follower_of(cell_id: UUID, on: date) -> OfficeLine | None:
    """Who follows the cell on a day: known to its members as to its superiors. One query."""
    return next(
        (
            line
            for line in offices_of(cell_id)
            if line.office is Office.ASSIGNED_FOLLOWER and line.days.covers(on)
        ),
        None,
    )


def followed_by(actor: Actor) -> frozenset[UUID]:
    """The cells the actor follows today. No query."""
    return actor.roots(Capability.FOLLOW_CELLS, Reach.OWN_UNIT)


def _followers(cell_ids: Sequence[UUID], on: date) -> Mapping[UUID, list[OfficeLine]]:
    terms = list(
        OfficeTerm.objects.filter(unit_id__in=cell_ids, office=Office.ASSIGNED_FOLLOWER.value)
        .filter(Q(during__endswith__isnull=True) | Q(during__endswith__gt=on))
        .order_by("during")
    )
    found: dict[UUID, list[OfficeLine]] = {}
    for term, line in zip(terms, office_lines(terms), strict=True):
        found.setdefault(term.unit_id, []).append(line)
    return found
