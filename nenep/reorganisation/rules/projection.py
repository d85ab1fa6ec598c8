"""What a plan comes to: what changes, who and what goes where, and what stands in its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from nenep.reorganisation.rules.snapshot import OfficeNow, UnitNow


class Fault(StrEnum):
    """Why a plan cannot be applied. A plan with any is refused whole."""

    EMPTY = "empty"
    UNKNOWN_UNIT = "unknown_unit"
    OUT_OF_REACH = "out_of_reach"
    PAST = "past"
    KEY_TWICE = "key_twice"
    TWICE_CHANGED = "twice_changed"
    TWICE_ENDED = "twice_ended"
    CHANGED_AND_ENDED = "changed_and_ended"
    INTO_AN_ENDING_UNIT = "into_an_ending_unit"
    KIND_UNDER_KIND = "kind_under_kind"
    UNLIKE_KINDS = "unlike_kinds"
    CYCLE = "cycle"
    CODE_MISSING = "code_missing"
    CODE_TAKEN = "code_taken"
    CODES_IN_A_CIRCLE = "codes_in_a_circle"
    LEFT_NOWHERE = "left_nowhere"
    PLACED_TWICE = "placed_twice"
    UNKNOWN_MEMBER = "unknown_member"
    NO_CELL = "no_cell"
    NOT_BELOW = "not_below"
    UNITS_LEFT = "units_left"
    BEFORE_FOUNDING = "before_founding"
    ENDED_BEFORE = "ended_before"
    SAME_DAY = "same_day"
    LATER_CHANGE = "later_change"
    MEETING_TO_COME = "meeting_to_come"
    MEETING_AFTER = "meeting_after"
    TRANSFER_UNDER_WAY = "transfer_under_way"
    OFFICE_TO_COME = "office_to_come"
    MEMBER_TO_COME = "member_to_come"
    NOTHING_CHANGES = "nothing_changes"


@dataclass(frozen=True)
class Conflict:
    """What is wrong, where: the steps (from 1) and their places in the file; without a step it is
    the plan as a whole."""

    fault: Fault
    message: str
    steps: tuple[int, ...] = ()
    where: str = ""

    def __str__(self) -> str:
        numbers = ", ".join(str(number) for number in self.steps)
        place = f"Bước {numbers}" if numbers else "Phương án"
        if self.where:
            place += f" ({self.where})"
        return f"{place}: {self.message}"


@dataclass(frozen=True)
class Notice:
    """Something to know that does not stop the plan."""

    message: str
    unit_id: UUID | None = None


@dataclass(frozen=True)
class Placing:
    """A member from a unit into another."""

    person_id: UUID
    full_name: str
    source_id: UUID
    target_id: UUID


@dataclass(frozen=True)
class TaskMove:
    """An open task that is continued in ``unit_id``; ``owner_unit_id`` when a unit answers."""

    task_id: UUID
    unit_id: UUID
    owner_unit_id: UUID | None


@dataclass(frozen=True)
class LocalityMove:
    """A village with its new committee and leading cell."""

    locality_id: UUID
    unit_id: UUID
    led_by_id: UUID | None


@dataclass(frozen=True)
class StayMove:
    """A hosted stay that goes on in ``unit_id``; None: the host has become the home."""

    stay_id: UUID
    person_id: UUID
    unit_id: UUID | None


@dataclass(frozen=True)
class Projection:
    """Everything the plan does. ``founded`` holds superiors before what stands under them,
    ``ended`` what stands below before its superiors, ``recoded`` each code after it is free."""

    before: Mapping[UUID, UnitNow]
    after: Mapping[UUID, UnitNow]
    founded: tuple[UnitNow, ...] = ()
    ended: Mapping[UUID, UUID] = field(default_factory=dict)
    moved: Mapping[UUID, UUID] = field(default_factory=dict)
    renamed: tuple[UUID, ...] = ()
    rekinded: tuple[UUID, ...] = ()
    recoded: tuple[UUID, ...] = ()
    placings: tuple[Placing, ...] = ()
    offices: tuple[OfficeNow, ...] = ()
    tasks: tuple[TaskMove, ...] = ()
    series_closed: tuple[UUID, ...] = ()
    habits: Mapping[UUID, UUID] = field(default_factory=dict)
    localities: tuple[LocalityMove, ...] = ()
    stays: tuple[StayMove, ...] = ()
    links: Mapping[UUID, UUID] = field(default_factory=dict)
    meetings_open: tuple[UUID, ...] = ()

    @property
    def touched(self) -> frozenset[UUID]:
        """The units that begin, end or change, and those that members leave or enter."""
        changed = {unit.id for unit in self.founded} | self.ended.keys() | self.moved.keys()
        changed |= {*self.renamed, *self.rekinded, *self.recoded, *self.habits}
        people = {one for p in self.placings for one in (p.source_id, p.target_id)}
        return frozenset(changed | people | set(self.ended.values()))


@dataclass(frozen=True)
class Resolution:
    """A plan looked up against one snapshot."""

    projection: Projection
    conflicts: Sequence[Conflict]
    notices: Sequence[Notice]
