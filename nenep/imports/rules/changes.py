"""What a list adds to a person already stored. Blanks are filled and dates made more precise;
nothing stored is ever overwritten, a difference is told instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.access.rules import Office
from nenep.imports.rules.cells import CellChoice
from nenep.imports.rules.entries import Entry, NotedState, Standing
from nenep.kernel.names import same_name_key
from nenep.kernel.partial_dates import PartialDate
from nenep.people.rules.duplicates import Identity


@dataclass(frozen=True)
class Running:
    """A state that holds or is to be renewed; ``last`` is its last day, None without an end."""

    state_id: UUID
    last: date | None


@dataclass(frozen=True)
class Known:
    """A person already stored, with what a list could add. ``held`` and ``noted`` name offices in
    this cell and states that were ever recorded: what a person ended is not begun again.
    ``former`` are the cards of before, ``running`` the states of today, ``since`` the first day of
    the spell in the cell, ``holds`` the offices held there today."""

    person_id: UUID
    full_name: str
    sex: str
    birth: PartialDate
    card: str
    cell: CellChoice | None
    admitted: PartialDate
    official: PartialDate
    standing: Standing
    held: frozenset[Office] = frozenset()
    noted: frozenset[NotedState] = frozenset()
    former: frozenset[str] = frozenset()
    running: Mapping[NotedState, Running] = field(default_factory=dict)
    since: date | None = None
    holds: frozenset[Office] = frozenset()

    def identity(self) -> Identity:
        """The keys to match by."""
        cell = self.cell.id if self.cell else None
        return Identity(same_name_key(self.full_name), self.birth, self.card, cell, self.admitted)

    def identities(self) -> tuple[Identity, ...]:
        """The keys of today, and those with each card of before: older lists still name them."""
        today = self.identity()
        return (today, *(replace(today, card=number) for number in sorted(self.former)))


class Change(StrEnum):
    """One thing a row adds, in the words shown."""

    SEX = "giới tính"
    BIRTH = "ngày sinh"
    CARD = "số thẻ"
    ADMITTED = "ngày vào Đảng"
    OFFICIAL = "ngày chính thức"
    RECOGNISED = "chuyển thành đảng viên chính thức"
    OFFICE = "chức vụ"
    STATE = "trạng thái sinh hoạt"
    MOVED = "chi bộ"
    NEW_CARD = "thẻ mới"
    RENEWED = "thời hạn của trạng thái"


def changes_of(entry: Entry, person: Known) -> frozenset[Change]:
    """What the row would add, offices apart (they depend on the cell's secretary)."""
    recognised = person.standing is Standing.PROBATIONARY and entry.official.known
    added = {
        Change.SEX: bool(entry.sex) and not person.sex,
        Change.BIRTH: entry.birth.finer_than(person.birth),
        Change.CARD: bool(entry.card) and not person.card,
        Change.ADMITTED: entry.admitted.finer_than(person.admitted),
        Change.OFFICIAL: entry.official.finer_than(person.official),
        Change.RECOGNISED: recognised and entry.standing is Standing.OFFICIAL,
        Change.STATE: entry.state is not None and entry.state not in person.noted,
    }
    return frozenset(change for change, adds in added.items() if adds)


def differences_of(entry: Entry, person: Known) -> tuple[str, ...]:
    """Where the list says otherwise than what is stored; the stored value stays."""
    dates = (
        (Change.BIRTH, entry.birth, person.birth),
        (Change.ADMITTED, entry.admitted, person.admitted),
        (Change.OFFICIAL, entry.official, person.official),
    )
    told = [
        f"{change.value} trong danh sách là {listed}, đang lưu {stored}: giữ nguyên"
        for change, listed, stored in dates
        if listed.known and stored.known and not listed.may_equal(stored)
    ]
    if entry.card and person.card and entry.card not in {person.card, *person.former}:
        told.append(f"số thẻ trong danh sách là {entry.card}, đang lưu {person.card}: giữ nguyên")
    return tuple(told)
