"""What a list adds to a person already stored. Blanks are filled and dates made more precise;
nothing stored is ever overwritten, a difference is told instead."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from nenep.access.rules import Office
from nenep.imports.rules.cells import CellChoice
from nenep.imports.rules.entries import Entry, NotedState, Standing
from nenep.imports.rules.matching import Identity
from nenep.kernel.names import same_name_key
from nenep.kernel.partial_dates import PartialDate


@dataclass(frozen=True)
class Known:
    """A person already stored, with what a list could add. ``held`` and ``noted`` name offices in
    this cell and states that were ever recorded: what a person ended is not begun again."""

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

    def identity(self) -> Identity:
        """The keys to match by."""
        cell = self.cell.id if self.cell else None
        return Identity(same_name_key(self.full_name), self.birth, self.card, cell, self.admitted)


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
    if entry.card and person.card and entry.card != person.card:
        told.append(f"số thẻ trong danh sách là {entry.card}, đang lưu {person.card}: giữ nguyên")
    return tuple(told)
