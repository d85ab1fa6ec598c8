"""What an import says of each row before anything is written: accepted, warned, refused, unchanged.

The same judgement serves the dry run and the import itself, so that both always agree.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.access.rules import Office
from nenep.imports.rules.body import ListRow
from nenep.imports.rules.cells import CellChoice, CellFinder
from nenep.imports.rules.changes import Change, Known, changes_of, differences_of
from nenep.imports.rules.entries import Entry, Reason, read_entry
from nenep.imports.rules.mapping import CellSource, ColumnMapping
from nenep.kernel.names import same_name_key
from nenep.people.rules.duplicates import Directory, Identity, Likeness


class Verdict(StrEnum):
    """The answer for one row."""

    ACCEPTED = "accepted"
    WARNED = "warned"
    REFUSED = "refused"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class RowVerdict:
    """The answer for one row with everything the import needs to carry it out."""

    entry: Entry
    verdict: Verdict
    reasons: tuple[str, ...]
    cell: CellChoice | None
    nearest: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    known: Known | None = None
    changes: frozenset[Change] = frozenset()
    office: Office | None = None

    @property
    def importable(self) -> bool:
        """Would importing the row write something?"""
        return self.verdict in (Verdict.ACCEPTED, Verdict.WARNED)

    @property
    def cell_name(self) -> str:
        """The cell found, or what the list calls it."""
        return self.cell.name if self.cell else self.entry.cell_text


@dataclass(frozen=True)
class Judgement:
    """All rows of a list, in its order."""

    rows: tuple[RowVerdict, ...]

    def totals(self) -> dict[Verdict, int]:
        """How many of each verdict; every verdict is named, also with 0."""
        counted = Counter(row.verdict for row in self.rows)
        return {verdict: counted[verdict] for verdict in Verdict}


def judge(
    people: Iterable[ListRow],
    mapping: ColumnMapping,
    *,
    finder: CellFinder,
    known: Sequence[Known],
    secretaries: frozenset[UUID] = frozenset(),
    on: date,
    progress: Callable[[int], None] | None = None,
) -> Judgement:
    """The verdict of every row.

    ``known``: whoever is stored below the unit; ``secretaries``: cells that have a secretary today;
    ``progress`` hears the number of rows judged.
    """
    judged = _Judging(finder, known, secretaries)
    fixed = mapping.fixed_cell if mapping.cell_source is CellSource.FIXED else ""
    rows: list[RowVerdict] = []
    for row in people:
        rows.append(judged.row(read_entry(row, on=on, fixed_cell=fixed)))
        if progress:
            progress(len(rows))
    return Judgement(tuple(rows))


class _Judging:
    """The memory of one judgement: who is stored, who stood in the rows above."""

    def __init__(
        self, finder: CellFinder, known: Sequence[Known], secretaries: frozenset[UUID]
    ) -> None:
        self._finder = finder
        self._secretaries = set(secretaries)
        self._stored: Directory[Known] = Directory()
        self._above: Directory[Entry] = Directory()
        for person in known:
            for identity in person.identities():
                self._stored.add(identity, person)

    def row(self, entry: Entry) -> RowVerdict:
        found = self._finder.find(entry.cell_text)
        reasons = [*own_reasons(entry), *entry.date_reasons]
        if found.cell is None:
            reasons.append(Reason(_no_cell(entry), refuses=True))
        elif found.abbreviated:
            reasons.append(Reason("tên chi bộ viết tắt"))
        elif found.unaccented:
            reasons.append(Reason("tên chi bộ không có dấu"))
        reasons += entry.note_reasons
        identity = identity_of(entry, found.cell)
        reasons += self._repeats(identity)
        person: Known | None = None
        if not any(reason.refuses for reason in reasons):
            person, stored_reasons = self._already(identity, found.cell)
            reasons += stored_reasons
        refused = any(reason.refuses for reason in reasons)
        if not refused:
            self._above.add(identity, entry)
        office, notices = self._office(entry, found.cell, person, refused)
        changes = changes_of(entry, person) if person else frozenset[Change]()
        if person and office:
            changes |= {Change.OFFICE}
        return RowVerdict(
            entry=entry,
            verdict=_verdict(refused, person, changes, reasons),
            reasons=tuple(reason.text for reason in reasons),
            cell=found.cell,
            nearest=found.nearest,
            notices=(*entry.notices, *notices, *_told(entry, person, changes)),
            known=person,
            changes=changes,
            office=office,
        )

    def _repeats(self, identity: Identity) -> list[Reason]:
        """The same person in a row above is refused; a possible one is pointed out."""
        alike = self._above.like(identity)
        for above, how in alike:
            if how is Likeness.SAME:
                return [Reason(f"trùng với dòng {above.row}", refuses=True)]
        return [Reason(f"có thể trùng với dòng {above.row}") for above, _ in alike[:1]]

    def _already(
        self, identity: Identity, cell: CellChoice | None
    ) -> tuple[Known | None, list[Reason]]:
        alike = self._stored.like(identity)
        same = [person for person, how in alike if how is Likeness.SAME]
        if len(same) > 1:
            return None, [Reason("khớp với hơn một đảng viên đã có", refuses=True)]
        if same and same[0].cell is None:
            return None, [Reason("đã có trong sổ nhưng không còn ở chi bộ nào", refuses=True)]
        if same and cell and same[0].cell != cell:
            told = f"đã có ở {_place(same[0])}, cần chuyển sinh hoạt"
            return None, [Reason(told, refuses=True)]
        if same:
            return same[0], []
        return None, [
            Reason(f"có thể là đ/c {person.full_name} đã có ở {_place(person)}")
            for person, _ in alike[:1]
        ]

    def _office(
        self, entry: Entry, cell: CellChoice | None, person: Known | None, refused: bool
    ) -> tuple[Office | None, list[str]]:
        """One secretary a cell: a second one in a list is told, not written."""
        if refused or cell is None or entry.office is None:
            return None, []
        if person and entry.office in person.held:
            return None, []
        if entry.office is Office.CELL_SECRETARY:
            if cell.id in self._secretaries:
                return None, [f"{cell.name} đã có Bí thư: chức vụ không nhập"]
            self._secretaries.add(cell.id)
        return entry.office, []


def own_reasons(entry: Entry) -> list[Reason]:
    """What forbids a row by itself: nobody can be told apart by a bare name."""
    if not entry.full_name:
        return [Reason("thiếu họ và tên", refuses=True)]
    if not (entry.birth.known or entry.admitted.known or entry.card):
        return [Reason("không đủ thông tin để nhận ra một người", refuses=True)]
    return []


def _no_cell(entry: Entry) -> str:
    return "không tìm thấy chi bộ" if entry.cell_text else "thiếu tên chi bộ"


def identity_of(entry: Entry, cell: CellChoice | None) -> Identity:
    return Identity(
        name_key=same_name_key(entry.full_name),
        birth=entry.birth,
        card=entry.card,
        cell=cell.id if cell else None,
        admitted=entry.admitted,
    )


def _verdict(
    refused: bool, person: Known | None, changes: frozenset[Change], reasons: list[Reason]
) -> Verdict:
    if refused:
        return Verdict.REFUSED
    if person and not changes:
        return Verdict.UNCHANGED
    return Verdict.WARNED if reasons else Verdict.ACCEPTED


def _told(entry: Entry, person: Known | None, changes: frozenset[Change]) -> tuple[str, ...]:
    if person is None:
        return ()
    added = ", ".join(change.value for change in Change if change in changes)
    return (*((f"bổ sung: {added}",) if added else ()), *differences_of(entry, person))


def _place(person: Known) -> str:
    return person.cell.name if person.cell else "chi bộ khác"
