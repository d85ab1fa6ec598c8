"""What the rules look at: the tree and everything that hangs on it, on the effective date, as it
would stand without the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.kernel.partial_dates import UNKNOWN, PartialDate
from nenep.structure.rules.units import CELL_KINDS, Kind


@dataclass(frozen=True)
class UnitNow:
    """A unit standing on the effective date. ``since`` is the latest first day among its dated
    rows of that day: nothing can end on the very day on which it began."""

    id: UUID
    code: str
    name: str
    kind: str
    parent_id: UUID | None
    short: str = ""
    cell_type: str = ""
    since: date = date.min

    @property
    def is_cell(self) -> bool:
        return self.kind in CELL_KINDS

    @property
    def is_group(self) -> bool:
        return self.kind == Kind.GROUP


@dataclass(frozen=True)
class Elsewhen:
    """A unit that a plan names by a code, but which does not stand on the effective date."""

    code: str
    name: str
    founded_on: date
    dissolved_on: date | None


@dataclass(frozen=True)
class CodeHeld:
    """A code with the unit that bears it on some day from the effective date on."""

    code: str
    unit_id: UUID
    since: date


@dataclass(frozen=True)
class MemberNow:
    """A member of a unit on the effective date. ``until``: the membership is known to end then."""

    person_id: UUID
    unit_id: UUID
    full_name: str
    card: str = ""
    born: PartialDate = UNKNOWN
    until: date | None = None


@dataclass(frozen=True)
class MemberLater:
    """Somebody whose membership in a unit begins only after the effective date."""

    person_id: UUID
    unit_id: UUID
    full_name: str
    since: date


@dataclass(frozen=True)
class OfficeNow:
    """An office that runs on the effective date or begins after it."""

    term_id: UUID
    person_id: UUID
    unit_id: UUID
    office: str
    full_name: str
    since: date


@dataclass(frozen=True)
class MeetingNow:
    """A meeting whose papers are not finalised, or which was held on or after the date."""

    id: UUID
    unit_id: UUID
    kind: str
    month: date
    planned_on: date
    held_on: date | None = None
    finalised: bool = False


@dataclass(frozen=True)
class TaskNow:
    """An open task of a unit; the owner is a person or a unit."""

    id: UUID
    unit_id: UUID
    title: str
    owner_person_id: UUID | None = None
    owner_unit_id: UUID | None = None


@dataclass(frozen=True)
class SeriesNow:
    """A running habit of meeting."""

    id: UUID
    unit_id: UUID
    kind: str


@dataclass(frozen=True)
class LocalityNow:
    """A village with the committee of its commune and the cell that leads it."""

    id: UUID
    name: str
    unit_id: UUID
    led_by_id: UUID | None


@dataclass(frozen=True)
class StayNow:
    """Somebody of another cell who takes part in ``unit_id`` on or after the date."""

    id: UUID
    unit_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class LinkNow:
    """A working member linked to the cell of the place of residence (213)."""

    id: UUID
    unit_id: UUID


@dataclass(frozen=True)
class LetterNow:
    """A transfer on its way to a unit."""

    id: UUID
    unit_id: UUID
    to_unit_id: UUID
    full_name: str


@dataclass(frozen=True)
class LaterChange:
    """Something that already is to happen to a unit after the effective date."""

    unit_id: UUID
    on: date
    ends: bool = False


@dataclass(frozen=True)
class Snapshot:
    """``root_id``: the plan rearranges what stands strictly beneath it; None: anything."""

    on: date
    today: date
    units: Mapping[UUID, UnitNow]
    root_id: UUID | None = None
    past_allowed: bool = False
    elsewhen: tuple[Elsewhen, ...] = ()
    codes: tuple[CodeHeld, ...] = ()
    members: tuple[MemberNow, ...] = ()
    members_later: tuple[MemberLater, ...] = ()
    offices: tuple[OfficeNow, ...] = ()
    meetings: tuple[MeetingNow, ...] = ()
    tasks: tuple[TaskNow, ...] = ()
    series: tuple[SeriesNow, ...] = ()
    localities: tuple[LocalityNow, ...] = ()
    stays: tuple[StayNow, ...] = ()
    links: tuple[LinkNow, ...] = ()
    letters: tuple[LetterNow, ...] = ()
    later: tuple[LaterChange, ...] = ()
