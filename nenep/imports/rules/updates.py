"""What a list changes of members already known: who is meant, what would change, what conflicts.

Unlike a first list (:mod:`nenep.imports.rules.verdicts`) it adds nobody, and a difference is a
change to be made: another cell, a new card, a state until a day. A blank says nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from nenep.access.rules import OFFICE_NAMES, Office
from nenep.imports.rules.body import ListRow
from nenep.imports.rules.cells import CellChoice, CellFinder
from nenep.imports.rules.changes import Change, Known, Running, changes_of
from nenep.imports.rules.entries import STATE_NAMES, Entry, NotedState, Reason, Standing, read_entry
from nenep.imports.rules.mapping import CellSource, ColumnMapping
from nenep.imports.rules.verdicts import (
    Judgement,
    RowVerdict,
    Verdict,
    identity_of,
    own_reasons,
)
from nenep.kernel.errors import Invalid
from nenep.kernel.names import same_name_key
from nenep.people.rules.duplicates import Directory, Likeness, likeness
from nenep.people.rules.limits import Lengths, must_not_last_too_long

OF_A_FIRST_LIST = frozenset(
    {Change.SEX, Change.BIRTH, Change.CARD, Change.ADMITTED, Change.OFFICIAL, Change.RECOGNISED}
)


@dataclass(frozen=True)
class Register:
    """What is stored below the unit: its people, and who is secretary of which cell from ``since``
    on. ``lengths`` bound how long a state may last."""

    known: Sequence[Known]
    secretaries: Mapping[UUID, UUID]
    lengths: Lengths


@dataclass
class _Row:
    """One row on its way to a verdict."""

    entry: Entry
    cell: CellChoice | None
    nearest: tuple[str, ...]
    reasons: list[Reason]
    person: Known | None
    changes: set[Change]
    told: list[str]
    office: Office | None = None

    @property
    def refused(self) -> bool:
        return any(reason.refuses for reason in self.reasons)

    def refuse(self, text: str) -> None:
        self.reasons.append(Reason(text, refuses=True))


def judge_changes(
    people: Iterable[ListRow],
    mapping: ColumnMapping,
    *,
    finder: CellFinder,
    register: Register,
    on: date,
    since: date,
    progress: Callable[[int], None] | None = None,
) -> Judgement:
    """The verdict of every row; ``since`` is the day of changes whose row names none."""
    judging = _Judging(finder, register, on, since)
    fixed = mapping.fixed_cell if mapping.cell_source is CellSource.FIXED else ""
    rows: list[_Row] = []
    for row in people:
        rows.append(judging.row(read_entry(row, on=on, fixed_cell=fixed)))
        if progress:
            progress(len(rows))
    judging.offices(rows)
    return Judgement(tuple(map(_verdict_of, rows)))


def day_of(entry: Entry, since: date) -> date:
    """From when what the row says holds."""
    return entry.since.earliest() or since


class _Judging:
    """Who is stored, by their keys and cards, and who stood in the rows above."""

    def __init__(self, finder: CellFinder, register: Register, on: date, since: date) -> None:
        self._finder, self._register = finder, register
        self._on, self._since = on, since
        self._stored: Directory[Known] = Directory()
        self._by_card: dict[str, list[Known]] = {}
        self._by_name: dict[str, list[Known]] = {}
        self._seen: dict[UUID, int] = {}
        for person in register.known:
            for identity in person.identities():
                self._stored.add(identity, person)
            self._by_name.setdefault(person.identity().name_key, []).append(person)
            if person.card:
                self._by_card.setdefault(person.card, []).append(person)

    def row(self, entry: Entry) -> _Row:
        """Everything but the office, which depends on who leaves."""
        row = _Row(entry, None, (), list(own_reasons(entry)), None, set(), list(entry.notices))
        row.reasons += [reason for reason in entry.date_reasons if reason.refuses]
        row.reasons += entry.change_reasons
        self._find_cell(row)
        if not row.refused:
            self._find_person(row)
        if row.person is not None:
            self._compare(row, row.person)
        return row

    def offices(self, rows: Sequence[_Row]) -> None:
        """One secretary a cell: an office is free once its holder moves away in this very list."""
        leaving = {
            row.person.person_id
            for row in rows
            if row.person and not row.refused and Change.MOVED in row.changes
        }
        taken = {
            cell: who for cell, who in self._register.secretaries.items() if who not in leaving
        }
        for row in rows:
            if row.person and row.entry.office and not row.refused:
                self._office(row, row.person, row.entry.office, taken)

    def _find_cell(self, row: _Row) -> None:
        if not row.entry.cell_text:
            return
        found = self._finder.find(row.entry.cell_text)
        row.cell, row.nearest = found.cell, found.nearest
        if found.cell is None:
            row.refuse("không tìm thấy chi bộ")

    def _find_person(self, row: _Row) -> None:
        alike = self._stored.like(identity_of(row.entry, row.cell))
        same = [person for person, how in alike if how is Likeness.SAME]
        if not same and row.cell is None:
            same = self._without_a_cell(row)
        elif not same:
            same = self._moved(row, [person for person, _ in alike])
        if len(same) > 1:
            return row.refuse("khớp với hơn một đảng viên đã có")
        if not same and alike:
            return row.refuse(f"có thể là đ/c {_called(alike[0][0])}: chưa đủ chắc để thay đổi")
        if not same:
            return row.refuse("không có trong sổ của đơn vị này")
        person = same[0]
        if person.cell is None:
            return row.refuse("đã có trong sổ nhưng không còn ở chi bộ nào")
        if person.person_id in self._seen:
            return row.refuse(f"trùng với dòng {self._seen[person.person_id]}")
        self._seen[person.person_id] = row.entry.row
        row.person, row.cell = person, row.cell or person.cell
        return None

    def _moved(self, row: _Row, alike: list[Known]) -> list[Known]:
        """A list of moves names the new cell, often without a card: the one person of that name and
        birthday is meant, when nothing else speaks against it; a person looks at the row."""
        entry = row.entry
        meant = [
            person
            for person in alike
            if same_name_key(entry.full_name) == person.identity().name_key
            and entry.birth == person.birth
            and entry.birth.day is not None
            and not (entry.card and person.card)
            and not (entry.admitted.known and person.admitted.known)
        ]
        if len(alike) == 1 and meant:
            row.reasons.append(Reason("khớp theo họ tên và ngày sinh, khác chi bộ"))
            return meant
        return []

    def _without_a_cell(self, row: _Row) -> list[Known]:
        """A list that names no cell says of nobody that they moved: each is looked for at home."""
        named = self._by_name.get(same_name_key(row.entry.full_name), [])
        at_home = [
            person
            for person in named
            if person.cell is not None
            and any(
                likeness(identity_of(row.entry, person.cell), known) is Likeness.SAME
                for known in person.identities()
            )
        ]
        if len(at_home) == 1:
            row.reasons.append(Reason("danh sách không ghi chi bộ, khớp theo họ tên và ngày sinh"))
        return at_home

    def _compare(self, row: _Row, person: Known) -> None:
        entry, day = row.entry, day_of(row.entry, self._since)
        row.changes |= changes_of(entry, person) & OF_A_FIRST_LIST
        if row.cell and person.cell and row.cell != person.cell:
            row.changes.add(Change.MOVED)
            row.told.append(f"chuyển từ {person.cell.name} sang {row.cell.name} từ {_day(day)}")
            if person.since is not None and day < person.since:
                row.refuse(f"ngày chuyển trước ngày vào {person.cell.name} ({_day(person.since)})")
        self._card(row, person)
        self._state(row, person, day)
        if Change.RECOGNISED in row.changes:
            row.told.append(f"chuyển chính thức từ {entry.official.in_words()}")

    def _card(self, row: _Row, person: Known) -> None:
        number = row.entry.card
        if not number or number == person.card:
            return
        others = [other for other in self._by_card.get(number, []) if other is not person]
        if others:
            row.refuse(f"số thẻ {number} đang là của đ/c {_called(others[0])}")
        elif number in person.former:
            row.told.append(f"số thẻ {number} là thẻ cũ: giữ nguyên thẻ đang lưu")
        elif person.card:
            row.changes.add(Change.NEW_CARD)
            row.told.append(f"đổi số thẻ {person.card} thành {number}")

    def _state(self, row: _Row, person: Known, day: date) -> None:
        kind, last = row.entry.state, row.entry.until.earliest()
        if kind is None and last is not None:
            ending = [one for one, running in person.running.items() if running.last is not None]
            kind = ending[0] if len(ending) == 1 else None
            if kind is None:
                return row.refuse("có ngày hết hạn nhưng không rõ của trạng thái nào")
        if kind is None:
            return None
        running = person.running.get(kind)
        if running is None:
            self._new_state(row, kind, day, last)
        elif last is not None and last != running.last:
            self._renewal(row, kind, running, last)
        return None

    def _new_state(self, row: _Row, kind: NotedState, day: date, last: date | None) -> None:
        until = f" đến hết {_day(last)}" if last else ""
        row.changes.add(Change.STATE)
        row.told.append(f"ghi {STATE_NAMES[kind]} từ {_day(day)}{until}")
        self._must_be_short(row, kind, day, last)

    def _renewal(self, row: _Row, kind: NotedState, running: Running, last: date) -> None:
        if running.last is None or last < running.last:
            kept = f"đến hết {_day(running.last)}" if running.last else "không có ngày hết hạn"
            row.reasons.append(Reason(f"{STATE_NAMES[kind]} đang lưu {kept}: giữ nguyên"))
            return
        row.changes.add(Change.RENEWED)
        row.entry = replace(row.entry, state=kind)
        row.told.append(
            f"gia hạn {STATE_NAMES[kind]} từ hết {_day(running.last)} đến hết {_day(last)}"
        )
        self._must_be_short(row, kind, max(running.last + timedelta(days=1), self._on), last)

    def _must_be_short(self, row: _Row, kind: NotedState, day: date, last: date | None) -> None:
        try:
            must_not_last_too_long(kind.value, day, last, self._register.lengths)
        except Invalid as fault:
            row.refuse(str(fault).split(";")[0].split(".")[0].lower())

    def _office(self, row: _Row, person: Known, office: Office, taken: dict[UUID, UUID]) -> None:
        cell = row.cell
        if cell is None or (cell == person.cell and office in person.holds):
            return
        name = OFFICE_NAMES[office]
        if person.standing is Standing.PROBATIONARY and Change.RECOGNISED not in row.changes:
            row.reasons.append(Reason(f"đảng viên dự bị chưa giữ chức vụ: không ghi {name}"))
            return
        if office is Office.CELL_SECRETARY:
            if taken.get(cell.id, person.person_id) != person.person_id:
                row.reasons.append(
                    Reason(f"{cell.name} đang có Bí thư: kết thúc nhiệm vụ đó trước, chưa ghi")
                )
                return
            taken[cell.id] = person.person_id
        row.office = office
        row.changes.add(Change.OFFICE)
        row.told.append(f"giao {name}, {cell.name}")


def _verdict_of(row: _Row) -> RowVerdict:
    if row.refused:
        verdict = Verdict.REFUSED
    elif not row.changes:
        verdict = Verdict.UNCHANGED
    else:
        verdict = Verdict.WARNED if row.reasons else Verdict.ACCEPTED
    added = [change.value for change in Change if change in row.changes & OF_A_FIRST_LIST]
    told = [*row.told, *([f"bổ sung: {', '.join(added)}"] if added else [])]
    return RowVerdict(
        entry=row.entry,
        verdict=verdict,
        reasons=tuple(reason.text for reason in row.reasons),
        cell=row.cell,
        nearest=row.nearest,
        notices=tuple(told),
        known=row.person,
        changes=frozenset(row.changes) if not row.refused else frozenset(),
        office=row.office,
    )


def _called(person: Known) -> str:
    return f"{person.full_name} ({person.cell.name})" if person.cell else person.full_name


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
